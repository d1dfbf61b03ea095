"""Who and what a text names: mentions, the referents that they stand for, and who holds which post.

Comes in: an analysis. Goes out: `Named` (referents, mentions, posts). Never does: look beyond this document.
"""

from kelisim.extract.names.find import Named, find_names

__all__ = ["Named", "find_names"]
