"""Whom a report means that names nobody: "the three institutions", "both rectors", "all signed".

Ranges are token indices. What the text tells nearest and in the number that the words count is meant.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.kinds.agreement_parties import distinct
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.anaphora import ACTING, principals, several, states, states_in
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost, parts
from kelisim.extract.syntax import dependents

_BACK: Final = 6  # sentences before in which those are told who are meant
_NEAR: Final = 2  # sentences before in which one side of a meeting is told; the other is the text's own
_COUNTED: Final = 3  # tokens of "both of the", "the two new"


@dataclass(frozen=True, slots=True)
class _Sort:
    """What bodies are meant: the code of a noun ("universities"), None for any; `named` where names have
    to tell it.
    """

    code: str | None
    named: bool


def with_meant(reading: Reading, report: Report) -> Report:
    """Return a report with those whom its words for several mean, where it names nobody: the people who hold
    the posts as its signatories, else the bodies as its parties.
    """
    holders = _both_holders(reading, report) if len(report.signatories) == 0 else ()
    if len(holders) > 0:
        return replace(report, signatories=holders)
    doubtful = [m for m in report.parties if m.type == "group" and _is_doubtful(reading, m)]
    if report.heading or len(report.signatories) > 0 or len(report.parties) > len(doubtful):
        return report
    meant = together(reading, report)
    hit = _group(reading, report)
    if len(meant) < 2 or hit is None:
        return report
    referents = tuple(dict.fromkeys(id for mention in meant for id in mention.referents))
    return replace(report, lists=((Mention(hit.first, hit.last, "group", referents, named=False),),))


def together(reading: Reading, report: Report) -> tuple[Mention, ...]:
    """Return the bodies, or states, that a report's words for several take up; empty where it has none or the
    text does not decide.
    """
    hit = _group(reading, report)
    if hit is None:
        return ()
    tokens = reading.analysis.tokens
    if tokens[hit.last - 1].pos in {"PRON", "DET"}:
        return _roster(reading, report.sentence) or several(reading, hit.first)
    if tokens[hit.last - 1].lemma in reading.lexicon.terms("roles", "state_groups"):
        return states(reading, hit.first) or _only_states(reading, hit.first)
    size = _size(reading, hit)
    return _roster(reading, report.sentence) if size is None else _so_many(reading, report, hit, size)


def _only_states(reading: Reading, index: int) -> tuple[Mention, ...]:
    """Return the two states that a text names before a token, where it names just two."""
    tokens = len(reading.analysis.tokens)
    told = (distinct(states_in(reading, 0, last)) for last in (index, tokens))
    return next((tuple(two) for two in told if len(two) == 2), ())


def _so_many(reading: Reading, report: Report, hit: Hit, size: int) -> tuple[Mention, ...]:
    """Return the bodies that the text tells in this number; those whose names tell another sort only where no
    others are so many.
    """
    code = _code(reading, reading.analysis.tokens[hit.last - 1].lemma)
    for sort in (_Sort(code, named=True), _Sort(code, named=False)):
        found = _nearest(reading, report, hit, size, sort)
        if len(found) == size:
            return found
    roster = _roster(reading, report.sentence)
    if len(roster) == size:
        return roster
    return _most(reading, hit.first, size, _Sort(code, named=False)) or _all(reading, size)


def _all(reading: Reading, size: int) -> tuple[Mention, ...]:
    """Return the bodies that a text names, wherever, where they are just so many."""
    bodies = (m for m in outermost(reading.mentions).values() if m.type == "organisation" and m.named)
    found = distinct(m for m in bodies if len(m.referents) == 1)
    return tuple(found) if len(found) == size else ()


def _nearest(reading: Reading, report: Report, hit: Hit, size: int, sort: _Sort) -> tuple[Mention, ...]:
    """Return the bodies of a sort that the sentence nearest before the words tells in their number."""
    for near in range(report.sentence, max(-1, report.sentence - _BACK), -1):
        last = hit.first if near == report.sentence else reading.analysis.sentences[near].last
        for bodies in _told(reading, near, last, sort):
            if len(bodies) == size:
                return tuple(bodies)
        if size == 2 and report.sentence - near in range(1, _NEAR + 1):
            pair = _met_one(reading, near, sort)
            if len(pair) == size:
                return pair
    return ()


def _is_doubtful(reading: Reading, group: Mention) -> bool:
    """Tell whether the pair that words were taken to mean is rather another: it was told last in an item of
    a list, or the sentence before tells that another body was met.
    """
    analysis, first = reading.analysis, group.first
    code = _code(reading, analysis.tokens[group.last - 1].lemma)
    near = [m for m in reading.mentions_in(0, first) if m.type == "organisation" and m.named]
    own = [m for m in near if set(m.referents) <= set(group.referents)]
    fitting = {m.referents for m in near if code is not None and _is_of(reading, m, _Sort(code, named=True))}
    if len(fitting) > 1 and not any(m.referents in fitting for m in own):
        return True  # "the two universities" are no ministries
    if len(own) == 0:
        return False
    number = analysis.sentence_of[first]
    listed = analysis.blocks[analysis.sentences[analysis.sentence_of[own[-1].first]].block].kind == "item"
    met = _met_one(reading, number - 1, _Sort(None, named=False)) if number > 0 else ()
    return listed or (len(met) == 2 and {id for m in met for id in m.referents} != set(group.referents))


def _both_holders(reading: Reading, report: Report) -> tuple[Mention, ...]:
    """Return the people whom "the two rectors" of a signing means: those told last to hold that post."""
    if report.act is None:
        return ()
    tokens = reading.analysis.tokens
    speakers = reading.lexicon.terms("roles", "speakers")
    numbers = reading.lexicon.cues("agreements", "numbers")
    both = reading.lexicon.terms("agreements", "pairs")
    for index in range(*report.zone):
        if tokens[index].lemma not in speakers or "Number=Plur" not in tokens[index].features:
            continue
        before = range(max(report.zone[0], index - _COUNTED), index)
        counted = (numbers.at(tokens, i, index) for i in before)
        size = next((int(hit.code) for hit in counted if hit is not None), None)
        size = 2 if any(tokens[i].lower in both for i in before) else size
        if size is not None:
            return _holding(reading, tokens[index].lemma, index, size)
    return ()


def _holding(reading: Reading, office: str, index: int, size: int) -> tuple[Mention, ...]:
    """Return the last `size` people told before a token to hold such a post; empty where they are fewer."""
    found: dict[str, Mention] = {}
    for post in sorted(reading.posts, key=lambda p: -p.person_tokens[0]):
        words = {t.lemma for t in reading.analysis.tokens[slice(*post.office_tokens)]}
        if post.person_tokens[0] < index and office in words:
            found.setdefault(post.person, Mention(*post.person_tokens, "person", (post.person,)))
    return tuple(list(found.values())[:size])[::-1] if len(found) >= size else ()


def _group(reading: Reading, report: Report) -> Hit | None:
    """Return the words of a report for several: those of its clause, else of its sentence."""
    cues = reading.lexicon.cues("roles", "groups")
    sentence = reading.analysis.sentences[report.sentence]
    for first, last in (report.zone, (sentence.first, sentence.last)):
        hit = next(cues.find(reading.analysis.tokens, first, last), None)
        if hit is not None:
            return hit
    return None if report.act is None else _pronoun(reading, report.act[0])


def _pronoun(reading: Reading, act: int) -> Hit | None:
    """Return the pronoun for several that is the subject of an act: "All signed", "They concluded"."""
    tokens = reading.analysis.tokens
    words = reading.lexicon.terms("agreements", "all")
    subjects = dependents(reading.analysis, act, "nsubj")
    return next((Hit(i, i + 1, "group", "") for i in subjects if tokens[i].lower in words), None)


def _size(reading: Reading, hit: Hit) -> int | None:
    """Return how many are meant; None where the words tell no number ("all partners")."""
    tokens = reading.analysis.tokens
    if any(t.lower in reading.lexicon.terms("agreements", "pairs") for t in tokens[hit.first : hit.last]):
        return 2
    numbers = reading.lexicon.cues("roles", "numbers")
    return next((int(found.code) for found in numbers.find(tokens, hit.first, hit.last)), None)


def _code(reading: Reading, noun: str) -> str | None:
    """Return the sort of body that a noun means ("universities"); None for "institutions", "sides"."""
    if noun in reading.lexicon.table("names", "descriptions").get("any", ()):
        return None
    heads = reading.lexicon.table("organisations", "heads")
    return next((code for code, terms in heads.items() if noun in terms), None)


def _is_of(reading: Reading, mention: Mention, sort: _Sort) -> bool:
    """Tell whether a body is of a sort, by the words of its name."""
    if sort.code is None:
        return True
    heads = reading.lexicon.table("organisations", "heads")
    words = {word for id in mention.referents for word in reading.referent(id).name.lower().split()}
    sorts = {other for other, terms in heads.items() if not words.isdisjoint(terms)}
    return sort.code in sorts or (not sort.named and len(sorts) == 0)


def _told(reading: Reading, number: int, last: int, sort: _Sort) -> Iterator[list[Mention]]:
    """Yield the bodies that a sentence tells before a token: those who act, those not in a post, all."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.is_heading(sentence) or analysis.blocks[sentence.block].kind == "item":
        return
    named = [p for p in parts(reading, sentence.first, last) if p.mention.type == "organisation"]
    named = [p for p in named if p.mention.named and _is_of(reading, p.mention, sort)]
    yield distinct(p.mention for p in named if p.role in ACTING and not p.nested)
    yield distinct(p.mention for p in named if not p.nested)
    yield distinct(p.mention for p in named)


def _met_one(reading: Reading, number: int, sort: _Sort) -> tuple[Mention, ...]:
    """Return the one body that a sentence tells as met, with the one that the text is about."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    meetings = reading.lexicon.cues("agreements", "meeting_of")
    if analysis.is_heading(sentence) or not any(
        True for _ in meetings.find(analysis.tokens, sentence.first, sentence.last)
    ):
        return ()
    told = list(_told(reading, number, sentence.last, sort))
    if len(told) == 0 or len(told[-1]) != 1:
        return ()
    met = told[-1][0]
    others = [m for m in principals(reading, sentence.first) if m.referents != met.referents]
    return (others[0], met) if len(others) > 0 and _is_of(reading, others[0], sort) else ()


def _roster(reading: Reading, number: int) -> tuple[Mention, ...]:
    """Return the bodies of the list told last before a sentence, each of which opens an item of its own."""
    analysis = reading.analysis
    found: list[Mention] = []
    before = None
    for near in range(number - 1, -1, -1):
        sentence = analysis.sentences[near]
        block = analysis.blocks[sentence.block]
        opening = next(iter(outermost(reading.mentions_in(sentence.first, sentence.last)).values()), None)
        if block.kind == "item" and opening is not None and opening.type == "organisation":
            if opening.first - sentence.first < _COUNTED:
                found.append(opening)
        elif (block.kind != "item" and len(found) > 0) or (before is not None and block.kind == "heading"):
            break
        before = block
    return tuple(distinct(found[::-1])) if len(found) > 2 else ()  # fewer are no roster


def _most(reading: Reading, index: int, size: int, sort: _Sort) -> tuple[Mention, ...]:
    """Return the bodies named most, where the text names just as many of them more often than any other."""
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Mention] = {}
    for mention in outermost(reading.mentions).values():
        if mention.type == "organisation" and len(mention.referents) == 1 and _is_of(reading, mention, sort):
            counts[mention.referents] += 1
            first.setdefault(mention.referents, mention)
    ranked = counts.most_common(size + 1)
    chosen = [referents for referents, times in ranked[:size] if times > 1]
    clear = len(ranked) == size or (len(ranked) > size and ranked[size][1] < ranked[size - 1][1])
    if len(chosen) < size or not clear or any(first[referents].first > index for referents in chosen):
        return ()
    return tuple(sorted((first[referents] for referents in chosen), key=lambda m: m.first))
