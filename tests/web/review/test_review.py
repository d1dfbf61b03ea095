"""Deciding on what waits: by forms alone, with undo, and without overwriting one another."""

import re
import threading

from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.register import decide, decisions, list_records, show
from tests.web.forms import hidden


def question(editor, sort, at=""):
    """Return the hidden fields of what is asked."""
    html = editor.get("/review", params={"sort": sort, "at": at}).text
    form = re.search(r'<form method="post" action="/review" class="verdict">.*?</form>', html, re.DOTALL)
    return hidden(form[0])


def made(store):
    with store.reading() as connection:
        return decisions(connection)


def test_accepted_reading_leaves_the_queue_and_comes_back_by_undo(editor, store):
    before = editor.get("/review.json").json()["counts"]["reading"]
    assert before > 0
    form = question(editor, "reading")
    answer = editor.post("/review", data=form | {"action": "accept", "why": "it says so"})
    assert editor.get("/review.json").json()["counts"]["reading"] == before - 1
    logged = made(store)[-1].decision
    assert (logged.action, logged.target, logged.why) == ("accept", form["key"], "it says so")
    editor.post("/review/undo", data=hidden(answer.text))
    assert editor.get("/review.json").json()["counts"]["reading"] == before


def test_score_is_told_after_the_decision_only(editor):
    html = editor.get("/review?sort=reading").text
    assert "%" not in re.sub(r"<[^>]*>", "", html)
    assert "probability" not in editor.get("/review.json?sort=reading").text.replace('"probability_', "")
    answer = editor.post("/review", data=question(editor, "reading") | {"action": "accept"})
    assert re.search(r"The reading had been \d+ % sure", answer.text)


def test_skipping_passes_through_the_whole_queue(editor):
    page = editor.get("/review.json").json()
    seen = [page["case"]["item"]["key"]]
    while page["after"] is not None:
        page = editor.get("/review.json", params={"at": page["after"]}).json()
        seen.append(page["case"]["item"]["key"])
    assert len(seen) == len(set(seen)) == page["total"]


def test_sentence_stands_beside_the_question(editor, store):
    page = editor.get("/review.json?sort=reading").json()
    side = page["case"]["sides"][0]
    text = "".join(piece["text"] for piece in side["passages"][0]["pieces"])
    with store.reading() as connection:
        view = show(connection, side["id"])
    assert view.sources[0].statement.quote.text in text


def test_rejected_record_is_gone(editor, store):
    form = question(editor, "reading")
    editor.post("/review", data=form | {"action": "reject"})
    assert form["key"] not in editor.get("/review.json?sort=reading").text
    assert made(store)[-1].decision.action == "reject"


def test_correction_keeps_the_question_open(editor, store):
    form = question(editor, "reading")
    with store.reading() as connection:
        agreement = list_records(connection, "agreements").records
    waiting = next((each.id for each in agreement if each.review), None)
    assert waiting is not None
    form = question(editor, "reading", waiting)
    data = form | {"action": "correct", "slot": "place", "value": "Astana"}
    answer = editor.post("/review", data=data)
    assert f"at={waiting.replace(':', '%3A')}" in str(answer.url)
    with store.reading() as connection:
        slot = show(connection, waiting).record.slot("place")
    assert slot.fillers[0].value == "Astana"
    assert slot.fillers[0].decision is not None


def test_correction_that_cannot_be_is_refused(editor):
    form = question(editor, "reading") | {"action": "correct"}
    for slot, value in (("date", "soon"), ("kind", "wedding"), ("no_such_slot", "x")):
        assert editor.post("/review", data=form | {"slot": slot, "value": value}).status_code == 422


def test_pair_is_kept_apart_or_merged(editor, store):
    form = question(editor, "pair")
    first, second = form["key"].split("~")
    before = editor.get("/review.json").json()["counts"]["pair"]
    answer = editor.post("/review", data=form | {"action": "not_same"})
    logged = made(store)[-1].decision
    assert (logged.action, logged.target, logged.others) == ("not_same", first, (second,))
    assert editor.get("/review.json").json()["counts"]["pair"] == before - 1
    editor.post("/review/undo", data=hidden(answer.text))
    form = question(editor, "pair")
    answer = editor.post("/review", data=form | {"action": "merge"})
    assert answer.status_code == 200
    assert made(store)[-1].decision.action == "merge"
    assert editor.get("/review.json").json()["counts"]["pair"] == before - 1


def test_answer_must_fit_the_question(editor):
    form = question(editor, "pair")
    assert editor.post("/review", data=form | {"action": "accept"}).status_code == 422
    form = question(editor, "reading")
    assert editor.post("/review", data=form | {"action": "merge"}).status_code == 422
    assert editor.post("/review", data=form | {"action": "reject", "statement": "s:0"}).status_code == 422


def test_second_answer_to_the_same_page_is_refused(editor, store):
    form = question(editor, "reading")
    assert editor.post("/review", data=form | {"action": "accept"}).status_code == 200
    count = len(made(store))
    answer = editor.post("/review", data=form | {"action": "reject"})
    assert answer.status_code == 409
    assert "accepted" in answer.text
    assert len(made(store)) == count


def test_decision_from_elsewhere_makes_the_page_stale(editor, store):
    form = question(editor, "reading")
    decide(store, Decision("", "accept", form["key"], "somebody", "2030-01-15T10:00:00+00:00"))
    assert editor.post("/review", data=form | {"action": "reject"}).status_code == 409


def test_two_at_the_same_moment_do_not_overwrite_each_other(app, editor, store):
    forms = [question(editor, "reading")]
    other = TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"})
    forms.append(question(other, "reading"))
    start, codes = threading.Barrier(2), []

    def answer(client, form, action):
        start.wait()
        codes.append(client.post("/review", data=form | {"action": action}).status_code)

    threads = [
        threading.Thread(target=answer, args=(client, form, action))
        for client, form, action in zip((editor, other), forms, ("accept", "reject"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 409]
    assert len(made(store)) == 1


def test_unknown_things_are_a_clear_page(editor):
    form = question(editor, "reading")
    for key in ("a:0", "x", "o:1~o:2", "a~b~c", "'; drop table decision; --"):
        assert editor.post("/review", data=form | {"key": key, "action": "accept"}).status_code == 409
    assert editor.post("/review/undo", data={"csrf": form["csrf"], "decision": "dc:0"}).status_code == 404
    assert editor.get("/review?at=nothing&done=dc:0").status_code == 200


def test_log_tells_who_decided_what(editor, store):
    form = question(editor, "reading")
    editor.post("/review", data=form | {"action": "accept", "why": "<script>alert(1)</script>"})
    html = editor.get("/decisions").text
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    editor.post("/review/undo", data=hidden(html))
    assert [each.decision.action for each in made(store)] == ["accept", "undo"]
