"""Ceremonies told by a verb: "the centre was officially opened by X", "opened the hall on Monday at Y"."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import place_of
from kelisim.extract.kinds.event_company import taking_part
from kelisim.extract.kinds.event_names import BESIDE, described
from kelisim.extract.kinds.event_report import EventReport
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import dependents, subject_range, subtree

_DATELINE: Final = 6  # tokens of the dateline before what is opened
_BETWEEN: Final = 14  # tokens between the noun of an opening and what is opened


def opening(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    """Return the ceremony at which something is opened; None where only the fact is told, or an event opens.

    It is one where it is done "officially", by a person, or on a day at a place that the sentence tells.
    """
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.is_heading(sentence) or not _is_told(reading, hit):
        return None
    thing = _thing(reading, hit)
    if thing is None or _is_event(reading, thing):
        return None
    people = _openers(reading, hit, thing, sentence.last)
    if not _is_ceremonial(reading, hit, people, sentence.first, sentence.last):
        return None
    names = reading.lexicon.table("events", "opening_names").get(hit.code, ())
    return EventReport(
        number,
        False,
        "ceremony",
        hit.first,
        thing,
        next(iter(names), ""),
        "told",
        False,
        False,
        False,
        people,
        (sentence.first, sentence.last),
    )


def _is_told(reading: Reading, hit: Hit) -> bool:
    """Tell whether the verb reports or announces: in the past or the passive, or with "will"."""
    analysis = reading.analysis
    verb = hit.first
    token = analysis.tokens[verb]
    if hit.code != "launch" and _comes_to(reading, verb) is not None:
        return True
    if token.pos != "VERB" or token.relation in {"amod", "acl", "acl:relcl", "xcomp"}:
        return False
    future = reading.lexicon.terms("events", "future")
    ahead = any(analysis.tokens[child].lower in future for child in analysis.children[verb])
    return ahead or "Tense=Past" in token.features or is_passive(analysis, verb)


def _comes_to(reading: Reading, verb: int) -> int | None:
    """Return the verb of those who came for it: "Ana Lind was joined by Bo Falk to open the centre"."""
    analysis = reading.analysis
    token = analysis.tokens[verb]
    aim = token.relation in {"advcl", "xcomp"} and "VerbForm=Inf" in token.features
    head = analysis.tokens[token.head]
    if not aim or "Tense=Past" not in head.features or token.head > verb:
        return None
    return token.head if head.lemma in reading.lexicon.terms("events", "comes_to") else None


def _thing(reading: Reading, hit: Hit) -> Range | None:
    """Return what is opened: the object, in the passive the subject; None where it is not named by a noun."""
    analysis = reading.analysis
    passive = is_passive(analysis, hit.first)
    found = dependents(analysis, hit.first, "nsubj" if passive else "obj")
    if len(found) == 0 or analysis.tokens[found[0]].pos not in {"NOUN", "PROPN"}:
        return None
    first, last = subtree(analysis, found[0], without=BESIDE)
    while first < last and analysis.tokens[first].pos in {"PUNCT", "CCONJ", "ADV"}:
        first += 1
    first = _behind_dateline(reading, first, found[0])
    last = described(reading, first, min(last, hit.first) if passive and first < hit.first else last)
    return (first, last) if first < last else None


def _behind_dateline(reading: Reading, first: int, noun: int) -> int:
    """Return where a thing begins that the parse joins with the dateline: "OSLO - A new laboratory"."""
    tokens = reading.analysis.tokens
    dashes = (
        i
        for i in range(first + 1, min(noun, first + _DATELINE))
        if tokens[i].text in {"-", "–", "—"} and tokens[i - 1].end < tokens[i].start
    )
    return next(dashes, first - 1) + 1


def _is_event(reading: Reading, thing: Range) -> bool:
    """Tell whether an event is opened, which is no ceremony beside it."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    for table in ("kinds", "by_title"):
        hits = list(words.cues("events", table).find(tokens, *thing))
        if any(tokens[h.last - 1].relation in {"nsubj", "nsubj:pass", "obj"} for h in hits):
            return True
    dull = words.terms("events", "never_opened")
    agreement = words.cues("agreements", "kinds").find(tokens, *thing)
    if any(True for _ in agreement):
        return True
    return any(tokens[i].lemma in dull for i in range(*thing) if tokens[i].relation in {"nsubj:pass", "obj"})


def _openers(reading: Reading, hit: Hit, thing: Range, last: int) -> tuple[Mention, ...]:
    """Return who opens it: the subject, in the passive whom "by" names, and those present."""
    found = list(parts(reading, max(hit.last, thing[1]), last, role="object"))
    span = None if is_passive(reading.analysis, hit.first) else subject_range(reading.analysis, hit.first)
    if _comes_to(reading, hit.first) is not None:
        sentence = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]]
        span = (sentence.first, hit.first)
    before = [] if span is None else list(parts(reading, span[0], min(span[1], hit.first)))
    told = [p for p in found if p.role in {"agent", "witness", "lead", "delegate"}]
    return taking_part(reading, [*before, *told])


def _is_ceremonial(reading: Reading, hit: Hit, people: tuple[Mention, ...], first: int, last: int) -> bool:
    analysis, words = reading.analysis, reading.lexicon
    near = analysis.tokens[max(first, hit.first - 2) : min(last, hit.last + 1)]
    solemn = any(token.lower in words.terms("events", "solemnly") for token in near)
    place = place_of(reading, hit.first, first, last)
    day = any(date.is_day for date in reading.dates_in(first, last))
    person = any(mention.type == "person" for mention in people)
    solemn = solemn or _comes_to(reading, hit.first) is not None
    if solemn:
        return person or day or place is not None
    return (place is not None and (day or person)) or (day and person)


def opened_by(reading: Reading, code: str, name: Range, last: int) -> tuple[str, Range]:
    """Return how an opening is called, and what is opened behind those who open it: "the opening by X of Y".

    An empty beginning and the name itself for all others.
    """
    words = reading.lexicon
    tokens = reading.analysis.tokens
    agents, of = words.terms("events", "by_visitors"), words.terms("events", "of_owner")
    noun = tokens[name[1] - 1].lower
    alone = code == "ceremony" and noun in words.terms("events", "of_things") and not words.inflected
    if not alone or name[1] >= last or tokens[name[1]].lower not in agents:
        return "", name
    for index in range(name[1] + 1, min(last - 1, name[1] + _BETWEEN)):
        if tokens[index].pos in {"VERB", "AUX"} or (
            tokens[index].pos == "PUNCT" and tokens[index].text != "-"
        ):
            break
        named = any(m.first < index < m.last for m in reading.mentions_in(name[1], last))
        if tokens[index].lower in of and not named and tokens[index - 1].pos in {"PROPN", "NUM"}:
            thing = (index + 1, described(reading, index + 1, last))
            return f"{noun} {tokens[index].lower}", thing
    return "", name
