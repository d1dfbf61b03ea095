"""An answer is read value by value: what is not of the schema is dropped and counted."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.llm.answer import NOT_OF_THE_SCHEMA, TOO_LONG, parse
from kelisim.extract.llm.errors import UnreadableError
from kelisim.model import KINDS
from tests.extract.llm.server import report

AGREEMENT = {
    "sentences": [3],
    "kind": {"value": "memorandum", "quote": "memorandum"},
    "parties": ["A", "B"],
    "date": {"value": "2026", "quote": "2026"},
}


def fillers(text):
    (entry,) = parse(text).entries
    return [(said.slot.name, said.value, said.quote) for said in entry.fillers]


def test_entries_and_names_are_read():
    read = parse(
        report(agreements=[AGREEMENT], people=[{"name": "A. Adams", "mentions": ["A. Adams", "Adams"]}])
    )
    assert read.entries[0].kind is KINDS["agreement"]
    assert read.entries[0].sentences == (3,)
    assert read.named[0].type == "person"
    assert read.named[0].mentions == ("A. Adams", "Adams")
    assert read.dropped == {}
    assert fillers(report(agreements=[AGREEMENT])) == [
        ("kind", "memorandum", "memorandum"),
        ("date", "2026", "2026"),
        ("parties", "A", ""),
        ("parties", "B", ""),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "```json\n{}\n```",
        "<think>I see {one} agreement.</think>\n{}",
        "Here is the JSON: {} I hope that this helps.",
    ],
)
def test_json_is_found_in_what_stands_around_it(written):
    answer = report(agreements=[AGREEMENT])
    assert len(parse(written.replace("{}", answer)).entries) == 1


@pytest.mark.parametrize(
    "text", ["", "I cannot do that.", "[1, 2]", '{"agreements": [', '{"answer": 42}', "{" * 100_000, "null"]
)
def test_what_is_no_answer_is_unreadable(text):
    with pytest.raises(UnreadableError):
        parse(text)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"status": {"value": "cancelled", "quote": "x"}}, NOT_OF_THE_SCHEMA),
        ({"colour": "red"}, NOT_OF_THE_SCHEMA),
        ({"parties": [{"a": 1}]}, NOT_OF_THE_SCHEMA),
        ({"parties": 5}, NOT_OF_THE_SCHEMA),
        ({"place": 7}, NOT_OF_THE_SCHEMA),
        ({"place": "x" * 501}, TOO_LONG),
        ({"parties": ["x" * 251]}, TOO_LONG),
        ({"date": {"value": True, "quote": "x"}}, NOT_OF_THE_SCHEMA),
    ],
)
def test_values_that_are_not_of_the_schema_are_dropped_and_counted(entry, reason):
    read = parse(report(agreements=[entry]))
    assert read.dropped == {reason: 1}
    assert read.entries[0].fillers == ()


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "true", '"50"', "null"])
def test_numbers_that_are_none_are_dropped(value):
    answer = '{"figures": [{"sentences": [1], "value": {"value": VALUE, "quote": "50"}}]}'
    read = parse(answer.replace("VALUE", value))
    assert read.entries[0].fillers == ()
    assert sum(read.dropped.values()) == 1


def test_lists_that_nobody_asked_for_are_counted():
    read = parse('{"agreements": [], "settings": {"extractor": "x"}, "tool_calls": [1]}')
    assert read.entries == ()
    assert read.dropped == {NOT_OF_THE_SCHEMA: 2}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "quote", "sentences", "name", "mentions", "parties", "date", "x"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["agreements", "figures", "people", "other"]), JSON, min_size=1))
@settings(max_examples=80, deadline=None)
def test_any_json_is_read_or_unreadable(answer):
    try:
        read = parse(json.dumps(answer))
    except UnreadableError:
        return
    assert all(said.slot in entry.kind.slots for entry in read.entries for said in entry.fillers)
