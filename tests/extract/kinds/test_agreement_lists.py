"""Lists that tell agreements one by one, and lists of those who sign one."""

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

FOUR: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Dogwood University": "organisation",
}
PEOPLE: Names = {**FOUR, "Ann Oakes": "person", "Ben Pines": "person"}


def test_items_that_only_say_who_and_on_what_are_agreements_of_the_signing_told_before() -> None:
    text = (
        "The Minister witnessed the signing of two protocols.\n\n"
        "The protocols were as follows:\n\n"
        "* Alder University and Birch University, in pharmacy.\n"
        "* Cedar University with Dogwood University, to host a laboratory of soils.\n"
    )
    found = told(agreements, text, FOUR)
    assert [(entry["kind"], entry["status"]) for entry in found] == [(["protocol"], ["signed"])] * 2
    assert [set(entry["parties"]) for entry in found] == [
        {"Alder University", "Birch University"},
        {"Cedar University", "Dogwood University"},
    ]


def test_an_item_that_says_so_is_a_renewal() -> None:
    text = (
        "Two memoranda were signed:\n\n"
        "* Alder University and Birch University, in pharmacy;\n"
        "* Cedar University and Dogwood University, in forestry, a renewal.\n"
    )
    found = told(agreements, text, FOUR)
    assert [entry["status"] for entry in found] == [["signed"], ["renewed"]]


def test_papers_listed_behind_those_who_signed_are_theirs() -> None:
    text = (
        "Rector Ann Oakes of Alder University received Rector Ben Pines of Birch University. "
        "After the talks, Ann Oakes and Ben Pines signed:\n\n"
        "1) the Agreement on Academic Cooperation;\n"
        "2) the Protocol on Student Exchange.\n"
    )
    found = told(agreements, text, PEOPLE)
    assert [entry["kind"] for entry in found] == [["agreement"], ["protocol"]]
    assert all(entry["signatories"] == ["Ann Oakes", "Ben Pines"] for entry in found)


def test_a_list_behind_by_tells_the_signatories_of_one_agreement() -> None:
    text = (
        "The convention of cooperation has been signed by:\n\n"
        "* Ann Oakes, Rector of Alder University\n"
        "* Ben Pines, President of Birch University\n"
    )
    found = only(agreements, text, PEOPLE)
    assert found["signatories"] == ["Ann Oakes", "Ben Pines"]


def test_a_list_behind_between_tells_the_parties_of_one_agreement() -> None:
    text = (
        "A consortium agreement was signed between:\n\n"
        "* Alder University\n"
        "* Birch University\n"
        "* Cedar University\n"
    )
    assert set(only(agreements, text, FOUR)["parties"]) == set(FOUR) - {"Dogwood University"}
