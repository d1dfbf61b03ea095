"""RSS and Atom: every entry a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.read import ReadError, read_bytes
from tests.read.samples import SENTENCE, item, rss

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://office.example/">
<title>Press <b>office</b></title><id>tag:office</id><updated>2026-02-01T00:00:00Z</updated>
<entry><title type="html">Two &lt;i&gt;universities&lt;/i&gt; sign</title><id>tag:office,1</id>
<link rel="alternate" href="/1"/><published>2026-01-22T23:30:00+05:00</published>
<updated>2026-02-01T00:00:00Z</updated><summary>A teaser.</summary>
<content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;/ul&gt;</content></entry>
</feed>"""


def test_every_item_of_rss_is_a_document() -> None:
    first, second = read_bytes(rss(item(1, SENTENCE), item(2, "Another one.")).encode(), name="feed.xml")
    assert first.text == f"Announcement 1\n\n{SENTENCE}"
    assert (first.title, first.url, first.published) == (
        "Announcement 1",
        "https://office.example/1",
        "2026-01-22",
    )
    assert (first.publisher, first.language, first.name) == ("Press office", "en", "feed.xml")
    assert first.media_type == "application/rss+xml"
    assert second.title == "Announcement 2"


def test_atom_is_read() -> None:
    (entry,) = read_bytes(ATOM.encode(), name="feed")
    assert entry.text == f"Two universities sign\n\n{SENTENCE}\n\n- one"
    assert entry.title == "Two universities sign"
    assert entry.url == "https://office.example/1"
    assert entry.published == "2026-01-22"  # on the publisher's own clock, and not when it was changed
    assert entry.publisher == "Press office"
    assert entry.media_type == "application/atom+xml"


@given(st.permutations(range(5)), st.sets(st.integers(0, 4), min_size=1))
def test_entry_keeps_its_id_whatever_surrounds_it(order: list[int], kept: set[int]) -> None:
    def ids(numbers: list[int]) -> dict[str | None, str]:
        feed = rss(*(item(number, f"{SENTENCE} Number {number}.") for number in numbers))
        return {document.url: document.id for document in read_bytes(feed.encode(), name="feed")}

    everything = ids(order)
    assert len(set(everything.values())) == 5
    some = ids([number for number in order if number in kept])
    assert some.items() <= everything.items()


def test_entry_that_stands_twice_is_one_document() -> None:
    assert len(read_bytes(rss(item(1, SENTENCE), item(1, SENTENCE)).encode(), name="feed")) == 1


def test_longest_text_of_an_entry_is_taken() -> None:
    full = f"<content:encoded><![CDATA[<p>{SENTENCE}</p><p>{SENTENCE}</p>]]></content:encoded>"
    (entry,) = read_bytes(rss(item(1, "A teaser", extra=full)).encode(), name="feed")
    assert entry.text == f"Announcement 1\n\n{SENTENCE}\n\n{SENTENCE}"


def test_feed_in_windows_1251_is_read() -> None:
    text = "Ректоры двух университетов подписали меморандум о сотрудничестве в области науки."
    feed = rss(item(1, text), language="ru").replace('encoding="utf-8"', 'encoding="windows-1251"')
    (entry,) = read_bytes(feed.encode("cp1251"), name="feed")
    assert entry.text.endswith(text)
    assert entry.language == "ru"


def test_cut_off_feed_says_so() -> None:
    content = rss(item(1, SENTENCE), item(2, SENTENCE)).encode()
    with pytest.raises(ReadError) as caught:
        read_bytes(content[:-40], name="feed.xml")
    assert str(caught.value) == "feed.xml: the feed is cut off: its end is missing; fetch it again"


def test_feed_without_text_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(rss().encode(), name="feed.xml")
    assert str(caught.value) == (
        "feed.xml: the feed has no entry with text in it; add the pages that it leads to"
    )
