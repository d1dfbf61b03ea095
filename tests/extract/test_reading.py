from collections.abc import Iterator

from kelisim.extract.reading import Date, Reading
from tests.extract.kinds.texts import reading


def test_what_several_kinds_ask_for_is_worked_out_once() -> None:
    asked: list[str] = []

    def found(read: Reading, extractor: str) -> Iterator[str]:
        asked.append(extractor)
        yield f"{extractor}: {len(read.analysis.tokens)}"

    read = reading("Oslo met Bergen.", {})
    assert [read.once(found, "en-grammar 1"), read.once(found, "en-grammar 1")] == [("en-grammar 1: 4",)] * 2
    assert read.once(found, "en-grammar 2") == ("en-grammar 2: 4",)
    assert asked == ["en-grammar 1", "en-grammar 2"]


def test_what_was_worked_out_for_one_document_is_not_told_of_another() -> None:
    def words(read: Reading) -> Iterator[str]:
        yield read.document.text

    assert reading("Oslo.", {}).once(words) == ("Oslo.",)
    assert reading("Bergen.", {}).once(words) == ("Bergen.",)


def test_a_day_is_a_date_to_the_day() -> None:
    assert Date(0, 1, "2026-02-26").is_day
    assert not Date(0, 1, "2026-02").is_day
    assert not Date(0, 1, None).is_day
