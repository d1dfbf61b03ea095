"""Figures: counts and measures that say something of the cooperation or its setting."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kelisim.extract.draft import names_as, normalised, phrase, statement
from kelisim.extract.kinds.figure_parts import figures_of_parts
from kelisim.extract.kinds.figure_predicates import said_of
from kelisim.extract.kinds.figure_scopes import owner_of, scope_at, where_they_act
from kelisim.extract.kinds.figure_shares import share_or_measure
from kelisim.extract.kinds.figure_sizes import size_of, tally
from kelisim.extract.kinds.figure_spans import MODIFIERS, Figure, anniversaries, span_of
from kelisim.extract.kinds.inflected import figures as inflected
from kelisim.extract.kinds.verb_final import figures as verb_final
from kelisim.extract.kinds.verb_second import figures as verb_second
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import strip_marks
from kelisim.model import Statement, Value

_FEW: Final = 3  # up to this value a number mostly means the parties, or things already named
_SIDES: Final = 4  # up to this value "the partners" are mostly named already
_WORDS: Final = 6  # tokens between a number and the noun that it counts
_BOTH: Final = 2  # "of two countries" counts nothing by itself
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SHARED: Final = 3  # tokens between a number and "and", where the noun counted is told later
_COMPLEMENT: Final = 7  # tokens of what follows the noun: "members of the academic staff"
_PEOPLES: Final = "ans"  # how the names of most peoples end: "40 Americans"
_SHORT: Final = 2  # words of content of those counted: of more what they do need not be told
_LONG: Final = 4  # words of content of a complement: what is longer is cut, where it can be


def figures(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each number that counts something of the field; each is told once."""
    if reading.lexicon.verb_final:
        yield from verb_final.figures(reading, extractor)
        return
    told: set[tuple[int | float, str]] = set()
    found = [*_counts(reading), *anniversaries(reading)]
    if reading.lexicon.cased:
        found += inflected.bare_numbers(reading, found)
    found += figures_of_parts(reading, found)
    if reading.lexicon.cased:
        found = [*inflected.told_fully(reading, found)]
    if reading.lexicon.verb_second:
        found = [*verb_second.told_fully(reading, found), *verb_second.spans_and_shares(reading, found)]
    for figure in sorted(found, key=lambda f: (f.noun >= 0 and _in_heading(reading, f), f.tokens)):
        noun = figure.noun if figure.noun >= 0 else figure.what[1] - 1
        head = reading.analysis.tokens[noun].lemma
        key = head if figure.noun >= 0 else figure.unit or head
        if (figure.value, key) in told:
            continue
        told.add((figure.value, key))
        yield _statement(reading, figure, extractor)


def _in_heading(reading: Reading, figure: Figure) -> bool:
    """Tell whether a figure stands in a headline, which repeats in short what the body tells."""
    return reading.in_heading(reading.analysis.sentence_of[figure.tokens[0]])


def _statement(reading: Reading, figure: Figure, extractor: str) -> Statement:
    values: list[Value] = [normalised(reading, "value", figure.value, figure.tokens)]
    if figure.unit == "":
        values.append(phrase(reading, "what", *figure.what))
    else:
        words = " ".join(reading.analysis.words(*figure.what).split())
        common = reading.analysis.tokens[figure.what[0]].pos in {"VERB", "NOUN"}
        capital = reading.lexicon.verb_second  # nouns are, wherever they stand
        if figure.unit[0].isalpha() and common and not capital:
            words = words[:1].lower() + words[1:]  # it stood at the head of a sentence
        values.append(normalised(reading, "what", f"{figure.unit} {words}", figure.what))
    if figure.scope is not None:
        values.extend(names_as(reading, "scope", figure.scope))
    if figure.bound is not None:
        first = max(figure.tokens[0] - 1, 0)
        values.append(normalised(reading, "bound", figure.bound, (first, figure.tokens[1])))
    sentence = reading.analysis.sentence_of[figure.tokens[0]]
    return statement(reading, "figure", values, [sentence], probability=0.7, extractor=extractor)


# ------------------------------------------------------------------ things and people counted


def _counts(reading: Reading) -> Iterator[Figure]:
    tokens = reading.analysis.tokens
    for amount in (_in_thousands(reading, amount) for amount in reading.amounts):
        if amount.currency is not None or amount.value == 1 or _is_part(reading, amount):
            continue
        measured = share_or_measure(reading, amount)
        if measured is not None:
            yield from measured
            continue
        shared = _shared_noun(reading, amount)
        if shared is not None:
            yield shared
            continue
        noun = _noun(reading, amount)
        if noun is None:
            yield from size_of(reading, amount)
            yield from tally(reading, amount)
            continue
        units = reading.lexicon.cues("figures", "units")
        unit = units.at(tokens, noun, noun + 1)
        if unit is not None and noun - amount.last <= 1 and tokens[noun - 1].pos != "NOUN":
            yield from span_of(reading, amount, noun, unit.code)
        elif not _is_age(reading, amount) and _is_worth_telling(reading, amount, noun):
            end, scope = _extent(reading, amount, noun)
            begin = _begin(reading, amount, noun)
            by_order = not (reading.lexicon.cased or reading.lexicon.verb_second)
            short = begin == noun or (by_order and _words(reading, begin, noun + 1) <= _SHORT)
            short = short and reading.analysis.tokens[amount.last].text != "-"  # "8-member delegation"
            alone = short and end == noun + 1 and scope is None
            said = (said_of(reading, noun) if alone else None) or (noun + 1, end)
            where = (amount.first, amount.last)
            counted = noun if alone or by_order else -1
            if said[0] > noun + 1:  # without the verbs between: "researchers will be hired"
                own = " ".join(reading.analysis.words(begin, noun + 1).split())
                yield Figure(amount.value, where, said, own, scope, amount.bound, counted)
                continue
            what = strip_marks(reading.analysis, begin, said[1])
            yield Figure(amount.value, where, what, "", scope, amount.bound, counted)


def _in_thousands(reading: Reading, amount: Amount) -> Amount:
    """Return "2.500 books" as the thousands that a writer of another language means by the point."""
    tokens = reading.analysis.tokens
    if amount.last >= len(tokens) or _GROUPED.fullmatch(tokens[amount.first].text) is None:
        return amount
    noun = _noun(reading, amount)
    if noun is None or tokens[noun].lemma not in reading.lexicon.terms("figures", "counted"):
        return amount
    return replace(amount, value=int(tokens[amount.first].text.replace(".", "")))


def _shared_noun(reading: Reading, amount: Amount) -> Figure | None:
    """Return a count whose noun is told with the next: "10 Nordic and 12 British universities"."""
    tokens = reading.analysis.tokens
    index = amount.last
    while index < min(len(tokens), amount.last + _SHARED) and tokens[index].pos in {"ADJ", "PROPN"}:
        index += 1
    if index == amount.last or index >= len(tokens) or tokens[index].pos != "CCONJ":
        return None
    other = next(iter(reading.amounts_in(index + 1, index + 3)), None)
    if other is None or other.first != index + 1 or other.currency is not None:
        return None
    noun = _noun(reading, other)
    if noun is None or noun == other.last or not _is_worth_telling(reading, other, noun):
        return None
    words = " ".join(reading.analysis.words(amount.last, index).split())
    where = (amount.first, amount.last)
    return Figure(amount.value, where, (noun, noun + 1), words, None, amount.bound)


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
    if amount.last < len(tokens) and tokens[amount.last].text in {"/", "°"}:
        return True
    before = tokens[amount.first - 1] if amount.first > 0 else None
    if before is not None and before.lower in reading.lexicon.terms("figures", "numbered"):
        return True
    if _is_section(reading, amount):
        return True
    around = reading.mentions_in(max(0, amount.first - 12), amount.last + 12)
    return any(m.named and m.first < amount.first and amount.last <= m.last for m in around)


def _is_section(reading: Reading, amount: Amount) -> bool:
    """Tell the number of a section, before its heading: "3.2 Parties"."""
    analysis = reading.analysis
    opens = analysis.sentences[analysis.sentence_of[amount.first]].first == amount.first
    behind = analysis.tokens[amount.last] if amount.last < len(analysis.tokens) else None
    parted = "." in analysis.tokens[amount.first].text
    return opens and parted and behind is not None and behind.text[0].isupper()


def _noun(reading: Reading, amount: Amount) -> int | None:
    """Return the last noun of the run that follows a number: "1,500 foreign students", "three-year"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    end = min(analysis.sentences[analysis.sentence_of[amount.first]].last, amount.last + _WORDS)
    links = reading.lexicon.terms("figures", "links")
    units = reading.lexicon.cues("figures", "units")
    index = amount.last
    dates = {date.first for date in reading.dates_in(amount.last, end)}
    found: int | None = None
    while index < end and not (found is not None and index in dates):  # "37,800 students today"
        token = tokens[index]
        if found is None and units.at(tokens, index, index + 1) is not None:
            return index
        if token.pos in {"NOUN", "PROPN"} and not _begins_name(reading, index, found):
            found = index
        elif found is not None:
            if not (_joins_nouns(reading, index, end) or _within_compound(reading, index, end)):
                break
        elif token.pos not in MODIFIERS and token.text not in "-–’'" and token.lower not in links:
            break
        elif token.pos == "ADP" and any(
            o.value < amount.value for o in reading.amounts_in(index + 1, index + 2)
        ):
            return None  # "112 from 8 countries": the countries are not what is counted
        index += 1
    return found


def _begins_name(reading: Reading, index: int, found: int | None) -> bool:
    """Tell whether a name of its own begins after the noun ("20 students Columbia has sent")."""
    if found is None or reading.analysis.tokens[found].pos == "PROPN":
        return False
    return any(m.first == index and m.named for m in reading.mentions_in(index, index + 12))


def _within_compound(reading: Reading, index: int, end: int) -> bool:
    """Tell the second part of "10 industry-focused projects"."""
    tokens = reading.analysis.tokens
    hyphen = tokens[index - 1].text in {"-", "–"} and tokens[index].pos in {"VERB", "ADJ"}
    return hyphen and index + 1 < end and tokens[index + 1].pos in {"NOUN", "PROPN", "ADJ"}


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
    while first < noun and (
        tokens[first].text in "-–,"
        or (tokens[first].lower in links and not _opens_name(reading, first))
        or first in numbers
    ):
        first = numbers.get(first, first + 1)  # "12 of the 20 places"
    return first


def _opens_name(reading: Reading, index: int) -> bool:
    """Tell "New" of "three New Zealand universities" from "three new universities"."""
    tokens = reading.analysis.tokens
    return (
        tokens[index].pos == "PROPN" and tokens[index].text[0].isupper() and tokens[index + 1].pos == "PROPN"
    )


def _is_worth_telling(reading: Reading, amount: Amount, noun: int) -> bool:
    lexicon, tokens = reading.lexicon, reading.analysis.tokens
    first = _begin(reading, amount, noun)
    lemmas = {tokens[noun].lemma, tokens[noun].lower}
    measure = noun > first and tokens[noun - 1].pos == "NOUN"  # "person months", "square metres"
    idle = len(lemmas & lexicon.terms("figures", "idle")) > 0 and not measure
    if idle or not tokens[noun].text[:1].isalpha() or _is_headline_verb(reading, first, noun):
        return False
    singular = tokens[noun].lower.removesuffix("s")  # a capital hides the plural: "2,200 Garnet Scholars"
    known = len({*lemmas, singular} & lexicon.terms("figures", "counted")) > 0
    if lexicon.verb_second:  # a compound counts what its last word says: "Stiftungsprofessuren"
        known = known or tokens[noun].lower.endswith(tuple(lexicon.terms("figures", "counted_ends")))
    if tokens[noun].pos == "PROPN" and not (known or tokens[noun].lower.endswith(_PEOPLES)):
        return False
    plural = "Number=Plur" in tokens[noun].features or "Number=" not in tokens[noun].features
    plural = plural or len(lemmas & lexicon.terms("figures", "collective")) > 0
    if amount.value <= _FEW:
        definite = amount.first > 0 and tokens[amount.first - 1].lower in lexicon.terms("figures", "definite")
        few = amount.value == _BOTH or lexicon.cased
        pair = few and len(lemmas & lexicon.terms("figures", "common_pairs")) > 0
        return known and plural and not definite and (not pair or noun > first)
    if 1900 <= amount.value <= 2100 and tokens[amount.first].text.isdigit() and amount.bound is None:
        return False
    if len(lemmas & lexicon.terms("figures", "parties")) > 0 and amount.first > 0 and amount.value <= _SIDES:
        described = (
            noun + 1 < len(tokens) and tokens[noun + 1].relation == "acl"
        )  # "the 4 universities chosen"
        return described or tokens[amount.first - 1].lower not in lexicon.terms("figures", "definite")
    return known or plural


def _is_headline_verb(reading: Reading, first: int, noun: int) -> bool:
    """Tell the verb of a headline, "500 get scholarships", from "five leading institutes"."""
    token = reading.analysis.tokens[first]
    participle = "VerbForm=Part" in token.features or "VerbForm=Ger" in token.features
    return token.pos == "VERB" and not (participle and first < noun)


def _extent(reading: Reading, amount: Amount, noun: int) -> tuple[int, Mention | None]:
    """Return where what is counted ends, and where the count holds ("in Kazakhstan", "at NU")."""
    analysis, lexicon = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[noun]]
    where = lexicon.terms("figures", "where")
    goes_on = lexicon.terms("figures", "goes_on")
    numbers = {other.first for other in reading.amounts_in(noun, sentence.last) if other.value != _BOTH}
    dates = {date.first for date in reading.dates_in(noun, sentence.last)}
    index = end = cut = _joined_end(reading, noun, sentence.last)
    own = _words(reading, _begin(reading, amount, noun), end)
    scope: Mention | None = None
    while index < min(sentence.last, noun + 1 + _COMPLEMENT):
        token = tokens[index]
        if index in numbers or index in dates or token.pos in {"PUNCT", "SCONJ", "PRON"}:
            break
        from_within = index > noun and tokens[index - 1].pos == "ADP"
        if token.lower in where and token.pos == "ADP" and not from_within:
            scope = scope_at(reading, index + 1, sentence.last)
            break
        if (
            token.pos == "ADP"
            and not from_within
            and (token.lower not in goes_on or tokens[amount.last].text == "-")
        ):
            break
        if _owns_on(reading, index, sentence.last):
            index += 1
            continue
        if token.pos in {"VERB", "AUX", "PART"} or (token.pos == "CCONJ" and index == end):
            break
        index += 1
        if token.pos in {"NOUN", "PROPN"}:
            end = index
            short = _words(reading, noun + 1, end) <= own + 1
            cut = end if short and not _within_name(reading, end) else cut
    told = _words(reading, noun + 1, end)
    if told > 2 * own and (cut > noun + 1 or told > _LONG):
        end = cut
    return end, scope or where_they_act(reading, index, sentence.last) or owner_of(reading, amount, end)


def _joined_end(reading: Reading, noun: int, last: int) -> int:
    """Return where those end who are counted together: "22 scientists and engineers | from both"."""
    tokens = reading.analysis.tokens
    end = noun + 1
    if end + 1 >= last or tokens[end].pos != "CCONJ" or "Number=Plur" not in tokens[noun].features:
        return end
    other = end + 1
    while other + 1 < last and tokens[other].pos in {"ADJ", "NOUN", "PROPN"}:
        if "Number=Plur" in tokens[other].features or tokens[other].lemma in reading.lexicon.terms(
            "figures", "collective"
        ):
            known = tokens[other].lemma in reading.lexicon.terms("figures", "counted")
            named = any(m.named and m.first <= other < m.last for m in reading.mentions_in(end, other + 8))
            return other + 1 if known and not named else end
        other += 1
    return end


def _within_name(reading: Reading, index: int) -> bool:
    """Tell whether a token goes on with a name that began before it."""
    around = reading.mentions_in(max(0, index - 8), index + 8)
    return any(m.named and m.first < index < m.last for m in around)


def _owns_on(reading: Reading, index: int, last: int) -> bool:
    """Tell the possessive within a complement: "graduates from the master's programme"."""
    tokens = reading.analysis.tokens
    owner = reading.lexicon.cues("figures", "owns").at(tokens, index, last)
    owned = index + 1 < last and tokens[index + 1].pos == "NOUN"
    return owned and owner is not None and owner.code == "owner"


def _words(reading: Reading, first: int, last: int) -> int:
    """Return how many words of content a range holds: a complement goes on for twice its noun's at most."""
    tokens = reading.analysis.tokens
    return sum(tokens[index].pos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"} for index in range(first, last))
