"""Every commitment with its state, what carries it, and where it was looked for."""

from datetime import date

import pytest

from kelisim.measure import open_tables
from kelisim.measure.fulfilment import REASONS, fulfilments
from kelisim.register import UnknownIdError
from tests.measure.fulfilment.conftest import NORTHERN, STEPPE, Project, Work, tables_of

WITHIN = date(2023, 1, 1)  # the term of the memorandum runs until 8 March 2024


def looked_up(promises, folder=None, today=WITHIN):
    """Return the fulfilments of the memorandum by the first word of their text that tells them apart."""
    store, agreement = promises
    tables = None if folder is None else open_tables(folder)
    with store.reading() as connection:
        found = fulfilments(connection, today=today, tables=tables, agreements=(agreement,))
    words = {"glacier": "research", "Metallurgy": "degree", "develop": "manner"}
    return {name: one for one in found for word, name in words.items() if word in one.text}


def test_without_evidence_it_stays_promised_and_nothing_says_that_it_was_not_done(promises, tmp_path):
    one = looked_up(promises, tables_of(tmp_path / "t", [Work("w1", "Town budgets", "2022-02-02")]))[
        "research"
    ]
    assert (one.state, one.reason, one.findings) == ("promised", "nothing_found", ())
    assert "does not mean" in REASONS[one.reason]


def test_a_later_joint_work_on_the_subject_is_evidence(promises, tmp_path):
    works = [
        Work("w1", "Glacier hydrology of the steppe rim", "2022-02-02"),
        Work("w2", "Towns", "2022-03-03"),
    ]
    found = looked_up(promises, tables_of(tmp_path / "t", works))
    one = found["research"]
    assert (one.state, one.reason) == ("evidence_found", "record_shows")
    (finding,) = one.findings
    assert (finding.id, finding.grade, finding.found_in) == ("w1", "independent", "works")
    assert {"glacier", "hydrolog"} <= set(finding.words)
    assert len(finding.parties) == 2
    assert found["degree"].state == "promised"  # works do not show a degree


def test_topics_tell_the_subject_where_the_title_does_not(promises, tmp_path):
    works = [Work("w1", "Ice and us", "2022-02-02", topic="Glacier Hydrology")]
    assert looked_up(promises, tables_of(tmp_path / "t", works))["research"].state == "evidence_found"


@pytest.mark.parametrize("day", ["2019-05-05", "2021-03-09"])
def test_a_work_before_the_agreement_or_on_its_day_is_no_evidence(promises, tmp_path, day):
    works = [Work("w1", "Glacier hydrology", day), Work("w2", "Later", "2022-01-01")]
    one = looked_up(promises, tables_of(tmp_path / "t", works))["research"]
    assert one.state == "promised"


def test_works_of_one_party_alone_are_no_evidence(promises, tmp_path):
    works = [Work("w1", "Glacier hydrology", "2022-02-02", by=(STEPPE, "0cccccc33"))]
    works += [Work("w2", "Glacier hydrology", "2022-02-02", by=(NORTHERN,))]
    assert looked_up(promises, tables_of(tmp_path / "t", works))["research"].state == "promised"


def test_a_joint_project_on_the_subject_is_evidence(promises, tmp_path):
    projects = [Project("p1", "Glacier hydrology across Eurasia", "2022-09-01")]
    one = looked_up(promises, tables_of(tmp_path / "t", projects=projects))["research"]
    assert one.state == "evidence_found"
    assert one.findings[0].found_in == "projects"


def test_after_its_term_a_promise_lapses_but_what_was_shown_stays(promises, tmp_path):
    later = date(2025, 1, 1)
    assert looked_up(promises, today=later)["research"].state == "lapsed"
    works = [Work("w1", "Glacier hydrology", "2022-02-02")]
    found = looked_up(promises, tables_of(tmp_path / "t", works), later)
    assert (found["research"].state, found["degree"].state) == ("evidence_found", "lapsed")


def test_what_was_searched_is_told(promises, tmp_path):
    works = [
        Work("w0", "Old", "2020-01-05"),
        Work("w1", "Towns", "2022-02-02"),
        Work("w2", "More towns", "2022-03-03"),
    ]
    one = looked_up(promises, tables_of(tmp_path / "t", works))["research"]
    documents, seen, projects = one.searched
    assert documents.until == date(2021, 3, 10)
    assert (seen.looked_at, seen.before, seen.until) == (2, 1, date(2022, 3, 3))
    assert len(seen.parties) == 2
    assert seen.missing == ()
    assert projects.looked_at is None
    assert one.last_look == WITHIN


def test_without_tables_nothing_is_said_to_have_been_searched(promises):
    one = looked_up(promises)["research"]
    assert [search.looked_at for search in one.searched] == [0, None, None]


def test_the_same_day_gives_the_same_and_order_of_works_does_not_matter(promises, tmp_path):
    works = [Work(f"w{n}", "Glacier hydrology", f"2022-02-{n:02}") for n in range(1, 9)]
    once = looked_up(promises, tables_of(tmp_path / "a", works))
    again = looked_up(promises, tables_of(tmp_path / "b", works[::-1]))
    assert once == again
    assert (len(once["research"].findings), once["research"].more) == (5, 3)


def test_what_is_no_agreement_is_refused(promises):
    store, _ = promises
    with store.reading() as connection, pytest.raises(UnknownIdError):
        fulfilments(connection, today=WITHIN, agreements=("a:0000",))
