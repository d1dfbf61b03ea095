"""Who gets a sum of money."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase
from kelisim.extract.kinds.funding_purpose import TAKERS, body_priced, introduced
from kelisim.extract.kinds.money import Sum, right_before
from kelisim.extract.kinds.project_titles import titled, topic
from kelisim.extract.lists import cues_in, names_after, subjects_of
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import noun_phrase
from kelisim.model import Value

_DASHES: Final = frozenset({"–", "—", "-", ":", "|"})  # behind a dateline
_GRANT: Final = 4  # tokens of "grant in aid" between a sum and whom it is for


def takers_of(reading: Reading, money: Sum) -> list[Mention]:
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
        organised = close is not None and close.type == "organisation"
        return found or ([close] if close is not None and organised else [])
    for hit in cues_in(reading, "funding", "gives", money.first, amount.first):
        here = [m for m in reading.mentions_in(hit.last, amount.first) if m.type == "organisation"]
        plain = all(t.pos not in {"ADP", "PUNCT", "VERB"} for t in analysis.tokens[hit.last : amount.first])
        if len(here) > 0 and plain:  # "gave the university's agronomists €2 million"
            return here[:1]
    direct = _enabled(reading, money) or body_priced(reading, money) or _set_aside_for(reading, money)
    if direct is not None:
        return [direct]
    for hit in cues_in(reading, "funding", "targets", amount.last, money.last):
        if hit.last < money.last and analysis.tokens[hit.last].pos == "VERB":
            continue
        found = [
            m
            for m in names_after(reading, hit.last, money.last, TAKERS)
            if not (m.type == "place" and _is_attribute(reading, m.last, money.last))
        ]
        if len(found) > 0 and found[0].first - hit.last <= 2:
            return found
    return []


def _enabled(reading: Reading, money: Sum) -> Mention | None:
    """Return who gets money to do something: "€5 million for X to create a partnership"."""
    tokens = reading.analysis.tokens
    at = money.amount.last
    nouns = reading.lexicon.terms("funding", "money")
    enables = reading.lexicon.terms("funding", "enables")
    while at < min(money.last, money.amount.last + _GRANT) and tokens[at].lower not in enables:
        if tokens[at].lemma not in nouns and tokens[at].pos not in {"ADJ", "ADP", "NOUN"}:
            return None  # "a $4.7 million grant for"
        at += 1
    if at + 1 >= money.last or tokens[at].lower not in enables:
        return None
    return _body_at(reading, at + 1, money.last)


def _body_at(reading: Reading, start: int, last: int) -> Mention | None:
    """Return the organisation named from a token on, an article or its owner before it read over."""
    tokens = reading.analysis.tokens
    start += tokens[start].pos == "DET"
    possessive = reading.lexicon.table("organisations", "links").get("possessive", ())
    here = [m for m in reading.mentions_in(start, last) if m.first == start and m.named]
    mention = max(here, key=lambda m: m.last, default=None)
    if mention is not None and mention.last + 1 < last and tokens[mention.last].text in possessive:
        return _body_at(reading, mention.last + 1, last)
    if mention is None or mention.type != "organisation":
        return None
    goes_on = mention.last < last and tokens[mention.last].pos in {"NOUN", "ADJ"}  # "for EPICUR students"
    return None if goes_on else mention


def _set_aside_for(reading: Reading, money: Sum) -> Mention | None:
    """Return for whom money is told to be before its sum: "the budget for the Tide Zone (KRW 6 billion)"."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("funding", "money") | reading.lexicon.terms("funding", "anew")
    into = reading.lexicon.terms("funding", "to_whom")
    first = reading.analysis.sentences[money.sentence].first
    for index in range(money.amount.first - 1, max(first, money.first), -1):
        if tokens[index].lower in into and tokens[index - 1].lemma in nouns:
            return _body_at(reading, index + 1, money.last)
    return None


def given_beside(reading: Reading, money: Sum, previous: Sum) -> Mention | None:
    """Return whom a further sum is given to by the same verb: "gave A €2 million and B €1 million"."""
    first = takers_of(reading, previous)
    if len(first) == 0 or first[-1].last > previous.amount.first:
        return None
    gives = list(cues_in(reading, "funding", "gives", previous.first, first[0].first))
    between = reading.mentions_in(previous.amount.last, money.amount.first)
    right = [m for m in between if m.type == "organisation" and m.last == money.amount.first]
    return right[0] if len(gives) > 0 and len(right) > 0 else None


def _is_attribute(reading: Reading, after: int, last: int) -> bool:
    """Tell a place that only tells whose something is: "to UK and Nordic universities"."""
    tokens = reading.analysis.tokens
    while after < last and (tokens[after].pos in {"ADJ", "CCONJ", "PROPN"} or tokens[after].text in "-–"):
        after += 1
    return after < last and tokens[after].pos == "NOUN"


def _subjects(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
    """Return the subject of a verb in either voice: who is awarded something gets it."""
    tokens = reading.analysis.tokens
    found = _told_subjects(reading, verb, first)
    datelines = (m for m in found if m.type == "place" and m.last < len(tokens))
    barred = {m.first for m in datelines if tokens[m.last].text in _DASHES}
    return tuple(m for m in found if m.type != "place" or m.first not in barred)


def _told_subjects(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
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


def described_taker(reading: Reading, money: Sum) -> list[Value]:
    """Return what gets a sum where a noun or "it" stands for it: "the centre receives", "into the fund".

    That is the organisation told last with this noun in its name, else the thing introduced with it, else the
    one project of the text.
    """
    tokens, things = reading.analysis.tokens, reading.lexicon.terms("funding", "things")
    for noun in _stand_ins(reading, money):
        if tokens[noun].pos == "PRON":
            about = topic(reading, titled(reading))
            if about is not None and about.title[0] < noun:
                return [phrase(reading, "recipients", *about.title, probability=0.5)]
        elif tokens[noun].lemma in things:
            named = [m for m in reading.mentions_in(0, noun) if _bears(reading, m, tokens[noun].lemma)]
            if len(named) > 0:
                return list(names(reading, "recipients", named[-1], probability=0.6))
            before = (
                introduced(reading, i)
                for i in range(noun - 1, 0, -1)
                if tokens[i].lemma == tokens[noun].lemma
            )
            told = next((span for span in before if span is not None), None)
            if told is not None:
                return [phrase(reading, "recipients", *told, probability=0.5)]
    return []


def _stand_ins(reading: Reading, money: Sum) -> Iterator[int]:
    """Yield the nouns with a definite article, and pronouns, that stand where a recipient does."""
    tokens = reading.analysis.tokens
    definite = reading.lexicon.terms("agreements", "definite")
    for hit in cues_in(reading, "funding", "gets", money.first, money.amount.first):
        at = hit.first - 1
        while at > money.first and tokens[at].pos in {"AUX", "ADV"}:
            at -= 1
        subject = next(
            (
                c
                for i in range(hit.first, hit.last)
                for c in reading.analysis.children[i]
                if tokens[c].relation.startswith("nsubj")
            ),
            at,
        )
        if tokens[subject].pos == "PRON" or (subject > 0 and tokens[subject - 1].lower in definite):
            yield subject
    into = reading.lexicon.terms("funding", "into")
    at = money.amount.last
    if at + 2 < money.last and tokens[at].lower in into and tokens[at + 1].lower in definite:
        yield at + 2


def _bears(reading: Reading, mention: Mention, noun: str) -> bool:
    """Tell whether an organisation has a noun in its name: "the centre" for "Centre for Arctic Soils"."""
    words = reading.analysis.tokens[mention.first : mention.last]
    return mention.type == "organisation" and mention.named and any(t.lower == noun for t in words)


def body_meant(reading: Reading, meant: Range) -> Mention | None:
    """Return the body that a purpose begins with, which gets the money: "for NeIC in the years to come"."""
    here = [m for m in reading.mentions_in(*meant) if m.first == meant[0] and m.named]
    outer = max(here, key=lambda m: m.last, default=None)
    return outer if outer is not None and outer.type == "organisation" else None
