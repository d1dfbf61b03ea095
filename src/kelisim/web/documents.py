"""Documents: the list of sources, and each text with every quote marked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath

from kelisim.model import Document, Statement
from kelisim.register import DocumentLine, find_id, list_documents
from kelisim.register.views import RecordLine, show_document
from kelisim.web.addresses import address_of
from kelisim.web.lists import Day
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.pieces import Piece, cut
from kelisim.web.site import Link, Room
from kelisim.web.statements import Home, homes
from kelisim.web.tables import Cell, CsvResponse
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("documents", router, Path(__file__).parent, links=(Link("/documents", "Documents"),))
Language = Annotated[str | None, Query(pattern="^(?:[a-z]{2,3})?$", description="ISO 639-1: kk.")]


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Some documents of the register, the latest published first.

    - since: published on or after this day
    - until: published on or before this day
    - language: in this language, an ISO 639-1 code
    - paging: which page this is, and how many there are
    - documents: those of this page
    """

    since: str | None
    until: str | None
    language: str | None
    paging: Paging
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document, with what it says marked in its text.

    - document: its text, and when, where and by whom it was published
    - extractor: what read it
    - pieces: its text, cut wherever a quote begins or ends
    - statements: what it says, in the order of the text; pieces name them by their number, from 1
    - homes: the record and the entities that each statement went into, by the statement's id
    - records: the records that rest on it
    - near: documents that tell nearly the same, and how nearly (0 to 1)
    """

    document: Document
    extractor: str
    pieces: tuple[Piece, ...]
    statements: tuple[Statement, ...]
    homes: dict[str, Home]
    records: tuple[RecordLine, ...]
    near: tuple[tuple[DocumentLine, float], ...]


@page_at(router, "/documents", "documents.html")
def documents(
    visit: Asks,
    since: Day = None,
    until: Day = None,
    language: Language = None,
    page: PageNumber = 1,
    rows: Annotated[int | None, Query(ge=1, le=500)] = None,
) -> DocumentsPage:
    """Documents of the register, page by page."""
    size = rows or visit.site.settings.rows
    since, until, language = since or None, until or None, language or None
    with visit.site.store.reading() as connection:
        found = list_documents(
            connection, since=since, until=until, language=language, limit=size, offset=(page - 1) * size
        )
    return DocumentsPage(since, until, language, paged(page, found.total, size), found.documents)


@router.get("/documents.csv", summary="Documents of the register, all of them.", response_class=CsvResponse)
def documents_csv(visit: Asks, since: Day = None, until: Day = None, language: Language = None) -> Response:
    """Give the documents as CSV."""
    with visit.site.store.reading() as connection:
        found = list_documents(
            connection, since=since or None, until=until or None, language=language or None
        )
    columns = list(DocumentLine.__dataclass_fields__)
    rows: list[list[Cell]] = [[*columns]]
    rows.extend([getattr(line, column) for column in columns] for line in found.documents)
    return CsvResponse(rows, "documents")


@page_at(router, "/documents/{id}", "document.html")
def document(visit: Asks, id: Annotated[str, InPath(max_length=64)]) -> DocumentPage | Moved:
    """One document, with what it says marked in its text."""
    with visit.site.store.reading() as connection:
        now = find_id(connection, id)
        if now != id or not now.startswith("d:"):
            return Moved(address_of(now))
        view = show_document(connection, now)
        statements = tuple(sorted(view.extraction.statements, key=lambda each: (each.quote, each.id)))
        found = homes(connection, now)
    values = [(value.quote, n) for n, each in enumerate(statements, 1) for value in each.values]
    sentences = [(each.quote, n) for n, each in enumerate(statements, 1)]
    return DocumentPage(
        view.document,
        view.extraction.extractor,
        cut(view.document.text, values, sentences),
        statements,
        found,
        view.records,
        view.near,
    )
