"""Kazakh without a parser, in Cyrillic and in the Latin alphabets of 2021 and 2018.

A word's lemma is the longest word of the lexicon that it begins with, where the rest is a chain of endings;
so the lexicon is written once, in Cyrillic, and heads of names in their possessed form ("университеті").
"""

import re
from functools import lru_cache
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.languages.kk.morphology import REST, inflected, stem
from kelisim.extract.languages.shallow import Shallow
from kelisim.places import place_of

_LONG: Final = re.compile(
    "(?:[ндт][ыі]ң|[мбп]ен|[дтн][ае]н|[ndt][yıi][ñń]|[mbp]en|[dtn][ae]n)$"  # in the Latin alphabets, too
)
_SHORT: Final = re.compile("(?:ға|ге|қа|ке|[дтн][ыі]|[дт][ае]|[ğǵ]a|ge|qa|ke|[dtn][yıi]|[dt][ae])$")
_CASED: Final = re.compile(
    "(?:(?:н?[дт]ың|н?[дт]ің|ның|нің|[дтн]ан|[дтн]ен|н?[дт]а|н?[дт]е|[ғқ]а|[гк]е|[ндт]ы|[ндт]і)"
    "|(?:[ndt][yıi][ñń]|[dtn]an|[dtn]en|n?[dt]a|n?[dt]e|[ğǵq]a|[gk]e|[ndt][yıi]))"
)
_CASE_ENDINGS: Final = {
    "Gen": re.compile("[ндтndt][ыіyıi][ңñń]$"),
    "Ins": re.compile("(?:[мбп]ен|[mbp]en)$"),
    "Abl": re.compile("[ндтndt][аеae][нn]$"),
    "Loc": re.compile("(?:(?<=[ыіyıi])[нn])?[дтdt][аеae]$"),
    "Dat": re.compile("(?:[ғқгкğǵqgk][аеae]|(?<=[ыіyıi])[нn][аеae])$"),
    "Acc": re.compile("(?:[ндтndt][ыіyıi]|(?<=[ыіyıi])[нn])$"),
}
_GENITIVES: Final = tuple(f"{a}{b}" for a in "ндт" for b in ("ың", "ің")) + tuple(
    f"{a}{b}" for a in "ndt" for b in ("yñ", "ıñ", "yń", "iń")
)
_SURNAMES: Final = (
    "ов",
    "ев",
    "ин",
    "ова",
    "ева",
    "ина",
    "бек",
    "бай",
    "хан",
    "ұлы",
    "қызы",
    "жан",
    "ский",
    "ін",
    *("ov", "ev", "in", "ova", "eva", "ina", "bek", "bai", "baı", "han", "ūly", "uly", "qyzy", "jan", "ın"),
)


def load() -> Shallow:
    """Return the Kazakh pack."""
    return Shallow("kk", _lemma, _base_form, _split, inflected)


def _split(word: str) -> int:
    """Return where an acronym or a foreign name parts from its ending: "KIOST-тың", "Unicamp-пен"."""
    before, mark, after = word.rpartition("-")
    foreign = before.isascii() and before[:1].isupper()
    short = mark != "" and after.islower() and (sum(c.isupper() for c in before) > 1 or foreign)
    return len(before) if short and REST.fullmatch(after) is not None else 0


@lru_cache(maxsize=1 << 15)
def _lemma(word: str, _pos: str) -> str:
    """Return the word of the lexicon that a word is a form of, in Cyrillic; else the word as it stands."""
    return stem(word)[0]


def _base_form(analysis: Analysis, first: int, last: int, type: str) -> str:
    """Return a name or a post in the nominative; a post without the ending of possession, too."""
    tokens = analysis.tokens[first:last]
    word = tokens[-1]
    text = analysis.text[tokens[0].start : word.start]
    if type == "person":
        return text + _person(analysis, word.text)
    if type == "place":
        return text + _place(word.text)
    if type == "phrase":
        return text + _uncased(word.text, word.features)
    length = len(word.text) if word.text.isupper() else stem(word.lower)[1]
    owned = any(token.lower.endswith(_GENITIVES) for token in tokens[:-1])
    if type == "office" and owned:  # "министрінің орынбасары" keeps its possession
        length += len(_owned(word.lower[length:]))
    return text + word.text[:length]


def _place(word: str) -> str:
    """Return the name of a town or country without its case, where what is left is known as one."""
    meant = place_of(word)  # "Алматы" is no accusative of "Алма"
    for length in range(3, len(word)):
        found = place_of(word[:length]) if _CASED.fullmatch(word[length:]) is not None else None
        if found is not None and meant in (None, found):
            return word[:length]
    return word if meant is not None else word[: stem(word.lower())[1]]


def _uncased(word: str, features: str) -> str:
    """Return a common word without its case; the ending of possession stays: "жобасына" → "жобасы"."""
    shown = features.partition("Case=")[2][:3]
    ending = _CASE_ENDINGS.get(shown)
    match = None if ending is None else ending.search(word)
    return word if match is None else word[: match.start()]


def _owned(rest: str) -> str:
    match = re.match("(?:сы|сі|ы|і|sy|sı|y|ı)", rest)
    return match[0] if match is not None else ""


def _person(analysis: Analysis, word: str) -> str:
    """Return a surname without its case, where what is left looks like one or the text has it."""
    match = _LONG.search(word)
    if match is not None and match.start() > 3:
        own = word[: match.start()]
        sure = match[0].endswith(("ң", "ñ", "ń", "мен", "бен", "пен")) or own[-1] not in "аеи"
        sure = sure and not match[0].isascii()  # foreign names may end so: "Auden"
        return own if sure or _likely(analysis, own) else word
    match = _SHORT.search(word)
    if match is not None and match.start() > 2 and _likely(analysis, word[: match.start()]):
        return word[: match.start()]
    return word


def _likely(analysis: Analysis, stem: str) -> bool:
    return stem.lower().endswith(_SURNAMES) or any(token.text == stem for token in analysis.tokens)
