"""What readers of a register ask for, as users of Locust: pages of all sorts, most of them new.

    locust -f benchmarks/web_load.py --headless --users 20 --spawn-rate 20 --run-time 60s \
        --host http://127.0.0.1:8000 --only-summary [--pause SECONDS] [--requests NUMBER]

`python -m benchmarks.web` starts the server and this. Each reader looks at a page for `--pause` seconds on
the average (0: asks for the next at once). Which things there are, the lists say: they are gone through by
chance before the clock starts, so that a run asks for thousands of different organisations, agreements,
people and documents; half of the time for one of a tenth of them, as people do. Lists are asked for by chance
of kind, page, sorting, country, year, status and party, and search by words of names.
"""

import random
import re
import urllib.request
from itertools import count

import gevent
from locust import FastHttpUser, between, constant, events, task
from locust.env import Environment

_LISTS = ("agreements", "projects", "programmes", "establishments", "events", "offices", "figures")
_SORTS = ("date", "-date", "title", "-title", "probability", "-probability")
_THINGS = ("organisations", "people", "agreements", "events", "offices", "projects", "documents")
_COUNTRIES = ("KZ", "UZ", "KG", "TJ", "GB", "DE", "PL", "TR", "KR", "JP", "CN", "FR", "ES", "IT")
_WORDS = (
    *("laboratory", "museum", "university", "students", "almaty", "leeds", "berlin", "cardiff", "medical"),
    *("technical", "robotics", "geology", "archaeology", "rector", "exchange", "ceremony", "doctoral"),
    *("Алматы", "университет", "Тимур", "Weber", "Tanaka", "linguistics"),
)
_LISTED = 12  # pages of a list that are gone through to find single things


_SEEDS = count()
_THINGS_FOUND: dict[str, list[str]] = {}


@events.init_command_line_parser.add_listener
def add_arguments(parser: object) -> None:
    """Let the pause be given on the command line."""
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a page is looked at")
    parser.add_argument("--requests", type=int, default=0, help="end after so many pages")


class Reader(FastHttpUser):
    """Somebody who turns pages."""

    chance: random.Random

    def wait_time(self) -> float:
        """Return for how long the reader looks at a page."""
        pause = self.environment.parsed_options.pause
        return constant(0)(self) if pause == 0 else between(0.5 * pause, 1.5 * pause)(self)

    def on_start(self) -> None:
        """Let each reader choose by a chance of its own."""
        self.chance = random.Random(next(_SEEDS))

    def ask(self, path: str, name: str) -> None:
        """Ask for a page; every answer but 200 counts as a failure."""
        self.client.get(path, name=name, headers={"accept-language": "en"})

    @task(2)
    def overview(self) -> None:
        """Ask for a page that is the same for all."""
        pages = ("/", "/", "/attention", "/countries", "/map", "/network", "/timeline")
        self.ask(self.chance.choice(pages), "overview, map, network …")

    @task(6)
    def listed(self) -> None:
        """Ask for a page of a list as it stands, one of the first most often."""
        page = 1 + int(self.chance.expovariate(0.3))
        sort = self.chance.choice(_SORTS)
        self.ask(f"/{self.chance.choice(_LISTS)}?sort={sort}&page={page}", "list")

    @task(6)
    def filtered(self) -> None:
        """Ask for a list that is narrowed down by one or two facets."""
        asked = {
            "country": self.chance.choice(_COUNTRIES),
            "year": str(self.chance.randrange(2012, 2026)),
            "status": "signed",
            "party": self.chance.choice(_WORDS),
        }
        names = self.chance.sample(sorted(asked), self.chance.choice((1, 1, 2)))
        query = "&".join(f"{name}={asked[name]}" for name in names)
        self.ask(f"/{self.chance.choice(('agreements', 'events', 'offices'))}?{query}", "list, filtered")

    @task(2)
    def directory(self) -> None:
        """Ask for organisations of a country or of a name, or for everything with a country."""
        country, word = self.chance.choice(_COUNTRIES), self.chance.choice(_WORDS)
        page = 1 + int(self.chance.expovariate(0.3))
        paths = (
            f"/organisations?country={country}",
            f"/organisations?named={word}",
            f"/organisations?page={page}",
            f"/countries/{country}",
        )
        self.ask(self.chance.choice(paths), "directory, country")

    @task(4)
    def searched(self) -> None:
        """Search for one or two words."""
        words = "+".join(self.chance.sample(_WORDS, self.chance.choice((1, 2))))
        scope = self.chance.choice(("", "", "&scope=agreement", "&scope=entity"))
        self.ask(f"/search?q={words}{scope}", "search")

    @task(20)
    def single(self) -> None:
        """Ask for the page of one thing; a tenth of them is asked for half the time."""
        sort = self.chance.choice(_THINGS)
        things = _THINGS_FOUND[sort]
        among = things[: max(1, len(things) // 10)] if self.chance.random() < 0.5 else things
        self.ask(self.chance.choice(among), "one thing")


@events.init.add_listener
def gather(environment: Environment, **_: object) -> None:
    """Go through the lists for the things that readers ask for, before the clock starts."""
    chance, host = random.Random(1), environment.parsed_options.host
    for sort in _THINGS:
        pages = re.findall(r'"pages":(\d+)', _text(f"{host}/{sort}.json?rows=200"))
        last = int(pages[0]) if len(pages) > 0 else 1
        found: set[str] = set()
        for page in chance.sample(range(1, last + 1), min(last, _LISTED)):
            found.update(
                re.findall(rf'href="(/{sort}/[^"#?]+)"', _text(f"{host}/{sort}?rows=200&page={page}"))
            )
        _THINGS_FOUND[sort] = sorted(found)


def _text(address: str) -> str:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return answer.read().decode()


@events.init.add_listener
def end_after(environment: Environment, **_: object) -> None:
    """End the run after as many pages as were asked for on the command line; tell each tenth of them."""
    asked = environment.parsed_options.requests
    if asked == 0:
        return

    def seen(**_: object) -> None:
        number = environment.stats.total.num_requests
        if number % (asked // 10) == 0:
            print(f"asked for {number} pages", flush=True)
        if number == asked:
            gevent.spawn(environment.runner.quit)  # from here it would wait for the very reader that asked

    environment.events.request.add_listener(seen)


@events.quitting.add_listener
def judge(environment: Environment, **_: object) -> None:
    """Say how the run stands against 60 ms for 95 pages in 100, and how many failed."""
    total = environment.stats.total
    half, most, nearly = (total.get_response_time_percentile(part) for part in (0.5, 0.95, 0.99))
    found = sum(len(things) for things in _THINGS_FOUND.values())
    print(
        f"p50 {half:.0f} ms, p95 {most:.0f} ms (asked: 60), p99 {nearly:.0f} ms; {total.num_requests:,} pages"
    )
    print(f"{total.num_failures} failures, {total.total_rps:.0f} a second, {found:,} things to ask for")
