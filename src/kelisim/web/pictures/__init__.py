"""Pictures of the register: partners on a map, the network of those named together, records along time.

Comes in: records of a scope out of the store. Goes out: pages with drawings made on the server, that need no
script, their data as JSON and CSV, the drawings as SVG and PNG. Never does: draw what no record says, fetch
anything from elsewhere, draw the same register twice in two ways.
"""

from kelisim.web.pictures.charts import network_picture, timeline_picture
from kelisim.web.pictures.map_chart import map_picture
from kelisim.web.pictures.network import network
from kelisim.web.pictures.partners import partners_map
from kelisim.web.pictures.room import ROOM
from kelisim.web.pictures.scope import Scope
from kelisim.web.pictures.timeline import timeline

__all__ = [
    "ROOM",
    "Scope",
    "map_picture",
    "network",
    "network_picture",
    "partners_map",
    "timeline",
    "timeline_picture",
]
