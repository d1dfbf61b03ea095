"""Commands that ask the register: list, show, search."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kelisim.cli.grouped import grouped
from kelisim.cli.options import JsonOption, Printed, WorkspaceOption, open_workspace, tell_old_marks
from kelisim.cli.output import as_data, print_csv, print_json, print_table
from kelisim.model import KINDS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from kelisim.register import Filter

_ENTITIES: Final = {"organisations": "organisation", "people": "person", "places": "place"}
_COLUMNS: Final = {
    "agreement": ("id", "date", "status", "kind", "parties", "signatories", "sources", "note"),
    "project": ("id", "title", "status", "hosts", "leaders", "funders", "sources", "note"),
    "programme": ("id", "title", "kind", "status", "partners", "sources", "note"),
    "establishment": ("id", "name", "kind", "status", "date", "place", "hosts", "sources", "note"),
    "event": ("id", "date", "name", "kind", "place", "participants", "sources", "note"),
    "office": ("id", "person", "office", "organisation", "sources", "note"),
    "figure": ("id", "value", "what", "scope", "bound", "sources", "note"),
    "funding": ("id", "amount", "currency", "funders", "recipients", "purpose", "sources", "note"),
    "intention": ("id", "actors", "with", "what", "sources", "note"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are wanted."""

    country: Annotated[str | None, typer.Option("--country", help="ISO code: KZ.")] = None
    party: Annotated[str | None, typer.Option("--party", help="An id, or a name in any spelling known.")] = (
        None
    )
    since: Annotated[str | None, typer.Option("--since", help="From this day, month or year on.")] = None
    until: Annotated[str | None, typer.Option("--until", help="Up to this day, month or year.")] = None
    status: Annotated[str | None, typer.Option("--status", help="signed, planned, running …")] = None
    review: Annotated[bool, typer.Option("--review", help="Only what waits for review.")] = False
    contradictions: Annotated[bool, typer.Option("--contradictions", help="Only where sources disagree.")] = (
        False
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("list")(grouped(list_))
    app.command("show")(show)
    app.command("search")(search)


def list_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="agreements, projects, programmes, establishments, events, offices, figures, funding, "
            "intentions; organisations, people, places; documents.",
        ),
    ],
    wanted: Wanted,
    printed: Printed,
    sort: Annotated[
        str, typer.Option("--sort", help="date, title or probability; with - in front, the other way round.")
    ] = "-date",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List the records of a kind, the organisations, people and places, or the documents."""
    place, store = open_workspace(workspace)
    with store, store.reading() as connection:
        tell_old_marks(connection, place)
        if kind in _ENTITIES:
            data, rows, columns, total = _entities(connection, kind, wanted.country, wanted.party, limit)
        elif kind == "documents":
            data, rows, columns, total = _documents(connection, wanted.since, wanted.until, limit)
        else:
            data, rows, columns, total = _records(connection, kind, _filter(wanted), sort, limit)
    if printed.json:
        print_json(data)
    elif printed.csv:
        print_csv(rows, columns)
    elif len(rows) == 0:
        typer.echo(f"no {kind} fit")
    else:
        print_table(rows, columns)
        if total > len(rows):
            typer.echo(f"\n{len(rows)} of {total}; show more with --limit")


def _filter(wanted: Wanted) -> "Filter":
    from kelisim.register import Filter

    return Filter(
        country=wanted.country,
        party=wanted.party,
        since=wanted.since,
        until=wanted.until,
        status=wanted.status,
        review=True if wanted.review else None,
        contradiction=True if wanted.contradictions else None,
    )


Listing = tuple[list[Any], list[dict[str, Any]], tuple[str, ...], int]


def _records(connection: "Connection", kind: str, wanted: "Filter", sort: str, limit: int | None) -> Listing:
    from kelisim.register import kind_named, list_records

    sorts = {"date", "title", "probability"}
    if sort.removeprefix("-") not in sorts:
        raise typer.BadParameter(f"{sort!r} is none of {', '.join(sorted(sorts))}", param_hint="--sort")
    page = list_records(connection, kind, wanted, sort=sort, limit=limit)  # type: ignore[arg-type]
    rows = []
    for record in page.records:
        row: dict[str, Any] = {"id": record.id, "title": record.title, "sources": len(record.documents)}
        disputed = [slot.slot for slot in record.slots if slot.contradiction]
        for slot in record.slots:
            shown = [filler.value for filler in slot.fillers]
            row[slot.slot] = " / ".join(str(value) for value in shown) if slot.contradiction else shown
        notes = ["review"] if record.review else []
        row["note"] = "; ".join([*notes, *(f"sources disagree on {slot}" for slot in disputed)])
        rows.append(row)
    return [as_data(r) for r in page.records], rows, _COLUMNS[kind_named(kind)], page.total


def _entities(
    connection: "Connection", kind: str, country: str | None, words: str | None, limit: int | None
) -> Listing:
    from kelisim.register import list_entities

    page = list_entities(connection, _ENTITIES[kind], country=country, words=words, limit=limit)
    rows = [
        {
            "id": entity.id,
            "name": entity.name,
            "country": entity.country,
            "other_names": [name.value for name in entity.names if name.value != entity.name],
            "identifiers": [identifier.value for identifier in entity.identifiers],
        }
        for entity in page.entities
    ]
    columns = ("id", "name", "country", "other_names", "identifiers")
    return [as_data(entity) for entity in page.entities], rows, columns, page.total


def _documents(connection: "Connection", since: str | None, until: str | None, limit: int | None) -> Listing:
    from kelisim.register import list_documents

    page = list_documents(connection, since=since, until=until, limit=limit)
    data = [as_data(document) for document in page.documents]
    return data, data, ("id", "published", "language", "publisher", "title", "name"), page.total


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, a former one, or the beginning of one.")],
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a record, entity, document, statement or decision with everything it rests on."""
    from kelisim.cli.views import view_lines
    from kelisim.register import show as look

    place, store = open_workspace(workspace)
    with store, store.reading() as connection:
        tell_old_marks(connection, place)
        view = look(connection, id)
    if json:
        print_json(as_data(view))
    else:
        for line in view_lines(view):
            typer.echo(line)


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="All must occur; begin* begins a word.")
    ],
    within: Annotated[
        str | None, typer.Option("--in", help="documents, records, entities, or a kind of record.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Search documents and records; a name finds what goes by any of its spellings."""
    from kelisim.register import search as find

    scopes = {"documents": "document", "records": "record", "entities": "entity"}
    scopes |= {kind.plural: kind.name for kind in KINDS.values()}
    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        found = find(connection, " ".join(words), scope=scopes.get(within or "", within), limit=limit)
    if json:
        print_json(as_data(found))
        return
    for hit in found.hits:
        typer.echo(f"{hit.id}  {hit.type}  {hit.title}")
        typer.echo(f"    {_marked(hit.snippet.text, hit.snippet.marks)}")
    if len(found.hits) == 0:
        typer.echo(f"nothing has all of: {' '.join(words)}")
    elif found.total > len(found.hits):
        typer.echo(f"\n{len(found.hits)} of {found.total}; show more with --limit")


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    pieces, end = [], 0
    for start, stop in marks:
        pieces += [text[end:start], typer.style(text[start:stop], bold=True)]
        end = stop
    return " ".join("".join([*pieces, text[end:]]).split())
