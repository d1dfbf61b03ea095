"""Tables of pairs of statements, told by hand, for measuring how well records are put together."""
