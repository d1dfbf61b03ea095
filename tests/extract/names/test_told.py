"""Names without a head noun that the words around them tell to be those of bodies."""

from tests.extract.names.texts import named


def test_a_noun_for_several_bodies_tells_what_is_listed_behind_it() -> None:
    assert {"Velmora", "KTRA", "Brenta Optik"} <= named(
        "The plan drew interest from institutions such as Velmora, Brenta Optik and the KTRA on Monday."
    )


def test_towns_among_universities_stand_for_them() -> None:
    found = named("The laboratory will bring together Leuven, Coimbra and three other universities.")
    assert {"Leuven", "Coimbra"} <= found
    assert "Coimbra" not in named("Talks were held in Leuven, Coimbra and two other towns.")


def test_countries_in_a_list_are_no_bodies() -> None:
    assert named("It has partners such as Norway, Chile and Ghana.") == set()


def test_who_a_person_comes_from_is_a_body() -> None:
    assert "Selvita" in named("The workshop was opened by Dr. Maria Keller of Selvita.")
    assert named("The workshop was opened by Dr. Maria Keller of Bristol.") == set()


def test_a_name_behind_a_post_and_a_comma_is_a_body() -> None:
    text = (
        "The guests were:\n\nMs. Anna Lindqvist, Managing Director, Brelko\n\nMr. Paul Ndiaye, Founder, Soxna"
    )
    assert {"Brelko", "Soxna"} <= named(text)


def test_a_firm_is_named_right_behind_its_trade() -> None:
    text = (
        "The sugar producer Zafrelo and the satellite operator Orbimar pay for it. Companies in Peru do not."
    )
    assert named(text) == {"Zafrelo", "Orbimar"}


def test_companies_are_named_right_behind_their_noun() -> None:
    text = "The companies Tuvelma and Arbonex have given the timber."
    assert named(text) == {"Tuvelma", "Arbonex"}


def test_surveys_theatres_and_shipyards_are_bodies_without_what_they_cost() -> None:
    text = "The Sabah Geological Survey ordered it from Tanjong Bay Shipyard for RM180,000."
    assert named(text) == {"Sabah Geological Survey", "Tanjong Bay Shipyard"}
