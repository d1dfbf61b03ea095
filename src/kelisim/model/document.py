"""A source text and the places in it."""

from dataclasses import dataclass

from kelisim.model.ids import content_id


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A span of a document and the verbatim text that stands there.

    `start` and `end` count code points from the beginning of `Document.text`; `end` is exclusive.
    """

    start: int
    end: int
    text: str

    def stands_in(self, text: str) -> bool:
        """Return whether the quote is what `text` has at these offsets."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.text


def quote(text: str, start: int, end: int) -> Quote:
    """Return the quote of `text[start:end]`, without the white space at its ends.

    Raises ValueError where nothing but white space stands there.
    """
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError(f"nothing to quote at {start}:{end}")
    return Quote(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, immutable. Dates are ISO 8601 at their true precision."""

    id: str
    text: str
    language: str | None = None  # ISO 639-1; the language that most of the text is in
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    name: str = ""  # what the user called it: the file's name or the url
    media_type: str = "text/plain"


def document_id(content: bytes) -> str:
    """Return the id of the document with these bytes."""
    return content_id("d", content)
