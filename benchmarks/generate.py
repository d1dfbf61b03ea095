"""A made-up register of any size: documents with true quotes, statements, entities, and the truth.

Stories (an agreement with its ceremony, its people, a campus or programme that follows, figures) are told by
one to eight documents each, in English or Russian, with other spellings, with or without date and place.
Everything follows from the seed. `Register.truth` names for every statement the fact that it tells.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kelisim.model import (
    Document,
    Entity,
    Extraction,
    Identifier,
    Name,
    Quote,
    Referent,
    ReferentType,
    Statement,
    Value,
    content_id,
    document_id,
    referent_id,
    statement_id,
)

_CITIES = """
Almaty/Алматы/KZ Astana/Астана/KZ Karaganda/Караганда/KZ Semey/Семей/KZ Pavlodar/Павлодар/KZ
Aktobe/Актобе/KZ Tashkent/Ташкент/UZ Samarkand/Самарканд/UZ Bukhara/Бухара/UZ Bishkek/Бишкек/KG
Osh/Ош/KG Dushanbe/Душанбе/TJ London/Лондон/GB Leeds/Лидс/GB Exeter/Эксетер/GB Cardiff/Кардифф/GB
Glasgow/Глазго/GB Berlin/Берлин/DE Dresden/Дрезден/DE Bochum/Бохум/DE Freiberg/Фрайберг/DE
Potsdam/Потсдам/DE Warsaw/Варшава/PL Wroclaw/Вроцлав/PL Ankara/Анкара/TR Istanbul/Стамбул/TR
Seoul/Сеул/KR Busan/Пусан/KR Tokyo/Токио/JP Osaka/Осака/JP Xian/Сиань/CN Beijing/Пекин/CN
Lanzhou/Ланьчжоу/CN Paris/Париж/FR Lyon/Лион/FR Madrid/Мадрид/ES Milan/Милан/IT Turin/Турин/IT
"""
_SORTS = (
    ("{} State University", "Государственный университет {}"),
    ("{} Technical University", "Технический университет {}"),
    ("{} Medical University", "Медицинский университет {}"),
    ("{} Agrarian University", "Аграрный университет {}"),
    ("{} Pedagogical University", "Педагогический университет {}"),
    ("{} University of Economics", "Экономический университет {}"),
    ("{} Academy of Sciences", "Академия наук {}"),
    ("{} Institute of Physics", "Институт физики {}"),
)
_FIRST = """
Aigerim Saule Damir Marat Bolat Nurlan Aliya Dana Timur Erlan Anna Maria Thomas Karl Jens Emma Hugh
Mei Yuki Omar
"""
_LAST = """
Akhmetov Sadykov Ospanov Zhumabek Tulegen Kassym Iskakov Nurpeis Bekov Serik Weber Vogel Brandt
Keller Huber Hale Morton Ellis Wright Lloyd Tanaka Mori Sato Kim Park Chen Liu Wang Rossi Costa
"""
_FIELDS = """
archaeology metallurgy geology medicine physics chemistry robotics hydrology linguistics agronomy
optics genetics seismology nanomaterials astronomy ecology logistics cartography virology botany
"""
_KINDS = {
    "memorandum": ("memorandum of understanding", "меморандум о взаимопонимании"),
    "agreement": ("cooperation agreement", "соглашение о сотрудничестве"),
    "contract": ("contract", "контракт"),
    "roadmap": ("roadmap", "дорожную карту"),
}
_COMMITMENTS = (
    "exchange of students",
    "exchange of teachers",
    "joint research in {}",
    "joint publications in {}",
    "a dual degree programme in {}",
    "a joint laboratory of {}",
    "summer schools in {}",
    "internships for doctoral students in {}",
)
_PUBLISHERS = (
    "Steppe Daily",
    "Campus Herald",
    "Silk Road Wire",
    "Science Courier",
    "The Rectorate",
    "Northern Post",
)
_RETELLINGS = (1, 1, 1, 2, 2, 3, 5, 8)


@dataclass(frozen=True, slots=True)
class Register:
    """Documents, what was extracted from them, who is meant, and the fact that each statement tells."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    truth: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Thing:
    """Somebody or something with names by language."""

    type: ReferentType
    names: Mapping[str, str]
    country: str | None
    key: str


@dataclass(slots=True)
class _World:
    organisations: list[_Thing]
    people: dict[str, _Thing]
    places: dict[str, _Thing]
    rectors: dict[str, str]
    referents: dict[str, list[str]] = field(default_factory=dict)
    things: dict[str, _Thing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Story:
    """What happened: an agreement of two organisations, and what came of it."""

    number: int
    kind: str
    parties: tuple[_Thing, _Thing]
    day: date
    place: _Thing
    field: str
    commitments: tuple[str, ...]
    students: int
    amount: int


class _Page:
    """A document in the making: its text, the mentions and the statements found so far."""

    def __init__(self, language: str, day: date, publisher: str, head: str) -> None:
        self.language, self.day, self.publisher = language, day, publisher
        self.title = head
        self.text = head + "\n\n"
        self.drafts: list[
            tuple[str, float, list[tuple[str, str | int | float, int, int, _Thing | None]], int, str]
        ] = []
        self.mentions: dict[str, tuple[_Thing, list[tuple[int, int]]]] = {}

    def say(self, kind: str, truth: str, probability: float, parts: list[object]) -> None:
        """Write a sentence. Parts are strings, or (slot, value, words, thing) for what fills a slot."""
        start = len(self.text)
        values = []
        for part in parts:
            if isinstance(part, str):
                self.text += part
                continue
            slot, value, words, thing = part  # type: ignore[misc]
            at = len(self.text)
            self.text += words
            values.append((slot, value, at, len(self.text), thing))
            if thing is not None:
                self.mentions.setdefault(thing.key, (thing, []))[1].append((at, len(self.text)))
        self.drafts.append((kind, probability, values, start, truth))
        self.drafts[-1][2].append(("", "", start, len(self.text), None))
        self.text += "\n"


def generate(
    statements: int,
    seed: int = 1,
    *,
    organisations: int | None = None,
    tellings: Sequence[int] = _RETELLINGS,
) -> Register:
    """Return a register of at least so many statements, the same for the same seed.

    Arguments:
        organisations: how many there are in the world, of which stories name some often and some never;
            a twentieth of the statements without it.
        tellings: how many documents tell a story, one of these by chance.
    """
    rng = random.Random(seed)
    world = _world(rng, statements // 20 if organisations is None else organisations)
    documents, extractions, truth = [], [], {}
    made = number = 0
    while made < statements:
        story = _story(rng, world, number)
        number += 1
        for telling in range(rng.choice(tellings)):
            page = _tell(rng, world, story, telling)
            document, extraction, facts = _close(page, world)
            documents.append(document)
            extractions.append(extraction)
            truth.update(facts)
            made += len(extraction.statements)
    return Register(tuple(documents), tuple(extractions), _entities(world), truth)


def _world(rng: random.Random, size: int) -> _World:
    """Return so many organisations, each with a rector."""
    organisations, places = [], {}
    endings = [("", ""), *((f" named after {patron}", f" имени {patron}") for patron in _LAST.split())]
    bases = len(_SORTS) * len(_CITIES.split())
    # More than there are patrons for are told apart by numbers, as schools and hospitals are.
    numbers = range(2, 3 + size // bases - len(endings))
    endings += [(f" No {number}", f" № {number}") for number in numbers]
    for city in _CITIES.split():
        english, russian, country = city.split("/")
        places[english] = _Thing("place", {"en": english, "ru": russian}, country, f"place {english}")
        for sort, cyrillic in _SORTS:
            for ending, russian_ending in endings:
                english_name = sort.format(english) + ending
                names = {"en": english_name, "ru": cyrillic.format(russian) + russian_ending}
                organisations.append(_Thing("organisation", names, country, english_name))
    rng.shuffle(organisations)
    organisations = organisations[: max(12, size)]
    people, rectors = {}, {}
    for organisation in organisations:
        name = f"{rng.choice(_FIRST.split())} {rng.choice(_LAST.split())}{'' if len(people) < 300 else 'ov'}"
        people.setdefault(name, _Thing("person", {"en": name, "ru": name}, None, f"person {name}"))
        rectors[organisation.key] = name
    world = _World(organisations, people, places, rectors)
    world.things = {t.key: t for t in [*organisations, *people.values(), *places.values()]}
    return world


def _story(rng: random.Random, world: _World, number: int) -> _Story:
    signing = int(len(world.organisations) * rng.random() ** 2)  # few sign much
    home = world.organisations[signing]
    partner = rng.randrange(len(world.organisations) - 1)  # any of the others
    other = world.organisations[partner if partner < signing else partner + 1]
    field_ = rng.choice(_FIELDS.split())
    day = date(2012, 1, 1) + timedelta(days=rng.randrange(14 * 365))
    place = world.places[rng.choice(list(world.places))]
    commitments = tuple(c.format(field_) for c in rng.sample(_COMMITMENTS, rng.choice((0, 1, 2, 3))))
    kind = rng.choice(("memorandum", "memorandum", "agreement", "contract", "roadmap"))
    return _Story(
        number,
        kind,
        (home, other),
        day,
        place,
        field_,
        commitments,
        rng.randrange(5, 400),
        rng.randrange(1, 900) * 1000,
    )


def _tell(rng: random.Random, world: _World, story: _Story, telling: int) -> _Page:
    """Return one document's telling of a story: its own language, order of details, omissions."""
    language = rng.choice(("en", "en", "en", "ru"))
    told = story.day + timedelta(days=rng.choice((0, 0, 1, 1, 2, 4)))
    names = " – ".join(party.names[language] for party in story.parties)
    page = _Page(language, told, rng.choice(_PUBLISHERS), f"{names} ({story.number}.{telling})")
    _tell_agreement(rng, page, story)
    for party in story.parties:
        if rng.random() < 0.7:
            _tell_office(page, world, party)
    if rng.random() < 0.8:
        _tell_event(rng, page, story)
    follow = rng.random()
    if follow < 0.3:
        _tell_programme(page, story)
    elif follow < 0.5:
        _tell_laboratory(rng, page, story)
    elif follow < 0.75:
        _tell_project(page, story)
    if rng.random() < 0.7:
        _tell_figure(page, story)
    if rng.random() < 0.4:
        _tell_funding(page, story)
    if rng.random() < 0.5:
        _tell_intention(page, story)
    return page


def _named(page: _Page, slot: str, thing: _Thing) -> tuple[str, str, str, _Thing]:
    return (slot, thing.names[page.language], thing.names[page.language], thing)


def _tell_agreement(rng: random.Random, page: _Page, story: _Story) -> None:
    english, russian = _KINDS[story.kind]
    kind, words = story.kind, english if page.language == "en" else russian
    if rng.random() < 0.1:
        kind, words = "agreement", "agreement" if page.language == "en" else "соглашение"
    parts: list[object] = []
    if rng.random() < 0.8:
        parts += [("date", story.day.isoformat(), story.day.strftime("%d.%m.%Y"), None), " "]
    first, second = story.parties if rng.random() < 0.7 else story.parties[::-1]
    signed = "signed" if page.language == "en" else "подписали"
    both = " and " if page.language == "en" else " и "
    parts += [
        _named(page, "parties", first),
        both,
        _named(page, "parties", second),
        " ",
        ("status", "signed", signed, None),
    ]
    parts += [" ", ("kind", kind, words, None)]
    if rng.random() < 0.6:
        parts += [", ", _named(page, "place", story.place)]
    for commitment in story.commitments if page.language == "en" else ():
        parts += ["; ", ("commitments", commitment, commitment, None)]
    page.say("agreement", f"agreement {story.number}", round(rng.uniform(0.5, 0.99), 2), [*parts, "."])


def _tell_office(page: _Page, world: _World, party: _Thing) -> None:
    person = world.people[world.rectors[party.key]]
    post = "Rector" if page.language == "en" else "Ректор"
    parts = [
        _named(page, "person", person),
        ", ",
        ("office", post, post, None),
        ", ",
        _named(page, "organisation", party),
        ".",
    ]
    page.say("office", f"office {person.key} {party.key}", 0.95, list(parts))


def _tell_event(rng: random.Random, page: _Page, story: _Story) -> None:
    words = "signing ceremony" if page.language == "en" else "церемония подписания"
    parts: list[object] = [("name", words, words, None), " "]
    if rng.random() < 0.8:
        parts += [("date", story.day.isoformat(), story.day.strftime("%d.%m.%Y"), None), " "]
    first, second = story.parties
    parts += [_named(page, "participants", first), ", ", _named(page, "participants", second)]
    parts += [", ", _named(page, "place", story.place), "."]
    page.say("event", f"event {story.number}", 0.8, parts)


def _tell_programme(page: _Page, story: _Story) -> None:
    title = story.field.capitalize()
    parts = [
        ("title", title, title, None),
        ": ",
        ("kind", "dual_degree", "dual degree", None),
        ", ",
        ("status", "planned", "will open", None),
    ]
    parts += [
        " ",
        _named(page, "partners", story.parties[0]),
        ", ",
        _named(page, "partners", story.parties[1]),
        ".",
    ]
    pair = " ".join(sorted(party.key for party in story.parties))
    page.say("programme", f"programme {title} {pair}", 0.85, list(parts))


def _tell_laboratory(rng: random.Random, page: _Page, story: _Story) -> None:
    name = (
        f"Joint {story.field.capitalize()} Laboratory"
        if page.language == "en"
        else f"лаборатория {story.field}"
    )
    status = rng.choice(("open", "planned"))
    parts = [
        ("name", name, name, None),
        " ",
        ("kind", "laboratory", "laboratory", None),
        " ",
        ("status", status, status, None),
        " ",
    ]
    parts += [
        _named(page, "hosts", story.parties[0]),
        ", ",
        _named(page, "partners", story.parties[1]),
        ", ",
        _named(page, "place", story.place),
        ".",
    ]
    pair = " ".join(sorted(party.key for party in story.parties))
    page.say("establishment", f"laboratory {story.field} {pair}", 0.8, list(parts))


def _tell_project(page: _Page, story: _Story) -> None:
    letters = "".join(chr(65 + story.number // 26**place % 26) for place in range(4))
    title = f"{story.field.upper()[:3]}{letters}"
    parts = ["«", ("title", title, title, None), "» ", ("status", "running", "is running", None), " "]
    parts += [_named(page, "hosts", story.parties[0]), ", ", _named(page, "partners", story.parties[1]), "."]
    page.say("project", f"project {title}", 0.9, list(parts))


def _tell_figure(page: _Page, story: _Story) -> None:
    what = f"{story.field} students" if page.language == "en" else f"{story.field} студентов"
    scope = story.parties[0].names[page.language]
    parts = [
        ("value", story.students, str(story.students), None),
        " ",
        ("what", what, what, None),
        ", ",
        ("scope", scope, scope, None),
        ".",
    ]
    page.say("figure", f"figure {story.field} {story.parties[0].key}", 0.9, list(parts))


def _tell_funding(page: _Page, story: _Story) -> None:
    parts = [
        ("amount", story.amount, str(story.amount), None),
        " ",
        ("currency", "EUR", "EUR", None),
        " ",
        _named(page, "funders", story.parties[1]),
    ]
    page.say(
        "funding",
        f"funding {story.number}",
        0.7,
        [*parts, " → ", _named(page, "recipients", story.parties[0]), "."],
    )


def _tell_intention(page: _Page, story: _Story) -> None:
    what = (
        f"to open a joint museum of {story.field}"
        if page.language == "en"
        else f"открыть музей: {story.field}"
    )
    parts = [
        _named(page, "actors", story.parties[0]),
        ", ",
        _named(page, "with", story.parties[1]),
        ": ",
        ("what", what, what, None),
        ".",
    ]
    pair = " ".join(sorted(party.key for party in story.parties))
    page.say("intention", f"intention {story.field} {pair}", 0.6, list(parts))


def _close(page: _Page, world: _World) -> tuple[Document, Extraction, Mapping[str, str]]:
    """Return the finished document, its extraction, and the facts that its statements tell."""
    id = document_id(page.text.encode())
    document = Document(
        id=id,
        text=page.text,
        language=page.language,
        title=page.title,
        publisher=page.publisher,
        published=page.day.isoformat(),
        name=f"{id[2:10]}.txt",
    )
    referents, ids = [], {}
    for key, (thing, places) in page.mentions.items():
        quotes = tuple(Quote(start, end, page.text[start:end]) for start, end in places)
        ids[key] = referent_id(id, thing.type, quotes[0])
        world.referents.setdefault(key, []).append(ids[key])
        referents.append(Referent(ids[key], id, thing.type, quotes[0].text, (), quotes, thing.country))
    statements, truth = [], {}
    for kind, probability, drafts, _, fact in page.drafts:
        *spans, (_, _, start, end, _) = drafts
        sentence = Quote(start, end, page.text[start:end])
        values = tuple(
            Value(
                slot,
                value,
                Quote(a, b, page.text[a:b]),
                ids.get(thing.key) if thing is not None and slot not in {"place"} else None,
            )
            for slot, value, a, b, thing in spans
        )
        own = statement_id(id, kind, values, sentence)
        statements.append(Statement(own, id, kind, values, sentence, probability, "generated 1"))
        truth[own] = fact
    return document, Extraction(id, "generated 1", tuple(referents), tuple(statements)), truth


def _entities(world: _World) -> tuple[Entity, ...]:
    prefix = {"organisation": "o", "person": "p", "place": "l"}
    return tuple(
        Entity(
            id=content_id(prefix[thing.type], sorted(world.referents[key])[0]),
            type=thing.type,
            name=thing.names["en"],
            names=tuple(sorted({Name(value, language) for language, value in thing.names.items()})),
            country=thing.country,
            identifiers=(Identifier("generated", key),),
            referents=tuple(sorted(world.referents[key])),
        )
        for key, thing in sorted(world.things.items())
        if key in world.referents
    )
