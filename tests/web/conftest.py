"""Pages of the examples' register, asked for without a server."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from kelisim.register import find_workspace
from kelisim.web import create_app

TODAY = date(2026, 1, 15)


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
