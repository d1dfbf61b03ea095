"""Review: a person looks at what the machine is not sure of, and decides.

Comes in: what waits (readings that are not sure, pairs that may be the same, overdue promises), answers of a
person. Goes out: one question at a time with the sentences beside it, decisions in the log of the register.
Never does: tell how sure a reading is before one has decided, let one decision overwrite another unseen.
"""

from kelisim.web.review.room import ROOM

__all__ = ["ROOM"]
