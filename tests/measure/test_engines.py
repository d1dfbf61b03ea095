"""The contract of engines: the same tables give the same figures, those of a plain-Python oracle."""

import pytest

from kelisim.measure import Scope
from kelisim.measure.indicators import cells, counted_works, pair_indicators, unit_indicators
from kelisim.measure.scope import left_out
from tests.measure import oracle
from tests.measure.small_tables import write_tables
from tests.measure.test_indicators import NAMES, TIES, differences, measured, some_papers

PAPERS = some_papers(20261122, 80)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tables(tmp_path_factory.mktemp("tables"), PAPERS)


def test_units_by_year_and_field(opened, folder):
    by = ("year", "field")
    found = unit_indicators(counted_works(opened(folder), "organisations", "fractional"), by)
    expected = oracle.unit_indicators(PAPERS, "organisations", "fractional", by)
    assert differences(measured(found, ("unit", *by)), expected, NAMES) == []


def test_units_by_shares_of_authors(opened, folder):
    found = unit_indicators(counted_works(opened(folder), "organisations", "authors"))
    expected = oracle.unit_indicators(PAPERS, "organisations", "authors")
    assert differences(measured(found, ("unit",)), expected, NAMES) == []


def test_pairs_by_year(opened, folder):
    found = pair_indicators(opened(folder), "countries", "full")
    expected = oracle.pair_indicators(PAPERS, "countries", "full", by_year=True)
    assert differences(measured(found, ("first", "second", "year")), expected, TIES) == []


def test_pairs_over_all_years(opened, folder):
    found = pair_indicators(opened(folder), "organisations", "fractional", by_year=False)
    expected = oracle.pair_indicators(PAPERS, "organisations", "fractional", by_year=False)
    assert differences(measured(found, ("first", "second")), expected, TIES) == []


def test_what_is_left_out(opened, folder):
    found = left_out(opened(folder), Scope(years=(2019, 2021))).to_pyarrow().to_pylist()
    dated = [paper for paper in PAPERS if 2019 <= paper.year <= 2021]
    retracted = [paper for paper in dated if paper.retracted]
    crowded = [paper for paper in dated if not paper.retracted and not oracle.counts_for_pairs(paper)]
    assert found == [
        {"works": len(dated), "retracted": len(retracted), "hyperauthored": len(crowded), "undated": 0}
    ]


def test_a_group_counts_a_work_of_two_members_once(opened, folder):
    groups = {"a": "kazakh", "b": "kazakh"}
    found = unit_indicators(counted_works(opened(folder), "organisations", "full", groups=groups))
    own = [p for p in PAPERS if not p.retracted and oracle.units_of(p, "organisations") & {"a", "b"}]
    assert [(row["unit"], row["works"]) for row in found.to_pyarrow().to_pylist()] == [("kazakh", len(own))]


def test_cells_hold_every_work(opened, folder):
    counted = counted_works(opened(folder), "everything")
    rows = cells(counted).to_pyarrow().to_pylist()
    works = [paper for paper in PAPERS if not paper.retracted]
    assert sum(row["works"] for row in rows if row["indicator"] == "pp_collab") == len(works)
    cited = [paper for paper in works if paper.cited_by is not None]
    assert sum(row["works"] for row in rows if row["indicator"] == "mcs") == len(cited)
