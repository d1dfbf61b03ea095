"""The vocabulary: round trips, ids, quotes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.model import (
    KINDS,
    Decision,
    Document,
    Entity,
    Extraction,
    Filler,
    Identifier,
    Link,
    Name,
    Quote,
    Record,
    RecordSlot,
    Referent,
    Statement,
    Support,
    Value,
    content_id,
    document_id,
    from_json,
    quote,
    statement_id,
    to_json,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = st.one_of(
    texts,
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not float(x).is_integer()),
)
quotes = st.builds(Quote, st.integers(0, 10**6), st.integers(0, 10**6), texts)
values = st.builds(Value, texts, scalars, quotes, st.none() | texts, st.floats(0, 1))
statements = st.builds(
    Statement,
    texts,
    texts,
    st.sampled_from(sorted(KINDS)),
    st.lists(values, max_size=4).map(tuple),
    quotes,
    st.floats(0, 1),
    texts,
)
referents = st.builds(
    Referent,
    texts,
    texts,
    st.sampled_from(["organisation", "person", "place"]),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(quotes, max_size=3).map(tuple),
    st.none() | texts,
)
supports = st.builds(Support, texts, texts, st.integers(0, 99), st.integers(0, 99))
fillers = st.builds(
    Filler, scalars, st.lists(supports, max_size=2).map(tuple), st.none() | texts, st.none() | texts
)
records = st.builds(
    Record,
    texts,
    texts,
    texts,
    st.lists(
        st.builds(RecordSlot, texts, st.lists(fillers, max_size=2).map(tuple), st.booleans()), max_size=3
    ).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.floats(0, 1),
    st.booleans(),
)
entities = st.builds(
    Entity,
    texts,
    st.sampled_from(["organisation", "person", "place"]),
    texts,
    st.lists(st.builds(Name, texts, st.none() | texts, texts), max_size=2).map(tuple),
    st.none() | texts,
    st.lists(st.builds(Identifier, texts, texts), max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(st.builds(Link, texts, texts, texts, texts), max_size=2).map(tuple),
)
decisions = st.builds(
    Decision,
    texts,
    st.sampled_from(["accept", "reject", "correct", "merge", "split", "not_same", "undo"]),
    texts,
    texts,
    texts,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    st.none() | texts,
    st.none() | scalars,
    st.none() | scalars,
)
documents = st.builds(Document, texts, texts, st.none() | texts, st.none() | texts)
anything = st.one_of(
    statements,
    records,
    entities,
    decisions,
    documents,
    st.builds(
        Extraction,
        texts,
        texts,
        st.lists(referents, max_size=2).map(tuple),
        st.lists(statements, max_size=2).map(tuple),
    ),
)


@given(anything)
def test_json_and_back_is_exact(value):
    assert from_json(to_json(value), type(value)) == value


@given(anything)
def test_equal_values_give_equal_bytes(value):
    assert to_json(value) == to_json(dataclasses.replace(value))


def test_json_that_does_not_fit_says_where():
    with pytest.raises(ValueError, match=r"not a Quote: .*\$\.start"):
        from_json(b'{"start": "no", "end": 1, "text": ""}', Quote)


@given(texts, texts, texts, texts)
def test_content_id_tells_parts_apart(a, b, c, d):
    if (a, b) != (c, d) and "\x1f" not in a + b + c + d:
        assert content_id("x", a, b) != content_id("x", c, d)


def test_document_id_is_the_hash_of_its_bytes():
    assert document_id(b"abc") == "d:ba7816bf8f01cfea4141"


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_quote_stands_in_its_text(text, start, end):
    try:
        found = quote(text, start, end)
    except ValueError:
        assert text[max(start, 0) : max(end, 0)].strip() == ""
    else:
        assert found.stands_in(text)
        assert found.text == found.text.strip()


@given(statements)
def test_statement_id_does_not_depend_on_who_is_meant(statement):
    resolved = tuple(
        dataclasses.replace(value, referent="r:other", value="another name") for value in statement.values
    )
    ids = {
        statement_id(statement.document, statement.kind, values, statement.quote)
        for values in (statement.values, resolved, statement.values[::-1])
    }
    assert len(ids) == 1


def test_kinds_have_their_key_among_their_slots():
    for kind in KINDS.values():
        assert kind.slot(kind.key).name == kind.key
        assert len({slot.name for slot in kind.slots}) == len(kind.slots)
    with pytest.raises(KeyError, match="office has no slot 'colour'"):
        KINDS["office"].slot("colour")
    assert len({kind.prefix for kind in KINDS.values()}) == len(KINDS)
