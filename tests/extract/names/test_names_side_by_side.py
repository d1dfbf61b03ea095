"""Two names for one body, and names that go on over "and", commas and dashes."""

import pytest

from tests.extract.names.texts import forms, named


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (
            "A contract binds Mirvek and Istem, the Spanish National Institute of Soil Research.",
            "Spanish National Institute of Soil Research",
            "Istem",
        ),
        ("Corvane, the Ministry of Fisheries, pays for it.", "Ministry of Fisheries", "Corvane"),
        (
            "The NSTC, formerly the Ministry of Ports, met the National Science and Technology Council.",
            "National Science and Technology Council",
            "Ministry of Ports",
        ),
        ("She is rector of the Bandung Institute of Soils/ITS.", "Bandung Institute of Soils", "ITS"),
        (
            "The German Soil Center (Deutsches Zentrum für Boden) signed.",
            "Deutsches Zentrum für Boden",
            "German Soil Center",
        ),
        (
            "The Indian Institute of Technology Madras agreed. IIT Madras will send ten students.",
            "Indian Institute of Technology Madras",
            "IIT Madras",
        ),
        (
            "Chonju National University agreed. Chonju University will send ten students.",
            "Chonju National University",
            "Chonju University",
        ),
        (
            "The University of Twente agreed, Ole Ottersen (UT) said. Students come to the UT campus.",
            "University of Twente",
            "UT",
        ),
    ],
)
def test_two_names_of_one_body(text: str, name: str, form: str) -> None:
    assert form in forms(text)[name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The University of Applied Sciences and Corbin Consultancy Group hold courses.",
            {"University of Applied Sciences", "Corbin Consultancy Group"},
        ),
        (
            "A letter of the Ministry of Education, Sport, and Youth of Georgia tells it.",
            {"Ministry of Education, Sport, and Youth of Georgia"},
        ),
        (
            "The Interdisciplinary Centre for Security, Reliability and Trust will lead it.",
            {"Interdisciplinary Centre for Security, Reliability and Trust"},
        ),
        (
            "The Qatar General Electricity and Water Corporation pays.",
            {"Qatar General Electricity and Water Corporation"},
        ),
        (
            "The Thailand – China Joint Laboratory on Soil Biology was opened.",
            {"Thailand – China Joint Laboratory on Soil Biology"},
        ),
        (
            "He came from the National University of Ostroh Academy.",
            {"National University of Ostroh Academy"},
        ),
    ],
)
def test_whole_names(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("name", ["NUV consortium", "4EU+ alliance", "HELIOS consortium"])
def test_who_band_together_under_a_name(name: str) -> None:
    assert name in named(f"Ten universities are in the {name} since May.")
