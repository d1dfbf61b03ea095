"""What every page of one register shares: the store, the settings, the languages, the rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from fastapi import APIRouter, FastAPI
from jinja2 import Environment

from kelisim.register import Store, Workspace
from kelisim.register.columns import HeldColumns
from kelisim.register.editions import Watch
from kelisim.web.keeping import Kept
from kelisim.web.languages import Language
from kelisim.web.settings import WebSettings
from kelisim.web.static_files import StaticFile
from kelisim.web.verdicts import Verdicts
from kelisim.web.whereabouts import HeldWhereabouts

Role = Literal["reader", "editor", "administrator"]
_RANKS: Final[tuple[Role, ...]] = ("reader", "editor", "administrator")


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. `id` is "" for the person at the machine, who has no account and needs none."""

    id: str
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether this user may do what that role may."""
        return _RANKS.index(self.role) >= _RANKS.index(role)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation. `label` is an English message of the catalogues; `role` who sees it."""

    href: str
    label: str
    role: Role = "reader"


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the pages: its routes and what lies in its folder.

    `folder` may hold `templates/` (named "<room>/<file>"), `static/` (at /static/<room>/<file>) and
    `locale/` (ru.po, kk.po). `links` go into the navigation. `guard` is called once with the application
    and the site, to add middleware that stands before every room.
    """

    name: str
    router: APIRouter
    folder: Path
    links: tuple[Link, ...] = ()
    guard: "Callable[[FastAPI, Site], None] | None" = None


@dataclass(frozen=True, slots=True)
class Site:
    """One register on the screen. `today` gives the day: tests fix it.

    `static` is files by their path; `release` another word for every other make of the pages; `kept` are the
    answers given last; `watch` tells which edition the register is, `columns` count its records, and
    `whereabouts` tell where its organisations are.
    """

    workspace: Workspace
    store: Store
    settings: WebSettings
    languages: Mapping[str, Language]
    templates: Mapping[str, Environment]
    static: Mapping[str, StaticFile]
    rooms: tuple[Room, ...]
    today: Callable[[], date]
    release: str
    kept: Kept
    watch: Watch
    columns: HeldColumns
    whereabouts: HeldWhereabouts
    verdicts: Verdicts
