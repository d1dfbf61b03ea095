"""Affiliations without an organisation get those that the matcher sees, each string asked once."""

from types import SimpleNamespace

import pytest

from kelisim.resolve.registry import Candidate
from tests.works import made

SAND = Candidate("https://ror.org/03sand123", "Laboratory of Sand", 0.9, country="KZ")
KILNS = Candidate("https://ror.org/04kiln456", "School of Kilns", 0.8, country="DE")


@pytest.fixture
def matcher(monkeypatch):
    """A matcher that knows two organisations, and remembers what it was asked."""
    asked = []

    def match_many(_registry, texts):
        asked.extend(texts)
        return [tuple(c for c in (SAND, KILNS) if c.name.lower() in text.lower()) for text in texts]

    monkeypatch.setattr("kelisim.works.resolving.match_many", match_many)
    monkeypatch.setattr("kelisim.works.resolving.load", lambda _: None)
    monkeypatch.setattr(
        "kelisim.works.resolving.info", lambda _: SimpleNamespace(installed="2026-01-01T00:00", records=2)
    )
    return asked


def test_strings_without_an_organisation_are_resolved(tables, written, matcher, tmp_path):
    both = made.openalex(2, ids={}, title="Another")
    both["authorships"][0]["affiliations"][1]["raw_affiliation_string"] = (
        "Laboratory of Sand and School of Kilns"
    )
    added = tables.add(written("a", made.lines(made.openalex(1), both)), registry=tmp_path)
    assert (added.asked, added.resolved) == (2, 2)
    assert sorted(matcher) == ["Laboratory of Sand", "Laboratory of Sand and School of Kilns"]
    assert tables.rows(
        """SELECT organisation, country, "by", probability FROM affiliations
           WHERE work LIKE '%made.2' AND position = 1 ORDER BY ALL"""
    ) == [
        ("01abcde23", "KZ", "source", None),
        ("03sand123", "KZ", "matcher", 0.9),
        ("04kiln456", "DE", "matcher", 0.8),
    ]
    assert tables.rows("SELECT organisations, countries FROM works ORDER BY work") == [(3, 2), (4, 3)]


def test_a_string_is_asked_once_for_all_files(tables, written, matcher, tmp_path):
    tables.add(written("a", made.lines(made.openalex(1))), registry=tmp_path)
    tables.add(written("b", made.lines(made.openalex(2))), registry=tmp_path)
    assert matcher == ["Laboratory of Sand"]
    assert tables.rows("SELECT count(*) FROM affiliations WHERE \"by\" = 'matcher'") == [(2,)]


def test_what_names_nobody_stays_as_it_is(tables, written, matcher, tmp_path):
    tables.add(written("a", made.RIS), registry=tmp_path)
    assert tables.rows('SELECT raw, organisation, country, "by" FROM affiliations') == [
        ("Glass University, Almaty, Kazakhstan", None, "KZ", None)
    ]


def test_participants_of_projects_are_resolved_with_their_place(tables, written, matcher, tmp_path):
    text = "project_id,org_name,country,city\n7,SCHOOL OF KILNS,DE,Freiberg\n7,NOBODY,UK,Leeds\n"
    tables.add(written("o.csv", text), registry=tmp_path)
    assert sorted(matcher) == ["NOBODY, Leeds, United Kingdom", "SCHOOL OF KILNS, Freiberg, Germany"]
    assert tables.rows('SELECT raw, organisation, "by" FROM participations ORDER BY raw') == [
        ("NOBODY, Leeds", None, None),
        ("SCHOOL OF KILNS, Freiberg", "04kiln456", "matcher"),
    ]
