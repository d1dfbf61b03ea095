"""Addresses of the web to documents."""

from collections.abc import MutableMapping

from kelisim.model import Document
from kelisim.read.options import Hints, Limits
from kelisim.read.reader import read
from kelisim.read.source import Source


def is_url(text: str) -> bool:
    """Return whether a text is meant as an address of the web, not as a path."""
    return text.strip().lower().startswith(("http://", "https://"))


def fetch(
    url: str,
    *,
    hints: Hints | None = None,
    limits: Limits | None = None,
    robots: MutableMapping[str, str] | None = None,
) -> tuple[Document, ...]:
    """Return the documents at an address: one, or one for each entry of a feed.

    Arguments and errors are those of `download` and `read`.
    """
    return read(download(url, limits=limits, robots=robots), hints=hints)


def download(
    url: str, *, limits: Limits | None = None, robots: MutableMapping[str, str] | None = None
) -> Source:
    """Return the bytes at an address, ready to be read.

    `robots` holds the robots.txt of sites asked before, by site: give the same mapping to several calls
    to ask each site once. Proxies set in the environment are not used: a proxy would resolve the name anew.
    Raises ReadError where the address may not be fetched, does not answer in time, or not whole.
    """
    from kelisim.read.web import source_at

    return source_at(url, limits or Limits(), {} if robots is None else robots)


def download_if_changed(
    url: str,
    *,
    limits: Limits | None = None,
    robots: MutableMapping[str, str] | None = None,
    tag: str | None = None,
    modified: str | None = None,
) -> tuple[Source, str | None, str | None] | None:
    """Return the bytes at an address, its ETag and Last-Modified; None where nothing changed.

    `tag` and `modified` are what was returned then. Other arguments and errors are those of `download`.
    """
    from kelisim.read.web import source_if_changed

    return source_if_changed(url, limits or Limits(), {} if robots is None else robots, tag, modified)
