"""Properties of the whole: order, partition, ids, supports, undoing, doing it again."""

import random
from collections import Counter
from dataclasses import replace

from benchmarks.generate import generate
from benchmarks.pairs.table import Who
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.projection.scenes import Scene, decide, scene, signed, told

from kelisim.model import Decision, to_json
from kelisim.register.projection import Projection, project
from kelisim.register.projection.components import matchable, rules_of
from kelisim.register.projection.items import directory, items, potential_id

PARTIES = [
    "EKTU",
    "UCL",
    "Leeds",
    "KAIST",
    "Kazakhstan",
    "Institute of Archaeology at University College London",
]
DATES = [None, "2013", "2025-11", "2026-01-21", "2026-01-22", "2026-05"]
PUBLISHED = [None, "2013-02-01", "2026-01-22", "2026-01-30", "2026-06-01"]
PEOPLE = ["Saule Rakhmetullina", "Kevin MacDonald", "Thomas Hale"]
PLACES = [None, "London", "Astana", "Kazakhstan"]
PHRASES = [
    "student exchange",
    "exchange of students",
    "joint laboratory of optics",
    "dual degree programme",
    "3 schools",
]


def some(values: list[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


AGREEMENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["memorandum", "agreement", "contract", "other", None]),
        "status": st.sampled_from(["signed", "planned", "renewed", None]),
        "date": st.sampled_from(DATES),
        "place": st.sampled_from(PLACES),
        "parties": some(PARTIES),
        "signatories": some(PEOPLE),
        "commitments": some(PHRASES),
    }
).map(lambda slots: ("agreement", slots))
OTHERS = st.one_of(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from([None, "DREAM", "Optics", "Joint project"]),
            "hosts": some(PARTIES),
            "leaders": some(PEOPLE),
        }
    ).map(lambda s: ("project", s)),
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["Optics", "dual degree programme"]),
            "kind": st.sampled_from(["dual_degree", "exchange"]),
            "status": st.sampled_from(["running", "planned"]),
            "partners": some(PARTIES),
        }
    ).map(lambda s: ("programme", s)),
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["UCL campus", "Optics Laboratory", "Joint laboratory of optics"]),
            "kind": st.sampled_from(["campus", "laboratory"]),
            "status": st.sampled_from(["open", "planned"]),
            "place": st.sampled_from(PLACES),
            "date": st.sampled_from(DATES),
            "hosts": some(PARTIES),
        }
    ).map(lambda s: ("establishment", s)),
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Bett Show 2026", "meeting", "Optics Forum"]),
            "kind": st.sampled_from(["meeting", None]),
            "date": st.sampled_from(DATES),
            "participants": some([*PARTIES, *PEOPLE]),
        }
    ).map(lambda s: ("event", s)),
    st.fixed_dictionaries(
        {
            "person": st.sampled_from([None, *PEOPLE]),
            "office": st.sampled_from(["Rector", "Vice-Rector", "Ректор"]),
            "organisation": st.sampled_from([None, *PARTIES]),
        }
    ).map(lambda s: ("office", s)),
    st.fixed_dictionaries(
        {
            "value": st.sampled_from([34, 37]),
            "what": st.sampled_from(["foreign branches", "students"]),
            "scope": st.sampled_from([None, "Kazakhstan"]),
        }
    ).map(lambda s: ("figure", s)),
    st.fixed_dictionaries(
        {
            "amount": st.sampled_from([None, 5000]),
            "currency": st.sampled_from([None, "EUR"]),
            "funders": some(PARTIES),
        }
    ).map(lambda s: ("funding", s)),
    st.fixed_dictionaries({"what": st.sampled_from(PHRASES), "actors": some(PARTIES)}).map(
        lambda s: ("intention", s)
    ),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Scenes with several statements of all kinds in several documents, many of them alike."""
    published = {f"d{n}": draw(st.sampled_from(PUBLISHED)) for n in range(5)}
    statements = []
    for kind, slots in draw(st.lists(st.one_of(AGREEMENTS, AGREEMENTS, OTHERS), min_size=1, max_size=12)):
        document = draw(st.sampled_from(sorted(published)))
        statements.append(told(document, kind, published[document], **slots))
    return scene(*statements)


@st.composite
def decisions(draw: st.DrawFn, made: Scene) -> list[Decision]:
    """Some decisions on a scene, some of them on records, statements, or nothing that there is."""
    ids = [s.id for s in made.statements] + [potential_id(s) for s in made.statements] + ["a:gone"]
    found = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        action = draw(st.sampled_from(["accept", "reject", "merge", "split", "not_same", "undo", "correct"]))
        target = draw(st.sampled_from(ids if action != "undo" else [f"x:{n}" for n in range(1, 6)]))
        others = (
            draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2))
            if action in {"merge", "split", "not_same"}
            else []
        )
        slot, value = draw(
            st.sampled_from([("place", "London"), ("parties", "Leeds"), ("kind", ""), ("nothing", "x")])
        )
        more = {"slot": slot, "value": value} if action == "correct" else {}
        found.append(decide(number, action, target, *others, **more))
    return found


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(st.data())
def test_projection_does_not_depend_on_the_order_of_its_inputs(data: st.DataObject) -> None:
    one = data.draw(scenes())
    made = data.draw(decisions(one))
    rng = random.Random(data.draw(st.integers()))
    mixed = [
        replace(e, statements=tuple(rng.sample(e.statements, len(e.statements)))) for e in one.extractions
    ]
    rng.shuffle(mixed)
    documents = rng.sample(one.documents, len(one.documents))
    who = Who(tuple(rng.sample(one.who.entities, len(one.who.entities))))
    again = project(documents, mixed, who, rng.sample(made, len(made)))
    assert to_json(again) == to_json(one.project(*made))


@quick
@given(st.data())
def test_each_statement_that_is_not_rejected_is_in_exactly_one_record(data: st.DataObject) -> None:
    one = data.draw(scenes())
    made = [d for d in data.draw(decisions(one)) if d.action != "reject"]
    found = Counter(s for record in one.project(*made).records for s in record.statements)
    assert found == Counter(s.id for s in one.statements)


@quick
@given(st.data())
def test_rejected_statements_are_in_no_record_and_all_others_are(data: st.DataObject) -> None:
    one = data.draw(scenes())
    gone = data.draw(st.sets(st.sampled_from([s.id for s in one.statements])))
    made = one.project(*(decide(n, "reject", s) for n, s in enumerate(sorted(gone), 1)))
    assert {s for r in made.records for s in r.statements} == {s.id for s in one.statements} - gone


@quick
@given(st.data())
def test_every_id_that_came_from_a_member_leads_to_one_record(data: st.DataObject) -> None:
    one = data.draw(scenes())
    records = one.project(*data.draw(decisions(one))).records
    every = [id for record in records for id in (record.id, *record.former_ids)]
    assert len(every) == len(set(every))
    potential = {s.id: potential_id(s) for s in one.statements}
    published = {d.id: d.published or "9999" for d in one.documents}
    order = {
        s.id: (published[s.document], s.document, s.quote.start, s.quote.end, s.id) for s in one.statements
    }
    for record in records:
        founding = min(record.statements, key=lambda s: order[s])
        assert record.id == potential[founding]
        assert {potential[s] for s in record.statements} <= {record.id, *record.former_ids}


@quick
@given(st.data())
def test_every_support_is_a_quote_of_a_statement_of_the_record(data: st.DataObject) -> None:
    one = data.draw(scenes())
    made = one.project(*data.draw(decisions(one)))
    texts = {document.id: document.text for document in one.documents}
    spans = {s.id: {(v.slot, v.quote.start, v.quote.end) for v in s.values} for s in one.statements}
    for record, life in zip(made.records, made.lives, strict=True):
        for slot in record.slots:
            assert len(slot.fillers) > 0
            for filler in slot.fillers:
                assert len(filler.support) > 0 or filler.decision is not None
                for support in filler.support:
                    assert support.statement in record.statements
                    assert (slot.slot, support.start, support.end) in spans[support.statement]
                    assert texts[support.document][support.start : support.end].strip() != ""
        assert life.record == record.id
        assert all(s.statement in record.statements for stage in life.stages for s in stage.support)


@quick
@given(st.data())
def test_undoing_all_decisions_gives_the_register_before_them(data: st.DataObject) -> None:
    one = data.draw(scenes())
    made = [d for d in data.draw(decisions(one)) if d.action != "undo"]
    undone = [decide(20 + n, "undo", d.id) for n, d in enumerate(made)]
    assert one.project(*made, *undone) == one.project()


@quick
@given(st.data())
def test_a_merge_makes_one_record_to_which_all_old_ids_lead(data: st.DataObject) -> None:
    one = data.draw(scenes())
    before = one.project()
    kind = data.draw(st.sampled_from(sorted({r.kind for r in before.records})))
    records = [r for r in before.records if r.kind == kind]
    first, second = data.draw(st.sampled_from(records)), data.draw(st.sampled_from(records))
    after = one.project(decide(1, "merge", first.id, second.id))
    joined = next(r for r in after.records if first.statements[0] in r.statements)
    assert set(joined.statements) == {*first.statements, *second.statements}
    assert {first.id, second.id, *first.former_ids, *second.former_ids} == {joined.id, *joined.former_ids}
    assert [r for r in after.records if r.id != joined.id] == [
        r for r in before.records if r not in {first, second}
    ]


@quick
@given(st.data())
def test_a_split_gives_each_side_its_own_record_and_id(data: st.DataObject) -> None:
    one = data.draw(scenes())
    large = [r for r in one.project().records if len(r.statements) > 1]
    if len(large) == 0:
        return
    record = data.draw(st.sampled_from(large))
    leaving = data.draw(
        st.sets(st.sampled_from(record.statements), min_size=1, max_size=len(record.statements) - 1)
    )
    split = decide(1, "split", record.id, *sorted(leaving))
    after = one.project(split)
    homes = {s: r for r in after.records for s in r.statements}
    assert len({homes[s].id for s in leaving}) == 1
    assert {homes[s].id for s in leaving}.isdisjoint({homes[s].id for s in set(record.statements) - leaving})
    assert one.project(split, decide(2, "undo", split.id)) == one.project()


@quick
@given(st.data())
def test_what_is_told_not_to_be_the_same_is_never_one_record(data: st.DataObject) -> None:
    one = data.draw(scenes())
    first, second = data.draw(st.sampled_from(one.statements)), data.draw(st.sampled_from(one.statements))
    if first.id == second.id:
        return
    merged = decide(1, "merge", potential_id(first), potential_id(second))
    made = one.project(merged, decide(2, "not_same", first.id, second.id))
    assert not any({first.id, second.id} <= set(record.statements) for record in made.records)


def test_a_renamed_entity_is_shown_by_its_new_name() -> None:
    one = scene(signed("d1"))
    entities = tuple(
        replace(e, name="UCL London") if e.name == "University College London" else e
        for e in one.who.entities
    )
    renamed = project(one.documents, one.extractions, Who(entities)).records[0]
    assert "UCL London" in renamed.title
    assert renamed.title != one.project().records[0].title


def test_generated_register_is_put_together_as_it_was_made_up() -> None:
    register = generate(3000, seed=7)
    made = project(register.documents, register.extractions, Who(register.entities))
    wrong = [r for r in made.records if len({register.truth[s] for s in r.statements}) > 1]
    assert wrong == []
    facts = Counter(register.truth[s] for s in register.truth)
    agreements = [r for r in made.records if r.kind == "agreement"]
    assert len(agreements) <= 1.05 * len([fact for fact in facts if fact.startswith("agreement")])


def test_nothing_gives_nothing() -> None:
    assert project((), (), Who(()), ()) == Projection()


def test_records_stand_by_kind_and_founding_statement() -> None:
    one = scene(
        told("d2", "office", "2026-01-24", person="Kevin MacDonald", office="Director"),
        signed("d2", "2026-01-24", parties=["EKTU", "KAIST"]),
        signed("d1", "2020-01-22"),
    )
    assert [record.kind for record in one.project().records] == ["agreement", "agreement", "office"]
    assert one.project().records[0].statements == (one.statements[2].id,)


@quick
@given(scenes())
def test_likeness_is_symmetric(one: Scene) -> None:
    ready = [matchable(item) for item in items(one.documents, one.extractions, directory(one.who))]
    for ours in ready:
        for theirs in ready:
            if ours.item.statement.kind == theirs.item.statement.kind and ours is not theirs:
                compare = rules_of(ours.item.statement.kind).compare
                assert compare(ours.facts, theirs.facts) == compare(theirs.facts, ours.facts)


@quick
@given(scenes())
def test_what_is_alike_shares_a_block(one: Scene) -> None:
    ready = [matchable(item) for item in items(one.documents, one.extractions, directory(one.who))]
    for ours in ready:
        for theirs in ready:
            if ours.item.statement.kind == theirs.item.statement.kind and ours is not theirs:
                alike = rules_of(ours.item.statement.kind).compare(ours.facts, theirs.facts)
                if alike.tier > 0 and len(ours.keys) > 0:
                    assert not set(ours.keys).isdisjoint(theirs.keys)
