"""A workspace with a language model: adding, watching, extracting, comparing, and what they cost."""

import json

import pytest
from typer.testing import CliRunner

from kelisim.cli.app import app
from kelisim.register import create_workspace, find_workspace, list_documents, open_store
from kelisim.register.settings import FILE_NAME
from tests.extract.llm.server import Reply, numbers_of, report, serving

TEXT = "Almaty, 5 May 2026. The University of Leeds and Satbayev University signed a memorandum in Almaty.\n"
OTHER = "More than 50 students from Almaty visited the University of Leeds.\n"


@pytest.fixture
def server():
    with serving() as known:
        known.model = model
        yield known


def model(question):
    memorandum = {
        "sentences": numbers_of(question, "signed"),
        "kind": {"value": "memorandum", "quote": "memorandum"},
        "parties": ["University of Leeds", "Satbayev University", "Hogwarts"],
    }
    return Reply(report(agreements=[memorandum] if "signed" in question else []))


@pytest.fixture
def workspace(server, tmp_path):
    return a_workspace(tmp_path / "register", server.address)


def a_workspace(folder, address, extractor="llm"):
    made = create_workspace(folder)
    file = made.folder / FILE_NAME
    text = file.read_text().replace('extractor = "grammar"', f'extractor = "{extractor}"')
    text = text.replace('model = ""', 'model = "small"').replace("http://localhost:11434/v1", address)
    file.write_text(text.replace("input_price = 0.0", "input_price = 2.0"))
    (folder / "one.txt").write_text(TEXT)
    return made.folder


def ran(*arguments, cwd, code=0):
    done = CliRunner().invoke(app, [*arguments, "--workspace", str(cwd)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def ids(folder):
    with open_store(find_workspace(folder)) as store, store.reading() as connection:
        return [line.id for line in list_documents(connection).documents]


def test_adding_asks_the_model_and_tells_what_it_cost(workspace, server):
    told = ran("add", str(workspace / "one.txt"), cwd=workspace)
    assert (
        "language model: 1 requests, 0 answers kept from before, 1000 tokens in, 100 out, 0.0020 USD" in told
    )
    assert "values: 3 found in the texts, 1 dropped (1 not in the text)" in told
    shown = ran("show", ids(workspace)[0], cwd=workspace)
    assert "extracted by llm small 1.0-" in shown
    again = ran("add", str(workspace / "one.txt"), "--json", cwd=workspace)
    assert json.loads(again)["added"]["spent"]["requests"] == 0
    assert len(server.asked) == 1


def test_a_new_register_from_kept_answers_costs_nothing(workspace, server, tmp_path):
    ran("add", str(workspace / "one.txt"), cwd=workspace)
    other = a_workspace(tmp_path / "other", "http://127.0.0.1:9/v1")
    (workspace / "answers.sqlite").rename(other / "answers.sqlite")
    ran("add", str(workspace / "one.txt"), cwd=other)
    exports = [ran("export", cwd=folder) for folder in (workspace, other)]
    assert exports[0] == exports[1]
    assert len(server.asked) == 1


def test_extract_uses_the_model_of_a_workspace(workspace, server, tmp_path):
    told = ran("extract", str(workspace / "one.txt"), "--to", str(tmp_path / "out"), cwd=workspace)
    assert "language model: 1 requests" in told
    written = json.loads((tmp_path / "out" / "one.json").read_text())
    assert written["agreements"][0]["parties"] == ["University of Leeds", "Satbayev University"]


def test_what_the_endpoint_refuses_is_told_and_the_rest_goes_on(workspace, server):
    (workspace / "two.txt").write_text(OTHER)
    server.model = lambda question: (
        model(question) if "signed" in question else Reply(refusal="I do not like it")
    )
    told = ran("add", str(workspace / "one.txt"), str(workspace / "two.txt"), cwd=workspace, code=1)
    assert "1 documents added, 0 extracted anew, 0 known already, 1 failed" in told
    assert "two.txt: the language model refuses to read it: I do not like it" in told


def test_a_model_that_is_not_named_is_one_line(workspace):
    file = workspace / FILE_NAME
    file.write_text(file.read_text().replace('model = "small"', 'model = ""'))
    with pytest.raises(Exception, match=r"kelisim.toml: llm.model is empty; write there what"):
        ran("add", str(workspace / "one.txt"), cwd=workspace)


def test_compare_shows_both_side_by_side(server, tmp_path):
    folder = a_workspace(tmp_path / "register", server.address, extractor="grammar")
    (folder / "two.txt").write_text(OTHER)
    ran("add", str(folder / "one.txt"), str(folder / "two.txt"), cwd=folder)
    assert server.asked == []  # the grammar asks nobody
    exported = ran("export", cwd=folder)
    told = ran("compare", "--all", cwd=folder)
    assert "University of Leeds" in told
    assert "language model: 2 requests" in told
    data = json.loads(ran("compare", "--all", "--offline", "--json", cwd=folder))
    assert {total["kind"]: (total["both"], total["only_grammar"]) for total in data["totals"]}[
        "agreement"
    ] == (1, 0)
    (figure,) = [total for total in data["totals"] if total["kind"] == "figure"]
    assert (figure["both"], figure["only_grammar"], figure["only_model"]) == (0, 1, 0)
    pairs = [each for page in data["documents"] for each in page["compared"] if each["kind"] == "agreement"]
    assert "parties" in pairs[0]["alike"]
    assert data["spent"]["requests"] == 0
    assert ran("export", cwd=folder) == exported
    one = json.loads(ran("compare", data["documents"][0]["document"], "--offline", "--json", cwd=folder))
    assert one["documents"] == data["documents"][:1]


def test_compare_of_what_cannot_be_read_tells_so(server, tmp_path):
    folder = a_workspace(tmp_path / "register", server.address, extractor="grammar")
    ran("add", str(folder / "one.txt"), cwd=folder)
    told = ran("compare", "--all", "--offline", cwd=folder, code=2)
    assert "no answer of the language model is kept" in told
    assert "give ids of documents, or --all" in ran("compare", cwd=folder, code=2)
