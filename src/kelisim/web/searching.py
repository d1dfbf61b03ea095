"""The search page: documents, records, organisations, people and places by words in any spelling."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query

from kelisim.register import Hit, InvalidError, find_id, search
from kelisim.register.errors import UnknownIdError
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.paging import Paging, paged
from kelisim.web.records import home_of
from kelisim.web.site import Room
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("search", router, Path(__file__).parent)
Scope = Literal[
    "document",
    "record",
    "entity",
    "agreement",
    "project",
    "programme",
    "establishment",
    "event",
    "office",
    "figure",
    "funding",
    "intention",
]
SCOPES: Final[tuple[str, ...]] = ("record", "entity", "document", "agreement", "project", "programme")
_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What has all words of a query.

    - query: the words as they came
    - scope: in what was searched; None for everything
    - scopes: in what can be searched
    - paging: which page this is, and how many there are
    - hits: what was found, the best first
    - trouble: why nothing could be searched for
    """

    query: str
    scope: str | None
    scopes: tuple[str, ...]
    paging: Paging
    hits: tuple[Hit, ...]
    trouble: str | None = None


@page_at(router, "/search", "search.html")
def found(
    visit: Asks,
    q: Annotated[str, Query(max_length=400)] = "",
    scope: Literal[Scope, ""] = "",
    page: Annotated[int, Query(ge=1, le=500)] = 1,
) -> SearchPage | Moved:
    """What has all words of a query; an id leads to its page."""
    query = q.strip()
    nothing = Paging(1, 1, 0, _ROWS)
    if len(query) == 0:
        return SearchPage("", scope or None, SCOPES, nothing, ())
    with visit.site.store.reading() as connection:
        if ":" in query and " " not in query:
            try:
                return Moved(home_of(connection, find_id(connection, query)))
            except UnknownIdError:
                pass  # words with a colon, then
        try:
            hits = search(connection, query, scope=scope or None, limit=_ROWS, offset=(page - 1) * _ROWS)
        except InvalidError as error:
            return SearchPage(query, scope or None, SCOPES, nothing, (), str(error))
    return SearchPage(query, scope or None, SCOPES, paged(page, hits.total, _ROWS), hits.hits)
