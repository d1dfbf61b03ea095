"""Where a text speaks of an agreement: the noun, the act, and those who stand with them in the sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.analysis import Analysis, Block
from kelisim.extract.kinds.agreement_acts import (
    Act,
    Pair,
    Status,
    acts_of_signing,
    agreement_nouns,
    is_passive,
    order,
    pairs_of,
    puts_signature,
    signed_only,
)
from kelisim.extract.kinds.agreement_parties import (
    is_had,
    placed_names,
    placed_without_verb,
    sort_out,
    subjects_placed,
)
from kelisim.extract.kinds.gapping import Gap, gaps
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, parts
from kelisim.extract.syntax import ancestors, dependents

_ITEM: Final = 8  # tokens of an item before its noun: bullet, article, adjectives
_STANDING: Final = 16  # tokens of "its Minister of Education and Training, Prof. Q"
_DATELINE: Final = 16  # tokens of "MEXICO CITY, February 16, 2024 (Agency) –"


@dataclass(frozen=True, slots=True)
class Report:
    """One place that speaks of an agreement.

    `noun` and `act` are token ranges; `noun` is None where only the act is told ("signed on behalf of"),
    `act` where the agreement is only named. `announcer` is the report whose list it is an item of: its act
    and circumstances are this one's too. `lists` are the parties as the sentence groups them: one
    tuple an agreement. `zone` is the range that its circumstances are read from.
    """

    sentence: int
    heading: bool
    kind: str | None
    status: Status
    noun: tuple[int, int] | None
    act: tuple[int, int] | None
    definite: bool
    plural: bool
    further: bool
    lists: tuple[tuple[Mention, ...], ...]
    signatories: tuple[Mention, ...]
    group: bool
    zone: tuple[int, int]
    announcer: "Report | None" = None

    @property
    def parties(self) -> tuple[Mention, ...]:
        """All parties of all its agreements."""
        return tuple(mention for list_ in self.lists for mention in list_)

    @property
    def anchor(self) -> int:
        """The token that everything else of the report hangs on."""
        if self.act is not None:
            return self.act[0]
        return self.zone[0] if self.noun is None else self.noun[0]


def reports(reading: Reading) -> tuple[Report, ...]:
    """Return the reports of a text in order, items of a list with the act that announces them."""
    kept: list[Report] = []
    announcer: Report | None = None
    items = 0
    for report in _all_reports(reading):
        block = reading.analysis.sentences[report.sentence].block
        if announcer is not None and items == 0:
            listed = list(_items_without_noun(reading, announcer, report.sentence))
            items += len(listed)
            kept += listed
        if announcer is not None and _is_item(reading, announcer, report, block):
            if items == 0 and announcer in kept:
                kept.remove(announcer)
            items += 1
            kept.append(
                replace(
                    report,
                    status=announcer.status,
                    heading=False,
                    definite=False,
                    further=True,
                    announcer=announcer,
                )
            )
            continue
        if _announces(reading, report):
            announcer, items = report, 0
        kept.append(report)
    if announcer is not None and items == 0:
        kept += _items_without_noun(reading, announcer, len(reading.analysis.sentences))
    return tuple(_without_announcers(kept))


def _without_announcers(kept: list[Report]) -> Iterator[Report]:
    """Yield the reports without those whose list tells the agreements one by one."""
    listed = {id(report.announcer) for report in kept}
    yield from (report for report in kept if id(report) not in listed)


def _items_without_noun(reading: Reading, announcer: Report, until: int) -> Iterator[Report]:
    """Yield the agreements of a list that only tells who and on what: "A и B – об обмене студентами;"."""
    analysis = reading.analysis
    begin = analysis.sentences[announcer.sentence].block
    for number in range(announcer.sentence + 1, until):
        sentence = analysis.sentences[number]
        block = analysis.blocks[sentence.block]
        if sentence.block == begin or not (block.kind == "item" or _ends_item(reading, block, last=True)):
            return
        begin = sentence.block
        span = range(sentence.first, sentence.last)
        dash = next(
            (i for i in span if analysis.tokens[i].text in {"–", "—"} and i > sentence.first + 1), None
        )
        named = [] if dash is None else parts(reading, sentence.first, dash)
        sides = tuple(p.mention for p in named if p.mention.type == "organisation" and not p.nested)
        if len(sides) < 2 or announcer.noun is None:
            return
        yield replace(
            announcer,
            sentence=number,
            heading=False,
            definite=False,
            plural=False,
            further=True,
            lists=(sides,),
            signatories=(),
            group=False,
            zone=(sentence.first, sentence.last),
            announcer=announcer,
        )


def _announces(reading: Reading, report: Report) -> bool:
    """Tell whether a list of what is signed follows: "the following documents were signed:"."""
    sentence = reading.analysis.sentences[report.sentence]
    return report.act is not None and reading.analysis.tokens[sentence.last - 1].text == ":"


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


def _all_reports(reading: Reading) -> Iterator[Report]:
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        heading = analysis.blocks[sentence.block].kind == "heading"
        nouns = agreement_nouns(reading, sentence.first, sentence.last)
        acts = acts_of_signing(reading, sentence.first, sentence.last, heading=heading)
        if len(nouns) == 0 and len(acts) == 0:
            continue
        if len(nouns) == 0:
            nouns = signed_only(reading, acts, sentence.last)
        without = gaps(reading, nouns)
        pairs = _shared(pairs_of(reading, nouns, acts), without)
        for noun, act in pairs:
            for report in _report(reading, number, noun, act, pairs):
                second = _is_second(analysis, noun, act, pairs)
                yield replace(report, definite=False, further=True) if second else report


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
    heading = analysis.blocks[sentence.block].kind == "heading"
    nouns = [other for other, _ in pairs if other is not None]
    without = gaps(reading, nouns)
    gap = None if noun is None else without.get(noun.first)
    if gap is not None and noun is not None:
        zone = (gap[0], _next_gap(without, noun, sentence.last))
        placed = placed_without_verb(reading, gap, noun, zone[1])
        if act is not None and all(part.role == "partner" for side, part in placed if side == "subject"):
            placed = [*subjects_placed(reading, act, sentence.first), *placed]
    else:
        first, last = _zone(reading, number, noun, act, pairs)
        zone = (first, last if noun is None else min(last, _next_gap(without, noun, sentence.last)))
        placed = placed_names(reading, number, noun, act, zone)
    plural = noun is not None and _is_plural(analysis, noun)
    lists, people, group = sort_out(reading, placed, zone, plural=plural)
    if act is not None and len(people) == 0 and puts_signature(reading, act):
        people = tuple(p.mention for _, p in placed if p.mention.type == "person" and p.role == "object")
    if act is not None and len(people) == 1 and act.status == "signed" and not heading:
        people += _standing_in(reading, zone[1], sentence.last, people)
    code = None if noun is None else noun.code
    weak = noun is not None and noun.term in words.terms("agreements", "weak")
    if act is None:
        assert noun is not None
        had = is_had(reading, zone[0], noun.first) and len(lists) > 0
        both = sum(map(len, lists)) > 1
        dated = not weak and _own_date(reading, noun)
        status: Status = "exists" if (had or both or dated) and not weak else "told"
    else:
        status = act.status
    if weak and act is not None and not act.sole and sum(map(len, lists)) < 2:
        return
    if noun is None and act is not None and not _stands_alone(reading, act, placed):
        return
    begin = sentence.first
    further = any(True for _ in words.cues("agreements", "further").find(analysis.tokens, begin, zone[1]))
    yield Report(
        number,
        heading,
        code,
        status,
        None if noun is None else (noun.first, noun.last),
        None if act is None else act.tokens,
        noun is None
        or _is_definite(reading, noun, sentence.first)
        or (len(people) > 0 and len(lists) == 0 and _is_given(reading, noun, act)),
        plural,
        further,
        lists,
        people,
        group,
        zone,
    )


def _standing_in(reading: Reading, first: int, last: int, known: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return who signs for the other side in the clause behind: "…, while Y was represented by Q"."""
    tokens = reading.analysis.tokens
    contrast = reading.lexicon.terms("agreements", "while")
    if first >= last or not any(t.lower in contrast for t in tokens[max(0, first - 6) : first + 1]):
        return ()
    signed = {id for m in known for id in m.referents}
    for hit in reading.lexicon.cues("roles", "markers").find(tokens, first, last):
        near = reading.mentions_in(hit.last, min(hit.last + _STANDING, last))
        people = [m for m in near if m.type == "person" and signed.isdisjoint(m.referents)]
        if hit.code == "delegate" and len(people) > 0:
            return (people[0],)
    return ()


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


def _stands_alone(reading: Reading, act: Act, placed: list[tuple[str, Part]]) -> bool:
    """Tell whether an act without its noun speaks of an agreement: a signing, or "signed on behalf of"."""
    if act.nominal or not act.sole or puts_signature(reading, act):
        return True
    token = reading.analysis.tokens[act.tokens[0]]
    if _list_follows(reading, act):
        return True
    if reading.lexicon.verb_second:
        return any(part.mention.type == "person" for _, part in placed)
    if len(dependents(reading.analysis, act.tokens[0], "obj")) > 0:
        objects = dependents(reading.analysis, act.tokens[0], "obj")
        allowed = reading.lexicon.terms("agreements", "signed_only")
        allowed |= reading.lexicon.terms("agreements", "signatures")
        return any(reading.analysis.tokens[o].lemma in allowed for o in objects)
    passive = "VerbForm=Part" in token.features
    return any(part.role == "behalf" for _, part in placed) or (
        passive and any(part.role == "agent" for _, part in placed)
    )


def _list_follows(reading: Reading, act: Act) -> bool:
    """Tell whether a passive act closes with a colon: "в ходе заседания подписаны:"."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]]
    return is_passive(reading.analysis, act) and reading.analysis.tokens[sentence.last - 1].text == ":"


def _zone(
    reading: Reading,
    number: int,
    noun: Hit | None,
    act: Act | None,
    pairs: list[Pair],
) -> tuple[int, int]:
    """Return the range around noun and act that other clauses and other agreements do not cut off."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    heading = analysis.blocks[sentence.block].kind == "heading"
    marks = [i for i in (_start(noun), None if act is None else act.tokens[0]) if i is not None]
    low, high = min(marks), max(marks)
    end = sentence.last
    for index in range(high + 1, sentence.last):
        later = any(
            order(pair) == index and pair != (noun, act) and (pair[0] is None or pair[0].first > high)
            for pair in pairs
        )
        token = analysis.tokens[index]
        finite = is_finite(analysis, index) and not heading
        if act is None and token.pos == "AUX":
            finite = True
        if later or token.text == ";" or finite or token.lower in {"which", "who", "where", "whose"}:
            end = index
            break
    return _clause_start(analysis, sentence.first, low), end


def _start(hit: Hit | None) -> int | None:
    return None if hit is None else hit.first


def _clause_start(analysis: Analysis, first: int, low: int) -> int:
    """Return where the clause of an act or noun begins: after a semicolon, a colon or an opening quote."""
    for index in range(low - 1, first - 1, -1):
        text = analysis.tokens[index].text
        if text in {";", ":", "“", "”", '"'} or (text in {"—", "–", "--", "|"} and index - first < _DATELINE):
            return index + 1
    return first


def _is_plural(analysis: Analysis, noun: Hit) -> bool:
    for index in range(noun.first, noun.last):
        token = analysis.tokens[index]
        if token.pos in {"NOUN", "PROPN"}:
            return "Number=Plur" in token.features or token.lower in {"memoranda", "mous", "moas", "lois"}
    return False


def _is_given(reading: Reading, noun: Hit, act: Act | None) -> bool:
    """Tell whether an object set before its verb takes up what was told, where no article could say so:
    "соглашение подписал ректор".
    """
    if not reading.lexicon.inflected or reading.lexicon.verb_final or act is None or act.nominal:
        return False
    tokens = reading.analysis.tokens
    before = noun.last <= act.tokens[0] and not is_passive(reading.analysis, act)
    bare = tokens[noun.last].pos != "ADP" and (noun.first == 0 or tokens[noun.first - 1].pos != "ADJ")
    return before and bare and act.tokens[0] - noun.last < _ITEM


def _is_definite(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether the noun points back: a definite determiner before it, at most a few words away."""
    analysis = reading.analysis
    words = reading.lexicon.terms("agreements", "definite")
    if noun.first == first and "" in words:  # languages without articles open with what was told before
        return True
    for index in range(noun.first - 1, max(first, noun.first - 6) - 1, -1):
        token = analysis.tokens[index]
        if token.lower in words:
            return True
        if token.pos not in {"ADJ", "NOUN", "PROPN", "NUM", "VERB", "PUNCT"} or token.text in {",", ".", ";"}:
            return False
    return False
