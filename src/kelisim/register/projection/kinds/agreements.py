"""When two statements tell of one agreement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item, Who, may_be, related
from kelisim.register.projection.kinds.common import (
    Names,
    Place,
    keys_of,
    pair_keys,
    place_of,
    places_agree,
)
from kelisim.register.projection.kinds.subjects import ideas, subject_of
from kelisim.register.projection.words import NOTHING, Phrase, dice, same_content

_FRESH: Final = 14  # days within which a document tells of a signing as news, without dating it
_NEWS: Final = 30  # days by which two dates of one signing differ at most, and a plan may come early
_RECALLED: Final = 60  # days from which a document recalls a signing rather than reports it
_SAME_NEWS: Final = 10  # days between two undated tellings of one event
_SLIP: Final = 2  # days by which one outlet misdates an event that another dates rightly
_DELAY: Final = 365  # days by which a plan may come late and still be the plan
_PLANS: Final = frozenset({"planned", "proposed"})
_BOTH_PAPERS: Final = 4  # pieces of evidence: who signs one paper at a place and occasion signs the other
_GENERIC: Final = frozenset({None, "agreement", "other"})


class Parties(IntEnum):
    """How the parties of two statements stand to each other."""

    CLASH = 0  # they cannot be those of one agreement
    UNKNOWN = 1  # one statement names none
    PARTIAL = 2  # one names a single party, which the other names too; or a part stands for its whole
    LIKELY = 3  # those that differ may be the same; or the sentence names those that were not read as parties
    MORE = 4  # one names more parties than the other
    EQUAL = 5


class Time(IntEnum):
    """How the times of two statements stand to each other."""

    CLASH = 0
    FAR = 1  # too far for one agreement in the ordinary way, too near to exclude it
    UNKNOWN = 2
    NEAR = 3
    FITS = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an agreement."""

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
    subject: Phrase = NOTHING

    @property
    def plan(self) -> bool:
        """Whether it is still to come."""
        return self.status in _PLANS

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
        date=item.date("date"),
        place=place_of(item),
        occasion=item.phrase("occasion"),
        parties=item.names("parties"),
        signatories=item.names("signatories"),
        commitments=item.phrases("commitments"),
        beside=item.beside,
        subject=subject_of(item),
    )


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks: pairs of parties, pairs of signatories, a name and a month, the document."""
    yield from pair_keys("parties", one.parties)
    yield from pair_keys("likely parties", one.parties, likely=True)
    yield from pair_keys("signed", one.signatories)
    for month in {when.month() for when in (one.date, one.told) if when is not None} - {None}:
        for name in keys_of(one.parties)[:12]:
            yield f"party|{name}|{month}"
        for name in keys_of(one.signatories)[:12]:
            yield f"signatory|{name}|{month}"
    if one.place is not None and one.date is not None and one.date.precision == 3:
        yield f"place|{one.date.first}|{' '.join(sorted(one.place.words))}"
    yield f"document|{one.document}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one agreement."""
    parties = _parties(ours, theirs)
    time = _time(ours, theirs)
    if parties == Parties.CLASH or time == Time.CLASH:
        misread = time == Time.SAME and len(ours.signatories & theirs.signatories) >= 2
        return Likeness(apart=True, doubt=misread, reason="same day and signatories, other parties")
    kind = _kind(ours.kind, theirs.kind)
    evidence = _evidence(ours, theirs)
    if _distinct_in_one_document(ours, theirs, kind, evidence):
        return APART
    if kind == 0:
        doubt = time >= Time.FITS and evidence >= 1 and ours.document != theirs.document
        return Likeness(apart=True, doubt=doubt, reason="same parties and time, kinds differ")
    if _signed_by_others(ours, theirs):
        doubt = parties == Parties.EQUAL and time >= Time.FITS
        return Likeness(apart=True, doubt=doubt, reason="same parties and time, other signatories")
    if _renews(ours, theirs):
        return _renewal(ours, theirs, parties, kind)
    return _weigh(parties, kind, time, evidence, ours, theirs)


RULES: Final[Rules[Facts]] = Rules(keys, compare)


def _weigh(parties: Parties, kind: int, time: Time, evidence: int, ours: Facts, theirs: Facts) -> Likeness:
    """Return the verdict on two statements that nothing sets apart."""
    stage = ours.plan != theirs.plan
    tier = _TIERS.get((parties, kind, time), 0)
    needed = tier // 100
    tier %= 100
    same_document = ours.document == theirs.document
    recalled = evidence == 0 and _recalled(ours, theirs)
    if same_document and time >= Time.UNKNOWN and not stage and not recalled:
        if parties == Parties.EQUAL and kind == 2:
            tier, needed = max(tier, 66), 0
        elif ours.bare or theirs.bare or evidence > 0:
            tier, needed = max(tier, 40 if parties != Parties.EQUAL else 60), 0
    elif _about_other_things(ours, theirs, kind):
        needed = max(needed, _BOTH_PAPERS if kind == 1 else 1)
    elif (time < Time.SAME or kind == 1) and _promise_other_things(ours, theirs):
        needed = max(needed, 1)
    words = f"{_PARTY_WORDS[parties]}, {_KIND_WORDS[kind]}, {_TIME_WORDS[time]}"
    if parties == Parties.PARTIAL and _own_only(ours, theirs):
        tier = 0  # one body signs with many partners in one place
    if tier > 0 and evidence >= needed:
        return Likeness(tier=tier - 5 if stage else tier, reason=words)
    if time >= Time.NEAR or (parties == Parties.EQUAL and kind == 2) or evidence >= 2:
        likely = parties >= Parties.LIKELY or evidence >= 1
        two_days = time == Time.FAR and not ours.plan and not theirs.plan
        two_papers = (
            needed == _BOTH_PAPERS and len(ours.subject.strong) > 0 and len(theirs.subject.strong) > 0
        )
        return Likeness(apart=two_days or two_papers, doubt=likely, reason=words)
    return UNRELATED


# (parties, kind, time) → 100 × pieces of further evidence needed + tier. What is missing is at most a doubt.
_TIERS: Final = {
    (Parties.EQUAL, 2, Time.SAME): 90,
    (Parties.EQUAL, 2, Time.FITS): 80,
    (Parties.EQUAL, 2, Time.NEAR): 70,
    (Parties.EQUAL, 2, Time.UNKNOWN): 250,
    (Parties.EQUAL, 1, Time.SAME): 62,
    (Parties.EQUAL, 1, Time.FITS): 60,
    (Parties.EQUAL, 1, Time.NEAR): 155,
    (Parties.EQUAL, 1, Time.UNKNOWN): 245,
    (Parties.MORE, 2, Time.SAME): 65,
    (Parties.MORE, 2, Time.FITS): 158,
    (Parties.MORE, 2, Time.NEAR): 157,
    (Parties.MORE, 1, Time.SAME): 148,
    (Parties.MORE, 1, Time.FITS): 247,
    (Parties.LIKELY, 2, Time.SAME): 56,
    (Parties.LIKELY, 2, Time.FITS): 54,
    (Parties.LIKELY, 2, Time.NEAR): 153,
    (Parties.LIKELY, 1, Time.SAME): 52,
    (Parties.LIKELY, 1, Time.FITS): 151,
    (Parties.PARTIAL, 2, Time.SAME): 146,
    (Parties.PARTIAL, 1, Time.SAME): 244,
    (Parties.PARTIAL, 2, Time.FITS): 244,
    (Parties.PARTIAL, 1, Time.FITS): 344,
    (Parties.UNKNOWN, 2, Time.SAME): 238,
    (Parties.UNKNOWN, 2, Time.FITS): 337,
}
_RENEWAL: Final = 20
_PARTY_WORDS: Final = {
    Parties.UNKNOWN: "parties not named",
    Parties.PARTIAL: "a party in common",
    Parties.LIKELY: "parties likely the same",
    Parties.MORE: "one names more parties",
    Parties.EQUAL: "same parties",
}
_KIND_WORDS: Final = {1: "kind may be the same", 2: "same kind"}
_TIME_WORDS: Final = {
    Time.FAR: "dates some weeks apart",
    Time.UNKNOWN: "time not known",
    Time.NEAR: "about the same time",
    Time.FITS: "dates fit",
    Time.SAME: "same day",
}


def _parties(ours: Facts, theirs: Facts) -> Parties:
    a, b = ours.parties, theirs.parties
    if len(a) == 0 or len(b) == 0:
        return Parties.UNKNOWN
    if a == b:
        return Parties.EQUAL if len(a) >= 2 else Parties.PARTIAL
    both = a & b
    small, large = sorted((a, b), key=len)
    if _likely(ours, theirs, both):
        return Parties.LIKELY
    if small < large:
        return Parties.MORE if len(small) >= 2 else Parties.PARTIAL
    if len(both) >= 3 and len(both) / len(a | b) >= 0.6:
        return Parties.MORE
    return Parties.PARTIAL if _paired(small - both, large - both, related) else Parties.CLASH


def _likely(ours: Facts, theirs: Facts, both: Names) -> bool:
    """Return whether all parties are likely the same.

    They are where those that differ may be one; where one statement has read a single party, and its sentence
    names the others; and where documents of two languages, of which all parties but one may be the same,
    agree in two people who signed.
    """
    a, b = ours.parties, theirs.parties
    if len(a) == 1 or len(b) == 1:
        return a < b <= ours.beside or b < a <= theirs.beside
    if len(a) != len(b):
        return False
    strange = _unpaired(a - both, b - both, may_be)
    alien = strange == 1 < len(a) and ours.language != theirs.language
    return strange == 0 or (alien and len(ours.signatories & theirs.signatories) >= 2)


def _paired(few: Names, many: Names, alike: Callable[[Who, Who], bool]) -> bool:
    """Return whether each of the few has one of the many of its own that it is alike to."""
    return _unpaired(few, many, alike) == 0


def _unpaired(few: Names, many: Names, alike: Callable[[Who, Who], bool]) -> int:
    """Return how many of the few have none of the many of their own that they are alike to."""
    left, found = sorted(many, key=lambda who: who.key), 0
    for one in sorted(few, key=lambda who: who.key):
        match = next((other for other in left if alike(one, other)), None)
        if match is None:
            found += 1
        else:
            left.remove(match)
    return found


def _kind(ours: str | None, theirs: str | None) -> int:
    """Return 2 for the same kind, 1 where one word may stand for the other, 0 where it cannot."""
    if ours == theirs and ours is not None:
        return 2
    if ours in _GENERIC or theirs in _GENERIC:
        return 1
    return 1 if {ours, theirs} == {"memorandum", "letter_of_intent"} else 0


def _evidence(ours: Facts, theirs: Facts) -> int:
    """Return how many further things agree: people who sign, place, occasion, what is promised."""
    found = min(len(ours.signatories & theirs.signatories), 2)
    found += places_agree(ours.place, theirs.place)
    if ours.occasion is not None and theirs.occasion is not None:
        found += dice(ours.occasion.content, theirs.occasion.content) >= 0.5
    found += any(same_content(a, b) for a in ours.commitments for b in theirs.commitments)
    return found


def _promise_other_things(ours: Facts, theirs: Facts) -> bool:
    """Return whether both say in one language what is promised, and no promise is like another."""
    if ours.language != theirs.language or len(ours.commitments) == 0 or len(theirs.commitments) == 0:
        return False
    return all(dice(a.content, b.content) < 0.4 for a in ours.commitments for b in theirs.commitments)


def _own_only(ours: Facts, theirs: Facts) -> bool:
    """Return whether what agrees is what the one party in common brings along: place, who signs for it."""
    two_told = min(len(ours.parties), len(theirs.parties)) > 1 or ours.document == theirs.document
    if two_told or len(ours.signatories & theirs.signatories) > 1:
        return False
    return not any(same_content(a, b) for a in ours.commitments for b in theirs.commitments)


def _about_other_things(ours: Facts, theirs: Facts, kind: int) -> bool:
    """Return whether what the papers are called by has nothing in common: "on exchange", "on a laboratory".

    What one is about may be among what the other promises. "Agreement" with a subject of its own is hardly
    the memorandum of which nothing is told.
    """
    a, b = ours.subject.strong, theirs.subject.strong
    all_a = a.union(*(each.strong for each in ours.commitments))
    all_b = b.union(*(each.strong for each in theirs.commitments))
    if ours.language != theirs.language:
        a, b, all_a, all_b = ideas(a), ideas(b), ideas(all_a), ideas(all_b)
    if not a.isdisjoint(all_b) or not b.isdisjoint(all_a):
        return False
    if len(a) > 0 and len(b) > 0:
        return True
    general = a if ours.kind in _GENERIC else b
    return kind == 1 and ours.kind != theirs.kind and len(general) > 0


def _signed_by_others(ours: Facts, theirs: Facts) -> bool:
    """Return whether both name all who signed, and nobody may be the same."""
    a, b = ours.signatories, theirs.signatories
    if len(a) < 2 or len(b) < 2 or ours.plan != theirs.plan:
        return False
    return not any(may_be(one, other) for one in a for other in b)


def _distinct_in_one_document(ours: Facts, theirs: Facts, kind: int, evidence: int) -> bool:
    """Return whether one document tells of two agreements rather than twice of one.

    It does where it calls them by two special kinds; by two kinds, where both have content of their own or
    one is recalled; where one is signed and the other planned for another day; where both name two parties
    and more, but not the same.
    """
    if ours.document != theirs.document:
        return False
    if kind < 2 and _GENERIC.isdisjoint({ours.kind, theirs.kind}):
        return True
    if kind == 1 and (_recalled(ours, theirs) or not (ours.bare or theirs.bare or evidence > 0)):
        return True
    if ours.plan != theirs.plan:
        return ours.date is None or theirs.date is None or not ours.date.overlaps(theirs.date)
    complete = len(ours.parties) >= 2 and len(theirs.parties) >= 2
    return complete and ours.parties != theirs.parties and not (ours.bare or theirs.bare)


def _recalled(ours: Facts, theirs: Facts) -> bool:
    """Return whether a document dates one of two long before it was published, and the other not at all."""
    date = ours.date or theirs.date
    if (ours.date is None) == (theirs.date is None) or date is None or ours.told is None:
        return False
    return date.last < ours.told.first - _RECALLED


def _time(ours: Facts, theirs: Facts) -> Time:
    if ours.plan and not theirs.plan:
        return _plan_then_done(ours, theirs)
    if theirs.plan and not ours.plan:
        return _plan_then_done(theirs, ours)
    if ours.plan:
        return _both_planned(ours, theirs)
    return _both_done(ours, theirs)


def _both_done(ours: Facts, theirs: Facts) -> Time:
    if ours.date is not None and theirs.date is not None:
        return _two_dates(ours.date, theirs.date, renewals="renewed" in {ours.status, theirs.status})
    if ours.date is None and theirs.date is None:
        return _both_told(ours.told, theirs.told)
    if (ours.status == "renewed") != (theirs.status == "renewed"):
        return Time.UNKNOWN
    if ours.date is not None:
        return _dated_and_told(ours.date, theirs.told)
    assert theirs.date is not None
    return _dated_and_told(theirs.date, ours.told)


def _two_dates(ours: Span, theirs: Span, renewals: bool) -> Time:
    gap = ours.gap(theirs)
    if gap == 0:
        return Time.SAME if ours.precision == theirs.precision == 3 else Time.FITS
    if gap <= _SLIP and ours.precision == theirs.precision == 3:
        return Time.NEAR
    if renewals:
        return Time.FAR
    return Time.FAR if gap <= _NEWS else Time.CLASH


def _dated_and_told(date: Span, told: Span | None) -> Time:
    """A dated telling against one that dates nothing: fresh news, or it may recall what is long past."""
    if told is None:
        return Time.UNKNOWN
    if date.first > told.last + 1:
        return Time.CLASH
    fresh = date.last >= told.first - _FRESH
    return Time.FITS if fresh and date.precision >= 2 else Time.UNKNOWN


def _both_told(ours: Span | None, theirs: Span | None) -> Time:
    if ours is None or theirs is None or ours.precision == 1 or theirs.precision == 1:
        return Time.UNKNOWN
    gap = ours.gap(theirs)
    if gap <= _SAME_NEWS:
        return Time.FITS
    return Time.NEAR if gap <= 2 * _NEWS and gap <= 45 else Time.UNKNOWN


def _both_planned(ours: Facts, theirs: Facts) -> Time:
    if ours.date is not None and theirs.date is not None:
        gap = ours.date.gap(theirs.date)
        if gap == 0:
            return Time.SAME if ours.date.precision == theirs.date.precision == 3 else Time.FITS
        return Time.FAR if gap <= _DELAY else Time.CLASH
    if ours.told is None or theirs.told is None:
        return Time.UNKNOWN
    gap = ours.told.gap(theirs.told)
    if gap <= 2 * _NEWS:
        return Time.FITS
    return Time.UNKNOWN if gap <= 2 * _DELAY else Time.FAR


def _plan_then_done(plan: Facts, done: Facts) -> Time:
    """A plan and a signing: the signing comes after the plan was told, about when it was planned for."""
    signed = done.date or done.told
    if signed is None:
        return Time.UNKNOWN
    if plan.told is not None and signed.last < plan.told.first - _SLIP:
        return Time.CLASH
    if plan.date is not None:
        return _planned_for(plan.date, signed)
    if plan.told is None:
        return Time.UNKNOWN
    wait = signed.first - plan.told.last
    if wait <= 4 * _NEWS:
        return Time.FITS
    return Time.NEAR if wait <= _DELAY else Time.FAR


def _planned_for(planned: Span, signed: Span) -> Time:
    late = signed.first - planned.last
    early = planned.first - signed.last
    if late <= 0 and early <= 0:
        return Time.FITS
    if early > _DELAY or late > 3 * _DELAY:
        return Time.CLASH
    return Time.NEAR if early <= _NEWS and late <= _DELAY else Time.FAR


def _renews(ours: Facts, theirs: Facts) -> bool:
    """Return whether one is a renewal and the other not one of the same time."""
    statuses = {ours.status, theirs.status}
    if "renewed" not in statuses or len(statuses & _PLANS) > 0:
        return False
    return not (ours.date is not None and theirs.date is not None and ours.date.gap(theirs.date) <= _SLIP)


def _renewal(ours: Facts, theirs: Facts, parties: Parties, kind: int) -> Likeness:
    """A renewal belongs to the earlier agreement of the same parties; which of several, a person says."""
    if ours.status == theirs.status:  # renewed twice: they meet in the agreement that both renew
        if ours.date is None or theirs.date is None:
            time = _both_done(ours, theirs)
            return _weigh(parties, kind, time, _evidence(ours, theirs), ours, theirs)
        return UNRELATED
    renewed, first = (ours, theirs) if ours.status == "renewed" else (theirs, ours)
    when = renewed.date or renewed.told
    if when is not None and first.date is not None and first.date.first > when.last:
        return APART
    if parties == Parties.EQUAL and kind == 2 and first.date is not None and when is not None:
        return Likeness(tier=_RENEWAL, reason="renewal of the earlier agreement")
    doubt = parties >= Parties.MORE
    return Likeness(doubt=doubt, reason="may be a renewal of the earlier agreement")
