"""Works in the shape of OpenAlex's snapshot, of our own making: the same seed gives the same bytes.

    python -m benchmarks.works_generate DIR --works 2000000 --organisations 20000 --jobs 2

writes DIR/works/updated_date=…/part_0000.gz (JSON lines) and DIR/works/manifest; about 9 KB a work before
packing (OpenAlex has 6). Organisations differ in size, country and field; each has partners that it writes
with more often; a few works have more than a hundred authors, some have no DOI, some authorships no
organisation. No person, organisation or work exists. A part depends on the seed and its own number alone,
so that parts can be made in any order and by any number of processes.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from random import Random

_YEARS = range(2000, 2026)
_CODES = (
    "USCNGBDEJPFRINITCAESKRAUBRRUNLCHTRSEPLIRBEDKATNOPTFICZILMXSGGRZASAEGMYIDTHARUAPK"
    "CLHURONZIECOVNKZRSSKTNMABGHRSINGKEUZBYLTEELVGEAMAZKGTJTMMN"
)
_COUNTRIES = tuple(_CODES[n : n + 2] for n in range(0, len(_CODES), 2))
_SYLLABLES = tuple("kalenoritasumovedipazelurani"[n : n + 2] for n in range(0, 28, 2))
_FIELDS = tuple(range(11, 37))
_TOPICS = 1200
_ABSTRACTS = 300


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that is not: its JSON in an authorship, how large it is, and with whom it writes."""

    id: str
    name: str
    country: str
    town: str
    json: str
    topics: tuple[int, ...]
    partners: tuple[int, ...]
    authors: int


@dataclass(frozen=True, slots=True)
class World:
    """What the works are made of; weights are running sums, as `Random.choices` takes them."""

    organisations: tuple[Organisation, ...]
    weights: tuple[float, ...]
    topics: tuple[tuple[str, str], ...]  # the topic's own JSON, and that of its keywords and concepts
    abstracts: tuple[str, ...]
    words: tuple[str, ...]
    years: tuple[float, ...]


def _word(random: Random, least: int = 2, most: int = 4) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(least, most)))


@cache
def world(organisations: int, seed: int) -> World:
    """Return the organisations, topics, words and abstracts of a seed."""
    random = Random(f"{seed}:world")
    words = tuple(_word(random) for _ in range(3000))
    countries = random.choices(
        _COUNTRIES, cum_weights=list(accumulate(1 / (n + 2) for n in range(len(_COUNTRIES)))), k=organisations
    )
    sizes = [1 / (n + 20) ** 0.8 for n in range(organisations)]
    random.shuffle(sizes)
    home: dict[str, list[int]] = {}
    for number, country in enumerate(countries):
        home.setdefault(country, []).append(number)
    running = tuple(accumulate(sizes))
    made = tuple(
        _organisation(
            random,
            n,
            countries[n],
            sizes[n] * organisations,
            partners=_partners(random, n, countries, home, running),
        )
        for n in range(organisations)
    )
    return World(
        made,
        running,
        tuple(_topic(random, n, words) for n in range(_TOPICS)),
        tuple(_abstract(random, words) for _ in range(_ABSTRACTS)),
        words,
        tuple(accumulate(1.05**n for n in range(len(_YEARS)))),
    )


def _partners(
    random: Random, number: int, countries: list[str], home: dict[str, list[int]], running: tuple[float, ...]
) -> tuple[int, ...]:
    near = random.choices(home[countries[number]], k=8)
    far = random.choices(range(len(countries)), cum_weights=running, k=16)
    return tuple(near + far)


def _organisation(
    random: Random, number: int, country: str, size: float, partners: tuple[int, ...]
) -> Organisation:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    rest, code = number, ""
    for _ in range(6):
        rest, digit = divmod(rest, 32)
        code = digits[digit] + code
    town = _word(random).title()
    name = f"{random.choice(('University of', 'Institute of', 'Technical University of'))} {town} {number}"
    id = f"https://openalex.org/I{1_000_000 + number}"
    data = {
        "id": id,
        "display_name": name,
        "ror": f"https://ror.org/0{code}{number % 97:02d}",
        "country_code": country,
        "type": "education",
        "lineage": [id],
    }
    topics = tuple(random.sample(range(_TOPICS), 12))
    return Organisation(id, name, country, town, _json(data), topics, partners, max(5, int(size / 2)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _topic(random: Random, number: int, words: tuple[str, ...]) -> tuple[str, str]:
    field = _FIELDS[number % len(_FIELDS)]
    topic = {
        "id": f"https://openalex.org/T{10_000 + number}",
        "display_name": " ".join(random.choices(words, k=4)).capitalize(),
        "score": 0.99,
        "subfield": {
            "id": f"https://openalex.org/subfields/{field}{number % 8:02d}",
            "display_name": " ".join(random.choices(words, k=2)),
        },
        "field": {"id": f"https://openalex.org/fields/{field}", "display_name": f"Field {field}"},
        "domain": {
            "id": f"https://openalex.org/domains/{field % 4 + 1}",
            "display_name": f"Domain {field % 4 + 1}",
        },
    }
    chosen = random.sample(words, 5)
    keywords = [{"id": f"https://openalex.org/keywords/{w}", "display_name": w, "score": 0.5} for w in chosen]
    concepts = [
        {
            "id": f"https://openalex.org/C{random.randrange(10**8)}",
            "wikidata": f"https://www.wikidata.org/wiki/Q{random.randrange(10**7)}",
            "display_name": word,
            "level": level,
            "score": 0.4,
        }
        for level, word in enumerate(chosen)
    ]
    return _json(topic), f'"keywords":{_json(keywords)},"concepts":{_json(concepts)}'


def _abstract(random: Random, words: tuple[str, ...]) -> str:
    index: dict[str, list[int]] = {}
    for place in range(random.randint(30, 130)):
        index.setdefault(random.choice(words), []).append(place)
    return _json(index)


def works(world: World, *, seed: int, part: int, first: int, count: int) -> Iterator[str]:
    """Yield the works of one part as JSON, each on a line of its own; `first` is the number of the first."""
    random = Random(f"{seed}:{part}")
    for number in range(first, first + count):
        yield _work(world, random, number)


def _work(world: World, random: Random, number: int) -> str:
    lead = random.choices(world.organisations, cum_weights=world.weights)[0]
    year = random.choices(_YEARS, cum_weights=world.years)[0]
    count = 1 + min(int(random.expovariate(0.28)), 60)
    if random.random() < 0.0008:
        count = random.randint(101, 400)
    authorships = [_authorship(world, random, lead, place, count) for place in range(count)]
    countries = {country for _, _, country in authorships if country}
    organisations = {id for _, id, _ in authorships if id}
    topics = [world.topics[random.choice(lead.topics)] for _ in range(random.randint(1, 3))]
    title = " ".join(random.choices(world.words, k=random.randint(6, 13))).capitalize()
    id = f"https://openalex.org/W{2_000_000_000 + number}"
    doi = f"https://doi.org/10.5555/made.{number}"
    given = random.random() < 0.92
    cited = int(random.expovariate(0.08) * (2026 - year) / 10)
    references = ",".join(
        f'"https://openalex.org/W{2_000_000_000 + random.randrange(number + 1)}"'
        for _ in range(min(int(random.expovariate(0.05)), 120))
    )
    date = f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    location = (
        f'{{"is_oa":false,"landing_page_url":"{doi}","pdf_url":null,"source":{{'
        f'"id":"https://openalex.org/S{number % 4000}","display_name":"Journal {number % 4000}",'
        f'"issn_l":"1234-5678","issn":["1234-5678"],"is_oa":false,"is_in_doaj":false,'
        f'"is_core":true,"host_organization":"https://openalex.org/P1","host_organization_name":"House","type":"journal"}},'
        f'"license":null,"version":"publishedVersion","is_accepted":true,"is_published":true,'
        f'"raw_type":"journal-article"}}'
    )
    return (
        f'{{"id":"{id}","doi":{_text(doi if given else None)},"title":"{title}","display_name":"{title}",'
        f'"publication_year":{year},"publication_date":"{date}","ids":{{"openalex":"{id}"}},"language":"en",'
        f'"primary_location":{location},"type":"article","indexed_in":["crossref"],'
        f'"open_access":{{"is_oa":false,"oa_status":"closed","oa_url":null,"any_repository_has_fulltext":false}},'
        f'"authorships":[{",".join(text for text, _, _ in authorships)}],"institutions":[],'
        f'"countries_distinct_count":{len(countries)},"institutions_distinct_count":{len(organisations)},'
        f'"corresponding_author_ids":[],"corresponding_institution_ids":[],"apc_list":null,"apc_paid":null,'
        f'"fwci":{random.expovariate(1):.6f},"has_fulltext":false,"cited_by_count":{cited},'
        f'"citation_normalized_percentile":{{"value":{random.random():.6f},'
        f'"is_in_top_1_percent":false,"is_in_top_10_percent":false}},'
        f'"cited_by_percentile_year":{{"min":50,"max":60}},'
        f'"biblio":{{"volume":"1","issue":null,"first_page":"1","last_page":"9"}},'
        f'"is_retracted":{"true" if random.random() < 0.0005 else "false"},"is_paratext":false,'
        f'"is_xpac":false,'
        f'"primary_topic":{topics[0][0]},"topics":[{",".join(text for text, _ in topics)}],{topics[0][1]},'
        f'"mesh":[],'
        f'"locations_count":1,"locations":[{location}],"best_oa_location":null,'
        f'"sustainable_development_goals":[],"awards":[],'
        f'"funders":[],"has_content":{{"grobid_xml":false,"pdf":false}},"referenced_works_count":0,'
        f'"referenced_works":[{references}],'
        f'"related_works":[],"abstract_inverted_index":{random.choice(world.abstracts)},"counts_by_year":[],'
        f'"updated_date":"2026-02-01T00:00:00.000000","created_date":"2025-10-10T00:00:00.000000"}}\n'
    )


def _authorship(
    world: World, random: Random, lead: Organisation, place: int, count: int
) -> tuple[str, str | None, str | None]:
    chance = random.random()
    if chance < 0.04:
        return _person(random, f"A{random.randrange(10**9)}", place, count, "[]", "[]", "[]"), None, None
    organisation = lead if place == 0 or chance < 0.7 else world.organisations[random.choice(lead.partners)]
    author = f"A{int(organisation.id[22:]) * 1000 + random.randrange(organisation.authors)}"
    where = f"{organisation.name}, {organisation.town}, {organisation.country}"
    raw = f"Department {random.randint(1, 40)}, {where}"
    text = _person(
        random,
        author,
        place,
        count,
        f"[{organisation.json}]",
        f'["{organisation.country}"]',
        f'[{{"raw_affiliation_string":"{raw}","institution_ids":["{organisation.id}"]}}]',
    )
    return text, organisation.id, organisation.country


def _person(
    random: Random, author: str, place: int, count: int, organisations: str, countries: str, affiliations: str
) -> str:
    position = "first" if place == 0 else "last" if place == count - 1 else "middle"
    name = f"{random.choice(_SYLLABLES).title()} {author[-5:]}son"
    raws = json.dumps([each["raw_affiliation_string"] for each in json.loads(affiliations)])
    return (
        f'{{"author_position":"{position}","author":{{'
        f'"id":"https://openalex.org/{author}","display_name":"{name}","orcid":null}},'
        f'"institutions":{organisations},"countries":{countries},'
        f'"is_corresponding":{"true" if place == 0 else "false"},'
        f'"raw_author_name":"{name}","raw_affiliation_strings":{raws},"affiliations":{affiliations}}}'
    )


def _text(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def write_part(
    part: int, *, folder: Path, counts: tuple[int, ...], organisations: int, seed: int
) -> dict[str, object]:
    """Write one part of the snapshot; return its entry in the manifest."""
    name = f"updated_date=2026-{part // 28 % 12 + 1:02d}-{part % 28 + 1:02d}/part_0000.gz"
    path = folder / "works" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    made = works(
        world(organisations, seed), seed=seed, part=part, first=sum(counts[:part]), count=counts[part]
    )
    # mtime and name are left out of the gzip header, so that the same seed gives the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=3, fileobj=raw, mtime=0) as packed:
        for line in made:
            packed.write(line.encode())
    meta = {"content_length": path.stat().st_size, "record_count": counts[part]}
    return {"url": f"s3://openalex/data/works/{name}", "meta": meta}


def generate(
    folder: Path, *, works: int, organisations: int = 20_000, parts: int = 16, seed: int = 1, jobs: int = 1
) -> Path:
    """Write a snapshot of made-up works to `folder`; return the folder of the works."""
    counts = tuple(works // parts + (part < works % parts) for part in range(parts))
    make = partial(write_part, folder=folder, counts=counts, organisations=organisations, seed=seed)
    if jobs == 1:
        entries = [make(part) for part in range(parts)]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            entries = list(pool.map(make, range(parts)))
    total = sum(entry["meta"]["content_length"] for entry in entries)  # type: ignore[index]
    manifest = {"entries": entries, "meta": {"content_length": total, "record_count": works}}
    (folder / "works" / "manifest").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return folder / "works"


def main() -> None:
    """Write a snapshot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    for name, default in (
        ("works", 2_000_000),
        ("organisations", 20_000),
        ("parts", 16),
        ("seed", 1),
        ("jobs", 1),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    started = time.perf_counter()
    folder = generate(
        given.folder,
        works=given.works,
        organisations=given.organisations,
        parts=given.parts,
        seed=given.seed,
        jobs=given.jobs,
    )
    size = sum(path.stat().st_size for path in folder.rglob("*.gz"))
    print(
        f"{given.works:,} works, {size / 1e6:,.0f} MB packed, {time.perf_counter() - started:.0f} s: {folder}"
    )


if __name__ == "__main__":
    main()
