"""Funding: money for cooperation, who gives it, who gets it, what for."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import ancestors, conjuncts, dependents, marked_by, strip_marks, subtree
from kelisim.model import Statement, Value

UNKNOWN_CURRENCY: Final = "XXX"  # ISO 4217: a bare "$" may be the dollar of many countries
_DOLLAR_COUNTRIES: Final = frozenset(
    {
        "AU",
        "NZ",
        "CA",
        "SG",
        "HK",
        "TW",
        "FJ",
        "JM",
        "TT",
        "BB",
        "BS",
        "BZ",
        "GY",
        "NA",
        "MX",
        "CL",
        "CO",
        "AR",
    }
)
_CLAUSES: Final = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "appos"})
_LONGEST_PURPOSE: Final = 18
_NEAR: Final = 14


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum of money that goes into cooperation, science or education."""
    for amount in reading.amounts:
        if amount.currency is None or not _for_cooperation(reading, amount):
            continue
        values: list[Value] = [normalised(reading, "amount", amount.value, (amount.first, amount.last))]
        currency = _currency(reading, amount)
        if currency is not None:
            values.append(normalised(reading, "currency", currency, (amount.first, amount.last)))
        values.extend(_roles(reading, amount))
        purpose = _purpose(reading, amount)
        if purpose is not None:
            values.append(phrase(reading, "purpose", *purpose))
        sentence = reading.analysis.sentence_of[amount.first]
        yield statement(reading, "funding", values, [sentence], probability=0.75, extractor=extractor)


def _for_cooperation(reading: Reading, amount: Amount) -> bool:
    """Tell whether the sentence speaks of giving or of a budget, and not of trade, fees or turnover."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    tokens = reading.analysis.tokens[sentence.first : sentence.last]
    near = reading.analysis.tokens[
        max(sentence.first, amount.first - _NEAR) : min(sentence.last, amount.last + _NEAR)
    ]
    lemmas = {token.lemma for token in near} | {token.lower for token in near}
    if len(lemmas & reading.lexicon.terms("funding", "others")) > 0:
        return False
    wanted = reading.lexicon.terms("funding", "give") | reading.lexicon.terms("funding", "about")
    wanted |= reading.lexicon.terms("funding", "get")
    return len(tokens) > 0 and len(lemmas & wanted) > 0


def _currency(reading: Reading, amount: Amount) -> str | None:
    """Return the currency; a bare "$" is the US dollar unless a country with dollars of its own is named."""
    if amount.currency != UNKNOWN_CURRENCY:
        return amount.currency
    named = {referent.country for referent in reading.referents}
    return None if len(named & _DOLLAR_COUNTRIES) > 0 else "USD"


def _roles(reading: Reading, amount: Amount) -> Iterator[Value]:
    """Yield funders and recipients by the verb that governs the sum, and by prepositions after it."""
    analysis, lexicon = reading.analysis, reading.lexicon
    index = _head(reading, amount)
    give, get = lexicon.terms("funding", "give"), lexicon.terms("funding", "get")
    to = lexicon.table("funding", "prepositions").get("recipient", ())
    by = lexicon.table("funding", "prepositions").get("funder", ())
    for node in (index, *ancestors(analysis, index)):
        token = analysis.tokens[node]
        if token.pos not in {"VERB", "AUX", "NOUN"}:
            continue
        passive = len(dependents(analysis, node, "nsubj:pass")) > 0
        subjects = dependents(analysis, node, "nsubj")
        if token.lemma in give and token.pos == "VERB":
            agents = [c for c in dependents(analysis, node, "obl") if marked_by(analysis, c) in by]
            givers = agents if passive else list(subjects)
            takers = [c for c in dependents(analysis, node, "obl", "nmod") if marked_by(analysis, c) in to]
            takers += dependents(analysis, node, "iobj")
            yield from _named(reading, "funders", givers)
            yield from _named(reading, "recipients", takers)
        elif token.lemma in get and token.pos == "VERB":
            yield from _named(reading, "recipients", list(subjects))
        sources = [c for c in dependents(analysis, node, "obl", "nmod") if marked_by(analysis, c) in by]
        if not (token.lemma in give and passive):
            yield from _named(reading, "funders", sources)
        if token.pos == "VERB":
            break


def _named(reading: Reading, slot: str, heads: list[int]) -> Iterator[Value]:
    for head in heads:
        for index in conjuncts(reading.analysis, head):
            mention = _mention_at(reading, index)
            if mention is not None:
                yield from names(reading, slot, mention)


def _mention_at(reading: Reading, index: int) -> Mention | None:
    """Return the longest mention of an organisation, place or person that holds the token."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[index]]
    around = [m for m in reading.mentions_in(sentence.first, sentence.last) if m.first <= index < m.last]
    return max(around, key=lambda m: m.last - m.first, default=None)


def _head(reading: Reading, amount: Amount) -> int:
    """Return the token of the sum that the rest of the sentence hangs on."""
    for index in range(amount.last - 1, amount.first - 1, -1):
        if not amount.first <= reading.analysis.tokens[index].head < amount.last:
            return index
    return amount.last - 1


def _purpose(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return what the money is for: what a preposition of purpose leads to, or the thing that costs it."""
    analysis = reading.analysis
    prepositions = reading.lexicon.table("funding", "prepositions").get("purpose", ())
    head = _head(reading, amount)
    for node in (head, *ancestors(analysis, head)):
        token = analysis.tokens[node]
        for child in analysis.children[node]:
            relation = analysis.tokens[child].relation
            if child < amount.last:
                continue
            if relation.startswith(("obl", "nmod")) and marked_by(analysis, child) in prepositions:
                if _mention_at(reading, child) is None or marked_by(analysis, child) == "for":
                    return _without_preposition(reading, child)
            elif relation in {"advcl", "acl", "xcomp"} and analysis.tokens[child].pos == "VERB":
                return _without_preposition(reading, child)
        if amount.last <= node and token.pos == "NOUN" and node - amount.last < 5:  # "a $90 million station"
            money = reading.lexicon.terms("funding", "about")
            if token.lemma not in money and not token.lemma.isnumeric():
                return strip_marks(analysis, amount.last, node + 1)
        if token.pos == "VERB":
            break
    return None


def _without_preposition(reading: Reading, index: int) -> tuple[int, int] | None:
    analysis = reading.analysis
    first, last = subtree(analysis, index, without=_CLAUSES)
    prepositions = set(reading.lexicon.table("funding", "prepositions").get("purpose", ()))
    while first < last and analysis.tokens[first].lower in prepositions | {"the", "a", "an", "its", "their"}:
        first += 1
    last = min(last, first + _LONGEST_PURPOSE)
    first, last = strip_marks(analysis, first, last)
    return (first, last) if first < last else None
