"""Adding by forms: files, a text, an address; what comes out; what is refused."""

import time
from datetime import date

import pytest
from starlette.testclient import TestClient

from kelisim.register import find_workspace
from kelisim.web import create_app
from kelisim.web.adding.room import plain_name
from tests.web.forms import word

TEXT = (
    "On 5 May 2026 the University of Leeds and Satbayev University signed a memorandum of understanding in "
    "Almaty. <script>alert(1)</script> The parties will open a joint laboratory by 2027."
)


@pytest.fixture
def editor(register_copy):
    app = create_app(find_workspace(register_copy), today=lambda: date(2026, 6, 1))
    with TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"}) as client:
        yield client
    app.state.adding.shutdown()


def ended(client, answer):
    """Wait for a job to end; return it."""
    assert answer.status_code == 200, answer.text
    address = str(answer.url)
    for _ in range(600):
        job = client.get(f"{address}.json").json()
        if job["job"]["state"] in ("done", "failed"):
            return job, client.get(address).text
        time.sleep(0.2)
    raise AssertionError("it does not end")


def test_pasted_text_becomes_an_agreement(editor):
    data = {"csrf": word(editor, "/add"), "text": TEXT, "title": "<b>Leeds</b>", "published": "2026-05-06"}
    job, html = ended(editor, editor.post("/add/text", data=data))
    assert job["job"]["state"] == "done"
    assert len(job["job"]["outcome"]["new"]) == 1
    assert dict(job["taken"][0]["statements"])["agreement"] == 1
    assert "<b>Leeds" not in html
    document = editor.get(f"/documents/{job['job']['outcome']['new'][0]}").text
    assert "<script>alert" not in document
    again, _ = ended(editor, editor.post("/add/text", data=data))
    assert len(again["job"]["outcome"]["known"]) == 1


def test_files_are_taken_in_under_plain_names(editor, register_copy):
    before = sorted(path.name for path in register_copy.parent.iterdir())
    files = [
        ("files", ("../../../etc/pass wd.txt", TEXT.encode(), "text/plain")),
        ("files", ("..\\..\\x<svg onload=alert(1)>.html", f"<p>{TEXT}</p>".encode(), "text/html")),
        (
            "files",
            ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', ""),
        ),
    ]
    job, html = ended(editor, editor.post("/add/files", data={"csrf": word(editor, "/add")}, files=files))
    names = job["job"]["outcome"]["sources"]
    assert names == ["pass wd.txt", "x<svg onload=alert(1)>.html", "drawing.svg"]
    assert len(job["job"]["outcome"]["failures"]) == 1
    assert "<svg onload" not in html
    assert sorted(path.name for path in register_copy.parent.iterdir()) == before


def test_private_address_is_refused(editor):
    for url in (
        "http://127.0.0.1:9/x",
        "http://localhost/x",
        "http://[::1]/",
        "http://169.254.169.254/latest",
    ):
        data = {"csrf": word(editor, "/add"), "url": url}
        job, _ = ended(editor, editor.post("/add/address", data=data))
        assert job["job"]["outcome"]["new"] == []
        assert len(job["job"]["outcome"]["failures"]) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x", "javascript:alert(1)", "//x", ""])
def test_only_the_web_is_fetched(editor, url):
    for path in ("/add/address", "/add/feed"):
        assert editor.post(path, data={"csrf": word(editor, "/add"), "url": url}).status_code == 422


def test_too_large_is_refused(register_copy):
    settings = register_copy / "kelisim.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("max_megabytes = 50.0", "max_megabytes = 1.0"), "utf-8"
    )
    (register_copy / "web.toml").write_text("megabytes = 3.0\n", "utf-8")
    client = TestClient(create_app(find_workspace(register_copy)), "http://127.0.0.1")
    csrf = word(client, "/add")
    for size in (1_500_000, 4_000_000):  # larger than a file may be; than a request may be
        files = [("files", ("big.txt", b"x" * size, "text/plain"))]
        assert client.post("/add/files", data={"csrf": csrf}, files=files).status_code == 413


def test_unknown_job_is_a_clear_page(editor):
    assert editor.get("/add/j:0123456789").status_code == 404
    assert editor.get("/add/nonsense").status_code in (404, 422)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\x\\y.docx", "y.docx"),
        ("..", "file"),
        ("", "file"),
        (None, "file"),
        ("a\x00b\n.txt", "ab.txt"),
        ("x" * 300, "x" * 200),
    ],
)
def test_names_of_files_lose_what_no_name_has(given, plain):
    assert plain_name(given) == plain
