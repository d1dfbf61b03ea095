"""Programmes: degrees, exchanges, scholarships and training that organisations offer together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.phrases import phrase_end, pieces
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.syntax import strip_marks
from kelisim.model import Statement, Value

_PARTNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT"})
_LONGEST: Final = 12
_BEFORE: Final = 14  # tokens before a title in which "plans to", "possibility of" still bear on it
_TOGETHER: Final = frozenset({"dual_degree", "joint_degree", "exchange"})
_MOST: Final = 8  # programmes of one list

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
            phrase(reading, "title", *found.title),
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
        for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
            title = _title(reading, hit, sentence.first, sentence.last)
            fields = list(_fields(reading, hit, title, sentence.last))
            if len(fields) > 1 and _is_going(reading, title, number):
                partners = _partners(reading, hit, title, number)
                yield from (_Programme(hit, field, number, partners, listed=True) for field in fields)
                continue
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
    while last < end and last - first < _LONGEST and tokens[last].lemma in nouns:
        last += 1
    if last + 1 < end and tokens[last].lower in reading.lexicon.terms("programmes", "in_words"):
        stop = last + 1
        while stop < end and stop - first < _LONGEST and tokens[stop].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"}:
            stop += 1
        while stop > last + 1 and tokens[stop - 1].pos in {"CCONJ", "ADJ"}:
            stop -= 1
        if stop > last + 1:
            last = stop
    return strip_marks(reading.analysis, first, last)


def _modifies(reading: Reading, index: int) -> bool:
    tokens = reading.analysis.tokens
    token = tokens[index]
    if token.pos == "PUNCT":
        return token.text in "-’'" and index > 0 and tokens[index - 1].pos in {"NOUN", "ADJ", "PROPN"}
    before = reading.mentions_in(max(0, index - 10), index + 1)
    if any(m.last == index + 1 and m.type == "organisation" for m in before):
        return False
    return token.pos in _MODIFIERS and token.text not in {"'s", "’s"}


def _fields(reading: Reading, hit: Hit, title: Range, end: int) -> Iterator[Range]:
    """Yield the programmes of a list: after a colon, or the fields after "in" of a plural."""
    tokens = reading.analysis.tokens
    head = next((i for i in range(title[1] - 1, hit.first - 1, -1) if tokens[i].pos == "NOUN"), hit.last - 1)
    if "Number=Plur" not in tokens[head].features and "Number=Plur" not in tokens[hit.last - 1].features:
        return
    colon = next((i for i in range(hit.last, min(title[1] + 3, end)) if tokens[i].text == ":"), None)
    begin = colon + 1 if colon is not None else None
    if begin is None and hit.code in {*_TOGETHER, "degree"}:
        in_words = reading.lexicon.terms("programmes", "in_words")
        for index in range(hit.last, min(hit.last + 3, end - 1)):
            if tokens[index].lower in in_words and tokens[index + 1].text[:1].isupper():
                begin = index + 1
    if begin is None:
        return
    stop = phrase_end(reading, begin, end) if colon is None else end
    partner = next((h.first for h in cues_in(reading, "programmes", "partner_words", begin, stop)), stop)
    found = list(pieces(reading, begin, partner))
    if 1 < len(found) <= _MOST and all(b - a <= 6 and tokens[a].text[:1].isupper() for a, b in found):
        yield from found


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
    if not _is_going(reading, title, number):
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
        return (named or (one and described) or (one and len(partners) > 1)) and len(partners) > 0
    return one or named or described


def _is_named(reading: Reading, hit: Hit, title: Range) -> bool:
    tokens = reading.analysis.tokens
    proper = [i for i in range(*title) if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()]
    return len(proper) > 0 and any(i < hit.first or i >= hit.last for i in proper)


def _is_going(reading: Reading, title: Range, number: int) -> bool:
    """Tell whether the sentence says that somebody sets it up or runs it, and does not only talk about it."""
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    after = tokens[title[1]] if title[1] < sentence.last else None
    if after is not None and after.lower in reading.lexicon.terms("programmes", "not_after"):
        if after.text not in {",", "and", "or"}:
            return False
    start = max(sentence.first, title[0] - _BEFORE)
    if any(True for _ in cues_in(reading, "programmes", "not_told", start, title[0])):
        return False
    specific = reading.lexicon.cues("programmes", "specific")
    near = (max(sentence.first, title[0] - _BEFORE), min(sentence.last, title[1] + _BEFORE))
    verbs = {"VERB", "AUX", "NOUN"} if _in_heading(reading, number) else {"VERB", "AUX"}
    return any(tokens[hit.first].pos in verbs for hit in specific.find(tokens, *near))


# ------------------------------------------------------------------ who offers it, and since when


def _partners(reading: Reading, hit: Hit, title: Range, number: int) -> tuple[Mention, ...]:
    """Return who offers it: the names after "with", "between", "by", the subject of the verb, "we"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[number]
    end = min(_next_title(reading, title, sentence.last), _clause_end(reading, title[1], sentence.last))
    found: list[Mention] = []
    for cue in cues_in(reading, "programmes", "partner_words", title[1], end):
        found.extend(names_after(reading, cue.last, end, _PARTNERS))
    if len(found) == 0:
        found = _before_for(reading, title, sentence.first)
    subjects: list[Mention] = []
    for cue in cues_in(reading, "programmes", "specific", sentence.first, min(sentence.last, title[1] + 6)):
        if tokens[cue.first].pos not in {"VERB", "AUX"} or is_passive(analysis, cue.first) or cue.code == "tell":
            continue
        acting = subjects_of(reading, cue.first, sentence.first, _PARTNERS)
        subjects.extend(m for m in acting if m.last <= title[0])
    subjects = subjects or _owners(reading, title)
    both = [*subjects, *found]
    if len({id for m in both for id in m.referents}) < 2 and hit.code not in {"scholarship", "training"}:
        both = [*_speaker(reading, sentence.first, title), *both]
    return tuple(sorted(set(both), key=lambda m: m.first))


def _clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where the stretch after a title ends: at a semicolon, or a comma before another noun phrase."""
    tokens = reading.analysis.tokens
    for index in range(first, last - 1):
        if tokens[index].text == ";":
            return index
        if tokens[index].text == "," and tokens[index + 1].pos in {"DET", "CCONJ", "NUM", "SCONJ"}:
            if not any(m.first <= index + 2 <= m.last for m in reading.mentions_in(index, index + 10)):
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
    start = max(sentence.first, found.title[0] - _BEFORE)
    for cue in cues_in(reading, "programmes", "status", start, min(sentence.last, found.title[1] + _BEFORE)):
        passed = any(t.text in ";," for t in tokens[found.title[1] : cue.first])
        if cue.code == "planned" and not passed:
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    reference = reading.reference_date
    for date in reading.dates_in(sentence.first, sentence.last):
        if date.value is not None and reference is not None and date.value > reference[: len(date.value)]:
            return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    return normalised(reading, "status", "running", (found.hit.first, found.hit.last), probability=0.7)
