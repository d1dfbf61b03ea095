"""The announcements of this project and their annotations: shape, and that every value stands in its text."""

import hashlib
import html
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from benchmarks.agreement import compared, complete, table
from benchmarks.corpus import load_scorer

from kelisim.model import KINDS, Slot

ROOT = Path(__file__).parent.parent
FOREIGN = ROOT.parent / "shared" / "corpus" / "texts"
SCORER = FOREIGN.parent / "score.py"
EXAMPLES = sorted((ROOT / "examples").iterdir())
TEXTS = sorted((ROOT / "data" / "announcements" / "texts").iterdir())
READ_TWICE = {"en": 20, "ru": 9, "kk": 6, "de": 5}  # documents of a language, as many as the README says

ORGANISATION = {"name", "mentions", "country", "ror"}
PERSON = {"name", "mentions"}
FRAME = {"id", "lang", "published", "organisations", "people"}
PEOPLE_SLOTS = {"signatories", "leaders", "person"}
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ENDING = 4  # letters in which a word of the text may differ from its base form
SHARED = 60  # a sentence of this many characters belongs to one corpus alone


@dataclass(frozen=True, slots=True)
class Case:
    """One announcement with its annotation; `text` is what a reader of the page sees."""

    path: Path
    text: str
    gold: dict[str, Any]

    @property
    def inflected(self) -> bool:
        return self.gold["lang"] != "en"


def visible(path: Path) -> str:
    """Return the text of a file without front matter, markup, menus and scripts."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text.split("---\n", 2)[2]
    if path.suffix == ".html":
        body = re.search(r"<article>(.*)</article>", text, re.DOTALL)
        assert body is not None, f"{path.name} has no article"
        return html.unescape(re.sub(r"<[^>]+>", " ", body[1]))
    return text


def load(path: Path, reading: str = "gold") -> Case:
    folder = ROOT / "tests/extract/gold" if path.parent.name == "examples" else path.parent.parent / reading
    return Case(path, visible(path), json.loads((folder / f"{path.stem}.json").read_text("utf-8")))


def read_twice(path: Path) -> bool:
    return (path.parent.parent / "second" / f"{path.stem}.json").exists()


CASES = [load(path) for path in [*EXAMPLES, *TEXTS]]
SECOND = [load(path, "second") for path in TEXTS if read_twice(path)]
BOTH = {**{case.path.stem: case for case in CASES}, **{f"{case.path.stem}-second": case for case in SECOND}}
every = pytest.mark.parametrize("case", BOTH.values(), ids=BOTH.keys())


def words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).casefold()
    return re.findall(r"\w+", text.replace("’", "'"))


def same_word(a: str, b: str) -> bool:
    """Return whether two words are equal but for an inflected ending."""
    if a == b:
        return True
    stem = len(shared_start(a, b))
    return stem >= 3 and max(len(a), len(b)) - stem <= ENDING


def shared_start(a: str, b: str) -> str:
    size = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:size]


def stands(name: str, case: Case) -> bool:
    """Return whether a name stands in the text: as it is, or, part by part, coordinated or inflected."""
    if " ".join(words(name)) in " ".join(words(case.text)):
        return True
    rest = set(words(case.text))
    if case.inflected:
        return all(any(same_word(word, other) for other in rest) for word in words(name))
    return all(word in rest or f"{word}s" in rest or plural(word) in rest for word in words(name))


def plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def fillers(entry: dict[str, Any], slot: str) -> list[Any]:
    value = entry[slot]
    return [item for item in (value if isinstance(value, list) else [value]) if item is not None]


def entries(case: Case) -> list[tuple[str, dict[str, Any]]]:
    return [(kind.name, entry) for kind in KINDS.values() for entry in case.gold[kind.plural]]


def filled(case: Case, *types: str) -> list[tuple[str, Any]]:
    return [
        (f"{kind}.{slot.name}", value)
        for kind, entry in entries(case)
        for slot in KINDS[kind].slots
        if slot.type in types
        for value in fillers(entry, slot.name)
    ]


# ------------------------------------------------------------------ files


def test_every_text_has_one_annotation_and_every_annotation_a_text():
    assert {path.stem for path in EXAMPLES} == {
        path.stem for path in (ROOT / "tests/extract/gold").glob("*.json")
    }
    assert {path.stem for path in TEXTS} == {
        path.stem for path in (ROOT / "data/announcements/gold").glob("*.json")
    }


def test_the_languages_are_mixed_as_promised():
    of_examples = Counter(case.gold["lang"] for case in CASES if case.path in EXAMPLES)
    assert of_examples == {"en": 8, "ru": 3, "kk": 2, "de": 1}
    assert Counter(path.suffix for path in EXAMPLES) == {".md": 11, ".html": 2, ".txt": 1}
    for case in CASES:
        if case.path not in EXAMPLES:
            assert case.path.stem.startswith(f"own-{case.gold['lang']}-")


def test_second_readings_are_of_the_documents_that_the_rule_chooses():
    """For each language those with the smallest SHA-256 of "second:" and the id."""
    chosen = {
        path.stem
        for lang, number in READ_TWICE.items()
        for path in sorted(
            (p for p in TEXTS if p.stem.startswith(f"own-{lang}-")),
            key=lambda p: hashlib.sha256(f"second:{p.stem}".encode()).hexdigest(),
        )[:number]
    }
    assert {path.stem for path in (ROOT / "data/announcements/second").iterdir()} == chosen
    first = {case.path: case.gold for case in CASES}
    assert [c.path.name for c in SECOND if c.gold["published"] != first[c.path]["published"]] == []


def test_the_examples_are_told_one_by_one_in_the_docs():
    told = (ROOT / "docs" / "examples.md").read_text("utf-8")
    assert [path.name for path in EXAMPLES if f"`{path.name}`" not in told] == []


@every
def test_text_is_neither_scrap_nor_book(case):
    least, most = (900, 3000) if case.path in EXAMPLES else (600, 2500)
    assert least <= len(case.text.strip()) <= most


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.suffix == ".md"], ids=lambda path: path.stem)
def test_front_matter_agrees_with_the_annotation(path):
    front = dict(
        line.split(": ", 1) for line in path.read_text("utf-8").split("---\n", 2)[1].strip().splitlines()
    )
    gold = load(path).gold
    assert list(front) == ["title", "publisher", "published", "url", "language"]
    assert (front["published"], front["language"]) == (gold["published"], gold["lang"])
    assert front["url"].startswith("https://example.org/")


# ------------------------------------------------------------------ shape


@every
def test_annotation_has_the_shape_of_the_vocabulary(case):
    gold = case.gold
    assert set(gold) == FRAME | {kind.plural for kind in KINDS.values()}
    assert gold["id"] == case.path.stem
    assert gold["lang"] in {"en", "ru", "kk", "de"}
    assert gold["published"] is None or date.fromisoformat(gold["published"])
    for kind, entry in entries(case):
        assert set(entry) == {slot.name for slot in KINDS[kind].slots}
        for slot in KINDS[kind].slots:
            check_slot(slot, entry[slot.name], f"{kind}.{slot.name}")
    for organisation in gold["organisations"]:
        assert set(organisation) == ORGANISATION
        assert organisation["country"] is None or re.fullmatch("[A-Z]{2}", organisation["country"])
        assert organisation["ror"] is None or re.fullmatch(
            r"https://ror\.org/0[a-z0-9]{6}\d\d", organisation["ror"]
        )
    assert all(set(person) == PERSON for person in gold["people"])


def check_slot(slot: Slot, value: Any, where: str) -> None:
    assert isinstance(value, list) == slot.many, where
    for item in fillers({slot.name: value}, slot.name):
        if slot.type == "number":
            assert isinstance(item, (int, float)), where
            continue
        assert isinstance(item, str), where
        assert item == item.strip() != "", where
        if slot.type == "date":
            assert ISO.fullmatch(item), (where, item)
        if slot.type == "code":
            form = "|".join(slot.codes) if len(slot.codes) > 0 else "[A-Z]{3}"
            assert re.fullmatch(form, item), (where, item)


@every
def test_no_name_and_no_entry_is_listed_twice(case):
    for list_of in ("organisations", "people"):
        known = [form for entity in case.gold[list_of] for form in (entity["name"], *entity["mentions"])]
        assert [form for form, times in Counter(known).items() if times > 1] == []
    told = [json.dumps([kind, entry], sort_keys=True) for kind, entry in entries(case)]
    assert len(told) == len(set(told))


@every
def test_whoever_fills_a_slot_is_listed_or_is_a_place_or_body_of_the_text(case):
    people = {person["name"] for person in case.gold["people"]}
    listed = people | {body["name"] for body in case.gold["organisations"]}
    listed |= {form for body in case.gold["organisations"] for form in body["mentions"]}
    for where, name in filled(case, "name"):
        if where.split(".")[1] in PEOPLE_SLOTS:
            assert name in people, (where, name)
        assert name in listed or stands(name, case) or is_state(name), (where, name)


def is_state(name: str) -> bool:
    """Return whether the name is that of a state, which a text may name by its adjective alone."""
    return name in {"Canada", "China", "Kenya", "India", "Kazakhstan", "Vietnam", "South Korea", "Fiji"}


# ------------------------------------------------------------------ everything stands in the text


@every
def test_names_and_mentions_stand_in_the_text(case):
    for entity in chain(case.gold["organisations"], case.gold["people"]):
        for form in (entity["name"], *entity["mentions"]):
            assert stands(form, case), form


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=name) for name, c in BOTH.items() if c.gold["lang"] == "en"]
)
def test_surnames_and_acronyms_alone_are_mentions(case):
    """A person called by the surname alone has it among the mentions; so has a body its bracketed acronym."""
    flat = re.sub(r"\s+", " ", case.text)
    for person in case.gold["people"]:
        last = person["name"].split()[-1]
        alone = re.search(rf"\b{last}\b", flat.replace(person["name"], ""))
        assert alone is None or any(form.endswith(last) for form in person["mentions"]), last
    forms = {form for body in case.gold["organisations"] for form in (body["name"], *body["mentions"])}
    for acronym in re.findall(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)", flat):
        assert acronym in forms or any(acronym in form for form in forms), acronym


@every
def test_phrases_are_in_the_words_of_the_text(case):
    rest = set(words(case.text))
    for where, phrase in filled(case, "phrase"):
        parts = [word for word in words(phrase) if len(word) > 2] or words(phrase)
        found = [word for word in parts if any(same_word(word, other) for other in rest)]
        assert len(found) >= 0.5 * len(parts), (where, phrase)


@every
def test_dates_can_be_read_from_the_text(case):
    published = case.gold["published"]
    for where, told in filled(case, "date"):
        year, *rest = told.split("-")
        near = published is not None and abs(int(year) - int(published[:4])) <= 1
        assert year in case.text or near or where == "agreement.expires", (where, told)
        if len(rest) == 2 and where != "agreement.expires":
            day = re.search(rf"(?<!\d){int(rest[1])}(?!\d)", case.text)
            assert day is not None or close(told, published), (where, told)


def close(told: str, published: str | None) -> bool:
    """Return whether a day is near enough to be told as "yesterday" or "on Monday"."""
    return published is not None and abs((date.fromisoformat(told) - date.fromisoformat(published)).days) <= 7


@every
def test_expiry_comes_after_the_start(case):
    for kind, entry in entries(case):
        if kind == "agreement" and entry["expires"] is not None and entry["date"] is not None:
            assert entry["expires"] > entry["date"]


@every
def test_numbers_stand_in_the_text(case):
    for where, value in filled(case, "number"):
        assert value in numbers_of(case.text, case.gold["lang"]), (where, value)


MAGNITUDES = {
    "thousand": 10**3, "тысяч": 10**3, "crore": 10**7,
    "мың": 10**3, "million": 10**6, "миллион": 10**6, "млн": 10**6, "Mio": 10**6, "Millionen": 10**6,
    "billion": 10**9, "млрд": 10**9,
}  # fmt: skip
NUMBER_WORDS = {
    "en": {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "eleven": 11, "nineteen": 19},
    "ru": {"два": 2, "двое": 2, "четырёх": 4, "пять": 5, "семи": 7, "восемь": 8, "десять": 10, "десяти": 10},
    "kk": {"үш": 3, "төрт": 4, "бес": 5, "он": 10, "жиырма": 20, "отыз": 30, "елу": 50},
    "de": {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "acht": 8, "zehn": 10},
}  # fmt: skip


def numbers_of(text: str, language: str) -> set[float]:
    """Return every number that a text tells in figures or words, with its magnitude."""
    found: set[float] = set()
    for match in re.finditer(r"\d+(?:[ .,\u00a0\u202f]\d{3})*(?:[.,]\d+)?", text):
        tail = re.match(r"[ \u00a0-]?([^\W\d]+)", text[match.end() :])
        unit = next((m for w, m in MAGNITUDES.items() if tail and tail[1].startswith(w)), 1)
        found |= {round(value * unit, 6) for value in readings(match[0])}
    lower = text.casefold()
    for word, value in NUMBER_WORDS[language].items():
        if re.search(rf"\b{word}(?:[гқк][еа])?\b", lower):  # "елуге жуық": about fifty, with its case
            found.add(value)
            found |= {value * m for w, m in MAGNITUDES.items() if re.search(rf"\b{word} {w}", lower)}
    return found


def readings(digits: str) -> set[float]:
    """Return what a group of digits may mean: with marks of thousands, with a decimal mark."""
    found = {float(re.sub(r"\D", "", digits))}
    if re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        found = {float(digits.replace(",", "."))}
    parts = re.split(r"[ .,\u00a0\u202f]", digits)
    return found | {float(parts[0])}


# ------------------------------------------------------------------ own sentences only


def sentences(text: str) -> set[str]:
    flat = re.sub(r"\s+", " ", text)
    found = (part.strip().casefold() for part in re.split(r"(?<=[.!?…])\s|\n", flat))
    return {part for part in found if len(part) >= SHARED}


@pytest.mark.skipif(not FOREIGN.is_dir(), reason="the found announcements are not at hand")
def test_no_sentence_is_shared_with_the_found_announcements():
    theirs = set(chain.from_iterable(sentences(p.read_text("utf-8")) for p in FOREIGN.glob("*.txt")))
    shared = {case.path.name: sentences(case.text) & theirs for case in CASES}
    assert {name: found for name, found in shared.items() if len(found) > 0} == {}


def test_no_sentence_stands_in_two_announcements():
    told = Counter(chain.from_iterable(sentences(case.text) for case in CASES))
    assert [sentence for sentence, times in told.items() if times > 1] == []


# ------------------------------------------------------------------ what the docs say of it


def test_counts_in_the_readme_are_those_of_the_files():
    readme = (ROOT / "data/announcements/README.md").read_text("utf-8")
    table = {
        row[0]: [int(cell) for cell in row[1:]]
        for row in re.findall(
            r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE
        )
    }
    lists = [*(kind.plural for kind in KINDS.values()), "organisations", "people"]
    own = [case.gold for case in CASES if case.path not in EXAMPLES]
    expected = {name: counted([(gold["lang"], len(gold[name])) for gold in own]) for name in lists}
    assert table == {"documents": counted([(gold["lang"], 1) for gold in own]), **expected}


def counted(pairs: list[tuple[str, int]]) -> list[int]:
    return [
        *(sum(n for lang, n in pairs if lang == code) for code in ("en", "ru", "kk", "de")),
        sum(n for _, n in pairs),
    ]


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the evaluation corpus is not at hand")
def test_agreement_in_the_readme_is_that_of_the_files():
    """The last column is what the benchmark prints in its column "all"."""
    scorer = load_scorer(SCORER)
    complete(scorer)
    found = list(compared(ROOT / "data/announcements", scorer))
    assert len(found) == len(SECOND)
    slots = {kind: spec.slots for kind, spec in scorer.KINDS.items()}
    rows = [row.strip("| ").split(" | ") for row in table(found, slots).splitlines()[2:]]
    readme = (ROOT / "data/announcements/README.md").read_text("utf-8")
    for name, *_, every, _first, _second in rows:
        assert re.search(rf"^\| {name} \|.*\| {every} \|$", readme, re.MULTILINE), (name, every)


def test_announcements_named_in_the_readme_exist():
    readme = (ROOT / "data/announcements/README.md").read_text("utf-8")
    named = {f"own-{name}" for name in re.findall(r"`((?:en|ru|kk|de)-\d{3})`", readme)}
    assert named <= {path.stem for path in TEXTS}
