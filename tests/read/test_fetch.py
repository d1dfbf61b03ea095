"""Addresses of the web to documents, against a server on this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kelisim.model import document_id
from kelisim.read import Hints, Limits, ReadError, download, fetch, is_url
from kelisim.read.network import CheckedBackend, Resolver
from tests.read.samples import SENTENCE, item, lines, page, pdf, rss

ALLOWED = Limits(allow_private=True, total_seconds=5, read_seconds=2)
PAGE = page(f"<p>{SENTENCE}</p>").encode()
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A site on this machine: what it answers by path, and what it was asked."""

    base: str
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append((self.path, dict(self.headers.items())))
            answer = known.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield known
    server.shutdown()
    server.server_close()


def html(content: bytes = PAGE, **headers: str) -> Answer:
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, content


def message(url: str, limits: Limits = ALLOWED) -> str:
    with pytest.raises(ReadError) as caught:
        fetch(url, limits=limits)
    assert str(caught.value).startswith(f"{url}: ")
    return str(caught.value).removeprefix(f"{url}: ")


def test_page_becomes_a_document(site: Site) -> None:
    site.answers["/news"] = html()
    (document,) = fetch(f"{site.base}/news#comments", limits=ALLOWED)
    assert document.id == document_id(PAGE)
    assert (document.url, document.name) == (f"{site.base}/news", f"{site.base}/news")
    assert SENTENCE in document.text
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("Kelisim/")
    assert site.asked[-1][1]["Host"] == site.base.removeprefix("http://")


def test_contact_is_sent_along() -> None:
    from kelisim.read.web import _user_agent

    assert _user_agent(Limits(contact="press@science.example\r\nX-Evil: 1")).endswith(
        "a person names; press@science.exampleX-Evil: 1)"
    )


def test_feeds_and_pdf_files_are_fetched_too(site: Site) -> None:
    site.answers["/feed"] = (
        200,
        {"Content-Type": "text/xml"},
        rss(item(1, SENTENCE), item(2, "Two.")).encode(),
    )
    site.answers["/a"] = (
        200,
        {"Content-Type": "application/octet-stream"},
        pdf(lines("A report of two lines.")),
    )
    assert len(fetch(f"{site.base}/feed", limits=ALLOWED)) == 2
    assert fetch(f"{site.base}/a", limits=ALLOWED)[0].media_type == "application/pdf"


def test_hints_hold_for_pages(site: Site) -> None:
    site.answers["/"] = html()
    (document,) = fetch(site.base, hints=Hints(publisher="Lakeside"), limits=ALLOWED)
    assert document.publisher == "Lakeside"


def test_charset_of_the_server_is_believed(site: Site) -> None:
    text = "Łódź i Poznań podpisały porozumienie. Źródło: uczelnia, współpraca, żółty."
    site.answers["/a"] = (200, {"Content-Type": 'text/plain; charset="iso-8859-2"'}, text.encode("iso8859_2"))
    assert fetch(f"{site.base}/a", limits=ALLOWED)[0].text == text


def test_packed_answers_are_unpacked_within_the_limit(site: Site) -> None:
    site.answers["/a"] = html(gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
    site.answers["/bomb"] = html(gzip.compress(b"a" * 50_000_000), **{"Content-Encoding": "gzip"})
    site.answers["/torn"] = html(b"not packed at all", **{"Content-Encoding": "gzip"})
    assert fetch(f"{site.base}/a", limits=ALLOWED)[0].id == document_id(PAGE)
    limits = Limits(allow_private=True, max_bytes=1_000_000)
    assert message(f"{site.base}/bomb", limits) == (
        "the answer has more than 1,000,000 bytes, the limit; raise max_megabytes in kelisim.toml "
        "if you want it"
    )
    assert message(f"{site.base}/torn") == "the answer is damaged: it cannot be unpacked; try again later"


def test_large_answer_is_broken_off(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(10_000):
                handler.wfile.write(b"a" * 65_536)
        except OSError:
            pass

    site.answers["/endless"] = endless
    site.answers["/large"] = (200, {}, b"a" * 200_000)
    limits = Limits(allow_private=True, max_bytes=100_000)
    expected = (
        "the answer has more than 100,000 bytes, the limit; raise max_megabytes in kelisim.toml "
        "if you want it"
    )
    assert message(f"{site.base}/endless", limits) == expected
    assert message(f"{site.base}/large", limits) == expected


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    site.answers["/old"] = (301, {"Location": "/older?a=1"}, b"")
    site.answers["/older?a=1"] = (307, {"Location": f"{site.base}/new"}, b"")
    site.answers["/new"] = html()
    assert fetch(f"{site.base}/old", limits=ALLOWED)[0].url == f"{site.base}/new"


def test_redirects_end(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/a"}, b"")
    site.answers["/nowhere"] = (302, {}, b"")
    assert message(f"{site.base}/a") == (
        "it redirects more than 5 times; check the address, and that it opens in a browser"
    )
    assert message(f"{site.base}/nowhere").startswith("the server redirects to nowhere; ")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1:70/1", "data:,a"]
)
def test_redirects_to_other_schemes_are_refused(site: Site, target: str) -> None:
    site.answers["/a"] = (302, {"Location": target}, b"")
    assert message(f"{site.base}/a").startswith("only http and https are fetched, not ")


def resolving(monkeypatch: pytest.MonkeyPatch, resolver: Resolver) -> None:
    """Let names lead where the resolver says."""
    monkeypatch.setattr(
        "kelisim.read.web.CheckedBackend", lambda limits, deadline: CheckedBackend(limits, deadline, resolver)
    )


def test_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first host counts as public here; the second is private, and refused on its own.
    site.answers["/a"] = (302, {"Location": f"http://inside.example:{site.base.rpartition(':')[2]}/b"}, b"")
    site.answers["/b"] = html()
    monkeypatch.setattr("kelisim.read.network.public", lambda address: str(address) == "127.0.0.1")
    resolving(monkeypatch, lambda host, port: ["127.0.0.1" if host == "127.0.0.1" else "127.0.0.2"])
    limits = Limits(total_seconds=5, obey_robots=False)
    assert message(f"{site.base}/a", limits) == (
        "inside.example is an address of this machine or of a local network, which is not fetched; if you "
        "trust it, set allow_private_addresses in kelisim.toml"
    )
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "169.254.169.254",
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    assert "is an address of this machine or of a local network, which is not fetched" in message(
        f"http://{host}:9/", Limits(total_seconds=5)
    )


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("file:///etc/passwd", "only http and https are fetched, not file; write it as https://…"),
        ("herald.example/a", "only http and https are fetched, not no scheme; write it as https://…"),
        ("http://", "the address names no host; write it as https://…"),
        ("http://[::1", "this is no address of the web; write it as https://…"),
        ("http://a\x00b.example/", "this is no address of the web; write it as https://…"),
        (
            "https://me:secret@herald.example/",
            "the address holds a user name or password, which would be stored with the document; save the "
            "page in a browser and add the file",
        ),
    ],
)
def test_what_is_no_address_is_said(url: str, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        fetch(url)
    assert str(caught.value).endswith(what)


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (
            401,
            "the server asks for a login (status 401); open it in a browser, save the page and add the file",
        ),
        (
            403,
            "the server refuses to give it (status 403); open it in a browser, save the page "
            "and add the file",
        ),
        (404, "there is no such page (status 404); check the address"),
        (410, "the page was taken away (status 410); look for it in an archive of the web, and add that"),
        (418, "the server does not give it (status 418); check the address, and that it opens in a browser"),
        (429, "the server asks to be left alone for a while (status 429); try again later"),
        (503, "the server is in trouble (status 503); try again later"),
    ],
)
def test_refusals_of_servers_are_said(site: Site, status: int, what: str) -> None:
    site.answers["/a"] = (status, {}, b"no")
    assert message(f"{site.base}/a") == what


def test_robots_are_obeyed_and_asked_once(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /private\n\nUser-agent: kelisim\nDisallow: /not-for-you\n"
    site.answers.update(
        {"/robots.txt": (200, {}, rules.encode()), "/private": html(), "/not-for-you/a": html()}
    )
    known: dict[str, str] = {}
    assert len(fetch(f"{site.base}/private", limits=ALLOWED, robots=known)) == 1
    with pytest.raises(ReadError) as caught:
        fetch(f"{site.base}/not-for-you/a", limits=ALLOWED, robots=known)
    assert str(caught.value) == (
        f"{site.base}/not-for-you/a: the site asks programs not to fetch it (robots.txt of 127.0.0.1); open "
        "it in a browser, save the page and add the file"
    )
    assert site.paths() == ["/robots.txt", "/private"]
    deaf = Limits(allow_private=True, obey_robots=False)
    assert len(fetch(f"{site.base}/not-for-you/a", limits=deaf)) == 1


def test_robots_are_asked_again_after_a_redirect(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /b")
    site.answers["/a"] = (302, {"Location": "/b"}, b"")
    site.answers["/b"] = html()
    assert "asks programs not to fetch it" in message(f"{site.base}/a")


def test_site_in_trouble_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    site.answers["/a"] = html()
    assert message(f"{site.base}/a") == (
        "the site is in trouble (its robots.txt answers with status 503); try again later"
    )
    assert site.paths() == ["/robots.txt"]


def test_server_that_is_silent_or_dribbles_is_given_up(site: Site) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1)

    def dribble(handler: BaseHTTPRequestHandler) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100:
                handler.wfile.write(bytes([letter]))
                time.sleep(0.02)
        except OSError:
            pass

    site.answers.update({"/silent": silent, "/dribble": dribble})
    quick = Limits(allow_private=True, read_seconds=0.2, total_seconds=3, obey_robots=False)
    assert message(f"{site.base}/silent", quick) == "the server did not answer in time; try again later"
    short = Limits(allow_private=True, read_seconds=3, total_seconds=0.4, obey_robots=False)
    assert message(f"{site.base}/dribble", short) == "the server did not answer in time; try again later"


def test_answer_that_breaks_off_is_no_document(site: Site) -> None:
    site.answers["/a"] = html(**{"Content-Length": str(len(PAGE) + 1_000)})
    assert message(f"{site.base}/a").startswith("the answer broke off (")


def test_nobody_there_is_said(site: Site) -> None:
    url = "http://127.0.0.1:1/"
    assert message(url).startswith("127.0.0.1 cannot be reached (")


def test_unknown_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    resolving(monkeypatch, unknown)
    assert message("http://herald.example/") == (
        "herald.example cannot be reached ([Errno -2] Name or service not known); check the address, and "
        "that it opens in a browser"
    )


def test_download_keeps_the_bytes(site: Site) -> None:
    site.answers["/a"] = html()
    source = download(f"{site.base}/a", limits=ALLOWED)
    assert (source.content, source.url, source.charset) == (PAGE, f"{site.base}/a", "utf-8")


def test_is_url() -> None:
    assert is_url("https://herald.example")
    assert is_url(" HTTP://herald.example")
    assert not is_url("herald.example/a.html")
    assert not is_url("C:\\news.txt")
