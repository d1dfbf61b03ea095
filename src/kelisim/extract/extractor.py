"""A way from documents to statements, as one value: it is chosen once, at the top, and handed down."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from kelisim.extract.languages import extractor_of
from kelisim.extract.pipeline import extract_many
from kelisim.extract.spent import Spent
from kelisim.model import Document, Extraction


@dataclass(frozen=True, slots=True)
class NotExtracted:
    """A document that could not be extracted; `message` is the one line for people, without its name."""

    document: str
    message: str


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Extractor:
    """A way to extract. It can be sent to other processes.

    - name: from a document's language to name and version; another one makes documents be extracted anew
    - read: from documents to what each says, in order, or why that could not be told
    - spent: what reading has cost so far, in all processes; None where it costs nothing
    """

    name: Callable[[str | None], str]
    read: Callable[[Iterable[Document]], Iterator[Extraction | NotExtracted]]
    spent: Callable[[], Spent | None] = _nothing


_BATCH: Final = 32


def each_told(
    read: Callable[[Iterable[Document]], Iterator[Extraction]], documents: Iterable[Document]
) -> Iterator[Extraction | NotExtracted]:
    """Yield what `read` finds in each document, in order; one on which it fails is told, the rest go on."""
    remaining = iter(documents)
    while len(batch := tuple(islice(remaining, _BATCH))) > 0:
        yield from _batch_told(read, batch)


def _batch_told(
    read: Callable[[Iterable[Document]], Iterator[Extraction]], batch: Sequence[Document]
) -> Sequence[Extraction | NotExtracted]:
    try:
        return list(read(batch))
    except Exception as error:  # noqa: BLE001 - a fault of ours may show as any, and costs that document alone
        if len(batch) > 1:
            return [told for document in batch for told in _batch_told(read, [document])]
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
        message = f"the grammar cannot read it ({place}): a fault of Kelisim; please report it with this text"
        return [NotExtracted(batch[0].id, message)]


GRAMMAR: Final = Extractor(extractor_of, partial(each_told, extract_many))
"""The language packs that come with Kelisim: nothing leaves the machine."""
