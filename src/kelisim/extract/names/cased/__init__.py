"""Names in languages whose words show case and whose organisations take one capital (Russian).

Comes in: the words of a text with their cases and heads. Goes out: organisations, offices and people as the
finders for languages with capitals give them. Never decides who is the same, nor who holds which office.
"""

from kelisim.extract.names.cased.bodies import find_organisations
from kelisim.extract.names.cased.honours import honoured
from kelisim.extract.names.cased.offices import find_offices
from kelisim.extract.names.cased.people import find_people
from kelisim.extract.names.cased.short_forms import join_short_forms

__all__ = ["find_offices", "find_organisations", "find_people", "honoured", "join_short_forms"]
