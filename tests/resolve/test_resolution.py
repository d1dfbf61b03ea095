"""Entities from referents: invariants, reasons, names, decisions."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.model import (
    Decision,
    Identifier,
    Name,
    Quote,
    Referent,
    Statement,
    Value,
    content_id,
    referent_id,
    statement_id,
)
from kelisim.resolve import Identification, resolve

NAMES = {
    "organisation": [
        ("D. Serikbayev East Kazakhstan Technical University", "EKTU"),
        ("Восточно-Казахстанский технический университет им. Д. Серикбаева", "ВКТУ"),
        ("East Kazakhstan Technical University",),
        ("EKTU",),
        ("Ministry of Science and Higher Education",),
        ("Министерство науки и высшего образования",),
        ("University of Nottingham",),
        ("Nottingham Trent University",),
        ("Institute of Physics",),
        ("Karaganda Buketov University",),
        ("Карагандинский государственный университет имени академика Е.А. Букетова",),
        ("Кокшетауский университет им. Ш. Уалиханова",),
        ("Kokshetau University",),
        ("Abay Myrzakhmetov Kokshetau University",),
        ("Kazakhstan",),
    ],
    "person": [
        ("Saule Rakhmetullina",),
        ("Рахметуллина Сауле Жадыгеровна",),
        ("S. Rakhmetullina",),
        ("Rakhmetullina",),
        ("John Smith",),
        ("John A. Smith",),
        ("John B. Smith",),
    ],
    "place": [("Astana",), ("Nur-Sultan",), ("Казахстан",), ("stand 12",)],
}


@st.composite
def referents(draw, most=14):
    found = []
    for number in range(draw(st.integers(1, most))):
        type = draw(st.sampled_from(sorted(NAMES)))
        name, *forms = draw(st.sampled_from(NAMES[type]))
        document = f"d:{draw(st.integers(1, 6))}"
        mention = Quote(number * 10, number * 10 + 1, "x")
        country = draw(st.sampled_from([None, "KZ", "GB", "KZ"]))
        id = referent_id(document, type, mention)
        found.append(Referent(id, document, type, name, tuple(forms), (mention,), country))
    return found


@st.composite
def decided(draw):
    found = draw(referents())
    ids = [entity_of(referent) for referent in found] + [referent.id for referent in found]
    decisions = []
    for number in range(draw(st.integers(0, 6))):
        action = draw(st.sampled_from(["merge", "not_same", "split", "undo"]))
        target = (
            draw(st.sampled_from([d.id for d in decisions] or ids))
            if action == "undo"
            else draw(st.sampled_from(ids))
        )
        others = (
            () if action == "undo" else tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)))
        )
        decisions.append(
            Decision(
                f"dec:{number}", action, target, "A. Editor", f"2026-01-01T00:00:{number:02}Z", others=others
            )
        )
    return found, decisions


def posts_of(found):
    """Give each person a post at the first organisation of the document, if it has one."""
    posts = []
    for referent in found:
        body = next((r for r in found if r.document == referent.document and r.type == "organisation"), None)
        if referent.type == "person":
            quote = referent.mentions[0]
            values = [Value("person", referent.name, quote, referent.id), Value("office", "Rector", quote)]
            if body is not None:
                values.append(Value("organisation", body.name, quote, body.id))
            id = statement_id(referent.document, "office", tuple(values), quote)
            posts.append(Statement(id, referent.document, "office", tuple(values), quote, 1.0, "test"))
    return posts


def entity_of(referent):
    return content_id({"organisation": "o", "person": "p", "place": "pl"}[referent.type], referent.id)


def groups(resolution):
    return {frozenset(entity.referents) for entity in resolution.entities}


def owner(resolution, referent):
    return next(entity for entity in resolution.entities if referent.id in entity.referents)


@given(decided())
@settings(deadline=None)
def test_every_referent_is_in_one_entity_and_every_link_has_a_reason(case):
    found, decisions = case
    resolution = resolve(found, decisions=decisions)
    members = [referent for entity in resolution.entities for referent in entity.referents]
    assert sorted(members) == sorted({referent.id for referent in found})
    by_id = {referent.id: referent for referent in found}
    for entity in resolution.entities:
        assert entity.id == entity_of(by_id[entity.referents[0]])
        assert entity.former_ids == tuple(sorted(entity_of(by_id[id]) for id in entity.referents[1:]))
        assert {by_id[id].type for id in entity.referents} == {entity.type}
        assert entity.name in {name.value for name in entity.names}
        assert len(entity.links) >= len(entity.referents) - 1
        assert all(link.reason != "" and link.referent in entity.referents for link in entity.links)
    known = {entity.id for entity in resolution.entities}
    assert all(
        {doubt.first, doubt.second} <= known and doubt.first < doubt.second for doubt in resolution.doubts
    )


@given(decided(), st.integers())
@settings(deadline=None)
def test_order_does_not_matter(case, seed):
    found, decisions = case
    published = {f"d:{n}": f"202{n}-01-01" for n in range(1, 4)}
    posts = posts_of(found)
    first = resolve(found, offices=posts, published=published, decisions=decisions)
    shuffled, others = list(found), list(decisions)
    for each in (shuffled, others, posts):
        random.Random(seed).shuffle(each)
    assert resolve(shuffled, offices=posts, published=published, decisions=others) == first


@given(referents(), st.data())
@settings(deadline=None)
def test_a_merge_joins_and_its_undo_parts_again(found, data):
    before = resolve(found)
    a, b = data.draw(st.sampled_from(before.entities)), data.draw(st.sampled_from(before.entities))
    merge = Decision("dec:1", "merge", a.id, "A. Editor", "2026-01-01T00:00:00Z", others=(b.id,))
    undo = Decision("dec:2", "undo", "dec:1", "A. Editor", "2026-01-02T00:00:00Z")
    if a.type == b.type:
        merged = resolve(found, decisions=[merge])
        assert any(
            {*a.referents[:1], *b.referents[:1]} <= set(entity.referents) for entity in merged.entities
        )
    assert resolve(found, decisions=[merge, undo]) == before


@given(referents(), st.data())
@settings(deadline=None)
def test_what_was_decided_not_to_be_the_same_is_apart_and_no_doubt(found, data):
    before = resolve(found)
    entity = data.draw(st.sampled_from(before.entities))
    other = data.draw(st.sampled_from(list(entity.former_ids) or [before.entities[0].id]))
    decision = Decision("dec:1", "not_same", entity.id, "A. Editor", "2026-01-01T00:00:00Z", others=(other,))
    after = resolve(found, decisions=[decision])
    founders = {entity_of(referent): referent.id for referent in found}
    pair = {founders[entity.id], founders[other]}
    if len(pair) == 2:
        assert not any(pair <= group for group in groups(after))
        owners = {id: each.id for each in after.entities for id in each.referents}
        assert not any({owners[id] for id in pair} == {doubt.first, doubt.second} for doubt in after.doubts)


@given(referents(most=10), st.integers(0, 9))
@settings(deadline=None)
def test_ids_lead_on_when_documents_are_added(found, first):
    known = {entity.id for entity in resolve(found[: first + 1]).entities}
    later = resolve(found)
    leading = {id for entity in later.entities for id in (entity.id, *entity.former_ids)}
    assert known <= leading


def test_later_decisions_win(organisation):
    a, b = organisation("d:1", "University of Nottingham"), organisation("d:2", "Nottingham Trent University")
    ids = [entity_of(a), entity_of(b)]

    def decide(*actions):
        decisions = [
            Decision(f"dec:{n}", action, ids[0], "A. Editor", f"2026-01-0{n + 1}T00:00:00Z", others=(ids[1],))
            for n, action in enumerate(actions)
        ]
        return len(resolve([a, b], decisions=decisions).entities)

    assert decide() == 2
    assert decide("merge") == 1
    assert decide("merge", "not_same") == 2
    assert decide("not_same", "merge") == 1
    assert decide("merge", "not_same", "merge") == 1


@pytest.mark.parametrize(
    ("type", "one", "other"),
    [
        ("person", "Saule Rakhmetullina", "John Smithson"),
        ("organisation", "University of Nottingham", "Nottingham Trent University"),
    ],
)
def test_two_that_several_documents_name_are_merged_in_all(type, one, other, request):
    make = request.getfixturevalue(type)
    found = [
        make(document, name, at=at)
        for document in ("d:1", "d:2", "d:3")
        for at, name in ((0, one), (9, other))
    ]
    a, b = resolve(found).entities
    assert (len(a.referents), len(b.referents)) == (3, 3)
    merge = Decision("dec:1", "merge", a.id, "A. Editor", "2026-01-01T00:00:00Z", others=(b.id,))
    assert groups(resolve(found, decisions=[merge])) == {frozenset((*a.referents, *b.referents))}


def test_a_merge_does_not_open_an_entity_to_those_that_contradict_it(person):
    found = [
        person("d:1", "John A. Smithson"),
        person("d:2", "J. Smithson"),
        person("d:3", "John B. Smithson"),
    ]
    merge = Decision(
        "dec:1",
        "merge",
        entity_of(found[0]),
        "A. Editor",
        "2026-01-01T00:00:00Z",
        others=(entity_of(found[1]),),
    )
    assert frozenset((found[2].id,)) in groups(resolve(found, decisions=[merge]))


def test_an_undo_can_be_undone(organisation):
    a, b = organisation("d:1", "University of Nottingham"), organisation("d:2", "Nottingham Trent University")
    decisions = [
        Decision("dec:1", "merge", entity_of(a), "A. Editor", "2026-01-01T00:00:00Z", others=(entity_of(b),)),
        Decision("dec:2", "undo", "dec:1", "A. Editor", "2026-01-02T00:00:00Z"),
        Decision("dec:3", "undo", "dec:2", "A. Editor", "2026-01-03T00:00:00Z"),
    ]
    assert len(resolve([a, b], decisions=decisions[:2]).entities) == 2
    assert len(resolve([a, b], decisions=decisions).entities) == 1


def test_a_split_takes_referents_out_together(organisation):
    found = [organisation(f"d:{n}", "East Kazakhstan Technical University", country="KZ") for n in range(5)]
    one = resolve(found).entities[0]
    leaving = one.referents[3:]
    split = Decision("dec:1", "split", one.id, "A. Editor", "2026-01-01T00:00:00Z", others=leaving)
    assert groups(resolve(found, decisions=[split])) == {frozenset(one.referents[:3]), frozenset(leaving)}


def test_corrections_hold_for_the_entity_whatever_its_id(organisation):
    found = [organisation(f"d:{n}", "East Kazakhstan Technical University", country="KZ") for n in (1, 2)]
    former = resolve(found).entities[0].former_ids[0]
    decisions = [
        Decision("dec:1", "correct", former, "A. Editor", "2026-01-01T00:00:00Z", slot="name", value="EKTU"),
        Decision("dec:2", "correct", former, "A. Editor", "2026-01-02T00:00:00Z", slot="country", value="GB"),
        Decision(
            "dec:3",
            "correct",
            former,
            "A. Editor",
            "2026-01-03T00:00:00Z",
            slot="ror",
            value="https://ror.org/x",
        ),
    ]
    entity = resolve(found, decisions=decisions).entities[0]
    assert (entity.name, entity.country) == ("EKTU", "GB")
    assert entity.identifiers == (Identifier("ror", "https://ror.org/x"),)


def test_the_founder_is_the_first_published(organisation):
    early, late = organisation("d:1", "Nazarbayev University"), organisation("d:2", "Назарбаев Университет")
    entity = resolve([early, late], published={"d:1": "2026-02-01", "d:2": "2025-01-01"}).entities[0]
    assert entity.referents == (late.id, early.id)
    assert entity.id == entity_of(late)
    assert entity.former_ids == (entity_of(early),)
    assert resolve([early, late], published={"d:1": "2026-02-01"}).entities[0].id == entity_of(early)


def test_a_registry_joins_what_names_do_not(organisation):
    a, b = organisation("d:1", "Alma Mater", country="DE"), organisation("d:2", "Hohe Schule", country="DE")
    asked = []

    def identify(batch):
        asked.extend(batch)
        found = Identification(
            (Identifier("ror", "https://ror.org/1"),), "exact name", (Name("Alma", "en", "ror"),), "AT"
        )
        return [found for _ in batch]

    entity = resolve([a, b], identify=identify).entities[0]
    assert entity.referents == (a.id, b.id)
    assert entity.country == "AT"
    assert entity.identifiers == (Identifier("ror", "https://ror.org/1"),)
    assert {"the same identifier, ror:https://ror.org/1", "exact name"} <= {
        link.reason for link in entity.links
    }
    assert [each.country for each in asked] == ["DE", "DE"]


def test_a_registry_parts_what_names_join(organisation):
    a, b = organisation("d:1", "Nazarbayev University"), organisation("d:2", "Nazarbayev University")
    answers = iter("12")
    parted = resolve(
        [a, b],
        identify=lambda batch: [Identification((Identifier("ror", next(answers)),), "asked") for _ in batch],
    )
    assert len(parted.entities) == 2


def test_the_name_to_show_is_the_fullest_in_the_first_language(organisation):
    found = [
        organisation("d:1", "Восточно-Казахстанский технический университет им. Д. Серикбаева", country="KZ"),
        organisation("d:2", "East Kazakhstan Technical University", "EKTU", country="KZ"),
        organisation("d:3", "D. Serikbayev East Kazakhstan Technical University", country="KZ"),
    ]
    entity = resolve(found).entities[0]
    assert entity.name == "D. Serikbayev East Kazakhstan Technical University"
    assert {name.language for name in entity.names} == {None, "ru"}
    assert resolve(found, languages=("ru", "en")).entities[0].name == found[0].name


def test_countries_come_from_most_referents_or_the_name(organisation, place):
    found = [
        organisation(f"d:{n}", "Coventry University", country=code)
        for n, code in enumerate(["GB", "GB", None])
    ]
    assert resolve(found).entities[0].country == "GB"
    assert resolve([organisation("d:1", "Kazakh National University of Arts")]).entities[0].country == "KZ"
    astana = resolve([place("d:1", "Nur-Sultan")]).entities[0]
    assert astana.country == "KZ"
    assert astana.identifiers == (Identifier("geonames", "1526273"),)
    assert astana.latitude == pytest.approx(51.18, abs=0.01)


@pytest.mark.parametrize(
    ("name", "country", "kept"),
    [
        ("Ministry of Science and Higher Education", None, False),
        ("Ministry of Science and Higher Education of Poland", None, True),
        ("Ministry of Science and Higher Education", "PL", True),
        ("University of Warmia", None, True),
        ("Ministry of Science and Higher Education", "KZ", False),
    ],
)
def test_a_registry_is_believed_of_a_ministry_only_where_its_country_is_told(
    organisation, name, country, kept
):
    found = Identification((Identifier("ror", "https://ror.org/00polish1"),), "name", country="PL")
    (entity,) = resolve([organisation("d:1", name, country=country)], identify=lambda asked: [found]).entities
    assert (len(entity.identifiers) == 1) is kept
