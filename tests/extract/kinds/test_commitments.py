"""What the parties of an agreement undertake."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, told

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
SIGNED = "Lakeside University and the Institute of Tides signed an agreement."


def commitments(text: str) -> list[object]:
    found = told(agreements, text, TWO)
    assert len(found) == 1
    result: list[object] = found[0].get("commitments", [])
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{SIGNED} It is a start. The agreement provides for student exchange, "
            "joint summer schools and shared laboratories.",
            ["student exchange", "joint summer schools", "shared laboratories"],
        ),
        (
            f"{SIGNED} The parties agreed to open a joint laboratory and to train technicians.",
            ["open a joint laboratory", "train technicians"],
        ),
        (
            "Lakeside University prepares a memorandum with the Institute of Tides. The document, which "
            "covers sea ice and tide gauges, is to be signed in May.",
            ["sea ice and tide gauges"],
        ),
        (
            f"{SIGNED} The partnership will focus on: wave energy; sea ice; and training of divers.",
            ["wave energy", "sea ice", "training of divers"],
        ),
        (
            f"{SIGNED} Areas of cooperation include:"
            "\n\n- joint expeditions\n- exchange of data\n- doctoral training",
            ["joint expeditions", "exchange of data", "doctoral training"],
        ),
        (
            "Lakeside University and the Institute of Tides signed an agreement on the exchange of staff "
            "and the opening of a tide station.",
            ["the exchange of staff", "the opening of a tide station"],
        ),
        (
            f"{SIGNED} Under the agreement, ten students a year will study on the coast.",
            ["ten students a year will study on the coast"],
        ),
    ],
)
def test_each_undertaking_is_a_phrase_of_its_own(text: str, expected: list[str]) -> None:
    assert commitments(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        SIGNED,
        f"{SIGNED} The agreement will strengthen ties and opens new horizons.",
        f"{SIGNED} “The agreement will include everybody,” the rector said.",
        f"{SIGNED} The agreement provides an opportunity for both.",
        f"{SIGNED} The museum will open a new wing.",
    ],
)
def test_praise_speech_and_strangers_undertake_nothing(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SIGNED} Lakeside University will supply the buoys.", ["supply the buoys"]),
        (
            f"{SIGNED} Four divers will study in the harbour.",
            ["Four divers will study in the harbour"],
        ),
        (f"{SIGNED} It provides for a winter school on ice.", ["a winter school on ice"]),
        (
            "Lakeside University signed an agreement on a tide school with the Institute of Tides.",
            ["a tide school"],
        ),
    ],
)
def test_one_party_a_number_and_the_paper_undertake(text: str, expected: list[str]) -> None:
    assert commitments(text) == expected


def test_a_weekday_is_no_topic() -> None:
    text = "Lakeside University and the Institute of Tides signed an agreement on Monday."
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SIGNED} The agreement covers the Institute of Tides.", []),
        (
            f"{SIGNED} The agreement covers Lakeside University, a tide school and joint cruises.",
            ["a tide school", "joint cruises"],
        ),
    ],
)
def test_nobody_undertakes_a_name(text: str, expected: list[str]) -> None:
    assert commitments(text) == expected
