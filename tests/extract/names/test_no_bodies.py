"""What looks like the name of a body and is none: towns, words in capitals, parts of universities."""

import pytest

from tests.extract.names.texts import named


@pytest.mark.parametrize(
    ("text", "none"),
    [
        (
            "The two universities signed it at Kilembe on Friday. Kilembe",
            "Kilembe",
        ),
        ("Teachers from Aarhus came to the University of Malta in May.", "Aarhus"),
        (
            "Alto University thanked both Countries. The countries are friends.",
            "Countries",
        ),
        ("The total budget is 3 million euros.", "The total"),
        ("Officials of PNG and of the University of Malta met in May.", "PNG"),
        ("She chaired the Board of Trustees and the UoM Executive Board.", "UoM Executive Board"),
        ("The University of Malta asked its Senate. The Senate will vote on 3 May.", "Senate"),
        (
            "Professor Jane Doe of the Department of Agronomy told Malta University.",
            "Department of Agronomy",
        ),
        ("Interns will work in Otago's Department of Marine Science.", "Department of Marine Science"),
    ],
)
def test_no_body(text: str, none: str) -> None:
    assert none not in named(text)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Senators asked for it. The Senate will vote on the University of Malta in May.", "Senate"),
        ("It was agreed with Jordan's Department of Antiquities.", "Department of Antiquities"),
        ("It binds the University of Malta and the Department of Agriculture.", "Department of Agriculture"),
        ("The Department of Biology (DB) will run it.", "Department of Biology"),
    ],
)
def test_a_body(text: str, body: str) -> None:
    assert body in named(text)
