"""Look at every page in a browser: save a picture of each, say what a machine can find wrong with it.

    python -m benchmarks.screens WORKSPACE [--out DIR] [--widths 375,768,1440] [--languages en,ru,kk]
        [--schemes light,dark] [--only WORD] [--axe] [--bytes]

Looked for on each page: wider than the screen, text cut off, parts with nothing in them, complaints of the
browser, rules of accessibility (`--axe`), and words that are the same in English and in the language asked
for (to be looked through: names stand in the language of their document). `--bytes` gives, instead, what each
page loads without and with its pictures, and when it is first painted. What only a team has is shown of a
register made for it. The browser is that of the tests: the one installed, or KELISIM_CHROMIUM.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from tests.web.addresses import ENTITIES
from tests.web.browser.conftest import launched, served

from kelisim.model import KINDS
from kelisim.register import (
    Workspace,
    create_workspace,
    find_workspace,
    list_documents,
    list_records,
    open_store,
    schema,
)
from kelisim.web import create_app
from kelisim.web.accounts import writing
from kelisim.web.accounts.people import add_account

PASSWORD = "only-for-the-pictures"  # of accounts that live as long as a run
SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
TEAM = ("/login", "/account", "/accounts", "/accounts/log", "/invitation/unknown", "/", "/agreements", "/map")
OTHERS = (
    "/",
    "/attention",
    "/search",
    "/search?q=university",
    "/search?q=qqqqqq",
    "/countries",
    "/countries/KZ",
    "/documents",
    "/agreements?status=signed&country=KZ",
    "/agreements?party=nobody",
    "/agreements?page=99",
    "/agreements?since=soon",
    "/map",
    "/map?view=partners",
    "/network",
    "/network?limit=500",
    "/network?of=countries",
    "/network?of=people",
    "/timeline",
    "/review",
    "/review?sort=pair",
    "/review?sort=reading",
    "/review?sort=promise",
    "/decisions",
    "/add",
    "/account",
    "/agreements/a:nothing",
    "/nothing-here",
    "/broken",
)
PAINT = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  loaded: performance.getEntries().map((each) => [each.name, each.transferSize || 0]),
})"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at: pixels wide, in which language, by day or by night."""

    width: int
    language: str
    scheme: str


def addresses(workspace: Workspace) -> list[str]:
    """Return a page of every kind; of records and entities, that of the one with most sources."""
    found = list(OTHERS)
    with open_store(workspace) as store, store.reading() as connection:
        for kind in KINDS.values():
            found.append(f"/{kind.plural}")
            records = list_records(connection, kind.name).records
            if len(records) > 0:
                most = max(records, key=lambda each: (len(each.documents), len(each.statements), each.id))
                found.append(f"/{kind.plural}/{most.id}")
                if kind.name == "agreement":
                    found.append(f"/agreements/{most.id}/delivered")
        for type, plural in ENTITIES.items():
            found.append(f"/{plural}")
            entity, link = schema.entity, schema.record_entity
            named = connection.execute(
                sa.select(entity.c.id)
                .join(link, link.c.entity == entity.c.id)
                .where(entity.c.type == type)
                .group_by(entity.c.id)
                .order_by(sa.func.count().desc(), entity.c.id)
            ).scalar()
            if named is not None:
                found.append(f"/{plural}/{named}")
                if type == "organisation":
                    found.append(f"/organisations/{named}/works")
        found.extend(f"/documents/{each.id}" for each in list_documents(connection, limit=2).documents)
    return found


@contextmanager
def pages(workspace: Workspace, today: date) -> Iterator[str]:
    """Serve a workspace at an address of this machine; /broken is a page that fails."""
    app = create_app(workspace, today=lambda: today)

    def broken() -> None:
        raise RuntimeError("broken on purpose")

    app.add_api_route("/broken", broken, include_in_schema=False)
    with served(app) as address:
        yield address


@contextmanager
def team(folder: Path) -> Iterator[str]:
    """Serve an empty register with accounts."""
    workspace = create_workspace(folder)
    with open_store(workspace) as store, writing(store) as connection:
        for name, role in (("ada", "administrator"), ("ron", "reader")):
            add_account(connection, name, role=role, shown=name.title(), password=PASSWORD)
    with served(create_app(workspace)) as address:
        yield address


def look_at_all(
    browser: Any, address: str, paths: Sequence[str], looks: Sequence[Look], given: argparse.Namespace
) -> int:
    """Look at pages in every way; print what is wrong, and return how much that is."""
    axe = Axe() if given.axe else None
    count, words = 0, dict[str, dict[str, set[str]]]()
    for look in looks:
        with page_for(browser, address, look) as page:
            if paths[0] == "/login":
                enter(page, look, given.out)
            for path in paths:
                found, latin = looked_at(page, path, look, given.out, team=paths[0] == "/login")
                if axe is not None:
                    broken = axe.run(page).response["violations"]
                    found += [
                        f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:2]]}"
                        for each in broken
                    ]
                words.setdefault(path, {}).setdefault(look.language, set()).update(latin)
                count += len(found)
                for line in found:
                    print(f"{path} {look.width} {look.language} {look.scheme}: {line}", flush=True)
    show_words(words)
    return count


@contextmanager
def page_for(browser: Any, address: str, look: Look) -> Iterator[Any]:
    """Give an empty page that remembers what the browser complains of."""
    context = browser.new_context(
        base_url=address, viewport={"width": look.width, "height": 900}, color_scheme=look.scheme
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def looked_at(
    page: Any, path: str, look: Look, out: Path | None, *, team: bool
) -> tuple[list[str], list[str]]:
    """Open a page and save its picture; return what is wrong with it, and its Latin words."""
    page.complaints.clear()
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={look.language}", wait_until="networkidle")
    if out is not None:
        page.screenshot(path=out / f"{'team_' if team else ''}{name_of(path, look)}", full_page=True)
    found = page.evaluate(SCRIPT)
    complaints = [said for said in page.complaints if "responded with a status of" not in said]
    return [*found["wrong"], *(f"browser: {said}" for said in complaints)], found["latin"]


def name_of(path: str, look: Look) -> str:
    """Return a file name for a page."""
    name = "".join(letter if letter.isalnum() else "_" for letter in path.strip("/"))[:60] or "overview"
    return f"{name}-{look.width}-{look.language}-{look.scheme}.png"


def enter(page: Any, look: Look, out: Path | None) -> None:
    """Log in as the administrator; what a stranger sees is saved before."""
    page.goto(f"/login?lang={look.language}")
    if out is not None:
        page.screenshot(path=out / f"stranger_{name_of('/login', look)}", full_page=True)
    page.fill("input[name=name]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")


def show_words(words: Mapping[str, Mapping[str, set[str]]]) -> None:
    """Print texts that are the same in English and another language, and on how many pages."""
    for language in sorted({each for by in words.values() for each in by} - {"en"}):
        same: dict[str, list[str]] = {}
        for path, by in words.items():
            for text in by.get("en", set()) & by.get(language, set()):
                same.setdefault(text, []).append(path)
        print(f"\nthe same in English and {language}:")
        for text, paths in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
            print(f"  {len(paths):>3}  {text[:100]}   {paths[0]}")


def weigh(browser: Any, address: str, paths: Sequence[str]) -> None:
    """Print what each page loads into an empty browser, without and with pictures, and when it is painted."""
    print(f"{'page':<56}{'kB':>8}{'with pictures':>15}{'first paint ms':>16}")
    for path in paths:
        with page_for(browser, address, Look(1440, "en", "light")) as page:
            page.goto(path, wait_until="networkidle")
            found = page.evaluate(PAINT)
        whole = sum(size for _, size in found["loaded"])
        drawn = sum(
            size for name, size in found["loaded"] if name.partition("?")[0].endswith((".svg", ".png"))
        )
        print(
            f"{path[:54]:<56}{(whole - drawn) / 1000:>8.1f}{whole / 1000:>15.1f}{found['paint']:>16.0f}",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--widths", default="375,768,1440")
    parser.add_argument("--languages", default="en,ru,kk")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--only", default="")
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("--bytes", action="store_true")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 1, 15))
    given = parser.parse_args()
    if given.out is not None:
        given.out.mkdir(parents=True, exist_ok=True)
    looks = [
        Look(int(width), language, scheme)
        for scheme in given.schemes.split(",")
        for language in given.languages.split(",")
        for width in given.widths.split(",")
    ]
    workspace = find_workspace(given.workspace)
    paths = [path for path in addresses(workspace) if given.only in path]
    count = 0
    with launched() as browser, tempfile.TemporaryDirectory() as temporary:
        with pages(workspace, given.today) as address:
            if given.bytes:
                weigh(browser, address, paths)
                return 0
            count += look_at_all(browser, address, paths, looks, given)
        if given.only in ("", "team"):
            with team(Path(temporary) / "team") as address:
                count += look_at_all(browser, address, TEAM, looks, given)
    print(f"\n{len(paths)} pages in {len(looks)} ways: {count} to be looked into")
    return 1 if count > 0 else 0


if __name__ == "__main__":
    sys.exit(main())
