"""The register asks the registry of organisations: identifiers, names, places, reasons; the same again."""

import shutil
from pathlib import Path

import pytest
from register_samples import sample
from registry_samples import COAST, SEA, STEPPE, install_small

from kelisim.model import Entity, Identifier
from kelisim.register import (
    RegistryGoneError,
    add,
    create_workspace,
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
