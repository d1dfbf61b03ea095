"""Plain text and Markdown, both with or without front matter in YAML or TOML."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from kelisim.read.dates import iso_date
from kelisim.read.decode import clean, decode
from kelisim.read.errors import ReadError
from kelisim.read.headline import headline, with_title
from kelisim.read.source import Draft, Source

_FRONT: Final = re.compile(r"\A\s*?(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
_LONGEST_FRONT: Final = 20_000

_TITLE: Final = ("title", "headline")
_PUBLISHER: Final = ("publisher", "source", "site", "site_name", "outlet")
_PUBLISHED: Final = (
    "published",
    "date",
    "date_published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
)
_URL: Final = ("url", "canonical", "canonical_url", "link", "source_url")
_LANGUAGE: Final = ("language", "lang", "locale")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter of a text says; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_text(source: Source) -> tuple[Draft, ...]:
    """Return the one document of a plain text, as it stands there."""
    front, body = _split(clean(decode(source.content, source.name, source.charset)), source.name)
    return (_draft(front, body.strip("\n"), "text/plain"),)


def read_markdown(source: Source) -> tuple[Draft, ...]:
    """Return the one document of a Markdown text, without its markup."""
    from markdown_it import MarkdownIt

    from kelisim.read.html import fragment_text

    front, body = _split(clean(decode(source.content, source.name, source.charset)), source.name)
    markdown = MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"])
    return (_draft(front, fragment_text(markdown.render(body), source.name), "text/markdown"),)


def _draft(front: Front, body: str, media_type: str) -> Draft:
    text = with_title(front.title, body)
    return Draft(
        text=text,
        media_type=media_type,
        title=front.title or headline(text),
        publisher=front.publisher,
        url=front.url,
        published=front.published,
        language=front.language,
        language_sure=True,
    )


def _split(text: str, name: str) -> tuple[Front, str]:
    """Return the front matter and the text after it.

    A rule of dashes opens many texts: it is front matter only if what stands up to the next one is a list
    of names and values.
    """
    match = _FRONT.match(text[:_LONGEST_FRONT])
    if match is None or _KEY.search(match.group(2)) is None:
        return Front(), text
    values = _yaml(match.group(2)) if match.group(1) == "---" else _toml(match.group(2))
    if values is None:
        raise ReadError(
            f"the front matter is no valid {'YAML' if match.group(1) == '---' else 'TOML'}",
            f"{name}, lines 1–{text[: match.end()].rstrip().count(chr(10)) + 1}",
            "mend it (values with a colon need quotes), or take it out",
        )
    return _front(values, name), text[match.end() :]


def _front(values: dict[str, str], name: str) -> Front:
    def first(keys: tuple[str, ...]) -> str | None:
        return next((values[key] for key in keys if values.get(key, "") != ""), None)

    url = first(_URL)
    published = first(_PUBLISHED)
    date = iso_date(published)
    if published is not None and date is None:
        raise ReadError(
            f"the date {published[:40]!r} in the front matter cannot be read",
            name,
            "write it as 2026-02-26",
        )
    return Front(
        title=first(_TITLE),
        publisher=first(_PUBLISHER),
        published=date,
        url=url if url is not None and url.startswith(("http://", "https://")) else None,
        language=first(_LANGUAGE),
    )


def _yaml(block: str) -> dict[str, str] | None:
    import yaml

    try:
        # Every value as it is written: YAML would make a date of a date and "false" of Norwegian ("no").
        values = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings, lists and mappings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return _strings(values)


def _toml(block: str) -> dict[str, str] | None:
    try:
        return _strings(tomllib.loads(block))
    except (ValueError, RecursionError):
        return None


def _strings(values: Any) -> dict[str, str] | None:
    """Return the simple values, on one line each, by their names in lower case."""
    if not isinstance(values, dict):
        return None
    return {
        str(key).lower(): " ".join(str(value).split())
        for key, value in values.items()
        if not isinstance(value, dict | list | bool)
    }
