"""How announcements word things, told by hand: what is read of each, and what is not yet."""
