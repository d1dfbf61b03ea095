"""Russian: who wants what together, and what is no wish."""

from tests.extract.languages.texts import names, of_kind, only, read, values

SIGNED = "Томский университет и Ошский университет подписали договор о сотрудничестве. "


def test_partners_that_want_something_are_the_parties() -> None:
    intention = only(read(SIGNED + "Партнёры готовы открыть лабораторию.", "ru", None), "intention")
    assert values(intention, "actors") == ["Томский университет", "Ошский университет"]


def test_what_parties_undertake_is_no_wish() -> None:
    extraction = read(SIGNED + "Стороны планируют проводить совместные исследования почв.", "ru", None)
    assert values(only(extraction, "agreement"), "commitments") == ["проводить совместные исследования почв"]
    assert of_kind(extraction, "intention") == []


def test_goodwill_and_offers_to_students_are_no_wish() -> None:
    told = (
        "Ректор Томского университета Пётр Лосев выразил готовность к дальнейшему сотрудничеству. Томский "
        "университет предлагает образовательные программы в области логистики."
    )
    assert of_kind(read(told, "ru", None), "intention") == []


def test_clipped_nouns_head_names_and_give_their_acronyms() -> None:
    extraction = read("Витебский госуниверситет открыл курсы. В ВГУ учатся 40 студентов.", "ru", None)
    assert names(extraction, "organisation") == {"Витебский госуниверситет"}
