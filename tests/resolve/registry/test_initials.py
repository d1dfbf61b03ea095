import pytest
from tests.resolve.registry.conftest import write_dump
from tests.ror_records import record

from kelisim.resolve.registry import candidates, install, load, match_many

STEPPE = "https://ror.org/00steppe1"
RECORDS = [
    record(
        "00steppe1",
        "D. Zharkynov East Kazakhstan State Technical University",
        "Almaty",
        labels=("Восточно-Казахстанский государственный технический университет имени Д. Жаркынова",),
        acronyms=("EKSTU",),
    ),
    record("00canals1", "Almaty University of Canals", "Almaty"),
    record("00canals2", "Almaty University of Cranes", "Almaty"),
    record("00bridges", "Boston University of Bridges", "Boston"),
    record("00bridget", "Brick Union of Builders", "Boston", types=["company"], acronyms=("BUB",)),
]


@pytest.fixture(scope="module")
def initials(tmp_path_factory):
    folder = tmp_path_factory.mktemp("initials")
    install(str(write_dump(folder / "ror.jsonl", RECORDS)), folder / "cache")
    return load(folder / "cache")


def found(registry, text):
    return [each.id for each in candidates(registry, text)]


@pytest.mark.parametrize("text", ["EKTU, Almaty, Kazakhstan", "ВКГТУ, Алматы"])
def test_an_acronym_made_of_the_name_is_known_where_its_place_stands(initials, text):
    assert found(initials, text) == [STEPPE]


def test_it_counts_as_much_as_one_that_the_record_has(initials):
    (made,) = candidates(initials, "EKTU, Almaty, Kazakhstan")
    (own,) = candidates(initials, "EKSTU, Almaty, Kazakhstan")
    assert (made.probability, own.reasons[0].kind) == (own.probability, "acronym")


@pytest.mark.parametrize("text", ["EKTU", "EKTU, Boston", "A letter to EKTU"])
def test_it_is_not_known_by_itself(initials, text):
    assert STEPPE not in found(initials, text)


def test_an_acronym_that_two_names_of_a_country_make_tells_neither(initials):
    assert all(each.reasons[0].kind != "initials" for each in candidates(initials, "AUC, Almaty, Kazakhstan"))


def test_an_acronym_that_a_record_has_is_its_own(initials):
    told = {each.id[-9:]: each.reasons[0].kind for each in candidates(initials, "BUB, Boston, USA")}
    assert told["00bridget"] == "acronym"
    assert told.get("00bridges") != "initials"


def test_the_reason_tells_the_name_that_the_acronym_is_made_of(initials):
    (made,) = candidates(initials, "EKTU, Almaty, Kazakhstan")
    reason = made.reasons[0]
    assert (reason.kind, reason.ours, reason.theirs) == ("initials", "EKTU", made.name)


def test_a_university_is_known_without_state_too(initials):
    (told,) = match_many(initials, ["East Kazakhstan Technical University"])
    assert [each.id for each in told] == [STEPPE]
