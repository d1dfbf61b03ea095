"""Networks of those who publish together.

Comes in: open tables, a level, a scope. Goes out: nodes and links with their weights, communities with the
seeds they were found with and the spread over seeds, places on a map. Never does: draw, or name a community.
"""

from kelisim.measure.networks.building import build_network
from kelisim.measure.networks.communities import Communities, find_communities
from kelisim.measure.networks.layout import lay_out
from kelisim.measure.networks.network import Link, Network, Node

__all__ = [
    "Communities",
    "Link",
    "Network",
    "Node",
    "build_network",
    "find_communities",
    "lay_out",
]
