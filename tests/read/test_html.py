"""HTML pages: the main text, and what pages say of themselves."""

import json

import pytest

from kelisim.model import Document
from kelisim.read import ReadError, read_bytes
from tests.read import samples

STORY = (
    f"<p>{samples.SENTENCE}</p><p>The parties agreed to:</p><ul><li>exchange ten students a year;</li>"
    "<li>open a joint laboratory on the lake.</li></ul><p>“We have waited for this,” said the rector at the "
    "ceremony in the library, and thanked "
    "everyone who had prepared the documents.</p>"
)
URL = "https://herald.example/news/2031/memorandum"


def one(markup: str, url: str | None = URL) -> Document:
    (document,) = read_bytes(markup.encode(), name="page.html", url=url)
    return document


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def test_main_text_comes_without_menus_footers_and_related_news() -> None:
    text = one(samples.page(STORY)).text
    assert text == (
        f"Two universities sign\n\n{samples.SENTENCE}\n\nThe parties agreed to:\n\n"
        "- exchange ten students a year;\n- open a joint laboratory on the lake.\n\n"
        "“We have waited for this,” said the rector at the ceremony in the library, and thanked "
        "everyone who had prepared the documents."
    )


def test_tables_and_line_breaks_are_kept() -> None:
    table = "<table><tr><th>Partner</th><th>Students</th></tr><tr><td>Lakeside</td><td>10</td></tr></table>"
    text = one(samples.page(f"{STORY}{table}<p>Astana,<br>22 January</p>")).text
    assert "Partner | Students\nLakeside | 10" in text


def test_short_news_is_read_whole() -> None:
    text = one(samples.page("<p>The rectors of both universities signed a memorandum today.</p>")).text
    assert "The rectors of both universities signed a memorandum today." in text
    assert "Contact us" not in text
    assert "Wheat prices" not in text


def test_headline_outside_the_story_opens_the_text() -> None:
    page = samples.page(STORY).replace("<h1>Two universities sign</h1>", "")
    page = page.replace("<main>", "<div class='hero'><h1>Two universities sign</h1></div><main>")
    assert one(page).text.startswith("Two universities sign\n\nThe rector of the Steppe Institute")


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="The Steppe Herald">', "The Steppe Herald"),
        (
            linked(
                **{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Steppe Press"}}
            ),
            "Steppe Press",
        ),
        (
            linked(
                **{
                    "@graph": [
                        {"@type": "NewsArticle", "publisher": {"@id": "#us"}},
                        {"@type": "Organization", "@id": "#us", "name": "Steppe Press"},
                    ]
                }
            ),
            "Steppe Press",
        ),
        (linked(**{"@type": "WebSite", "name": "Steppe Online"}), "Steppe Online"),
        ('<meta name="DC.publisher" content="Ministry of Science">', "Ministry of Science"),
        ('<meta name="application-name" content="Steppe App">', "Steppe App"),
        ('<meta name="twitter:site" content="@steppe">', None),
        ("", None),
    ],
)
def test_publisher_is_what_the_page_says(head: str, publisher: str | None) -> None:
    assert one(samples.page(STORY, head=head)).publisher == publisher


@pytest.mark.parametrize(
    ("head", "story"),
    [
        ('<meta property="article:published_time" content="2026-01-22T23:30:00+05:00">', STORY),
        ('<meta name="date" content="22.01.2026">', STORY),
        (linked(**{"@type": "NewsArticle", "datePublished": "2026-01-22T10:00:00Z"}), STORY),
        (
            linked(**{"@type": ["Article"], "datePublished": "2026-01-22", "dateModified": "2026-02-01"}),
            STORY,
        ),
        ("", f'<meta itemprop="datePublished" content="2026-01-22">{STORY}'),
        ("", f'<time datetime="2026-01-22T10:00">Thursday</time>{STORY}'),
        ("", f'<span class="post-date">22 января 2026, 14:05</span>{STORY}'),
        ("", f'<div class="news__date">2026 жылғы 22 қаңтар</div>{STORY}'),
        ("", f'<time class="updated" datetime="2026-02-01"></time><i class="date">22.01.2026</i>{STORY}'),
    ],
)
def test_date_published_is_what_the_page_says(head: str, story: str) -> None:
    assert one(samples.page(story, head=head)).published == "2026-01-22"


@pytest.mark.parametrize(
    "story",
    [
        STORY,
        STORY + "<p>The agreement was signed on 22 January 2026 in Astana.</p>",
        STORY + '<p>The ceremony, held on <time datetime="2026-01-22">Thursday</time>, was attended by '
        "the ambassador and many students of both universities.</p>",
        f'<span class="date">22 January 2026</span><span class="date">23 January 2026</span>{STORY}',
        f'<span class="date">01/02/2026</span>{STORY}',
        f'<span class="modified-date">22 January 2026</span>{STORY}',
    ],
)
def test_date_published_is_never_guessed(story: str) -> None:
    head = (
        '<meta property="article:modified_time" content="2026-03-01"><meta name="copyright" content="2026">'
    )
    assert one(samples.page(story, head=head)).published is None


def test_date_in_the_address_is_the_last_resort() -> None:
    url = "https://herald.example/2026/01/22/memorandum"
    assert one(samples.page(STORY), url).published == "2026-01-22"
    dated = samples.page(f'<time datetime="2026-01-23"></time>{STORY}')
    assert one(dated, url).published == "2026-01-23"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ('<link rel="canonical" href="https://herald.example/a">', URL, "https://herald.example/a"),
        ('<link rel="canonical" href="/a?id=3">', URL, "https://herald.example/a?id=3"),
        ('<meta property="og:url" content="https://herald.example/b">', None, "https://herald.example/b"),
        ('<link rel="canonical" href="https://herald.example/">', URL, URL),  # a template's mistake
        ('<link rel="canonical" href="javascript:alert(1)">', URL, URL),
        ('<link rel="canonical" href="/a">', None, None),
        ("", None, None),
    ],
)
def test_url_is_the_canonical_one(head: str, url: str | None, expected: str | None) -> None:
    assert one(samples.page(STORY, head=head), url).url == expected


def test_title_is_the_headline_without_the_name_of_the_site() -> None:
    name = '<meta property="og:site_name" content="The Steppe Herald">'
    assert one(samples.page(STORY, head=name)).title == "Two universities sign"
    page = samples.page(STORY, head=name).replace("<h1>Two universities sign</h1>", "")
    assert one(page).title == "Two universities sign"
    page = samples.page(
        STORY, head=f'{name}<meta property="og:title" content="Rectors sign – The Steppe Herald">'
    )
    assert one(page.replace("<h1>Two universities sign</h1>", "<h1>News</h1>")).title == "Rectors sign"


def test_language_of_the_text_counts_more_than_that_of_the_template() -> None:
    kazakh = (
        "<p>Екі университеттің ректорлары бірлескен зерттеулер мен студент алмасу туралы меморандумға қол "
        "қойды. Тараптар бес жылға келісті, ынтымақтастық жаңа оқу жылында басталады.</p>"
    )
    assert one(samples.page(kazakh, title="Меморандумға қол қойылды", lang="ru")).language == "kk"


def test_charset_of_the_page_is_obeyed() -> None:
    page = samples.page(
        "<p>Ректоры подписали меморандум о сотрудничестве двух университетов.</p>", title="Подписано"
    )
    for encoding in ("windows-1251", "koi8-r", "utf-8"):
        content = page.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding)
        assert "Ректоры подписали меморандум" in read_bytes(content, name="a.html")[0].text


def test_soft_hyphens_and_entities_do_not_tear_words() -> None:
    text = one(samples.page(f"<p>Koope&shy;ration &amp; Forschung &#1179;ала</p>{STORY}")).text
    assert "Kooperation & Forschung қала" in text


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<html><body></body></html>", "there is no text in this page; check that the page was saved whole"),
        (
            "<html><head><title>App</title><script src='app.js'></script></head><body><div id='root'></div>"
            "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
            "there is no text in this page: its scripts would fetch it in a browser; open it in a browser, "
            "save the page as shown (or as PDF) and add that",
        ),
        (
            "<html><body><img src='scan.jpg'></body></html>",
            "there is no text in this page; check that the page was saved whole",
        ),
    ],
)
def test_page_without_text_is_named(markup: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        one(markup)
    assert str(caught.value) == f"page.html: {message}"


def test_damaged_linked_data_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>'
    deep = '<script type="application/ld+json">' + "[" * 5_000 + "</script>"
    assert one(samples.page(STORY, head=head + deep)).published is None


def test_surrogates_in_linked_data_do_not_pass() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "publisher": '
        '{"name": "Steppe \\ud800 Press"}}</script>'
    )
    assert one(samples.page(STORY, head=head)).publisher == "Steppe \ufffd Press"


def test_names_of_elements_that_are_none_do_no_harm() -> None:
    assert samples.SENTENCE in one(samples.page(STORY).replace("<article>", "<ht¹l><article>")).text


def test_page_that_is_no_story_is_read_all_the_same() -> None:
    listing = (
        "<html><body><nav>Menu of many words</nav><pre>Signed in 2025: Lakeside, Steppe &lt;http: x&gt;</pre>"
    )
    text = one(listing + "<footer>All rights reserved</footer></body></html>").text
    assert text == "Signed in 2025: Lakeside, Steppe <http: x>"
