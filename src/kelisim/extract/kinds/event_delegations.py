"""The visit of a delegation that a text speaks of with no verb of visiting."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.event_names import described
from kelisim.extract.kinds.event_report import Event, EventReport
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import subtree

_NEAR: Final = (
    5  # tokens before the noun among which those who send it stand: "the Lakeside University delegation"
)


def with_delegation(reading: Reading, found: list[Event]) -> list[Event]:
    """Return the events with the visit of the first delegation whose senders a text tells.

    It names the visit that has no words of its own ("the visit"); where a text tells no event, it is one.
    """
    bare = [e for e in found if e.kind == "visit" and e.main.prefix == "" and _is_bare(e.main.name)]
    if len(found) > 0 and len(bare) == 0:
        return found
    report = next(_delegations(reading), None)
    if report is not None and len(bare) > 0:
        bare[0].reports.append(report)
    return [Event([report])] if report is not None and len(found) == 0 else found


def _is_bare(name: Range) -> bool:
    return name[1] - name[0] == 1


def _delegations(reading: Reading) -> Iterator[EventReport]:
    """Yield the visit of each delegation of somebody: "a delegation of X", "the X delegation"."""
    analysis, words = reading.analysis, reading.lexicon
    nouns, prefixes = words.terms("events", "visiting"), words.table("events", "visits_by").get("visit", ())
    sent = words.terms("events", "by_visitors") | words.terms("events", "goals")
    for number, sentence in enumerate(analysis.sentences):
        if len(nouns) == 0 or len(prefixes) == 0 or analysis.is_heading(sentence):
            continue
        for noun in range(sentence.first, sentence.last):
            if analysis.tokens[noun].lower not in nouns or analysis.tokens[noun].pos != "NOUN":
                continue
            first = max(subtree(analysis, noun)[0], noun - _NEAR)
            while first < noun and analysis.tokens[first].pos in {"PUNCT", "CCONJ", "ADP"}:
                first += 1
            of = noun + 1 < sentence.last and analysis.tokens[noun + 1].lower in sent
            name = (first, described(reading, noun, sentence.last) if of else noun + 1)
            inside = reading.mentions_in(*name)
            if len(inside) > 0:
                people = tuple(m for m in inside if m.type != "place")
                yield EventReport(
                    number,
                    False,
                    "visit",
                    noun,
                    name,
                    prefixes[0],
                    "mentioned",
                    False,
                    False,
                    False,
                    people,
                    (sentence.first, sentence.last),
                    (first, first),
                )
