"""What is to come of an agreement, whoever does it: "Seminars will be held", "There will be …"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.commitment_parts import deeds, split
from kelisim.extract.kinds.undertaking_sentences import is_speech
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import dependents, strip_marks, subtree

_NEAR: Final = 4  # sentences behind a report in which what will be is what was agreed
_MATTER: Final = 6  # tokens of "are also among the main areas"
_SIDE: Final = frozenset({"acl", "acl:relcl", "advcl"})


def outcomes(reading: Reading, thread: Thread, number: int) -> Iterator[Range]:
    """Yield what a sentence near that of an agreement says will be done or will be there."""
    analysis, sentence = reading.analysis, reading.analysis.sentences[number]
    near = any(0 <= number - r.sentence <= _NEAR for r in thread.reports if not r.heading)
    if not near or is_speech(analysis, sentence.first, sentence.last):
        return
    matter = _matter(reading, thread, number)
    if matter is not None:
        yield from split(reading, *matter)
        return
    ahead = reading.lexicon.terms("agreements", "ahead")
    found = [
        told
        for index in range(sentence.first, sentence.last)
        if analysis.tokens[index].lower in ahead
        and (told := _told(reading, thread, index, sentence.last)) is not None
    ]
    for place, (first, last) in enumerate(found):
        end = min(last, found[place + 1][0]) if place + 1 < len(found) else last
        yield from deeds(reading, *strip_marks(analysis, first, end))


def _matter(reading: Reading, thread: Thread, number: int) -> Range | None:
    """Return what a sentence says an agreement is about: "Exchanges are the subject of the memorandum"."""
    analysis, sentence = reading.analysis, reading.analysis.sentences[number]
    tokens, matters = analysis.tokens, reading.lexicon.terms("agreements", "matters")
    kinds = reading.lexicon.cues("agreements", "kinds").find(tokens, sentence.first, sentence.last)
    if all(r.sentence != number for r in thread.reports) and not any(True for _ in kinds):
        return None
    for index in range(sentence.first + 1, sentence.last - 2):
        if tokens[index].pos != "AUX":
            continue
        near = range(index + 1, min(index + _MATTER, sentence.last))
        noun = next((tokens[i].lemma for i in near if tokens[i].pos == "NOUN"), "")
        subjects = [c for c in dependents(analysis, index, "nsubj") if tokens[c].pos == "NOUN" and c < index]
        if noun in matters and len(subjects) > 0 and tokens[subjects[0]].lemma not in matters:
            return strip_marks(analysis, _after_place(reading, sentence.first, subjects[0]), index)
    return None


def _after_place(reading: Reading, first: int, subject: int) -> int:
    """Return where a subject begins: at its first word, with all of the list that opens the sentence."""
    tokens = reading.analysis.tokens
    start = subtree(reading.analysis, subject)[0]
    listed = all(t.pos in {"NOUN", "ADJ", "DET", "ADP", "CCONJ", "PUNCT"} for t in tokens[first:start])
    dashes = (i + 1 for i in range(start - 1, first - 1, -1) if tokens[i].text in {"–", "—", "-", "•"})
    return next(dashes, first if listed else start)


def _told(reading: Reading, thread: Thread, ahead: int, last: int) -> Range | None:
    """Return the clause of a passive, or what "there will be", at a word of the future."""
    analysis = reading.analysis
    tokens = analysis.tokens
    verb = tokens[ahead].head
    there = any(tokens[c].relation == "expl" for c in analysis.children[verb])
    if tokens[verb].relation in _SIDE:
        return None
    if there:
        things = [c for c in analysis.children[verb] if c > ahead and tokens[c].pos == "NOUN"]
    elif any(tokens[c].relation == "aux:pass" and c > ahead for c in analysis.children[verb]):
        holder = tokens[verb].head if tokens[ahead].pos == "PART" else verb  # "are to be shared"
        things = [c for c in dependents(analysis, holder, "nsubj") if c < ahead and tokens[c].pos == "NOUN"]
        future = holder == verb or tokens[holder].lemma in reading.lexicon.terms("phrases", "copulas")
        if not future or tokens[verb].lemma not in reading.lexicon.terms("agreements", "done"):
            return None
    else:
        return None
    if len(things) == 0:
        return None
    first = subtree(analysis, things[0])[0]
    end = phrase_end(reading, max(first, verb) + 1, last)
    return (first, end) if _is_agreed(reading, thread, first, end) else None


def _is_agreed(reading: Reading, thread: Thread, first: int, end: int) -> bool:
    """Tell whether what will be is no paper, no sum, nothing denied, of no strangers and no one meeting."""
    tokens = reading.analysis.tokens
    once = reading.lexicon.terms("agreements", "once")
    if any(t.lower in once for t in tokens[first : first + 3]) or _has_sum(reading, first, end):
        return False
    strange = (
        m
        for m in reading.mentions_in(first, end)
        if m.type == "organisation" and thread.parties.isdisjoint(m.referents)
    )
    kinds = reading.lexicon.cues("agreements", "kinds").find(tokens, first, end)
    return not any(True for _ in strange) and not any(True for _ in kinds)


def _has_sum(reading: Reading, first: int, end: int) -> bool:
    return any(amount.currency is not None for amount in reading.amounts_in(first, end))
