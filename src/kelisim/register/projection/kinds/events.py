"""When two statements tell of one meeting, conference, visit, ceremony."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import (
    Names,
    Place,
    alike,
    is_generic,
    keys_of,
    pair_keys,
    place_of,
    places_agree,
    times_clash,
    title_keys,
    told_within,
)
from kelisim.register.projection.words import NOTHING, Phrase, is_proper

_LENGTH: Final = 7  # days that an event may last: one outlet gives its first day, another its last
_NEWS: Final = 45  # days before and after an event within which it is told of without a date


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an event. `told` and `document` count only where no day is given."""

    document: str | None
    told: Span | None
    name: Phrase
    proper: bool
    kind: str | None
    date: Span | None
    place: Place | None
    participants: Names


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    name, text, date = item.phrase("name") or NOTHING, item.text("name"), item.date("date")
    proper = text is not None and is_proper(text) and not is_generic(name)
    dated = date is not None and date.precision == 3 and proper
    return Facts(
        document=None if dated else item.document.id,
        told=None if dated else item.told,
        name=name,
        proper=proper,
        kind=item.text("kind"),
        date=date,
        place=place_of(item),
        participants=item.names("participants"),
    )


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: words of a proper name, pairs of participants, one participant and the month."""
    month = (one.date or one.told).month() if one.date is not None or one.told is not None else None
    if one.proper:
        yield from title_keys("name", one.name)
    elif month is not None:
        yield from title_keys(f"name|{month}", one.name)
    yield from pair_keys("participants", one.participants)
    if one.document is not None:
        yield f"document|{one.document}"
    if month is not None:
        for name in keys_of(one.participants)[:12]:
            yield f"participant|{name}|{month}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one event."""
    a, b = ours.name.numbers, theirs.name.numbers
    if times_clash(ours.date, theirs.date, _LENGTH) or (len(a) > 0 and len(b) > 0 and a != b):
        return APART
    same = ours.name.content == theirs.name.content and len(ours.name.content) > 0
    if same and ours.proper and theirs.proper:
        return _same_name(ours, theirs)
    if ours.kind != theirs.kind and None not in {ours.kind, theirs.kind}:
        return UNRELATED
    return _described(ours, theirs, 1.0 if same else alike(ours.name, theirs.name))


def _same_name(ours: Facts, theirs: Facts) -> Likeness:
    if ours.date is not None and theirs.date is not None:
        return Likeness(tier=90, reason="same name and time")
    if ours.name.numbers == theirs.name.numbers and len(ours.name.numbers) > 0:
        return Likeness(tier=85, reason="same name and number")
    if _same_time(ours, theirs):
        return Likeness(tier=75, reason="same name, about the same time")
    return Likeness(doubt=True, reason="same name, time not known")


def _same_time(ours: Facts, theirs: Facts) -> bool:
    """Return whether events of which at most one is dated are told of about the same time."""
    if ours.document is not None and ours.document == theirs.document:
        return True
    return told_within(ours.date or ours.told, theirs.date or theirs.told, _NEWS)


def _described(ours: Facts, theirs: Facts, likeness: float) -> Likeness:
    """Judge events without a name of their own by day, participants and place."""
    shared = len(ours.participants & theirs.participants)
    place = places_agree(ours.place, theirs.place)
    in_one = ours.document is not None and ours.document == theirs.document
    exact = (
        ours.date is not None
        and theirs.date is not None
        and ours.date == theirs.date
        and ours.date.precision == 3
    )
    if exact and shared >= 1 and likeness >= 0.6:
        return Likeness(tier=70, reason="same day, names alike, participants in common")
    if exact and likeness == 1.0 and place:
        return Likeness(tier=68, reason="same day, place and name")
    if exact and shared >= 2 and not in_one:
        return Likeness(tier=65, reason="same day, participants in common")
    if in_one and likeness >= 0.8 and not times_clash(ours.date, theirs.date):
        return Likeness(tier=60, reason="same description in one document")
    news = told_within(ours.date or ours.told, theirs.date or theirs.told, _LENGTH)
    if news and not in_one and shared >= 2 and (place or likeness >= 0.5):
        return Likeness(tier=50, reason="about the same time, participants in common")
    near = exact or told_within(ours.date or ours.told, theirs.date or theirs.told, _NEWS)
    likely = shared >= 2 or (shared >= 1 and likeness >= 0.6)
    return Likeness(doubt=True, reason="participants in common") if near and likely else UNRELATED


RULES: Final[Rules[Facts]] = Rules(keys, compare)
