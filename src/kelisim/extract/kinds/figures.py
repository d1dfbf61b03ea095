"""Figures: counts and measures that say something of the cooperation or its setting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import names_as, normalised, phrase, statement
from kelisim.extract.kinds.verb_final import figures as verb_final
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import strip_marks, subject_range
from kelisim.model import Statement, Value

_FEW: Final = 3  # up to this value a number mostly means the parties, or things already named
_WORDS: Final = 6  # tokens between a number and the noun that it counts
_BOTH: Final = 2  # "of two countries" counts nothing by itself
_COMPLEMENT: Final = 7  # tokens of what follows the noun: "members of the academic staff"
_NEAR: Final = 14  # tokens between a span of time and what lasts
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PART", "VERB", "NUM"})
_ORDINAL: Final = re.compile(r"(\d{1,3})\D{0,3}$")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with what it counts: token ranges, or the words for a span of time."""

    value: int | float
    tokens: tuple[int, int]
    what: tuple[int, int]
    unit: str = ""
    scope: Mention | None = None
    bound: str | None = None


def figures(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each number that counts something of the field; each is told once."""
    if reading.lexicon.verb_final:
        yield from verb_final.figures(reading, extractor)
        return
    told: set[tuple[int | float, str]] = set()
    found = [*_counts(reading), *_anniversaries(reading)]
    for figure in sorted(found, key=lambda f: f.tokens):
        head = reading.analysis.tokens[figure.what[1] - 1].lemma
        if (figure.value, figure.unit or head) in told:
            continue
        told.add((figure.value, figure.unit or head))
        yield _statement(reading, figure, extractor)


def _statement(reading: Reading, figure: _Figure, extractor: str) -> Statement:
    values: list[Value] = [normalised(reading, "value", figure.value, figure.tokens)]
    if figure.unit == "":
        values.append(phrase(reading, "what", *figure.what))
    else:
        words = " ".join(reading.analysis.words(*figure.what).split())
        values.append(normalised(reading, "what", f"{figure.unit} {words}", figure.what))
    if figure.scope is not None:
        values.extend(names_as(reading, "scope", figure.scope))
    if figure.bound is not None:
        first = max(figure.tokens[0] - 1, 0)
        values.append(normalised(reading, "bound", figure.bound, (first, figure.tokens[1])))
    sentence = reading.analysis.sentence_of[figure.tokens[0]]
    return statement(reading, "figure", values, [sentence], probability=0.7, extractor=extractor)


# ------------------------------------------------------------------ things and people counted


def _counts(reading: Reading) -> Iterator[_Figure]:
    tokens = reading.analysis.tokens
    for amount in reading.amounts:
        if amount.currency is not None or amount.value == 1 or _is_part(reading, amount):
            continue
        noun = _noun(reading, amount)
        if noun is None:
            yield from _size(reading, amount)
            yield from _tally(reading, amount)
            continue
        units = reading.lexicon.cues("figures", "units")
        unit = units.at(tokens, noun, noun + 1)
        if unit is not None and noun - amount.last <= 1 and tokens[noun - 1].pos != "NOUN":
            yield from _span(reading, amount, noun, unit.code)
        elif not _is_age(reading, amount) and _is_worth_telling(reading, amount, noun):
            end, scope = _extent(reading, amount, noun)
            what = strip_marks(reading.analysis, _begin(reading, amount, noun), end)
            yield _Figure(amount.value, (amount.first, amount.last), what, "", scope, amount.bound)


def _size(reading: Reading, amount: Amount) -> Iterator[_Figure]:
    """Yield what a number alone tells the size of: "a combined population of 27 million"."""
    tokens = reading.analysis.tokens
    noun = amount.first - 2
    first = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]].first
    if noun < first or tokens[noun + 1].lower not in reading.lexicon.terms("figures", "size_of"):
        return
    if tokens[noun].lemma in reading.lexicon.terms("figures", "sizes"):
        begin = noun
        while begin > first and tokens[begin - 1].pos in {"ADJ", "NOUN"}:
            begin -= 1
        where = (amount.first, amount.last)
        yield _Figure(amount.value, where, (begin, noun + 1), bound=amount.bound)


def _tally(reading: Reading, amount: Amount) -> Iterator[_Figure]:
    """Yield what is counted before its number: "the number of branches has reached 37"."""
    first = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]].first
    number_of = next(cues_in(reading, "figures", "number_of", first, amount.first), None)
    if number_of is None:
        return
    reached = [h.first for h in cues_in(reading, "figures", "reached", number_of.last, amount.first)]
    if len(reached) == 0 or amount.first - reached[-1] > _WORDS:
        return
    end, scope = _parted(reading, number_of.last, reached[0])
    what = strip_marks(reading.analysis, number_of.last, end)
    if what[0] < what[1]:
        yield _Figure(amount.value, (amount.first, amount.last), what, "", scope, amount.bound)


def _parted(reading: Reading, first: int, last: int) -> tuple[int, Mention | None]:
    """Return where what is counted ends, and where it holds: "branches | in Kazakhstan"."""
    where = reading.lexicon.terms("figures", "where")
    for mention in reading.mentions_in(first, last):
        if mention.first > first and reading.analysis.tokens[mention.first - 1].lower in where:
            return mention.first - 1, mention
    return last, None


def _is_age(reading: Reading, amount: Amount) -> bool:
    """Tell a measure that only describes what follows: "a 10-day visit", "a 52-km line"."""
    tokens = reading.analysis.tokens
    after = amount.last
    if after + 1 >= len(tokens) or tokens[after].text not in {"-", "–"}:
        return False
    return tokens[after + 1].lemma in reading.lexicon.terms("figures", "idle")


def _is_part(reading: Reading, amount: Amount) -> bool:
    """Tell whether the number is part of a name, a share, or the start of a range ("from 10 to 60")."""
    tokens = reading.analysis.tokens
    if amount.last < len(tokens) and tokens[amount.last].text in {"%", "/", "°"}:
        return True
    before = tokens[amount.first - 1] if amount.first > 0 else None
    if before is not None and before.lower in reading.lexicon.terms("figures", "numbered"):
        return True
    around = reading.mentions_in(max(0, amount.first - 12), amount.last + 12)
    return any(m.named and m.first < amount.first and amount.last <= m.last for m in around)


def _noun(reading: Reading, amount: Amount) -> int | None:
    """Return the last noun of the run that follows a number: "1,500 foreign students", "three-year"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    end = min(analysis.sentences[analysis.sentence_of[amount.first]].last, amount.last + _WORDS)
    links = reading.lexicon.terms("figures", "links")
    units = reading.lexicon.cues("figures", "units")
    index = amount.last
    found: int | None = None
    while index < end:
        token = tokens[index]
        if found is None and units.at(tokens, index, index + 1) is not None:
            return index
        if token.pos in {"NOUN", "PROPN"} and not _begins_name(reading, index, found):
            found = index
        elif found is not None:
            if not _joins_nouns(reading, index, end):
                break
        elif token.pos not in _MODIFIERS and token.text not in "-–’'" and token.lower not in links:
            break
        index += 1
    return found


def _begins_name(reading: Reading, index: int, found: int | None) -> bool:
    """Tell whether a name of its own begins after the noun ("20 students Columbia has sent")."""
    if found is None or reading.analysis.tokens[found].pos == "PROPN":
        return False
    return any(m.first == index and m.named for m in reading.mentions_in(index, index + 12))


def _joins_nouns(reading: Reading, index: int, end: int) -> bool:
    """Tell whether the run goes on: a hyphen, or "and" between two nouns of which the second is the head."""
    tokens = reading.analysis.tokens
    if tokens[index].text in "-–’'" or tokens[index].pos == "PART":
        return index + 1 < end and tokens[index + 1].pos in {"NOUN", "PROPN", "ADJ", "VERB"}
    if tokens[index].pos == "CCONJ" or tokens[index].text == "/":
        singular = "Number=Plur" not in tokens[index - 1].features
        return singular and index + 1 < end and tokens[index + 1].pos in {"NOUN", "PROPN", "ADJ"}
    return False


def _begin(reading: Reading, amount: Amount, noun: int) -> int:
    """Return where what is counted begins: after the number, "of the", "other", a hyphen."""
    tokens = reading.analysis.tokens
    links = reading.lexicon.terms("figures", "links")
    first = amount.last
    numbers = {other.first: other.last for other in reading.amounts_in(first, noun)}
    while first < noun and (tokens[first].text in "-–," or tokens[first].lower in links or first in numbers):
        first = numbers.get(first, first + 1)  # "12 of the 20 places"
    return first


def _is_worth_telling(reading: Reading, amount: Amount, noun: int) -> bool:
    lexicon, tokens = reading.lexicon, reading.analysis.tokens
    first = _begin(reading, amount, noun)
    lemmas = {tokens[noun].lemma, tokens[noun].lower}
    measure = noun > first and tokens[noun - 1].pos == "NOUN"  # "person months", "square metres"
    idle = len(lemmas & lexicon.terms("figures", "idle")) > 0 and not measure
    if idle or not tokens[noun].text[:1].isalpha():
        return False
    known = len(lemmas & lexicon.terms("figures", "counted")) > 0
    if tokens[noun].pos == "PROPN" and not known:
        return False
    plural = "Number=Plur" in tokens[noun].features or "Number=" not in tokens[noun].features
    if amount.value <= _FEW:
        definite = amount.first > 0 and tokens[amount.first - 1].lower in lexicon.terms("figures", "definite")
        pair = len(lemmas & lexicon.terms("figures", "common_pairs")) > 0
        return known and plural and not definite and (not pair or (noun > first and amount.value == _FEW))
    if 1900 <= amount.value <= 2100 and tokens[amount.first].text.isdigit() and amount.bound is None:
        return False
    if len(lemmas & lexicon.terms("figures", "parties")) > 0 and amount.first > 0:
        return tokens[amount.first - 1].lower not in lexicon.terms("figures", "definite")
    return known or plural


def _extent(reading: Reading, amount: Amount, noun: int) -> tuple[int, Mention | None]:
    """Return where what is counted ends, and where the count holds ("in Kazakhstan", "at NU")."""
    analysis, lexicon = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[noun]]
    where = lexicon.terms("figures", "where")
    goes_on = lexicon.terms("figures", "goes_on")
    numbers = {other.first for other in reading.amounts_in(noun, sentence.last) if other.value != _BOTH}
    dates = {date.first for date in reading.dates_in(noun, sentence.last)}
    index = end = noun + 1
    own = _words(reading, _begin(reading, amount, noun), noun + 1)
    cut = noun + 1
    scope: Mention | None = None
    while index < min(sentence.last, noun + 1 + _COMPLEMENT):
        token = tokens[index]
        if index in numbers or index in dates or token.pos in {"PUNCT", "SCONJ", "PRON"}:
            break
        if token.lower in where and token.pos == "ADP":
            scope = _scope_at(reading, index + 1, sentence.last)
            break
        if token.pos == "ADP" and (token.lower not in goes_on or tokens[amount.last].text == "-"):
            break
        if token.pos in {"VERB", "AUX", "PART"} or (token.pos == "CCONJ" and index == end):
            break
        index += 1
        if token.pos in {"NOUN", "PROPN"}:
            end = index
            cut = end if _words(reading, noun + 1, end) <= own + 1 else cut
    if _words(reading, noun + 1, end) > 2 * own:
        end = cut
    return end, scope or _where_they_act(reading, index, sentence.last) or _owner(reading, amount, end)


def _where_they_act(reading: Reading, verb: int, last: int) -> Mention | None:
    """Return the place right after the verb of those counted: "34 branches operate in Kazakhstan"."""
    tokens = reading.analysis.tokens
    while verb < last and tokens[verb].pos == "AUX":
        verb += 1
    after = verb + 1
    if after >= last or tokens[verb].pos != "VERB" or tokens[after].pos != "ADP":
        return None
    if tokens[after].lower not in reading.lexicon.terms("figures", "where"):
        return None
    return _scope_at(reading, after + 1, last)


def _words(reading: Reading, first: int, last: int) -> int:
    """Return how many words of content a range holds: a complement goes on for twice its noun's at most."""
    tokens = reading.analysis.tokens
    return sum(tokens[index].pos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"} for index in range(first, last))


def _scope_at(reading: Reading, index: int, last: int) -> Mention | None:
    """Return the one place or organisation that begins here, an article before it left out."""
    if index >= last:
        return None
    if reading.lexicon.cues("figures", "country").at(reading.analysis.tokens, index, last) is not None:
        return _country(reading, index)
    for start in (index, index + 1):
        here = [m for m in reading.mentions_in(start, last) if m.first == start]
        best = max(here, key=lambda m: m.last, default=None)
        if best is not None and best.type in {"place", "organisation"} and len(best.referents) == 1:
            return best
    return None


def _owner(reading: Reading, amount: Amount, end: int) -> Mention | None:
    """Return whose things are counted: the subject of "has 8,000 students", the owner before the number."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    own = reading.lexicon.cues("figures", "owns")
    for index in range(amount.first - 1, max(sentence.first, amount.first - 5) - 1, -1):
        hit = own.at(tokens, index, amount.first)
        if hit is not None and hit.code == "owner":
            return next((m for m in _bearers(reading, sentence.first, index) if m.last == index), None)
        if hit is not None:
            verb = index if hit.code == "verb" else _root(reading, sentence.first, sentence.last)
            inside = _bearers(reading, *(subject_range(analysis, verb) or (index, index)))
            return inside[0] if len({m.referents for m in inside}) == 1 else None
        if is_finite(analysis, index) or tokens[index].pos == "PUNCT":
            break
    if end + 1 < sentence.last and tokens[end].pos == "AUX" and tokens[end + 1].pos in {"AUX", "VERB"}:
        return _held_at(reading, end, sentence.last)
    return None


def _bearers(reading: Reading, first: int, last: int) -> list[Mention]:
    """Return the organisations and places in a stretch, each the longest of those that begin with it."""
    found = [m for m in reading.mentions_in(first, last) if m.type in {"organisation", "place"}]
    return [
        m
        for m in found
        if len(m.referents) == 1
        and not any(o != m and o.first <= m.first and m.last <= o.last for o in found)
    ]


def _root(reading: Reading, first: int, last: int) -> int:
    return next((i for i in range(first, last) if reading.analysis.tokens[i].head == i), first)


def _held_at(reading: Reading, first: int, last: int) -> Mention | None:
    """Return where it holds told after the verb: "50 projects have been carried out in Kazakhstan"."""
    tokens = reading.analysis.tokens
    where = reading.lexicon.terms("figures", "where")
    for index in range(first, min(last, first + 6)):
        if tokens[index].pos in {"PUNCT", "DET", "NOUN", "PROPN"}:
            return None
        if tokens[index].pos == "ADP" and tokens[index].relation != "compound:prt":
            return _scope_at(reading, index + 1, last) if tokens[index].lower in where else None
    return None


def _country(reading: Reading, index: int) -> Mention | None:
    """Return the only country named before "the country"."""
    before = [m for m in reading.mentions_in(0, index) if m.type == "place" and len(m.referents) == 1]
    states = [m for m in before if reading.referent(m.referents[0]).country is not None]
    return states[-1] if len({reading.referent(m.referents[0]).country for m in states}) == 1 else None


# ------------------------------------------------------------------ spans of time


def _span(reading: Reading, amount: Amount, unit: int, words: str) -> Iterator[_Figure]:
    """Yield a span of time with what lasts: "five-year agreement", "ten years of cooperation"."""
    tokens = reading.analysis.tokens
    where = (amount.first, unit + 1)
    before = amount.first - 1
    if before >= 0 and tokens[before].lemma in reading.lexicon.terms("figures", "past"):
        return
    what = _lasting_after(reading, unit) or _lasting_before(reading, amount)
    if what is not None:
        yield _Figure(amount.value, where, what, words, None, amount.bound)
        return
    stay = _stay(reading, amount, unit)
    if stay is not None:
        yield _Figure(amount.value, where, stay, "" if stay[0] == unit else words, None, amount.bound)


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
    first = unit + 1
    while first < sentence.last and (tokens[first].lower in links or tokens[first].text in "-–"):
        first += 1
    index = first
    while index < min(sentence.last, first + _WORDS) and tokens[index].pos in {*_MODIFIERS, "CCONJ"}:
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
            if any(token.lemma in runs for token in span):
                first = index
                while first > sentence.first and tokens[first - 1].pos in {"ADJ", "NOUN"}:
                    first -= 1
                return first, index + 1
    return None


# ------------------------------------------------------------------ anniversaries


def _anniversaries(reading: Reading) -> Iterator[_Figure]:
    """Yield "the 40th anniversary of relations with …" as forty years of them."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    for number, sentence in enumerate(analysis.sentences):
        for hit in cues_in(reading, "figures", "anniversaries", sentence.first, sentence.last):
            before = hit.first - 1
            match = _ORDINAL.fullmatch(tokens[before].text) if before >= sentence.first else None
            if match is None or analysis.sentence_of[before] != number:
                continue
            what = _lasting_after(reading, hit.last - 1)
            if what is not None:
                yield _Figure(int(match[1]), (before, hit.last), what, hit.code)
