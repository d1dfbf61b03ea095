"""Why the register holds a statement: reasons, whom it means, what people decided."""

import pytest
from register_samples import statement_of

from kelisim.cli.explain import marked
from kelisim.extract.why import why
from kelisim.model import Decision, Document, Extraction, Quote, Statement, Value, document_id, quote
from kelisim.register import UnknownIdError, decide, find_workspace, list_records, open_store
from kelisim.register.adding import add
from kelisim.register.explaining import explain
from kelisim.register.projection import project
from kelisim.register.settings import Settings

TEXT = "The University of Leeds and the University of Tartu signed a memorandum on 14 March 2024."


@pytest.fixture
def store(register_copy):
    with open_store(find_workspace(register_copy)) as opened:
        yield opened


@pytest.fixture
def agreement(store):
    """The agreement of the examples that most documents tell."""
    with store.reading() as connection:
        found = list_records(connection, "agreements").records
    return max(found, key=lambda record: len(record.documents))


def told(store, id):
    with store.reading() as connection:
        return explain(connection, id)


def test_record_is_explained_by_all_that_it_rests_on(store, agreement):
    found = told(store, agreement.id)
    assert len(found) == len(agreement.statements) > 1
    assert {each.statement.id for each in found} == set(agreement.statements)
    for each in found:
        assert (each.record, each.note) == (agreement.id, "")
        assert each.why.statement == each.statement.id
        assert each.why.probability == each.statement.probability


def test_values_lead_to_the_entities_that_they_mean(store):
    with store.reading() as connection:
        offices = list_records(connection, "offices").records
    office = next(each for each in offices if each.slot("organisation") is not None)
    each = told(store, office.id)[0]
    entities = {each.statement.values[meant.value].slot: meant.entity for meant in each.meant}
    assert entities["person"].type == "person"
    assert entities["organisation"].id == office.slot("organisation").fillers[0].entity
    for meant in each.meant:
        referent = each.statement.values[meant.value].referent
        assert all(link.referent == referent for link in meant.links)
        assert referent in meant.entity.referents


def test_decisions_on_statement_record_and_entity_are_told(store, agreement):
    statement = agreement.statements[0]
    (before,) = told(store, statement)
    entity = before.meant[0].entity.id
    decide(
        store,
        Decision(
            "",
            "correct",
            agreement.id,
            "A. Editor",
            "2026-01-02T00:00:00+00:00",
            slot="place",
            value="Oskemen",
        ),
    )
    decide(store, Decision("", "accept", statement, "B. Editor", "2026-01-03T00:00:00+00:00"))
    decide(
        store,
        Decision("", "correct", entity, "C. Editor", "2026-01-04T00:00:00+00:00", slot="country", value="KZ"),
    )
    (after,) = told(store, statement)
    assert [logged.decision.who for logged in after.decisions] == ["A. Editor", "B. Editor"]
    assert not after.review
    meant = next(each for each in after.meant if each.entity.id == entity)
    assert [logged.decision.who for logged in meant.decisions] == ["C. Editor"]


def test_rejected_statement_is_in_no_record(store, agreement):
    statement = agreement.statements[0]
    decide(store, Decision("", "reject", statement, "A. Editor", "2026-01-02T00:00:00+00:00"))
    (each,) = told(store, statement)
    assert each.record is None
    assert each.why is not None


def test_statement_of_another_extractor_has_no_rule(store):
    document = Document(document_id(TEXT.encode()), TEXT, "en", published="2024-03-15", name="leeds.txt")
    what = quote(TEXT, 60, 72)
    made = statement_of(
        document.id, "intention", (Value("what", what.text, what),), quote(TEXT, 0, len(TEXT))
    )
    add(store, [(document, TEXT.encode(), Extraction(document.id, made.extractor, (), (made,)))])
    (each,) = told(store, made.id)
    assert each.why is None
    assert each.note.startswith(f"{made.extractor} made it, and the grammar of now does not")
    assert len(why(document)) > 0


def test_what_is_no_statement_and_no_record_is_refused(store, agreement):
    with pytest.raises(UnknownIdError, match="is no statement and no record"):
        told(store, agreement.documents[0])


def test_words_are_marked_where_they_stand():
    def at(part):
        start = TEXT.index(part)
        return quote(TEXT, start, start + len(part))

    values = (
        Value("kind", "memorandum", at("memorandum")),
        Value("parties", "University of Leeds", at("University of Leeds")),
        Value("date", "2024-03-14", at("14 March 2024")),
    )
    statement = Statement("s:1", "d:1", "agreement", values, at(TEXT), 0.9, "test")
    line = marked(statement, (at("signed"), at("memorandum")))
    assert line == (
        "The [2 University of Leeds] and the University of Tartu «signed» a [1 «memorandum»] on "
        "[3 14 March 2024]."
    )
    elsewhere = Value("place", "Paris", Quote(900, 905, "Paris"))
    beyond = Statement("s:1", "d:1", "agreement", (*values, elsewhere), at(TEXT), 0.9, "test")
    assert marked(beyond, (at("signed"), at("memorandum"))) == line


def test_threshold_of_the_settings_is_the_one_of_the_projection():
    assert Settings().review.below == project.__kwdefaults__["review_below"] == 0.7
