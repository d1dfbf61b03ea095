"""Verdicts are worked out behind the pages: what is told meanwhile, what is kept, what fails."""

import shutil
import threading
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from kelisim.measure import MeasureError
from kelisim.measure.simulator import Scenario, Size, simulate, write_world
from kelisim.register import find_workspace, list_records, open_store
from kelisim.web import create_app, verdicts
from kelisim.web.verdicts import Verdicts

TODAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def measured(examples_register, tmp_path_factory):
    """The register of examples/ with tables of made-up works: a folder, and the id of an agreement."""
    folder = tmp_path_factory.mktemp("measured") / "register"
    shutil.copytree(examples_register, folder)
    write_world(simulate(Scenario(), seed=1, size=Size(1, 4, 2)), folder / "world")
    (folder / "world" / "tables").rename(folder / "tables")
    with open_store(find_workspace(folder)) as store, store.reading() as connection:
        record = list_records(connection, "agreement").records[0].id
    return folder, record


@pytest.fixture
def site(measured):
    for thread in threading.enumerate():  # those of other tests' pages would be counted with ours
        if thread.name == "verdicts":
            thread.join(60)
    folder, record = measured
    (folder / "tables" / "verdicts.json").unlink(missing_ok=True)
    with open_store(find_workspace(folder)) as store:
        yield store, folder / "tables", record


def done(held):
    held.worker.join(60)
    assert not held.worker.is_alive()


@pytest.fixture
def gate(monkeypatch):
    """Lets the evidence be gathered only once it is opened; counts how often that began."""
    opened, begun, gather = threading.Event(), [], verdicts.gather

    def waiting(*given):
        begun.append(1)
        assert opened.wait(60)
        return gather(*given)

    monkeypatch.setattr(verdicts, "gather", waiting)
    opened.begun = begun
    yield opened
    opened.set()


def test_nothing_waits_for_a_verdict_and_it_is_worked_out_once(site, gate):
    store, tables, record = site
    held = Verdicts(store, tables)
    assert [held.told(record, TODAY) for _ in range(3)] == [verdicts.Told(None, True)] * 3
    gate.set()
    done(held)
    told = held.told(record, TODAY)
    assert told.verdict.state == "too early"
    assert (told.pending, told.trouble, len(gate.begun)) == (False, None, 1)


def test_verdicts_are_those_of_the_command(site):
    store, tables, record = site
    held = Verdicts(store, tables)
    held.begin(TODAY)
    done(held)
    from kelisim.measure import open_tables
    from kelisim.measure.verdicts import verdicts as asked

    with store.reading() as connection:
        alone = asked(connection, open_tables(tables), today=TODAY, chosen=(record,))[0]
    assert held.told(record, TODAY).verdict == alone


def test_another_process_finds_what_was_worked_out(site, gate):
    store, tables, record = site
    first, second = Verdicts(store, tables), Verdicts(store, tables)
    first.begin(TODAY)
    gate.set()
    done(first)
    assert second.told(record, TODAY) == first.told(record, TODAY)
    assert second.worker is None
    (tables / "verdicts.json").write_text("{ broken")
    assert Verdicts(store, tables).told(record, TODAY).pending


def test_what_was_known_is_told_until_the_new_is_there(site, gate):
    store, tables, record = site
    held = Verdicts(store, tables)
    held.begin(TODAY)
    gate.set()
    done(held)
    before = held.told(record, TODAY).verdict
    gate.clear()
    tomorrow = date(2026, 1, 16)
    assert held.told(record, tomorrow) == verdicts.Told(before, True)
    gate.set()
    done(held)
    assert not held.told(record, tomorrow).pending


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MeasureError("no dated work here"), "no dated work here"),
        (RuntimeError("secret"), "the log of the server"),
    ],
)
def test_what_fails_is_told_and_not_tried_again(site, monkeypatch, error, said):
    store, tables, record = site
    begun = []

    def fail(*_):
        begun.append(1)
        raise error

    monkeypatch.setattr(verdicts, "gather", fail)
    held = Verdicts(store, tables)
    held.begin(TODAY)
    done(held)
    told = held.told(record, TODAY)
    assert said in told.trouble
    assert "secret" not in told.trouble
    assert (told.verdict, told.pending, len(begun)) == (None, False, 1)


def test_page_loads_itself_anew_until_the_verdict_is_there(site, measured, gate):
    store, tables, record = site
    app = create_app(find_workspace(measured[0]), store=store, today=lambda: TODAY)
    client = TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"})
    page = client.get(f"/agreements/{record}/delivered")
    assert page.status_code == 200
    assert '<meta http-equiv="refresh" content="3">' in page.text
    assert "This is being worked out" in page.text
    assert "It was not measured" not in page.text
    assert client.get(f"/agreements/{record}/delivered.svg").status_code == 404
    assert "Это вычисляется" in client.get(f"/agreements/{record}/delivered?lang=ru").text
    gate.set()
    done(app.state.site.verdicts)
    page = client.get(f"/agreements/{record}/delivered?lang=en")
    assert "refresh" not in page.text
    assert client.get(f"/agreements/{record}/delivered.json").json()["verdict"]["sentence"] in page.text
    held = app.state.site.verdicts
    held.book = replace(held.book, basis=replace(held.book.basis, edition=-1))
    (tables / "verdicts.json").unlink()
    gate.clear()
    page = client.get(f"/agreements/{record}/delivered")
    assert "What was known before" in page.text
    assert 'http-equiv="refresh"' in page.text
