"""German: names in the nominative, posts, agreements with their parties, true offsets on any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import names, of_kind, values

SIGNED = (
    "Rostock, 14. Mai 2025 – Die Universität Rostock und das Zentralasiatische Institut für "
    "Angewandte Gletscherkunde (ZAIAG) haben eine Kooperationsvereinbarung unterzeichnet. "
    "Rektorin Prof. Dr. Anna Weber sprach am 14. Mai von 12 gemeinsamen Projekten. "
    "Das Bundesministerium für Bildung und Forschung "
    "stellt rund 1,5 Mio. Euro bereit. Das erklärte auch Dr. Omar Karimow, Direktor des ZAIAG."
)


def read(text: str) -> Extraction:
    return texts.read(text, "de", "2025-05-14")


def test_names_by_their_heads() -> None:
    found = names(read(SIGNED), "organisation")
    assert found == {
        "Universität Rostock",
        "Zentralasiatisches Institut für Angewandte Gletscherkunde",
        "Bundesministerium für Bildung und Forschung",
    }


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("der Technischen Universität Dresden", "Technische Universität Dresden"),
        ("des Helmholtz-Zentrums für Geoforschung", "Helmholtz-Zentrum für Geoforschung"),
        ("der Akademie der Wissenschaften Usbekistans", "Akademie der Wissenschaften Usbekistans"),
        ("dem Auswärtigen Amt", "Auswärtiges Amt"),
        ("der Satbayev University", "Satbayev University"),
        ("der Firma Sonnkraft GmbH", "Sonnkraft GmbH"),
    ],
)
def test_names_stand_in_the_nominative(phrase: str, name: str) -> None:
    assert names(read(f"Gespräche mit {phrase} haben heute in Bonn begonnen."), "organisation") == {name}


def test_people_after_posts_and_titles_hold_their_office() -> None:
    extraction = read(SIGNED)
    assert names(extraction, "person") == {"Anna Weber", "Omar Karimow"}
    offices = of_kind(extraction, "office")
    assert ["Direktor"] in [values(office, "office") for office in offices]
    holder = next(office for office in offices if values(office, "office") == ["Direktor"])
    assert values(holder, "person") == ["Omar Karimow"]
    assert values(holder, "organisation") == ["Zentralasiatisches Institut für Angewandte Gletscherkunde"]


def test_an_acronym_before_a_post_is_its_organisation() -> None:
    text = (
        "Die Deutsch-Kasachische Universität (DKU) lud ein. DKU-Präsident Prof. Dr. Wulf Kern kam nach Bonn."
    )
    office = of_kind(read(text), "office")[0]
    assert values(office, "office") == ["Präsident"]
    assert values(office, "organisation") == ["Deutsch-Kasachische Universität"]


def test_an_agreement_with_its_parties() -> None:
    (agreement,) = of_kind(read(SIGNED), "agreement")
    assert values(agreement, "kind") == ["agreement"]
    assert values(agreement, "status") == ["signed"]
    assert set(values(agreement, "parties")) == {
        "Universität Rostock",
        "Zentralasiatisches Institut für Angewandte Gletscherkunde",
    }


def test_parties_after_the_verb() -> None:
    text = (
        "Gestern schlossen die Universität Leipzig und die Universität Samarkand "
        "ein Abkommen über den Austausch."
    )
    (agreement,) = of_kind(read(text), "agreement")
    assert set(values(agreement, "parties")) == {"Universität Leipzig", "Universität Samarkand"}


def test_figures_and_money() -> None:
    extraction = read(SIGNED)
    (figure,) = of_kind(extraction, "figure")
    assert values(figure, "value") == [12]
    (money,) = of_kind(extraction, "funding")
    assert values(money, "amount") == [1_500_000]
    assert values(money, "currency") == ["EUR"]
    assert values(money, "funders") == ["Bundesministerium für Bildung und Forschung"]


def test_ordinary_nouns_are_no_names() -> None:
    text = (
        "Die Hochschule lädt zum Sommerfest ein. Viele Studierende der Universität kommen mit Kuchen, "
        "Kaffee und guter Laune in die Aula. Das Institut und die Bibliothek bleiben am Freitag geschlossen."
    )
    extraction = read(text)
    assert names(extraction, "organisation") == set()
    assert names(extraction, "person") == set()
    assert of_kind(extraction, "agreement") == []


PIECES = st.lists(
    st.sampled_from(
        [
            "Die",
            "Universität",
            "Rostock",
            "für",
            "Technik",
            "und",
            "Rektorin",
            "Prof.",
            "Dr.",
            "Anna",
            "Weber",
            ",",
            ".",
            "unterzeichnet",
            "Vertrag",
            "DKU-Präsident",
            "(",
            ")",
            "„",
            "“",
            "12",
            "Mio.",
            "Euro",
            "der",
            "GmbH",
            "\n\n",
            "–",
        ]
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_offsets_are_true_whatever_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(statement.quote.stands_in(text) for statement in read(text).statements)


def test_bodies_of_a_list_share_their_head_in_the_plural() -> None:
    found = read("Die Hochschulen Wismar und Emden unterzeichneten am 3. Mai 2025 eine Vereinbarung.")
    (agreement,) = of_kind(found, "agreement")
    assert values(agreement, "parties") == ["Hochschule Wismar", "Hochschule Emden"]
    assert names(read("Die Universitäten Forschung und Lehre fördern."), "organisation") == set()
