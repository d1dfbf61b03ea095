"""What is said when a document cannot be read."""

from typing import Final

_LONGEST_NAME: Final = 300


class ReadError(Exception):
    """A document that cannot be read: what is wrong, where, and how to mend it.

    `where` names the file or url, with the place in it after a comma ("report.pdf, page 3"). As a string
    it is the one line that a person gets to see.
    """

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(what, where, remedy)  # all three: an exception is pickled by its arguments
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{_line(self.where)}: {_line(self.what)}; {_line(self.remedy)}"


def _line(text: str) -> str:
    """Return the text on one line: names of files may hold anything, line ends and lone surrogates too."""
    printable = (character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    line = "".join(printable)
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"
