"""Offices: a person holds a post, at an organisation or for a state."""

from collections.abc import Iterator
from dataclasses import replace

from kelisim.extract.draft import phrase, quote_tokens, statement
from kelisim.extract.languages import base_form
from kelisim.extract.reading import Post, Reading
from kelisim.model import Statement, Value


def offices(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each post of each person."""
    for post in reading.posts:
        values = [_name(reading, "person", post.person, post.person_tokens)]
        office = phrase(reading, "office", *post.office_tokens)
        values.append(office if post.name == "" else replace(office, value=post.name))
        if post.organisation is not None and post.organisation_tokens is not None:
            served = _name(reading, "organisation", post.organisation, post.organisation_tokens)
            values.append(_in_full(reading, served, post.organisation_tokens))
        yield statement(
            reading, "office", values, _sentences(reading, post), probability=0.9, extractor=extractor
        )


def _name(reading: Reading, slot: str, referent: str, tokens: tuple[int, int]) -> Value:
    return Value(slot, reading.referent(referent).name, quote_tokens(reading, *tokens), referent=referent)


def _in_full(reading: Reading, served: Value, tokens: tuple[int, int]) -> Value:
    """Return a state as the post names it, where that is the fuller name: "Республика Казахстан"."""
    state = served.referent is not None and reading.referent(served.referent).type == "place"
    if not state or not reading.lexicon.inflected or tokens[1] - tokens[0] < 2:
        return served
    return replace(served, value=" ".join(base_form(reading.analysis, *tokens, "place").split()))


def _sentences(reading: Reading, post: Post) -> list[int]:
    sentence_of = reading.analysis.sentence_of
    return sorted({sentence_of[post.person_tokens[0]], sentence_of[post.office_tokens[0]]})
