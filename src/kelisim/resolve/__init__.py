"""Who is meant: from the referents of all documents to entities.

Comes in: referents, the posts that documents tell of, decisions of people, the answers of a registry. Goes
out: organisations, people and places with all their names, their identifiers, the reason of every link; and
doubts, for people to decide; of names and texts, whether they may tell of one body. Never does: link on a
surname, an acronym or a general name alone, join what a person parted, or take a child for its parent.
"""

from kelisim.resolve.entities import Identification
from kelisim.resolve.orcid import is_orcid, orcids
from kelisim.resolve.resolution import Identify, Organisation, Resolution, resolve
from kelisim.resolve.telling import is_part, is_piece, share_name, tells_of

__all__ = [
    "Identification",
    "Identify",
    "Organisation",
    "Resolution",
    "is_orcid",
    "is_part",
    "is_piece",
    "orcids",
    "resolve",
    "share_name",
    "tells_of",
]
