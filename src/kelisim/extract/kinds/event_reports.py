"""Where a text speaks of an event: its noun or verb, its name, and those who stand with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.kinds.agreement_reports import subject_range
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, parts
from kelisim.extract.syntax import ancestors

_NAME: Final = 16  # tokens of an event's name at most
_ROLES: Final = frozenset({"subject", "between", "partner", "lead", "host", "witness", "agent", "delegate"})


@dataclass(frozen=True, slots=True)
class EventReport:
    """One place that speaks of an event.

    `name` is the token range of its name or description, `prefix` what its verb adds to it ("meeting with").
    `evidence` is "named", "told" (a verb says that it takes place) or "mentioned".
    """

    sentence: int
    heading: bool
    kind: str | None
    anchor: int
    name: tuple[int, int] | None
    prefix: str
    evidence: str
    definite: bool
    participants: tuple[Mention, ...]
    zone: tuple[int, int]


def event_reports(reading: Reading) -> Iterator[EventReport]:
    """Yield the reports of a text in order."""
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        found: list[tuple[Hit, str]] = []
        span = (sentence.first, sentence.last)
        barred = _barred(reading, *span)
        for table in ("kinds", "back", "verbs"):
            hits = words.cues("events", table).find(analysis.tokens, *span)
            found += [(hit, table) for hit in hits if hit.first not in barred]
        found.sort(key=lambda pair: pair[0].first)
        for index, (hit, table) in enumerate(found):
            end = found[index + 1][0].first if index + 1 < len(found) else sentence.last
            report = (
                _verb(reading, number, hit) if table == "verbs" else _noun(reading, number, hit, table, end)
            )
            if report is not None:
                yield report


def _barred(reading: Reading, first: int, last: int) -> set[int]:
    """Return the tokens of names that are no events: organisations, people, set phrases."""
    barred: set[int] = set()
    for hit in reading.lexicon.cues("events", "not_meant").find(reading.analysis.tokens, first, last):
        barred.update(range(hit.first, hit.last))
    for mention in reading.mentions_in(first, last):
        if mention.type in {"organisation", "person"} and mention.named:
            barred.update(range(mention.first, mention.last))
    return barred


# ------------------------------------------------------------------ nouns


def _noun(reading: Reading, number: int, hit: Hit, table: str, end: int) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.blocks[sentence.block].kind == "heading"
    head = analysis.tokens[hit.last - 1]
    if head.pos not in {"NOUN", "PROPN"}:
        return None
    name, named = _name(reading, hit, sentence.first, sentence.last)
    if "Number=Plur" in head.features and not named and hit.term not in words.terms("events", "weak"):
        return None
    definite = _definite(analysis, name[0], sentence.first)
    held = _held(reading, hit, sentence.first, sentence.last)
    occasion = _occasion(reading, name[0], sentence.first)
    weak = hit.term in words.terms("events", "weak") or table == "back"
    if table == "back":
        evidence = "back"
    elif named:
        evidence = "named"
    elif held and not (weak and definite):
        evidence = "told"
    elif occasion and not weak:
        evidence = "mentioned"
    elif heading:
        evidence = "heading"
    else:
        evidence = "back"
    people = _participants(reading, number, hit.last - 1, noun=True)
    code = None if table == "back" else hit.code
    return EventReport(
        number, heading, code, hit.last - 1, name, "", evidence, definite, people, (sentence.first, sentence.last)
    )


def _name(reading: Reading, hit: Hit, first: int, last: int) -> tuple[tuple[int, int], bool]:
    """Return the range of the event's name and whether it is a proper one (capitals around the noun)."""
    analysis = reading.analysis
    tokens = analysis.tokens
    heading = analysis.blocks[analysis.sentences[analysis.sentence_of[hit.first]].block].kind == "heading"
    dates = {i for date in reading.dates_in(first, last) for i in range(date.first, date.last)}
    start = hit.first
    while start > first and _in_name(reading, start - 1) and (start - 1 not in dates or tokens[start - 1].pos == "NUM"):
        start -= 1
    while start < hit.first and tokens[start].pos in {"PUNCT", "DET", "PRON", "PART"}:
        start += 1
    capitals = [t for t in tokens[start : hit.last] if t.text[0].isupper() and t.pos != "ADJ"]
    proper = hit.last - start > 1 and tokens[hit.last - 1].text[0].isupper() and not heading
    before_noun = [t for t in tokens[start : hit.first] if t.text[0].isupper() or t.pos == "NUM"]
    named = (proper and len(capitals) > 1) or (
        not heading and len(before_noun) > 1 and all(t.pos in {"PROPN", "NUM"} for t in before_noun)
        and before_noun[0].text[0].isupper()
    )
    return (start, _name_end(reading, hit.last, last, dates)), named


def _in_name(reading: Reading, index: int) -> bool:
    token = reading.analysis.tokens[index]
    if token.pos in {"ADJ", "NOUN", "PROPN", "NUM"} or token.text in {"-", "–", "&", "+"}:
        return True
    return token.pos == "VERB" and "VerbForm=Part" in token.features and token.text[0].isupper()


def _name_end(reading: Reading, start: int, last: int, dates: set[int]) -> int:
    """Return where the description after the noun ends: "with a delegation of …", "on …", a title in quotes."""
    tokens = reading.analysis.tokens
    goes_on = reading.lexicon.terms("events", "goes_on")
    if start < last and tokens[start].lower in {"entitled", "titled", "“"}:
        closing = next((i for i in range(start, min(last, start + 30)) if tokens[i].text == "”"), None)
        if closing is not None:
            return closing
    if start >= last or tokens[start].lower not in goes_on:
        return start
    index = start + 1
    while index < min(last, start + _NAME) and index not in dates:
        token = tokens[index]
        stop = token.pos in {"PUNCT", "SCONJ", "AUX", "PRON"} or is_finite(reading.analysis, index)
        if stop and token.text not in {"-", "“", "”", "’", "'"}:
            break
        if token.lower in {"in", "at", "during", "by", "held", "led", "from", "where", "which", "under", "as"}:
            break
        if token.lower == "on" and index + 1 in dates:
            break
        index += 1
    while index > start and tokens[index - 1].pos in {"ADP", "CCONJ", "DET", "PUNCT"}:
        index -= 1
    return index


def _definite(analysis: Analysis, start: int, first: int) -> bool:
    if start == first:
        return False
    before = analysis.tokens[start - 1]
    return before.lower in {"the", "this", "that", "these", "its", "their", "his", "her"} or before.pos == "PRON"


def _held(reading: Reading, hit: Hit, first: int, last: int) -> bool:
    """Tell whether a verb says that the event takes place: its subject or object, by parse or nearness."""
    analysis = reading.analysis
    held = reading.lexicon.cues("events", "held")
    if analysis.tokens[hit.first].relation == "":
        low, high = max(first, hit.first - 6), min(last, hit.last + 6)
        return any(True for _ in held.find(analysis.tokens, low, high))
    for index in list(ancestors(analysis, hit.last - 1))[:2]:
        if held.at(analysis.tokens, index, last) is not None and analysis.tokens[index].pos in {"VERB", "AUX"}:
            return True
    return any(
        held.at(analysis.tokens, child, last) is not None
        for child in analysis.children[hit.last - 1]
        if analysis.tokens[child].pos == "VERB"
    )


def _occasion(reading: Reading, start: int, first: int) -> bool:
    cues = reading.lexicon.cues("events", "occasion")
    low = max(first, start - 5)
    return any(hit.last >= start - 1 for hit in cues.find(reading.analysis.tokens, low, start))


# ------------------------------------------------------------------ verbs


def _verb(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    token = analysis.tokens[hit.first]
    heading = analysis.blocks[sentence.block].kind == "heading"
    if token.pos != "VERB" or ("Tense=Past" not in token.features and "Aspect" not in token.features and not heading):
        return None
    people = _participants(reading, number, hit.first, noun=False)
    end = _name_end_of_verb(reading, hit.last, sentence.last)
    inside = reading.mentions_in(hit.last, end)
    common = any(True for _ in words.cues("events", "delegation").find(analysis.tokens, sentence.first, end))
    if len(people) == 0 and not common or (len(inside) == 0 and not common):
        return None
    if hit.code == "visit" and not any(m.type in {"place", "organisation"} for m in inside):
        return None
    prefix = next(iter(words.table("events", "verb_names").get(hit.code, ())), "")
    return EventReport(
        number, heading, hit.code, hit.first, (hit.last, end), prefix, "told", False, people,
        (sentence.first, sentence.last),
    )


def _name_end_of_verb(reading: Reading, start: int, last: int) -> int:
    tokens = reading.analysis.tokens
    dates = {date.first for date in reading.dates_in(start, last)}
    index = start
    mentions = {m.first: m.last for m in reading.mentions_in(start, last)}
    while index < min(last, start + _NAME) and index not in dates:
        if index in mentions:
            index = mentions[index]
            continue
        token = tokens[index]
        if token.pos in {"PUNCT", "SCONJ", "AUX"} or is_finite(reading.analysis, index):
            break
        if token.lower in {"in", "at", "during", "led", "where", "which", "on", "as", "to", "who", "headed"}:
            break
        index += 1
    while index > start and tokens[index - 1].pos in {"ADP", "CCONJ", "DET", "PUNCT"}:
        index -= 1
    return max(index, start + 1)


# ------------------------------------------------------------------ who takes part


def _participants(reading: Reading, number: int, anchor: int, *, noun: bool) -> tuple[Mention, ...]:
    """Return those who are said to take part: subject and partners of its verb, leaders, hosts, guests."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    found: list[Part] = []
    if not noun:
        span = subject_range(analysis, anchor) or (sentence.first, anchor)
        found += parts(reading, *span)
        found += parts(reading, anchor, sentence.last, role="partner")
    else:
        found += parts(reading, anchor + 1, sentence.last, role="object")
        verb = next((i for i in ancestors(analysis, anchor) if analysis.tokens[i].pos == "VERB"), None)
        if verb is not None and verb < anchor:
            span = subject_range(analysis, verb)
            if span is not None and span[1] <= anchor:
                found += parts(reading, *span)
    kept = [p.mention for p in found if p.role in _ROLES and (not p.nested or _delegation(reading, p.mention))]
    return tuple(m for m in kept if m.type != "place")


def _delegation(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name stands behind "a delegation of", "representatives from": it takes part itself."""
    analysis = reading.analysis
    cues = reading.lexicon.cues("events", "delegation")
    low = max(0, mention.first - 5)
    return mention.type == "organisation" and any(
        hit.last >= mention.first - 3 for hit in cues.find(analysis.tokens, low, mention.first)
    )
