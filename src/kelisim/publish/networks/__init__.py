"""Networks in other people's formats: GraphML, GEXF, and those of VOSviewer.

Comes in: a network of `kelisim.measure.networks`. Goes out: the bytes of a file that Gephi, Cytoscape, igraph
or VOSviewer (Online) open, and back again. Never does: compute a network, or leave out a node.
"""

from kelisim.publish.networks.errors import NetworkFileError
from kelisim.publish.networks.files import FORMATS, read_network, write_network

__all__ = ["FORMATS", "NetworkFileError", "read_network", "write_network"]
