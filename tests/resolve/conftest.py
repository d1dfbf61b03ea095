"""Referents and posts of small documents."""

from collections.abc import Callable

import pytest

from kelisim.model import Quote, Referent, Statement, Value, referent_id, statement_id

Make = Callable[..., Referent]


@pytest.fixture
def organisation() -> Make:
    return _maker("organisation")


@pytest.fixture
def person() -> Make:
    return _maker("person")


@pytest.fixture
def place() -> Make:
    return _maker("place")


def _maker(type):
    def make(document, name, *forms, country=None, at=0):
        mention = Quote(at, at + 1, "x")
        return Referent(
            referent_id(document, type, mention), document, type, name, tuple(forms), (mention,), country
        )

    return make


@pytest.fixture
def post():
    def make(person, office, organisation=None, named=""):
        quote = Quote(0, 1, "x")
        values = [Value("person", person.name, quote, person.id), Value("office", office, quote)]
        if organisation is not None:
            values.append(Value("organisation", organisation.name, quote, organisation.id))
        elif named:
            values.append(Value("organisation", named, quote))
        values = tuple(values)
        return Statement(
            statement_id(person.document, "office", values, quote),
            person.document,
            "office",
            values,
            quote,
            1.0,
            "test",
        )

    return make
