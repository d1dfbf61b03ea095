"""Whatever a file holds: nothing is lost, nothing breaks, and what we write is what we read."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.works.countries import country_in, iso_of
from kelisim.works.formats import bibtex, csv_files, ris, wos
from kelisim.works.formats.bibtex import unlatex
from kelisim.works.formats.json_files import read_lines
from kelisim.works.record import Rejected, Work, doi_of, year_of
from kelisim.works.source import Source, lines
from tests.works import made

words = st.text(st.characters(categories=("L", "N"), include_characters=" -'"), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)
PROFILE = settings(deadline=None, max_examples=60)


def written(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("made") / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return Source(path)


@PROFILE
@given(content=st.binary(max_size=400))
def test_lines_are_those_of_the_bytes(tmp_path_factory, content):
    expected = [line.rstrip(b"\r") for line in content.split(b"\n")]
    if content.endswith(b"\n") or content == b"":
        expected.pop()
    assert list(lines(written(tmp_path_factory, content))) == expected


@PROFILE
@given(
    texts=st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), max_size=60))
)
def test_every_line_of_json_is_read_or_rejected(tmp_path_factory, texts):
    good = json.dumps(made.openalex(1))
    content = "\n".join([good, *texts, good])
    present = 2 + sum(text.encode().strip() != b"" for text in texts)
    records = list(read_lines(written(tmp_path_factory, content), "openalex"))
    assert len(records) == present
    assert [type(each) for each in (records[0], records[-1])] == [Work, Work]


@PROFILE
@given(entries=st.lists(st.tuples(words, words, st.integers(1500, 2099)), min_size=1, max_size=5))
def test_ris_reads_what_was_written(tmp_path_factory, entries):
    text = "".join(
        f"TY  - JOUR\nTI  - T{title}\nAU  - A{author}\nPY  - {year}\nER  - \n"
        for title, author, year in entries
    )
    works = list(ris.read(written(tmp_path_factory, text)))
    assert [(work.title, work.authors[0].name, work.year) for work in works] == [
        (f"T{title}", f"A{author}", year) for title, author, year in entries
    ]


@PROFILE
@given(
    entries=st.lists(st.tuples(words, words, st.integers(1500, 2099)), min_size=1, max_size=5),
    cut=st.booleans(),
)
def test_bibtex_reads_what_was_written(tmp_path_factory, entries, cut):
    text = "".join(
        f"@article{{key{n},\n title = {{T{{{title}}}}},\n author = {{A{author.replace(' and ', ' ')}}},\n"
        f" year = {year}\n}}\n"
        for n, (title, author, year) in enumerate(entries)
    )
    records = list(bibtex.read(written(tmp_path_factory, text[:-3] if cut else text)))
    assert len(records) == len(entries)
    assert isinstance(records[-1], Rejected) == cut
    read = records[:-1] if cut else records
    assert [(work.title, work.year) for work in read] == [
        (f"T{title}", year) for title, _, year in entries[: len(read)]
    ]


@PROFILE
@given(content=st.text(max_size=300))
def test_no_text_breaks_the_readers(tmp_path_factory, content):
    for head, read in (("TY  - JOUR\n", ris.read), ("PT J\n", wos.read), ("@article{a,\n", bibtex.read)):
        for each in read(written(tmp_path_factory, head + content)):
            assert isinstance(each, Work | Rejected)


@PROFILE
@given(rows=st.lists(st.lists(words, min_size=1, max_size=4), max_size=6))
def test_every_row_of_a_table_is_read_or_rejected(tmp_path_factory, rows):
    table = next(each for each in csv_files.TABLES if each.name == "lens-csv")
    text = "Lens ID,Title,Publication Year\n" + "".join(",".join(row) + "\n" for row in rows)
    records = list(csv_files.read(written(tmp_path_factory, text), table))
    assert len(records) == len(rows)
    assert [isinstance(each, Work) for each in records] == [len(row) == 3 for row in rows]


@given(text=st.text())
def test_no_text_breaks_the_small_readers(text):
    assert doi_of(text) is None or doi_of(text).startswith("10.")
    assert year_of(text) is None or 1400 <= year_of(text) <= 2099
    assert iso_of(text) is None or re.fullmatch("[A-Z]{2}", iso_of(text))
    assert isinstance(unlatex(text), str)
    assert country_in(text) is None or len(country_in(text)) == 2
