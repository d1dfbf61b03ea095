"""Organisations' names by the tokens at which they begin and end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.words import Words


@dataclass(frozen=True, slots=True)
class Spots:
    """Names by the tokens at which they begin (the longest) and end (all)."""

    starting: Mapping[int, Organisation]
    ending: Mapping[int, tuple[Organisation, ...]]
    own_right: frozenset[int]  # where those begin that the text also names elsewhere, or gives an acronym


def spots(words: Words, organisations: tuple[Organisation, ...]) -> Spots:
    """Return the index of names by their first and last tokens."""
    blocks, sentence_of, sentences = (
        words.analysis.blocks,
        words.analysis.sentence_of,
        words.analysis.sentences,
    )
    counts = Counter(
        words.folded(o.first, o.last)
        for o in organisations
        if blocks[sentences[sentence_of[o.first]].block].kind == "paragraph"
    )
    own_right = frozenset(
        o.first
        for o in organisations
        if _place_within(words, o)
        or counts[words.folded(o.first, o.last)] > 1
        or (o.last + 1 < len(words.lower) and words.lower[o.last] == "(" and words.acronym[o.last + 1])
    )
    starting: dict[int, Organisation] = {}
    ending: dict[int, list[Organisation]] = {}
    for organisation in organisations:
        if organisation.name == "":
            starting.setdefault(organisation.first, organisation)
            ending.setdefault(organisation.last, []).append(organisation)
    return Spots(starting, {last: tuple(found) for last, found in ending.items()}, own_right)


def _place_within(words: Words, organisation: Organisation) -> bool:
    return any(words.place[i] is not None for i in range(organisation.head, organisation.last))
