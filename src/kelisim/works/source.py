"""The files that bibliographic records come in: plain, gzip or inside a zip, told by their content."""

import gzip
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Final, cast

import numpy as np
from isal import igzip, isal_zlib

from kelisim.works.record import WorksError

LONGEST: Final = 1 << 27
"""Bytes of a line, or of a JSON document that is not in lines, beyond which it is not read: 128 MB."""

_CHUNK: Final = 1 << 18  # bytes read at once
_PIECE: Final = 1 << 18  # bytes whose line ends are counted at once: they stay in the processor's cache
_NEWLINE: Final = ord("\n")
_BLOCK: Final = 32 << 20  # bytes of lines taken as one: more need memory, fewer waste calls
_MANIFESTS: Final = frozenset({"manifest", "manifest.json"})
_CUT_SHORT: Final[tuple[type[Exception], ...]] = (
    EOFError,
    zlib.error,
    cast("type[Exception]", isal_zlib.error),
    gzip.BadGzipFile,
    zipfile.BadZipFile,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of a zip; `expected` is the number of records that a manifest promises."""

    path: Path
    member: str | None = None
    expected: int | None = None

    @property
    def name(self) -> str:
        """How the file is called in tables and messages."""
        return str(self.path) if self.member is None else f"{self.path}/{self.member}"


def expand(paths: Iterable[Path]) -> tuple[list[Source], list[str]]:
    """Return the files that paths stand for, each once, and what is missing, one message each.

    A folder stands for all files below it, a zip for its members. Hidden files are passed over, manifests of
    a snapshot are read for what they promise.
    """
    found: dict[tuple[Path, str | None], Source] = {}
    problems: list[str] = []
    for path in paths:
        if not path.exists():
            problems.append(f"{path}: is not there; check the path")
            continue
        promised = _promises(path, problems) if path.is_dir() else {}
        for each in _files(path):
            for source in _members(each, promised.get(each)):
                found.setdefault((source.path.resolve(), source.member), source)
    return list(found.values()), problems


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = (each for each in sorted(path.rglob("*")) if each.is_file() and each.name not in _MANIFESTS)
    return [each for each in inside if not any(p.startswith(".") for p in each.relative_to(path).parts)]


def _members(path: Path, expected: int | None) -> list[Source]:
    if not zipfile.is_zipfile(path):
        return [Source(path, expected=expected)]
    with zipfile.ZipFile(path) as archive:
        names = (each.filename for each in archive.infolist() if not each.is_dir())
        return [Source(path, name) for name in names if not name.startswith("__MACOSX/")]


def _promises(folder: Path, problems: list[str]) -> dict[Path, int]:
    """Return how many records the manifests below a folder promise for its files; tell what is missing."""
    promised: dict[Path, int] = {}
    for manifest in sorted(each for name in _MANIFESTS for each in folder.rglob(name)):
        try:
            entries = json.loads(manifest.read_bytes())["entries"]
            given = [(entry["url"], entry["meta"]["record_count"]) for entry in entries]
        except (ValueError, KeyError, TypeError):
            continue  # a file of that name need not be a snapshot's
        for url, count in given:
            parts = Path(url.partition("://")[2]).parts
            if manifest.parent.name not in parts:
                continue
            below = parts[parts.index(manifest.parent.name) + 1 :]
            part = manifest.parent.joinpath(*below)
            if part.is_file():
                promised[part] = count
            # One manifest may list authors, institutions … too, which need not have been fetched.
            elif below[0].startswith("updated_date=") or (manifest.parent / below[0]).is_dir():
                problems.append(f"{part}: is in the manifest and not in the folder; fetch it")
    return promised


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacked; raises WorksError where it cannot be opened."""
    try:
        if source.member is not None:
            with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as member:
                yield _unpacked(BufferedReader(cast("RawIOBase", member)))
        else:
            with source.path.open("rb") as stream:
                yield _unpacked(stream)
    except OSError as error:
        if isinstance(error, _CUT_SHORT):
            raise
        raise WorksError(f"{source.name}: cannot be read ({error.strerror or error})") from error


def _unpacked(stream: BufferedReader) -> IO[bytes]:
    if stream.peek(2)[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", igzip.open(stream))  # type: ignore[no-untyped-call]
    return stream


def cut_short(error: Exception) -> bool:
    """Tell whether an error means that a packed file ends early or is damaged."""
    return isinstance(error, _CUT_SHORT)


def digest(source: Source) -> str:
    """Return the hash of a file's bytes as they lie on the disk (of a zip's member: unpacked)."""
    hasher = sha256()
    if source.member is None:
        with source.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                hasher.update(chunk)
    else:
        with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as stream:
            while chunk := stream.read(_CHUNK):
                hasher.update(chunk)
    return hasher.hexdigest()


def head(source: Source, size: int = 1 << 16) -> bytes:
    """Return the first bytes of a file, unpacked."""
    parts: list[bytes] = []
    with opened(source) as stream:
        try:
            while size > 0 and (part := stream.read(min(size, 1024))):
                parts.append(part)
                size -= len(part)
        except _CUT_SHORT:  # what is there may tell the format; reading will tell that it ends
            pass
    return b"".join(parts)


def whole(source: Source) -> bytes:
    """Return the bytes of a file, unpacked; raises WorksError where they are more than `LONGEST`."""
    with opened(source) as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise WorksError(
            f"{source.name}: is one piece of over {LONGEST >> 20} MB; cut it up, or give one record a line"
        )
    return data


def blocks(source: Source) -> Iterator[memoryview | None]:
    """Yield the lines of a file, some megabytes at a time; None stands for one that is longer than `LONGEST`.

    What is yielded holds until the next is asked for: all lie in one buffer, since new memory costs more than
    unpacking. Of a file that is cut short all whole lines come before the error.
    """
    buffer = bytearray(min(_BLOCK, LONGEST + 1))
    held = 0
    within = False  # a line that is too long
    with opened(source) as stream:
        while True:
            held, error = _filled(stream, buffer, held)
            start = 0
            if within:
                start = buffer.find(b"\n", 0, held) + 1
                within = start == 0
                start = held if within else start
                if not within:
                    yield None
            last = held < len(buffer)
            end = held if last and error is None else buffer.rfind(b"\n", start, held) + 1
            if end > start:
                with memoryview(buffer) as view, view[start:end] as part:
                    yield part
                start = end
            if error is not None:
                raise error
            if last:
                break
            if start == 0 and len(buffer) <= LONGEST:  # the line does not end here
                buffer.extend(bytes(min(len(buffer), LONGEST + 1 - len(buffer))))
            elif start == 0:
                within, held = True, 0
            else:
                buffer[: held - start] = buffer[start:held]
                held -= start
        if within:
            yield None


def _filled(stream: IO[bytes], buffer: bytearray, held: int) -> tuple[int, Exception | None]:
    """Fill a buffer up; return how much it holds then, and why a packed file ends early, if it does."""
    try:
        while held < len(buffer) and (chunk := stream.read(min(_CHUNK, len(buffer) - held))):
            buffer[held : held + len(chunk)] = chunk
            held += len(chunk)
    except _CUT_SHORT as error:
        return held, error
    return held, None


def lines(source: Source) -> Iterator[bytes | None]:
    """Yield the lines of a file without their ends; None stands for one that is longer than `LONGEST`."""
    for block in blocks(source):
        yield from lines_of(block)


def lines_of(block: memoryview | None) -> list[bytes | None]:
    """Return the lines of a block without their ends."""
    if block is None:
        return [None]
    found = [line.rstrip(b"\r") for line in bytes(block).split(b"\n")]
    return list(found if len(block) > 0 and block[-1] != _NEWLINE else found[:-1])


def count_lines(block: memoryview) -> int:
    """Return how many lines a block has."""
    letters = np.frombuffer(block, np.uint8)
    parts = (letters[start : start + _PIECE] for start in range(0, len(letters), _PIECE))
    ends = sum(int(np.count_nonzero(part == _NEWLINE)) for part in parts)
    return ends + (len(block) > 0 and block[-1] != _NEWLINE)


@contextmanager
def on_disk(source: Source) -> Iterator[Path]:
    """Give a file's unpacked bytes as a file of its own, for libraries that want one."""
    with opened(source) as stream:
        if source.member is None and not isinstance(stream, igzip.IGzipFile):
            yield source.path
            return
        with tempfile.NamedTemporaryFile(prefix="kelisim-") as file:
            while chunk := stream.read(_CHUNK):
                file.write(chunk)
            file.flush()
            yield Path(file.name)
