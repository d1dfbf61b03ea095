"""Real files of each source, where they lie beside the repository: their counts, and values known of them."""

import csv
import gzip
import json
from collections import Counter
from itertools import combinations

import pytest

from kelisim.works.columns import key_of
from kelisim.works.formats import recognise
from kelisim.works.record import Participation, Project, Rejected, Work, WorksError
from kelisim.works.source import Source, expand
from tests.conftest import SHARED

WORKS = SHARED / "works"
pytestmark = pytest.mark.skipif(not WORKS.is_dir(), reason="no shared data beside the repository")

COUNTS = {
    "exports_scopus/bibexpy_scopus_3658.csv.gz": ("scopus-csv", 3658),
    "exports_scopus/bibliometrix_scopus_sample_8.csv": ("scopus-csv", 8),
    "exports_scopus/biblium_scopus_200.csv.gz": ("scopus-csv", 200),
    "exports_scopus/litstudy_scopus_58.csv.gz": ("scopus-csv", 58),
    "exports_scopus/pybibx_scopus.bib.gz": ("bibtex", 263),
    "exports_scopus/pybibx_scopus_m.bib": ("bibtex", 24),
    "exports_scopus/asreview_scopus_6.ris": ("ris", 6),
    "exports_wos/bibexpy_savedrecs_500.txt.gz": ("wos", 500),
    "exports_wos/biblium_wos_500.txt.gz": ("wos", 500),
    "exports_wos/bibliometrix_wos_sample_8.txt": ("wos", 8),
    "exports_wos/metaknowledge_ManyAuthors.isi.gz": ("wos", 500),
    "exports_wos/metaknowledge_OnePaper.isi": ("wos", 1),
    "exports_wos/metaknowledge_OnePaper2.isi": ("wos", 1),
    "exports_wos/metaknowledge_TwoPaper.isi": ("wos", 2),
    "exports_wos/metaknowledge_badFile.isi": ("wos", 32),
    "exports_wos/metaknowledge_savedrecs_32.txt": ("wos", 32),
    "exports_wos/metaknowledge_testFile.isi": ("wos", 34),
    "exports_wos/pybibx_wos.bib.gz": ("bibtex", 236),
    "exports_wos/pybibx_wos_m.bib": ("bibtex", 29),
    "exports_wos/scientopy_tab/wos_2026_04_02_1000.txt.gz": ("wos-tab", 1000),
    "exports_wos/scientopy_tab/wos_2026_04_02_2000.txt.gz": ("wos-tab", 1000),
    "exports_wos/scientopy_tab/wos_2026_04_02_3000.txt.gz": ("wos-tab", 1000),
    "exports_wos/scientopy_tab/wos_2026_04_02_4000.txt.gz": ("wos-tab", 1000),
    "exports_wos/scientopy_tab/wos_2026_04_02_4071.txt.gz": ("wos-tab", 71),
    "exports_ris/asreview_baseline.ris.gz": ("ris", 100),
    "exports_ris/asreview_baseline_zotero.ris.gz": ("ris", 100),
    "exports_ris/asreview_embase.csv": ("embase-csv", 6),
    "exports_ris/asreview_embase.ris": ("ris", 6),
    "exports_ris/asreview_embase_newpage.csv": ("embase-csv", 6),
    "exports_ris/asreview_faulty_year.ris": ("ris", 1),
    "exports_ris/asreview_ovid_psycinfo.ris": ("ris", 6),
    "exports_ris/asreview_ovid_zotero.ris": ("ris", 6),
    "exports_ris/asreview_proquest.ris": ("ris", 6),
    "exports_ris/asreview_pubmed_endnote.txt": ("ris", 6),
    "exports_ris/asreview_pubmed_zotero.ris": ("ris", 6),
    "exports_ris/asreview_ris_issue_992.txt": ("ris", 19),
    "exports_ris/asreview_ris_issue_1099.txt": ("ris", 7),
    "exports_ris/asreview_web_of_science.txt": ("ris", 10),
    "exports_ris/litstudy_example_25.ris": ("ris", 25),
    "exports_pubmed/pybibx_pubmed.txt.gz": ("pubmed", 335),
    "exports_dimensions/Dimensions-Publication-2025-10-14_15-57-25.csv.gz": ("dimensions-csv", 126),
    "exports_other/bibliometrix_lens_sample_8.csv": ("lens-csv", 8),
    "exports_other/litstudy_ieee_10.csv": ("ieee-csv", 10),
    "exports_other/litstudy_retraction_watch.csv": ("retraction-watch-csv", 1),
    "exports_other/litstudy_springer_1000.csv.gz": ("springer-csv", 1000),
    "openalex_csv_exports/biblium_openalex_613.csv.gz": ("openalex-csv", 613),
    "openalex_csv_exports/bibliometrix_openalex_sample_8.csv": ("openalex-csv", 8),
    "openalex_api_pages/batagelj_pat_works.json": ("openalex-json", 228),
    "openalex_api_pages/page-1_per_page-50.json.gz": ("openalex-json", 50),
    "openalex_coauthor_map/openalex-works-pages.json.gz": ("openalex-json", 34),
}


def read(name):
    source = Source(WORKS / name)
    form = recognise(source)
    return form.name, list(form.read(source))


@pytest.fixture(scope="module")
def works():
    known = {}

    def of(name):
        if name not in known:
            known[name] = read(name)[1]
        return known[name]

    return of


@pytest.mark.parametrize("name", COUNTS)
def test_every_record_of_a_file_is_read(name):
    form, records = read(name)
    assert (form, len(records)) == COUNTS[name]
    assert [each for each in records if not isinstance(each, Work)] == []


def test_records_of_no_words_are_rejected():
    _, records = read("exports_ris/asreview_baseline_reference_types.ris")
    text = (WORKS / "exports_ris/asreview_baseline_reference_types.ris").read_text("utf-8-sig")
    assert len(records) == text.count("TY  -")
    assert {type(each) for each in records} == {Rejected}


def test_all_answers_of_crossref_are_read():
    sources, _ = expand([WORKS / "exports_crossref"])
    counts = [sum(isinstance(each, Work) for each in recognise(source).read(source)) for source in sources]
    assert (len(sources), sum(counts)) == (42, 591)


@pytest.mark.parametrize(
    "name",
    [
        "openalex_api_pages/institutions_page1_per_page50.json.gz",
        "openalex_coauthor_map/orcid-works.json",
        "cordis/cordis_country_totals_and_china.json.gz",
        "openalex_api_pages/batagelj_PatAllWorks.csv",
    ],
)
def test_files_of_other_things_are_refused(name):
    with pytest.raises(WorksError, match=r"format that we know|holds institutions"):
        read(name)


def test_cordis_csv_and_database_hold_the_same(works):
    base = "cordis/cordis_383_"
    projects = works(f"{base}projects.csv.gz")
    parts = works(f"{base}organizations.csv.gz")
    database = works(f"{base}projects_7259_participations.sqlite.gz")
    assert (len(projects), len(parts)) == (383, 7259)
    assert [each for each in database if isinstance(each, Project)] == projects
    assert [each for each in database if isinstance(each, Participation)] == parts
    assert {"UK", "EL"}.isdisjoint({each.country for each in parts})
    assert sum(each.country is None for each in parts) == 16
    named = {each.id: each.acronym for each in projects}
    ours = {named[each.project] for each in parts if "NAZARBAYEV UNIVERSITY" in each.name.upper()}
    assert ours >= {"HERCULES", "GEO-RAMP", "LOC3G", "UPGRADE"}


def test_known_record_of_scopus(works):
    work = next(w for w in works("exports_scopus/litstudy_scopus_58.csv.gz") if "NAMD" in w.title)
    assert (work.year, len(work.authors), work.cited_by) == (2005, 10, 13169)


def countries_of(work):
    return (
        {a.country for author in work.authors for a in author.affiliations if a.country}
        | {a.country for a in work.affiliations if a.country}
        | {c for author in work.authors for c in author.countries}
    )


def pairs(records):
    return Counter(pair for work in records for pair in combinations(sorted(countries_of(work)), 2))


def test_country_pairs_of_scopus(works):
    records = works("exports_scopus/bibexpy_scopus_3658.csv.gz")
    found = pairs(records)
    expected = {("GB", "US"): 74, ("CN", "US"): 65, ("CA", "US"): 55, ("CN", "SG"): 53}
    for pair, count in expected.items():
        assert found[pair] == count, pair
    assert sum("KZ" in countries_of(work) for work in records) == 4


def test_country_pairs_of_web_of_science(works):
    found = pairs(works("exports_wos/biblium_wos_500.txt.gz"))
    assert (found["CN", "US"], found["DE", "GB"], found["DE", "NL"]) == (10, 9, 9)
    assert len(found) == 162


def test_country_pairs_of_the_csv_export_of_openalex(works):
    records = works("openalex_csv_exports/biblium_openalex_613.csv.gz")
    found = pairs(records)
    assert sum(len(countries_of(work)) > 0 for work in records) == 547
    assert len(set().union(*map(countries_of, records))) == 51
    assert (len(found), sum(found.values())) == (198, 409)
    assert (found["GB", "US"], found["CA", "US"]) == (26, 21)


def network(records, name):
    edges = {pair for work in records for pair in combinations(sorted({name(a) for a in work.authors}), 2)}
    nodes = {name(author) for work in records for author in work.authors}
    return len(nodes), len(edges)


def test_co_author_network_of_web_of_science(works):
    assert network(works("exports_wos/biblium_wos_500.txt.gz"), lambda a: a.name) == (1317, 2582)


def test_snapshot_of_coauthor_map(works):
    records = works("openalex_coauthor_map/openalex-works-pages.json.gz")
    stats = json.loads(
        gzip.decompress((WORKS / "openalex_coauthor_map/dataset-snapshot.json.gz").read_bytes())
    )["stats"]
    assert len(records) == stats["matchedWorks"]
    assert sum(len(work.authors) for work in records) == stats["authorshipRows"]
    alone = sum(
        not any(a.organisation for a in author.affiliations) for work in records for author in work.authors
    )
    assert alone == stats["authorshipsWithoutInstitution"]
    years = [work.year for work in records]
    assert (min(years), max(years)) == (stats["yearMin"], stats["yearMax"])


def test_pubmed_names_kazakhstan(works):
    text = gzip.decompress((WORKS / "exports_pubmed/pybibx_pubmed.txt.gz").read_bytes()).decode()
    raws = [
        a.raw for w in works("exports_pubmed/pybibx_pubmed.txt.gz") for x in w.authors for a in x.affiliations
    ]
    assert len(raws) == sum(line.startswith("AD  -") for line in text.splitlines())
    assert sum("Kazakhstan" in raw for raw in raws) > 0


# --- the author files of OpenAlex in the tables ---------------------------------------------------------


@pytest.fixture(scope="module")
def author_tables(tmp_path_factory):
    from tests.works.conftest import Tables

    tables = Tables(tmp_path_factory.mktemp("authors"))
    folders = [WORKS / f"openalex_authors_{name}" / "author-data" for name in ("kfupm", "geoarabia")]
    tables.reports = [tables.add(folder) for folder in folders]
    return tables


def test_author_files_hold_as_many_records_and_works(author_tables):
    kfupm, geoarabia = author_tables.reports
    assert (len(kfupm.files), sum(each.read for each in kfupm.files)) == (85, 4481)
    again = sum(
        len(read(name.partition("works/")[2])[1]) for name in geoarabia.known
    )  # one lies in both folders
    assert (len(geoarabia.files) + len(geoarabia.known)) == 48
    assert sum(each.read for each in geoarabia.files) + again == 2401
    assert author_tables.rows("SELECT count(*) FROM works") == [(4782,)]


def test_countries_and_pairs_of_the_author_files(author_tables):
    placed = """SELECT work, country FROM affiliations WHERE country IS NOT NULL
                UNION SELECT work, unnest(countries) FROM authorships"""
    assert author_tables.rows(f"SELECT count(DISTINCT country) FROM ({placed})") == [(106,)]
    assert author_tables.rows(
        f"""WITH p AS ({placed}) SELECT count(*) FROM (SELECT DISTINCT a.country, b.country
            FROM p a JOIN p b ON a.work = b.work AND a.country < b.country)"""
    ) == [(970,)]
    assert author_tables.rows(f"SELECT count(DISTINCT work) FROM ({placed}) WHERE country = 'KZ'") == [(7,)]


@pytest.mark.parametrize(("name", "present", "agreeing"), [("kfupm", 3707, 3707), ("geoarabia", 1854, 1849)])
def test_author_files_agree_with_the_tables_that_others_made_of_them(author_tables, name, present, agreeing):
    def rows(file):
        path = WORKS / f"openalex_authors_{name}" / "expected" / file
        return csv.DictReader(gzip.open(path, "rt", encoding="utf-8", newline=""))

    folder = WORKS / f"openalex_authors_{name}" / "author-data"
    wanted = {
        work["id"].rpartition("/")[2]
        for file in folder.glob("*.gz")
        for work in json.loads(gzip.decompress(file.read_bytes()))["works"]
    }
    assert len(wanted) == present
    organisations: dict[str, set[str]] = {}
    for row in rows("work_institutions.csv.gz"):
        organisations.setdefault(row["work_id"].rpartition("/")[2], set()).add(row["institution_name"])
    expected = {}
    for row in rows("works.csv.gz"):
        id = row["work_id"].rpartition("/")[2]
        expected[id] = (int(row["citations"]), int(row["year"]), organisations.get(id, set()))
    found = {
        id.removeprefix("openalex:"): (cited, year, set(names))
        for id, cited, year, names in author_tables.rows(
            """SELECT ids[1], any_value(cited_by), any_value(w.year),
                 coalesce(list(DISTINCT a.name) FILTER (a.organisation IS NOT NULL), [])
               FROM works w LEFT JOIN affiliations a USING (work) GROUP BY ids"""
        )
    }
    assert sum(found[id] == expected.get(id) for id in wanted) == agreeing


def test_older_download_added_later_changes_nothing_newer(author_tables, tmp_path):
    from tests.works.conftest import Tables

    older, newer = Tables(tmp_path / "older"), Tables(tmp_path / "newer")
    folder = WORKS / "openalex_authors_kfupm"
    names = [path.name for path in (folder / "older_snapshot_2025-12").iterdir()]
    recent = [folder / "author-data" / name for name in names if (folder / "author-data" / name).exists()]
    older.add(folder / "older_snapshot_2025-12")
    older.add(*recent)
    newer.add(*recent)
    newer.add(folder / "older_snapshot_2025-12")
    # Records that changed without a new date cannot be told apart: of these the one added last holds.
    former, latter = {}, {}
    for dates, files in ((former, (folder / "older_snapshot_2025-12").iterdir()), (latter, recent)):
        for file in files:
            for work in recognise(Source(file)).read(Source(file)):
                dates.setdefault(key_of(work), set()).add(work.updated)
    told = {key for key in former.keys() & latter.keys() if max(former[key]) < min(latter[key])}
    assert len(told) > 10

    def rows(tables):
        return {name: [row for row in rows if row[0] in told] for name, rows in tables.everything().items()}

    assert rows(older) == rows(newer)
