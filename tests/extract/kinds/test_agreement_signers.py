"""Who signs for whom, told beside the signing or in a sentence of its own."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only

NAMES: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Jane Orwell": "person",
    "Omar Reed": "person",
    "Ida Marsh": "person",
}
SIGNED = "Lakeside University and the Institute of Tides signed a memorandum."


@pytest.mark.parametrize(
    "behind",
    [
        "Signing on behalf of Lakeside University was Jane Orwell. "
        "Representing the Institute of Tides was Omar Reed.",
        "The signatories were Jane Orwell and Omar Reed.",
        "Jane Orwell and Omar Reed put pen to paper in the presence of Ida Marsh.",
        "Jane Orwell and Omar Reed appended their signatures to the memorandum.",
        "Jane Orwell and Omar Reed exchanged the documents, watched by Ida Marsh.",
        "Jane Orwell and Omar Reed signed on behalf of their respective institutions.",
        "Lakeside University was represented by Jane Orwell, the Institute of Tides by Omar Reed.",
        "Jane Orwell signed the memorandum for Lakeside University and Omar Reed for the Institute of Tides.",
        "The memorandum was signed by Jane Orwell, and on behalf of the Institute of Tides, Omar Reed.",
    ],
)
def test_signatories_are_told_behind_the_signing(behind: str) -> None:
    entry = only(agreements, f"{SIGNED} {behind}", NAMES)
    assert entry["signatories"] == ["Jane Orwell", "Omar Reed"]
    assert entry["parties"] == ["Lakeside University", "Institute of Tides"]


def test_those_who_are_represented_in_the_sentence_sign_by_those_who_stand_for_them() -> None:
    text = (
        "Lakeside University, represented by Jane Orwell, and the Institute of Tides, represented by Omar "
        "Reed, signed a memorandum on Friday."
    )
    entry = only(agreements, text, NAMES)
    assert entry["signatories"] == ["Jane Orwell", "Omar Reed"]
    assert entry["parties"] == ["Lakeside University", "Institute of Tides"]


def test_witnesses_told_as_if_they_signed_are_none() -> None:
    entry = only(agreements, f"{SIGNED} Signing as witnesses were Jane Orwell and Omar Reed.", NAMES)
    assert "signatories" not in entry


def test_guests_who_are_represented_do_not_sign_where_others_did() -> None:
    text = (
        "Jane Orwell and Omar Reed signed a memorandum between Lakeside University and the Institute of "
        "Tides. Lakeside University was represented by Ida Marsh at the dinner."
    )
    assert only(agreements, text, NAMES)["signatories"] == ["Jane Orwell", "Omar Reed"]


def test_one_who_signs_for_a_body_alone_names_no_second_signatory() -> None:
    text = f"{SIGNED} Jane Orwell signed the memorandum for Lakeside University, and Omar Reed applauded."
    assert only(agreements, text, NAMES)["signatories"] == ["Jane Orwell"]


def test_a_town_that_is_signed_for_is_the_body_named_after_it() -> None:
    names: Names = {
        "University of Leeds": "organisation",
        "Lakeside University": "organisation",
        "Leeds": "place",
        "Jane Orwell": "person",
        "Omar Reed": "person",
    }
    text = (
        "The University of Leeds and Lakeside University signed a memorandum. Jane Orwell signed the"
        " memorandum for Leeds and Omar Reed for Lakeside University."
    )
    entry = only(agreements, text, names)
    assert entry["parties"] == ["University of Leeds", "Lakeside University"]
    assert entry["signatories"] == ["Jane Orwell", "Omar Reed"]


def test_names_are_put_to_a_paper() -> None:
    text = "Lakeside University and the Institute of Tides put their names to a memorandum of understanding."
    entry = only(agreements, text, NAMES)
    assert entry["kind"] == ["memorandum"]
    assert entry["parties"] == ["Lakeside University", "Institute of Tides"]
