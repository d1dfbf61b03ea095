"""Two extractions of a document, side by side."""

from kelisim.extract.llm import compare
from kelisim.model import Extraction, Statement, Value, quote, statement_id

TEXT = (
    "On 5 May 2026 the University of Leeds and Satbayev University signed a memorandum in Almaty. "
    "The University of Leeds and Bath also signed a contract. More than 50 students came."
)


def said(slot, words, value=None, after=0):
    start = TEXT.index(words, after)
    return Value(slot, words if value is None else value, quote(TEXT, start, start + len(words)))


def statement(kind, sentence, *values):
    start = TEXT.index(sentence)
    whole = quote(TEXT, start, TEXT.index(".", start) + 1)
    return Statement(statement_id("d:1", kind, values, whole), "d:1", kind, values, whole, 0.8, "x")


def extraction(*statements):
    return Extraction("d:1", "x", (), statements)


LEEDS = said("parties", "University of Leeds")
SATBAYEV = said("parties", "Satbayev University")
SIGNED = said("date", "5 May 2026", "2026-05-05")
MEMORANDUM = statement("agreement", "On 5", said("status", "signed"), SIGNED, LEEDS, SATBAYEV)
CONTRACT = statement(
    "agreement", "The Univ", said("parties", "University of Leeds", after=90), said("parties", "Bath")
)
FIGURE = statement("figure", "More", said("value", "50", 50), said("what", "students"))


def test_what_both_have_agrees_with_itself():
    found = compare(extraction(MEMORANDUM, CONTRACT, FIGURE), extraction(FIGURE, CONTRACT, MEMORANDUM))
    assert [(each.kind, each.first) for each in found] == [
        ("agreement", MEMORANDUM),
        ("agreement", CONTRACT),
        ("figure", FIGURE),
    ]
    assert all(each.first == each.second and each.differences == () for each in found)
    assert found[0].alike == ("status", "date", "parties")


def test_what_one_alone_has_stands_alone():
    found = compare(extraction(MEMORANDUM), extraction(MEMORANDUM, FIGURE))
    assert [(each.first, each.second) for each in found] == [(MEMORANDUM, MEMORANDUM), (None, FIGURE)]
    found = compare(extraction(FIGURE), extraction())
    assert [(each.first, each.second) for each in found] == [(FIGURE, None)]


def test_slots_that_differ_are_told_with_what_only_one_has():
    place = said("place", "Almaty")
    other_day = said("date", "5 May 2026", "2026-05")
    second = statement("agreement", "On 5", said("status", "signed"), other_day, place, SATBAYEV, LEEDS)
    (found,) = compare(extraction(MEMORANDUM), extraction(second))
    assert [(each.slot, each.first, each.second) for each in found.differences] == [
        ("date", (SIGNED,), (other_day,)),
        ("place", (), (place,)),
    ]
    assert found.alike == ("status", "parties")


def test_names_at_one_place_or_nearly_the_same_are_alike():
    longer = said("parties", "the University of Leeds")
    second = statement("agreement", "On 5", longer, SATBAYEV)
    (found,) = compare(extraction(MEMORANDUM), extraction(second))
    assert "parties" in found.alike


def test_each_is_paired_with_the_one_it_agrees_with_most():
    found = compare(extraction(CONTRACT, MEMORANDUM), extraction(MEMORANDUM))
    assert [(each.first, each.second) for each in found] == [(MEMORANDUM, MEMORANDUM), (CONTRACT, None)]


def test_statements_of_other_kinds_or_places_are_not_paired():
    elsewhere = statement("figure", "On 5", said("value", "5", 5), said("what", "memorandum"))
    found = compare(extraction(FIGURE), extraction(elsewhere))
    assert [(each.first, each.second) for each in found] == [(None, elsewhere), (FIGURE, None)]
