"""Numbers and money, with magnitude, bound and currency."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, cast

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon, lexicon
from kelisim.extract.reading import Amount
from kelisim.extract.values.spans import either, stretches, tokens_at

Bound = Literal["at_least", "at_most", "about"]

_PREFIXES: Final = re.compile(r"(?:\bno|\bnos|№|#|\bn°|\bnr)\.?\s?$|[/№#]$", re.IGNORECASE)
_THOUSAND: Final = 1000
_OTHER_DECIMAL: Final = re.compile(r"\d+,\d{1,2}")
_ORDINAL_OR_PART: Final = re.compile(r"(?:st|nd|rd|th)\b|[-‐]?[\w]*\d|[/:.]\d")


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's patterns, compiled."""

    number: re.Pattern[str]
    decimal: str
    words: Mapping[str, int]
    magnitudes: Mapping[str, int]
    bounds: Mapping[str, Bound]
    currencies: Mapping[str, str]
    half: re.Pattern[str]
    before: re.Pattern[str]
    bound_before: re.Pattern[str]


def find_amounts(analysis: Analysis, lexicon: Lexicon) -> tuple[Amount, ...]:
    """Return the numbers of a text in order, in figures or in words, plain or of money.

    The range covers currency, number and magnitude ("US$ 3.6 billion"), not the bound before it. Parts of
    other things are left out: ordinals, numbered items ("No. 5"), clock times, codes such as "CA5". Years
    are among the numbers: `find_dates` tells which they are.
    """
    words = _words(lexicon.language)
    found: list[Amount] = []
    for start, end in stretches(analysis):
        stretch = analysis.text[start:end]
        for match in words.number.finditer(stretch):
            amount = _amount(stretch, match, words)
            if amount is None:
                continue
            (begin, finish), value, currency = amount
            tokens = tokens_at(analysis, start + begin, start + finish)
            last = found[-1] if len(found) > 0 else None
            if tokens is None or (last is not None and tokens[0] < last.last):
                continue
            if last is not None and _is_beside(analysis, last, tokens[0]) and _goes_on(last, match, words):
                found[-1] = replace(last, last=tokens[1], value=last.value + value, currency=currency)
            else:
                found.append(Amount(*tokens, value, _bound(stretch, begin, words), currency))
    return tuple(found)


def _amount(
    stretch: str, match: re.Match[str], words: _Words
) -> tuple[tuple[int, int], int | float, str | None] | None:
    start, end = match.span()
    if match["figures"] is not None:
        if _PREFIXES.search(stretch[max(0, start - 8) : start]) or _ORDINAL_OR_PART.match(stretch, end):
            return None
        value: int | float | None = _figures(match["figures"], words)
    else:
        value = _in_words(match["words"], words)
    if value is None:
        return None
    magnitude = match["magnitude"]
    if magnitude is not None:
        value = value * words.magnitudes[magnitude.lower().rstrip(".")]
    after = match["after"]
    before = words.before.search(stretch[max(0, start - 20) : start])
    currency = words.currencies.get(" ".join(after.lower().split())) if after is not None else None
    if currency is None and before is not None and not before["currency"][0].islower():
        currency = words.currencies[" ".join(before["currency"].lower().split())]
        start -= len(before.group())
    if start > 0 and stretch[start - 1].isalpha():
        return None
    if currency is None and magnitude is not None and len(magnitude) == 1:
        value, end = value / words.magnitudes[magnitude.lower()], match.end("figures")  # "200 m" of length
    elif after is not None and currency is not None:
        end = match.end("after")
    elif magnitude is not None:
        half = words.half.match(stretch, match.end("magnitude"))  # "31 мың жарым"
        value += 0 if half is None else words.magnitudes[magnitude.lower().rstrip(".")] / 2
        end = match.end("magnitude") if half is None else half.end()
    elif match["figures"] is not None:
        end = match.end("figures")
    else:
        end = match.end("words")
    return (start, end), _tidy(value), currency


def _is_beside(analysis: Analysis, before: Amount, first: int) -> bool:
    """Tell whether only a blank or the mark of an abbreviation parts an amount from a token."""
    between = analysis.text[analysis.tokens[before.last - 1].end : analysis.tokens[first].start]
    return between.strip(" .\u00a0") == ""


def _goes_on(before: Amount, match: re.Match[str], words: _Words) -> bool:
    """Tell whether a number is the smaller part of the one before it: "3 млрд 600 млн теңге"."""
    magnitude = words.magnitudes.get((match["magnitude"] or "").lower().rstrip("."), 1)
    whole = magnitude >= _THOUSAND and before.value >= _THOUSAND * magnitude and before.value % magnitude == 0
    return whole and before.currency is None and match["after"] is not None


def _figures(figures: str, words: _Words) -> int | float | None:
    mark = "," if _OTHER_DECIMAL.fullmatch(figures) else words.decimal  # "R6,4 million"
    whole, _, part = figures.partition(mark)
    digits = re.sub(r"\D", "", whole)
    if part and not part.isdigit():
        return None
    return float(f"{digits}.{part}") if part else int(digits)


def _in_words(text: str, words: _Words) -> int | None:
    total = current = 0
    spoken = re.sub(r"[-\s]+", " ", text.lower()).strip()
    for word in [spoken] if spoken in words.words else spoken.split():
        if word in words.words:
            current += words.words[word]
        elif word in words.magnitudes:
            current = max(current, 1) * words.magnitudes[word]
            if words.magnitudes[word] >= 1000:
                total, current = total + current, 0
    return total + current if total + current > 0 else None


def _tidy(value: int | float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _bound(stretch: str, start: int, words: _Words) -> Bound | None:
    match = words.bound_before.search(stretch[max(0, start - 32) : start])
    return words.bounds[" ".join(match["bound"].lower().split())] if match is not None else None


@cache
def _words(language: str) -> _Words:
    table = lexicon(language).topics.get("values", {}).get("numbers", {})
    spoken = {form: int(value) for value, forms in table.get("words", {}).items() for form in forms}
    magnitudes = {form: int(value) for value, forms in table.get("magnitudes", {}).items() for form in forms}
    bounds = {form: cast("Bound", code) for code, forms in table.get("bounds", {}).items() for form in forms}
    currencies = {form: code for code, forms in table.get("currencies", {}).items() for form in forms}
    decimal = str(table.get("decimal", "."))
    before = list(_signs(currencies, table.get("prefixes", ())))
    return _Words(
        re.compile(_number_pattern(table, spoken, magnitudes, currencies), re.IGNORECASE),
        decimal,
        spoken,
        magnitudes,
        bounds,
        currencies,
        re.compile(rf"\s(?:{either(list(table.get('half', ()))) or '(?!)'})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<currency>{either(before)})[\s-]?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<bound>{either(list(bounds)) or '(?!)'})\s(?:the\s|a\s)?$", re.IGNORECASE),
    )


def _number_pattern(
    table: Mapping[str, Sequence[str]],
    spoken: Mapping[str, int],
    magnitudes: Mapping[str, int],
    currencies: Mapping[str, str],
) -> str:
    decimal = re.escape(str(table.get("decimal", ".")))
    thousands = "[" + "".join(re.escape(mark) for mark in table.get("thousands", [","])) + "\u00a0\u202f]"
    scaled = rf"\d+,\d{{1,2}}(?=[-\s]?(?:{either([word for word in magnitudes if len(word) > 1])}))"
    figures = rf"{scaled}|\d{{1,3}}(?:{thousands}\d{{3}})+(?:{decimal}\d+)?(?!\d)|\d+(?:{decimal}\d+)?"
    single = either([word for word in spoken if " " not in word])
    large = either([word for word in magnitudes if len(word) > 1])
    phrase = either([word for word in spoken if " " in word]) or "(?!)"
    codes = either([form for form in currencies if len(form) == 3 and form.isalpha()]) or "(?!)"
    endings = table.get("currency_endings", "")  # cases of the word for the money: "теңгеге"
    joined = rf"(?:{single})(?:[-\s]+(?:and\s+)?(?:{single}|{large}))*" if single else "(?!)"
    money = either([form for form in currencies if len(form) > 1 or not form.isalpha()])
    return (
        rf"(?:(?<![\w.,/:-])(?=[A-Z$€£]{{0,3}}\d)|(?<=[^\W\d_]|[$€£₸₽¥₹₩₺₴฿₫₱₦₪-])|(?<!\w))"
        rf"(?:(?P<figures>(?<![\d.,/:])(?:{figures}))|(?<!\w)(?P<words>{phrase}|{joined})(?!\w))"
        rf"(?:[-\s]?(?P<magnitude>{either(list(magnitudes))})(?:\b\.?|(?=(?:{codes})(?!\w))))?"
        rf"(?:[-\s]?(?P<after>{money}){endings}(?!\w))?"
    )


def _signs(currencies: Mapping[str, str], prefixes: Sequence[str]) -> Iterator[str]:
    """Yield what may stand before a number: signs, ISO codes, prefixes of the language ("Rs 5", "R2")."""
    for form, code in currencies.items():
        sign = any(not c.isalpha() and not c.isspace() for c in form)
        if sign or form == code.lower() or form in prefixes:
            yield form
