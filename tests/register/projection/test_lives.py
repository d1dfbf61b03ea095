"""How records stand over time."""

from tests.register.projection.scenes import decide, scene, signed, told


def test_stages_stand_in_the_order_of_a_life_each_with_its_support() -> None:
    one = scene(
        signed("d1", "2025-09-04", status="planned", date="2025-11"),
        signed("d2", "2025-09-20", status="planned", date="2025-11"),
        signed("d3", "2025-11-20", date="2025-11-19"),
        signed("d4", "2025-11-21"),
    )
    made = one.project()
    (life,) = made.lives
    assert [(s.value, s.date, s.told) for s in life.stages] == [
        ("planned", "2025-11", "2025-09-04"),
        ("signed", "2025-11-19", "2025-11-20"),
    ]
    assert {s.statement for s in life.stages[0].support} == {one.statements[0].id, one.statements[1].id}
    assert {s.statement for s in life.stages[1].support} == {one.statements[2].id, one.statements[3].id}
    assert (life.first_told, life.last_told) == ("2025-09-04", "2025-11-21")


def test_two_near_dates_are_one_stage_and_a_year_joins_the_day_that_it_holds() -> None:
    one = scene(
        signed("d1", date="2026-01-22"),
        signed("d2", date="2026-01-21"),
        signed("d3", "2026-08-01", date="2026"),
    )
    ids = [s.id for s in one.statements]
    (life,) = one.project(decide(1, "merge", ids[0], *ids[1:])).lives
    assert [stage.date for stage in life.stages] == ["2026-01-21"]
    assert len({s.statement for s in life.stages[0].support}) == 3


def test_an_establishment_goes_from_planned_to_open() -> None:
    made = scene(
        told(
            "d1",
            "establishment",
            "2024-01-01",
            name="UCL campus",
            kind="campus",
            status="planned",
            hosts=["UCL"],
        ),
        told(
            "d2",
            "establishment",
            "2025-09-02",
            name="UCL campus",
            kind="campus",
            status="open",
            hosts=["UCL"],
            date="2025-09-01",
        ),
    ).project()
    assert [(s.value, s.date) for s in made.lives[0].stages] == [("planned", None), ("open", "2025-09-01")]


def test_the_life_of_a_figure_is_its_values_by_the_time_of_telling() -> None:
    made = scene(
        told("d2", "figure", "2026-01-01", value=37, what="foreign branches", scope="Kazakhstan"),
        told("d1", "figure", "2024-10-17", value=34, what="foreign branches", scope="Kazakhstan"),
    ).project()
    assert [(s.slot, s.value, s.told) for s in made.lives[0].stages] == [
        ("value", 34, "2024-10-17"),
        ("value", 37, "2026-01-01"),
    ]


def test_an_office_is_seen_since_and_until() -> None:
    post = {"person": "Kevin MacDonald", "office": "Director", "organisation": "UCL"}
    made = scene(
        told("d1", "office", "2020-05-01", **post),
        told("d2", "office", None, **post),
        told("d3", "office", "2026-01-22", **post),
    ).project()
    (life,) = made.lives
    assert (life.first_told, life.last_told, life.stages) == ("2020-05-01", "2026-01-22", ())
