"""Programmes: degrees, exchanges, scholarships and training that organisations offer together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.inflected import programmes as inflected
from kelisim.extract.kinds.programme_items import items_below
from kelisim.extract.kinds.programme_lists import (
    MOST,
    QUOTES,
    TOGETHER,
    kind_of_list,
    list_fields,
    listed_at,
)
from kelisim.extract.kinds.programme_names import named_in
from kelisim.extract.kinds.programme_partners import bearers_of, funders_of, partners_meant, partners_of
from kelisim.extract.kinds.programme_titles import known_titles, title_of
from kelisim.extract.kinds.verb_final import programmes as verb_final
from kelisim.extract.kinds.verb_second import programmes as verb_second
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_BEFORE: Final = 14  # tokens before a title in which "plans to", "possibility of" still bear on it
_TOPIC: Final = 7  # tokens between an agreement's noun and the programme that it is on


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
    for number, sentence in enumerate(reading.analysis.sentences):
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
                yield _Programme(hit, title, number, funders_of(reading, title, number), listed=True)
        told_of = tuple(taken)
        for hit, title in named_in(reading, number):
            if not any(title[0] < last and first < title[1] for first, last in told_of):
                taken += [title, (hit.first, hit.last)]
                yield _Programme(hit, title, number, bearers_of(reading, hit, title, number), named=True)
        for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
            if any(hit.first < last and first < hit.last for first, last in taken):
                continue
            if _is_in_name(reading, hit) or _points_back(reading, hit) or _describes(reading, hit):
                continue
            title = title_of(reading, hit, sentence.first, sentence.last)
            partners = partners_of(reading, hit, title, number)
            if _is_specific(reading, hit, title, number, partners):
                taken.append((hit.first, max(hit.last, title[1])))
                yield _Programme(hit, title, number, partners_meant(reading, hit, title, partners))


def _lists(reading: Reading, number: int) -> Iterator[_Programme]:
    """Yield the programmes of a list one by one: "dual degrees in Robotics and Geosciences with A and B"."""
    sentence = reading.analysis.sentences[number]
    for index, begin in listed_at(reading, sentence.first, sentence.last):
        if not _is_going(reading, (index, index + 1), number):
            continue
        fields = list_fields(reading, begin, sentence.last)
        if 1 < len(fields) <= MOST:
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
    return hit.last < len(tokens) and tokens[hit.last].lower in reading.lexicon.terms(
        "programmes", "not_after"
    )


def _points_back(reading: Reading, hit: Hit) -> bool:
    """Tell whether a pronoun says what a programme told before is: "it is their third dual degree"."""
    tokens = reading.analysis.tokens
    for index in range(hit.first, min(hit.last + 3, len(tokens))):
        head = tokens[index].head
        if tokens[index].relation == "xcomp" and tokens[head].lemma == "be":
            subjects = [c for c in reading.analysis.children[head] if tokens[c].relation == "nsubj"]
            return any(tokens[c].pos == "PRON" and "Person=3" in tokens[c].features for c in subjects)
    return False


def _named_before(reading: Reading, noun: int, first: int) -> tuple[Mention, ...]:
    """Return the organisation nearest before a list that nobody else is said to offer: "at X, students …"."""
    before = [m for m in reading.mentions_in(first, noun) if m.type == "organisation"]
    outer = [m for m in before if not any(o != m and o.first <= m.first and m.last <= o.last for o in before)]
    return tuple(outer[-1:])


def _is_specific(
    reading: Reading, hit: Hit, title: Range, number: int, partners: tuple[Mention, ...]
) -> bool:
    """Tell a programme from programmes in general: one of them, named or with its partners, and set going."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    sentence = reading.analysis.sentences[number]
    block = reading.analysis.blocks[sentence.block]
    if _is_agreed(reading, hit, title, number):
        return True
    verbless = not any(is_finite(reading.analysis, i) for i in range(sentence.first, title[0]))
    earned = hit.code == "degree" and _is_earned(reading, title, sentence.first)
    if earned or (block.kind == "item" and verbless):
        return False
    before = {token.lower for token in tokens[max(0, title[0] - 2) : title[0] + 1]}
    if len(before & lexicon.terms("programmes", "general")) > 0 and len(partners) < 2:
        return False
    titled = hit.code != "other" and title[0] > hit.last and tokens[title[0] - 1].text in QUOTES
    titled = titled or _is_proper(reading, hit, title, number)
    together = len(partners) > 1 and hit.code in TOGETHER
    indefinite = len(before & lexicon.terms("programmes", "indefinite")) > 0
    field = indefinite and any(t.pos == "ADP" for t in tokens[hit.last - 1 : title[1]])
    if not _is_going(reading, title, number, told=titled or together or field):
        return False
    nouns = lexicon.terms("programmes", "nouns")
    head = hit.last - 1
    while head + 1 < title[1] and tokens[head + 1].lemma in nouns:
        head += 1
    plural = "Number=Plur" in tokens[head].features
    named = _is_named(reading, hit, title)
    counted = len(reading.amounts_in(max(0, title[0] - 2), title[0])) > 0
    described = title[1] - title[0] > hit.last - hit.first
    if plural:
        owned = hit.code == "scholarship" and described and len(partners) > 0
        return (named or owned or (counted and hit.code == "scholarship")) and len(partners) > 0
    one = len(before & lexicon.terms("programmes", "one")) > 0
    if hit.code in lexicon.terms("programmes", "alone"):
        told = (named or (one and described) or (one and len(partners) > 1)) and len(partners) > 0
        told = told or titled
    else:
        told = one or named or described
        with_whom = len(partners) > 0 or len(before & lexicon.terms("programmes", "indefinite")) > 0
        told = told and (with_whom or hit.code not in lexicon.terms("programmes", "mutual"))
    return told


def _is_earned(reading: Reading, title: Range, first: int) -> bool:
    """Tell whether somebody takes a degree, no programme: "students will be awarded a Bachelor's degree"."""
    tokens = reading.analysis.tokens
    earned = reading.lexicon.terms("programmes", "earned")
    verb = next(
        (i for i in range(title[0] - 1, max(first, title[0] - 5), -1) if tokens[i].pos == "VERB"), None
    )
    return verb is not None and tokens[verb].lemma in earned


def _is_agreed(reading: Reading, hit: Hit, title: Range, number: int) -> bool:
    """Tell whether places are promised by number, or an agreement is on this programme.

    "grants five scholarships", "an exchange of two students a year", "a memorandum on a dual degree".
    """
    words = reading.lexicon
    sentence = reading.analysis.sentences[number]
    if _is_only_talked_of(reading, title, number):
        return False
    tokens = reading.analysis.tokens
    amounts = reading.amounts_in(max(sentence.first, title[0] - 2), title[1])
    numbered = any(all(t.text not in {")", "."} for t in tokens[a.last : a.last + 1]) for a in amounts)
    if numbered and hit.code in words.terms("programmes", "counted") and _is_going(reading, title, number):
        return True
    if _is_undergone(reading, hit, title, sentence.first):
        return True
    described = title[1] - title[0] > hit.last - hit.first
    plural = "Number=Plur" in reading.analysis.tokens[title[1] - 1].features
    if (plural or not described) and hit.code not in TOGETHER:
        return False
    return _agreement_on(reading, title, sentence.first) is not None


def _is_undergone(reading: Reading, hit: Hit, title: Range, first: int) -> bool:
    """Tell whether so many people are trained: "six specialists will receive training at X"."""
    tokens = reading.analysis.tokens
    undergo = reading.lexicon.terms("programmes", "undergo")
    verb = next(
        (i for i in range(title[0] - 1, max(first, title[0] - 6), -1) if tokens[i].pos == "VERB"), None
    )
    if hit.code != "training" or verb is None or tokens[verb].lemma not in undergo:
        return False
    return len(reading.amounts_in(first, verb)) > 0


def _agreement_on(reading: Reading, title: Range, first: int) -> Hit | None:
    """Return the noun of an agreement on this programme: "a letter of intent on a dual degree"."""
    tokens = reading.analysis.tokens
    topics = reading.lexicon.cues("programmes", "topics")
    for noun in cues_in(reading, "agreements", "kinds", max(first, title[0] - _TOPIC), title[0]):
        between = tokens[noun.last : title[0]]
        parted = any(
            t.text in ",;:" or (t.pos == "VERB" and is_finite(reading.analysis, i))
            for i, t in enumerate(between, noun.last)
        )
        if not parted and any(True for _ in topics.find(tokens, noun.last, title[0])):
            return noun
    return None


def _is_only_talked_of(reading: Reading, title: Range, number: int) -> bool:
    """Tell whether the words around a title describe something else or only a wish."""
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    barred = reading.lexicon.terms("programmes", "not_after")
    if title[1] < sentence.last and tokens[title[1]].lower in barred:
        return True
    start = max(sentence.first, title[0] - _BEFORE)
    return any(True for _ in cues_in(reading, "programmes", "not_told", start, title[0]))


def _is_named(reading: Reading, hit: Hit, title: Range) -> bool:
    tokens = reading.analysis.tokens
    if title[0] > hit.last and tokens[title[0] - 1].text in QUOTES:
        return True
    proper = [i for i in range(*title) if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()]
    return len(proper) > 0 and any(i < hit.first or i >= hit.last for i in proper)


def _is_proper(reading: Reading, hit: Hit, title: Range, number: int) -> bool:
    """Tell a scheme with a name of its own, in capitals to its last word: "the Garnet Scholars Program"."""
    tokens = reading.analysis.tokens
    words = [t for t in tokens[title[0] : max(title[1], hit.last)] if t.pos not in {"PUNCT", "PART", "ADP"}]
    capitals = len(words) > hit.last - hit.first and all(t.text[:1].isupper() for t in words)
    end = max(title[1], hit.last)
    around = reading.mentions_in(max(0, title[0] - _BEFORE), min(end + _BEFORE, len(tokens)))
    if any(m.type == "organisation" and m.first < end < m.last for m in around):
        return False  # "the Norland Scholarship Council"
    return (
        capitals
        and hit.code in reading.lexicon.terms("programmes", "schemes")
        and not reading.in_heading(number)
    )


def _is_going(reading: Reading, title: Range, number: int, *, told: bool = False) -> bool:
    """Tell whether the sentence says that somebody sets it up or runs it, and does not only talk about it.

    Arguments:
        told: the sentence names those who run it, so it need not say that they do.
    """
    if _is_only_talked_of(reading, title, number):
        return False
    if told:
        return True
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    specific = reading.lexicon.cues("programmes", "specific")
    start = max(sentence.first, title[0] - _BEFORE)
    if any(t.text == ":" for t in tokens[sentence.first : title[0]]):  # "It foresees three things: …"
        start = sentence.first
    near = (start, min(sentence.last, title[1] + _BEFORE))
    verbs = {"VERB", "AUX", "NOUN"} if reading.in_heading(number) else {"VERB", "AUX"}
    return any(tokens[hit.first].pos in verbs for hit in specific.find(tokens, *near))


# ------------------------------------------------------------------ since when


def _status(reading: Reading, found: _Programme) -> Value:
    sentence = reading.analysis.sentences[found.sentence]
    tokens = reading.analysis.tokens
    first, last = (found.hit.first, found.hit.last) if found.listed else found.title
    start = max(sentence.first, first - _BEFORE)
    kind = (found.hit.first, found.hit.last)
    if reading.lexicon.cues("programmes", "known").at(tokens, found.hit.first, found.hit.last) is not None:
        return normalised(reading, "status", "running", kind, probability=0.8)
    agreement = _agreement_on(reading, found.title, sentence.first)
    renewed = any(hit.code == "renewed" for hit in cues_in(reading, "agreements", "acts", start, first))
    if agreement is not None and not renewed:
        where = (agreement.first, agreement.last)
        return normalised(reading, "status", "planned", where, probability=0.7)
    for cue in cues_in(reading, "programmes", "status", start, min(sentence.last, last + _BEFORE)):
        passed = any(t.text in ";," for t in tokens[last : cue.first])
        if cue.code == "planned" and not passed:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    reference = reading.reference_date
    for date in reading.dates_in(sentence.first, sentence.last):
        if is_ahead(date, reference):
            return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    return normalised(reading, "status", "running", kind, probability=0.7)
