"""Figures: counts and measures that say something of the cooperation or its setting."""

from collections.abc import Iterator

from kelisim.extract.analysis import Analysis
from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import strip_marks, subtree
from kelisim.model import Statement, Value

_CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "appos", "punct"})
_SMALL = 3  # up to this value, a number in words is often just "both"
_MOST_WORDS = 14


def figures(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each number that counts something of the field."""
    for amount in reading.amounts:
        if amount.currency is not None or amount.value == 1:
            continue
        found = _counted(reading, amount)
        if found is None:
            continue
        noun, (first, last) = found
        scope = _scope(reading, noun, first, last)
        end = scope[0] if scope is not None else last
        if end <= first:
            continue
        values: list[Value] = [
            normalised(reading, "value", amount.value, (amount.first, amount.last)),
            phrase(reading, "what", *strip_marks(reading.analysis, first, end)),
        ]
        if scope is not None:
            values.extend(names_as(reading, "scope", scope[1]))
        if amount.bound is not None:
            values.append(normalised(reading, "bound", amount.bound, (max(amount.first - 1, 0), amount.last)))
        sentence = reading.analysis.sentence_of[noun]
        yield statement(reading, "figure", values, [sentence], probability=0.7, extractor=extractor)


def names_as(reading: Reading, slot: str, mention: Mention) -> tuple[Value, ...]:
    """Return the mention's names as fillers of a slot of phrases: no referent is meant there."""
    return tuple(Value(slot, value.value, value.quote) for value in names(reading, slot, mention))


def _counted(reading: Reading, amount: Amount) -> tuple[int, tuple[int, int]] | None:
    """Return the noun that a number counts and the range of what is counted, if it is worth telling."""
    analysis, lexicon = reading.analysis, reading.lexicon
    noun = _noun(analysis, amount)
    if noun is None:
        return None
    lemma = analysis.tokens[noun].lemma
    first, last = _extent(analysis, amount, noun)
    if any(analysis.tokens[i].text == "%" for i in range(amount.first, min(amount.last + 1, last))):
        return None
    if lemma in lexicon.terms("figures", "durations") or (
        analysis.tokens[first].lemma in lexicon.terms("figures", "durations")
    ):
        lasting = lexicon.terms("figures", "lasting")
        return (noun, (first, last)) if any(t.lemma in lasting for t in analysis.tokens[first:last]) else None
    if lemma not in lexicon.terms("figures", "counted"):
        return None
    if amount.value <= _SMALL and last - first == 1 and lemma in lexicon.terms("figures", "common_pairs"):
        return None
    return noun, (first, last)


def _noun(analysis: Analysis, amount: Amount) -> int | None:
    """Return the noun that the number modifies: its head, else the last noun of those that follow it."""
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    for index in range(amount.first, amount.last):
        head = analysis.tokens[index].head
        if amount.last <= head < sentence.last and analysis.tokens[head].pos in {"NOUN", "PROPN"}:
            return head
    found = None
    for index in range(amount.last, min(sentence.last, amount.last + 6)):
        token = analysis.tokens[index]
        if token.pos in {"NOUN", "PROPN"}:
            found = index
        elif token.pos not in {"ADJ", "ADV", "PART"} and token.text != "-" and found is None:
            if token.lower not in {"of", "the", "other"}:
                return None
        elif token.pos not in {"ADJ", "PART"} and token.text != "-":
            break
    return found


def _extent(analysis: Analysis, amount: Amount, noun: int) -> tuple[int, int]:
    _, last = subtree(analysis, noun, without=_CLAUSES)
    first = amount.last
    while first < noun and (
        analysis.tokens[first].text in "-–," or analysis.tokens[first].lower in {"of", "the"}
    ):
        first += 1
    return first, max(noun + 1, min(last, first + _MOST_WORDS))


def _scope(reading: Reading, noun: int, first: int, last: int) -> tuple[int, Mention] | None:
    """Return where the count holds ("in Kazakhstan"): the token where that begins, and the mention."""
    where = reading.lexicon.terms("figures", "where")
    for mention in reading.mentions_in(noun, last):
        before = mention.first - 1
        if before >= first and reading.analysis.tokens[before].lower in {"the", "a"}:
            before -= 1
        if (
            before > noun - 1
            and reading.analysis.tokens[before].lower in where
            and mention.type in {"place", "organisation"}
            and len(mention.referents) == 1
        ):
            return before, mention
    return None
