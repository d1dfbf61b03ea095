"""The application: languages, templates, files and rooms put together."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.middleware.trustedhost import TrustedHostMiddleware

import kelisim
from kelisim.register import Store, Workspace, open_store
from kelisim.register.columns import HeldColumns
from kelisim.register.editions import Watch
from kelisim.web.answers import Remembered
from kelisim.web.guards import Safe, own_hosts
from kelisim.web.keeping import Kept
from kelisim.web.languages import Language, load_languages
from kelisim.web.openapi import describe
from kelisim.web.problems import handle_problems
from kelisim.web.rooms import all_rooms
from kelisim.web.settings import WebSettings, load_web_settings
from kelisim.web.shown import filters
from kelisim.web.site import Room, Site
from kelisim.web.static_files import load_static, serve_static
from kelisim.web.verdicts import Verdicts
from kelisim.web.whereabouts import HeldWhereabouts

_HERE: Final = Path(__file__).parent
_THREADS: Final = 6
_KEPT: Final = 64_000_000  # bytes of answers kept in memory


def create_app(
    workspace: Workspace,
    settings: WebSettings | None = None,
    *,
    store: Store | None = None,
    rooms: tuple[Room, ...] | None = None,
    today: Callable[[], date] = date.today,
) -> FastAPI:
    """Return the pages of a workspace as an ASGI application.

    Arguments:
        settings: those of its web.toml without them.
        store: its store, open; without one it is opened here and closed when the application ends.
        rooms: all of them without this.
        today: gives the day that "overdue" and "expiring" are reckoned from.

    Raises RegisterError where workspace or settings do not allow it.
    """
    settings = load_web_settings(workspace.folder) if settings is None else settings
    rooms = all_rooms() if rooms is None else rooms
    opened = open_store(workspace) if store is None else store
    site = _site(workspace, opened, settings, rooms, today)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Pages are made by the processor: more threads than this only wait for each other, and each holds a
        # connection with its own memory.
        current_default_thread_limiter().total_tokens = _THREADS
        site.verdicts.begin(site.today())
        yield
        site.watch.close()
        if store is None:
            opened.close()

    app = FastAPI(
        title=settings.title,
        version=kelisim.__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        max_body_size=int(settings.megabytes * 1_000_000),
    )
    app.state.site = site
    handle_problems(app)
    app.add_middleware(Remembered, site=site)  # added first, so innermost: behind all guards
    for room in rooms:
        app.include_router(room.router)
        if room.guard is not None:
            room.guard(app, site)
    serve_static(app, site.static)
    describe(app)
    # Added last, so outermost: even the answer of a guard has the headers.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=own_hosts(settings))
    app.add_middleware(Safe)
    return app


def _site(
    workspace: Workspace,
    store: Store,
    settings: WebSettings,
    rooms: tuple[Room, ...],
    today: Callable[[], date],
) -> Site:
    folders = {"": _HERE, **{room.name: room.folder for room in rooms if room.folder != _HERE}}
    languages = load_languages(folder / "locale" for folder in folders.values())
    static = load_static({name: folder / "static" for name, folder in folders.items()})
    loader = ChoiceLoader(
        [
            FileSystemLoader(_HERE / "templates"),
            PrefixLoader(
                {name: FileSystemLoader(folder / "templates") for name, folder in folders.items() if name}
            ),
        ]
    )
    templates = {code: _environment(loader, language, static) for code, language in languages.items()}
    made = (kelisim.__version__, *_files(folders))
    release = blake2b("\x1f".join(made).encode(), digest_size=6).hexdigest()
    kept = Kept(_KEPT)
    return Site(
        workspace,
        store,
        settings,
        languages,
        templates,
        static,
        rooms,
        today,
        release,
        kept,
        Watch(store),
        HeldColumns(),
        HeldWhereabouts(),
        Verdicts(store, workspace.folder / "tables"),
    )


def _environment(loader: ChoiceLoader, language: Language, static: Mapping[str, object]) -> Environment:
    """Return the templates in one language. What a template misspells is an error, not an empty place."""
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.install_gettext_translations(language.messages, newstyle=True)  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters.update(filters(language))
    environment.globals.update(static=static, language=language)
    return environment


def _files(folders: Mapping[str, Path]) -> list[str]:
    """Return name and time of every file that the pages are made of."""
    return [
        f"{path}:{path.stat().st_mtime_ns}"
        for folder in folders.values()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".po", ".css", ".js", ".py")
    ]
