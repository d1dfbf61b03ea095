"""Answers kept in memory: the same while the register stays, bounded, never one reader's for another."""

from datetime import UTC, datetime

from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.register import decide, find_workspace, list_records, open_store
from kelisim.register.editions import Watch
from kelisim.web import create_app
from kelisim.web.keeping import Kept
from tests.web.conftest import TODAY


def test_kept_answers_stay_within_their_limit():
    kept = Kept(10)
    for number in range(5):
        kept.put(str(number), b"abcd", "text/html")
    assert kept.get("0") is None
    assert kept.get("4") == (b"abcd", "text/html")
    assert kept.size == sum(len(body) for body, _ in kept.answers.values()) <= 10
    kept.put("large", b"x" * 2_000_000, None)
    assert kept.get("large") is None


def test_answer_asked_for_again_outlives_one_that_is_not():
    kept = Kept(8)
    kept.put("first", b"abcd", None)
    kept.put("second", b"abcd", None)
    kept.get("first")
    kept.put("third", b"abcd", None)
    assert kept.get("first") is not None
    assert kept.get("second") is None


def test_kept_answer_is_the_very_one_and_goes_with_the_register(register_copy):
    workspace = find_workspace(register_copy)
    with open_store(workspace) as store:
        client = TestClient(create_app(workspace, store=store, today=lambda: TODAY), "http://127.0.0.1")
        with store.reading() as connection:
            record = list_records(connection, "agreement").records[0]
        address = f"/agreements/{record.id}"
        first, again = client.get(address), client.get(address)
        assert again.text == first.text
        assert again.headers["content-type"] == first.headers["content-type"]
        assert client.get(f"{address}?lang=ru").text != first.text
        why = "a reason that stands on the page"
        decide(store, Decision("", "accept", record.id, "A. Editor", datetime.now(UTC).isoformat(), why))
        assert why in client.get(address).text


def test_edition_is_another_after_every_change(register_copy):
    with open_store(find_workspace(register_copy)) as store:
        seen: set[int] = set()
        watch = Watch(store)
        for place in range(3):
            with store.reading() as connection:
                record = list_records(connection, "agreement").records[place]
            now = datetime.now(UTC).isoformat()
            decide(store, Decision("", "accept", record.id, "A. Editor", now))
            number = watch.now().register
            assert number not in seen
            seen.add(number)
