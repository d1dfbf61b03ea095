"""Where a text speaks of an agreement, in clauses that close with their verb: "X Y-мен келісім жасады"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.endings import is_plural, unpossessed
from kelisim.extract.kinds.agreement_acts import agreement_nouns
from kelisim.extract.kinds.agreement_status import Status
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_final import Argument, Clause, arguments, clauses, noun_phrase_before
from kelisim.places import place_of

_AHEAD: Final = 12  # tokens between a participle and the noun that it describes
_OFTEN: Final = 2  # times that a body is named before it is taken for the one that a text is about
_BODIES: Final = 6  # tokens of the bodies of two countries before "арасында"
_NEAR: Final = 5  # sentences over which "the contract" is the one told last
_DONE: Final = frozenset({"signed", "renewed", "exists"})
_SIDES: Final = frozenset({"organisation", "place", "group"})


@dataclass(frozen=True, slots=True)
class _Act:
    first: int
    last: int
    status: Status
    sole: bool
    attributive: bool  # a participle before the noun: "жасалған келісім"
    adopts: bool = False  # a verb of adopting, which guests and laws have, too


def reports(reading: Reading) -> tuple[Report, ...]:
    """Return the reports of a text in order.

    What is planned after a signing is an agreement of its own; "the contract" signed right after one was
    prolonged is the prolonged one.
    """
    found: list[Report] = []
    for number in range(len(reading.analysis.sentences)):
        for clause in clauses(reading, number):
            for told in _of_clause(reading, number, clause):
                report = told
                before = [r for r in found if not r.heading and r.status in _DONE]
                if report.status in {"planned", "proposed"} and len(before) > 0 and not report.heading:
                    report = replace(report, definite=False, further=True)
                last = before[-1] if len(before) > 0 else None
                near = last is not None and last.status == "renewed" and number - last.sentence < _NEAR
                if not report.definite and len(report.parties) > 1 and not _told_before(found, report):
                    report = replace(report, further=True)
                if near and report.status == "signed" and not report.further and report.act is not None:
                    report = replace(report, status="renewed", definite=True)
                if report.noun is None and _takes_up(reading, clause):
                    listed = [r for r in found if r.act is None and 0 <= number - r.sentence < 2]
                    found = [r for r in found if r not in listed]
                    found += [replace(r, status=report.status, announcer=report) for r in listed]
                    if len(listed) > 0:
                        continue
                found.append(report)
    return tuple(found)


def _told_before(found: list[Report], report: Report) -> bool:
    """Tell whether two of the parties of a report are those of one before it."""
    ours = {id for m in report.parties for id in m.referents}
    return any(len(ours & {id for m in r.parties for id in m.referents}) > 1 for r in found)


def _takes_up(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause opens with a pronoun for agreements named before: "Оларға … қол қойылады"."""
    pronouns = reading.lexicon.terms("agreements", "pronouns")
    opening = reading.analysis.tokens[clause.first : clause.first + 2]
    return any(t.lower in pronouns for t in opening)


def _of_clause(reading: Reading, number: int, clause: Clause) -> Iterator[Report]:
    """Yield a report for each noun of an agreement in a clause, and for a signing that names none."""
    nouns = _nouns(reading, clause)
    acts = _acts(reading, clause)
    before = clause.first
    for noun in nouns:
        report = _report(reading, number, clause, noun, _act_of(reading, noun, acts), before)
        yield report if noun is nouns[0] else replace(report, definite=False, further=True)
        before = noun.last
    if len(nouns) == 0:
        for act in acts:
            if act.sole and not act.attributive:
                yield _report(reading, number, clause, None, act, before)
                return


def _nouns(reading: Reading, clause: Clause) -> list[Hit]:
    """Return the nouns of agreements; "құжат" is one where it is signed."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    found = [
        hit
        for hit in agreement_nouns(reading, clause.first, clause.last)
        if tokens[hit.last - 1].pos not in {"VERB", "ADV"} and not _names_other(reading, hit, clause.last)
    ]
    cues = words.cues("agreements", "signed_only")
    extra = [h for h in cues.find(tokens, clause.first, clause.last) if len(found) == 0]
    return sorted([*found, *extra], key=lambda h: h.first)


def _names_other(reading: Reading, hit: Hit, last: int) -> bool:
    """Tell whether the noun only describes another: "шарт жағдайы", "келісім мәтіні"."""
    others = reading.lexicon.terms("agreements", "not_before")
    return hit.last < last and reading.analysis.tokens[hit.last].lower in others


# ------------------------------------------------------------------ acts


def _acts(reading: Reading, clause: Clause) -> list[_Act]:
    tokens, words = reading.analysis.tokens, reading.lexicon
    signs, makes = words.table("agreements", "act_verbs"), words.terms("agreements", "hands")
    found: list[_Act] = []
    for index in range(clause.first, clause.last):
        token = tokens[index]
        code = next((c for c, lemmas in signs.items() if token.lemma in lemmas), None)
        if code is None or "VerbForm=" not in token.features:
            continue
        hand = index > clause.first and tokens[index - 1].lower in makes
        if code == "hand":
            if not hand:
                continue
            code = "signed"
        adopts, code = code == "adopted", "signed" if code == "adopted" else code
        status = _status(reading, clause, index, code)
        if status is None:
            continue
        attributive = "VerbForm=Part" in token.features and "Case=" not in token.features
        behind = tokens[index + 1].lemma if index + 1 < clause.last else ""
        if attributive and behind in words.terms("agreements", "renewable"):
            continue  # "жаңартылатын энергия"
        found.append(_Act(index - 1 if hand else index, index + 1, status, hand, attributive, adopts))
    return found


def _status(reading: Reading, clause: Clause, verb: int, code: str) -> Status | None:
    """Return whether an act happened, by tense, mood and the words around; None where it is no act."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    features = tokens[verb].features
    if "Polarity=Neg" in features:
        return "told"
    behind = tokens[verb + 1 : clause.last]
    lemmas = {t.lemma for t in behind} | {t.lower for t in behind}
    if "VerbForm=Vnoun" in features or "VerbForm=Des" in features:
        if len(lemmas & words.terms("agreements", "proposed_after")) > 0:
            return "proposed"
        return "planned" if len(lemmas & words.terms("agreements", "planned_after")) > 0 else None
    if "Tense=Fut" in features or "Mood=Jus" in features:
        return "planned"
    if "Tense=Pres" in features:
        return "planned"
    return code  # type: ignore[return-value]


def _act_of(reading: Reading, noun: Hit, acts: list[_Act]) -> _Act | None:
    """Return the act of a noun: a participle before it, else the clause's own verb behind it."""
    if noun.code not in reading.lexicon.terms("agreements", "adoptable"):
        acts = [a for a in acts if not a.adopts]
    describing = [a for a in acts if a.attributive and 0 <= noun.first - a.last <= _AHEAD]
    if len(describing) > 0:
        return describing[-1]
    return next((a for a in reversed(acts) if not a.attributive and a.first >= noun.last), None)


# ------------------------------------------------------------------ reports


def _report(
    reading: Reading, number: int, clause: Clause, noun: Hit | None, act: _Act | None, before: int
) -> Report:
    analysis, words = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    block = analysis.blocks[analysis.sentences[number].block]
    anchor = act.first if noun is None and act is not None else clause.first if noun is None else noun.first
    start = anchor if noun is None else noun_phrase_before(reading, noun.first, clause.first)
    parties, own, beside = _parties(reading, clause, before, anchor)
    if len(parties) == 0 and own == clause.first and (act is None or not act.attributive):
        parties = tuple(a.mention for a in clause.subjects if a.mention.type in _SIDES)
    if len(parties) < 2 and not any(m.type == "group" for m in parties):
        parties = _several(reading, clause, anchor) or _with_implied(reading, clause, parties)
    finite = act is not None and not act.attributive
    people = tuple(a.mention for a in clause.of("Nom") if a.mention.type == "person") if finite else ()
    first = own if act is not None and act.attributive else clause.first
    last = max(anchor + 1, clause.last if act is None or not act.attributive else anchor + 1)
    groups = words.cues("roles", "groups").find(tokens, clause.first, clause.last)
    modifiers = {t.lower for t in tokens[max(clause.first, start - 2) : anchor]}
    described = noun is not None and (
        (act is not None and act.attributive) or _has_topic(reading, noun, start)
    )
    pointed = len(modifiers & words.terms("agreements", "definite")) > 0
    plural = noun is not None and is_plural(words, tokens[noun.last - 1])
    heading = block.kind == "heading"
    item = block.kind == "item" and act is None and len(parties) > 1
    if act is not None:
        status: Status = act.status
    else:
        status = "signed" if item else "exists" if beside else _without_act(reading, noun, clause)
    return Report(
        number,
        heading,
        None if noun is None else noun.code,
        status,
        None if noun is None else (noun.first, noun.last),
        None if act is None else (act.first, act.last),
        noun is not None
        and not described
        and not beside
        and (pointed or start >= noun.first or noun.code == "document"),
        plural,
        len(modifiers & words.terms("agreements", "further")) > 0 or item,
        (parties,) if len(parties) > 0 else (),
        people,
        any(True for _ in groups),
        (first, last),
    )


def _without_act(reading: Reading, noun: Hit | None, clause: Clause) -> Status:
    """Return what a clause without an act says: that there is an agreement ("келісім бар"), or nothing."""
    if noun is None:
        return "told"
    behind = reading.analysis.tokens[noun.last : clause.last]
    exists = reading.lexicon.terms("agreements", "existing")
    return "exists" if any(t.lower in exists or t.lemma in exists for t in behind) else "told"


def _has_topic(reading: Reading, noun: Hit, start: int) -> bool:
    """Tell whether an agreement is told with what it is about or with words of its own."""
    topics = reading.lexicon.terms("agreements", "topics_before")
    before = reading.analysis.tokens[max(0, noun.first - 1)]
    within = any(t.lemma in topics for t in reading.analysis.tokens[noun.first : noun.last])
    definite = reading.lexicon.terms("agreements", "definite")
    own = start < noun.first and reading.analysis.tokens[start].lower not in definite
    return before.lemma in topics or within or own


def _parties(
    reading: Reading, clause: Clause, before: int, end: int
) -> tuple[tuple[Mention, ...], int, bool]:
    """Return who stands with an agreement between `before` and `end`, and where what is said of it begins.

    Last, whether the agreement is told as theirs, whatever the clause says of it.

    Names before "арасында" or two owners in the genitive are the parties; else those who act and those with
    whom they do. Names behind an earlier agreement of the clause are of the later one if they act.
    """
    named = [a for a in arguments(reading, before, end) if a.mention.type in _SIDES]
    between = reading.lexicon.terms("agreements", "between")
    sides = [a for a in named if a.postposition in between and a.case != "Adj"]
    sides = [a for a in sides if a.mention.type != "place" or _is_state(reading, a.mention)]
    if len(sides) > 1:
        return _mentions(sides), sides[0].mention.first, True
    states = _states_between(reading, named, end)
    if len(states) > 1:
        return _mentions(states), states[0].mention.first, True
    owners = _owners(named)
    if len(owners) > 1:
        return _mentions(owners), owners[0].mention.first, True
    acting = [a for a in named if a.case == "Nom" and a.postposition == "" and not a.modifies]
    acting = [a for a in acting if a.mention.type != "place" or _is_state(reading, a.mention)]
    beside = reading.lexicon.terms("grammar", "beside") | {""}
    partners = [a for a in named if a.case == "Ins" and a.postposition in beside]
    if len(acting) == 0 and before > clause.first:
        first = [a for a in arguments(reading, clause.first, before) if a.mention.type in _SIDES]
        acting = [a for a in first if a.case == "Nom" and a.postposition == "" and not a.modifies]
        acting = acting if len(partners) > 0 else [*acting, *(a for a in first if a.case == "Ins")]
    found = sorted([*acting, *partners], key=lambda a: a.mention.first)
    owner = (
        [a for a in named if a.case == "Gen" and a.mention.type == "organisation"]
        if len(partners) == 1 and len(acting) == 0
        else []
    )
    found += owner[:1]
    return _mentions(found), clause.first if before == clause.first else before, False


def _states_between(reading: Reading, named: list[Argument], end: int) -> list[Argument]:
    """Return countries whose bodies stand before "арасында": "А мен Б-ның университеттері арасындағы"."""
    tokens = reading.analysis.tokens
    between = reading.lexicon.terms("agreements", "between")
    places = [a for a in named if a.case == "Gen" and _is_state(reading, a.mention)]
    places = [a for a in places if a.mention.type == "place"]
    if len(places) < 2 or places[-1].mention.first - places[-2].mention.last > 2:
        return []
    behind = tokens[places[-1].mention.last : min(end, places[-1].mention.last + _BODIES)]
    return places[-2:] if any(t.lower in between for t in behind) else []


def _owners(named: list[Argument]) -> list[Argument]:
    """Return two or more names that own the noun together: the last run of genitives."""
    found: list[Argument] = []
    for argument in reversed(named):
        if argument.case != "Gen" or argument.mention.type == "place":
            if len(found) > 0:
                break
            continue
        found.insert(0, argument)
    return found


def _is_state(reading: Reading, mention: Mention) -> bool:
    """Tell whether a place is a country, which may be a party: "Қазақстан мен Кения"."""
    if len(mention.referents) != 1:
        return mention.type == "group"
    place = place_of(reading.referent(mention.referents[0]).name)
    return place is None or place.type == "country"


def _mentions(found: list[Argument]) -> tuple[Mention, ...]:
    return tuple(a.mention for a in found)


def _several(reading: Reading, clause: Clause, end: int) -> tuple[Mention, ...]:
    """Return whom "екі университет", "төрт ұйым" means: the organisations named last before it."""
    tokens = reading.analysis.tokens
    together = reading.lexicon.terms("agreements", "together")
    numbers = reading.lexicon.cues("agreements", "numbers")
    size, noun = 0, ""
    for index in range(clause.first, end):
        if tokens[index].lemma not in together and tokens[index].lower not in together:
            continue
        hit = numbers.at(tokens, index - 1, index) if index > clause.first else None
        if hit is not None or is_plural(reading.lexicon, tokens[index]):
            size = int(hit.code) if hit is not None else 2
            noun = tokens[index].lemma
            break
    if size < 2:
        return ()
    named = [m for m in reading.mentions if m.type == "organisation" and m.last <= clause.first]
    named = [m for m in reversed(named) if len(m.referents) == 1]
    of_sort = (m for m in named if _is_of_sort(reading, m, noun))
    for told in (of_sort, named):
        found: dict[str, Mention] = {}
        for mention in told:
            found.setdefault(mention.referents[0], mention)
            if len(found) == size:
                return tuple(sorted(found.values(), key=lambda m: m.first))
    return ()


def _is_of_sort(reading: Reading, mention: Mention, noun: str) -> bool:
    """Tell whether a name has a noun for its head that stands for bodies of one sort: "университет"."""
    if noun not in reading.lexicon.terms("names", "descriptions_alone"):
        return True
    head = reading.referent(mention.referents[0]).name.split()[-1].casefold()
    return noun in unpossessed(reading.lexicon, head)


def _with_implied(reading: Reading, clause: Clause, parties: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the parties with the body that the text is about, where only whom it signs with is told.

    "Мамырда X университетімен меморандум бекітілді": the body is the one named most before.
    """
    told = {id for m in parties for id in m.referents}
    alone = len(parties) == 1 and any(a.mention == parties[0] for a in clause.of("Ins"))
    if not alone or len(clause.subjects) > 0:
        return parties
    before = [m for m in reading.mentions if m.type == "organisation" and m.last <= clause.first]
    before = [m for m in before if len(m.referents) == 1 and told.isdisjoint(m.referents)]
    counts = Counter(m.referents for m in before)
    if len(counts) == 0 or counts.most_common(1)[0][1] < _OFTEN:
        return parties
    meant = counts.most_common(1)[0][0]
    return (next(m for m in before if m.referents == meant), *parties)
