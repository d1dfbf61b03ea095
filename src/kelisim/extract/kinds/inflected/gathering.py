"""Who takes part in the event that a text reports: all its people, where it is the one that they met at."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.kinds.event_report import Event
from kelisim.extract.kinds.inflected.clauses import case_of, joined
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost

_MET: Final = frozenset({"meeting", "ceremony", "visit", "conference"})


def is_occasion_of_text(reading: Reading, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether an event is the one that the text is about: the first told of those that have happened."""
    if not _has_happened(reading, event):
        return False
    before = [other for other in others if _has_happened(reading, other)]
    return all(_place(event) <= _place(other) for other in before)


def _place(event: Event) -> tuple[bool, int]:
    told = [report.sentence for report in event.reports if not report.heading]
    return event.kind == "conference", min(told, default=event.main.sentence)


def _has_happened(reading: Reading, event: Event) -> bool:
    if event.kind not in _MET or event.main.another or all(report.heading for report in event.reports):
        return False
    sentence = reading.analysis.sentences[event.main.sentence]
    future = any(
        "Tense=Fut" in token.features and token.pos in {"VERB", "AUX"}
        for token in reading.analysis.tokens[sentence.first : sentence.last]
    )
    dates = reading.dates_in(*event.main.zone)
    return not future and not any(is_ahead(date, reading.reference_date) for date in dates)


def gathered(reading: Reading) -> list[Mention]:
    """Return the people of a text who hold a post, speak in it or are said to take part."""
    holders = {post.person for post in reading.posts} | _taking_part(reading)
    found: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.type == "person" and mention.referents[0] in holders:
            found.setdefault(mention.referents[0], mention)
    return list(found.values())


def _taking_part(reading: Reading) -> set[str]:
    """Return the people in the nominative of the sentences that say who took part."""
    cues = reading.lexicon.cues("events", "attending")
    found: set[str] = set()
    for sentence in reading.analysis.sentences:
        if not any(True for _ in cues.find(reading.analysis.tokens, sentence.first, sentence.last)):
            continue
        people = [m for m in reading.mentions_in(sentence.first, sentence.last) if m.type == "person"]
        found |= {m.referents[0] for m in people if case_of(reading, m) == "Nom"}
    return found


def delegations(reading: Reading) -> list[Mention]:
    """Return the organisations whose delegation or representatives the text tells of, all of a list."""
    cues = reading.lexicon.cues("events", "sent")
    tokens = reading.analysis.tokens
    found: dict[tuple[str, ...], Mention] = {}
    last: Mention | None = None
    for mention in outermost(reading.mentions).values():
        low = max(0, mention.first - 2)
        sent = any(h.last == mention.first for h in cues.find(tokens, low, mention.first))
        listed = last is not None and joined(reading, last, mention) and _in_one_case(reading, last, mention)
        last = mention if mention.type == "organisation" and (sent or listed) else None
        if last is not None:
            found.setdefault(mention.referents, mention)
    return list(found.values())


def _in_one_case(reading: Reading, one: Mention, other: Mention) -> bool:
    return "" != case_of(reading, one) == case_of(reading, other)
