"""Names that the words around them tell to be those of bodies: "firms such as A and B", "Jane Doe of A"."""

from collections.abc import Container, Iterator, Sequence

from kelisim.extract.names.words import HYPHENS, Words

_QUOTES = frozenset({'"', "“", "„", "«"})
_INNER = frozenset({"&", "+", "’s", "'s"})
_NO_NAME = ("month", "title", "office", "document", "abbreviation", "verb", "other")
_EMPTY = ("field", "common", "given", "stop", *_NO_NAME)
_PAUSES = frozenset({",", *HYPHENS})
_ITEM = 8  # tokens of the longest name


def told_as_bodies(
    words: Words, taken: Sequence[bool], persons: Container[int]
) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of names without a head that the text tells to be bodies, in text order.

    Arguments:
        taken: tokens of the names of organisations, posts and people found before.
        persons: tokens behind the names of people.
    """
    found: set[tuple[int, int]] = set()
    for sentence in words.analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if words.has(index, "trade") and not words.titled[index]:
                found.update(_called(words, taken, index, sentence.last))
            if words.has(index, "bodies"):
                found.update(_introduced(words, taken, index, sentence.last))
                found.update(_summed_up(words, taken, index, sentence.first))
            elif words.has(index, "office") and _comma_before(words, index, sentence.first) in persons:
                found.update(_served(words, taken, index, sentence.last))
            elif index in persons and words.has(index, "from", "of", "at"):
                found.update(_alone(words, taken, index + 1, sentence.last))
    return tuple(sorted(found))


def _introduced(words: Words, taken: Sequence[bool], noun: int, highest: int) -> list[tuple[int, int]]:
    """Return the names behind a noun for them: "companies such as A and B", "exhibitors include A and B"."""
    index = noun + 1
    while index < highest and (words.lower[index] in _PAUSES or words.has(index, "such")):
        index += 1
    if index >= highest or not (words.has(index, "listing") or words.lower[index] in {":", "—"}):
        return []
    names: list[tuple[int, int]] = []
    index += 1
    while (item := _item(words, taken, index, highest)) is not None:
        names.append(item)
        index = item[1]
        while index < highest and (words.lower[index] in {",", ";"} or words.has(index, "and")):
            index += 1
        if index == item[1]:
            break
    return _new(words, taken, names, noun)


def _called(words: Words, taken: Sequence[bool], noun: int, highest: int) -> list[tuple[int, int]]:
    """Return the names right behind a noun for firms: "the satellite operator A", "the companies A and B"."""
    index = noun + 1
    if index < highest and words.lower[index] in _QUOTES:
        index += 1
    if index >= highest or not words.capital[index]:
        return []
    names: list[tuple[int, int]] = []
    while (item := _item(words, taken, index, highest)) is not None:
        if words.label[item[0]] == "PER" and item[1] - item[0] > 1:
            break  # "the publisher Jane Doe"
        names.append(item)
        index = item[1] + 1
        if not (words.has(noun, "plural_trade") and words.has(item[1], "and")):
            break
    return [] if len(names) == 0 else _new(words, taken, names, noun)


def _summed_up(words: Words, taken: Sequence[bool], noun: int, lowest: int) -> list[tuple[int, int]]:
    """Return the names before a noun for more of them: "A, B and four other universities"."""
    index = noun - 1
    if index <= lowest or not words.has(index, "others"):
        return []
    while index > lowest and not words.has(index, "and") and not words.capital[index]:
        index -= 1
    names: list[tuple[int, int]] = []
    while words.has(index, "and") or words.lower[index] == ",":
        last = index if words.lower[index - 1] != "," else index - 1
        first = last
        while first > lowest and not words.has(first - 1, "and") and words.capital[first - 1]:
            first -= 1
        item = _item(words, taken, first, last)
        if item is None or item[1] != last:
            break
        names.append(item)
        index = first - 1
        if index <= lowest:
            break
    return _new(words, taken, names, noun)


def _new(
    words: Words, taken: Sequence[bool], names: Sequence[tuple[int, int]], noun: int
) -> list[tuple[int, int]]:
    """Return those that were no name before; a town among names of universities stands for its own."""
    sure = len(names) > 1
    schools = words.has(noun, "plural") or words.has(noun, "seats_of_learning")
    return [
        (first, last)
        for first, last in names
        if not any(taken[first:last]) and (not _is_town(words, first, last) or (sure and schools))
    ]


def _is_town(words: Words, first: int, last: int) -> bool:
    place = words.place[first]
    return place is not None and place.last >= last


def _item(words: Words, taken: Sequence[bool], index: int, highest: int) -> tuple[int, int] | None:
    """Return the name that begins at a token, its article left out; None where none does."""
    if index < highest and words.has(index, "article") and not words.capital[index]:
        index += 1
    last = index
    while last < min(highest, index + 2 * _ITEM) and taken[last]:
        last += 1
    if last > index:
        return (index, last) if words.label[index] != "PER" else None
    while last < min(highest, index + _ITEM) and not taken[last]:
        inner = last > index and last + 1 < highest and words.capital[last + 1]
        linked = words.lower[last] in _INNER or words.has(last, "connector") or words.joined[last - 1]
        if not words.capital[last] and not (inner and linked and words.lower[last][0] not in ",;:()"):
            break
        last += 1
    if last == index or words.has(index, *_NO_NAME) or words.has(last - 1, *_NO_NAME):
        return None
    place = words.place[index]
    if place is not None and place.kind != "city" and place.last >= last:
        return None  # "partners such as Norway"
    if words.label[index] == "PER" and words.has(index, "given"):
        return None
    named = any(not words.has(i, *_EMPTY) for i in range(index, last))
    return (index, last) if named else None


def _comma_before(words: Words, office: int, lowest: int) -> int:
    """Return the comma before a post."""
    while office > lowest and words.lower[office] != ",":
        office -= 1
    return office


def _served(words: Words, taken: Sequence[bool], office: int, highest: int) -> Iterator[tuple[int, int]]:
    """Yield the name between commas behind a post: "Jane Doe, Managing Director, Acme"."""
    if office + 2 < highest and words.lower[office + 1] == ",":
        yield from _alone(words, taken, office + 2, highest)


def _alone(words: Words, taken: Sequence[bool], first: int, highest: int) -> Iterator[tuple[int, int]]:
    """Yield the name that begins at a token, where it is no place, person or field and ends at a mark."""
    item = _item(words, taken, first, highest)
    if item is None or taken[item[0]] or words.has(item[0], *_EMPTY):
        return
    if words.place[item[0]] is not None:
        return
    after = words.tokens[item[1]] if item[1] < highest else None
    if after is None or after.pos in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ"}:
        yield item
