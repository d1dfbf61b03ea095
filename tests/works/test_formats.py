"""Each format, on records of our own making: told by content, read in full."""

import csv
import gzip
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kelisim.works.formats import FORMATS, recognise
from kelisim.works.record import Participation, Project, Rejected
from kelisim.works.source import Source, expand
from tests.works import made


def read(path):
    form = recognise(Source(path))
    return form.name, list(form.read(Source(path)))


def affiliations(work):
    return [(each.raw, each.country) for author in work.authors for each in author.affiliations]


def test_openalex_work_keeps_all_that_the_tables_hold(written):
    name, [work] = read(written("a", json.dumps(made.openalex(5))))
    assert name == "openalex-json"
    assert (work.id, work.ids, work.doi) == ("openalex:W5", ("pubmed:5",), "10.5555/made.5")
    assert (work.year, work.date, work.updated) == (2021, "2021-03-04", "2026-01-05")
    assert (work.topic.id, work.topic.subfield, work.topic.field, work.topic.domain) == (
        "T10",
        "2505",
        "25",
        "3",
    )
    assert (work.venue, work.cited_by, work.fwci, work.percentile) == ("Journal of Glass", 7, 1.5, 0.75)
    assert work.cited == ("https://openalex.org/W1", "https://openalex.org/W2")
    first, second = work.authors
    assert (first.id, first.orcid, first.corresponding) == ("openalex:A1", "0000-0001-2345-6789", True)
    assert [(a.raw, a.organisation, a.country) for a in first.affiliations] == [
        ("Glass University, Almaty", "01abcde23", "KZ"),
        ("Laboratory of Sand", None, None),
    ]
    assert second.affiliations[0].organisation == "openalex:I2"  # no ROR id: the source's own


def test_openalex_older_shape_is_read(written):
    old = made.openalex(5, host_venue={"display_name": "Old Journal"})
    del old["primary_location"], old["fwci"]
    old["authorships"] = [
        {
            "author": {"id": "https://openalex.org/A1", "display_name": "Bo Stone"},
            "institutions": [{"id": "https://openalex.org/I1", "ror": "https://ror.org/01abcde23"}],
            "raw_affiliation_string": "Glass University, Almaty",
        }
    ]
    _, [work] = read(written("a", json.dumps(old)))
    assert work.venue == "Old Journal"
    [affiliation] = work.authors[0].affiliations
    assert (affiliation.raw, affiliation.organisation) == ("Glass University, Almaty", "01abcde23")


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (lambda works: {"meta": {"count": 2}, "results": works, "group_by": []}, "openalex-json"),
        (lambda works: {"details": {"id": "https://openalex.org/A1"}, "works": works}, "openalex-json"),
        (lambda works: works, "openalex-json"),
        (
            lambda works: [{"meta": {}, "results": works[:1]}, {"meta": {}, "results": works[1:]}],
            "openalex-json",
        ),
    ],
    ids=["page", "author file", "list", "list of pages"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_openalex_containers_are_opened(written, shape, name, indent):
    content = json.dumps(shape([made.openalex(1), made.openalex(2)]), indent=indent)
    found, works = read(written("a.txt", content))
    assert found == name
    assert [work.id for work in works] == ["openalex:W1", "openalex:W2"]


@pytest.mark.parametrize("pack", [lambda text: text.encode(), lambda text: gzip.compress(text.encode())])
def test_openalex_lines_are_read_packed_or_not(written, pack):
    name, works = read(written("part_000", pack(made.lines(*map(made.openalex, range(1, 6))))))
    assert name == "openalex-jsonl"
    assert [work.id for work in works] == [f"openalex:W{n}" for n in range(1, 6)]


def test_pages_of_few_keys_are_read(written):
    page = {"meta": {}, "results": [{"id": "https://openalex.org/W1", "referenced_works": []}]}
    _, [work] = read(written("a", json.dumps(page)))
    assert (work.id, work.title, work.authors) == ("openalex:W1", None, ())


def test_parquet_of_the_snapshot_is_read(tmp_path):
    path = tmp_path / "part_0000.parquet"
    pq.write_table(pa.Table.from_pylist([made.openalex(1), made.openalex(2, doi=None)]), path)
    name, works = read(path)
    assert name == "openalex-parquet"
    assert [work.doi for work in works] == ["10.5555/made.1", None]
    assert works[0].authors[0].affiliations[0].organisation == "01abcde23"


def test_crossref_item_is_read(written):
    answer = {"status": "ok", "message": {"items": [made.crossref(1), made.crossref(2)], "total-results": 2}}
    name, [work, _] = read(written("a", json.dumps(answer)))
    assert name == "crossref-json"
    assert (work.doi, work.year, work.date, work.type) == ("10.5555/made.1", 2021, "2021-03", "article")
    assert (work.authors[0].name, affiliations(work)) == (
        "Aigerim Bekova",
        [("Glass University, Kazakhstan", "KZ")],
    )
    assert work.cited == ("doi:10.5555/old.1",)


def test_crossref_single_message_is_read(written):
    name, [work] = read(written("a", json.dumps({"status": "ok", "message": made.crossref(1)})))
    assert (name, work.doi) == ("crossref-json", "10.5555/made.1")


GLASS, LEEDS = ("Glass University, Almaty, Kazakhstan", "KZ"), ("Leeds Glass, Leeds, United Kingdom", "GB")


def test_wos_tagged_text_is_read(written):
    name, [work, other] = read(written("a", made.WOS))
    assert name == "wos"
    assert (work.id, work.ids, work.doi) == ("wos:000000000000001", ("pubmed:1",), "10.5555/made.1")
    assert work.title == "On the making of glass, part 1"
    assert (work.date, work.type, work.language, work.cited_by) == ("2021-03-04", "article", "en", 7)
    assert work.authors[0].orcid == "0000-0001-2345-6789"
    assert [each.country for each in work.authors[1].affiliations] == ["KZ", "GB"]
    assert work.cited == ("doi:10.5555/old.1",)
    assert other.title == "Another work"


def test_wos_tab_separated_is_read(written):
    header = ["PT", "AU", "AF", "TI", "SO", "C1", "CR", "PY", "DI", "UT"]
    row = [
        "J",
        "Bekova, A; Stone, B",
        "Bekova, Aigerim; Stone, Bo",
        'On "glass',  # a quotation mark is one: cells are not quoted
        "GLASS",
        "[Bekova, Aigerim] Glass Univ, Almaty, Kazakhstan; "
        "[Bekova, Aigerim; Stone, Bo] Leeds Glass, Leeds, England",
        "Old A, 1999, DOI 10.5555/old.1; Older B, 1950",
        "2021",
        "10.5555/made.1",
        "WOS:1",
    ]
    name, [work] = read(written("a", "\t".join(header) + "\r\n" + "\t".join(row) + "\r\n"))
    assert (name, work.title) == ("wos-tab", 'On "glass')
    assert [[each.country for each in author.affiliations] for author in work.authors] == [
        ["KZ", "GB"],
        ["GB"],
    ]
    assert work.cited == ("doi:10.5555/old.1",)


def test_ris_is_read(written):
    name, [work, chapter] = read(written("a", made.RIS))
    assert name == "ris"
    assert (work.doi, work.date, work.language) == ("10.5555/made.1", "2021-03-04", "en")
    assert [(each.raw, each.country) for each in work.affiliations] == [GLASS]  # of the work, of no author
    assert (chapter.type, chapter.year, chapter.authors[0].name) == ("book-chapter", 2019, "Stone, Bo")


def test_pubmed_ties_affiliations_to_authors(written):
    name, [work, _] = read(written("a", made.PUBMED.replace("\n", "\r\n")))
    assert name == "pubmed"
    assert (work.id, work.doi, work.date) == ("pubmed:1", "10.5555/made.1", "2021-03-04")
    assert (work.title, work.type) == ("On the making of glass, part 1.", "review")
    assert [[each.country for each in author.affiliations] for author in work.authors] == [
        ["KZ"],
        ["GB", "US"],
    ]
    assert (work.authors[0].orcid, work.updated) == ("0000-0001-2345-6789", "2022-08-08")


def test_bibtex_reads_on_after_an_entry_that_does_not_close(written):
    name, [work, broken, book] = read(written("a", made.BIBTEX))
    assert name == "bibtex"
    assert (work.title, work.venue) == ("On the Making of glass, part 1", "Journal of Glass")
    assert (work.date, work.doi) == ("2021-03", "10.5555/made.1")
    assert [author.name for author in work.authors] == ["Bekova, Aigerim", "Müller, Bo"]
    assert isinstance(broken, Rejected)
    assert (broken.line, "do not close" in broken.why) == (10, True)
    assert (book.title, book.type) == ("A book", "book")


def test_bibtex_of_wos_and_scopus_is_theirs(written):
    text = """@article{ WOS:000000000000001,
Author = {Bekova, Aigerim and Stone, Bo},
Title = {{On the making of glass}},
Early Access Date = {{NOV 2021}},
Year = {{2021}},
Affiliation = {{Bekova, A (Corresponding Author), Glass Univ, Almaty, Kazakhstan.
   Bekova, Aigerim; Stone, Bo, Glass Univ, Almaty, Kazakhstan.
   Stone, Bo, Leeds Glass, Leeds, England.}},
Unique-ID = {{WOS:000000000000001}},
}

@ARTICLE{Bekova2021,
author={Bekova, A. and Stone, B.},
title={Glass again},
year={2021},
note={cited By 12},
url={https://www.scopus.com/inward/record.uri?eid=2-s2.0-77&partnerID=40},
affiliation={Glass University, Almaty, Kazakhstan; Leeds Glass, Leeds, United Kingdom},
source={Scopus},
}
"""
    _, [wos, scopus] = read(written("a.bib", text))
    assert (wos.source, wos.id) == ("wos", "wos:000000000000001")
    assert [[each.country for each in author.affiliations] for author in wos.authors] == [
        ["KZ"],
        ["KZ", "GB"],
    ]
    assert (scopus.source, scopus.id, scopus.cited_by) == ("scopus", "scopus:2-s2.0-77", 12)
    assert [(each.raw, each.country) for each in scopus.affiliations] == [GLASS, LEEDS]


def test_scopus_csv_gives_each_author_his_affiliations(written):
    name, [work] = read(written("a", "\ufeff" + made.SCOPUS))
    assert name == "scopus-csv"
    assert (work.id, work.ids, work.cited_by) == ("scopus:2-s2.0-1", ("pubmed:1",), 7)
    assert [(author.name, author.id) for author in work.authors] == [
        ("Bekova, Aigerim", "scopus:11"),
        ("Stone, Bo", "scopus:22"),
    ]
    assert [(each.raw, each.country) for each in work.authors[0].affiliations] == [GLASS]
    assert [(each.raw, each.country) for each in work.authors[1].affiliations] == [LEEDS, GLASS]


def test_scopus_csv_of_older_years_parts_authors_by_commas(written):
    rows = [
        ["Authors", "Author(s) ID", "Title", "Year", "Source title", "DOI", "Affiliations",
         "Authors with affiliations", "Funding Text 1", "EID"],
        ["Bekova A., Stone B.", "11;22;", "Glass", "2005", "Glass", "10.5555/g", GLASS[0],
         f"Bekova, A., {GLASS[0]}; Stone, B., {GLASS[0]}", "one", "two", "2-s2.0-5"],
    ]  # fmt: skip
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    _, [work] = read(written("a", text.getvalue()))
    assert [author.name for author in work.authors] == ["Bekova A.", "Stone B."]
    assert affiliations(work) == [GLASS, GLASS]
    assert work.id == "scopus:2-s2.0-5"  # several texts of funding stand under one name in the header


def test_dimensions_is_read_below_its_first_line(written):
    name, [work] = read(written("a", made.DIMENSIONS))
    assert (name, work.id, work.doi) == ("dimensions-csv", "dimensions:pub.1", "10.5555/made.1")
    assert [author.corresponding for author in work.authors] == [True, False]
    assert [country for _, country in affiliations(work)] == ["KZ", "GB", "KZ"]
    assert affiliations(work)[0][0] == "Glass University (GU), Almaty, Kazakhstan"


@pytest.mark.parametrize(
    ("header", "row", "name", "doi"),
    [
        (
            "Document Title,Authors,Author Affiliations,Publication Title,Publication Year,DOI",
            '"Glass","A. Bekova; B. Stone","Glass University, Kazakhstan; Leeds Glass, UK",J,2021,10.5555/a',
            "ieee-csv",
            "10.5555/a",
        ),
        (
            "Item Title,Publication Title,Item DOI,Authors,Publication Year,URL,Content Type",
            '"Glass",J,10.5555/b,"Aigerim BekovaBo Stone",2021,u,Article',
            "springer-csv",
            "10.5555/b",
        ),
        (
            "Lens ID,Title,Publication Year,Author/s,DOI",
            "000-1,Glass,2021,Aigerim Bekova; Bo Stone,10.5555/c",
            "lens-csv",
            "10.5555/c",
        ),
    ],
)
def test_smaller_tables_are_read(written, header, row, name, doi):
    found, [work] = read(written("a.csv", f"{header}\n{row}\n"))
    assert (found, work.doi, work.year, len(work.authors)) == (name, doi, 2021, 2)


def test_openalex_csv_export_is_read(written):
    text = (
        "id,display_name,doi,publication_year,authorships.author.display_name,authorships.author.id,"
        "authorships.countries,authorships.institutions.id,authorships.institutions.display_name\n"
        "https://openalex.org/W1,Glass,https://doi.org/10.5555/a,2021,A|B,https://openalex.org/A1|https://openalex.org/A2,"
        "KZ|GB,https://openalex.org/I1|https://openalex.org/I2,Glass University|Leeds Glass\n"
    )
    name, [work] = read(written("works.csv", text))
    assert (name, work.id) == ("openalex-csv", "openalex:W1")
    assert [author.countries for author in work.authors] == [("KZ",), ("GB",)]
    assert [author.affiliations[0].organisation for author in work.authors] == ["openalex:I1", "openalex:I2"]


def test_cordis_files_are_read_with_codes_of_iso(written):
    projects = (
        "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;objective\n"
        '101;GLASS;CLOSED;"Glass; and sand";2018-03-01;2023-08-31;"1200,50";900;x\n'
    )
    parts = (
        "projectID;name;city;country;role;ecContribution;netEcContribution\n"
        "101;GLASS UNIVERSITY;Athina;EL;coordinator;400,5;1\n101;LEEDS GLASS;Leeds;UK;participant;;\n"
    )
    _, [project] = read(written("project.csv", projects))
    assert project == Project(
        id="cordis:101", acronym="GLASS", title="Glass; and sand", start="2018-03-01", end="2023-08-31",
        cost=1200.5, contribution=900.0, currency="EUR", status="closed",
    )  # fmt: skip
    _, [first, second] = read(written("organization.csv", parts))
    assert first == Participation(
        project="cordis:101", name="GLASS UNIVERSITY", city="Athina", country="GR", role="coordinator",
        contribution=400.5,
    )  # fmt: skip
    assert second.country == "GB"


def test_zip_stands_for_its_members(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/ris.txt", made.RIS)
        archive.writestr("wos.txt", made.WOS)
    sources, problems = expand([path])
    assert problems == []
    assert [recognise(source).name for source in sources] == ["ris", "wos"]
    assert [len(list(recognise(source).read(source))) for source in sources] == [2, 2]


def test_what_each_format_is_called_is_what_messages_say():
    assert all(name == form.name for name, form in FORMATS.items())
