"""HTML pages: the main text without menus and footers, and what the page says of itself."""

import logging
import re
from configparser import ConfigParser
from copy import copy
from functools import cache
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from kelisim.read.blocks import blocks
from kelisim.read.decode import clean, declared_in_html, decode
from kelisim.read.errors import ReadError
from kelisim.read.headline import with_title
from kelisim.read.page import about
from kelisim.read.source import Draft, Source

_XML_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FEWEST: Final = 20  # letters: a page with fewer holds a menu, or nothing
_NEVER_STORY: Final = (  # trafilatura leaves them out too, but not where it finds next to nothing else
    "//noscript | //template | //dialog | //nav | //footer[not(ancestor::article) and not(ancestor::main)]"
)
_SHORTEST_STORY: Final = 50  # characters
_SCRIPTED: Final = 50  # characters of script for one of text: the text is made in the browser


def read(source: Source) -> tuple[Draft, ...]:
    """Return the one document that a page holds.

    Raises ReadError where there is no text in it.
    """
    markup = decode(source.content, source.name, source.charset or declared_in_html(source.content))
    tree = parse(markup, source.name)
    page = about(tree, source.url)
    story = main_text(tree, source.name)
    if _letters(story) < _FEWEST:
        story = _all_text(tree)
    text = clean(with_title(page.title, story))
    if _letters(text) < _FEWEST or text == page.title:
        raise _without_text(markup, source.name)
    return (
        Draft(
            text=text,
            media_type="text/html",
            title=page.title,
            publisher=page.publisher,
            url=page.url,
            published=page.published,
            language=page.language,
        ),
    )


def parse(markup: str, name: str) -> Any:
    """Return the tree of a page, or of a piece of one."""
    markup = _XML_DECLARATION.sub("", clean(markup))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # As bytes: text with characters beyond the first plane comes out whole on every build of libxml2.
        tree = lxml_html.document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("there is no text in this page", name, "check that it was saved whole") from error
    return tree


def main_text(tree: Any, name: str) -> str:
    """Return the main text of a page, without menus, footers, lists of other news and comments."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say is said by ReadError
    story = copy(tree)
    for element in story.xpath(_NEVER_STORY):
        element.drop_tree()
    try:
        extracted = bare_extraction(
            story, include_comments=False, include_tables=True, with_metadata=False, config=_settings()
        )
    except Exception as error:  # whatever a broken page makes it stumble over
        raise ReadError("the page is damaged", name, "save it anew from a browser and add that") from error
    return "" if extracted is None or isinstance(extracted, dict) else blocks(extracted.body)


def _all_text(tree: Any) -> str:
    """Return the text of a page in which no story is found: all but what is marked as menu or footer."""
    body = copy(tree.find("body"))
    if body is None:
        return ""
    for element in body.xpath(".//nav | .//header | .//footer | .//aside | .//form | .//dialog"):
        element.drop_tree()
    return blocks(body)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _settings() -> ConfigParser:
    """Return trafilatura's settings, but for the length below which it gives all of the page, menus too."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_SHORTEST_STORY)
    return settings


def fragment_text(markup: str, name: str) -> str:
    """Return all the text of a piece of HTML, as feeds and Markdown hold it."""
    if markup.strip() == "":
        return ""
    tree = parse(f"<body>{markup}</body>", name)
    body = tree.find("body")
    return clean(blocks(tree if body is None else body))


def _without_text(markup: str, name: str) -> ReadError:
    script = sum(len(match) for match in re.findall(r"<script\b.*?(?:</script>|\Z)", markup, re.I | re.S))
    plain = len(
        re.sub(r"<[^>]*>|\s", "", re.sub(r"<script\b.*?(?:</script>|\Z)", "", markup, flags=re.I | re.S))
    )
    if script > _SCRIPTED * max(plain, 1) or re.search(r"<script\b", markup, re.IGNORECASE):
        return ReadError(
            "there is no text in this page: its scripts would fetch it in a browser",
            name,
            "open it in a browser, save the page as shown (or as PDF) and add that",
        )
    return ReadError("there is no text in this page", name, "check that the page was saved whole")
