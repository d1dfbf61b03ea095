"""Whatever the bytes: documents, or one line that says what is wrong."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.read import Limits, ReadError, read_bytes
from tests.read.samples import SENTENCE, Ink, docx, item, lines, page, paragraph, pdf, rss

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SOUP = "<>/=\"' abptdivh1r!-&#;x0\u0301\ud83d\ude00é\n"
LIMITS = Limits(max_bytes=5_000_000)
FILES = {
    "a.pdf": pdf([Ink(70, 790, "Two universities sign", 18), *lines(SENTENCE)], lines("A second page.")),
    "a.docx": docx(
        paragraph("Two universities sign")
        + paragraph(SENTENCE)
        + f"<w:tbl><w:tr><w:tc>{paragraph('Partner')}</w:tc></w:tr></w:tbl>"
    ),
    "a.html": page(
        f'<time datetime="2026-01-22">Thursday</time><p>{SENTENCE}</p><ul><li>one</li></ul>'
        "<table><tr><td>a</td></tr></table>",
        head='<script type="application/ld+json">{"@type": "Article", "publisher": {"name": "Us"}}</script>',
    ).encode(),
    "a.xml": rss(item(1, SENTENCE), item(2, "Two.")).encode(),
    "a.md": f"---\ntitle: Two universities sign\ndate: 2026-01-22\n---\n\n# Sign\n\n* {SENTENCE}\n".encode(),
    "a.txt": "Екі университет меморандумға қол қойды. Ректоры подписали меморандум.".encode("utf-16"),
}


def check_read(content: bytes, name: str) -> None:
    try:
        documents = read_bytes(content, name=name, limits=LIMITS)
    except ReadError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert str(refused).startswith(name)
        assert str(refused).isprintable()
        assert refused.remedy != ""
        return
    assert len(documents) > 0
    for document in documents:
        assert document.text.strip() != ""
        for said in (document.text, document.title, document.publisher, document.url, document.name):
            assert said is None or said.encode("utf-8").decode("utf-8") == said
            assert said is None or "\x00" not in said
        assert document.published is None or len(document.published) in (4, 7, 10)


@given(st.binary(max_size=2_000), st.sampled_from([*FILES, "a", "a.bin"]))
def test_random_bytes(content: bytes, name: str) -> None:
    check_read(content, name)


@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", OLE, b"<html>", b"<rss>", b"{", b"---\n"]),
    st.binary(max_size=500),
    st.sampled_from([b"%%EOF", b"</html>", b"</rss>", b"}", b"\n---\n", b""]),
)
def test_random_bytes_behind_a_known_beginning(begin: bytes, content: bytes, end: bytes) -> None:
    check_read(begin + content + end, "a")


@settings(max_examples=120)
@given(
    st.sampled_from(list(FILES)), st.integers(0, 2**32), st.sampled_from(["cut", "flip", "copy", "insert"])
)
def test_real_files_mutated(name: str, seed: int, how: str) -> None:
    chosen, content = random.Random(seed), bytearray(FILES[name])
    if how == "cut":
        del content[chosen.randrange(len(content)) :]
    for _ in range(chosen.choice((1, 4, 20))):
        at = chosen.randrange(len(content) + 1)
        if how == "flip" and at < len(content):
            content[at] = chosen.randrange(256)
        elif how == "copy":
            size = chosen.randrange(200)
            content[at : at + size] = content[chosen.randrange(len(content) + 1) :][:size]
        elif how == "insert":
            content[at:at] = bytes(chosen.randrange(256) for _ in range(chosen.randrange(30)))
    check_read(bytes(content), name)


@settings(max_examples=60)
@given(st.text(st.sampled_from(SOUP), max_size=300), st.sampled_from(["a.html", "a.md"]))
def test_markup_soup(soup: str, name: str) -> None:
    check_read(soup.encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "a"])
def test_deep_markup(tag: str) -> None:
    check_read((f"<{tag}>" * 20_000 + SENTENCE).encode(), "a.html")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_deep_markdown(name: str) -> None:
    for mark in ("> ", "- ", "[", "**", "`", "| "):
        check_read((mark * 5_000 + SENTENCE).encode(), name)
    check_read(b"---\n" + b"[" * 10_000 + b"\na: b\n---\ntext", name)
    check_read(
        b"---\na: &a [x]\n" + b"".join(b"k%d: [*a, *a]\n" % n for n in range(500)) + b"---\ntext", name
    )
