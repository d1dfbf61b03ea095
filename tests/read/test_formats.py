"""Which format a file is in, and what is said of those that are not read."""

import gzip
import io
import tarfile

import pytest

from kelisim.read import ReadError, read_bytes
from kelisim.read.formats import format_of
from tests.read.samples import SENTENCE, docx, item, lines, package, page, paragraph, pdf, rss


def shown(value: object) -> str | None:
    """Name a test by its short strings: files hold the time they were made at."""
    return value if isinstance(value, str) and len(value) < 30 else "file"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SAVE_DOCX = "open it in a word processor, save it as .docx and add that"
OCR = "run text recognition (OCR) on it and add the result as .txt, .docx or .pdf with a text layer"


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "format"),
    [
        (pdf(lines(SENTENCE)), "report.txt", "pdf"),
        (b"\n\n" + pdf(lines(SENTENCE)), "report", "pdf"),
        (docx(paragraph(SENTENCE)), "report.doc", "docx"),
        (page(f"<p>{SENTENCE}</p>").encode(), "page.txt", "html"),
        (page(f"<p>{SENTENCE}</p>").encode("utf-16"), "page", "html"),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n" + page("<p>a</p>").encode(), "page.xml", "html"),
        (f"<p>{SENTENCE}</p>".encode(), "page.htm", "html"),
        (f"<div><p>{SENTENCE}</p></div>".encode(), "saved", "html"),
        (rss(item(1, SENTENCE)).encode(), "page.html", "feed"),
        (rss(item(1, SENTENCE)).encode("utf-16"), "feed", "feed"),
        (SENTENCE.encode(), "a.md", "markdown"),
        (SENTENCE.encode(), "https://a.example/b.md?c=d.txt", "markdown"),
        (SENTENCE.encode(), "LICENSE", "text"),
        (b"BM is what the Bench Mark of 2026 is called", "a.txt", "text"),
        (b"RIFF, RIFF, said the frog, and \xd0\xb0", "a.txt", "text"),
        (b"[Photo: A. Kim] The rectors signed.", "a", "text"),
        (b"{curly} The rectors signed.", "a", "text"),
        (b"<3 The rectors signed.", "a", "text"),
    ],
    ids=shown,
)
def test_format_is_told_from_bytes_before_name(content: bytes, name: str, format: str) -> None:
    assert format_of(content, name) == format


def test_what_the_server_says_decides_where_bytes_and_name_do_not() -> None:
    assert format_of(SENTENCE.encode(), "https://a.example/b", "text/markdown; charset=utf-8") == "markdown"
    assert format_of(SENTENCE.encode(), "https://a.example/b", "text/html") == "html"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", f"this is an image, not a text; {OCR}"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "scan.pdf", f"this is an image, not a text; {OCR}"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", f"this is an image, not a text; {OCR}"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "a.heic", f"this is an image, not a text; {OCR}"),
        (b"<svg xmlns='x'></svg>", "a.svg", "this is an image, not a text; add the text that goes with it"),
        (
            b"AT&TFORM\x00\x00",
            "a.djvu",
            "this is a DjVu file, which is not read; convert it to .pdf with a text layer and add that",
        ),
        (
            rb"{\rtf1\ansi The rectors signed.}",
            "a.doc",
            f"this is a Rich Text file (.rtf), which is not read; {SAVE_DOCX}",
        ),
        (
            ole("WordDocument"),
            "a.doc",
            f"this is a Word file of the older kind (.doc), which is not read; {SAVE_DOCX}",
        ),
        (
            ole("EncryptedPackage"),
            "a.docx",
            "the file is encrypted; open it with its password, save a copy without one and add that",
        ),
        (
            ole("Workbook"),
            "a.xls",
            "this is an Excel table (.xls), not a text; add the texts that report the "
            "agreements, or save what is text in it as .txt",
        ),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "a.odt",
            f"this is an OpenDocument text (.odt), which is not read; {SAVE_DOCX}",
        ),
        (
            package({"mimetype": "application/epub+zip", "a.xhtml": "<a/>"}),
            "a.epub",
            "this is an electronic book (.epub), which is not read; convert it to .docx or .pdf and add that",
        ),
        (
            package({"xl/workbook.xml": "<a/>"}),
            "a.xlsx",
            "this is an Excel table (.xlsx), not a text; add the texts "
            "that report the agreements, or save what is text in it as .txt",
        ),
        (
            package({"ppt/slides/slide1.xml": "<a/>"}),
            "a.pptx",
            "these are slides (.pptx), which are not read; export them as .pdf and add that",
        ),
        (package({"a.txt": "text"}), "a.zip", "this is a ZIP archive; unpack it and add the files inside"),
        (package({}), "a.zip", "this is a ZIP archive; unpack it and add the files inside"),
        (
            gzip.compress(b"text"),
            "a.gz",
            "this is a compressed file or an archive; unpack it and add the files inside",
        ),
        (tar(), "a.tar", "this is a tar archive; unpack it and add the files inside"),
        (
            b"ID3\x03\x00\x00",
            "a.mp3",
            "this is a film or a sound recording, not a text; add a transcript of it as .txt or .docx",
        ),
        (
            b"SQLite format 3\x00",
            "a.db",
            "this is a database or a data file, not a text; add the texts that the data were made from",
        ),
        (b"\x7fELF\x02\x01", "a", "this is a program, not a text; leave it out"),
        (b'{"a": [1, 2]}', "a.json", "this is JSON data, not a text; add the texts in it as .txt or .html"),
        (
            b"<?xml version='1.0'?><TEI><p>a</p></TEI>",
            "a.xml",
            "this is XML of a kind that is not read; add the text in it as .txt, .html or .docx",
        ),
        (
            b"a,b\n1,2\n",
            "a.csv",
            "this is a table, not a text; add the texts that report the agreements, or rename "
            "it to .txt if it is prose",
        ),
        (
            b"From: a\n\nText",
            "a.eml",
            "this is a mail or a saved mail archive, which is not read; save its text as "
            ".txt or .html and add that",
        ),
    ],
    ids=shown,
)
def test_what_is_not_read_is_said_with_what_to_do(content: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name=name)
    assert str(caught.value) == f"{name}: {message}"
