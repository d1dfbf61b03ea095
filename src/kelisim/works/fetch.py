"""Works of organisations from the API of OpenAlex: page by page into files, taken up where it was left."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

import kelisim
from kelisim.works.record import WorksError
from kelisim.works.staging import Progress, write_json

if TYPE_CHECKING:  # who adds files does not wait for it
    import httpx

API: Final = "https://api.openalex.org"
DOWNLOADS: Final = "downloads"

_PER_PAGE: Final = 200  # the most that the API gives
_AT_ONCE: Final = 50  # organisations in one question; the API takes up to 100
_ATTEMPTS: Final = 6
_LONGEST_WAIT: Final = 300.0  # seconds; who asks for more is told to come again
_ROR: Final = re.compile(r"(?:https?://ror\.org/)?(0[a-z0-9]{6}\d{2})")
_STATE: Final = "state.json"


class _Meta(msgspec.Struct):
    count: int
    next_cursor: str | None = None


class _Result(msgspec.Struct):
    id: str
    is_authors_truncated: bool = False


class _Page(msgspec.Struct):
    meta: _Meta
    results: list[msgspec.Raw]


class _State(msgspec.Struct):
    """How far a question has been answered: the cursor of the next page, none where there is no more."""

    cursor: str | None = "*"
    pages: int = 0
    works: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """Where to ask and as whom: `mailto` is the address that OpenAlex asks for, `key` that of an account."""

    api: str = API
    mailto: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The folders of pages, one for each question, and how many works they hold."""

    folders: tuple[Path, ...]
    works: int


def fetch_works(
    workspace: Path,
    organisations: Sequence[str],
    *,
    since: str | None = None,
    service: Service | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch the works of organisations (ROR ids) into `downloads/openalex` of a workspace.

    `since` is a year or an ISO date of publication. A question that was not answered to its end is gone on
    with; one that was is asked anew, and its old pages stay until the new ones are whole. Raises WorksError
    where an id or a date is none, or the service does not answer, or not as documented.
    """
    import httpx  # noqa: PLC0415

    ids = sorted({_ror(each) for each in organisations})
    say = progress if progress is not None else lambda _what, _done, _total: None
    asked = service if service is not None else Service()
    folders: list[Path] = []
    works = 0
    agent = f"kelisim/{kelisim.__version__}" + (f" (mailto:{asked.mailto})" if asked.mailto else "")
    with httpx.Client(headers={"User-Agent": agent}, timeout=60, follow_redirects=True) as client:
        for first in range(0, len(ids), _AT_ONCE):
            filter = _filter(ids[first : first + _AT_ONCE], since)
            name = sha256(f"{asked.api} {filter}".encode()).hexdigest()[:16]
            folder = workspace / DOWNLOADS / "openalex" / name
            state = _answered(_Ask(client, asked, say, sleep), filter, folder)
            folders.append(folder)
            works += state.works
    return Fetched(tuple(folders), works)


def _ror(text: str) -> str:
    found = _ROR.fullmatch(text.strip().rstrip("/").lower())
    if found is None:
        raise WorksError(f"{text!r} is no ROR id; find it with: kelisim resolve NAME")
    return found[1]


def _filter(ids: Sequence[str], since: str | None) -> str:
    filter = "authorships.institutions.ror:" + "|".join(f"https://ror.org/{id}" for id in ids)
    if since is None:
        return filter
    day = f"{since}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d{2})?", since) else since
    try:
        datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise WorksError(f"{since!r} is no year and no date; write 2015 or 2015-09-01") from error
    return f"{filter},from_publication_date:{day}"


@dataclass(frozen=True, slots=True)
class _Ask:
    client: "httpx.Client"
    service: Service
    say: Progress
    sleep: Callable[[float], None]


def _answered(ask: _Ask, filter: str, folder: Path) -> _State:
    """Fetch all pages of a question into a folder; they appear there when the last one is in."""
    partial = folder.with_name(f".{folder.name}")
    state = _state(partial)
    partial.mkdir(parents=True, exist_ok=True)
    while state.cursor is not None:
        text = _get(ask, "/works", {"filter": filter, "per-page": str(_PER_PAGE), "cursor": state.cursor})
        page = _decoded(ask, text)
        results = list(_whole(ask, page))
        state = _State(
            page.meta.next_cursor if results else None, state.pages + 1, state.works + len(results)
        )
        if results:
            body = b'{"results":[' + b",\n".join(results) + b"]}"
            _write(partial / f"page-{state.pages:06d}.json", body)
        write_json(partial / _STATE, msgspec.to_builtins(state))
        ask.say("fetch", state.works, page.meta.count)
        ask.sleep(0.1)  # ten questions a second are welcome
    (partial / _STATE).unlink()
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(partial, folder)
    return state


def _state(partial: Path) -> _State:
    try:
        return msgspec.json.decode((partial / _STATE).read_bytes(), type=_State)
    except (OSError, msgspec.DecodeError):
        shutil.rmtree(partial, ignore_errors=True)
        return _State()


def _write(file: Path, body: bytes) -> None:
    partial = file.with_name(f".{file.name}.part")
    partial.write_bytes(body)
    os.replace(partial, file)


def _whole(ask: _Ask, page: _Page) -> Iterator[bytes]:
    """Yield the works of a page; those that it gives with their first hundred authors only are asked for."""
    for raw in page.results:
        result = msgspec.json.decode(raw, type=_Result)
        if result.is_authors_truncated:
            yield _get(ask, f"/works/{result.id.rpartition('/')[2]}", {})
        else:
            yield bytes(raw)


def _decoded(ask: _Ask, text: bytes) -> _Page:
    try:
        return msgspec.json.decode(text, type=_Page)
    except msgspec.DecodeError as error:
        raise WorksError(
            f"{ask.service.api}: does not answer as documented ({error}); get a newer Kelisim or try later"
        ) from error


def _get(ask: _Ask, path: str, query: dict[str, str]) -> bytes:
    """Return what the service answers; it is asked again, after as long as it wishes, where it is busy."""
    import httpx  # noqa: PLC0415

    given = {"mailto": ask.service.mailto, "api_key": ask.service.key}
    parameters = query | {name: value for name, value in given.items() if value is not None}
    why = ""
    for attempt in range(_ATTEMPTS):
        try:
            answer = ask.client.get(f"{ask.service.api}{path}", params=parameters)
        except httpx.TransportError as error:
            why, wait = f"{type(error).__name__}: {error}", 2.0**attempt
        else:
            if answer.status_code == HTTPStatus.OK:
                return answer.content
            why = f"{answer.status_code} {_reason(answer)}"
            if answer.status_code != HTTPStatus.TOO_MANY_REQUESTS and answer.status_code < 500:
                raise WorksError(f"{ask.service.api}: refuses the question ({why})")
            wait = _wait(answer, 2.0**attempt)
        if wait > _LONGEST_WAIT:
            break
        if attempt < _ATTEMPTS - 1:
            ask.sleep(wait)
    raise WorksError(
        f"{ask.service.api}: does not answer ({why}); the same command later goes on from where it stopped"
    )


def _reason(answer: "httpx.Response") -> str:
    try:
        told = json.loads(answer.content)
        return str(told.get("message") or told.get("error") or answer.reason_phrase)[:200]
    except (ValueError, AttributeError):
        return answer.reason_phrase


def _wait(answer: "httpx.Response", otherwise: float) -> float:
    """Return how many seconds the service asks to be left alone: Retry-After is seconds or a date."""
    told = answer.headers.get("Retry-After", "")
    if told.isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return otherwise
