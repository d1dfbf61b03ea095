"""Networks as VOSviewer and VOSviewer Online read them: JSON, or a map and a network as text.

After the files that VOSviewer Online ships as examples and its documentation of file types: items with `x`,
`y`, `cluster`, `weights`; links with `strength`. The weights "Links" and "Total link strength" are those that
VOSviewer computes itself: degree and strength in the network.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kelisim.measure.networks import Link, Network, Node

_WEIGHTS: Final = ("Links", "Total link strength", "Documents")
_WORKS: Final = ("Documents", "Publications", "Number of documents", "Number of publications")
_TERMS: Final = {
    "organisations": ("Organisation", "Organisations"),
    "countries": ("Country", "Countries"),
    "people": ("Person", "People"),
}


def to_json(network: Network) -> str:
    """Return the JSON of VOSviewer Online: items, links, what they are called, and the notes."""
    item, items = _TERMS.get(network.level, ("Item", "Items"))
    data = {
        "info": {"title": network.title, "description": "".join(f"<p>{_html(n)}</p>" for n in network.notes)},
        "config": {
            "terminology": {
                "item": item,
                "items": items,
                "link": "Co-publication link",
                "links": "Co-publication links",
                "link_strength": "Weight",
                "total_link_strength": "Total link strength",
                "cluster": "Community",
                "clusters": "Communities",
            }
        },
        "network": {
            "items": [_item(node) for node in network.nodes],
            "links": [
                {
                    "source_id": link.first,
                    "target_id": link.second,
                    "strength": _short(link.weight),
                    "joint_works": link.works,
                }
                for link in network.links
            ],
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Network:
    """Read the JSON of VOSviewer; raises ValueError or KeyError where it is something else."""
    data = json.loads(text.removeprefix("\ufeff"))
    if not isinstance(data, dict):
        raise ValueError("its outermost value is no object")
    network = data.get("network", data)
    links = tuple(
        _link(one["source_id"], one["target_id"], one.get("strength", 1), one.get("joint_works"))
        for one in network["links"]
    )
    items = [(str(item["id"]), item) for item in network["items"]]
    return _network(
        data.get("info", {}).get("title", ""),
        [_node(id, item, item.get("weights", {}), item.get("country")) for id, item in items],
        links,
    )


def to_map(network: Network) -> str:
    """Return the map as tab-separated text; ids are numbers from 1, our own ids stand in `sublabel`."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    names = [f"weight<{name}>" for name in _WEIGHTS]
    table.writerow(["id", "label", "sublabel", "url", "x", "y", "cluster", *names])
    for number, node in enumerate(network.nodes, start=1):
        weights = (node.links, _short(node.strength), _short(node.works))
        place = [_blank(value) for value in (node.x, node.y, node.cluster)]
        table.writerow([number, _line(node.label), _line(node.id), _url(node.id) or "", *place, *weights])
    return out.getvalue()


def to_links(network: Network) -> str:
    """Return the links as tab-separated text: number, number, strength."""
    number = {node.id: place for place, node in enumerate(network.nodes, start=1)}
    lines = (
        f"{number[link.first]}\t{number[link.second]}\t{_short(link.weight)}\n" for link in network.links
    )
    return "".join(lines)


def from_texts(mapped: str, linked: str) -> Network:
    """Read a map and its links; raises ValueError where a column or a number is amiss."""
    rows = list(csv.DictReader(io.StringIO(mapped.removeprefix("\ufeff")), delimiter="\t"))
    if len(rows) > 0 and not {"id", "label"} <= {name for name in rows[0] if name is not None}:
        raise ValueError("the first line of the map names no columns id and label")
    ids = {row["id"]: row.get("sublabel") or row["id"] for row in rows}
    nodes = []
    for row in rows:
        weights = {
            name[7:-1]: float(value)
            for name, value in row.items()
            if name is not None and name.startswith("weight<") and value
        }
        nodes.append(_node(ids[row["id"]], row, weights))
    links = []
    for place, line in enumerate(linked.removeprefix("\ufeff").splitlines(), start=1):
        parts = line.split("\t")
        if len(parts) not in {2, 3} or parts[0] not in ids or parts[1] not in ids:
            raise ValueError(f"line {place} of the links is not: id of the map, id of the map, strength")
        strength = float(parts[2]) if len(parts) == 3 else 1.0
        links.append(_link(ids[parts[0]], ids[parts[1]], strength, None))
    return _network("", nodes, tuple(links))


def _item(node: Node) -> dict[str, Any]:
    item: dict[str, Any] = {"id": node.id, "label": node.label}
    if _url(node.id) is not None:
        item["url"] = _url(node.id)
    if node.country is not None:
        item["country"] = node.country
    for name, value in (("x", node.x), ("y", node.y), ("cluster", node.cluster)):
        if value is not None:
            item[name] = value
    weights = (node.links, _short(node.strength), _short(node.works))
    return item | {"weights": dict(zip(_WEIGHTS, weights, strict=True))}


def _node(
    id: str,
    told: Mapping[str, Any],
    weights: Mapping[str, float],
    country: str | None = None,
) -> Node:
    works = next((weights[name] for name in _WORKS if name in weights), 0.0)
    x, y, cluster = (told.get(name) for name in ("x", "y", "cluster"))
    return Node(
        id,
        str(told["label"]),
        float(works),
        int(weights.get("Links", 0)),
        float(weights.get("Total link strength", 0)),
        int(cluster) if cluster not in {None, ""} else None,
        float(x) if x not in {None, ""} else None,
        float(y) if y not in {None, ""} else None,
        country,
    )


def _link(first: Any, second: Any, strength: Any, works: Any) -> Link:
    ends = sorted((str(first), str(second)))
    weight = float(strength)
    return Link(ends[0], ends[1], weight, int(works) if works is not None else round(weight))


def _network(title: str, nodes: Iterable[Node], links: Iterable[Link]) -> Network:
    return Network(
        title,
        "items",
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(links, key=lambda link: (link.first, link.second))),
    )


def _short(value: float) -> float | int:
    """Return a whole number as an int, others with six digits behind the point."""
    return int(value) if float(value).is_integer() else round(value, 6)


def _line(text: str) -> str:
    """Return a text without line breaks and tabs, which part the cells of a map."""
    return " ".join(text.split())


def _blank(value: float | None) -> float | str:
    return "" if value is None else value


def _url(id: str) -> str | None:
    """Return the address of a ROR id or of an OpenAlex id."""
    if len(id) == 9 and id[0] == "0" and id.isalnum():
        return f"https://ror.org/{id}"
    return f"https://openalex.org/{id.removeprefix('openalex:')}" if id.startswith("openalex:") else None


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
