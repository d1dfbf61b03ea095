"""Feeds: looked at when they are due, fetched when they changed, asked more seldom when they fail."""

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kelisim.read import Limits
from kelisim.register import InvalidError, UnknownIdError, find_workspace, open_store
from kelisim.web.adding import add_feed, due, feeds, look, remove_feed
from tests.commands import run_kelisim

LIMITS = Limits(allow_private=True, total_seconds=5, read_seconds=2)
ENTRY = (
    "<item><guid>{n}</guid><title>Memorandum {n}</title><description>On 5 May 2026 the University of Leeds "
    "and Satbayev University signed memorandum number {n} in Almaty.</description></item>"
)


def rss(*numbers):
    entries = "".join(ENTRY.format(n=n) for n in numbers)
    return f"<rss version='2.0'><channel><title>News</title>{entries}</channel></rss>".encode()


@dataclass
class Site:
    """A site with one feed; it knows what it has sent by a tag."""

    url: str
    content: bytes = b""
    tag: str = '"1"'
    status: int = 200
    asked: list = field(default_factory=list)


@pytest.fixture
def site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/robots.txt":
                self.send_error(404)
                return
            known.asked.append(dict(self.headers.items()))
            same = self.headers.get("If-None-Match") == known.tag and known.status == 200
            self.send_response(304 if same else known.status)
            self.send_header("ETag", known.tag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", "0" if same else str(len(known.content)))
            self.end_headers()
            if not same:
                self.wfile.write(known.content)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Site(f"http://127.0.0.1:{server.server_port}/feed")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield known
    server.shutdown()


@pytest.fixture
def store(register_copy):
    with open_store(find_workspace(register_copy)) as opened:
        yield opened


def only(store):
    with store.reading() as connection:
        (feed,) = feeds(connection)
    return feed


def looked(store, minutes=60):
    return look(store, only(store), limits=LIMITS, robots={}, minutes=minutes)


def test_new_entries_are_taken_in_once(store, site):
    site.content = rss(1, 2)
    add_feed(store, site.url, "somebody")
    assert len(looked(store).new) == 2
    assert not looked(store).changed
    assert site.asked[1]["If-None-Match"] == '"1"'
    site.content, site.tag = rss(1, 2, 3), '"2"'
    assert len(looked(store).new) == 1


def test_feed_is_due_when_its_time_has_come(store, site):
    site.content = rss(1)
    add_feed(store, site.url, "somebody")
    with store.reading() as connection:
        assert len(due(connection)) == 1
    looked(store)
    with store.reading() as connection:
        assert due(connection) == ()


def test_feed_that_fails_is_asked_more_seldom(store, site):
    site.status = 500
    add_feed(store, site.url, "somebody")
    waits = []
    for _ in range(7):
        assert looked(store).error is not None
        feed = only(store)
        wait = datetime.fromisoformat(feed.next) - datetime.fromisoformat(feed.looked)
        waits.append(round(wait.total_seconds() / 60))
    assert waits == [120, 240, 480, 960, 1440, 1440, 1440]
    site.status, site.content = 200, rss(1)
    looked(store)
    assert (only(store).failures, only(store).error) == (0, None)


def test_feed_at_a_private_address_is_refused(store, site):
    add_feed(store, site.url, "somebody")
    found = look(store, only(store), limits=Limits(), robots={}, minutes=60)
    assert "local network" in found.error
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "https://x y", "", "https://" + "x" * 3000]
)
def test_what_is_no_address_is_no_feed(store, url):
    with pytest.raises(InvalidError):
        add_feed(store, url, "somebody")


def test_feed_is_removed(store):
    add_feed(store, "https://example.org/feed", "somebody")
    remove_feed(store, "https://example.org/feed")
    with pytest.raises(UnknownIdError):
        remove_feed(store, "https://example.org/feed")


def test_watch_tells_by_its_exit_code(register_copy, site):
    def run(*arguments):
        return run_kelisim(*arguments, "-w", str(register_copy), cwd=register_copy)

    assert run("watch").stdout.decode().startswith("no feed is due")
    assert run("feed", "add", site.url).returncode == 0
    refused = run("watch")
    assert refused.returncode == 2
    assert b"local network" in refused.stderr
    settings = register_copy / "kelisim.toml"
    text = settings.read_text("utf-8").replace(
        "allow_private_addresses = false", "allow_private_addresses = true"
    )
    settings.write_text(text, "utf-8")
    site.content = rss(1)
    done = run("watch", "--now", "--json")
    assert done.returncode == 0
    assert [len(each["new"]) for each in json.loads(done.stdout)] == [1]
    assert run("feed", "add", "http://127.0.0.1:9/gone").returncode == 0
    assert run("watch", "--now").returncode == 1
    assert [feed["failures"] for feed in json.loads(run("feed", "list", "--json").stdout)] == [0, 1]
