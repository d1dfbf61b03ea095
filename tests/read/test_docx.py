"""Word files: paragraphs, lists, tables, notes; damaged and dangerous ones."""

import io
import struct
import zipfile

import docx as python_docx
import pytest

from kelisim.model import Document
from kelisim.read import Limits, ReadError, read_bytes
from tests.read.samples import SENTENCE, W, docx, package, paragraph


def one(content: bytes) -> Document:
    (document,) = read_bytes(content, name="a.docx")
    return document


def message(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name="a.docx", limits=limits)
    return str(caught.value)


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_file_of_a_word_processor_is_read_in_order() -> None:
    written = python_docx.Document()
    written.core_properties.title = "Some template"
    written.add_heading("Two universities sign", 0)
    written.add_paragraph(SENTENCE)
    written.add_paragraph("exchange of students", style="List Bullet")
    table = written.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Partner", "Students", "Lakeside", "10"), strict=True):
        cell.text = text
    written.add_paragraph("Done in Astana.")
    out = io.BytesIO()
    written.save(out)
    document = one(out.getvalue())
    assert document.text == (
        f"Two universities sign\n\n{SENTENCE}\n\nexchange of students\n\nPartner | Students\nLakeside | 10"
        "\n\nDone in Astana."
    )
    assert document.title == "Two universities sign"
    assert document.published is None  # when the file was made is not when it was published


def test_lists_insertions_controls_boxes_and_notes_are_read_and_deletions_are_not() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        paragraph("The parties agreed to:")
        + paragraph("exchange students;", numbered)
        + paragraph("open a laboratory.", numbered)
        + "<w:p><w:r><w:t>It runs for </w:t></w:r><w:del><w:r><w:delText>three</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> years</w:t></w:r>"
        "<w:r><w:br/><w:t>and more.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Beside a box.</w:t><w:pict><w:txbxContent>"
        f"{paragraph('In the box.')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("-----")}</w:footnote>'
        f"<w:footnote>{paragraph('Signed in two copies.')}</w:footnote></w:footnotes>"
    )
    assert one(docx(body, {"word/footnotes.xml": notes})).text == (
        "The parties agreed to:\n\n- exchange students;\n- open a laboratory.\n\nIt runs for five years"
        "\nand more.\n\nIn a control.\n\nBeside a box.\n\nIn the box.\n\nSigned in two copies."
    )


def test_title_comes_from_style_file_or_first_line() -> None:
    core = (
        '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp='
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<dc:title>Memorandum signed</dc:title></cp:coreProperties>"
    )
    styled = paragraph("A heading", '<w:pStyle w:val="Title"/>')
    plain = paragraph("News of the day") + paragraph(f"Memorandum signed. {SENTENCE}")
    assert one(docx(styled + plain, {"docProps/core.xml": core})).title == "A heading"
    assert one(docx(plain, {"docProps/core.xml": core})).title == "Memorandum signed"
    assert one(docx(plain)).title == "News of the day"


def test_merged_and_nested_tables_are_read_once() -> None:
    nested = f"<w:tbl>{row('inner one', 'inner two')}</w:tbl>"
    table = (
        f"<w:tbl>{row('Partner', 'Year')}<w:tr><w:tc>{paragraph('Lakeside')}{nested}</w:tc></w:tr></w:tbl>"
    )
    assert one(docx(paragraph(SENTENCE) + table)).text == (
        f"{SENTENCE}\n\nPartner | Year\nLakeside inner one | inner two"
    )


def test_file_without_text_says_so() -> None:
    assert message(docx("<w:p/>")) == (
        "a.docx: there is no text in this file, perhaps only images; run text recognition (OCR) on the "
        "images and add the result as .docx or .txt"
    )


@pytest.mark.parametrize("part", [0.2, 0.5, 0.95])
def test_cut_off_file_says_so(part: float) -> None:
    content = docx(paragraph(SENTENCE))
    assert message(content[: int(len(content) * part)]) == (
        "a.docx: the file is cut off or damaged; get it again and add that"
    )


def test_damaged_part_is_named() -> None:
    content = package({"word/document.xml": "<w:document><unclosed>"})
    assert message(content) == (
        "a.docx, word/document.xml: the file is cut off or damaged; get it again, or open and save it "
        "anew in a word processor, and add that"
    )


def test_bomb_is_not_unpacked() -> None:
    content = docx(paragraph("a" * 5_000_000))
    assert len(content) < 50_000
    assert message(content, Limits(max_bytes=1_000_000)) == (
        "a.docx, word/document.xml: it unpacks to 5,000,203 bytes or more, the limit is 1,000,000; if you "
        "trust the file, raise max_megabytes in kelisim.toml"
    )


def test_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    content = docx(paragraph("a" * 5_000_000))
    size = zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml").file_size
    lying = content.replace(struct.pack("<L", size), struct.pack("<L", 900))
    assert "damaged" in message(lying, Limits(max_bytes=1_000_000))


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body>{paragraph("The text: &l9; &f; ends.")}</w:body></w:document>'
    )
    try:
        text = one(package({"word/document.xml": document})).text
    except ReadError:
        return
    assert "ha" not in text
    assert "root" not in text


def test_encrypted_member_says_so() -> None:
    content = bytearray(docx(paragraph(SENTENCE)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = content.find(mark)
        while begin >= 0:
            content[begin + at] |= 1
            begin = content.find(mark, begin + 4)
    assert message(bytes(content)) == (
        "a.docx: the file is encrypted; save a copy without a password and add that"
    )
