"""Who stands in which case around a verb, and the noun phrases beside it. Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite, outermost

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_QUOTES: Final = {"«": "»", "“": "”", "„": "“”", '"': '"'}
_NEAR: Final = 16  # tokens before a name in which its post may stand
_LONGEST: Final = 14  # tokens of a noun phrase


def case_of(reading: Reading, mention: Mention) -> str:
    """Return the case of a name: that of the word that heads it, else of its first that shows one."""
    tokens = reading.analysis.tokens
    span = range(mention.first, mention.last)
    shown = [i for i in span if tokens[i].pos in _NOMINAL and tokens[i].case != ""]
    nouns = [i for i in shown if tokens[i].pos in {"NOUN", "PROPN"}]
    heads = [i for i in nouns if tokens[i].head not in span]
    head = next(iter([*heads, *nouns, *shown]), None)
    if head is None:
        return ""
    case = tokens[head].case  # a parser may see a subject in whoever opens a sentence
    return "Nom" if tokens[head].relation == "nsubj" and case not in {"Dat", "Ins"} else case


def names_in(reading: Reading, first: int, last: int, types: frozenset[MentionType]) -> list[Mention]:
    """Return the outermost names of these types between two tokens that belong to no post."""
    posts = [
        p.organisation_tokens
        for p in reading.posts
        if p.organisation_tokens is not None
        and abs(p.organisation_tokens[0] - p.office_tokens[0]) <= _NEAR
        and p.office_tokens[0] <= p.organisation_tokens[0]
    ]
    served = {span[0] for span in posts}
    found = outermost(reading.mentions_in(first, last)).values()
    return [m for m in found if m.type in types and m.first not in served and not _is_alias(reading, m)]


def _is_alias(reading: Reading, mention: Mention) -> bool:
    """Tell a short form in brackets behind its name, which stands in no case: "университету (КарУ)"."""
    bracket = mention.first - 1
    if bracket < 1 or reading.analysis.tokens[bracket].text != "(":
        return False
    before = reading.mentions_in(max(0, bracket - _NEAR), bracket)
    return any(m.last == bracket and m.referents == mention.referents for m in before)


def governed(reading: Reading, mention: Mention) -> bool:
    """Tell whether a preposition or a noun before a name governs it, adjectives and quotes read over."""
    tokens = reading.analysis.tokens
    index = mention.first - 1
    while index >= 0 and (tokens[index].pos in {"ADJ", "DET"} or tokens[index].text in '«“"'):
        index -= 1
    if index < 0:
        return False
    return tokens[index].pos == "ADP"


def subjects(
    reading: Reading, verb: int, first: int, last: int, types: frozenset[MentionType]
) -> list[Mention]:
    """Return the names in the nominative nearest a verb, before it or behind it, with those joined to them.

    Arguments:
        first: the clause's first token; `last` is its end.
    """
    here = [
        m
        for m in names_in(reading, first, last, types)
        if not governed(reading, m) and not _is_aside(reading, m)
    ]
    nominative = [m for m in here if case_of(reading, m) in {"Nom", ""}]
    if len(nominative) == 0:  # of things the accusative looks alike, and the tagger may take it for that
        nominative = [m for m in here if case_of(reading, m) == "Acc" and m.type != "person"]
    before = [m for m in nominative if m.last <= verb and not _parted(reading, m.last, verb)]
    commas = [i for i in range(verb, last) if reading.analysis.tokens[i].text == ","]
    after = [m for m in nominative if verb < m.first < min([*commas, last])]
    after = [m for m in after if not _parted(reading, verb + 1, m.first)]
    chosen = before[-1:] or after[:1]
    if len(chosen) == 0:
        return []
    found = [chosen[0]]
    alike = [m for m in here if m in nominative or (case_of(reading, m) == "Acc" and m.type != "person")]
    for other in reversed([m for m in alike if m.last <= chosen[0].first]):
        if not joined(reading, other, found[0]):
            break
        found.insert(0, other)
    for other in [m for m in alike if m.first >= chosen[0].last]:
        if not joined(reading, found[-1], other):
            break
        found.append(other)
    return found


def _is_aside(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name stands between slashes, as agencies put a place: "Академия наук /Пекин, Китай/"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[mention.first]]
    before = [t.text for t in tokens[sentence.first : mention.first]]
    behind = [t.text for t in tokens[mention.last : sentence.last]]
    return before.count("/") % 2 == 1 and "/" in behind


def _parted(reading: Reading, first: int, last: int) -> bool:
    """Tell whether another clause lies between a name and its verb."""
    tokens = reading.analysis.tokens
    return any(
        tokens[i].text in {";", ":"} or (is_finite(reading.analysis, i) and tokens[i].pos == "VERB")
        for i in range(first, last)
    )


def joined(reading: Reading, one: Mention, other: Mention) -> bool:
    """Tell whether two names stand in one list: a comma or "и" between, what is in brackets read over."""
    tokens = reading.analysis.tokens
    depth, seen, slashed = 0, False, False
    for token in tokens[one.last : other.first]:
        depth += (token.text == "(") - (token.text == ")")
        slashed = slashed != (token.text == "/")
        if depth > 0 or slashed or token.text in '()«»"/':
            continue
        if token.pos != "CCONJ" and token.text != ",":
            return False
        seen = True
    return seen


def in_case(
    reading: Reading, first: int, last: int, wanted: str, types: frozenset[MentionType]
) -> list[Mention]:
    """Return the names between two tokens that stand in a case without a preposition."""
    here = names_in(reading, first, last, types)
    return [m for m in here if case_of(reading, m) == wanted and not governed(reading, m)]


def clause(reading: Reading, index: int) -> Range:
    """Return the part of a sentence around a token that semicolons, colons and speech do not cut off."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[index]]
    tokens = reading.analysis.tokens
    first, last = index, index + 1
    while first > sentence.first and tokens[first - 1].text not in {";", ":"}:
        first -= 1
    while last < sentence.last and tokens[last].text not in {";", ":"}:
        last += 1
    return first, last


def noun_phrase_at(reading: Reading, start: int, last: int) -> Range | None:
    """Return the noun phrase that begins at a token: adjectives, its noun, genitives and titles behind."""
    tokens = reading.analysis.tokens
    mentions = {m.first: m.last for m in reversed(reading.mentions_in(start, last))}
    index, headed = start, False
    while index < min(last, start + _LONGEST):
        token = tokens[index]
        if index in mentions and (not headed or token.case in {"Gen", ""}):
            index, headed = mentions[index], True
        elif token.text in _QUOTES:
            close = next((i for i in range(index + 1, last) if tokens[i].text in _QUOTES[token.text]), None)
            if close is None:
                break
            index, headed = close + 1, True
        elif not headed and token.pos in {"ADJ", "NUM", "DET", "ADV"}:
            index += 1
        elif not headed and token.pos in {"NOUN", "PROPN"}:
            index, headed = index + 1, True
        elif headed and (
            token.text == "-"
            or token.pos == "NUM"
            or (token.pos in {"NOUN", "PROPN", "ADJ"} and token.case == "Gen")
        ):
            index += 1
        elif headed and _goes_on(reading, index, last):
            index += 2
        else:
            break
    while index > start and tokens[index - 1].pos in {"ADJ", "ADV", "CCONJ", "ADP", "NUM"}:
        index -= 1
    return (start, index) if headed and index > start else None


def _goes_on(reading: Reading, index: int, last: int) -> bool:
    """Tell whether "и" joins a noun in the case of the one before it, or "по", "для" goes on with a field."""
    tokens = reading.analysis.tokens
    if index + 1 >= last:
        return False
    if tokens[index].pos == "CCONJ":
        return tokens[index + 1].pos == "NOUN" and tokens[index + 1].case == tokens[index - 1].case
    return tokens[index].lower == "по" and tokens[index + 1].case == "Dat"


def noun_phrase_ending(reading: Reading, end: int, first: int) -> Range | None:
    """Return the noun phrase that ends before a token: its genitives, its noun and adjectives."""
    tokens = reading.analysis.tokens
    start = end
    while start > first and tokens[start - 1].pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
        start -= 1
        token = tokens[start]
        heads = token.pos in {"NOUN", "PROPN"} and token.case != "Gen"
        if heads:
            while start > first and tokens[start - 1].pos in {"ADJ", "NUM"}:
                start -= 1
            break
    return (start, end) if start < end else None


def verbs_in(reading: Reading, first: int, last: int, lemmas: frozenset[str]) -> Iterator[int]:
    """Yield the verbs of a list among the tokens, participles and infinitives too."""
    for index in range(first, last):
        token = reading.analysis.tokens[index]
        if token.lemma in lemmas and token.pos in {"VERB", "AUX", "ADJ"}:
            yield index
