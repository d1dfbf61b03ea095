"""Networks as GraphML: igraph, Cytoscape, yEd, Gephi and NetworkX open it."""

from typing import Any, Final
from xml.etree import ElementTree as ET

from kelisim.measure.networks import Link, Network, Node
from kelisim.publish.networks.xml import parsed, written

_SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_NODE: Final = {
    "label": "string",
    "country": "string",
    "works": "double",
    "links": "long",
    "strength": "double",
    "cluster": "long",
    "x": "double",
    "y": "double",
}
_EDGE: Final = {"weight": "double", "works": "long"}
_GRAPH: Final = {"title": "string", "level": "string", "notes": "string"}


def to_text(network: Network) -> str:
    """Return a network as GraphML; what is not known of a node is not written."""
    root = ET.Element("graphml", {"xmlns": _SPACE})
    for scope, columns in (("graph", _GRAPH), ("node", _NODE), ("edge", _EDGE)):
        for name, type in columns.items():
            key = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": type}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    told = {"title": network.title, "level": network.level, "notes": "\n".join(network.notes)}
    _fill(graph, "graph", told)
    for node in network.nodes:
        element = ET.SubElement(graph, "node", {"id": written(node.id)})
        _fill(element, "node", {name: getattr(node, name) for name in _NODE})
    for link in network.links:
        element = ET.SubElement(
            graph, "edge", {"source": written(link.first), "target": written(link.second)}
        )
        _fill(element, "edge", {"weight": link.weight, "works": link.works})
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def from_text(text: str) -> Network:
    """Read GraphML that has the columns we write; others are passed over. Raises ValueError or KeyError."""
    root = parsed(text)
    space = {"g": _SPACE}
    names = {key.get("id"): key.get("attr.name") for key in root.findall("g:key", space)}
    graph = root.find("g:graph", space)
    if graph is None:
        raise ValueError("there is no graph in it")

    def data(element: Any) -> dict[str, str]:
        return {names.get(d.get("key")) or "": d.text or "" for d in element.findall("g:data", space)}

    told = data(graph)
    nodes = [_node(element.get("id"), data(element)) for element in graph.findall("g:node", space)]
    links = []
    for element in graph.findall("g:edge", space):
        values = data(element)
        first, second = sorted((element.attrib["source"], element.attrib["target"]))
        weight = float(values.get("weight", 1))
        links.append(Link(first, second, weight, int(values.get("works", round(weight)))))
    notes = tuple(note for note in told.get("notes", "").split("\n") if note)
    return Network(told.get("title", ""), told.get("level", "items"), tuple(nodes), tuple(links), notes)


def _node(id: str, values: dict[str, str]) -> Node:
    def number(name: str) -> float | None:
        return float(values[name]) if name in values else None

    return Node(
        id,
        values.get("label", id),
        float(values.get("works", 0)),
        int(values.get("links", 0)),
        float(values.get("strength", 0)),
        int(values["cluster"]) if "cluster" in values else None,
        number("x"),
        number("y"),
        values.get("country"),
    )


def _fill(element: ET.Element, scope: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None and value != "":
            ET.SubElement(element, "data", {"key": f"{scope}_{name}"}).text = written(value)
