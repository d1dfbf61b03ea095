"""Sides of an agreement told right around its noun: "X's agreement with Y", "the X – Y agreement", "a
memorandum links X with Y". Ranges are token indices.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_acts import Act
from kelisim.extract.kinds.agreement_status import status_of
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, outermost, parts
from kelisim.extract.syntax import dependents, head_of, subtree

_WORDS: Final = 10  # tokens of "Science, Research and Innovation Cooperation" before a noun
_ADJECTIVES: Final = 4  # tokens of "five-year cooperation" between an owner and its agreement
_SIDES: Final = frozenset({"organisation", "place"})
_OWNS: Final = frozenset({"'s", "’s", "'", "’"})
_DASHES: Final = frozenset({"-", "–", "—", "/"})
_ACROSS: Final = frozenset({"object", "partner", "between", "other", "same"})


def linking(reading: Reading, noun: Hit, first: int) -> Act | None:
    """Return the verb by which a paper binds its sides: "a memorandum links X with Y"."""
    words = reading.lexicon.terms("agreements", "linking")
    if len(words) == 0:
        return None
    tokens, head = reading.analysis.tokens, head_of(reading.analysis, noun.first, noun.last)
    verbs = [tokens[head].head] if tokens[head].relation in {"nsubj", "nsubj:pass"} else []
    below = (i for index in range(noun.first, noun.last) for i in reading.analysis.children[index])
    verbs += [i for i in below if tokens[i].relation == "acl"]
    verb = next((i for i in verbs if tokens[i].lemma in words and i > head), None)
    if verb is None and tokens[head].relation.startswith("obl") and tokens[head].head < head:
        passive = dependents(reading.analysis, tokens[head].head, "nsubj:pass", "aux:pass")
        verb = tokens[head].head if len(passive) > 0 and tokens[tokens[head].head].lemma in words else None
    if verb is None:
        return None
    hit = Hit(verb, verb + 1, "signed", tokens[verb].lemma)
    return Act((verb, verb + 1), status_of(reading, hit, "signed", first), nominal=False, sole=False)


def linked(reading: Reading, noun: Hit | None, act: Act | None, last: int) -> Iterator[tuple[str, Part]]:
    """Yield those whom a verb of binding binds, as its sides."""
    words = reading.lexicon.terms("agreements", "linking")
    if noun is None or act is None or reading.analysis.tokens[act.tokens[0]].lemma not in words:
        return
    if noun.first > act.tokens[0]:  # "X is linked to Y by a memorandum"
        subjects = dependents(reading.analysis, act.tokens[0], "nsubj:pass", "nsubj")
        begin = min((subtree(reading.analysis, i)[0] for i in subjects), default=act.tokens[0])
        before = parts(reading, begin, act.tokens[0])
        yield from (("subject", p) for p in before if p.mention.type in _SIDES and not p.nested)
        last = noun.first
    for part in parts(reading, act.tokens[1], last, role="object"):
        if part.mention.type in _SIDES and part.role in _ACROSS and not part.nested:
            yield "subject", replace(part, role="subject")


def bound(reading: Reading, noun: Hit | None, act: Act | None, last: int) -> list[tuple[str, Part]]:
    """Return those whom a paper with an act of its own binds: "The accord, inked in May, brings X and Y"."""
    if noun is None or act is None:
        return []
    verb = linking(reading, noun, reading.analysis.sentences[reading.analysis.sentence_of[noun.first]].first)
    return [] if verb is None else list(linked(reading, noun, verb, last))


def of_many(reading: Reading, noun: Range | None) -> bool:
    """Tell whether many that nobody names have a paper: "forty universities have agreements with X"."""
    if noun is None or not reading.lexicon.parsed or reading.lexicon.inflected:
        return False
    tokens = reading.analysis.tokens
    verb = tokens[head_of(reading.analysis, *noun)].head
    subjects = dependents(reading.analysis, verb, "nsubj")
    return any(tokens[i].pos == "NOUN" and "Number=Plur" in tokens[i].features for i in subjects)


def owning(reading: Reading, noun: Hit, first: int) -> Iterator[tuple[str, Part]]:
    """Yield those told right before a noun as its sides: its owner, or two joined by a dash."""
    tokens = reading.analysis.tokens
    if not reading.lexicon.parsed or reading.lexicon.inflected:
        return
    near = outermost(reading.mentions_in(max(first, noun.first - 2 * _WORDS), noun.first))
    sides = [m for m in near.values() if m.type in _SIDES]
    if len(sides) == 0:
        return
    last = sides[-1]
    between = tokens[last.last : noun.first]
    if any(t.pos in {"VERB", "AUX", "ADP"} and t.relation != "amod" for t in between):
        return
    if any(t.text in _OWNS for t in (tokens[last.last - 1], *between[:1])):
        if len(between) <= _ADJECTIVES + 1:
            yield "subject", Part(last, "subject")
        return
    pair = _joined(reading, sides)
    plain = all(t.text not in {".", ";", ":", "(", ")"} for t in between)
    if pair is not None and plain and len(between) <= _WORDS:
        yield from (("subject", Part(m, "subject")) for m in pair)


def _joined(reading: Reading, sides: list[Mention]) -> tuple[Mention, Mention] | None:
    """Return the last two where only a dash stands between them: "the New Zealand – Australia …"."""
    if len(sides) < 2:
        return None
    one, other = sides[-2:]
    between = reading.analysis.tokens[one.last : other.first]
    return (one, other) if len(between) == 1 and between[0].text in _DASHES else None
