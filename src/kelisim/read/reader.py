"""Files and bytes to documents, whatever their format."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kelisim.model import Document, document_id
from kelisim.read import language
from kelisim.read.dates import iso_date
from kelisim.read.decode import clean
from kelisim.read.errors import ReadError
from kelisim.read.formats import Format, format_of
from kelisim.read.options import Hints, Limits
from kelisim.read.source import Draft, Source

_ADD_TEXT: Final = "add a file with text in it"


def read(source: Source, *, hints: Hints | None = None) -> tuple[Document, ...]:
    """Return the documents in a source: one, or one for each entry of a feed.

    Raises ReadError, and nothing else, where the bytes hold no document.
    """
    return tuple(document for document, _ in read_originals(source, hints=hints))


def read_originals(source: Source, *, hints: Hints | None = None) -> tuple[tuple[Document, bytes], ...]:
    """Return the documents in a source, each with the bytes that its id is the hash of.

    They are those of the source; for an entry of a feed, what the entry itself says. Raises as `read`.
    """
    _check(hints)
    if len(source.content) > source.limits.max_bytes:
        raise _too_large(len(source.content), source.name, source.limits)
    if len(source.content) == 0:
        raise ReadError("the file is empty", source.name, _ADD_TEXT)
    try:
        drafts = _reader(format_of(source.content, source.name, source.media_type))(source)
    except (MemoryError, RecursionError) as error:
        raise ReadError(
            "it is too large or too deeply nested to be read",
            source.name,
            "split it, or save it as plain text",
        ) from error
    for draft in drafts:
        if draft.text.strip() == "":
            raise ReadError("there is no text in this file", source.name, _ADD_TEXT)
    return tuple(
        (
            _document(draft, source, hints or Hints()),
            source.content if draft.content is None else draft.content,
        )
        for draft in drafts
    )


def read_bytes(
    content: bytes,
    *,
    name: str,
    url: str | None = None,
    hints: Hints | None = None,
    limits: Limits | None = None,
) -> tuple[Document, ...]:
    """Return the documents in the bytes of a file.

    `name` is what the user calls the file: messages begin with it. `url` is where it comes from, if from
    the web. Raises ReadError as `read` does.
    """
    return read(Source(content, name, url=url, limits=limits or Limits()), hints=hints)


def read_path(
    path: Path, *, hints: Hints | None = None, limits: Limits | None = None
) -> tuple[Document, ...]:
    """Return the documents in a file. Raises ReadError where it cannot be opened or holds no document."""
    return read(load(path, limits), hints=hints)


def load(path: Path, limits: Limits | None = None) -> Source:
    """Return the bytes of a file, ready to be read. Raises ReadError where it cannot be opened."""
    limits = limits or Limits()
    return Source(_content(path, limits), os.fspath(path), called=path.name, limits=limits)


def _reader(format: Format) -> Callable[[Source], tuple[Draft, ...]]:
    """Return the function that reads a format; its libraries are loaded now, not with the program."""
    match format:
        case "text":
            from kelisim.read.text import read_text as read
        case "markdown":
            from kelisim.read.text import read_markdown as read
        case "html":
            from kelisim.read.html import read
        case "pdf":
            from kelisim.read.pdf import read
        case "docx":
            from kelisim.read.docx import read
        case "feed":
            from kelisim.read.feed import read
    return read


def _document(draft: Draft, source: Source, hints: Hints) -> Document:
    return Document(
        id=document_id(source.content if draft.content is None else draft.content),
        text=draft.text,
        language=hints.language or language.tell(draft.text, draft.language, sure=draft.language_sure),
        title=_cleaned(hints.title or draft.title),
        publisher=_cleaned(hints.publisher or draft.publisher),
        url=_cleaned(hints.url or draft.url or source.url),
        published=hints.published or draft.published,
        name=clean(source.called or source.name),
        media_type=draft.media_type,
    )


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text).strip() or None


def _check(hints: Hints | None) -> None:
    if hints is None:
        return
    if hints.published is not None and iso_date(hints.published) != hints.published:
        raise ReadError("this is no date", hints.published, "write it as 2026-02-26, 2026-02 or 2026")
    if hints.language is not None and language.of_tag(hints.language) != hints.language:
        raise ReadError("this is no language", hints.language, "give its ISO 639-1 code: en, ru, kk, de …")


def _content(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file, never more than the limit allows."""
    name = os.fspath(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            next(os.scandir(path), None)  # a folder that cannot be opened says so here
            raise ReadError("this is a folder, not a file", name, "add the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("this is no file but a device or a pipe", name, "add a file")
        if status.st_size > limits.max_bytes:
            raise _too_large(status.st_size, name, limits)
        with path.open("rb") as stream:
            return stream.read(limits.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _unopened(error, path) from error


def _too_large(size: int, name: str, limits: Limits) -> ReadError:
    return ReadError(
        f"the file has {size:,} bytes, the limit is {limits.max_bytes:,}",
        name,
        "split it, or raise max_megabytes in kelisim.toml",
    )


def _unopened(error: OSError | ValueError, path: Path) -> ReadError:
    name = os.fspath(path)
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT and path.is_symlink():
        return ReadError("this link leads nowhere", name, "mend the link, or add the file itself")
    if number == errno.ENOENT:
        return ReadError("there is no such file or folder", name, "check the path")
    if number in (errno.EACCES, errno.EPERM):
        return ReadError(
            "it may not be opened", name, "allow yourself to read it (chmod +r), or leave it out"
        )
    if number == errno.ELOOP:
        return ReadError("this link leads back to itself", name, "mend the link, or add the file itself")
    said = error.strerror if isinstance(error, OSError) else str(error)
    return ReadError(f"it cannot be opened ({said})", name, "check the path and the disk")
