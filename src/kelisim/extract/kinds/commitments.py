"""What the parties of an agreement undertake: short phrases in the text's words, each with its own quote."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Analysis, Range
from kelisim.extract.draft import base_phrase, phrase
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.agreement_topics import sort_of, topics_of
from kelisim.extract.kinds.commitment_clauses import clauses_of
from kelisim.extract.kinds.commitment_lists import below, inside
from kelisim.extract.kinds.commitment_objects import deeds_of, is_thing, is_vague, object_of
from kelisim.extract.kinds.commitment_outcomes import outcomes
from kelisim.extract.kinds.evidence import COMMITMENT
from kelisim.extract.kinds.inflected.undertakings import before_parties, listed
from kelisim.extract.kinds.undertaking_sentences import announced, is_speech
from kelisim.extract.kinds.verb_final import commitments as verb_final
from kelisim.extract.kinds.verb_second import commitments as verb_second
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import pieces
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import dependents, subtree
from kelisim.model import Value

_NEAR: Final = 5  # sentences after a report in which "the partnership" and "they" still mean this agreement
_PARTED: Final = 2  # deeds told one by one: the clause as a whole then tells no more
_BARE: Final = 2  # tokens of a thing told before, "the school": it is no deed
_MOST: Final = 12  # commitments of one agreement: more is a text about something else


def commitments(reading: Reading, thread: Thread, others: Sequence[Thread]) -> Iterator[Value]:
    """Yield what the parties undertake in one agreement, told apart from what others undertake."""
    seen: set[tuple[int, int]] = set()
    number = 0
    for (first, last), tier in sorted(_found(reading, thread, others)):
        if number == _MOST or any(first < end and start < last for start, end in seen):
            continue
        seen.add((first, last))
        if _says_something(reading, first, last):
            number += 1
            yield _worded(reading, first, last, COMMITMENT[tier])
    sorts = [piece for r in thread.reports if r.act is not None for piece in sort_of(reading, r)]
    for first, last in sorts[:1] if number == 0 else ():
        yield phrase(reading, "commitments", first, last, probability=COMMITMENT["topic"])


def _worded(reading: Reading, first: int, last: int, probability: float) -> Value:
    """Return a commitment in the text's words, its nouns in their base form where cases tell."""
    if reading.lexicon.cased:
        return base_phrase(reading, "commitments", first, last, type="phrase", probability=probability)
    return phrase(reading, "commitments", first, last, probability=probability)


def _found(
    reading: Reading, thread: Thread, others: Sequence[Thread]
) -> Iterator[tuple[tuple[int, int], str]]:
    if reading.lexicon.verb_second:
        yield from verb_second.undertaken(reading, thread, _sentences(reading, thread, others))
        return
    if reading.lexicon.verb_final:
        yield from verb_final.undertaken(reading, thread, _sentences(reading, thread, others))
        return
    for report in thread.reports:
        yield from ((piece, "topic") for piece in topics_of(reading, report))
    for number in _sentences(reading, thread, others):
        told = list(_told(reading, thread, number))
        if listed_here := list(inside(reading, thread, number, marked=True)):
            yield from ((piece, "near") for piece in listed_here)
            continue
        clauses = list(clauses_of(reading, thread, number)) if len(told) < _PARTED else []
        yield from (*told, *((clause, "clause") for clause in clauses))
        if len(told) + len(clauses) == 0:
            apart = list(inside(reading, thread, number, marked=False)) or outcomes(reading, thread, number)
            yield from ((piece, "near") for piece in apart)
    yield from ((item, "list") for item in below(reading, thread, sorted(_taken(thread, others))))
    for number in sorted({r.sentence - 1 for r in thread.reports if r.sentence > 0 and not r.heading}):
        yield from ((piece, "near") for piece in before_parties(reading, thread, number))


def _sentences(reading: Reading, thread: Thread, others: Sequence[Thread]) -> list[int]:
    """Return the sentences that may tell of the commitments: its own, and those until another agreement."""
    analysis = reading.analysis
    taken = _taken(thread, others)
    found: list[int] = []
    if all(report.heading for report in thread.reports):
        return [n for n in range(len(analysis.sentences)) if n not in taken]
    for start in sorted(r.sentence for r in thread.reports if not r.heading):
        for number in range(start, min(start + _NEAR + 1, len(analysis.sentences))):
            if number in taken:
                break
            found.append(number)
    return sorted(set(found))


def _taken(thread: Thread, others: Sequence[Thread]) -> set[int]:
    """Return the sentences that tell of other agreements and not of this one."""
    own = {report.sentence for report in thread.reports}
    return {r.sentence for other in others for r in other.reports if not r.heading} - own


# ------------------------------------------------------------------ "the agreement provides for …"


def _told(reading: Reading, thread: Thread, number: int) -> Iterator[tuple[tuple[int, int], str]]:
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    first, last = sentence.first, sentence.last
    speech = is_speech(analysis, first, last)
    told: list[Hit] = []
    spans: list[Range] = []
    for code in ("noun", "verb"):
        table = reading.lexicon.table("agreements", "undertakings")
        if code not in table:
            continue
        for hit in _undertakings(reading, code, first, last):
            if any(0 <= other.first - hit.last < 3 for other in told) or any(
                start < hit.last and hit.first < end for start, end in spans
            ):
                continue  # "will focus on": the second word tells more
            tier = _tier(reading, thread, hit, code, first)
            if tier is None or (speech and tier != "told"):
                continue  # somebody's words: praise, unless the agreement itself is their subject
            begin, end = object_of(reading, hit, last)
            empty = begin < last and analysis.tokens[begin].pos == "CCONJ"  # "was agreed on and signed"
            if empty or is_vague(reading, begin, end) or (code == "verb" and is_thing(reading, hit, begin)):
                continue
            told.append(hit)
            spans.append((hit.first, end))
            if analysis.tokens[last - 1].text == ":" and end >= last - 1:
                yield from ((item, "list") for item in announced(reading, number))
                break
            if tier == "under":
                yield (_subject(analysis, hit.first, first)[0], end), "told"
            else:
                yield from ((piece, tier) for piece in deeds_of(reading, begin, end, last))
    if len(told) == 0 and not speech:
        yield from ((piece, "told") for piece in _undergone(reading, first, last))
        yield from ((piece, "list") for piece in listed(reading, thread, number))


def _undergone(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield what a passive says is agreed: "by the protocol, exchanges and schools were agreed upon"."""
    analysis = reading.analysis
    for hit in reading.lexicon.cues("agreements", "undergone").find(analysis.tokens, first, last):
        told = dependents(analysis, hit.first, "nsubj:pass")
        if len(told) == 0 or told[0] > hit.first or analysis.tokens[told[0]].pos not in {"NOUN", "PROPN"}:
            continue
        start = subtree(analysis, told[0])[0]
        if any(True for _ in reading.lexicon.cues("agreements", "kinds").find(analysis.tokens, first, start)):
            helpers = (
                c for c in analysis.children[hit.first] if analysis.tokens[c].relation.startswith("aux")
            )
            yield from pieces(reading, start, min(helpers, default=hit.first))
            return


def _undertakings(reading: Reading, code: str, first: int, last: int) -> Iterator[Hit]:
    for hit in reading.lexicon.cues("agreements", "undertakings").find(reading.analysis.tokens, first, last):
        tells = reading.analysis.tokens[hit.first].pos in {"VERB", "AUX", "NOUN", "ADJ"}
        barred = _rhetoric(reading, hit) or _goes_along(reading, hit) or _done_by(reading, hit)
        if hit.code == code and tells and not barred:
            yield hit


def _done_by(reading: Reading, hit: Hit) -> bool:
    """Tell whether the paper undergoes it: "was facilitated by the rectors", "is governed by their laws"."""
    analysis = reading.analysis
    children = [c for i in range(hit.first, hit.last) for c in analysis.children[i]]
    passive = any(analysis.tokens[c].relation in {"aux:pass", "nsubj:pass"} for c in children)
    marker = reading.lexicon.cues("roles", "markers").at(analysis.tokens, hit.last, hit.last + 1)
    return passive and marker is not None and marker.code == "agent"


def _goes_along(reading: Reading, hit: Hit) -> bool:
    """Tell whether others do it already beside the main verb: "with many universities collaborating in"."""
    token = reading.analysis.tokens[hit.first]
    helped = any(
        reading.analysis.tokens[c].relation.startswith("aux") for c in reading.analysis.children[hit.first]
    )
    joint = hit.term in reading.lexicon.terms("agreements", "of_parties")
    return joint and "Aspect=Prog" in token.features and not helped


def _rhetoric(reading: Reading, hit: Hit) -> bool:
    """Tell whether "will" goes on with praise ("will strengthen", "will mark") rather than with a deed."""
    tokens = reading.analysis.tokens
    verbs = reading.lexicon.terms("agreements", "rhetoric")
    praise = reading.lexicon.cues("agreements", "praise")
    if any(
        found.first < hit.last + 3 for found in praise.find(tokens, hit.last, min(hit.last + 7, len(tokens)))
    ):
        return True
    for index in range(hit.last, min(hit.last + 3, len(tokens))):
        if tokens[index].pos in {"VERB", "AUX"}:
            return tokens[index].lemma in verbs
        if tokens[index].pos not in {"ADV", "PART"}:
            break
    return False


def _tier(reading: Reading, thread: Thread, hit: Hit, code: str, first: int) -> str | None:
    """Return how surely the subject of an undertaking is this agreement or its parties, or None."""
    analysis, words = reading.analysis, reading.lexicon
    start, end = _subject(analysis, hit.first, first)
    kinds = words.cues("agreements", "kinds")
    nouns = [*kinds.find(analysis.tokens, start, end), *kinds.find(analysis.tokens, hit.first, hit.last)]
    if len(nouns) > 0 or _takes_up(reading, thread, start, end):
        return "told"
    if code == "noun" and hit.term not in words.terms("agreements", "of_parties"):
        nouns = list(words.cues("agreements", "subjects").find(analysis.tokens, start, end))
        return "near" if any(h.code == "agreement" for h in nouns) else None
    told = {id for m in reading.mentions_in(start, end) for id in m.referents}
    under = any(
        h.first < start for h in words.cues("agreements", "kinds").find(analysis.tokens, first, start)
    )
    grouped = any(True for _ in words.cues("roles", "groups").find(analysis.tokens, start, end))
    common = any(True for _ in words.cues("agreements", "subjects").find(analysis.tokens, start, end))
    named = len(told & thread.parties)
    if under and (grouped or common or named > 0):
        return "told"
    if under and hit.term in words.terms("agreements", "future") and end > start:
        return "under"
    return _by_parties(reading, thread, hit, (start, end), plain=grouped or common or named > 1)


def _by_parties(
    reading: Reading, thread: Thread, hit: Hit, subject: tuple[int, int], *, plain: bool
) -> str | None:
    """Return how surely parties undertake something by name: all of them, or one right after the signing.

    Arguments:
        plain: the subject is both sides, the team, or two of the parties.
    """
    words, (start, end) = reading.lexicon, subject
    alone = hit.term in words.terms("agreements", "alone") and _follows(reading, thread, start)
    told = {id for m in reading.mentions_in(start, end) for id in m.referents} & thread.parties
    strong = hit.term in words.terms("agreements", "strong") or (alone and _opens(reading, thread, start))
    if plain or (strong and len(told) > 0):
        return "near"
    return "under" if alone and _is_numbered(reading, start, end) else None


def _follows(reading: Reading, thread: Thread, index: int) -> bool:
    """Tell whether a token stands in one of the two sentences after one that tells of the agreement."""
    number = reading.analysis.sentence_of[index]
    return any(0 <= number - report.sentence < 3 for report in thread.reports if not report.heading)


def _opens(reading: Reading, thread: Thread, start: int) -> bool:
    """Tell whether one party is the subject itself: "X will supply the benches"."""
    beside = reading.mentions_in(start, start + 6)
    return any(
        m.first - start < 2 and not thread.parties.isdisjoint(m.referents) and m.type == "organisation"
        for m in beside
    )


def _is_numbered(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the subject is so many people or things: "four doctors will be sent"."""
    return len(reading.amounts_in(start, min(end, start + 3))) > 0


def _takes_up(reading: Reading, thread: Thread, start: int, end: int) -> bool:
    """Tell whether "it" right after the agreement was told means it: "It foresees a winter school"."""
    tokens = reading.analysis.tokens
    if end - start != 1 or tokens[start].lower not in reading.lexicon.terms("agreements", "it"):
        return False
    number = reading.analysis.sentence_of[start]
    return any(report.sentence == number - 1 and report.noun is not None for report in thread.reports)


def _subject(analysis: Analysis, index: int, first: int) -> tuple[int, int]:
    """Return the subject of the word at `index`: by the parse, else all that stands before it."""
    current = index
    for _ in range(3):
        found = dependents(analysis, current, "nsubj", "nsubj:pass")
        relative = analysis.tokens[current].relation == "acl:relcl"
        if len(found) > 0 and relative and analysis.tokens[found[0]].pos in {"PRON", "DET", "SCONJ"}:
            head = analysis.tokens[current].head
            return head, head + 1
        if len(found) > 0:
            start, end = subtree(analysis, found[0], without=frozenset({"acl:relcl", "appos"}))
            return start, max(start + 1, min(end, max(index, start + 1)))
        if analysis.tokens[current].relation.split(":")[0] not in {
            "aux",
            "xcomp",
            "acl",
            "conj",
            "advcl",
            "nmod",
            "amod",
        }:
            break
        current = analysis.tokens[current].head
    if analysis.tokens[index].relation.startswith("acl"):
        head = analysis.tokens[index].head
        return head, head + 1
    return (first, index) if analysis.tokens[index].relation == "" else (index, index)


def _says_something(reading: Reading, first: int, last: int) -> bool:
    tokens = reading.analysis.tokens[first:last]
    generic = reading.lexicon.terms("agreements", "topic_generic")
    content = [t for t in tokens if t.pos in {"NOUN", "VERB", "PROPN", "ADJ"}]
    if _is_name(reading, first, last):
        return False
    bare = len(tokens) == _BARE and "Definite=Def" in tokens[0].features  # "the agreement on the school"
    if bare or len(content) == 0 or " ".join(t.lower for t in tokens) in generic:
        return False
    closing = tokens[-1] if reading.lexicon.verb_final else None  # nouns in -лық look like adjectives
    return not all(t.lemma in generic or (t.pos == "ADJ" and t is not closing) for t in content)


def _is_name(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a phrase is a name, with what is said of whose it is: nobody undertakes one."""
    tokens = reading.analysis.tokens
    span = range(first, last)
    loose = {i for i in span if tokens[i].head == i and tokens[i].relation != "root"}
    heads = [i for i in span if tokens[i].relation != "" and (tokens[i].head not in span or i in loose)]
    return any(
        mention.first <= head < mention.last and mention.type in {"person", "organisation"}
        for head in heads[:1]
        for mention in reading.mentions_in(first, last)
    )
