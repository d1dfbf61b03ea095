"""Names in languages without a parser: head nouns, and what may stand beside them by the pack's own order.

Comes in: the words of a text. Goes out: organisations, offices and people as the other finders give them.
Never does: take a name that no head noun, post or title shows to be one.
"""

from kelisim.extract.names.shallow.bodies import find_organisations
from kelisim.extract.names.shallow.countries import countries
from kelisim.extract.names.shallow.described import cores, heads_alone
from kelisim.extract.names.shallow.offices import find_offices
from kelisim.extract.names.shallow.people import find_people
from kelisim.extract.names.shallow.regions import regional

__all__ = [
    "cores",
    "countries",
    "find_offices",
    "find_organisations",
    "find_people",
    "heads_alone",
    "regional",
]
