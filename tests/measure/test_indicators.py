"""Indicators against a plain-Python oracle, on random small input and on both engines."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.measure import open_tables
from kelisim.measure.indicators import counted_works, indicators_about, pair_indicators, unit_indicators
from tests.measure import oracle
from tests.measure.small_tables import Paper, Place, write_tables

PLACES = (
    Place("a", "KZ"),
    Place("b", "KZ"),
    Place("c", "DE"),
    Place("d", "HK"),
    Place("e", "CN"),
    Place("f"),
    Place(None, "GB"),
    Place(None),
)
LEVELS = ("organisations", "countries", "people", "everything")
RULES = ("full", "fractional")


def some_papers(seed, count):
    """Return random papers, the same for a seed."""
    draw = random.Random(seed)
    return [_paper(str(number), draw) for number in range(count)]


def _paper(id, draw):
    authors = tuple(
        tuple(draw.sample(PLACES, draw.choice((0, 1, 1, 1, 2)))) for _ in range(draw.choice((1, 1, 2, 3)))
    )
    return Paper(
        id,
        year=draw.choice((0, 2019, 2020, 2020, 2021)),
        authors=authors,
        people=tuple(draw.sample(("p", "q", "r", "s"), len(authors))),
        countries=tuple(draw.choice(((), (), ("FR",))) for _ in authors),
        field=draw.choice(("17", "17", "22", None)),
        cited_by=draw.choice((None, 0, 0, 1, 2, 3, 50)),
        fwci=draw.choice((None, 0.0, 0.5, 2.25)),
        percentile=draw.choice((None, 0.1, 0.9)),
        retracted=draw.random() < 0.05,
        said_authors=draw.choice((None, None, None, 101)) if draw.random() < 0.2 else None,
    )


papers_drawn = st.builds(some_papers, st.integers(0, 10**6), st.integers(1, 12))


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-12)


def measured(table, keys):
    rows = table.to_pyarrow().to_pylist()
    return {tuple(row[key] for key in keys): row for row in rows}


def differences(found, expected, names):
    """Return what is in one alone, and the figures that differ: key, name, found, expected."""
    apart = [(key,) for key in set(found) ^ set(expected)]
    for key in set(found) & set(expected):
        for name in (each for each in names if each in expected[key]):
            got, wanted = found[key][name], expected[key][name]
            same = got is None and wanted is None
            if not same and (got is None or wanted is None or got != close(wanted)):
                apart.append((key, name, got, wanted))
    return apart


NAMES = [indicator.name for indicator in indicators_about("unit")]
TIES = [indicator.name for indicator in indicators_about("pair") if indicator.name != "ric"]
TIES += [f"ric_{side}{bound}" for side in ("first", "second") for bound in ("", "_low", "_high")]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    papers_drawn, st.sampled_from(LEVELS), st.sampled_from(RULES), st.sampled_from([(), ("year", "field")])
)
def test_unit_indicators_agree_with_plain_python(papers, level, counting, by):
    with tempfile.TemporaryDirectory() as folder:
        tables = open_tables(write_tables(Path(folder), papers))
        found = measured(unit_indicators(counted_works(tables, level, counting), by), ("unit", *by))
        assert differences(found, oracle.unit_indicators(papers, level, counting, by), NAMES) == []


@settings(max_examples=15, deadline=None)
@given(papers_drawn, st.sampled_from(LEVELS[:2]), st.sampled_from(RULES), st.booleans())
def test_pair_indicators_agree_with_plain_python(papers, level, counting, by_year):
    with tempfile.TemporaryDirectory() as folder:
        tables = open_tables(write_tables(Path(folder), papers))
        keys = ("first", "second", "year")[: 3 if by_year else 2]
        found = measured(pair_indicators(tables, level, counting, by_year=by_year), keys)
        expected = oracle.pair_indicators(papers, level, counting, by_year=by_year)
        assert differences(found, expected, TIES) == []


@settings(max_examples=10, deadline=None)
@given(papers_drawn, st.sampled_from(LEVELS[:2]))
def test_author_shares_agree_with_plain_python(papers, level):
    with tempfile.TemporaryDirectory() as folder:
        tables = open_tables(write_tables(Path(folder), papers))
        found = measured(unit_indicators(counted_works(tables, level, "authors")), ("unit",))
        assert differences(found, oracle.unit_indicators(papers, level, "authors"), NAMES) == []


@settings(max_examples=10, deadline=None)
@given(papers_drawn)
def test_types_of_collaboration_add_up_to_the_whole(papers):
    with tempfile.TemporaryDirectory() as folder:
        tables = open_tables(write_tables(Path(folder), papers))
        for row in unit_indicators(counted_works(tables, "organisations")).to_pyarrow().to_pylist():
            parts = [
                row[f"share_{kind}"] for kind in ("international", "national", "institutional", "single")
            ]
            assert None in parts or sum(parts) == close(1)


@settings(max_examples=10, deadline=None)
@given(papers_drawn, st.sampled_from(LEVELS[:2]))
def test_fractions_add_up_to_the_number_of_works(papers, level):
    with tempfile.TemporaryDirectory() as folder:
        tables = open_tables(write_tables(Path(folder), papers))
        rows = unit_indicators(counted_works(tables, level, "fractional")).to_pyarrow().to_pylist()
        placed = [p for p in papers if not p.retracted and oracle.units_of(p, level)]
        assert sum(row["works"] for row in rows) == close(len(placed))
        ties = pair_indicators(tables, level, by_year=False).to_pyarrow().to_pylist()
        met = [p for p in papers if oracle.counts_for_pairs(p) and len(oracle.units_of(p, level)) > 1]
        assert sum(row["joint_works_fractional"] for row in ties) == close(len(met))
