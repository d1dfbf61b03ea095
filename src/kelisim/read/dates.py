"""Dates that sources give themselves, to ISO 8601. Nothing is guessed: what is not sure stays empty."""

import re
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

_ISO: Final = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T\s]\s*\d{1,2}:\d{2}\S*(?:\s*\S{1,6})?)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_NUMERIC: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_CJK: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?.{0,12}")
_TIME: Final = re.compile(
    r"(?:,|-|–|\||/|\bat\b)?\s*\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b(?!\.\d)\s*(?:[ap]\.?m\.?\b)?"
    r"(?:\s*(?:gmt|utc|z|cet|cest|msk|est|edt|pst|pdt)\b)?(?:\s*[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_ORDINAL: Final = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_LONGEST: Final = 80
_ENDING: Final = 4  # letters that may follow the name of a month
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100


def iso_date(text: str | None) -> str | None:
    """Return the date that a text consists of (2026, 2026-02 or 2026-02-26), None where it is none.

    Understands ISO 8601, the dates of mail and feeds, numbers with the day first ("26.02.2026"; with
    slashes only where the order is sure) and dates in words ("26 февраля 2026 года", "February 26, 2026",
    "2026 жылғы 26 ақпан"). A time of day is left out: the date is that of the publisher's own clock.
    """
    if text is None or len(text) > _LONGEST:
        return None
    text = " ".join(text.split()).strip(" ,.;:|")
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(text)
        if match is not None:
            parts = [part for part in match.groups() if part is not None and part.isdecimal()]
            return _iso(*map(int, parts))
    match = _CJK.fullmatch(text)
    if match is not None:
        return _iso(*(int(part) for part in match.groups() if part is not None))
    text = _ORDINAL.sub("", _TIME.sub(" ", text)).strip(" ,.;:|–-")
    numeric = _numeric(text)
    return numeric if numeric is not None else _in_words(text.lower())


def _numeric(text: str) -> str | None:
    found = _NUMERIC.findall(text)
    if len(found) != 1:
        return None
    first, mark, second, year = found[0]
    rest = _NUMERIC.sub(" ", text).lower()
    if not _only_around(_TOKEN.findall(rest)):
        return None
    one, two = int(first), int(second)
    if mark != "." and one <= 12 and two <= 12 and one != two:
        return None  # 03/02/2026 is February or March
    day, month = (two, one) if mark != "." and two > 12 else (one, two)
    return _iso(int(year), month, day)


def _in_words(text: str) -> str | None:
    months: list[int] = []
    numbers: list[str] = []
    rest: list[str] = []
    for token in _TOKEN.findall(text):
        month = None if token.isdecimal() else _month(token)
        if month is not None:
            months.append(month)
        elif token.isdecimal():
            numbers.append(token)
        else:
            rest.append(token)
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    sure = len(months) == 1 and len(years) == 1 and len(days) <= 1 and len(years) + len(days) == len(numbers)
    return _iso(years[0], months[0], *days) if sure and _only_around(rest) else None


def _only_around(words: list[str]) -> bool:
    return all(word in _words() for word in words)


def _month(word: str) -> int | None:
    short = _short().get(word)
    if short is not None:
        return short
    return next(
        (month for name, month in _full() if word.startswith(name) and len(word) <= len(name) + _ENDING), None
    )


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        complete = date(year, month or 1, day or 1)
    except ValueError:
        return None
    precision = 4 if month is None else 7 if day is None else 10
    return complete.isoformat()[:precision]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("kelisim.read").joinpath("dates.toml").read_text("utf-8"))


@cache
def _full() -> list[tuple[str, int]]:
    names = [(name, int(month)) for month, known in _data()["full"].items() for name in known]
    return sorted(names, key=lambda pair: (-len(pair[0]), pair[0]))  # "mayıs" before "may"


@cache
def _short() -> dict[str, int]:
    return {name: int(month) for month, known in _data()["short"].items() for name in known}


@cache
def _words() -> frozenset[str]:
    around = _data()["around"]
    return frozenset(around["words"]) | frozenset(around["weekdays"])
