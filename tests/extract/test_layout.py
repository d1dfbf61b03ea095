import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.extract.layout import blocks
from kelisim.extract.lexicon import lexicon


def _kinds(text: str) -> list[tuple[str, str]]:
    noise = lexicon("en").patterns("layout", "noise")
    return [(text[block.start : block.end], block.kind) for block in blocks(text, noise)]


def test_headings_paragraphs_and_items_are_told_apart() -> None:
    text = "A pact is signed\n\nThe two sides met.\n\n- joint degrees\n- shared laboratories"
    assert _kinds(text) == [
        ("A pact is signed", "heading"),
        ("The two sides met.", "paragraph"),
        ("- joint degrees", "item"),
        ("- shared laboratories", "item"),
    ]


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    line = "The delegation of the university was received by the rector in"
    text = f"{line}\n{line}\n{line}\nOskemen."
    assert len(_kinds(text)) == 1


def test_lines_under_each_other_are_a_list() -> None:
    text = (
        "Speakers:\nPaul Ingebleek (Wageningen)\nCarlotta Clivio"
        " (Turin)\nLim Ai Fen (Kuala Lumpur)\n\nThe end"
    )
    assert [kind for _, kind in _kinds(text)] == ["paragraph", "item", "item", "item", "heading"]


def test_credits_and_boilerplate_are_noise() -> None:
    for text in (
        "Photo credit: gov.kz",
        "All rights reserved.",
        "For more information contact the press office.",
    ):
        assert [kind for _, kind in _kinds(text)] == ["noise"]


@given(st.text(alphabet=st.sampled_from("ab A.:-\n\t\r\u2028é1"), max_size=300))
def test_blocks_are_ordered_and_keep_all_but_white_space(text: str) -> None:
    found = blocks(text)
    end = 0
    for block in found:
        assert end <= block.start < block.end
        assert text[end : block.start].strip() == ""
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("LAGOS [Nigeria], May 14 (NPW):", "Two colleges signed a memorandum."),
        ("Riga, 3 May 2026 –", "Two colleges signed a memorandum."),
        ("Columbus, Ohio (June 24, 2014) --", "Two colleges signed a memorandum."),
        ("BUTTE, Mont. —", "Two colleges signed a memorandum."),
        ("АЛМАТЫ. НОВОСТИ –", "Два вуза подписали меморандум."),
        ("Алматы, 5 мая 2026 г. –", "Два вуза подписали меморандум."),
        ("Bonn, 12. Mai 2026 –", "Zwei Hochschulen unterzeichneten eine Vereinbarung."),
    ],
)
def test_a_dateline_is_a_block_of_its_own(dateline: str, text: str) -> None:
    assert _kinds(f"{dateline} {text}") == [(dateline, "dateline"), (text, "paragraph")]


@pytest.mark.parametrize(
    "text",
    [
        "SILT-UP – How much sand is too much to take from a river?",
        "The University of Leeds – A short history of it in seven chapters.",
        "Kazakhstan and Chile signed 5 agreements: All of them are about mines.",
        "Rector: We are glad to sign this in May.",
    ],
)
def test_a_title_and_a_speaker_are_no_datelines(text: str) -> None:
    assert [kind for _, kind in _kinds(text)] == ["paragraph"]


@given(st.sampled_from(["Two universities met. ", "word ", "x"]), st.integers(20_000, 70_000))
def test_a_paragraph_without_end_is_read_in_pieces(text: str, length: int) -> None:
    long = (text * (length // len(text) + 1))[:length]
    found = blocks(long)
    assert all(block.end - block.start <= 20_000 for block in found)
    assert "".join(long[block.start : block.end] for block in found).replace(" ", "") == long.replace(" ", "")


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    long = "The two universities met in Astana. " * 2_000
    found = blocks(long)
    assert len(found) > 1
    assert {long[block.end - 1] for block in found} == {"."}
