"""When two statements tell of one meeting, conference, visit, ceremony."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
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
    """What matching needs of a statement about an event; `told` and `document` where no day is given."""

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
    """Return the blocks: words of a proper name, pairs of participants, a participant and the month."""
    when = one.date or one.told
    month = when.month() if when is not None else None
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
    company = _company(ours.participants, theirs.participants)
    if company == Company.OTHERS:
        return APART
    shared = len(ours.participants & theirs.participants)
    if _two_days(ours.date, theirs.date) or (company == Company.MIXED and shared < 2):
        return UNRELATED
    exact = ours.date is not None and ours.date == theirs.date and ours.date.precision == 3
    in_one = ours.document is not None and ours.document == theirs.document
    tier = _tier(ours, theirs, shared, likeness, exact) if company != Company.MIXED else 0
    if tier > 0:
        return Likeness(tier=tier, reason="same day" if exact else "about the same time")
    if in_one and likeness >= 0.8:
        return Likeness(tier=60, reason="same description in one document")
    near = exact or told_within(ours.date or ours.told, theirs.date or theirs.told, _NEWS)
    likely = shared >= 2 or (shared >= 1 and likeness >= 0.6)
    return Likeness(doubt=True, reason="participants in common") if near and likely else UNRELATED


def _tier(ours: Facts, theirs: Facts, shared: int, likeness: float, exact: bool) -> int:
    in_one = ours.document is not None and ours.document == theirs.document
    place = places_agree(ours.place, theirs.place)
    if exact and shared >= 1 and likeness >= 0.6:
        return 70
    if exact and likeness == 1.0 and place:
        return 68
    if exact and shared >= 2 and not in_one:
        return 65
    news = told_within(ours.date or ours.told, theirs.date or theirs.told, _LENGTH)
    return 50 if news and not in_one and shared >= 2 and (place or likeness >= 0.5) else 0


class Company(Enum):
    """How the participants of two statements stand to each other."""

    FITS = "fits"  # one names some of whom the other names, or whole other sorts of participants
    MIXED = "mixed"  # each names some whom the other does not
    OTHERS = "others"  # nobody of a sort that both name is the same


def _company(ours: Names, theirs: Names) -> Company:
    """Return how participants agree: people are compared with people, organisations with organisations."""
    mixed = False
    for sort in {who.type for who in ours} & {who.type for who in theirs}:
        a = {who for who in ours if who.type == sort}
        b = {who for who in theirs if who.type == sort}
        if a.isdisjoint(b):
            return Company.OTHERS
        mixed = mixed or (len(a - b) > 0 and len(b - a) > 0 and len(a & b) / len(a | b) < 0.5)
    return Company.MIXED if mixed else Company.FITS


def _two_days(ours: Span | None, theirs: Span | None) -> bool:
    """Return whether both days are given and are not one, nor the first and last of one event."""
    return (
        ours is not None
        and theirs is not None
        and ours.precision == theirs.precision == 3
        and ours.gap(theirs) > 2
    )


RULES: Final[Rules[Facts]] = Rules(keys, compare)
