from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.extract.analysis import Block, Sentence, Token, analysis
from tests.extract.names.texts import analysed

_PIECES = [
    "Dr.",
    "Eng.",
    "signed",
    "The University",
    "Prof.A. Smith",
    "(",
    ")",
    ".",
    "\n",
    "\n\n",
    "- a",
    "😀",
    "ß",
    "No. 5",
]


def test_tokens_stand_at_their_offsets_and_look_up_their_sentence() -> None:
    text = "The rector spoke.\n\n- joint degrees\n\nPhoto credit: gov.kz\n\nHe left on Monday."
    analysis = analysed(text)
    assert all(text[token.start : token.end] == token.text for token in analysis.tokens)
    assert [analysis.blocks[s.block].kind for s in analysis.sentences] == ["paragraph", "item", "paragraph"]


def test_titles_end_no_sentence() -> None:
    analysis = analysed(
        "The chairperson of the council, Eng. Paul Omondi, and Prof. Ann Lee came. They left."
    )
    assert len(analysis.sentences) == 2


def test_nouns_head_their_prepositions() -> None:
    analysis = analysed("The memorandum was signed by the rector in Oskemen.")
    tokens = {token.text: token for token in analysis.tokens}
    assert tokens["rector"].relation == "obl:agent"
    assert analysis.tokens[tokens["rector"].head].text == "signed"
    assert analysis.tokens[tokens["in"].head].text == "Oskemen"


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sentences_part_the_tokens_and_heads_stay_inside(pieces: list[str]) -> None:
    text = " ".join(pieces)
    analysis = analysed(text)
    spots = [i for s in analysis.sentences for i in range(s.first, s.last)]
    assert spots == list(range(len(analysis.tokens)))
    for index, token in enumerate(analysis.tokens):
        assert text[token.start : token.end] == token.text
        assert analysis.sentence_of[token.head] == analysis.sentence_of[index]
        assert index == token.head or index in analysis.children[token.head]


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_every_way_up_ends_at_a_root_whatever_heads_a_parser_gives(heads: list[int]) -> None:
    words = tuple(Token(2 * i, 2 * i + 1, "a", "a", "NOUN", "nmod", head) for i, head in enumerate(heads))
    text = " ".join("a" for _ in heads)
    found = analysis(text, "ru", (Block(0, len(text), "paragraph"),), (Sentence(0, len(heads), 0),), words)
    opened = 0
    for index, token in enumerate(found.tokens):
        opened += token.head != heads[index]
        current, seen = index, {index}
        while found.tokens[current].head != current:
            current = found.tokens[current].head
            assert current not in seen
            seen.add(current)
    assert opened == _circles(heads)


def _circles(heads: list[int]) -> int:
    """Return how many circles of more than one token these heads make."""
    found = set()
    for start in range(len(heads)):
        current, path = start, []
        while current not in path:
            path.append(current)
            current = heads[current]
        found.add(frozenset(path[path.index(current) :]))
    return sum(len(circle) > 1 for circle in found)


def test_an_offset_lies_in_the_sentence_that_holds_it() -> None:
    text = "The rector spoke. He left on Monday."
    found = analysed(text)
    assert [found.sentence_at(text.index(word)) for word in ("The", "spoke", "He", "Monday")] == [0, 0, 1, 1]
    assert found.sentence_at(0) == 0
    assert found.sentence_at(len(text)) == len(found.sentences) - 1
