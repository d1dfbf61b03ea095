"""What the parties of an agreement are to open or hold together: told beside it, it is what they promise."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kelisim.extract.draft import statement
from kelisim.extract.kinds.evidence import COMMITMENT
from kelisim.extract.reading import Reading
from kelisim.model import Statement, Value

_TITLES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "programme": ("title", ("partners",)),
    "establishment": ("name", ("hosts", "partners")),
    "event": ("name", ("participants",)),
}
_EVENTS: Final = frozenset({"conference", "workshop", "exhibition"})  # of others a text tells in passing
_REACH: Final = 2  # sentences behind an agreement in which what is planned is a part of it


def with_promises(reading: Reading, found: Iterable[Statement]) -> list[Statement]:
    """Return the statements, each agreement with what its parties plan together in the sentences behind it.

    That is a programme, an establishment or an event still to come, of which two of the parties are told, and
    which no commitment names yet.
    """
    every = list(found)
    things = [(one, title) for one in every if (title := _planned(one)) is not None]
    if len(things) == 0:
        return every
    told = sorted((one for one in every if one.kind == "agreement"), key=lambda one: one.quote.start)
    promised = [value.quote for one in told for value in one.all("commitments")]
    added: dict[str, list[Value]] = {}
    for thing, title in things:
        if any(title.quote.start < quote.end and quote.start < title.quote.end for quote in promised):
            continue
        agreement = _agreement(reading, told, thing, title)
        if agreement is not None:
            phrase = Value("commitments", title.quote.text, title.quote, probability=COMMITMENT["near"])
            added.setdefault(agreement.id, []).append(phrase)
            promised.append(title.quote)
    return [_promising(reading, one, added[one.id]) if one.id in added else one for one in every]


def _planned(thing: Statement) -> Value | None:
    """Return the title of what is still to come; None for all else."""
    if thing.kind not in _TITLES:
        return None
    status, sort, title = (thing.first(slot) for slot in ("status", "kind", _TITLES[thing.kind][0]))
    if thing.kind == "event":
        coming = thing.first("date") is None and sort is not None and sort.value in _EVENTS
    else:
        coming = status is not None and status.value == "planned"
    return title if coming and title is not None and " " in title.quote.text else None


def _agreement(
    reading: Reading, told: Sequence[Statement], thing: Statement, title: Value
) -> Statement | None:
    """Return the last agreement before a title of which two parties are bodies of the thing."""
    bodies = {value.referent for slot in _TITLES[thing.kind][1] for value in thing.all(slot)}
    place = reading.analysis.sentence_at(title.quote.start)
    near = [
        one
        for one in told
        if one.quote.start <= title.quote.start
        and place - reading.analysis.sentence_at(one.quote.end - 1) <= _REACH
        and len(bodies & {value.referent for value in one.all("parties")} - {None}) >= 2
    ]
    return near[-1] if len(near) > 0 else None


def _promising(reading: Reading, agreement: Statement, more: Sequence[Value]) -> Statement:
    """Return an agreement with more commitments, resting on their sentences too."""
    first = reading.analysis.sentence_at(agreement.quote.start)
    last = max(
        reading.analysis.sentence_at(place)
        for place in (agreement.quote.end - 1, *(v.quote.start for v in more))
    )
    return statement(
        reading,
        agreement.kind,
        (*agreement.values, *more),
        range(first, last + 1),
        probability=agreement.probability,
        extractor=agreement.extractor,
    )
