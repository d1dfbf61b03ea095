"""The command that puts side by side what the grammar and a language model find: compare."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace
from kelisim.cli.output import DONE, FAILED, NOTHING, as_data, complain, print_json, print_table
from kelisim.cli.progress import progress
from kelisim.cli.spending import tell_spent
from kelisim.model import KINDS, Document, Statement, Value

if TYPE_CHECKING:
    from kelisim.extract import Extractor
    from kelisim.extract.llm import Compared
    from kelisim.register import Store

_BATCH: Final = 32  # documents in memory at a time
_COLUMNS: Final = ("kind", "found_by", "slot", "grammar", "model")
_TOTALS: Final = ("kind", "both", "only_grammar", "only_model", "slots_alike", "slots_different")


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with what was found in it, or the line that says why the model did not read it."""

    document: Document
    compared: "tuple[Compared, ...]" = ()
    problem: str = ""


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("compare")(compare)


def compare(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT…]", help="Ids of documents.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All documents of the register.")] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use answers of the model that are kept; ask for none.")
    ] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what the grammar and the language model of the settings find in documents, side by side.

    The register does not change. Which statements both have, which only one has, and the slots in which they
    differ, with their quotes. Exit code: 0 all compared, 1 some could not be, 2 none.
    """
    from kelisim.extractors import language_model

    place, store = open_workspace(workspace)
    with store:
        ids = _ids(store, documents or [], everything=everything)
        model = language_model(place, offline=offline)
        pages: list[_Page] = []
        with progress("comparing", len(ids)) as step:
            for page in _pages(store, ids, model):
                pages.append(page)
                step()
    if json:
        _print_json(pages, model)
    else:
        _print_tables(pages)
        tell_spent(model.spent())
    failed = [page for page in pages if page.problem != ""]
    raise typer.Exit(DONE if len(failed) == 0 else FAILED if len(failed) < len(pages) else NOTHING)


def _ids(store: "Store", given: Sequence[str], *, everything: bool) -> list[str]:
    """Return the ids of the documents that are asked for."""
    from kelisim.register import find_id, list_documents

    if everything == (len(given) > 0):
        raise typer.BadParameter("give ids of documents, or --all", param_hint="DOCUMENT")
    with store.reading() as connection:
        if everything:
            return [line.id for line in list_documents(connection).documents]
        ids = [find_id(connection, id) for id in given]
    for id in ids:
        if not id.startswith("d:"):
            raise typer.BadParameter(f"{id} is no document; see: kelisim list documents")
    return ids


def _pages(store: "Store", ids: Sequence[str], model: "Extractor") -> Iterator[_Page]:
    """Yield documents as both extractors read them."""
    from kelisim.extract import GRAMMAR, NotExtracted
    from kelisim.extract.llm import compare as side_by_side
    from kelisim.register import load_document

    for start in range(0, len(ids), _BATCH):
        with store.reading() as connection:
            loaded = [load_document(connection, id) for id in ids[start : start + _BATCH]]
        batch = [document for document in loaded if document is not None]
        for document, first, second in zip(batch, GRAMMAR.read(batch), model.read(batch), strict=True):
            if isinstance(first, NotExtracted) or isinstance(second, NotExtracted):
                problem = first if isinstance(first, NotExtracted) else second
                yield _Page(document, problem=getattr(problem, "message", ""))
            else:
                yield _Page(document, side_by_side(first, second))


def _print_json(pages: Sequence[_Page], model: "Extractor") -> None:
    told = [
        {"document": page.document.id, "problem": page.problem, "compared": as_data(page.compared)}
        for page in pages
    ]
    print_json({"documents": told, "totals": _totals(pages), "spent": as_data(model.spent())})


def _print_tables(pages: Sequence[_Page]) -> None:
    for page in pages:
        name = page.document.title or page.document.name
        typer.echo(f"{page.document.id} {' '.join(name.split())}")
        if page.problem != "":
            complain(f"{page.document.id}: {page.problem}")
        else:
            print_table([row for each in page.compared for row in _rows(each)], _COLUMNS)
        typer.echo("")
    print_table(_totals(pages), _TOTALS)
    typer.echo("")


def _rows(compared: "Compared") -> Iterator[dict[str, str]]:
    """Yield a row for a statement, and one for each slot in which the two differ."""
    first, second = compared.first, compared.second
    yield {
        "kind": compared.kind,
        "found_by": "both" if first and second else "grammar" if first else "model",
        "slot": KINDS[compared.kind].key if first is None or second is None else "",
        "grammar": "" if first is None else _told_by(first),
        "model": "" if second is None else _told_by(second),
    }
    for difference in compared.differences:
        ours, theirs = (
            "; ".join(map(_shown, values)) or "–" for values in (difference.first, difference.second)
        )
        yield {"slot": difference.slot, "grammar": ours, "model": theirs}


def _told_by(statement: Statement) -> str:
    """Return what a statement is told by; its sentence, where that is not filled."""
    values = statement.all(KINDS[statement.kind].key)
    said = " ".join(statement.quote.text.split())
    return "; ".join(map(_shown, values)) or f"“{said}” [{statement.quote.start}:{statement.quote.end}]"


def _shown(value: Value) -> str:
    said = " ".join(value.quote.text.split())
    copied = "" if said == str(value.value) else f" ← “{said}”"
    return f"{value.value}{copied} [{value.quote.start}:{value.quote.end}]"


def _totals(pages: Sequence[_Page]) -> list[dict[str, Any]]:
    """Return for each kind how many statements both found or one alone, and how many slots agree."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for page in pages:
        for each in page.compared:
            numbers = counted[each.kind]
            both = each.first is not None and each.second is not None
            numbers["both" if both else "only_grammar" if each.second is None else "only_model"] += 1
            numbers["slots_alike"] += len(each.alike)
            numbers["slots_different"] += len(each.differences)
    return [
        {"kind": kind} | {name: numbers[name] for name in _TOTALS[1:]}
        for kind, numbers in counted.items()
        if numbers.total() > 0
    ]
