"""Whether a body is open yet, or planned. Ranges are token indices."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import normalised
from kelisim.extract.kinds.establishment_bodies import Body
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead
from kelisim.extract.reading import Date, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import subject_range
from kelisim.model import Value

_YET_TO_BE: Final = frozenset({"adjective", "works"})  # "the future centre", "a joint committee meets …"
_BEFORE: Final = 12  # tokens before a founding in which "plans to" still bears on it
_AIM: Final = 6  # tokens of "22 million to establish" behind "announced"
_LATER: Final = 2  # sentences before it in which a letter of intent may be told


def status_of(reading: Reading, body: Body, date: Date | None) -> Value:
    """Return whether a body is open, or planned by its date or by the words around its founding."""
    if date is not None and is_ahead(date, reading.reference_date):
        return normalised(reading, "status", "planned", (date.first, date.last))
    ahead = _planned(reading, body)
    if ahead is not None:
        return normalised(reading, "status", "planned", ahead, probability=0.65)
    return normalised(reading, "status", "open", (body.act.first, body.act.last), probability=0.7)


def _planned(reading: Reading, body: Body) -> Range | None:
    """Return the words that tell a body as planned."""
    act = body.act
    first = reading.analysis.sentences[body.number].first
    if act.code in _YET_TO_BE or _is_agreed(reading, act, first):
        return act.first, act.last
    if _is_done(reading, act):
        return None
    return (
        _intended(reading, body, first)
        or _agreement_on(reading, act.first, first)
        or _only_announced(reading, act, body.number)
        or _is_under_way(reading, act, body.number)
    )


def _intended(reading: Reading, body: Body, first: int) -> Range | None:
    """Return the words of an intention that bear on a founding: "plans to open", "22 million to build"."""
    act = body.act
    unparsed = reading.analysis.tokens[act.first].relation == ""
    start = first if unparsed else max(first, act.first - _BEFORE)
    for cue in cues_in(reading, "establishments", "planned", start, act.last):
        return cue.first, act.last
    infinitive = reading.lexicon.terms("intentions", "infinitive")
    for cue in cues_in(reading, "establishments", "planned", act.last, min(act.last + _AIM, body.name[0])):
        if cue.term.split()[0] in infinitive:  # "announced 22 million to establish"
            return cue.first, cue.last
    return None


def _is_done(reading: Reading, act: Hit) -> bool:
    """Tell a founding that its own helping verb puts in the past: "a lab that will … was opened"."""
    analysis = reading.analysis
    if analysis.tokens[act.first].pos != "VERB":
        return False
    if act.term in reading.lexicon.terms("establishments", "found_new"):  # "has announced a new centre"
        return False
    helpers = [analysis.tokens[c] for c in analysis.children[act.first] if analysis.tokens[c].pos == "AUX"]
    past = any("Tense=Past" in t.features and "VerbForm=Fin" in t.features for t in helpers)
    perfect = reading.lexicon.terms("establishments", "perfect")
    done = any(t.lemma in perfect and "VerbForm=Fin" in t.features for t in helpers)
    return past or done


def _is_agreed(reading: Reading, act: Hit, first: int) -> bool:
    """Tell what an agreement of the sentence founds: "it foresees …", "a memorandum on … building a lab"."""
    analysis = reading.analysis
    token = analysis.tokens[act.first]
    helped = any(analysis.tokens[c].pos == "AUX" for c in analysis.children[act.first])
    if any(True for _ in cues_in(reading, "establishments", "provided", first, act.first)):
        return True
    if token.pos != "VERB" or helped or "Tense=Past" in token.features:
        return False
    within = (
        (first, act.first) if "VerbForm=Fin" not in token.features else subject_range(analysis, act.first)
    )
    return within is not None and any(True for _ in cues_in(reading, "agreements", "kinds", *within))


def _agreement_on(reading: Reading, act: int, first: int) -> Range | None:
    """Return the words of an agreement right before a founding: "a memorandum on the establishment of"."""
    tokens = reading.analysis.tokens
    if tokens[act].pos == "VERB":
        return None
    on = act - 1
    while on > first and tokens[on].pos in {"DET", "ADJ"}:
        on -= 1
    topics = reading.lexicon.terms("programmes", "topics")
    start = max(first, on - _BEFORE)
    if tokens[on].lower not in topics:
        return None
    for noun in cues_in(reading, "agreements", "kinds", start, on):
        if not any(is_finite(reading.analysis, i) or tokens[i].text == ";" for i in range(noun.last, on)):
            return noun.first, noun.last
    return None


def _only_announced(reading: Reading, act: Hit, number: int) -> Range | None:
    """Return what tells that a founding is still to come: "announced the formation of", "working to build",
    or letters of intent handed over for it.
    """
    tokens, sentences = reading.analysis.tokens, reading.analysis.sentences
    if tokens[act.first].pos == "VERB":
        infinitive = reading.lexicon.terms("intentions", "infinitive")
        aimed = act.first > 0 and tokens[act.first - 1].lower in infinitive
        done = reading.lexicon.terms("establishments", "achieved")
        near = {t.lemma for t in tokens[max(0, act.first - 4) : act.first]}
        return (act.first - 1, act.last) if aimed and near.isdisjoint(done) else None
    first = sentences[number].first
    if act.term in reading.lexicon.terms("establishments", "founding_of"):
        for hit in cues_in(reading, "establishments", "announcing", max(first, act.first - 3), act.first):
            return hit.first, act.last
    for before in range(max(0, number - _LATER), number + 1):
        within = (sentences[before].first, sentences[before].last)
        for hit in cues_in(reading, "agreements", "kinds", *within):
            if hit.code == "letter_of_intent":
                return hit.first, hit.last
    return None


def _is_under_way(reading: Reading, act: Hit, number: int) -> Range | None:
    """Return the words of a founding that is not yet done: "we are establishing a lab", an item."""
    analysis = reading.analysis
    features = analysis.tokens[act.first].features
    going = "Aspect=Prog" in features and any(
        analysis.tokens[c].pos == "AUX" for c in analysis.children[act.first]
    )
    item = analysis.blocks[analysis.sentences[number].block].kind == "item"
    return (act.first, act.last) if going or (item and "VerbForm=Fin" not in features) else None
