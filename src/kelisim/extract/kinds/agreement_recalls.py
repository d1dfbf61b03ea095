"""Earlier agreements that a text recalls by their year: "the protocol of 1998", "first concluded in 2014".

Ranges are token indices. Today's signing is read elsewhere; here it only tells whose an agreement was.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import names, normalised, statement
from kelisim.extract.kinds.agreement_ellipses import elliptic
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.anaphora import principals, several
from kelisim.extract.kinds.evidence import AGREEMENT, GATHERED, PARTY
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.roles import parts
from kelisim.model import KINDS, Statement, Value

_NEAR: Final = 10  # tokens between an agreement's noun and the year in which it was signed
_YEAR: Final = re.compile(r"(19|20)\d\d")
_CLAUSE: Final = frozenset({";", ":", "(", ".", "–", "—"})


@dataclass(frozen=True, slots=True)
class _Recall:
    """An earlier agreement: its noun, "signed" or "renewed", the date, and whose it was."""

    noun: Hit
    status: str
    date: Date
    parties: tuple[Mention, ...]


def recalled(
    reading: Reading, threads: Sequence[Thread], told: Sequence[Statement], extractor: str
) -> Iterator[Statement]:
    """Yield a statement for each earlier agreement that a text recalls and that is not told yet."""
    known = list(told)
    for recall in _recalls(reading, threads, told):
        earlier = _statement(reading, recall, extractor)
        if not any(_is_told(earlier, other) for other in known):
            known.append(earlier)
            yield earlier


def _statement(reading: Reading, recall: _Recall, extractor: str) -> Statement:
    noun, date = (recall.noun.first, recall.noun.last), recall.date
    codes = KINDS["agreement"].slot("kind").codes
    values: list[Value] = [
        normalised(reading, "kind", recall.noun.code if recall.noun.code in codes else "agreement", noun),
        normalised(reading, "status", recall.status, noun),
        normalised(reading, "date", date.value or "", (date.first, date.last)),
    ]
    for mention in recall.parties:
        values += names(reading, "parties", mention, probability=PARTY["near"])
    number = reading.analysis.sentence_of[recall.noun.first]
    probability = AGREEMENT["exists"] * GATHERED
    return statement(reading, "agreement", values, [number], probability=probability, extractor=extractor)


def _is_told(earlier: Statement, other: Statement) -> bool:
    """Tell whether a statement already holds the agreement of a year between some of the same parties."""
    dates = [str(value.value)[:4] for value in (*earlier.all("date"), *other.all("date"))]
    ours, theirs = ({v.referent for v in s.all("parties")} for s in (earlier, other))
    return len(dates) == 2 and dates[0] == dates[1] and len(ours & theirs) > 0


def _recalls(reading: Reading, threads: Sequence[Thread], told: Sequence[Statement]) -> Iterator[_Recall]:
    """Yield the agreements of earlier years that a text recalls, in text order."""
    today = reading.reference_date
    table = reading.lexicon.table("agreements", "recalled")
    if today is None or len(table) == 0:
        return
    acted = {r.noun[0] for t in threads for r in t.reports if r.noun is not None and r.act is not None}
    for number, sentence in enumerate(reading.analysis.sentences):
        if reading.analysis.is_heading(sentence):
            continue
        nouns = [
            *cues_in(reading, "agreements", "kinds", sentence.first, sentence.last),
            *(h for h in elliptic(reading, sentence.first, sentence.last) if h.first not in acted),
        ]
        nouns.sort(key=lambda hit: hit.first)
        for position, noun in enumerate(nouns):
            last = nouns[position + 1].first if position + 1 < len(nouns) else sentence.last
            first = nouns[position - 1].last if position > 0 else sentence.first
            for status, date in _dated(reading, noun, first, last):
                if date.value is not None and date.value[:4] < today[:4]:
                    parties = _parties(reading, noun, number, threads)
                    if len({id for m in parties for id in m.referents}) < 2:
                        parties = _of_statement(reading, noun, told)
                    if len({id for m in parties for id in m.referents}) > 1:
                        yield _Recall(noun, status, date, parties)


def _of_statement(reading: Reading, noun: Hit, told: Sequence[Statement]) -> tuple[Mention, ...]:
    """Return the parties of the agreement that the same sentence tells: its renewal, as a rule."""
    offset = reading.analysis.tokens[noun.first].start
    for entry in told:
        ids = [value.referent for value in entry.all("parties")]
        if entry.quote.start <= offset < entry.quote.end and len(ids) > 1:
            first = {m.referents[0]: m for m in reversed(reading.mentions) if len(m.referents) == 1}
            return tuple(first[id] for id in ids if id is not None and id in first)
    return ()


def _dated(reading: Reading, noun: Hit, first: int, last: int) -> Iterator[tuple[str, Date]]:
    """Yield when an agreement was signed and renewed, as the words around its noun tell."""
    before = reading.analysis.tokens[max(first, noun.first - 3) : noun.first]
    for index, token in enumerate(before, noun.first - len(before)):
        between = reading.analysis.tokens[index + 1 : noun.first]
        if _YEAR.fullmatch(token.text) and all(t.pos != "VERB" for t in between):
            yield "signed", Date(index, index + 1, token.text)  # "a 2013 agreement"
            return
    after = list(_after(reading, noun, last))
    yield from after or _by_verb(reading, noun, first, last)


def _after(reading: Reading, noun: Hit, last: int) -> Iterator[tuple[str, Date]]:
    """Yield the years after a noun: "of 1992, prolonged in 2002 and 2012"."""
    tokens = reading.analysis.tokens
    recalled = reading.lexicon.cues("agreements", "recalled")
    status: str | None = None
    limit, index = noun.last + _NEAR, noun.last
    while index < min(last, limit) and tokens[index].text not in _CLAUSE:
        hit = recalled.at(tokens, index, last)
        if hit is not None and (hit.code != "dated" or index == noun.last):
            status = {"dated": "signed"}.get(hit.code, hit.code)
        date = next((d for d in reading.dates_in(index, last) if d.first <= index + 1), None)
        index += 1
        if status is not None and date is not None:
            yield status, date
            index, limit = max(date.last, index), date.last + _NEAR
            joined = (
                index < last
                and tokens[index].pos == "CCONJ"
                and any(d.first <= index + 1 for d in reading.dates_in(index, last))
            )
            status = status if joined else None


def _by_verb(reading: Reading, noun: Hit, first: int, last: int) -> Iterator[tuple[str, Date]]:
    """Yield the one year of a clause whose verb signs or renews: "In 2019 X signed a memorandum with Y"."""
    dates = reading.dates_in(first, last)
    near = range(max(first, noun.first - _NEAR), min(last, noun.last + 3))
    recalled = reading.lexicon.cues("agreements", "recalled")
    for index in near:
        hit = recalled.at(reading.analysis.tokens, index, last)
        verb = hit is not None and any(
            reading.analysis.tokens[i].pos == "VERB" for i in range(hit.first, hit.last)
        )
        if hit is not None and verb and len(dates) == 1 and hit.code != "dated":
            yield hit.code, dates[0]
            return


def _parties(reading: Reading, noun: Hit, number: int, threads: Sequence[Thread]) -> tuple[Mention, ...]:
    """Return whose agreement it was: those named with it, those of the act beside it, "both sides"."""
    sentence = reading.analysis.sentences[number]
    after = parts(reading, noun.last, sentence.last, role="object")
    told = [p.mention for p in after if p.role in {"between", "partner"} and not p.nested]
    named = tuple(m for m in told if m.type != "person")
    if len(named) > 1:
        return named
    before = parts(reading, sentence.first, noun.first)
    acting = [p.mention for p in before if p.role in {"subject", "partner", "between"} and not p.nested]
    both = (*(m for m in acting if m.type == "organisation"), *named)
    if len(both) > 1:
        return both
    beside = [report for t in threads for report in t.reports if report.sentence == number]
    for report in sorted(beside, key=lambda r: abs(r.anchor - noun.first)):
        if len(report.parties) > 1:
            return report.parties
    if len(both) == 1:
        other = [m for m in principals(reading, noun.first) if m.referents != both[0].referents]
        return (both[0], *other[:1])
    return several(reading, noun.first) or principals(reading, noun.first)
