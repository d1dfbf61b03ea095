"""Lists of records: every kind at its own address, with facets, sorting, paging, JSON and CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from kelisim.model import KINDS, Record
from kelisim.register import Facets, Filter, Store, list_records
from kelisim.register.counting import choose, count_facets, page_of
from kelisim.register.listing import records_of
from kelisim.web.briefs import briefs_of
from kelisim.web.pages import page as page_at
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.site import Link, Room
from kelisim.web.tables import Cell, CsvResponse, record_columns, record_row
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room(
    "lists",
    router,
    Path(__file__).parent,
    links=(
        Link("/agreements", "Agreements"),
        Link("/projects", "Projects"),
        Link("/programmes", "Programmes"),
    ),
)
_CHUNK: Final = 500  # records read at once for CSV

Sort = Literal["date", "-date", "title", "-title", "probability", "-probability"]
Day = Annotated[
    str | None,
    Query(
        pattern=r"^(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?$",
        description="ISO 8601 at any precision: 2026, 2026-02, 2026-02-26.",
    ),
]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some records of one kind.

    - kind: the kind, singular
    - filter: what was asked for; `year` stands in `since` and `until`
    - year: the year asked for
    - sort: date, title or probability; with - in front, the other way round
    - paging: which page this is, and how many there are
    - records: those of this page
    - dates: the date of each, or when it was first told of, by the record's id
    - facets: how all that pass the filter spread
    """

    kind: str
    filter: Filter
    year: str | None
    sort: Sort
    paging: Paging
    records: tuple[Record, ...]
    dates: dict[str, str | None]
    facets: Facets


class Asking(BaseModel):
    """The filter that an address asks for; a field of the form left empty counts for nothing."""

    country: str | None = Field(None, pattern="^(?:[A-Za-z]{2})?$", description="ISO 3166-1: KZ.")
    party: str | None = Field(None, max_length=200, description="An id, or words of a name.")
    year: str | None = Field(None, pattern="^(?:[0-9]{4})?$")
    since: Day = None
    until: Day = None
    status: str | None = Field(None, pattern="^[a-z_]{0,30}$")
    publisher: str | None = Field(None, max_length=200)
    review: bool | None = None
    contradiction: bool | None = None


def _filter(asked: Annotated[Asking, Query()]) -> Filter:
    return Filter(
        country=asked.country or None,
        party=(asked.party or "").strip() or None,
        since=asked.since or asked.year or None,
        until=asked.until or asked.year or None,
        status=asked.status or None,
        publisher=asked.publisher or None,
        review=asked.review,
        contradiction=asked.contradiction,
    )


Asked = Annotated[Filter, Depends(_filter)]


def _add(kind: str) -> None:
    """Add the list of a kind: the page, its JSON, its CSV."""
    plural = KINDS[kind].plural

    def listed(
        visit: Asks,
        filter: Asked,
        sort: Sort = "-date",
        page: PageNumber = 1,
        rows: Annotated[int | None, Query(ge=1, le=500)] = None,
    ) -> ListPage:
        size = rows or visit.site.settings.rows
        with visit.site.store.reading() as connection:
            columns = visit.site.columns.of(connection)
            choice = choose(connection, columns, filter, kind)
            counted = count_facets(columns, choice, 12)
            ids = page_of(columns, choice.all_but(), sort, limit=size, offset=(page - 1) * size)
            return ListPage(
                kind,
                filter,
                filter.since if filter.since == filter.until else None,
                sort,
                paged(page, counted.total, size),
                records_of(connection, ids),
                {id: each.date for id, each in briefs_of(connection, ids).items()},
                counted,
            )

    def table(visit: Asks, filter: Asked, sort: Sort = "-date") -> Response:
        # Errors of the filter are to come before the first byte.
        with visit.site.store.reading() as connection:
            list_records(connection, kind, filter, sort=sort, limit=1)
        return CsvResponse(_rows(visit.site.store, kind, filter, sort), plural)

    listed.__doc__ = f"{plural.capitalize()} of the register, page by page."
    listed.__name__ = plural
    page_at(router, f"/{plural}", "list.html")(listed)
    router.add_api_route(
        f"/{plural}.csv",
        table,
        name=f"lists.{plural}.csv",
        summary=f"{plural.capitalize()} of the register that pass a filter, all of them.",
        response_class=CsvResponse,
        response_model=None,
    )


def _rows(store: Store, kind: str, filter: Filter, sort: Sort) -> Iterator[Sequence[Cell]]:
    yield record_columns(kind)
    with store.reading() as connection:
        offset = 0
        while True:
            found = list_records(connection, kind, filter, sort=sort, limit=_CHUNK, offset=offset).records
            yield from (record_row(record) for record in found)
            offset += _CHUNK
            if len(found) < _CHUNK:
                return


for _kind in KINDS:
    _add(_kind)
