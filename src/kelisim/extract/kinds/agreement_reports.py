"""Where a text speaks of an agreement: the noun, the act, and those who stand with them in the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from kelisim.extract.analysis import Analysis, Block
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, parts
from kelisim.extract.syntax import ancestors, dependents, subject_range

Status = Literal["signed", "planned", "proposed", "renewed", "wish", "exists", "told"]

_REACH: Final = 22  # tokens between noun and act that may still belong together
_WINDOW: Final = 9  # tokens before an act in which its modality stands
_ITEM: Final = 8  # tokens of an item before its noun: bullet, article, adjectives
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


@dataclass(frozen=True, slots=True)
class _Act:
    tokens: tuple[int, int]
    status: Status
    nominal: bool
    sole: bool


def reports(reading: Reading) -> tuple[Report, ...]:
    """Return the reports of a text in order, items of a list with the act that announces them."""
    kept: list[Report] = []
    announcer: Report | None = None
    items = 0
    for report in _all_reports(reading):
        block = reading.analysis.sentences[report.sentence].block
        if announcer is not None and _is_item(reading, announcer, report, block):
            if items == 0 and announcer in kept:
                kept.remove(announcer)
            items += 1
            report = replace(
                report, status=announcer.status, heading=False, definite=False, further=True, announcer=announcer
            )
        elif _announces(reading, report):
            announcer, items = report, 0
        kept.append(report)
    return tuple(kept)


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


def _ends_item(reading: Reading, block: Block) -> bool:
    """Tell whether a paragraph ends as the items of a list do when they bear no bullet."""
    return reading.analysis.text[block.end - 1] in ";," or block.kind == "item"


def _all_reports(reading: Reading) -> Iterator[Report]:
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        heading = analysis.blocks[sentence.block].kind == "heading"
        nouns = _nouns(reading, sentence.first, sentence.last)
        acts = _acts(reading, sentence.first, sentence.last, heading=heading)
        if len(nouns) == 0 and len(acts) == 0:
            continue
        if len(nouns) == 0:
            nouns = _signed_only(reading, acts, sentence.last)
        pairs = _pair(reading, nouns, acts)
        for noun, act in pairs:
            for report in _report(reading, number, noun, act, pairs):
                if _is_second(analysis, noun, act, pairs):
                    report = replace(report, definite=False, further=True)
                yield report


# ------------------------------------------------------------------ nouns and acts


def _nouns(reading: Reading, first: int, last: int) -> list[Hit]:
    """Return the agreement nouns of a sentence; an acronym in brackets after its full form is no second."""
    analysis, words = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    barred = set()
    for hit in words.cues("agreements", "not_meant").find(tokens, first, last):
        barred.update(range(hit.first, hit.last))
    for mention in reading.mentions_in(first, last):
        if mention.type != "group" and mention.last - mention.first > 1 and mention.named:
            barred.update(range(mention.first, mention.last))
    found: list[Hit] = []
    for hit in words.cues("agreements", "kinds").find(tokens, first, last):
        if hit.first in barred:
            continue
        if len(found) > 0 and all(t.text in "()[]/" for t in tokens[found[-1].last : hit.first]):
            found[-1] = replace(found[-1], last=hit.last)
            continue
        found.append(hit)
    return found


def _signed_only(reading: Reading, acts: list["_Act"], last: int) -> list[Hit]:
    """Return the noun right after a verb of signing that stands for an agreement there: "signed a partnership"."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("agreements", "signed_only")
    for act in acts:
        joins = any(tokens[i].pos == "ADP" for i in range(*act.tokens))
        if (act.sole or joins) and not act.nominal:
            hits = cues.find(tokens, act.tokens[1], min(last, act.tokens[1] + 6))
            found = next(iter(hits), None)
            if found is None and _passive(reading.analysis, act):
                start = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]].first
                hits = cues.find(tokens, max(start, act.tokens[0] - 6), act.tokens[0])
                found = next(iter(hits), None)
            if found is not None:
                return [found]
    return []


def _acts(reading: Reading, first: int, last: int, *, heading: bool) -> list[_Act]:
    """Return the acts of signing or renewing in a sentence, with what is said of their truth."""
    analysis, words = reading.analysis, reading.lexicon
    sole = words.terms("agreements", "sole")
    names = {i for m in reading.mentions_in(first, last) if m.named for i in range(m.first, m.last)}
    found = []
    verbs = words.cues("agreements", "acts").find(analysis.tokens, first, last)
    nouns = words.cues("agreements", "act_nouns").find(analysis.tokens, first, last)
    nominal = {hit.first: hit for hit in nouns if not _has_object(analysis, hit.first)}
    hits = [(hit, False) for hit in verbs if hit.first not in nominal] + [(h, True) for h in nominal.values()]
    for hit, is_noun in sorted(hits, key=lambda pair: pair[0].first):
        token = analysis.tokens[hit.first]
        is_sole = token.lemma in sole or token.lower in sole or token.lower.startswith("signing")
        may_be_verb = token.pos in {"VERB", "AUX", "ADJ"} or (heading and is_sole)
        if hit.first in names or not (is_noun or may_be_verb):
            continue
        status = _status(reading, hit, hit.code, first)  # type: ignore[arg-type]
        found.append(_Act((hit.first, hit.last), status, is_noun, is_sole))
    return found


def _has_object(analysis: Analysis, index: int) -> bool:
    """Tell whether a word in -ing is a verb here ("by signing an agreement"), not the noun of an act."""
    return analysis.tokens[index].pos == "VERB" and len(dependents(analysis, index, "obj")) > 0


def _status(reading: Reading, hit: Hit, code: Status, first: int) -> Status:
    """Return what modality makes of an act: done, planned, proposed, wished, or (negated) only told."""
    analysis = reading.analysis
    token = analysis.tokens[hit.first]
    if code == "renewed" and _is_habit(analysis, hit.first):
        return "told"
    finite_past = "Tense=Past" in token.features and "VerbForm=Fin" in token.features
    cue = None if finite_past else _modality(reading, hit.first, first)
    if cue == "negated":
        return "planned" if _not_yet(reading, hit) else "told"
    if code in {"planned", "proposed"}:
        return code
    if cue in {"planned", "proposed", "wish"}:
        if code == "renewed" and cue == "planned":
            return "planned"
        return cue  # type: ignore[return-value]
    before = analysis.tokens[hit.first - 1].lower if hit.first > first else ""
    if before == "to" and "VerbForm=Inf" in token.features:
        governor = analysis.tokens[token.head]
        gathered = governor.lemma in reading.lexicon.terms("agreements", "assembled")
        return code if gathered and "Tense=Past" in governor.features else "planned"
    return code


def _not_yet(reading: Reading, hit: Hit) -> bool:
    """Tell whether what has not happened is still to come: "not yet signed", "won't be signed until"."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[hit.first]]
    low, high = max(sentence.first, hit.first - 6), min(sentence.last, hit.last + 6)
    return any(True for _ in reading.lexicon.cues("agreements", "not_yet").find(analysis.tokens, low, high))


def _is_habit(analysis: Analysis, act: int) -> bool:
    """Tell whether the verb is in the present ("is extended by five-year periods"): a rule, not news."""
    token = analysis.tokens[act]
    passive = dependents(analysis, act, "aux:pass")
    has_been = [c for c in analysis.children[act] if analysis.tokens[c].relation == "aux"]
    present = any("Tense=Pres" in analysis.tokens[aux].features for aux in passive)
    return (present and len(has_been) == 0) or "Person=3|Tense=Pres" in token.features


def _modality(reading: Reading, act: int, first: int) -> str | None:
    """Return the code of the modality before an act: the nearest one, or that of a verb it depends on."""
    analysis = reading.analysis
    cues = reading.lexicon.cues("agreements", "modality")
    begin = max(first, act - _WINDOW)
    for index in range(act - 1, begin - 1, -1):
        token = analysis.tokens[index]
        if token.text in ';:“”"' or (is_finite(analysis, index) and token.pos == "VERB"):
            begin = index if token.pos == "VERB" else index + 1
            break
    hits = list(cues.find(analysis.tokens, begin, act + 1))
    hits = [hit for hit in hits if hit.first < act]
    if len(hits) > 0:
        return hits[-1].code
    return None


def _pair(reading: Reading, nouns: list[Hit], acts: list[_Act]) -> list[tuple[Hit | None, _Act | None]]:
    """Return nouns with their acts; those left over stand alone."""
    pairs: list[tuple[Hit | None, _Act | None]] = []
    used: set[tuple[int, int]] = set()
    for noun in nouns:
        near = [
            (rank, abs(act.tokens[0] - noun.first), act)
            for act in acts
            if (rank := _connected(reading.analysis, noun, act)) is not None
        ]
        best = min(near, key=lambda item: item[:2], default=None)
        act = None if best is None else best[2]
        if act is not None:
            used.add(act.tokens)
        pairs.append((noun, act))
    for act in acts:
        if act.tokens in used:
            continue
        head = reading.analysis.tokens[act.tokens[0]].head
        of_noun = any(
            noun.first <= head < noun.last
            or _follows(reading.analysis, noun, act)
            or (noun.first < act.tokens[0] and _connected(reading.analysis, noun, act) == 0)
            for noun in nouns
        )
        if act.sole or of_noun or _joined(reading.analysis, act, used):
            pairs.append((None, act))
    return sorted(pairs, key=_order)


def _follows(analysis: Analysis, noun: Hit, act: _Act) -> bool:
    """Tell whether a participle stands right behind its noun: "the agreement, first concluded in 2014"."""
    between = analysis.tokens[noun.last : act.tokens[0]]
    return act.tokens[0] >= noun.last and len(between) < 4 and all(t.pos in {"PUNCT", "ADV"} for t in between)


def _joined(analysis: Analysis, act: _Act, used: set[tuple[int, int]]) -> bool:
    """Tell whether an act is coordinated to one that has its noun: "signed in 2006 and renewed in 2021"."""
    token = analysis.tokens[act.tokens[0]]
    if token.relation == "conj" and any(token.head == first for first, _ in used):
        return True
    for _, last in used:
        between = analysis.tokens[last : act.tokens[0]] if last < act.tokens[0] <= last + 6 else ()
        if any(t.pos == "CCONJ" for t in between) and not any(t.pos in {"VERB", "AUX"} for t in between):
            return True
    return False


def _order(pair: tuple[Hit | None, _Act | None]) -> int:
    noun, act = pair
    return noun.first if noun is not None else 0 if act is None else act.tokens[0]


def _connected(analysis: Analysis, noun: Hit, act: _Act) -> int | None:
    """Return how closely noun and act belong together (0: by the parse), or None where they do not."""
    token = analysis.tokens[act.tokens[0]]
    head = noun.first
    chain = [head]
    for index in ancestors(analysis, head):
        chain.append(index)
        if is_finite(analysis, index) or len(chain) > 4:  # another clause begins above a finite verb
            break
    if act.tokens[0] in chain:
        return 0
    for index in [act.tokens[0], *ancestors(analysis, act.tokens[0])][:3]:
        if noun.first <= index < noun.last and analysis.tokens[act.tokens[0]].relation.startswith(
            ("acl", "amod")
        ):
            return 0
    if act.status in {"planned", "proposed"} and not act.sole:
        return None
    low, high = sorted((act.tokens[0], noun.first))
    between = range(low + 1, high)
    if len(between) > (_REACH if act.sole else 8):
        return None
    if act.tokens[0] < noun.first:
        blocked = any(is_finite(analysis, i) or analysis.tokens[i].text in ";" for i in between)
        return None if blocked else 1
    blocked = any(
        (is_finite(analysis, i) and analysis.tokens[i].pos == "VERB") or analysis.tokens[i].text == ";"
        for i in between
    )
    return None if blocked or (token.relation in {"root"} and not _passive(analysis, act)) else 2


def _passive(analysis: Analysis, act: _Act) -> bool:
    index = act.tokens[0]
    token = analysis.tokens[index]
    if act.nominal or len(dependents(analysis, index, "aux:pass", "nsubj:pass")) > 0:
        return True
    has_subject = any(analysis.tokens[c].relation == "nsubj" and c < index for c in analysis.children[index])
    return (
        "VerbForm=Part" in token.features and not has_subject and token.relation.startswith(("acl", "amod"))
    )


# ------------------------------------------------------------------ who stands where


def _report(
    reading: Reading,
    number: int,
    noun: Hit | None,
    act: _Act | None,
    pairs: list[tuple[Hit | None, _Act | None]],
) -> Iterator[Report]:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.blocks[sentence.block].kind == "heading"
    zone = _zone(reading, number, noun, act, pairs)
    placed = _placed(reading, number, noun, act, zone)
    plural = noun is not None and _is_plural(analysis, noun)
    lists, people, group = _sort_out(reading, placed, zone, plural=plural)
    code = None if noun is None else noun.code
    weak = noun is not None and noun.term in words.terms("agreements", "weak")
    if act is None:
        assert noun is not None
        had = _is_had(reading, zone[0], noun.first) and len(lists) > 0
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
        noun is None or _is_definite(reading, noun, sentence.first),
        plural,
        further,
        lists,
        people,
        group,
        zone,
    )


def _is_second(
    analysis: Analysis, noun: Hit | None, act: _Act | None, pairs: list[tuple[Hit | None, _Act | None]]
) -> bool:
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


def _stands_alone(reading: Reading, act: _Act, placed: list[tuple[str, Part]]) -> bool:
    """Tell whether an act without its noun speaks of an agreement: a signing, or "signed on behalf of"."""
    if act.nominal or not act.sole:
        return True
    token = reading.analysis.tokens[act.tokens[0]]
    if len(dependents(reading.analysis, act.tokens[0], "obj")) > 0:
        objects = dependents(reading.analysis, act.tokens[0], "obj")
        allowed = reading.lexicon.terms("agreements", "signed_only")
        return any(reading.analysis.tokens[o].lemma in allowed for o in objects)
    passive = "VerbForm=Part" in token.features
    return any(part.role == "behalf" for _, part in placed) or (
        passive and any(part.role == "agent" for _, part in placed)
    )


def _zone(
    reading: Reading,
    number: int,
    noun: Hit | None,
    act: _Act | None,
    pairs: list[tuple[Hit | None, _Act | None]],
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
            _order(pair) == index and pair != (noun, act) and (pair[0] is None or pair[0].first > high)
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


def _placed(
    reading: Reading, number: int, noun: Hit | None, act: _Act | None, zone: tuple[int, int]
) -> list[tuple[str, Part]]:
    """Return the names of a report's clause, each with the side it stands on: "subject", "noun", "after"."""
    analysis = reading.analysis
    placed: list[tuple[str, Part]] = []
    heading = analysis.blocks[analysis.sentences[number].block].kind == "heading"
    if act is None:
        assert noun is not None
        if _is_had(reading, zone[0], noun.first):
            placed += [("subject", part) for part in parts(reading, zone[0], noun.first)]
        placed += [("noun", part) for part in parts(reading, noun.last, zone[1], role="object")]
        return placed
    index = act.tokens[0]
    noun_after = noun is not None and noun.first > index
    if not _passive(analysis, act) or heading:
        found = None if heading else subject_range(analysis, index)
        first, last = found if found is not None else (zone[0], index)
        first = max(first, zone[0]) if first < index else first
        placed += [("subject", part) for part in parts(reading, first, last)]
    elif act.nominal and (verb := _performed(reading, zone[0], index)) is not None:
        first, last = subject_range(analysis, verb) or (zone[0], verb)
        placed += [("subject", part) for part in parts(reading, first, last)]
    if noun is not None and not noun_after:
        placed += [("noun", part) for part in parts(reading, noun.last, index, role="object")]
    after = parts(reading, index if act.sole else act.tokens[1], zone[1], role="object")
    placed += [("after", part) for part in after]
    return placed


def _performed(reading: Reading, first: int, act: int) -> int | None:
    """Return the verb of those who "took part in the signing": they are signatories, its guests are not."""
    cues = reading.lexicon.cues("agreements", "signing_by")
    hits = cues.find(reading.analysis.tokens, max(first, act - 5), act)
    return next((hit.first for hit in hits), None)


def _is_had(reading: Reading, first: int, noun: int) -> bool:
    """Tell whether the noun is what somebody has or rests on: "has a memorandum with", "through an agreement"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if any(True for _ in words.cues("agreements", "had").find(tokens, max(first, noun - 6), noun)):
        return True
    return any(True for _ in words.cues("agreements", "through").find(tokens, max(first, noun - 4), noun))


def _sort_out(
    reading: Reading, placed: list[tuple[str, Part]], zone: tuple[int, int], *, plural: bool
) -> tuple[tuple[tuple[Mention, ...], ...], tuple[Mention, ...], bool]:
    """Return who of those placed are parties (one list a "between"), who signs, and whether all do."""
    subject: list[Mention] = []
    partner: list[Mention] = []
    between: list[list[Mention]] = []
    people: list[Mention] = []
    last_between = -1
    for side, part in placed:
        mention, role = part.mention, part.role
        wanted = {
            "subject": {"subject", "between", "partner", "behalf", "agent", "delegate"},
            "noun": {"between", "partner", "agent", "behalf"},
            "after": {"between", "partner", "agent", "behalf", "delegate"},
            "host": {"between"},
        }[side]
        if role not in wanted or part.nested:
            continue
        if mention.type == "person":
            if role in {"subject", "partner", "agent", "delegate", "same"} and side != "host":
                people.append(mention)
            continue
        if role == "between":
            if last_between < 0 or _new_between(reading, last_between, mention.first):
                between.append([])
            between[-1].append(mention)
            last_between = mention.last
        elif role == "partner":
            partner.append(mention)
        else:
            subject.append(mention)
    group = _has_group(reading, placed, zone)
    return _lists(subject, partner, between, plural=plural), tuple(people), group


def _lists(
    subject: list[Mention], partner: list[Mention], between: list[list[Mention]], *, plural: bool
) -> tuple[tuple[Mention, ...], ...]:
    """Return one list of parties an agreement.

    "Memoranda with A, B and C" are three, "between A and B and between C and D" two; one memorandum with A
    and B is one.
    """
    told = [tuple(list_) for list_ in between if len(list_) > 0]
    if len(told) > 0:
        if plural and len(told) > 1:
            return tuple(told)
        return (tuple(mention for list_ in told for mention in list_),)
    if plural and len(subject) < 2 and len(partner) > 1:
        return tuple((*subject, other) for other in partner)
    return ((*subject, *partner),) if len(subject) + len(partner) > 0 else ()


def _new_between(reading: Reading, last: int, first: int) -> bool:
    markers = reading.lexicon.cues("roles", "markers").find(reading.analysis.tokens, last, first)
    return any(hit.code == "between" for hit in markers)


def _has_group(reading: Reading, placed: list[tuple[str, Part]], zone: tuple[int, int]) -> bool:
    if any(part.mention.type == "group" and not part.nested for _, part in placed):
        return True
    return any(True for _ in reading.lexicon.cues("roles", "groups").find(reading.analysis.tokens, *zone))


def _is_plural(analysis: Analysis, noun: Hit) -> bool:
    for index in range(noun.first, noun.last):
        token = analysis.tokens[index]
        if token.pos in {"NOUN", "PROPN"}:
            return "Number=Plur" in token.features or token.lower in {"memoranda", "mous", "moas", "lois"}
    return False


def _is_definite(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether the noun points back: a definite determiner before it, at most a few words away."""
    analysis = reading.analysis
    words = reading.lexicon.terms("agreements", "definite")
    for index in range(noun.first - 1, max(first, noun.first - 6) - 1, -1):
        token = analysis.tokens[index]
        if token.lower in words:
            return True
        if token.pos not in {"ADJ", "NOUN", "PROPN", "NUM", "VERB", "PUNCT"} or token.text in {",", ".", ";"}:
            return False
    return False
