"""What stands in a clause beside names: its noun phrases, and what its verb is done to."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Reading
from kelisim.extract.roles import outermost
from kelisim.extract.verb_second.arguments import subjects
from kelisim.extract.verb_second.clauses import Clause

_ATTRIBUTES: Final = frozenset(
    {"für", "von", "vom", "zu", "zum", "zur", "im", "in", "an", "am", "aus", "über"}
)
_CLOSERS: Final = {"„": "“", "«": "»", "“": "”", '"': '"'}
_PHRASE: Final = 14  # tokens of a noun phrase


def noun_phrase_from(
    reading: Reading, clause: Clause, start: int, *, attributes: bool = True
) -> Range | None:
    """Return the noun phrase that begins at a token of a clause, without its article; None where none does.

    Arguments:
        attributes: whether prepositional attributes behind its noun belong to it.
    """
    tokens = reading.analysis.tokens
    blocked = {i for d in reading.dates_in(clause.first, clause.last) for i in range(d.first, d.last)}
    money = [a for a in reading.amounts_in(clause.first, clause.last) if a.currency is not None]
    blocked |= {i for a in money for i in range(a.first, a.last)}
    end, nouns = start, 0
    while end < min(clause.last, start + _PHRASE) and end in clause.tokens and end not in blocked:
        token = tokens[end]
        closer = _CLOSERS.get(token.text)
        if closer is not None:
            close = next(
                (i for i in range(end + 1, min(clause.last, end + 10)) if tokens[i].text == closer), None
            )
            if close is None:
                break
            end, nouns = close + 1, nouns + 1
            continue
        follows = end + 1 < clause.last and end + 1 not in blocked
        attribute = token.pos == "ADP" and nouns > 0 and attributes and token.lower in _ATTRIBUTES and follows
        genitive = token.pos == "DET" and (
            nouns == 0 or token.lower in {"der", "des", "dieser", "ihrer", "beider"}
        )
        genitive = genitive or (token.pos == "DET" and tokens[end - 1].pos in {"ADP", "CCONJ"})
        joined = (
            token.pos == "CCONJ" and nouns > 0 and follows and tokens[end + 1].pos in {"NOUN", "ADJ", "DET"}
        )
        hyphen = token.text in {"-", "/"} and nouns > 0
        if not (token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} or attribute or genitive or joined or hyphen):
            break
        nouns += token.pos in {"NOUN", "PROPN"}
        end += 1
    while end > start and tokens[end - 1].pos in {"ADP", "DET", "CCONJ", "ADJ", "NUM"} and end - 1 > start:
        end -= 1
    while start < end and tokens[start].pos == "DET":
        start += 1
    return (start, end) if nouns > 0 and start < end else None


def object_of(reading: Reading, clause: Clause) -> Range | None:
    """Return what a clause's verb is done to: its accusative, in the passive the subject."""
    tokens = reading.analysis.tokens
    acting = (
        {i for m in subjects(reading, clause) for i in range(m.first, m.last)}
        if not clause.passive
        else set()
    )
    named = {m.first: m for m in outermost(reading.mentions_in(clause.first, clause.last)).values()}
    for index in clause.tokens:
        token = tokens[index]
        begins = token.pos in {"DET", "ADJ", "NOUN", "NUM"} and (
            index == clause.first
            or tokens[index - 1].pos not in {"ADP", "DET", "ADJ", "NOUN", "NUM", "CCONJ"}
        )
        relative = clause.kind == "relative" and index == clause.first
        if not begins or relative or (token.lower in {"dem", "der"} and not clause.passive):
            continue
        found = noun_phrase_from(reading, clause, index)
        if found is None or not acting.isdisjoint(range(*found)) or found[0] in named:
            continue
        if any(m.last == found[0] for m in named.values()) and token.pos != "DET":
            continue
        return found
    return None
