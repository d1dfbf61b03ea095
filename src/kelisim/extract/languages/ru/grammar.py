"""Russian: natasha's segmentation, morphology, syntax and names, all within its packages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from natasha import (
    Doc,
    MorphVocab,
    NewsEmbedding,
    NewsMorphTagger,
    NewsNERTagger,
    NewsSyntaxParser,
    Segmenter,
)
from pymorphy2 import MorphAnalyzer

from kelisim.extract.analysis import Analysis, Block, Guess, Sentence, Token, analysis
from kelisim.extract.languages.ru.base_form import base_form, is_russian
from kelisim.extract.lexicon import lexicon

_LABELS: Final = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
_KEPT: Final = 10_000  # words, as natasha keeps
_WORDS: Final = 200  # of the longest sentence that is parsed beside others
_CHARACTERS: Final = 2000  # of the longest paragraph whose names are told beside others


class _Dictionary(MorphAnalyzer):  # type: ignore[misc]  # pymorphy tells no types
    """pymorphy's analyser, which keeps what it said of the last words."""

    parse = lru_cache(_KEPT)(MorphAnalyzer.parse)


class _Segmenter(Segmenter):  # type: ignore[misc]  # natasha tells no types
    """natasha's segmenter, which parts two posts joined without spaces: "Председатель Правления-Ректор"."""

    def tokenize(self, text: str) -> Iterator[Any]:
        """Yield the tokens of a text."""
        for token in super().tokenize(text):
            found = _two_posts().fullmatch(token.text) if "-" in token.text else None
            if found is None:
                yield token
                continue
            for number in range(1, 4):
                start, stop = found.span(number)
                yield type(token)(token.start + start, token.start + stop, token.text[start:stop])


@dataclass(frozen=True, slots=True)
class Russian:
    """The Russian pack."""

    segmenter: Any
    morphology: Any
    syntax: Any
    names: Any
    vocabulary: Any
    dictionary: Any
    language: str = "ru"

    def analyse(self, texts: Sequence[tuple[str, tuple[Block, ...]]]) -> list[Analysis]:
        """Return the analysis of each text; blocks are parsed apart, so no sentence crosses a paragraph."""
        pieces = [
            [Doc(text[block.start : block.end]) for block in blocks if block.kind != "noise"]
            for text, blocks in texts
        ]
        self._tag([doc for docs in pieces for doc in docs])
        return [
            self._analysis(text, blocks, iter(docs))
            for (text, blocks), docs in zip(texts, pieces, strict=True)
        ]

    def base_form(self, analysis: Analysis, first: int, last: int, type: str) -> str:
        """Return the tokens `first` to `last` in the nominative, as a name of this type."""
        return base_form(self.dictionary, analysis, first, last, type)

    def _tag(self, docs: Sequence[Doc]) -> None:
        """Give blocks their sentences, parts of speech, heads and names; all of them together cost least."""
        for doc in docs:
            doc.segment(self.segmenter)
        words = [[token.text for token in sentence.tokens] for doc in docs for sentence in doc.sents]
        tagged = iter(_together(self.morphology, words, _WORDS))
        parsed = iter(_together(self.syntax, words, _WORDS))
        named = [doc for doc in docs if doc.text.strip() != ""]
        names = iter(_together(self.names, [doc.text for doc in named], _CHARACTERS))
        for doc in docs:
            doc.tag_morph(_Ready([next(tagged) for _ in doc.sents]))
            doc.parse_syntax(_Ready([next(parsed) for _ in doc.sents]))
            doc.tag_ner(_Ready([next(names)] if doc.text.strip() != "" else []))

    def _analysis(self, text: str, blocks: tuple[Block, ...], docs: Iterator[Doc]) -> Analysis:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        guesses: list[Guess] = []
        for number, block in enumerate(blocks):
            if block.kind != "noise":
                self._block(next(docs), block.start, number, (tokens, sentences, guesses))
        return analysis(text, "ru", blocks, tuple(sentences), tuple(tokens), tuple(guesses))

    def _block(
        self,
        doc: Doc,
        shift: int,
        number: int,
        found: tuple[list[Token], list[Sentence], list[Guess]],
    ) -> None:
        tokens, sentences, guesses = found
        for sentence in doc.sents:
            first = len(tokens)
            place = {token.id: first + i for i, token in enumerate(sentence.tokens)}
            for i, token in enumerate(sentence.tokens):
                if is_russian(token.text):  # the dictionary fails on rarer scripts
                    self._correct(token)
                    token.lemmatize(self.vocabulary)
                else:
                    token.lemma = token.text.lower()
                relation = "root" if token.rel is None else token.rel
                features = _written(tuple(token.feats.items()))
                tokens.append(
                    Token(
                        shift + token.start,
                        shift + token.stop,
                        token.text,
                        token.lemma,
                        token.pos,
                        relation,
                        place.get(token.head_id, first + i),
                        features,
                    )
                )
            sentences.append(Sentence(first, len(tokens), number))
            for span in sentence.spans:
                inside = [place[token.id] for token in span.tokens if token.id in place]
                if span.type in _LABELS and len(inside) > 0 and _two_posts().search(span.text) is None:
                    guesses.append(Guess(inside[0], inside[-1] + 1, _LABELS[span.type]))

    def _correct(self, token: Any) -> None:
        """Let a word that the dictionary knows as a finite verb only be one, whatever the tagger says."""
        if token.pos not in {"ADJ", "NOUN", "PROPN"} or not token.text.islower() or len(token.text) < 4:
            return
        features = _finite(self.vocabulary, token.text)
        if features is not None:
            token.pos, token.feats = "VERB", dict(features)


@cache
def _two_posts() -> re.Pattern[str]:
    """Return the pattern of two posts of one person that a hyphen joins without spaces."""
    table = lexicon("ru").table("posts", "joined")
    first, second = ("|".join(table[code]).replace("*", r"\w*") for code in ("first", "second"))
    return re.compile(rf"({first})(-)({second})", re.IGNORECASE)


@lru_cache(_KEPT)
def _finite(vocabulary: Any, word: str) -> tuple[tuple[str, str], ...] | None:
    """Return the features of a word that the dictionary knows as a finite verb alone; None for any other."""
    forms = vocabulary(word)
    finite = all(form.pos == "VERB" and form.feats.get("VerbForm") == "Fin" for form in forms)
    return tuple(forms[0].feats.items()) if finite and vocabulary.word_is_known(word) else None


@lru_cache(_KEPT)
def _written(features: tuple[tuple[str, str], ...]) -> str:
    """Return features as they are written: "Case=Nom|Number=Sing"."""
    return "|".join(f"{key}={value}" for key, value in sorted(features))


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a tagger made of the sentences of a block, or of its text, given out as natasha's taggers do."""

    markups: Sequence[Any]

    def map(self, _items: Sequence[Any]) -> Sequence[Any]:
        return self.markups

    def __call__(self, _text: str) -> Any:
        return self.markups[0]


def _together(tagger: Any, items: Sequence[Any], longest: int) -> list[Any]:
    """Return what a tagger makes of each item, those of like length side by side.

    Arguments:
        longest: length from which an item goes alone: beside it the others would take as much memory.
    """
    order = sorted(range(len(items)), key=lambda number: len(items[number]))
    short = [number for number in order if len(items[number]) <= longest]
    found = dict(zip(short, tagger.map([items[number] for number in short]), strict=True))
    for number in order[len(short) :]:
        found[number] = tagger(items[number])
    return [found[number] for number in range(len(items))]


def load() -> Russian:
    """Return the pack with natasha's models for news."""
    embedding = NewsEmbedding()
    return Russian(
        _Segmenter(),
        NewsMorphTagger(embedding),
        NewsSyntaxParser(embedding),
        NewsNERTagger(embedding),
        MorphVocab(),
        _Dictionary(),
    )
