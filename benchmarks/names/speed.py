"""Speed of the gazetteer and of resolution: `python -m benchmarks.names.speed [REFERENTS]`.

Documents are generated with a fixed seed. Times are of the process (CPU): other work disturbs the clock.
"""

import random
import sys
import time
from collections.abc import Callable

from kelisim.model import Quote, Referent, Statement, Value, referent_id, statement_id
from kelisim.places import city, country_of, find_places
from kelisim.resolve import resolve

GIVEN = [
    "Saule",
    "Ermek",
    "Aigul",
    "Nurlan",
    "Marat",
    "John",
    "Kevin",
    "Anna",
    "Peter",
    "Miljana",
    "Sergey",
    "Ivan",
    "Olga",
    "Daniyar",
    "Askar",
    "Thomas",
    "Hans",
    "Wei",
]
STEMS = [
    "Rakhmet",
    "Kosher",
    "Serik",
    "Nurmag",
    "Zhuma",
    "Petr",
    "Ivan",
    "Schmid",
    "Muel",
    "Abdrakh",
    "Bek",
    "Kuan",
    "Say",
    "Tul",
    "Omar",
    "Kas",
    "Shaya",
    "Yer",
    "Turg",
    "Mac",
]
ENDINGS = [
    "ov",
    "bayev",
    "tullina",
    "ambetov",
    "enov",
    "er",
    "man",
    "stein",
    "son",
    "ski",
    "kul",
    "zhanov",
    "aliyev",
]
TOWNS = [
    "Almaty",
    "Astana",
    "Berlin",
    "Warsaw",
    "Tomsk",
    "Leeds",
    "Jena",
    "Bologna",
    "Lyon",
    "Utrecht",
    "Kyoto",
    "Austin",
    "Karaganda",
    "Semey",
    "Bishkek",
]
FIELDS = ["Technical", "Medical", "Agrarian", "Pedagogical", "Polytechnic", "Economic"]
TYPES = ["University", "Institute", "Academy", "College"]
TEXT = (
    "ASTANA, 12 March. The Minister of Science and Higher Education of Kazakhstan met the rector of the "
    "University of Nottingham in Leeds, UK. "
    "Делегация из Усть-Каменогорска посетила Фрайберг и Дрезден (Германия). "
    "Алматы қаласында кездесу өтті. In Freiberg und Ust-Kamenogorsk (Kasachstan) trafen sich die Partner. "
)


def generated(count: int) -> tuple[list[Referent], list[Statement]]:
    """Return at least so many referents of documents with 3 to 7 organisations and 2 to 5 people each."""
    rnd = random.Random(7)
    bodies = [
        (f"{town} {field} {kind}", code)
        for town in TOWNS
        for field in [*FIELDS, *(f"{a} and {b}" for a in FIELDS for b in FIELDS if a < b)]
        for kind in TYPES
        for code in (None, "KZ", "DE")
    ]
    referents: list[Referent] = []
    posts: list[Statement] = []
    while len(referents) < count:
        document = f"d:{len(referents)}"
        here: list[Referent] = []
        for number in range(rnd.randint(3, 7)):
            name, country = rnd.choice(bodies)
            mention = Quote(number * 50, number * 50 + 5, "xxxxx")
            id = referent_id(document, "organisation", mention)
            here.append(Referent(id, document, "organisation", name, (), (mention,), country))
        for number in range(rnd.randint(2, 5)):
            given = rnd.choice(GIVEN)
            name = (
                f"{given if rnd.random() < 0.8 else given[0] + '.'} {rnd.choice(STEMS)}{rnd.choice(ENDINGS)}"
            )
            mention = Quote(1000 + number * 50, 1005 + number * 50, "xxxxx")
            person = Referent(
                referent_id(document, "person", mention), document, "person", name, (), (mention,)
            )
            body = rnd.choice(here)
            values = (
                Value("person", name, mention, person.id),
                Value("office", rnd.choice(["Rector", "Director", "Dean"]), mention),
                Value("organisation", body.name, mention, body.id),
            )
            id = statement_id(document, "office", values, mention)
            posts.append(Statement(id, document, "office", values, mention, 1.0, "generated"))
            referents.append(person)
        referents += here
    return referents, posts


def timed(what: str, times: int, work: Callable[[], object]) -> None:
    """Print how long one run of the work takes."""
    before = time.process_time()
    for _ in range(times):
        work()
    spent = time.process_time() - before
    unit = f"{spent:.2f} s" if times == 1 else f"{spent / times * 1e6:.1f} µs"
    print(f"{what:55}{unit:>12}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 75_000
    timed("first look-up of a town: the index is loaded", 1, lambda: city("Astana"))
    timed("a country by name", 100_000, lambda: country_of("Республики Казахстан"))
    timed("a town by name", 100_000, lambda: city("Усть-Каменогорске"))
    text = (TEXT * 10)[:3000]
    timed("places of a text of 3,000 characters", 100, lambda: find_places(text))
    referents, posts = generated(count)
    timed(f"{len(referents):,} referents into entities", 1, lambda: resolve(referents, offices=posts))


if __name__ == "__main__":
    main()
