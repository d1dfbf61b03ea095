"""Whatever is thrown at it: one clear line each, an exit code, and nothing stored is lost."""

import json
import random
import zipfile

import pytest

from tests.commands import run_kelisim
from tests.conftest import ROOT

GOOD = (ROOT / "examples" / "2024-03-14-almaty-leeds-memorandum.md").read_bytes()


def bad_files(folder):
    """Write one file of every bad sort; return what the line about each must say."""
    files = {
        "empty.txt": (b"", "empty"),
        "binary.bin": (bytes(range(256)) * 40, ""),
        "truncated.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", ""),
        "truncated.docx": (b"PK\x03\x04\x14\x00\x06\x00", ""),
        "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", ""),
        "spaces.txt": (b" \n\t \n", ""),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"<w:document>" + b"0" * 120_000_000)
    return {**{name: words for name, (_, words) in files.items()}, "bomb.docx": ""}


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path):
    run_kelisim("init", "w", cwd=tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    wanted = bad_files(folder)
    (folder / "good.md").write_bytes(GOOD)
    done = run_kelisim("add", str(folder), "--workspace", "w", cwd=tmp_path)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    for name, words in wanted.items():
        about = [line for line in lines if name in line]
        assert len(about) == 1, (name, lines)
        assert words in about[0]
        assert ";" in about[0]  # what is wrong; what to do
    assert "1 documents added" in done.stdout.decode()
    assert run_kelisim("doctor", "-w", "w", cwd=tmp_path).returncode == 0


def test_nothing_but_bad_input_is_exit_code_2(tmp_path):
    run_kelisim("init", "w", cwd=tmp_path)
    done = run_kelisim("add", "nowhere.txt", "--workspace", "w", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nowhere.txt: there is no such file" in done.stderr


def test_text_without_cooperation_is_kept_and_says_nothing(tmp_path):
    run_kelisim("init", "w", cwd=tmp_path)
    text = b"The swimming pool is closed on Monday. Bring a towel. It will rain, and the bakery sells bread."
    done = run_kelisim("add", "-", "--json", "-w", "w", cwd=tmp_path, stdin=text)
    register = json.loads(done.stdout)["register"]
    assert register["documents"] == 1
    assert sum(register["records"].values()) == 0


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de"])
def test_hostile_text_never_stops_the_extraction(tmp_path, language):
    randomness = random.Random(7)
    latin = "abc ABC .,;:()[]“”«»'’-–—\n\t 0123456789 €$₸ MoU University signed "
    alphabet = latin + "ЖШЩәғқңөұүһі äöüß \u202e\u200f\u0301🎓🏛"
    texts = ["".join(randomness.choice(alphabet) for _ in range(3000)) for _ in range(5)]
    texts += ["(" * 3000, "University of " * 400, "signed " * 800, "A and B, " * 500, "\u202e" * 500 + "x"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    done = run_kelisim("extract", ".", "--to", "out", "--language", language, cwd=tmp_path)
    assert b"Traceback" not in done.stderr
    assert b"unexpected" not in done.stderr
    assert len(list((tmp_path / "out").glob("*.json"))) >= 8, done.stderr.decode()
