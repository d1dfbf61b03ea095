"""Works of OpenAlex taken in bulk give the rows that they give one by one."""

import json

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.works import source
from kelisim.works.bulk import bulk_batch
from kelisim.works.columns import works_batch
from kelisim.works.formats import openalex
from kelisim.works.formats.openalex_arrow import fit, line_parser
from tests.works import made

HOME = "https://openalex.org/"
words = st.text(st.characters(categories=("L", "N", "P", "Z")), max_size=12)


def maybe(strategy):
    return st.none() | strategy


def ids(letter):
    numbers = st.integers(1, 5).map(str)
    return (
        numbers.map(f"{HOME}{letter}".__add__) | numbers.map(f"{HOME}more/{letter}".__add__) | st.just(letter)
    )


def records(**keys):
    """Records that have any of these keys, or none."""
    return st.fixed_dictionaries({}, optional=keys)


named = records(id=maybe(ids("X")), display_name=maybe(words))
institutions = records(
    id=maybe(ids("I")),
    display_name=maybe(words),
    ror=maybe(st.sampled_from(["https://ror.org/01abcde23", "https://ror.org/02abcde34"])),
    country_code=maybe(st.sampled_from(["KZ", "GB"])),
)
affiliations = records(
    raw_affiliation_string=maybe(words), institution_ids=maybe(st.lists(ids("I"), max_size=2))
)
authorships = records(
    author=maybe(
        records(id=maybe(ids("A")), display_name=maybe(words), orcid=maybe(st.just("https://orcid.org/0")))
    ),
    institutions=maybe(st.lists(institutions, max_size=2)),
    countries=maybe(st.lists(st.sampled_from(["KZ", "DE"]), max_size=2)),
    is_corresponding=maybe(st.booleans()),
    raw_author_name=maybe(words),
    raw_affiliation_string=maybe(words),
    raw_affiliation_strings=maybe(st.lists(words, max_size=2)),
    affiliations=maybe(st.lists(affiliations, max_size=2)),
)
topics = records(
    id=maybe(ids("T")), display_name=maybe(words), score=maybe(st.floats(0, 1)),
    subfield=maybe(named), field=maybe(named), domain=maybe(named),
)  # fmt: skip
works = st.fixed_dictionaries(
    {"id": ids("W")},
    optional={
        "doi": maybe(st.sampled_from(["https://doi.org/10.5555/Made.1", "10.5555/two", "none"])),
        "title": maybe(words),
        "display_name": maybe(words),
        "publication_year": maybe(st.integers(-5, 3000)),
        "publication_date": maybe(st.sampled_from(["2021", "2021-03", "2021-03-04", "spring", ""])),
        "ids": maybe(records(pmid=maybe(st.sampled_from(["https://pubmed.ncbi.nlm.nih.gov/12/", "7"])))),
        "primary_location": maybe(records(source=maybe(named), raw_source_name=maybe(words))),
        "host_venue": maybe(named),
        "authorships": maybe(st.lists(authorships, max_size=3)),
        "citation_normalized_percentile": maybe(records(value=maybe(st.floats(0, 1)))),
        "primary_topic": maybe(topics),
        "topics": maybe(st.lists(topics, max_size=2)),
        "referenced_works": maybe(st.lists(ids("W") | st.just("https://doi.org/10.1/x"), max_size=3)),
        "updated_date": maybe(st.just("2026-01-05T10:00:00.000000")),
    },
)


def rows(tables):
    """All rows of all tables; columns that are dictionaries in Arrow are as those that are not."""
    plain = {}
    for name, table in tables.items():
        types = [
            each.type.value_type if pa.types.is_dictionary(each.type) else each.type for each in table.schema
        ]
        plain[name] = (list(zip(table.column_names, types, strict=True)), table.to_pylist())
    return plain


@pytest.fixture(scope="module")
def parse_lines():
    with line_parser() as parse:
        yield lambda block: parse(memoryview(block))


def both(parse_lines, texts):
    bulk = bulk_batch(parse_lines(b"\n".join(texts)), file="f", first_record=3, first_row=40)
    single = works_batch(
        [(n, openalex.read_work(text)) for n, text in enumerate(texts, 3)], file="f", first_row=40
    )
    return rows(bulk), rows(single)


@settings(deadline=None, max_examples=150)
@given(given=st.lists(works, min_size=1, max_size=5))
def test_bulk_gives_the_rows_of_single_works(parse_lines, given):
    bulk, single = both(parse_lines, [json.dumps(work).encode() for work in given])
    assert bulk == single


def test_bulk_of_an_ordinary_record_has_its_rows(parse_lines):
    bulk, single = both(parse_lines, [json.dumps(made.openalex(n)).encode() for n in (1, 2)])
    assert bulk == single
    assert [len(bulk[name][1]) for name in ("works", "authorships", "topics", "citations")] == [2, 4, 2, 4]


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "https://openalex.org/W9", "title": "\xff"}',
        b'{"id": "https://openalex.org/W9", "authorships": [null]}',
        b'{"id": "https://openalex.org/W9", "authorships": [{"countries": [null]}]}',
        b'{"id": "https://openalex.org/W9", "authorships": [{"raw_author_name": "\xff"}]}',
        b'{"id": "https://openalex.org/W9", "topics": [{"score": NaN}]}',
        b'{"id": "https://openalex.org/W9", "referenced_works": "W1"}',
        b'{"id": "https://openalex.org/W9", "referenced_works": [1]}',
        b'{"id": "https://openalex.org/W9", "title": 1984}',
        b'{"id": "https://openalex.org/W9", "title": true}',
        b'{"id": "https://openalex.org/W9", "title": ["a", "b"]}',
        b'{"id": "https://openalex.org/W9", "language": {"id": "en"}}',
        b'{"id": "https://openalex.org/W9", "referenced_works": ["https://openalex.org/W1", 2]}',
        b'{"id": "https://openalex.org/W9", "authorships": [{"author": {"id": -2.5e3}}]}',
        b'{"id": "https://openalex.org/W9", "cited_by_count": "5"}',
        b'{"id": "https://openalex.org/W9", "cited_by_count": 5.5}',
        b'{"id": "https://openalex.org/W9", "cited_by_count": 3000000000}',
        b'{"id": "https://openalex.org/W9", "is_retracted": 1}',
        b'{"id": "https://openalex.org/W9", "is_retracted": "true"}',
        b'{"id": "https://openalex.org/W9", "fwci": "1.5"}',
        b'{"id": "https://openalex.org/W9", "fwci": Infinity}',
        b'{"id": "https://openalex.org/W9", "primary_location": "Journal"}',
        b'{"id": "https://openalex.org/W8", "id": "https://openalex.org/W9"}',
        b'{"id": null}',
        b'{"title": "none"}',
        b'{"id": "https://openalex.org/W8"} {"id": "https://openalex.org/W9"}',
        b"",
    ],
)
def test_what_columns_do_not_hold_is_left_to_those_who_name_it(parse_lines, line):
    good = json.dumps(made.openalex(1)).encode()
    assert parse_lines(good + b"\n" + line + b"\n") is None
    assert len(parse_lines(good + b"\n" + good)) == 2


@pytest.mark.parametrize(
    "title", ["1984", "-0.5", "true", "[]", "[1, 2]", "{}", "NaN", "", "null", "[In Kazakh]"]
)
def test_texts_that_look_like_something_else_are_texts(parse_lines, title):
    cited = ["https://openalex.org/W1", title]
    records = [made.openalex(1), made.openalex(2, title=title, referenced_works=cited), made.openalex(3)]
    bulk, single = both(parse_lines, [json.dumps(record).encode() for record in records])
    assert bulk == single
    assert [row["title"] for row in bulk["works"][1]][1] == title
    assert [row["cited"] for row in bulk["citations"][1]].count(title) == 1


def test_lines_come_whole_whatever_the_size_of_a_block(tmp_path, monkeypatch):
    lines = [b"x" * length for length in (0, 3, 900, 8, 0, 200, 5000, 1, 64)]
    file = tmp_path / "lines"
    for end in (b"", b"\n"):
        file.write_bytes(b"\n".join(lines) + end)
        for block in (1, 7, 64, 4096, 1 << 20):
            monkeypatch.setattr(source, "_BLOCK", block)
            assert list(source.lines(source.Source(file))) == lines
            assert sum(map(source.count_lines, source.blocks(source.Source(file)))) == len(lines)
    monkeypatch.setattr(source, "LONGEST", 250)
    for block in (7, 64, 4096):
        monkeypatch.setattr(source, "_BLOCK", block)
        shown = [line if len(line) <= 250 else None for line in lines]
        assert list(source.lines(source.Source(file))) == shown


def test_broken_line_leaves_the_rows_of_all_others_as_they_are(tables, written, monkeypatch):
    monkeypatch.setattr(source, "_CHUNK", 1 << 12)
    monkeypatch.setattr(source, "_BLOCK", 1 << 13)
    records = [json.dumps(made.openalex(n, title=f"Work of the number {n}")) for n in range(90)]
    file = tables.add(written("whole", "\n".join(records))).files[0]
    assert (file.present, file.read, file.rejected) == (90, 90, 0)
    before = tables.everything()
    broken = [*records[:40], '{"id": 1}', *records[40:]]
    file = tables.add(written("broken", "\n".join(broken))).files[0]
    assert (file.present, file.read, file.rejected) == (91, 90, 1)
    assert "line 41, record 41: field id" in file.problems[0]
    assert tables.rows("SELECT count(*), max(record) FROM works") == [(90, 91)]
    assert tables.everything() == before


def test_parquet_of_other_types_fits_or_is_left_to_be_read_one_by_one():
    ids = pa.array(["https://openalex.org/W1", "https://openalex.org/W2"])
    people = pa.array([None, [{"countries": ["KZ"], "is_corresponding": True}]])
    batch = pa.RecordBatch.from_pydict(
        {"id": ids, "publication_year": pa.array([2020, 2021], pa.int16()), "authorships": people}
    )
    tables = bulk_batch(fit(batch), file="f", first_record=1, first_row=1)
    assert tables["works"]["year"].to_pylist() == [2020, 2021]
    assert tables["works"]["countries"].to_pylist() == [0, 1]
    assert tables["authorships"]["work"].to_pylist() == ["openalex:W2"]
    assert fit(pa.RecordBatch.from_pydict({"id": pa.array([1, 2])})) is None
    assert fit(pa.RecordBatch.from_pydict({"id": ids, "authorships": pa.array(["one", "two"])})) is None
