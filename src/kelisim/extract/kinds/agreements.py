"""Agreements: what two or more sign, plan to sign or renew, with parties, signatories and commitments.

The headline, the news and "the memorandum" further down are one statement. A wish to sign is none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import occasion_of
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.agreement_beside import of_many
from kelisim.extract.kinds.agreement_meetings import met
from kelisim.extract.kinds.agreement_occasions import circumstances_beside, goes_on, shared, signed_at
from kelisim.extract.kinds.agreement_recalls import recalled
from kelisim.extract.kinds.agreement_reports import reports
from kelisim.extract.kinds.agreement_terms import expiry, in_the_past, signed_on, told_before
from kelisim.extract.kinds.agreement_threads import Thread, threads
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.anaphora import several, states
from kelisim.extract.kinds.commitments import commitments
from kelisim.extract.kinds.events import events
from kelisim.extract.kinds.evidence import (
    AGREEMENT,
    BOND,
    FEW_PARTIES,
    GATHERED,
    ONLY_HEADLINE,
    PARTY,
    SIGNATORY,
)
from kelisim.extract.kinds.inflected.leading import whose_news
from kelisim.extract.kinds.inflected.occasions import circumstances_told
from kelisim.extract.kinds.verb_final import agreements as verb_final
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.model import KINDS, Statement, Value
from kelisim.places import country_of

_NAME: Final = 12  # tokens of a body's name
_CODES: Final = KINDS["agreement"].slot("kind").codes


def agreements(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each agreement that the text tells of."""
    told = verb_final.reports(reading) if reading.lexicon.verb_final else reading.once(reports)
    found = threads(reading, told)
    entries: list[Statement] = []
    before: tuple[Thread, Statement] | None = None
    for thread in found:
        others = [other for other in found if other is not thread]
        built = _statement(reading, thread, others, extractor)
        if built is not None:
            if before is not None and goes_on(reading, before[0], thread):
                built = replace(built, values=(*built.values, *shared(before[1], built)))
            if before is not None and _by_one_verb(before[0], thread):
                entries[-1] = replace(before[1], values=(*before[1].values, *shared(built, before[1])))
            before = (thread, built)
            entries.append(built)
    yield from entries
    yield from recalled(reading, found, entries, extractor)


def _by_one_verb(thread: Thread, other: Thread) -> bool:
    """Tell whether one act is told of two agreements: "signed a memorandum and a contract on 3 May"."""
    acts = {report.act for report in thread.reports if report.act is not None and not report.heading}
    return any(report.act in acts for report in other.reports)


def _statement(
    reading: Reading,
    thread: Thread,
    others: Sequence[Thread],
    extractor: str,
) -> Statement | None:
    main = max(thread.reports, key=lambda r: (_strength(reading, r), len(r.parties)))
    signatories = _signatories(reading, thread)
    parties = _parties(reading, thread, signatories)
    told = sum(1 for party in parties if party.probability == PARTY["told"])
    if main.act is None and main.plural and told < 2 and of_many(reading, main.noun):
        return None
    if len(parties) == 0 or (len(parties) == 1 and main.act is None) or _is_of_many(reading, thread):
        return None
    values = [*parties, *signatories, *_codes(reading, thread, main)]
    values += _circumstances(reading, thread, main, others)
    gatherings = partial(reading.once, events, extractor)
    values += circumstances_told(reading, thread.reports, values, gatherings)
    values += circumstances_beside(reading, thread.reports, values, gatherings)
    values += commitments(reading, thread, others)
    values = _as_of_its_day(reading, values)
    probability = AGREEMENT[_status(main)]
    probability *= FEW_PARTIES if len(parties) < 2 else GATHERED if told < 2 else 1.0
    probability *= BOND if all(report.bond for report in thread.reports) else 1.0
    probability *= ONLY_HEADLINE if all(report.heading for report in thread.reports) else 1.0
    return statement(
        reading, "agreement", values, [main.sentence], probability=probability, extractor=extractor
    )


def _is_of_many(reading: Reading, thread: Thread) -> bool:
    """Tell whether all that is said is that papers were signed, not by whom: "были подписаны соглашения"."""
    told = [report for report in thread.reports if not report.heading]
    named = any(r.group or len(r.parties) + len(r.signatories) > 0 for r in thread.reports)
    return reading.lexicon.inflected and not named and len(told) > 0 and all(r.plural for r in told)


# ------------------------------------------------------------------ kind and status


def _strength(reading: Reading, report: Report) -> float:
    """Return how much a report weighs when the text's reports differ: plain past above headline."""
    if report.announcer is not None:
        return _strength(reading, report.announcer)
    if report.act is None:
        return {"exists": 0.5}.get(report.status, 0.0)
    features = reading.analysis.tokens[report.act[0]].features
    if report.heading:
        return 1.0
    if report.status == "planned":
        return 3.0 if _is_ahead(reading, report) else 2.0
    if report.status in {"signed", "renewed"}:
        return 2.5 if "Tense=Past" in features or features == "" else 1.8
    return {"proposed": 1.2}.get(report.status, 0.0)


def _is_ahead(reading: Reading, report: Report) -> bool:
    """Tell whether the act is dated after the text."""
    today = reading.reference_date
    dates = reading.dates_in(*report.zone)
    return today is not None and any(date.value is not None and date.value > today for date in dates)


def _status(report: Report) -> str:
    return report.status if report.status in AGREEMENT else "exists"


def _codes(reading: Reading, thread: Thread, main: Report) -> Iterator[Value]:
    ordered = [main, *(report for report in thread.reports if report is not main)]
    special = [
        r
        for r in ordered
        if r.noun is not None
        and r.kind not in {None, "agreement", "document"}
        and (r.status in AGREEMENT or r.definite or r.heading)
    ]
    plain = [r for r in ordered if r.noun is not None]
    source = next(iter([*special, *plain]), main)
    code = source.kind if source.kind in _CODES else "agreement"
    tokens = source.noun or main.act or main.zone
    yield normalised(reading, "kind", code or "agreement", tokens)
    status = _status(main)
    where = main.act or main.noun or main.zone
    yield normalised(reading, "status", "signed" if status == "exists" else status, where)


def _as_of_its_day(reading: Reading, values: Sequence[Value]) -> list[Value]:
    """Return the values, "planned" where the day of what is told as signed lies after the text's own."""
    told, today = {value.slot: str(value.value) for value in values}.get("date"), reading.reference_date
    if told is None or today is None or told <= today[: len(told)]:
        return list(values)
    return [
        replace(value, value="planned") if value.slot == "status" and value.value == "signed" else value
        for value in values
    ]


# ------------------------------------------------------------------ who


def _signatories(reading: Reading, thread: Thread) -> list[Value]:
    found: list[Value] = []
    for report in thread.reports:
        if report.act is None and report.announcer is None:
            continue
        for mention in report.signatories:
            found += names(reading, "signatories", mention, probability=SIGNATORY)
    return _unique(found)


def _parties(reading: Reading, thread: Thread, signatories: Sequence[Value]) -> list[Value]:
    """Return the parties: those told; else those whom the signatories serve; else those meant by "both"."""
    found: list[Value] = []
    for report in sorted(thread.reports, key=lambda r: r.heading):
        if report.heading and len(_unique(found)) > 1:
            continue
        for mention in report.parties:
            if mention.type != "group":
                found += names(reading, "parties", mention, probability=PARTY["told"])
                continue
            found += names(reading, "parties", mention, probability=PARTY["group"])
    found = _unique(found)
    if _organisations(reading, found) < 2 and not _are_states(reading, found):
        found = _unique(found + _served(reading, signatories) + _belonging(reading, thread, signatories))
    if len(found) == 0 and thread.parent is not None:
        inherited = _parties(reading, thread.parent, _signatories(reading, thread.parent))
        found = [replace(value, probability=PARTY["group"]) for value in inherited]
    if len(found) < 2:
        found = _unique(found + _listed_before(reading, thread))
    if len(found) < 2:
        found = _unique(found + _introduced(reading, thread, found))
    if len(found) == 0:
        found = _unique(_met(reading, thread))
    if len(found) == 0:
        found = _unique(_in_sentence(reading, thread))
    if len(found) < 2:
        found = _unique(found + _near(reading, thread, 2 - len(found)))
    if _organisations(reading, found) > 1:
        found = [value for value in found if _type(reading, value) != "place"]
    return found


def _met(reading: Reading, thread: Thread) -> list[Value]:
    """Return the sides of the meeting at which the agreement was signed."""
    told = (report.announcer or report for report in thread.reports if not report.heading)
    acts = (report for report in told if report.act is not None)
    sides = next((m for report in acts if len(m := _sides(reading, report)) > 0), ())
    return [value for m in sides for value in names(reading, "parties", m, probability=PARTY["near"])]


def _sides(reading: Reading, report: Report) -> tuple[Mention, ...]:
    """Return those who met before a report; the two states that "both countries" means where none did."""
    sides = met(reading, report.anchor)
    return states(reading, report.anchor) if report.group and len(sides) < 2 else sides


def _are_states(reading: Reading, parties: Sequence[Value]) -> bool:
    """Tell whether two states or more are told as parties: then their ministers' houses are none."""
    places = [reading.referent(v.referent) for v in parties if v.referent is not None]
    states = [place for place in places if place.type == "place" and country_of(place.name) is not None]
    return len(states) > 1


def _served(reading: Reading, signatories: Sequence[Value]) -> list[Value]:
    """Return the organisations (or states) that the signatories hold a post at."""
    signing = {value.referent for value in signatories}
    found: list[Value] = []
    served: set[str] = set()
    for post in reading.posts:
        if post.person in signing and post.person not in served and post.organisation_tokens is not None:
            served.add(post.person)
            assert post.organisation is not None
            mention = Mention(*post.organisation_tokens, "organisation", (post.organisation,))
            found += names(reading, "parties", mention, probability=PARTY["post"])
    return found


def _belonging(reading: Reading, thread: Thread, signatories: Sequence[Value]) -> list[Value]:
    """Return the bodies told right behind those who sign, without a post: "P of X and Q from Y signed"."""
    tokens = reading.analysis.tokens
    signing = {value.referent for value in signatories}
    links = reading.lexicon.terms("agreements", "belongs")
    found: list[Value] = []
    for mention in (m for report in thread.reports for m in report.signatories):
        link = mention.last
        if signing.isdisjoint(mention.referents) or link + 1 >= len(tokens):
            continue
        if tokens[link].lower not in links:
            continue
        begin = link + 1 + (tokens[link + 1].pos == "DET")
        near = reading.mentions_in(begin, min(len(tokens), begin + _NAME))
        body = next((m for m in near if m.first == begin and m.type == "organisation"), None)
        if body is not None:
            found += names(reading, "parties", body, probability=PARTY["post"])
    return found


def _listed_before(reading: Reading, thread: Thread) -> list[Value]:
    """Return the list of names that "these five countries", "both universities" takes up."""
    analysis = reading.analysis
    for report in thread.reports:
        if not report.group or len(report.signatories) > 0:
            continue
        for number in range(report.sentence - 1, max(-1, report.sentence - 5), -1):
            sentence = analysis.sentences[number]
            named = [p for p in parts(reading, sentence.first, sentence.last) if p.mention.type != "person"]
            listed = [p.mention for p in named if p.role == "subject" and not p.nested]
            if len(listed) < _size(reading, report):
                nested = reading.lexicon.inflected  # a guest's post names whom he serves, no party
                listed = [
                    p.mention for p in named if p.mention.type == "organisation" and not (nested and p.nested)
                ]
            if len(listed) >= _size(reading, report):
                return [v for m in listed for v in names(reading, "parties", m, probability=PARTY["group"])]
    return []


def _introduced(reading: Reading, thread: Thread, found: Sequence[Value]) -> list[Value]:
    """Return those told to act together right before their agreement, of which no more is said."""
    acts = [report for report in thread.reports if report.act is not None and not report.heading]
    if len(acts) == 0 or len(acts[0].parties) > 1 or thread.parent is not None:
        return []
    by_heads = len(acts[0].parties) == 0 and len(acts[0].signatories) > 1  # "the rectors P and Q signed …"
    if not (acts[0].definite or by_heads):
        return []
    told = several(reading, reading.analysis.sentences[acts[0].sentence].first)
    known = {value.referent for value in found}
    if len(told) != 2 or not known <= {id for mention in told for id in mention.referents}:
        return []
    return [v for m in told for v in names(reading, "parties", m, probability=PARTY["group"])]


def _size(reading: Reading, report: Report) -> int:
    """Return how many a word such as "the three partners" means; two where it tells no number."""
    sentence = reading.analysis.sentences[report.sentence]
    tokens = reading.analysis.tokens
    numbers = reading.lexicon.cues("roles", "numbers")
    for hit in reading.lexicon.cues("roles", "groups").find(tokens, sentence.first, sentence.last):
        for number in numbers.find(tokens, hit.first, hit.last):
            return int(number.code)
    return 2


def _in_sentence(reading: Reading, thread: Thread) -> list[Value]:
    """Return subject and partners of a sentence naming the agreement in passing ("under an agreement")."""
    for report in thread.reports:
        sentence = reading.analysis.sentences[report.sentence]
        found = parts(reading, sentence.first, report.zone[1])
        named = [
            p.mention
            for p in found
            if p.role in {"subject", "partner", "between", "agent"}
            and not p.nested
            and p.mention.type != "person"
        ]
        if len(named) == 1 and not report.definite:  # "X pledged its support to Y in a memorandum"
            across = [p.mention for p in found if p.role in {"object", "other"} and not p.nested]
            across = [m for m in across if m.type == "organisation" and m.referents != named[0].referents]
            named += across if len(across) == 1 else []
        if len(named) > 1:
            return [v for m in named for v in names(reading, "parties", m, probability=PARTY["near"])]
    return []


def _near(reading: Reading, thread: Thread, missing: int) -> list[Value]:
    """Return whom the text is about: the organisations named most, first the nearest to the agreement."""
    known = thread.parties
    start = min(report.zone[1] for report in thread.reports)
    papers = reading.lexicon.terms("agreements", "kinds")
    sentences: dict[str, set[int]] = {}  # an acronym in brackets names nobody once more
    first: dict[str, Mention] = {}
    for mention in reading.mentions:
        words = reading.analysis.tokens[mention.first : mention.last]
        paper = len(words) == 1 and words[0].lower in papers  # "LoIs"
        if mention.type == "organisation" and not paper:
            for id in mention.referents:
                sentences.setdefault(id, set()).add(reading.analysis.sentence_of[mention.first])
                first.setdefault(id, mention)
    counts = Counter({id: len(numbers) for id, numbers in sentences.items()})
    grouped = any(report.group for report in thread.reports)
    ranked = [id for id, number in counts.most_common() if id not in known and (number > 1 or grouped)]
    ranked = [id for id in ranked if first[id].first < start][:missing]
    if len(ranked) == 0 and missing == 1 and reading.lexicon.cased:
        ranked = whose_news(reading, thread, known)
    return [
        value
        for id in ranked
        for value in names(reading, "parties", first[id], probability=PARTY["group" if grouped else "near"])
        if value.referent == id
    ]


def _organisations(reading: Reading, values: Sequence[Value]) -> int:
    return sum(1 for value in values if _type(reading, value) == "organisation")


def _type(reading: Reading, value: Value) -> str:
    return "" if value.referent is None else reading.referent(value.referent).type


def _unique(values: Sequence[Value]) -> list[Value]:
    seen: set[str | None] = set()
    kept = []
    for value in values:
        if value.referent not in seen:
            seen.add(value.referent)
            kept.append(value)
    return kept


# ------------------------------------------------------------------ when and where


def _circumstances(
    reading: Reading, thread: Thread, main: Report, others: Sequence[Thread]
) -> Iterator[Value]:
    ordered = [main, *(report for report in thread.reports if report is not main and report.act is not None)]
    ordered += [report.announcer for report in thread.reports if report.announcer is not None]
    dated = ((report, signed_on(reading, report)) for report in ordered)
    date = next((in_the_past(reading, report, day) for report, day in dated if day is not None), None)
    date = date or told_before(reading, main)
    if date is not None and date.value is not None:
        yield normalised(reading, "date", date.value, (date.first, date.last))
    for slot, find in (("place", signed_at), ("occasion", _on_occasion)):
        for report in ordered:
            where = find(reading, report)
            if where is not None:
                yield base_phrase(reading, slot, *where, probability=0.75)
                break
    ends = expiry(reading, thread, others, None if date is None else date.value)
    if ends is not None:
        yield ends


def _on_occasion(reading: Reading, report: Report) -> Range | None:
    return None if report.act is None else occasion_of(reading, report.anchor, *report.zone)
