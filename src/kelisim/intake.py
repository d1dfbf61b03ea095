"""Sources → documents with their extractions, in one process or several.

Comes in: paths, urls, bytes. Goes out, in the order given: what each source held (`Taken`), or the one line
that says why it could not be read (`Failed`). Never does: store anything; stop because of one source.
"""

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kelisim import read
from kelisim.extract import GRAMMAR, Extractor, NotExtracted
from kelisim.model import Document, Extraction
from kelisim.read import Hints, Limits, ReadError

_CHUNK: Final = 16  # sources a process takes at a time: enough to fill a batch, few enough to stay level
_WAITING: Final = 4  # chunks a process that may wait: bounds what is held in memory


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that come from no file here: standard input, an upload, a file that a cluster has read.

    `called` is what the document is called, where that is not `name`.
    """

    content: bytes
    name: str
    called: str | None = None


Source = Path | str | Bytes
Originals = tuple[tuple[Document, bytes], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One document of a source, its original bytes, and what it says."""

    source: str
    content: bytes
    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read or extracted; `message` is the one line for people."""

    source: str
    message: str


def intake(
    sources: Iterable[Source],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    hints: Hints | None = None,
    extractor: Extractor = GRAMMAR,
) -> Iterator[tuple[Taken | Failed, ...]]:
    """Yield what each source held, in order: one tuple a source.

    Arguments:
        jobs: processes that read and extract at the same time.
        limits, hints: as for `kelisim.read`.
        extractor: how statements are found.
    """
    options = (limits or Limits(), hints or Hints(), extractor)
    chunks = _chunks(sources)
    if jobs <= 1:
        for chunk in chunks:
            yield from _take(chunk, *options)
        return
    context = multiprocessing.get_context("spawn")  # the parent may have threads: forking would not be safe
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[tuple[list[Source], Future[list[tuple[Taken | Failed, ...]]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_take, chunk, *options)))
            if len(waiting) >= jobs * _WAITING:
                yield from _result(*waiting.popleft())
        while len(waiting) > 0:
            yield from _result(*waiting.popleft())


def _chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    remaining = iter(sources)
    while len(chunk := list(itertools.islice(remaining, _CHUNK))) > 0:
        yield chunk


def _result(
    chunk: list[Source], future: "Future[list[tuple[Taken | Failed, ...]]]"
) -> list[tuple[Taken | Failed, ...]]:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "the process that read it was ended (out of memory?); add it again, with fewer --jobs"
        return [(Failed(_name(source), f"{_name(source)}: {message}"),) for source in chunk]


def _take(
    chunk: list[Source], limits: Limits, hints: Hints, extractor: Extractor
) -> list[tuple[Taken | Failed, ...]]:
    found: list[Originals | Failed] = []
    for source in chunk:
        try:
            found.append(_read(source, limits, hints))
        except ReadError as error:
            found.append(Failed(_name(source), str(error)))
    held = [document for each in found if not isinstance(each, Failed) for document, _ in each]
    extractions = iter(list(extractor.read(held)))
    result: list[tuple[Taken | Failed, ...]] = []
    for source, each in zip(chunk, found, strict=True):
        if isinstance(each, Failed):
            result.append((each,))
        else:
            name = _name(source)
            result.append(tuple(_taken(name, original, next(extractions)) for original in each))
    return result


def _taken(name: str, original: tuple[Document, bytes], found: Extraction | NotExtracted) -> Taken | Failed:
    document, content = original
    if isinstance(found, NotExtracted):
        return Failed(name, f"{document.name or name}: {found.message}")
    return Taken(name, content, document, found)


def _read(source: Source, limits: Limits, hints: Hints) -> Originals:
    if isinstance(source, Bytes):
        found = read.Source(source.content, source.name, source.called, limits=limits)
    elif isinstance(source, Path):
        found = read.load(source, limits)
    else:
        found = read.download(source, limits=limits)
    return read.read_originals(found, hints=hints)


def _name(source: Source) -> str:
    return source.name if isinstance(source, Bytes) else str(source)
