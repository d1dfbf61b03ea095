"""Networks as GEXF 1.3: Gephi opens it with places, sizes and communities."""

from typing import Any, Final
from xml.etree import ElementTree as ET

from kelisim.measure.networks import Link, Network, Node
from kelisim.publish.networks.xml import parsed, written

_SPACE: Final = "http://gexf.net/1.3"
_VIZ: Final = "http://gexf.net/1.3/viz"
_NODE: Final = {
    "country": "string",
    "works": "double",
    "links": "long",
    "strength": "double",
    "cluster": "long",
}
_WIDE: Final = 1000.0  # Gephi draws nodes some units wide: places between −1 and 1 would lie on one spot


def to_text(network: Network) -> str:
    """Return a network as GEXF 1.3; what is not known of a node is not written."""
    ET.register_namespace("viz", _VIZ)
    root = ET.Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Kelisim"
    ET.SubElement(meta, "title").text = written(network.title)
    ET.SubElement(meta, "description").text = "\n".join(network.notes)
    ET.SubElement(meta, "keywords").text = network.level
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    _declare(graph, "node", _NODE)
    _declare(graph, "edge", {"works": "long"})
    nodes = ET.SubElement(graph, "nodes", {"count": str(len(network.nodes))})
    for node in network.nodes:
        element = ET.SubElement(nodes, "node", {"id": written(node.id), "label": written(node.label)})
        _fill(element, {name: getattr(node, name) for name in _NODE})
        if node.x is not None and node.y is not None:
            place = {"x": repr(node.x * _WIDE), "y": repr(node.y * _WIDE), "z": "0.0"}
            ET.SubElement(element, f"{{{_VIZ}}}position", place)
    edges = ET.SubElement(graph, "edges", {"count": str(len(network.links))})
    for number, link in enumerate(network.links):
        ends = {"id": str(number), "source": written(link.first), "target": written(link.second)}
        element = ET.SubElement(edges, "edge", ends | {"weight": repr(link.weight)})
        _fill(element, {"works": link.works})
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def from_text(text: str) -> Network:
    """Read GEXF that has the columns we write; others are passed over. Raises ValueError or KeyError."""
    root = parsed(text)
    space = {"g": _SPACE, "viz": _VIZ}
    graph = root.find("g:graph", space)
    if graph is None:
        raise ValueError("there is no graph in it")
    names = {a.get("id"): a.get("title") for a in graph.findall("g:attributes/g:attribute", space)}

    def data(element: Any) -> dict[str, str]:
        found = element.findall("g:attvalues/g:attvalue", space)
        return {names.get(a.get("for")) or "": a.get("value") or "" for a in found}

    nodes = []
    for element in graph.findall("g:nodes/g:node", space):
        spot = element.find("viz:position", space)
        place = (float(spot.get("x")) / _WIDE, float(spot.get("y")) / _WIDE) if spot is not None else None
        nodes.append(_node(element, data(element), place))
    links = []
    for element in graph.findall("g:edges/g:edge", space):
        first, second = sorted((element.attrib["source"], element.attrib["target"]))
        weight = float(element.get("weight", 1))
        links.append(Link(first, second, weight, int(data(element).get("works", round(weight)))))
    title = root.findtext("g:meta/g:title", "", space)
    level = root.findtext("g:meta/g:keywords", "items", space)
    notes = tuple(n for n in root.findtext("g:meta/g:description", "", space).split("\n") if n)
    return Network(title, level, tuple(nodes), tuple(links), notes)


def _node(element: Any, values: dict[str, str], place: tuple[float, float] | None) -> Node:
    return Node(
        element.attrib["id"],
        element.get("label", element.attrib["id"]),
        float(values.get("works", 0)),
        int(values.get("links", 0)),
        float(values.get("strength", 0)),
        int(values["cluster"]) if "cluster" in values else None,
        place[0] if place is not None else None,
        place[1] if place is not None else None,
        values.get("country"),
    )


def _declare(graph: ET.Element, scope: str, columns: dict[str, str]) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": scope})
    for name, type in columns.items():
        ET.SubElement(attributes, "attribute", {"id": name, "title": name, "type": type})


def _fill(element: ET.Element, values: dict[str, Any]) -> None:
    told = {name: value for name, value in values.items() if value is not None}
    if len(told) > 0:
        held = ET.SubElement(element, "attvalues")
        for name, value in told.items():
            ET.SubElement(held, "attvalue", {"for": name, "value": written(value)})
