"""What every store promises, on each engine in turn."""

import random
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from register_samples import EXTRACTOR, many, sample, statement_of

from kelisim.model import Decision, Extraction
from kelisim.register import (
    Filter,
    InvalidError,
    NewerStoreError,
    StoreError,
    UnknownIdError,
    add,
    create_workspace,
    decide,
    decisions,
    examine,
    export_json,
    find_id,
    known,
    list_documents,
    list_entities,
    list_records,
    load_document,
    open_store,
    put,
    rebuild,
    refresh,
    schema,
    search,
    show,
    stats,
)
from kelisim.register.store import Store, revision
from kelisim.register.views import DocumentView, EntityView, RecordView, StatementView


def exported(store: Store) -> bytes:
    with store.reading() as connection:
        return b"".join(export_json(connection))


def agreement_ids(store: Store) -> list[str]:
    with store.reading() as connection:
        return [record.id for record in list_records(connection, "agreement").records]


def test_tables_are_those_of_the_migrations(store):
    with store.reading() as connection:
        assert revision(connection) == schema.HEAD
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    ours = [change for change in found if "search_words" not in str(change) and "words" not in str(change)]
    assert ours == []


def test_newer_store_is_refused(workspace):
    with open_store(workspace) as store, store.writing() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    with pytest.raises(NewerStoreError, match=r"later version .*9999"):
        open_store(workspace)


def test_added_document_is_told_whole(store):
    document, content, extraction = sample()
    assert add(store, [(document, content, extraction)]).new == (document.id,)
    assert known(store, document.id, EXTRACTOR)
    assert not known(store, document.id, "sample 2.0")
    with store.reading() as connection:
        assert load_document(connection, document.id) == document
        page = list_records(connection, "agreements")
        assert page.total == 1
        view = show(connection, page.records[0].id)
    assert isinstance(view, RecordView)
    assert [source.statement for source in view.sources] == [extraction.statements[0]]
    assert view.sources[0].document.publisher == "Press office"
    assert {entity.name for entity in view.entities} >= {"Tien Shan University", "University of Cardiff"}
    assert next(store.documents.rglob("*.txt")).read_bytes() == content


def test_same_bytes_twice_are_one_document(store):
    document, content, extraction = sample()
    add(store, [(document, content, extraction)])
    before = exported(store)
    again = add(store, [(document, content, extraction)])
    assert (again.new, again.known) == ((), (document.id,))
    assert exported(store) == before


def test_waiting_documents_are_not_shown_until_taken_in(store):
    document, content, extraction = sample()
    assert put(store, document, content, extraction) == "new"
    with store.reading() as connection:
        assert list_records(connection, "agreement").total == 0
        assert list_documents(connection).total == 0
        assert stats(connection, today=date(2026, 11, 1)).waiting == 1
    assert list(examine(store)) == []
    assert refresh(store).documents == 1
    assert list_count(store) == 1


def list_count(store: Store) -> int:
    with store.reading() as connection:
        return list_documents(connection).total


def test_order_of_documents_does_not_show(workspace, tmp_path):
    samples = list(many(25))
    with open_store(workspace) as store:
        for one in samples:
            add(store, [one])
        incremental = exported(store)
        rebuild(store)
        assert exported(store) == incremental
        assert list(examine(store)) == []
    random.Random(1).shuffle(samples)
    other = create_workspace(tmp_path / "other")
    with open_store(other) as store:
        add(store, samples)
        assert exported(store) == incremental


def test_both_engines_export_the_same_bytes(sqlite_workspace, tmp_path, request):
    samples = list(many(12))
    texts = []
    for name in ("sqlite_workspace", "postgresql_workspace"):
        if name == "postgresql_workspace":
            (tmp_path / "register" / "kelisim.toml").unlink()
        with open_store(request.getfixturevalue(name)) as store:
            add(store, samples)
            texts.append(exported(store))
    assert texts[0] == texts[1]


# --- invariants ----------------------------------------------------------------------------------------


def broken_extractions() -> list[tuple[str, Extraction]]:
    document, _, whole = sample()
    statement = whole.statements[0]
    value = statement.values[2]
    shifted = type(value.quote)(value.quote.start + 1, value.quote.end + 1, value.quote.text)

    def with_statement(**changes: object) -> Extraction:
        return replace(whole, statements=(replace(statement, **changes), *whole.statements[1:]))

    wrong_code = replace(statement.values[1], value="sealed")
    moved = (*statement.values[:2], replace(value, quote=shifted), *statement.values[3:])
    moved_id = statement_of(document.id, "agreement", moved, statement.quote).id
    treaty_id = statement_of(document.id, "treaty", statement.values, statement.quote).id
    return [
        ("is not what the text has", with_statement(values=moved, id=moved_id)),
        ("not the hash of its kind", with_statement(id="s:" + "0" * 20)),
        (
            "not the hash of its first mention",
            replace(whole, referents=(replace(whole.referents[0], id="r:1"), *whole.referents[1:])),
        ),
        ("not between 0 and 1", with_statement(probability=1.5)),
        ("no such kind", with_statement(kind="treaty", id=treaty_id)),
        ("sealed", with_statement(values=(statement.values[0], wrong_code, *statement.values[2:]))),
        ("is not in the extraction", replace(whole, referents=whole.referents[1:])),
        ("stands twice", replace(whole, statements=(*whole.statements, statement))),
        ("belongs to", replace(whole, document="d:" + "0" * 20)),
    ]


@pytest.mark.parametrize("number", range(9))
def test_broken_extraction_is_refused_whole(store, number):
    message, broken = broken_extractions()[number]
    document, content, _ = sample()
    with pytest.raises(InvalidError, match=message) as caught:
        put(store, document, content, broken)
    assert document.name in str(caught.value)
    with store.reading() as connection:
        assert load_document(connection, document.id) is None
    assert list(examine(store)) == []


def test_refused_document_does_not_stop_the_others(store):
    _, broken = broken_extractions()[0]
    document, content, _ = sample()
    added = add(store, [(document, content, broken), *many(2)])
    assert len(added.new) == 2
    assert len(added.refused) == 1


def test_document_with_a_wrong_id_is_refused(store):
    document, content, extraction = sample()
    with pytest.raises(InvalidError, match="not the hash of its bytes"):
        put(store, document, content + b" ", extraction)


def test_decisions_cannot_be_changed_or_removed(store):
    add(store, [sample()])
    decide(store, decision("accept", agreement_ids(store)[0]))
    for statement in ("delete from decision", "update decision set who = 'nobody'"):
        with pytest.raises(StoreError, match="kept for ever"), store.writing() as connection:
            connection.execute(sa.text(statement))


def test_failed_transaction_leaves_nothing(store):
    document, content, extraction = sample()
    add(store, many(2))
    before = exported(store)

    def fail() -> None:
        with store.writing() as connection:
            connection.execute(sa.text("delete from search_text"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert exported(store) == before
    assert put(store, document, content, extraction) == "new"


# --- lists, search, figures ----------------------------------------------------------------------------


def test_lists_filter_sort_and_page(store):
    add(
        store,
        [
            sample("Tien Shan University", "University of Cardiff", day="2024-05-10", place="Almaty"),
            sample("Tien Shan University", "Oslo Academy", day="2025-01-31", place="Oslo"),
            sample("Northern Institute", "Oslo Academy", day="2026-02-26", place="Oslo"),
        ],
    )

    def titles(**given: object) -> list[str]:
        sort = given.pop("sort", "-date")
        limit, offset = given.pop("limit", None), given.pop("offset", 0)
        with store.reading() as connection:
            page = list_records(
                connection, "agreement", Filter(**given), sort=sort, limit=limit, offset=offset
            )
        return [str(record.slot("date").fillers[0].value) for record in page.records]

    assert titles() == ["2026-02-26", "2025-01-31", "2024-05-10"]
    assert titles(sort="date", limit=1, offset=1) == ["2025-01-31"]
    assert titles(party="tien shan") == ["2025-01-31", "2024-05-10"]
    assert titles(since="2025") == ["2026-02-26", "2025-01-31"]
    assert titles(until="2025-01") == ["2025-01-31", "2024-05-10"]
    assert titles(since="2025-01-31", until="2025-01-31") == ["2025-01-31"]
    assert titles(country="gb") == ["2026-02-26", "2025-01-31", "2024-05-10"]
    assert titles(country="FR") == []
    assert titles(status="planned") == []
    assert titles(party="oslo academy", until="2025") == ["2025-01-31"]
    with store.reading() as connection:
        names = [each.name for each in list_entities(connection, "organisation").entities]
        assert names == sorted(names)
        assert [each.name for each in list_entities(connection, words="academy oslo").entities] == [
            "Oslo Academy"
        ]
        cardiff = list_entities(connection, words="cardiff").entities[0]
        assert isinstance(show(connection, cardiff.id), EntityView)
        assert list_records(connection, "agreement", Filter(party=cardiff.id)).total == 1
        with pytest.raises(InvalidError, match="not an ISO 8601 date"):
            list_records(connection, "agreement", Filter(since="yesterday"))
        with pytest.raises(InvalidError, match="cannot sort"):
            list_records(connection, "agreement", sort="colour")
        with pytest.raises(UnknownIdError, match="no kind 'treaty'"):
            list_records(connection, "treaty")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("laboratory", 3),
        ("LABORATORY joint", 3),
        ('"joint laboratory"', 3),
        ('"laboratory joint"', 0),
        ("labor*", 3),
        ("labor", 0),
        ("zurich", 1),
        ("Zürich", 1),
        ("қазақ университеті", 1),
        ("Қазақ* signed", 1),
        ("北京", 1),
        ("o'brien", 1),
        ("OR", 0),
        ("AND NEAR(", 0),
    ],
)
def test_search_finds_in_every_script(store, query, count):
    add(
        store,
        [
            sample("ETH Zürich", "Maeve O'Brien Institute"),
            sample("Әл-Фараби атындағы Қазақ ұлттық университеті", "Oslo Academy", day="2025-03-01"),
            sample("北京大学", "University of Cardiff", day="2024-03-01"),
        ],
    )
    with store.reading() as connection:
        assert search(connection, query, scope="document").total == count


def test_search_shows_where_the_words_stand(store):
    document, content, extraction = sample("ETH Zürich", "Oslo Academy", extra=" Nothing more." * 100)
    add(store, [(document, content, extraction)])
    with store.reading() as connection:
        hit = search(connection, "zurich", scope="document").hits[0]
        record = search(connection, "zurich", scope="agreement").hits[0]
        with pytest.raises(InvalidError, match="no word"):
            search(connection, " – ")
    marked = {hit.snippet.text[start:end] for start, end in hit.snippet.marks}
    assert marked == {"ETH Zürich"}
    assert hit.id == document.id
    assert len(hit.snippet.text) < 420
    assert "Zürich" in record.snippet.text


def test_ids_are_found_by_their_beginning(store):
    add(store, many(3))
    id = agreement_ids(store)[0]
    with store.reading() as connection:
        assert find_id(connection, id[:12]) == id
        assert find_id(connection, id.partition(":")[2][:12]) == id
        with pytest.raises(UnknownIdError, match="nothing in this register"):
            find_id(connection, "a:ffffffffffff")
        with pytest.raises(UnknownIdError, match="too short"):
            find_id(connection, "a:")


def test_one_story_of_two_outlets_is_linked(store):
    story = sample(extra=" Both sides praised the long tradition of working together on old manuscripts.")
    other = sample(
        publisher="A newspaper", extra=" Both sides praised the long tradition of working together."
    )
    stranger = sample("Oslo Academy", "Turin Academy", day="2020-01-01", place="Oslo", rector="Anna Berg")
    add(store, [story])
    add(store, [other, stranger])
    with store.reading() as connection:
        shown = show(connection, story[0].id)
        assert [line.id for line, likeness in shown.near if likeness > 0.6] == [other[0].id]
        assert stats(connection, today=date(2026, 11, 1)).near_duplicates >= 1
    before = exported(store)
    rebuild(store)
    assert exported(store) == before


def test_long_document_is_found_once(store):
    long = sample(extra=" The archive of the steppe holds many letters." * 6000 + " Finis.")
    add(store, [long, sample("Oslo Academy", "Turin Academy", extra=" An archive.")])
    with store.reading() as connection:
        found = search(connection, "archive", scope="document")
        assert found.total == len(found.hits) == 2
        assert search(connection, "finis", scope="document").hits[0].id == long[0].id
        assert "Finis" in search(connection, "finis").hits[0].snippet.text


def test_stats_count_what_is_there(store):
    add(store, many(5))
    with store.reading() as connection:
        found = stats(connection, today=date(2026, 11, 1))
    assert (found.documents, found.waiting) == (5, 0)
    assert found.statements["agreement"] == found.statements["office"] == 5
    assert found.records["agreement"] >= 1
    assert found.entities["organisation"] >= 2
    assert found.languages == {"en": 5}


def test_everything_can_be_shown(store):
    document, content, extraction = sample()
    add(store, [(document, content, extraction)])
    with store.reading() as connection:
        shown = show(connection, document.id)
        assert isinstance(shown, DocumentView)
        assert shown.document == document
        assert shown.extraction == extraction
        statement = show(connection, extraction.statements[0].id)
        assert isinstance(statement, StatementView)
        assert statement.record is not None
        assert isinstance(show(connection, extraction.referents[0].id), EntityView)


# --- decisions and ids ---------------------------------------------------------------------------------


def decision(action: str, target: str, **more: object) -> Decision:
    return Decision("", action, target, "A. Editor", "2026-02-03T10:00:00Z", **more)


def test_decision_is_logged_and_can_be_undone(store):
    add(store, [sample()])
    id = agreement_ids(store)[0]
    before = exported(store)
    made = decide(store, decision("correct", id, slot="place", value="Astana", why="the photograph"))
    with store.reading() as connection:
        place = show(connection, id).record.slot("place")
        assert place.fillers[0].value == "Astana"
        assert place.fillers[0].decision == made.id
        assert [each.decision for each in decisions(connection, id)] == [made]
    undo = decide(store, decision("undo", made.id))
    with store.reading() as connection:
        log = decisions(connection)
        assert [each.decision.id for each in log] == [made.id, undo.id]
        assert log[0].undone_by == undo.id
        assert show(connection, id).record.slot("place").fillers[0].value == "Almaty"
    assert list(examine(store)) == []
    rebuild(store)
    without_log = exported(store).partition(b'"decisions"')[0]
    assert without_log == before.partition(b'"decisions"')[0]
    with pytest.raises(InvalidError, match="undone already"):
        decide(store, decision("undo", made.id))


def test_same_decision_twice_has_two_ids(store):
    add(store, [sample()])
    id = agreement_ids(store)[0]
    assert decide(store, decision("accept", id)).id != decide(store, decision("accept", id)).id


@pytest.mark.parametrize(
    ("action", "more", "message"),
    [
        ("correct", {"slot": "colour", "value": "red"}, "no slot 'colour'"),
        ("correct", {"slot": "date", "value": "in May"}, "not an ISO 8601 date"),
        ("correct", {"slot": "status", "value": "sealed"}, "is not one of"),
        ("correct", {"slot": "place"}, "say what place should be"),
        ("merge", {}, "name at least one other"),
        ("undo", {}, "wanted is decision"),
    ],
)
def test_decision_without_sense_is_refused(store, action, more, message):
    add(store, [sample()])
    with pytest.raises(InvalidError, match=message):
        decide(store, decision(action, agreement_ids(store)[0], **more))
    with store.reading() as connection:
        assert decisions(connection) == ()


def test_merge_of_a_person_with_an_organisation_is_refused(store):
    add(store, [sample()])
    with store.reading() as connection:
        entities = {each.type: each.id for each in list_entities(connection).entities}
        tables = sa.select(schema.referent.c.type, schema.referent.c.id)
        referents = dict(connection.execute(tables).tuples().all())
    for ids in (entities, referents):
        merge = decision("merge", ids["person"], others=(ids["organisation"],))
        with pytest.raises(InvalidError, match=r"type person, .* of type organisation: name ids of one"):
            decide(store, merge)
    with store.reading() as connection:
        assert decisions(connection) == ()


def test_merged_record_is_found_by_both_ids(store):
    add(store, [sample(day="2024-05-10"), sample("Northern Institute", "Oslo Academy", day="2026-01-01")])
    first, second = agreement_ids(store)
    decide(store, decision("merge", first, others=(second,)))
    with store.reading() as connection:
        assert list_records(connection, "agreement").total == 1
        assert find_id(connection, first) == find_id(connection, second)
    assert list(examine(store)) == []


def test_ids_of_an_earlier_extractor_lead_on(store):
    document, content, extraction = sample()
    add(store, [(document, content, extraction)])
    old = agreement_ids(store)[0]
    first = extraction.statements[0]
    # A later version of the extractor no longer finds the place: another statement, another id.
    values = tuple(value for value in first.values if value.slot != "place")
    later = statement_of(document.id, "agreement", values, first.quote)
    renewed = Extraction(document.id, "sample 2.0", extraction.referents, (later, extraction.statements[1]))
    assert add(store, [(document, content, renewed)]).changed == (document.id,)
    new = agreement_ids(store)[0]
    assert new != old
    with store.reading() as connection:
        assert find_id(connection, old) == new
        assert find_id(connection, old[:14]) == new
        assert find_id(connection, first.id) == later.id
    assert list(examine(store)) == []


def test_decision_survives_a_later_extractor(store):
    document, content, extraction = sample()
    add(store, [(document, content, extraction)])
    decide(store, decision("correct", agreement_ids(store)[0], slot="date", value="2026-02-25"))
    first = extraction.statements[0]
    values = tuple(value for value in first.values if value.slot != "place")
    later = statement_of(document.id, "agreement", values, first.quote)
    add(store, [(document, content, Extraction(document.id, "sample 2.0", extraction.referents, (later,)))])
    with store.reading() as connection:
        record = list_records(connection, "agreement").records[0]
    assert record.slot("date").fillers[0].value == "2026-02-25"
