"""The agreements of a text: where they are told and who their parties are, for what rests on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kelisim.extract.kinds.agreements import agreements
from kelisim.extract.reading import Mention, Reading


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement of the text: the characters that tell it, and its parties."""

    start: int
    end: int
    parties: tuple[str, ...]


def agreed_in(reading: Reading, extractor: str) -> list[Agreed]:
    """Return the agreements of a text with their parties, in text order."""
    found = []
    for told in reading.once(agreements, extractor):
        ids = tuple(v.referent for v in told.all("parties") if v.referent is not None)
        found.append(Agreed(told.quote.start, told.quote.end, ids))
    return sorted(found, key=lambda agreed: agreed.start)


def parties_of(reading: Reading, number: int, agreed: Sequence[Agreed]) -> tuple[Mention, ...]:
    """Return the parties of the agreement that a sentence tells, or of the last one told before it."""
    sentence = reading.analysis.sentences[number]
    start, end = reading.analysis.span(sentence.first, sentence.last)
    before = [a for a in agreed if a.start < end and len(a.parties) > 1]
    here = [a for a in before if a.end > start]
    if len(before) == 0:
        return ()
    ids = (here or before)[-1].parties
    first: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.type == "organisation" and len(mention.referents) == 1 and mention.referents[0] in ids:
            first.setdefault(mention.referents[0], mention)
    return tuple(first.values())
