"""Intentions in clauses with a verb bracket: "X schlug vor, Y zu gründen", "X möchte mit Z … anbieten"."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase, statement
from kelisim.extract.kinds.anaphora import several
from kelisim.extract.kinds.evidence import INTENTION
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_second import Clause, arguments, clauses, is_zu_infinitive, subjects
from kelisim.model import Statement, Value

_SHORTEST: Final = 2  # tokens of what is wanted
_LONGEST: Final = 34
_ADDRESSED: Final = frozenset({"", "gegenüber"})


def intentions(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each thing that is wanted, proposed or asked for."""
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence):
            continue
        told = clauses(reading, number)
        for position, clause in enumerate(told):
            if clause.kind == "infinitive" or clause.finite is None or _is_spoken(reading, clause.finite):
                continue
            found = _wanted(reading, clause, told[position + 1 :])
            if found is None or not _is_matter(reading, *found[0]):
                continue
            what, code = found
            acting = _actors(reading, told, position)
            acting = [m for m in acting if not what[0] <= m.first < what[1]]
            if len(acting) == 0 or (code == "plan" and _undertaken(reading, acting)):
                continue
            values = _values(reading, clause, what, acting)
            yield statement(
                reading,
                "intention",
                [phrase(reading, "what", *what), *values],
                [number],
                probability=INTENTION[code],
                extractor=extractor,
            )


def _wanted(reading: Reading, clause: Clause, rest: tuple[Clause, ...]) -> tuple[Range, str] | None:
    """Return what a clause says to be wanted, and the code of its word; None where it says nothing of it."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    assert clause.finite is not None
    assert clause.full is not None
    modal = tokens[clause.finite].lower
    for code, terms in words.table("intentions", "modals").items():
        if modal in terms and "VerbForm=Inf" in tokens[clause.full].features and clause.full > clause.finite:
            return (_object_of_modal(reading, clause), code) if not _denied(reading, clause) else None
    hit, asks = _word(reading, clause)
    if hit is None or _denied(reading, clause):
        return None
    following = [c for c in rest if 0 <= c.first - clause.last <= 2 or clause.first < c.first < clause.last]
    after = next((c for c in following if c.first > hit.first), None)
    if after is not None and (after.kind == "infinitive" or tokens[after.first].lower in {"dass", "ob"}):
        return (after.first, after.last), hit.code
    inner = next((i for i in clause.tokens if i > hit.last and is_zu_infinitive(tokens, i)), None)
    if inner is not None:
        return (_behind_subject(reading, clause), inner + 1), hit.code
    noun = None if asks or clause.passive else _object(reading, clause, hit.last)
    return None if noun is None else (noun, hit.code)


def _word(reading: Reading, clause: Clause) -> tuple[Hit | None, bool]:
    """Return the word of wishing of a clause, its verb or a noun, and whether it only asks somebody."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    verbs = {clause.full, clause.finite}
    for table in ("asks", "verbs"):
        cues = words.cues("intentions", table)
        for index in clause.tokens:
            hit = cues.at(tokens, index, clause.last)
            if hit is not None and (index in verbs or tokens[index].pos not in {"VERB", "AUX"}):
                both = words.cues("intentions", "verbs").at(tokens, index, clause.last) is not None
                return hit, table == "asks" and not both
    return None, False


def _object_of_modal(reading: Reading, clause: Clause) -> Range:
    """Return what a modal governs: the words to the infinitive, without the subject and talks about it."""
    tokens = reading.analysis.tokens
    assert clause.full is not None
    start = _behind_subject(reading, clause)
    talks = reading.lexicon.terms("intentions", "talks")
    if tokens[clause.full].lemma in talks:
        about = next((i for i in range(start, clause.full) if tokens[i].lower == "über"), None)
        if about is not None:
            return about + 1, clause.full
    return start, clause.full + 1


def _behind_subject(reading: Reading, clause: Clause) -> int:
    """Return the first token of what follows the finite verb and, where it follows that, the subject."""
    tokens = reading.analysis.tokens
    assert clause.finite is not None
    if clause.kind != "main":
        return min(clause.first + 1, clause.last)
    start = clause.finite + 1
    behind = [m.last for m in subjects(reading, clause) if clause.finite < m.first <= clause.finite + 14]
    start = max([start, *behind])
    while start < clause.last and (tokens[start].pos in {"PRON", "PUNCT"} and tokens[start].lower != "sich"):
        start += 1
    return start


def _object(reading: Reading, clause: Clause, begin: int) -> Range | None:
    """Return the noun phrase that a verb of wishing has as its object: "schlägt ein Zentrum vor"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    links = words.terms("intentions", "links")
    dates = {i for d in reading.dates_in(clause.first, clause.last) for i in range(d.first, d.last)}
    named = {i for m in reading.mentions_in(clause.first, clause.last) for i in range(m.first, m.last)}
    assert clause.full is not None
    passive = clause.passive and clause.finite is not None and clause.finite < begin
    low = clause.first if passive or clause.kind != "main" else begin
    for index in range(low, clause.last):
        token = tokens[index]
        if index in dates or index in named or index not in clause.tokens:
            continue
        opens = token.lower in links or (token.pos == "DET" and tokens[index - 1].pos != "ADP")
        if not opens or index + 1 >= clause.last or index + 1 in named:
            continue
        start = index + 1 if token.lower in links else index
        end = start + 1
        while end < clause.last and end in clause.tokens and end not in dates:
            if tokens[end].pos in {"VERB", "AUX", "PUNCT"} or (tokens[end].pos == "PART" and end > start + 1):
                break
            end += 1
        return (start, end) if any(tokens[i].pos == "NOUN" for i in range(start, end)) else None
    return None


def _actors(reading: Reading, told: Sequence[Clause], position: int) -> list[Mention]:
    """Return who wants it: the subject, that of the clause before where one is shared, or both sides."""
    clause = told[position]
    found = [m for m in subjects(reading, clause) if m.type != "place" or clause.finite == m.last]
    if len(found) > 0:
        return found
    if clause.kind == "main":
        earlier = [c for c in told[:position] if c.kind == "main"]
        if len(earlier) > 0 and clause.finite is not None and clause.finite - clause.first < 3:
            return list(subjects(reading, earlier[-1]))
    groups = reading.lexicon.cues("roles", "groups").find(reading.analysis.tokens, clause.first, clause.last)
    return list(several(reading, clause.first)) if any(True for _ in groups) else []


def _undertaken(reading: Reading, acting: Sequence[Mention]) -> bool:
    """Tell whether several bodies plan what they have signed: it is told as a commitment then."""
    bodies = {id for m in acting if m.type == "organisation" for id in m.referents}
    signed = reading.lexicon.cues("agreements", "sole")
    tokens = reading.analysis.tokens
    return len(bodies) > 1 and any(True for _ in signed.find(tokens, 0, len(tokens)))


def _values(reading: Reading, clause: Clause, what: Range, acting: Sequence[Mention]) -> list[Value]:
    """Return who wants it and with whom."""
    values: list[Value] = []
    for mention in acting:
        values += names(reading, "actors", mention, probability=0.8)
    ours = {id for m in acting for id in m.referents}
    for argument in arguments(reading, clause):
        other = ours.isdisjoint(argument.mention.referents) and argument.mention.type != "place"
        asked = argument.preposition in _ADDRESSED and not argument.modifies
        inside = what[0] <= argument.mention.first < what[1]
        if other and ((asked and not inside) or argument.preposition == "mit"):
            values += names(reading, "with", argument.mention, probability=0.7)
    for clause_in in clauses(reading, reading.analysis.sentence_of[what[0]]):
        if clause_in.first == what[0] and clause_in.kind != "main":
            for argument in arguments(reading, clause_in):
                if argument.preposition == "mit" and ours.isdisjoint(argument.mention.referents):
                    values += names(reading, "with", argument.mention, probability=0.7)
    return values


def _is_matter(reading: Reading, first: int, last: int) -> bool:
    """Tell whether what is wanted is a thing to be done: it has a noun and no idle verb."""
    tokens = reading.analysis.tokens
    if not _SHORTEST <= last - first <= _LONGEST:
        return False
    idle = reading.lexicon.terms("intentions", "idle")
    if tokens[last - 1].lemma in idle:
        return False
    return any(tokens[i].pos in {"NOUN", "PROPN"} for i in range(first, last))


def _denied(reading: Reading, clause: Clause) -> bool:
    tokens = reading.analysis.tokens
    return any(
        tokens[i].lower == "nicht" and tokens[i + 1].lower not in {"nur", "allein"} for i in clause.tokens
    )


def _is_spoken(reading: Reading, index: int) -> bool:
    """Tell whether a token stands within quoted speech, whose "we" and "I" are nobody's plans."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[index]]
    opened = [i for i in range(sentence.first, index) if tokens[i].text in {"„", "«"}]
    closed = [i for i in range(sentence.first, index) if tokens[i].text in {"“", "”", "»"}]
    return len(opened) > len(closed)
