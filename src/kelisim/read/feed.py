"""RSS and Atom: every entry a document."""

import io
import json
import re
from typing import Any, Final

from kelisim.read.dates import iso_date
from kelisim.read.decode import clean, declared_in_html, decode
from kelisim.read.errors import ReadError
from kelisim.read.headline import with_title
from kelisim.read.html import fragment_text
from kelisim.read.source import Draft, Source

_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CLOSED: Final = re.compile(r"</(?:rss|feed|rdf:RDF|[a-z]+:feed)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)


def read(source: Source) -> tuple[Draft, ...]:
    """Return a document for every entry that holds text.

    The id of a document comes from its entry alone, so that the entry is the same document when the feed
    is fetched again with others in it.
    Raises ReadError where the feed is cut off, or none of its entries holds text.
    """
    import feedparser

    markup = _DECLARATION.sub("", clean(decode(source.content, source.name, _charset(source))))
    if _CLOSED.search(markup) is None:
        raise ReadError("the feed is cut off: its end is missing", source.name, "fetch it again")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": source.url or ""}
    # As a stream of bytes: a string would be taken for the name of a file or an address to fetch.
    try:
        parsed = feedparser.parse(io.BytesIO(markup.encode()), response_headers=headers)
    except Exception as error:  # whatever a broken feed makes it stumble over
        raise ReadError("the feed is damaged", source.name, "fetch it again") from error
    media_type = f"application/{'atom' if str(parsed.version).startswith('atom') else 'rss'}+xml"
    drafts = [_draft(entry, parsed.feed, media_type, source) for entry in parsed.entries]
    with_text = {draft.content: draft for draft in drafts if any(map(str.isalpha, draft.text))}
    if len(with_text) == 0:
        raise ReadError(
            "the feed has no entry with text in it", source.name, "add the pages that it leads to"
        )
    return tuple(with_text.values())


def _charset(source: Source) -> str | None:
    return source.charset or declared_in_html(source.content)


def _draft(entry: Any, feed: Any, media_type: str, source: Source) -> Draft:
    title = fragment_text(_said(entry, "title") or "", source.name).replace("\n", " ") or None
    contents = [_said(content, "value") or "" for content in entry.get("content", [])]
    # The longest: many feeds give a teaser as the summary and the story as the content, some the other way.
    markup = max((*contents, _said(entry, "summary") or ""), key=len)
    link = _said(entry, "link")
    dated = _said(entry, "published") or _said(entry, "created") or _said(entry, "updated")
    publisher = _said(entry.get("source", {}), "title") or _said(entry, "publisher") or _said(feed, "title")
    text = clean(with_title(title, fragment_text(markup, source.name)))
    published = iso_date(dated)
    content_language = next((content.get("language") for content in entry.get("content", [])), None)
    return Draft(
        text=text,
        media_type=media_type,
        title=title,
        publisher=None if publisher is None else fragment_text(publisher, source.name) or None,
        url=link if link is not None and link.startswith(("http://", "https://")) else None,
        published=published,
        language=content_language or _said(feed, "language"),
        content=_canonical(_said(entry, "id"), link, title, published, text),
    )


def _said(of: Any, name: str) -> str | None:
    value = of.get(name)
    return clean(value).strip() or None if isinstance(value, str) else None


def _canonical(*parts: str | None) -> bytes:
    """Return the bytes that stand for an entry: what it says itself, whatever surrounds it in the feed."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
