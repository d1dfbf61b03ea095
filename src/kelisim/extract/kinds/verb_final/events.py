"""Events in clauses that close with their verb: "Алматыда форум өтті", "X Y-мен кездесті"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.endings import bears_plural
from kelisim.extract.kinds.event_names import barred
from kelisim.extract.kinds.event_reports import WEIGHT, Evidence
from kelisim.extract.kinds.evidence import EVENT, PARTICIPANT
from kelisim.extract.languages import base_form
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.verb_final import Argument, Clause, clauses, noun_phrase_before
from kelisim.model import Statement, Value

_QUOTES: Final = frozenset('«“„"')
_AFTER: Final = 3  # sentences after an event's own in which those who take part are still told
_MONTH: Final = len("2026-02")
_POST: Final = 16  # tokens of a post before its holder
_TOGETHER: Final = ({"meeting", "conference", "workshop"}, {"ceremony"}, {"visit"})
_ACTORS: Final = frozenset({"organisation", "person"})


@dataclass(frozen=True, slots=True)
class _Report:
    """One clause that speaks of an event; `name` is empty where it only takes up one told before."""

    number: int
    clause: Clause
    kind: str | None
    name: str
    where: Range  # the tokens of the name
    evidence: Evidence
    zone: Range  # where its date and place stand
    people: tuple[Mention, ...] = ()
    place: Range | None = None


@dataclass(slots=True)
class _Event:
    reports: list[_Report] = field(default_factory=list)

    @property
    def main(self) -> _Report:
        """The report that names it best."""
        return max(self.reports, key=lambda r: (WEIGHT[r.evidence], len(r.name.split()) > 1))

    @property
    def kind(self) -> str | None:
        return next((r.kind for r in self.reports if r.kind is not None), None)


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    found: list[_Event] = []
    every = list(_reports(reading))
    for report in [r for r in every if r.evidence != "heading"] + [
        r for r in every if r.evidence == "heading"
    ]:
        home = _home(reading, found, report)
        if home is not None:
            home.reports.append(report)
        elif report.evidence not in {"back", "heading"} or _opens(reading, report):
            found.append(_Event([report]))
    for event in found:
        if event.kind is not None:
            others = {r.number for other in found if other is not event for r in other.reports}
            built = _statement(reading, event, others, extractor)
            if _says_enough(event, built):
                yield built


def _opens(reading: Reading, report: _Report) -> bool:
    """Tell whether a report makes an event though it names none: a dated headline, a ceremony with guests."""
    if report.evidence == "heading":
        return report.kind is not None and _date(reading, report) is not None
    return report.kind == "ceremony" and len(report.people) > 0


def _says_enough(event: _Event, built: Statement) -> bool:
    """Tell whether a statement says more than "a meeting": by a name, a date, a place, people."""
    if len(event.main.name.split()) > 1:
        return True
    return any(built.first(slot) is not None for slot in ("date", "place", "participants"))


# ------------------------------------------------------------------ reports


def _reports(reading: Reading) -> Iterator[_Report]:
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        heading = analysis.is_heading(sentence)
        for clause in clauses(reading, number):
            no_events = barred(reading, clause.first, clause.last)
            kinds: set[str | None] = set()
            for table in ("kinds", "back"):
                for hit in words.cues("events", table).find(analysis.tokens, clause.first, clause.last):
                    if hit.first in no_events or (clause.verb is not None and hit.first == clause.verb):
                        continue
                    report = _noun(reading, number, clause, hit, table, heading=heading)
                    if report is not None:
                        kinds.add(report.kind)
                        yield report
            report = _verb(reading, number, clause, heading=heading)
            if report is not None and report.kind not in kinds:
                yield report


def _noun(
    reading: Reading, number: int, clause: Clause, hit: Hit, table: str, *, heading: bool
) -> _Report | None:
    """Return what a noun of an event tells: its name, whether it takes place, when, where and with whom."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    noun = tokens[hit.last - 1]
    if noun.pos in {"VERB", "ADP", "CCONJ"} or bears_plural(words, noun):
        return None
    if hit.last < clause.last and tokens[hit.last].lemma in words.terms("events", "not_before"):
        return None
    start = _name_start(reading, hit.first, clause)
    if hit.code == "visit":
        start = _whither(reading, clause, start)
    name = " ".join(base_form(reading.analysis, start, hit.last, "phrase").split())
    titled = any(t.text in _QUOTES for t in tokens[start : hit.first])
    zone, place = _zone(reading, clause, start)
    evidence = _evidence(reading, clause, hit, start, titled=titled, table=table)
    if heading:
        evidence = "heading"
    if evidence == "told" and hit.last - start == 1 and _takes_up(reading, clause, hit):
        evidence = "back"
    people = _people(reading, clause)
    return _Report(
        number,
        clause,
        None if table == "back" else hit.code,
        name,
        (start, hit.last),
        evidence,
        zone,
        people,
        place,
    )


def _whither(reading: Reading, clause: Clause, start: int) -> int:
    """Return where a visit's name begins with the places right before it: "Ұлыбританияға жұмыс сапары"."""
    places = [a.mention for a in clause.of("Dat", "Loc") if a.mention.last <= start]
    sites = reading.lexicon.terms("grammar", "sites")
    for mention in reversed(places):
        between = reading.analysis.tokens[mention.last : start]
        if not all(t.lemma in sites or t.pos == "CCONJ" for t in between):
            break
        start = mention.first
    return start


def _name_start(reading: Reading, head: int, clause: Clause) -> int:
    """Return where an event's name begins: with its adjectives and owners, or a title before "атты"."""
    tokens = reading.analysis.tokens
    start = noun_phrase_before(reading, head, clause.first)
    titles, called = reading.lexicon.terms("events", "titled"), reading.lexicon.terms("events", "called")
    for _ in range(2):
        if start - 1 > clause.first and tokens[start - 1].lower in titles | called:
            begin = start - 2 if tokens[start - 1].lower in titles else start - 3
            if tokens[begin].text in {"»", "”", '"'}:
                opening = (i for i in range(begin - 1, clause.first - 1, -1) if tokens[i].text in _QUOTES)
                start = next(opening, start)
    empty, another = reading.lexicon.terms("events", "empty"), reading.lexicon.terms("events", "another")
    while start < head and tokens[start].lower not in another:
        if tokens[start].lower not in empty and tokens[start].pos not in {"ADV", "DET", "CCONJ"}:
            break
        start += 1
    return start


def _zone(reading: Reading, clause: Clause, start: int) -> tuple[Range, Range | None]:
    """Return where the date of an event stands, and its place: before "өтетін" if that precedes its name."""
    tokens = reading.analysis.tokens
    held = reading.lexicon.terms("events", "held")
    before = tokens[start - 1] if start > clause.first else None
    if before is not None and "VerbForm=Part" in before.features and before.lemma in held:
        zone = (clause.first, start - 1)
        return zone, _located(reading, clause, zone, near=True)
    zone = (clause.first, clause.last)
    return zone, _located(reading, clause, zone, near=False)


def _located(reading: Reading, clause: Clause, zone: Range, *, near: bool) -> Range | None:
    """Return the name in the locative within a zone: a place rather than a body, the last one if `near`."""
    tokens = reading.analysis.tokens
    found = [a.mention for a in clause.of("Loc") if zone[0] <= a.mention.first < zone[1]]
    found = [m for m in found if m.type in {"place", "organisation"}]
    sites = reading.lexicon.terms("grammar", "sites")
    for argument in clause.arguments:
        end = argument.mention.last
        inside = argument.mention.type == "place" and zone[0] <= argument.mention.first < zone[1]
        if inside and end < zone[1] and tokens[end].lemma in sites and "Case=Loc" in tokens[end].features:
            found.append(argument.mention)
    if len(found) == 0:
        return None
    if near:
        return found[-1].first, found[-1].last
    best = sorted(found, key=lambda m: (m.type != "place", m.first))[0]
    return best.first, best.last


def _evidence(
    reading: Reading, clause: Clause, hit: Hit, start: int, *, titled: bool, table: str
) -> Evidence:
    """Return what a clause says of an event: that it is held, or is an occasion, or only its name."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    weak = hit.term in words.terms("events", "weak")
    held = words.terms("events", "held")
    shown = tokens[hit.last - 1].features
    wished = verb_of(reading, clause) in words.terms("events", "proposed")
    if table == "back" or (wished and len(reading.dates_in(clause.first, clause.last)) == 0):
        return "back"
    if titled and "Case=Gen" not in shown:
        return "named"
    verb = None if clause.verb is None else tokens[clause.verb]
    participle = start > clause.first and tokens[start - 1].lemma in held
    if participle:
        return "told"
    done = verb is not None and (verb.lemma in held or verb.lower in held)
    if done and "Case=Gen" not in shown and "Case=Abl" not in shown:
        bare = weak and hit.last - start == 1 and shown not in {"", "Case=Ins"}
        return "back" if bare else "told"
    after = hit.last < clause.last and words.cues("events", "occasion").at(tokens, hit.last, clause.last)
    if (after or "Case=Loc" in shown) and hit.last - start > 1:
        return "mentioned"
    return "back"


def verb_of(reading: Reading, clause: Clause) -> str:
    """Return the infinitive of a clause's verb; "" where it has none."""
    return "" if clause.verb is None else reading.analysis.tokens[clause.verb].lemma


def _takes_up(reading: Reading, clause: Clause, hit: Hit) -> bool:
    """Tell whether a bare noun opens its clause in a case: "Кездесуге … қатысты" tells of one told before."""
    opens = hit.first - clause.first <= 1
    return opens and not reading.dates_in(clause.first, clause.last)


def _verb(reading: Reading, number: int, clause: Clause, *, heading: bool) -> _Report | None:
    """Return the meeting or visit that the clause's verb tells: its name is what the verb is done to."""
    if clause.verb is None:
        return None
    tokens, words = reading.analysis.tokens, reading.lexicon
    verb = tokens[clause.verb]
    for code, table in words.topics["events"].get("verb_frames", {}).items():
        for lemma, case in table.items():
            if verb.lemma != lemma:
                continue
            objects = [a for a in clause.of(case) if a not in clause.subjects]
            phrase = _object(reading, clause, case, objects)
            if phrase is None:
                continue
            if (
                code == "meeting"
                and case == "Acc"
                and len(objects) == 0
                and not _holds_delegates(reading, phrase)
            ):
                continue
            if lemma in words.terms("events", "only_delegates") and not _sends(reading, clause):
                continue
            noun = words.table("events", "verb_nouns").get(lemma, (lemma,))[0]
            name = " ".join(f"{reading.analysis.words(*phrase)} {noun}".split())
            zone = (clause.first, clause.last)
            place = phrase if code == "visit" else _located(reading, clause, zone, near=False)
            evidence: Evidence = "heading" if heading else "told"
            people = _people(reading, clause)
            return _Report(
                number, clause, code, name, (phrase[0], clause.verb + 1), evidence, zone, people, place
            )
    return None


def _object(reading: Reading, clause: Clause, case: str, objects: Sequence[Argument]) -> Range | None:
    """Return the phrase in a case before the verb: a name with the post before it, else a noun's phrase."""
    tokens = reading.analysis.tokens
    assert clause.verb is not None
    if len(objects) > 0:
        mention = objects[-1].mention
        begin = min(
            (
                min(post.office_tokens[0], (post.organisation_tokens or post.office_tokens)[0])
                for post in reading.posts
                if post.person_tokens == (mention.first, mention.last)
                and 0 < mention.first - post.office_tokens[0] <= _POST
            ),
            default=mention.first,
        )
        begin = begin if mention.first - begin <= 2 * _POST and begin >= clause.first else mention.first
        return begin, mention.last
    for index in range(clause.verb - 1, clause.first - 1, -1):
        if f"Case={case}" in tokens[index].features and tokens[index].pos in {"NOUN", "X"}:
            return noun_phrase_before(reading, index, clause.first), index + 1
        if tokens[index].pos in {"PUNCT", "VERB"}:
            return None
    return None


def _holds_delegates(reading: Reading, phrase: Range) -> bool:
    cues = reading.lexicon.cues("events", "delegation").find(reading.analysis.tokens, *phrase)
    return any(True for _ in cues)


def _sends(reading: Reading, clause: Clause) -> bool:
    """Tell whether people or a delegation are the subject of a clause."""
    people = any(a.mention.type == "person" for a in clause.subjects)
    return people or _holds_delegates(reading, (clause.first, clause.last))


def _people(reading: Reading, clause: Clause) -> tuple[Mention, ...]:
    """Return who takes part: the subjects of the clause, whom it is with, whose delegates are told."""
    delegates = reading.lexicon.cues("events", "delegation")
    tokens = reading.analysis.tokens
    verb = None if clause.verb is None else tokens[clause.verb]
    with_them = verb is not None and verb.lemma in reading.lexicon.terms("events", "attended_with")
    found: list[Mention] = []
    for argument in clause.arguments:
        mention = argument.mention
        if mention.type not in _ACTORS:
            continue
        sent = mention.last < clause.last and delegates.at(tokens, mention.last, clause.last) is not None
        acts = _attends(reading, clause) and argument.case == "Nom" and argument.postposition == ""
        acts = acts and not argument.modifies and (mention.type == "person" or argument in clause.subjects)
        met = argument.case == "Ins" or (argument.case == "Acc" and with_them)
        if (sent and mention.type == "organisation") or acts or (met and argument.postposition == ""):
            found.append(mention)
    return tuple(found)


def _attends(reading: Reading, clause: Clause) -> bool:
    verb = None if clause.verb is None else reading.analysis.tokens[clause.verb]
    attends = reading.lexicon.terms("events", "attends")
    return verb is not None and (verb.lemma in attends or verb.lower in attends)


# ------------------------------------------------------------------ which reports are one event


def _home(reading: Reading, found: Sequence[_Event], report: _Report) -> _Event | None:
    """Return the event told before that a report speaks of, too."""
    if report.kind is None:
        return found[-1] if len(found) > 0 else None
    same = [e for e in found if e.kind == report.kind]
    near = [e for e in found if any(report.kind in group and e.kind in group for group in _TOGETHER)]
    if report.evidence == "back":
        told = same or near
        return told[-1] if len(told) > 0 else None
    if report.evidence == "heading":
        return same[0] if len(same) > 0 else None
    another = reading.lexicon.terms("events", "another")
    if any(word.casefold() in another for word in report.name.split()):
        return None
    for event in reversed(same):
        if any(_shares_name(r, report) for r in event.reports):
            return event
    return None


def _shares_name(one: _Report, other: _Report) -> bool:
    ours, theirs = _content(one.name), _content(other.name)
    shorter = min(len(ours), len(theirs))
    if shorter < 2:
        return shorter == 1 and ours == theirs
    return 2 * len(ours & theirs) > shorter


def _content(name: str) -> set[str]:
    return {word.casefold().strip('«»“”",.')[:6] for word in name.split() if len(word) > 2}


# ------------------------------------------------------------------ the statement


def _statement(reading: Reading, event: _Event, others: set[int], extractor: str) -> Statement:
    main = event.main
    assert event.kind is not None
    values: list[Value] = [
        normalised(reading, "kind", event.kind, (main.where[1] - 1, main.where[1])),
        normalised(reading, "name", main.name, main.where),
    ]
    told = [main, *(r for r in event.reports if r is not main and r.evidence != "heading")]
    date = next((d for r in (*told, *event.reports) if (d := _date(reading, r)) is not None), None)
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    place = next((r.place for r in told if r.place is not None), None)
    if place is not None:
        values.append(base_phrase(reading, "place", *place, probability=0.7))
    for mention in _participants(reading, event, others):
        values += names(reading, "participants", mention, probability=PARTICIPANT)
    probability = EVENT.get(main.evidence, EVENT["mentioned"])
    return statement(reading, "event", values, [main.number], probability=probability, extractor=extractor)


def _date(reading: Reading, report: _Report) -> Date | None:
    """Return the nearest date of the zone, else of the sentence, at the precision of a month or better."""
    sentence = reading.analysis.sentences[report.number]
    for zone in (report.zone, (sentence.first, sentence.last)):
        found = [d for d in reading.dates_in(*zone) if d.value is not None and len(d.value) >= _MONTH]
        if len(found) > 0:
            return min(found, key=lambda d: abs(d.first - report.where[0]))
    return None


def _participants(reading: Reading, event: _Event, others: set[int]) -> list[Mention]:
    """Return all who take part: those of the event's own clauses, and who acts in the sentences after."""
    found = [m for r in event.reports if r.evidence != "heading" for m in r.people]
    own = {r.number for r in event.reports if r.evidence != "heading"}
    acting = {"meeting", "conference", "workshop", "ceremony"}
    for start in sorted(own) if event.kind in acting else ():
        last = min(len(reading.analysis.sentences), start + _AFTER + 1)
        for number in range(start, last):
            if number in others - own:
                break
            for clause in clauses(reading, number):
                if _attends(reading, clause) or (event.kind == "ceremony" and _signs(reading, clause)):
                    found += [a.mention for a in clause.subjects if a.mention.type == "person"]
    return found


def _signs(reading: Reading, clause: Clause) -> bool:
    acts = reading.lexicon.cues("agreements", "sole")
    return any(True for _ in acts.find(reading.analysis.tokens, clause.first, clause.last))
