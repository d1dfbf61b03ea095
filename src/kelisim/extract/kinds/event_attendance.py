"""Who a sentence says takes part: the subject of a verb, those listed behind one, the items of a list."""

from typing import Final

from kelisim.extract.kinds.event_company import taking_part
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite, parts
from kelisim.extract.syntax import subject_range

_FRONT: Final = 14  # tokens before the verb of "also present at the opening were"
_LINE: Final = 30  # tokens of a line that names one of a list


def attending(reading: Reading, number: int, *, says: bool) -> list[Mention]:
    """Return the people and organisations of a sentence that a verb or a list makes participants."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.is_heading(sentence):
        return []
    found: list[Mention] = []
    for hit in reading.lexicon.cues("events", "attend").find(analysis.tokens, sentence.first, sentence.last):
        if hit.code == "list":
            listed = [p for p in parts(reading, hit.last, sentence.last, role="agent") if p.role == "agent"]
            found += [p.mention for p in listed if not p.nested and p.mention.type != "place"]
            continue
        verb = analysis.tokens[hit.first]
        if (hit.code == "say" and not says) or verb.pos not in {"VERB", "AUX"}:
            continue
        span = subject_range(analysis, hit.first)
        if verb.relation == "":  # no parser tells the subject, which may follow its verb
            span = (sentence.first, sentence.last)
        if span is not None:
            told = list(parts(reading, *span))
            found += [m for m in taking_part(reading, told) if m.type == "person"]
            if verb.relation == "":
                found += [p.mention for p in told if p.role == "object" and p.mention.type == "person"]
    found += _listed(reading, sentence.first, sentence.last)
    if analysis.tokens[sentence.last - 1].text == ":":
        found += _items(reading, number)
    return found


def _listed(reading: Reading, first: int, last: int) -> list[Mention]:
    """Return those named behind "also present were", "the exhibitors include", "brought together"."""
    analysis, words = reading.analysis, reading.lexicon
    gathering = words.cues("events", "gathering")
    found: list[Mention] = []
    for index in range(first, last):
        token = analysis.tokens[index]
        if token.pos not in {"VERB", "AUX"} or token.relation in {"aux", "aux:pass"}:
            continue
        hit = gathering.at(analysis.tokens, index, last) or _lists(reading, index, first, last)
        if hit is not None:
            behind = parts(reading, hit.last, last, role="agent")
            found += taking_part(reading, [p for p in behind if p.role != "subject"])
    return found


def _lists(reading: Reading, verb: int, first: int, last: int) -> Hit | None:
    """Return the verb behind which those are listed whom its subject or an opening word makes guests."""
    analysis, words = reading.analysis, reading.lexicon
    hit = words.cues("events", "listing").at(analysis.tokens, verb, last)
    if hit is None or not is_finite(analysis, verb):
        return None
    span = subject_range(analysis, verb)
    heads = [] if span is None else analysis.tokens[span[0] : min(span[1], verb)]
    attendees = words.terms("events", "attendees")
    if any(t.lemma in attendees or t.lower in attendees for t in heads):
        return hit
    present = words.terms("events", "present")
    front = max(first, verb - _FRONT)
    opens = any(t.lower in present for t in analysis.tokens[front:verb])
    return hit if opens and len(reading.mentions_in(first, verb)) == 0 else None


def _items(reading: Reading, number: int) -> list[Mention]:
    """Return the people of the list that a sentence announces: "six experts delivered addresses:"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    cues = reading.lexicon.cues("events", "attend")
    told = any(h.code != "say" for h in cues.find(analysis.tokens, sentence.first, sentence.last))
    present = reading.lexicon.terms("events", "present")
    if not told and not any(t.lower in present for t in analysis.tokens[sentence.first : sentence.last]):
        return []
    found: list[Mention] = []
    for other in analysis.sentences[number + 1 :]:
        short = other.last - other.first < _LINE
        verbs = any(is_finite(analysis, i) for i in range(other.first, other.last))
        if analysis.blocks[other.block].kind not in {"item", "heading"} and (verbs or not short):
            break
        named = [m for m in reading.mentions_in(other.first, other.last) if m.type != "place"]
        named.sort(key=lambda m: m.type != "person")
        if len(named) == 0:
            break
        found += named[:1]
    return found
