"""Figures where a parser tells cases: what a bare noun or a bare number counts, by the verb of its clause.

"обучаются 384 кыргызстанца", "преподавателей ОшГУ прошли курс", "из которых действуют 39",
"из них 127 – из-за рубежа", "остальные 12 учатся за свой счёт".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.kinds.figure_parts import whole_before
from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import subject_range

_DASHES: Final = frozenset({"-", "–", "—"})
_APART: Final = 3  # tokens between a verb and the number behind it: "не более", "от силы"
_TOLD: Final = 4  # tokens of what is said of a part
_PHRASE: Final = frozenset({"ADP", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM", "DET"})
_BETWEEN: Final = frozenset({"ADV", "PART", "ADP", "ADJ", "NOUN"})


def told_fully(reading: Reading, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures, a body that owns those counted as their scope, a bare noun with its verb."""
    for figure in found:
        if figure.unit == "" and figure.noun < 0:
            yield _with_verb(reading, _owned(reading, figure))
        elif figure.noun >= 0 and figure.unit == "" and figure.what == (figure.noun, figure.noun + 1):
            yield _with_verb(reading, figure)
        else:
            yield figure


def _owned(reading: Reading, figure: Figure) -> Figure:
    """Return a figure without the body behind its noun, which is where it holds: "преподавателей | ОшГУ"."""
    first, last = figure.what
    owner: Mention | None = next(
        (
            m
            for m in reading.mentions_in(first + 1, last + 8)
            if m.type == "organisation" and m.named and first < m.first < last <= m.last
        ),
        None,
    )
    if owner is None or len(owner.referents) != 1:
        return figure
    tokens = reading.analysis.tokens
    if tokens[owner.first - 1].pos not in {"NOUN", "ADJ"} or "Case=Gen" not in tokens[owner.first].features:
        return figure
    return replace(figure, what=(first, owner.first), scope=figure.scope or owner)


def _with_verb(reading: Reading, figure: Figure) -> Figure:
    """Return a figure of a bare noun with what those counted do: "кыргызстанца обучаются"."""
    tokens = reading.analysis.tokens
    noun = figure.what[0]
    if figure.what[1] != noun + 1 or tokens[noun].pos != "NOUN":
        return figure
    verb = tokens[noun].head
    lexicon = reading.lexicon
    if tokens[verb].pos != "VERB":
        return figure
    unit = tokens[noun].text
    if tokens[verb].lemma in lexicon.terms("figures", "comes_to"):
        subject = subject_range(reading.analysis, verb)
        head = (
            None if subject is None else next((i for i in range(*subject) if tokens[i].pos == "NOUN"), None)
        )
        return (
            figure if head in {None, noun} else replace(figure, unit=unit, what=(head, head + 1), noun=noun)
        )
    if tokens[verb].lemma in lexicon.terms("figures", "colourless") or not _acts(reading, noun, verb):
        return figure
    between = _between(reading, verb)
    return replace(figure, unit=unit, what=between or (verb, verb + 1), noun=noun)


def _acts(reading: Reading, noun: int, verb: int) -> bool:
    """Tell whether those counted do what a verb says; parsers may see an object in the genitive."""
    tokens = reading.analysis.tokens
    if tokens[noun].relation.startswith("nsubj"):
        return True
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[verb]]
    others = (t for t in tokens[sentence.first : sentence.last] if t.head == verb)
    agrees = "Number=Plur" in tokens[verb].features or "Gender=Neut" in tokens[verb].features
    alone = not any(t.relation.startswith("nsubj") for t in others)
    return agrees and alone and tokens[noun].relation == "obj"


def _between(reading: Reading, verb: int) -> tuple[int, int] | None:
    """Return whom things hold between, told at the head of their clause: "между вузами | действует 62"."""
    analysis = reading.analysis
    first = analysis.sentences[analysis.sentence_of[verb]].first
    hits = cues_in(reading, "figures", "between", first, verb)
    start = next(
        (h.first for h in hits if h.first == first or analysis.tokens[h.first - 1].pos == "PUNCT"), verb
    )
    plain = all(analysis.tokens[i].pos in _PHRASE for i in range(start, verb))
    return (start, verb) if start + 1 < verb and plain else None


def bare_numbers(reading: Reading, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures of numbers without a noun that count a part of what was counted before them."""
    taken = {figure.tokens[0] for figure in found}
    wholes = sorted((f for f in found if f.unit == "" or f.noun >= 0), key=lambda f: f.tokens)
    for amount in reading.amounts:
        if amount.first in taken or amount.currency is not None or amount.value == 1:
            continue
        whole = whole_before(reading, wholes, amount)
        if whole is None or whole.value < amount.value:
            continue
        told = _rest(reading, amount) or _acting(reading, amount) or _behind_dash(reading, amount)
        if told is not None:
            words = " ".join(reading.analysis.words(*_name_of(reading, whole)).split())
            yield Figure(amount.value, (amount.first, amount.last), told, words, None, amount.bound)


def _name_of(reading: Reading, whole: Figure) -> tuple[int, int]:
    """Return the noun that a whole counts with its adjectives, without what follows it."""
    if whole.noun >= 0:
        return whole.noun, whole.noun + 1
    first, last = whole.what
    nouns = (i for i in range(first, last) if reading.analysis.tokens[i].pos == "NOUN")
    return first, next(nouns, last - 1) + 1


def _rest(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return what the rest do: "остальные 12 | учатся за свой счёт"."""
    tokens = reading.analysis.tokens
    rest = amount.first > 0 and tokens[amount.first - 1].lemma in reading.lexicon.terms("figures", "rest")
    follows = amount.last < len(tokens) and tokens[amount.last].pos == "VERB"
    return (amount.last, _end(reading, amount.last + 1)) if rest and follows else None


def _acting(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return the verb right before a number that closes its clause: "из которых | действуют 39"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    if amount.last < sentence.last and tokens[amount.last].text not in {".", ",", ";", ")"}:
        return None
    verb = amount.first - 1
    while verb > max(sentence.first, amount.first - _APART) and tokens[verb].pos in _BETWEEN:
        verb -= 1
    return (verb, verb + 1) if verb >= sentence.first and tokens[verb].pos == "VERB" else None


def _behind_dash(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return what is said of a part across a dash: "из них 127 – | из-за рубежа", "из них | очно – 171"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    parts = reading.lexicon.cues("figures", "parts_of")
    hits = [h for i in range(sentence.first, amount.first) if (h := parts.at(tokens, i, amount.first))]
    if len(hits) == 0:
        return None
    marked = hits[-1].last
    if marked == amount.first and amount.last + 1 < sentence.last and tokens[amount.last].text in _DASHES:
        end = _end(reading, amount.last + 1)
        return (amount.last + 1, end) if end > amount.last + 1 else None
    before = amount.first - 1
    if tokens[before].text in _DASHES and 0 < before - marked <= _TOLD:
        return marked, before
    return None


def _end(reading: Reading, first: int) -> int:
    """Return where a phrase behind a verb or a preposition ends."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[first]]
    end = index = first
    while index < min(sentence.last, first + _TOLD) and tokens[index].pos not in {"PUNCT", "VERB", "CCONJ"}:
        index += 1
        end = index if tokens[index - 1].pos in {"NOUN", "PROPN"} else end
    return end
