"""Organisations whose name has no head noun: "NordForsk", "CERN", "OpenAIRE", "Tether"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kelisim.extract.names.words import HYPHENS, Words

_ENOUGH = 2.0
_PREPOSITIONS = frozenset({"with", "by", "between", "from", "of", "to", "at", "under"})


@dataclass(slots=True)
class _Candidate:
    spans: list[tuple[int, int]] = field(default_factory=list)
    labels: float = 0.0
    context: float = 0.0
    against: float = 0.0


def find_brands(
    words: Words,
    taken: Sequence[bool],
    organisation_ends: frozenset[int],
    employers: Iterable[tuple[int, int]],
) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of organisations without a head noun.

    Arguments:
        taken: tokens of names found before.
        organisation_ends: tokens after those names, which may stand in one list with these.
        employers: ranges that an office names as its organisation.
    """
    known = words.lexicon.cues("organisations", "names")
    candidates: dict[str, _Candidate] = defaultdict(_Candidate)
    for first, last in _runs(words, taken):
        key = words.folded(first, last)
        candidate = candidates[key]
        candidate.spans.append((first, last))
        _weigh(words, candidate, first, last, organisation_ends)
    for first, last in employers:
        if not any(taken[first:last]):
            candidate = candidates[words.folded(first, last)]
            candidate.context += 2.0
            if (first, last) not in candidate.spans:
                candidate.spans.append((first, last))
    found: list[tuple[int, int]] = []
    for candidate in candidates.values():
        first, last = candidate.spans[0]
        hit = known.at(words.tokens, first, last)
        certain = hit is not None and hit.code == "known" and hit.last == last
        if hit is not None and hit.code == "carriers" and hit.last == last:
            continue
        if certain or _accepted(words, candidate):
            found += candidate.spans
    return tuple(sorted(set(found)))


def _runs(words: Words, taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            if taken[index] or not _brand_word(words, index):
                index += 1
                continue
            last = index + 1
            while last < sentence.last and not taken[last]:
                same = words.guess[last] == words.guess[index]
                if _brand_word(words, last) and (same or (words.acronym[index] and words.has(index, "known"))):
                    last += 1
                elif (
                    words.lower[last] in HYPHENS | {"&", "+"}
                    and last + 1 < sentence.last
                    and not taken[last + 1]
                    and _brand_word(words, last + 1)
                    and same
                ):
                    last += 2
                else:
                    break
            if last < sentence.last and words.lower[last] in {"+"} and words.joined[last - 1]:
                last += 1
            yield index, last
            index = last


def _brand_word(words: Words, index: int) -> bool:
    if not words.capital[index] or not words.tokens[index].text[0].isalpha():
        return False
    found = words.classes[index]
    if "known" in found and (words.acronym[index] or "stop" not in found):
        return True
    if "abbreviation" in found or "month" in found or "document" in found:
        return False
    if "stop" in found and not words.acronym[index]:
        return False
    if "title" in found or ("office" in found and "doubtful_office" not in found):
        return False
    place = words.place[index]
    return place is None or (place.kind == "city" and words.label[index] == "ORG")


def _weigh(
    words: Words, candidate: _Candidate, first: int, last: int, organisation_ends: frozenset[int]
) -> None:
    sentence = words.sentence(first)
    if words.titled[first]:
        return
    candidate.labels += sum(words.label[i] == "ORG" for i in range(first, last)) / (last - first)
    candidate.against += 0.5 * sum(words.label[i] in {"LOC", "MISC", "PER"} for i in range(first, last)) / (last - first)
    token = words.tokens[last - 1]
    if last < sentence.last:
        if words.has(last, "follower", "other"):
            candidate.against += 2.0
        if words.has(last, "possessive"):
            candidate.context += 0.5
    if first > sentence.first:
        before = first - 1
        if words.has(before, "article"):
            candidate.against += 0.5
            before -= 1
        if before >= sentence.first and words.lower[before] in _PREPOSITIONS:
            candidate.context += 0.5
        if before in organisation_ends or (before - 1 in organisation_ends) or before + 1 in organisation_ends:
            if words.lower[first - 1] == "," or words.has(first - 1, "and"):
                candidate.context += 1.0
    if token.relation.startswith("nsubj") or token.relation == "obl:agent":
        candidate.context += 1.0


def _accepted(words: Words, candidate: _Candidate) -> bool:
    count = len(candidate.spans)
    first, last = candidate.spans[0]
    shaped = any(
        words.acronym[i] or any(c.isupper() for c in words.tokens[i].text[1:]) for i in range(first, last)
    )
    if all(len(words.classes[i] & _EMPTY) > 0 for i in range(first, last)):
        return False
    if words.has(last - 1, "other", "follower") or (last - first == 1 and words.has(first, "head")):
        return False
    labelled = candidate.labels / count
    if candidate.against >= count and candidate.context < 2:
        return False
    score = 1.5 * labelled + min(candidate.context, 2.5) + (0.5 if shaped else 0.0) - candidate.against / count
    if not shaped and labelled < 0.5:
        return False
    return score >= _ENOUGH


_EMPTY = frozenset({"common", "field", "other", "stop", "verb", "abbreviation", "given", "plural"})
