"""Analysis without a parser: tokens, sentences, and parts of speech by closed classes and endings.

The lists stand in the topic `grammar` of a pack's lexicon. Relations stay empty and every token is its own
head, so that the kinds of statement read a sentence from left to right.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kelisim.extract.analysis import Analysis, Block, Sentence, Token, analysis
from kelisim.extract.lexicon import Lexicon, lexicon

_TOKEN: Final = re.compile(
    r"""\d+(?:[.,:]\d+)*                                # 480.000, 2,4
      | [^\W\d_]+(?:[-‑'’ʼ&](?=[^\W_])[^\W_]+)*                # words, with hyphens and apostrophes
      | \S""",
    re.VERBOSE,
)
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*$")
_ENDS: Final = frozenset(".!?…")
_CLOSING: Final = frozenset("\"'”“’»)]")
_LONGEST_DAY: Final = 2  # digits of a number whose full stop makes it an ordinal: "22. Mai"

Lemma = Callable[[str, str], str]
"""From a word and its part of speech to its lemma."""
Base = Callable[[Analysis, int, int, str], str]
Split = Callable[[str], int]
"""From a word to the length of what is a word of its own before its hyphen; 0 for none."""
Cases = Callable[[Sequence[Token]], Sequence[Token]]
"""From the tokens of a sentence to the same with the cases that their neighbours show."""


@dataclass(frozen=True, slots=True)
class Shallow:
    """A pack without a parser: how its words are told apart stands in its lexicon."""

    language: str
    lemma: Lemma
    base: Base
    split: Split
    cases: Cases

    def analyse(self, texts: Sequence[tuple[str, tuple[Block, ...]]]) -> list[Analysis]:
        """Return the analysis of each text; no sentence crosses a paragraph."""
        return [self._analyse(text, blocks) for text, blocks in texts]

    def base_form(self, analysis: Analysis, first: int, last: int, type: str) -> str:
        """Return the tokens `first` to `last` in base form, as a name of this type."""
        return self.base(analysis, first, last, type)

    def _analyse(self, text: str, blocks: tuple[Block, ...]) -> Analysis:
        lists = lexicon(self.language)
        shortened = lists.terms("grammar", "shortened")
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, block in enumerate(blocks):
            if block.kind == "noise":
                continue
            spans = _spans(text, block.start, block.end, shortened, self.split)
            begun = len(tokens)
            for at, (start, end) in enumerate(spans):
                index = len(tokens)
                tokens.append(self._token(text[start:end], start, index, opening=index == begun))
                if _ends_sentence(text, spans, at):
                    sentences.append(Sentence(begun, index + 1, number))
                    tokens[begun:] = self.cases(tokens[begun:])
                    begun = index + 1
            if begun < len(tokens):
                tokens[begun:] = self.cases(tokens[begun:])
                sentences.append(Sentence(begun, len(tokens), number))
        return analysis(text, self.language, blocks, tuple(sentences), tuple(tokens))

    def _token(self, word: str, start: int, index: int, *, opening: bool) -> Token:
        lemma = self.lemma(word.lower(), "NOUN")
        pos, features = _class(self.language, word, lemma, opening=opening)
        if pos not in {"NOUN", "X"}:
            lemma = self.lemma(word.lower(), pos)
        return Token(start, start + len(word), word, lemma, pos, "", index, features)


def _spans(text: str, start: int, end: int, shortened: frozenset[str], split: Split) -> list[tuple[int, int]]:
    """Return the tokens of a block; the full stop of an abbreviation or initial is part of it."""
    spans: list[tuple[int, int]] = []
    dotted = [f"{term}." for term in shortened if "." in term]  # "т.б.", "м.а."
    at = start
    while (match := _TOKEN.search(text, at, end)) is not None:
        first, last = match.span()
        word = match[0]
        if last < end and text[last] == "." and _is_shortened(word, shortened):
            last += 1
        last = max([last, *(first + len(d) for d in dotted if text.startswith(d, first))])
        cut = split(word)
        if cut > 0:
            spans += [(first, first + cut), (first + cut, first + cut + 1)]
            first += cut + 1
        spans.append((first, last))
        at = last
    return spans


def _is_shortened(word: str, shortened: frozenset[str]) -> bool:
    return word.lower() in shortened or (len(word) == 1 and word.isupper())


def _ends_sentence(text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Return whether a sentence ends with a token: a full stop before a blank and no small letter."""
    if at + 1 >= len(spans):
        return True
    last = at
    while last > 0 and text[slice(*spans[last])] in _CLOSING:
        last -= 1
    mark = text[slice(*spans[last])]
    start, end = spans[at + 1]
    following = text[start:end]
    if mark not in _ENDS or start == spans[at][1] or following[0].islower() or following in _CLOSING:
        return False
    if following in {"–", "—", "-"} and last < at:  # „…“, – sagte
        return False
    before = text[slice(*spans[last - 1])] if last > 0 else ""
    return not (mark == "." and before.isdigit() and len(before) <= _LONGEST_DAY)


@lru_cache(maxsize=1 << 14)
def _class(language: str, word: str, lemma: str, *, opening: bool) -> tuple[str, str]:
    """Return part of speech and features: by closed class, by shape, by ending, else the language's rest."""
    lists = lexicon(language)
    lower = word.lower()
    if not any(c.isalnum() for c in word):
        return "PUNCT", ""
    if _NUMBER.match(word):
        return "NUM", ""
    capital = word[0].isupper() or _has_particle(word)
    listed = (
        None if capital and not opening else _listed(lists, {lower, lemma} if lists.inflected else {lower})
    )
    if listed is not None:
        return listed
    if capital or lemma in lists.terms("figures", "counted"):
        return "NOUN", _case(lists, lower)
    whole = None if lists.verb_final else _by_word(lists, lower)
    code = whole or _by_ending(lists, "endings", lower) or next(iter(lists.terms("grammar", "rest")), "NOUN")
    if code == "VERB":
        return code, "VerbForm=Part"
    return code, _case(lists, lower) if lists.verb_final else ""


def _has_particle(word: str) -> bool:
    """Return whether a small particle opens a name: "al-Rawahi", "d’Ivoire"."""
    return any(mark in "-’'" and after.isupper() for mark, after in pairwise(word))


def _listed(lists: Lexicon, forms: set[str]) -> tuple[str, str] | None:
    """Return part of speech and features of a word of the closed classes, or of a verb of the list."""
    for code, terms in lists.table("grammar", "classes").items():
        if not forms.isdisjoint(terms):
            return code, "VerbForm=Aux" if code == "AUX" else ""
    for form, terms in lists.table("grammar", "verbs").items():
        if not forms.isdisjoint(terms):
            return "VERB", f"VerbForm={form}"
    return None


def _case(lists: Lexicon, lower: str) -> str:
    """Return the case that a noun's ending shows, where the language has such endings."""
    code = _by_ending(lists, "cases", lower)
    return "" if code is None else f"Case={code}"


def _by_word(lists: Lexicon, lower: str) -> str | None:
    """Return the part of speech of a word that is itself listed among the endings: "neue"."""
    table = lists.table("grammar", "endings")
    return next((code for code, endings in table.items() if lower in endings), None)


def _by_ending(lists: Lexicon, table: str, lower: str) -> str | None:
    for code, endings in lists.table("grammar", table).items():
        if any(lower.endswith(ending) and len(lower) > len(ending) + 2 for ending in endings):
            return code
    return None
