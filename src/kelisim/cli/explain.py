"""The command that tells why: `kelisim explain`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace, tell_old_marks
from kelisim.cli.output import as_data, print_json

if TYPE_CHECKING:
    from kelisim.extract.why import Reason, Why
    from kelisim.model import Quote, Statement
    from kelisim.register.explaining import Explanation, Meant

_TOLD: Final = 3  # reasons of a value that are told; all of them are in the JSON


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("explain")(explain)


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT", help="Its id, or the beginning of it; a record's, for all of its."
        ),
    ],
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show which words led to a statement, why it is as probable as it is, who is meant, and who decided."""
    from kelisim.register.explaining import explain as find

    place, store = open_workspace(workspace)
    with store, store.reading() as connection:
        tell_old_marks(connection, place)
        found = find(connection, id)
    below = place.settings.review.below
    if json:
        print_json([as_data(each) for each in found])
        return
    for number, each in enumerate(found):
        if number > 0:
            typer.echo("")
        for line in _lines(each, below):
            typer.echo(line)


def _lines(told: "Explanation", below: float) -> Iterator[str]:
    statement, why = told.statement, told.why
    waits = f", waits for review (below {below:g})" if told.review else ""
    yield f"{_head(statement.kind)} {statement.id}, probability {statement.probability:.2f}{waits}"
    document = told.document
    about = [document.id, document.published, document.title or document.name, statement.extractor]
    yield f"in {', '.join(part for part in about if part)}"
    yield f"part of {told.record}" if told.record is not None else "in no record: it was rejected"
    if told.note != "":
        yield told.note
    yield ""
    yield f"  {marked(statement, () if why is None else why.triggers)}"
    yield ""
    if why is not None:
        yield from _rule(why)
    yield from _values(statement, why, told.meant)
    if len(told.decisions) > 0:
        yield ""
        yield _head("Decisions")
        for logged in told.decisions:
            decision = logged.decision
            parts = [decision.action, decision.target, decision.slot, decision.value, *decision.others]
            done = " ".join(str(part) for part in parts if part is not None)
            undone = "" if logged.undone_by is None else f" (undone by {logged.undone_by})"
            reason = f" “{decision.why}”" if decision.why else ""
            yield f"  {decision.when}  {decision.who}: {done}{reason}{undone}"


def marked(statement: "Statement", triggers: "Sequence[Quote]") -> str:
    """Return a statement's sentence on one line: «words that set off the rule», [number words of a value]."""
    start, text = statement.quote.start, statement.quote.text
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    marks = [(value.quote, f"[{number} ", "]") for number, value in enumerate(statement.values, 1)]
    marks += [(trigger, "«", "»") for trigger in triggers]
    for quote, opening, closing in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if start <= quote.start and quote.end <= start + len(text):
            begins.setdefault(quote.start - start, []).append(opening)
            ends.setdefault(quote.end - start, []).insert(0, closing)
    pieces = []
    for place in range(len(text) + 1):
        pieces += [*ends.get(place, ()), *begins.get(place, ()), text[place : place + 1]]
    return " ".join("".join(pieces).split())


def _rule(why: "Why") -> Iterator[str]:
    yield f"{_head('Rule')} {why.rule}: {why.words}"
    for trigger in why.triggers:
        yield f"  set off by “{' '.join(trigger.text.split())}” [{trigger.start}:{trigger.end}]"
    yield ""
    yield f"{_head('Why')} {why.probability:.2f}: what counts for it (+) and against it (-), in log-odds"
    for reason in why.reasons:
        yield f"  {reason.odds:+.2f}  {reason.words}"
    yield ""


def _values(statement: "Statement", why: "Why | None", meant: "Sequence[Meant]") -> Iterator[str]:
    yield _head("Values")
    entities = {each.value: each for each in meant}
    for number, value in enumerate(statement.values):
        said = " ".join(value.quote.text.split())
        copied = "" if said == str(value.value) else f"  ← “{said}”"
        where = f"[{value.quote.start}:{value.quote.end}], probability {value.probability:.2f}"
        yield f"  {number + 1}  {value.slot:<13}{value.value}{copied} {where}"
        reasons = None if why is None else why.values[number]
        if reasons is not None and reasons.rule is not None:
            yield f"       {reasons.rule}"
        if reasons is not None:
            weighty = [each for each in reasons.reasons if each.feature not in ("", "statement")][:_TOLD]
            yield f"       {'; '.join(_counted(each) for each in weighty)}"
        if number in entities:
            yield from _meant(entities[number])


def _counted(reason: "Reason") -> str:
    return f"{reason.odds:+.2f} {reason.words}"


def _meant(meant: "Meant") -> Iterator[str]:
    entity = meant.entity
    known = [identifier.value for identifier in entity.identifiers]
    about = ", ".join(part for part in (entity.country, *known) if part)
    yield f"       means {entity.id}  {entity.name}{f' ({about})' if about else ''}"
    for link in meant.links:
        names = f": {link.ours} = {link.theirs}" if link.theirs else ""
        yield f"       because of {link.reason or 'the name alone'}{names}"
    for logged in meant.decisions:
        yield f"       decided: {logged.decision.action} {logged.decision.target}, {logged.decision.who}"


def _head(text: str) -> str:
    return typer.style(text, bold=True)
