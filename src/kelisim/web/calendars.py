"""A calendar of what ends and what is due (RFC 5545), to subscribe to."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from fastapi import APIRouter, Response

from kelisim.model import Record, from_json
from kelisim.register import schema
from kelisim.register.projection import Commitment
from kelisim.web.addresses import address_of
from kelisim.web.languages import Language
from kelisim.web.site import Room, Site
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("calendar", router, Path(__file__).parent)
_PAST: Final = timedelta(days=366)  # what was due or ended longer ago is no matter of a calendar
_MOST: Final = 2_000


class CalendarResponse(Response):
    """An iCalendar file."""

    media_type = "text/calendar"


@router.get("/calendar.ics", summary="What ends and what is due.", response_class=CalendarResponse)
def calendar(visit: Asks) -> Response:
    """Give the ends of terms and the days of promises, from a year ago on, as all-day events."""
    base = str(visit.request.base_url).rstrip("/")
    since = (visit.site.today() - _PAST).isoformat()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kelisim//Register//EN",
        f"X-WR-CALNAME:{_text(visit.site.settings.title)}",
        *_ends(visit.site, visit.language, base, since),
        *_dues(visit.site, visit.language, base, since),
        "END:VCALENDAR",
    ]
    body = "".join(f"{_folded(line)}\r\n" for line in lines)
    return CalendarResponse(body, headers={"cache-control": "private, no-cache"})


def _ends(site: Site, language: Language, base: str, since: str) -> Iterator[str]:
    table = schema.record
    query = (
        sa.select(table.c.body, table.c.expires)
        .where(table.c.expires >= since)
        .order_by(table.c.expires, table.c.id)
        .limit(_MOST)
    )
    with site.store.reading() as connection:
        rows = connection.execute(query).all()
    for body, expires in rows:
        record = from_json(body, Record)
        summary = language.gettext("Ends: %(title)s") % {"title": record.title}
        yield from _event(f"end-{record.id}", expires, summary, base + address_of(record.id))


def _dues(site: Site, language: Language, base: str, since: str) -> Iterator[str]:
    table, record = schema.commitment, schema.record
    query = (
        sa.select(table.c.body, table.c.due, record.c.title)
        .join(record, record.c.id == table.c.record)
        .where(table.c.due >= since, table.c.state.in_(("promised", "under_way", "partly")))
        .order_by(table.c.due, table.c.id)
        .limit(_MOST)
    )
    with site.store.reading() as connection:
        rows = connection.execute(query).all()
    for body, due, title in rows:
        promise = from_json(body, Commitment)
        summary = language.gettext("Due: %(promise)s (%(title)s)") % {"promise": promise.text, "title": title}
        address = f"{base}{address_of(promise.record)}#{promise.id}"
        yield from _event(f"due-{promise.id}", due, summary, address)


def _event(uid: str, day: str, summary: str, address: str) -> Iterator[str]:
    start = _day(day)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@kelisim"
    yield f"DTSTAMP:{start:%Y%m%d}T000000Z"  # the same register gives the same bytes
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{start + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(text: str) -> date:
    """Return the day of "2026-02-31" (the last that February may mean): the last one that there is."""
    year, month, day = (int(part) for part in text[:10].split("-"))
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def _text(text: str) -> str:
    """Return a text with what means something to iCalendar escaped, and no line break or control."""
    clean = "".join(" " if ord(letter) < 32 or ord(letter) == 127 else letter for letter in text)
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line broken so that none has more than 75 bytes, as the format demands."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > 73:
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += width
    return "\r\n ".join([*pieces, piece])
