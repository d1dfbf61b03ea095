"""The rooms that make up the pages, in the order of the navigation."""

from kelisim.web import (
    accounts,
    adding,
    calendars,
    delivered,
    directory,
    documents,
    entities,
    joint,
    lists,
    needs,
    overview,
    pictures,
    records,
    reports,
    review,
    searching,
)
from kelisim.web.site import Room


def all_rooms() -> tuple[Room, ...]:
    """Return the rooms: one line each."""
    return (
        overview.ROOM,
        lists.ROOM,
        directory.ROOM,
        documents.ROOM,
        needs.ROOM,
        records.ROOM,
        delivered.ROOM,
        entities.ROOM,
        joint.ROOM,
        reports.ROOM,
        searching.ROOM,
        calendars.ROOM,
        pictures.ROOM,
        review.ROOM,
        adding.ROOM,
        accounts.ROOM,
    )
