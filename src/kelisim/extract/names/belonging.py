"""What a body belongs to, and whose list it stands in: they tell its country where its name does not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kelisim.extract.names.known import Known, fold
from kelisim.extract.names.words import Words

_PARTS = frozenset(
    {"department", "faculty", "school", "institute", "centre", "laboratory", "college", "office", "board"}
    | {"library", "museum", "station", "hospital", "committee", "council", "network", "garden"}
)
"""Codes of the heads whose bearer may be part of a larger body."""
_WHOLES = frozenset({"university", "academy"})
_TEACHING = frozenset({"department", "faculty", "school", "college"})
_BRACKET = 8  # tokens of the longest bracket between a part and its whole
_PHRASE = 8  # tokens from a people's adjective to the list that it introduces


def wholes(words: Words, all_known: Sequence[Known]) -> dict[int, int]:
    """Return which body each part belongs to, by their numbers.

    "Faculty of Law (FL), X University", "Institute of Y at X", "X's Centre for Y", "UEH School of Design".
    """
    begins, ends, short = _borders(all_known)
    found: dict[int, int] = {}
    for number, known in enumerate(all_known):
        if known.code not in _PARTS:
            continue
        votes: Counter[int] = Counter()
        for first, last in known.spans:
            near = {_whole_behind(words, last, begins), _whole_before(words, first, ends)}
            if last - first > 1:
                near.add(short.get(words.tokens[first].text))
            votes.update(whole for whole in near if whole is not None and whole != number)
        if len(votes) > 0:
            found[number] = votes.most_common(1)[0][0]
    return found


def in_full(words: Words, all_known: Sequence[Known]) -> None:
    """Add to each part the form that names its whole as well: "College of Law at Y University"."""
    begins, _, _ = _borders(all_known)
    for known in all_known:
        if known.code not in _TEACHING:
            continue
        for first, last in tuple(known.spans):
            start = last + 2 if words.has(last + 1, "article") else last + 1
            whole = begins.get(start) if words.has(last, "at") else None
            if whole is not None and all_known[whole].code in _WHOLES:
                end = next(end for begin, end in all_known[whole].spans if begin == start)
                name = words.base(first, end, "organisation")
                known.names.setdefault(fold(name), name)


def _borders(all_known: Sequence[Known]) -> tuple[dict[int, int], dict[int, int], dict[str, int]]:
    """Return the bodies by the tokens at which their names begin and end, and by their acronyms."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    short: dict[str, int] = {}
    for number, known in enumerate(all_known):
        for first, last in known.spans:
            begins.setdefault(first, number)
            ends.setdefault(last, number)
        for acronym in known.acronyms:
            short.setdefault(acronym, number)
    return begins, ends, short


def _whole_behind(words: Words, last: int, begins: Mapping[int, int]) -> int | None:
    index = words.behind_bracket(last, _BRACKET)
    if index >= len(words.lower) or not (words.lower[index] == "," or words.has(index, "of", "at", "on")):
        return None
    index += 1
    return begins.get(index + 1 if words.has(index, "article") else index)


def _whole_before(words: Words, first: int, ends: Mapping[int, int]) -> int | None:
    return ends.get(first - 1) if words.has(first - 1, "possessive") else None


def of_lists(words: Words, all_known: Sequence[Known]) -> dict[int, str]:
    """Return the country that is told of a whole list, by the number of each body in it.

    "three Italian universities: A, B and C", "A, B and C from Kenya".
    """
    found: dict[int, str] = {}
    for listed in _lists(words, all_known):
        before = _introduced(words, listed[0][0])
        after = _closed(words, listed[-1][1])
        country = before or after
        if country is None:
            continue
        for _, _, number in listed:
            found.setdefault(number, country)
    return found


def _lists(words: Words, all_known: Sequence[Known]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the runs of two bodies or more that only commas, "and" and brackets part."""
    spans = sorted(
        ((first, last, number) for number, known in enumerate(all_known) for first, last in known.spans),
        key=lambda span: (span[0], -span[1]),
    )
    run: list[tuple[int, int, int]] = []
    for span in spans:
        if len(run) > 0 and span[0] < run[-1][1]:
            continue  # within a longer name
        if len(run) > 0 and not _parted(words, run[-1][1], span[0]):
            if len(run) > 1:
                yield run
            run = []
        run.append(span)
    if len(run) > 1:
        yield run


def _parted(words: Words, last: int, first: int) -> bool:
    """Return whether nothing but a bracket, a comma, "and" and an article stands between two names."""
    index = words.behind_bracket(last, _BRACKET)
    between = range(index, first)
    return 0 < len(between) <= 3 and all(
        words.lower[i] in {",", ";"} or words.has(i, "and", "article") for i in between
    )


def _introduced(words: Words, first: int) -> str | None:
    """Return the country of those who are told before their names: "five Italian universities – A, B"."""
    lowest = words.sentence(first).first
    index = first - 1
    if index <= lowest or not (
        words.lower[index] in {":", "–", "—", "-", ","} or words.has(index, "listing")
    ):
        if not words.has(index, "article"):
            return None
        index -= 1
    spots = range(index, max(lowest, index - _PHRASE) - 1, -1)
    plural = next((i for i in spots if words.has(i, "plural") or words.has(i, "bodies")), None)
    if plural is None or any(words.tokens[i].pos in {"VERB", "AUX"} for i in range(plural, index)):
        return None
    for spot in range(plural - 1, max(lowest, plural - _PHRASE) - 1, -1):
        place = words.place[spot]
        if place is not None and place.kind != "city":
            return place.country if place.kind == "adjective" or words.has(place.last, "possessive") else None
        if words.tokens[spot].pos not in {"ADJ", "NOUN", "NUM", "PROPN"}:
            return None
    return None


def _closed(words: Words, last: int) -> str | None:
    """Return the country that closes a list: "A, B and C from Kenya", "A and B, Kenya" being C's alone."""
    index = words.behind_bracket(last, _BRACKET)
    if index + 1 >= len(words.lower) or not words.has(index, "from"):
        return None
    index += 2 if words.has(index + 1, "article") else 1
    place = words.place[index] if index < len(words.lower) else None
    return place.country if place is not None and place.kind == "country" else None
