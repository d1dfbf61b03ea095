"""The doctor finds each kind of damage, and nothing else."""

import pytest
from register_samples import many, sample

from kelisim.model import Decision
from kelisim.register import add, decide, examine, list_records, open_store, rebuild


def damaged(store, *statements: str) -> list[str]:
    """Do the damage behind the store's back, and return what the doctor says."""
    sqlite = store.engine.dialect.name == "sqlite"
    with store.engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("rollback")
            connection.exec_driver_sql("pragma foreign_keys = off")
            connection.exec_driver_sql("begin")
        else:
            connection.exec_driver_sql("set session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("pragma foreign_keys = on")
        connection.invalidate()
    return [str(finding) for finding in examine(store)]


@pytest.fixture
def sound(store):
    add(store, [sample(), *many(3)])
    with store.reading() as connection:
        id = list_records(connection, "agreement").records[0].id
    decide(store, Decision("", "accept", id, "A. Editor", "2026-02-03T10:00:00Z"))
    assert list(examine(store)) == []
    return store


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("update document set text = replace(text, 'memorandum', 'memorandums')", "is not what the text has"),
        ('update extraction set body = replace(body, \'"kind":"agreement"\', \'"kind":"project"\')', "hash"),
        ("update extraction set body = 'nothing'", "not a Extraction"),
        ("update extraction set extractor = 'another'", "filed under another"),
        ("update extraction set state = 'former'", "its extractions are former"),
        ("delete from extraction", "has no extraction"),
    ],
)
def test_damaged_truth_is_found(sound, statement, message):
    found = damaged(sound, statement)
    assert any(message in line for line in found)
    assert all("restore it from a backup" in line for line in found)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("update record set body = replace(body, 'Almaty', 'Astana')", "table record: "),
        ("update record set review = not review", "is not what the documents say"),
        ("update statement set record = null", "table statement: "),
        ("delete from record_entity", "is missing"),
        ("delete from entity where type = 'person'", "table entity: "),
        ("insert into doubt (first, second, reason) values ('o:1', 'o:2', 'x')", "should not be there"),
        ("insert into former_id (id, now) values ('a:1', 'a:2')", "table former_id"),
        ("delete from ledger", "never entered"),
        ("delete from near", "table near: "),
        ("update near set likeness = 0.3", "is not what the texts say"),
        ("delete from signature", "table signature: "),
        ("delete from search_text where type = 'document'", "not searched by the words of its text"),
        ("update search_text set names = 'somebody' where type = 'document'", "searched by other names"),
        ("update search_text set text = 'something' where type = 'agreement'", "table search_text"),
    ],
)
def test_damaged_register_is_found_and_rebuilt(sound, statement, message):
    found = damaged(sound, statement)
    assert any(message in line for line in found)
    assert any("kelisim rebuild" in line for line in found)
    rebuild(sound)
    assert list(examine(sound)) == []
    assert rebuild(sound).written == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update record set review = not review",
        "delete from near where first = (select min(first) from near)",
        "update search_text set names = 'somebody' where type = 'document'",
        "update search_text set text = 'something' where type = 'document'",
        "delete from search_text where type = 'document'",
        "update search_text set text = 'something' where type = 'agreement'",
    ],
)
def test_rebuild_counts_rows_that_differed(sound, statement):
    damaged(sound, statement)
    assert rebuild(sound).written > 0


def test_index_out_of_step_is_found_and_rebuilt(sqlite_workspace):
    with open_store(sqlite_workspace) as store:
        add(store, many(3))
        found = damaged(store, "insert into search_words(search_words) values ('delete-all')")
        assert len(found) == 1
        assert "the full-text index is out of step with the register; mend it with: kelisim" in found[0]
        rebuild(store)
        assert list(examine(store)) == []


def test_lost_and_changed_files_are_found(sound):
    first, second = sorted(sound.documents.rglob("*.txt"))[:2]
    first.unlink()
    second.write_text("something else")
    found = [str(finding) for finding in examine(sound)]
    assert len(found) == 2
    assert f"{first}: the file of document d:{first.stem} is gone; put the original file back" in found[0]
    assert f"{second}: its bytes are not those of document d:{second.stem}" in found[1]


def test_strange_decision_is_found(sound):
    found = damaged(
        sound,
        "insert into decision (id, action, target, who, at, body) values ('dc:1', 'undo', 'dc:0', 'x', 'y', "
        '\'{"id":"dc:1","action":"undo","target":"dc:0","who":"x","when":"y"}\')',
    )
    assert any("undoes dc:0, which is no earlier decision" in line for line in found)
