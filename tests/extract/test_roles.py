"""Who stands in which part of a sentence."""

import pytest

from kelisim.extract.reading import Reading
from kelisim.extract.roles import parts
from tests.extract.kinds.texts import Names, reading

NAMES: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Ana Lind": "person",
    "Bo Falk": "person",
    "Oslo": "place",
}


def roles(text: str, **options: object) -> dict[str, str]:
    read: Reading = reading(text, NAMES, **options)  # type: ignore[arg-type]
    found = parts(read, 0, len(read.analysis.tokens))
    return {
        read.analysis.words(p.mention.first, p.mention.last): "nested" if p.nested else p.role for p in found
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Alder University signed a pact with Birch University.",
            {"Alder University": "subject", "Birch University": "partner"},
        ),
        (
            "A pact between Alder University and Birch University.",
            {"Alder University": "between", "Birch University": "between"},
        ),
        (
            "It was signed by Ana Lind, Rector of Alder University, and Bo Falk.",
            {"Ana Lind": "agent", "Alder University": "nested", "Bo Falk": "agent"},
        ),
        (
            "It was signed by Ana Lind in the presence of Bo Falk.",
            {"Ana Lind": "agent", "Bo Falk": "witness"},
        ),
        ("In Oslo, Alder University signed a pact.", {"Oslo": "place", "Alder University": "subject"}),
        ("On 3 May 2024 Alder University signed a pact.", {"Alder University": "subject"}),
        ("Alder University, Oslo, signed a pact.", {"Alder University": "subject", "Oslo": "nested"}),
        ("The delegation led by Ana Lind met Bo Falk.", {"Ana Lind": "lead", "Bo Falk": "object"}),
        ("Alder University's dean met Bo Falk.", {"Alder University": "nested", "Bo Falk": "object"}),
    ],
)
def test_the_words_before_a_name_give_its_role(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected
