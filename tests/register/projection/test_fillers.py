"""Slots of a record: which value is shown first, and what contradicts."""

import pytest
from tests.register.projection.scenes import decide, scene, signed, told

from kelisim.model import RecordSlot


def slot(name: str, *statements: dict) -> RecordSlot | None:
    """Return a slot of the one record that the statements make, joined by hand where need be."""
    one = scene(*statements)
    ids = [s.id for s in one.statements]
    made = one.project(decide(1, "merge", ids[0], *ids[1:]))
    (record,) = made.records
    return record.slot(name)


def shown(name: str, *statements: dict) -> tuple[list[object], bool]:
    found = slot(name, *statements)
    return ([f.value for f in found.fillers], found.contradiction) if found is not None else ([], False)


def test_a_more_precise_date_is_no_contradiction() -> None:
    found = shown(
        "date", signed("d1", date="2026"), signed("d2", date="2026-01-22"), signed("d3", date="2026-01")
    )
    assert found == (["2026-01-22"], False)


def test_every_support_of_a_date_stays_with_it() -> None:
    found = slot("date", signed("d1", date="2026"), signed("d2", date="2026-01-22"))
    assert len(found.fillers[0].support) == 2


def test_two_dates_of_one_signing_contradict() -> None:
    found = shown("date", signed("d1", date="2026-01-22"), signed("d2", date="2026-01-21"))
    assert set(found[0]) == {"2026-01-21", "2026-01-22"}
    assert found[1]


def test_the_date_that_more_publishers_tell_comes_first() -> None:
    one = signed("d1", date="2026-01-21", publisher="A")
    others = [signed(f"d{n}", date="2026-01-22", publisher=p) for n, p in ((2, "B"), (3, "C"))]
    assert shown("date", one, *others)[0] == ["2026-01-22", "2026-01-21"]
    copies = [signed(f"d{n}", date="2026-01-21", publisher="A") for n in (4, 5, 6)]
    assert shown("date", one, *others, *copies)[0] == ["2026-01-22", "2026-01-21"]


def test_a_plan_and_its_signing_do_not_contradict_and_the_signing_comes_first() -> None:
    found = shown(
        "date",
        signed("d1", "2025-09-01", status="planned", date="2025-11"),
        signed("d2", "2025-12-20", date="2025-12-19"),
    )
    assert found == (["2025-12-19", "2025-11"], False)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["London", "London, United Kingdom"], ["London, United Kingdom"]),
        (["Лондон", "London"], ["Лондон"]),
        (["United Kingdom", "London"], ["London"]),
        (["Leeds", "Great Hall, Leeds"], ["Great Hall, Leeds"]),
        (["London", "Astana"], ["London", "Astana"]),
        (["United Kingdom", "Astana"], ["United Kingdom", "Astana"]),
    ],
)
def test_places_contradict_only_where_neither_holds_the_other(places: list[str], expected: list[str]) -> None:
    found = shown("place", *(signed(f"d{n}", date="2026-01-22", place=p) for n, p in enumerate(places)))
    assert set(found[0]) == set(expected)
    assert found[1] == (len(expected) > 1)


def test_a_general_kind_does_not_contradict_a_special_one_that_comes_first() -> None:
    kinds = [signed("d1", kind="agreement"), signed("d2", kind="agreement"), signed("d3", kind="memorandum")]
    assert shown("kind", *kinds) == (["memorandum", "agreement"], False)
    assert shown("kind", signed("d1", kind="contract"), signed("d2", kind="memorandum"))[1]


def test_names_of_one_entity_are_one_filler_with_all_supports() -> None:
    found = slot("parties", signed("d1", parties=["EKTU", "UCL"]), signed("d2", parties=["ВКТУ", "UCL"]))
    assert [f.value for f in found.fillers] == [
        "East Kazakhstan Technical University",
        "University College London",
    ]
    assert all(len(f.support) == 2 and f.entity is not None for f in found.fillers)
    assert not found.contradiction


FIGURE = {"about": "figure", "what": "foreign university branches", "scope": "Kazakhstan"}


def test_figures_told_at_one_time_contradict_and_the_later_comes_first() -> None:
    found = shown(
        "value",
        told("d1", published="2026-01-10", value=34, **FIGURE),
        told("d2", published="2026-02-10", value=37, **FIGURE),
    )
    assert found == ([37, 34], True)


def test_figures_told_a_year_apart_are_a_development() -> None:
    found = shown(
        "value",
        told("d1", published="2024-10-17", value=34, **FIGURE),
        told("d2", published="2026-02-10", value=37, **FIGURE),
    )
    assert found == ([37, 34], False)


SCIENTISTS = {"about": "figure", "what": "scientists", "scope": "Kazakhstan"}


def test_a_bound_leaves_room_for_another_value() -> None:
    more = told("d1", value=1500, bound="at_least", **SCIENTISTS)
    assert not shown("value", more, told("d2", value=1620, **SCIENTISTS))[1]
    assert shown("value", more, told("d3", value=1400, **SCIENTISTS))[1]


def test_the_bound_shown_is_that_of_the_value_shown() -> None:
    old = told("d1", published="2024-01-01", value=1500, bound="at_least", **SCIENTISTS)
    new = told("d2", published="2026-01-01", value=1620, **SCIENTISTS)
    assert shown("bound", old) == (["at_least"], False)
    assert shown("bound", old, new) == ([], False)


def test_commitments_in_other_words_are_one_and_others_stay_apart() -> None:
    found = shown(
        "commitments",
        signed(
            "d1", commitments=["joint field and laboratory research", "student exchange", "two laboratories"]
        ),
        signed(
            "d2", commitments=["field and laboratory research", "exchange of students", "three laboratories"]
        ),
        signed("d3", language="ru", commitments=["обмен студентами"]),
        signed("d4", commitments=["staff exchange"]),
    )
    assert len(found[0]) == 5
    assert not found[1]


def test_titles_are_made_of_the_slot_that_a_kind_is_told_by() -> None:
    one = scene(
        signed("d1"),
        told("d1", "office", person="Kevin MacDonald", office="Director"),
        told("d1", "figure", value=34, what="branches"),
        told("d1", "funding", amount=5000, currency="EUR"),
        told("d1", "event", kind="meeting"),
    )
    titles = {record.kind: record.title for record in one.project().records}
    assert titles["agreement"] == "East Kazakhstan Technical University – University College London"
    assert titles["office"] == "Kevin MacDonald, Director"
    assert titles["figure"] == "34 branches"
    assert titles["funding"] == "5000 EUR"
    assert titles["event"] != ""
