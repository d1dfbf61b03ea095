import shutil

import pytest

from kelisim.resolve.registry import (
    OVERRIDES,
    Added,
    Named,
    Refused,
    RegistryError,
    info,
    install,
    load,
    match_one,
    write_override,
)

NEW = Added(
    id="local:wind-centre",
    name="Altyn Wind Energy Centre",
    reason="founded this year",
    author="A. Editor",
    names=("Алтынский центр ветроэнергетики",),
    country="KZ",
    town="Semey",
    parent="https://ror.org/00steppe1",
)
EXTRA = Named("https://ror.org/00quartz1", "Qvartsvilski gymnasium", "its name until 1950", "A. Editor")
NOT = Refused("https://ror.org/00bavari1", "Isarwinkel Technical University", "a namesake", "A. Editor")


@pytest.fixture
def home(cache, tmp_path):
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    for entry in (NEW, EXTRA, NOT):
        write_override(tmp_path / OVERRIDES, entry)
    return tmp_path


def found(home, text):
    best = match_one(load(home), [text])[0]
    return None if best is None else best.id


def test_overrides_add_organisations_and_names_and_refuse(home):
    assert found(home, "Altyn Wind Energy Centre, Semey, Kazakhstan") == "local:wind-centre"
    assert found(home, "Алтынского центра ветроэнергетики") == "local:wind-centre"
    assert found(home, "Qvartsvilski gymnasium, Boston") == "https://ror.org/00quartz1"
    assert found(home, "Isarwinkel Technical University, Munich, Germany") is None
    assert found(home, "Zharkyn National Steppe University") == "https://ror.org/00steppe1"


@pytest.mark.parametrize(
    ("refused", "text", "given"),
    [
        # Only a part of the written name is the record's.
        ("Vobnuk-Zharkyn National Steppe University", "Vobnuk-Zharkyn National Steppe University", False),
        (
            "Vobnuk-Zharkyn National Steppe University",
            "Lab 3, Vobnuk-Zharkyn National Steppe University",
            False,
        ),
        ("Vobnuk-Zharkyn National Steppe University", "Zharkyn National Steppe University", True),
        ("Vobnuk-Zharkyn National Steppe University", "Limkog-Zharkyn National Steppe University", True),
        ("Zharkyn National Steppe University", "Zharkyn National Steppe University, Almaty", False),
        ("Lab 3, a@znsu.example", "Lab 3, a@znsu.example", False),
    ],
)
def test_a_refused_name_is_refused_as_it_is_written(cache, tmp_path, refused, text, given):
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    assert found(tmp_path, text) == "https://ror.org/00steppe1"
    write_override(
        tmp_path / OVERRIDES, Refused("https://ror.org/00steppe1", refused, "another", "A. Editor")
    )
    assert (found(tmp_path, text) is not None) is given


def test_overrides_survive_an_update(home):
    install(home / "dump.jsonl", home)
    assert info(home).overrides == 3
    assert found(home, "Altyn Wind Energy Centre, Semey, Kazakhstan") == "local:wind-centre"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[name]]\nid = "https://ror.org/00quartz1"\nname = "X"\nauthor = "me"\n', "reason"),
        ('[[nonsense]]\nid = "x"\n', "nonsense"),
        ("[[name", "TOML|Expected|Unclosed|value"),
        (
            '[[name]]\nid = "https://ror.org/000000000"\nname = "X"\nauthor = "a"\nreason = "b"\n',
            "no record is",
        ),
    ],
)
def test_a_wrong_file_of_overrides_is_told_with_its_remedy(home, text, says):
    (home / OVERRIDES).write_text(text)
    with pytest.raises(RegistryError, match=says):
        load(home)
