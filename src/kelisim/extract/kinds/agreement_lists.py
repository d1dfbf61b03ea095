"""Lists that tell agreements one by one, or who the sides of one are. Ranges are token indices.

"The following documents were signed:" opens the first kind, "The convention was signed by:" the second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Block, Sentence
from kelisim.extract.kinds.agreement_parties import distinct
from kelisim.extract.kinds.agreement_status import Status
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost, parts
from kelisim.places import country_of

_ITEM: Final = 8  # tokens of an item before its noun: bullet, article, adjectives
_OPENING: Final = 4  # tokens of an item before the first name: bullet, number, "between the"
_SIDES: Final = frozenset({"between", "partner", "agent"})
_JOINTS: Final = frozenset({"PUNCT", "CCONJ", "DET", "SYM"})


def with_items(reading: Reading, told: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports in text order, the items of a list with the act that announces them.

    An announcement goes where its items tell the agreements one by one.
    """
    kept: list[Report] = []
    announced: set[int] = set()
    announcer: Report | None = None
    several: Report | None = None
    for report in told:
        block = reading.analysis.sentences[report.sentence].block
        if announcer is not None and _is_item(reading, announcer, report, block):
            announced.add(id(announcer))
            kept.append(_as_item(announcer, report))
            continue
        opener = _opener(reading, report, several)
        if opener is not None:
            announcer = opener
            items = list(_items_without_noun(reading, opener))
            kept += items
            announced |= {id(opener), id(report), id(several)} if len(items) > 0 else set()
            if opener is report and len(items) == 0:
                announcer = _with_sides(reading, report)
                kept.append(announcer)
                continue
        elif report.plural and report.act is not None and report.status == "signed":
            several = report
        kept.append(report)
    left = (report for report in kept if id(report) not in announced)
    return tuple(sorted(left, key=lambda report: report.sentence))


def _opener(reading: Reading, report: Report, several: Report | None) -> Report | None:
    """Return the act that a list hangs on: that of the sentence before its colon, or, where this one only
    says that they follow ("The protocols were as follows:"), that of the signing told before.
    """
    sentence = reading.analysis.sentences[report.sentence]
    if reading.analysis.tokens[sentence.last - 1].text != ":":
        return None
    if report.act is not None:
        return report
    if several is None or not report.plural or several.kind != report.kind:
        return None
    return replace(several, sentence=report.sentence, noun=report.noun)


def _as_item(announcer: Report, report: Report) -> Report:
    """Return an item with the act of its list, and with those who act there where it names nobody."""
    own = sum(map(len, report.lists))
    lists = report.lists if own > 1 or len(announcer.lists) > 1 else _joined(announcer, report)
    return replace(
        report,
        status=announcer.status,
        heading=False,
        definite=False,
        further=True,
        lists=lists,
        signatories=report.signatories if own > 1 else report.signatories or announcer.signatories,
        group=report.group or (own < 2 and announcer.group),
        announcer=announcer,
    )


def _joined(announcer: Report, report: Report) -> tuple[tuple[Mention, ...], ...]:
    """Return the parties of the act and those of the item as one list."""
    known = {m.referents for m in report.parties}
    both = (*(m for m in announcer.parties if m.referents not in known), *report.parties)
    return (both,) if len(both) > 0 else ()


def _is_item(reading: Reading, announcer: Report, report: Report, block: int) -> bool:
    analysis = reading.analysis
    first = analysis.sentences[announcer.sentence].block
    between = analysis.blocks[first + 1 : block + 1]
    if block <= first or report.act is not None or report.noun is None:
        return False
    near_start = report.noun[0] - analysis.sentences[report.sentence].first < _ITEM
    return near_start and all(b.kind in {"item", "heading"} or _ends_item(reading, b) for b in between)


def _ends_item(reading: Reading, block: Block, *, last: bool = False) -> bool:
    """Tell whether a paragraph ends as the items of a list do when they bear no bullet.

    Arguments:
        last: whether it may be the last of its list.
    """
    marks = ";,." if last else ";,"
    return reading.analysis.text[block.end - 1] in marks or block.kind == "item"


def _items(reading: Reading, announcer: Report) -> Iterator[int]:
    """Yield the number of the first sentence of each item right behind an announcement."""
    analysis = reading.analysis
    begin = opened = analysis.sentences[announcer.sentence].block
    for number in range(announcer.sentence + 1, len(analysis.sentences)):
        block = analysis.sentences[number].block
        if block == opened or not _ends_item(reading, analysis.blocks[block], last=True):
            return
        if block != begin:
            yield number
        begin = block


def _items_without_noun(reading: Reading, announcer: Report) -> Iterator[Report]:
    """Yield the agreements of a list that only tells who and on what: "* X and Y, in pharmacy"."""
    if announcer.noun is None:
        return
    for number in _items(reading, announcer):
        sentence = reading.analysis.sentences[number]
        if _names_paper(reading, sentence):
            continue
        sides = _sides(reading, sentence)
        if len(sides) < 2:
            return
        yield replace(
            announcer,
            sentence=number,
            heading=False,
            status=_status(reading, announcer, sentence),
            definite=False,
            plural=False,
            further=True,
            lists=(sides,),
            signatories=(),
            group=False,
            zone=(sentence.first, sentence.last),
            announcer=announcer,
        )


def _status(reading: Reading, announcer: Report, sentence: Sentence) -> Status:
    """Return the status of an item: "renewed" where it says that it is a renewal."""
    nouns = reading.lexicon.cues("agreements", "act_nouns")
    found = nouns.find(reading.analysis.tokens, sentence.first, sentence.last)
    again = announcer.status == "signed" and any(hit.code == "renewed" for hit in found)
    return "renewed" if again else announcer.status


def _names_paper(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether an item opens with the noun of an agreement: it is read as one that has it."""
    nouns = reading.lexicon.cues("agreements", "kinds")
    found = nouns.find(reading.analysis.tokens, sentence.first, min(sentence.last, sentence.first + _ITEM))
    return any(True for _ in found)


def _sides(reading: Reading, sentence: Sentence) -> tuple[Mention, ...]:
    """Return those with whose names an item opens, as far as nothing but "and", "with" stands between."""
    tokens = reading.analysis.tokens
    span = range(sentence.first, sentence.last)
    dash = next((i for i in span if tokens[i].text in {"–", "—"} and i > sentence.first + 1), None)
    if dash is not None:
        named = parts(reading, sentence.first, dash)
        sides = tuple(p.mention for p in named if p.mention.type == "organisation" and not p.nested)
        if len(sides) > 1:
            return sides
    markers = reading.lexicon.cues("roles", "markers")
    inside = outermost(reading.mentions_in(sentence.first, sentence.last))
    found: list[Mention] = []
    index, limit = sentence.first, sentence.first + _OPENING
    while index < (sentence.last if len(found) > 0 else min(limit, sentence.last)):
        mention, hit = inside.get(index), markers.at(tokens, index, sentence.last)
        if mention is not None and mention.type in {"organisation", "place"}:
            found += [mention] if _is_side(reading, mention) else []
            index = mention.last
        elif hit is not None and hit.code in _SIDES:
            index = hit.last
        elif tokens[index].pos in _JOINTS or len(found) == 0:
            index += 1
        else:
            break
    return tuple({m.referents: m for m in reversed(found)}.values())[::-1]


def _is_side(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name may be that of a party: a body, or a state."""
    if mention.type == "organisation":
        return True
    before = reading.analysis.tokens[max(0, mention.first - 1)]
    state = all(country_of(reading.referent(id).name) is not None for id in mention.referents)
    return state and before.text not in {",", "("}


def _with_sides(reading: Reading, report: Report) -> Report:
    """Return a report with the sides that the list behind its colon tells: "was signed by:", "between:"."""
    analysis = reading.analysis
    sentence = analysis.sentences[report.sentence]
    markers = reading.lexicon.cues("roles", "markers")
    hit = next(iter(markers.find(analysis.tokens, sentence.last - 2, sentence.last - 1)), None)
    if hit is None or hit.code not in _SIDES:
        return report
    people: list[Mention] = []
    bodies: list[Mention] = []
    for number in _items(reading, report):
        item = analysis.sentences[number]
        named = outermost(reading.mentions_in(item.first, item.last)).values()
        opening = next(iter(named), None)
        if opening is None or opening.first - item.first > _OPENING:
            break
        if opening.type == "person":
            people.append(opening)
            bodies += [m for m in named if m.type == "organisation"][:1]
        elif _is_side(reading, opening):
            bodies.append(opening)
    if len(people) + len(bodies) < 2:
        return report
    return replace(
        report,
        signatories=tuple(distinct((*report.signatories, *people))),
        lists=_grouped(report, distinct(bodies)),
    )


def _grouped(report: Report, bodies: Sequence[Mention]) -> tuple[tuple[Mention, ...], ...]:
    """Return one list of parties an agreement: "memoranda with:" tells one for each item."""
    if len(bodies) == 0:
        return report.lists
    if report.plural and len(report.parties) == 1:
        return tuple((*report.parties, body) for body in bodies)
    return ((*report.parties, *bodies),)
