"""How the parties of two statements about agreements stand to each other."""

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import Final

from kelisim.register.projection.items import Who, may_be, related
from kelisim.register.projection.kinds.agreement_facts import Facts
from kelisim.register.projection.kinds.agreement_texts import one_more_in_common, told_elsewhere
from kelisim.register.projection.kinds.common import Names
from kelisim.register.projection.words import is_idea
from kelisim.spelling import skeletons

_SOUND: Final = 4  # sounds by which two names of one body begin alike in two languages


class Parties(IntEnum):
    """How the parties of two statements stand to each other."""

    CLASH = 0  # they cannot be those of one agreement
    UNKNOWN = 1  # one statement names none
    PARTIAL = 2  # one names a single party, which the other names too; or a part stands for its whole
    NAMED = 3  # one party was read, and the documents name the other
    TOLD = 4  # those that only one has read, the other's sentence, title or publisher tells
    LIKELY = 5  # those that differ may be the same; or the sentence names those that were not read as parties
    MORE = 6  # one names more parties than the other
    EQUAL = 7


def parties_of(ours: Facts, theirs: Facts) -> Parties:
    """Return how the parties of two statements stand to each other."""
    a, b = ours.parties, theirs.parties
    if len(a) == 0 or len(b) == 0:
        return Parties.UNKNOWN
    if a == b:
        return Parties.EQUAL if len(a) >= 2 else _of_one(ours, theirs)
    small, large = sorted((a, b), key=len)
    both = a & b
    told = _told(ours, theirs, both)
    if told is not None:
        return told
    most = len(both) >= 3 and len(both) / len(a | b) >= 0.6
    if most or (small < large and len(small) >= 2):
        return Parties.MORE
    return Parties.PARTIAL if _paired(small - both, large - both, _stands_for) else Parties.CLASH


def _told(ours: Facts, theirs: Facts, both: Names) -> Parties | None:
    """Return how parties stand to each other that are likely the same, or that the other document names."""
    if _likely(ours, theirs, both):
        return Parties.LIKELY
    if _named(ours, theirs):
        return Parties.LIKELY if _only_named(ours, theirs) else Parties.NAMED
    return Parties.TOLD if told_elsewhere(ours, theirs) else None


def _of_one(ours: Facts, theirs: Facts) -> Parties:
    """Return how statements stand to each other that have read one and the same party each.

    Where both documents name one more organisation, and it may be the same, it is likely the other party.
    """
    a, b = ours.bodies_near, theirs.bodies_near
    if ours.document == theirs.document:
        return Parties.PARTIAL
    if len(a) > 0 and len(b) > 0 and _all_among(a, b) and _all_among(b, a):
        return Parties.LIKELY if len(a) == len(b) == 1 else Parties.NAMED
    return Parties.TOLD if one_more_in_common(ours, theirs) else Parties.PARTIAL


def called_alike(ours: Facts, theirs: Facts) -> bool:
    """Return whether each party that only one of two statements names may be called otherwise by the other.

    Their names have a word in common by its sound: "Hochschule für Musik Detmold", "Detmold University".
    """
    both = ours.parties & theirs.parties
    return _paired(ours.parties - both, theirs.parties - both, _sound_alike)


def _sound_alike(ours: Who, theirs: Who) -> bool:
    a, b = (frozenset(begin for form in who.words for begin in _beginnings(form)) for who in (ours, theirs))
    return not a.isdisjoint(b)


@lru_cache(maxsize=50_000)
def _beginnings(words: frozenset[str]) -> frozenset[str]:
    """Return how the telling words of a name begin by their sound."""
    telling = (word for word in words if len(word) >= _SOUND and not is_idea(word))
    return frozenset(sound[:_SOUND] for word in telling for sound in skeletons(word))


def _stands_for(ours: Who, theirs: Who) -> bool:
    """Return whether one may be the other, a part of it, or the state that it acts for."""
    return related(ours, theirs) or may_be(ours, theirs)


def _named(ours: Facts, theirs: Facts) -> bool:
    """Return whether one statement has read a single party of two, and each document names the other's."""
    a, b = ours.parties, theirs.parties
    few, many = sorted((len(a), len(b)))
    if ours.document == theirs.document or few > 1 or many > 2 or (many == 1 and _all_among(a, b)):
        return False
    return _all_among(a, b | theirs.near) and _all_among(b, a | ours.near)


def _all_among(few: Names, many: Names) -> bool:
    """Return whether each of the few is, or may be, one of the many."""
    return all(any(may_be(one, other) for other in many) for one in few)


def _only_named(ours: Facts, theirs: Facts) -> bool:
    """Return whether where one party was read, no organisation is named that is none of both statements."""
    every = ours.parties | theirs.parties
    single = [one for one in (ours, theirs) if len(one.parties) == 1]
    return all(any(_stands_for(who, party) for party in every) for one in single for who in one.bodies_near)


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
