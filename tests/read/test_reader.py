"""Files and bytes to documents: ids, hints, limits, and one line for whatever cannot be read."""

import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import kelisim.read
from kelisim.model import document_id
from kelisim.read import Hints, Limits, ReadError, Source, load, read, read_bytes, read_path
from tests.read.samples import SENTENCE, item, page, rss

PAGE = page(
    f"<p>{SENTENCE}</p>",
    head='<meta property="og:site_name" content="Steppe"><meta name="date" content="2026-01-22">',
)


def said(error: pytest.ExceptionInfo[ReadError]) -> str:
    return str(error.value)


def test_same_bytes_are_one_document_whatever_they_are_called() -> None:
    first, second = (read_bytes(SENTENCE.encode(), name=name)[0] for name in ("a.txt", "b.txt"))
    assert first.id == second.id == document_id(SENTENCE.encode())
    assert (first.text, first.name, second.name) == (second.text, "a.txt", "b.txt")


def test_document_knows_what_its_file_says(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    (document,) = read_path(path)
    assert (document.name, document.media_type, document.language) == ("page.html", "text/html", "en")
    assert (document.title, document.publisher) == ("Two universities sign", "Steppe")
    assert (document.published, document.url) == ("2026-01-22", None)


def test_hints_override_what_the_file_says_but_never_its_text() -> None:
    hints = Hints("2025-12", "Lakeside", "https://lake.example/1", "kk", "Another title")
    (hinted,) = read_bytes(PAGE.encode(), name="a", url="https://steppe.example", hints=hints)
    (plain,) = read_bytes(PAGE.encode(), name="a", url="https://steppe.example")
    assert (hinted.published, hinted.publisher, hinted.url) == (
        "2025-12",
        "Lakeside",
        "https://lake.example/1",
    )
    assert (hinted.language, hinted.title) == ("kk", "Another title")
    assert (hinted.id, hinted.text) == (plain.id, plain.text)
    assert plain.url == "https://steppe.example"


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        (
            Hints(published="22 January"),
            "22 January: this is no date; write it as 2026-02-26, 2026-02 or 2026",
        ),
        (
            Hints(published="2026-02-30"),
            "2026-02-30: this is no date; write it as 2026-02-26, 2026-02 or 2026",
        ),
        (Hints(language="Kazakh"), "Kazakh: this is no language; give its ISO 639-1 code: en, ru, kk, de …"),
    ],
)
def test_wrong_hints_are_said(hints: Hints, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(SENTENCE.encode(), name="a", hints=hints)
    assert said(caught) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty; add a file with text in it"),
        (b" \n\t\n", "there is no text in this file; add a file with text in it"),
        (b"\xef\xbb\xbf", "there is no text in this file; add a file with text in it"),
        (
            bytes(range(256)) * 20,
            "this is binary data, not a text; add the text as .txt, .html, .docx or .pdf",
        ),
    ],
)
def test_files_without_text_are_said(content: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name="a.txt")
    assert said(caught) == f"a.txt: {message}"


def test_limit_of_size_holds_for_files_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1_001)
    for name, attempt in (
        (str(path), lambda limits: read_path(path, limits=limits)),
        ("-", lambda limits: read_bytes(path.read_bytes(), name="-", limits=limits)),
    ):
        with pytest.raises(ReadError) as caught:
            attempt(Limits(max_bytes=1_000))
        assert said(caught) == (
            f"{name}: the file has 1,001 bytes, the limit is 1,000; split it, "
            "or raise max_megabytes in kelisim.toml"
        )
    assert len(read_path(path, limits=Limits(max_bytes=1_001))) == 1


def test_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(10**12)  # a file with a hole: takes no place on the disk
    with pytest.raises(ReadError, match=r"the file has 1,000,000,000,000 bytes, the limit is 50,000,000"):
        read_path(path)


def test_paths_that_cannot_be_opened_are_said(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    remedies = {
        "absent.txt": "there is no such file or folder; check the path",
        "broken": "this link leads nowhere; mend the link, or add the file itself",
        "circle": "this link leads back to itself; mend the link, or add the file itself",
        "pipe": "this is no file but a device or a pipe; add a file",
        ".": "this is a folder, not a file; add the files in it",
        "a" * 300: "it cannot be opened (File name too long); check the path and the disk",
    }
    for name, message in remedies.items():
        with pytest.raises(ReadError) as caught:
            read_path(tmp_path / name)
        assert said(caught).endswith(f": {message}")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may open everything")
def test_files_that_may_not_be_opened_are_said(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    with pytest.raises(ReadError) as caught:
        read_path(path)
    assert said(caught) == (
        f"{path}: it may not be opened; allow yourself to read it (chmod +r), or leave it out"
    )


def test_message_is_one_printable_line_whatever_the_name() -> None:
    for name in ("a\nb.txt", "a\ud800b.txt", "a\x1b[31mb", "\u202etxt.a", "x" * 10_000):
        with pytest.raises(ReadError) as caught:
            read_bytes(b"", name=name)
        assert said(caught).isprintable()
        assert len(said(caught)) < 500
        said(caught).encode("utf-8")
    (document,) = read_bytes(SENTENCE.encode(), name="a\ud800b.txt")
    assert document.name == "a\ufffdb.txt"


def test_error_keeps_its_parts_and_travels_between_processes() -> None:
    error = ReadError("it is torn", "a.pdf, page 3", "glue it")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.what, copy.where, copy.remedy) == ("it is torn", "a.pdf, page 3", "glue it")
    assert str(copy) == "a.pdf, page 3: it is torn; glue it"


def test_load_keeps_the_bytes_for_whoever_stores_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    source = load(path)
    assert source.content == SENTENCE.encode()
    assert read(source) == read_path(path)
    assert read(Source(SENTENCE.encode(), "a.txt")) == read_path(path)


def test_all_documents_of_a_feed_carry_the_hints() -> None:
    documents = read_bytes(
        rss(item(1, SENTENCE), item(2, "Two.")).encode(), name="f", hints=Hints(publisher="Us")
    )
    assert {document.publisher for document in documents} == {"Us"}


def test_exports_are_sorted_and_exist() -> None:
    assert kelisim.read.__all__ == sorted(kelisim.read.__all__)
    assert all(hasattr(kelisim.read, name) for name in kelisim.read.__all__)


def test_heavy_libraries_are_loaded_only_for_the_formats_that_need_them() -> None:
    code = (
        "import sys; from kelisim.read import read_bytes\n"
        "text = b'The rectors of the two universities signed a memorandum on the exchange of students.'\n"
        "read_bytes(text, name='a.txt')\n"
        "heavy = {'trafilatura', 'pypdfium2', 'httpx', 'feedparser', 'lxml', 'yaml', 'numpy', 'py3langid'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_sockets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        with pytest.raises(ReadError, match="this is no file but a device or a pipe"):
            read_path(Path("socket"))
