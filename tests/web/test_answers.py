"""Kept pages: shared by all who may see the same, never given after a change, to another role or language."""

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.register import add, create_workspace, decide, list_records, open_store
from kelisim.web import User, create_app
from kelisim.web.rooms import all_rooms
from tests.web.conftest import TODAY

sys.path.insert(0, str(Path(__file__).parent.parent / "register"))

from register_samples import many

NAMES = {
    "one": User("u:1", "Asel <b>", "editor"),
    "two": User("u:2", "Boris", "editor"),
    "reader": User("u:3", "Carla", "reader"),
}


class Gate:
    """Takes for who asks whom a header names."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            request = Request(scope)
            name = request.headers.get("x-who", "one")
            request.state.user, request.state.csrf = NAMES[name], f"word-of-{name}"
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A store, and a reader of its pages as whom a header names."""
    workspace = create_workspace(tmp_path_factory.mktemp("answers") / "register")
    rooms = tuple(
        replace(room, guard=lambda app, site: app.add_middleware(Gate)) if room.name == "accounts" else room
        for room in all_rooms()
    )
    with open_store(workspace) as store:
        add(store, many(12))
        app = create_app(workspace, store=store, rooms=rooms, today=lambda: TODAY)
        yield store, app.state.site, TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"})


def first_agreement(store):
    with store.reading() as connection:
        return list_records(connection, "agreement").records[0]


@pytest.mark.parametrize(
    "path", ["/", "/agreements", "/organisations", "/countries/KZ", "/search?q=university"]
)
def test_no_page_is_kept_beyond_a_change(served, path):
    store, site, client = served
    client.get(path)
    held = set(site.kept.answers)
    before = client.get(path)
    assert set(site.kept.answers) == held
    now = datetime.now(UTC).isoformat()
    decide(store, Decision("", "accept", first_agreement(store).id, "A. Editor", now, f"seen on {path}"))
    after = client.get(path, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert set(site.kept.answers) > held


def test_what_a_decision_changes_is_on_the_page_at_once(served):
    store, _, client = served
    record = first_agreement(store)
    address = f"/agreements/{record.id}"
    for number in range(3):
        town = f"Town {number}"
        assert town not in client.get(address).text
        now = datetime.now(UTC).isoformat()
        decide(store, Decision("", "correct", record.id, "A. Editor", now, "", slot="place", value=town))
        assert town in client.get(address).text


def test_two_of_a_role_share_a_page_and_each_has_the_own_name_and_word(served):
    store, site, client = served
    now = datetime.now(UTC).isoformat()
    decide(store, Decision("", "accept", first_agreement(store).id, "A. Editor", now, "to be undone"))
    one = client.get("/decisions", headers={"x-who": "one"})
    held = len(site.kept.answers)
    two = client.get("/decisions", headers={"x-who": "two"})
    assert len(site.kept.answers) == held
    assert "Asel &lt;b&gt;" in one.text
    assert "Boris" not in one.text
    assert "Boris" in two.text
    assert "Asel" not in two.text
    assert 'value="word-of-two"' in two.text
    assert "word-of-one" not in two.text
    assert one.headers["etag"] != two.headers["etag"]
    assert not re.search(r"(?:name|form)-[0-9a-f]{32}", one.text + two.text)
    assert two.text == client.get("/decisions", headers={"x-who": "two"}).text


def test_a_page_of_one_role_is_not_given_to_another(served):
    _, _, client = served
    assert 'href="/add"' in client.get("/people", headers={"x-who": "one"}).text
    assert 'href="/add"' not in client.get("/people", headers={"x-who": "reader"}).text
    assert 'href="/add"' in client.get("/people", headers={"x-who": "two"}).text


def test_a_page_of_one_language_is_not_given_to_another(served):
    _, _, client = served
    found = {
        code: client.get("/projects", headers={"accept-language": code}).text for code in ("en", "ru", "kk")
    }
    assert all(f'<html lang="{code}"' in text for code, text in found.items())
    again = client.get("/projects", headers={"accept-language": "ru"})
    assert '<html lang="ru"' in again.text
    assert again.headers["vary"] == "Accept-Language, Cookie, Authorization"


def test_a_browser_that_has_the_page_is_told_so(served):
    _, _, client = served
    tag = client.get("/events").headers["etag"]
    assert client.get("/events", headers={"if-none-match": tag}).status_code == 304
    other = client.get("/events", headers={"if-none-match": tag, "x-who": "two"})
    assert other.status_code == 200


def test_problems_are_not_kept(served):
    _, site, client = served
    held = len(site.kept.answers)
    assert client.get("/agreements?page=9999").status_code == 404
    assert client.get("/agreements/a:0000").status_code == 404
    assert len(site.kept.answers) == held
