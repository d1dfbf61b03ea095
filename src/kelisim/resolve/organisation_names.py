"""What the name of an organisation says, the same in every language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.places import begins_longer_name, city, country_of, region
from kelisim.spelling import bases, fold, is_cyrillic, is_kazakh, romanise, skeletons

_TOKEN: Final = re.compile(r"[^\W_]+(?:[’'ʼ‘`´&][^\W_]+)*\.?")
_SEGMENT: Final = re.compile(r"\s*[,;()«»\"“”„]+\s*|\s+[–—-]\s+")
_ACRONYM: Final = re.compile(r"(?=(?:.*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÄÖÜ]){2})[^\W_]{2,9}(?:[-&][^\W_]{1,4})?")
_TOWN: Final = 15_000  # people of a town whose name is read as the town's in the name of an organisation
_LIKE: Final = 0.8  # similarity of two spellings of one person honoured: Сатпаев, Сәтбаев
_SHORT: Final = 3  # letters of a word by sound that is no surname: al, de, von
_ROOT: Final = 4  # letters that are left of a word of Greek or Latin origin without its ending, at least
_LONG_TYPE: Final = 5  # letters of a type that may be the end of a German compound: more than these
_READINGS: Final = 4  # keys of one name, at most
_ADJECTIVE: Final = re.compile("(.{3,}?)[сц]к(?:ий|ая|ое|ой|ие)")
_INITIAL: Final = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÄÖÜ][a-zа-яё]?\.")
_GERMAN_ADJECTIVE: Final = re.compile("(?:isch|lich)(?:e|er|es|en)?$")
_OF_SURNAMES: Final = ("ов", "ев", "ин", "ын")  # Букетовский, Губкинский
_OF_PEOPLE: Final = frozenset({"proper", "town", "initial"})
_PARTICLES: Final = frozenset({"al", "аль", "әл", "el", "эль", "de", "von", "van"})
_GAPS: Final = frozenset({"of", "in", "at", "for", "der", "des", "für", "fur", "zu", "and", "und"})
_DIRECTIONS: Final = frozenset({"east", "west", "north", "south", "eurasian"})
_GERMAN_DIRECTIONS: Final = {"ost": "east", "west": "west", "nord": "north", "süd": "south"}

Sounds = frozenset[str]
"""The keys by sound of one word."""


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name taken apart.

    `types` are what the organisation is (university, ministry), `words` what it is for, `status` words of
    status that come and go (national, state), `towns` GeoNames ids, `countries` codes, `proper` the other
    words by sound. `honoured` is whom it is named after; `firm` tells that the name says so ("named after",
    initials) rather than that the order of words suggests it. `acronym` is set where the name is nothing but
    one; `initials` are the first letters of any other; `home` and `site` are the country and the town of an
    address behind the name.
    """

    types: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    proper: tuple[Sounds, ...] = ()
    honoured: tuple[Sounds, ...] = ()
    firm: bool = True
    acronym: str | None = None
    initials: str = ""
    town_sounds: Sounds = frozenset()
    home: str | None = None
    site: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which the same name in other words is found: all but status, honour and country."""
        if len(self.types) + len(self.words) + len(self.towns) + len(self.proper) == 0:
            return ()
        return self._keys(self.proper)

    @property
    def honour_keys(self) -> tuple[str, ...]:
        """The keys with the person honoured as a plain part of the name: Karaganda Buketov University."""
        return tuple(
            dict.fromkeys(key for sounds in self._surnames for key in self._keys((*self.proper, sounds)))
        )

    @property
    def brand_keys(self) -> tuple[str, ...]:
        """The keys of what the organisation is and whom it honours: Satbayev University."""
        surnames = self._surnames
        if self.is_brand and len(surnames) == 0:
            surnames = self.proper or (self.town_sounds,)
        types = " ".join(sorted(self.types))
        return tuple(sorted({f"{types}|{sound}" for sounds in surnames for sound in sounds}))

    @property
    def _surnames(self) -> tuple[Sounds, ...]:
        return tuple(sounds for sounds in self.honoured if max(map(len, sounds), default=0) > _SHORT)

    def _keys(self, proper: tuple[Sounds, ...]) -> tuple[str, ...]:
        fixed = "|".join(" ".join(sorted(part)) for part in (self.types, self.words, self.towns))
        readings = list(product(*(sorted(sounds) for sounds in proper)))[:_READINGS]
        return tuple(dict.fromkeys(f"{fixed}|{' '.join(sorted(reading))}" for reading in readings))

    @property
    def is_distinct(self) -> bool:
        """Whether the name belongs to few: it has a town, a proper name or a person honoured."""
        return len(self.towns) + len(self.proper) + len(self.honoured) > 0

    @property
    def is_brand(self) -> bool:
        """Whether the name is a person's and a type, no more: Satbayev University."""
        others = len(self.proper) + len(self.towns) + len(self.honoured)
        said = len(self.words) + len(self.countries) + len(self.status)
        return len(self.types) == 1 and said == 0 and others == 1


@dataclass(frozen=True, slots=True)
class _Lexicon:
    types: dict[str, str]
    status: dict[str, str]
    words: dict[str, str]
    drop: frozenset[str]
    named_before: re.Pattern[str]
    named_after: re.Pattern[str]
    short: dict[str, str]
    adjectives: dict[str, str]
    cognates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name: its kind, its canonical form, its sounds, and as it stands."""

    kind: str  # type, status, word, town, country, proper, acronym, initial, gap
    form: str
    sounds: Sounds
    text: str


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/words.toml").read_text("utf-8"))

    def turned(section: str) -> dict[str, str]:
        return {
            key: name for name, forms in data[section].items() for form in forms for key in _written(form)
        }

    types = turned("types")
    return _Lexicon(
        types=types,
        status=turned("weak"),
        words=turned("words"),
        drop=frozenset(key for word in data["drop"]["words"] for key in _written(word)),
        named_before=_any_of(data["named"]["before"]),
        named_after=_any_of(data["named"]["after"]),
        short=data["short"],
        adjectives={fold(adjective): town for adjective, town in data["adjectives"].items()},
        cognates=tuple(sorted(data["cognates"]["endings"], key=len, reverse=True)),
    )


def _written(form: str) -> tuple[str, ...]:
    """Return a word folded; a Kazakh one also in the Latin alphabet."""
    latin = fold(romanise(form, "kk2021", language="kk"))
    return (fold(form), latin) if is_kazakh(form) else (fold(form),)


def _any_of(forms: list[str]) -> re.Pattern[str]:
    inner = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{inner})(?!\w)\.?", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def acronym_of(text: str) -> str | None:
    """Return the key of an acronym, the same for both scripts, None where the text is no acronym."""
    text = text.strip(' .«»"“”„')
    if _ACRONYM.fullmatch(text) is None or (text.isupper() and len(text) > 8):
        return None
    return fold(romanise(text, "passport")).replace(" ", "")


def read_name(name: str, acronyms: Mapping[str, str] | None = None) -> OrganisationName:
    """Return what a name says; `acronyms` are what the document's acronyms stand for, by their key."""
    acronym = acronym_of(name)
    if acronym is not None:
        return OrganisationName(acronym=acronym)
    if acronyms is not None and len(acronyms) > 0:
        name = _expanded(name, acronyms)
    return _read(name)


def _expanded(name: str, acronyms: Mapping[str, str]) -> str:
    def full(match: re.Match[str]) -> str:
        key = acronym_of(match[0])
        return acronyms.get(key, match[0]) if key is not None else match[0]

    return _TOKEN.sub(full, name)


@lru_cache(maxsize=1 << 16)
def _read(name: str) -> OrganisationName:
    segments, home, site = _without_address([part for part in _SEGMENT.split(name) if part])
    words: list[_Word] = []
    honoured: list[_Word] = []
    for segment in segments:
        ours, theirs = _honoured(segment)
        words += ours
        honoured += theirs
    firm = len(honoured) > 0
    if not firm:
        words, honoured, firm = _suggested(words)
    inner = [word for word in words if word.kind == "acronym"]
    rest = [word for word in words if word.kind not in {"acronym", "initial", "gap"}]
    alone = len(inner) == 1 and len(rest) == 0
    proper = [
        word.sounds for word in words if word.kind == "proper" or (word.kind == "acronym" and not alone)
    ]
    return OrganisationName(
        types=frozenset(word.form for word in words if word.kind == "type"),
        words=frozenset(word.form for word in words if word.kind == "word"),
        status=frozenset(word.form for word in words if word.kind == "status"),
        towns=frozenset(word.form for word in words if word.kind == "town"),
        countries=frozenset(word.form for word in words if word.kind == "country"),
        proper=tuple(sorted(proper, key=sorted)),
        honoured=tuple(_sounds(word.text) for word in honoured if word.kind not in {"initial", "gap"}),
        firm=firm,
        acronym=inner[0].form if alone else None,
        initials=fold(
            romanise(
                "".join(word.text[0] for word in words if word.kind not in {"initial", "gap"}), "passport"
            )
        ),
        town_sounds=frozenset(key for word in words if word.kind == "town" for key in word.sounds),
        home=home,
        site=site,
    )


def _without_address(segments: list[str]) -> tuple[list[str], str | None, str]:
    """Leave out the last segments that are places; return the country and the town that they name."""
    home, site = None, ""
    while len(segments) > 1:
        last = segments[-1]
        place = region(last) or city(last, [home] if home is not None else [])
        code = country_of(last)
        if code is None and (place is None or (place.type == "city" and place.population < _TOWN)):
            break
        home = home or code or (place.country if place is not None else None)
        if code is None and place is not None and place.type == "city":
            site = f"#{place.geonames}"
        segments = segments[:-1]
    return segments, home, site


def _words(segment: str) -> list[_Word]:
    parts = [match[0] for match in _TOKEN.finditer(segment)]
    result: list[_Word] = []
    position = 0
    while position < len(parts):
        length, several = 1, tuple[_Word, ...]()
        if begins_longer_name(parts[position]):
            for length in range(min(3, len(parts) - position), 1, -1):
                several = _of_several(" ".join(parts[position : position + length]))
                if len(several) > 0:
                    break
        if len(several) == 0:
            length, several = 1, _word(parts[position])
        result += several
        position += length
    return result


def _honoured(segment: str) -> tuple[list[_Word], list[_Word]]:
    """Return the words of a part of a name without, and those of, the person after whom it is named."""
    lexicon = _lexicon()
    match = lexicon.named_before.search(segment)
    if match is not None:
        ours, tail = _words(segment[: match.start()]), _words(segment[match.end() :])
        upto = next((n for n, word in enumerate(tail) if not _may_be_person(word)), len(tail))
        return ours + tail[upto:], tail[:upto]
    match = lexicon.named_after.search(segment)
    if match is not None:
        head, tail = _words(segment[: match.start()]), _words(segment[match.end() :])
        types = [n for n, word in enumerate(head) if word.kind == "type"]
        since = types[-1] if len(types) > 0 and not any(word.kind == "type" for word in tail) else 0
        theirs = [word for word in head[since:] if _may_be_person(word)]
        return [word for word in head if word not in theirs] + tail, theirs
    return _words(segment), []


def _may_be_person(word: _Word) -> bool:
    return (
        word.kind in _OF_PEOPLE
        and word.text[0].isalpha()
        and (not word.text[0].islower() or fold(word.text) in _PARTICLES)
    )


def _suggested(words: list[_Word]) -> tuple[list[_Word], list[_Word], bool]:
    """Return the words without a person whom only their order shows, the person, and whether that is firm.

    A person stands first: with initials (D. Serikbayev EKTU), before a country or direction (Abai Kazakh
    National …), two names before a town (Abylkas Saginov Karaganda …), or before "University" and
    a town (Friedrich-Schiller-Universität Jena).
    """
    run = next((n for n, word in enumerate(words) if not _may_be_person(word)), len(words))
    first, rest = words[:run], words[run:]
    if not any(word.kind != "initial" for word in first) or len(rest) == 0:
        return words, [], True
    if any(word.kind == "initial" for word in first):
        behind = first[-1:] if first[-1].kind == "town" and first[-2].kind == "proper" else []
        return behind + rest, first[: len(first) - len(behind)], True
    more = any(word.kind in {"status", "word"} for word in rest)
    plain = all(word.kind != "town" or word.form.startswith("#") for word in first)  # no region
    if more and plain and (rest[0].kind == "country" or rest[0].form in _DIRECTIONS):
        return rest, first, True
    names = [word for word in first if word.kind == "proper"]
    if len(names) > 1 and first[-1].kind == "town" and rest[0].kind != "proper":
        return [first[-1], *rest], first[:-1], False
    if any(_GERMAN_ADJECTIVE.search(word.text) is not None for word in first):
        return words, [], True
    of_town = [word.kind for word in rest if word.kind != "gap"] == ["type", "town"] and all(
        word.kind == "proper" for word in first
    )
    return (rest, first, False) if of_town else (words, [], True)


@lru_cache(maxsize=1 << 16)
def _of_several(text: str) -> tuple[_Word, ...]:
    """Return the place that several words name together: New Zealand, Нижний Новгород."""
    if not text[0].isupper():
        return ()
    concepts = [_concept(fold(word)) for word in text.split(" ")]
    if any(concept is not None and concept[0] == "type" for concept in concepts):
        return ()
    if len(_region(text)) > 0:
        return _region(text)
    code = country_of(text)
    if code is not None:
        return (_Word("country", code, frozenset(), text),)
    if any(concepts) or any(fold(word) in _lexicon().drop for word in text.split(" ")):
        return ()
    return _town(text, text)


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> tuple[_Word, ...]:
    """Return what one word says; several where it is a compound or short for several."""
    lexicon = _lexicon()
    bare = text.rstrip(".")
    folded = fold(bare)
    if bare in _GAPS:
        return (_Word("gap", "", frozenset(), text),)
    if folded in lexicon.drop or folded == "":
        return ()
    if _INITIAL.fullmatch(text) is not None:
        return (_Word("initial", folded, frozenset(), text),)
    if bare in lexicon.short:
        return tuple(_words(lexicon.short[bare]))
    found = _concept(folded)
    if found is not None:
        return (_Word(found[0], found[1], frozenset(), text),)
    code = country_of(bare) if bare[0].isupper() or is_cyrillic(bare) else None
    return _name(bare) if code is None else (_Word("country", code, frozenset(), text),)


def _name(bare: str) -> tuple[_Word, ...]:
    """Return what a word says that is none of the lexicon: an acronym, a compound, a town, a name."""
    if len(_region(bare)) > 0:
        return _region(bare)
    acronym = acronym_of(bare)
    if acronym is not None and len(_town(bare, bare)) == 0:
        return (_Word("acronym", acronym, frozenset((acronym,)), bare),)
    return _compound(bare) or _adjective_of_town(bare) or _town(bare, bare) or _proper(bare)


def _concept(folded: str) -> tuple[str, str] | None:
    lexicon = _lexicon()
    for base in bases(folded):
        for kind, table in (("type", lexicon.types), ("status", lexicon.status), ("word", lexicon.words)):
            if base in table:
                return kind, table[base]
    return None


@lru_cache(maxsize=1 << 16)
def _region(text: str) -> tuple[_Word, ...]:
    """Return the region that a text names, unless a country's name is a part of it ("East Kazakhstan")."""
    found = region(text) if text[0].isupper() else None
    words = _TOKEN.findall(text)
    if found is None or (len(words) > 1 and any(country_of(word) is not None for word in words)):
        return ()
    return (_Word("town", str(found.code), _sounds(text), text),)


def _town(name: str, text: str) -> tuple[_Word, ...]:
    found = city(name) if len(name) > 2 and name[0].isupper() else None
    if found is None or found.population < _TOWN:
        return ()
    return (_Word("town", f"#{found.geonames}", _sounds(text.replace(" ", "")), text),)


def _proper(text: str) -> tuple[_Word, ...]:
    root = fold(text)
    ending = next((e for e in _lexicon().cognates if root.endswith(e) and len(root) - len(e) >= _ROOT), "")
    sounds = frozenset(skeletons(root[: len(root) - len(ending)] if ending != "" else text))
    return (_Word("proper", fold(text), sounds | _variants().get(min(sounds), frozenset()), text),)


def _sounds(text: str) -> Sounds:
    """Return the keys by sound of a word that may stand in any case."""
    forms = bases(fold(text)) if is_cyrillic(text) else (text,)
    keys = frozenset(key for form in forms for key in skeletons(form))
    return keys | frozenset(other for key in keys for other in _variants().get(key, ()))


@cache
def _variants() -> dict[str, Sounds]:
    """Return the other spellings, by sound, of surnames that sound differently in two languages."""
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/people.toml").read_text("utf-8"))
    result: dict[str, Sounds] = {}
    for forms in data["variants"]["same"]:
        sounds = frozenset(key for form in forms for key in skeletons(form))
        result |= dict.fromkeys(sounds, sounds)
    return result


def _compound(text: str) -> tuple[_Word, ...]:
    """Take a German compound apart: Forschungsinstitut, Ostkasachstan, Kulturministerium."""
    folded = fold(text)
    if is_cyrillic(text):
        return ()
    for direction, name in _GERMAN_DIRECTIONS.items():
        rest = text[len(direction) :]
        if folded.startswith(direction) and len(rest) > 3 and country_of(rest) is not None:
            return (_Word("word", name, frozenset(), direction), *_word(rest.capitalize()))
    for length in range(len(folded) - 3, _LONG_TYPE, -1):
        if folded[-length:] in _lexicon().types:
            return (*_word(folded[:-length].removesuffix("s").capitalize()), *_word(folded[-length:]))
    return ()


def _adjective_of_town(text: str) -> tuple[_Word, ...]:
    """Return the town of an adjective (Карагандинский, Berliner); a name where it is none's (Букетовский)."""
    if not is_cyrillic(text):
        return _town(text[:-2], text) if text.endswith("er") and not _town(text, text) else ()
    for base in bases(fold(text)):
        match = _ADJECTIVE.fullmatch(base)
        if match is None:
            continue
        if base in _lexicon().adjectives:
            return _town(_lexicon().adjectives[base], text)
        stem = match[1]
        towns = [_town(form.capitalize(), text) for form in _towns_of(stem, base)]
        surname = _proper(stem.capitalize()) if stem.endswith(_OF_SURNAMES) else ()
        return next((town for town in towns if len(town) > 0), surname)
    return ()


def _towns_of(stem: str, adjective: str) -> list[str]:
    forms = [stem + "ск", stem, stem + "а", stem + "ь", stem + "о", stem + "ы"]
    if adjective.endswith("цкий"):
        forms.insert(0, stem + "цк")
    if stem.endswith(("ин", "ен", "ов")):
        forms += [stem[:-2] + ending for ending in ("а", "ы", "о", "и")]
    return forms


def same_honour(ours: tuple[Sounds, ...], theirs: tuple[Sounds, ...]) -> bool:
    """Return whether two names honour the same person: their surnames, which stand last, sound alike."""
    ours, theirs = _telling(ours), _telling(theirs)
    if len(ours) > 1 and len(theirs) > 1:
        ours, theirs = ours[-1:], theirs[-1:]
    return any(not first.isdisjoint(second) or _alike(first, second) for first in ours for second in theirs)


def _telling(names: tuple[Sounds, ...]) -> tuple[Sounds, ...]:
    long = tuple(sounds for sounds in names if max(map(len, sounds), default=0) > _SHORT)
    return long if len(long) > 0 else names


@lru_cache(maxsize=1 << 14)
def _alike(first: Sounds, second: Sounds) -> bool:
    return any(
        OSA.normalized_similarity(a, b) >= _LIKE for a in first for b in second if len(a) > 4 and len(b) > 4
    )
