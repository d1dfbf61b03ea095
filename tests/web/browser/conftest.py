"""A browser before the pages: Chromium, without a window; skipped with the reason where there is none."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from kelisim.register import find_workspace
from kelisim.web import create_app
from tests.web.conftest import TODAY

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def _chromium():
    """Return the browser to use: KELISIM_CHROMIUM, the installed one, or None for Playwright's own."""
    named = os.environ.get("KELISIM_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)


@contextmanager
def launched() -> Iterator:
    """Start Chromium; raises FileNotFoundError where there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = _chromium() or playwright.chromium.executable_path
        if not Path(path).exists():
            raise FileNotFoundError(
                "no Chromium: install it, or run playwright install chromium, or set KELISIM_CHROMIUM"
            )
        started = playwright.chromium.launch(executable_path=path, args=_QUIET.split())
        yield started
        started.close()


@contextmanager
def served(app) -> Iterator[str]:
    """Serve pages at an address of this machine, which is given."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser():
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    try:
        with launched() as started:
            yield started
    except FileNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def server(examples_register):
    """The pages of the register of examples/ at an address of this machine; gives (address, site)."""
    app = create_app(find_workspace(examples_register), today=lambda: TODAY)
    with served(app) as address:
        yield address, app.state.site


@pytest.fixture
def visitor(browser, server):
    """Make a page of a browser of its own: `visitor(scheme="dark", javascript=False, width=375, …)`.

    `at` is another address to be at than that of the examples.
    """
    opened = []

    def make(*, scheme="light", javascript=True, width=1280, locale="en-GB", at=None):
        context = browser.new_context(
            base_url=at or server[0],
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=locale,
        )
        opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield make
    for context in opened:
        context.close()
