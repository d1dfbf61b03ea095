"""Verdicts, their reasons and what was left out, in the language of the reader.

The measure says them in English, each by a message with values in its places. A sentence is known by its
message; the translation is said with the same values, which are put into the language likewise.
"""

import re
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import Final

from kelisim.measure.verdicts import Portfolio, Verdict
from kelisim.measure.verdicts.portfolio_wording import PORTFOLIO_MESSAGES
from kelisim.measure.verdicts.wording import MESSAGES, MONTHS
from kelisim.publish.reports.language import Language

_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_WORKS: Final = re.compile(r"([\d.]+) joint works?")
_MONTH: Final = re.compile(r"([A-Z][a-z]+) (\d{4})")
_NUMBER: Final = r"[+-]?[\d.]+"
_SHAPES: Final = {"works": rf"{_NUMBER} joint works?", "low": _NUMBER, "high": _NUMBER, "chance": _NUMBER}
"""What values of these names look like, where a message says too little to be known by."""

_NAMES: Final = frozenset({"names"})  # values that are nobody's words but the register's
_LISTED: Final = frozenset({"checks"})  # values that are several, by commas


def in_language(language: Language, text: str) -> str:
    """Return a sentence of a verdict in a language; what no message fits stays as it is."""
    if language.code == "en":
        return text
    for message, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            values = found.groupdict()
            told = {name: _told(language, name, each) for name, each in values.items()}
            return language.say(message, **told)
    return _value(language, text)


def _told(language: Language, name: str, value: str) -> str:
    if name in _NAMES:
        return value
    if name in _LISTED:
        return ", ".join(in_language(language, each) for each in value.split(", "))
    return in_language(language, value)


def verdict_in(language: Language, verdict: Verdict) -> Verdict:
    """Return a verdict with its sentence, its reasons, what was left out and its definition in a language."""
    return replace(
        verdict,
        sentence=in_language(language, verdict.sentence),
        reasons=tuple(in_language(language, each) for each in verdict.reasons),
        left_out=tuple(in_language(language, each) for each in verdict.left_out),
        definition=in_language(language, verdict.definition),
    )


def portfolio_in(language: Language, portfolio: Portfolio) -> Portfolio:
    """Return a portfolio with all its sentences in a language, those of its verdicts too."""
    return replace(
        portfolio,
        sentence=in_language(language, portfolio.sentence),
        reasons=tuple(in_language(language, each) for each in portfolio.reasons),
        comparisons=tuple(
            replace(each, description=in_language(language, each.description))
            for each in portfolio.comparisons
        ),
        checks=tuple(
            replace(each, sentence=in_language(language, each.sentence)) for each in portfolio.checks
        ),
        verdicts=tuple(verdict_in(language, each) for each in portfolio.verdicts),
        left_out=tuple(in_language(language, each) for each in portfolio.left_out),
        definition=in_language(language, portfolio.definition),
    )


def _value(language: Language, text: str) -> str:
    if (works := _WORKS.fullmatch(text)) is not None:
        number = float(works[1])
        if number.is_integer():
            return language.count("{n} joint work", "{n} joint works", int(number))
    if (month := _MONTH.fullmatch(text)) is not None and month[1] in MONTHS:
        return language.date(f"{month[2]}-{MONTHS.index(month[1]) + 1:02d}")
    return language.date(text) if _DAY.fullmatch(text) is not None and "-" in text else text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((message, _pattern(message)) for message in (*PORTFOLIO_MESSAGES, *MESSAGES))


def _pattern(message: str) -> re.Pattern[str]:
    parts = [
        re.escape(literal) + ("" if name is None else f"(?P<{name}>{_SHAPES.get(name, '.+?')})")
        for literal, name, _, _ in Formatter().parse(message)
    ]
    return re.compile("".join(parts), re.DOTALL)
