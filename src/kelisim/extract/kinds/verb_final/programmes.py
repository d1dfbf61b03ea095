"""Programmes in clauses that close with their verb: "«X» бойынша қос дипломды бағдарлама ашылды"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.endings import bears_plural, unpossessed
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_final import Clause, clauses, noun_phrase_before
from kelisim.model import Statement, Value

_OPENING: Final = frozenset('«“„"')
_CLOSING: Final = frozenset('»”"')
_REACH: Final = 3  # tokens between a title in quotes and the noun that it names
_DEGREES: Final = frozenset({"dual_degree", "joint_degree"})
_OF_TWO: Final = frozenset({"dual_degree", "joint_degree", "exchange"})
_LONGEST: Final = 14  # tokens of a title in quotes


@dataclass(slots=True)
class _Programme:
    kind: str
    title: Range
    named: bool
    number: int
    status: str | None
    partners: list[Mention]


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme that is titled, or told to begin or to run."""
    found: list[_Programme] = []
    for told in _told(reading):
        same = next((p for p in found if _is_same(reading, p, told)), None)
        if same is None:
            found.append(told)
            continue
        same.status = same.status or told.status
        same.partners = same.partners or told.partners
        if told.named and not same.named:
            same.title, same.named = told.title, True
    for programme in found:
        values: list[Value] = [
            base_phrase(reading, "title", *programme.title, type="phrase"),
            normalised(reading, "kind", programme.kind, programme.title),
        ]
        if programme.status is not None:
            values.append(normalised(reading, "status", programme.status, programme.title))
        for mention in programme.partners:
            values += names(reading, "partners", mention, probability=0.7)
        yield statement(
            reading, "programme", values, [programme.number], probability=0.65, extractor=extractor
        )


def _told(reading: Reading) -> Iterator[_Programme]:
    analysis, words = reading.analysis, reading.lexicon
    kinds = words.cues("programmes", "kind")
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence):
            continue
        for clause in clauses(reading, number):
            barred = {
                i
                for m in reading.mentions_in(clause.first, clause.last)
                if m.type in {"organisation", "person"} and m.named
                for i in range(m.first, m.last)
            }
            every = kinds.find(analysis.tokens, clause.first, clause.last)
            hits = [hit for hit in every if hit.last - 1 not in barred]
            told = [_programme(reading, number, clause, hit) for hit in hits]
            kept = [p for p in told if p is not None]
            named = [p for p in kept if p.named]
            degrees = [h.code for h in hits if h.code in _DEGREES]
            for programme in named or kept:
                if len(degrees) > 0 and programme.kind in {"degree", "other"}:
                    programme.kind = degrees[0]  # "қос диплом «X» магистратурасы бойынша беріледі"
                yield programme


def _is_other(reading: Reading, clause: Clause, hit: Hit, *, named: bool) -> bool:
    """Tell whether the noun is a topic of something else, or, without a name, only wished for."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if hit.last < clause.last and (
        tokens[hit.last].lemma in words.terms("programmes", "not_before")
        or tokens[hit.last].lower in words.terms("programmes", "topics")
    ):
        return True
    if named:
        return False
    wishes = words.cues("intentions", "triggers").find(tokens, hit.last, clause.last)
    if any(True for _ in wishes) or hit.term in words.terms("programmes", "general_nouns"):
        return True
    verb = "" if clause.verb is None else tokens[clause.verb].lemma
    return bears_plural(words, tokens[hit.last - 1]) or verb in words.terms("programmes", "wished")


def _programme(reading: Reading, number: int, clause: Clause, hit: Hit) -> _Programme | None:
    title, named = _title(reading, clause, hit)
    status = _status(reading, clause)
    plain = title[1] - title[0] < 2 or hit.code in {"other", "scholarship"}
    if _is_other(reading, clause, hit, named=named) or (not named and (plain or status is None)):
        return None
    partners = _partners(clause) or _partners_before(reading, clause, hit)
    return _Programme(hit.code, title, named, number, status, partners)


def _title(reading: Reading, clause: Clause, hit: Hit) -> tuple[Range, bool]:
    """Return the words that name a programme: a title in quotes or in Latin letters, else its adjectives."""
    tokens = reading.analysis.tokens
    titled = reading.lexicon.terms("programmes", "titled")
    start = noun_phrase_before(reading, hit.first, clause.first)
    for index in range(hit.first - 1, max(clause.first, hit.first - _REACH - 2), -1):
        if tokens[index].text in _CLOSING:
            opening = range(index - 1, max(clause.first - 1, index - _LONGEST), -1)
            begin = next((i for i in opening if tokens[i].text in _OPENING), None)
            between = tokens[index + 1 : hit.first]
            if begin is None or any(t.features not in {"", "Case=Gen"} for t in between):
                return (start, hit.last), False
            field = any(t.pos == "ADP" for t in between)  # "«X» мамандығы бойынша қос диплом"
            return ((begin + 1, index) if field else (begin, hit.last)), True
        if tokens[index].pos in {"VERB", "PUNCT"} and tokens[index].lower not in titled:
            break
    cyrillic = any("а" <= c <= "я" for c in tokens[hit.last - 1].lower)
    latin = hit.first
    while (
        cyrillic
        and latin > clause.first
        and tokens[latin - 1].text[0].isascii()
        and (tokens[latin - 1].text[0].isupper() or tokens[latin - 1].text == "+")
    ):
        latin -= 1
    if latin < hit.first:
        return (latin, hit.last), True
    empty = reading.lexicon.terms("programmes", "empty")
    while start < hit.first and (tokens[start].lower in empty or "Case=Loc" in tokens[start].features):
        start += 1
    return (start, hit.last), False


def _status(reading: Reading, clause: Clause) -> str | None:
    """Return whether a programme runs or is planned, by the clause's verb."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    lemmas = {t.lemma for t in tokens[clause.first : clause.last]}
    if len(lemmas & words.terms("agreements", "planned_after")) > 0:
        return "planned"
    if clause.verb is None:
        return None
    features = tokens[clause.verb].features
    if "Tense=Fut" in features:
        begins = tokens[clause.verb].lemma in words.terms("programmes", "begins")
        return "planned" if begins else "running"
    return "running" if "Tense=" in features or tokens[clause.verb].pos == "AUX" else None


def _partners(clause: Clause) -> list[Mention]:
    """Return who offers a programme: the organisations that act in its clause and those with whom they do."""
    acting = [a.mention for a in clause.subjects if a.mention.type == "organisation" and not a.modifies]
    with_them = [a.mention for a in clause.of("Ins") if a.mention.type == "organisation"]
    return [*acting, *(m for m in with_them if m not in acting)]


def _partners_before(reading: Reading, clause: Clause, hit: Hit) -> list[Mention]:
    """Return the two universities named in the sentence before and the clause; none where there are more."""
    if hit.code not in _OF_TWO:
        return []
    first = reading.analysis.sentences[max(0, reading.analysis.sentence_of[hit.first] - 1)].first
    heads = set(reading.lexicon.table("names", "descriptions_alone").get("university", ()))
    found: dict[str, Mention] = {}
    for mention in reversed(reading.mentions_in(first, clause.last)):
        if mention.type != "organisation" or len(mention.referents) != 1:
            continue
        head = reading.referent(mention.referents[0]).name.split()[-1].casefold()
        if not heads.isdisjoint(unpossessed(reading.lexicon, head)):
            found.setdefault(mention.referents[0], mention)
    return sorted(found.values(), key=lambda m: m.first) if len(found) == 2 else []


def _is_same(reading: Reading, one: _Programme, other: _Programme) -> bool:
    """Tell whether two are one: by their title, or where the second says less than the first of its kind."""
    ours, theirs = (_content(reading, p.title) for p in (one, other))
    if one.named and other.named:
        return 2 * len(ours & theirs) > min(len(ours), len(theirs)) and min(len(ours), len(theirs)) > 1
    return one.kind == other.kind


def _content(reading: Reading, title: Range) -> set[str]:
    return {t.lemma for t in reading.analysis.tokens[slice(*title)] if t.pos != "PUNCT"}
