"""What the name of an organisation says, the same in every language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.places import city, country_of, region
from kelisim.resolve.words import TOKEN, TOWN, Sounds, Word, acronym_of, lexicon, sounds_of, words_of
from kelisim.spelling import fold, is_cyrillic, romanise

_SEGMENT: Final = re.compile(r"\s*[,;()«»\"“”„]+\s*|\s+[–—-]\s+")
_LIKE: Final = 0.8  # similarity of two spellings of one person honoured: Сатпаев, Сәтбаев
_SHORT: Final = 3  # letters of a word by sound that is no surname: al, de, von
_FULL_NAME: Final = 2  # words of a given name and a surname
_READINGS: Final = 4  # keys of one name, at most
_GERMAN_ADJECTIVE: Final = re.compile("(?:isch|lich)(?:e|er|es|en)?$")
_AREAS: Final = frozenset({"ural", "siberian"})
_BEFORE_COUNTRY: Final = frozenset({"international", "national", "state"})
_OF_PEOPLE: Final = frozenset({"proper", "town", "initial"})
_PARTICLES: Final = frozenset({"al", "аль", "әл", "el", "эль", "de", "von", "van"})
_DIRECTIONS: Final = frozenset({"east", "west", "north", "south", "eurasian"})


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name taken apart.

    `types` are what the organisation is (university, ministry), `words` what it is for, `status` words of
    status that come and go (national, state), `towns` GeoNames ids, `countries` codes, `proper` the other
    words by sound. `honoured` is whom it is named after; `firm` tells that the name says so ("named after",
    initials) rather than that the order of words suggests it. `acronym` is set where the name is nothing but
    one; `initials` are the first letters of any other; `home` and `site` are the country and the town of an
    address behind the name; `seats` the countries where large towns and regions of the name lie, the
    likeliest first.
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
    seats: tuple[str, ...] = ()

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
        return self.has_proper or len(self.honoured) > 0

    @property
    def has_proper(self) -> bool:
        """Whether the name has a town, an area or a proper name."""
        return len(self.towns) + len(self.proper) > 0 or not self.words.isdisjoint(_AREAS)

    @property
    def is_brand(self) -> bool:
        """Whether the name is a person's and a type, no more: Satbayev University."""
        others = len(self.proper) + len(self.towns) + len(self.honoured)
        said = len(self.words) + len(self.countries) + len(self.status)
        return len(self.types) == 1 and said == 0 and others == 1


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

    return TOKEN.sub(full, name)


@lru_cache(maxsize=1 << 16)
def _read(name: str) -> OrganisationName:
    segments, home, site = _without_address([part for part in _SEGMENT.split(name) if part])
    words: list[Word] = []
    honoured: list[Word] = []
    for number, segment in enumerate(segments):
        ours, theirs = _honoured(segment)
        if number > 0 and len(theirs) == 0 and _is_person(ours):  # "Universität „K. I. Satbajew“"
            ours, theirs = [], ours
        words += ours
        honoured += theirs
    firm = len(honoured) > 0
    if not firm:
        words, honoured, firm = _suggested(words, of_one_part=len(segments) == 1)
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
        honoured=tuple(sounds_of(word.text) for word in honoured if word.kind not in {"initial", "gap"}),
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
        seats=tuple(dict.fromkeys(seat for word in words for seat in word.seats)),
    )


def _without_address(segments: list[str]) -> tuple[list[str], str | None, str]:
    """Leave out the last segments that are places; return the country and the town that they name."""
    home, site = None, ""
    while len(segments) > 1:
        last = segments[-1]
        place = region(last) or city(last, [home] if home is not None else [])
        code = country_of(last)
        if code is None and (place is None or (place.type == "city" and place.population < TOWN)):
            break
        home = home or code or (place.country if place is not None else None)
        if code is None and place is not None and place.type == "city":
            site = f"#{place.geonames}"
        segments = segments[:-1]
    return segments, home, site


def _honoured(segment: str) -> tuple[list[Word], list[Word]]:
    """Return the words of a part of a name without, and those of, the person after whom it is named."""
    known = lexicon()
    match = known.named_before.search(segment)
    if match is not None:
        ours, tail = words_of(segment[: match.start()]), words_of(segment[match.end() :])
        upto = next((n for n, word in enumerate(tail) if not _may_be_honour(word)), len(tail))
        if upto > 1 and tail[upto - 1].kind == "country" and tail[upto - 2].kind in _OF_PEOPLE:
            last = tail[upto - 1]  # "имени Ивана Франко": a surname that is short for a country
            tail[upto - 1] = replace(last, kind="proper", sounds=sounds_of(last.text))
        return ours + tail[upto:], [word for word in tail[:upto] if word.kind in _OF_PEOPLE]
    match = known.named_after.search(segment)
    if match is not None:
        head, tail = words_of(segment[: match.start()]), words_of(segment[match.end() :])
        types = [n for n, word in enumerate(head) if word.kind == "type"]
        since = types[-1] if len(types) > 0 and not any(word.kind == "type" for word in tail) else 0
        theirs = [word for word in head[since:] if _may_be_person(word)]
        return [word for word in head if word not in theirs] + tail, theirs
    return words_of(segment), []


def _is_person(words: Sequence[Word]) -> bool:
    """Return whether words are initials and a surname, no more."""
    kinds = [word.kind for word in words]
    return "initial" in kinds[:-1] and set(kinds[:-1]) == {"initial"} and kinds[-1] in {"proper", "town"}


def _may_be_person(word: Word) -> bool:
    return (
        word.kind in _OF_PEOPLE
        and word.text[0].isalpha()
        and (not word.text[0].islower() or fold(word.text) in _PARTICLES)
    )


def _may_be_honour(word: Word) -> bool:
    """Return whether a word may stand in an honour: of the first President of Russia B.N. Yeltsin."""
    return word.kind in {"country", "gap", *_OF_PEOPLE}


def _suggested(words: list[Word], *, of_one_part: bool) -> tuple[list[Word], list[Word], bool]:
    """Return the words without a person whom only their order shows, the person, and whether that is firm.

    What stands in quotation marks or behind a comma is a part of its own, and no person of the part before.
    """
    behind = next((n for n, word in enumerate(reversed(words)) if word.kind != "proper"), len(words))
    upto = len(words) - behind
    if (
        of_one_part
        and behind > 0
        and is_cyrillic(words[-1].text)
        and upto > 1
        and words[upto - 1].kind == "type"
    ):
        return words[:upto], words[upto:], False  # Мюнхенский университет Людвига-Максимилиана
    run = next((n for n, word in enumerate(words) if not _may_be_person(word)), len(words))
    first, rest = words[:run], words[run:]
    if len(rest) > 0 and any(word.kind != "initial" for word in first):
        return _suggested_first(first, rest)
    return words, [], True


def _suggested_first(first: list[Word], rest: list[Word]) -> tuple[list[Word], list[Word], bool]:
    """Return the same for names that begin with what may be a person.

    That is: initials (D. Serikbayev EKTU), words before a country or direction (Abai Kazakh National …), two
    names before "International" and the like (Khoja Akhmet Yassawi International …) or before a town
    (Abylkas Saginov Karaganda …), before "University" and a town (Friedrich-Schiller-Universität Jena).
    """
    town_last = first[-1:] if first[-1].kind == "town" else []
    if any(word.kind == "initial" for word in first):
        behind = town_last if len(first) > 1 and first[-2].kind != "initial" else []
        return behind + rest, first[: len(first) - len(behind)], True
    more = any(word.kind in {"status", "word"} for word in rest)
    names = [word.kind for word in first]
    if len(names) > 2 and "proper" in names[:-1] and len(town_last) > 0 and rest[0].kind != "proper":
        return town_last + rest, first[:-1], False
    if rest[0].kind in {"status", "word"} and names.count("proper") > 1 and rest[0].form in _BEFORE_COUNTRY:
        return rest, first, False
    plain = all(word.kind != "town" or word.form.startswith("#") for word in first)  # no region
    if more and plain and (rest[0].kind == "country" or rest[0].form in _DIRECTIONS):
        return rest, first, True
    told = [word.kind for word in rest if word.kind not in {"gap", "status"}]
    german = any(_GERMAN_ADJECTIVE.search(word.text) is not None for word in first)
    if rest[0].kind == "status":
        person = len(first) == _FULL_NAME  # "Ivan Franko National University of Lviv"
    else:
        person = not german and all(word.kind == "proper" for word in first)
    if person and told == ["type", "town"]:
        return rest, first, False
    return first + rest, [], True


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
