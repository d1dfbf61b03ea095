"""What money is for, as the sentence of the sum tells it."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.money import Sum
from kelisim.extract.lists import cues_in
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import noun_phrase, strip_marks

TAKERS: Final[frozenset[MentionType]] = frozenset({"organisation", "person", "group", "place"})
_DATED: Final = 5  # tokens of "fiscal year 2010"
_LONGEST_PURPOSE: Final = 16
_COMPLEMENT: Final = 5  # tokens of what follows the thing's noun


def introduced(reading: Reading, noun: int) -> Range | None:
    """Return the noun phrase that first names a thing money may go to: "a joint fund for marine science"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    if tokens[noun].lemma not in reading.lexicon.terms("funding", "things") or tokens[noun].pos != "NOUN":
        return None
    first = noun
    while first > 0 and tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN", "NUM"}:
        first -= 1
    article = tokens[first - 1].lower if first > 0 else ""
    if first == noun or article not in reading.lexicon.terms("funding", "indefinite"):
        return None
    end = noun + 1
    sentence = analysis.sentences[analysis.sentence_of[noun]]
    if end < sentence.last and tokens[end].lower in reading.lexicon.terms("funding", "complements"):
        end = max(end, min(phrase_end(reading, end, sentence.last), end + _COMPLEMENT))
        while end > noun + 1 and tokens[end - 1].pos not in {"NOUN", "PROPN"}:
            end -= 1
    return first, end


def purpose(reading: Reading, money: Sum) -> Range | None:
    """Return what the sum's own sentence says that the money is for."""
    if body_priced(reading, money) is not None:
        return None
    for found in (
        _thing_priced(reading, money),
        _after_sum(reading, money),
        _given_to(reading, money),
        _beside_comma(reading, money),
        _subject_priced(reading, money),
        _object_funded(reading, money),
        _invested_in(reading, money),
    ):
        if found is not None and not is_empty(reading, found):
            return found
    return None


def body_priced(reading: Reading, money: Sum) -> Mention | None:
    """Return the body whose size a sum is: "the $354 million Tide Institute" gets it and needs no purpose."""
    first, last = money.amount.first, money.amount.last
    definite = reading.lexicon.terms("agreements", "definite")
    if first == 0 or reading.analysis.tokens[first - 1].lower not in definite:
        return None
    here = [m for m in reading.mentions_in(last, money.last) if m.first == last]
    mention = max(here, key=lambda m: m.last, default=None)
    return mention if mention is not None and mention.type == "organisation" else None


def is_empty(reading: Reading, found: Range) -> bool:
    """Tell a phrase that names no purpose: "this purpose", "a total", "Canadian dollars"."""
    tokens = reading.analysis.tokens[slice(*found)]
    hollow = reading.lexicon.terms("funding", "hollow")
    if len(tokens) == 1 and tokens[0].lemma in reading.lexicon.terms("funding", "money"):
        return True  # "in funding"
    return all(
        token.lemma in hollow or token.lower in hollow or token.pos in {"ADJ", "ADP", "DET"}
        for token in tokens
    )


def _beside_comma(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that a sum between commas prices: "the ship time, some €1.4 million, is paid by"."""
    tokens = reading.analysis.tokens
    bounds = reading.lexicon.terms("funding", "bounds")
    comma = money.amount.first - 1
    while comma > money.first and tokens[comma].lower in bounds:
        comma -= 1
    after = tokens[money.amount.last].text if money.amount.last < money.last else "."
    if comma <= money.first + 1 or tokens[comma].text != "," or after not in {",", ".", "a", "per"}:
        return None
    first = comma
    while first > money.first and tokens[first - 1].pos in {
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "ADP",
        "NUM",
        "PRON",
    }:
        first -= 1
    while first < comma and tokens[first].pos == "ADP":
        first += 1
    for hit in reading.lexicon.cues("funding", "prices").find(tokens, first, comma):
        first = hit.last
    if first >= comma or any(m.last >= comma for m in reading.mentions_in(first, comma)):
        return None
    if tokens[comma - 1].lemma in reading.lexicon.terms("funding", "money"):
        return None
    return without_articles(reading, first, comma)


def _thing_priced(reading: Reading, money: Sum) -> Range | None:
    """Return the noun that the sum describes: "a $90 million research station"."""
    tokens = reading.analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    first = last = _behind_conversion(reading, money)
    for at in range(first, min(first + 3, money.last)):
        cost = reading.lexicon.cues("funding", "cost_of").at(tokens, at, money.last)
        if cost is not None and cost.last < money.last:  # "the 30 million dollar cost of equipping the lab"
            return trimmed(reading, cost.last, money.last)
    while last < money.last and tokens[last].pos in {"ADJ", "NOUN", "PROPN", "ADV"} | (
        {"PUNCT", "ADP", "DET"} if tokens[last].text == "-" or tokens[last - 1].text == "-" else set()
    ):
        last += 1
    if last == first or tokens[last - 1].pos not in {"NOUN", "PROPN"} or tokens[last - 1].lemma in unmeant:
        return None
    if any(token.lemma in unmeant for token in tokens[first:last]):
        return None
    if last + 1 < money.last and tokens[last].pos == "PART" and tokens[last + 1].pos == "VERB":
        return last + 1, min(phrase_end(reading, last + 1, money.last), last + _LONGEST_PURPOSE)
    return strip_marks(reading.analysis, first, last)


def _behind_conversion(reading: Reading, money: Sum) -> int:
    """Return where what follows a sum begins, its amount in another currency read over: "(NZD 156m)"."""
    tokens = reading.analysis.tokens
    at = money.amount.last
    if at >= money.last or tokens[at].text != "(":
        return at
    inside = reading.amounts_in(at, min(at + 4, money.last))
    closed = len(inside) > 0 and inside[0].currency is not None and inside[0].last < money.last
    return inside[0].last + 1 if closed and tokens[inside[0].last].text == ")" else at


def _after_sum(reading: Reading, money: Sum) -> Range | None:
    """Return what "for", "towards", "to support" lead to, or "to" before a verb."""
    analysis = reading.analysis
    tokens = analysis.tokens
    index = money.amount.last
    beside = (
        reading.lexicon.cues("funding", "beside").at(tokens, index, money.last)
        if index < money.last
        else None
    )
    if beside is not None and beside.last == money.last:
        beside = None  # the text is cut off behind "in"
    nouns = reading.lexicon.terms("funding", "money")
    money_told = beside is not None and any(
        token.lemma in nouns for token in tokens[beside.last : min(beside.last + 2, money.last)]
    )
    dated = beside is not None and len(reading.dates_in(beside.last, beside.last + _DATED)) > 0
    if beside is not None and not money_told and not dated:
        return trimmed(reading, beside.last, money.last)
    if index + 1 < money.last and tokens[index + 1].lemma in reading.lexicon.terms("funding", "money"):
        index += 2 if tokens[index].lower == "in" else 0  # "in funding for …"
    purposes = reading.lexicon.cues("funding", "purposes")
    comma = False
    while index < money.last and not (comma and is_finite(analysis, index)):
        comma = comma or tokens[index].text == ","
        hit = purposes.at(tokens, index, money.last)
        inside = any(m.first < index < m.last for m in reading.mentions_in(money.first, money.last))
        if hit is not None and not inside and hit.last < money.last:
            enabled = next(
                (m for m in reading.mentions_in(hit.last, money.last) if m.first - hit.last <= 1), None
            )
            if (
                enabled is not None
                and enabled.type == "organisation"
                and enabled.last < money.last
                and tokens[enabled.last].pos == "PART"
            ):
                index = enabled.last  # "for X to create a partnership"
                continue
            dated = len(reading.dates_in(hit.last, hit.last + 3)) > 0 or _is_span(reading, hit.last)
            doing = tokens[hit.last].pos == "VERB" and "VerbForm=Part" not in tokens[hit.last].features
            doing = doing and "VerbForm=Ger" not in tokens[hit.last].features
            hollow = tokens[hit.last].lemma in reading.lexicon.terms("funding", "hollow")
            if not dated and not doing and not hollow and tokens[hit.last].pos != "PRON":
                return trimmed(reading, hit.last, money.last)
        if tokens[index].pos == "PART" and index + 1 < money.last and tokens[index + 1].pos == "VERB":
            return trimmed(reading, index + 1, money.last)
        index = hit.last if hit is not None else index + 1
    return None


def _invested_in(reading: Reading, money: Sum) -> Range | None:
    """Return what a sum is put into, told after how long: "invest €7 million over six years in labs"."""
    tokens = reading.analysis.tokens
    invests = reading.lexicon.terms("funding", "invests")
    first = reading.analysis.sentences[money.sentence].first
    if not any(token.lemma in invests for token in tokens[first : money.amount.first]):
        return None
    into = reading.lexicon.terms("funding", "into")
    for index in range(money.amount.last, money.last - 1):
        if tokens[index].text in {",", ";"} or tokens[index].pos == "VERB":
            return None
        dated = len(reading.dates_in(index + 1, index + 4)) > 0 or _is_span(reading, index + 1)
        if tokens[index].lower in into and tokens[index].pos == "ADP" and not dated:
            return trimmed(reading, index + 1, money.last)
    return None


def _given_to(reading: Reading, money: Sum) -> Range | None:
    """Return the things that the sum goes to, which have no name: "to 12 joint projects with Norland"."""
    tokens = reading.analysis.tokens
    at = money.amount.last
    if at + 2 < money.last and tokens[at + 1].lemma in reading.lexicon.terms("funding", "money"):
        at += 2  # "in funding to three projects"
    if at + 1 >= money.last or tokens[at].lower not in reading.lexicon.terms("funding", "into"):
        return None
    head = at + 1
    while head + 1 < money.last and (
        tokens[head].pos in {"NUM", "ADJ", "DET", "VERB", "PROPN"} or tokens[head].text == "-"
    ):
        head += 1
    while head + 1 < money.last and tokens[head + 1].pos == "NOUN":
        head += 1
    things = reading.lexicon.terms("funding", "things") | reading.lexicon.terms("projects", "nouns")
    named = any(m.named and m.first <= head < m.last for m in reading.mentions_in(at, money.last))
    if named or tokens[head].pos != "NOUN" or tokens[head].lemma not in things:
        return None
    return trimmed(reading, at + 1, money.last)


def _is_span(reading: Reading, index: int) -> bool:
    """Tell a span of time ("for three years") from a purpose."""
    tokens = reading.analysis.tokens
    units = reading.lexicon.cues("figures", "units")
    near = range(index, min(index + 4, len(tokens)))
    counted = any(amount.first <= index + 2 for amount in reading.amounts_in(index, index + 4))
    return counted and any(
        units.at(tokens, i, len(tokens)) is not None and tokens[i + 1].pos not in {"NOUN", "PROPN"}
        for i in near
        if i + 1 < len(tokens)
    )


def _subject_priced(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that costs or receives the sum: "the laboratory will cost", "a ship worth"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[money.sentence]
    for hit in cues_in(reading, "funding", "costs", money.first, money.amount.first):
        verbs = [i for i in range(hit.first, hit.last) if tokens[i].pos in {"VERB", "AUX"}]
        if len(verbs) == 0:
            before = _phrase_before(reading, sentence.first, hit.first - 1)
            if before is not None:
                return before
            continue
        verb = verbs[-1]
        head = next(
            (c for c in analysis.children[verb] if tokens[c].relation in {"nsubj", "nsubj:pass"}), None
        )
        if head is None or tokens[head].pos not in {"NOUN", "PROPN"}:
            continue
        if tokens[head].lemma in reading.lexicon.terms("funding", "takers"):
            continue
        here = reading.mentions_in(sentence.first, verb)
        if any(m.first <= head < m.last and m.type in TAKERS for m in here):
            continue
        return without_articles(reading, *noun_phrase(analysis, head))
    return None


def _phrase_before(reading: Reading, first: int, noun: int) -> Range | None:
    tokens = reading.analysis.tokens
    within = any(m.first <= noun < m.last for m in reading.mentions_in(first, noun + 8))
    if within or noun < first or tokens[noun].pos != "NOUN":
        return None
    start = noun
    while start > first and (
        tokens[start - 1].pos in {"ADJ", "NOUN", "PROPN"} or tokens[start - 1].text == "-"
    ):
        start -= 1
    return start, noun + 1


def _object_funded(reading: Reading, money: Sum) -> Range | None:
    """Return what is funded with the sum: the object of the giving ("funds the project with €2 million")."""
    analysis = reading.analysis
    tokens = analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    for hit in cues_in(reading, "funding", "gives", money.first, money.amount.first):
        for child in analysis.children[hit.first]:
            if tokens[child].relation != "obj" or money.amount.first <= child < money.amount.last:
                continue
            if tokens[child].pos not in {"NOUN", "PROPN"}:
                continue
            first, last = without_articles(reading, *noun_phrase(analysis, child)) or (child, child + 1)
            last = min(last, money.amount.first)
            if tokens[child].lemma in unmeant and not any(t.pos == "NOUN" for t in tokens[child + 1 : last]):
                last = child + 1  # "the sum of", "grants of up to"
            if tokens[child].lemma not in unmeant or last - first > 1:
                return (first, last) if first < last else None
    return None


def trimmed(reading: Reading, first: int, last: int) -> Range | None:
    """Return the phrase from `first` on: to a mark, a side clause, another preposition of source."""
    end = min(phrase_end(reading, first, last), first + _LONGEST_PURPOSE)
    tokens = reading.analysis.tokens
    over = reading.lexicon.cues("funding", "sources")
    aside = reading.lexicon.terms("funding", "aside")
    for index in range(first + 1, end):
        inside = any(m.first < index < m.last for m in reading.mentions_in(first, last))
        spanned = tokens[index].pos == "ADP" and _is_span(reading, index + 1)
        if (
            spanned
            or "PronType=Rel" in tokens[index].features
            or tokens[index].text == ","
            or tokens[index].lower in aside
            or (over.at(tokens, index, end) is not None and not inside)
        ):
            end = index
            break
    return without_articles(reading, first, end)


def without_articles(reading: Reading, first: int, last: int) -> Range | None:
    tokens = reading.analysis.tokens
    empty = reading.lexicon.terms("funding", "empty")
    first, last = strip_marks(reading.analysis, first, last)
    while first < last and tokens[first].lower in empty:
        first += 1
    return (first, last) if first < last else None


def noun_start(reading: Reading, noun: int) -> int:
    """Return where the adjectives and nouns before a noun begin."""
    tokens = reading.analysis.tokens
    while noun > 0 and (
        tokens[noun - 1].pos in {"ADJ", "NOUN", "PROPN", "NUM"} or tokens[noun - 1].text == "-"
    ):
        noun -= 1
    return noun
