"""Figures from real files against an independent count, and against what others counted."""

import gzip
import json
from collections import Counter
from itertools import combinations

import pytest

from kelisim.measure import Scope, open_tables
from kelisim.measure.counting import units
from kelisim.measure.indicators import counted_works, unit_indicators
from kelisim.measure.pairs import joint_works
from kelisim.measure.scope import works_in
from tests.commands import run_kelisim
from tests.conftest import ROOT, SHARED

WORKS = SHARED / "works"
AUTHORS = [WORKS / f"openalex_authors_{name}" / "author-data" for name in ("kfupm", "geoarabia")]
EVERYTHING = Scope(retracted=True, hyperauthored=True)

pytestmark = pytest.mark.skipif(not WORKS.exists(), reason="the real works are not beside this checkout")


def tables_of(folder, *paths):
    assert run_kelisim("init", str(folder), cwd=ROOT).returncode == 0
    done = run_kelisim("works", "add", *map(str, paths), "--workspace", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return open_tables(folder / "tables")


@pytest.fixture(scope="module")
def of_authors(tmp_path_factory):
    return tables_of(tmp_path_factory.mktemp("authors") / "register", *AUTHORS)


def records():
    """Return the distinct works of the two folders as they stand in the files."""
    found = {}
    for folder in AUTHORS:
        for path in sorted(folder.iterdir()):
            data = path.read_bytes()
            text = gzip.decompress(data) if path.suffix == ".gz" else data
            found |= {work["id"]: work for work in json.loads(text)["works"]}
    return found.values()


def countries_of(work):
    told = {country for a in work["authorships"] for country in a.get("countries") or ()}
    placed = {i.get("country_code") for a in work["authorships"] for i in a.get("institutions") or ()}
    return (told | placed) - {None}


def pair_counts(tables, level):
    table = joint_works(tables, level=level, scope=EVERYTHING)
    counted = table.group_by("first", "second").aggregate(works=table.works.sum())
    return {(r["first"], r["second"]): r["works"] for r in counted.to_pyarrow().to_pylist()}


def test_country_pairs_of_4782_works(of_authors):
    found = pair_counts(of_authors, "countries")
    expected = Counter(pair for work in records() for pair in combinations(sorted(countries_of(work)), 2))
    assert len(found) == 970
    assert found == expected
    placed = units(of_authors, works_in(of_authors, EVERYTHING), "countries").to_pyarrow().to_pylist()
    assert len({row["unit"] for row in placed}) == 106
    assert len({row["work"] for row in placed if row["unit"] == "KZ"}) == 7


def test_international_collaboration_of_4782_works_after_leiden(of_authors):
    counted = counted_works(of_authors, "everything", scope=EVERYTHING)
    row = unit_indicators(counted).to_pyarrow().to_pylist()[0]
    works = list(records())
    mapped = [{"CN" if c in {"HK", "MO"} else c for c in countries_of(work)} for work in works]
    international = sum(len(countries) > 1 for countries in mapped)
    organisations = [
        {i["id"] for a in work["authorships"] for i in a.get("institutions") or () if i.get("id")}
        for work in works
    ]
    joint = sum(len(c) > 1 or len(o) > 1 for c, o in zip(mapped, organisations, strict=True))
    assert row["works"] == len(works) == 4782
    assert row["pp_int_collab"] == pytest.approx(international / len(works))
    assert row["pp_collab"] == pytest.approx(joint / len(works))
    cited = [work["fwci"] for work in works if work.get("fwci") is not None]
    assert row["fwci"] == pytest.approx(sum(cited) / len(cited))


def test_countries_of_an_export_that_others_counted(tmp_path):
    tables = tables_of(tmp_path / "register", WORKS / "openalex_csv_exports" / "biblium_openalex_613.csv.gz")
    found = pair_counts(tables, "countries")
    assert (len(found), sum(found.values())) == (198, 409)
    assert (found["GB", "US"], found["CA", "US"]) == (26, 21)
    placed = units(tables, works_in(tables, EVERYTHING), "countries").to_pyarrow().to_pylist()
    assert len({row["unit"] for row in placed}) == 51
    assert len({row["work"] for row in placed}) == 547


def test_countries_and_organisations_of_a_map_of_coauthors(tmp_path):
    folder = WORKS / "openalex_coauthor_map"
    tables = tables_of(tmp_path / "register", folder / "openalex-works-pages.json.gz")
    works = works_in(tables, EVERYTHING)
    assert works.count().to_pyarrow().as_py() == 34
    # The map tells 119 organisations and 14 countries: it drops a firm, and a country that is the second
    # affiliation of one person (Romania) stands in its list of organisations, not in its list of towns.
    assert units(tables, works, "organisations").unit.nunique().to_pyarrow().as_py() == 120
    assert units(tables, works, "countries").unit.nunique().to_pyarrow().as_py() == 15
