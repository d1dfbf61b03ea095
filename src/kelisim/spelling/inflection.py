"""From an inflected form to the base forms that it may come from."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kelisim.spelling.transliteration import is_cyrillic, is_kazakh, romanise

_SHORTEST: Final = 3  # letters that must be left of a word
_VOWELS: Final = frozenset("аеиоуыэюя")


@cache
def _tables() -> tuple[
    dict[str, tuple[str, ...]], tuple[str, ...], dict[str, tuple[str, ...]], tuple[str, ...]
]:
    data = tomllib.loads(files("kelisim.spelling").joinpath("inflection.toml").read_text("utf-8"))
    russian = {ending: tuple(bases) for ending, bases in data["russian"].items()}
    kazakh = tuple(sorted(dict.fromkeys(data["kazakh"]["endings"]), key=len, reverse=True))
    latin = {ending: tuple(bases) for ending, bases in data["latin"].items()}
    kazakh_latin = tuple(
        sorted({_bare(romanise(e, "kk2021")) for e in kazakh if len(e) > 1}, key=len, reverse=True)
    )
    return russian, kazakh, latin, kazakh_latin


def _bare(text: str) -> str:
    return text.translate(str.maketrans("äğıñöūüş", "aginouus"))


@lru_cache(maxsize=1 << 16)
def bases(word: str) -> tuple[str, ...]:
    """Return the base forms that a folded word may come from, the word itself first, then the likelier first.

    Rules of endings alone, no dictionary: of Russian and Kazakh cases in Cyrillic, Kazakh cases in Latin,
    English and German genitives. Meant for looking names up: most of what is returned is no word at all.
    """
    russian, kazakh, latin, kazakh_latin = _tables()
    found = [word]
    if not is_cyrillic(word):
        found += _replaced(word, latin)
        found += _stripped(word, kazakh_latin)
    else:
        if not is_kazakh(word):
            found += _replaced(word, russian)
        found += _stripped(word, kazakh)
    return tuple(dict.fromkeys(found))


def _replaced(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    result: list[str] = []
    for length in (5, 4, 3, 2, 1):
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


def _stripped(word: str, endings: tuple[str, ...]) -> list[str]:
    return [
        word[: -len(ending)]
        for ending in endings
        if len(word) - len(ending) >= _SHORTEST and word.endswith(ending)
    ]
