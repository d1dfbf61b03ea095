"""Whose agreement it is where a text tells only who met: "X received Y. A memorandum was signed." """

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.agreement_parties import distinct
from kelisim.extract.kinds.anaphora import principals, several, states_in
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.places import city

_BACK: Final = 5  # sentences before a signing in which those are told who met
_MOST: Final = 3  # more are guests of a conference, not the sides of a meeting


def met(reading: Reading, index: int) -> tuple[Mention, ...]:
    """Return the sides of the meeting that is told last before a token, three at most; empty where none is.

    States are sides where no organisation met. One side alone is returned where the text names no other.
    """
    if len(reading.lexicon.table("agreements", "meeting_of")) == 0:
        return ()
    number = reading.analysis.sentence_of[index]
    for near in range(number, max(-1, number - _BACK), -1):
        sentence = reading.analysis.sentences[near]
        last = index if near == number else sentence.last
        if reading.analysis.is_heading(sentence) or not _is_meeting(reading, sentence.first, last):
            continue
        sides = distinct(_bodies(reading, sentence.first, last))
        if len(sides) == 0:
            two = distinct(states_in(reading, sentence.first, last))
            sides = two if len(two) == 2 else []
        if len(sides) == 1 and sides[0].type == "organisation":
            others = (m for m in principals(reading, index) if m.referents != sides[0].referents)
            sides += list(others)[:1]
        if len(sides) > 0:
            return tuple(sides) if len(sides) <= _MOST else ()
    return ()


def corresponding(reading: Reading, noun: Hit, first: int) -> Iterator[tuple[Mention, ...]]:
    """Yield those told before a sentence whose agreement it calls "ein entsprechendes Abkommen"."""
    near = reading.analysis.tokens[max(first, noun.first - 2) : noun.first]
    words = reading.lexicon.terms("agreements", "corresponding")
    behind = reading.lexicon.cues("agreements", "corresponding_after")
    after = behind.at(reading.analysis.tokens, noun.last, len(reading.analysis.tokens))  # "to this end"
    if after is not None or any(t.lower in words or t.lemma in words for t in near):
        told = tuple(
            m for m in several(reading, first) if city(reading.referent(m.referents[0]).name) is None
        )  # a body's seat behind a comma is no side
        yield from (told,) if len(told) > 1 else ()


def _is_meeting(reading: Reading, first: int, last: int) -> bool:
    return any(True for _ in cues_in(reading, "agreements", "meeting_of", first, last))


def _bodies(reading: Reading, first: int, last: int) -> Iterator[Mention]:
    """Yield the organisations that meet, those of the people's posts included; not where they meet."""
    for part in parts(reading, first, last):
        if part.mention.type == "organisation" and part.role not in {"place", "witness"}:
            yield part.mention
        elif part.mention.type == "person" and part.role not in {"witness", "other"}:
            yield from _served(reading, part.mention, first, last)


def _served(reading: Reading, person: Mention, first: int, last: int) -> Iterator[Mention]:
    """Yield the organisation of a person whose post was told elsewhere."""
    for post in reading.posts:
        where = post.organisation_tokens
        if post.person in person.referents and where is not None and post.organisation is not None:
            if not first <= where[0] < last:
                yield Mention(*where, "organisation", (post.organisation,))
            return
