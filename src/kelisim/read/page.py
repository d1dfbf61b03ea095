"""What an HTML page says of itself: title, publisher, date published, url, language. Nothing is guessed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from kelisim.read.dates import iso_date
from kelisim.read.decode import clean

_PUBLISHED_META: Final = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate"),
    *(
        "publish-date",
        "publish_date",
        "publication_date",
        "publication-date",
        "published_time",
        "date.published",
    ),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "dc:date",
        "dc.date.created",
        "dcterms.created",
    ),
    *(
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    *(
        "mediator_published_time",
        "article.published",
        "article_date_original",
        "originalpublicationdate",
        "date",
    ),
)
_PUBLISHER_META: Final = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
)
_WEAK_PUBLISHER_META: Final = ("application-name", "apple-mobile-web-app-title")
_TITLE_META: Final = (
    "og:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
)
_LANGUAGE_META: Final = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")

_ARTICLE: Final = re.compile(r"article|posting|report|pressrelease", re.IGNORECASE)
_DATE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:date|dates|datetime|published|publish|posted|pubdate|time|timestamp|created)(?:$|[\s_-])"
    r"|(?:published|post|entry|news|article|create|pub)-?(?:date|time)",
    re.IGNORECASE,
)
_NOT_PUBLISHED: Final = re.compile(r"modif|updat|expire|deadline|event", re.IGNORECASE)
_ASIDE: Final = ("nav", "aside", "footer")
_ASIDE_CLASS: Final = re.compile(
    r"related|sidebar|footer|recent|latest|other-news|more-news|comment|widget", re.I
)
_URL_DATE: Final = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|$|-)")
_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+")
_LONGEST: Final = 300
_LABEL: Final = 60  # characters beside a date ("Press office, Astana, published on")
_MOST_NODES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; None where it says nothing."""

    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None


def about(tree: Any, url: str | None) -> Page:
    """Return what a page says of itself.

    `url` is where it was fetched, if it was. The date comes from JSON-LD, meta elements, microdata, the
    dated element nearest to the headline, and last from a date in the page's address.
    """
    linked = list(_linked_data(tree))
    meta = _meta(tree)
    publisher = _publisher(tree, linked, meta)
    address = _address(tree, meta, url)
    published = (
        _first_date(node.get("datePublished") for node in _articles_first(linked))
        or _first_date(meta.get(name) for name in _PUBLISHED_META)
        or _first_date(_microdata(tree, "datePublished"))
        or _date_at_headline(tree)
        or _date_in(address)
    )
    declared = [
        _first(tree, "/html/@lang"),
        _first(tree, "/html/@xml:lang"),
        *(meta.get(n) for n in _LANGUAGE_META),
    ]
    language = next((tag for tag in declared if tag), None)
    return Page(_title(tree, linked, meta, publisher), publisher, address, published, language)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of the page's JSON-LD, outer ones first."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if len(waiting) == 0:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _articles_first(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(nodes, key=lambda node: _ARTICLE.search(str(node.get("@type", ""))) is None)  # stable


def _meta(tree: Any) -> dict[str, str]:
    """Return what the meta elements say, by name in lower case; the first of a name counts."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _line(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name != "" and content is not None:
                said.setdefault(name, content)
    return said


def _microdata(tree: Any, name: str) -> Iterator[str | None]:
    for element in tree.xpath("//*[contains(@itemprop, $name)]", name=name):
        yield element.get("content") or element.get("datetime") or _line(element.text_content())


def _publisher(tree: Any, linked: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    named = [_name(node.get("publisher"), linked) for node in _articles_first(linked)]
    sites = [
        _name(node, linked) for node in linked if node.get("@type") in ("WebSite", "NewsMediaOrganization")
    ]
    candidates = [
        *named,
        *(meta.get(name) for name in _PUBLISHER_META),
        *sites,
        *(
            _line(element.text_content())
            for element in tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
        ),
        *(meta.get(name) for name in _WEAK_PUBLISHER_META),
    ]
    return next(
        (name for name in candidates if name is not None and not name.startswith(("http", "@"))), None
    )


def _name(node: Any, linked: list[dict[str, Any]]) -> str | None:
    """Return the name of an organisation of the JSON-LD, which may stand elsewhere under its @id."""
    if isinstance(node, list):
        node = node[0] if len(node) > 0 else None
    if isinstance(node, str):
        return _line(node)
    if not isinstance(node, dict):
        return None
    name = node.get("name")
    if name is None and "@id" in node:
        name = next(
            (other.get("name") for other in linked if other.get("@id") == node["@id"] and "name" in other),
            None,
        )
    return _line(name) if isinstance(name, str) else None


def _title(
    tree: Any, linked: list[dict[str, Any]], meta: dict[str, str], publisher: str | None
) -> str | None:
    """Return the headline: the heading that the page confirms, else what the page calls itself."""
    headings = [_line(heading.text_content()) for heading in tree.iter("h1")]
    headlines = [node.get("headline") for node in _articles_first(linked)]
    declared = [
        *(_line(title) for title in headlines if isinstance(title, str)),
        *(meta.get(name) for name in _TITLE_META),
    ]
    tab = _line(_first(tree, "//head/title/text()"))
    shown = [heading for heading in headings if heading is not None and heading != publisher]
    said = [_without_site(title, publisher) for title in declared if title is not None and title != publisher]
    tabs = [_without_site(title, publisher) for title in (tab,) if title is not None and title != publisher]
    confirmed = [heading for heading in shown if any(_same(heading, title) for title in (*said, *tabs))]
    return next(iter((*confirmed, *said, *(shown if len(shown) == 1 else ()), *tabs, *shown)), None)


def _same(one: str, other: str) -> bool:
    """Return whether two titles are the same, one perhaps shortened or with the name of the site."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return short in long and 2 * len(short) >= len(long)


def _without_site(title: str, publisher: str | None) -> str:
    """Return the title without the name of the site that many pages put behind or before it."""
    parts = _SEPARATOR.split(title)
    if publisher is None or len(parts) == 1:
        return title
    site = publisher.casefold()
    if parts[-1].casefold() == site:
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
    if parts[0].casefold() == site:
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    return title


def _address(tree: Any, meta: dict[str, str], url: str | None) -> str | None:
    """Return the page's canonical address; one that leads to the front page of the site is none."""
    base = _first(tree, "//head/base/@href") or url or ""
    for said in (_first(tree, "//link[@rel='canonical']/@href"), meta.get("og:url")):
        if said is None:
            continue
        try:
            address = urljoin(base, said.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        fits = (
            parts.scheme in ("http", "https") and parts.netloc != "" and not re.search(r"[\s<>\"]", address)
        )
        front_page = parts.path in ("", "/") and parts.query == ""
        if fits and not (front_page and url is not None and urlsplit(url).path not in ("", "/")):
            return address
    return url


def _date_at_headline(tree: Any) -> str | None:
    """Return the date of the dated element nearest to the headline, if it is only one.

    From the headline outwards, the first enclosing element that holds a date is asked; where it holds
    several different ones, nothing is sure.
    """
    headings = tree.xpath("//h1")
    start = headings[0] if len(headings) == 1 else next(iter(tree.xpath("//article | //main")), None)
    dates: set[str] = set()
    while start is not None and len(dates) == 0 and start.tag not in ("html",):
        dates = {date for element in _dated(start) if (date := iso_date(_date_text(element))) is not None}
        dates = {date for date in dates if len(date) == 10}
        start = start.getparent()
    return dates.pop() if len(dates) == 1 else None


def _dated(within: Any) -> Iterator[Any]:
    """Yield the elements that hold a date by what they are: <time>, or of a class that says so."""
    for element in within.iter("time", "span", "div", "p", "li", "td", "small", "em", "i", "b", "strong"):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag != "time" and _DATE_CLASS.search(label) is None:
            continue
        modified = _NOT_PUBLISHED.search(f"{label} {element.get('itemprop') or ''}") is not None
        if not modified and not _beside(element) and not _in_running_text(element):
            yield element


def _date_text(element: Any) -> str | None:
    return element.get("datetime") or element.get("content") or _line(element.text_content())


def _beside(element: Any) -> bool:
    """Return whether an element stands in a part of the page that is not the story."""
    return any(
        outer.tag in _ASIDE or _ASIDE_CLASS.search(outer.get("class") or "") is not None
        for outer in (element, *element.iterancestors())
        if outer.tag != "body"  # its class often names all that the page has
    )


def _in_running_text(element: Any) -> bool:
    """Return whether an element stands inside a sentence: a date there is one that the story tells of."""
    around = next(element.iterancestors("p", "li", "td", "blockquote"), None)
    return around is not None and len(around.text_content()) > len(element.text_content()) + _LABEL


def _date_in(url: str | None) -> str | None:
    match = _URL_DATE.search(urlsplit(url).path) if url is not None else None
    return iso_date("-".join(match.groups())) if match is not None else None


def _first_date(texts: Any) -> str | None:
    """Return the first date among texts that a page may say anything in."""
    return next(
        (date for text in texts if isinstance(text, str) and (date := iso_date(text)) is not None), None
    )


def _first(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]) if len(found) > 0 else None


def _line(text: str | None) -> str | None:
    """Return the text on one line, None where nothing stands there."""
    line = " ".join(clean(text or "").split())
    return line if 0 < len(line) <= _LONGEST else None
