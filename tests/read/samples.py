"""Files made by the tests: PDF and Word files, pages, feeds."""

import io
import zipfile
import zlib
from dataclasses import dataclass

SENTENCE = (
    "The rector of the Steppe Institute and the president of Lakeside University signed a memorandum of "
    "understanding on joint research in hydrology, and agreed to exchange ten students a year."
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Ink:
    """A piece of text on a page of a PDF: where its baseline begins (in points), and how large it is set."""

    x: float
    y: float
    text: str
    size: float = 11


def pdf(*pages: list[Ink], turned: int = 0, info: str = "") -> bytes:
    """Return a PDF with these pages; any characters, in one font whose letters are half as wide as high.

    Pages `turned` by 90, 180 or 270 degrees are stored sideways and shown upright, as scanners and
    presentations make them.
    """
    letters = sorted({letter for page in pages for ink in page for letter in ink.text})
    codes = {letter: 33 + number for number, letter in enumerate(letters)}
    names = " ".join("/space" if letter == " " else f"/uni{ord(letter):04X}" for letter in letters)
    widths = " ".join(["500"] * len(letters))
    font = (
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 33/LastChar {32 + len(letters)}"
        f"/Widths[{widths}]/Encoding<</Type/Encoding/Differences[33 {names}]>>>>"
    )
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        font.encode(),
    ]
    for number, page in enumerate(pages):
        drawn = b"".join(
            b"BT /F1 %g Tf %s Tm <%s> Tj ET\n"
            % (ink.size, _matrix(ink, turned), bytes(codes[letter] for letter in ink.text).hex().encode())
            for ink in page
        )
        objects.append(
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turned}"
                f"/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            ).encode()
        )
        objects.append(stream(drawn))
    return assemble(objects, info)


def _matrix(ink: Ink, turned: int) -> bytes:
    """Return the text matrix that puts ink where it is to be shown on an A4 page turned clockwise."""
    directions = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}
    places = {
        0: (ink.x, ink.y),
        90: (595 - ink.y, ink.x),
        180: (595 - ink.x, 842 - ink.y),
        270: (ink.y, 842 - ink.x),
    }
    return "{} {:g} {:g}".format(directions[turned], *places[turned]).encode()


def stream(content: bytes, packed: int = 1) -> bytes:
    """Return a stream object, packed that many times."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode " * packed) if packed > 0 else b""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content)


def assemble(objects: list[bytes], info: str = "") -> bytes:
    """Return a PDF file of these objects, the first its catalogue."""
    if info != "":
        objects = [*objects, f"<</Title({info})>>".encode()]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<</Size %d/Root 1 0 R%s>>" % (
        len(objects) + 1,
        b"/Info %d 0 R" % len(objects) if info != "" else b"",
    )
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        trailer,
        len(out),
    )


def lines(text: str, *, x: float = 70, y: float = 760, size: float = 11, leading: float = 14) -> list[Ink]:
    """Return the lines of a text one below the other."""
    return [
        Ink(x, y - leading * number, line, size) for number, line in enumerate(text.split("\n")) if line != ""
    ]


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of a Word file; `properties` are XML."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(body: str, parts: dict[str, bytes | str] | None = None) -> bytes:
    """Return a Word file with this body (XML) and further parts."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    return package({"_rels/.rels": relations, "word/document.xml": document, **(parts or {})})


def package(parts: dict[str, bytes | str]) -> bytes:
    """Return a ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, stored)  # of 1980: the same bytes every time
    return out.getvalue()


def page(story: str, *, head: str = "", title: str = "Two universities sign", lang: str = "en") -> str:
    """Return an HTML page as sites have them: the story between menu, related news and footer."""
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Steppe Herald</title>{head}
<script>window.dataLayer = ["tracking"];</script><style>.menu {{ color: red }}</style></head>
<body class="has-sidebar">
<div class="cookie-banner">We use cookies to improve your visit. <button>Accept</button></div>
<header><div class="logo"><a href="/">The Steppe Herald</a></div>
<nav class="menu"><ul><li><a href="/news">All news</a></li><li><a href="/about">About the paper</a></li>
<li><a href="/contacts">Contact us</a></li><li><a href="/ads">Advertise here</a></li></ul></nav></header>
<main><article><h1>{title}</h1>{story}</article>
<section class="related-news"><h3>Read also</h3><ul><li><a href="/1">Wheat prices rise again</a>
<span class="date">3 March 2019</span></li><li><a href="/2">New bus line to the airport</a>
<span class="date">4 March 2019</span></li></ul></section></main>
<footer><p>© 2026 The Steppe Herald. All rights reserved.</p><p>Follow us on social networks</p></footer>
</body></html>"""


def rss(*items: str, language: str = "en") -> str:
    """Return an RSS feed with these items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Press office</title><link>https://office.example/</link><language>{language}</language>"
        f"{''.join(items)}</channel></rss>"
    )


def item(number: int, text: str, *, extra: str = "") -> str:
    """Return an item of an RSS feed."""
    return (
        f"<item><title>Announcement {number}</title><link>https://office.example/{number}</link>"
        f'<guid isPermaLink="false">tag:office,{number}</guid>'
        f"<pubDate>Thu, 22 Jan 2026 23:{number:02}:00 +0500</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description>{extra}</item>"
    )
