"""Hostile documents, addresses and searches: a clear page or error, nothing executed, nothing leaked."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

import kelisim
from kelisim.register import find_workspace
from kelisim.web import create_app
from tests.web.conftest import TODAY

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""\
# {SCRIPT} meets "onmouseover=alert(2)"

Published 12 May 2025 by <img src=x onerror=alert(3)> office

The University of Leeds and {SCRIPT} University of Almaty signed a memorandum in Almaty on 12 May 2025.
The document was signed by Saule {{{{7*7}}}} Akhmetova, Rector of =HYPERLINK("//evil.example") University.
The parties agreed to open a joint laboratory by 1 June 2024 and to exchange students.
-2+3 universities took part. @SUM(A1:A9) University received 420,000 euros for @SUM(1) research.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    name = f"{SCRIPT.replace('/', '')} =1+1.md"
    (folder / name).write_text(HOSTILE, "utf-8")
    (folder / "url.md").write_text("The University of Leeds opened a campus in Almaty.\n", "utf-8")
    with kelisim.create_register(folder / "register") as store:
        kelisim.add(store, [folder / name])
        hints = kelisim.Hints(publisher=SCRIPT, title="<b>bold</b>")
        kelisim.add(store, [folder / "url.md"], hints=hints)
    app = create_app(find_workspace(folder / "register"), today=lambda: TODAY)
    with TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"}) as client:
        yield client


def addresses(client):
    """Every address that the lists lead to, from the overview on."""
    seen, waiting = set(), ["/"]
    while len(waiting) > 0:
        address = waiting.pop()
        if address in seen or address.startswith(("/static/", "//")):
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            found = re.findall(r'href="(/[^"#?]*)', answer.text)
            waiting.extend(sorted(set(found)))
        assert len(seen) < 500
    return sorted(seen)


def test_nothing_of_a_document_becomes_markup(hostile):
    found = addresses(hostile)
    assert len(found) > 30
    for address in found:
        answer = hostile.get(address)
        assert answer.status_code in (200, 404, 422), address
        if answer.headers["content-type"].startswith("text/html"):
            # Our own scripts stand in the head and name a file; nothing else may be one.
            scripts = re.findall(r"<script[^>]*>", answer.text)
            own = re.compile(r'<script( type="module")? src="/static/[^"]+"( defer)?>')
            assert [script for script in scripts if own.fullmatch(script) is None] == [], address
            assert "<img src=x" not in answer.text
            assert "<b>bold</b>" not in answer.text
            assert not re.search(r"<[^>]+\son\w+=", answer.text), address
            assert not re.search(r"<[^>]+\sstyle=", answer.text), address
            assert "{{" not in answer.text.replace("{{7*7}}", "")


def test_tables_hold_no_formula(hostile):
    for plural in ("agreements", "offices", "figures", "funding", "organisations", "people", "documents"):
        rows = list(csv.reader(io.StringIO(hostile.get(f"/{plural}.csv").text)))
        for row in rows:
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (plural, cell)
                assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (plural, cell)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        "*",
        "***",
        "a*",
        "NEAR(a b)",
        "title:leeds",
        "leeds OR 1=1",
        "leeds AND",
        "NOT leeds",
        "'; drop table record; --",
        "(((",
        "^leeds",
        "{title names}: x",
        "a:b",
        "d:",
        ":",
        "\x00leeds",
        "leeds\x00",
        "🦉",
        "ﷺ" * 50,
        "%",
        "_",
        "\\",
        "<script>alert(1)</script>",
        "x" * 400,
        " ".join("ab"),
        '"' * 400,
    ],
)
def test_any_search_is_answered(pages, query):
    for address in ("/search", "/search.json"):
        answer = pages.get(address, params={"q": query})
        assert answer.status_code in (200, 302, 400), answer.text
        assert address.endswith(".json") or "<script>alert" not in answer.text
    for name, list_ in (("party", "agreements"), ("named", "organisations")):
        answer = pages.get(f"/{list_}", params={name: query[:200]})
        assert answer.status_code in (200, 400, 404, 422), answer.text


def test_endless_search_is_refused_with_a_reason(pages):
    answer = pages.get("/search", params={"q": "x" * 10_000})
    assert answer.status_code == 422
    assert "at most 400 characters" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/kelisim.css/",
        "/agreements/../../kelisim.toml",
        "/documents/%2e%2e%2fkelisim.toml",
        "/documents/d:..%2f..%2fetc",
        "/kelisim.toml",
        "/register.sqlite",
        "/countries/K%00",
        "/agreements/a:%00",
        "/agreements/%ff%fe",
        "/agreements/" + "a" * 5000,
        "/agreements?page=0",
        "/agreements?page=-1",
        "/agreements?page=99999999999999999999",
        "/agreements?page=x",
        "/agreements?rows=100000",
        "/agreements?sort=drop",
        "/agreements?since=2026-13",
        "/agreements?since=2026%00",
        "/agreements?country=KZZ",
        "/agreements?status=%27",
        "/agreements?party=%00",
        "/organisations?named=***",
        "/attention?limit=-5",
        "/agreements?review=maybe",
    ],
)
def test_bad_address_is_a_clear_error(pages, address):
    answer = pages.get(address)
    assert 400 <= answer.status_code < 500, answer.status_code
    assert "Traceback" not in answer.text
    assert "/src/" not in answer.text
    assert "<h1>" in answer.text


def test_bad_parameter_is_told_to_programs_in_one_shape(pages):
    for address in ("/agreements.json?page=0", "/agreements.csv?since=soon", "/nothing.json", "/id/zz.json"):
        answer = pages.get(address)
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert len(problem["detail"]) > 0


def test_every_answer_has_the_headers(pages):
    for address in (
        "/",
        "/nothing",
        "/agreements.json",
        "/agreements.csv",
        "/static/kelisim.css",
        "/?page=x",
    ):
        headers = pages.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_unknown_names_of_hosts_are_refused(pages):
    assert pages.get("/", headers={"host": "evil.example"}).status_code == 400
    assert pages.get("/", headers={"host": "localhost:8000"}).status_code == 200


def test_answer_to_an_unexpected_error_tells_nothing_of_the_inside(examples_register, monkeypatch):
    app = create_app(find_workspace(examples_register), today=lambda: 1 / 0)
    client = TestClient(app, "http://127.0.0.1", raise_server_exceptions=False)
    answer = client.get("/attention")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert answer.headers["content-security-policy"]


def test_address_of_a_document_that_is_no_web_address_is_no_link(hostile):
    from kelisim.model import Identifier
    from kelisim.web.languages import load_languages
    from kelisim.web.shown import filters

    href = filters(load_languages([])["en"])["identifier_href"]
    assert href(Identifier("ror", "javascript:alert(1)")) == "https://ror.org/javascript:alert(1)"
    assert href(Identifier("isni", "javascript:alert(1)")) is None
