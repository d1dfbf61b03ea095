"""When two statements tell of one agreement."""

from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.items import may_be
from kelisim.register.projection.kinds.agreement_facts import PLANS, Facts, facts, keys
from kelisim.register.projection.kinds.agreement_parties import Parties, called_alike, parties_of
from kelisim.register.projection.kinds.agreement_times import (
    SLIP,
    Time,
    both_done,
    both_told,
    recalled,
    time_of,
    told_long_before,
)
from kelisim.register.projection.kinds.common import Names, places_agree
from kelisim.register.projection.kinds.subjects import ideas
from kelisim.register.projection.words import dice, same_content

__all__ = ["RULES", "facts"]

_BOTH_PAPERS: Final = 4  # pieces of evidence: who signs one paper at a place and occasion signs the other
_VAGUE: Final = frozenset({"=research", "=science", "=education"})  # ideas that tell no two papers apart
_GENERIC: Final = frozenset({None, "agreement", "other"})


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one agreement."""
    parties = parties_of(ours, theirs)
    time = time_of(ours, theirs)
    if parties == Parties.CLASH or time == Time.CLASH:
        return Likeness(apart=True, doubt=_misread(ours, theirs, time), reason="same day, other parties")
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
    of_old = evidence == 0 and recalled(ours, theirs)
    if same_document and time >= Time.UNKNOWN and not stage and not of_old:
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
        likely = parties >= Parties.TOLD or evidence >= 1
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
    (Parties.MORE, 2, Time.UNKNOWN): 343,
    (Parties.MORE, 1, Time.SAME): 148,
    (Parties.MORE, 1, Time.FITS): 247,
    (Parties.LIKELY, 2, Time.SAME): 56,
    (Parties.LIKELY, 2, Time.FITS): 54,
    (Parties.LIKELY, 2, Time.NEAR): 53,
    (Parties.LIKELY, 2, Time.UNKNOWN): 342,
    (Parties.LIKELY, 1, Time.SAME): 52,
    (Parties.LIKELY, 1, Time.FITS): 151,
    (Parties.TOLD, 2, Time.SAME): 52,
    (Parties.TOLD, 2, Time.FITS): 51,
    (Parties.TOLD, 2, Time.NEAR): 50,
    (Parties.TOLD, 2, Time.UNKNOWN): 341,
    (Parties.TOLD, 1, Time.SAME): 150,
    (Parties.TOLD, 1, Time.FITS): 248,
    (Parties.NAMED, 2, Time.SAME): 150,
    (Parties.NAMED, 2, Time.FITS): 149,
    (Parties.NAMED, 1, Time.SAME): 149,
    (Parties.NAMED, 1, Time.FITS): 247,
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
    Parties.NAMED: "a party in common, the other named",
    Parties.TOLD: "parties told by both",
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


def _misread(ours: Facts, theirs: Facts, time: Time) -> bool:
    """Return whether parties that differ may be one, misread or called otherwise in another language.

    On one day the same two sign; or a party, the kind, and something further agree in two languages, be it
    only that the other parties are called by words that sound alike.
    """
    if time != Time.SAME:
        return False
    translated = ours.language != theirs.language and not ours.parties.isdisjoint(theirs.parties)
    same_kind = translated and _kind(ours.kind, theirs.kind) == 2
    alike = same_kind and (_evidence(ours, theirs) > 0 or called_alike(ours, theirs))
    return alike or len(ours.signatories & theirs.signatories) >= 2


def _kind(ours: str | None, theirs: str | None) -> int:
    """Return 2 for the same kind, 1 where one word may stand for the other, 0 where it cannot."""
    if ours == theirs and ours is not None:
        return 2
    if ours in _GENERIC or theirs in _GENERIC:
        return 1
    return 1 if {ours, theirs} == {"memorandum", "letter_of_intent"} else 0


def _evidence(ours: Facts, theirs: Facts) -> int:
    """Return how many further things agree: people who sign, place, occasion, what is promised."""
    found = min(len(_signers(ours, theirs)), 2)
    found += places_agree(ours.place, theirs.place)
    if ours.occasion is not None and theirs.occasion is not None:
        found += dice(ours.occasion.content, theirs.occasion.content) >= 0.5
    found += any(same_content(a, b) for a in ours.commitments for b in theirs.commitments)
    return found


def _signers(ours: Facts, theirs: Facts) -> Names:
    """Return who signs by both statements, or signs by one and is named beside the other."""
    a, b = ours.signatories, theirs.signatories
    return a & b | a & theirs.near | b & ours.near


def _promise_other_things(ours: Facts, theirs: Facts) -> bool:
    """Return whether both say in one language what is promised, and no promise is like another."""
    if ours.language != theirs.language or len(ours.commitments) == 0 or len(theirs.commitments) == 0:
        return False
    return all(dice(a.content, b.content) < 0.4 for a in ours.commitments for b in theirs.commitments)


def _own_only(ours: Facts, theirs: Facts) -> bool:
    """Return whether what agrees is what the one party in common brings along: place, who signs for it."""
    two_told = min(len(ours.parties), len(theirs.parties)) > 1 or ours.document == theirs.document
    if two_told or len(_signers(ours, theirs)) > 1:
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
    a, b = a - _VAGUE, b - _VAGUE
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
    if kind == 1 and (recalled(ours, theirs) or not (ours.bare or theirs.bare or evidence > 0)):
        return True
    if ours.plan != theirs.plan:
        return ours.date is None or theirs.date is None or not ours.date.overlaps(theirs.date)
    complete = len(ours.parties) >= 2 and len(theirs.parties) >= 2
    return complete and ours.parties != theirs.parties and not (ours.bare or theirs.bare)


def _renews(ours: Facts, theirs: Facts) -> bool:
    """Return whether one is a renewal and the other not one of the same time."""
    statuses = {ours.status, theirs.status}
    if "renewed" not in statuses or len(statuses & PLANS) > 0:
        return False
    return not (ours.date is not None and theirs.date is not None and ours.date.gap(theirs.date) <= SLIP)


def _renewal(ours: Facts, theirs: Facts, parties: Parties, kind: int) -> Likeness:
    """A renewal belongs to the earlier agreement of the same parties; which of several, a person says."""
    if ours.status == theirs.status:  # renewed twice: they meet in the agreement that both renew
        if ours.date is None or theirs.date is None:
            time = both_done(ours, theirs)
            return _weigh(parties, kind, time, _evidence(ours, theirs), ours, theirs)
        return UNRELATED
    renewed, first = (ours, theirs) if ours.status == "renewed" else (theirs, ours)
    when = renewed.date or renewed.told
    if when is not None and first.date is not None and first.date.first > when.last:
        return APART
    news = first.date is None and both_told(ours.told, theirs.told) == Time.FITS  # one says "signed anew"
    earlier = first.date or (first.told if told_long_before(first, renewed) else None)
    same = parties in {Parties.EQUAL, Parties.LIKELY, Parties.TOLD} and kind == 2
    if same and when is not None and (earlier is not None or news):
        return Likeness(tier=_RENEWAL, reason="renewal of the earlier agreement")
    doubt = parties >= Parties.MORE
    return Likeness(doubt=doubt, reason="may be a renewal of the earlier agreement")
