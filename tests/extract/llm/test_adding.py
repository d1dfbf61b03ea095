"""Adding by the pages and watching feeds use the language model of the settings, too."""

import pytest

from kelisim.intake import Bytes
from kelisim.read import Limits
from kelisim.register import create_workspace, find_workspace, open_store
from kelisim.register.settings import FILE_NAME
from kelisim.web.adding import add_feed, feeds, limits_of, look
from kelisim.web.adding.jobs import load_job, run_job, start_job
from kelisim.web.site import User
from tests.extract.llm.server import Reply, numbers_of, report

SIGNED = "The University of Leeds and Satbayev University signed memorandum number {}."


def model(question):
    agreement = {
        "sentences": numbers_of(question, "signed"),
        "kind": {"value": "memorandum", "quote": "memorandum"},
        "parties": ["University of Leeds", "Satbayev University"],
    }
    return Reply(report(agreements=[agreement]))


@pytest.fixture
def store(server, tmp_path):
    workspace = create_workspace(tmp_path / "register")
    file = workspace.folder / FILE_NAME
    text = file.read_text().replace('extractor = "grammar"', 'extractor = "llm"')
    text = text.replace('model = ""', 'model = "m"').replace("http://localhost:11434/v1", server.address)
    file.write_text(text.replace("retries = 5", "retries = 0"))
    server.model = model
    with open_store(find_workspace(workspace.folder)) as opened:
        yield opened


def test_a_job_of_the_pages_asks_the_model_in_processes_of_its_own(store, server):
    sources = [Bytes(SIGNED.format(number).encode(), f"{number}.txt") for number in range(2)]
    id = start_job(store, User("u", "An editor", "editor"), [source.name for source in sources])
    run_job(store, id, sources, limits_of(store.workspace))
    with store.reading() as connection:
        job = load_job(connection, id)
    assert (job.state, len(job.outcome.new), job.outcome.failures) == ("done", 2, ())
    assert len(server.asked) == 2
    assert job.outcome.spent[0].startswith("language model: 2 requests, 0 answers kept from before")


def test_an_entry_of_a_feed_that_the_model_did_not_read_is_new_the_next_time(store, server):
    entries = "".join(
        f"<item><guid>{n}</guid><title>News</title><description>{SIGNED.format(n)}</description></item>"
        for n in range(2)
    )
    server.pages["/feed"] = f"<rss version='2.0'><channel><title>N</title>{entries}</channel></rss>".encode()
    server.model = lambda question: model(question) if "number 0" in question else Reply(refusal="No.")
    add_feed(store, server.address.replace("/v1", "/feed"), "somebody")

    def looked():
        with store.reading() as connection:
            (feed,) = feeds(connection)
        return look(store, feed, limits=Limits(allow_private=True), robots={}, minutes=5)

    first = looked()
    assert len(first.new) == 1
    assert "refuses to read it: No." in first.refused[0]
    server.model = model
    assert len(looked().new) == 1
    looked()
    asked = [headers.get("if-none-match") for method, path, headers in server.requests if path == "/feed"]
    assert asked == [None, None, '"1"']  # the feed was fetched whole until all of it was read
