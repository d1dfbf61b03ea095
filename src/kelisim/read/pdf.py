"""PDF: the text layer in paragraphs. What has no text layer is said so, not guessed."""

import re
import threading
import zlib
from collections.abc import Iterator
from typing import Any, Final

from kelisim.read.decode import clean
from kelisim.read.errors import ReadError
from kelisim.read.headline import headline
from kelisim.read.layout import Line, Sheet, middle_size, paragraphs
from kelisim.read.source import Draft, Source

_ONE_AT_A_TIME: Final = threading.Lock()  # PDFium is not safe for use from several threads

_STREAM: Final = re.compile(rb"stream\r?\n")
_FILTERS: Final = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image|/DCTDecode|/JPXDecode|/CCITTFaxDecode|/JBIG2Decode")
_MOST_HEADER: Final = 2_000  # bytes before a stream that its description may take
_CHUNK: Final = 65_536

_OCR: Final = "run text recognition (OCR) on it and add the result, or add the text as .txt or .docx"
_AGAIN: Final = "get it again and add that"
_PASSWORD_NEEDED: Final = 4  # FPDF_ERR_PASSWORD
_UNKNOWN_SECURITY: Final = 5  # FPDF_ERR_SECURITY


def read(source: Source) -> tuple[Draft, ...]:
    """Return the one document of a PDF.

    Raises ReadError where it is encrypted, cut off, damaged, too large inside, or without a text layer.
    """
    _refuse_cut_off(source)
    _refuse_bomb(source)
    with _ONE_AT_A_TIME:
        sheets, said_title = _sheets(source)
    text = clean(paragraphs(sheets))
    if sum(map(str.isalpha, text)) < max(10, len(sheets)):
        pages = "1 page" if len(sheets) == 1 else f"{len(sheets)} pages"
        raise ReadError(f"there is no text layer in it ({pages}): it was scanned or drawn", source.name, _OCR)
    return (Draft(text=text, media_type="application/pdf", title=_title(sheets, said_title, text)),)


def _refuse_cut_off(source: Source) -> None:
    """Raise ReadError where the end is missing: PDFium would read what is left and say nothing."""
    last_object = source.content.rfind(b"endobj")
    end = max(source.content.rfind(b"%%EOF"), source.content.rfind(b"startxref"))
    if end < last_object or end < 0:
        raise ReadError("the file is cut off: its end is missing", source.name, _AGAIN)


def _refuse_bomb(source: Source) -> None:
    """Raise ReadError where a stream unpacks to more than the limit; images, which stay packed, may."""
    content, most = source.content, source.limits.max_bytes
    for match in _STREAM.finditer(content):
        header = content[max(0, match.start() - _MOST_HEADER) : match.start()]
        header = header[header.rfind(b" obj") + 1 :]
        filters = _FILTERS.search(header)
        if filters is None or b"FlateDecode" not in filters.group(1) or _IMAGE.search(header) is not None:
            continue
        layers = filters.group(1).count(b"FlateDecode")
        if _unpacked(content, match.end(), layers, most) > most:
            raise ReadError(
                f"a part of it unpacks to more than {most:,} bytes",
                source.name,
                "if you trust the file, raise max_megabytes in kelisim.toml",
            )


def _unpacked(content: bytes, start: int, layers: int, most: int) -> int:
    """Return how much a stream unpacks to, counting no further than `most` + 1."""
    total = 0
    for chunk in _inflated(_chunks(content, start), layers, most):
        total += len(chunk)
        if total > most:
            break
    return total


def _chunks(content: bytes, start: int) -> Iterator[bytes]:
    for place in range(start, len(content), _CHUNK):
        yield content[place : place + _CHUNK]


def _inflated(chunks: Iterator[bytes], layers: int, most: int) -> Iterator[bytes]:
    """Yield the chunks unpacked `layers` times, at most 1 MB at a time; damage ends them."""
    if layers == 0:
        yield from chunks
        return
    unpacker = zlib.decompressobj()
    total = 0
    for chunk in _inflated(chunks, layers - 1, most):
        waiting = chunk
        while len(waiting) > 0 and not unpacker.eof and total <= most:
            try:
                unpacked = unpacker.decompress(waiting, 1_000_000)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
            total += len(unpacked)
            yield unpacked
        if unpacker.eof or total > most:
            return


def _sheets(source: Source) -> tuple[list[Sheet], str | None]:
    """Return the lines of every page, and the title that the file gives itself."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error, source) from error
    try:
        sheets = []
        characters = 0
        for number in range(len(document)):
            try:
                sheets.append(_sheet(document[number]))
            except pypdfium2.PdfiumError as error:
                raise ReadError("the page is damaged", f"{source.name}, page {number + 1}", _AGAIN) from error
            characters += sum(len(line.text) for line in sheets[-1].lines)
            if characters > source.limits.max_bytes:
                raise ReadError(
                    f"its text is larger than {source.limits.max_bytes:,} characters",
                    f"{source.name}, page {number + 1}",
                    "if you trust the file, raise max_megabytes in kelisim.toml",
                )
        return sheets, _said_title(document)
    finally:
        document.close()


def _said_title(document: Any) -> str | None:
    try:
        return document.get_metadata_value("Title") or None
    except UnicodeDecodeError:  # no UTF-16, as it should be
        return None


def _unreadable(error: Any, source: Source) -> ReadError:
    code = getattr(error, "err_code", None)
    if code == _PASSWORD_NEEDED or "password" in str(error).lower():
        return ReadError(
            "the file is encrypted, a password is needed to read it",
            source.name,
            "open it with its password, save a copy without one and add that",
        )
    if code == _UNKNOWN_SECURITY or "security" in str(error).lower():
        return ReadError(
            "the file is encrypted in a way that is not known",
            source.name,
            "save a copy without encryption and add that",
        )
    return ReadError("the file is cut off or damaged", source.name, _AGAIN)


def _sheet(page: Any) -> Sheet:
    """Return the lines of a page, as it is turned for reading."""
    width, height = page.get_size()  # as shown: turned pages have their sides exchanged
    words = page.get_textpage()
    try:
        lines = tuple(_lines(words, page.get_rotation(), width, height))
    finally:
        words.close()
        page.close()
    return Sheet(lines=lines, height=max(height, 1.0))


def _lines(words: Any, turned: int, width: float, height: float) -> Iterator[Line]:
    import pypdfium2.raw as pdfium

    characters = [pdfium.FPDFText_GetUnicode(words.raw, index) for index in range(words.count_chars())]
    begin = 0
    for index in range(len(characters) + 1):
        hyphen = index < len(characters) and (characters[index] in (2, 0xFFFE))
        if index < len(characters) and not hyphen and characters[index] not in (10, 13):
            continue
        line = _line(words, characters, begin, index, (turned, width, height))
        if line is not None:
            yield (
                line
                if not hyphen
                else Line(
                    f"{line.text}-", line.left, line.right, line.bottom, line.top, line.size, hyphenated=True
                )
            )
        begin = index + 1


def _line(
    words: Any, characters: list[int], begin: int, end: int, view: tuple[int, float, float]
) -> Line | None:
    """Return the line of the characters from `begin` to `end`, None where it is blank."""
    import pypdfium2.raw as pdfium

    shown = [
        index
        for index in range(begin, end)
        if not chr(characters[index]).isspace() and characters[index] != 0
    ]
    if len(shown) == 0:
        return None
    units = "".join(map(chr, characters[shown[0] : shown[-1] + 1]))
    # Characters beyond the first plane come as two halves on some builds.
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    boxes = [_turned(words.get_charbox(index, loose=True), *view) for index in (shown[0], shown[-1])]
    size = pdfium.FPDFText_GetFontSize(words.raw, shown[len(shown) // 2])
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Line(
        text=text,
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        bottom=bottom,
        top=top,
        size=max(size if size > 1.5 else top - bottom, 1.0),  # some files set size 1 and scale it
    )


def _turned(box: tuple[float, ...], turned: int, width: float, height: float) -> tuple[float, ...]:
    """Return where a box of a page stands once the page is turned clockwise by so many degrees."""
    left, bottom, right, top = box
    if turned == 90:
        return bottom, height - right, top, height - left
    if turned == 180:
        return width - right, height - top, width - left, height - bottom
    if turned == 270:
        return width - top, left, width - bottom, right
    return box


def _title(sheets: list[Sheet], said: str | None, text: str) -> str | None:
    """Return the title that the file gives itself if the text opens with it, else the heading of page 1."""
    if said is not None:
        said = " ".join(clean(said).split())
        if len(said) > 3 and said.casefold() in " ".join(text[:1500].split()).casefold():
            return said
    lines = sheets[0].lines
    largest = max((line.size for line in lines[:15]), default=0.0)
    if largest > 1.15 * middle_size(lines):
        heading = [line for line in lines[:15] if line.size > 0.95 * largest]
        joined = clean(paragraphs([Sheet(tuple(heading), sheets[0].height)])).split("\n")[0]
        if 3 < len(joined) <= 250:
            return joined
    return headline(text)
