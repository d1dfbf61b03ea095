"""Who signs for whom, in a clause of its own ("Representing X was P") or behind the act ("P signed for X and
Q for Y"), and which acts of signing stand without their noun. Ranges are token indices.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_acts import Act, is_passive, puts_signature
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, outermost, parts
from kelisim.extract.syntax import dependents, subtree
from kelisim.places import country_of

_GROUP: Final = 4  # tokens of "their respective institutions"
_OPENING: Final = 3  # words of a sentence among which its opening phrase begins: "And representing X was"
_SIDES: Final = frozenset({"subject", "object", "same"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause that tells only who signs: the words that tell it, for whom, and the people."""

    words: Range
    parties: tuple[Mention, ...]
    signatories: tuple[Mention, ...]
    strict: bool  # it may speak of guests too, unless the text lacks signatories


def standing(reading: Reading, number: int) -> Standing | None:
    """Return who stands for whom in a sentence without an act of signing; None where it does not tell."""
    sentence = reading.analysis.sentences[number]
    if len(reading.lexicon.table("agreements", "stands_for")) == 0:
        return None
    opened = _opened(reading, sentence.first, sentence.last)
    if opened is not None:
        return opened
    for hit in reading.lexicon.cues("agreements", "stands_for").find(
        reading.analysis.tokens, sentence.first, sentence.last
    ):
        found = (
            _signatories(reading, hit, sentence.last)
            if hit.code == "noun"
            else _represent(reading, hit, number)
        )
        if found is not None:
            return found
    return None


def inverted(reading: Reading, number: int, act: Act) -> Iterator[Part]:
    """Yield those behind the verb of a sentence that opens with the act: "Signing for X were P and Q"."""
    sentence = reading.analysis.sentences[number]
    if (
        act.tokens[0] - sentence.first < _OPENING
        and "Aspect=Prog" in reading.analysis.tokens[act.tokens[0]].features
    ):
        yield from _behind_copula(reading, act.tokens[1], sentence.last)


def _behind_copula(reading: Reading, first: int, last: int) -> Iterator[Part]:
    copulas = reading.lexicon.terms("phrases", "copulas")
    witnesses = reading.lexicon.terms("agreements", "witnesses")
    tokens = reading.analysis.tokens
    verb = next((i for i in range(first, last) if is_finite(reading.analysis, i)), None)
    if (
        verb is not None
        and tokens[verb].lemma in copulas
        and all(t.lemma not in witnesses for t in tokens[first:verb])
    ):
        yield from (p for p in parts(reading, verb + 1, last) if p.role in _SIDES and not p.nested)


def _people(found: Iterable[Part]) -> tuple[Mention, ...]:
    return tuple(p.mention for p in found if p.mention.type == "person")


def _bodies(found: Iterable[Part]) -> tuple[Mention, ...]:
    return tuple(p.mention for p in found if p.mention.type == "organisation" and not p.nested)


def _opened(reading: Reading, first: int, last: int) -> Standing | None:
    """Read "Representing X were P and Q", "On the side of X there was Rector P"."""
    tokens = reading.analysis.tokens
    markers = reading.lexicon.cues("roles", "markers")
    hits = (
        hit
        for i in range(first, min(last, first + _OPENING))
        if (hit := markers.at(tokens, i, last)) is not None
    )
    hit = next((hit for hit in hits if hit.code == "behalf"), None)
    if hit is None:
        return None
    verb = next((i for i in range(hit.last, last) if is_finite(reading.analysis, i)), last)
    bodies = _bodies(parts(reading, hit.last, verb))
    people = _people(_behind_copula(reading, hit.last, last))
    if len(bodies) == 0 or len(people) == 0:
        return None
    return Standing((hit.first, hit.last), bodies, people, strict=False)


def _signatories(reading: Reading, hit: Hit, last: int) -> Standing | None:
    """Read "The signatories were P of X and Q of Y"."""
    people = _people(_behind_copula(reading, hit.last, last))
    return Standing((hit.first, hit.last), (), people, strict=False) if len(people) > 0 else None


def _represent(reading: Reading, hit: Hit, number: int) -> Standing | None:
    """Read "X was represented by P and Y by Q", "P represented X"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    subjects = dependents(analysis, hit.first, "nsubj")
    if len(subjects) == 0 or not _is_clause(reading, hit.first):
        return None
    passive = len(dependents(analysis, hit.first, "aux:pass")) > 0
    before = parts(reading, subtree(analysis, subjects[0])[0], hit.first)
    after = parts(reading, hit.last, sentence.last, role="object")
    if passive:
        people = _people(p for p in after if p.role in {"agent", "delegate"} and not p.nested)
        bodies = _bodies(before) + _bodies(p for p in after if p.role in {"object", "agent"})
    else:
        people = _people(p for p in before if p.role in _SIDES and not p.nested)
        bodies = _bodies(p for p in after if p.role == "object")
    if len(people) == 0 or len(bodies) == 0:
        return None
    return Standing((hit.first, hit.last), bodies, people, strict=True)


def _is_clause(reading: Reading, verb: int) -> bool:
    """Tell whether a verb is the main one of its sentence, or joined to it."""
    token = reading.analysis.tokens[verb]
    return token.pos == "VERB" and token.relation in {"root", "conj"}


def signing_for(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return for whom an act is done and who else does it: "P signed … for X and Q for Y" from "for" on.

    Empty unless two are told so: "signed the contract for a university" says nothing of who signs.
    """
    tokens = reading.analysis.tokens
    inside = outermost(reading.mentions_in(first, last))
    sides = reading.lexicon.cues("agreements", "signs_for")
    found: list[Mention] = []
    index, fronted = first, False
    while index < last and not _ends(reading, index):
        mention, hit = inside.get(index), sides.at(tokens, index, last)
        if mention is None:
            fronted = hit is not None or (fronted and tokens[index].pos == "DET")
            index = index + 1 if hit is None else hit.last
            continue
        behind = found[-1].type if len(found) > 0 else "person"
        if fronted and mention.type == "place":
            mention = next(iter(signed_for(reading, mention)), mention)
        wanted = "organisation" if behind == "person" and fronted else "person"
        if mention.type == wanted != behind:
            found.append(mention)
        index, fronted = mention.last, False
    closed = len(found) > 2 and found[-1].type == "organisation"
    paired = (
        len(found) > 3 and found[0].type == "organisation" and len(found) % 2 == 0
    )  # "for X by P and for Y"
    return tuple(found) if closed or paired else ()


def signed_for(reading: Reading, place: Mention) -> list[Mention]:
    """Return the state that is signed for, or the body told before that a town stands for: "for Leeds"."""
    name = reading.referent(place.referents[0]).name
    if country_of(name) is not None:
        return [place]
    bodies = (m for m in reversed(reading.mentions_in(0, place.first)) if m.type == "organisation")
    named = (m for m in bodies if f" {name} " in f" {reading.referent(m.referents[0]).name} ")
    return [replace(place, type="organisation", referents=m.referents) for m in islice(named, 1)]


def _ends(reading: Reading, index: int) -> bool:
    """Tell whether another clause begins with the verb at a token."""
    signs = reading.lexicon.terms("agreements", "sole")
    return is_finite(reading.analysis, index) and reading.analysis.tokens[index].lemma not in signs


def stands_alone(reading: Reading, act: Act, placed: list[tuple[str, Part]]) -> bool:
    """Tell whether an act without its noun speaks of an agreement: a signing, or "signed on behalf of"."""
    if act.nominal or not act.sole or puts_signature(reading, act) or act.tokens[1] - act.tokens[0] > 1:
        return True  # "put pen to paper"
    if _for_group(reading, act):
        return True
    token = reading.analysis.tokens[act.tokens[0]]
    if _list_follows(reading, act):
        return True
    if reading.lexicon.verb_second:
        begin = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]].first
        nouns = reading.lexicon.cues("agreements", "act_nouns").find(
            reading.analysis.tokens, begin, act.tokens[0]
        )  # "Die Verlängerung wurde gestern unterzeichnet"
        return any(True for _ in nouns) or any(part.mention.type == "person" for _, part in placed)
    if len(dependents(reading.analysis, act.tokens[0], "obj")) > 0:
        objects = dependents(reading.analysis, act.tokens[0], "obj")
        allowed = reading.lexicon.terms("agreements", "signed_only")
        allowed |= reading.lexicon.terms("agreements", "signatures")
        named = any(part.mention.type == "person" for _, part in placed)
        tokens = reading.analysis.tokens
        return any(tokens[o].lemma in allowed or (named and tokens[o].pos == "PRON") for o in objects)
    passive = "VerbForm=Part" in token.features
    return any(part.role == "behalf" for _, part in placed) or (
        passive and any(part.role == "agent" for _, part in placed)
    )


def _for_group(reading: Reading, act: Act) -> bool:
    """Tell whether somebody signs for those told before: "signed on behalf of their institutions"."""
    tokens = reading.analysis.tokens
    hit = reading.lexicon.cues("roles", "markers").at(tokens, act.tokens[1], len(tokens))
    if hit is None or hit.code != "behalf":
        return False
    groups = reading.lexicon.cues("roles", "groups").find(
        tokens, hit.last, min(hit.last + _GROUP, len(tokens))
    )
    return any(True for _ in groups)


def _list_follows(reading: Reading, act: Act) -> bool:
    """Tell whether an act closes with a colon, a passive or its last word: "В ходе заседания подписаны:",
    "The two rectors signed:".
    """
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]]
    closes = act.tokens[1] == sentence.last - 1 or is_passive(reading.analysis, act)
    return closes and reading.analysis.tokens[sentence.last - 1].text == ":"
