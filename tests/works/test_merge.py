"""One work from several records is one work; what differs stays two."""

import itertools
import json

import pytest

from kelisim.works.same import Candidate, Pair, same_works
from tests.works import made


def test_records_of_several_sources_become_one_work(tables, written):
    files = [
        written("openalex", made.lines(made.openalex(1))),
        written("wos", made.WOS),
        written("ris", made.RIS),
        written("scopus", made.SCOPUS),
        written("pubmed", made.PUBMED),
        written("crossref", json.dumps(made.crossref(1))),
    ]
    added = tables.add(*files)
    assert sum(each.read for each in added.files) == 9
    [(work, title, sources, authors)] = tables.rows(
        "SELECT work, title, sources, authors FROM works WHERE doi = '10.5555/made.1'"
    )
    assert work == "doi:10.5555/made.1"
    assert sources == ["openalex", "scopus", "wos", "crossref", "pubmed", "ris"]  # the richest leads
    assert (title, authors) == ("On the making of glass, part 1", 2)
    # Rows of one source only, and those of the leading one:
    assert tables.rows("SELECT author FROM authorships WHERE work LIKE '%made.1' ORDER BY position") == [
        ("openalex:A1",),
        ("openalex:A2",),
    ]
    ids = tables.rows("SELECT list_sort(ids) FROM works WHERE doi = '10.5555/made.1'")[0][0]
    assert ids == [
        "crossref:10.5555/made.1",
        "openalex:W1",
        "pubmed:1",
        "scopus:2-s2.0-1",
        "wos:000000000000001",
    ]


def test_what_openalex_cites_stands_by_its_id(tables, written):
    tables.add(written("a", made.lines(made.openalex(1))))
    assert tables.rows("SELECT work, cited, year FROM citations ORDER BY cited") == [
        ("doi:10.5555/made.1", "openalex:W1", 2021),
        ("doi:10.5555/made.1", "openalex:W2", 2021),
    ]


def test_affiliations_stand_at_their_author_or_at_the_work(tables, written):
    tables.add(
        written("a", made.lines(made.openalex(1, ids={}))), written("b", made.RIS.replace("MADE.1", "other"))
    )
    assert tables.rows("SELECT work, position, organisation FROM affiliations ORDER BY ALL") == [
        ("doi:10.5555/made.1", 1, "01abcde23"),
        ("doi:10.5555/made.1", 1, None),
        ("doi:10.5555/made.1", 2, "openalex:I2"),
        ("doi:10.5555/other", 0, None),
    ]
    assert tables.rows("SELECT authors, organisations, countries FROM works WHERE doi LIKE '%made.1'") == [
        (2, 2, 2)
    ]


def test_order_of_adding_does_not_matter(tmp_path, written):
    from tests.works.conftest import Tables

    files = [written("wos", made.WOS), written("oa", made.lines(made.openalex(1))), written("ris", made.RIS)]
    states = []
    for number, order in enumerate(itertools.permutations(files)):
        tables = Tables(tmp_path / str(number))
        for file in order:
            tables.add(file)
        states.append(tables.everything())
    together = Tables(tmp_path / "together")
    together.add(*files)
    assert all(state == together.everything() for state in states)


def test_same_file_again_changes_nothing(tables, written):
    file = written("a", made.lines(made.openalex(1), made.openalex(2)))
    tables.add(file)
    before = {path: path.stat().st_mtime_ns for path in (tables.folder / "tables").rglob("*.parquet")}
    again = tables.add(file, written("copy of a", file.read_bytes()))
    assert (len(again.files), len(again.known)) == (0, 2)
    assert before == {path: path.stat().st_mtime_ns for path in (tables.folder / "tables").rglob("*.parquet")}


def test_newer_download_replaces_and_older_does_not(tables, written):
    new = made.openalex(1, cited_by_count=9, updated_date="2026-06-01", publication_year=2022)
    new["authorships"] = new["authorships"][:1]
    tables.add(written("a", made.lines(made.openalex(1), made.openalex(2))))
    tables.add(written("b", made.lines(new)))
    tables.add(written("c", made.lines(made.openalex(1, cited_by_count=3, updated_date="2025-06-01"))))
    assert tables.rows("SELECT work, cited_by, year, authors FROM works ORDER BY work") == [
        ("doi:10.5555/made.1", 9, 2022, 1),
        ("doi:10.5555/made.2", 7, 2021, 2),
    ]
    assert tables.rows("SELECT year, count(*) FROM authorships GROUP BY year ORDER BY year") == [
        (2021, 2),
        (2022, 1),
    ]


def test_page_of_few_keys_takes_nothing_away(tables, written):
    tables.add(written("a", made.lines(made.openalex(1))))
    before = tables.everything()
    page = {
        "meta": {},
        "results": [{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/made.1"}],
    }
    tables.add(written("b", json.dumps(page)))
    assert tables.everything() == before


def test_work_that_gets_a_doi_later_stays_one_work(tables, written):
    tables.add(written("a", made.lines(made.openalex(1, doi=None))))
    assert tables.rows("SELECT work FROM works") == [("openalex:W1",)]
    tables.add(written("b", made.lines(made.openalex(1, updated_date="2026-06-01"))))
    assert tables.rows("SELECT work FROM works") == [("doi:10.5555/made.1",)]
    assert tables.rows("SELECT DISTINCT work FROM authorships") == [("doi:10.5555/made.1",)]


TITLELESS_DOI = """TY  - JOUR
AU  - Bekova, A.
TI  - On the Making of Glass: part 1
PY  - 2021
ER  -
"""


@pytest.mark.parametrize(
    ("text", "works"),
    [
        (TITLELESS_DOI, 1),
        (TITLELESS_DOI.replace("2021", "2020"), 2),
        (TITLELESS_DOI.replace("Bekova, A.", "Other, B."), 2),
        (TITLELESS_DOI.replace("part 1", "part 2"), 2),
        (TITLELESS_DOI.replace("ER", "DO  - 10.5555/another\nER"), 2),  # another DOI is another work
    ],
    ids=["same", "other year", "other author", "other title", "other DOI"],
)
def test_title_year_and_first_author_tell_a_work_without_doi(tables, written, text, works):
    tables.add(written("a", made.lines(made.openalex(1, ids={}))), written("b", text))
    assert tables.rows("SELECT count(*) FROM works") == [(works,)]


def test_title_of_two_works_tells_neither(tables, written):
    twin = made.openalex(2, ids={}, title="On the making of glass, part 1")
    tables.add(written("a", made.lines(made.openalex(1, ids={}), twin)), written("b", TITLELESS_DOI))
    assert tables.rows("SELECT count(*) FROM works") == [(3,)]


def test_same_number_with_different_dois_stays_two(tables, written):
    other = made.SCOPUS.replace("10.5555/made.1", "10.5555/other")  # its PubMed number is that of W1
    tables.add(written("a", made.lines(made.openalex(1))), written("b", other))
    assert sorted(tables.rows("SELECT doi FROM works")) == [("10.5555/made.1",), ("10.5555/other",)]


def test_corrected_doi_of_one_record_replaces_the_former():
    old = Candidate("doi:a", "a", ["openalex"], ["openalex:W1"], ["X"], "2025-01-01", -1)
    new = Candidate("doi:b", "b", ["openalex"], ["openalex:W1"], ["X"], "2026-01-01", 5)
    assert same_works([Pair("doi:a", "doi:b", "openalex:W1")], [old, new]) == {"doi:a": "doi:b"}


def test_chain_of_identifiers_never_ties_two_dois():
    a = Candidate("doi:a", "a", ["wos"], ["wos:1", "pubmed:1"], [], "", 1)
    b = Candidate("wos:2", None, ["x"], ["pubmed:1", "pubmed:2"], [], "", 2)
    c = Candidate("doi:c", "c", ["scopus"], ["scopus:1", "pubmed:2"], [], "", 3)
    found = same_works([Pair("doi:a", "wos:2", "pubmed:1"), Pair("doi:c", "wos:2", "pubmed:2")], [a, b, c])
    assert found == {"wos:2": "doi:a"}


def test_projects_and_who_takes_part_meet_across_files(tables, written):
    tables.add(
        written("o.csv", "project_id,org_name,country,city\n7,GLASS UNIVERSITY,UK,Leeds\n7,SAND,KZ,Almaty\n")
    )
    assert tables.rows("SELECT project, country, year FROM participations ORDER BY country") == [
        ("cordis:7", "GB", 0),
        ("cordis:7", "KZ", 0),
    ]
    tables.add(
        written(
            "p.csv", "project_id,acronym,title,objective,status,start_date\n7,G,Glass,x,SIGNED,2018-03-01\n"
        )
    )
    assert tables.rows("SELECT DISTINCT year FROM participations") == [(2018,)]
    assert tables.rows('SELECT project, acronym, "start", year FROM projects')[0][::3] == ("cordis:7", 2018)
    tables.add(written("q.csv", "project_id,org_name,country,city\n7,GLASS UNIVERSITY,UK,Leeds\n"))
    assert tables.rows("SELECT count(*) FROM participations") == [(1,)]  # the last list holds, whole
