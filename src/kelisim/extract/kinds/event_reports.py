"""Where a text speaks of an event: its noun or verb, its name, and those who stand with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from kelisim.extract.kinds.event_names import barred, described, name_of_noun
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, is_finite, parts
from kelisim.extract.syntax import ancestors, subject_range, subtree

Evidence = Literal["named", "told", "mentioned", "heading", "back"]

_GUESTS: Final = 18  # tokens after "received" within which the guests are named
WEIGHT: Final = {"named": 4, "told": 3, "mentioned": 2, "heading": 1, "back": 0}
_ROLES: Final = frozenset(
    {"subject", "between", "partner", "lead", "host", "witness", "agent", "delegate", "same"}
)


@dataclass(frozen=True, slots=True)
class EventReport:
    """One place that speaks of an event.

    `name` is the token range of its name or description, `prefix` what its verb adds to it ("meeting with").
    `evidence` is "named", "told" (a verb says that it takes place), "mentioned" (as the occasion of something
    else), "heading", or "back" (it only points back). `part` is true for what belongs to a larger event.
    `goal` is whom a visit is to, where cases tell it and not its name.
    """

    sentence: int
    heading: bool
    kind: str | None
    anchor: int
    name: tuple[int, int]
    prefix: str
    evidence: Evidence
    definite: bool
    another: bool
    part: bool
    participants: tuple[Mention, ...]
    zone: tuple[int, int]
    goal: tuple[int, int] | None = None


def _weight(report: EventReport) -> tuple[bool, int, int]:
    says_more = report.name[1] - report.name[0] > 1 or report.prefix != ""
    weight = WEIGHT[report.evidence]
    return (weight > 0 and says_more, weight, -report.anchor)


@dataclass(slots=True)
class Event:
    """An event with all the places that speak of it."""

    reports: list[EventReport] = field(default_factory=list)

    @property
    def main(self) -> EventReport:
        """The report that names it best."""
        return max(self.reports, key=_weight)

    @property
    def kind(self) -> str | None:
        return next((r.kind for r in self.reports if r.kind is not None), None)


def event_reports(reading: Reading) -> Iterator[EventReport]:
    """Yield the reports of a text in order."""
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        span = (sentence.first, sentence.last)
        no_events = barred(reading, *span)
        hits = words.cues("events", "verbs").find(analysis.tokens, *span)
        verbs = [h for h in hits if h.first not in no_events and analysis.tokens[h.first].pos == "VERB"]
        taken = {i for hit in verbs for i in range(hit.first, hit.last)}
        found: list[tuple[Hit, str]] = [(hit, "verbs") for hit in verbs]
        for table in ("kinds", "back"):
            hits = words.cues("events", table).find(analysis.tokens, *span)
            found += [(h, table) for h in hits if h.first not in no_events and h.first not in taken]
        for hit, table in sorted(found, key=lambda pair: pair[0].first):
            report = _verb(reading, number, hit) if table == "verbs" else _noun(reading, number, hit, table)
            if report is not None:
                yield report
        if len(found) == 0 and _goes_on(reading, *span):
            yield _pronoun(reading, number)


# ------------------------------------------------------------------ nouns


def _noun(reading: Reading, number: int, hit: Hit, table: str) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    head = analysis.tokens[hit.last - 1]
    if head.pos not in {"NOUN", "PROPN"} and not heading:
        return None
    name, named = name_of_noun(reading, hit, sentence.first, sentence.last, heading=heading)
    evidence = _evidence(reading, hit, name, sentence.first, sentence.last)
    people = _with_noun(reading, hit.last - 1, sentence.first, sentence.last, told=evidence == "told")
    weak = hit.term in words.terms("events", "weak")
    plural = "Number=Plur" in head.features and not named
    inside = reading.mentions_in(*name)
    if plural and not (weak and len(inside) > 0):
        return None
    before = {t.lower for t in analysis.tokens[max(sentence.first, name[0] - 1) : hit.first]}
    definite = _definite(reading, name[0], sentence.first)
    if table == "back":
        evidence = "back"
    elif heading:
        evidence = "heading"
    elif named:
        evidence = "named"
    elif evidence != "back" and weak and len(inside) + len(people) == 0 and not _is_described(reading, name):
        evidence = "back"
    return EventReport(
        number,
        heading,
        None if table == "back" else hit.code,
        hit.last - 1,
        name,
        "",
        evidence,
        definite,
        len(before & words.terms("events", "another")) > 0,
        hit.term in words.terms("events", "parts"),
        people,
        (sentence.first, sentence.last),
    )


def _is_described(reading: Reading, name: tuple[int, int]) -> bool:
    """Tell whether genitives after a weak noun tell of what it is: "открытие телемедицинского узла"."""
    return reading.lexicon.inflected and name[1] - name[0] > 2


def _evidence(reading: Reading, hit: Hit, name: tuple[int, int], first: int, last: int) -> Evidence:
    if _held(reading, hit, first, last):
        return "told"
    if any(date.first - name[1] in {0, 1} for date in reading.dates_in(name[1], min(last, name[1] + 8))):
        return "told"
    cues = reading.lexicon.cues("events", "occasion")
    before = cues.find(reading.analysis.tokens, max(first, name[0] - 5), name[0])
    return "mentioned" if any(found.last >= name[0] - 1 for found in before) else "back"


def _definite(reading: Reading, start: int, first: int) -> bool:
    if start == first:
        return False
    before = reading.analysis.tokens[start - 1]
    return before.lower in reading.lexicon.terms("agreements", "definite") or before.pos == "PRON"


def _held(reading: Reading, hit: Hit, first: int, last: int) -> bool:
    """Tell whether a verb says that the event takes place: its subject or object, by parse or nearness."""
    analysis = reading.analysis
    held = reading.lexicon.cues("events", "held")
    if analysis.tokens[hit.first].relation == "":
        low, high = max(first, hit.first - 6), min(last, hit.last + 6)
        return any(True for _ in held.find(analysis.tokens, low, high))
    above = list(ancestors(analysis, hit.last - 1))[:2]
    below = [child for child in analysis.children[hit.last - 1] if analysis.tokens[child].pos == "VERB"]
    return any(
        analysis.tokens[index].pos in {"VERB", "AUX"} and held.at(analysis.tokens, index, last) is not None
        for index in [*above, *below]
    ) or (_is_stated(reading, hit) and len(reading.dates_in(first, last)) > 0)


def _is_stated(reading: Reading, hit: Hit) -> bool:
    """Tell "It was the first meeting of the partners", "The first meeting is in Cairns on 20 February"."""
    analysis = reading.analysis
    noun = analysis.tokens[hit.last - 1]
    return noun.relation in {"xcomp", "nsubj"} and analysis.tokens[noun.head].lemma in reading.lexicon.terms(
        "events", "copulas"
    )


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a sentence says of the event told before when or where: "It will take place on …"."""
    analysis, words = reading.analysis, reading.lexicon
    if analysis.tokens[first].lower not in words.terms("events", "pronouns"):
        return False
    held = words.cues("events", "held").find(analysis.tokens, first + 1, min(last, first + 6))
    return any(analysis.tokens[hit.first].pos in {"VERB", "AUX"} for hit in held)


def _pronoun(reading: Reading, number: int) -> EventReport:
    sentence = reading.analysis.sentences[number]
    at, whole = (sentence.first, sentence.first + 1), (sentence.first, sentence.last)
    return EventReport(number, False, None, sentence.first, at, "", "back", True, False, False, (), whole)


# ------------------------------------------------------------------ verbs


def _verb(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    token = analysis.tokens[hit.first]
    heading = analysis.is_heading(sentence)
    past = "Tense=Past" in token.features or "Aspect" in token.features or token.features == ""
    past = past or token.relation == ""  # without a parser the list of verbs holds those of the past alone
    if token.pos != "VERB" or not (past or heading or _is_announced(reading, hit.first)):
        return None
    start, definite = hit.last, False
    if hit.term in words.terms("events", "receiving"):
        guests = None if is_passive(analysis, hit.first) else _guests(reading, hit.last, sentence.last)
        if guests is None or _visits(reading, number):
            return None
        start = guests
    end = described(reading, start, sentence.last)
    goal = _goal_before(reading, hit, start)
    inside = reading.mentions_in(start, end)
    if start > hit.last or hit.term in words.terms("events", "receiving"):
        definite = len(inside) == 0 and _definite(reading, start + 1, sentence.first)
    people = _with_verb(reading, hit, sentence.first, end)
    groups = words.cues("events", "delegation").find(analysis.tokens, sentence.first, end)
    common = any(True for _ in groups)
    if len(inside) == 0 and not common:
        return None
    if len(people) == 0 and not common:
        return None
    if hit.code == "visit" and not any(m.type in {"place", "organisation"} for m in inside):
        return None
    prefix = next(iter(words.table("events", "verb_names").get(hit.code, ())), "")
    if goal is not None:
        senders = words.table("events", "visits_of").get(analysis.tokens[start].lower, ())
        start, end, prefix = (start + 1, end, senders[0]) if len(senders) > 0 else (*goal, prefix)
    return EventReport(
        number,
        heading,
        hit.code,
        hit.first,
        (start, end),
        prefix,
        "heading" if heading else "back" if definite else "told",
        definite,
        False,
        False,
        people,
        (sentence.first, sentence.last),
        goal,
    )


def _goal_before(reading: Reading, hit: Hit, start: int) -> tuple[int, int] | None:
    """Return the name before a verb of visiting whose subject follows it: "Университет посетила делегация".

    None where the object follows, as cases tell, or names nobody ("Их посетил ректор").
    """
    analysis = reading.analysis
    if hit.code != "visit" or not reading.lexicon.cased:
        return None
    sides = analysis.children[hit.first]
    behind = [c for c in sides if analysis.tokens[c].relation == "nsubj" and c >= start]
    if not any(subtree(analysis, c)[0] <= start for c in behind):
        return None
    objects = [c for c in sides if analysis.tokens[c].relation == "obj" and c < hit.first]
    first = analysis.sentences[analysis.sentence_of[hit.first]].first
    before = [m for m in reading.mentions_in(first, hit.first) if m.type in {"organisation", "place"}]
    named = [(m.first, m.last) for m in before if any(m.first <= c < m.last for c in objects)]
    return min(named, default=None)


def _is_announced(reading: Reading, verb: int) -> bool:
    """Tell whether a verb in the infinitive stands in the future: "a delegation will visit Almaty"."""
    analysis = reading.analysis
    future = reading.lexicon.terms("events", "future")
    return any(analysis.tokens[child].lower in future for child in analysis.children[verb])


def _visits(reading: Reading, number: int) -> bool:
    """Tell whether a sentence tells of a visit, in whose course people are met."""
    sentence = reading.analysis.sentences[number]
    hits = reading.lexicon.cues("events", "verbs").find(
        reading.analysis.tokens, sentence.first, sentence.last
    )
    return any(hit.code == "visit" for hit in hits)


def _guests(reading: Reading, first: int, last: int) -> int | None:
    """Return where the person or delegation begins that is received, dates and places read over.

    None where something else is received: a grant, thanks, a degree.
    """
    tokens = reading.analysis.tokens
    groups = reading.lexicon.cues("events", "guests")
    dates = {i for date in reading.dates_in(first, last) for i in range(date.first, date.last)}
    offices = {post.office_tokens[0] for post in reading.posts}
    people = {m.first for m in reading.mentions_in(first, last) if m.type == "person"}
    aside = False
    for index in range(first, min(last, first + _GUESTS)):
        if groups.at(tokens, index, last) is not None or index in people or index in offices:
            begin = index
            while begin > first and tokens[begin - 1].pos in {"ADJ", "DET", "NUM", "PROPN", "NOUN"}:
                begin -= 1
            return begin
        if index in dates or tokens[index].pos in {"ADP", "ADV", "PUNCT"}:
            aside = aside or tokens[index].pos == "ADP" or index in dates
            continue
        if tokens[index].pos == "NOUN" and not aside and tokens[index].lower != "h.e.":
            return None
    return None


# ------------------------------------------------------------------ who stands with it


def _with_verb(reading: Reading, hit: Hit, first: int, last: int) -> tuple[Mention, ...]:
    span = subject_range(reading.analysis, hit.first) or (first, hit.first)
    last = max(last, reading.analysis.sentences[reading.analysis.sentence_of[hit.first]].last)
    after = parts(reading, hit.last, last, role="partner")
    found = [*parts(reading, *span), *(p for p in after if p.role in {"partner", "lead", "witness"})]
    return taking_part(reading, found)


def _with_noun(reading: Reading, noun: int, first: int, last: int, *, told: bool) -> tuple[Mention, ...]:
    """Return the partners, leaders and hosts told after an event's noun, and the subject of its verb."""
    analysis = reading.analysis
    end = last if told else _clause_end(reading, noun + 1, last)
    found = list(parts(reading, noun + 1, end, role="object"))
    found += [p for p in parts(reading, first, noun) if p.role in {"host", "witness", "lead"}]
    verb = next((i for i in ancestors(analysis, noun) if analysis.tokens[i].pos == "VERB"), None)
    inviting = reading.lexicon.terms("events", "inviting")
    if verb is not None and first <= verb < noun and analysis.tokens[verb].lemma not in inviting:
        span = subject_range(analysis, verb)
        if span is not None and span[1] <= noun:
            found += parts(reading, *span)
    if told and analysis.tokens[noun].relation == "":  # no parser: whoever stands before the noun as subject
        found += [p for p in parts(reading, first, noun) if p.role == "subject"]
    return taking_part(reading, found)


def _clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where it ends what stands with an event that is told as the occasion of something else."""
    tokens = reading.analysis.tokens
    if last > first and tokens[first].relation == "":
        return last
    stops = (i for i in range(first, last) if is_finite(reading.analysis, i) and tokens[i - 1].text != ",")
    return next(stops, last)


def taking_part(reading: Reading, found: list[Part]) -> tuple[Mention, ...]:
    """Return those of the parts who take part: people and organisations in a role of their own."""
    kept = [p.mention for p in found if p.role in _ROLES and (not p.nested or delegated(reading, p.mention))]
    return tuple(m for m in kept if m.type != "place")


def delegated(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name stands behind "a delegation of", "representatives from": it takes part itself."""
    cues = reading.lexicon.cues("events", "delegation")
    low = max(0, mention.first - 5)
    hits = cues.find(reading.analysis.tokens, low, mention.first)
    return mention.type == "organisation" and any(hit.last >= mention.first - 3 for hit in hits)
