"""Clauses whose finite verb stands second and whose other verbs close them.

Side clauses (relative ones, those with a conjunction, infinitives with "zu") are clauses of their own; the
clause around them goes on behind them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Token
from kelisim.extract.reading import Reading

_RELATIVE: Final = frozenset(
    {"der", "die", "das", "dem", "den", "denen", "dessen", "deren", "welche", "welcher", "welches", "welchem"}
)
_OPENING: Final = frozenset({"wie", "was", "wo", "wofür", "woran", "um", "ob", "wer", "wonach"})


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
        if tokens[at].text == ";" or (tokens[at].text == "." and not tokens[at - 1].text.isdigit()):
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
