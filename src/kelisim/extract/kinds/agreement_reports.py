"""Where a text speaks of an agreement: the noun, the act, and those who stand with them in the sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.kinds.agreement_acts import (
    Act,
    Pair,
    acts_of_signing,
    agreement_nouns,
    pairs_of,
    puts_signature,
    signed_only,
)
from kelisim.extract.kinds.agreement_beside import bound, linking
from kelisim.extract.kinds.agreement_bonds import alike, bonds
from kelisim.extract.kinds.agreement_groups import with_meant
from kelisim.extract.kinds.agreement_issues import others
from kelisim.extract.kinds.agreement_lists import with_items
from kelisim.extract.kinds.agreement_meetings import corresponding
from kelisim.extract.kinds.agreement_parties import (
    is_had,
    is_lapsed,
    placed_names,
    placed_without_verb,
    sort_out,
    standing_in,
    subjects_placed,
)
from kelisim.extract.kinds.agreement_signers import inverted, signing_for, standing, stands_alone
from kelisim.extract.kinds.agreement_spans import is_definite, is_given, is_led_to, is_plural, zone_of
from kelisim.extract.kinds.agreement_status import Status
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.gapping import Gap, gaps
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import ancestors

_AFTER: Final = 3  # sentences after a signing in which it is told who signed for whom
_MADE: Final = frozenset({"signed", "renewed"})
_ITEM: Final = 8  # tokens of an item before its noun: bullet, article, adjectives


def reports(reading: Reading) -> tuple[Report, ...]:
    """Return the reports of a text in order, items of a list with the act that announces them."""
    kept: list[Report] = []
    several: Report | None = None
    told_apart: set[int] = set()
    for report in _all_reports(reading):
        if several is not None and _is_one_of(reading, several, report):
            if several in kept:
                kept.remove(several)
            kept.append(_one_of(reading, several, report))
            told_apart.add(report.sentence)
            continue
        if report.sentence in told_apart and report.act is None:
            continue  # "The second one is an agreement between …"
        if report.plural and report.act is not None and report.status == "signed" and not report.definite:
            several = report
        kept.append(report)
    return tuple(with_meant(reading, report) for report in with_items(reading, kept))


def _is_one_of(reading: Reading, several: Report, report: Report) -> bool:
    """Tell whether a report takes up one of the agreements told together: "The second agreement …"."""
    if report.noun is None or report.sentence <= several.sentence or report.heading:
        return False
    tokens, first = reading.analysis.tokens, reading.analysis.sentences[report.sentence].first
    near = tokens[max(first, report.noun[0] - 3) : report.noun[0]]
    ordinals = reading.lexicon.terms("agreements", "ordinals")
    if report.act is not None and any(t.lower in ordinals for t in tokens[first : first + 2]):
        return not report.definite and report.act[0] < report.noun[0]  # "The first document signed was a …"
    opening = report.noun[0] - reading.analysis.sentences[report.sentence].first < _ITEM
    today = (reading.reference_date or "")[:4]
    earlier = any((date.value or today)[:4] != today for date in reading.dates_in(*report.zone))
    recalled = earlier and today != ""  # "The first agreement, of 1993"
    if tokens[report.noun[0]].lower in ordinals and report.noun[0] - first < 2:
        return True  # "One, with X, is on …"
    return opening and report.definite and not recalled and any(t.lower in ordinals for t in near)


def _one_of(reading: Reading, several: Report, report: Report) -> Report:
    """Return the report as an agreement of its own, with the act of those told together where it has none."""
    sentence = reading.analysis.sentences[report.sentence]
    lists = report.lists
    if report.noun is not None and len(report.parties) < 2:
        named = parts(reading, report.noun[1], sentence.last, role="object")
        sides = [p.mention for p in named if p.role in {"between", "partner"} and not p.nested]
        bodies = tuple(m for m in sides if m.type == "organisation")
        lists = (bodies,) if len(bodies) > 1 else lists
    if len(report.parties) < 2 and sum(map(len, lists)) < 2:
        shared = tuple(m for m in several.parties if m.referents not in {p.referents for p in report.parties})
        alone = len(several.parties) == 1 and len(report.parties) == 1
        lists = ((*shared, *report.parties),) if alone else several.lists
    own = report.act is not None
    return replace(
        report,
        status=report.status if own else several.status,
        definite=False,
        further=True,
        lists=lists,
        announcer=None if own else several,
    )


def _all_reports(reading: Reading) -> Iterator[Report]:
    analysis = reading.analysis
    signed: Report | None = None
    for number, sentence in enumerate(analysis.sentences):
        heading = analysis.is_heading(sentence)
        nouns = agreement_nouns(reading, sentence.first, sentence.last)
        acts = acts_of_signing(reading, sentence.first, sentence.last, heading=heading)
        if len(nouns) == 0 and len(acts) == 0:
            yield from _bonds(reading, number, ())
            if signed is not None and number - signed.sentence < _AFTER:
                yield from _standing(reading, number, signed)
            continue
        if len(nouns) == 0:
            nouns = signed_only(reading, acts, sentence.last)
        without = gaps(reading, nouns)
        pairs = _shared(pairs_of(reading, nouns, acts), without)
        pairs = [(n, a or (None if n is None else linking(reading, n, sentence.first))) for n, a in pairs]
        told: list[Report] = []
        for noun, act in pairs:
            second = _is_second(analysis, noun, act, pairs)
            for report in _report(reading, number, noun, act, pairs):
                if second and len(told) > 0:
                    told[-1] = _beside(reading, told[-1], report)
                told.append(replace(report, definite=False, further=True) if second else report)
        for report in told:
            yield report
            if report.act is not None and report.status in {"signed", "renewed"} and not heading:
                signed = report
        yield from _bonds(reading, number, pairs)


def _bonds(reading: Reading, number: int, pairs: Sequence[Pair]) -> Iterator[Report]:
    """Yield the reports of bonds that a sentence tells beside its papers, each with both sides."""
    sentence = reading.analysis.sentences[number]
    heading = reading.analysis.is_heading(sentence)
    found = bonds(reading, sentence.first, sentence.last, heading=heading, taken=pairs)
    for noun, act in found:
        for report in _report(reading, number, noun, act, [*pairs, *found]):
            bodies = {m.referents for m in report.parties if m.type != "person"}
            if len(bodies) > 1 and report.status in _MADE:
                told = replace(report, signatories=(), bond=True)
                yield told
                for pair in alike(reading, act.tokens[1] if act is not None else 0, sentence.last):
                    yield replace(told, lists=(pair,), further=True)


def _beside(reading: Reading, before: Report, report: Report) -> Report:
    """Return a report with the parties told behind the noun joined to its own: "a declaration and a
    memorandum with Y".
    """
    if before.noun is None or report.noun is None or before.act != report.act:
        return before
    between = reading.mentions_in(before.noun[1], report.noun[0])
    if len(between) > 0 or len(report.lists) != 1 or not set(before.parties) < set(report.parties):
        return before
    return replace(before, lists=report.lists)


def _standing(reading: Reading, number: int, signed: Report) -> Iterator[Report]:
    """Yield the report of a sentence right behind a signing that tells only who signed for whom."""
    found = standing(reading, number)
    if found is None or (found.strict and len(signed.signatories) > 0):
        return
    sentence = reading.analysis.sentences[number]
    yield replace(
        signed,
        sentence=number,
        kind=None,
        noun=None,
        act=found.words,
        definite=True,
        plural=False,
        further=False,
        lists=(found.parties,) if len(found.parties) > 0 else (),
        signatories=found.signatories,
        group=False,
        zone=(sentence.first, sentence.last),
        announcer=None,
    )


def _shared(pairs: list[Pair], without: Mapping[int, Gap]) -> list[Pair]:
    """Return the pairs with the act of the noun before at those whose clause lacks its verb."""
    kept: list[Pair] = []
    for noun, act in pairs:
        last = kept[-1][1] if len(kept) > 0 else None
        kept.append((noun, last if noun is not None and noun.first in without and last is not None else act))
    return kept


# ------------------------------------------------------------------ who stands where


def _report(
    reading: Reading,
    number: int,
    noun: Hit | None,
    act: Act | None,
    pairs: list[Pair],
) -> Iterator[Report]:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    nouns = [other for other, _ in pairs if other is not None]
    without = gaps(reading, nouns)
    gap = None if noun is None else without.get(noun.first)
    if gap is not None and noun is not None:
        zone = (gap[0], _next_gap(without, noun, sentence.last))
        placed = placed_without_verb(reading, gap, noun, zone[1])
        if act is not None and all(part.role == "partner" for side, part in placed if side == "subject"):
            placed = [*subjects_placed(reading, act, sentence.first), *placed]
    else:
        first, last = zone_of(reading, number, noun, act, pairs)
        zone = (first, last if noun is None else min(last, _next_gap(without, noun, sentence.last)))
        placed = placed_names(reading, number, noun, act, zone)
    if act is not None:
        placed += [("subject", part) for part in inverted(reading, number, act)]
    placed = [p for p in placed if not _acts_elsewhere(without, noun, p[1].mention)]
    plural = noun is not None and is_plural(analysis, noun)
    lists, people, group = sort_out(reading, placed, zone, plural=plural)
    if len(lists) == 0 and len(beside := bound(reading, noun, act, sentence.last)) > 0:
        lists = sort_out(reading, beside, zone, plural=plural)[0]
    if act is not None and len(people) == 0 and puts_signature(reading, act):
        people = tuple(p.mention for _, p in placed if p.mention.type == "person" and p.role == "object")
    if act is not None and len(people) > 0 and act.status == "signed" and not heading:
        people += standing_in(reading, zone[1], sentence.last, people) if len(people) == 1 else ()
        sides = signing_for(
            reading, act.tokens[1] if noun is None else max(act.tokens[1], noun.last), sentence.last
        )
        people += tuple(m for m in sides if m.type == "person" and m not in people)
        bodies = tuple(m for m in sides if m.type == "organisation")
        lists = (bodies,) if len(lists) < 2 and len(bodies) > sum(map(len, lists)) else lists
    if act is not None and len(across := others(reading, act.tokens, zone[1])) > 0:
        issuer = next(iter(lists), ())
        lists = tuple((*issuer, m) for m in across) if plural else ((*issuer, *across),)
    if noun is not None:
        lists = corresponding(reading, noun, sentence.first, lists)
    code = None if noun is None else noun.code
    weak = noun is not None and noun.term in words.terms("agreements", "weak")
    status = _status_of(reading, noun, act, lists, zone)
    if weak and act is not None and not act.sole and sum(map(len, lists)) < 2:
        return
    if noun is None and act is not None and not stands_alone(reading, act, placed):
        return
    begin = sentence.first
    further = any(True for _ in words.cues("agreements", "further").find(analysis.tokens, begin, zone[1]))
    led = noun is not None and is_led_to(reading, noun, begin)
    further = further and not led
    unnamed = not any(mention.named for mentions in lists for mention in mentions)
    yield Report(
        number,
        heading,
        code,
        status,
        None if noun is None else (noun.first, noun.last),
        None if act is None else act.tokens,
        noun is None
        or is_definite(reading, noun, sentence.first)
        or (led and act is None and unnamed)
        or (act is not None and act.tokens[0] < noun.first < act.tokens[1] - 1)  # "подписи под договором"
        or (len(people) > 0 and len(lists) == 0 and is_given(reading, noun, act)),
        plural,
        further,
        lists,
        people,
        group,
        zone,
    )


def _status_of(
    reading: Reading,
    noun: Hit | None,
    act: Act | None,
    lists: tuple[tuple[Mention, ...], ...],
    zone: tuple[int, int],
) -> Status:
    """Return the status of an act, and of an agreement without one: it stands, or is only told of."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[zone[0]]]
    weak = noun is not None and noun.term in reading.lexicon.terms("agreements", "weak")
    lapsed = noun is not None and is_lapsed(reading, noun, sentence.first, sentence.last)
    if act is not None:
        status = "wish" if _is_spoken(reading, act, lists) else act.status
        return "exists" if status == "told" and lapsed and len(lists) > 0 else status
    assert noun is not None
    had = (is_had(reading, zone[0], noun.first) or lapsed) and len(lists) > 0
    both = sum(map(len, lists)) > 1
    dated = not weak and _own_date(reading, noun)
    return "exists" if (had or both or dated) and not weak else "told"


def _acts_elsewhere(without: Mapping[int, Gap], noun: Hit | None, mention: Mention) -> bool:
    """Tell whether a name is the subject of another clause without its verb than the noun's."""
    own = -1 if noun is None else noun.first
    others = (gap for first, gap in without.items() if first != own)
    return any(start <= mention.first < dash for start, dash in others)


def _next_gap(without: Mapping[int, Gap], noun: Hit, last: int) -> int:
    """Return where the next clause without its verb begins, or where the sentence ends."""
    return min((start for first, (start, _) in without.items() if first > noun.first), default=last)


def _is_second(analysis: Analysis, noun: Hit | None, act: Act | None, pairs: list[Pair]) -> bool:
    """Tell whether a noun is joined to another under the same act: "the agreement and the memorandum"."""
    if noun is None or act is None:
        return False
    for other, same in pairs:
        if other is None or same != act or other.first >= noun.first:
            continue
        chain = [noun.last - 1, *ancestors(analysis, noun.last - 1)]
        place = next((n for n, i in enumerate(chain) if other.first <= i < other.last), 0)
        if any(analysis.tokens[i].relation == "conj" for i in chain[:place]) and other.term != noun.term:
            return True
    return False


def _own_date(reading: Reading, noun: Hit) -> bool:
    """Tell whether a date stands in the noun's phrase: "a 2013 agreement", "the memorandum of 2015"."""
    near = reading.dates_in(max(0, noun.first - 3), noun.last + 4)
    return any(date.last == noun.first or 0 < date.first - noun.last < 3 for date in near)


def _is_spoken(reading: Reading, act: Act, lists: tuple[tuple[Mention, ...], ...]) -> bool:
    """Tell whether an agreement was only reached in words: nobody is named but in what was agreed."""
    tokens = reading.analysis.tokens
    named = (m for list_ in lists for m in list_ if m.type != "group")
    beside = (m for m in named if all(t.pos != "VERB" for t in tokens[act.tokens[1] : m.first]))
    return tokens[act.tokens[0]].lemma in reading.lexicon.terms("agreements", "spoken") and not any(beside)
