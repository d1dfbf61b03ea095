"""The log of decisions: who decided what, when and why. Only ever added to.

Public: `decide(store, decision)`, `decisions(connection, about=None)`.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Decision, content_id, from_json, to_json
from kelisim.register import schema
from kelisim.register.checks import value_problem
from kelisim.register.errors import InvalidError
from kelisim.register.fulfilled import about_state
from kelisim.register.ids import find_id
from kelisim.register.overriding import restore, teach
from kelisim.register.refreshing import refresh_within
from kelisim.register.store import Store

_WITH_OTHERS: Final = ("merge", "split", "not_same")  # actions that are about several things


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision, the one that undid it, if any, and why it found no target, if it did not."""

    decision: Decision
    undone_by: str | None = None
    unapplied: str | None = None


def decide(
    store: Store, decision: Decision, *, check: Callable[[Connection], None] | None = None
) -> Decision:
    """Add a decision to the log and let the register follow it, in one step; return it with its id.

    The id of `decision` may be empty; ids in it may be former ones or unambiguous beginnings. Its time is
    kept in UTC, and later than that of the decision before it, so that time and log have one order. Raises
    InvalidError where the decision makes no sense, UnknownIdError where it is about nothing.

    `check` is called within the step, before it: what it raises keeps the decision from being made. By it who
    decides makes sure that nobody else has decided since they looked.
    """
    _check_author(decision)
    with ExitStack() as otherwise:
        with store.writing() as connection:
            if check is not None:
                check(connection)
            meant = replace(
                decision,
                target=find_id(connection, decision.target),
                others=tuple(find_id(connection, other) for other in decision.others),
                when=_time(connection, decision.when),
            )
            _check_sense(connection, meant)
            if _family(meant.target.partition(":")[0]) == "commitment":
                meant = about_state(connection, meant)
            logged = replace(meant, id=_new_id(connection, meant))
            row = {
                "id": logged.id,
                "action": logged.action,
                "target": logged.target,
                "who": logged.who,
                "at": logged.when,
                "body": to_json(logged).decode(),
            }
            connection.execute(sa.insert(schema.decision), [row])
            taught = teach(connection, store, logged)
            if taught is not None:  # the file follows the log: it is as it was where the decision is not kept
                otherwise.callback(restore, store.registry.overrides, taught)
            refresh_within(connection, store, same_names=not _about_names(connection, logged))
        otherwise.pop_all()
    return logged


def decisions(connection: Connection, about: str | None = None) -> tuple[Logged, ...]:
    """Return the decisions in the order they were made: all of them, or those about one thing.

    `about` is a current or former id, or the beginning of one, of anything that is decided upon.
    """
    table = schema.decision
    query = sa.select(table.c.body).order_by(table.c.number)
    ids: set[str] = set()
    if about is not None:
        meant = find_id(connection, about)
        all_about = _all_about(meant)
        ids.update(connection.execute(all_about).scalars())
        # Others stand in the body alone; the few decisions that have any are read to look.
        target, action = table.c.target.in_(all_about), table.c.action.in_(_WITH_OTHERS)
        query = query.where(sa.or_(target, action, table.c.id == meant))
    found = [from_json(body, Decision) for body in connection.execute(query).scalars()]
    if about is not None:
        found = [each for each in found if not ids.isdisjoint((each.id, each.target, *each.others))]
    if len(found) == 0:
        return ()
    undone = undone_by(connection)
    refused = schema.unapplied
    reasons = dict(connection.execute(sa.select(refused.c.decision, refused.c.reason)).tuples().all())
    return tuple(Logged(each, undone.get(each.id), reasons.get(each.id)) for each in found)


def _about_names(connection: Connection, decision: Decision) -> bool:
    """Return whether a decision, or what it undoes, may change whom names mean."""
    target = decision.target
    while target.startswith("dc:"):  # an undo of an undo leads on to what was decided
        query = sa.select(schema.decision.c.target).where(schema.decision.c.id == target)
        target = connection.execute(query).scalar_one()
    return _family(target.partition(":")[0]) in ("entity", "referent")


def undone_by(connection: Connection) -> dict[str, str]:
    """Return, for each decision that no longer counts, the one that undid it. An undo can be undone."""
    query = (
        sa.select(schema.decision.c.id, schema.decision.c.target)
        .where(schema.decision.c.action == "undo")
        .order_by(schema.decision.c.number.desc())
    )
    undone: dict[str, str] = {}
    for row in connection.execute(query):
        if row.id not in undone:  # a later undo has been seen already: it came first
            undone[row.target] = row.id
    return undone


def _all_about(id: str) -> sa.CompoundSelect[str]:
    """Return the query for the id, what leads to it, what it was made from, and commitments of a record."""
    held = (
        (schema.former_id, "now"),
        (schema.statement, "record"),
        (schema.referent, "entity"),
        (schema.commitment, "record"),
    )
    own = sa.select(sa.literal(id).label("id"))
    return sa.union_all(own, *(sa.select(table.c.id).where(table.c[owner] == id) for table, owner in held))


def _new_id(connection: Connection, decision: Decision) -> str:
    """Return an id that no other decision has: the same person may decide the same thing again."""
    content = to_json(replace(decision, id=""))
    count = 0
    while True:
        id = content_id("dc", content, count)
        taken = sa.select(sa.literal(1)).where(schema.decision.c.id == id)
        if connection.execute(taken).first() is None:
            return id
        count += 1


def _check_author(decision: Decision) -> None:
    if len(decision.who.strip()) == 0:
        raise InvalidError(f"{decision.action}: say who decides, with --who NAME")
    try:
        datetime.fromisoformat(decision.when)
    except ValueError as error:
        raise InvalidError(f"{decision.action}: {decision.when!r} is not an ISO 8601 time") from error


def _time(connection: Connection, when: str) -> str:
    """Return the time in UTC, moved just past the last decision's where two come within a clock's tick."""
    time = datetime.fromisoformat(when)
    time = (time.replace(tzinfo=UTC) if time.tzinfo is None else time).astimezone(UTC)
    last = connection.execute(
        sa.select(schema.decision.c.at).order_by(schema.decision.c.number.desc()).limit(1)
    ).scalar()
    if last is not None:
        time = max(time, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return time.isoformat()


def _check_sense(connection: Connection, decision: Decision) -> None:
    """Raise InvalidError where the action does not fit what it is about."""
    target, prefix = decision.target, decision.target.partition(":")[0]
    about = _family(prefix)
    allowed = {
        "accept": ("statement", "record", "commitment"),
        "reject": ("statement", "record", "commitment"),
        "correct": ("record", "statement", "entity", "commitment"),
        "merge": ("record", "entity", "referent"),
        "not_same": ("record", "entity", "referent", "statement"),
        "split": ("record", "entity"),
        "undo": ("decision",),
    }[decision.action]
    if about not in allowed:
        raise InvalidError(f"{decision.action} {target}: this is a {about}, wanted is {' or '.join(allowed)}")
    if decision.action in ("merge", "not_same", "split") and len(decision.others) == 0:
        raise InvalidError(f"{decision.action} {target}: name at least one other id")
    if target in decision.others:
        raise InvalidError(f"{decision.action} {target}: a thing and itself")
    if decision.action in ("merge", "not_same"):
        strange = [other for other in decision.others if _family(other.partition(":")[0]) != about]
        if len(strange) > 0:
            raise InvalidError(f"{decision.action} {target}: {strange[0]} is no {about}")
    if decision.action == "merge" and about in ("entity", "referent"):
        _check_one_type(connection, decision)
    if decision.action == "undo" and target in undone_by(connection):
        raise InvalidError(f"undo {target}: it is undone already; undo that undo to make it count again")
    if decision.action == "correct" and about != "commitment":
        check = _check_entity_correction if about == "entity" else _check_correction
        check(connection, decision)


def _check_one_type(connection: Connection, decision: Decision) -> None:
    """Raise InvalidError where a person is to be one with an organisation, or either with a place."""
    ids = (decision.target, *decision.others)
    tables = (schema.entity, schema.referent)
    query = sa.union_all(*(sa.select(t.c.id, t.c.type).where(t.c.id.in_(ids)) for t in tables))
    types: dict[str, str] = dict(connection.execute(query).tuples().all())
    own = types.get(decision.target)
    for other in decision.others:
        theirs = types.get(other, own)  # none is kept of a referent that a later extraction dropped
        if own is not None and theirs != own:
            raise InvalidError(
                f"merge {decision.target}: it is of type {own}, {other} of type {theirs}: name ids of one"
            )


def _check_correction(connection: Connection, decision: Decision) -> None:
    table = schema.statement if decision.target.startswith("s:") else schema.record
    kind = KINDS[
        connection.execute(sa.select(table.c.kind).where(table.c.id == decision.target)).scalar_one()
    ]
    slots = {slot.name: slot for slot in kind.slots}
    slot = slots.get(decision.slot or "")
    if slot is None:
        raise InvalidError(
            f"correct {decision.target}: {kind.name} has no slot {decision.slot!r}; it has {', '.join(slots)}"
        )
    if decision.value is None:
        raise InvalidError(f"correct {decision.target}: say what {slot.name} should be; '' empties it")
    problem = None if decision.value == "" else value_problem(slot, decision.value)
    if problem is not None:
        raise InvalidError(f"correct {decision.target}, {slot.name}: {problem}")


def _check_entity_correction(_: Connection, decision: Decision) -> None:
    """Raise InvalidError where an entity has no such slot, or the value is not of the slot's form."""
    forms = {
        "name": r".+",
        "country": r"[A-Z]{2}",
        "ror": r"https://ror\.org/0[a-z0-9]{8}|local:\S+",
        "orcid": r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
        "geonames": r"\d+",
        "wikidata": r"Q\d+",
        "isni": r"\d{15}[\dX]",
        "grid": r"grid\.\d+\.\w+",
        "fundref": r"\d+",
        "iso3166": r"[A-Z]{2}(-\w+)?",
    }
    slot, value = decision.slot or "", str(decision.value if decision.value is not None else "")
    if slot not in forms:
        raise InvalidError(f"correct {decision.target}: an entity has no {slot!r}; it has {', '.join(forms)}")
    if value == "" and slot == "name":
        raise InvalidError(f"correct {decision.target}: a name cannot be empty")
    if value != "" and re.fullmatch(forms[slot], value) is None:
        raise InvalidError(f"correct {decision.target}, {slot}: {value!r} is not of the form of a {slot}")


def _family(prefix: str) -> str:
    if prefix in {kind.prefix for kind in KINDS.values()}:
        return "record"
    known = {"d": "document", "s": "statement", "r": "referent", "dc": "decision", "c": "commitment"}
    return known.get(prefix, "entity")
