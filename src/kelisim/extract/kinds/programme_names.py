"""Programmes that bear a name of their own: "the Garnet Scholars Program", "the programme “X”".

Ranges are token indices.
"""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.kinds.programme_lists import QUOTES
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite

_LONGEST: Final = 14  # tokens of a name
_AROUND: Final = 12  # tokens around a name in which a longer one may lie
_SHORT: Final = 6  # letters of an acronym
_INNER: Final = frozenset({"ADP", "CCONJ"})
_NOUNS: Final = frozenset({"NOUN", "PROPN", "ADJ"})


def named_in(reading: Reading, number: int) -> Iterator[tuple[Hit, Range]]:
    """Yield the programmes that a sentence names, with the words that tell their kind."""
    sentence = reading.analysis.sentences[number]
    heads = reading.lexicon.terms("programmes", "heads")
    taken = sentence.first
    label = _label(reading, number)
    if label is not None:
        taken = label[1]
        yield _kind(reading, label, label[1] - 1), label
    for index in range(sentence.first, sentence.last):
        token = reading.analysis.tokens[index]
        if index < taken or not ({token.lower, token.lemma} & heads or is_of_state(reading, index)):
            continue
        if token.pos == "VERB" and token.text[:1].islower():
            continue
        following = reading.analysis.tokens[min(index + 1, sentence.last - 1)]
        if token.text[:1].isupper() and following.text[:1].isupper() and following.pos in _NOUNS:
            continue  # "the Fellowship Programme", "the Training Centre"
        if {following.lower, following.lemma} & heads and index + 1 < sentence.last:
            continue  # "the fellowships scheme"
        found = _in_quotes(reading, index, sentence.last) or _before_quoted(reading, index, sentence.first)
        if found is None and not reading.analysis.is_heading(sentence):
            begin = max(taken, sentence.first)
            found = (
                _in_capitals(reading, index, begin, sentence.last)
                or _behind_name(reading, index, begin)
                or _owned(reading, index, begin)
            )
        if found is not None and not _is_aside(reading, found, sentence.first):
            taken = max(found[1], index + 1)
            for name in _each(reading, found, index):
                yield _kind(reading, name, index), name


def is_of_state(reading: Reading, index: int) -> bool:
    """Tell an undertaking of a government that is no project: "the presidential initiative “X”"."""
    tokens = reading.analysis.tokens
    undertaken = tokens[index].lemma in reading.lexicon.terms("programmes", "undertaken")
    return (
        undertaken
        and index > 0
        and tokens[index - 1].lower in reading.lexicon.terms("programmes", "of_states")
    )


def _each(reading: Reading, name: Range, head: int) -> Iterator[Range]:
    """Yield the names that a plural noun closes together: "the Tide Europe and Delta Asia programmes"."""
    tokens = reading.analysis.tokens
    joins = [i for i in range(*name) if tokens[i].pos == "CCONJ"]
    plural = (
        head + 1 == name[1] and "Number=Plur" in tokens[head].features and tokens[head].text[:1].islower()
    )
    if not plural or len(joins) == 0:
        yield name
        return
    if any(m.type == "place" for m in reading.mentions_in(*name)):
        return  # "the Norland and Estian programmes"
    plain = reading.lexicon.terms("programmes", "plain")
    first = name[0]
    for join in joins:
        rest = tokens[join + 1 : next((i for i in joins if i > join), head)]
        if not all(t.lower in plain for t in rest):
            yield first, join
            first = join + 1
    yield first, head


def _label(reading: Reading, number: int) -> Range | None:
    """Return the name before the colon of an item that goes on about a programme: "Sable Fellows: …"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[number]
    begins = number == 0 or analysis.sentences[number - 1].block != sentence.block
    if not begins or analysis.blocks[sentence.block].kind != "item":
        return None
    first = next((i for i in range(sentence.first, sentence.last) if tokens[i].text[0].isalpha()), None)
    if first is None:
        return None
    near = range(first + 2, min(first + _LONGEST, sentence.last - 1))
    colon = next((i for i in near if tokens[i].text == ":"), None)
    if colon is None or any(is_finite(analysis, i) for i in range(first, colon)):
        return None
    told = [t for t in tokens[first:colon] if t.pos in _NOUNS | {"VERB"}]
    if not all(t.text[:1].isupper() for t in told):
        return None
    last = max((s.last for s in analysis.sentences[number:] if s.block == sentence.block), default=colon)
    return (first, colon) if _is_scheme(reading, (first, colon), last) else None


def _is_scheme(reading: Reading, label: Range, last: int) -> bool:
    """Tell whether a label ends with those who are in a scheme, or the words behind it call it one."""
    tokens = reading.analysis.tokens
    heads = reading.lexicon.terms("programmes", "heads") - reading.lexicon.terms("programmes", "also_done")
    people = reading.lexicon.terms("programmes", "members")
    if tokens[label[1] - 1].lower in people | heads:
        return True
    definite = reading.lexicon.terms("programmes", "definite")
    return any(
        tokens[i].lemma in heads and tokens[i - 1].lower in definite for i in range(label[1] + 1, last)
    )


def _kind(reading: Reading, name: Range, head: int) -> Hit:
    """Return what kind of programme a name tells: by its last telling words, or those around its noun."""
    beside = head - name[1] <= 1  # not "the Tide Europe" of "the Tide Europe and Delta Training programmes"
    first, last = (min(name[0], head), max(name[1], head + 1)) if beside else name
    told = list(cues_in(reading, "programmes", "kind", max(0, head - 3) if beside else first, last))
    told = [hit for hit in told if hit.last > first or hit.last == head] or told
    specific = [hit for hit in told if hit.code not in {"other", "degree"}]
    for hit in [*reversed(specific), *reversed(told)]:
        return Hit(hit.first, max(hit.last, head + 1) if hit.first <= head else hit.last, hit.code, hit.term)
    words = reading.analysis.tokens[first:last]
    for code, terms in reading.lexicon.table("programmes", "kind_words").items():
        if any({t.lemma, t.lower} & set(terms) for t in words):
            return Hit(head, head + 1, code, words[-1].lemma)
    return Hit(head, head + 1, "other", words[-1].lemma)


def _in_capitals(reading: Reading, head: int, start: int, end: int) -> Range | None:
    """Return the name in capitals that a noun closes, or goes on from: "the Young Hydrologists Programme"."""
    tokens = reading.analysis.tokens
    if not tokens[head].text[:1].isupper():
        return None
    first = head
    while first > start and head - first < _LONGEST and _is_of_name(reading, first - 1, head):
        first -= 1
    closing = reading.lexicon.terms("programmes", "heads") | reading.lexicon.terms("programmes", "plans")
    for index in range(head - 1, first, -1):  # "the National Plan and the Coastal Skills Programme"
        if tokens[index].pos == "CCONJ" and tokens[index - 1].lower in closing:
            first = index + 1
            break
    while first < head and _is_no_beginning(tokens[first]):
        first += 1
    last = head + 1
    ways = reading.lexicon.terms("programmes", "named_for")
    owned = any(m.first <= last + 2 and m.type == "organisation" for m in reading.mentions_in(last, end))
    if last + 1 < end and not owned and tokens[last].lower in ways and tokens[last + 1].text[:1].isupper():
        stop = last + 1
        names = {m.first: m.last for m in reading.mentions_in(stop, end) if m.type != "organisation"}
        while stop < end and stop - first < _LONGEST and (stop in names or _goes_on(reading, stop, end)):
            stop = names.get(stop, stop + 1)
        last = stop
    plain = reading.lexicon.terms("programmes", "plain")
    telling = [t for t in tokens[first:last] if t.lower not in plain and t.pos not in {"ADP", "CCONJ", "DET"}]
    heads = reading.lexicon.terms("programmes", "heads")
    telling = [t for t in telling if not {t.lower, t.lemma} & heads and t.text[0].isalpha()]
    unit = head > first and tokens[head - 1].lower in reading.lexicon.terms("programmes", "of_units")
    trains = tokens[head].lower in reading.lexicon.terms("programmes", "also_done")
    unit = unit or (
        trains and any(t.pos == "ADP" for t in tokens[first:head])
    )  # "Centre for Skills Training"
    return (first, last) if _tells(telling) and not unit else None


def _tells(words: list[Token]) -> bool:
    """Tell whether words make a name: none, or a single acronym, make no more than a mention of one."""
    return len(words) > 1 or any(not _is_acronym(t.text) for t in words)


def _is_acronym(word: str) -> bool:
    return len(word) <= _SHORT and 2 * sum(c.isupper() for c in word) >= len(word)


def _is_of_name(reading: Reading, index: int, head: int) -> bool:
    """Tell whether a token before the noun stands in its name: a capital, or a small word between two."""
    tokens = reading.analysis.tokens
    token = tokens[index]
    if token.text in {"'s", "’s", ",", ";", ":", "."} or token.text in QUOTES:
        return False
    if token.text[:1].isupper():
        return token.pos not in {"PRON", "DET", "AUX"}
    if token.text in {"-", "–", "&", "+"}:
        return index > 0 and tokens[index - 1].text[:1].isupper()
    inner = token.pos in _INNER and tokens[index + 1].text[:1].isupper()
    return inner and token.lower in reading.lexicon.terms("programmes", "in_name") and index + 1 < head


def _is_no_beginning(token: Token) -> bool:
    return token.pos in {"ADP", "CCONJ", "PUNCT", "DET"} or not token.text[0].isalpha()


def _goes_on(reading: Reading, index: int, end: int) -> bool:
    tokens = reading.analysis.tokens
    if tokens[index].text[:1].isupper():
        return True
    return (
        index + 1 < end
        and tokens[index].pos in {"ADP", "CCONJ", "DET"}
        and tokens[index + 1].text[:1].isupper()
        and tokens[index].lower in reading.lexicon.terms("programmes", "in_name")
    )


def _in_quotes(reading: Reading, noun: int, end: int) -> Range | None:
    """Return the name in quotation marks behind a noun: "the programme “X”", "a scheme called “X”"."""
    tokens = reading.analysis.tokens
    naming = reading.lexicon.cues("projects", "naming")
    index = noun + 1
    while index < end and (tokens[index].text in {",", ":"} or tokens[index].text == "("):
        index += 1
    called = naming.at(tokens, index, end) if index < end else None
    index = index if called is None else called.last
    if index >= end or tokens[index].text not in QUOTES:
        return None
    closing = next(
        (i for i in range(index + 1, min(end, index + _LONGEST)) if tokens[i].text in QUOTES), None
    )
    if closing is None or closing == index + 1 or not tokens[index + 1].text[:1].isupper():
        return None
    if tokens[noun - 1].lower in reading.lexicon.terms("programmes", "of_research"):
        return None  # a project
    return (
        None if any(is_finite(reading.analysis, i) for i in range(index, closing)) else (index + 1, closing)
    )


def _before_quoted(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the name in quotation marks right before a noun: "the “X” programme"."""
    tokens = reading.analysis.tokens
    if noun - 2 <= start or tokens[noun - 1].text not in QUOTES:
        return None
    opening = next(
        (i for i in range(noun - 2, max(start, noun - _LONGEST) - 1, -1) if tokens[i].text in QUOTES), None
    )
    if opening is None or opening + 1 >= noun - 1 or not tokens[opening + 1].text[:1].isupper():
        return None
    return opening + 1, noun - 1


def _behind_name(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the name right before a noun in small letters: "the Northern Lights fellowship scheme"."""
    tokens = reading.analysis.tokens
    if not tokens[noun].text[:1].islower():
        return None
    first = noun
    describing = reading.lexicon.terms("programmes", "describing")
    while first > start and tokens[first - 1].text in describing:
        first -= 1
    name = first
    while name > start and first - name < _LONGEST and _is_of_name(reading, name - 1, first):
        name -= 1
    while name < first and _is_no_beginning(tokens[name]):
        name += 1
    plain = reading.lexicon.terms("programmes", "plain")
    telling = [t for t in tokens[name:first] if t.lower not in plain and t.text[:1].isupper()]
    telling = [t for t in telling if t.pos in {"PROPN", "NUM", "X"} or not t.text[1:].islower()]
    return (name, noun + 1) if _tells(telling) else None


def _owned(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the name of a programme that a body has as its own: "the foundation's school programme"."""
    tokens = reading.analysis.tokens
    first = noun
    while first > start and noun - first < _SHORT and tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
    if (
        first in {start, noun}
        or "Number=Plur" in tokens[noun].features
        or tokens[first - 1].text not in {"'s", "’s", "'", "’"}
    ):
        return None
    owners = reading.mentions_in(max(0, first - _AROUND), first - 1)
    owned = any(m.type == "organisation" and m.last == first - 1 for m in owners)
    return (first, noun + 1) if owned else None


def _is_aside(reading: Reading, name: Range, start: int) -> bool:
    """Tell a name within another, in somebody's post, or of one who only pays."""
    around = reading.mentions_in(max(0, name[0] - _AROUND), name[1] + _AROUND)
    if any(_holds(m, name) for m in around):
        return True
    bodies = reading.lexicon.cues("programmes", "bodies")
    if bodies.at(reading.analysis.tokens, name[0], name[1]) is not None:  # "the United Nations … Programme"
        return True
    posts = [post.office_tokens for post in reading.posts]
    if any(first < name[1] and name[0] < last for first, last in posts):
        return True
    return any(
        hit.last >= name[0] - 2
        for hit in cues_in(reading, "projects", "roles.funders", max(start, name[0] - 8), name[0])
    )


def _holds(mention: Mention, name: Range) -> bool:
    """Tell whether a name of something else reaches out of the words of a programme's."""
    over = mention.first < name[1] and name[0] < mention.last
    return over and (mention.last > name[1] or mention.first < name[0] or mention.type == "person")
