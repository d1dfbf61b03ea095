"""Agreements whose clause lacks its verb, and those that have run out."""

from typing import Any

from kelisim.extract import corpus_format, extract_many
from kelisim.model import Document, document_id

THREE = (
    "Томский государственный университет и Университет Сегеда подписали соглашение о признании дипломов, "
    "Омский государственный университет и Гродненский государственный университет – договор об обмене "
    "студентами, Институт геологии имени Сатпаева и Институт физики имени Степанова – протокол о намерениях."
)


def _agreements(text: str) -> list[dict[str, Any]]:
    document = Document(document_id(text.encode()), text, "ru", published="2024-03-01")
    return list(corpus_format(document, next(iter(extract_many([document]))))["agreements"])


def test_each_clause_without_a_verb_tells_an_agreement_of_its_own() -> None:
    told = [(entry["kind"], len(entry["parties"])) for entry in _agreements(THREE)]
    assert told == [("agreement", 2), ("agreement", 2), ("letter_of_intent", 2)]


def test_the_subject_of_the_next_clause_is_nothing_to_undertake() -> None:
    undertaken = [words for entry in _agreements(THREE) for words in entry["commitments"]]
    assert len(undertaken) > 0
    assert not any("университет" in words for words in undertaken)


def test_an_agreement_that_has_run_out_was_one() -> None:
    text = (
        "Ошский государственный университет подвёл итоги. Ошский государственный университет принял гостей. "
        ""
        "Меморандум с Университетом Пуны истёк в 2020 году."
    )
    (entry,) = _agreements(text)
    assert entry["kind"] == "memorandum"
    assert "Университет Пуны" in entry["parties"]


def test_how_long_an_agreement_runs_is_no_further_agreement() -> None:
    text = (
        "Томский государственный университет подписал с Университетом Сегеда меморандум о взаимопонимании. "
        "Меморандум с Университетом Сегеда действует до конца 2028 года."
    )
    assert len(_agreements(text)) == 1
