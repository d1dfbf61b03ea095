"""One module a kind: the facts that statements are matched by, the blocks they stand in, and who is the same.

Comes in: items. Goes out: how alike two of them are. Never does: group them, or know of decisions.
"""
