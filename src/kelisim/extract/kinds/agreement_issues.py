"""Letters of intent that one side issues and others receive. Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import names_after
from kelisim.extract.reading import Mention, MentionType, Reading

_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation"})
_NEAR: Final = 12  # tokens between the verb and the letter that it hands over
_COUNTED: Final = 8  # tokens of "to four foreign universities:"


def issues(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """Yield the verbs by which a letter is issued, handed over or received in the tokens."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    letters = [hit for hit in words.cues("agreements", "kinds").find(tokens, first, last) if _is_letter(hit)]
    for hit in words.cues("agreements", "issued").find(tokens, first, last) if len(letters) > 0 else ():
        near = any(min(abs(hit.first - x.last), abs(x.first - hit.last)) < _NEAR for x in letters)
        if near and tokens[hit.first].pos in {"VERB", "ADJ"}:
            yield hit


def others(reading: Reading, act: Range, last: int) -> tuple[Mention, ...]:
    """Return who stands on the other side of the letter: to whom it is issued, from whom it is received."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    verb = words.cues("agreements", "issued").at(tokens, *act)
    way = words.cues("agreements", "issued_to")
    for hit in way.find(tokens, act[1], last):
        if verb is None or hit.code != verb.code:
            continue
        opened = range(hit.last, min(hit.last + _COUNTED, last))
        mark = next((i + 1 for i in opened if tokens[i].text in {":", "-", "–", "—"}), hit.last)
        found = names_after(reading, hit.last, last, _BODIES)
        found = found if len(found) > 0 else names_after(reading, mark, last, _BODIES)
        if len(found) > 0:
            return found
    return ()


def _is_letter(hit: Hit) -> bool:
    return hit.code == "letter_of_intent"
