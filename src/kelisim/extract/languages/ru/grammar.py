"""Russian: natasha's segmentation, morphology, syntax and names, all within its packages."""

from collections.abc import Sequence
from dataclasses import dataclass
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

_LABELS: Final = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


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
        return [self._analyse(text, blocks) for text, blocks in texts]

    def base_form(self, analysis: Analysis, first: int, last: int, type: str) -> str:
        """Return the tokens `first` to `last` in the nominative, as a name of this type."""
        return base_form(self.dictionary, analysis, first, last, type)

    def _analyse(self, text: str, blocks: tuple[Block, ...]) -> Analysis:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        guesses: list[Guess] = []
        for number, block in enumerate(blocks):
            if block.kind != "noise":
                self._block(text[block.start : block.end], block.start, number, (tokens, sentences, guesses))
        return analysis(text, "ru", blocks, tuple(sentences), tuple(tokens), tuple(guesses))

    def _block(
        self,
        text: str,
        shift: int,
        number: int,
        found: tuple[list[Token], list[Sentence], list[Guess]],
    ) -> None:
        tokens, sentences, guesses = found
        doc = Doc(text)
        doc.segment(self.segmenter)
        doc.tag_morph(self.morphology)
        doc.parse_syntax(self.syntax)
        doc.tag_ner(self.names)
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
                features = "|".join(f"{key}={value}" for key, value in sorted(token.feats.items()))
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
                if span.type in _LABELS and len(inside) > 0:
                    guesses.append(Guess(inside[0], inside[-1] + 1, _LABELS[span.type]))

    def _correct(self, token: Any) -> None:
        """Let a word that the dictionary knows as a finite verb only be one, whatever the tagger says."""
        if token.pos not in {"ADJ", "NOUN", "PROPN"} or not token.text.islower() or len(token.text) < 4:
            return
        if not self.dictionary.word_is_known(token.text):
            return
        forms = self.vocabulary(token.text)
        if all(form.pos == "VERB" and form.feats.get("VerbForm") == "Fin" for form in forms):
            token.pos, token.feats = "VERB", dict(forms[0].feats)


def load() -> Russian:
    """Return the pack with natasha's models for news."""
    embedding = NewsEmbedding()
    return Russian(
        Segmenter(),
        NewsMorphTagger(embedding),
        NewsSyntaxParser(embedding),
        NewsNERTagger(embedding),
        MorphVocab(),
        MorphAnalyzer(),
    )
