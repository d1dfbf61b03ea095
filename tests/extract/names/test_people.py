import pytest

from tests.extract.names.texts import forms, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister of Science and Higher Education Sayasat Nurbek opened the meeting.",
            {"Sayasat Nurbek"},
        ),
        (
            "Rector of NTUA Andreas Boudouvis and Provost Mary C. Boyce signed.",
            {"Andreas Boudouvis", "Mary C. Boyce"},
        ),
        (
            "Professors Zhou Deyi, Xia Chunping, and Xiong Xueping travelled together.",
            {"Zhou Deyi", "Xia Chunping", "Xiong Xueping"},
        ),
        ("The ambassador, H.E. Margriet Dijkstra, thanked the hosts.", {"Margriet Dijkstra"}),
        ("Dr. Pieter van Oosterhout said the talks went well.", {"Pieter van Oosterhout"}),
        ("South Korean Ambassador Choi Dong-wook was present.", {"Choi Dong-wook"}),
        ("Prof. Dr. Jusuf Zejneli received the guests.", {"Jusuf Zejneli"}),
        ("The Hon Teina Bishop, Minister of Education, will sign.", {"Teina Bishop"}),
        ("Mr Walsh agreed.", {"Walsh"}),
        ("The Ambassador Extraordinary and Plenipotentiary of Peru, Rosa Quispe, spoke.", {"Rosa Quispe"}),
        ("Minister of Education and Science L.Karimova met the guests.", {"L.Karimova"}),
        ('Chancellor Robert E. "Bob" Ashdown welcomed the guests.', {'Robert E. "Bob" Ashdown'}),
        ("Prince Edward underscored the ties.", {"Prince Edward"}),
    ],
)
def test_people_are_found_after_titles_and_posts(text: str, expected: set[str]) -> None:
    assert named(text, "person") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Press Release",
        "On Wednesday the Higher Education Forum began in New Zealand.",
        "Photo credit: David Hollander",
        "The Memorandum of Understanding covers Agricultural Research and Development.",
    ],
)
def test_headlines_fields_and_credits_are_no_people(text: str) -> None:
    assert named(text, "person") == set()


def test_a_surname_alone_is_a_form_of_the_full_name() -> None:
    text = "Historian Yuval Noah Harari led a session. Later Harari spoke of schools."
    assert forms(text)["Yuval Noah Harari"] == {"Harari"}


def test_initials_stand_for_a_first_name() -> None:
    text = "Professor Andreas G. Boudouvis signed. The NTUA Rector A. Boudouvis thanked everybody."
    assert forms(text)["Andreas G. Boudouvis"] == {"A. Boudouvis"}
