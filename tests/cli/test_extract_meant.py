"""Who the organisations of a document are, where a registry is installed beside the command."""

import json

from tests.commands import run_kelisim
from tests.resolve.registry.conftest import write_dump

TEXT = (
    "Zharkyn National Steppe University (ZNSU) and Fjordheim University of the Seas signed a memorandum "
    "of understanding on 4 May 2025.\n"
)


def organisations(folder):
    data = json.loads((folder / "out" / "news.json").read_text("utf-8"))
    return {each["name"]: (each["country"], each["ror"]) for each in data["organisations"]}


def test_extract_tells_who_is_meant_where_a_sound_registry_is_installed(tmp_path):
    (tmp_path / "news.txt").write_text(TEXT, "utf-8")
    assert run_kelisim("extract", "news.txt", "--to", "out", cwd=tmp_path).returncode == 0
    assert {ror for _, ror in organisations(tmp_path).values()} == {None}
    dump = write_dump(tmp_path / "dump.jsonl")
    done = run_kelisim("registry", "install", str(dump), "--cache", "cache", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    done = run_kelisim("extract", "news.txt", "--to", "out", "--cache", "cache", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert organisations(tmp_path) == {
        "Zharkyn National Steppe University": ("KZ", "https://ror.org/00steppe1"),
        "Fjordheim University of the Seas": ("NO", "https://ror.org/00newone1"),
    }
    # A damaged registry is told, and the documents are extracted without it.
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file() and path.suffix != ".json":
            path.write_bytes(b"")
    done = run_kelisim("extract", "news.txt", "--to", "out", "--cache", "cache", cwd=tmp_path)
    assert b"not identified" in done.stderr
    assert b"Traceback" not in done.stderr
    assert len(organisations(tmp_path)) == 2
