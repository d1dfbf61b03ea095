"""What would show that a commitment was kept."""

import pytest

from kelisim.measure.fulfilment.promises import fits, promise_of
from kelisim.register.projection.words import phrase


@pytest.mark.parametrize(
    ("text", "language", "shown_by"),
    [
        ("joint research and publications", "en", {"documents", "projects", "works"}),
        ("publish joint articles", "en", {"documents", "works"}),
        ("launch a dual degree programme", "en", {"documents"}),
        ("создать совместную лабораторию", "ru", {"documents"}),
        ("бірлескен зерттеулер жүргізу", "kk", {"documents", "projects", "works"}),
        ("gemeinsame Forschung", "de", {"documents", "projects", "works"}),
        ("exchange of students", "en", {"documents"}),
    ],
)
def test_a_promise_is_shown_by_records_of_its_sort(text, language, shown_by):
    assert set(promise_of([(text, language)]).shown_by) == shown_by


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("develop cooperation", "en"),
        ("exchange of experience", "en"),
        ("обмен опытом", "ru"),
        ("mutual visits of delegations", "en"),
    ],
)
def test_what_parties_do_among_themselves_no_open_record_shows(text, language):
    assert promise_of([(text, language)]).shown_by == ()


def test_names_of_the_parties_are_no_subject():
    text = [("joint research with Wroclaw University of Science and Technology", "en")]
    assert "wroclaw" in promise_of(text).own
    assert "wroclaw" not in promise_of(text, ["Wroclaw University of Science and Technology"]).own


def test_numbers_count_things_and_not_years():
    assert promise_of([("open three joint laboratories", "en")]).number == 3
    assert promise_of([("joint research for five years", "en")]).number == 1
    assert promise_of([("joint research by 2027", "en")]).number == 1


def test_a_subject_must_be_named_by_two_words_or_by_a_field():
    promise = promise_of([("joint research in glacier hydrology", "en")])
    assert fits(promise, phrase("Hydrology of a mountain glacier", "en")) == promise.own
    assert fits(promise, phrase("A glacier in art", "en")) is None
    water = promise_of([("joint research in water resources", "en")])
    assert fits(water, phrase("Водные ресурсы степи", "ru")) == {"~water"}


def test_a_promise_without_a_subject_fits_everything():
    assert fits(promise_of([("joint research", "en")]), phrase("Whatever it may be", "en")) == frozenset()
