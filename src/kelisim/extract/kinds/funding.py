"""Funding: money for cooperation, who gives it, who gets it, what for."""

from collections.abc import Iterator, Sequence

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.kinds.funding_purpose import TAKERS, Range, purposes
from kelisim.extract.kinds.funding_unpriced import told_before, unpriced
from kelisim.extract.kinds.inflected import funding as inflected
from kelisim.extract.kinds.money import Sum, currency, givers, right_before, sharers, sums
from kelisim.extract.kinds.verb_final import funding as verb_final
from kelisim.extract.kinds.verb_second import funding as verb_second
from kelisim.extract.lists import cues_in, names_after, subjects_of
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import noun_phrase
from kelisim.model import Statement, Value


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum that goes into cooperation, and for each funder named without one."""
    if reading.lexicon.verb_final:
        yield from verb_final.funding(reading, extractor)
        return
    if reading.lexicon.inflected:
        yield from inflected.funding(reading, extractor)
        return
    if reading.lexicon.verb_second:
        yield from verb_second.funding(reading, extractor)
        return
    found = list(sums(reading))
    blocks, sentences = reading.analysis.blocks, reading.analysis.sentences
    told: set[tuple[object, ...]] = set()
    order = sorted(
        range(len(found)), key=lambda i: blocks[sentences[found[i].sentence].block].kind == "heading"
    )  # a headline repeats in short what the body tells
    meant = purposes(reading, found)
    used: set[int] = set()
    for number in order:
        money = found[number]
        previous = found[number - 1] if number > 0 and found[number - 1].sentence == money.sentence else None
        values = _of_sum(reading, money, previous, meant[number])
        if previous is None and all(value.slot != "funders" for value in values):
            before = told_before(reading, money.sentence - 1) if money.sentence > 0 else []
            used |= {money.sentence - 1} if len(before) > 0 else set()
            values += before or _shares(reading, found, number)
        key: tuple[object, ...] = (money.amount.value, money.amount.currency)
        if key not in told:
            told.add(key)
            yield statement(
                reading, "funding", values, [money.sentence], probability=0.75, extractor=extractor
            )
    priced = {money.sentence for money in found} | used
    for number in range(len(sentences)):
        if number in priced:
            continue
        for values in unpriced(reading, number):
            key = tuple(value.value for value in values)
            if key not in told:
                told.add(key)
                yield statement(reading, "funding", values, [number], probability=0.6, extractor=extractor)


def _shares(reading: Reading, found: Sequence[Sum], number: int) -> list[Value]:
    """Return who bears a sum in parts: those of the sums "of which", and those who bear "the rest"."""
    money = found[number]
    analysis = reading.analysis
    close = sharers(reading, money)
    for part in found[number + 1 :]:
        if part.sentence > money.sentence + 1:
            break
        stretch = range(analysis.sentences[part.sentence].first, part.amount.first)
        parted = reading.lexicon.cues("funding", "parts")
        if any(parted.at(analysis.tokens, i, part.last) is not None for i in stretch):
            close += givers(reading, part, None)
    return [value for mention in close for value in names(reading, "funders", mention, probability=0.6)]


# ------------------------------------------------------------------ one sum


def _of_sum(reading: Reading, money: Sum, previous: Sum | None, meant: Range | None) -> list[Value]:
    amount = money.amount
    values: list[Value] = [normalised(reading, "amount", amount.value, (amount.first, amount.last))]
    code = currency(reading, amount)
    if code is not None:
        values.append(normalised(reading, "currency", code, (amount.first, amount.last)))
    takers = _takers(reading, money)
    funders = [m for m in givers(reading, money, previous) if not _same(m, takers)]
    for mention in funders:
        values.extend(names(reading, "funders", mention, probability=0.8))
    for mention in takers:
        values.extend(names(reading, "recipients", mention, probability=0.75))
    if meant is not None and not _names_one_of(reading, meant, [*funders, *takers]):
        values.append(phrase(reading, "purpose", *meant, probability=0.7))
    return values


def _same(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(set(mention.referents) & set(other.referents) for other in others)


def _names_one_of(reading: Reading, span: Range, mentions: Sequence[Mention]) -> bool:
    inside = [m for m in reading.mentions_in(*span) if m.last - m.first >= span[1] - span[0] - 1]
    return any(_same(mention, mentions) for mention in inside)


def _takers(reading: Reading, money: Sum) -> list[Mention]:
    """Return the recipients: the subject of the getting, whom something is given, or "to X" after the sum."""
    analysis, amount = reading.analysis, money.amount
    sentence = analysis.sentences[money.sentence]
    for hit in cues_in(reading, "funding", "gets", money.first, amount.first):
        verb = next(
            (i for i in range(hit.last - 1, hit.first - 1, -1) if analysis.tokens[i].pos == "VERB"), None
        )
        if verb is None or "Aspect=Prog" in analysis.tokens[verb].features:  # "is giving" gets nothing
            continue
        found = list(_subjects(reading, verb, sentence.first))
        close = right_before(reading, hit.first, sentence.first)
        return found or ([close] if close is not None else [])
    for hit in cues_in(reading, "funding", "gives", money.first, amount.first):
        here = [m for m in reading.mentions_in(hit.last, amount.first) if m.type == "organisation"]
        plain = all(t.pos not in {"ADP", "PUNCT", "VERB"} for t in analysis.tokens[hit.last : amount.first])
        if len(here) > 0 and plain:  # "gave the university's agronomists €2 million"
            return here[:1]
    for hit in cues_in(reading, "funding", "targets", amount.last, money.last):
        if hit.last < money.last and analysis.tokens[hit.last].pos == "VERB":
            continue
        found = list(names_after(reading, hit.last, money.last, TAKERS))
        if len(found) > 0 and found[0].first - hit.last <= 2:
            return found
    return []


def _subjects(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
    """Return the subject of a verb in either voice: who is awarded something gets it."""
    analysis = reading.analysis
    people = reading.lexicon.terms("funding", "takers")
    for child in analysis.children[verb]:
        if analysis.tokens[child].relation not in {"nsubj:pass", "nsubj"}:
            continue
        span = noun_phrase(analysis, child)
        inside = [m for m in reading.mentions_in(*span) if m.type in TAKERS]
        if analysis.tokens[child].relation == "nsubj" and not (
            analysis.tokens[child].lemma in people and len(inside) > 0
        ):
            continue
        if analysis.tokens[child].lemma in people:  # "researchers at A and B": all of them
            end = max(span[1], verb)
            inside = [m for m in reading.mentions_in(span[0], end) if m.type == "organisation"] or inside
            return tuple(m for m in inside if not any(o.first <= m.first and m.last < o.last for o in inside))
        return tuple(sorted(inside, key=lambda m: (-m.last, m.first))[:1])
    return subjects_of(reading, verb, first, TAKERS)
