"""The pages of adding: files, a text, an address, feeds; how far it is, and what came out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, FastAPI, File, Form, Response, UploadFile
from fastapi import Path as InPath
from starlette.exceptions import HTTPException

from kelisim.intake import Bytes, Source
from kelisim.model import KINDS
from kelisim.read import Hints, is_url
from kelisim.register import InvalidError
from kelisim.register.views import DocumentView, show_document
from kelisim.web.accounts import EDITORS, Editor, FromOurForm
from kelisim.web.adding.feeds import Feed, add_feed, feeds, remove_feed
from kelisim.web.adding.jobs import Job, jobs, limits_of, load_job, note_end, run_job, start_job
from kelisim.web.pages import page as page_at
from kelisim.web.pages import show
from kelisim.web.review.queue import queue
from kelisim.web.site import Link, Room, Site, User
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter(dependencies=[EDITORS])
_MOST_FILES: Final = 50  # at a time
_SHOWN: Final = 50  # documents of a job, with what came out of them
Line = Annotated[str, Form(max_length=400)]


@dataclass(frozen=True, slots=True)
class AddPage:
    """The forms for adding.

    - jobs: what was added lately
    - feeds: those that are looked at
    - megabytes: the largest file that is taken
    - problem: what was wrong with what was given
    """

    jobs: tuple[Job, ...]
    feeds: tuple[Feed, ...]
    megabytes: float
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that was taken in: its statements by kind, and its records that wait for review."""

    view: DocumentView
    statements: tuple[tuple[str, int], ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobPage:
    """How far something is that is being added, and what came out.

    - job: it, with the lines of what could not be taken in
    - taken: the documents, new ones first, with what was read out of them
    - more: how many documents are not shown
    """

    job: Job
    taken: tuple[Taken, ...]
    more: int


def _prepare(app: FastAPI, _: Site) -> None:
    """Give the application one thread that adds: things are taken in one after another."""
    app.state.adding = ThreadPoolExecutor(1, thread_name_prefix="adding")


ROOM: Final = Room(
    "adding", router, Path(__file__).parent, links=(Link("/add", "Add", "editor"),), guard=_prepare
)


@page_at(router, "/add", "adding/add.html", kept=False)
def add_page(visit: Asks) -> AddPage:
    """What was added lately, the feeds that are looked at, and the forms for more."""
    with visit.site.store.reading() as connection:
        megabytes = visit.site.workspace.settings.read.max_megabytes
        return AddPage(jobs(connection), feeds(connection), megabytes)


@router.post("/add/files", include_in_schema=False, dependencies=[FromOurForm])
def add_files(
    visit: Asks, user: Editor, files: Annotated[list[UploadFile], File()], publisher: Line = ""
) -> Response:
    """Take in files that were sent. Their names are names only: nothing is written under them."""
    given = [file for file in files if (file.filename or "") != ""]
    if not 1 <= len(given) <= _MOST_FILES:
        return _again(visit, f"Choose one to {_MOST_FILES} files.")
    largest = limits_of(visit.site.workspace).max_bytes
    too_large = [plain_name(file.filename) for file in given if (file.size or 0) > largest]
    if len(too_large) > 0:
        limit = visit.site.workspace.settings.read.max_megabytes
        return _again(visit, f"{too_large[0]}: larger than {limit:g} megabytes, the limit.", 413)
    sources = [Bytes(file.file.read(), plain_name(file.filename)) for file in given]
    return _start(visit, user, sources, Hints(publisher=publisher.strip() or None))


@router.post("/add/text", include_in_schema=False, dependencies=[FromOurForm])
def add_text(
    visit: Asks,
    user: Editor,
    text: Annotated[str, Form(max_length=2_000_000)],
    title: Line = "",
    publisher: Line = "",
    published: Line = "",
    url: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take in a text that was pasted."""
    if len(text.strip()) == 0:
        return _again(visit, "Paste a text.")
    if url.strip() != "" and not is_url(url):
        return _again(visit, "The address must begin with https:// or http://.")
    hints = Hints(
        published.strip() or None, publisher.strip() or None, url.strip() or None, title=title.strip() or None
    )
    name = plain_name(title.strip() or "pasted text")
    content = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return _start(visit, user, [Bytes(content, f"{name}.txt")], hints)


@router.post("/add/address", include_in_schema=False, dependencies=[FromOurForm])
def add_address(visit: Asks, user: Editor, url: Annotated[str, Form(max_length=2000)]) -> Response:
    """Take in the page, file or feed at an address. Addresses of local networks are refused when fetched."""
    if not is_url(url):
        return _again(visit, "The address must begin with https:// or http://.")
    return _start(visit, user, [url.strip()], Hints())


@router.post("/add/feed", include_in_schema=False, dependencies=[FromOurForm])
def watch_feed(visit: Asks, user: Editor, url: Annotated[str, Form(max_length=4000)]) -> Response:
    """Have a feed looked at from now on."""
    try:
        add_feed(visit.site.store, url, user.name)
    except InvalidError:
        return _again(visit, "The address must begin with https:// or http://.")
    return _to("/add#feeds")


@router.post("/add/feed/remove", include_in_schema=False, dependencies=[FromOurForm])
def forget_feed(visit: Asks, url: Annotated[str, Form(max_length=4000)]) -> Response:
    """Have a feed looked at no more."""
    remove_feed(visit.site.store, url)
    return _to("/add#feeds")


@page_at(router, "/add/{id}", "adding/job.html", twin="/add/{id}.json", kept=False)
def job_page(visit: Asks, id: Annotated[str, InPath(max_length=40, pattern="^j:[0-9a-f]+$")]) -> JobPage:
    """How far something is that is being added, and what came out of it."""
    with visit.site.store.reading() as connection:
        job = load_job(connection, id)
        if job is None:
            raise HTTPException(404, "nothing of this id was added here")
        ids = (*job.outcome.new, *job.outcome.changed, *job.outcome.known)
        waiting = {item.ids[0] for item in queue(connection, visit.site.today(), "reading")}
        taken = tuple(_taken(show_document(connection, each), waiting) for each in ids[:_SHOWN])
    return JobPage(job, taken, max(0, len(ids) - _SHOWN))


def plain_name(name: str | None) -> str:
    """Return the last part of a file's name, without what no name of a file has."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    visible = "".join(character for character in last if character.isprintable()).strip(". ")
    return visible[-200:] or "file"


def _start(visit: Visit, user: User, sources: Sequence[Source], hints: Hints) -> Response:
    """Begin to add, and show how far it is."""
    names = [source if isinstance(source, str) else getattr(source, "name", "") for source in sources]
    site = visit.site
    id = start_job(site.store, user, names)
    executor: ThreadPoolExecutor = visit.request.app.state.adding
    future = executor.submit(run_job, site.store, id, sources, limits_of(site.workspace), hints)
    future.add_done_callback(partial(note_end, site.store, id))
    return _to(f"/add/{id}")


def _taken(view: DocumentView, waiting: set[str]) -> Taken:
    counted = dict.fromkeys(KINDS, 0)
    for statement in view.extraction.statements:
        counted[statement.kind] += 1
    return Taken(
        view,
        tuple((kind, count) for kind, count in counted.items() if count > 0),
        tuple(line.id for line in view.records if line.id in waiting),
    )


def _again(visit: Visit, problem: str, status: int = 422) -> Response:
    """Show the forms again, with what was wrong."""
    with visit.site.store.reading() as connection:
        megabytes = visit.site.workspace.settings.read.max_megabytes
        page = AddPage(jobs(connection), feeds(connection), megabytes, problem)
    answer = show(visit, "adding/add.html", page)
    answer.status_code = status
    return answer


def _to(path: str) -> Response:
    return Response(status_code=303, headers={"location": path, "cache-control": "no-store"})
