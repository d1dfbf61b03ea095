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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{SIGNED} Under the agreement, exchanges of staff and joint summer schools were agreed upon.",
            ["exchanges of staff", "joint summer schools"],
        ),
        (
            f"{SIGNED} The two sides agreed to develop a project on seaweed; training of divers; and publish "
            "a tide table.",
            ["develop a project on seaweed", "training of divers", "publish a tide table"],
        ),
        (
            f"{SIGNED} The objectives of the agreement are to map the seabed and to train divers.",
            ["map the seabed", "train divers"],
        ),
        (
            f"{SIGNED} Under the agreement, the parties will cooperate in the following forms:\n\n"
            "i) exchange of tide tables;\n\nii) support of joint teams;\n\niii) joint seminars.",
            ["exchange of tide tables", "support of joint teams", "joint seminars"],
        ),
        (
            f"{SIGNED} The parties will work on:\n\n• maps of the seabed\n\n• training of divers",
            ["maps of the seabed", "training of divers"],
        ),
        (
            "The agreement between Lakeside University and the Institute of Tides on exchange of divers "
            "signed in 2016 was praised.",
            ["exchange of divers"],
        ),
    ],
)
def test_commitments_in_passives_points_and_aims(text: str, expected: list[str]) -> None:
    assert commitments(text) == expected


def test_to_agree_to_a_thing_is_no_deed() -> None:
    assert commitments(f"{SIGNED} The two sides agreed to the partnership, said the Rector.") == []
