"""What the kinds of statement say where clauses close with their verb and endings tell roles: Kazakh.

Comes in: a text with its clauses. Goes out: statements of one kind each. Nothing here knows a country or a
word: words stand in the lexicon.
"""
