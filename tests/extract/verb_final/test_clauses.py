"""Clauses that close with their verb, and the cases of the names in them."""

import pytest

from kelisim.extract.pipeline import read_batch
from kelisim.extract.reading import Reading
from kelisim.extract.verb_final import arguments, clauses
from kelisim.model import Document, document_id


def reading(text: str) -> Reading:
    document = Document(document_id(text.encode()), text, "kk", published="2025-05-14", name="text.txt")
    return next(iter(read_batch("kk", [document])))


def cases(text: str) -> dict[str, str]:
    found = reading(text)
    last = len(found.analysis.tokens)
    return {
        found.analysis.words(a.mention.first, a.mention.last): a.postposition or a.case
        for a in arguments(found, 0, last)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Алатау университеті Осака университетімен келісім жасады.",
            {"Алатау университеті": "Nom", "Осака университетімен": "Ins"},
        ),
        (
            "Алатау университеті мен Осака университетінің келісімі бар.",
            {"Алатау университеті": "Gen", "Осака университетінің": "Gen"},
        ),
        (
            "Алатау университеті мен Осака университеті арасында келісім бар.",
            {"Алатау университеті": "арасында", "Осака университеті": "арасында"},
        ),
        ("Жиын Осака университетінде өтті.", {"Осака университетінде": "Loc"}),
        (
            "Ғылым қоры Осака университетіне қаржы бөлді.",
            {"Ғылым қоры": "Nom", "Осака университетіне": "Dat"},
        ),
    ],
)
def test_endings_and_postpositions_tell_cases_for_whole_lists(text: str, expected: dict[str, str]) -> None:
    assert cases(text) == expected


def test_a_state_before_an_organisation_is_its_seat() -> None:
    assert cases("Алатау университеті мен Түркияның Эге университеті келісті.") == {
        "Алатау университеті": "Nom",
        "Эге университеті": "Nom",
    }


def test_finite_verbs_close_clauses_and_the_subject_stays() -> None:
    text = "Осака университеті 2027 жылы курс ашады, келісімге жазда қол қояды."
    found = reading(text)
    parted = clauses(found, 0)
    assert [found.analysis.tokens[c.verb].lemma for c in parted if c.verb is not None] == ["ашу", "қою"]
    named = [found.analysis.words(c.subjects[0].mention.first, c.subjects[0].mention.last) for c in parted]
    assert named == ["Осака университеті", "Осака университеті"]
