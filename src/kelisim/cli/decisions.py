"""Commands by which people decide: accept, reject, correct, merge, split, not-same, undo, history."""

from pathlib import Path
from typing import Annotated

import typer

from kelisim.cli.options import JsonOption, WhoOption, WhyOption, WorkspaceOption, open_workspace
from kelisim.cli.output import as_data, print_json, print_table
from kelisim.model import Action

Target = Annotated[str, typer.Argument(metavar="ID", help="The id, a former one, or the beginning of one.")]
Others = Annotated[list[str], typer.Argument(metavar="ID…", help="The other ids.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("accept")(accept)
    app.command("reject")(reject)
    app.command("correct")(correct)
    app.command("merge")(merge)
    app.command("not-same")(not_same)
    app.command("split")(split)
    app.command("undo")(undo)
    app.command("history")(history)


def accept(
    target: Target, who: WhoOption = None, why: WhyOption = "", workspace: WorkspaceOption = None
) -> None:
    """Accept a statement or a record: it no longer waits for review. Or the state of a commitment."""
    _decide(workspace, "accept", target, who, why)


def reject(
    target: Target, who: WhoOption = None, why: WhyOption = "", workspace: WorkspaceOption = None
) -> None:
    """Reject a statement or a record: it leaves the register. Of a commitment: what was found as evidence."""
    _decide(workspace, "reject", target, who, why)


def correct(
    target: Target,
    slot: Annotated[str, typer.Argument(help="The slot, such as place or parties.")],
    value: Annotated[str, typer.Argument(help="What it should be; '' empties it.")],
    old: Annotated[
        str | None, typer.Option("--old", help="The one filler to replace; without it, all.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="A record that bears out a commitment's state.")
    ] = None,
    who: WhoOption = None,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Correct a slot of a record, of an entity (name, country, ror, orcid …), or a commitment's state."""
    from kelisim.model import Decision

    _log(
        workspace,
        Decision(
            "",
            "correct",
            target,
            _who(who),
            _now(),
            why,
            tuple(evidence or ()),
            slot=slot,
            value=_value(slot, value),
            old=_old(slot, old),
        ),
    )


def merge(
    target: Target,
    others: Others,
    who: WhoOption = None,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Say that records, or entities, are one and the same."""
    _decide(workspace, "merge", target, who, why, others)


def not_same(
    target: Target,
    others: Others,
    who: WhoOption = None,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Say that records, or entities, are not the same, whatever later documents suggest."""
    _decide(workspace, "not_same", target, who, why, others)


def split(
    target: Target,
    others: Others,
    who: WhoOption = None,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Take statements out of a record, or referents out of an entity: they become one of their own."""
    _decide(workspace, "split", target, who, why, others)


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The decision's id (see history).")],
    who: WhoOption = None,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Undo a decision. Both stay in the log; an undo can be undone."""
    _decide(workspace, "undo", decision, who, why)


def history(
    about: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="What the decisions are about; without it, all.")
    ] = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Show who decided what, when and why."""
    from kelisim.register import decisions

    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        found = decisions(connection, about)
    if json:
        print_json([as_data(logged) for logged in found])
        return
    rows = [
        {**as_data(logged.decision), "note": _note(logged.undone_by, logged.unapplied)} for logged in found
    ]
    for row in rows:
        row["what"] = " ".join(
            str(part) for part in (row["slot"], row["value"], *row["others"]) if part not in (None, "")
        )
    print_table(rows, ("id", "when", "who", "action", "target", "what", "why", "note"))


def _note(undone_by: str | None, unapplied: str | None) -> str:
    return f"undone by {undone_by}" if undone_by is not None else unapplied or ""


def _decide(
    workspace: Path | None,
    action: Action,
    target: str,
    who: str | None,
    why: str,
    others: list[str] | None = None,
) -> None:
    from kelisim.model import Decision

    _log(workspace, Decision("", action, target, _who(who), _now(), why, tuple(others or ())))


def _log(workspace: Path | None, decision: object) -> None:
    from kelisim.model import Decision
    from kelisim.register import decide

    assert isinstance(decision, Decision)
    _, store = open_workspace(workspace)
    with store:
        logged = decide(store, decision)
    typer.echo(f"{logged.action} {logged.target}: kept as {logged.id}. Undo with: kelisim undo {logged.id}")


def _who(who: str | None) -> str:
    import getpass

    if who is not None:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise typer.BadParameter("the account has no name: say who decides", param_hint="--who") from None


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _old(slot: str, old: str | None) -> str | int | float | None:
    return None if old is None else _value(slot, old)


def _value(slot: str, value: str) -> str | int | float:
    """Return the value as a number where the slot holds one."""
    from kelisim.model import KINDS

    numbers = {s.name for kind in KINDS.values() for s in kind.slots if s.type == "number"}
    if slot not in numbers or value == "":
        return value
    try:
        number = float(value.replace(",", "").replace(" ", ""))
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no number", param_hint="VALUE") from None
    return int(number) if number.is_integer() else number
