"""Announcements made up for the tests, with the extraction that a perfect extractor would give."""

import random
from collections.abc import Iterator

from kelisim.model import (
    Document,
    Extraction,
    Quote,
    Referent,
    Statement,
    Value,
    document_id,
    referent_id,
    statement_id,
)

EXTRACTOR = "sample 1.0"
Sample = tuple[Document, bytes, Extraction]


def quote_of(text: str, words: str, after: int = 0) -> Quote:
    start = text.index(words, after)
    return Quote(start, start + len(words), words)


def referent_of(document: str, text: str, type: str, name: str, country: str | None = None) -> Referent:
    mentions = []
    at = text.find(name)
    while at >= 0:
        mentions.append(Quote(at, at + len(name), name))
        at = text.find(name, at + 1)
    return Referent(
        referent_id(document, type, mentions[0]), document, type, name, (), tuple(mentions), country
    )


def statement_of(
    document: str, kind: str, values: tuple[Value, ...], sentence: Quote, probability: float = 0.9
) -> Statement:
    id = statement_id(document, kind, values, sentence)
    return Statement(id, document, kind, values, sentence, probability, EXTRACTOR)


def sample(
    first: str = "Tien Shan University",
    second: str = "University of Cardiff",
    *,
    day: str = "2026-02-26",
    place: str = "Almaty",
    rector: str = "Ermek Kosherbaev",
    publisher: str = "Press office",
    extra: str = "",
) -> Sample:
    """One announcement: two parties sign a memorandum; the rector of the first holds an office."""
    sentence = f"{first} and {second} signed a memorandum in {place} on {day}."
    said = f"{rector}, Rector of {first}, said that the parties will open a joint laboratory."
    text = f"Partners meet. {sentence} {said}{extra}"
    content = text.encode()
    id = document_id(content)
    document = Document(
        id, text, "en", f"{first} meets {second}", publisher, None, day, f"{id[2:10]}.txt", "text/plain"
    )
    whole, office = quote_of(text, sentence), quote_of(text, said)
    ours = referent_of(id, text, "organisation", first, "KZ")
    theirs = referent_of(id, text, "organisation", second, "GB")
    person = referent_of(id, text, "person", rector)
    town = referent_of(id, text, "place", place, "KZ")
    agreement = statement_of(
        id,
        "agreement",
        (
            Value("kind", "memorandum", quote_of(text, "memorandum")),
            Value("status", "signed", quote_of(text, "signed")),
            Value("date", day, quote_of(text, day)),
            Value("place", place, quote_of(text, place, whole.start), town.id),
            Value("parties", first, quote_of(text, first), ours.id),
            Value("parties", second, quote_of(text, second), theirs.id),
            Value("commitments", "open a joint laboratory", quote_of(text, "open a joint laboratory")),
        ),
        whole,
    )
    post = statement_of(
        id,
        "office",
        (
            Value("person", rector, quote_of(text, rector), person.id),
            Value("office", "Rector", quote_of(text, "Rector", office.start)),
            Value("organisation", first, quote_of(text, first, office.start), ours.id),
        ),
        office,
    )
    return document, content, Extraction(id, EXTRACTOR, (ours, theirs, person, town), (agreement, post))


_TOWNS = ("Almaty", "Astana", "Cardiff", "Coventry", "Freiberg", "Tomsk", "Oslo", "Turin", "Utrecht", "Kyoto")
_FIELDS = ("Technical", "Medical", "Agrarian", "State", "Pedagogical", "Polytechnic", "Northern", "Maritime")
_GIVEN = (
    "Ermek",
    "Saule",
    "Anna",
    "Kevin",
    "Dana",
    "Igor",
    "Maria",
    "Bolat",
    "Lena",
    "Omar",
    "Aigul",
    "Peter",
)
_FAMILY = ("Kosherbaev", "Serikbayev", "Smith", "Weber", "Ivanov", "Rossi", "Nurbek", "Jones", "Berg", "Sato")


def many(count: int, seed: int = 0) -> Iterator[Sample]:
    """Announcements among a world of organisations that grows with their number, the same every time."""
    chance = random.Random(seed)
    world = max(4, count // 4)

    def organisation() -> str:
        number = min(chance.randrange(world), chance.randrange(world))  # a few are named often, most seldom
        town, field = _TOWNS[number % 10], _FIELDS[number // 10 % 8]
        return f"{town} {field} University" + ("" if number < 80 else f" No {number}")

    for number in range(count):
        first, second = organisation(), organisation()
        if first == second:
            second = f"Academy of {chance.choice(_TOWNS)}"
        yield sample(
            first,
            second,
            day=f"20{chance.randrange(10, 27)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            place=chance.choice(_TOWNS),
            rector=f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
            publisher=f"Press office {number % 7}",
            extra=f" This is announcement {number}.",
        )


def joined(samples: list[Sample]) -> Sample:
    """One document that holds the announcements of several, as a newsletter does."""
    text = "\n\n".join(document.text for document, _, _ in samples)
    content = text.encode()
    id = document_id(content)
    first = samples[0][0]
    named: dict[tuple[str, str], list[Quote]] = {}
    countries: dict[tuple[str, str], str | None] = {}
    found: list[tuple[str, Quote, list[tuple[Value, tuple[str, str] | None]], float]] = []
    start = 0
    for document, _, extraction in samples:
        key_of = {referent.id: (str(referent.type), referent.name) for referent in extraction.referents}
        for referent in extraction.referents:
            key = key_of[referent.id]
            countries[key] = referent.country
            named.setdefault(key, []).extend(moved(quote, start) for quote in referent.mentions)
        for statement in extraction.statements:
            values = [
                (Value(value.slot, value.value, moved(value.quote, start)), key_of.get(value.referent or ""))
                for value in statement.values
            ]
            found.append((statement.kind, moved(statement.quote, start), values, statement.probability))
        start += len(document.text) + 2
    referents = {
        key: Referent(
            referent_id(id, key[0], min(mentions)), id, key[0], key[1], (), tuple(mentions), countries[key]
        )
        for key, mentions in named.items()
    }
    statements = tuple(
        statement_of(
            id,
            kind,
            tuple(
                Value(value.slot, value.value, value.quote, None if key is None else referents[key].id)
                for value, key in values
            ),
            sentence,
            probability,
        )
        for kind, sentence, values, probability in found
    )
    document = Document(
        id, text, "en", first.title, first.publisher, None, first.published, f"{id[2:10]}.txt", "text/plain"
    )
    return document, content, Extraction(id, EXTRACTOR, tuple(referents.values()), statements)


def moved(quote: Quote, by: int) -> Quote:
    return Quote(quote.start + by, quote.end + by, quote.text)


def newsletters(count: int, announcements: int = 5, seed: int = 0) -> Iterator[Sample]:
    """Documents of several announcements each, two statements an announcement."""
    held: list[Sample] = []
    for one in many(count * announcements, seed):
        held.append(one)
        if len(held) == announcements:
            yield joined(held)
            held = []
