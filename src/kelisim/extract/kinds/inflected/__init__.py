"""What the kinds of statement say where cases tell roles and word order is free: Russian.

Comes in: a text with its parse and its names. Goes out: statements of one kind each, and the roles of names
in a clause. Nothing here knows a country or a word: words stand in the lexicon.
"""
