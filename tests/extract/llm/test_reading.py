"""Whatever an endpoint does, each document ends as an extraction or as one line; nothing is asked twice."""

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest

from kelisim.extract import NotExtracted
from kelisim.extract.llm import ledger
from kelisim.extract.llm.prompt import prompt
from kelisim.model import Extraction
from tests.extract.llm.server import Reply, announcement, numbers_of, report

TEXT = "On 5 May 2026 the University of Leeds and Satbayev University signed a memorandum in Almaty."
DOCUMENT = announcement(TEXT)
OTHER = announcement("The University of Leeds signed nothing on 6 May 2026.")


def answer(question=""):
    numbers = numbers_of(question, "memorandum") or [0]
    agreement = {
        "sentences": numbers[:1],
        "kind": {"value": "memorandum", "quote": "memorandum"},
        "parties": ["University of Leeds", "Satbayev University"],
    }
    return Reply(report(agreements=[agreement]))


def only(extractor, document=DOCUMENT):
    (found,) = extractor.read([document])
    return found


def kinds(found):
    assert isinstance(found, Extraction), found
    return [statement.kind for statement in found.statements]


def refused(found):
    assert isinstance(found, NotExtracted)
    assert "\n" not in found.message
    return found.message


# --- what is asked -------------------------------------------------------------------------------------


def test_one_request_with_key_schema_and_text(server, run):
    server.model = answer
    extractor = run(input_price=2.0, output_price=10.0, currency="EUR")
    found = only(extractor)
    assert kinds(found) == ["agreement"]
    assert found.extractor == found.statements[0].extractor == extractor.name("en")
    ((method, path, headers),) = server.requests
    assert (method, path) == ("POST", "/v1/chat/completions")
    assert headers["authorization"] == "Bearer secret-key"
    (asked,) = server.asked
    assert set(asked) == {"model", "messages", "max_tokens", "temperature", "response_format"}
    assert asked["response_format"]["json_schema"]["schema"] == prompt().schema
    assert TEXT in asked["messages"][1]["content"]
    spent = extractor.spent()
    assert (spent.requests, spent.kept_answers, spent.input_tokens, spent.output_tokens) == (1, 0, 1000, 100)
    assert spent.cost == pytest.approx(1000 * 2e-6 + 100 * 10e-6)
    assert "0.0030 EUR" in spent.lines()[0]
    assert (spent.values, spent.dropped, spent.notes) == (3, {}, ())


def test_without_a_key_none_is_sent(server, run, monkeypatch):
    monkeypatch.delenv("KELISIM_LLM_KEY")
    server.model = answer
    assert kinds(only(run())) == ["agreement"]
    assert "authorization" not in server.requests[0][2]


def test_extractor_is_named_by_model_version_and_prompt(run):
    name = run().name("en")
    assert name == f"llm small-model 1.0-{prompt().version}"
    long = run(model="x" * 300).name("en")
    assert len(long) <= 128
    assert long != run(model="x" * 299).name("en")


def test_tokens_that_are_not_told_are_said_so(server, run):
    server.replies = [Reply(answer().content, usage=None)]
    extractor = run()
    only(extractor)
    assert extractor.spent().untold == 1
    assert "not told for 1 answers" in extractor.spent().lines()[0]


def test_a_text_without_letters_is_not_sent(server, run):
    assert kinds(only(run(), announcement("\n \n"))) == []
    assert server.requests == []


# --- answers are kept ----------------------------------------------------------------------------------


def test_the_same_is_never_asked_twice_and_works_offline(server, run):
    server.model = answer
    first = only(run())
    server.model = None
    again = run()
    assert only(again) == first
    assert only(run(offline=True)) == first
    assert only(run(address="http://127.0.0.1:1/v1")) == first
    assert (again.spent().requests, again.spent().kept_answers) == (0, 1)
    assert len(server.asked) == 1


def test_another_model_or_document_is_asked_anew(server, run):
    server.model = answer
    only(run())
    only(run(model="other"))
    only(run(), OTHER)
    assert len(server.asked) == 3


def test_offline_what_is_not_kept_is_refused(server, run):
    assert "no answer of the language model is kept" in refused(only(run(offline=True)))
    assert server.requests == []


def test_unusable_file_of_answers_is_one_line(endpoint, tmp_path, server):
    from kelisim.extract.llm import model_extractor

    extractor = model_extractor(endpoint, tmp_path / "no" / "folder.sqlite")
    assert "the answers of the language model cannot be kept" in refused(only(extractor))
    assert extractor.spent().notes != ()
    (tmp_path / "text.sqlite").write_text("no database" * 100)
    assert "cannot be kept" in refused(only(model_extractor(endpoint, tmp_path / "text.sqlite")))
    assert server.requests == []


# --- for a while ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_what_fails_for_a_while_is_asked_again_later_and_later(server, run, slept, status):
    server.replies = [Reply(status=status, body=b"busy"), Reply(status=status, body=b"busy"), answer()]
    extractor = run()
    assert kinds(only(extractor)) == ["agreement"]
    assert [seconds for seconds in slept if seconds > 0] == [1, 2]
    assert extractor.spent().requests == 3


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_obeyed_by_everybody(server, run, slept, tmp_path, as_date):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    wait = {"Retry-After": later if as_date else "30"}
    server.replies = [Reply(status=429, headers=wait, body=b"{}"), answer()]
    assert kinds(only(run())) == ["agreement"]
    assert max(slept) == pytest.approx(30, abs=2)
    assert ledger.turn(tmp_path / "answers.sqlite", server.address, 0) > 20


def test_who_asks_to_wait_for_hours_is_asked_no_more(server, run, slept):
    server.replies = [Reply(status=429, headers={"Retry-After": "7200"}, body=b"{}")]
    first, second = run(at_once=1).read([DOCUMENT, OTHER])
    assert "asks to wait 120 minutes" in refused(first)
    assert "asks to wait 120 minutes" in refused(second)
    assert len(server.asked) == 1
    assert [seconds for seconds in slept if seconds > 0] == []


def test_after_all_retries_the_document_fails_and_the_run_goes_on(server, run, slept):
    server.model = lambda question: (
        Reply(status=500, body=b"<h1>out\nof order</h1>") if "memorandum" in question else answer()
    )
    first, second = run().read([DOCUMENT, OTHER])
    assert "answers 500: <h1>out of order</h1>" in refused(first)
    assert isinstance(second, Extraction)


def test_an_endpoint_that_fails_again_and_again_is_left_alone(server, run, slept):
    server.model = lambda _: Reply(status=500, body=b"broken")
    documents = [announcement(f"Text number {number}.") for number in range(20)]
    found = list(run(at_once=1, retries=1).read(documents))
    assert all("answers 500: broken" in refused(each) for each in found)
    assert len(server.asked) == 3 * 2


def test_slow_answers_end_in_time(server, run, slept):
    server.model = lambda _: Reply(seconds=0.6)
    message = refused(only(run(answer_seconds=0.2, retries=1)))
    assert "no answer within 0.2 seconds (llm.answer_seconds)" in message
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a b/v1", f"http://{'x' * 70}.example/v1"]
)
def test_an_address_that_is_none_is_one_line(run, slept, address):
    assert address in refused(only(run(address=address)))


def test_a_text_that_holds_what_is_no_character_does_no_harm(server, run):
    server.model = answer
    document = announcement(TEXT)
    broken = type(document)(document.id, TEXT + " \ud800", "en")
    assert kinds(only(run(), broken)) == ["agreement"]


def test_nobody_there(run, slept):
    message = refused(only(run(address="http://127.0.0.1:9/v1")))
    assert message.startswith("http://127.0.0.1:9/v1: cannot be reached")


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": 1}]}']
)
def test_what_is_no_chat_completion_is_asked_again(server, run, slept, body):
    server.replies = [Reply(body=body), answer()]
    assert kinds(only(run())) == ["agreement"]


# --- for good ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            Reply(status=401, body=b'{"error": {"message": "bad key sk-1"}}'),
            "rejects the key in KELISIM_LLM_KEY",
        ),
        (Reply(status=403, body=b""), "rejects the key in KELISIM_LLM_KEY (403)"),
        (Reply(status=404, body=b'{"error": "model not found"}'), "has no model 'small-model'"),
        (
            Reply(status=429, body=b'{"error": {"message": "pay", "code": "insufficient_quota"}}'),
            "no quota left",
        ),
        (Reply(status=307, headers={"Location": "http://127.0.0.1:9/"}, body=b""), "answers 307"),
    ],
)
def test_what_no_retry_mends_stops_the_asking(server, run, slept, reply, said):
    server.model = lambda _: reply
    found = list(run(at_once=1).read([DOCUMENT, OTHER, announcement("A third text.")]))
    assert all(said in refused(each) for each in found)
    assert all("secret-key" not in each.message for each in found)
    assert len(server.requests) == 1


def test_a_key_that_is_wanted_and_not_there_is_named(server, run, monkeypatch):
    monkeypatch.delenv("KELISIM_LLM_KEY")
    server.model = lambda _: Reply(status=401, body=b"")
    assert "wants a key, and there is none in KELISIM_LLM_KEY" in refused(only(run()))


def test_a_key_that_is_none_is_one_line(server, run, monkeypatch):
    monkeypatch.setenv("KELISIM_LLM_KEY", "ключ")
    assert "holds what no key holds" in refused(only(run()))
    assert server.requests == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(refusal="I will not\nread that."),
        Reply(finish="content_filter"),
        Reply(status=400, body=b'{"error": {"message": "no", "code": "content_filter"}}'),
    ],
)
def test_a_refusal_is_told_and_not_kept(server, run, slept, reply):
    server.replies = [reply]
    assert "refuses to read it" in refused(only(run()))
    server.replies = [answer()]
    assert kinds(only(run())) == ["agreement"]


# --- answers that are not what was asked for -----------------------------------------------------------


def test_an_answer_that_is_no_json_is_complained_of(server, run):
    server.replies = [Reply("I think that"), Reply('{"agreements": [{"sentences"'), answer()]
    extractor = run()
    assert kinds(only(extractor)) == ["agreement"]
    complaints = [body["messages"][1]["content"].rpartition("===")[2] for body in server.asked]
    assert complaints[0] == ""
    assert "could not be read (it is no JSON" in complaints[1]
    assert only(run(offline=True)) == only(extractor)  # the way to the answer is kept, too


def test_three_such_answers_are_enough(server, run):
    server.model = lambda _: Reply('{"answer": "yes"}')
    assert "cannot be read: it has none of the lists" in refused(only(run()))
    assert len(server.asked) == 3
    server.model = answer
    assert kinds(only(run())) == ["agreement"]  # what led nowhere is not kept


def test_wrong_schema_costs_the_values_alone(server, run):
    whole = json.loads(answer().content)
    whole["agreements"][0] |= {"status": "signed", "colour": "red"}
    whole |= {"gossip": []}
    server.replies = [Reply(json.dumps(whole))]
    extractor = run()
    assert kinds(only(extractor)) == ["agreement"]
    assert extractor.spent().dropped == {"not in the text": 1, "not of the schema": 2}


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(server, run):
    text = "\n\n".join([f"Sentence number {number} says little." for number in range(3)] + [TEXT])
    document = announcement(text)

    def model(question):
        if len(numbers_of(question, "")) > 2:
            return Reply('{"agreements": [', finish="length")
        return answer(question) if "memorandum" in question else Reply(report())

    server.model = model
    found = only(run(), document)
    assert kinds(found) == ["agreement"]
    assert found.statements[0].quote.text == TEXT
    asked = len(server.asked)
    assert only(run(), document) == found
    assert len(server.asked) == asked


def test_a_sentence_whose_report_does_not_fit_is_told(server, run):
    server.model = lambda _: Reply('{"agreements": [', finish="length")
    assert "raise llm.answer_tokens" in refused(only(run()))
    assert "raise llm.answer_tokens" in refused(only(run()))
    assert len(server.asked) == 1
    server.model = answer
    assert kinds(only(run(answer_tokens=9000))) == ["agreement"]


def test_a_text_too_long_for_the_model_is_asked_for_in_halves(server, run):
    document = announcement(f"{TEXT} The rector spoke. The guests listened.")
    error = {"error": {"message": "maximum context length is 9", "code": "context_length_exceeded"}}
    server.model = lambda question: (
        Reply(status=400, body=json.dumps(error).encode())
        if len(numbers_of(question, "")) > 1
        else answer(question)
    )
    assert kinds(only(run(), document))[0] == "agreement"


def test_long_documents_are_read_in_windows(server, run):
    text = "\n\n".join([f"Paragraph {number}: {'words and words ' * 20}" for number in range(30)] + [TEXT])
    server.model = lambda question: answer(question) if "memorandum" in question else Reply(report())
    found = only(run(window=2000), announcement(text))
    assert kinds(found) == ["agreement"]
    assert found.statements[0].quote.text == TEXT
    assert len(server.asked) > 4
    assert all(len(body["messages"][1]["content"]) < 3000 for body in server.asked)


# --- what endpoints do not know ------------------------------------------------------------------------


def without_schema(body):
    return body.get("response_format", {}).get("type") != "json_schema"


@pytest.mark.parametrize(
    ("accepts", "shape", "note"),
    [
        (without_schema, "json_object", "asked for JSON (it knows no JSON schema"),
        (lambda body: "response_format" not in body, None, "asked for plain text"),
    ],
)
def test_a_simpler_form_is_asked_for_and_told(server, run, accepts, shape, note):
    original = server.reply_to

    def reply_to(body):
        found = original(body)
        return found if accepts(body) else Reply(status=400, body=b'{"error": "unknown response_format"}')

    server.reply_to, server.model = reply_to, answer
    extractor = run(at_once=1)
    assert all(kinds(found) for found in extractor.read([DOCUMENT, announcement(TEXT + " It did.")]))
    assert server.asked[-1].get("response_format", {}).get("type") == shape
    assert "JSON schema" in server.asked[-1]["messages"][0]["content"]
    assert len(server.asked) == (3 if shape else 4)  # what was learned of the endpoint is not learned twice
    assert note in extractor.spent().notes[0]


def test_parameters_that_a_model_does_not_take_are_left_out(server, run):
    original = server.reply_to

    def reply_to(body):
        found = original(body)
        if "max_tokens" in body:
            return Reply(status=400, body=b'{"error": {"message": "use max_completion_tokens instead"}}')
        if "temperature" in body:
            return Reply(status=400, body=b'{"error": {"message": "temperature cannot be set"}}')
        return found

    server.reply_to, server.model = reply_to, answer
    assert kinds(only(run())) == ["agreement"]
    assert "max_completion_tokens" in server.asked[-1]
    assert server.asked[-1]["response_format"]["type"] == "json_schema"


def test_a_request_that_is_taken_in_no_form_fails_for_this_document_alone(server, run):
    server.model = lambda question: (
        Reply(status=400, body=b'{"error": "I dislike this"}') if "memorandum" in question else answer()
    )
    first, second = run(at_once=1).read([DOCUMENT, OTHER])
    assert "does not take the request (400): I dislike this" in refused(first)
    assert isinstance(second, Extraction)


# --- pace ----------------------------------------------------------------------------------------------


def test_requests_keep_their_pace(server, run, slept, monkeypatch):
    monkeypatch.setattr(ledger, "time", SimpleNamespace(time=lambda: 1000.0))
    server.model = lambda _: Reply(report())
    documents = [announcement(f"Text number {number}.") for number in range(5)]
    assert len(list(run(per_minute=6).read(documents))) == 5
    assert sorted(slept) == [0, 10, 20, 30, 40]


def test_two_runs_share_one_pace(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "time", SimpleNamespace(time=lambda: 1000.0))
    path = tmp_path / "answers.sqlite"
    assert [ledger.turn(path, "a", 60) for _ in range(3)] == [0, 1, 2]
    assert ledger.turn(path, "b", 60) == 0
    ledger.hold(path, "a", 100)
    ledger.hold(path, "a", 5)
    assert ledger.turn(path, "a", 60) == 100


def test_requests_are_under_way_together(server, run):
    all_here = threading.Barrier(4)

    def model(question):
        all_here.wait(timeout=20)  # nobody is answered before four have asked
        return Reply(report())

    server.model = model
    documents = [announcement(f"Text number {number}.") for number in range(8)]
    found = list(run(at_once=4, answer_seconds=30).read(documents))
    assert [each.document for each in found] == [document.id for document in documents]
    assert all(isinstance(each, Extraction) for each in found)
