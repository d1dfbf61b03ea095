"""What needs attention on a day."""

from datetime import date

from tests.register.projection.scenes import decide, scene, signed, told

from kelisim.register.projection.attention import Limits, attention

TODAY = date(2026, 11, 22)


def reasons(*statements: dict, today: date = TODAY) -> list[str]:
    return [one.reason for one in attention(scene(*statements).project(), today)]


def test_a_term_that_has_ended_or_ends_soon() -> None:
    assert reasons(signed("d1", expires="2026-10-01")) == ["expired"]
    assert reasons(signed("d1", expires="2027-03-01")) == ["expiring"]
    assert reasons(signed("d1", expires="2029")) == []
    assert reasons(signed("d1", expires="2026")) == ["expiring"]


def test_silence_about_what_is_in_force() -> None:
    assert reasons(signed("d1", "2024-01-22", date="2024-01-22")) == ["silent"]
    assert reasons(signed("d1", "2025-01-22", date="2025-01-22")) == []
    assert reasons(signed("d1", "2024-01-22", date="2024-01-22", expires="2025")) == ["expired"]
    assert reasons(told("d1", "event", "2020-01-22", name="Optics Forum 2020")) == []


def test_evidence_for_a_commitment_is_no_silence() -> None:
    promise = signed("d1", "2020-01-22", date="2020-01-22", commitments=["a dual degree programme"])
    later = told(
        "d2",
        "programme",
        "2026-09-01",
        title="Optics",
        kind="dual_degree",
        status="running",
        partners=["EKTU", "UCL"],
    )
    assert reasons(promise) == ["silent"]
    assert reasons(promise, later) == []


def test_a_contradiction_until_a_person_decides() -> None:
    one = scene(
        signed("d1", date="2026-01-22", place="London"), signed("d2", date="2026-01-22", place="Astana")
    )
    made = one.project()
    assert [(a.reason, a.slot) for a in attention(made, TODAY)] == [("contradiction", "place")]
    decision = decide(1, "correct", made.records[0].id, slot="place", value="London")
    assert attention(one.project(decision), TODAY) == ()


def test_a_reading_that_the_extractor_is_not_sure_of() -> None:
    assert reasons(signed("d1", probability=0.3)) == ["review"]


def test_a_plan_whose_day_has_passed_or_of_which_nothing_was_told_for_long() -> None:
    assert reasons(signed("d1", status="planned", date="2026-05")) == ["unconfirmed"]
    assert reasons(signed("d1", status="planned", date="2027-05")) == []
    assert reasons(signed("d1", "2025-01-22", status="planned")) == ["unconfirmed"]
    kept = [signed("d1", status="planned", date="2026-05"), signed("d2", "2026-05-20", date="2026-05-19")]
    assert reasons(*kept) == []


def test_a_commitment_whose_day_has_passed() -> None:
    (one,) = attention(scene(signed("d1", commitments=["open a museum by 2025"])).project(), TODAY)
    assert (one.reason, one.date) == ("commitment_overdue", "2025")
    assert one.commitment is not None


def test_limits_are_settings() -> None:
    made = scene(signed("d1", "2026-01-22", date="2026-01-22", expires="2029")).project()
    assert [a.reason for a in attention(made, TODAY, Limits(expiring=2000, silent=100))] == [
        "expiring",
        "silent",
    ]
