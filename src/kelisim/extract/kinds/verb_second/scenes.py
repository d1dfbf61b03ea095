"""When and where something in a clause happens, and who is said to be there."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.roles import outermost
from kelisim.extract.verb_second import Clause, arguments, clauses, noun_phrase_from, subjects

_IN: Final = frozenset({"in", "im", "an", "am", "auf"})
_HOLDERS: Final = frozenset({"von", "vom", "durch", "mit"})
_WITH: Final = frozenset({"mit", "zwischen", "von", "vom", "durch", "seitens", "bei"})


def date_of(reading: Reading, clause: Clause, index: int) -> Date | None:
    """Return the date of a clause that stands nearest to a token, one of a month or a day before a year."""
    found = [
        d
        for d in reading.dates_in(clause.first, clause.last)
        if d.value is not None and d.first in clause.tokens
    ]
    exact = [d for d in found if len(d.value or "") > 4]
    return min(exact or found, key=lambda d: abs(d.first - index), default=None)


def place_in(reading: Reading, clause: Clause, without: Range) -> Range | None:
    """Return where a clause says that something happens: at a site, in a town, at a body.

    Arguments:
        without: tokens that name something else, in which a town counts last.
    """
    tokens = reading.analysis.tokens
    sites = reading.lexicon.cues("circumstances", "places")
    for index in clause.tokens:
        if tokens[index].lower not in _IN or index + 1 not in clause.tokens:
            continue
        phrase = noun_phrase_from(reading, clause, index + 1)
        if phrase is None or without[0] <= phrase[0] < without[1]:
            continue
        near = range(phrase[0], min(phrase[1], phrase[0] + 4))
        if any(sites.at(tokens, i, phrase[1]) is not None for i in near) and not _is_dated(reading, phrase):
            return phrase
    placed = [a for a in arguments(reading, clause) if a.preposition in _IN and a.mention.type != "person"]
    towns = [a.mention for a in placed if a.mention.type == "place"]
    bodies = [a.mention for a in placed if a.mention.type == "organisation" and not a.modifies]
    inside = [m for m in reading.mentions_in(*without) if m.type == "place"]
    chosen = next(iter([*towns, *inside, *bodies]), None)
    return None if chosen is None else (chosen.first, chosen.last)


def _is_dated(reading: Reading, span: Range) -> bool:
    return any(
        d.first < span[1] and span[0] < d.last for d in reading.dates_in(max(0, span[0] - 4), span[1] + 4)
    )


def participants_of(reading: Reading, clause: Clause, name: Range, *, held: bool) -> list[Mention]:
    """Return who takes part by what one clause says: who acts in it, with whom, those in the event's name."""
    found = [m for m in reading.mentions_in(*name) if m.type in {"person", "organisation"} and m.named]
    outer = outermost(tuple(found)).values()
    placed = {m.first for m in outer}
    kept = list(outer)
    if not held:
        return kept
    acting = [m for m in subjects(reading, clause) if m.type in {"person", "organisation"}]
    kept += [m for m in acting if m.first not in placed]
    for argument in arguments(reading, clause):
        beside = argument.preposition in _WITH and not argument.modifies and argument.mention.type != "place"
        if beside and argument.mention.first not in placed:
            kept.append(argument.mention)
    return kept


def guests(reading: Reading, number: int) -> Iterator[Mention]:
    """Yield those whom a sentence says to be there: "teilnehmen", "zu Gast", "unter den Gästen"."""
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    if analysis.is_heading(sentence):
        return
    for clause in clauses(reading, number):
        if clause.passive and clause.verb in words.terms("events", "held_by_agents"):
            told = arguments(reading, clause)
            holders = [a.mention for a in told if a.preposition in _HOLDERS and not a.modifies]
            yield from (mention for mention in holders if _comes(mention))
            continue
        lists = words.cues("events", "present").find(analysis.tokens, clause.first, clause.last)
        if any(True for _ in lists) or clause.verb in words.terms("events", "present_by"):
            yield from (a.mention for a in arguments(reading, clause) if _comes(a.mention) and not a.modifies)
        elif clause.verb in words.terms("events", "speak_by"):
            yield from (m for m in subjects(reading, clause) if m.type == "person")


def _comes(mention: Mention) -> bool:
    return mention.type in {"person", "organisation"}
