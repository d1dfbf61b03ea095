"""A way from documents to statements, as one value: it is chosen once, at the top, and handed down."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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


GRAMMAR: Final = Extractor(extractor_of, extract_many)
"""The language packs that come with Kelisim: nothing leaves the machine."""
