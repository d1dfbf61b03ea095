"""Programmes: degrees, exchanges, scholarships and training that organisations offer together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, names_after
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.syntax import strip_marks
from kelisim.model import Statement, Value

_PARTNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_GENERAL: Final = frozenset({"training", "scholarship", "exchange", "degree", "other"})
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "PART", "PUNCT"})
_LONGEST: Final = 12


@dataclass(frozen=True, slots=True)
class _Programme:
    """A programme as one sentence names it."""

    hit: Hit
    title: tuple[int, int]
    sentence: int
    status: Value
    partners: tuple[Mention, ...]


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme; what a sentence tells of programmes in general is left out."""
    told: set[tuple[str, frozenset[str]]] = set()
    kinds: set[str] = set()
    for found in _found(reading):
        partners = frozenset(id for mention in found.partners for id in mention.referents)
        if (found.hit.code, partners) in told or (len(partners) == 0 and found.hit.code in kinds):
            continue
        told.add((found.hit.code, partners))
        kinds.add(found.hit.code)
        values: list[Value] = [
            phrase(reading, "title", *found.title),
            normalised(reading, "kind", found.hit.code, (found.hit.first, found.hit.last)),
            found.status,
        ]
        for mention in found.partners:
            values.extend(names(reading, "partners", mention, probability=0.7))
        yield statement(reading, "programme", values, [found.sentence], probability=0.65, extractor=extractor)


def _found(reading: Reading) -> Iterator[_Programme]:
    for number, sentence in enumerate(reading.analysis.sentences):
        block = reading.analysis.blocks[sentence.block]
        for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
            title = _title(reading, hit, sentence.first, sentence.last)
            partners = _partners(reading, title, sentence.first, sentence.last)
            if block.kind == "item" or not _is_specific(reading, hit, title, partners):
                continue
            yield _Programme(
                hit, title, number, _status(reading, hit, sentence.first, sentence.last), partners
            )


def _title(reading: Reading, hit: Hit, start: int, end: int) -> tuple[int, int]:
    """Return the noun phrase around the term: "dual degree programme in water engineering"."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("programmes", "nouns")
    first, last = hit.first, hit.last
    while first > start and hit.first - first < 5 and _modifies(reading, first - 1):
        first -= 1
    while last < end and last - first < _LONGEST and tokens[last].lemma in nouns:
        last += 1
    if (
        last + 1 < end
        and tokens[last].lower in {"in", "on", "for"}
        and tokens[last + 1].pos in {"NOUN", "PROPN", "ADJ"}
    ):
        last += 1
        while (
            last < end and last - first < _LONGEST and tokens[last].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"}
        ):
            last += 1
    return strip_marks(reading.analysis, first, last)


def _modifies(reading: Reading, index: int) -> bool:
    token = reading.analysis.tokens[index]
    if token.pos == "PUNCT":
        return token.text in "-’'"
    return token.pos in _MODIFIERS and token.pos != "VERB" and token.text not in {"'s", "’s"}


def _is_specific(reading: Reading, hit: Hit, title: tuple[int, int], partners: tuple[Mention, ...]) -> bool:
    """Tell a programme from programmes in general: one of them, named or with its partners, and set going."""
    tokens = reading.analysis.tokens
    head = tokens[title[1] - 1]
    plural = "Number=Plur" in head.features
    if any(
        tokens[i].lower in {"any", "other", "such", "various", "more", "no"}
        for i in range(max(0, title[0] - 1), title[1])
    ):
        return False
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]]
    going = any(True for _ in cues_in(reading, "programmes", "specific", sentence.first, sentence.last))
    named = any(tokens[i].pos == "PROPN" for i in range(*title))
    if hit.code in _GENERAL:
        return going and (len(partners) > 0 or named) and not (plural and not named)
    return going and not plural


def _partners(reading: Reading, title: tuple[int, int], start: int, end: int) -> tuple[Mention, ...]:
    """Return who offers it: the names after "with", "between", "by", and the subject before."""
    found: list[Mention] = []
    for hit in cues_in(reading, "programmes", "partner_words", title[1], end):
        found.extend(names_after(reading, hit.last, end, _PARTNERS))
    subject = [m for m in reading.mentions_in(start, title[0]) if m.type in _PARTNERS]
    outer = [
        m for m in subject if not any(o.first <= m.first and m.last <= o.last and o != m for o in subject)
    ]
    return tuple(sorted([*outer, *found], key=lambda m: m.first))


def _status(reading: Reading, hit: Hit, start: int, end: int) -> Value:
    for cue in cues_in(reading, "programmes", "status", start, end):
        if cue.code == "planned":
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    return normalised(reading, "status", "running", (hit.first, hit.last), probability=0.7)
