"""Addresses of the web to documents."""

from collections.abc import MutableMapping

from kelisim.model import Document
from kelisim.read.options import Hints, Limits
from kelisim.read.reader import read_source


def fetch(
    url: str,
    *,
    hints: Hints | None = None,
    limits: Limits | None = None,
    robots: MutableMapping[str, str] | None = None,
) -> tuple[Document, ...]:
    """Return the documents at an address: one, or one for each entry of a feed.

    `robots` holds the robots.txt of sites asked before, by site: give the same mapping to several fetches
    to ask each site once. Proxies set in the environment are not used: a proxy would resolve the name anew.
    Raises ReadError where the address may not be fetched, does not answer in time, or holds no document.
    """
    from kelisim.read.web import answer_of

    source, media_type = answer_of(url, limits or Limits(), {} if robots is None else robots)
    return read_source(source, hints=hints, media_type=media_type, called=source.url)
