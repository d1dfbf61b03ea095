"""Who stands in a clause: the names with their prepositions, the subjects, and whom a pronoun takes up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Token
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost
from kelisim.extract.verb_second.clauses import Clause

_POST: Final = 16  # tokens of a post and its titles before the name
_LOCATED: Final = 2  # tokens between a body and the place where it is
_TITLED: Final = 5  # tokens between a body and who is named behind it with titles
_PERSONAL: Final = frozenset({"er", "sie", "es"})

AGENTS: Final = frozenset({"von", "vom", "durch"})
"""Prepositions of those by whom something is done."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A name in a clause with the preposition before it; `modifies` where it only belongs to a noun."""

    mention: Mention
    preposition: str
    modifies: bool


def agents(reading: Reading, clause: Clause) -> list[Mention]:
    """Return by whom the verb of a passive clause is done: "von X", "durch Y"."""
    told = arguments(reading, clause)
    return [a.mention for a in told if a.preposition in AGENTS and not a.modifies]


def arguments(reading: Reading, clause: Clause) -> tuple[Argument, ...]:
    """Return the names of a clause in order, without the organisations in somebody's post."""
    owners = {p.organisation_tokens for p in reading.posts if p.organisation_tokens is not None}
    found: list[Argument] = []
    for mention in outermost(reading.mentions_in(clause.first, clause.last)).values():
        bracketed = reading.analysis.tokens[mention.first - 1].text == "(" and len(found) > 0
        again = bracketed and found[-1].mention.referents == mention.referents
        if again or not clause.holds(mention.first, mention.last):
            continue
        owner = (mention.first, mention.last) in owners and _in_post(reading, mention)
        found.append(_argument(reading, clause, mention, found, owner=owner))
    return tuple(found)


def _in_post(reading: Reading, mention: Mention) -> bool:
    """Tell whether an organisation stands in the phrase of a post: "Rektorin der Universität X"."""
    return any(
        (
            post.organisation_tokens == (mention.first, mention.last)
            and abs(post.office_tokens[1] - mention.first) <= 2
        )
        or (
            post.organisation_tokens == (mention.first, mention.last)
            and mention.last + 1 >= post.office_tokens[0] >= mention.last
        )
        for post in reading.posts
    )


def _argument(
    reading: Reading, clause: Clause, mention: Mention, before: Sequence[Argument], *, owner: bool
) -> Argument:
    tokens = reading.analysis.tokens
    begin = _phrase_begin(reading, mention, clause.first)
    preposition = tokens[begin - 1] if begin > clause.first and tokens[begin - 1].pos == "ADP" else None
    if preposition is not None:
        return Argument(mention, preposition.lower, owner)
    article = tokens[begin].lower if tokens[begin].pos == "DET" else ""
    last = before[-1] if len(before) > 0 else None
    if last is not None and _joined(tokens, last.mention.last, begin) and not apposed(tokens, last, mention):
        peer = before[-2] if len(before) > 1 and _locates(last, before[-2], mention) else last
        return Argument(mention, peer.preposition, peer.modifies or owner)
    noun = begin > clause.first and tokens[begin - 1].pos == "NOUN" and begin - 1 in clause.tokens
    if noun and mention.type == "organisation" and _stands_for(reading, begin - 1):
        sent = _phrase_start(tokens, begin - 1, clause.first)
        before_it = tokens[sent - 1] if sent > clause.first and tokens[sent - 1].pos == "ADP" else None
        return Argument(mention, "" if before_it is None else before_it.lower, owner)
    genitive = (
        noun
        and mention.type != "person"
        and (article in {"der", "des", "dieser", "ihrer", "seiner", "eines", "einer"})
    )
    return Argument(mention, "", genitive or owner)


def _stands_for(reading: Reading, noun: int) -> bool:
    """Tell whether those named by a noun act for the body behind it: "eine Delegation der Universität X"."""
    return reading.lexicon.cues("events", "stand_for").at(reading.analysis.tokens, noun, noun + 1) is not None


def _phrase_start(tokens: Sequence[Token], noun: int, lowest: int) -> int:
    start = noun
    while start > lowest and tokens[start - 1].pos in {"DET", "ADJ", "NUM"}:
        start -= 1
    return start


def apposed(tokens: Sequence[Token], last: Argument, mention: Mention) -> bool:
    """Tell whether a comma only closes the words of a post: "sein Kollege von der Universität X, Prof. Y"."""
    between = tokens[last.mention.last : mention.first]
    person = mention.type == "person" and last.mention.type == "organisation" and len(between) < _TITLED
    return person and between[0].text == "," and all(t.pos not in {"CCONJ", "VERB", "AUX"} for t in between)


def _locates(place: Argument, body: Argument, other: Mention) -> bool:
    """Tell whether a place only says where the body before it is: "die Universität X in Y und das Z"."""
    bodies = {body.mention.type, other.type} <= {"organisation", "group"}
    near = 0 <= place.mention.first - body.mention.last <= _LOCATED
    return bodies and near and place.mention.type == "place" and place.preposition != ""


def _joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a name is coordinated to the one that ends before `first`."""
    between = tokens[first:last]
    marks = [t for t in between if t.pos == "CCONJ" or t.text == ","]
    small = all(
        t.pos in {"CCONJ", "PUNCT", "DET"} or t.lower in {"sowie", "auch", "von", "vom"} for t in between
    )
    return len(marks) > 0 and small and len(between) < 4


def _phrase_begin(reading: Reading, mention: Mention, lowest: int) -> int:
    """Return where the noun phrase of a name begins: its article, adjectives, title and post."""
    tokens = reading.analysis.tokens
    posts = [p.office_tokens[0] for p in reading.posts if p.person_tokens == (mention.first, mention.last)]
    begin = min([mention.first, *(at for at in posts if 0 < mention.first - at < _POST)])
    while begin > lowest and mention.first - begin < _POST:
        before = tokens[begin - 1]
        if before.text == "-" and begin - 2 > lowest and tokens[begin - 2].pos == "NOUN":
            begin -= 2  # "von TUM-Vizepräsidentin X"
            continue
        titled = mention.type == "person" and (before.text in {".", "-"} or _is_title(reading, begin - 1))
        kind = mention.type == "organisation" and before.pos == "NOUN" and begin - 1 > lowest
        kind = kind and tokens[begin - 2].pos in {"DET", "ADP", "ADJ"}
        if before.pos not in {"DET", "ADJ", "NUM"} and not titled and not kind:
            break
        begin -= 1
        if before.pos == "DET":
            break
    return begin


def _is_title(reading: Reading, index: int) -> bool:
    return reading.analysis.tokens[index].lower in reading.lexicon.table("people", "titles").get("words", ())


def subjects(reading: Reading, clause: Clause) -> tuple[Mention, ...]:
    """Return who does what a clause tells: names without a preposition, else whom its pronoun takes up.

    A name before the finite verb comes first; a relative clause has the name before it as its subject.
    """
    tokens = reading.analysis.tokens
    if clause.kind == "relative" and tokens[clause.first].lower in {"der", "die", "das", "welche", "welcher"}:
        edge = clause.first - 1
        near = [
            m
            for m in reading.mentions_in(max(0, edge - 24), edge)
            if 0 <= edge - m.last <= 4 and m.type != "place"
        ]
        return tuple(near[-1:])
    behind_verb = -1 if clause.finite is None else clause.finite + 1
    if clause.kind == "main" and behind_verb in clause.tokens and tokens[behind_verb].lower in _PERSONAL:
        return _meant(reading, behind_verb)  # "trafen sie"
    free = [a for a in arguments(reading, clause) if a.preposition == "" and not a.modifies]
    free = [a for a in free if a.mention.type in {"organisation", "person", "group"} or _acts(clause, a)]
    free = [a for a in free if tokens[a.mention.first - 1].lower not in {"den", "dem"}]
    if clause.finite is not None and clause.kind == "main":
        before = [a for a in free if a.mention.last <= clause.finite]
        behind = [a for a in free if a.mention.first > clause.finite]
        free = before or _run(tokens, behind)
    else:
        free = _run(tokens, free)
    if len(free) > 0:
        return tuple(a.mention for a in free)
    pronoun = next(
        (i for i in clause.tokens[:6] if tokens[i].lower in _PERSONAL and tokens[i].pos == "PRON"), None
    )
    return () if pronoun is None else _meant(reading, pronoun)


def _acts(clause: Clause, argument: Argument) -> bool:
    """Tell whether a country acts: it opens the clause, its verb right behind it."""
    return argument.mention.type == "place" and clause.finite == argument.mention.last


def _run(tokens: Sequence[Token], found: Sequence[Argument]) -> list[Argument]:
    """Return the first of the names and those joined to it."""
    kept = list(found[:1])
    for argument in found[1:]:
        between = tokens[kept[-1].mention.last : argument.mention.first]
        people = argument.mention.type == kept[-1].mention.type == "person"
        marked = any(t.pos == "CCONJ" or t.text == "," for t in between)
        if people and marked and all(t.pos not in {"VERB", "AUX"} for t in between):
            kept.append(argument)  # posts and their organisations may stand between
            continue
        if len(between) > 14 or not any(t.pos == "CCONJ" or t.text == "," for t in between):
            break
        if any(t.pos in {"VERB", "AUX", "ADP"} for t in between):
            break
        kept.append(argument)
    return kept


def _meant(reading: Reading, pronoun: int) -> tuple[Mention, ...]:
    """Return whom "er", "sie" or "es" takes up: the subject of a sentence before, a person rather."""
    analysis = reading.analysis
    wanted = {"organisation"} if analysis.tokens[pronoun].lower == "es" else {"person", "organisation"}
    number = analysis.sentence_of[pronoun]
    for near in range(number, max(-1, number - 3), -1):
        sentence = analysis.sentences[near]
        last = min(sentence.last, pronoun)
        named = [m for m in outermost(reading.mentions_in(sentence.first, last)).values() if m.type in wanted]
        people = [m for m in named if m.type == "person"]
        if len(people) > 0 or len(named) > 0:
            return ((people or named)[-1],) if len(people) > 0 else (named[0],)
    return ()
