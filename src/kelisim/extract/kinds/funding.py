"""Funding: money for cooperation, who gives it, who gets it, what for."""

from collections.abc import Iterator, Sequence

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase
from kelisim.extract.kinds.funding_context import purposes
from kelisim.extract.kinds.funding_recipients import body_meant, described_taker, given_beside, takers_of
from kelisim.extract.kinds.funding_unpriced import told_before, unpriced
from kelisim.extract.kinds.inflected import funding as inflected
from kelisim.extract.kinds.money import Sum, each_once, givers, is_among, sharers, sum_values, sums
from kelisim.extract.kinds.verb_final import funding as verb_final
from kelisim.extract.kinds.verb_second import funding as verb_second
from kelisim.extract.reading import Mention, Reading
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
    used: set[int] = set()
    priced = _completed(list(_priced(reading, found, used)))
    yield from each_once(reading, extractor, priced, _unpriced(reading, found, used))


def _completed(priced: Sequence[tuple[Sum, list[Value]]]) -> Iterator[tuple[Sum, list[Value]]]:
    """Yield the sums, each with what is told only where it is told again, as in the headline."""
    for money, values in priced:
        known = {value.slot for value in values}
        for again, more in priced:
            same = again.amount.value == money.amount.value and again.amount.currency == money.amount.currency
            if again is not money and same:
                values += [value for value in more if value.slot not in known]
                known |= {value.slot for value in more}
        yield money, values


def _priced(reading: Reading, found: Sequence[Sum], used: set[int]) -> Iterator[tuple[Sum, list[Value]]]:
    """Yield the sums with what is told of them; sentences that tell of their givers go to `used`."""
    blocks, sentences = reading.analysis.blocks, reading.analysis.sentences
    order = sorted(
        range(len(found)), key=lambda i: blocks[sentences[found[i].sentence].block].kind == "heading"
    )  # a headline repeats in short what the body tells
    meant = purposes(reading, found)
    for number in order:
        money = found[number]
        previous = found[number - 1] if number > 0 and found[number - 1].sentence == money.sentence else None
        values = _of_sum(reading, money, previous, meant[number])
        if previous is None and all(value.slot != "funders" for value in values):
            before = told_before(reading, money.sentence - 1) if money.sentence > 0 else []
            used |= {money.sentence - 1} if len(before) > 0 else set()
            values += before or _shares(reading, found, number)
        yield money, values


def _unpriced(reading: Reading, found: Sequence[Sum], used: set[int]) -> Iterator[tuple[int, list[Value]]]:
    for number in range(len(reading.analysis.sentences)):
        if number in used:
            continue
        givers_here = [m for money in found if money.sentence == number for m in givers(reading, money, None)]
        for values in unpriced(reading, number):
            bodies = {value.referent for value in values if value.slot == "funders"}
            if all(bodies.isdisjoint(mention.referents) for mention in givers_here):
                yield number, values


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
    values = sum_values(reading, money)
    beside = None if previous is None else given_beside(reading, money, previous)
    if previous is not None and beside is not None:
        takers, told = [beside], givers(reading, previous, None)
    else:
        takers, told = takers_of(reading, money), givers(reading, money, previous)
        if len(takers) == 0 and previous is not None:  # "with Norland providing an additional $1 million"
            takers = [m for m in takers_of(reading, previous) if m.last <= previous.amount.first]
    funders = [m for m in told if not is_among(m, takers)]
    for mention in funders:
        values.extend(names(reading, "funders", mention, probability=0.8))
    for mention in takers:
        values.extend(names(reading, "recipients", mention, probability=0.75))
    described = described_taker(reading, money) if len(takers) == 0 else []
    values += described
    if len(takers) == 0 and len(described) == 0 and meant is not None:
        body = body_meant(reading, meant)
        if body is not None and not is_among(body, funders):
            values.extend(names(reading, "recipients", body, probability=0.5))
    if meant is not None and not _names_one_of(reading, meant, [*funders, *takers]):
        values.append(phrase(reading, "purpose", *meant, probability=0.7))
    return values


def _names_one_of(reading: Reading, span: Range, mentions: Sequence[Mention]) -> bool:
    inside = [m for m in reading.mentions_in(*span) if m.last - m.first >= span[1] - span[0] - 1]
    return any(is_among(mention, mentions) for mention in inside)
