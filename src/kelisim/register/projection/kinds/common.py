"""What the rules of several kinds share: names that agree, places, times of telling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item, Who
from kelisim.register.projection.words import Phrase, dice, fold

Names = frozenset[Who]

# Statements with more names than this are found by pairs of their first names only (in order of keys).
_PAIRED: Final = 12
_TOKEN: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its words, and what is known of the one entity that bears the name."""

    key: str | None
    words: frozenset[str]
    country: str | None = None
    state: bool = False


def place_of(item: Item, slot: str = "place") -> Place | None:
    """Return the place of a statement."""
    words, who = item.phrase(slot), next(iter(item.names(slot)), None)
    if words is None:
        return None
    if who is None:
        return Place(item.key(slot), words.words)
    return Place(who.key, words.words, who.country, who.state)


def places_agree(ours: Place | None, theirs: Place | None) -> bool:
    """Return whether two known places may be one: "London" and "London, United Kingdom", or the country."""
    if ours is None or theirs is None or len(ours.words) == 0 or len(theirs.words) == 0:
        return False
    if (ours.state or theirs.state) and ours.country is not None and ours.country == theirs.country:
        return True
    return ours.key == theirs.key or ours.words <= theirs.words or theirs.words <= ours.words


def keys_of(names: Names) -> list[str]:
    """Return the keys of names, sorted."""
    return sorted(who.key for who in names)


def pair_keys(prefix: str, names: Names, *, likely: bool = False) -> Iterable[str]:
    """Return a block key for every pair of names; `likely` calls those that may be one by one key."""
    keys = sorted(min((who.key, *who.maybe)) for who in names) if likely else keys_of(names)
    for first, second in combinations(keys[:_PAIRED], 2):
        yield f"{prefix}|{first}|{second}"


def told_within(ours: Span | None, theirs: Span | None, days: int) -> bool:
    """Return whether two documents are known to be published within so many days."""
    return ours is not None and theirs is not None and ours.gap(theirs) <= days


def times_clash(ours: Span | None, theirs: Span | None, days: int = 0) -> bool:
    """Return whether both dates are known and lie more than so many days apart."""
    return ours is not None and theirs is not None and ours.gap(theirs) > days


def alike(ours: Phrase | None, theirs: Phrase | None) -> float:
    """Return how much content two phrases share, 0 to 1; 0 where numbers differ or one is missing."""
    if ours is None or theirs is None:
        return 0.0
    if len(ours.numbers) > 0 and len(theirs.numbers) > 0 and ours.numbers != theirs.numbers:
        return 0.0
    return dice(ours.content, theirs.content)


def title_keys(prefix: str, title: Phrase) -> Iterable[str]:
    """Return block keys for a title: its words, and every pair of its five longest ones.

    Titles that share most of their words share a pair; a title of one word is found by that word.
    """
    words = sorted(title.content, key=lambda word: (-len(word), word))[:5]
    if len(words) == 1:
        yield f"{prefix}|{words[0]}"
    for first, second in combinations(sorted(words), 2):
        yield f"{prefix}|{first}|{second}"


def acronyms(text: str | None) -> frozenset[str]:
    """Return the acronyms in a title, folded: words of three and more signs with two capitals and more."""
    words = _TOKEN.findall(text or "")
    return frozenset(
        fold(word)
        for word in words
        if len(word) >= 3 and sum(c.isupper() for c in word) >= max(2, len(word) // 2)
    )


def initials(text: str | None) -> str:
    """Return the folded first letters of the words of a name that begin with a capital."""
    return fold("".join(word[0] for word in _TOKEN.findall(text or "") if word[0].isupper()))


def is_generic(words: Phrase) -> bool:
    """Return whether a title says only what sort of thing it is: "dual degree programme", "joint project"."""
    return all(word.startswith("=") for word in words.strong)
