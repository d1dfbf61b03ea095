"""Works of OpenAlex taken in bulk give the rows that they give one by one."""

import json

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.works.bulk import bulk_batch
from kelisim.works.columns import works_batch
from kelisim.works.formats import openalex
from kelisim.works.formats.openalex_arrow import parse_lines
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


def both(texts):
    bulk = bulk_batch(parse_lines(b"\n".join(texts)), file="f", first_record=3, first_row=40)
    single = works_batch(
        [(n, openalex.read_work(text)) for n, text in enumerate(texts, 3)], file="f", first_row=40
    )
    return rows(bulk), rows(single)


@settings(deadline=None, max_examples=150)
@given(given=st.lists(works, min_size=1, max_size=5))
def test_bulk_gives_the_rows_of_single_works(given):
    bulk, single = both([json.dumps(work).encode() for work in given])
    assert bulk == single


def test_bulk_of_an_ordinary_record_has_its_rows():
    bulk, single = both([json.dumps(made.openalex(n)).encode() for n in (1, 2)])
    assert bulk == single
    assert [len(bulk[name][1]) for name in ("works", "authorships", "topics", "citations")] == [2, 4, 2, 4]
