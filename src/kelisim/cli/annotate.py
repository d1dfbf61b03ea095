"""The command that writes a corrected register as gold: `kelisim annotate`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kelisim.cli.options import WorkspaceOption, open_workspace
from kelisim.cli.output import DONE, FAILED, NOTHING, complain


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("annotate")(annotate)


def annotate(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write texts/ and gold/.")],
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT…]", help="Ids, or the beginnings of them.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All documents of the register.")] = False,
    decided: Annotated[
        bool, typer.Option("--decided", help="Of them only those that people decided something about.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write documents with what they say, as people corrected it, as gold in the corpus format.

    What was rejected is left out, what was corrected stands corrected, what was merged is one. A value that
    somebody gave and the text does not say is no annotation of it: it is left out and told.
    Exit code: 0 all written, 1 some value was left out, 2 nothing was written.
    """
    from kelisim.register import find_id, list_documents, write_whole
    from kelisim.register.annotating import annotate as annotations

    if every == (len(documents or []) > 0):
        raise typer.BadParameter("name documents, or give --all", param_hint="DOCUMENT")
    _, store = open_workspace(workspace)
    written, undecided, left = 0, 0, 0
    with store, store.reading() as connection:
        ids = [line.id for line in list_documents(connection).documents] if every else []
        ids += [find_id(connection, given) for given in documents or []]
        for each in annotations(connection, sorted(set(ids))):
            if decided and not each.decided:
                continue
            text = json.dumps(each.gold, ensure_ascii=False, indent=1).encode() + b"\n"
            write_whole(out / "texts" / f"{each.name}.txt", [each.document.text.encode()])
            write_whole(out / "gold" / f"{each.name}.json", [text])
            written += 1
            undecided += not each.decided
            left += len(each.left_out)
            for line in each.left_out:
                complain(f"{each.name}: {line}; left out")
    typer.echo(f"{written} documents written to {out}")
    if undecided > 0:
        typer.echo(
            f"Nobody decided anything about {undecided} of them: read these before they are called gold."
        )
    raise typer.Exit(NOTHING if written == 0 else FAILED if left > 0 else DONE)
