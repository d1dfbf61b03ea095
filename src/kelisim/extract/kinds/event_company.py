"""Who stands with the noun or verb of an event: its subject, partners, leaders, hosts."""

from typing import Final

from kelisim.extract.kinds.anaphora import by_pronoun, meant_by
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, parts
from kelisim.extract.syntax import ancestors, subject_range

_OWNER: Final = 5  # tokens between a possessive and an event's noun
_ROLES: Final = frozenset(
    {"subject", "between", "partner", "lead", "host", "witness", "agent", "delegate", "same"}
)


def with_verb(reading: Reading, hit: Hit, first: int, last: int) -> tuple[Mention, ...]:
    """Return who acts in a verb of an event, and the partners, leaders and witnesses told behind it."""
    span = subject_range(reading.analysis, hit.first) or (first, hit.first)
    last = max(last, reading.analysis.sentences[reading.analysis.sentence_of[hit.first]].last)
    after = parts(reading, hit.last, last, role="partner")
    acting = taking_part(reading, list(parts(reading, *span)))
    if len(acting) == 0 and not reading.lexicon.inflected:
        acting = tuple(m for m in meant_by(reading, *span) if m.type != "place")
    return acting + taking_part(reading, [p for p in after if p.role in {"partner", "lead", "witness"}])


def with_noun(reading: Reading, noun: int, first: int, last: int, *, told: bool) -> tuple[Mention, ...]:
    """Return the partners, leaders and hosts told after an event's noun, and the subject of its verb."""
    analysis = reading.analysis
    end = last if told else _clause_end(reading, noun + 1, last)
    found = list(parts(reading, noun + 1, end, role="object"))
    found += [p for p in parts(reading, first, noun) if p.role in {"host", "witness", "lead"}]
    verb = next((i for i in ancestors(analysis, noun) if analysis.tokens[i].pos == "VERB"), None)
    inviting = reading.lexicon.terms("events", "inviting")
    if verb is None and not reading.lexicon.inflected:  # "is on a visit to"
        states = (i for i in ancestors(analysis, noun) if analysis.tokens[i].pos == "AUX")
        verb = next(states, None)
    if verb is not None and first <= verb < noun and analysis.tokens[verb].lemma not in inviting:
        span = subject_range(analysis, verb)
        if span is not None and span[1] <= noun:
            found += parts(reading, *span)
    owner = _whose(reading, noun, first)
    if told and analysis.tokens[noun].relation == "":  # no parser: whoever stands before the noun as subject
        found += [p for p in parts(reading, first, noun) if p.role == "subject"]
    return owner + taking_part(reading, found)


def _whose(reading: Reading, noun: int, first: int) -> tuple[Mention, ...]:
    """Return whom a possessive before an event's noun means: "during his state visit"."""
    if reading.lexicon.inflected:
        return ()
    for index in range(noun - 1, max(first - 1, noun - _OWNER), -1):
        token = reading.analysis.tokens[index]
        if token.relation == "nmod:poss" and token.pos in {"NOUN", "PROPN"}:
            named = [m for m in reading.mentions_in(max(0, index - _OWNER), noun) if m.last == index + 1]
            return tuple(m for m in named if m.type == "person")
        if token.pos in {"PRON", "DET"} and "Poss=Yes" in token.features:
            return tuple(m for m in by_pronoun(reading, index) if m.type == "person")
        if token.pos not in {"ADJ", "NOUN", "NUM", "PROPN", "PART"}:
            break
    return ()


def _clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where it ends what stands with an event that is told as the occasion of something else."""
    tokens = reading.analysis.tokens
    if last > first and tokens[first].relation == "":
        return last
    stops = (i for i in range(first, last) if is_finite(reading.analysis, i) and tokens[i - 1].text != ",")
    return next(stops, last)


def taking_part(reading: Reading, found: list[Part]) -> tuple[Mention, ...]:
    """Return those of the parts who take part: people and organisations in a role of their own."""
    kept = [p.mention for p in found if p.role in _ROLES and (not p.nested or delegated(reading, p.mention))]
    return tuple(m for m in kept if m.type != "place")


def delegated(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name stands behind "a delegation of", "representatives from": it takes part itself."""
    cues = reading.lexicon.cues("events", "delegation")
    low = max(0, mention.first - 5)
    hits = cues.find(reading.analysis.tokens, low, mention.first)
    return mention.type == "organisation" and any(hit.last >= mention.first - 3 for hit in hits)
