"""Plain text and Markdown, with and without front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.model import Document
from kelisim.read import ReadError, read_bytes

YAML = """---
title: "Two universities sign: a memorandum"
publisher: Steppe Herald
date: 2026-01-22
language: no
url: https://herald.example/1
tags: [science, cooperation]
---
"""
TOML = """+++
title = "Two universities sign: a memorandum"
source = "Steppe Herald"
date = 2026-01-22T10:00:00Z
+++
"""
STORY = "The rectors signed the memorandum on Thursday.\n\nIt runs for five years."


def one(text: str, name: str = "a.txt") -> Document:
    (document,) = read_bytes(text.encode(), name=name)
    return document


def test_text_stays_as_it_is() -> None:
    text = "Two universities sign\n\n  “Well,” he said –  and signed.\n- one\n- two"
    document = one(text)
    assert document.text == text
    assert document.title == "Two universities sign"
    assert document.media_type == "text/plain"
    assert document.published is None


def test_first_line_is_a_title_only_where_it_stands_as_one() -> None:
    assert one(STORY).title is None
    assert one("Only one line of text").title is None
    assert one("x" * 300 + "\n\nText").title is None


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter_in_yaml(name: str) -> None:
    document = one(YAML + STORY, name)
    assert document.text == f"Two universities sign: a memorandum\n\n{STORY}"
    assert (document.title, document.publisher) == ("Two universities sign: a memorandum", "Steppe Herald")
    assert (document.published, document.url) == ("2026-01-22", "https://herald.example/1")
    assert document.language == "no"  # as its author says, and no truth value


def test_front_matter_in_toml() -> None:
    document = one(TOML + STORY, "a.md")
    assert (document.title, document.publisher) == ("Two universities sign: a memorandum", "Steppe Herald")
    assert document.published == "2026-01-22"


def test_title_of_the_front_matter_is_not_said_twice() -> None:
    text = one(f"---\ntitle: Two universities sign\n---\n\n# Two universities sign\n\n{STORY}", "a.md").text
    assert text == f"Two universities sign\n\n{STORY}"


def test_rule_of_dashes_is_no_front_matter() -> None:
    text = "---\nThe rectors met on Thursday.\n---\nThey signed."
    assert one(text).text == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Two universities: a tale\ndate: 2026-01-22\n---\nText",
            "a.md, lines 1–4: the front matter is no valid YAML; mend it (values with a colon need quotes), "
            "or take it out",
        ),
        (
            "+++\ntitle = Two universities\n+++\nText",
            "a.md, lines 1–3: the front matter is no valid TOML; mend it (values with a colon need quotes), "
            "or take it out",
        ),
        (
            "---\ntitle: Two universities\ndate: 01/02/2026\n---\nText",
            "a.md: the date '01/02/2026' in the front matter cannot be read; write it as 2026-02-26",
        ),
    ],
)
def test_bad_front_matter_is_named(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        one(text, "a.md")
    assert str(caught.value) == message


def test_markdown_loses_its_markup_and_nothing_else() -> None:
    text = one(
        "# Two *universities* sign\n\nThe [Steppe Institute](https://steppe.example) and\n**Lakeside** "
        "signed.  \nA break. <!-- hidden --> `code` &amp; 5 < 6\n\n* one\n* two\n\n> quoted\n\n"
        "| who | year |\n|---|---|\n| Lakeside | 2026 |\n\n![photo](a.png)\n",
        "a.md",
    ).text
    assert text == (
        "Two universities sign\n\nThe Steppe Institute and Lakeside signed.\nA break. code & 5 < 6\n\n"
        "- one\n- two\n\nquoted\n\nwho | year\nLakeside | 2026"
    )


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for name in ("a.txt", "a.md", "a"):
        try:
            documents = read_bytes(text.encode("utf-8", "surrogatepass"), name=name)
        except ReadError as error:
            message, documents = str(error), ()
        else:
            message = ""
        assert "\n" not in message
        assert all(document.text.strip() != "" for document in documents)


@given(
    st.text(
        st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Co", "Cc", "Cf", "Zl", "Zp", "Mn"))
    )
)
def test_plain_text_is_read_letter_by_letter(text: str) -> None:
    import unicodedata

    told = unicodedata.normalize("NFC", f"Announcement of the day\n\nA sentence. {text}|")
    assert one(told).text == told
