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
