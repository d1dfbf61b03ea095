"""Bytes to documents.

Comes in: files, folders, addresses, bytes of any format. Goes out: `Document`s with clean text, language,
and what the source itself says of title, publisher, date and url; or one `ReadError` that says what is wrong,
where, and how to mend it. `kelisim.read.similar` finds the same story in several outlets.
Never does: guess a date, read what a text says, store anything.
"""

from kelisim.read.errors import ReadError
from kelisim.read.fetch import download, download_if_changed, fetch, is_url
from kelisim.read.folder import find
from kelisim.read.options import Hints, Limits
from kelisim.read.reader import load, read, read_bytes, read_originals, read_path
from kelisim.read.source import Source

__all__ = [
    "Hints",
    "Limits",
    "ReadError",
    "Source",
    "download",
    "download_if_changed",
    "fetch",
    "find",
    "is_url",
    "load",
    "read",
    "read_bytes",
    "read_originals",
    "read_path",
]
