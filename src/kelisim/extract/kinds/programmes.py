"""Programmes: degrees, exchanges, scholarships and training that organisations offer together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.inflected import programmes as inflected
from kelisim.extract.kinds.programme_items import items_below
from kelisim.extract.kinds.programme_lists import (
    MOST,
    TOGETHER,
    kind_of_list,
    list_fields,
    listed_at,
)
from kelisim.extract.kinds.programme_names import named_in
from kelisim.extract.kinds.programme_partners import bearers_of, funders_of, partners_meant, partners_of
from kelisim.extract.kinds.programme_provisions import is_provided, those_meant
from kelisim.extract.kinds.programme_specific import BEFORE, agreement_on, is_going, is_specific
from kelisim.extract.kinds.programme_titles import known_titles, title_of
from kelisim.extract.kinds.verb_final import programmes as verb_final
from kelisim.extract.kinds.verb_second import programmes as verb_second
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead
from kelisim.extract.reading import Mention, Reading
from kelisim.model import Statement, Value


@dataclass(frozen=True, slots=True)
class _Programme:
    """A programme as one sentence names it."""

    hit: Hit
    title: Range
    sentence: int
    partners: tuple[Mention, ...]
    listed: bool = False
    named: bool = False


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme; what a sentence tells of programmes in general is left out."""
    if reading.lexicon.verb_second:
        yield from verb_second.programmes(reading, extractor)
        return
    if reading.lexicon.verb_final:
        yield from verb_final.programmes(reading, extractor)
        return
    if reading.lexicon.inflected:
        yield from inflected.programmes(reading, extractor)
        return
    told: list[tuple[str, frozenset[str], frozenset[str]]] = []
    every = sorted(_found(reading), key=lambda f: (reading.in_heading(f.sentence), f.title))
    for found in _in_full(reading, every):
        partners = frozenset(id for mention in found.partners for id in mention.referents)
        words = reading.analysis.content_words(*found.title)
        if any(_is_same(reading, found, (words, partners), other) for other in told):
            continue
        if reading.in_heading(found.sentence) and any(kind == found.hit.code for kind, _, _ in told):
            continue
        told.append((found.hit.code, words, partners))
        values: list[Value] = [
            base_phrase(reading, "title", *found.title),
            normalised(reading, "kind", found.hit.code, (found.hit.first, found.hit.last)),
            _status(reading, found),
        ]
        for mention in found.partners:
            values.extend(names(reading, "partners", mention, probability=0.7))
        yield statement(reading, "programme", values, [found.sentence], probability=0.65, extractor=extractor)


def _in_full(reading: Reading, every: list[_Programme]) -> Iterator[_Programme]:
    """Yield the programmes, those with a name of their own by the fullest form of it in the text."""
    named = [(found, reading.analysis.content_words(*found.title)) for found in every if found.named]
    for found in every:
        own = reading.analysis.content_words(*found.title)
        fuller = [(other, words) for other, words in named if found.named and own < words]
        fullest = max(fuller, key=lambda each: len(each[1]), default=(found, own))[0]
        yield replace(fullest, partners=found.partners or fullest.partners)


def _is_same(
    reading: Reading,
    found: _Programme,
    told: tuple[frozenset[str], frozenset[str]],
    other: tuple[str, frozenset[str], frozenset[str]],
) -> bool:
    """Tell whether a programme, by its words and partners, is one of the same kind told before."""
    (words, partners), (kind, others, theirs) = told, other
    if _takes_up(reading, found) and {kind, found.hit.code} <= TOGETHER and partners <= theirs:
        return True
    if found.named and len(words) > 0:
        return words <= others
    if kind != found.hit.code:
        return False
    bare = found.title[1] - found.title[0] <= found.hit.last - found.hit.first + 1
    fields = reading.lexicon.terms("programmes", "field_words")
    fieldless = not any(t.lower in fields for t in reading.analysis.tokens[slice(*found.title)])
    bare = bare or (fieldless and kind in TOGETHER and len(partners) > 1)  # "a double degree for students"
    if bare and len(partners - theirs) == 0 and not found.listed:
        return True
    alike = words <= others or others <= words
    return alike and (len(partners - theirs) == 0 or len(theirs) == 0)


def _takes_up(reading: Reading, found: _Programme) -> bool:
    """Tell whether a title points back without a field of its own: "the joint programme"."""
    definite = reading.lexicon.terms("programmes", "definite")
    tokens = reading.analysis.tokens
    fields = reading.lexicon.terms("programmes", "field_words")
    bare = not any(t.lower in fields for t in tokens[slice(*found.title)])
    return bare and found.title[0] > 0 and tokens[found.title[0] - 1].lower in definite


# ------------------------------------------------------------------ which programmes


def _found(reading: Reading) -> Iterator[_Programme]:
    told: set[int] = set()  # sentences of items that are told already
    for number in range(len(reading.analysis.sentences)):
        for item, hit, title, partners in items_below(reading, number):
            told |= {number, item}
            yield _Programme(hit, title, item, partners, listed=True)
        if number in told:
            continue
        listed = list(_lists(reading, number))
        yield from listed
        taken = [(f.hit.first, max(f.hit.last, f.title[1])) for f in listed]
        for hit, title in known_titles(reading, number):
            if not any(hit.first < last and first < hit.last for first, last in taken):
                taken.append((min(hit.first, title[0]), max(hit.last, title[1])))
                yield _Programme(
                    hit, title, number, funders_of(reading, title, number), listed=True, named=True
                )
        told_of = tuple(taken)
        for hit, title in named_in(reading, number):
            if not any(title[0] < last and first < title[1] for first, last in told_of):
                taken += [title, (hit.first, hit.last)]
                yield _Programme(hit, title, number, bearers_of(reading, hit, title, number), named=True)
        yield from _told(reading, number, taken)


def _told(reading: Reading, number: int, taken: list[Range]) -> Iterator[_Programme]:
    """Yield the programmes of a sentence that their kind tells, but for those in words taken already."""
    sentence = reading.analysis.sentences[number]
    for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
        if any(hit.first < last and first < hit.last for first, last in taken):
            continue
        if _is_in_name(reading, hit) or _points_back(reading, hit) or _describes(reading, hit):
            continue
        title = title_of(reading, hit, sentence.first, sentence.last)
        told = partners_of(reading, hit, title, number)
        partners: tuple[Mention, ...] | None = None
        if is_specific(reading, hit, title, number, told):
            partners = partners_meant(reading, hit, title, told)
        if (partners is None or len(partners) < 2) and is_provided(reading, hit, title, number):
            meant = those_meant(reading, hit, title)
            further = set(told) <= set(meant) or len(told) == 0
            if further and len(meant) > 0 and is_specific(reading, hit, title, number, meant):
                partners = meant
        if partners is not None and len(partners) == 0:
            partners = those_meant(reading, hit, title)
        if partners is not None:
            taken.append((hit.first, max(hit.last, title[1])))
            yield _Programme(hit, title, number, partners)


def _lists(reading: Reading, number: int) -> Iterator[_Programme]:
    """Yield the programmes of a list one by one: "dual degrees in Robotics and Geosciences with A and B"."""
    sentence = reading.analysis.sentences[number]
    for index, begin in listed_at(reading, sentence.first, sentence.last):
        if not is_going(reading, (index, index + 1), number):
            continue
        fields = list_fields(reading, begin, sentence.last)
        plain = reading.lexicon.terms("programmes", "plain")
        vague = all(t.lower in plain for span, _ in fields for t in reading.analysis.tokens[slice(*span)])
        if 1 < len(fields) <= MOST and not vague:
            hit = kind_of_list(reading, index, sentence.first)
            offered = partners_of(reading, hit, (index, index + 1), number, until=begin)
            if len(offered) == 0:
                offered = _named_before(reading, index, sentence.first)
            for field, own in fields:
                partners = tuple(sorted({*offered, *own}, key=lambda m: m.first))
                yield _Programme(hit, field, number, partners, listed=True)
            return


def _is_in_name(reading: Reading, hit: Hit) -> bool:
    """Tell whether a term belongs to a body's name: "the School of Engineering"."""
    around = reading.mentions_in(max(0, hit.first - 10), min(len(reading.analysis.tokens), hit.last + 10))
    return any(
        m.first <= hit.first < m.last
        and m.type == "organisation"
        and (hit.code not in {"scholarship", "other"} or m.last > hit.last)
        for m in around
    )


def _describes(reading: Reading, hit: Hit) -> bool:
    """Tell whether a term only describes the noun after it: "the first double doctoral candidate"."""
    tokens = reading.analysis.tokens
    if tokens[hit.last - 1].pos == "ADP":
        return False  # "training of students"
    return hit.last < len(tokens) and tokens[hit.last].lower in reading.lexicon.terms(
        "programmes", "not_after"
    )


def _points_back(reading: Reading, hit: Hit) -> bool:
    """Tell whether a pronoun says what a programme told before is: "it is their third dual degree"."""
    tokens = reading.analysis.tokens
    copulas = reading.lexicon.terms("phrases", "copulas")
    for index in range(hit.first, min(hit.last + 3, len(tokens))):
        head = tokens[index].head
        if tokens[index].relation == "xcomp" and tokens[head].lemma in copulas:
            subjects = [c for c in reading.analysis.children[head] if tokens[c].relation == "nsubj"]
            return any(tokens[c].pos == "PRON" and "Person=3" in tokens[c].features for c in subjects)
    return False


def _named_before(reading: Reading, noun: int, first: int) -> tuple[Mention, ...]:
    """Return the organisation nearest before a list that nobody else is said to offer: "at X, students …"."""
    before = [m for m in reading.mentions_in(first, noun) if m.type == "organisation"]
    outer = [m for m in before if not any(o != m and o.first <= m.first and m.last <= o.last for o in before)]
    return tuple(outer[-1:])


# ------------------------------------------------------------------ since when


def _status(reading: Reading, found: _Programme) -> Value:
    sentence = reading.analysis.sentences[found.sentence]
    tokens = reading.analysis.tokens
    first, last = (found.hit.first, found.hit.last) if found.listed else found.title
    start = max(sentence.first, first - BEFORE)
    kind = (found.hit.first, found.hit.last)
    if reading.lexicon.cues("programmes", "known").at(tokens, found.hit.first, found.hit.last) is not None:
        return normalised(reading, "status", "running", kind, probability=0.8)
    agreement = agreement_on(reading, found.title, sentence.first)
    renewed = any(hit.code == "renewed" for hit in cues_in(reading, "agreements", "acts", start, first))
    if agreement is not None and not renewed:
        where = (agreement.first, agreement.last)
        return normalised(reading, "status", "planned", where, probability=0.7)
    for cue in cues_in(reading, "programmes", "status", start, min(sentence.last, last + BEFORE)):
        passed = any(t.text in ";," for t in tokens[last : cue.first])
        if cue.code == "planned" and not passed:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    reference = reading.reference_date
    for date in reading.dates_in(sentence.first, sentence.last):
        if is_ahead(date, reference):
            return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    return normalised(reading, "status", "running", kind, probability=0.7)
