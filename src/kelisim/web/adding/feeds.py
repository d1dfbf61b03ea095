"""Feeds that are looked at on a schedule: only what is new is fetched, and who fails is asked more seldom.

Public: `Feed`, `Looked`, `add_feed`, `remove_feed`, `feeds`, `due`, `look`.
"""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.extract import Extractor, NotExtracted
from kelisim.extractors import extractor_of
from kelisim.model import Document, Extraction
from kelisim.read import Limits, ReadError, download_if_changed, is_url
from kelisim.read import read_originals as read_documents
from kelisim.register import InvalidError, Store, UnknownIdError, add, known, schema
from kelisim.web.accounts import later, writing

_LONGEST: Final = 2000  # characters of an address
_SELDOM_HOURS: Final = 24.0  # a feed that fails is asked at least so often


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: since when and for whom it is looked at, when next, and what went wrong the last time."""

    url: str
    by: str
    added: str
    looked: str | None
    next: str
    failures: int
    error: str | None
    tag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at a feed: ids of new documents; `changed` is False where the server said so."""

    url: str
    changed: bool
    new: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    error: str | None = None


def add_feed(store: Store, url: str, by: str) -> None:
    """Have a feed looked at from now on. Raises InvalidError where it is no address of the web."""
    url = url.strip()
    if not is_url(url) or len(url) > _LONGEST or any(character.isspace() for character in url):
        raise InvalidError(f"{url[:100]!r} is no address of the web: write it as https://…")
    row = {"url": url, "by": by[:120], "added": later(), "next": later(), "failures": 0}
    with writing(store) as connection:
        if _load(connection, url) is None:
            connection.execute(sa.insert(schema.feed), [row])


def remove_feed(store: Store, url: str) -> None:
    """Have a feed looked at no more; its documents stay. Raises UnknownIdError where it is not looked at."""
    with writing(store) as connection:
        removed = connection.execute(sa.delete(schema.feed).where(schema.feed.c.url == url.strip()))
    if removed.rowcount == 0:
        raise UnknownIdError(f"{url}: this feed is not looked at; see: kelisim feed list")


def feeds(connection: Connection) -> tuple[Feed, ...]:
    """Return the feeds in the order of their addresses."""
    return tuple(_feed(row) for row in connection.execute(_query().order_by(schema.feed.c.url)))


def due(connection: Connection) -> tuple[Feed, ...]:
    """Return the feeds whose time has come, the longest waiting first."""
    query = _query().where(schema.feed.c.next <= later()).order_by(schema.feed.c.next)
    return tuple(_feed(row) for row in connection.execute(query))


def look(
    store: Store,
    feed: Feed,
    *,
    limits: Limits,
    robots: MutableMapping[str, str],
    minutes: float,
    extractor: Extractor | None = None,
) -> Looked:
    """Look at a feed: fetch it if it changed, take in its new entries, write down when to look again.

    The next look comes after `minutes`; after failures, twice as long for each, up to a day. Entries are
    extracted as `extractor` or the workspace's settings say; where one cannot be, the feed is fetched whole
    the next time. Raises StoreError where the store cannot be written.
    """
    try:
        found = download_if_changed(
            feed.url, limits=limits, robots=robots, tag=feed.tag, modified=feed.modified
        )
        if found is None:
            _note(store, feed, minutes, tag=feed.tag, modified=feed.modified)
            return Looked(feed.url, changed=False)
        source, tag, modified = found
        documents = read_documents(source)
    except ReadError as error:
        wait = min(minutes * 2 ** min(feed.failures + 1, 12), max(minutes, _SELDOM_HOURS * 60))
        _note(store, feed, wait, tag=feed.tag, modified=feed.modified, error=str(error))
        return Looked(feed.url, changed=False, error=str(error))
    refused: list[str] = []
    made = add(store, _unknown(store, documents, extractor or extractor_of(store.workspace), refused))
    if len(refused) > 0:  # an entry that was not extracted is new the next time, too
        tag = modified = None
    _note(store, feed, minutes, tag=tag, modified=modified)
    return Looked(feed.url, True, made.new, (*refused, *made.refused))


def _unknown(
    store: Store, documents: tuple[tuple[Document, bytes], ...], extractor: Extractor, refused: list[str]
) -> Iterator[tuple[Document, bytes, Extraction]]:
    """Yield what is not known with its extraction; lines for what cannot be extracted go to `refused`."""
    fresh = [pair for pair in documents if not known(store, pair[0].id, extractor.name(pair[0].language))]
    found = extractor.read(document for document, _ in fresh)
    for (document, content), extraction in zip(fresh, found, strict=True):
        if isinstance(extraction, NotExtracted):
            refused.append(f"{document.name or document.url or document.id}: {extraction.message}")
        else:
            yield document, content, extraction


def _note(
    store: Store,
    feed: Feed,
    minutes: float,
    *,
    tag: str | None,
    modified: str | None,
    error: str | None = None,
) -> None:
    """Write down that a feed was looked at, and when to look again."""
    values = {
        "looked": later(),
        "next": later(minutes=minutes),
        "tag": tag,
        "modified": modified,
        "failures": 0 if error is None else feed.failures + 1,
        "error": error,
    }
    with writing(store, store.wait_seconds) as connection:
        connection.execute(sa.update(schema.feed).where(schema.feed.c.url == feed.url).values(**values))


def _query() -> sa.Select[tuple[str, ...]]:
    return sa.select(*(schema.feed.c[name] for name in Feed.__dataclass_fields__))


def _load(connection: Connection, url: str) -> Feed | None:
    row = connection.execute(_query().where(schema.feed.c.url == url)).one_or_none()
    return None if row is None else _feed(row)


def _feed(row: sa.Row[tuple[str, ...]]) -> Feed:
    return Feed(**row._mapping)
