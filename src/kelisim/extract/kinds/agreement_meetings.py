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
_OPENING: Final = 4  # tokens of "to this end" at the beginning of a sentence
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


Lists = tuple[tuple[Mention, ...], ...]


def corresponding(reading: Reading, noun: Hit, first: int, lists: Lists) -> Lists:
    """Return the parties of an agreement with those told before its sentence, where it says so: "ein
    entsprechendes Abkommen", "to this end".

    Those who act together there are the parties where it names none; the one who acts there is one of them
    where it names the other: "X will bring its students abroad. A corresponding agreement with Y was signed."
    """
    known = [mention for sides in lists for mention in sides]
    if len(known) > 1 or not _is_led_up_to(reading, noun, first):
        return lists
    if len(known) == 1:
        return ((*_acting_before(reading, first, known[0]), *known),)
    told = tuple(
        m for m in several(reading, first) if city(reading.referent(m.referents[0]).name) is None
    )  # a body's seat behind a comma is no side
    return (told,) if len(told) > 1 else lists


def _acting_before(reading: Reading, first: int, known: Mention) -> tuple[Mention, ...]:
    """Return the one body, other than the known one, that acts in the sentence before."""
    number = reading.analysis.sentence_of[first] - 1
    if number < 0:
        return ()
    sentence = reading.analysis.sentences[number]
    told = [p for p in parts(reading, sentence.first, sentence.last) if p.mention.type == "organisation"]
    acting = distinct(p.mention for p in told if p.role in {"subject", "agent"} and not p.nested)
    return tuple(acting) if len(acting) == 1 and acting[0].referents != known.referents else ()


def _is_led_up_to(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether a sentence says that its agreement is about what was told before it."""
    tokens = reading.analysis.tokens
    near = tokens[max(first, noun.first - 2) : noun.first]
    words = reading.lexicon.terms("agreements", "corresponding")
    behind = reading.lexicon.cues("agreements", "corresponding_after")
    after = behind.at(tokens, noun.last, len(tokens))  # "to this end"
    opening = next(behind.find(tokens, first, min(first + _OPENING, noun.first)), None)
    return (
        after is not None
        or (opening is not None and opening.first == first)
        or any(t.lower in words or t.lemma in words for t in near)
    )


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
