"""The country of a body by what it belongs to, the list it stands in and the places beside its name."""

from tests.extract.names.texts import read


def countries(text: str) -> dict[str, str | None]:
    """Return the country of each organisation of a text."""
    return {r.name: r.country for r in read(text)[2].referents if r.type == "organisation"}


def test_a_part_stands_in_the_country_of_the_whole() -> None:
    text = (
        "The Faculty of Forestry (FF), University of Zagreb, signed a memorandum with the Department of"
        " Botany, University of Ghent. Sweden and Peru were discussed."
    )
    found = countries(text)
    assert found["Faculty of Forestry"] == "HR"
    assert found["Department of Botany"] == "BE"


def test_an_adjective_before_a_list_places_all_in_it() -> None:
    text = (
        "Talks were held in Oslo and Lima with three Portuguese universities: Fernando Varela University,"
        " Lusitano University and Dom Sancho University."
    )
    assert set(countries(text).values()) == {"PT"}


def test_a_country_behind_a_list_places_all_in_it() -> None:
    text = (
        "Guests came to Oslo and Lima from Baraka University, Jamhuri University and Mwangaza Institute of"
        " Technology from Kenya."
    )
    assert set(countries(text).values()) == {"KE"}


def test_a_university_named_after_a_region_is_not_in_a_town_of_its_name_elsewhere() -> None:
    text = "The University of Arizona and the University of Oslo signed a memorandum in Lima."
    assert countries(text)["University of Arizona"] == "US"


def test_the_town_that_begins_the_next_name_of_a_list_is_no_seat() -> None:
    text = "The University of Queensland, Oslo Institute of Technology and the University of Lima met."
    assert countries(text)["University of Queensland"] == "AU"


def test_what_two_states_hold_together_is_in_neither() -> None:
    text = (
        "The Latvian-Moroccan Joint Commission for Research met in Riga. The Ministry of Education of Latvia"
        " was the host; Morocco sent a delegation."
    )
    assert countries(text)["Latvian-Moroccan Joint Commission for Research"] is None


def test_a_sentence_of_one_country_places_the_bodies_that_it_names_first() -> None:
    text = "Guests came from Peru. The Institute of Soils and the Ferrol Archive in Tallinn opened on Monday."
    assert countries(text)["Institute of Soils"] == "EE"


def test_a_known_body_that_opens_a_name_places_it() -> None:
    text = "In Lima and Oslo they met people of the Rockefeller Foundation Centre for Oceans."
    assert countries(text)["Rockefeller Foundation Centre for Oceans"] == "US"
