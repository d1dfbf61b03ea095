"""What the kinds of statement say where the finite verb stands second and no parser tells the rest: German.

Comes in: a text with its clauses. Goes out: statements of one kind each. Nothing here knows a country or
a word: words stand in the lexicon.
"""
