"""The register asks the registry of organisations: identifiers, names, places, reasons; the same again."""

import shutil
from pathlib import Path

import pytest
from register_samples import sample
from registry_samples import COAST, SEA, STEPPE, install_small

from kelisim.model import Decision, Entity, Identifier
from kelisim.register import (
    InvalidError,
    RegistryGoneError,
    add,
    create_workspace,
    decide,
    examine,
    export_json,
    find_workspace,
    list_entities,
    open_store,
    rebuild,
    refresh,
)
from kelisim.register.settings import FILE_NAME
from kelisim.register.store import Store

STEPPE_ID = Identifier("ror", "https://ror.org/00steppe1")
COAST_ID = Identifier("ror", "https://ror.org/00coast01")
FIRST = sample("Zharkyn National Steppe University", "Penarth University of the Coast")
SECOND = sample("Жарқын ұлттық дала университеті", "Academy of Nowhere", day="2026-03-01")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    install_small(folder, STEPPE, COAST)
    monkeypatch.setenv("KELISIM_CACHE", str(folder))
    return folder


def organisations(store: Store) -> dict[str, Entity]:
    with store.reading() as connection:
        return {entity.name: entity for entity in list_entities(connection, "organisation").entities}


def exported(store: Store) -> bytes:
    with store.reading() as connection:
        return b"".join(export_json(connection))


def test_organisations_get_identifier_names_place_and_reason(store, cache):
    add(store, [FIRST])
    found = organisations(store)["Zharkyn National Steppe University"]
    assert found.identifiers == (STEPPE_ID,)
    assert (found.country, round(found.latitude or 0)) == ("KZ", 43)
    assert "ror" in {name.source for name in found.names if name.value.startswith("Жарқын")}
    assert any("Zharkyn National Steppe University" in link.reason for link in found.links)


def test_two_names_with_one_identifier_are_one(store, cache):
    add(store, [FIRST, SECOND])
    found = [each for each in organisations(store).values() if STEPPE_ID in each.identifiers]
    assert len(found) == 1
    assert len(found[0].referents) == 2


def test_without_a_registry_they_stay_two(store):
    add(store, [FIRST, SECOND])
    assert len(organisations(store)) == 4
    assert all(entity.identifiers == () for entity in organisations(store).values())


def test_settings_turn_the_registry_off(tmp_path, cache):
    workspace = create_workspace(tmp_path / "register")
    (workspace.folder / FILE_NAME).write_text("[registry]\nuse = false\n")
    with open_store(find_workspace(workspace.folder)) as store:
        add(store, [FIRST])
        assert all(entity.identifiers == () for entity in organisations(store).values())
        assert list(examine(store)) == []


def test_settings_name_the_folder(tmp_path):
    workspace = create_workspace(tmp_path / "register")
    install_small(workspace.folder / "names", STEPPE)
    (workspace.folder / FILE_NAME).write_text('[registry]\nfolder = "names"\n')
    with open_store(find_workspace(workspace.folder)) as store:
        add(store, [FIRST])
        assert organisations(store)["Zharkyn National Steppe University"].identifiers == (STEPPE_ID,)


def test_one_by_one_is_as_at_once_and_as_a_rebuild(store, cache, tmp_path):
    for each in (SECOND, FIRST):
        add(store, [each])
    one_by_one = exported(store)
    rebuild(store)
    assert exported(store) == one_by_one
    with open_store(create_workspace(tmp_path / "other")) as other:
        add(other, [FIRST, SECOND])
        assert exported(other) == one_by_one
    assert list(examine(store)) == []


def test_a_registry_that_is_updated_is_told_and_taken_in(store, cache):
    add(store, [sample("Barry Island University", "Academy of Nowhere")])
    assert organisations(store)["Barry Island University"].identifiers == ()
    install_small(cache, STEPPE, COAST, SEA)
    (finding,) = examine(store)
    assert "3 records" in finding.problem
    assert "kelisim rebuild" in finding.remedy
    assert refresh(store).written > 0
    assert organisations(store)["Barry Island University"].identifiers == (
        Identifier("ror", "https://ror.org/00thesea1"),
    )
    assert list(examine(store)) == []
    assert refresh(store).written == 0


def test_a_registry_that_is_gone_loses_nothing(store, cache):
    add(store, [FIRST])
    before = exported(store)
    shutil.rmtree(cache)
    with pytest.raises(RegistryGoneError, match="kelisim registry install"):
        add(store, [SECOND])
    with pytest.raises(RegistryGoneError):
        rebuild(store)
    assert exported(store) == before
    assert ["is not installed" in finding.problem for finding in examine(store)] == [True]
    install_small(cache, STEPPE, COAST)
    assert refresh(store).documents == 1
    assert len(organisations(store)["Zharkyn National Steppe University"].referents) == 2


def overrides(store: Store) -> str:
    path = store.registry.overrides
    return path.read_text("utf-8") if path.exists() else ""


def decision(action: str, target: str, *others: str, **more: str) -> Decision:
    return Decision("", action, target, "A. Editor", "2026-11-22T10:00:00", "seen", others, **more)


def test_a_corrected_identifier_is_learned_with_who_and_why_and_unlearned(store, cache):
    add(store, [sample("Coast Academy of Penarth Bay", "Academy of Nowhere")])
    given = organisations(store)["Coast Academy of Penarth Bay"]
    assert given.identifiers == ()
    made = decide(store, decision("correct", given.id, slot="ror", value=COAST_ID.value))
    assert organisations(store)["Coast Academy of Penarth Bay"].identifiers == (COAST_ID,)
    assert 'author = "A. Editor"' in overrides(store)
    assert f'reason = "seen ({made.id})"' in overrides(store)
    later = sample("Coast Academy of Penarth Bay", "University of Elsewhere", place="Oslo", day="2026-04-01")
    add(store, [later])
    assert len(organisations(store)["Coast Academy of Penarth Bay"].referents) == 2
    rebuild(store)
    assert organisations(store)["Coast Academy of Penarth Bay"].identifiers == (COAST_ID,)
    assert list(examine(store)) == []
    undone = decide(store, decision("undo", made.id))
    assert overrides(store) == ""
    assert organisations(store)["Coast Academy of Penarth Bay"].identifiers == ()
    decide(store, decision("undo", undone.id))
    assert made.id in overrides(store)


def test_an_identifier_that_a_person_takes_away_is_refused_for_that_name(store, cache):
    add(store, [FIRST])
    wrong = organisations(store)["Penarth University of the Coast"]
    assert wrong.identifiers == (COAST_ID,)
    decide(store, decision("correct", wrong.id, slot="ror", value=""))
    assert "[[not_this]]" in overrides(store)
    assert organisations(store)["Penarth University of the Coast"].identifiers == ()


def test_a_merge_gives_both_names_one_identifier(store, cache):
    add(store, [FIRST, sample("Steppe Academy Zharkynia", "Academy of Nowhere")])
    held = organisations(store)
    first, second = held["Zharkyn National Steppe University"], held["Steppe Academy Zharkynia"]
    decide(store, decision("merge", first.id, second.id))
    (one,) = [each for each in organisations(store).values() if STEPPE_ID in each.identifiers]
    assert len(one.referents) == 2
    assert 'name = "Steppe Academy Zharkynia"' in overrides(store)


def test_overrides_written_by_hand_stay_when_a_decision_is_undone(store, cache):
    add(store, [FIRST])
    by_hand = (
        '# ours\n[[name]]\nid = "https://ror.org/00coast01"\nname = "Penarth Uni"\nreason = "known"\n'
        'author = "B. Editor"\n'
    )
    store.registry.overrides.write_text(by_hand, "utf-8")
    target = organisations(store)["Zharkyn National Steppe University"].id
    made = decide(store, decision("correct", target, slot="ror", value=COAST_ID.value))
    assert made.id in overrides(store)
    decide(store, decision("undo", made.id))
    assert overrides(store).strip() == by_hand.strip()


@pytest.mark.parametrize(("slot", "value"), [("ror", "00steppe1"), ("country", "Kazakhstan"), ("motto", "x")])
def test_a_correction_that_makes_no_sense_is_refused_and_teaches_nothing(store, cache, slot, value):
    add(store, [FIRST])
    target = organisations(store)["Zharkyn National Steppe University"].id
    with pytest.raises(InvalidError, match=slot):
        decide(store, decision("correct", target, slot=slot, value=value))
    assert overrides(store) == ""


def test_an_orcid_that_a_text_gives_is_the_persons(store):
    orcid = "0000-0002-1825-0097"
    add(
        store,
        [sample(extra=f" Write to Ermek Kosherbaev (https://orcid.org/{orcid})."), sample(day="2026-05-01")],
    )
    with store.reading() as connection:
        (person,) = list_entities(connection, "person").entities
    assert person.identifiers == (Identifier("orcid", orcid),)
    assert len(person.referents) == 2
    assert list(examine(store)) == []
