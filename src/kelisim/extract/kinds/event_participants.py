"""Who takes part in an event: those with its words, those who sign, speak or attend in what is told of it."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.kinds.event_attendance import attending
from kelisim.extract.kinds.event_company import delegated
from kelisim.extract.kinds.event_places import visited
from kelisim.extract.kinds.event_report import Event, phases
from kelisim.extract.kinds.inflected.gathering import delegations, gathered, is_occasion_of_text
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts

_AFTER: Final = 3  # sentences after an event's own in which those who take part are still told
_OPENING: Final = 5  # sentences at the head of a text that tell who signed
_GATHERINGS: Final = frozenset({"meeting", "conference", "workshop", "ceremony"})


def participants_of(reading: Reading, event: Event, others: Sequence[Event]) -> list[Mention]:
    """Return all who are said to take part: with the event's words, and in what is told of it after."""
    if reading.lexicon.cased:
        if is_occasion_of_text(reading, event, others):
            return [*gathered(reading), *delegations(reading)]
        named = [m for report in event.reports if report.evidence != "heading" for m in report.participants]
        return [m for m in named if m.type == "person" or event.kind != "conference"]
    found = [m for report in event.reports if report.evidence != "heading" for m in report.participants]
    found += _named_in(reading, event)
    found += _met(reading, event)
    if event.kind == "ceremony" and phases(reading, event.main) <= {"signing"}:
        found += signing(reading, event)
    says = event.kind in _GATHERINGS and _is_main(event, others)
    for number in _scope(reading, event, others) if not event.main.another else ():
        found += attending(reading, number, says=says)
    goal = visited(reading, event)
    own = set(goal.referents) if goal is not None else set()
    return [m for m in found if own.isdisjoint(m.referents) and not _is_of_post(reading, m, found)]


def people_beside(reading: Reading, event: Event, others: Sequence[Event]) -> list[Mention]:
    """Return the people whose full names stand where an event is told, whatever they do there.

    In a text whose headline alone tells its one event, all whom it names.
    """
    if reading.lexicon.cased or event.main.another:
        return []
    own = sorted({report.sentence for report in event.reports if not report.heading})
    if len(own) == 0 and len(others) == 0:
        own = list(range(len(reading.analysis.sentences)))
    found: list[Mention] = []
    for number in own:
        sentence = reading.analysis.sentences[number]
        shown = any(report.sentence == number for report in event.reports)
        if shown or not reading.analysis.is_heading(sentence):
            named = reading.mentions_in(sentence.first, sentence.last)
            people = [m for m in named if m.type == "person" and _has_full_name(reading, m)]
            found += [m for m in people if not _is_of_a_thing(reading, m)]
    return found


def _is_of_a_thing(reading: Reading, person: Mention) -> bool:
    """Tell who is only named with something: "the theories of Bo Falk", "Bo Falk's book"."""
    tokens = reading.analysis.tokens
    of = reading.lexicon.terms("events", "of_owner")
    return person.first > 0 and tokens[person.first - 1].lower in of


def _has_full_name(reading: Reading, person: Mention) -> bool:
    return all(" " in reading.referent(id).name for id in person.referents)


def _named_in(reading: Reading, event: Event) -> list[Mention]:
    """Return those named behind the event's noun: not in its title, nor in what is opened or shown."""
    main = event.main
    of_things = reading.lexicon.terms("events", "of_things")
    opened = reading.analysis.tokens[main.anchor].lower in of_things
    if opened or (main.name[0] > main.anchor and (main.prefix == "" or event.kind == "ceremony")):
        return []
    inside = reading.mentions_in(main.anchor + 1, main.name[1])
    return [m for m in inside if m.type in {"organisation", "person"} and m.named]


def _met(reading: Reading, event: Event) -> list[Mention]:
    """Return those whose post closes the event's name: "a visit to the Rector of Y, X"."""
    low, high = event.main.anchor + 1, event.main.name[1]
    held = {p.person_tokens for p in reading.posts if low <= p.office_tokens[0] < high <= p.person_tokens[0]}
    last = reading.analysis.sentences[event.main.sentence].last
    return [m for m in reading.mentions_in(high, last) if (m.first, m.last) in held]


def _is_of_post(reading: Reading, mention: Mention, found: Sequence[Mention]) -> bool:
    """Tell an organisation that only says whose post somebody who takes part holds."""
    if mention.type != "organisation" or delegated(reading, mention):
        return False
    people = {id for m in found if m.type == "person" for id in m.referents}
    return any(
        post.organisation_tokens is not None
        and post.organisation_tokens[0] <= mention.first < post.organisation_tokens[1]
        and post.person in people
        for post in reading.posts
    )


def signing(reading: Reading, event: Event) -> list[Mention]:
    """Return those who sign, in the ceremony's own sentences and the ones beside them."""
    analysis = reading.analysis
    acts = reading.lexicon.cues("agreements", "sole")
    own = {report.sentence for report in event.reports if not report.heading}
    found: list[Mention] = []
    near = {n + step for n in own for step in (-1, 0, 1)} | set(range(_OPENING))
    for number in sorted(near & set(range(len(analysis.sentences)))):
        sentence = analysis.sentences[number]
        if any(True for _ in acts.find(analysis.tokens, sentence.first, sentence.last)):
            inside = parts(reading, sentence.first, sentence.last)
            found += [p.mention for p in inside if p.role in {"subject", "agent", "between"} and not p.nested]
    return [m for m in found if m.type == "person"]


def _is_main(event: Event, others: Sequence[Event]) -> bool:
    """Tell whether a text is about this gathering: no other is told before it."""
    first = min(report.sentence for report in event.reports)
    return not event.main.another and all(
        first < min(report.sentence for report in other.reports) for other in others
    )


def _scope(reading: Reading, event: Event, others: Sequence[Event]) -> list[int]:
    """Return the sentences that tell of the event: its own and some after; all, if it is the only one."""
    own = {report.sentence for report in event.reports if not report.heading}
    taken = {r.sentence for other in others for r in other.reports} - own
    last = len(reading.analysis.sentences)
    if len(own) == 0:
        return []
    reach = last if event.kind in _GATHERINGS and _is_main(event, others) else _AFTER
    found = set(own)
    for start in own:
        for number in range(start + 1, min(last, start + 1 + reach)):
            if number in taken:
                break
            found.add(number)
    return sorted(found)
