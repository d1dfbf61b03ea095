"""The pages of review: the queue, one item at a time, and the log of what was decided."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Response
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException

from kelisim.model import KINDS, Decision
from kelisim.register import InvalidError, Logged, decide, decisions
from kelisim.register.projection.judgements import STATES
from kelisim.web.accounts import EDITORS, Editor, FromOurForm
from kelisim.web.pages import page as page_at
from kelisim.web.pages import show
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.review.cases import Case, case, fingerprint, score, titles
from kelisim.web.review.queue import Counts, Item, Sort, counts, queue
from kelisim.web.site import Link, Room
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter(dependencies=[EDITORS])
ROOM: Final = Room("review", router, Path(__file__).parent, links=(Link("/review", "Review", "editor"),))

Key = Annotated[str, Query(max_length=70)]
KeyGiven = Annotated[str, Form(max_length=70)]
Action = Literal["accept", "reject", "correct", "merge", "not_same"]
_ALLOWED: Final[dict[Sort, frozenset[str]]] = {
    "reading": frozenset({"accept", "reject", "correct"}),
    "pair": frozenset({"merge", "not_same"}),
    "promise": frozenset({"correct"}),
}


class StaleError(InvalidError):
    """Somebody has decided on it, or a document changed it, since it was shown."""


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was made just now; only now is it told how sure the reading was (0 to 1)."""

    logged: Logged
    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One item of the queue.

    - counts: how much waits, by sort
    - sort: which sort is shown; None for all
    - case: the item; None where nothing waits
    - number, total: which item of how many
    - before, after: the keys of the items beside it
    - done: what was decided just now
    """

    counts: Counts
    sort: Sort | None
    case: Case | None
    number: int
    total: int
    before: str | None
    after: str | None
    done: Done | None


@dataclass(frozen=True, slots=True)
class StalePage:
    """Said to who decides on what has changed since it was shown.

    - key: of the item, to look at it anew; None where it waits no more
    - title: what it is called
    - decisions: what others decided on it
    """

    key: str | None
    title: str
    decisions: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """Who decided what, when and why, the latest first.

    - decisions: those of this page
    - names: what the things decided on are called, by id
    - paging: which page this is, and how many there are
    """

    decisions: tuple[Logged, ...]
    names: dict[str, str]
    paging: Paging


@page_at(router, "/review", "review/review.html")
def review(
    visit: Asks,
    sort: Sort | None = None,
    at: Key = "",
    after: Key = "",
    done: Key = "",
) -> ReviewPage:
    """One item of what waits for a person: the one asked for, or the one after another, or the first."""
    site = visit.site
    with site.store.reading() as connection:
        everything = queue(connection, site.today())
        items = [item for item in everything if sort in (None, item.sort)]
        keys = [item.key for item in items]
        place = _place(keys, at, after)
        shown = case(connection, items[place]) if len(items) > 0 else None
        return ReviewPage(
            counts(everything),
            sort,
            shown,
            place + 1 if len(items) > 0 else 0,
            len(items),
            keys[place - 1] if place > 0 else None,
            keys[place + 1] if place + 1 < len(keys) else None,
            _done(connection, done),
        )


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, as the form sends it back; `seen` is the state that was shown."""

    key: str
    seen: str
    sort: str
    after: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a person says to it. `statement` is the one sentence meant; `slot`, `old` and `value` correct."""

    action: Action
    statement: str
    slot: str
    old: str | None
    value: str
    why: str


def _question(
    key: KeyGiven,
    seen: Annotated[str, Form(max_length=40)],
    sort: Annotated[str, Form(max_length=10)] = "",
    after: Annotated[str, Form(max_length=70)] = "",
) -> _Question:
    return _Question(key, seen, sort, after)


def _answer(
    action: Annotated[Action, Form()],
    statement: Annotated[str, Form(max_length=40)] = "",
    slot: Annotated[str, Form(max_length=20)] = "",
    old: Annotated[str | None, Form(max_length=2000)] = None,
    value: Annotated[str, Form(max_length=2000)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
) -> _Answer:
    return _Answer(action, statement, slot, old, value.strip(), why.strip())


@router.post("/review", include_in_schema=False, dependencies=[FromOurForm])
def decide_on_item(
    visit: Asks,
    user: Editor,
    asked: Annotated[_Question, Depends(_question)],
    given: Annotated[_Answer, Depends(_answer)],
) -> Response:
    """Decide on an item, as it was shown; on another state the decision is refused (409)."""
    if given.slot == "state" and given.value not in STATES:
        raise HTTPException(422, f"{given.value!r} is no state of a promise")
    store = visit.site.store
    with store.reading() as connection:
        item = _item(connection, asked.key)
        if item is None:
            return _stale(visit, asked.key)
        target, slot = _target(connection, item, given)
    if given.action not in _ALLOWED[item.sort]:
        raise HTTPException(422, f"{given.action} is no answer to this question")
    decision = Decision(
        "", given.action, target, user.name, _now(), given.why, item.ids[1:] if item.sort == "pair" else ()
    )
    if given.action == "correct":
        old = None if given.old is None else _typed(slot, given.old, target)
        decision = replace(decision, slot=slot, value=_typed(slot, given.value, target), old=old)

    def unchanged(connection: Connection) -> None:
        if fingerprint(connection, item) != asked.seen:
            raise StaleError("somebody has decided on it meanwhile")

    try:
        made = decide(store, decision, check=unchanged)
    except StaleError:
        return _stale(visit, asked.key)
    stays = item.sort == "reading" and (given.action == "correct" or given.statement != "")
    return _to({"sort": asked.sort, "at": asked.key if stays else asked.after, "done": made.id})


@router.post("/review/undo", include_in_schema=False, dependencies=[FromOurForm])
def undo(
    visit: Asks,
    user: Editor,
    decision: KeyGiven,
    back: Annotated[Literal["review", "decisions"], Form()] = "review",
) -> Response:
    """Undo a decision: both stay in the log. What was decided on is asked about again."""
    with visit.site.store.reading() as connection:
        target = next(
            (each.decision for each in decisions(connection, decision) if each.decision.id == decision), None
        )
    if target is None:
        raise HTTPException(404, "there is no such decision")
    made = decide(visit.site.store, Decision("", "undo", decision, user.name, _now()))
    if back == "decisions":
        return Response(status_code=303, headers={"location": "/decisions", "cache-control": "no-store"})
    key = f"{target.target}~{target.others[0]}" if len(target.others) > 0 else target.target
    return _to({"at": key, "done": made.id})


@page_at(router, "/decisions", "review/decisions.html")
def log(visit: Asks, page: PageNumber = 1) -> DecisionsPage:
    """Who decided what, when and why."""
    rows = visit.site.settings.rows
    with visit.site.store.reading() as connection:
        made = decisions(connection)[::-1]
        some = made[(page - 1) * rows : page * rows]
        ids = sorted({id for each in some for id in (each.decision.target, *each.decision.others)})
        names = titles(connection, ids)
    return DecisionsPage(some, names, paged(page, len(made), rows))


def _place(keys: list[str], at: str, after: str) -> int:
    """Return the place of the item asked for; the one after another; the first where neither waits."""
    if at in keys:
        return keys.index(at)
    if after in keys:
        return min(keys.index(after) + 1, len(keys) - 1)
    return 0


def _item(connection: Connection, key: str) -> Item | None:
    """Return the item of a key as long as what it is about is there."""
    ids = tuple(key.split("~"))
    sort: Sort = "pair" if len(ids) == 2 else "promise" if key.startswith("c:") else "reading"
    item = Item(key, sort, ids)
    known = {kind.prefix for kind in KINDS.values()}
    if len(ids) > 2 or (sort == "reading" and key.partition(":")[0] not in known):
        return None
    return None if fingerprint(connection, item) is None else item


def _target(connection: Connection, item: Item, given: _Answer) -> tuple[str, str]:
    """Return the id that a decision is about, and the slot."""
    if item.sort == "promise":
        found = case(connection, item)
        if given.slot == "state" or found is None or found.promise is None:
            return item.ids[0], "state"
        return found.promise.record, "commitments"
    if given.statement == "":
        return item.ids[0], given.slot
    found = case(connection, item)
    named = {each.statement for side in found.sides for each in side.passages} if found else set()
    if given.statement not in named:
        raise HTTPException(422, "this sentence does not belong to it")
    return given.statement, given.slot


def _typed(slot: str, text: str, target: str) -> str | int | float:
    """Return a value as the number that the slot holds, where it holds one. Raises InvalidError."""
    kind = next((kind for kind in KINDS.values() if target.startswith(f"{kind.prefix}:")), None)
    types = {each.name: each.type for each in kind.slots} if kind is not None else {}
    if types.get(slot) != "number" or text == "":
        return text
    try:
        number = float(text.replace(" ", "").replace("\u00a0", "").replace(",", ""))
    except ValueError as error:
        raise InvalidError(f"{text!r} is no number") from error
    return int(number) if number.is_integer() else number


def _done(connection: Connection, id: str) -> Done | None:
    """Return what was decided just now, and only now how sure the reading was."""
    if not id.startswith("dc:"):
        return None
    logged = next((each for each in reversed(decisions(connection)) if each.decision.id == id), None)
    if logged is None:
        return None
    target = logged.decision.target
    lines = titles(connection, [target])
    decided = logged.decision.action in ("accept", "reject")
    return Done(logged, lines.get(target, target), score(connection, target) if decided else None)


def _stale(visit: Visit, key: str) -> Response:
    ids = key.split("~")
    with visit.site.store.reading() as connection:
        item = _item(connection, key)
        shown = case(connection, item) if item is not None else None
        made = [
            each
            for each in decisions(connection)
            if not {each.decision.target, *each.decision.others}.isdisjoint(ids)
        ]
    title = " – ".join(side.title for side in shown.sides) if shown is not None else ""
    held = shown.decisions if shown is not None else tuple(made)
    answer = show(visit, "review/stale.html", StalePage(key if shown else None, title, held))
    answer.status_code = 409
    return answer


def _to(parameters: dict[str, str]) -> Response:
    query = urlencode({name: value for name, value in parameters.items() if value != ""})
    return Response(status_code=303, headers={"location": f"/review?{query}", "cache-control": "no-store"})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
