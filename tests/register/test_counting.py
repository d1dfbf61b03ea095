"""What is counted in columns, against a count made from nothing, whatever came before."""

import tempfile
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from register_samples import many
from test_incremental import ADDING, DECIDING, take

from kelisim.register import Filter, add, create_workspace, list_records, open_store, schema
from kelisim.register.columns import HeldColumns, load_columns
from kelisim.register.counting import choose, count_facets, page_of
from kelisim.register.editions import Watch, edition
from kelisim.register.listing import Sort
from kelisim.register.store import Store

FILTERS = (Filter(), Filter(country="KZ"), Filter(party="university"), Filter(since="2026", status="signed"))


SORTS: tuple[Sort, ...] = ("date", "-date", "title", "-title", "probability", "-probability")


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, many(40))
    return store


def counted_anew(store: Store) -> dict[str, Counter[str | None]]:
    """Count agreements out of the records themselves: no index, no link, no column."""
    with store.reading() as connection:
        records = list_records(connection, "agreement").records
        entities = {
            row.id: (row.type, row.country)
            for row in connection.execute(
                sa.select(schema.entity.c.id, schema.entity.c.type, schema.entity.c.country)
            )
        }
    found: dict[str, Counter[str | None]] = {
        "countries": Counter(),
        "organisations": Counter(),
        "statuses": Counter(),
    }
    for record in records:
        named = {
            (filler.entity, slot.slot) for slot in record.slots for filler in slot.fillers if filler.entity
        }
        found["countries"].update({entities[id][1] for id, _ in named} - {None})
        found["organisations"].update(
            {id for id, slot in named if slot != "place" and entities[id][0] == "organisation"}
        )
        status = record.slot("status")
        found["statuses"][None if status is None else str(status.fillers[0].value)] += 1
    return found


@settings(max_examples=12, deadline=None)
@given(st.lists(st.one_of(ADDING, DECIDING), min_size=1, max_size=8))
def test_held_columns_count_what_the_records_say_after_any_changes(steps):
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(create_workspace(Path(folder) / "register")) as store,
    ):
        held = HeldColumns()
        for step in steps:
            take(store, *step)
            with store.reading() as connection:
                columns = held.of(connection)
                choice = choose(connection, columns, Filter(), "agreement")
                found = count_facets(columns, choice, 1000)
            anew = counted_anew(store)
            assert {facet.value: facet.count for facet in found.countries} == anew["countries"]
            assert {facet.value: facet.count for facet in found.organisations} == anew["organisations"]
            assert {facet.value: facet.count for facet in found.statuses} == anew["statuses"]


def test_pages_out_of_columns_are_those_of_the_lists(filled):
    with filled.reading() as connection:
        columns = load_columns(connection)
        for filter, sort in product(FILTERS, SORTS):
            chosen = choose(connection, columns, filter, "agreement").all_but()
            listed = list_records(connection, "agreement", filter, sort=sort, limit=4, offset=1)
            assert int(chosen.sum()) == listed.total > 0
            shown = page_of(columns, chosen, sort, limit=4, offset=1)
            assert shown == [record.id for record in listed.records]


def test_a_choice_by_document_and_publisher_is_that_of_the_lists(filled):
    with filled.reading() as connection:
        columns = load_columns(connection)
        document = connection.execute(sa.select(schema.document.c.id).limit(1)).scalar_one()
        for filter in (Filter(document=document), Filter(publisher="Press office 3"), Filter(review=True)):
            chosen = choose(connection, columns, filter, "agreement").all_but()
            assert int(chosen.sum()) == list_records(connection, "agreement", filter).total
        nobody = choose(connection, columns, replace(Filter(), publisher="Nobody"), "agreement").all_but()
        assert int(nobody.sum()) == 0


def test_columns_are_read_once_an_edition(filled):
    held = HeldColumns()
    with filled.reading() as connection:
        first = held.of(connection)
        assert held.of(connection) is first
    add(filled, many(1, seed=7))
    with filled.reading() as connection:
        second = held.of(connection)
        assert second is not first
        assert second.edition == edition(connection) > first.edition


def test_the_watch_sees_what_others_commit(filled):
    watch = Watch(filled)
    before = watch.now()
    assert watch.now() == before
    add(filled, many(1, seed=8))
    after = watch.now()
    assert after.register > before.register
    assert after.people == before.people
    watch.close()
    assert watch.now() == after
