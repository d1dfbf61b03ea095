"""Projects without a title, told by what is studied: "X in collaboration with Y will study how salt spreads".

Ranges are token indices.
"""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.project_titles import Project
from kelisim.extract.lists import cues_in, is_passive, subjects_of
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Mention, MentionType, Reading

_LONGEST: Final = 16  # tokens of what is studied
_NEAR: Final = 3  # tokens in which what is studied is told as no more than talk
_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_LOOSE: Final = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "SCONJ", "PART"})


def studied_together(reading: Reading) -> Iterator[Project]:
    """Yield what two bodies or more are told to study together, where a verb of research tells it."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    talk = reading.lexicon.terms("projects", "talk")
    for sentence in analysis.sentences:
        if analysis.is_heading(sentence):
            continue
        for hit in cues_in(reading, "projects", "studying", sentence.first, sentence.last):
            verb = hit.first
            if tokens[verb].pos != "VERB" or is_passive(analysis, verb):
                continue
            near = {t.lemma for t in tokens[hit.last : hit.last + _NEAR]}
            if not near.isdisjoint(talk) or not _is_shared(reading, verb, sentence.first):
                continue
            begin = hit.last if hit.last - verb == 1 else verb + 1
            begin += begin < sentence.last and tokens[begin].pos == "DET"
            end = _end(reading, begin, sentence.last)
            if end - begin > 1:
                yield Project((begin, end), [(begin, end)], verb=verb)


def _is_shared(reading: Reading, verb: int, first: int) -> bool:
    """Tell whether two bodies or more do it: "X and Y will", "X in collaboration with Y will"."""
    acting = {id for m in students_of(reading, verb) for id in m.referents}
    if len(acting) == 0:
        return False
    for cue in cues_in(reading, "projects", "roles.partners", first, verb):
        beside = [m for m in reading.mentions_in(cue.last, verb) if m.type == "organisation"]
        acting |= {id for m in beside for id in m.referents}
    return len(acting) > 1


def students_of(reading: Reading, verb: int) -> tuple[Mention, ...]:
    """Return who does what a verb of research tells."""
    first = reading.analysis.sentences[reading.analysis.sentence_of[verb]].first
    return subjects_of(reading, verb, first, _BODIES)


def is_ahead(reading: Reading, verb: int) -> bool:
    """Tell whether a verb says what will be done: "will study", "are to study"."""
    analysis = reading.analysis
    ahead = reading.lexicon.terms("projects", "ahead")
    helpers = {analysis.tokens[c].lemma for c in analysis.children[verb] if analysis.tokens[c].pos == "AUX"}
    return not helpers.isdisjoint(ahead) or "VerbForm=Inf" in analysis.tokens[verb].features


def _end(reading: Reading, first: int, last: int) -> int:
    tokens = reading.analysis.tokens
    end = min(phrase_end(reading, first + 1, last), first + _LONGEST)
    while end > first and tokens[end - 1].pos in _LOOSE:
        end -= 1
    return max(end, first)
