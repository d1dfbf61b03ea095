"""Word files (.docx): paragraphs, lists and tables in their order, then footnotes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any, Final

from lxml import etree

from kelisim.read.decode import clean
from kelisim.read.errors import ReadError
from kelisim.read.headline import headline
from kelisim.read.source import Draft, Source

_SKIPPED: Final = frozenset(
    # What was struck out, what a field would compute, a drawing's second form for older programs.
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
    )
)
_DAMAGED: Final = "the file is cut off or damaged"
_AGAIN: Final = "get it again, or open and save it anew in a word processor, and add that"
_OCR: Final = "run text recognition (OCR) on the images and add the result as .docx or .txt"
_TITLE_STYLES: Final = frozenset(("title", "heading1", "heading 1"))


def read(source: Source) -> tuple[Draft, ...]:
    """Return the one document of a Word file.

    Nothing is unpacked that is larger than the limit.
    Raises ReadError where the file is damaged, too large inside, or without text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            main = _main_part(archive, source)
            body = _part(archive, main, source)
            notes = [
                _part(archive, join(dirname(main), name), source)
                for name in ("footnotes.xml", "endnotes.xml")
            ]
            core = _part(archive, "docProps/core.xml", source)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise ReadError(_DAMAGED, source.name, _AGAIN) from error
    if body is None:
        raise ReadError(_DAMAGED, source.name, _AGAIN)
    inner = _child(body, "body")
    blocks = list(_blocks(body if inner is None else inner))
    for part in notes:
        blocks.extend(_notes(part))
    text = clean(_joined(blocks))
    if not any(map(str.isalpha, text)):
        raise ReadError("there is no text in this file, perhaps only images", source.name, _OCR)
    return (
        Draft(
            text=text,
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            title=_title(core, blocks, text),
        ),
    )


def _main_part(archive: zipfile.ZipFile, source: Source) -> str:
    """Return the name of the part that holds the text, as the package's relations say."""
    relations = _part(archive, "_rels/.rels", source)
    if relations is not None:
        for relation in relations:
            if isinstance(relation.tag, str) and str(relation.get("Type", "")).endswith("/officeDocument"):
                return normpath(str(relation.get("Target", "")).lstrip("/"))
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str, source: Source) -> Any:
    """Return the tree of a part, None where there is no such part."""
    if name not in archive.namelist():
        return None
    info = archive.getinfo(name)
    most = source.limits.max_bytes
    if info.file_size > most:
        raise _too_large(info.file_size, name, source)
    if info.flag_bits & 1:
        raise ReadError("the file is encrypted", source.name, "save a copy without a password and add that")
    with archive.open(info) as stream:
        content = stream.read(most + 1)  # what the package says of its sizes need not be true
    if len(content) > most:
        raise _too_large(len(content), name, source)
    # No entities, no network: a text needs neither, and both can be made to do harm.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(_DAMAGED, f"{source.name}, {name}", _AGAIN) from error


def _too_large(size: int, part: str, source: Source) -> ReadError:
    return ReadError(
        f"it unpacks to {size:,} bytes or more, the limit is {source.limits.max_bytes:,}",
        f"{source.name}, {part}",
        "if you trust the file, raise max_megabytes in kelisim.toml",
    )


def _blocks(container: Any) -> Iterator[tuple[str, str]]:
    """Yield each paragraph and table row with its kind: "p", "title", "item" or "row"."""
    for element in container:
        name = _name(element)
        if name == "p":
            text = _text(element)
            yield _kind(element), text
            for box in _boxes(element):
                yield from _blocks(box)
        elif name == "tbl":
            for row in _rows(element):
                cells = [" ".join(text for _, text in _blocks(cell) if text.strip() != "") for cell in row]
                line = " | ".join(cell.replace("\n", " ") for cell in cells if cell.strip() != "")
                yield "row", line
        elif name is not None and name not in _SKIPPED:  # content controls, insertions, custom XML
            yield from _blocks(element)


def _rows(table: Any) -> Iterator[list[Any]]:
    for element in table:
        name = _name(element)
        if name == "tr":
            yield list(_within(element, "tc"))
        elif name is not None and name not in _SKIPPED:
            yield from _rows(element)


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """Yield the nearest descendants of that name."""
    for child in element:
        name = _name(child)
        if name == wanted:
            yield child
        elif name is not None and name not in _SKIPPED:
            yield from _within(child, wanted)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that are anchored in a paragraph."""
    return _within(paragraph, "txbxContent")


def _text(paragraph: Any) -> str:
    pieces: list[str] = []

    def gather(element: Any) -> None:
        for child in element:
            name = _name(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name == "tab":
                pieces.append("\t")
            elif name in ("br", "cr"):
                pieces.append("\n")
            elif name == "noBreakHyphen":
                pieces.append("-")
            elif name is not None and name != "txbxContent" and name not in _SKIPPED:
                gather(child)

    gather(paragraph)
    return "".join(pieces).strip()


def _kind(paragraph: Any) -> str:
    properties = _child(paragraph, "pPr")
    if properties is None:
        return "p"
    style = _child(properties, "pStyle")
    if style is not None and str(_value(style)).lower() in _TITLE_STYLES:
        return "title"
    return "item" if _child(properties, "numPr") is not None else "p"


def _notes(part: Any) -> Iterator[tuple[str, str]]:
    if part is not None:
        for note in part:
            if _name(note) in ("footnote", "endnote") and _value(note, "type") not in (
                "separator",
                "continuationSeparator",
            ):
                yield from _blocks(note)


def _joined(blocks: list[tuple[str, str]]) -> str:
    """Return the blocks parted by an empty line, items of a list and rows of a table by a line end."""
    lines: list[str] = []
    before = "p"
    for kind, text in blocks:
        if text.strip() == "":
            continue
        if len(lines) > 0 and (kind not in ("item", "row") or kind != before):
            lines.append("")
        lines.append(f"- {text}" if kind == "item" else text)
        before = kind
    return "\n".join(lines)


def _title(core: Any, blocks: list[tuple[str, str]], text: str) -> str | None:
    """Return the title: the paragraph set as one, the file's own if the text says it, or the first line."""
    set_as_title = next((text for kind, text in blocks if kind == "title" and text.strip() != ""), None)
    if set_as_title is not None:
        return clean(" ".join(set_as_title.split()))
    said = None if core is None else _child(core, "title")
    if (
        said is not None
        and said.text is not None
        and said.text.strip() != ""
        and said.text.strip() in text[:1000]
    ):
        return clean(" ".join(said.text.split()))
    return headline(text)


def _name(element: Any) -> str | None:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else None


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _name(child) == name), None)


def _value(element: Any, name: str = "val") -> str | None:
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), None
    )
