"""Meetings told by those who meet: "the Senate will meet on 8 April", "the winners gathered in the hall"."""

from kelisim.extract.circumstances import place_of
from kelisim.extract.kinds.event_company import taking_part
from kelisim.extract.kinds.event_names import BESIDE, described
from kelisim.extract.kinds.event_report import EventReport
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import dependents, subtree


def is_assembly(reading: Reading, hit: Hit) -> bool:
    """Tell a verb of meeting that has no object: who meets is its subject alone."""
    if hit.term not in reading.lexicon.terms("events", "assembling"):
        return False
    analysis = reading.analysis
    return len(dependents(analysis, hit.first, "obj")) == 0 and not is_passive(analysis, hit.first)


def assembly(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    """Return the meeting of those who meet on a day or at a place told; None for a habit ("twice a year")."""
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    span = (sentence.first, sentence.last)
    subjects = [i for i in dependents(analysis, hit.first, "nsubj") if i < hit.first]
    if len(subjects) == 0 or analysis.is_heading(sentence) or _is_habit(reading, hit.first, *span):
        return None
    if analysis.tokens[subjects[0]].pos not in {"NOUN", "PROPN"}:
        return None
    day = any(date.is_day for date in reading.dates_in(*span))
    if not day and place_of(reading, hit.first, *span) is None:
        return None
    first, last = subtree(analysis, subjects[0], without=BESIDE)
    if any(True for _ in words.cues("events", "kinds").find(analysis.tokens, subjects[0], subjects[0] + 1)):
        return None  # "the forum convened" tells of the forum
    if any(t.pos == "NUM" for t in analysis.tokens[first : subjects[0]]):
        return None  # "nineteen people met" tells of a meeting told elsewhere
    last = described(reading, first, min(last, hit.first))
    another = words.terms("events", "another")
    behind = analysis.tokens[hit.last : min(hit.last + 3, sentence.last)]
    people = taking_part(reading, list(parts(reading, sentence.first, hit.first)))
    prefix = next(iter(words.table("events", "assembly_names").get(hit.code, ())), "")
    return EventReport(
        number,
        False,
        hit.code,
        hit.first,
        (first, last),
        prefix,
        "told",
        False,
        any(t.lower in another for t in behind),
        False,
        people,
        span,
    )


def _is_habit(reading: Reading, verb: int, first: int, last: int) -> bool:
    """Tell what is done again and again, only could be done, or serves another event: "may meet"."""
    analysis = reading.analysis
    if any(True for _ in reading.lexicon.cues("events", "habits").find(analysis.tokens, first, last)):
        return True
    maybe = reading.lexicon.terms("events", "maybe")
    if any(
        analysis.tokens[c].lower in maybe and analysis.tokens[c].pos == "AUX" for c in analysis.children[verb]
    ):
        return True
    return verb + 1 < last and analysis.tokens[verb + 1].pos == "PART"  # "gathered to witness the opening"
