"""Whether a date, a number or a currency that the model gives is what its quote says.

The readers of the language packs say what the quote says; where they do not know the language of a text, its
digits must.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import is_currency

from kelisim.extract.analysis import Analysis, Block, Sentence, Token, analysis
from kelisim.extract.languages import LANGUAGES
from kelisim.extract.lexicon import lexicon
from kelisim.extract.reading import Amount
from kelisim.extract.values import find_amounts, find_dates
from kelisim.model import Document, Quote

_ISO: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
_NUMBER: Final = re.compile(r"\d+(?:[.,\s\u00a0\u202f'’]\d+)*")
_FAR: Final = 31  # days between a date told by a day's name and the date published
_YEAR: Final = 366
_AROUND: Final = 160  # characters before a quote that tell how it is meant: "will … on Thursday"
_LARGEST_POWER: Final = 12


def is_date(value: str, quote: Quote, document: Document) -> bool:
    """Return whether a quote says this ISO date, at its precision or a greater one."""
    if not _exists(value):
        return False
    read = list(_dates(quote, document))
    if len(read) > 0:
        return any(_same_day(value, found, quote.text) for found in read)
    return _told_by_digits(value, quote.text, document)


def is_number(value: int | float, quote: Quote, document: Document) -> bool:
    """Return whether a quote says this number."""
    read = [amount.value for amount in _amounts(quote, document, _packs(document))]
    if any(value == found for found in read):
        return True
    return document.language not in LANGUAGES and _same_digits(value, quote.text)


def is_currency_of(value: str, quote: Quote, document: Document) -> bool:
    """Return whether a quote can mean this currency (ISO 4217); a "$" alone does not tell which."""
    if not is_currency(value) or quote.text.strip() == "$":
        return False
    read = {amount.currency for amount in _amounts(quote, document, _packs(document)[:1])} - {None}
    return len(read) == 0 or value in read


def _packs(document: Document) -> tuple[str, ...]:
    """Return the languages whose readers are asked, the text's own first."""
    own = [document.language] if document.language in LANGUAGES else []
    return tuple(dict.fromkeys(language for language in (*own, *LANGUAGES) if language is not None))


def _dates(quote: Quote, document: Document) -> Iterator[str]:
    for language in _packs(document):
        seen, shift = _analysed(quote, document.text, language)
        for found in find_dates(seen, lexicon(language), document.published):
            if found.value is not None and _meets(seen, (found.first, found.last), shift, quote):
                yield found.value


def _amounts(quote: Quote, document: Document, languages: tuple[str, ...]) -> Iterator[Amount]:
    for language in languages:
        seen, shift = _analysed(quote, document.text, language)
        for found in find_amounts(seen, lexicon(language)):
            if _meets(seen, (found.first, found.last), shift, quote):
                yield found


def _analysed(quote: Quote, text: str, language: str) -> tuple[Analysis, int]:
    """Return a quote with the words before it as tokens without grammar, and where they begin."""
    begin = max(0, quote.start - _AROUND, text.rfind("\n", 0, quote.start) + 1)
    end = min(len(text), quote.end + 20)  # a currency may stand behind the number
    part = text[begin:end]
    tokens = tuple(
        Token(match.start(), match.end(), match[0], match[0].lower(), "", "", index)
        for index, match in enumerate(_TOKEN.finditer(part))
    )
    block = (Block(0, len(part), "paragraph"),)
    return analysis(part, language, block, (Sentence(0, len(tokens), 0),), tokens), begin


def _meets(seen: Analysis, tokens: tuple[int, int], shift: int, quote: Quote) -> bool:
    start, end = seen.span(*tokens)
    return start + shift < quote.end and quote.start < end + shift


def _exists(value: str) -> bool:
    if _ISO.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _same_day(value: str, found: str, said: str) -> bool:
    """Return whether two dates agree; a year that the quote does not say may stand elsewhere."""
    if found.startswith(value):
        return True
    return re.search(r"\d", said) is not None and found[:4] not in said and found[4:] == value[4:] != ""


def _told_by_digits(value: str, said: str, document: Document) -> bool:
    numbers = [int(digits) for digits in re.findall(r"\d+", said)[:20] if len(digits) < 5]
    parts = [int(part) for part in value.split("-")]
    says_year = any(1900 <= number < 2100 for number in numbers)
    near = document.published is not None and _days_apart(value, document.published) <= (
        _FAR if len(numbers) == 0 else _YEAR
    )
    if parts[0] not in numbers and (says_year or not near):
        return False
    if len(numbers) == 0:
        return near
    if len(parts) > 2 and parts[2] not in numbers:
        return False
    months = {month for word in re.findall(r"[^\W\d_]+", said) for month in _months(document.language, word)}
    return len(parts) == 1 or parts[1] in (months or numbers)


def _days_apart(first: str, second: str) -> int:
    days = [date.fromisoformat(f"{value[:10]}-01-01"[:10]) for value in (first, second)]
    return abs((days[0] - days[1]).days)


def _months(language: str | None, word: str) -> set[int]:
    return {number for name, number in _month_names(language or "") if word.casefold().startswith(name)}


@cache
def _month_names(language: str) -> tuple[tuple[str, int], ...]:
    try:
        held = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return ()
    names = {
        (name.casefold().rstrip("."), number)
        for use in held.values()
        for width in ("wide", "abbreviated")
        for number, name in use.get(width, {}).items()
    }
    return tuple(sorted((name, number) for name, number in names if not name.isdigit() and len(name) > 2))


def _same_digits(value: int | float, said: str) -> bool:
    """Return whether a quote has this number; with a word behind it, also times a hundred or more."""
    for match in _NUMBER.finditer(said):
        decimal = re.fullmatch(r"(.*\d)[.,](\d{1,2})", match[0])
        whole, part = (match[0], "0") if decimal is None else decimal.groups()
        found = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{part}")
        if found == Decimal(str(value)):
            return True
        if found > 0 and re.match(r"[\s-]*[^\W\d_]", said[match.end() :]) is not None:
            times = Decimal(str(value)) / found
            if times in {Decimal(10) ** power for power in range(2, _LARGEST_POWER + 1)}:
                return True
    return False
