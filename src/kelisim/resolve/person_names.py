"""What the name of a person says, in any script and order."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, permutations
from typing import Any, Final

from kelisim.resolve.words import Sounds
from kelisim.spelling import fold, similarity, skeletons

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ‘`´-][^\W\d_]+)*\.?")
_ALIKE: Final = 0.84  # similarity of two spellings of one given name: Aleksandr, Alexander
_LONG: Final = 5  # letters by sound from which a likeness counts


@dataclass(frozen=True, slots=True)
class NamePart:
    """A word of a name that is no patronymic: as it stands, and its keys by sound."""

    text: str
    sounds: Sounds


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. Which part is the surname is not decided: orders differ.

    Names in full meet under one of their `keys` in any order; S. Rakhmetullina and Saule meet under one of
    their `initial_keys`. `is_common` tells that a surname as frequent as this one makes the name say little.
    """

    parts: tuple[NamePart, ...]
    initials: tuple[Sounds, ...] = ()
    patronymics: tuple[Sounds, ...] = ()
    keys: tuple[str, ...] = field(default=(), compare=False)
    initial_keys: tuple[str, ...] = field(default=(), compare=False)
    is_common: bool = field(default=False, compare=False)

    @property
    def is_full(self) -> bool:
        """Whether the name has two words or more in full, so that it can be a person's by itself."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class _Lexicon:
    patronymics: tuple[str, ...]
    patronymic_words: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    given: dict[str, Sounds]


@cache
def _lexicon() -> _Lexicon:
    data = _data()
    given: dict[str, Sounds] = {}
    for forms in [*data["given"]["same"], *data["variants"]["same"]]:
        sounds = frozenset(key for form in forms for key in skeletons(form.replace("-", "")))
        given |= {key: sounds | given.get(key, frozenset()) for key in sounds}
    return _Lexicon(
        tuple(fold(ending) for ending in data["patronymics"]["endings"]),
        frozenset(fold(word) for word in data["patronymics"]["words"]),
        frozenset(fold(word) for word in data["titles"]["words"]),
        frozenset(fold(word) for word in data["particles"]["words"]),
        given,
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kelisim.resolve").joinpath("data/people.toml").read_text("utf-8"))


@cache
def _common() -> Sounds:
    """Return frequent surnames by sound, in the forms of men and women."""
    names = [str(name) for name in _data()["common"]["surnames"]]
    women = [f"{name}а" for name in names if name.endswith(("ов", "ев", "ёв", "ин"))]
    return frozenset(key for name in names + women for key in skeletons(name.replace(" ", "")))


@lru_cache(maxsize=1 << 16)
def read_person(name: str) -> PersonName:
    """Return what a person's name says; titles are left out."""
    lexicon = _lexicon()
    parts: list[NamePart] = []
    initials: list[Sounds] = []
    patronymics: list[Sounds] = []
    particle = ""
    words = [match[0] for match in _TOKEN.finditer(name.replace("H.E.", " ").replace("h.e.", " "))]
    for word in words:
        bare = word.rstrip(".")
        folded = fold(bare).replace(" ", "")
        if len(bare) == 1 or (word.endswith(".") and len(bare) == 2 and folded not in lexicon.titles):
            initials.append(frozenset(key[:1] for key in skeletons(bare)))
        elif folded in lexicon.titles:
            continue
        elif folded in lexicon.particles and bare.islower():
            particle += folded
        elif folded in lexicon.patronymic_words and len(parts) > 1:
            patronymics.append(parts.pop().sounds)
        elif len(parts) > 0 and len(words) > 2 and folded.endswith(lexicon.patronymics):
            patronymics.append(_root(bare))
        else:
            parts.append(NamePart(word, _sounds(particle + bare)))
            particle = ""
    return PersonName(
        tuple(parts),
        tuple(initials),
        tuple(patronymics),
        _keys(parts),
        _initial_keys(parts, initials),
        len(patronymics) == 0 and any(not part.sounds.isdisjoint(_common()) for part in parts),
    )


def _keys(parts: Sequence[NamePart]) -> tuple[str, ...]:
    """Return the keys of each pair of parts."""
    found = {
        " ".join(sorted((first, second)))
        for ours, theirs in combinations(parts, 2)
        for first in ours.sounds
        for second in theirs.sounds
    }
    return tuple(sorted(found)) if len(parts) > 1 else ()


def _initial_keys(parts: Sequence[NamePart], initials: Sequence[Sounds]) -> tuple[str, ...]:
    """Return the keys of each part as surname with the first sound of another."""
    found = set()
    for number, surname in enumerate(parts):
        others = [*initials, *(part.sounds for n, part in enumerate(parts) if n != number)]
        firsts = {other[:1] for each in others for other in each}
        found |= {f"{key}|{first}" for key in surname.sounds for first in firsts}
    return tuple(sorted(found))


def _sounds(word: str) -> Sounds:
    sounds = frozenset(skeletons(word.replace("-", "")))
    return sounds | frozenset(key for sound in sounds for key in _lexicon().given.get(sound, ()))


def _root(patronymic: str) -> Sounds:
    """Return a patronymic by sound without its ending: Бауыржанұлы and Бауржанович are of one father."""
    folded = fold(patronymic)
    for ending in sorted(_lexicon().patronymics, key=len, reverse=True):
        if folded.endswith(ending) and len(folded) - len(ending) > 2:
            return frozenset(skeletons(folded[: -len(ending)]))
    return frozenset(skeletons(folded))


def agreement(ours: PersonName, theirs: PersonName) -> str | None:
    """Return how two names agree: "full", "alike" or "initials"; None where they cannot be one person's.

    - full: two words or more are the same by sound, one of them the surname, nothing differs;
    - alike: a word is the same and another one spelled alike;
    - initials: a word is the same, and the others' first letters.
    """
    if _differ(ours.patronymics, theirs.patronymics):
        return None
    small, large = sorted((ours, theirs), key=lambda name: len(name.parts))
    best: str | None = None
    for chosen in permutations(large.parts, len(small.parts)) if len(large.parts) < 5 else ():
        found = _paired(small, large, tuple(zip(small.parts, chosen, strict=True)))
        if found is not None and (best is None or _ORDER[found] < _ORDER[best]):
            best = found
    return best


_ORDER: Final = {"full": 0, "alike": 1, "initials": 2}


def _paired(small: PersonName, large: PersonName, pairs: tuple[tuple[NamePart, NamePart], ...]) -> str | None:
    same = sum(not first.sounds.isdisjoint(second.sounds) for first, second in pairs)
    alike = [pair for pair in pairs if pair[0].sounds.isdisjoint(pair[1].sounds)]
    if same == 0 or not all(_alike(first, second) for first, second in alike):
        return None
    rest = [part.sounds for part in large.parts if part not in [second for _, second in pairs]]
    if not _initials_fit(small.initials, [*rest, *large.patronymics, *large.initials]):
        return None
    if not _initials_fit(large.initials, [*small.patronymics, *small.initials]) and len(small.initials) > 0:
        return None
    if len(alike) > 0:
        return "alike"
    if same > 1:
        return "full"
    return "initials" if len(small.initials) > 0 else None


def _alike(first: NamePart, second: NamePart) -> bool:
    long = min(map(len, (min(first.sounds), min(second.sounds)))) >= _LONG
    ends = {min(part.sounds)[-1] for part in (first, second)}  # Serikbayev, Serikbayeva
    return long and len(ends) == 1 and similarity(first.text, second.text) >= _ALIKE


def _initials_fit(initials: tuple[Sounds, ...], names: list[Sounds]) -> bool:
    """Return whether each initial begins one of the names; it may be one too many where none is left."""
    firsts = [frozenset(key[:1] for key in sounds) for sounds in names]
    for initial in initials:
        match = next((first for first in firsts if not first.isdisjoint(initial)), None)
        if match is not None:
            firsts.remove(match)
        elif len(firsts) > 0:
            return False
    return True


def _differ(ours: tuple[Sounds, ...], theirs: tuple[Sounds, ...]) -> bool:
    if len(ours) == 0 or len(theirs) == 0:
        return False
    return not any(
        not first.isdisjoint(second) or any(similarity(a, b) >= _ALIKE for a in first for b in second)
        for first in ours
        for second in theirs
    )
