"""The kinds of statement, each a module with its parts beside it.

Comes in: a `Reading`. Goes out: statements of one kind. A kind reads the language's lexicon and the
syntax of the analysis. It never knows which language it reads, only how that is built: by the order of words
(the modules here), by the cases of a parsed text (`inflected`), by clauses that close with their verb
(`verb_final`) or hold it second (`verb_second`). What several kinds ask is a module of its own (`money`,
`project_titles`, `anaphora`, `commitments`).
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
