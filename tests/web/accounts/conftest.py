"""A register that a team works with: an administrator, an editor, a reader."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from kelisim.register import find_workspace, open_store
from kelisim.web import create_app
from kelisim.web.accounts import writing
from kelisim.web.accounts.people import add_account
from kelisim.web.settings import AccountSettings, WebSettings
from tests.web.forms import PASSWORD, logged_in

NAMES = {"ada": "administrator", "eva": "editor", "ron": "reader"}


@pytest.fixture
def store(register_copy):
    """The store of the team, open."""
    with open_store(find_workspace(register_copy)) as opened:
        with writing(opened) as connection:
            for name, role in NAMES.items():
                add_account(connection, name, role=role, shown=name.title(), password=PASSWORD)
        yield opened


@pytest.fixture
def make(register_copy, store):
    """Make the pages of the team, with settings of accounts."""

    def made(**accounts):
        settings = WebSettings(accounts=AccountSettings(**accounts), hosts=["register.example"])
        return create_app(
            find_workspace(register_copy), settings, store=store, today=lambda: date(2026, 1, 15)
        )

    return made


@pytest.fixture
def app(make):
    """The pages of the team."""
    return make()


@pytest.fixture
def stranger(app):
    """Somebody who has not logged in."""
    return TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"}, follow_redirects=False)


@pytest.fixture
def ada(app):
    """The administrator, logged in."""
    return logged_in(app, "ada")


@pytest.fixture
def eva(app):
    """The editor, logged in."""
    return logged_in(app, "eva")


@pytest.fixture
def ron(app):
    """The reader, logged in."""
    return logged_in(app, "ron")
