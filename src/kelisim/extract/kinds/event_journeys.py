"""Visits told by a verb of going: "the Rector came to Oslo", "a delegation travelled to the Institute"."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import subject_range

_LED: Final = 4  # tokens before the name of where somebody goes: "the capital of", "two institutes of the"
_GOALS: Final = frozenset({"place", "organisation"})
_YEAR: Final = len("2026")


def is_journey(reading: Reading, hit: Hit) -> bool:
    """Tell a verb of going, which tells a visit only where guests go to a place that is named."""
    return hit.term in reading.lexicon.terms("events", "journeys")


def goes(reading: Reading, hit: Hit, thing: Range, people: tuple[Mention, ...]) -> bool:
    """Tell whether guests go somewhere for once: not "students come to Oslo", "came to Oslo in 1969"."""
    analysis, words = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    calls = hit.term in words.terms("events", "calls")
    goals = [m for m in reading.mentions_in(*thing) if m.type in _GOALS or calls]
    if len(goals) == 0 or goals[0].first - thing[0] > _LED or tokens[thing[0]].pos == "VERB":
        return False
    sentence = analysis.sentences[analysis.sentence_of[hit.first]]
    if calls and any(
        tokens[i].pos == "PART" and tokens[i + 1].pos == "VERB" for i in range(thing[1], sentence.last - 1)
    ):
        return False  # "called on the companies to come forward"
    days = [date for date in reading.dates_in(sentence.first, sentence.last) if date.value is not None]
    if len(days) > 0 and all(len(date.value or "") == _YEAR for date in days):
        return False
    return _are_guests(reading, hit, people)


def _are_guests(reading: Reading, hit: Hit, people: tuple[Mention, ...]) -> bool:
    """Tell whether those who go are people with names or posts, or a delegation."""
    if any(mention.type == "person" for mention in people):
        return True
    span = subject_range(reading.analysis, hit.first)
    if span is None:
        return False
    first, last = span[0], min(span[1], hit.first)
    if any(first <= post.office_tokens[0] < last for post in reading.posts):
        return True
    return any(
        True for _ in reading.lexicon.cues("events", "guests").find(reading.analysis.tokens, first, last)
    )
