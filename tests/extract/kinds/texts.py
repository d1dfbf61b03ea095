"""Readings of short texts whose names are given, so that tests of a kind do not rest on the names layer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kelisim.extract.analysis import Analysis
from kelisim.extract.languages import pack
from kelisim.extract.layout import blocks
from kelisim.extract.lexicon import lexicon
from kelisim.extract.reading import Mention, MentionType, Post, Reading
from kelisim.extract.values import find_amounts, find_dates, reference_date
from kelisim.model import Document, Referent, Statement, document_id, quote, referent_id

Names = Mapping[str, MentionType]
Reader = Callable[[Reading, str], Iterator[Statement]]

GATHERED: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Ana Lind": "person",
    "Bo Falk": "person",
    "Oslo": "place",
    "Norland": "place",
}
"""Who gathers where, in the texts of events."""


def reading(
    text: str,
    names: Names,
    *,
    published: str | None = "2024-06-14",
    posts: Sequence[tuple[str, str]] = (),
) -> Reading:
    """Return the reading of an English text in which exactly these names are known.

    Arguments:
        names: each name as it stands in the text, with its type.
        posts: pairs of a person and the organisation that the person holds a post at.
    """
    document = Document(document_id(text.encode()), text, "en", published=published, name="test.txt")
    words = lexicon("en")
    analysed = pack("en").analyse([(text, blocks(text, words.patterns("layout", "noise")))])[0]
    reference = reference_date(document, analysed, words)
    referents, mentions = [], []
    taken: set[int] = set()
    for name, type in sorted(names.items(), key=lambda item: -len(item[0])):
        spans = [s for s in _spans(analysed, name) if taken.isdisjoint(range(*s))]
        if type == "group" or len(spans) == 0:
            continue
        quotes = [quote(text, *analysed.span(*span)) for span in spans]
        id = referent_id(document.id, type, quotes[0])
        referents.append(Referent(id, document.id, type, name, (), tuple(quotes)))
        mentions += [Mention(first, last, type, (id,)) for first, last in spans]
        taken.update(i for span in spans for i in range(*span))
    mentions.sort(key=lambda mention: mention.first)
    held = tuple(_post(referents, mentions, person, place) for person, place in posts)
    return Reading(
        document,
        analysed,
        words,
        reference,
        tuple(referents),
        tuple(mentions),
        held,
        find_dates(analysed, words, reference),
        find_amounts(analysed, words),
    )


def told(find: Reader, text: str, names: Names, **options: Any) -> list[dict[str, Any]]:
    """Return what a reader finds, one dictionary a statement: slot → value, or list where it holds many.

    Asserts that every value and every statement is quoted verbatim.
    """
    result = []
    for statement in find(reading(text, names, **options), "test"):
        assert statement.quote.stands_in(text)
        assert 0 < statement.probability <= 1
        entry: dict[str, Any] = {}
        for value in statement.values:
            assert value.quote.stands_in(text)
            entry.setdefault(value.slot, []).append(value.value)
        result.append(entry)
    return result


def only(find: Reader, text: str, names: Names, **options: Any) -> dict[str, Any]:
    """Return the one statement that a reader finds, as `told` tells it. Asserts that there is one."""
    found = told(find, text, names, **options)
    assert len(found) == 1, found
    return found[0]


def _spans(analysed: Analysis, name: str) -> list[tuple[int, int]]:
    starts = {token.start: index for index, token in enumerate(analysed.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(analysed.tokens)}
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", analysed.text)
    spans = [match.span() for match in found]
    return [(starts[a], ends[b]) for a, b in spans if a in starts and b in ends]


def _post(referents: Sequence[Referent], mentions: Sequence[Mention], person: str, place: str) -> Post:
    ids = {referent.name: referent.id for referent in referents}
    holder = next(m for m in mentions if m.referents == (ids[person],))
    seats = [m for m in mentions if m.referents == (ids[place],)]
    seat = min(seats, key=lambda m: abs(m.first - holder.first))
    tokens = (holder.first, holder.last)
    return Post(ids[person], tokens, tokens, ids[place], (seat.first, seat.last))
