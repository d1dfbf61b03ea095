"""Programmes: degrees, exchanges, scholarships and training that organisations offer together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead, is_passive, names_after, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.syntax import strip_marks
from kelisim.extract.verb_final import is_with, subject
from kelisim.model import Statement, Value

_PARTNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT"})
_LONGEST: Final = 12
_BEFORE: Final = 14  # tokens before a title in which "plans to", "possibility of" still bear on it
_TOGETHER: Final = frozenset({"dual_degree", "joint_degree", "exchange"})
_MOST: Final = 8  # programmes of one list
_QUOTES: Final = frozenset('"“”«»„‘')

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Programme:
    """A programme as one sentence names it."""

    hit: Hit
    title: Range
    sentence: int
    partners: tuple[Mention, ...]
    listed: bool = False


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme; what a sentence tells of programmes in general is left out."""
    told: list[tuple[str, frozenset[str], frozenset[str]]] = []
    for found in sorted(_found(reading), key=lambda f: (_in_heading(reading, f.sentence), f.title)):
        partners = frozenset(id for mention in found.partners for id in mention.referents)
        words = _words(reading, found.title)
        if any(_is_same(found, words, partners, other) for other in told):
            continue
        if _in_heading(reading, found.sentence) and any(kind == found.hit.code for kind, _, _ in told):
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


def _in_heading(reading: Reading, number: int) -> bool:
    return reading.analysis.blocks[reading.analysis.sentences[number].block].kind == "heading"


def _words(reading: Reading, title: Range) -> frozenset[str]:
    tokens = reading.analysis.tokens[slice(*title)]
    return frozenset(token.lemma for token in tokens if token.pos in {"NOUN", "PROPN", "ADJ"})


def _is_same(
    found: _Programme,
    words: frozenset[str],
    partners: frozenset[str],
    other: tuple[str, frozenset[str], frozenset[str]],
) -> bool:
    kind, others, theirs = other
    if kind != found.hit.code:
        return False
    bare = found.title[1] - found.title[0] <= found.hit.last - found.hit.first + 1
    if bare and len(partners - theirs) == 0 and not found.listed:
        return True
    alike = words <= others or others <= words
    return alike and (len(partners - theirs) == 0 or len(theirs) == 0)


# ------------------------------------------------------------------ which programmes


def _found(reading: Reading) -> Iterator[_Programme]:
    for number, sentence in enumerate(reading.analysis.sentences):
        listed = list(_lists(reading, number))
        yield from listed
        for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
            if any(hit.first < other.title[1] and other.hit.first < hit.last for other in listed):
                continue
            title = _title(reading, hit, sentence.first, sentence.last)
            partners = _partners(reading, hit, title, number)
            if _is_specific(reading, hit, title, number, partners):
                yield _Programme(hit, title, number, partners)


def _title(reading: Reading, hit: Hit, start: int, end: int) -> Range:
    """Return the noun phrase around the term: "dual degree programme in water engineering"."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("programmes", "nouns")
    empty = reading.lexicon.terms("programmes", "empty")
    first, last = hit.first, hit.last
    while first > start and hit.first - first < 6 and _modifies(reading, first - 1):
        first -= 1
    while first < hit.first and (
        tokens[first].lower in empty or tokens[first].pos in {"PUNCT", "PART", "NUM"}
    ):
        first += 1
    while (
        last < end
        and last - first < _LONGEST
        and (
            tokens[last].lemma in nouns
            or (tokens[last].pos == "PART" and last + 1 < end and tokens[last + 1].lemma in nouns)
        )
    ):
        last += 1
    if last < end and tokens[last].text in _QUOTES:  # "the master's programme «Quantum Engineering»"
        closing = next(
            (i for i in range(last + 1, min(end, last + _LONGEST)) if tokens[i].text in _QUOTES), last
        )
        if closing > last + 1:
            return last + 1, closing
    quoted = _quoted_before(reading, hit.first, start)
    if quoted is not None:
        return quoted
    in_words = reading.lexicon.terms("programmes", "in_words")
    if last == hit.last and tokens[last - 1].lower in in_words:  # "Bachelor of", "PhD in"
        last -= 1
    if last + 1 < end and tokens[last].lower in in_words:
        stop = last + 1
        while (
            stop < end and stop - first < _LONGEST and tokens[stop].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"}
        ):
            stop += 1
        while stop > last + 1 and tokens[stop - 1].pos in {"CCONJ", "ADJ"}:
            stop -= 1
        if stop > last + 1:
            last = stop
    return strip_marks(reading.analysis, first, last)


def _quoted_before(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the title in quotes right before a programme's noun: "«Болашақ» бағдарламасы"."""
    tokens = reading.analysis.tokens
    if noun - 1 <= start or tokens[noun - 1].text not in {"»", "”"}:
        return None
    opening = next((i for i in range(noun - 2, start - 1, -1) if tokens[i].text in _QUOTES), None)
    return (opening + 1, noun - 1) if opening is not None and opening + 1 < noun - 1 else None


def _modifies(reading: Reading, index: int) -> bool:
    tokens = reading.analysis.tokens
    token = tokens[index]
    if token.pos == "PUNCT":
        return token.text in "-’'" and index > 0 and tokens[index - 1].pos in {"NOUN", "ADJ", "PROPN"}
    before = reading.mentions_in(max(0, index - 10), index + 1)
    if any(m.last == index + 1 and m.type == "organisation" for m in before):
        return False
    return token.pos in _MODIFIERS and token.text not in {"'s", "’s"}


def _lists(reading: Reading, number: int) -> Iterator[_Programme]:
    """Yield the programmes of a list one by one: "dual degrees in Robotics and Geosciences with A and B"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[number]
    several = reading.lexicon.terms("programmes", "several")
    index = sentence.first
    while index < sentence.last - 1:
        plural = tokens[index].lemma in several and "Number=Plur" in tokens[index].features
        begin = _list_begin(reading, index, sentence.last) if plural else None
        if begin is None or not _is_going(reading, (index, index + 1), number):
            index += 1
            continue
        fields = list_fields(reading, begin, sentence.last)
        if 1 < len(fields) <= _MOST:
            hit = _kind_of(reading, index, sentence.first)
            offered = _partners(reading, hit, (index, index + 1), number, until=begin)
            if len(offered) == 0:
                offered = _named_before(reading, index, sentence.first)
            for field, own in fields:
                partners = tuple(sorted({*offered, *own}, key=lambda m: m.first))
                yield _Programme(hit, field, number, partners, listed=True)
            return
        index += 1


def _named_before(reading: Reading, noun: int, first: int) -> tuple[Mention, ...]:
    """Return the organisation nearest before a list that nobody else is said to offer: "at X, students …"."""
    before = [m for m in reading.mentions_in(first, noun) if m.type == "organisation"]
    outer = [m for m in before if not any(o != m and o.first <= m.first and m.last <= o.last for o in before)]
    return tuple(outer[-1:])


def _list_begin(reading: Reading, noun: int, last: int) -> int | None:
    """Return where the list after a plural noun begins: after a colon, "in", "such as", or in quotes."""
    tokens = reading.analysis.tokens
    listing = reading.lexicon.cues("programmes", "listing")
    index = noun + 1
    while index < min(last - 1, noun + 4):
        hit = listing.at(tokens, index, last)
        if hit is not None:
            return hit.last
        if tokens[index].text in _QUOTES:
            return index
        if tokens[index].text not in {",", "("}:
            return None
        index += 1
    return None


def _kind_of(reading: Reading, noun: int, first: int) -> Hit:
    """Return the term that says which kind the list is of: at the noun, else told together before it."""
    found = list(cues_in(reading, "programmes", "kind", first, noun + 1))
    at = [hit for hit in found if noun - hit.last <= 2]
    together = [hit for hit in found if hit.code in _TOGETHER]
    chosen = [*together[-1:], *at[-1:]]
    return (
        chosen[0] if len(chosen) > 0 else Hit(noun, noun + 1, "degree", reading.analysis.tokens[noun].lemma)
    )


Field = tuple[Range, tuple[Mention, ...]]


def list_fields(reading: Reading, first: int, last: int) -> list[Field]:
    """Return the fields of a list, each with the names that the text pairs it with.

    Names after the last field alone belong to every field: nothing is paired by position, unless the text
    says "respectively".
    """
    found: list[tuple[Range, list[Mention]]] = []
    if reading.analysis.tokens[first].pos == "DET":  # "the postgraduate degree and the diploma"
        return []
    for start, end in _chunks(reading, first, last):
        field = _field_of(reading, start, end)
        own = [m for m in reading.mentions_in(start, end) if m.type == "organisation"]
        if field is not None:
            found.append((field, own))
        elif len(found) > 0 and len(own) > 0:
            found[-1][1].extend(own)
        else:
            break
    names = [own for _, own in found]
    if len(found) > 1 and all(len(own) == 0 for own in names[:-1]):
        every = names[-1]
        respectively = reading.lexicon.terms("programmes", "respectively")
        paired = any(token.lower in respectively for token in reading.analysis.tokens[first:last])
        if paired and len(every) == len(found):
            return [(field, (name,)) for (field, _), name in zip(found, every, strict=True)]
        return [(field, tuple(every)) for field, _ in found]
    return [(field, tuple(own)) for field, own in found]


def _chunks(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the parts of a list between commas and coordinators that stand in no name."""
    tokens = reading.analysis.tokens
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first + 1, m.last)}
    commas = [i for i in range(first, last) if tokens[i].text == "," and i not in inside]
    start = first
    for index in range(first, last):
        token = tokens[index]
        if index in inside:
            continue
        stops = token.text in {".", ";"} or (token.pos in {"AUX", "SCONJ"} and index > start)
        joins = token.pos == "CCONJ" and (len(commas) == 0 or index > commas[-1])
        if token.text == "," or joins or stops:
            if index > start:
                yield start, index
            start = index + 1
        if stops:
            return
    if start < last:
        yield start, last


def _field_of(reading: Reading, first: int, last: int) -> Range | None:
    """Return the field that a part of a list names: in quotes, or its words before "with"."""
    tokens = reading.analysis.tokens
    quoted = [i for i in range(first, last) if tokens[i].text in _QUOTES]
    if len(quoted) > 1:
        return quoted[0] + 1, quoted[-1]
    partner_words = reading.lexicon.cues("programmes", "partner_words")
    while first < last and tokens[first].pos in {"ADP", "DET", "PUNCT"}:
        if tokens[first].pos == "ADP" and partner_words.at(tokens, first, last) is not None:
            return None
        first += 1
    here = [m for m in reading.mentions_in(first, last) if m.first == first and m.type != "group"]
    if first >= last or len(here) > 0:
        return None
    end = first
    while end < last and tokens[end].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"} and end - first < 7:
        end += 1
    rest = tokens[end:last]
    if end == first or not (len(rest) == 0 or rest[0].pos in {"ADP", "PUNCT", "ADV"}):
        return None
    return strip_marks(reading.analysis, first, end)


def _is_specific(
    reading: Reading, hit: Hit, title: Range, number: int, partners: tuple[Mention, ...]
) -> bool:
    """Tell a programme from programmes in general: one of them, named or with its partners, and set going."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    block = reading.analysis.blocks[reading.analysis.sentences[number].block]
    if block.kind == "item":
        return False
    before = {token.lower for token in tokens[max(0, title[0] - 2) : title[0] + 1]}
    if len(before & lexicon.terms("programmes", "general")) > 0 and len(partners) < 2:
        return False
    titled = hit.code != "other" and title[0] > hit.last and tokens[title[0] - 1].text in _QUOTES
    together = len(partners) > 1 and hit.code in _TOGETHER
    if not _is_going(reading, title, number, told=titled or together):
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
    quoted = lexicon.verb_final and title[1] < hit.first  # "«Болашақ» бағдарламасы"
    if hit.code in lexicon.terms("programmes", "alone"):
        told = (named or (one and described) or (one and len(partners) > 1)) and len(partners) > 0
        told = told or titled
    else:
        told = one or named or described
    return quoted or told


def _is_named(reading: Reading, hit: Hit, title: Range) -> bool:
    tokens = reading.analysis.tokens
    if title[0] > hit.last and tokens[title[0] - 1].text in _QUOTES:
        return True
    proper = [i for i in range(*title) if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()]
    return len(proper) > 0 and any(i < hit.first or i >= hit.last for i in proper)


def _is_going(reading: Reading, title: Range, number: int, *, told: bool = False) -> bool:
    """Tell whether the sentence says that somebody sets it up or runs it, and does not only talk about it.

    Arguments:
        told: the sentence names those who run it, so it need not say that they do.
    """
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    barred = reading.lexicon.terms("programmes", "not_after")
    if title[1] < sentence.last and tokens[title[1]].lower in barred:
        return False
    start = max(sentence.first, title[0] - _BEFORE)
    if any(True for _ in cues_in(reading, "programmes", "not_told", start, title[0])):
        return False
    if told:
        return True
    specific = reading.lexicon.cues("programmes", "specific")
    near = (max(sentence.first, title[0] - _BEFORE), min(sentence.last, title[1] + _BEFORE))
    verbs = {"VERB", "AUX", "NOUN"} if _in_heading(reading, number) else {"VERB", "AUX"}
    verbs = verbs | {"X"} if reading.lexicon.verb_final else verbs
    return any(tokens[hit.first].pos in verbs for hit in specific.find(tokens, *near))


# ------------------------------------------------------------------ who offers it, and since when


def _partners(
    reading: Reading, hit: Hit, title: Range, number: int, *, until: int | None = None
) -> tuple[Mention, ...]:
    """Return who offers it: the names after "with", "between", "by", the subject of the verb, "we"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[number]
    if reading.lexicon.verb_final:
        return _before_verb(reading, sentence.first, sentence.last)
    end = min(_next_title(reading, title, sentence.last), _clause_end(reading, title[1], sentence.last))
    end = end if until is None else min(end, until)
    found: list[Mention] = []
    for cue in cues_in(reading, "programmes", "partner_words", title[1], end):
        found.extend(names_after(reading, cue.last, end, _PARTNERS))
    if len(found) == 0:
        found = _before_for(reading, title, sentence.first)
    subjects: list[Mention] = []
    for cue in cues_in(reading, "programmes", "specific", sentence.first, min(sentence.last, title[1] + 6)):
        if (
            tokens[cue.first].pos not in {"VERB", "AUX"}
            or is_passive(analysis, cue.first)
            or cue.code == "tell"
        ):
            continue
        acting = subjects_of(reading, cue.first, sentence.first, _PARTNERS)
        subjects.extend(m for m in acting if m.last <= title[0])
    subjects = subjects or _owners(reading, title)
    both = [*subjects, *found]
    if len({id for m in both for id in m.referents}) < 2 and hit.code not in {"scholarship", "training"}:
        both = [*_speaker(reading, sentence.first, title), *both]
    return tuple(sorted(set(both), key=lambda m: m.first))


def _before_verb(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return the subject of a sentence that its verb closes, and whom it is with."""
    acting, end = subject(reading, first, last)
    beside = [m for m in reading.mentions_in(end, last) if m.type in _PARTNERS and is_with(reading, m)]
    return tuple(m for m in (*acting, *beside) if m.type in _PARTNERS)


def _clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where the stretch after a title ends: at a semicolon, or a comma before another noun phrase."""
    tokens = reading.analysis.tokens
    for index in range(first, last - 1):
        if tokens[index].text == ";":
            return index
        opens = tokens[index].text == "," and tokens[index + 1].pos in {"DET", "CCONJ", "NUM", "SCONJ"}
        named = any(m.first <= index + 2 <= m.last for m in reading.mentions_in(index, index + 10))
        if opens and not named:
            return index
    return last


def _before_for(reading: Reading, title: Range, first: int) -> list[Mention]:
    """Return whom it is with where that stands first: "one with the University of X for a joint PhD"."""
    found: list[Mention] = []
    for cue in cues_in(reading, "programmes", "partner_words", max(first, title[0] - _BEFORE), title[0]):
        listed = names_after(reading, cue.last, title[0], _PARTNERS)
        found = list(listed) if len(listed) > 0 and title[0] - listed[-1].last <= 3 else found
    return found


def _next_title(reading: Reading, title: Range, last: int) -> int:
    return next((h.first for h in cues_in(reading, "programmes", "kind", title[1], last)), last)


def _owners(reading: Reading, title: Range) -> list[Mention]:
    """Return whose programme it is: "NU's third dual programme"."""
    possessive = reading.lexicon.topics.get("organisations", {}).get("links", {}).get("possessive", ())
    before = [m for m in reading.mentions_in(max(0, title[0] - 12), title[0]) if m.type in _PARTNERS]
    return [
        m for m in before if title[0] - m.last <= 4 and reading.analysis.tokens[m.last].text in possessive
    ][-1:]


def _speaker(reading: Reading, first: int, title: Range) -> list[Mention]:
    """Return the organisation that the text is about, where "we" speak."""
    tokens = reading.analysis.tokens
    we = reading.lexicon.terms("programmes", "we")
    if not any(tokens[i].lower in we for i in range(first, title[0])):
        return []
    organisations = [m for m in reading.mentions if m.type == "organisation" and len(m.referents) == 1]
    most = Counter(m.referents for m in organisations).most_common(1)
    return [m for m in organisations if m.referents == most[0][0]][:1]


def _status(reading: Reading, found: _Programme) -> Value:
    sentence = reading.analysis.sentences[found.sentence]
    tokens = reading.analysis.tokens
    first, last = (found.hit.first, found.hit.last) if found.listed else found.title
    start = max(sentence.first, first - _BEFORE)
    for cue in cues_in(reading, "programmes", "status", start, min(sentence.last, last + _BEFORE)):
        passed = any(t.text in ";," for t in tokens[last : cue.first])
        if cue.code == "planned" and not passed:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    reference = reading.reference_date
    for date in reading.dates_in(sentence.first, sentence.last):
        if is_ahead(date, reference):
            return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    return normalised(reading, "status", "running", (found.hit.first, found.hit.last), probability=0.7)
