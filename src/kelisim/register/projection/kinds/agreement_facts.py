"""What matching needs of a statement about an agreement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import Names, Place, keys_of, pair_keys, place_of
from kelisim.register.projection.kinds.subjects import subject_of
from kelisim.register.projection.words import NOTHING, Phrase

PLANS: Final = frozenset({"planned", "proposed"})
_YEAR: Final = 365  # days
_NEAR_BODIES: Final = 12  # organisations of a document by which an agreement of one party is found


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an agreement.

    `taken` are the parties of other agreements of its document; `texts` where a party may stand that was not
    read: the sentence, the title of the document, and who published it, the `house`.
    """

    document: str
    language: str | None
    told: Span | None
    kind: str | None
    status: str | None
    date: Span | None
    place: Place | None
    occasion: Phrase | None
    parties: Names
    signatories: Names
    commitments: tuple[Phrase, ...]
    beside: Names = frozenset()
    near: Names = frozenset()
    subject: Phrase = NOTHING
    taken: Names = frozenset()
    texts: tuple[str, ...] = ()
    house: str | None = None

    @property
    def plan(self) -> bool:
        """Whether it is still to come."""
        return self.status in PLANS

    @property
    def bodies_near(self) -> Names:
        """The organisations and states, beside the parties, that the document names."""
        return frozenset(who for who in self.near - self.parties if who.type != "person")

    @property
    def bare(self) -> bool:
        """Whether it says nothing but that there is such an agreement."""
        return len(self.signatories) == 0 and len(self.commitments) == 0


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    return Facts(
        document=item.document.id,
        language=item.document.language,
        told=item.told,
        kind=item.text("kind"),
        status=item.text("status"),
        date=_done_on(item),
        place=place_of(item),
        occasion=item.phrase("occasion"),
        parties=_without_towns(item.names("parties") - _wholes(item)),
        signatories=item.names("signatories"),
        commitments=item.phrases("commitments"),
        beside=item.beside,
        near=item.near,
        subject=subject_of(item),
        taken=item.taken,
        texts=_texts(item),
        house=item.document.publisher,
    )


def _texts(item: Item) -> tuple[str, ...]:
    every = (item.statement.quote.text, item.document.title, item.document.publisher)
    return tuple(text for text in every if text is not None)


def _done_on(item: Item) -> Span | None:
    """Return when it was done; not the mere year of the paper that is renewed, which may stand beside."""
    date, told = item.date("date"), item.told
    of_old = date is not None and told is not None and date.precision == 1 and date.last < told.first - _YEAR
    return None if of_old and item.text("status") == "renewed" else date


def _wholes(item: Item) -> Names:
    """Return the parties of which the name stands within that of another: it is the whole of a part."""
    told = [(who, item.statement.values[place].quote) for place, who in item.who.items()]
    told = [(who, quote) for who, quote in told if quote.end > quote.start]
    parties = item.names("parties")
    return frozenset(
        who
        for who, inner in told
        for other, outer in told
        if who in parties and other in parties and who != other
        if outer.start <= inner.start and inner.end <= outer.end and inner.text != outer.text
    )


def _without_towns(parties: Names) -> Names:
    """Return parties without towns, which stand for some body there, as long as any other is left."""
    bodies = frozenset(who for who in parties if who.type != "place" or who.state)
    return bodies or parties


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks: pairs of parties, pairs of signatories, a name and a month, the document."""
    yield from pair_keys("parties", one.parties)
    yield from pair_keys("likely parties", one.parties, likely=True)
    yield from pair_keys("signed", one.signatories)
    if len(one.parties) == 1:  # the other party may be among those that the document names
        for body in sorted(one.bodies_near, key=lambda who: who.key)[:_NEAR_BODIES]:
            yield from pair_keys("parties", one.parties | {body})
            yield from pair_keys("likely parties", one.parties | {body}, likely=True)
    for month in {when.month() for when in (one.date, one.told) if when is not None} - {None}:
        for name in keys_of(one.parties)[:12]:
            yield f"party|{name}|{month}"
        for name in keys_of(one.signatories)[:12]:
            yield f"signatory|{name}|{month}"
    if one.place is not None and one.date is not None and one.date.precision == 3:
        yield f"place|{one.date.first}|{' '.join(sorted(one.place.words))}"
    yield f"document|{one.document}"
