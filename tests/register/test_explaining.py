"""Why the register holds a statement: reasons, whom it means, what people decided."""

import csv
import json
from dataclasses import replace

import pytest
from register_samples import statement_of
from typer.testing import CliRunner

from kelisim.cli.app import app
from kelisim.cli.explain import marked
from kelisim.cli.views import _statement_lines, view_lines
from kelisim.extract import extract_many
from kelisim.extract.stated import IN_PART, WHOLE
from kelisim.extract.why import why
from kelisim.model import Decision, Document, Extraction, Quote, Statement, Value, document_id, quote
from kelisim.publish.reports.language import language
from kelisim.publish.reports.records import agreements_section, views_of
from kelisim.register import (
    Filter,
    UnknownIdError,
    decide,
    examine,
    export_folder,
    find_workspace,
    list_records,
    open_store,
    rebuild,
    show,
)
from kelisim.register.adding import add
from kelisim.register.explaining import explain
from kelisim.register.projection import project
from kelisim.register.settings import Settings
from kelisim.web.statements import homes

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


@pytest.mark.parametrize(
    ("probability", "because"),
    [
        (WHOLE, "all that the model gave stands in the text"),
        (IN_PART, "something that the model gave does not stand in the text and was dropped"),
        (0.8, "so an earlier version had it"),
    ],
)
def test_statement_of_a_model_is_explained_by_its_rule_alone(register_copy, probability, because):
    document = Document(document_id(TEXT.encode()), TEXT, "en", published="2024-03-15", name="leeds.txt")
    (grammars,) = extract_many([document])
    assert set(why(document)) >= {each.id for each in grammars.statements} != set()
    name = "llm m 1.0-abc"
    made = tuple(
        replace(
            each,
            probability=probability,
            extractor=name,
            values=tuple(
                replace(value, probability=min(value.probability, probability)) for value in each.values
            ),
        )
        for each in grammars.statements
    )
    with open_store(find_workspace(register_copy)) as store:
        add(store, [(document, TEXT.encode(), replace(grammars, extractor=name, statements=made))])
        (each,) = told(store, made[0].id)
    assert each.why is None
    rule = f"{name} made it; probability {probability:.2f} is a rule, not a measurement: {because}"
    assert each.note == rule
    shown = CliRunner().invoke(app, ["explain", made[0].id, "--workspace", str(register_copy)]).output
    assert rule in shown.splitlines()
    assert "weights" not in shown
    assert "Rule " not in shown
    assert "log-odds" not in shown


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


# ------------------------------------------------------------------ what waits is marked wherever it is shown


def test_what_waits_for_review_is_marked_wherever_it_is_shown(store, agreement, tmp_path):
    place = find_workspace(tmp_path / "register")
    with open_store(replace(place, settings=impatient(place.settings))) as asking:
        rebuild(asking)
        decide(asking, Decision("", "accept", agreement.id, "A. Editor", "2026-01-02T00:00:00+00:00"))
        with asking.reading() as connection:
            document = show(connection, agreement.documents[0])
            accepted = show(connection, agreement.statements[0])
            waiting = show(connection, document.waiting[0])
            homes_of = homes(connection, document.document.id)
            files = export_folder(connection, tmp_path / "csv")
            listed = list_records(connection, "agreements").records
            others = agreements_section(
                language("en"), views_of(connection, [r.id for r in listed]), (), {}, total=len(listed)
            )
    assert set(document.waiting) < {each.id for each in document.extraction.statements}
    assert (accepted.waiting, waiting.waiting) == (False, True)
    assert not set(agreement.statements) & set(document.waiting)
    text = "\n".join(view_lines(document))
    assert text.count(", waits for review") == len(document.waiting)
    assert ", waits for review" not in "\n".join(view_lines(accepted))
    assert {id for id, home in homes_of.items() if home.review} == set(document.waiting)
    with next(path for path in files if path.stem == "statements").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["document"] == document.document.id]
    assert {row["id"] for row in rows if row["review"] == "yes"} == set(document.waiting)
    values = {v.quote.start: v.probability for s in document.extraction.statements for v in s.values}
    assert all(float(row["probability"]) <= 1 for row in rows)
    assert len({row["probability"] for row in rows if row["slot"] != ""}) > len(values) / 4
    table = next(block for block in others.blocks if hasattr(block, "rows"))
    marks = [("waits for review" in row[1]) for row in table.rows]
    assert marks == [record.review for record in listed]
    assert {True, False} == set(marks)


def impatient(settings):
    """Return settings by which everything waits for review that nobody accepted."""
    return settings.model_copy(update={"review": settings.review.model_copy(update={"below": 1.0})})


def test_values_that_are_more_likely_wrong_are_marked():
    values = (
        Value("what", "x", Quote(0, 1, "x"), probability=0.49),
        Value("actors", "y", Quote(2, 3, "y"), probability=0.5),
    )
    statement = Statement("s:1", "d:1", "intention", values, Quote(0, 3, "x y"), 0.6, "test")
    lines = list(_statement_lines(statement, waits=False))
    assert [line.endswith("unsure (0.49)") for line in lines] == [False, True, False, False]


def test_a_changed_threshold_is_told_until_records_are_marked_by_it(register_copy):
    settings = register_copy / "kelisim.toml"
    settings.write_text(settings.read_text().replace("below = 0.7", "below = 0.99"))
    place = find_workspace(register_copy)

    def asked(*command):
        done = CliRunner().invoke(app, [*command, "--workspace", str(register_copy)])
        assert done.exit_code == 0
        return done

    with open_store(place) as store, store.reading() as connection:
        agreement = list_records(connection, "agreements").records[0].id
        before = len(list_records(connection, "agreements", Filter(review=True)).records)
    line = (
        "kelisim: what waits for review is marked below 0.7 still, and review.below is 0.99 now; "
        "mark it anew with: kelisim rebuild\n"
    )
    for command in (("stats", "--json"), ("list", "agreements"), ("show", agreement), ("explain", agreement)):
        assert asked(*command).stderr == line
        assert line not in asked(*command).stdout
    with open_store(place) as store:
        (finding,) = examine(store)
        assert "marked below 0.7 still" in finding.problem
        assert "kelisim rebuild" in finding.remedy
        add(store, [])  # as any adding does
        assert list(examine(store)) == []
        with store.reading() as connection:
            assert len(list_records(connection, "agreements", Filter(review=True)).records) > before
    assert asked("stats").stderr == ""


# ------------------------------------------------------------------ the command


def test_command_tells_people_and_programs_the_same(register_copy, agreement):
    id = agreement.statements[0]
    asked = ["explain", id, "--workspace", str(register_copy)]
    for_people = CliRunner().invoke(app, asked)
    for_programs = CliRunner().invoke(app, [*asked, "--json"])
    assert (for_people.exit_code, for_programs.exit_code) == (0, 0)
    (found,) = json.loads(for_programs.output)
    lines = for_people.output.splitlines()
    assert lines[0] == f"agreement {id}, probability {found['statement']['probability']:.2f}"
    assert f"Rule {found['why']['rule']}: {found['why']['words']}" in lines
    for reason in found["why"]["reasons"]:
        assert f"  {reason['odds']:+.2f}  {reason['words']}" in lines
    for trigger in found["why"]["triggers"]:
        assert any(line.endswith(f"[{trigger['start']}:{trigger['end']}]") for line in lines)
    for meant in found["meant"]:
        assert any(f"means {meant['entity']['id']}" in line for line in lines)
    assert all(len(value["reasons"]) > 0 for value in found["why"]["values"])


def test_command_says_in_one_line_what_it_cannot_explain(register_copy, agreement):
    done = CliRunner().invoke(app, ["explain", agreement.documents[0], "--workspace", str(register_copy)])
    assert done.exit_code != 0
    assert isinstance(done.exception, UnknownIdError)
    assert "\n" not in str(done.exception)
