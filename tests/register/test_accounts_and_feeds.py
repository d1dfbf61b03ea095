"""What is kept of the people who work with a register, on each engine in turn."""

import pytest

from kelisim.web.accounts import note, writing
from kelisim.web.accounts.keys import accept_invitation, invite, issue_token, noted, user_of_token
from kelisim.web.accounts.people import AccountError, accounts, add_account, deactivate, find_account
from kelisim.web.accounts.sessions import begin, failures_allow, look_up, note_failure, turn
from kelisim.web.adding import add_feed, due, feeds, remove_feed
from kelisim.web.adding.jobs import load_job, start_job
from kelisim.web.settings import AccountSettings
from kelisim.web.site import User

SETTINGS, PASSWORD = AccountSettings(), "a long and quiet sentence"


def test_accounts_sessions_and_tokens_are_kept(store):
    with writing(store) as connection:
        ada = add_account(connection, "Ada", role="administrator", password=PASSWORD)
        secret = invite(connection, "editor", "Ada")
        eva = accept_invitation(connection, secret, "eva", "Eva", PASSWORD)
        token, key = begin(connection, eva, SETTINGS), issue_token(connection, eva, "report", 3)
        note(connection, "Ada", "invited", "editor")
    with writing(store) as connection:
        turned = turn(connection, token, SETTINGS)
        with pytest.raises(AccountError, match="taken"):
            add_account(connection, "ADA", password=PASSWORD)
    with store.reading() as connection:
        assert [each.name for each in accounts(connection)] == ["ada", "eva"]
        assert look_up(connection, token, SETTINGS).form == look_up(connection, turned, SETTINGS).form
        assert user_of_token(connection, key) == User(eva.id, "Eva", "editor")
        assert noted(connection, limit=5)[1] == 1
    with writing(store) as connection:
        deactivate(connection, eva.id)
    with store.reading() as connection:
        assert look_up(connection, turned, SETTINGS) is None
        assert user_of_token(connection, key) is None
        assert find_account(connection, "ada").id == ada.id


def test_failures_are_counted(store):
    for _ in range(5):
        with writing(store) as connection:
            note_failure(connection, "ada", "203.0.113.9")
    with store.reading() as connection:
        assert not failures_allow(connection, "ada", "203.0.113.9")
        assert failures_allow(connection, "ada", "198.51.100.7")


def test_nothing_is_kept_after_an_error(store):
    def twice():
        with writing(store) as connection:
            add_account(connection, "ada", password=PASSWORD)
            add_account(connection, "ada", password=PASSWORD)

    with pytest.raises(AccountError):
        twice()
    with store.reading() as connection:
        assert accounts(connection) == ()


def test_feeds_and_jobs_are_kept(store):
    add_feed(store, "https://example.org/feed", "Ada")
    id = start_job(store, User("", "Ada", "editor"), ["a.txt"])
    with store.reading() as connection:
        assert due(connection) == feeds(connection)
        assert load_job(connection, id).outcome.sources == ("a.txt",)
    remove_feed(store, "https://example.org/feed")
