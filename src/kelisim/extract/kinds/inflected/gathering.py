"""Who takes part in the event that a text reports: all its people, where it is the one that they met at."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.kinds.event_report import Event
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Mention, Reading

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
    """Return the people of a text who hold a post or speak in it."""
    holders = {post.person for post in reading.posts}
    found: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.type == "person" and mention.referents[0] in holders:
            found.setdefault(mention.referents[0], mention)
    return list(found.values())


def delegations(reading: Reading) -> list[Mention]:
    """Return the organisations whose delegation or representatives the text tells of."""
    cues = reading.lexicon.cues("events", "sent")
    tokens = reading.analysis.tokens
    found: dict[tuple[str, ...], Mention] = {}
    for mention in reading.mentions:
        low = max(0, mention.first - 2)
        sent = mention.type == "organisation" and any(
            h.last == mention.first for h in cues.find(tokens, low, mention.first)
        )
        if sent:
            found.setdefault(mention.referents, mention)
    return list(found.values())
