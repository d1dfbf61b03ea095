"""Fetching, against a local server that speaks OpenAlex's protocol."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from kelisim.works import WorksError, add_works
from kelisim.works.fetch import Service, fetch_works
from tests.works import made

ROR, OTHER = "01abcde23", "02zzzzz45"


class OpenAlex:
    """A server with works of one organisation; `replies` are answers given before it does its work."""

    def __init__(self, works, page=2):
        self.works, self.page = works, page
        self.asked, self.agents, self.replies = [], [], []

    def answer(self, path, query):
        if path.startswith("/works/"):
            return next(work for work in self.works if work["id"].endswith(path[6:]))
        cursor = query["cursor"][0]
        first = 0 if cursor == "*" else int(cursor.removeprefix("c"))
        results = [dict(work) for work in self.works[first : first + self.page]]
        for work in results:
            if len(work["authorships"]) > 100:
                work |= {"authorships": work["authorships"][:100], "is_authors_truncated": True}
        cursor = f"c{first + self.page}" if results else None
        return {"meta": {"count": len(self.works), "next_cursor": cursor}, "results": results}


@pytest.fixture
def openalex():
    service = OpenAlex([made.openalex(n) for n in range(1, 6)])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            service.asked.append((parts.path, query))
            service.agents.append(self.headers["User-Agent"])
            status, headers, body = service.replies.pop(0) if service.replies else (200, {}, None)
            body = json.dumps(service.answer(parts.path, query)).encode() if body is None else body
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    service.at = Service(api=f"http://127.0.0.1:{server.server_port}", mailto="someone@glass.example")
    yield service
    server.shutdown()


def fetch(tmp_path, service, *organisations, waited=None, **options):
    waits = [] if waited is None else waited
    return fetch_works(tmp_path, organisations or [ROR], service=service.at, sleep=waits.append, **options)


def test_all_pages_are_fetched_and_can_be_added(openalex, tmp_path):
    fetched = fetch(tmp_path, openalex)
    assert fetched.works == 5
    added = add_works(tmp_path, list(fetched.folders))
    assert sum(each.read for each in added.files) == 5
    assert [query["cursor"] for _, query in openalex.asked] == [["*"], ["c2"], ["c4"], ["c6"]]


def test_question_names_organisations_date_and_who_asks(openalex, tmp_path):
    fetch(tmp_path, openalex, f"https://ror.org/{ROR}", OTHER, since="2015")
    _, query = openalex.asked[0]
    assert query["filter"] == [
        f"authorships.institutions.ror:https://ror.org/{ROR}|https://ror.org/{OTHER},from_publication_date:2015-01-01"
    ]
    assert query["per-page"] == ["200"]
    assert query["mailto"] == ["someone@glass.example"]
    assert "mailto:someone@glass.example" in openalex.agents[0]


def test_busy_service_is_left_alone_as_long_as_it_asks(openalex, tmp_path):
    openalex.replies = [(429, {"Retry-After": "7"}, b"{}"), (503, {}, b""), (200, {}, None)]
    waited = []
    assert fetch(tmp_path, openalex, waited=waited).works == 5
    assert waited[:2] == [7.0, 2.0]


def test_retry_after_may_be_a_date(openalex, tmp_path):
    openalex.replies = [(429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b"{}")]
    waited = []
    fetch(tmp_path, openalex, waited=waited)
    assert waited[0] == 0.0


def test_killed_run_goes_on_where_it_stopped(openalex, tmp_path):
    pages = []

    def stops(_what, done, _total):
        pages.append(done)
        if len(pages) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(tmp_path, openalex, progress=stops)
    openalex.asked.clear()
    fetched = fetch(tmp_path, openalex)
    assert [query["cursor"] for _, query in openalex.asked] == [["c4"], ["c6"]]
    assert fetched.works == 5
    assert sum(each.read for each in add_works(tmp_path, list(fetched.folders)).files) == 5


def test_service_that_does_not_answer_is_told_and_can_be_asked_again(openalex, tmp_path):
    openalex.replies = [(500, {}, b"")] * 6
    with pytest.raises(WorksError, match="the same command later goes on"):
        fetch(tmp_path, openalex)
    assert fetch(tmp_path, openalex).works == 5


def test_asking_again_replaces_the_pages(openalex, tmp_path):
    fetch(tmp_path, openalex)
    openalex.works = openalex.works[:3]
    [folder] = fetch(tmp_path, openalex).folders
    assert sum(len(json.loads(page.read_bytes())["results"]) for page in folder.iterdir()) == 3


def test_works_of_many_authors_are_fetched_whole(openalex, tmp_path):
    many = made.openalex(9)
    many["authorships"] = many["authorships"][:1] * 150
    openalex.works = [made.openalex(1), many]
    fetched = fetch(tmp_path, openalex)
    add_works(tmp_path, list(fetched.folders))
    assert ("/works/W9", {"mailto": ["someone@glass.example"]}) in openalex.asked
    pages = [json.loads(page.read_bytes()) for page in fetched.folders[0].iterdir()]
    assert sorted(len(work["authorships"]) for page in pages for work in page["results"]) == [2, 150]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (
            (403, {}, b'{"error": "x", "message": "the filter is wrong"}'),
            "refuses the question .403 the filter",
        ),
        ((200, {}, b'{"results": "none"}'), "does not answer as documented"),
        ((200, {}, b"<html>"), "does not answer as documented"),
    ],
)
def test_other_answers_are_told_in_a_sentence(openalex, tmp_path, reply, words):
    openalex.replies = [reply]
    with pytest.raises(WorksError, match=words):
        fetch(tmp_path, openalex)


@pytest.mark.parametrize(
    ("organisation", "since"), [("Leeds", None), (ROR, "yesterday"), (ROR, "2015-13-01")]
)
def test_what_is_no_id_and_no_date_is_said(openalex, tmp_path, organisation, since):
    with pytest.raises(WorksError, match="is no"):
        fetch(tmp_path, openalex, organisation, since=since)
    assert openalex.asked == []
