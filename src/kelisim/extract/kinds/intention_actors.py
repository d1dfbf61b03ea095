"""Who wants what a verb or a noun tells. Ranges are token indices."""

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.anaphora import meant_by
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost, parts
from kelisim.extract.syntax import subject_range


def wanting(reading: Reading, act: int) -> tuple[Mention, ...]:
    """Return those who want what a verb or noun (token index) tells."""
    told = subject_range(reading.analysis, act)
    if told is None:
        told = _of_governor(reading, act)
    if told is None:
        return ()
    start, end = told[0], min(told[1], act) if told[0] < act else told[1]
    found = parts(reading, start, end)
    kept = tuple(p.mention for p in found if p.role in {"subject", "between", "partner"} and not p.nested)
    if len(kept) > 0:
        people = tuple(m for m in kept if m.type == "person")
        return people[:1] if len(people) == 1 and _heads(reading, people[0], start, end) else kept
    outer = outermost(reading.mentions_in(start, end))
    return meant_by(reading, start, end) or tuple(m for m in outer.values() if m.type == "person")[-1:]


def _heads(reading: Reading, mention: Mention, start: int, end: int) -> bool:
    """Tell whether a name is the subject itself, and what stands beside it only its post."""
    tokens = reading.analysis.tokens
    return any(
        tokens[i].relation.startswith("nsubj")
        for i in range(max(start, mention.first), min(end, mention.last))
    )


def _of_governor(reading: Reading, noun: int) -> Range | None:
    """Return the subject of the verb that a noun depends on: "held talks with"."""
    analysis = reading.analysis
    current = noun
    for _ in range(4):
        head = analysis.tokens[current].head
        if head == current:
            return None
        if analysis.tokens[head].pos in {"VERB", "AUX"}:
            return subject_range(analysis, head)
        current = head
    return None
