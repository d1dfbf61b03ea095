"""Frames of verbs that ask or propose: whom somebody invites or asks to do what. Ranges are token indices.

"invited X to take part in …", "asked that … be raised", "would like X to join …", "talks with X about …",
"a second phase is envisaged". They rest on a parse and on the tables `frames` of a language's lexicon.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.commitment_parts import split as parted
from kelisim.extract.kinds.intention_actors import wanting
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite, outermost, parts
from kelisim.extract.syntax import dependents, strip_marks, subject_range, subtree

_ADDRESSEE: Final = 16  # tokens that those who are asked may take, posts and places included
_FAR: Final = 14  # tokens between talks and what they are about
_DETERMINERS: Final = frozenset({"DET", "PUNCT", "ADP"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What one verb or noun tells: who wants it, of or with whom, and the phrases that say what.

    `addressed` is true where somebody named is asked: then anything that they are asked for counts.
    """

    hit: Hit
    actors: tuple[Mention, ...]
    others: tuple[Mention, ...] = ()
    whats: tuple[Range, ...] = ()
    addressed: bool = False


def frames(reading: Reading, number: int) -> Iterator[Frame]:
    """Yield the frames of a sentence, in text order."""
    sentence = reading.analysis.sentences[number]
    for hit in cues_in(reading, "intentions", "frames", sentence.first, sentence.last):
        if hit.last >= sentence.last or _is_barred(reading, hit):
            continue
        found = _READERS[hit.code](reading, hit, sentence.last)
        if found is None and hit.code == "directive":  # "asked that …"
            found = _mandative(reading, replace(hit, code="mandative"), sentence.last)
        if found is not None and len(found.whats) > 0:
            yield found


def _is_barred(reading: Reading, hit: Hit) -> bool:
    """Tell whether the words are no act of anybody who counts: "did not ask", "the invited guests"."""
    tokens = reading.analysis.tokens
    head = tokens[hit.first]
    if is_negated(reading, hit):
        return True
    if hit.code in {"directive", "mandative", "ought", "desire"} and head.pos not in {"VERB", "AUX"}:
        return True
    return head.relation == "amod" or _subject_is_idle(reading, hit)


def _subject_is_idle(reading: Reading, hit: Hit) -> bool:
    """Tell whether the subject is one whose wishes are no plan of cooperation: "applicants ask"."""
    told = subject_range(reading.analysis, hit.first)
    start, end = told if told is not None else (hit.first, hit.first)
    if len(reading.mentions_in(start, end)) > 0 or hit.code == "subject":
        return False
    tokens = reading.analysis.tokens
    barred = reading.lexicon.cues("intentions", "not_meant").find(tokens, start, end)
    return any("Person=1" not in tokens[found.first].features for found in barred)


def is_negated(reading: Reading, hit: Hit) -> bool:
    """Tell whether the act is denied: "did not ask", "never proposed"."""
    negated = reading.lexicon.table("agreements", "modality").get("negated", ())
    children = [c for i in range(hit.first, hit.last) for c in reading.analysis.children[i]]
    if reading.analysis.tokens[max(0, hit.first - 1)].lower in negated:  # "no proposal for"
        return True
    return any(
        reading.analysis.tokens[c].lower in negated and reading.analysis.tokens[c].relation == "advmod"
        for c in children
    )


# ------------------------------------------------------------------ the frames


def _directive(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "invited X to take part", "asked X for support", "X was invited to take part"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    if any(tokens[c].relation == "aux:pass" for c in analysis.children[hit.first]):
        return _asked_of(reading, hit, last)
    begin = hit.last
    opens = _infinitive(reading, begin, min(last, begin + _ADDRESSEE))
    toward = _preposition(reading, begin, min(last, begin + _ADDRESSEE))
    if opens is None and toward is None:
        return None
    to = min(i for i in (opens, toward) if i is not None)
    others = _addressed(reading, begin, to)
    if to > begin and len(others) == 0 and not _are_bodies(reading, begin, to):
        return None
    if "VerbForm=Inf" in tokens[hit.first].features and len(wanting(reading, hit.first)) == 0:
        return None  # "the agreement to encourage academics to …"
    things = reading.lexicon.table("intentions", "toward").get("thing", ())
    if to != opens and tokens[to].lower in things:
        start = to + 1  # "asked X for a donation"
    elif to != opens:  # "invited X to the forum"
        start = hit.first
    else:
        start = to + 1 if len(others) > 0 or begin == to else begin
    end = phrase_end(reading, max(start, to), last)
    split = start > hit.first
    return Frame(
        hit, wanting(reading, hit.first), others, _parts(reading, start, end, split=split), len(others) > 0
    )


def _addressed(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return the names of those asked: one that heads the phrase, or whose people are asked."""
    tokens = reading.analysis.tokens
    barrier = next((i for i in range(first, last) if tokens[i].pos == "VERB"), last)
    named = _named(reading, first, barrier)
    if len(named) > 0 and any(tokens[i].pos == "ADP" for i in range(first, named[0].first)):
        return ()
    if len(named) > 0 or not _are_bodies(reading, first, last):
        return named
    inside = outermost(reading.mentions_in(first, barrier)).values()
    return tuple(m for m in inside if m.type == "organisation" and tokens[m.first - 1].pos in {"ADP", "DET"})


def _are_bodies(reading: Reading, first: int, last: int) -> bool:
    """Tell whether those asked are bodies or people of science, though not named."""
    bodies = reading.lexicon.terms("intentions", "bodies")
    return reading.analysis.tokens[first].pos != "PRON" and head_of(reading, first, last) in bodies


def head_of(reading: Reading, first: int, last: int) -> str:
    """Return the lemma of the first noun phrase's head; empty where there is none."""
    tokens = reading.analysis.tokens
    nouns = [i for i in range(first, last) if tokens[i].pos in {"NOUN", "PROPN"}]
    if len(nouns) == 0:
        return ""
    head = nouns[0]
    while head + 1 in nouns:
        head += 1
    return tokens[head].lemma


def _asked_of(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read the passive: whom somebody asked is its subject."""
    opens = _infinitive(reading, hit.last, min(last, hit.last + 4))
    if opens is None:
        return None
    told = _passive_subject(reading, hit.first)
    others = () if told is None else _named(reading, *told)
    if len(others) == 0:
        return None
    end = phrase_end(reading, opens + 1, last)
    return Frame(hit, (), others, _parts(reading, opens + 1, end, split=True), len(others) > 0)


def _mandative(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "proposed that X open a branch", "expressed the hope that …"."""
    tokens = reading.analysis.tokens
    that = hit.last
    opening = reading.lexicon.terms("intentions", "that")
    after = next((i for i in range(that, min(that + 5, last)) if tokens[i].lower in opening), None)
    if after is None or any(tokens[i].pos == "VERB" or tokens[i].text in ",;" for i in range(that, after)):
        return None  # "the wish of his government that …"
    return _clause(reading, hit, after + 1, last)


def _clause(reading: Reading, hit: Hit, first: int, last: int) -> Frame | None:
    """Return what a clause says that others are to do: its predicate, where its subject is a name."""
    tokens = reading.analysis.tokens
    end = phrase_end(reading, first, last)
    while first < end and tokens[first].pos in _DETERMINERS:
        first += 1
    verb = _predicate(reading, first, end)
    if verb is None or _is_document(reading, first, verb):
        return None
    named = _named(reading, first, verb)
    starts = any(m.first == first for m in named)
    if starts and tokens[verb].pos == "AUX" and verb + 1 < end and "VerbForm=Fin" in tokens[verb].features:
        verb += 1  # "that VNU would participate"
    suffers = tokens[verb].lemma in reading.lexicon.terms(
        "phrases", "copulas"
    )  # "that X be brought on board"
    taken_up = tokens[first].pos == "PRON" and "Poss=Yes" not in tokens[first].features
    if taken_up and tokens[verb].pos == "AUX" and verb + 1 < end and tokens[verb + 1].pos == "VERB":
        verb += 1  # "that it will include"
    whole = (verb if (starts and not suffers) or taken_up else first, end)
    actors = wanting(reading, hit.first)
    others = tuple(m for m in named if m not in actors) if starts else ()
    return Frame(hit, actors, others, _parts(reading, *whole, split=starts), starts)


def _is_document(reading: Reading, first: int, verb: int) -> bool:
    """Tell whether the subject is an agreement: that it be signed is its own matter, its use praise."""
    kinds = reading.lexicon.cues("agreements", "kinds").find(reading.analysis.tokens, first, verb)
    return any(True for _ in kinds)


def _ought(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "said that the next school should be held in Y"."""
    tokens = reading.analysis.tokens
    first = hit.last
    if first < last and tokens[first].lower in reading.lexicon.terms("intentions", "that"):
        first += 1
    end = phrase_end(reading, first, last)
    modal = reading.lexicon.terms("intentions", "ought_words")
    if not any(t.lower in modal for t in tokens[first:end]):
        return None
    return _clause(reading, hit, first, last)


def _desire(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "would like X to join", "would welcome a joint degree", "would love to see a joint degree"."""
    tokens = reading.analysis.tokens
    start = hit.last
    if tokens[start].pos in {"PART", "SCONJ", "PRON", "ADV"} or tokens[start].lower in {"to", "that"}:
        return None  # an infinitive: the triggers read it
    end = phrase_end(reading, start, last)
    opens = _infinitive(reading, start, end)
    others = () if opens is None else _named(reading, start, opens)
    starts = any(m.first <= start + 1 and opens is not None and m.last == opens for m in others)
    begin = opens + 1 if starts and opens is not None else start
    return Frame(
        hit,
        wanting(reading, hit.first),
        others if starts else (),
        _parts(reading, begin, end, split=starts),
        starts,
    )


def _talks(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "talks with X about Y", "is negotiating Y with X"."""
    about = reading.lexicon.cues("intentions", "about")
    tokens = reading.analysis.tokens
    inside = {i for m in reading.mentions_in(hit.last, last) for i in range(m.first, m.last)}
    clause = (
        i
        for i in range(hit.last, last)
        if is_finite(reading.analysis, i) or ("PronType=Rel" in tokens[i].features and i not in inside)
    )
    last = next(clause, last)
    topic = next(
        (
            found
            for i in range(hit.last, min(last, hit.last + _FAR))
            if i not in inside and (found := about.at(tokens, i, last)) is not None
        ),
        None,
    )
    if topic is None:
        return None
    said_with = reading.lexicon.terms("intentions", "with")
    if not any(tokens[i].lower in said_with for i in range(hit.last, topic.first)):
        return None
    posts = {i for post in reading.posts for i in range(*post.office_tokens)}
    others = tuple(
        mention
        for mention in outermost(reading.mentions_in(hit.last, topic.first)).values()
        if mention.type == "organisation" and mention.first not in posts
    )
    end = phrase_end(reading, topic.last, last)
    while end > topic.last + 1 and _is_predicate(reading, topic.last, end):
        end -= 1
    return Frame(
        hit,
        wanting(reading, hit.first),
        others,
        _parts(reading, topic.last, end, split=True),
        addressed=len(others) > 0,
    )


def _is_predicate(reading: Reading, first: int, end: int) -> bool:
    """Tell whether a phrase still holds the verb whose subject it is: "a farm are due to begin"."""
    tokens = reading.analysis.tokens
    return any(t.pos in {"AUX", "VERB"} and "VerbForm=Fin" in t.features for t in tokens[first + 1 : end])


def _subject(reading: Reading, hit: Hit, last: int) -> Frame | None:
    """Read "a second phase is envisaged", "a proposal for … is under consideration"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    heads = [hit.first, tokens[hit.first].head, *(i for i in range(hit.first, hit.last))]
    told = next((s for h in heads if (s := _passive_subject(reading, h)) is not None), None)
    if told is None or told[1] > hit.first:
        return None
    first, end = strip_marks(analysis, *told)
    for proposal in cues_in(reading, "intentions", "proposals", first, end):
        first = proposal.last
        break
    while first < end and tokens[first].pos in _DETERMINERS:
        first += 1
    others = tuple(
        p.mention
        for p in parts(reading, hit.last, min(last, hit.last + _FAR), role="object")
        if p.role in {"partner", "within", "other"} and p.mention.type == "organisation" and not p.nested
    )
    agents = tuple(
        p.mention
        for p in parts(reading, hit.last, last, role="object")
        if p.role == "agent" and p.mention.type == "organisation" and not p.nested
    )
    return Frame(hit, agents, tuple(m for m in others if m not in agents)[:1], ((first, end),))


_READERS: Final = {
    "directive": _directive,
    "mandative": _mandative,
    "ought": _ought,
    "desire": _desire,
    "talks": _talks,
    "subject": _subject,
}


# ------------------------------------------------------------------ their parts


def _parts(reading: Reading, first: int, end: int, *, split: bool) -> tuple[Range, ...]:
    """Return the phrases of what is wanted: one by one where each stands by itself, else the whole."""
    if first >= end:
        return ()
    if split:
        return tuple(parted(reading, first, end))
    whole = strip_marks(reading.analysis, first, end)
    return (whole,) if whole[0] < whole[1] else ()


def _infinitive(reading: Reading, first: int, last: int) -> int | None:
    """Return the "to" of the first infinitive, where no other clause or mark stands before it."""
    tokens = reading.analysis.tokens
    marks = reading.lexicon.terms("intentions", "infinitive")
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    for index in range(first, last - 1):
        token = tokens[index]
        if token.lower in marks and tokens[index + 1].pos in {"VERB", "AUX", "ADV"}:
            return index
        if index not in inside and (token.text in ";:" or token.pos == "SCONJ"):
            return None
    return None


def _preposition(reading: Reading, first: int, last: int) -> int | None:
    """Return the preposition before what somebody is invited to or asked for: "to the forum", "for help"."""
    tokens = reading.analysis.tokens
    toward = reading.lexicon.terms("intentions", "toward")
    for index in range(first, last - 1):
        token = tokens[index]
        if token.lower in toward and token.pos == "ADP":
            return index
        if token.text in ";:," or token.pos in {"SCONJ", "VERB", "AUX"}:
            return None
    return None


def _predicate(reading: Reading, first: int, end: int) -> int | None:
    """Return the first verb of a clause outside its names and relative clauses."""
    tokens = reading.analysis.tokens
    inside = {i for m in reading.mentions_in(first, end) for i in range(m.first, m.last)}
    return next(
        (
            i
            for i in range(first + 1, end)
            if tokens[i].pos in {"VERB", "AUX"} and i not in inside and "Part" not in tokens[i].features
        ),
        None,
    )


def _named(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return the organisations, people and states named as such in the tokens, not inside other phrases."""
    found = parts(reading, first, last, role="object")
    return tuple(p.mention for p in found if not p.nested and p.role in {"object", "partner", "subject"})


def _passive_subject(reading: Reading, verb: int) -> Range | None:
    analysis = reading.analysis
    found = [c for c in dependents(analysis, verb, "nsubj") if analysis.tokens[c].pos != "PRON"]
    return subtree(analysis, found[0]) if len(found) > 0 else None
