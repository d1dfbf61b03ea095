"""From an inflected form to the base forms that it may come from."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kelisim.spelling.transliteration import is_cyrillic, is_kazakh, romanise

_SHORTEST: Final = 3  # letters that must be left of a word
_VOWELS: Final = frozenset("аеиоуыэюя")


@dataclass(frozen=True, slots=True)
class _Endings:
    """What endings are replaced by, and which Kazakh ones are stripped, by length, the longest first."""

    russian: dict[str, tuple[str, ...]]
    latin: dict[str, tuple[str, ...]]
    kazakh: dict[int, frozenset[str]]
    kazakh_latin: dict[int, frozenset[str]]


@cache
def _endings() -> _Endings:
    data = tomllib.loads(files("kelisim.spelling").joinpath("inflection.toml").read_text("utf-8"))
    kazakh = data["kazakh"]["endings"]
    return _Endings(
        {ending: tuple(bases) for ending, bases in data["russian"].items()},
        {ending: tuple(bases) for ending, bases in data["latin"].items()},
        _by_length(kazakh),
        _by_length(_bare(romanise(ending, "kk2021")) for ending in kazakh if len(ending) > 1),
    )


def _bare(text: str) -> str:
    return text.translate(str.maketrans("äğıñöūüş", "aginouus"))


@lru_cache(maxsize=1 << 16)
def bases(word: str) -> tuple[str, ...]:
    """Return the base forms that a folded word may come from, the word itself first, then the likelier first.

    Rules of endings alone, no dictionary: of Russian and Kazakh cases in Cyrillic, Kazakh cases in Latin,
    English and German genitives. Meant for looking names up: most of what is returned is no word at all.
    """
    endings = _endings()
    found = [word]
    if not is_cyrillic(word):
        found += _replaced(word, endings.latin)
        found += _stripped(word, endings.kazakh_latin)
    else:
        if not is_kazakh(word):
            found += _replaced(word, endings.russian)
        found += _stripped(word, endings.kazakh)
    return tuple(dict.fromkeys(found))


def _replaced(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    result: list[str] = []
    for length in (6, 5, 4, 3, 2, 1):
        stem = word[:-length]
        if len(stem) >= _SHORTEST - 1:
            result += [
                stem + base
                for base in table.get(word[-length:], ())
                if len(stem) + len(base) >= _SHORTEST and _may_follow(stem, base)
            ]
    return result


def _may_follow(stem: str, base: str) -> bool:
    """Return whether a Russian stem can take the ending: "й" stands after a vowel, "ь" and "а" after none."""
    if base == "" or base[0] not in "йьаоы":
        return True
    return (stem[-1] in _VOWELS) == (base[0] == "й")


def _stripped(word: str, endings: dict[int, frozenset[str]]) -> list[str]:
    return [
        word[:-length]
        for length, known in endings.items()
        if len(word) - length >= _SHORTEST and word[-length:] in known
    ]


def _by_length(endings: Iterable[str]) -> dict[int, frozenset[str]]:
    """Return the endings by their length, the longest first."""
    unique = set(endings)
    lengths = sorted({len(ending) for ending in unique}, reverse=True)
    return {length: frozenset(e for e in unique if len(e) == length) for length in lengths}
