"""The register on a screen: server-rendered pages that work without JavaScript, and their JSON and CSV twins.

Comes in: a workspace with its store, settings of the pages. Goes out: a FastAPI application. Never does:
compute what the register knows, keep an answer that is no longer true, load anything from elsewhere.
How to add a room (a part of the pages): CONTRIBUTING.md, "A page more".
"""

from kelisim.web.app import create_app
from kelisim.web.pages import page
from kelisim.web.settings import WebSettings, load_web_settings
from kelisim.web.site import Link, Room, Site, User
from kelisim.web.visit import Asks, Visit

__all__ = [
    "Asks",
    "Link",
    "Room",
    "Site",
    "User",
    "Visit",
    "WebSettings",
    "create_app",
    "load_web_settings",
    "page",
]
