"""Which format a file is in: told from its bytes first, from its name where they leave it open."""

import io
import json
import re
import tomllib
import zipfile
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from kelisim.read.decode import peek
from kelisim.read.errors import ReadError

Format = Literal["text", "markdown", "html", "pdf", "docx", "feed"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBERS: Final = 100_000  # of a ZIP: more names than any office file has

# Whatever may stand before the first element: white space, declarations, comments.
_PROLOGUE: Final = re.compile(
    r"\A(?:\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^>\[]*(?:\[[^\]]*\])?\s*>)+", re.I | re.S
)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF|[a-z]+:feed)[\s>]")
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)[\s>/]", re.IGNORECASE)
_XML: Final = re.compile(r"\A\s*<\?xml\s")
_BY_ENDING: Final[dict[str, Format]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".md", ".markdown", ".mdown"), "markdown"),
    **dict.fromkeys((".txt", ".text"), "text"),
}
_BY_MEDIA_TYPE: Final[dict[str, Format]] = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), "html"),
    "text/markdown": "markdown",
    "text/plain": "text",
}


def format_of(content: bytes, name: str, media_type: str | None = None) -> Format:
    """Return the format of a file that can be read.

    `media_type` is what a server says; like the name it only decides between texts.
    Raises ReadError, with what to do instead, for a file that is told but not read.
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content, name)
    _refuse_known(content, name)
    return _written(content, name, media_type)


def _packed(content: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            mimetype = b""
            if "mimetype" in members and archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED:
                mimetype = (
                    archive.read("mimetype")[:200] if archive.getinfo("mimetype").file_size < 200 else b""
                )
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:  # RuntimeError: encrypted
        raise ReadError("the file is cut off or damaged", name, "get it again and add that") from error
    if len(members) <= _MOST_MEMBERS and any(member.startswith("word/") for member in members):
        return "docx"
    for known in _known()["zip"]:
        if "mimetype" in known:
            fits = mimetype.startswith(known["mimetype"].encode())
        else:
            fits = any(member.startswith(known["member"]) for member in members) or known["member"] == ""
        if fits:
            raise ReadError(known["what"], name, known["remedy"])
    raise AssertionError("the last entry of formats.toml fits every archive")


def _refuse_known(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        for known in _known()["ole"]:
            if known["stream"].encode("utf-16-le") in content:
                raise ReadError(known["what"], name, known["remedy"])
    for known in _known()["file"]:
        at = known.get("at", 0)
        begins = any(content.startswith(bytes.fromhex(begin), at) for begin in known["begins"])
        if begins and not _may_be_text(content):
            raise ReadError(known["what"], name, known["remedy"])


def _may_be_text(content: bytes) -> bool:
    """Return whether a file that begins like an image or a program is a text all the same.

    A text, too, may begin with "BM" or "RIFF"; it has no control characters, which all of those have
    (of the formats that are told, only Rich Text and PostScript are written in plain characters).
    """
    head = content[:512]
    return not head.startswith((b"{\\rtf", b"%!PS")) and all(
        byte in b"\t\n\f\r" or byte >= 32 for byte in head
    )


def _written(content: bytes, name: str, media_type: str | None) -> Format:
    ending = _ending(name)
    for known in _known()["name"]:
        if ending in known["endings"]:
            raise ReadError(known["what"], name, known["remedy"])
    head = peek(content)
    start = _PROLOGUE.sub("", head)
    if _FEED.match(start):
        return "feed"
    if _HTML.match(start):
        return "html"
    by_name = _BY_ENDING.get(ending)
    if by_name is None:
        by_name = _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower())
    if by_name is not None:
        return by_name
    if _XML.match(head):
        raise ReadError(
            "this is XML of a kind that is not read", name, "add the text in it as .txt, .html or .docx"
        )
    if _is_json(content, start):
        raise ReadError("this is JSON data, not a text", name, "add the texts in it as .txt or .html")
    # A page saved without its head, under a name that says nothing.
    return "html" if re.match(r"<(?:div|p|article|section|main|h1)[\s>]", start, re.IGNORECASE) else "text"


def _is_json(content: bytes, start: str) -> bool:
    if start[:1] not in ("{", "["):
        return False
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _ending(name: str) -> str:
    path = urlsplit(name).path if re.match(r"https?://", name) else name
    return PurePath(path).suffix.lower()


@cache
def _known() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(resources.files("kelisim.read").joinpath("formats.toml").read_text("utf-8"))
