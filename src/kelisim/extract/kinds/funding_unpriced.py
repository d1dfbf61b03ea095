"""Who funds what, where no sum is told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase
from kelisim.extract.kinds.anaphora import body_told
from kelisim.extract.kinds.funding_purpose import TAKERS, noun_start, trimmed, without_articles
from kelisim.extract.kinds.money import GIVERS, right_before
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import ancestors, noun_phrase, subject_range
from kelisim.model import Value

_PAYING: Final[Mapping[str, str]] = {
    "unpriced_active": "expenses",
    "unpriced_bearing": "borne",
    "unpriced_awarding": "awarded",
}
"""Verbs of paying → the things that their object must be of."""
_CLOSE: Final = 5  # tokens after the verb within which its object is named


def told_before(reading: Reading, number: int) -> list[Value]:
    """Return the funders that the sentence before a sum tells: "decided to fund a centre. It receives …"."""
    found = next(unpriced(reading, number), [])
    return [value for value in found if value.slot == "funders"]


def unpriced(reading: Reading, number: int) -> Iterator[list[Value]]:
    """Yield the values of "the conference is funded by A, B and C", where it is no project that is funded."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    for hit in cues_in(reading, "funding", "unpriced", sentence.first, sentence.last):
        start = _behind_grant(reading, hit.last, sentence.last)
        funders = names_after(reading, start, sentence.last, GIVERS)
        if len(funders) == 0:
            told = body_told(reading, hit.last, min(hit.last + 2, sentence.last))
            funders = () if told is None else (told,)
        if len(funders) == 0:
            continue
        thing = _bearer(reading, hit.first) or _thing_funded(reading, hit.first)
        if hit.code == "funder" or (thing is not None and _is_expense(reading, *thing)):
            yield from _funded(reading, funders, thing)
    for verbs, things in _PAYING.items():
        for hit in cues_in(reading, "funding", verbs, sentence.first, sentence.last):
            yield from _paying(reading, hit, things, sentence.first, sentence.last)


def _is_expense(reading: Reading, first: int, last: int) -> bool:
    """Tell whether one of the things that money is for is named: "Accommodation is offered by"."""
    return any(True for table in _PAYING.values() for _ in cues_in(reading, "funding", table, first, last))


def _behind_grant(reading: Reading, first: int, last: int) -> int:
    """Return where the funder is named behind "by a Sakura grant of", else `first`."""
    tokens = reading.analysis.tokens
    money = reading.lexicon.terms("funding", "money")
    for index in range(first, min(last - 1, first + _CLOSE)):
        if tokens[index].lemma in money and tokens[index + 1].pos == "ADP":
            return index + 2
        if tokens[index].pos not in {"DET", "ADJ", "NOUN", "PROPN"}:
            break
    return first


def _paying(reading: Reading, hit: Hit, things: str, first: int, last: int) -> Iterator[list[Value]]:
    """Yield who pays for what, told by an active verb whose object is of the things that money is for."""
    analysis = reading.analysis
    if analysis.tokens[hit.first].pos != "VERB" or is_passive(analysis, hit.first):
        return
    if hit.last < last and analysis.tokens[hit.last].lower in reading.lexicon.terms("funding", "pays_for"):
        hit = replace(hit, last=hit.last + 1)
    before = analysis.tokens[hit.first - 1] if hit.first > first else None
    if (
        before is not None
        and before.pos == "ADP"
        and "VerbForm=Fin" not in analysis.tokens[hit.first].features
    ):
        return  # "an agreement on financing studies"
    maybe = reading.lexicon.terms("funding", "maybe")
    if any(analysis.tokens[child].lower in maybe for child in analysis.children[hit.first]):
        return
    end = phrase_end(reading, hit.last, last)
    if things != "expenses":
        end = min(end, hit.last + _CLOSE)
    expense = any(True for _ in cues_in(reading, "funding", things, hit.last, end))
    funders = subjects_of(reading, hit.first, first, frozenset({"organisation"}))
    if len(funders) == 0:
        close = right_before(reading, hit.first, first)
        funders = (close,) if close is not None and close.type == "organisation" else ()
    if len(funders) == 0:
        span = subject_range(analysis, hit.first)
        told = None if span is None else body_told(reading, *span)
        funders = () if told is None else (told,)
    if len(funders) == 0 or not all(m.named for m in funders):
        return
    if expense:
        yield from _funded(reading, funders, trimmed(reading, hit.last, last))
    elif things == "expenses" and analysis.tokens[hit.first].relation == "acl:relcl":
        noun = analysis.tokens[hit.first].head  # "the wind tunnel that X funded"
        yield from _funded(reading, funders, without_articles(reading, noun_start(reading, noun), noun + 1))


def _funded(reading: Reading, funders: tuple[Mention, ...], thing: Range | None) -> Iterator[list[Value]]:
    tokens = reading.analysis.tokens
    projects = reading.lexicon.terms("funding", "projects")
    if thing is None or any(token.lemma in projects for token in tokens[slice(*thing)]):
        return
    if all(token.pos in {"PRON", "DET"} for token in tokens[slice(*thing)]):
        return  # "it is funded by X": what it is the text tells elsewhere
    values = [value for mention in funders for value in names(reading, "funders", mention, probability=0.8)]
    length = thing[1] - thing[0]
    whole = [m for m in reading.mentions_in(*thing) if m.type in TAKERS and m.last - m.first >= length - 1]
    if len(whole) > 0:
        values += names(reading, "recipients", max(whole, key=lambda m: m.last - m.first), probability=0.6)
    else:
        values.append(phrase(reading, "purpose", *thing, probability=0.6))
    yield values


def _bearer(reading: Reading, cue: int) -> Range | None:
    """Return the subject of "X is a network … funded by": what is said of the network is said of X."""
    analysis = reading.analysis
    for index in ancestors(analysis, cue):
        head = analysis.tokens[index].head
        if analysis.tokens[index].relation != "xcomp" or analysis.tokens[head].pos != "AUX":
            continue
        for child in analysis.children[head]:
            if analysis.tokens[child].relation == "nsubj":
                here = [m for m in reading.mentions_in(max(0, child - 12), head) if m.first <= child < m.last]
                return next(((m.first, m.last) for m in here), None)
    return None


def _thing_funded(reading: Reading, cue: int) -> Range | None:
    """Return the noun phrase that is funded: the subject of the passive, or what the participle follows."""
    analysis = reading.analysis
    tokens = analysis.tokens
    span = next(
        (
            noun_phrase(analysis, child)
            for index in range(cue, min(cue + 3, len(tokens)))
            for child in analysis.children[index]
            if tokens[child].relation == "nsubj:pass"
        ),
        None,
    )
    if span is None and tokens[cue].relation.startswith("acl"):
        span = noun_phrase(analysis, tokens[cue].head)
    if span is None:
        span = subject_range(analysis, cue) or _done_with(reading, cue)
    if span is None:
        return None
    return without_articles(reading, span[0], min(span[1], cue) if span[0] < cue else span[1])


def _done_with(reading: Reading, cue: int) -> Range | None:
    """Return what is done with somebody's money: "A centre was opened with the support of the Ministry"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    verb = next((i for i in ancestors(analysis, cue) if tokens[i].pos == "VERB"), None)
    if verb is None:
        return None
    for relation in ("nsubj:pass", "obj"):
        for child in analysis.children[verb]:
            if tokens[child].relation == relation and child < cue:
                return noun_phrase(analysis, child)
    return None
