"""Establishments: bodies that the cooperation founds, opens or plans."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, quote_tokens, statement
from kelisim.extract.kinds.figures import names_as
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, names_after
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.syntax import strip_marks
from kelisim.model import Statement, Value

_HOSTS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_REACH: Final = 12  # words between the founding and the body founded
_LONGEST: Final = 14


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that a sentence says is founded, opened or planned."""
    told: set[tuple[str, str]] = set()
    for number, sentence in enumerate(reading.analysis.sentences):
        for founding in cues_in(reading, "establishments", "found", sentence.first, sentence.last):
            for hit, name in _bodies(reading, founding, sentence.first, sentence.last):
                for host in _hosts_of_each(reading, founding, hit, name, sentence.first):
                    values = _values(reading, founding, hit, name, host)
                    key = (hit.code, str(values[0].value).casefold())
                    if key not in told:
                        told.add(key)
                        yield statement(
                            reading, "establishment", values, [number], probability=0.65, extractor=extractor
                        )


def _bodies(reading: Reading, founding: Hit, start: int, end: int) -> Iterator[tuple[Hit, tuple[int, int]]]:
    """Yield the bodies that are the object (or, in the passive, the subject) of a founding."""
    tokens = reading.analysis.tokens
    passive = any(
        tokens[child].relation == "nsubj:pass" for child in reading.analysis.children[founding.first]
    )
    participle = "VerbForm=Part" in tokens[founding.first].features and not passive
    if passive or (participle and tokens[founding.first].relation.startswith("acl")):
        window = (max(start, founding.first - _REACH), founding.first)
    else:
        window = (founding.last, min(end, founding.last + _REACH))
    for hit in cues_in(reading, "establishments", "kind", *window):
        name = _name(reading, hit, window)
        if "Number=Plur" in tokens[hit.last - 1].features and not _is_proper(reading, hit, name):
            if hit.code != "campus":
                continue
        if _counted(reading, name) or (hit.code == "other" and not _is_new(reading, hit, name)):
            continue
        yield hit, name


def _is_proper(reading: Reading, hit: Hit, name: tuple[int, int]) -> bool:
    return reading.analysis.tokens[hit.last - 1].text[:1].isupper() and name[1] - name[0] > 1


def _is_new(reading: Reading, hit: Hit, name: tuple[int, int]) -> bool:
    """Tell whether a university or school is the body founded: an article or "new" before it, or its name."""
    before = {token.lower for token in reading.analysis.tokens[max(0, name[0] - 1) : name[1]]}
    return len(before & {"a", "an", "new", "joint", "first"}) > 0 or _is_proper(reading, hit, name)


def _counted(reading: Reading, name: tuple[int, int]) -> bool:
    return any(name[0] - 3 <= amount.first < name[1] and amount.value > 1 for amount in reading.amounts)


def _name(reading: Reading, hit: Hit, window: tuple[int, int]) -> tuple[int, int]:
    """Return the noun phrase around the term, with "for …", "of …" after it."""
    tokens = reading.analysis.tokens
    first, last = hit.first, hit.last
    proper = max(
        (
            m
            for m in reading.mentions_in(*window)
            if m.type == "organisation" and m.named and m.first <= hit.first < m.last
        ),
        key=lambda m: m.last - m.first,
        default=None,
    )
    if proper is not None:
        first, last = min(first, proper.first), max(last, proper.last)
    while (
        first > window[0]
        and tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN", "NUM"}
        and last - first < _LONGEST
    ):
        first -= 1
    if last + 1 < window[1] and tokens[last].lower in {"for", "of", "on"} and proper is None:
        stop = last + 1
        while (
            stop < window[1]
            and stop - first < _LONGEST
            and tokens[stop].pos in {"ADJ", "NOUN", "PROPN", "CCONJ", "DET"}
        ):
            stop += 1
        last = stop
    return strip_marks(reading.analysis, first, last)


def _hosts_of_each(
    reading: Reading, founding: Hit, hit: Hit, name: tuple[int, int], start: int
) -> list[Mention | None]:
    """Return the owners of branches, one for each ("A, B and C have opened campuses"); else one nobody."""
    inside = [m for m in reading.mentions_in(*name) if m.type == "organisation" and m.last < name[1]]
    if hit.code == "campus" and len(inside) > 0:
        return [inside[0]]
    if hit.code == "campus" and founding.first < hit.first:
        owners = [
            m for m in reading.mentions_in(start, founding.first) if m.type == "organisation" and m.named
        ]
        outer = [
            m for m in owners if not any(o.first <= m.first and m.last <= o.last and o != m for o in owners)
        ]
        if len(outer) > 0 and (
            "Number=Plur" in reading.analysis.tokens[hit.last - 1].features or len(outer) == 1
        ):
            return [*outer]
    return [None]


def _values(
    reading: Reading, founding: Hit, hit: Hit, name: tuple[int, int], host: Mention | None
) -> list[Value]:
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]]
    title = phrase(reading, "name", *name)
    values: list[Value] = []
    owners: list[Value] = list(names(reading, "hosts", host)) if host is not None else []
    if len(owners) > 0 and str(owners[0].value).casefold() not in str(title.value).casefold():
        title = Value("name", f"{owners[0].value} {title.value}", quote_tokens(reading, *name))
    values.append(title)
    values.append(normalised(reading, "kind", hit.code, (hit.first, hit.last)))
    values.append(_status(reading, founding, sentence.first))
    for date in reading.dates_in(
        max(sentence.first, founding.first - 10), min(sentence.last, founding.last + _REACH)
    ):
        if date.value is not None:
            values.append(normalised(reading, "date", date.value, (date.first, date.last), probability=0.6))
            break
    values.extend(owners)
    values.extend(_roles(reading, name, sentence.last, has_host=len(owners) > 0))
    return values


def _roles(reading: Reading, name: tuple[int, int], end: int, *, has_host: bool) -> Iterator[Value]:
    """Yield hosts ("at the university"), partners ("with …") and the place after the name."""
    for hit in cues_in(reading, "establishments", "roles.hosts", name[1], end):
        for mention in names_after(reading, hit.last, end, frozenset({"organisation", "group", "place"})):
            if mention.type == "place":
                yield from names_as(reading, "place", mention)
            elif not has_host:
                yield from names(reading, "hosts", mention, probability=0.7)
            break
    for hit in cues_in(reading, "establishments", "roles.partners", name[1], end):
        for mention in names_after(reading, hit.last, end, _HOSTS):
            yield from names(reading, "partners", mention, probability=0.6)


def _status(reading: Reading, founding: Hit, start: int) -> Value:
    for cue in cues_in(reading, "establishments", "planned", max(start, founding.first - 8), founding.last):
        return normalised(reading, "status", "planned", (cue.first, founding.last), probability=0.7)
    return normalised(reading, "status", "open", (founding.first, founding.last), probability=0.7)
