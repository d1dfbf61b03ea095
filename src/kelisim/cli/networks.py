"""The command that shows who publishes with whom as a network, and writes it for other programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.cli.figures import print_figures
from kelisim.cli.grouped import grouped
from kelisim.cli.measured import PairLevel, Rule, Source, Works, open_measured, scope_of, unit_of
from kelisim.cli.options import JsonOption
from kelisim.cli.output import as_data, print_json

if TYPE_CHECKING:
    from kelisim.measure.networks import Communities, Network


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is in the network, and what ties two."""

    around: Annotated[
        list[str] | None, typer.Option("--around", help="Only this one and its partners; may be repeated.")
    ] = None
    top: Annotated[int, typer.Option("--top", min=2, help="How many nodes, those with most joint works.")] = (
        500
    )
    least: Annotated[int, typer.Option("--least", min=1, help="Joint works that a link needs.")] = 1
    counting: Annotated[
        Rule, typer.Option("--counting", help="full or fractional: 1/(n−1) a work on each link.")
    ] = Rule.FULL


@dataclass(frozen=True, slots=True)
class Clustering:
    """How communities are found."""

    resolution: Annotated[
        float, typer.Option("--resolution", min=0.01, help="More than 1 gives more, smaller communities.")
    ] = 1.0
    seed: Annotated[int, typer.Option("--seed", help="The first seed of communities, and of places.")] = 1
    runs: Annotated[int, typer.Option("--runs", min=1, help="How many seeds are tried.")] = 10


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("network")(grouped(network))


def network(
    chosen: Chosen,
    clustering: Clustering,
    works: Works,
    source: Source,
    level: Annotated[
        PairLevel, typer.Argument(metavar="organisations|countries|people", help="Whose network.")
    ] = PairLevel.ORGANISATIONS,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", help="Write it: .graphml, .gexf, .json or .txt (VOSviewer); may be repeated."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """The network of those who publish together, its communities, and files of it for other programs."""
    from kelisim.measure.networks import build_network, find_communities, lay_out

    if chosen.counting is Rule.AUTHORS:
        raise typer.BadParameter("links are counted full or fractional: shares of authors are not of pairs")
    opened = open_measured(source)
    built = build_network(
        opened,
        level.value,
        "full" if chosen.counting is Rule.FULL else "fractional",
        scope_of(works),
        largest=chosen.top,
        least=chosen.least,
        around=[unit_of(opened, level, one) for one in chosen.around or ()],
    )
    clustered, communities = find_communities(
        built, resolution=clustering.resolution, seed=clustering.seed, runs=clustering.runs
    )
    placed = lay_out(clustered, seed=clustering.seed)
    written = _write(placed, out or [])
    if json:
        print_json(
            as_data(placed) | {"communities": as_data(communities), "files": [str(f) for f in written]}
        )
        return
    _show(placed, communities)
    for path in written:
        typer.echo(f"written: {path}")


def _write(network: "Network", out: list[Path]) -> list[Path]:
    if len(out) == 0:
        return []
    from kelisim.publish.networks import write_network

    return [path for one in out for path in write_network(network, one)]


def _show(network: "Network", communities: "Communities") -> None:
    size = f"{len(network.nodes):,} {network.level}, {len(network.links):,} links"
    typer.echo(f"{size}, {communities.clusters} communities")
    typer.echo("")
    rows: list[dict[str, Any]] = []
    for number in range(1, min(communities.clusters, 12) + 1):
        inside = [node for node in network.nodes if node.cluster == number]
        inside.sort(key=lambda node: (-node.strength, node.id))
        shown = "; ".join(node.label for node in inside[:4]) + (" …" if len(inside) > 4 else "")
        rows.append({"community": str(number), "size": len(inside), "name": shown})
    print_figures(rows, ("community", "size", "name"))
    typer.echo("")
    for note in network.notes:
        typer.echo(note)
