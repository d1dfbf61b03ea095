import tomllib
from importlib.resources import files

import pytest

from kelisim.places import country, country_of_adjective, names_behind, seat

LEXICON = tomllib.loads(files("kelisim.places").joinpath("data/seats.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CERN", "CH"),
        ("the World Bank", "US"),
        ("Deutscher Akademischer Austauschdienst", "DE"),
        ("Европейский союз", "BE"),
        ("Max Planck Institute for Astronomy", "DE"),
        ("Max-Planck-Institut für Astronomie", "DE"),
        ("Fudan University", "CN"),
    ],
)
def test_a_body_known_everywhere_has_its_seat(name, code):
    assert seat(name) == code


@pytest.mark.parametrize("name", ["World", "Bank of Penarth", "Max Planck Institute", "University", ""])
def test_other_names_have_none(name):
    assert seat(name) is None


def test_each_body_stands_in_one_country_only():
    seen = {}
    twice = [
        name
        for table in LEXICON.values()
        for code, names in table.items()
        for name in names.split(" | ")
        if seen.setdefault(name.casefold(), code) != code
    ]
    assert twice == []


def test_all_codes_are_of_countries():
    codes = {code for table in LEXICON.values() for code in table}
    assert {code for code in codes if country(code) is None} == set()


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("Томский", "RU"),
        ("Карагандинского", "KZ"),
        ("Хельсинкский", "FI"),
        ("Болонская", "IT"),
        ("Ошский", "KG"),
        ("Сибирское", "RU"),
    ],
)
def test_an_adjective_leads_to_the_country_of_its_town(adjective, code):
    assert country_of_adjective(adjective) == code


@pytest.mark.parametrize(
    "word", ["Педагогический", "Букетовский", "Морской", "Советский", "томский", "Tomsk"]
)
def test_other_words_lead_nowhere(word):
    assert country_of_adjective(word) is None


def test_names_behind_an_adjective_hold_the_town():
    assert "Караганда" in names_behind("карагандинский")
    assert names_behind("большой") == ()
