"""From the entries of the model to statements: each value gets its quote, or is dropped and counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kelisim.extract.llm.alignment import find, gathered
from kelisim.extract.llm.answer import Entry, Report, Said
from kelisim.extract.llm.referents import NOT_IN_THE_TEXT, Names, is_base_of, names
from kelisim.extract.llm.values import is_currency_of, is_date, is_number
from kelisim.extract.llm.windows import Sentences
from kelisim.extract.stated import IN_PART, WHOLE
from kelisim.model import Document, Extraction, Quote, Statement, Value, quote, statement_id

NOT_ITS_QUOTE: Final = "not what its quote says"
WITHOUT_KEY: Final = "of entries without what they are told by"
_IN_BASE_FORM: Final = frozenset({"place", "occasion", "office", "scope"})
"""Slots of phrases that are named in base form, as names are."""
_AROUND: Final = 10_000  # characters before and behind the cited sentence where a value may stand, too
_NEIGHBOURS: Final = 3  # sentences next to each other that one statement may rest on
_TOLD_WITHOUT_KEY: Final = frozenset({"agreement", "funding"})
_TOLD_BY_TWO: Final = {"figure": ("value", "what"), "office": ("person", "office")}
_CHECKS: Final[Mapping[str, Callable[..., bool]]] = {"date": is_date, "number": is_number}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of the model's reports, how many values that are, and how many were dropped, by reason."""

    extraction: Extraction
    values: int
    dropped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Text:
    """What an entry is held against."""

    document: Document
    sentences: Sentences
    named: Names
    extractor: str


def statements(
    document: Document, sentences: Sentences, reports: Sequence[Report], *, extractor: str
) -> Checked:
    """Return the extraction of a document from the reports on its windows, in their order."""
    dropped: Counter[str] = Counter()
    for report in reports:
        dropped.update(report.dropped)
    entries = list(_once(reports))
    given = [named for report in reports for named in report.named]
    text = _Text(document, sentences, names(document, sentences, given, entries, dropped), extractor)
    made = (_statement(text, entry, dropped) for entry in entries)
    found = {statement.id: statement for statement in made if statement is not None}
    ordered = sorted(found.values(), key=lambda s: (s.quote.start, s.quote.end, s.id))
    extraction = Extraction(document.id, extractor, text.named.referents, tuple(ordered))
    return Checked(extraction, sum(len(statement.values) for statement in ordered), dict(dropped))


def _once(reports: Sequence[Report]) -> Iterator[Entry]:
    """Yield the entries; where two windows overlap, only the first tells what one sentence says of a kind."""
    told: set[tuple[str, int]] = set()
    for report in reports:
        fresh = [
            entry
            for entry in report.entries
            if len(entry.sentences) == 0 or (entry.kind.name, entry.sentences[0]) not in told
        ]
        yield from fresh
        told |= {(entry.kind.name, number) for entry in fresh for number in entry.sentences}


def _statement(text: _Text, entry: Entry, dropped: Counter[str]) -> Statement | None:
    document, sentences = text.document, text.sentences
    cited = [number for number in entry.sentences if 0 <= number < len(sentences)]
    parts = [sentences[number] for number in cited]
    parts.append((max(0, parts[0][0] - _AROUND), parts[0][1] + _AROUND) if parts else (0, len(document.text)))
    values: list[Value] = []
    lost: list[str] = []
    for filler in entry.fillers:
        value = _value(document, parts, filler, text.named)
        if isinstance(value, Value):
            values.append(value)
        else:
            lost.append(value)
    dropped.update(lost)
    kept = _by_slot(entry, values)
    if not _is_told(entry, kept):
        dropped[WITHOUT_KEY] += len(kept)
        return None
    whole = _resting_on(document, sentences, cited, kept[0].quote)
    id = statement_id(document.id, entry.kind.name, kept, whole)
    probability = IN_PART if len(lost) > 0 else WHOLE
    kept = tuple(replace(value, probability=round(probability * value.probability, 4)) for value in kept)
    return Statement(id, document.id, entry.kind.name, kept, whole, probability, text.extractor)


def _value(document: Document, parts: Sequence[tuple[int, int]], filler: Said, named: Names) -> Value | str:
    """Return a filler with its quote, as probable as its words are near, or the reason why it is dropped."""
    slot, near = filler.slot, parts[0][0]
    if slot.type == "name":
        return _named(slot.name, str(filler.value), parts, named)
    wanted = filler.quote if slot.type != "phrase" else str(filler.value)
    for part in parts:
        span = find(document.text, wanted, part, near)
        if span is None and slot.type == "phrase":
            span = gathered(document.text, wanted, part)
        if span is None:
            continue
        stands = quote(document.text, span.start, span.end)
        if slot.type == "phrase":
            copied = " ".join(stands.text.split())
            if slot.name in _IN_BASE_FORM and is_base_of(wanted, copied):
                copied = wanted
            return Value(slot.name, copied, stands, probability=round(span.nearness, 4))
        if not _fits(filler, stands, document):
            return NOT_ITS_QUOTE
        return Value(slot.name, filler.value, stands, probability=round(span.nearness, 4))
    return NOT_IN_THE_TEXT


def _named(slot: str, name: str, parts: Sequence[tuple[int, int]], named: Names) -> Value | str:
    """Return a name as who is meant, quoted where the cited sentences name it, else at the nearest place."""
    referent = named.of(name)
    if referent is None:
        return NOT_IN_THE_TEXT
    within = [
        mention
        for start, end in parts[:-1]
        for mention in referent.mentions
        if start <= mention.start and mention.end <= end
    ]
    near = parts[0][0]
    stands = within[0] if within else min(referent.mentions, key=lambda m: (abs(m.start - near), m.start))
    return Value(slot, referent.name, stands, referent=referent.id)


def _fits(filler: Said, stands: Quote, document: Document) -> bool:
    slot = filler.slot
    if slot.type == "code":
        return len(slot.codes) > 0 or is_currency_of(str(filler.value), stands, document)
    return _CHECKS[slot.type](filler.value, stands, document)


def _by_slot(entry: Entry, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return values in the order of the schema: of a slot that holds one the first, of others each once."""
    kept: list[Value] = []
    for slot in entry.kind.slots:
        own = {value.referent or value.value: value for value in reversed(values) if value.slot == slot.name}
        ordered = sorted(own.values(), key=values.index)
        kept += ordered if slot.many else ordered[:1]
    return tuple(kept)


def _is_told(entry: Entry, kept: Sequence[Value]) -> bool:
    """Return whether enough is left: what a kind is told by; of an agreement and funding, anything."""
    filled = {value.slot for value in kept}
    if entry.kind.name in _TOLD_WITHOUT_KEY:
        return any(entry.kind.slot(name).type != "code" for name in filled)
    return filled.issuperset(_TOLD_BY_TWO.get(entry.kind.name, (entry.kind.key,)))


def _resting_on(document: Document, sentences: Sentences, cited: Sequence[int], first: Quote) -> Quote:
    """Return the sentences that a statement rests on: those cited, or the main one of distant ones."""
    if len(cited) == 0:
        around = [(s, e) for s, e in sentences if s <= first.start < e] or [(first.start, first.end)]
        return quote(document.text, *around[0])
    low, high = min(cited), max(cited)
    if high - low >= _NEIGHBOURS:
        low = high = cited[0]
    return quote(document.text, sentences[low][0], sentences[high][1])
