"""A register in which something waits for a person: the settings ask to see most readings."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from kelisim.register import find_workspace, open_store, rebuild
from kelisim.web import create_app


@pytest.fixture
def workspace(register_copy):
    settings = register_copy / "kelisim.toml"
    settings.write_text(settings.read_text("utf-8").replace("below = 0.7", "below = 0.9"), "utf-8")
    return find_workspace(register_copy)


@pytest.fixture
def store(workspace):
    with open_store(workspace) as opened:
        rebuild(opened)
        yield opened


@pytest.fixture
def app(workspace, store):
    return create_app(workspace, store=store, today=lambda: date(2030, 1, 15))


@pytest.fixture
def editor(app):
    headers = {"accept-language": "en"}
    return TestClient(app, "http://127.0.0.1", headers=headers, follow_redirects=True)
