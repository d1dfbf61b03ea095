"""Agreements told without a paper: a bond that two make ("announced a partnership with Y", "an alliance
between X and Y was formed"), or the verb of making one ("X has teamed up with Y"). Ranges are token indices.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.kinds.agreement_acts import Act, Pair
from kelisim.extract.kinds.agreement_status import Status, status_of
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import dependents

_DIRECT: Final = frozenset({"obj", "nsubj:pass"})
_NEAR: Final = 5  # tokens between a verb and its bond in a headline, which the parse often misses


def bonds(reading: Reading, first: int, last: int, *, heading: bool, taken: Sequence[Pair]) -> list[Pair]:
    """Return the bonds that somebody makes in a sentence, each with its verb; verbs that hold both without
    a noun.

    Arguments:
        taken: the papers of the sentence with their acts: what is told of them is no further bond.
    """
    if len(reading.lexicon.table("agreements", "bonds")) == 0:
        return []
    used = {i for noun, act in taken for part in (noun, act) if part is not None for i in _covered(part)}
    found: list[Pair] = []
    for noun in reading.lexicon.cues("agreements", "bonds").find(reading.analysis.tokens, first, last):
        if not used.isdisjoint(range(noun.first, noun.last)):
            continue
        act = _made(reading, noun, first, heading=heading)
        if act is not None and used.isdisjoint(range(*act.tokens)):
            found.append((noun, act))
    made = {i for noun, _ in found if noun is not None for i in (noun.first - 1, noun.first)}
    for act in _joined(reading, first, last, heading=heading):
        if (used | made).isdisjoint(range(*act.tokens)):
            found.append((None, act))
    return found


def _covered(part: Hit | Act) -> range:
    return range(*part.tokens) if isinstance(part, Act) else range(part.first, part.last)


def _made(reading: Reading, noun: Hit, first: int, *, heading: bool) -> Act | None:
    """Return the verb that makes a bond: that whose object it is, or beside it in a headline."""
    tokens = reading.analysis.tokens
    head = tokens[noun.last - 1]
    verbs = reading.lexicon.cues("agreements", "bond_verbs")
    cases = {tokens[i].lower for i in reading.analysis.children[noun.last - 1]}
    into = head.relation == "obl" and not cases.isdisjoint(reading.lexicon.terms("agreements", "bond_cases"))
    if head.relation in _DIRECT or into:
        hit = verbs.at(tokens, head.head, len(tokens))
        return None if hit is None else _act(reading, hit, first)
    if heading:
        near = verbs.find(tokens, max(first, noun.first - _NEAR), noun.first)
        hit = next((hit for hit in near if tokens[hit.first].pos != "ADP"), None)
        return None if hit is None else _act(reading, hit, first)
    return None


def _joined(reading: Reading, first: int, last: int, *, heading: bool) -> Iterator[Act]:
    """Yield the verbs that tell a bond without its noun: "teamed up", "have joined forces"."""
    analysis = reading.analysis
    for hit in reading.lexicon.cues("agreements", "bonded").find(analysis.tokens, first, last):
        token = analysis.tokens[hit.first]
        if token.pos == "VERB" and (heading or _is_told(analysis, hit.first)):
            yield _act(reading, hit, first)


def _is_told(analysis: Analysis, verb: int) -> bool:
    """Tell whether a verb says what its own subject did, or the one of the verb that it is joined to."""
    token = analysis.tokens[verb]
    if len(dependents(analysis, verb, "aux:pass")) > 0:
        return False
    if len(dependents(analysis, verb, "nsubj")) > 0:
        return "VerbForm=Fin" in token.features or len(dependents(analysis, verb, "aux")) > 0
    return token.relation == "conj" and len(dependents(analysis, token.head, "nsubj")) > 0


def _act(reading: Reading, hit: Hit, first: int) -> Act:
    code: Status = "renewed" if hit.code == "renewed" else "signed"
    status = status_of(reading, hit, code, first)
    return Act((hit.first, hit.last), status, nominal=False, sole=False)


def alike(reading: Reading, first: int, last: int) -> Iterator[tuple[Mention, ...]]:
    """Yield the pairs behind a bond that a semicolon parts from it: "X teamed up with Y; Z with W"."""
    tokens = reading.analysis.tokens
    marks = [i for i in range(first, last) if tokens[i].text == ";"]
    for begin, end in zip(marks, [*marks[1:], last], strict=False):
        named = parts(reading, begin + 1, end)
        inside = {i for p in named for i in range(p.mention.first, p.mention.last)}
        if any(tokens[i].pos in {"VERB", "AUX"} and i not in inside for i in range(begin, end)):
            return
        bodies = [p for p in named if p.mention.type == "organisation" and not p.nested]
        if [p.role for p in bodies] == ["subject", "partner"]:
            yield tuple(p.mention for p in bodies)
