import pytest

from tests.extract.names.texts import posts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was signed by Saule Rakhmetullina, Rector of EKTU, and"
            " Kevin MacDonald, Director of the Institute"
            " of Archaeology at University College London.",
            {
                ("Saule Rakhmetullina", "Rector", "EKTU"),
                ("Kevin MacDonald", "Director", "Institute of Archaeology at University College London"),
            },
        ),
        (
            "Looking on were the Netherlands Ambassador to Kenya, H.E."
            " Margriet Dijkstra, Kenya’s Principal Secretary"
            " for Agriculture, Samuel Lekuta, and others.",
            {
                ("Margriet Dijkstra", "Ambassador", "Netherlands"),
                ("Samuel Lekuta", "Principal Secretary for Agriculture", "Kenya"),
            },
        ),
        (
            "Minister of Foreign Affairs of the Republic of Kazakhstan Yermek Kosherbayev spoke first.",
            {("Yermek Kosherbayev", "Minister of Foreign Affairs", "Republic of Kazakhstan")},
        ),
        (
            "Derek McCormack, AUT’s Vice-Chancellor, welcomed the guests.",
            {("Derek McCormack", "Vice-Chancellor", "AUT")},
        ),
        (
            "Nancy Rothwell is President and Vice-Chancellor of the University of Manchester.",
            {
                ("Nancy Rothwell", "President", "University of Manchester"),
                ("Nancy Rothwell", "Vice-Chancellor", "University of Manchester"),
            },
        ),
        (
            "The document was signed by Chairman of the Board – Rector Yerlan Sydykov.",
            {("Yerlan Sydykov", "Chairman of the Board – Rector", None)},
        ),
        (
            (
                "Askhat Aimagambetov, member of the Mazhilis, and Rector of"
                " Satbayev University Meiram Begentayev came."
            ),
            {
                ("Askhat Aimagambetov", "member", "Mazhilis"),
                ("Meiram Begentayev", "Rector", "Satbayev University"),
            },
        ),
        (
            "The University of Lagos has appointed Professor Amina Bello as Dean of the Faculty of Law.",
            {("Amina Bello", "Dean of the Faculty of Law", "University of Lagos")},
        ),
        ("Professor Simon Milne gave a talk.", set()),
        ("The Deans of both schools will meet.", set()),
    ],
)
def test_posts_are_bound_to_person_and_organisation(
    text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert posts(text) == expected


def test_a_post_told_twice_is_one_post() -> None:
    text = (
        "Lincoln University Vice-Chancellor Professor Robin Pollard was there. "
        "Vice-Chancellor Professor Robin Pollard signed a memorandum."
    )
    assert posts(text) == {("Robin Pollard", "Vice-Chancellor", "Lincoln University")}


def test_people_of_a_list_serve_the_organisation_above_it() -> None:
    text = (
        "A delegation came to Sapporo on Monday.\n\n[Hokkaido University]\nProf. Toshio Kitagawa, President\n"
    )
    assert posts(text) == {("Toshio Kitagawa", "President", "Hokkaido University")}


def test_an_organisation_behind_a_comma_is_that_of_the_post() -> None:
    text = "“We are glad,” said Ana Lindqvist, Executive Director, UNESCO, on Monday in Oslo."
    assert ("Ana Lindqvist", "Executive Director", "UNESCO") in posts(text)
