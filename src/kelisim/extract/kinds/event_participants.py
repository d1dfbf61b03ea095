"""Who takes part in an event: those with its words, those who sign, speak or attend in what is told of it."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.kinds.event_company import delegated, taking_part
from kelisim.extract.kinds.event_places import visited
from kelisim.extract.kinds.event_report import Event
from kelisim.extract.kinds.inflected.gathering import delegations, gathered, is_occasion_of_text
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import subject_range

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
    inside = reading.mentions_in(event.main.anchor + 1, event.main.name[1])
    found += [m for m in inside if m.type in {"organisation", "person"} and m.named]
    found += _met(reading, event)
    if event.kind == "ceremony":
        found += signing(reading, event)
    for number in _scope(reading, event, others) if not event.main.another else ():
        found += _told_in(reading, number, says=event.kind in _GATHERINGS and len(others) == 0)
    goal = visited(reading, event)
    own = set(goal.referents) if goal is not None else set()
    return [m for m in found if own.isdisjoint(m.referents) and not _is_of_post(reading, m, found)]


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


def _scope(reading: Reading, event: Event, others: Sequence[Event]) -> list[int]:
    """Return the sentences that tell of the event: its own and some after; all, if it is the only one."""
    own = {report.sentence for report in event.reports if not report.heading}
    taken = {r.sentence for other in others for r in other.reports} - own
    last = len(reading.analysis.sentences)
    if len(own) == 0:
        return []
    reach = last if len(others) == 0 and event.kind in _GATHERINGS else _AFTER
    found = set(own)
    for start in own:
        for number in range(start + 1, min(last, start + 1 + reach)):
            if number in taken:
                break
            found.add(number)
    return sorted(found)


def _told_in(reading: Reading, number: int, *, says: bool) -> list[Mention]:
    """Return the people and organisations of a sentence that a verb or a list makes participants."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.is_heading(sentence):
        return []
    found: list[Mention] = []
    for hit in reading.lexicon.cues("events", "attend").find(analysis.tokens, sentence.first, sentence.last):
        if hit.code == "list":
            listed = [p for p in parts(reading, hit.last, sentence.last, role="agent") if p.role == "agent"]
            found += [p.mention for p in listed if not p.nested and p.mention.type != "place"]
            continue
        verb = analysis.tokens[hit.first]
        if (hit.code == "say" and not says) or verb.pos not in {"VERB", "AUX"}:
            continue
        span = subject_range(analysis, hit.first)
        if verb.relation == "":  # no parser tells the subject, which may follow its verb
            span = (sentence.first, sentence.last)
        if span is not None:
            told = list(parts(reading, *span))
            found += [m for m in taking_part(reading, told) if m.type == "person"]
            if verb.relation == "":
                found += [p.mention for p in told if p.role == "object" and p.mention.type == "person"]
    if analysis.tokens[sentence.last - 1].text == ":" and len(found) == 0:
        found += _items(reading, number)
    return found


def _items(reading: Reading, number: int) -> list[Mention]:
    """Return the people of the list that a sentence announces: "six experts delivered addresses:"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    cues = reading.lexicon.cues("events", "attend")
    if not any(h.code != "say" for h in cues.find(analysis.tokens, sentence.first, sentence.last)):
        return []
    found: list[Mention] = []
    for other in analysis.sentences[number + 1 :]:
        if analysis.blocks[other.block].kind not in {"item", "heading"}:
            break
        people = [m for m in reading.mentions_in(other.first, other.last) if m.type == "person"]
        if len(people) == 0:
            break
        found += people[:1]
    return found
