"""Pages of the examples' register, asked for without a server."""

from datetime import date
from functools import cache

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from kelisim.register import find_workspace
from kelisim.web import create_app
from kelisim.web.accounts import secrets

TODAY = date(2026, 1, 15)


@pytest.fixture(scope="session", autouse=True)
def passwords_of_no_worth():
    """Keep passwords of tests by a thousandth of the work: it is made to take long, and tests log in often.

    How they are kept in earnest is asked of the command line (see `test_command_line_keeps_accounts`).
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_hasher", cache(lambda: PasswordHasher(time_cost=1, memory_cost=64)))
        yield


@pytest.fixture(scope="session")
def app(examples_register):
    """The pages of the register of examples/: not to be written to."""
    return create_app(find_workspace(examples_register), today=lambda: TODAY)


@pytest.fixture(scope="session")
def _reader(app):
    headers = {"accept-language": "en"}
    with TestClient(app, "http://127.0.0.1", headers=headers, follow_redirects=False) as client:
        yield client


@pytest.fixture
def pages(_reader):
    """A reader of these pages, in English, who does not follow redirects and comes without cookies."""
    _reader.cookies.clear()
    return _reader
