"""Adding: files, texts, addresses and feeds become documents of the register.

Comes in: what an editor sends, and feeds that are looked at on a schedule. Goes out: jobs that tell how far
they are and what came out. Never does: write a file under a name that somebody sent, fetch an address of a
local network, fetch a feed that has not changed, lose what was stored before something failed.
"""

from kelisim.web.adding.feeds import Feed, Looked, add_feed, due, feeds, look, remove_feed
from kelisim.web.adding.jobs import limits_of
from kelisim.web.adding.room import ROOM

__all__ = ["ROOM", "Feed", "Looked", "add_feed", "due", "feeds", "limits_of", "look", "remove_feed"]
