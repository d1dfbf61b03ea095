"""The rooms that make up the pages, in the order of the navigation."""

from kelisim.web import overview
from kelisim.web.site import Room


def all_rooms() -> tuple[Room, ...]:
    """Return the rooms: one line each."""
    return (overview.ROOM,)
