"""Who offers a programme. Ranges are token indices."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.anaphora import principals, several
from kelisim.extract.kinds.programme_lists import TOGETHER
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import outermost, parts

_PARTNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_BESIDE: Final = 14  # tokens before or behind a title in which those may stand whom it is with


def partners_of(
    reading: Reading, hit: Hit, title: Range, number: int, *, until: int | None = None
) -> tuple[Mention, ...]:
    """Return who offers it: the names after "with", "between", "by", the subject of the verb, "we"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[number]
    behind = max(title[1], hit.last)  # "the MSc in Tides, a joint degree with X"
    end = min(_next_title(reading, behind, sentence.last), _clause_end(reading, behind, sentence.last))
    end = end if until is None else min(end, until)
    found: list[Mention] = list(_in_relative_clause(reading, title, sentence.last))
    for cue in cues_in(reading, "programmes", "partner_words", behind, end):
        found.extend(names_after(reading, cue.last, end, _PARTNERS))
    if len(found) == 0:
        found = _before_for(reading, title, sentence.first)
    subjects: list[Mention] = []
    for cue in cues_in(reading, "programmes", "specific", sentence.first, min(sentence.last, title[1] + 6)):
        if (
            tokens[cue.first].pos not in {"VERB", "AUX"}
            or is_passive(analysis, cue.first)
            or cue.code == "tell"
        ):
            continue
        acting = subjects_of(reading, cue.first, sentence.first, _PARTNERS)
        subjects.extend(m for m in acting if m.last <= title[0])
    subjects = subjects or _owners(reading, title)
    both = [*subjects, *(found or _in_brackets(reading, title, sentence.last))]
    if _count(both) < 2 and hit.code not in {"scholarship", "training"}:
        both = [*_speaker(reading, sentence.first, title), *both]
    if hit.code == "training":
        both += [m for m in reading.mentions_in(hit.last, title[1]) if m.type == "organisation"]
    if len(both) == 0 and hit.code == "scholarship":
        both = _states(reading, title, sentence.first)
    return tuple(sorted(set(both), key=lambda m: m.first))


def partners_meant(
    reading: Reading, hit: Hit, title: Range, told: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Return those told to offer a programme, with those whom the sentence only means: "both sides"."""
    if _count(told) < 2 and hit.code in TOGETHER:
        return tuple(sorted(_with_the_other(reading, told, title), key=lambda m: m.first))
    if len(told) == 0:
        first = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]].first
        for group in cues_in(reading, "roles", "groups", first, title[0]):
            return several(reading, group.first)
    return told


def funders_of(reading: Reading, title: Range, number: int) -> tuple[Mention, ...]:
    """Return who pays for a programme known by name: "funded by X", "of the Government of Y"."""
    sentence = reading.analysis.sentences[number]
    for cue in cues_in(reading, "programmes", "funded_by", title[1], min(sentence.last, title[1] + 5)):
        return names_after(reading, cue.last, sentence.last, _PARTNERS)
    return ()


def bearers_of(reading: Reading, hit: Hit, title: Range, number: int) -> tuple[Mention, ...]:
    """Return whose a programme with a name of its own is: as it pays, owns, or is told to offer it."""
    found = funders_of(reading, title, number) or tuple(_owners(reading, title))
    return found or partners_of(reading, hit, title, number)


def _count(mentions: Iterable[Mention]) -> int:
    return len({id for m in mentions for id in m.referents})


def _in_relative_clause(reading: Reading, title: Range, last: int) -> tuple[Mention, ...]:
    """Return who does it in a clause behind a title: "scholarships, which X and Y pay in halves"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    for verb in range(title[1], min(last, title[1] + _BESIDE)):
        if tokens[verb].relation != "acl:relcl" or not title[0] <= tokens[verb].head < title[1]:
            continue
        subjects = [c for c in analysis.children[verb] if tokens[c].relation == "nsubj"]
        if not any(tokens[c].pos in {"NOUN", "PROPN"} for c in subjects):
            return ()
        within = outermost(reading.mentions_in(title[1], verb)).values()
        return tuple(m for m in within if m.type in _PARTNERS)
    return ()


def _in_brackets(reading: Reading, title: Range, last: int) -> list[Mention]:
    """Return those named in brackets right after a title: "a double degree in logistics (A – B)"."""
    tokens = reading.analysis.tokens
    if title[1] >= last or tokens[title[1]].text != "(":
        return []
    closing = next((i for i in range(title[1], last) if tokens[i].text == ")"), title[1])
    inside = outermost(reading.mentions_in(title[1], closing)).values()
    return [m for m in inside if m.type == "organisation"]


def _states(reading: Reading, title: Range, first: int) -> list[Mention]:
    """Return the states that give something: "Norland offers 20 scholarships"."""
    acting = [p for p in parts(reading, first, title[0]) if p.role in {"subject", "between"} and not p.nested]
    return [p.mention for p in acting if p.mention.type == "place"]


def _with_the_other(reading: Reading, told: tuple[Mention, ...], title: Range) -> tuple[Mention, ...]:
    """Return those told with the other side: whom the text told to act together before, or is about."""
    known = {id for m in told for id in m.referents}
    for acting in (several(reading, title[0]), principals(reading, title[0])):
        others = [m for m in acting if known.isdisjoint(m.referents)]
        if len(acting) > 0 and len(others) == len(acting) - len(known) and _count([*told, *others]) > 1:
            return (*told, *others)
    return told


def _clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where the stretch after a title ends: at a semicolon, or a comma before another noun phrase."""
    tokens = reading.analysis.tokens
    for index in range(first, last - 1):
        if tokens[index].text == ";":
            return index
        opens = tokens[index].text == "," and tokens[index + 1].pos in {"DET", "CCONJ", "NUM", "SCONJ"}
        named = any(m.first <= index + 2 <= m.last for m in reading.mentions_in(index, index + 10))
        if opens and not named:
            return index
    return last


def _before_for(reading: Reading, title: Range, first: int) -> list[Mention]:
    """Return whom it is with where that stands first: "one with the University of X for a joint PhD"."""
    found: list[Mention] = []
    for cue in cues_in(reading, "programmes", "partner_words", max(first, title[0] - _BESIDE), title[0]):
        listed = names_after(reading, cue.last, title[0], _PARTNERS)
        found = list(listed) if len(listed) > 0 and title[0] - listed[-1].last <= 3 else found
    return found


def _next_title(reading: Reading, first: int, last: int) -> int:
    return next((h.first for h in cues_in(reading, "programmes", "kind", first, last)), last)


def _owners(reading: Reading, title: Range) -> list[Mention]:
    """Return whose programme it is: "NU's third dual programme"."""
    possessive = reading.lexicon.topics.get("organisations", {}).get("links", {}).get("possessive", ())
    before = [m for m in reading.mentions_in(max(0, title[0] - 12), title[0]) if m.type in _PARTNERS]
    return [
        m for m in before if title[0] - m.last <= 4 and reading.analysis.tokens[m.last].text in possessive
    ][-1:]


def _speaker(reading: Reading, first: int, title: Range) -> list[Mention]:
    """Return the organisation that the text is about, where "we" speak."""
    tokens = reading.analysis.tokens
    we = reading.lexicon.terms("programmes", "we")
    if not any(tokens[i].lower in we for i in range(first, title[0])):
        return []
    organisations = [m for m in reading.mentions if m.type == "organisation" and len(m.referents) == 1]
    most = Counter(m.referents for m in organisations).most_common(1)
    return [m for m in organisations if m.referents == most[0][0]][:1]
