"""Projects: a titled undertaking with leaders, hosts, funders and partners."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lists import cues_in, names_after
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.model import Statement, Value

_TYPES: Final[dict[str, frozenset[MentionType]]] = {
    "leaders": frozenset({"person"}),
    "hosts": frozenset({"organisation", "group"}),
    "funders": frozenset({"organisation", "place", "group"}),
    "partners": frozenset({"organisation", "group"}),
}
_REACH: Final = 4  # sentences after the title in which "the project" still means it
_LONGEST_TITLE: Final = 14


@dataclass(slots=True)
class _Project:
    """One titled project with the sentences that speak of it."""

    title: tuple[int, int]
    sentences: list[int] = field(default_factory=list)


def projects(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each project that the text gives a title."""
    found: dict[str, _Project] = {}
    for first, last in _titles(reading):
        key = _key(reading.analysis.words(first, last))
        project = found.setdefault(key, _Project((first, last)))
        number = reading.analysis.sentence_of[first]
        if number not in project.sentences:
            project.sentences.append(number)
    if len(found) == 0:
        return
    owners = _owners(reading, list(found.values()))
    for project in found.values():
        values: list[Value] = [phrase(reading, "title", *project.title)]
        sentences = [number for number, owner in owners.items() if owner is project]
        values.append(_status(reading, sentences, project.title))
        for number in sentences:
            values.extend(_roles(reading, number))
        yield statement(
            reading, "project", values, project.sentences[:1], probability=0.8, extractor=extractor
        )


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _titles(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of project titles: before the noun ("the DREAM project") or quoted after it."""
    nouns = reading.lexicon.terms("projects", "nouns")
    for sentence in reading.analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if reading.analysis.tokens[index].lemma in nouns:
                title = _before(reading, sentence.first, index) or _after(reading, index, sentence.last)
                if title is not None:
                    yield title


def _before(reading: Reading, start: int, noun: int) -> tuple[int, int] | None:
    """Return the proper name right before the noun, an acronym in brackets after it left out."""
    tokens = reading.analysis.tokens
    last = noun
    if last > start and tokens[last - 1].text in '”"»’' and last - 2 > start:
        return _quoted_before(reading, start, last)
    if last > start and tokens[last - 1].text == ")":
        opening = next((i for i in range(last - 1, start, -1) if tokens[i].text == "("), None)
        if opening is None:
            return None
        last = opening
    first = last
    while first > start and last - first < _LONGEST_TITLE and _in_name(reading, first - 1, last):
        first -= 1
    generic = reading.lexicon.terms("projects", "generic")
    while first < last and (tokens[first].lemma in generic or tokens[first].pos in {"DET", "ADP", "CCONJ"}):
        first += 1
    if first >= last or all(tokens[i].lemma in generic for i in range(first, last)):
        return None
    owner = any(
        m.first <= first and m.last >= last and m.type != "organisation" for m in _at(reading, first, last)
    )
    return None if owner else (first, last)


def _at(reading: Reading, first: int, last: int) -> list[Mention]:
    return [m for m in reading.mentions_in(max(0, first - 6), last + 6) if m.first < last and m.last > first]


def _in_name(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a token belongs to a title in capitals: "Sustainable Management of Research"."""
    token = reading.analysis.tokens[index]
    if token.text[:1].isupper() or token.text == "-":
        return token.pos not in {"PUNCT", "PRON"} or token.text == "-"
    follows = index + 1 < last and reading.analysis.tokens[index + 1].text[:1].isupper()
    return follows and token.pos in {"ADP", "CCONJ", "DET"} and index + 1 < last and token.lower != "the"


def _quoted_before(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    tokens = reading.analysis.tokens
    opening = next((i for i in range(end - 2, start - 1, -1) if tokens[i].text in '“"«„‘'), None)
    return (opening + 1, end - 1) if opening is not None and opening + 1 < end - 1 else None


def _after(reading: Reading, noun: int, end: int) -> tuple[int, int] | None:
    """Return a title after the noun: quoted, or in capitals after "called", "titled"."""
    tokens = reading.analysis.tokens
    titled = reading.lexicon.terms("projects", "titled")
    index = noun + 1
    named = False
    while index < end and (
        tokens[index].text in ",:" or tokens[index].lemma in titled or tokens[index].lower in titled
    ):
        named = named or tokens[index].text not in ",:"
        index += 1
    if index >= end:
        return None
    if tokens[index].text in '“"«„‘':
        closing = next((i for i in range(index + 1, end) if tokens[i].text in '”"»“’'), None)
        return (index + 1, closing) if closing is not None and closing > index + 1 else None
    last = index
    while last < end and last - index < _LONGEST_TITLE and tokens[last].text[:1].isupper():
        last += 1
    return (index, last) if named and last > index else None


def _owners(reading: Reading, found: list[_Project]) -> dict[int, _Project]:
    """Give each sentence to the project that it speaks of: the one it names, else the last one named."""
    owners: dict[int, _Project] = {}
    for project in found:
        for number in project.sentences:
            owners.setdefault(number, project)
    carried = reading.lexicon.cues("projects", "carried")
    current: _Project | None = None
    distance = 0
    for number, sentence in enumerate(reading.analysis.sentences):
        if number in owners:
            current, distance = owners[number], 0
            continue
        distance += 1
        opens = carried.at(reading.analysis.tokens, sentence.first, sentence.last) is not None
        if current is not None and opens and distance <= _REACH:
            owners[number] = current
    return owners


def _roles(reading: Reading, number: int) -> Iterator[Value]:
    sentence = reading.analysis.sentences[number]
    for slot, types in _TYPES.items():
        for hit in cues_in(reading, "projects", f"roles.{slot}", sentence.first, sentence.last):
            for mention in names_after(reading, hit.last, sentence.last, types):
                yield from names(reading, slot, mention, probability=0.8)


def _status(reading: Reading, sentences: list[int], title: tuple[int, int]) -> Value:
    for number in sentences:
        sentence = reading.analysis.sentences[number]
        hit = next(cues_in(reading, "projects", "status", sentence.first, sentence.last), None)
        if hit is not None:
            return normalised(reading, "status", hit.code, (hit.first, hit.last))
    return normalised(reading, "status", "running", title, probability=0.7)
