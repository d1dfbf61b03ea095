"""PDF: clean paragraphs out of printed pages, and files that cannot be read."""

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kelisim.model import Document
from kelisim.read import Limits, ReadError, read_bytes
from tests.read import samples
from tests.read.samples import Ink, lines, pdf

WRAPPED = (
    "The rector of the Steppe Institute and the president\n"
    "of Lakeside University signed a memorandum of under-\n"
    "standing on joint research in hydrology, and agreed to\n"
    "exchange ten students a year."
)
WHOLE = (
    "The rector of the Steppe Institute and the president of Lakeside University signed a memorandum of "
    "understanding on joint research in hydrology, and agreed to exchange ten students a year."
)


def one(content: bytes) -> Document:
    (document,) = read_bytes(content, name="a.pdf")
    return document


def message(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name="a.pdf", limits=limits)
    return str(caught.value)


def test_lines_become_paragraphs() -> None:
    second = "It runs for five years and may be prolonged by both\nof them at any time."
    page = [*lines(WRAPPED), *lines(second, y=680)]
    assert one(pdf(page)).text == f"{WHOLE}\n\n{second.replace(chr(10), ' ')}"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages_are_read_upright(turned: int) -> None:
    assert one(pdf(lines(WRAPPED, y=400), turned=turned)).text == WHOLE


def test_paragraphs_set_off_by_indents_or_short_last_lines_only() -> None:
    indented = [
        *lines(WRAPPED),
        Ink(90, 704, "A second paragraph is set off by its first line which"),
        *lines("stands a little further to the right than the others.", y=690),
    ]
    assert one(pdf(indented)).text.count("\n\n") == 1
    short = [*lines(WRAPPED), *lines("A second paragraph begins since the line above is short.", y=704)]
    assert one(pdf(short)).text.count("\n\n") == 1


def test_paragraph_goes_on_over_columns_and_pages() -> None:
    first, second = WRAPPED.split("\n")[:2], WRAPPED.split("\n")[2:]
    left = lines("\n".join(first), y=300)
    right = lines("\n".join(second), x=330, y=760)
    assert one(pdf([*left, *right])).text == WHOLE
    assert one(pdf(left, lines("\n".join(second)))).text == WHOLE


def test_headers_footers_and_page_numbers_go() -> None:
    stories = ("The first page tells of a campus.", "The second one of a school.", "The last of a journey.")
    pages = [
        [
            Ink(70, 810, f"Bulletin of the Steppe Institute, No. {7 + number}"),
            *lines(story, y=700),
            Ink(290, 30, f"- {number} -"),
            Ink(70, 45, "www.steppe.example"),
        ]
        for number, story in enumerate(stories, 1)
    ]
    assert one(pdf(*pages)).text == "\n\n".join(stories)


@pytest.mark.parametrize(
    ("torn", "joined"),
    [
        ("a memorandum of under-\nstanding was signed", "a memorandum of understanding was signed"),
        ("министр науки и сотрудни-\nчества подписал его", "министр науки и сотрудничества подписал его"),
        ("в Университете города Нур-\nСултан подписан", "в Университете города Нур-Султан подписан"),
        ("в научно-\nтехнической области", "в научно-технической области"),
        ("казахстанско-\nбританский институт", "казахстанско-британский институт"),
        ("a dual-\ndegree programme", "a dual-degree programme"),
        (
            "signed by the co-\nrector; a co-rector, co-rector",
            "signed by the co-rector; a co-rector, co-rector",
        ),
        ("in the years 2024-\n2027 they met", "in the years 2024-2027 they met"),
    ],
)
def test_words_torn_at_line_ends_are_mended(torn: str, joined: str) -> None:
    filler = "The rectors of both met in the library of the new campus and"
    assert joined in one(pdf(lines(f"{filler}\n{torn}"))).text


def test_items_of_lists_stay_apart() -> None:
    page = lines(
        "The parties agreed to:\n• exchange ten students a year;\n• open a joint laboratory on the\n"
        "   shore of the lake."
    )
    assert one(pdf(page)).text == (
        "The parties agreed to:\n\n- exchange ten students a year;\n- open a joint laboratory on the "
        "shore of the lake."
    )


def test_title_is_that_of_the_file_if_the_text_says_it_else_the_largest_line() -> None:
    page = [Ink(70, 790, "Two universities sign", 18), *lines(WRAPPED)]
    assert one(pdf(page)).title == "Two universities sign"
    assert one(pdf(page, info="two universities sign")).title == "two universities sign"
    assert one(pdf(page, info="Microsoft Word - draft7.doc")).title == "Two universities sign"


def test_pages_made_by_a_typesetter_are_read() -> None:
    out = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out).build([Paragraph(samples.SENTENCE * 3, style), Paragraph("A second one.", style)])
    assert one(out.getvalue()).text == f"{samples.SENTENCE * 3}\n\nA second one."


def test_no_date_is_taken_from_the_file() -> None:
    assert one(pdf(lines(WRAPPED))).published is None


def encrypted(user: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    for number, line in enumerate(WRAPPED.split("\n")):
        canvas.drawString(70, 700 - 14 * number, line)
    canvas.save()
    return out.getvalue()


def test_encrypted_file_says_so() -> None:
    assert message(encrypted("secret")) == (
        "a.pdf: the file is encrypted, a password is needed to read it; open it with its password, "
        "save a copy without one and add that"
    )


def test_file_that_only_forbids_printing_is_read() -> None:
    assert one(encrypted("")).text == WHOLE


def test_file_without_text_layer_says_so() -> None:
    assert message(pdf([], [])) == (
        "a.pdf: there is no text layer in it (2 pages): it was scanned or drawn; run text recognition (OCR) "
        "on it and add the result, or add the text as .txt or .docx"
    )


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_cut_off_file_says_so(part: float) -> None:
    content = pdf(lines(WRAPPED), lines(WRAPPED))
    assert message(content[: int(len(content) * part)]) == (
        "a.pdf: the file is cut off: its end is missing; get it again and add that"
    )


def test_damaged_file_says_so() -> None:
    content = b"%PDF-1.4\n" + b"not a page in sight " * 20 + b"\nstartxref\n0\n%%EOF\n"
    assert message(content) == "a.pdf: the file is cut off or damaged; get it again and add that"


@pytest.mark.parametrize("packed", [1, 2])
def test_bomb_is_not_unpacked(packed: int) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    content = samples.assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            samples.stream(b" " * 3_000_000, packed),
        ]
    )
    assert message(content, Limits(max_bytes=1_000_000)) == (
        "a.pdf: a part of it unpacks to more than 1,000,000 bytes; if you trust the file, "
        "raise max_megabytes in kelisim.toml"
    )


def test_title_that_is_no_text_is_passed_over() -> None:
    content = pdf(lines(WRAPPED), info="TTTTTT").replace(b"(TTTTTT)", b"<FEFFD800>")
    assert one(content).title is None
