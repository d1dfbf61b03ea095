"""Accounts, invitations, tokens, the log, and the command line for them."""

import json

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from kelisim.register import find_workspace, open_store, schema
from kelisim.web.accounts import writing
from kelisim.web.accounts.people import (
    AccountError,
    add_account,
    change_role,
    deactivate,
    find_account,
    kept_password,
)
from tests.commands import run_kelisim
from tests.web.forms import PASSWORD, hidden, logged_in, word


def invited(ada, role="editor"):
    """Return the way to a new invitation."""
    answer = ada.post("/accounts/invite", data={"csrf": word(ada, "/account"), "role": role})
    return "/invitation/" + answer.text.split("/invitation/")[1].split("<")[0]


def accept(client, way, name="neu", password=PASSWORD):
    form = hidden(client.get(way).text)
    return client.post(
        way, data={**form, "name": name, "shown": "<script>neu</script>", "password": password}
    )


def test_invitation_makes_one_account_and_logs_it_in(ada, stranger, app):
    way = invited(ada)
    assert accept(stranger, way).status_code == 303
    assert stranger.get("/review").status_code == 200
    other = TestClient(app, "http://127.0.0.1", follow_redirects=False)
    assert other.get(way).status_code == 404


def test_page_of_an_invitation_lets_its_own_form_be_told_from_others(ada, stranger):
    page = stranger.get(invited(ada))
    assert page.headers["referrer-policy"] == "same-origin"  # "no-referrer" makes browsers send Origin: null


def test_invitation_runs_out(ada, stranger, store):
    way = invited(ada)
    with writing(store) as connection:
        connection.execute(sa.update(schema.invitation).values(expires="2020-01-01T00:00:00.000000+00:00"))
    assert stranger.get(way).status_code == 404


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", PASSWORD), ("neu", "short"), ("neu", "neu neu neu neu neu"), ("a b", PASSWORD), ("", PASSWORD)],
)
def test_account_that_cannot_be_is_refused(ada, stranger, name, password):
    way = invited(ada)
    assert accept(stranger, way, name, password).status_code == 422
    assert accept(stranger, way).status_code == 303  # and the invitation is still good


def test_names_are_shown_as_text(ada, stranger):
    accept(stranger, invited(ada))
    for path in ("/accounts", "/accounts/log", "/agreements"):
        assert "<script>neu" not in ada.get(path).text
    assert "&lt;script&gt;neu" in ada.get("/accounts").text


def test_names_that_look_alike_are_one(store):
    with writing(store) as connection, pytest.raises(AccountError, match="taken"):
        add_account(connection, " ＡＤＡ ", password=PASSWORD)


def test_last_administrator_stays(store):
    with writing(store) as connection:
        ada = find_account(connection, "ada")
        with pytest.raises(AccountError, match="last administrator"):
            deactivate(connection, ada.id)
        with pytest.raises(AccountError, match="last administrator"):
            change_role(connection, ada.id, "editor")


def test_only_hashes_are_kept(ada, store, register_copy):
    answer = ada.post("/account/tokens", data={"csrf": word(ada, "/account"), "label": "report", "days": "3"})
    token = answer.text.split('class="secret">')[1].split("<")[0]
    secrets = [PASSWORD, token, ada.cookies["kelisim"], invited(ada).rpartition("/")[2]]
    store.close()
    held = b"".join(path.read_bytes() for path in register_copy.glob("register.sqlite*"))
    for secret in secrets:
        assert secret.encode() not in held


def test_token_acts_as_its_account_until_taken_away(ada, app):
    answer = ada.post("/account/tokens", data={"csrf": word(ada, "/account"), "label": "report", "days": "3"})
    token = answer.text.split('class="secret">')[1].split("<")[0]
    program = TestClient(app, "http://127.0.0.1", headers={"authorization": f"Bearer {token}"})
    assert program.get("/agreements.json").status_code == 200
    assert program.get("/accounts/log.json").json()["notes"][0]["action"] == "token issued"
    id = ada.get("/account").text.split('name="id" value="')[1].split('"')[0]
    ada.post("/account/tokens/revoke", data={"csrf": word(ada, "/account"), "id": id})
    assert program.get("/agreements.json").status_code == 401


def test_changed_password_ends_other_sessions(app, eva):
    other = logged_in(app, "eva")
    data = {"csrf": word(eva, "/account"), "old": PASSWORD, "new": "another quiet sentence"}
    assert eva.post("/account/password", data=data | {"old": "no"}).status_code == 403
    assert eva.post("/account/password", data=data).status_code == 303
    assert eva.get("/agreements").status_code == 200
    assert other.get("/agreements").status_code == 303


def test_log_tells_who_did_what_from_where(ada):
    invited(ada, "reader")
    notes = ada.get("/accounts/log.json").json()["notes"]
    assert [(note["who"], note["action"], note["target"]) for note in notes[:2]] == [
        ("Ada", "invited", "reader"),
        ("Ada", "login", "ada"),
    ]


def test_command_line_keeps_accounts(register_copy):
    def run(*arguments, stdin=b""):
        return run_kelisim("account", *arguments, "-w", str(register_copy), cwd=register_copy, stdin=stdin)

    made = run(
        "add", "ada@example.org", "--role", "administrator", "--password-stdin", stdin=PASSWORD.encode()
    )
    assert (made.returncode, made.stdout.decode()) == (0, "ada@example.org is an administrator\n")
    assert b"shown this once" in run("add", "eva").stdout
    assert run("role", "eva", "editor").returncode == 0
    assert run("close", "eva").returncode == 0
    listed = json.loads(run("list", "--json").stdout)
    assert [(row["name"], row["role"], row["active"]) for row in listed] == [
        ("ada@example.org", "administrator", True),
        ("eva", "editor", False),
    ]
    refused = run("close", "ada@example.org")
    assert refused.returncode == 2
    assert b"last administrator" in refused.stderr
    assert b"no account 'nobody'" in run("role", "nobody", "editor").stderr
    actions = [row["action"] for row in json.loads(run("log", "--json").stdout)]
    assert actions == ["deactivated", "made editor", "account made", "account made"]
    with open_store(find_workspace(register_copy)) as store, writing(store) as connection:
        kept = kept_password(connection, find_account(connection, "ada@example.org").id)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
