"""Offices: a person holds a post, at an organisation or for a state."""

from collections.abc import Iterator
from dataclasses import replace

from kelisim.extract.draft import phrase, quote_tokens, statement
from kelisim.extract.reading import Post, Reading
from kelisim.model import Statement, Value


def offices(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each post of each person."""
    for post in reading.posts:
        values = [_name(reading, "person", post.person, post.person_tokens)]
        office = phrase(reading, "office", *post.office_tokens)
        values.append(office if post.name == "" else replace(office, value=post.name))
        if post.organisation is not None and post.organisation_tokens is not None:
            values.append(_name(reading, "organisation", post.organisation, post.organisation_tokens))
        yield statement(
            reading, "office", values, _sentences(reading, post), probability=0.9, extractor=extractor
        )


def _name(reading: Reading, slot: str, referent: str, tokens: tuple[int, int]) -> Value:
    return Value(slot, reading.referent(referent).name, quote_tokens(reading, *tokens), referent=referent)


def _sentences(reading: Reading, post: Post) -> list[int]:
    sentence_of = reading.analysis.sentence_of
    return sorted({sentence_of[post.person_tokens[0]], sentence_of[post.office_tokens[0]]})
