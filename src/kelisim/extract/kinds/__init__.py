"""The kinds of statement, one module each.

Comes in: a `Reading`. Goes out: statements of one kind. A kind reads the language's lexicon and the
syntax of the analysis; it never knows which language it reads, and never looks at another kind's module.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kelisim.extract.kinds.agreements import agreements
from kelisim.extract.kinds.establishments import establishments
from kelisim.extract.kinds.events import events
from kelisim.extract.kinds.figures import figures
from kelisim.extract.kinds.funding import funding
from kelisim.extract.kinds.intentions import intentions
from kelisim.extract.kinds.offices import offices
from kelisim.extract.kinds.programmes import programmes
from kelisim.extract.kinds.projects import projects
from kelisim.extract.reading import Reading
from kelisim.model import Statement

READERS: Final[Mapping[str, Callable[[Reading, str], Iterator[Statement]]]] = {
    "agreement": agreements,
    "office": offices,
    "project": projects,
    "programme": programmes,
    "establishment": establishments,
    "event": events,
    "figure": figures,
    "funding": funding,
    "intention": intentions,
}
"""Kind → the function that finds its statements in a reading (second argument: name of the extractor)."""

__all__ = ["READERS"]
