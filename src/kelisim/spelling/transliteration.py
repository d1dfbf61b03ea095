"""Cyrillic to Latin and back, by the standards in use."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

Standard = Literal["bgn", "iso9", "ala", "passport", "duden", "kk2021"]

STANDARDS: Final[tuple[Standard, ...]] = get_args(Standard)

_CYRILLIC: Final = re.compile("[Ѐ-ԯ]")
_KAZAKH: Final = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_SAME_IN_ALL: Final = frozenset("абвгдзиклмнопрстуф")
_SOFT_CONTEXT: Final = frozenset("аеёиоуыэюяәөұүіўїєйъь")


def is_cyrillic(text: str) -> bool:
    """Return whether any letter of the text is Cyrillic."""
    return _CYRILLIC.search(text) is not None


def is_kazakh(text: str) -> bool:
    """Return whether the text has a letter that Kazakh writes in Cyrillic and Russian does not."""
    return _KAZAKH.search(text) is not None


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("kelisim.spelling").joinpath("transliteration.toml").read_text("utf-8"))


@cache
def _letters(standard: str, kazakh: bool) -> tuple[dict[str, str], dict[str, str]]:
    tables = _tables()
    table = tables[standard]
    letters = tables["common"]["letters"] | table["letters"] | (table.get("kk", {}) if kazakh else {})
    start = table.get("start", {}) | (table.get("kk_start", {}) if kazakh else {})
    return letters, start


def romanise(text: str, standard: Standard = "bgn", *, language: str | None = None) -> str:
    """Return the text with its Cyrillic letters in Latin; everything else stays as it is.

    `language` (ISO 639-1) chooses the table where a standard has several; without it a text with
    Kazakh letters is read as Kazakh, any other as Russian.
    """
    kazakh = language == "kk" or (language is None and is_kazakh(text))
    letters, start = _letters(standard, kazakh)
    text = unicodedata.normalize("NFC", text)
    result: list[str] = []
    before = ""
    for position, letter in enumerate(text):
        lower = letter.lower()
        latin = letters.get(lower)
        if latin is None:
            result.append(letter)
        else:
            if lower in start and (not before.isalpha() or before in _SOFT_CONTEXT):
                latin = start[lower]
            result.append(_in_case_of(letter, latin, text[position + 1 : position + 2], before))
        before = lower
    return "".join(result)


def _in_case_of(letter: str, latin: str, after: str, before: str) -> str:
    """Return `latin` in the case of `letter`: "Щ" is "Shch" in "Щука" and "SHCH" in "ЩУКА"."""
    if letter == letter.lower():
        return latin
    shouting = after.isupper() or (not after.isalpha() and before.isalpha())
    return latin.upper() if shouting else latin[:1].upper() + latin[1:]


def cyrillise(text: str, standard: Standard = "bgn") -> str:
    """Return the text with its Latin letters in Cyrillic, lower case.

    Exact for ISO 9, which is reversible; a best reading for the others: "kk2021" gives Kazakh, the rest
    Russian.
    """
    text = unicodedata.normalize("NFC", text).lower()
    pairs = _back(standard)
    result: list[str] = []
    position = 0
    while position < len(text):
        for latin, letter in pairs:
            if text.startswith(latin, position):
                result.append(letter)
                position += len(latin)
                break
        else:
            result.append(text[position])
            position += 1
    return "".join(result)


@cache
def _back(standard: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of what is read and what is written for it, the longest first."""
    tables = _tables()
    if standard != "iso9":
        return tuple(tables["back"]["kazakh" if standard == "kk2021" else "russian"].items())
    plain = {letter: latin for letter, latin in tables["common"]["letters"].items() if letter in _SAME_IN_ALL}
    pairs = ((latin, letter) for letter, latin in (plain | tables["iso9"]["letters"]).items())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def romanisations(text: str) -> tuple[str, ...]:
    """Return what the standards make of a Cyrillic text, without repetitions, in the order of `STANDARDS`."""
    return tuple(dict.fromkeys(romanise(text, standard) for standard in STANDARDS))
