"""Who is let in: at the machine, in a team, where the register is published; forms of other sites."""

import re

import pytest
import sqlalchemy as sa
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from kelisim.register import find_workspace, schema
from kelisim.web import create_app
from kelisim.web.accounts import writing
from kelisim.web.accounts.people import change_role, deactivate, find_account
from tests.web.forms import PASSWORD, hidden, logged_in, word

OPEN = re.compile(r"/(?:login.*|invitation/.*|static/.*|favicon.ico|robots.txt)")


def routes(app, method):
    """Return the paths of all handlers of a method, their parameters filled in."""
    found = set()

    def walk(held):
        for route in held:
            if isinstance(route, APIRoute) and method in route.methods:
                found.add(re.sub(r"\{[^}]*\}", "j:0", route.path))
            elif hasattr(route, "original_router"):
                walk(route.original_router.routes)

    walk(app.routes)
    return sorted(found)


def test_person_at_the_machine_needs_no_login(examples_register):
    app = create_app(find_workspace(examples_register))
    with TestClient(app, "http://127.0.0.1") as client:
        assert client.get("/agreements").status_code == 200
        assert "no accounts" in client.get("/account").text


def test_without_accounts_another_machine_is_refused(examples_register):
    app = create_app(find_workspace(examples_register))
    client = TestClient(app, "http://127.0.0.1", client=("203.0.113.9", 5000))
    answer = client.get("/agreements")
    assert answer.status_code == 403
    assert "kelisim account add" in answer.text


def test_without_accounts_another_name_is_refused(examples_register):
    from kelisim.web.settings import WebSettings

    app = create_app(find_workspace(examples_register), WebSettings(hosts=["register.example"]))
    assert TestClient(app, "http://register.example").get("/agreements").status_code == 403


def test_nothing_is_reachable_without_login(app, stranger):
    paths = [path for path in routes(app, "GET") if not OPEN.fullmatch(path)]
    assert len(paths) > 40
    for path in paths:
        answer = stranger.get(path)
        assert answer.status_code in (303, 401), path
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login?next=%2F"), path
        assert "Leeds" not in answer.text, path


def test_published_register_may_be_read_and_no_more(make):
    client = TestClient(make(published=True), "http://127.0.0.1", follow_redirects=False)
    assert client.get("/agreements").status_code == 200
    for path in ("/review", "/add", "/decisions", "/account", "/accounts", "/accounts/log.json"):
        assert client.get(path).status_code in (303, 401), path
    csrf = hidden(client.get("/login").text)["csrf"]
    for path in routes(client.app, "POST"):
        if not OPEN.fullmatch(path):
            assert client.post(path, data={"csrf": csrf}).status_code in (303, 401, 403, 422), path
    assert (
        client.post("/review", data={"csrf": csrf, "key": "a:0", "action": "accept", "seen": "x"})
        .headers["location"]
        .startswith("/login")
    )


def test_every_form_asks_for_the_word_of_our_page(app, ada):
    paths = routes(app, "POST")
    assert "/review" in paths
    assert "/add/files" in paths
    assert "/accounts/role" in paths
    for path in paths:
        for data in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
            assert ada.post(path, data=data).status_code == 403, path


def test_word_of_another_session_is_stale(ada, eva):
    csrf = word(eva, "/account")
    answer = ada.post("/account/tokens", data={"csrf": csrf, "label": "x", "days": "3"})
    assert answer.status_code == 403
    assert "too old" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_form_of_another_site_is_refused(ada, headers):
    data = {"csrf": word(ada, "/account"), "label": "x", "days": "3"}
    assert ada.post("/account/tokens", data=data, headers=headers).status_code == 403


def test_reader_may_not_write_nor_editor_see_accounts(ron, eva):
    assert ron.get("/agreements").status_code == 200
    for path in ("/review", "/add", "/decisions"):
        assert ron.get(path).status_code == 403
    assert eva.get("/review").status_code == 200
    for path in ("/accounts", "/accounts/log"):
        assert eva.get(path).status_code == 403
    data = {"csrf": word(eva, "/account"), "id": "u:0", "role": "administrator"}
    assert eva.post("/accounts/role", data=data).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "../../etc/passwd", "' or 1=1 --" + "a" * 20])
def test_forged_session_is_nobody(app, cookie):
    client = TestClient(app, "http://127.0.0.1", follow_redirects=False)
    answer = client.get("/agreements", headers={"cookie": f"kelisim={cookie}"})
    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["", "x", "kelisim_" + "a" * 43, "'; drop table account; --"])
def test_forged_token_is_refused(app, token):
    client = TestClient(app, "http://127.0.0.1", follow_redirects=False)
    answer = client.get("/agreements.json", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "way",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%09//evil",
        "/\t/evil.example",
        "/ok\r\nset-cookie: a=b",
    ],
)
def test_login_leads_nowhere_else(stranger, way):
    data = {"name": "ada", "password": PASSWORD, "csrf": word(stranger, "/login"), "next": way}
    location = stranger.post("/login", data=data).headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\\" not in location
    assert "\r" not in location
    assert "\t" not in location


def test_login_leads_back(stranger):
    assert (
        stranger.get("/agreements?year=2024").headers["location"] == "/login?next=%2Fagreements%3Fyear%3D2024"
    )
    data = {
        "name": "ADA",
        "password": PASSWORD,
        "csrf": word(stranger, "/login"),
        "next": "/agreements?year=2024",
    }
    assert stranger.post("/login", data=data).headers["location"] == "/agreements?year=2024"


def test_wrong_half_of_a_login_is_not_told(stranger):
    csrf = word(stranger, "/login")
    answers = [
        stranger.post("/login", data={"name": name, "password": "wrong wrong wrong", "csrf": csrf})
        for name in ("ada", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    said = [re.search(r'role="alert"[^>]*>([^<]*)', answer.text)[1] for answer in answers]
    assert said[0] == said[1]


def test_logins_are_limited(stranger, store):
    csrf = word(stranger, "/login")
    wrong = {"name": "ada", "password": "wrong wrong wrong", "csrf": csrf}
    assert [stranger.post("/login", data=wrong).status_code for _ in range(6)] == [403] * 5 + [429]
    right = wrong | {"password": PASSWORD}
    assert stranger.post("/login", data=right).status_code == 429
    with writing(store) as connection:  # a quarter of an hour later
        connection.execute(sa.update(schema.login_failure).values(at="2020-01-01T00:00:00.000000+00:00"))
    assert stranger.post("/login", data=right).status_code == 303


def test_token_of_a_session_is_new_at_login(app):
    client = TestClient(app, "http://127.0.0.1", follow_redirects=False)
    planted = "p" * 43
    client.cookies.set("kelisim", planted)
    data = {"name": "ada", "password": PASSWORD, "csrf": word(client, "/login")}
    answer = client.post("/login", data=data)
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("kelisim="))
    assert planted not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_cookies_by_https_are_bound_to_the_host(app):
    client = logged_in(app, "ada", "https://register.example")
    assert client.get("/account").status_code == 200
    answer = client.post("/logout", data={"csrf": word(client, "/account")})
    assert answer.status_code == 303
    assert '__Host-kelisim=""' in answer.headers["set-cookie"]


def test_session_ends_on_the_server(ada, app):
    cookie = ada.cookies["kelisim"]
    ada.post("/logout", data={"csrf": word(ada, "/account")})
    again = TestClient(app, "http://127.0.0.1", cookies={"kelisim": cookie}, follow_redirects=False)
    assert again.get("/agreements").status_code == 303


@pytest.mark.parametrize("column", ["seen", "began", "expires"])
def test_session_runs_out(ada, store, column):
    assert ada.get("/agreements").status_code == 200
    with writing(store) as connection:
        long_ago = {column: "2020-01-01T00:00:00.000000+00:00"}
        connection.execute(sa.update(schema.login_session).values(**long_ago))
    assert ada.get("/agreements").status_code == 303


def test_token_of_a_session_turns_and_its_forms_stay_good(ada, store):
    csrf = word(ada, "/account")
    before = ada.cookies["kelisim"]
    with writing(store) as connection:
        from kelisim.web.accounts import later

        connection.execute(sa.update(schema.login_session).values(turned=later(hours=-25)))
    assert ada.get("/agreements").status_code == 200
    assert ada.cookies["kelisim"] != before
    answer = ada.post("/account/tokens", data={"csrf": csrf, "label": "x", "days": "3"})
    assert answer.status_code == 200


def test_rights_change_at_once(eva, store):
    with writing(store) as connection:
        change_role(connection, find_account(connection, "eva").id, "reader")
    assert eva.get("/review").status_code == 403
    with writing(store) as connection:
        deactivate(connection, find_account(connection, "eva").id)
    assert eva.get("/agreements").status_code == 303


def test_address_of_a_client_is_taken_from_named_proxies_only(make, store):
    def failed(app, peer):
        client = TestClient(app, "http://127.0.0.1", client=(peer, 5000), follow_redirects=False)
        headers = {"x-forwarded-for": "198.51.100.7"}
        csrf = hidden(client.get("/login", headers=headers).text)["csrf"]
        data = {"name": "ada", "password": "wrong wrong wrong", "csrf": csrf}
        client.post("/login", data=data, headers=headers)
        with store.reading() as connection:
            table = schema.login_failure
            query = sa.select(table.c.address).order_by(table.c.number.desc()).limit(1)
            return connection.execute(query).scalar_one()

    assert failed(make(), "203.0.113.9") == "203.0.113.9"
    assert failed(make(proxies=["203.0.113.9"]), "203.0.113.9") == "198.51.100.7"
