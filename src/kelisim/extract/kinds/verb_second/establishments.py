"""Bodies that somebody founds, in clauses with a verb bracket: "Im Juni eröffneten X und Y ein Labor"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.verb_second.scenes import date_of, place_in
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.verb_second import Clause, arguments, clauses, noun_phrase_from, subjects
from kelisim.model import Statement, Value

_OBLIQUE: Final = frozenset({"dem", "des", "der", "einem", "einer", "eines", "vom", "zum", "zur", "im", "am"})
_AT: Final = frozenset({"an", "am", "bei", "beim"})


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that is founded, opened or planned."""
    told: set[str] = set()
    for number, sentence in enumerate(reading.analysis.sentences):
        if reading.analysis.is_heading(sentence):
            continue
        every = clauses(reading, number)
        for position, clause in enumerate(every):
            found = _body(reading, clause)
            if found is None or _is_wished(reading, clause, every[:position]):
                continue
            hit, span = found
            words = reading.analysis.tokens[hit.first].lemma
            if words not in told:
                told.add(words)
                yield _statement(reading, clause, every, hit, span, number, extractor)


def _body(reading: Reading, clause: Clause) -> tuple[Hit, Range] | None:
    """Return the body's noun and its phrase: of founding, of coming to be, or behind "die Gründung"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    verbs = {tokens[i].lemma for i in clause.tokens if tokens[i].pos == "VERB"}
    acts = not verbs.isdisjoint(words.terms("establishments", "founds"))
    acts = acts or not verbs.isdisjoint(words.terms("establishments", "comes"))
    runs = not verbs.isdisjoint(words.terms("establishments", "runs"))
    acts = acts or (runs and len(reading.dates_in(clause.first, clause.last)) > 0)
    acting = (
        {i for m in subjects(reading, clause) for i in range(m.first, m.last)}
        if not clause.passive
        else set()
    )
    dated = len(reading.dates_in(clause.first, clause.last)) > 0
    first = clause.first - 5 if clause.kind == "relative" and acts and clause.passive else clause.first
    for hit in words.cues("establishments", "kind").find(tokens, max(0, first), clause.last):
        start = hit.first
        while start > first and (tokens[start - 1].pos == "ADJ" or _is_adjective(tokens[start - 1].text)):
            start -= 1
        if tokens[hit.first].pos not in {"NOUN", "PROPN"} or start == 0 or hit.first in acting:
            continue
        if hit.first not in clause.tokens and hit.first >= clause.first:
            continue
        before = tokens[start - 1].lower
        nominal = _is_nominal(reading, start)
        if not (acts and before not in _OBLIQUE and tokens[start - 1].pos != "ADP") and not nominal:
            continue
        own = {t.lower for t in tokens[start : hit.first]}
        fresh = before in words.terms("establishments", "fresh_before") or not own.isdisjoint(
            words.terms("establishments", "fresh")
        )
        known = any(m.first < hit.first and m.first != start for m in reading.mentions_in(start, hit.last))
        named = any(token.text[0].isupper() for token in tokens[start : hit.first]) and not known
        opened = (
            clause.passive and dated and tokens[hit.last].lower == "für"
        )  # "das Zentrum für X wird … eröffnet"
        if not fresh and not named and not opened:
            continue
        return hit, (start, _end(reading, clause, hit))
    return None


def _is_nominal(reading: Reading, start: int) -> bool:
    """Tell whether a noun of founding stands before a body: "die Gründung eines", "der Aufbau des"."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("establishments", "founding")
    return (
        start > 1
        and tokens[start - 1].lower in {"eines", "einer", "von"}
        and tokens[start - 2].lower in nouns
    )


def _is_adjective(text: str) -> bool:
    return text[0].isupper() and text.lower().endswith(("ische", "ischen", "isches", "ischer"))


def _end(reading: Reading, clause: Clause, hit: Hit) -> int:
    """Return where a body's name ends: behind its field ("für …") or owner, not at a place or date."""
    tokens = reading.analysis.tokens
    if hit.last >= clause.last or hit.last not in clause.tokens:
        return hit.last
    if tokens[hit.last].lower not in {"für", "zur", "zum"} and tokens[hit.last].lower not in {"der", "des"}:
        return hit.last
    begin = hit.last if tokens[hit.last].pos == "DET" else hit.last + 1
    found = noun_phrase_from(reading, clause, begin, attributes=False)
    return hit.last if found is None else found[1]


def _is_wished(reading: Reading, clause: Clause, before: tuple[Clause, ...]) -> bool:
    """Tell whether the clause only says what somebody wishes; what is agreed on is planned."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("establishments", "wished")
    if any(hit.first in clause.tokens for hit in cues.find(tokens, clause.first, clause.last)):
        return True
    if clause.kind not in {"infinitive", "side"} or len(before) == 0:
        return False
    outer = next((c for c in reversed(before) if c.kind == "main"), before[-1])
    return outer.verb not in reading.lexicon.terms("establishments", "agreed_by")


def _statement(
    reading: Reading,
    clause: Clause,
    every: tuple[Clause, ...],
    hit: Hit,
    span: Range,
    number: int,
    extractor: str,
) -> Statement:
    values: list[Value] = [
        base_phrase(reading, "name", *span),
        normalised(reading, "kind", hit.code, (hit.first, hit.last)),
    ]
    date = date_of(reading, clause, hit.first)
    values.append(_status(reading, clause, hit, date))
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    place = place_in(reading, clause, span)
    if place is not None:
        values.append(base_phrase(reading, "place", *place, probability=0.7))
    hosts, partners = _sides(reading, clause, every)
    for mention in hosts:
        values += names(reading, "hosts", mention, probability=0.7)
    for mention in partners:
        values += names(reading, "partners", mention, probability=0.7)
    return statement(reading, "establishment", values, [number], probability=0.65, extractor=extractor)


def _sides(
    reading: Reading, clause: Clause, every: tuple[Clause, ...]
) -> tuple[list[Mention], list[Mention]]:
    """Return where the body stands, and who founds it; one founder alone is its host."""
    acting = [m for m in subjects(reading, clause) if m.type in {"organisation", "group"}]
    outer = [c for c in every if c.kind == "main" and c is not clause]
    if len(acting) == 0 and clause.kind in {"infinitive", "relative"} and len(outer) > 0:
        acting = [m for m in subjects(reading, outer[0]) if m.type == "organisation"]
    free = [a for a in arguments(reading, clause) if a.mention.type == "organisation" and not a.modifies]
    hosts = [a.mention for a in free if a.preposition in _AT]
    beside = [a.mention for a in free if a.preposition == "mit"]
    if len(acting) == 1 and len(beside) == 0 and len(hosts) == 0:
        return acting, []
    return hosts, [*acting, *beside]


def _status(reading: Reading, clause: Clause, hit: Hit, date: Date | None) -> Value:
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("establishments", "planned")
    for cue in cues.find(tokens, clause.first, clause.last):
        if cue.first in clause.tokens:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    ahead = date is not None and is_ahead(date, reading.reference_date)
    if ahead or clause.kind == "infinitive":
        return normalised(reading, "status", "planned", (hit.first, hit.last), probability=0.7)
    return normalised(reading, "status", "open", (hit.first, hit.last), probability=0.7)
