"""Names of one organisation in two languages, each of which builds them in its own way.

"Hochschule für Musik Nürnberg" is the Nuremberg University of Music, a "Technische Universität" a University
of Technology: what the body is, its field and its place agree by meaning, and no word is left that tells
another one.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kelisim.resolve.compared import Compared, compared, same_word
from kelisim.resolve.words import Word
from kelisim.spelling import fold, is_cyrillic, is_kazakh

_TOKEN: Final = re.compile(r"[^\W\d_]+")
PLACES: Final = frozenset({"town", "proper"})
"""Kinds of words that tell where a body is, or are its own."""


@dataclass(frozen=True, slots=True)
class Ways:
    """`data/across.toml` as it is looked up."""

    plain: frozenset[frozenset[str]]
    fields: frozenset[frozenset[str]]
    single: frozenset[str]
    readings: tuple[tuple[str, frozenset[str], str], ...]
    kindred: dict[str, frozenset[str]]
    companions: dict[str, frozenset[str]]
    fillers: frozenset[str]
    tongues: dict[str, frozenset[str]]
    german: tuple[str, ...]
    deeds: frozenset[str]
    links: frozenset[str]
    joins: frozenset[str]


@cache
def ways() -> Ways:
    """Return how languages differ in what they call one body."""
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/across.toml").read_text("utf-8"))
    kindred: dict[str, frozenset[str]] = {}
    for words in data["kindred"]["sets"]:
        for word in words.split():
            kindred[word] = kindred.get(word, frozenset()) | frozenset(words.split())
    return Ways(
        frozenset(frozenset(pair.split()) for pair in data["types"]["plain"]),
        frozenset(frozenset(pair.split()) for pair in data["types"]["fields"]),
        frozenset(data["types"]["single"].split()),
        tuple(
            (said.split()[0], frozenset(said.split()[1:]), type) for said, type in data["readings"].items()
        ),
        kindred,
        {word: frozenset(others.split()) for word, others in data["companions"].items()},
        frozenset(data["fillers"]["words"]),
        {tongue: frozenset(map(fold, data["tongues"][tongue])) for tongue in ("de", "en")},
        tuple(map(fold, data["tongues"]["de_endings"])),
        frozenset(data["beside"]["deeds"]),
        frozenset(data["beside"]["links"]),
        frozenset(data["beside"]["joins"]),
    )


def alike_across(ours: str, theirs: str) -> bool:
    """Return whether names of two languages may be one organisation's."""
    if tongue_of(ours) == tongue_of(theirs):
        return False
    return agreed_across(compared(ours), compared(theirs))


def agreed_across(ours: Compared, theirs: Compared) -> bool:
    """Return whether what two names say may be said of one organisation in two languages."""
    if len(ours.countries) > 0 and len(theirs.countries) > 0 and ours.countries.isdisjoint(theirs.countries):
        return False
    a, b = _understood(ours), _understood(theirs)
    agreed, left = _matched(a.telling, b.telling)
    fields = {word.form for pair in agreed for word in pair if word.kind == "word"}
    if not _types_agree(a.types, b.types, told=len(fields) > 0):
        return False
    placed = any(word.kind in PLACES for pair in agreed for word in pair)
    if not (placed or (len(a.countries & b.countries) > 0 and (len(fields) > 0 or a.types <= ways().single))):
        return False
    proper = any(word.kind == "proper" for pair in agreed for word in pair)
    return all(_says_nothing(word, fields, proper=proper) for word in left)


@lru_cache(maxsize=1 << 14)
def tongue_of(name: str) -> str | None:
    """Return the language that the letters or the words of a name show, None where they show none."""
    if is_kazakh(name):
        return "kk"
    if is_cyrillic(name):
        return "ru"
    words = [fold(word) for word in _TOKEN.findall(name)]
    found = {tongue: sum(map(known.__contains__, words)) for tongue, known in ways().tongues.items()}
    found["de"] += sum(word.endswith(ways().german) for word in words)
    best = max(found, key=lambda tongue: found[tongue])
    return best if found[best] > 0 else None


def _understood(read: Compared) -> Compared:
    """Return a name with what its words say together of what the body is."""
    types, telling = read.types, list(read.telling)
    if "theatre" in types and len(types) > 1:  # a school of theatre is no theatre
        types -= {"theatre"}
        telling.append(Word("word", "theatrical", frozenset(), ""))
    for type, words, meant in ways().readings:
        if type in types and words <= {word.form for word in telling if word.kind == "word"}:
            types = types - {type} | {meant}
            telling = [word for word in telling if word.kind != "word" or word.form not in words]
    return Compared(types, read.countries, tuple(telling), read.honoured)


def _types_agree(ours: frozenset[str], theirs: frozenset[str], *, told: bool) -> bool:
    """Return whether two languages may call one body so; `told` says that a field of study agrees."""
    if ours == theirs:
        return True
    if len(ours - theirs) != 1 or len(theirs - ours) != 1:
        return False
    pair = ours ^ theirs
    return pair in ways().plain or (told and pair in ways().fields)


def _matched(ours: Iterable[Word], theirs: Iterable[Word]) -> tuple[list[tuple[Word, Word]], list[Word]]:
    """Return the words of two names that agree, the same ones first, and all that are left."""
    alone, left = list(ours), list(theirs)
    agreed: list[tuple[Word, Word]] = []
    for test in (same_word, _kindred):
        for word in tuple(alone):
            match = next((other for other in left if test(word, other)), None)
            if match is not None:
                alone.remove(word)
                left.remove(match)
                agreed.append((word, match))
    return agreed, [*alone, *left]


def may_say(ours: Word, theirs: Word) -> bool:
    """Return whether one word may say what the other says, be it in another language."""
    return same_word(ours, theirs) or _kindred(ours, theirs)


def _kindred(ours: Word, theirs: Word) -> bool:
    """Return whether one language may say the one word where another says the other."""
    return ours.kind == theirs.kind == "word" and theirs.form in ways().kindred.get(ours.form, ())


def _says_nothing(word: Word, fields: Set[str], *, proper: bool) -> bool:
    """Return whether a word that one name says more tells no other body."""
    if word.kind == "acronym":
        return True
    if word.kind == "town":
        return proper  # "Bauhaus-Universität Weimar"
    if word.kind != "word":
        return False
    if word.form in ways().fillers:
        return len(fields) > 0 or word.form == "city"
    return any(word.form in ways().companions.get(field, ()) for field in fields)


def fields_of(words: Sequence[Word]) -> str:
    """Return the fields of study of a name as a key that kindred words share."""
    forms = {min(ways().kindred.get(word.form, {word.form})) for word in words if word.kind == "word"}
    return " ".join(sorted(forms - ways().fillers))
