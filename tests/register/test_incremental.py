"""However the register came to be, by small steps or at once, it is the same, byte for byte."""

import tempfile
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from register_samples import sample

from kelisim.model import Decision
from kelisim.register import (
    InvalidError,
    UnknownIdError,
    add,
    create_workspace,
    decide,
    decisions,
    export_json,
    list_entities,
    list_records,
    open_store,
    rebuild,
    schema,
)
from kelisim.register.store import Store

DOCUMENTS = [
    sample(),
    sample(publisher="City news", place="Astana"),
    sample(rector="E. Kosherbaev", day="2026-03-01"),
    sample("Altai University", "University of Cardiff", rector="Ivan Petrov"),
    sample("Altai University", "Tien Shan University", rector="Ivan Petrov", day="2026-02-26"),
]
ADDING = st.tuples(st.just("add"), st.integers(0, len(DOCUMENTS) - 1), st.just(0))
ACTIONS = ("accept", "reject", "correct", "merge", "not_same", "rename", "undo", "keep")
DECIDING = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 7), st.integers(0, 7))


def exported(store: Store) -> bytes:
    with store.reading() as connection:
        return b"".join(export_json(connection))


def promised(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(
            connection.execute(sa.select(schema.commitment.c.id).order_by(schema.commitment.c.id)).scalars()
        )


def take(store: Store, action: str, first: int, second: int) -> None:
    """Do one thing, if it makes sense just now."""
    if action == "add":
        add(store, [DOCUMENTS[first]])
        return
    with store.reading() as connection:
        records = [each.id for each in list_records(connection, "agreements", sort="date").records]
        entities = [each.id for each in list_entities(connection).entities]
        made = [each.decision.id for each in decisions(connection)]
        rows = [] if len(records) == 0 else [records[first % len(records)], records[second % len(records)]]
    more: dict[str, str] = {}
    if action in ("rename", "not_same"):
        rows = (
            [] if len(entities) == 0 else [entities[first % len(entities)], entities[second % len(entities)]]
        )
        more = {"slot": "name", "value": f"Name {second}"} if action == "rename" else {}
        action = "correct" if action == "rename" else action
    elif action == "undo":
        rows = [] if len(made) == 0 else [made[first % len(made)]]
    elif action == "correct":
        more = {"slot": "place", "value": f"Town {second}"}
    elif action == "keep":
        rows = promised(store)[:1]
        action, more = "correct", {"slot": "state", "value": ("partly", "wish_only")[second % 2]}
    if len(rows) == 0:
        return
    others = tuple(rows[1:]) if action in ("merge", "not_same") else ()
    made_of = Decision("", action, rows[0], "A. Editor", "2026-11-22T10:00:00", "", others, **more)
    with suppress(InvalidError, UnknownIdError):  # a thing and itself, undone already: nothing changes
        decide(store, made_of)


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(st.one_of(ADDING, DECIDING), min_size=3, max_size=9))
def test_step_by_step_is_as_computed_at_once(steps):
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(create_workspace(Path(folder) / "w")) as store,
    ):
        for step in steps:
            take(store, *step)
        before = exported(store)
        rebuild(store)
        assert exported(store) == before
