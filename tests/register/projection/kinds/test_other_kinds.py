"""Which statements tell of one project, programme, establishment, event, office, figure, sum, intention."""

from pathlib import Path
from typing import Any

from benchmarks.pairs.table import TABLE, outcomes
from tests.register.projection.scenes import scene, told

OTHERS = Path(TABLE).with_name("others.toml")


def pair(about: str, first: dict[str, Any], second: dict[str, Any]) -> tuple[bool, bool]:
    """Return whether two statements of two documents are one record, and whether a person is asked."""
    made = scene(told("d1", about, **first), told("d2", about, "2026-01-24", **second)).project()
    return len(made.records) == 1, len(made.doubts) > 0


def test_one_thing_told_twice_is_one_record_and_what_only_looks_alike_is_two() -> None:
    assert [(n, o.difficulty) for n, o in enumerate(outcomes(OTHERS)) if o.joined != o.same] == []


def test_what_looks_alike_and_is_not_joined_is_asked_about() -> None:
    assert pair("project", {"title": "DREAM"}, {"title": "DREAM"}) == (False, True)
    assert (
        pair(
            "figure",
            {"value": 34, "what": "foreign university branches"},
            {"value": 37, "what": "foreign university branches"},
        )[0]
        is False
    )
    assert pair(
        "programme",
        {"title": "Metallurgy", "kind": "dual_degree"},
        {"title": "Metallurgy", "kind": "dual_degree", "partners": ["EKTU"]},
    ) == (False, True)


def test_an_annual_event_without_a_date_is_that_of_the_news_not_of_another_year() -> None:
    one = scene(
        told("d1", "event", "2025-05-07", name="Optics Forum", date="2025-05-06"),
        told("d2", "event", "2026-05-07", name="Optics Forum", date="2026-05-06"),
        told("d3", "event", "2026-05-09", name="Optics Forum"),
    )
    made = one.project()
    assert one.home(made, 1).id == one.home(made, 2).id != one.home(made, 0).id
