"""Establishments: bodies that the cooperation founds, opens or plans."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.draft import base_phrase, names, names_as, normalised, quote_tokens, statement
from kelisim.extract.kinds.establishment_acts import founded_bodies
from kelisim.extract.kinds.establishment_bodies import Body, founding_date
from kelisim.extract.kinds.establishment_people import goes_on, people_of, stands_at
from kelisim.extract.kinds.establishment_status import status_of
from kelisim.extract.kinds.inflected import establishments as inflected
from kelisim.extract.kinds.verb_final import establishments as verb_final
from kelisim.extract.kinds.verb_second import establishments as verb_second
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.model import Statement, Value

_LATER: Final = 2  # sentences after it that may go on about the body


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that the text says is founded, opened or planned."""
    if reading.lexicon.verb_second:
        yield from verb_second.establishments(reading, extractor)
        return
    if reading.lexicon.verb_final:
        yield from verb_final.establishments(reading, extractor)
        return
    if reading.lexicon.cased:
        yield from inflected.establishments(reading, extractor)
        return
    bodies = _each_once(reading)
    numbers = {body.number for body in bodies}
    for body in bodies:
        end = min(body.number + 1 + _LATER, len(reading.analysis.sentences))
        body.later = [n for n in range(body.number + 1, end) if n not in numbers]
        values = _values(reading, body)
        yield statement(
            reading, "establishment", values, [body.number], probability=0.65, extractor=extractor
        )


def _each_once(reading: Reading) -> list[Body]:
    """Return the bodies as they are first told; a heading's only where the text below tells of none."""
    told: list[tuple[str, frozenset[str], Mention | None]] = []
    kept: list[Body] = []
    found = sorted(
        founded_bodies(reading), key=lambda b: (reading.in_heading(b.number), b.number, b.hit.first)
    )
    named = {body.hit.code for body in found if len(_telling(reading, body)) > 0 and body.proper is not None}
    for body in found:
        words = _telling(reading, body)
        if len(words) == 0 and body.proper is None and body.owner is None and body.hit.code in named:
            continue  # "a joint research institute": told by its name elsewhere
        if reading.in_heading(body.number) and len(told) > 0:
            continue
        if body.place is not None or not any(_is_same(body, words, other) for other in told):
            told.append((body.hit.code, words, body.owner))
            kept.append(body)
    kept = [body for body in kept if not any(_is_named_by(reading, body, other) for other in kept)]
    return [body for body in kept if not any(_is_meant(body, other) for other in kept)]


def _telling(reading: Reading, body: Body) -> frozenset[str]:
    """Return the words of a name that tell it from others of its kind: not "joint research centre"."""
    words = reading.analysis.content_words(*body.name)
    kind = reading.analysis.content_words(body.hit.first, body.hit.last)
    return words - kind - reading.lexicon.terms("establishments", "plain")


def _is_meant(body: Body, other: Body) -> bool:
    """Tell a bare "campus" where the text says of another whose it is."""
    bare = body.owner is None and body.proper is None and body.name == (body.hit.first, body.hit.last)
    return bare and body.hit.code == other.hit.code == "campus" and other.owner is not None


def _is_named_by(reading: Reading, body: Body, other: Body) -> bool:
    """Tell a description whose name follows in apposition: "a joint centre, the Sino-Nordic Water Centre"."""
    if body.proper is not None or other.proper is None or body.number != other.number:
        return False
    between = reading.analysis.tokens[body.name[1] : other.name[0]]
    return [t.text for t in between[:1]] == [","] and all(t.pos == "DET" for t in between[1:])


def _is_same(body: Body, words: frozenset[str], other: tuple[str, frozenset[str], Mention | None]) -> bool:
    kind, others, owner = other
    if (owner is None) != (body.owner is None) and kind == body.hit.code == "campus":
        return body.owner is None
    if owner is not None and body.owner is not None:
        return kind == body.hit.code and owner.referents == body.owner.referents
    return kind == body.hit.code and (words <= others or others <= words)


# ------------------------------------------------------------------ what is told of it


def _values(reading: Reading, body: Body) -> list[Value]:
    title = base_phrase(reading, "name", *body.name)
    values: list[Value] = []
    hosts = list(names(reading, "hosts", body.owner)) if body.owner is not None else []
    for owner in hosts[:1]:
        if str(owner.value).casefold() not in str(title.value).casefold() and not _holds_owner(body):
            title = Value("name", f"{owner.value} {title.value}", quote_tokens(reading, *body.name))
    values.append(title)
    values.append(normalised(reading, "kind", body.hit.code, (body.hit.first, body.hit.last)))
    date = _date(reading, body)
    values.append(status_of(reading, body, date))
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last), probability=0.6))
    values.extend(_place(reading, body))
    at, others = people_of(reading, body)
    if body.owner is not None:
        hosts += [value for mention in stands_at(reading, body) for value in names(reading, "hosts", mention)]
    hosts = hosts or [value for mention in at for value in names(reading, "hosts", mention, probability=0.7)]
    seen = {value.referent for value in hosts}
    values.extend(hosts)
    for mention in others:
        partners = names(reading, "partners", mention, probability=0.65)
        values.extend(value for value in partners if value.referent not in seen)
    return values


def _holds_owner(body: Body) -> bool:
    owner = body.owner
    return owner is not None and body.name[0] <= owner.first and owner.last <= body.name[1]


def _date(reading: Reading, body: Body) -> Date | None:
    found = founding_date(reading, body, body.number)
    for number in body.later:
        if found is None and goes_on(reading, body, number):
            found = founding_date(reading, body, number)
    return found


def _place(reading: Reading, body: Body) -> tuple[Value, ...]:
    """Return where it stands: the first place after its name, known or only told by "in" and a capital."""
    if body.place is not None:
        return names_as(reading, "place", body.place)
    analysis = reading.analysis
    tokens = analysis.tokens
    markers = reading.lexicon.cues("establishments", "roles.place")
    months = reading.lexicon.terms("names", "months")
    for number in (body.number, *[n for n in body.later if goes_on(reading, body, n)]):
        sentence = analysis.sentences[number]
        start = (body.seat or body.name[1]) if number == body.number else sentence.first
        for hit in markers.find(tokens, start, sentence.last):
            here = [m for m in reading.mentions_in(hit.last, sentence.last) if m.first - hit.last <= 1]
            best = max(here, key=lambda m: (-m.first, m.last), default=None)
            if best is not None and best.type == "place":
                several = body.owner is not None and _is_listed(reading, best, sentence.last)
                return () if several else names_as(reading, "place", best)
            end = hit.last
            while best is None and end < sentence.last and tokens[end].pos == "PROPN":
                end += 1
            if end == hit.last or tokens[hit.last].lower in months:
                continue
            if len(reading.dates_in(hit.last, end)) == 0:
                return (base_phrase(reading, "place", hit.last, end, probability=0.5),)
    return ()


def _is_listed(reading: Reading, place: Mention, last: int) -> bool:
    """Tell whether another place is coordinated: whose branch stands where is then not told."""
    joined = place.last < last and reading.analysis.tokens[place.last].pos == "CCONJ"
    return joined and any(
        m.type == "place" and m.first == place.last + 1 for m in reading.mentions_in(place.last, last)
    )
