"""Clauses whose finite verb stands second and whose other verbs close them, read without a parser: German.

Ranges are token indices. Side clauses (relative ones, those with a conjunction, infinitives with "zu") are
clauses of their own; the clause around them goes on behind them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost

_RELATIVE: Final = frozenset(
    {"der", "die", "das", "dem", "den", "denen", "dessen", "deren", "welche", "welcher", "welches", "welchem"}
)
_OPENING: Final = frozenset({"wie", "was", "wo", "wofür", "woran", "um", "ob", "wer", "wonach"})
_POST: Final = 16  # tokens of a post and its titles before the name
_LOCATED: Final = 2  # tokens between a body and the place where it is
_TITLED: Final = 5  # tokens between a body and who is named behind it with titles
AGENTS: Final = frozenset({"von", "vom", "durch"})
"""Prepositions of those by whom something is done."""

_PERSONAL: Final = frozenset({"er", "sie", "es"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its tokens (side clauses taken out), verbs, and what kind it is.

    `finite` and `full` are the tokens of the finite and the full verb; `verb` is the infinitive of the
    latter. `kind` is "main", "side", "relative" or "infinitive".
    """

    first: int
    last: int
    tokens: tuple[int, ...]
    kind: str
    finite: int | None
    full: int | None
    verb: str
    passive: bool

    def holds(self, first: int, last: int) -> bool:
        """Tell whether all of a range is of the clause itself."""
        return all(index in self.tokens for index in (first, last - 1))


@dataclass(frozen=True, slots=True)
class Argument:
    """A name in a clause with the preposition before it; `modifies` where it only belongs to a noun."""

    mention: Mention
    preposition: str
    modifies: bool


def clauses(reading: Reading, number: int) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in the order of their first tokens."""
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    sides = [*_sides(tokens, sentence.first, sentence.last)]
    sides += list(_infinitives(tokens, sentence.first, sentence.last, sides))
    found: list[Clause] = []
    covered: set[int] = set()
    for first, last, kind in sorted(sides, key=lambda s: (s[0], -s[1])):
        inner = {i for f, end, _ in sides if first < f and end <= last for i in range(f, end)}
        own = tuple(i for i in range(first, last) if i not in inner)
        covered.update(range(first, last))
        found.append(_clause(tokens, own, kind))
    main = [i for i in range(sentence.first, sentence.last) if i not in covered]
    found += [_clause(tokens, part, "main") for part in _mains(tokens, main)]
    return tuple(sorted(found, key=lambda clause: clause.first))


def _sides(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    for index in range(first, last - 1):
        if not (index == first or tokens[index - 1].text in {",", "–", "—", "("}):
            continue
        token = tokens[index]
        after = tokens[index + 1].lower
        relative = token.lower in _RELATIVE or (token.pos == "ADP" and after in _RELATIVE)
        if token.pos != "SCONJ" and token.lower not in _OPENING and not (relative and index > first):
            continue
        end = _final_verb(tokens, index + 1, last)
        if end is None and token.pos == "SCONJ":  # its verb is none that is known
            end = next((i for i in range(index + 1, last) if tokens[i].pos == "PUNCT"), None)
        if end is not None and (not relative or _is_final(tokens, index, end)):
            yield index, end, "relative" if relative else "side"


def _final_verb(tokens: Sequence[Token], index: int, last: int) -> int | None:
    """Return the end of a side clause: behind its finite verb before a mark, a coordinator or the end."""
    skip = index
    for at in range(index, last):
        if tokens[at].text in {";", "."}:
            return None
        if at < skip:
            continue
        if tokens[at].text == "," and _opens_side(tokens, at + 1, last):  # a clause within the clause
            inner = _final_verb(tokens, at + 2, last)
            skip = skip if inner is None or inner >= last - 1 else inner
            continue
        if not _is_finite(tokens[at]):
            continue
        if at + 1 == last or tokens[at + 1].pos in {"PUNCT", "CCONJ"}:
            return at + 1
    return None


def _opens_side(tokens: Sequence[Token], index: int, last: int) -> bool:
    if index + 1 >= last:
        return False
    token = tokens[index]
    relative = token.lower in _RELATIVE or (token.pos == "ADP" and tokens[index + 1].lower in _RELATIVE)
    return token.pos == "SCONJ" or token.lower in _OPENING or relative


def _is_final(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a range holds no finite verb but its last: "der Präsident sagte" is no side clause."""
    return not any(
        _is_finite(tokens[i]) and tokens[i + 1].pos not in {"VERB", "AUX", "PUNCT", "CCONJ"}
        for i in range(first, last - 1)
    )


def _infinitives(
    tokens: Sequence[Token], first: int, last: int, sides: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    for index in range(first + 1, last):
        if not is_zu_infinitive(tokens, index):
            continue
        start = index
        while start > first and not (
            tokens[start - 1].text in {",", ":", ";", "„"} and _opens(tokens, start)
        ):
            start -= 1
        inside = any(f <= index < end and f >= start for f, end, _ in sides)
        if start > first and not inside:
            yield start, index + 1, "infinitive"


def _opens(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a comma opens an infinitive's clause, not a member of a list in it."""
    before = start - 2
    while before > 0 and tokens[before].pos in {"PUNCT"}:
        before -= 1
    return tokens[before].pos in {"VERB", "AUX", "PART", "ADV", "PRON"} or tokens[start].pos != "NOUN"


def is_zu_infinitive(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a verb is an infinitive with "zu": "zu gründen", "einzurichten"."""
    token = tokens[index]
    if token.pos != "VERB":
        return False
    joined = "VerbForm=Inf" in token.features and token.lower != token.lemma
    return joined or (index > 0 and tokens[index - 1].lower == "zu" and tokens[index - 1].pos == "PART")


def _mains(tokens: Sequence[Token], main: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the main clauses of a sentence, parted before another finite verb."""
    part: list[int] = []
    seen = False
    for position, index in enumerate(main):
        token = tokens[index]
        bracket = token.text in {";", ":"} or (token.pos == "CCONJ" or token.text == ",")
        if seen and bracket and _another(tokens, main[position + 1 :], closes=token.text in {";", ":"}):
            yield tuple(part)
            part, seen = [], False
            continue
        part.append(index)
        seen = seen or _is_finite(token)
    if len(part) > 0:
        yield tuple(part)


def _another(tokens: Sequence[Token], rest: Sequence[int], *, closes: bool) -> bool:
    """Tell whether a clause with its own finite verb follows before the next mark."""
    for count, index in enumerate(rest):
        if _is_finite(tokens[index]):
            following = index + 1 < len(tokens) and tokens[index + 1].pos == "PUNCT"
            return closes or not following or count < 2
        if tokens[index].text in {",", ";", ":"} or (tokens[index].pos == "CCONJ" and not closes):
            return False
    return False


def _is_finite(token: Token) -> bool:
    return token.pos == "AUX" or (token.pos == "VERB" and "VerbForm=Fin" in token.features)


def _clause(tokens: Sequence[Token], own: tuple[int, ...], kind: str) -> Clause:
    verbs = [i for i in own if tokens[i].pos in {"VERB", "AUX"}]
    finite = next((i for i in verbs if _is_finite(tokens[i])), None)
    if kind in {"side", "relative"}:
        finite = next((i for i in reversed(verbs) if _is_finite(tokens[i])), None)
    full = [i for i in verbs if tokens[i].pos == "VERB"]
    at = full[-1] if len(full) > 0 else finite
    helpers = {tokens[i].lower for i in verbs if tokens[i].pos == "AUX"}
    passive = (
        at is not None
        and not helpers.isdisjoint({"wird", "werden", "wurde", "wurden", "worden", "ist", "sind"})
        and tokens[at].pos == "VERB"
        and ("VerbForm=Part" in tokens[at].features or tokens[at].lower.endswith("t"))
        and at != finite
    )
    verb = "" if at is None else tokens[at].lemma
    return Clause(own[0], own[-1] + 1, own, kind, finite, at, verb, passive)


# ------------------------------------------------------------------ who stands in a clause


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
    genitive = (
        noun
        and mention.type != "person"
        and (article in {"der", "des", "dieser", "ihrer", "seiner", "eines", "einer"})
    )
    return Argument(mention, "", genitive or owner)


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
        return meant(reading, behind_verb)  # "trafen sie"
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
    return () if pronoun is None else meant(reading, pronoun)


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


def meant(reading: Reading, pronoun: int) -> tuple[Mention, ...]:
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


# ------------------------------------------------------------------ noun phrases

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
