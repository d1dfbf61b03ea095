"""Spans of time that figures tell: how long an agreement runs, how long relations have lasted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import strip_marks

_WORDS: Final = 6  # tokens between a span and what lasts
_COMPLEMENT: Final = 7  # tokens of what follows the noun
_VERB: Final = 2  # tokens between a verb and the noun of what lasts
_DECADE: Final = 10
_NEAR: Final = 14  # tokens between a span of time and what lasts
MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PART", "VERB", "NUM"})
_ORDINAL: Final = re.compile(r"(\d{1,3})\D{0,3}$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts: token ranges, or the words for a span of time."""

    value: int | float
    tokens: tuple[int, int]
    what: tuple[int, int]
    unit: str = ""
    scope: Mention | None = None
    bound: str | None = None
    noun: int = -1  # the noun counted, where more than it is told of the count


def span_of(reading: Reading, amount: Amount, unit: int, words: str) -> Iterator[Figure]:
    """Yield a span of time with what lasts: "five-year agreement", "ten years of cooperation"."""
    tokens = reading.analysis.tokens
    where = (amount.first, unit + 1)
    before = amount.first - 1
    past = before >= 0 and tokens[before].lemma in reading.lexicon.terms("figures", "past")
    if past and tokens[before].pos != "VERB":  # "is to last three years"
        opens = {token.lower for token in tokens[max(0, before - 2) : before]}
        lasts = not opens.isdisjoint(reading.lexicon.terms("figures", "lasts_ahead"))
        ahead = tokens[before].lemma in reading.lexicon.terms("figures", "ahead")
        if ahead and lasts and _is_term(reading, amount, unit):
            yield Figure(amount.value, where, (unit, unit + 1), "", None, amount.bound)
        return
    what = _lasting_after(reading, unit) or _lasting_before(reading, amount)
    if what is not None:
        yield Figure(amount.value, where, what, words, None, amount.bound)
        return
    stay = _stay(reading, amount, unit)
    if stay is not None:
        yield Figure(amount.value, where, stay, "" if stay[0] == unit else words, None, amount.bound)
    elif (told := _told_of(reading, amount, unit)) is not None:
        yield Figure(amount.value, where, told, "", None, amount.bound)
    elif _is_term(reading, amount, unit):
        yield Figure(amount.value, where, (unit, unit + 1), "", None, amount.bound)


def _told_of(reading: Reading, amount: Amount, unit: int) -> tuple[int, int] | None:
    """Return the unit with what a span is told of: "three-year trial", "six months' notice", "years of its
    existence"; the unit alone in "an elective of four weeks", "(5 years)".
    """
    analysis, tokens = reading.analysis, reading.analysis.tokens
    last = analysis.sentences[analysis.sentence_of[unit]].last
    ages = reading.lexicon.terms("figures", "ages")
    of = reading.lexicon.terms("figures", "spans_on")
    after = unit + 1
    while after < last and tokens[after].text in {"-", "–", "'", "’", "'s"}:
        after += 1
    apart = after > unit + 1 or amount.last < unit
    if apart and after < last and tokens[after].pos in {"NOUN", "ADJ"}:
        while after + 1 < last and tokens[after + 1].pos == "NOUN":
            after += 1
        if tokens[after].lemma in ages:
            return None
        return strip_marks(analysis, unit, _complement(reading, after, last, "spans_on"))
    if unit + 2 < last and tokens[unit + 1].lower in of:
        owned = tokens[unit + 2].pos in {"PRON", "DET", "ADJ", "NOUN"} and tokens[unit + 2].lemma not in ages
        return (unit, _complement(reading, unit, last, "spans_on")) if owned else None
    before = amount.first - 1
    opened = before > 0 and tokens[before].text == "(" and after < last and tokens[after].text == ")"
    size = before > 0 and tokens[before].lower in reading.lexicon.terms("figures", "size_of")
    if opened or (size and tokens[before - 1].pos in {"NOUN", "PROPN"}):
        return unit, unit + 1
    return None


def _is_term(reading: Reading, amount: Amount, unit: int) -> bool:
    """Tell for how long something agreed or paid for holds: "extended for another five years"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    terms = reading.lexicon.cues("figures", "terms")
    before = range(max(sentence.first, amount.first - 4), amount.first)
    marked = any(
        (h := terms.at(tokens, i, amount.first)) is not None and h.last == amount.first for i in before
    )
    if not marked or (
        unit + 1 < sentence.last and tokens[unit + 1].lemma in reading.lexicon.terms("figures", "ages")
    ):
        return False
    lasting = reading.lexicon.terms("figures", "lasting_agreed")
    return _is_paid(reading, amount) or any(
        token.lemma in lasting for token in tokens[sentence.first : sentence.last]
    )


def _is_paid(reading: Reading, amount: Amount) -> bool:
    """Tell whether the sentence of a span of time speaks of a sum of money."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    return any(a.currency is not None for a in reading.amounts_in(sentence.first, sentence.last))


def _stay(reading: Reading, amount: Amount, unit: int) -> tuple[int, int] | None:
    """Return what somebody does for so long: "months in Scotland", "study abroad"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[unit]]
    stays = reading.lexicon.terms("figures", "stays")
    before = range(amount.first - 1, max(sentence.first, amount.first - _WORDS) - 1, -1)
    verb = next((index for index in before if tokens[index].lemma in stays), None)
    if verb is None:
        return None
    if unit + 1 < sentence.last and tokens[unit + 1].pos == "ADP":
        end = _complement(reading, unit, sentence.last, "stays_on")
        if end > unit + 1:
            return unit, end
    end = verb + 1
    while end < amount.first and tokens[end].pos in {"ADV", "NOUN"}:
        end += 1
    return (verb, end) if end > verb + 1 else None


def _lasting_after(reading: Reading, unit: int) -> tuple[int, int] | None:
    """Return the noun phrase after the unit: "-year exchange agreement", "years of close cooperation"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[unit]]
    lasting = reading.lexicon.terms("figures", "lasting")
    links = reading.lexicon.terms("figures", "links")
    beginning = reading.lexicon.terms("figures", "beginnings")
    first = unit + 1
    while first < sentence.last and (
        tokens[first].lower in links or tokens[first].text in "-–" or tokens[first].lemma in beginning
    ):
        first += 1  # "the 40th anniversary of the establishment of relations"
    index = first
    while index < min(sentence.last, first + _WORDS) and tokens[index].pos in {*MODIFIERS, "CCONJ"}:
        if tokens[index].lemma in lasting and (
            index + 1 >= sentence.last or tokens[index + 1].pos not in {"NOUN", "PROPN"}
        ):
            return strip_marks(analysis, first, _complement(reading, index, sentence.last, "lasts_on"))
        index += 1
    return None


def _complement(reading: Reading, noun: int, last: int, table: str) -> int:
    """Return where a noun's phrase ends that goes on with the prepositions of a list: "of …", "with …"."""
    tokens = reading.analysis.tokens
    goes_on = reading.lexicon.terms("figures", table)
    index = end = noun + 1
    dates = {date.first for date in reading.dates_in(noun, last)}
    while index < min(last, noun + 1 + _COMPLEMENT) and index not in dates:
        token = tokens[index]
        if token.pos == "ADP" and token.lower not in goes_on:
            break
        joins = token.pos == "CCONJ" and index + 1 < last and tokens[index + 1].pos == "PROPN"
        if token.pos not in {"ADP", "DET", "ADJ", "NOUN", "PROPN"} and not joins:
            break
        index += 1
        if token.pos in {"NOUN", "PROPN"}:
            end = index
    return end


def _lasting_before(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return what the sentence says to run "for three years": the nearest lasting noun before it."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    before = reading.lexicon.cues("figures", "runs_for")
    runs = reading.lexicon.terms("figures", "runs")
    enjoys = reading.lexicon.terms("figures", "enjoys")  # "had enjoyed ties for ten years"
    lasting = reading.lexicon.terms("figures", "lasting")
    marker = any(
        (hit := before.at(tokens, index, amount.first)) is not None and hit.last >= amount.first - 1
        for index in range(max(sentence.first, amount.first - 5), amount.first)
    )
    if not marker:
        return None
    for index in range(amount.first - 1, max(sentence.first, amount.first - _NEAR) - 1, -1):
        if tokens[index].lemma in lasting and tokens[index].pos in {"NOUN", "PROPN"}:
            span = tokens[index : amount.first]
            enjoyed = any(t.lemma in enjoys for t in tokens[max(sentence.first, index - _VERB) : index])
            if enjoyed or any(token.lemma in runs for token in span):
                first = index
                while first > sentence.first and tokens[first - 1].pos in {"ADJ", "NOUN"}:
                    first -= 1
                return first, index + 1
    return None


def anniversaries(reading: Reading) -> Iterator[Figure]:
    """Yield "the 40th anniversary of relations with …" as forty years of them, "a decade of …" as ten."""
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        for table in ("anniversaries", "decades"):
            for hit in cues_in(reading, "figures", table, sentence.first, sentence.last):
                before = hit.first - 1
                if before < sentence.first or analysis.sentence_of[before] != number:
                    continue
                years = (
                    _years_before(reading, before) if table == "anniversaries" else _decades(reading, before)
                )
                what = None if years is None else _lasting_after(reading, hit.last - 1)
                if years is not None and what is not None:
                    yield Figure(years, (before, hit.last), what, hit.code)


def _years_before(reading: Reading, index: int) -> int | None:
    match = _ORDINAL.fullmatch(reading.analysis.tokens[index].text)
    return None if match is None else int(match[1])


def _decades(reading: Reading, index: int) -> int | None:
    """Return how many years "a decade of" or "two decades of" are."""
    if reading.analysis.tokens[index].lower in reading.lexicon.terms("figures", "one"):
        return _DECADE
    told = reading.amounts_in(index, index + 1)
    return int(told[0].value * _DECADE) if len(told) > 0 else None
