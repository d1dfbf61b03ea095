"""Organisations whose name has no head noun: "NordForsk", "CERN", "OpenAIRE", "Tether"."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kelisim.extract.names.told import told_as_bodies
from kelisim.extract.names.words import HYPHENS, Words
from kelisim.places import is_renowned

_ENOUGH = 2.0
_LONGEST = 8  # words of a name known everywhere
_SHORTEST = 4  # letters of one that is a single word
_PREPOSITIONS = frozenset({"with", "by", "between", "from", "at"})


@dataclass(slots=True)
class _Candidate:
    spans: list[tuple[int, int]] = field(default_factory=list)
    labels: float = 0.0
    context: float = 0.0
    against: float = 0.0
    parties: float = 0.0
    thing: bool = False
    told: bool = False  # that it is a body


def find_brands(
    words: Words,
    taken: Sequence[bool],
    organisation_ends: frozenset[int],
    employers: Iterable[tuple[int, int]],
    persons: Container[int],
) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of organisations without a head noun.

    Arguments:
        taken: tokens of names found before.
        organisation_ends: tokens after those names, which may stand in one list with these.
        employers: ranges that an office names as its organisation.
        persons: tokens behind the names of people.
    """
    known = words.lexicon.cues("organisations", "names")
    candidates: dict[str, _Candidate] = defaultdict(_Candidate)
    for first, last in _runs(words, taken):
        key = words.folded(first, last)
        candidate = candidates[key]
        candidate.spans.append((first, last))
        _weigh(words, candidate, first, last, organisation_ends)
    for first, last in employers:
        place = words.place[first]
        state = place is not None and place.kind == "country" and (place.first, place.last) == (first, last)
        if not any(taken[first:last]) and not state:
            candidate = candidates[words.folded(first, last)]
            candidate.context += 2.0
            if (first, last) not in candidate.spans:
                candidate.spans.append((first, last))
                if words.lexicon.inflected:  # "директор Физико-технического центра"
                    candidate.labels += sum(words.label[i] == "ORG" for i in range(first, last)) / (
                        last - first
                    )
    _add_told(candidates, words, told_as_bodies(words, taken, persons))
    _listed(words, candidates, organisation_ends)
    found: list[tuple[int, int]] = []
    small = frozenset(token.text for token in words.tokens if token.text.islower())
    for candidate in filter(lambda c: len(c.spans) > 0, candidates.values()):
        first, last = candidate.spans[0]
        if _is_word(words, candidate, small):
            continue
        hit = known.at(words.tokens, first, last)
        certain = hit is not None and hit.code == "known" and hit.last == last
        if hit is not None and hit.code == "carriers" and hit.last == last:
            continue
        if all(_in_address(words, *span) for span in candidate.spans):
            continue
        certain = certain and any(
            words.tokens[e - 1].relation not in {"compound", "amod"} for _, e in candidate.spans
        )
        if certain or _accepted(words, candidate):
            found += candidate.spans
    return tuple(sorted({*found, *_renowned(words, taken, found)}))


def _is_word(words: Words, candidate: _Candidate, small: frozenset[str]) -> bool:
    """Tell a word that the text also has in small letters, and a town: "Countries", "Oslo"."""
    first, last = candidate.spans[0]
    if last - first > 1 or candidate.told or candidate.parties > 0 or words.lexicon.inflected:
        return False
    if not words.tokens[first].text.istitle():
        return False
    return words.lower[first] in small or all(words.place[at] is not None for at, _ in candidate.spans)


def _add_told(candidates: dict[str, _Candidate], words: Words, told: Iterable[tuple[int, int]]) -> None:
    """Add what the text tells to be bodies, whole: "DCT Czech" rather than "DCT"."""
    for first, last in told:
        candidate = candidates[words.folded(first, last)]
        candidate.told = True
        for other in candidates.values():
            if other is not candidate:
                other.spans = [span for span in other.spans if not (first <= span[0] and span[1] <= last)]
        if (first, last) not in candidate.spans:
            candidate.spans.append((first, last))


def _in_address(words: Words, first: int, last: int) -> bool:
    """Tell whether a word is part of a site's address, which a point without a space parts: "Daryn.kz"."""
    lower, joined = words.lower, words.joined
    after = last + 1 < len(lower) and lower[last] == "." and joined[last - 1] and joined[last]
    before = first > 1 and lower[first - 1] == "." and joined[first - 2] and joined[first - 1]
    if after:
        return lower[last + 1].isascii() and lower[last + 1].isalpha() and len(lower[last + 1]) > 1
    return before and lower[first].isascii() and len(lower[first - 2]) > 1


def _renowned(
    words: Words, taken: Sequence[bool], found: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield where bodies known everywhere are named: "UK Research and Innovation", "AstraZeneca"."""
    covered = list(taken)
    for first, last in found:
        covered[first:last] = [True] * (last - first)
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            last = _renowned_until(words, covered, index, sentence.last)
            if last > index:
                yield index, last
            index = max(last, index + 1)


def _renowned_until(words: Words, covered: Sequence[bool], first: int, highest: int) -> int:
    if covered[first] or not words.capital[first]:
        return first
    for last in range(min(first + _LONGEST, highest), first, -1):
        single = last - first == 1
        if not words.lower[last - 1][-1].isalnum() or any(covered[first:last]):
            continue  # not at a comma: names are looked up without
        if last - first == 2 and words.has(first, "article") and not words.capital[last - 1]:
            continue  # "The total budget"
        start, end = words.analysis.span(first, last)
        if single and not _may_be_renowned(words, first, end - start):
            continue
        if is_renowned(words.analysis.text[start:end]):
            return last
    return first


def _may_be_renowned(words: Words, index: int, letters: int) -> bool:
    """Return whether a word alone is taken for the body that bears it: an acronym, or who acts."""
    if words.has(index, "stop") or (
        index > 0 and words.lower[index - 1] in HYPHENS and words.joined[index - 1]
    ):
        return False
    if words.label[index] == "ORG":
        return letters >= _SHORTEST or words.acronym[index]
    if words.titled[index]:
        return False
    if words.acronym[index]:
        return letters >= _SHORTEST
    acts = words.tokens[index].relation.startswith("nsubj") or words.tokens[index].relation == "obl:agent"
    listed = words.has(index - 1, "and") or words.has(index + 1, "and")
    return words.label[index] in {"PER", "MISC"} and letters >= _SHORTEST and (acts or listed)


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
                if _brand_word(words, last) and (same or _goes_on(words, index, last)):
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


def _goes_on(words: Words, first: int, last: int) -> bool:
    """Return whether an acronym goes on with a word that the recogniser does not take: "IIT Madras"."""
    if not words.acronym[first] or words.lexicon.inflected:
        return words.acronym[first] and words.has(first, "known")
    token = words.tokens[first]
    bound = last == first + 1 and token.relation == "compound" and token.head == last
    return words.has(first, "known") or (bound and words.label[last] == "" and len(words.classes[last]) == 0)


def _brand_word(words: Words, index: int) -> bool:
    if not words.capital[index] or not words.tokens[index].text[0].isalpha():
        return False
    if _is_money(words, index) or _is_dateline(words, index):
        return False
    if words.has(index, "after_name") and words.lower[index - 1] == ",":
        return False  # "Professor X, FAS"
    return _is_of_name(words, index)


def _is_of_name(words: Words, index: int) -> bool:
    """Tell a word that a name may have from months, titles, documents and words of the language."""
    found = words.classes[index]
    if "known" in found and (words.acronym[index] or "stop" not in found):
        return True
    if "abbreviation" in found or "month" in found or "document" in found:
        return False
    if "stop" in found and not (words.acronym[index] and is_renowned(words.tokens[index].text)):
        return False
    if "title" in found or ("office" in found and "doubtful_office" not in found):
        return False
    place = words.place[index]
    return place is None or (place.kind == "city" and words.label[index] == "ORG")


def _is_money(words: Words, index: int) -> bool:
    """Tell a currency from a name: "QAR 1.3 million", "B$400,000"."""
    text = words.tokens[index].text
    if not text.isalpha():
        return any(c in _SIGNS for c in text)
    after = words.tokens[min(index + 1, len(words.tokens) - 1)].text
    currencies = words.lexicon.topics.get("values", {}).get("numbers", {}).get("currencies", {})
    return after[0].isdigit() and any(text.lower() in forms for forms in currencies.values())


def _is_dateline(words: Words, index: int) -> bool:
    """Tell the town in capitals that opens a report: "LUCKNOW: …", "ABU DHABI, 7 May"."""
    place = words.place[index]
    if place is None or place.kind != "city" or not words.acronym[index]:
        return False
    opens = place.first == words.sentence(index).first
    return opens and place.last < len(words.lower) and words.lower[place.last] in _DATELINE


def _weigh(
    words: Words, candidate: _Candidate, first: int, last: int, organisation_ends: frozenset[int]
) -> None:
    """Count what one occurrence says for and against a candidate; a heading in title case says nothing."""
    if words.titled[first]:
        return
    sentence, size = words.sentence(first), last - first
    candidate.labels += sum(words.label[i] == "ORG" for i in range(first, last)) / size
    candidate.against += sum(words.label[i] in _OTHERS for i in range(first, last)) / size / 2
    if last < sentence.last:
        _weigh_after(words, candidate, last)
    if first > sentence.first:
        _weigh_before(words, candidate, first, organisation_ends)
    token = words.tokens[last - 1]
    if token.relation.startswith("nsubj") or token.relation == "obl:agent":
        candidate.context += 1.0
        if words.tokens[token.head].pos == "NOUN" and words.has(token.head, "other", "follower"):
            candidate.thing = True  # "CleanStem is a project of …"
    if words.has(last, "and") or words.has(first - 1, "and"):
        verb = words.tokens[token.head]
        verb = words.tokens[verb.head] if token.relation == "conj" else verb
        if verb.lemma in words.lexicon.table("names", "parties").get("verbs", ()):
            candidate.parties += 1.0


def _weigh_after(words: Words, candidate: _Candidate, last: int) -> None:
    if words.has(last, "follower", "other"):
        candidate.against += 2.0
        candidate.thing = candidate.thing or words.has(last, "follower")
    if _in_brackets_after(words, last):
        candidate.against += 2.0
    if words.has(last, "possessive"):
        candidate.context += 0.5


def _weigh_before(words: Words, candidate: _Candidate, first: int, organisation_ends: frozenset[int]) -> None:
    before = first - 1
    if words.lower[before] in {"«", "“", "„"} and before > 0:
        before -= 1
    listed = words.lower[before] == "," or words.has(before, "and")
    if words.has(before, "article") or words.lower[before] in _articled(words):
        if _articled(words) and words.acronym[first] and not _compounded(words, first):
            candidate.context += 2.5  # "vom OeAD": a noun of the language is no acronym
        candidate.against += 0.5
        before -= 1
    plain = _is_single(candidate) and words.tokens[first].text.istitle()
    if words.lower[before] in _PREPOSITIONS and not (words.lower[before] == "at" and plain):
        candidate.context += 0.5
    if words.lower[before] in _PLACES and words.label[first] != "ORG":
        candidate.against += 0.5
    elif words.lower[before] in _SITES and _is_single(candidate) and not words.acronym[first]:
        candidate.against += 1.0  # "in Ajibode": a place that no gazetteer need know
    apposed = words.lower[before] == "," and words.has(before - 1, "follower")  # "their project, LensGuard"
    if apposed or (words.has(before, "follower") and words.tokens[before].pos == "NOUN"):
        candidate.thing = True
    if listed and any(spot in organisation_ends for spot in (before - 1, before, before + 1)):
        candidate.context += 1.0
    candidate.thing = candidate.thing or _is_called_so(words, first)


def _is_single(candidate: _Candidate) -> bool:
    return all(last - first == 1 for first, last in candidate.spans)


def _is_called_so(words: Words, first: int) -> bool:
    """Tell what has been given its name: "the project, known as CleanStem"."""
    naming = words.lexicon.cues("projects", "naming")
    hits = (naming.at(words.tokens, index, first) for index in range(max(0, first - 5), first))
    return any(hit is not None and hit.last == first for hit in hits)


def _articled(words: Words) -> Sequence[str]:
    """Return the prepositions that hold an article, where the language gives acronyms one: "vom", "beim"."""
    return words.lexicon.table("organisations", "properties").get("articled", ())


def _compounded(words: Words, first: int) -> bool:
    """Return whether an acronym only stands before a noun: "das BMBF Projekt"."""
    after = first + 1
    return after < words.sentence(first).last and words.capital[after] and words.lower[after][0].isalpha()


def _in_brackets_after(words: Words, last: int) -> bool:
    """Return whether a country in brackets follows, which shows a town: "Heidelberg (Germany)"."""
    if last + 2 >= len(words.lower) or words.lower[last] != "(":
        return False
    place = words.place[last + 1]
    return place is not None and place.kind == "country" and words.lower[place.last] == ")"


def _listed(words: Words, candidates: dict[str, _Candidate], organisation_ends: frozenset[int]) -> None:
    """Count for a candidate that it stands in a list of organisations: "Intel, Norden, NordForsk"."""
    by_span = {span: candidate for candidate in candidates.values() for span in candidate.spans}
    spans = sorted(by_span)
    ends = set(organisation_ends) | {
        last for (_, last), candidate in by_span.items() if _accepted(words, candidate)
    }
    for first, last in spans:
        if words.titled[first]:
            continue
        before = first
        while before > 0 and (words.lower[before - 1] == "," or words.has(before - 1, "and")):
            before -= 1
        if before < first and before in ends:
            by_span[first, last].context += 1.0
            by_span[first, last].against = max(0.0, by_span[first, last].against - 0.5)
            if last < len(words.lower) and (words.lower[last] in {",", "."} or words.has(last, "and")):
                by_span[first, last].labels += 0.5
                ends.add(last)


def _accepted(words: Words, candidate: _Candidate) -> bool:
    """Return whether enough speaks for a candidate: its shape, the recogniser, where it stands."""
    first, last = candidate.spans[0]
    if not _nameable(words, first, last) or (candidate.thing and candidate.parties < 1):
        return False
    if candidate.told:
        return True
    count = len(candidate.spans)
    shaped = any(
        words.acronym[i] or any(c.isupper() for c in words.tokens[i].text[1:]) for i in range(first, last)
    )
    if shaped and candidate.parties >= 1:
        return True
    labelled, against = candidate.labels / count, candidate.against / count
    if (against >= 1 and candidate.context < 2) or (not shaped and labelled < 0.5):
        return False
    return 1.5 * labelled + min(candidate.context, 2.5) + 0.5 * shaped - against >= _ENOUGH


def _nameable(words: Words, first: int, last: int) -> bool:
    """Return whether words can be a name: not all of them common, no thing's or body's noun at an end."""
    empty = [not words.classes[i].isdisjoint(_EMPTY) for i in range(first, last)]
    if all(empty) or (last - first > 1 and empty[-1] and not words.acronym[last - 1]):
        return False
    if words.has(last - 1, "other", "follower"):
        return False
    return words.acronym[first] or not words.has(first, "head", "other")


_OTHERS = frozenset({"LOC", "MISC", "PER"})
_SIGNS = frozenset("$€£¥₹₩₽₸")
_DATELINE = frozenset({",", ":", "(", "–", "—", "-", "."})
_SITES = frozenset({"in", "near"})
_PLACES = frozenset({"at", "in", "near", "from"})
_EMPTY = frozenset({"common", "field", "other", "stop", "verb", "abbreviation", "given", "plural"})
