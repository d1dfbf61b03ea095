"""A text as every language pack hands it on: blocks, sentences, tokens in Universal Dependencies.

Whatever library a pack rests on, the kinds of statement read this and nothing else. Labels are those of
Universal Dependencies v2 (https://universaldependencies.org): parts of speech in `Token.pos`, relations
in `Token.relation`. A pack without a parser leaves `head` at the token itself and `relation` empty.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final, Literal

BlockKind = Literal["paragraph", "heading", "item", "dateline", "noise"]

Range = tuple[int, int]
"""A stretch of tokens by their indices; the second is that of the first token behind it."""

_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, or noise (credit, contact line, boilerplate) by its offsets."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `head` is the index in `Analysis.tokens` of the word that it depends on."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    relation: str
    head: int
    features: str = ""  # "Case=Gen|Number=Plur", as far as the pack tells
    lower: str = field(init=False, repr=False, compare=False)  # the text in lower case

    def __post_init__(self) -> None:
        """Keep the lower case, which every rule asks for."""
        object.__setattr__(self, "lower", self.text.lower())

    @property
    def case(self) -> str:
        """The case of the word as Universal Dependencies name it ("Gen"); "" where it has none."""
        return self.features.partition("Case=")[2][:3]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of token indices, `last` exclusive; `block` is an index in `Analysis.blocks`."""

    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A name as the pipeline's own recogniser sees it: token range and one of PER, ORG, LOC, MISC."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with its blocks, sentences, tokens and the recogniser's guesses, all in text order."""

    text: str
    language: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    guesses: tuple[Guess, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    sentence_of: tuple[int, ...] = field(default=(), repr=False)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the character offsets of the tokens `first` to `last` (exclusive)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence in which an offset of the text lies, or that ends before it."""
        before = bisect_right(self.sentences, place, key=lambda each: self.tokens[each.first].start)
        return max(0, before - 1)

    def words(self, first: int, last: int) -> str:
        """Return the text of the tokens `first` to `last` (exclusive), verbatim."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def content_words(self, first: int, last: int) -> frozenset[str]:
        """Return the lemmas of the nouns, names and adjectives from token `first` to `last` (exclusive)."""
        return frozenset(token.lemma for token in self.tokens[first:last] if token.pos in _CONTENT)

    def is_heading(self, sentence: Sentence) -> bool:
        """Return whether a sentence stands in a heading."""
        return self.blocks[sentence.block].kind == "heading"


def analysis(
    text: str,
    language: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    tokens: tuple[Token, ...],
    guesses: tuple[Guess, ...] = (),
) -> Analysis:
    """Return the analysis with its look-ups (children of each token, sentence of each token) filled in.

    Heads that lead round in a circle, as parsers of single arcs may give, are opened: the first token of the
    circle becomes a root. What walks up or down a sentence may rely on coming to an end.
    """
    tokens = _opened(tokens)
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    sentence_of = [0] * len(tokens)
    for number, sentence in enumerate(sentences):
        for index in range(sentence.first, sentence.last):
            sentence_of[index] = number
    return Analysis(
        text,
        language,
        blocks,
        sentences,
        tokens,
        guesses,
        tuple(tuple(c) for c in children),
        tuple(sentence_of),
    )


def _opened(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with no head that leads back to its own token but a root's."""
    heads = [token.head for token in tokens]
    ends = [False] * len(tokens)  # known to lead to a root
    for index in range(len(tokens)):
        path: list[int] = []
        on_path: set[int] = set()
        current = index
        while not ends[current] and current not in on_path and heads[current] != current:
            path.append(current)
            on_path.add(current)
            current = heads[current]
        if current in on_path:
            first = min(path[path.index(current) :])
            heads[first] = first
        for each in (*path, current):
            ends[each] = True
    return tuple(
        token if token.head == head else replace(token, head=head, relation="root")
        for token, head in zip(tokens, heads, strict=True)
    )
