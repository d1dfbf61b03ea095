"""Bodies told otherwise than as a verb's object: "the centre, which X opened", "the opening by P of …".

Ranges are token indices.
"""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Token
from kelisim.extract.kinds.establishment_names import name_of_body, named_around
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import conjuncts, noun_phrase

Told = tuple[Hit, Hit]
"""What tells of a body, and the term that names it."""

_CASES: Final = frozenset({"case"})
_NAMES: Final = frozenset({"PROPN", "NOUN", "ADJ"})


def told_in(reading: Reading, number: int) -> Iterator[Told]:
    """Yield the bodies that a sentence tells of otherwise than as what a verb founds."""
    sentence = reading.analysis.sentences[number]
    yield from _of_founding(reading, sentence.first, sentence.last)
    yield from _in_relative_clause(reading, sentence.first, sentence.last)
    yield from _described(reading, sentence.first, sentence.last)


def _of_founding(reading: Reading, first: int, last: int) -> Iterator[Told]:
    """Yield what a noun of founding is told of, however far: "the opening by P in May of the X office"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    foundings = reading.lexicon.terms("establishments", "foundings")
    of = reading.lexicon.terms("establishments", "founding_of_what")
    ceremonies = reading.lexicon.terms("establishments", "ceremonies")
    outer = reading.lexicon.terms("establishments", "shells")
    for index in range(first, last):
        if tokens[index].lemma not in foundings or tokens[index].pos != "NOUN":
            continue
        act = Hit(index, index + 1, "noun", tokens[index].lemma)
        above = tokens[index].head
        held = tokens[index].relation == "compound" and tokens[above].lemma in ceremonies
        waiting = [index, above] if held else [index]
        while len(waiting) > 0:
            for child in analysis.children[waiting.pop()]:
                case = {tokens[c].lower for c in analysis.children[child] if tokens[c].relation in _CASES}
                if child < index or tokens[child].relation != "nmod":
                    continue
                if tokens[child].lemma in outer or case.isdisjoint(of):
                    waiting.append(child)
                    continue
                for head in conjuncts(analysis, child):
                    yield from ((act, hit) for hit in heading(reading, head))
        begin = max(first, index - 2)
        for hit in cues_in(reading, "establishments", "kind", begin, index):
            if hit.last == index and tokens[hit.first].text[:1].isupper():  # "the X Centre launch"
                yield act, hit


def _in_relative_clause(reading: Reading, first: int, last: int) -> Iterator[Told]:
    """Yield what a relative clause tells of as founded: "the centre, which X opened", "that X built"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    for act in cues_in(reading, "establishments", "found", first, last):
        verb = act.first
        if act.code != "verb" or tokens[verb].pos != "VERB" or is_passive(analysis, verb):
            continue
        clause = tokens[verb].head if tokens[verb].relation in {"xcomp", "ccomp"} else verb
        subjects = [c for c in analysis.children[clause] if tokens[c].relation == "nsubj"]
        if tokens[clause].relation != "acl:relcl" or len(subjects) == 0:
            continue
        objects = [c for c in analysis.children[verb] if tokens[c].relation == "obj"]
        if any(c > verb for c in objects) and not any(tokens[c].pos == "PRON" for c in objects):
            continue
        if all(tokens[c].pos == "PRON" and "Person=" not in tokens[c].features for c in subjects):
            continue  # "a centre which opened a branch"
        head = tokens[clause].head
        if head < clause:
            yield from ((act, hit) for hit in heading(reading, head))


def _described(reading: Reading, first: int, last: int) -> Iterator[Told]:
    """Yield bodies with a name that an adjective calls new or yet to come: "the future X Hub"."""
    tokens = reading.analysis.tokens
    fresh = reading.lexicon.terms("establishments", "to_come")
    joint = reading.lexicon.terms("establishments", "in_name")
    weak = reading.lexicon.terms("establishments", "weak")
    for hit in cues_in(reading, "establishments", "kind", first, last):
        if "Number=Plur" in tokens[hit.last - 1].features:
            continue
        name = name_of_body(reading, hit, named_around(reading, hit, (first, last)), (first, last))
        if not any(t.text[:1].isupper() for t in tokens[slice(*name)]):
            continue
        start = name[0]
        while start > first and _is_of_name(tokens[start - 1]):
            start -= 1
        before = tokens[start - 1] if start > first else None
        if before is not None and before.lower in fresh:
            yield Hit(start - 1, start, "adjective", before.lower), hit
        elif hit.code not in weak and any(t.lower in joint for t in tokens[slice(*name)]):
            yield Hit(name[0], name[0] + 1, "name", "joint"), hit


def _is_of_name(token: Token) -> bool:
    return token.text in {"-", "–"} or (token.text[:1].isupper() and token.pos in _NAMES)


def heading(reading: Reading, noun: int) -> list[Hit]:
    """Return the term that a noun ends: the "centre" of "a centre for the study of salt"."""
    first, _ = noun_phrase(reading.analysis, noun)
    return [h for h in cues_in(reading, "establishments", "kind", first, noun + 1) if h.last == noun + 1]
