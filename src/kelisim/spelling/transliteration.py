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
# Endings of adjectives, and sounds beside vowels, as the standards write them.
_IN_PLACE: Final = (
    (re.compile("i[yji]$"), "ий"),
    (re.compile("y[yji]$"), "ый"),
    (re.compile("(?<=[aiouye])ia"), "я"),
    (re.compile("(?<=[^aeiouy])ia$"), "я"),
    (re.compile("(?<=[aeiouy])[yij](?![aeiouy])"), "й"),
)
_SOFT: Final = re.compile("л(?=[нс])")  # papers leave the soft sign out: federalnyi, uralskii
_RUSSIAN: Final = re.compile("[а-я]+")
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
    Russian. Where the standard is not known, see `cyrillic_forms`.
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


def cyrillic_forms(word: str) -> tuple[str, ...]:
    """Return the Cyrillic forms that a Russian word in Latin letters may have, in small letters.

    None where it has letters that no standard has. ё is е; a first e is э by BGN/PCGN and ALA-LC, е by ISO 9.
    """
    back = _tables()["back"]
    found = word.lower()
    for latin, letter in back["any"].items():
        if latin in found:
            found = found.replace(latin, letter)
    for pattern, letters in _IN_PLACE:
        found = pattern.sub(letters, found)
    found = _SOFT.sub("ль", "".join(back["any_letter"].get(letter, letter) for letter in found))
    if _RUSSIAN.fullmatch(found) is None:
        return ()
    forms = ("э" + found[1:], found) if found[0] == "е" and word[0] in "eE" else (found,)
    # Donetskiy has ц, Surgutskiy т and с.
    return (*forms, *(form.replace("цк", "тск") for form in forms if "цк" in form))


def romanisations(text: str) -> tuple[str, ...]:
    """Return what the standards make of a Cyrillic text, without repetitions, in the order of `STANDARDS`."""
    return tuple(dict.fromkeys(romanise(text, standard) for standard in STANDARDS))
