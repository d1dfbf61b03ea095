"""Programmes in clauses with a verb bracket: by a title in quotes behind their noun, or by noun and field."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_second import Clause, arguments, clauses, noun_phrase_from, subjects
from kelisim.model import Statement, Value

_QUOTES: Final = {"„": "“", "«": "»", "“": "”", '"': '"'}
_TITLE: Final = 10  # tokens of a title
_FIELD: Final = frozenset({"in", "für", "im"})


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme that somebody offers or sets going."""
    told: set[str] = set()
    for number, sentence in enumerate(reading.analysis.sentences):
        if reading.analysis.is_heading(sentence):
            continue
        for clause in clauses(reading, number):
            for hit in reading.lexicon.cues("programmes", "kind").find(
                reading.analysis.tokens, clause.first, clause.last
            ):
                title = _title(reading, clause, hit)
                if title is None or hit.first not in clause.tokens:
                    continue
                words = reading.analysis.words(*title).casefold()
                if words not in told:
                    told.add(words)
                    yield _statement(reading, clause, hit, title, number, extractor)


def _title(reading: Reading, clause: Clause, hit: Hit) -> Range | None:
    """Return what a programme is called: its title, or its noun with the field where it is set going."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    quoted = _quoted(reading, clause, hit.last)
    if quoted is not None:
        return quoted
    if hit.code in words.terms("programmes", "titled_only") or _talked_of(reading, clause):
        return None
    if not _is_offered(reading, clause):
        return None
    start = hit.first
    while start > clause.first and tokens[start - 1].pos == "ADJ":
        start -= 1
    if {t.lower for t in tokens[start : hit.first]} & words.terms("programmes", "general"):
        return None
    end = hit.last
    if end < clause.last and tokens[end].lower in _FIELD and end + 1 in clause.tokens:
        field = noun_phrase_from(reading, clause, end + 1)
        dated = any(d.first <= end + 1 < d.last for d in reading.dates_in(end, clause.last))
        end = end if field is None or dated else field[1]
    elif (
        end < clause.last and tokens[end].pos == "NOUN" and end in clause.tokens
    ):  # "Masterstudiengang Physik"
        field = noun_phrase_from(reading, clause, end)
        end = end if field is None else field[1]
    described = end - start > hit.last - hit.first
    one = tokens[start - 1].lower in words.terms("programmes", "one") if start > clause.first else False
    partners = len(_partners(reading, clause)) > 1
    return (start, end) if described or (one and partners) else None


def _quoted(reading: Reading, clause: Clause, index: int) -> Range | None:
    """Return the title in quotes right behind a noun, "mit dem Titel" and a field in between read over."""
    tokens = reading.analysis.tokens
    for at in range(index, min(clause.last - 1, index + 5)):
        closing = _QUOTES.get(tokens[at].text)
        if closing is None:
            if tokens[at].pos in {"VERB", "AUX"} or tokens[at].text == ",":
                return None
            continue
        close = next(
            (i for i in range(at + 1, min(clause.last, at + _TITLE)) if tokens[i].text == closing), None
        )
        return (at + 1, close) if close is not None and close > at + 1 else None
    return None


def _talked_of(reading: Reading, clause: Clause) -> bool:
    """Tell whether a programme is only talked of: wished, examined, applied for."""
    cues = reading.lexicon.cues("programmes", "not_told")
    return any(True for _ in cues.find(reading.analysis.tokens, clause.first, clause.last)) or (
        clause.kind == "infinitive"
    )


def _is_offered(reading: Reading, clause: Clause) -> bool:
    tokens = reading.analysis.tokens
    offers = reading.lexicon.terms("programmes", "offer_by")
    return any(tokens[i].lemma in offers for i in clause.tokens if tokens[i].pos == "VERB")


def _partners(reading: Reading, clause: Clause) -> list[Mention]:
    """Return who offers it: the subject, and those after "mit", "zwischen", "von", "an"."""
    found = [m for m in subjects(reading, clause) if m.type in {"organisation", "group"}]
    ways = reading.lexicon.terms("programmes", "with")
    for argument in arguments(reading, clause):
        body = argument.mention.type == "organisation" and not argument.modifies
        if body and argument.preposition in ways and argument.mention not in found:
            found.append(argument.mention)
    return found


def _statement(
    reading: Reading, clause: Clause, hit: Hit, title: Range, number: int, extractor: str
) -> Statement:
    tokens = reading.analysis.tokens
    joint = reading.lexicon.terms("programmes", "joint")
    before = {t.lower for t in tokens[max(clause.first, hit.first - 3) : hit.first]}
    code = "joint_degree" if hit.code == "degree" and before & joint else hit.code
    values: list[Value] = [
        base_phrase(reading, "title", *title),
        normalised(reading, "kind", code, (hit.first, hit.last)),
        _status(reading, clause, hit),
    ]
    partners = _partners(reading, clause)
    for mention in partners or _acting(reading, number):
        values += names(reading, "partners", mention, probability=0.7)
    return statement(reading, "programme", values, [number], probability=0.65, extractor=extractor)


def _acting(reading: Reading, number: int) -> list[Mention]:
    """Return the organisations that act in the clauses of a sentence."""
    found: list[Mention] = []
    for clause in clauses(reading, number):
        found += [m for m in subjects(reading, clause) if m.type == "organisation"]
    return found


def _status(reading: Reading, clause: Clause, hit: Hit) -> Value:
    words = reading.lexicon
    running = (words.terms("programmes", "runs"), words.terms("programmes", "starts"))
    lemmas = {reading.analysis.tokens[i].lemma for i in clause.tokens}
    if not lemmas.isdisjoint(running[0]):
        return normalised(reading, "status", "running", (hit.first, hit.last), probability=0.7)
    signed = any(
        True
        for _ in words.cues("agreements", "sole").find(reading.analysis.tokens, clause.first, clause.last)
    )
    if signed or not lemmas.isdisjoint(running[1]):
        return normalised(reading, "status", "planned", (hit.first, hit.last), probability=0.7)
    cues = words.cues("programmes", "status")
    for cue in cues.find(reading.analysis.tokens, clause.first, clause.last):
        if cue.code == "planned" and cue.first in clause.tokens:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    for date in reading.dates_in(clause.first, clause.last):
        if is_ahead(date, reading.reference_date):
            return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    return normalised(reading, "status", "running", (hit.first, hit.last), probability=0.7)
