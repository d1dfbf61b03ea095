"""Files of networks by their names."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kelisim.measure.networks import Network
from kelisim.publish.networks import gexf, graphml, vosviewer
from kelisim.publish.networks.errors import NetworkFileError

FORMATS: Final[dict[str, str]] = {
    ".graphml": "GraphML (igraph, Cytoscape, yEd, Gephi)",
    ".gexf": "GEXF 1.3 (Gephi)",
    ".json": "VOSviewer JSON (VOSviewer Online, VOSviewer)",
    ".txt": "VOSviewer map and network text: NAME_map.txt and NAME_network.txt",
}
_WRITERS: Final[dict[str, Callable[[Network], str]]] = {
    ".graphml": graphml.to_text,
    ".gexf": gexf.to_text,
    ".json": vosviewer.to_json,
}
_READERS: Final[dict[str, Callable[[str], Network]]] = {
    ".graphml": graphml.from_text,
    ".gexf": gexf.from_text,
    ".json": vosviewer.from_json,
}


def write_network(network: Network, path: Path) -> tuple[Path, ...]:
    """Write a network in the format that the file's ending names; return the files written.

    A file is there whole or not at all. Raises NetworkFileError where the ending names no format.
    """
    ending = path.suffix.lower()
    if ending == ".txt":
        stem = path.stem.removesuffix("_map").removesuffix("_network")
        mapped, linked = path.with_name(f"{stem}_map.txt"), path.with_name(f"{stem}_network.txt")
        _write(mapped, vosviewer.to_map(network))
        _write(linked, vosviewer.to_links(network))
        return mapped, linked
    if ending not in _WRITERS:
        raise NetworkFileError(f"{path}: name a file that ends in {', '.join(FORMATS)}")
    _write(path, _WRITERS[ending](network))
    return (path,)


def read_network(path: Path) -> Network:
    """Read a network; of two VOSviewer text files either may be named, and a map without links is read too.

    Raises NetworkFileError where the file is not what its ending says.
    """
    ending = path.suffix.lower()
    try:
        if ending == ".txt":
            stem = path.stem.removesuffix("_map").removesuffix("_network")
            linked = path.with_name(f"{stem}_network.txt")
            mapped = path.with_name(f"{stem}_map.txt")
            links = linked.read_text("utf-8-sig") if linked.exists() else ""
            return vosviewer.from_texts(mapped.read_text("utf-8-sig"), links)
        if ending in _READERS:
            return _READERS[ending](path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NetworkFileError(f"{path}: not text in UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (ValueError, KeyError, SyntaxError, TypeError) as error:
        raise NetworkFileError(f"{path}: not {FORMATS[ending].split(' (')[0]}: {error}") from error
    raise NetworkFileError(f"{path}: name a file that ends in {', '.join(FORMATS)}")


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)
