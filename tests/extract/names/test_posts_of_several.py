"""Posts of several people, and posts told without "of"."""

import pytest

from tests.extract.names.texts import posts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vice Chancellors Prof. Hema Pant of Hill University, Prof. Dhruv Gautam of Nepal Open University"
            " and Prof. Shila Mana of Lake University signed it.",
            {
                ("Hema Pant", "Vice Chancellors", "Hill University"),
                ("Dhruv Gautam", "Vice Chancellors", "Nepal Open University"),
                ("Shila Mana", "Vice Chancellors", "Lake University"),
            },
        ),
        (
            "Anna Keller and John Brown, Deputy Ministers of Education of Georgia, met them.",
            {
                ("Anna Keller", "Deputy Ministers of Education", "Georgia"),
                ("John Brown", "Deputy Ministers of Education", "Georgia"),
            },
        ),
        (
            "Punjab University signed. Dean Faculty of Engineering Prof Dr Tariq Butt, Director External"
            " Linkages Prof Dr Kamal Amin and Registrar Dr Khalid Khan were there.",
            {
                ("Tariq Butt", "Dean Faculty of Engineering", "Punjab University"),
                ("Kamal Amin", "Director External Linkages", "Punjab University"),
                ("Khalid Khan", "Registrar", "Punjab University"),
            },
        ),
    ],
)
def test_posts(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert posts(text) == expected


def test_the_dean_of_a_school_alone_serves_the_university() -> None:
    text = "Lake University received guests. The dean of the School of Engineering, Jane Doe, was there."
    assert posts(text) == {("Jane Doe", "dean of the School of Engineering", "Lake University")}
