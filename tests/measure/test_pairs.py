"""Joint works: who met whom, how often, and which works are left out."""

import pytest

from kelisim.measure import MeasureError, Scope, open_tables
from kelisim.measure.pairs import joint_works, organisation_works
from kelisim.measure.scope import left_out
from tests.measure.small_tables import Paper, Place, write_tables

A, B, C = Place("a", "KZ"), Place("b", "DE"), Place("c", "DE")


def _rows(table, *order):
    return table.order_by(*order).to_pyarrow().to_pylist()


def test_each_joint_work_counts_once_for_each_pair(tmp_path):
    papers = [
        Paper("1", 2020, ((A,), (A, B))),
        Paper("2", 2020, ((A,), (B,), (C,))),
        Paper("3", 2021, ((A,),)),
    ]
    tables = open_tables(write_tables(tmp_path, papers))
    assert _rows(joint_works(tables), "first", "second") == [
        {"first": "a", "second": "b", "year": 2020, "works": 2, "fractional": pytest.approx(1 + 1 / 3)},
        {"first": "a", "second": "c", "year": 2020, "works": 1, "fractional": pytest.approx(1 / 3)},
        {"first": "b", "second": "c", "year": 2020, "works": 1, "fractional": pytest.approx(1 / 3)},
    ]
    own = _rows(organisation_works(tables), "organisation", "year")
    assert [(row["organisation"], row["year"], row["works"]) for row in own] == [
        ("a", 2020, 2),
        ("a", 2021, 1),
        ("b", 2020, 2),
        ("c", 2020, 1),
    ]
    assert sum(row["fractional"] for row in own) == pytest.approx(3)


def test_countries_of_authors_and_of_organisations_count_together(tmp_path):
    papers = [Paper("1", 2020, ((A,), ()), countries=((), ("GB",)))]
    tables = open_tables(write_tables(tmp_path, papers))
    found = _rows(joint_works(tables, level="countries"), "first")
    assert [(row["first"], row["second"], row["works"]) for row in found] == [("GB", "KZ", 1)]


def test_hyperauthored_and_retracted_works_are_left_out_and_counted(tmp_path):
    papers = [
        Paper("1", 2020, ((A,), (B,))),
        Paper("2", 2020, ((A,), (B,)), said_authors=101),
        Paper("3", 2020, ((A,), (B,)), said_authors=100),
        Paper("4", 2020, ((A,), (B,)), retracted=True),
        Paper("5", 0, ((A,), (C,))),
    ]
    tables = open_tables(write_tables(tmp_path, papers))
    assert [row["works"] for row in _rows(joint_works(tables), "first", "second")] == [2, 1]
    everything = Scope(retracted=True, hyperauthored=True)
    assert [row["works"] for row in _rows(joint_works(tables, scope=everything), "second")] == [4, 1]
    counted = left_out(tables, Scope()).to_pyarrow().to_pylist()
    assert counted == [{"works": 5, "retracted": 1, "hyperauthored": 1, "undated": 1}]


def test_pairs_of_one_organisation_leave_the_others_out(tmp_path):
    papers = [Paper("1", 2020, ((A,), (B,), (C,))), Paper("2", 2020, ((B,), (C,)))]
    tables = open_tables(write_tables(tmp_path, papers))
    found = _rows(joint_works(tables, of=["a"]), "second")
    assert [(row["first"], row["second"], row["works"]) for row in found] == [("a", "b", 1), ("a", "c", 1)]
    assert [row["fractional"] for row in found] == [pytest.approx(1 / 3)] * 2


def test_an_absent_table_is_an_empty_one(tmp_path):
    tables = open_tables(tmp_path)
    assert joint_works(tables).count().execute() == 0
    assert tables.read_on is None


def test_a_file_being_written_is_not_read(tmp_path):
    write_tables(tmp_path, [Paper("1", 2020, ((A,), (B,)))])
    (tmp_path / "works" / "year=2020" / ".part-1.parquet").write_bytes(b"half")
    assert joint_works(open_tables(tmp_path)).count().execute() == 1


def test_an_absent_folder_is_told_with_its_remedy(tmp_path):
    with pytest.raises(MeasureError, match="kelisim works add"):
        open_tables(tmp_path / "tables")


def test_an_unknown_engine_is_told(tmp_path):
    with pytest.raises(MeasureError, match="no engine 'sqlite'"):
        open_tables(tmp_path, "sqlite")
