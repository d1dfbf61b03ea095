"""What was promised, and what speaks for it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.register.projection.scenes import decide, scene, signed, told

from kelisim.register.projection import Commitment, Projection, project
from kelisim.register.projection.commitments import state_on


def promised(*later: dict[str, Any], text: str = "dual degree programme in Metallurgy") -> Commitment:
    """Return the commitment of a memorandum of January 2024, and what statements told later make of it."""
    made = scene(signed("d1", "2024-01-22", date="2024-01-22", commitments=[text]), *later).project()
    return next(c for c in made.commitments if c.text == text)


def programme(document: str, published: str, **slots: Any) -> dict[str, Any]:
    usual = {"title": "Metallurgy", "kind": "dual_degree", "status": "running", "partners": ["EKTU", "UCL"]}
    return told(document, "programme", published, **{**usual, **slots})


def test_a_commitment_of_a_signed_agreement_is_promised_of_a_planned_one_a_wish() -> None:
    assert promised().state == "promised"
    made = scene(signed("d1", status="planned", commitments=["student exchange"])).project()
    assert made.commitments[0].state == "wish_only"


def test_an_independent_source_that_tells_of_the_thing_is_evidence() -> None:
    one = promised(programme("d2", "2025-09-01", publisher="Steppe Daily"))
    assert one.state == "evidence_found"
    (evidence,) = one.evidence
    assert (evidence.grade, evidence.done, evidence.date) == ("independent", True, "2025-09-01")
    assert "~metallurgy" in evidence.words
    assert len(evidence.parties) == 2
    assert len(evidence.support) == 1


def test_bodies_that_only_the_sentence_or_the_title_names_count() -> None:
    one = scene(
        signed("d1", "2024-01-22", date="2024-01-22", commitments=["a joint seismic laboratory"]),
        told(
            "d2",
            "establishment",
            "2025-09-01",
            publisher="Steppe Daily",
            name="Joint Seismic Laboratory of EKTU",
            kind="laboratory",
            status="open",
            hosts=["EKTU", "UCL"],
        ),
    )
    (found,) = one.extractions[1].statements
    lost = replace(found, values=tuple(v for v in found.values if v.slot != "hosts"))
    extractions = (one.extractions[0], replace(one.extractions[1], statements=(lost,)))
    assert one.project().commitments[0].state == "evidence_found"
    assert project(one.documents, extractions, one.who).commitments[0].state == "evidence_found"


@pytest.mark.parametrize("publisher", [None, "University College London", "UCL press office"])
def test_a_party_or_nobody_known_that_tells_of_the_thing_makes_it_under_way(publisher: str | None) -> None:
    one = promised(programme("d2", "2025-09-01", publisher=publisher))
    assert one.state == "under_way"
    assert one.evidence[0].grade == "party"


def school(document: str, published: str, **slots: Any) -> dict[str, Any]:
    usual = {"name": "summer school of metallurgy", "kind": "workshop", "participants": ["EKTU", "UCL"]}
    return told(document, "event", published, **{**usual, **slots})


def test_a_school_that_was_held_is_evidence_though_it_was_announced_before() -> None:
    held = school("d3", "2024-07-20", date="2024-07-10", publisher="Steppe Daily")
    ahead = school("d2", "2024-01-22", date="2024-07-10")
    assert promised(ahead, held, text="a summer school of metallurgy").state == "evidence_found"
    assert promised(ahead, text="a summer school of metallurgy").state == "promised"


def test_a_party_in_the_title_is_a_body_and_no_part_of_what_the_thing_is_about() -> None:
    laboratory = told(
        "d2",
        "establishment",
        "2025-09-01",
        publisher="Steppe Daily",
        name="Joint Seismic Laboratory of University College London",
        kind="laboratory",
        status="open",
        hosts=["EKTU"],
    )
    assert promised(laboratory, text="a joint seismic laboratory").state == "evidence_found"
    assert promised(laboratory, text="a joint laboratory of optics").state == "promised"


def test_a_plan_of_the_thing_is_noted_and_changes_nothing() -> None:
    one = promised(programme("d2", "2025-09-01", status="planned", publisher="Steppe Daily"))
    assert (one.state, one.evidence[0].grade, one.evidence[0].done) == ("promised", "plan", False)


def test_a_running_project_is_under_way_not_done() -> None:
    running = told(
        "d2",
        "project",
        "2025-01-01",
        title="Optics of Ice",
        status="running",
        hosts=["EKTU", "UCL"],
        publisher="X",
    )
    assert promised(running, text="joint research projects").state == "under_way"


@pytest.mark.parametrize(
    "other",
    [
        programme("d2", "2025-09-01", title="Geology", publisher="Steppe Daily"),
        programme("d2", "2025-09-01", partners=["EKTU", "KAIST"], publisher="Steppe Daily"),
        programme("d2", "2023-09-01", publisher="Steppe Daily"),
        programme("d1", "2024-01-22"),
        told(
            "d2",
            "establishment",
            "2025-01-01",
            name="Optics Laboratory",
            kind="laboratory",
            hosts=["EKTU", "UCL"],
            status="open",
        ),
    ],
)
def test_what_is_about_something_else_or_came_before_is_no_evidence(other: dict[str, Any]) -> None:
    one = promised(other)
    assert (one.state, one.evidence) == ("promised", ())


def test_a_commitment_that_names_no_field_is_met_by_any_thing_of_its_sort() -> None:
    one = promised(programme("d2", "2025-09-01", publisher="Steppe Daily"), text="a dual degree programme")
    assert one.state == "evidence_found"


def test_an_establishment_named_in_the_commitment_counts_by_its_host_alone() -> None:
    opened = told(
        "d2",
        "establishment",
        "2025-05-01",
        name="Bronze Age Archaeometry Laboratory",
        kind="laboratory",
        hosts=["EKTU"],
        status="open",
        publisher="Steppe Daily",
    )
    assert promised(opened, text="a Bronze Age archaeometry laboratory").state == "evidence_found"
    assert promised(opened, text="a laboratory").state == "promised"


def test_fewer_than_were_promised_are_a_part() -> None:
    one = promised(programme("d2", "2025-09-01", publisher="Steppe Daily"), text="two dual degree programmes")
    assert one.state == "partly"
    both = promised(
        programme("d2", "2025-09-01", publisher="Steppe Daily"),
        programme("d3", "2025-09-01", title="Geology", publisher="Steppe Daily"),
        text="two dual degree programmes",
    )
    assert both.state == "evidence_found"


def test_wordings_of_several_documents_are_one_commitment_with_all_supports() -> None:
    made = scene(
        signed("d1", date="2026-01-22", commitments=["student exchange"]),
        signed("d2", date="2026-01-22", commitments=["exchange of students"]),
        signed("d3", language="ru", date="2026-01-22", commitments=["обмен студентами"]),
    ).project()
    (one,) = made.commitments
    assert len(one.support) == 3
    assert len(one.wordings) == 2
    assert len(one.former_ids) == 2


def renewed_promise(**slots: Any) -> Projection:
    return scene(
        signed("d1", "2015-01-22", date="2015-01-22", commitments=["student exchange"]),
        signed("d2", "2024-01-22", date="2024-01-22", commitments=["exchange of students"], **slots),
    ).project()


def test_a_commitment_that_a_later_agreement_takes_up_is_superseded() -> None:
    first, second = renewed_promise().commitments
    assert (first.state, second.state) == ("superseded", "promised")
    assert first.superseded_by == second.id
    assert [c.state for c in renewed_promise(parties=["EKTU", "KAIST"]).commitments] == [
        "promised",
        "promised",
    ]


def test_time_makes_a_promise_overdue_or_lapsed() -> None:
    made = scene(
        signed(
            "d1",
            date="2026-01-22",
            expires="2030-12-31",
            commitments=["open a laboratory by 2028", "student exchange"],
        )
    ).project()
    dated, open_ = made.commitments
    record = made.records[0]
    assert dated.due == "2028"
    assert [state_on(dated, record, date(year, 6, 1)) for year in (2028, 2029)] == ["promised", "overdue"]
    assert [state_on(open_, record, date(year, 6, 1)) for year in (2030, 2031)] == ["promised", "lapsed"]


def test_a_commitment_that_a_person_added_is_there_with_the_decision() -> None:
    one = scene(signed("d1", commitments=["student exchange"]))
    decision = decide(
        1, "correct", one.project().records[0].id, slot="commitments", value="joint museum", old=""
    )
    added = one.project(decision).commitments[1]
    assert (added.text, added.decision, added.support) == ("joint museum", decision.id, ())
