"""Blocks are tagged together for time; what is said of each must be what is said of it alone."""

from kelisim.extract.analysis import Block
from kelisim.extract.languages import pack
from kelisim.extract.languages.ru.grammar import _together

TEXTS = (
    "Ректор Анна Ким подписала меморандум с Университетом Осло.",
    "Встреча прошла в Бергене. В ней участвовали деканы, преподаватели и студенты двух университетов.",
    "Итоги.",
    " ".join(["Стороны обсудили обмен студентами, совместные исследования и двойные дипломы,"] * 40),
)


class _Lengths:
    """A tagger that tells how many items were given to it at a time."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def map(self, items: list[str]) -> list[int]:
        self.batches.append(items)
        return [len(item) for item in items]

    def __call__(self, item: str) -> int:
        return self.map([item])[0]


def test_items_keep_their_order_and_long_ones_go_alone() -> None:
    tagger = _Lengths()
    assert _together(tagger, ["four", "a", "much too long", "ten"], 5) == [4, 1, 13, 3]
    assert tagger.batches == [["a", "ten", "four"], ["much too long"]]


def test_a_block_is_read_the_same_alone_and_among_others() -> None:
    whole = "\n\n".join(TEXTS)
    starts = [whole.index(text) for text in TEXTS]
    blocks = tuple(
        Block(start, start + len(text), "paragraph") for start, text in zip(starts, TEXTS, strict=True)
    )
    (together,) = pack("ru").analyse([(whole, blocks)])
    told = iter(together.tokens)
    for text in TEXTS:
        (alone,) = pack("ru").analyse([(text, (Block(0, len(text), "paragraph"),))])
        same = [next(told) for _ in alone.tokens]
        assert [(t.text, t.lemma, t.pos, t.features, t.relation) for t in same] == [
            (t.text, t.lemma, t.pos, t.features, t.relation) for t in alone.tokens
        ]
    assert [(together.words(g.first, g.last), g.label) for g in together.guesses][:2] == [
        ("Анна Ким", "PER"),
        ("Университетом Осло", "ORG"),
    ]
