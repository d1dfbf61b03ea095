"""The words of organisations' names, the same in every language: types, fields, status, places, names."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kelisim.places import begins_longer_name, cities, city, country_of, names_behind, region
from kelisim.spelling import bases, fold, is_cyrillic, is_kazakh, romanise, skeletons

TOKEN: Final = re.compile(r"[^\W_]+(?:[’'ʼ‘`´&][^\W_]+)*\.?")
TOWN: Final = 15_000
"""People of a town whose name is read as the town's in the name of an organisation."""

_SEAT: Final = 100_000  # people of a town that shows the country of what bears its name
_ACRONYM: Final = re.compile(r"(?=(?:.*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÄÖÜ]){2})[^\W_]{2,9}(?:[-&][^\W_]{1,4})?")
_ROOT: Final = 4  # letters that are left of a word of Greek or Latin origin without its ending, at least
_LONG_TYPE: Final = 5  # letters of a type that may be the end of a German compound: more than these
_INITIAL: Final = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÄÖÜ][a-zа-яё]?\.")

Sounds = frozenset[str]
"""The keys by sound of one word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`data/words.toml` as it is looked up: canonical words by folded form."""

    types: dict[str, str]
    status: dict[str, str]
    words: dict[str, str]
    drop: frozenset[str]
    named_before: re.Pattern[str]
    named_after: re.Pattern[str]
    short: dict[str, str]
    cognates: tuple[str, ...]
    possessives: tuple[str, ...]
    phrases: dict[str, str]
    phrase: re.Pattern[str]
    gaps: frozenset[str]
    behind_towns: frozenset[str]
    directions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its kind, its canonical form, its sounds, and as it stands.

    `seats` are the countries where a large town or a region so named lies, the likeliest first.
    """

    kind: str  # type, status, word, town, country, proper, acronym, initial, gap
    form: str
    sounds: Sounds
    text: str
    seats: tuple[str, ...] = ()


@cache
def lexicon() -> Lexicon:
    """Return the words of the field."""
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/words.toml").read_text("utf-8"))

    def turned(section: str) -> dict[str, str]:
        return {
            key: name for name, forms in data[section].items() for form in forms for key in _written(form)
        }

    types = turned("types")
    return Lexicon(
        types=types,
        status=turned("weak"),
        words=turned("words"),
        drop=frozenset(key for word in data["drop"]["words"] for key in _written(word)),
        named_before=_any_of(data["named"]["before"]),
        named_after=_any_of(data["named"]["after"]),
        short=data["short"],
        cognates=tuple(sorted(data["cognates"]["endings"], key=len, reverse=True)),
        possessives=tuple(data["possessives"]["endings"]),
        phrases=data["phrases"],
        phrase=_any_of(list(data["phrases"])),
        gaps=frozenset(data["small"]["gaps"]),
        behind_towns=frozenset(data["small"]["behind_towns"]),
        directions=data["directions"],
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


def words_of(segment: str) -> list[Word]:
    """Return what the words of a part of a name say, in its order; words that say nothing are left out."""
    known = lexicon()
    segment = known.phrase.sub(lambda match: known.phrases[match[0].lower()], segment)
    parts = [match[0] for match in TOKEN.finditer(segment)]
    result: list[Word] = []
    position = 0
    while position < len(parts):
        length, several = 1, tuple[Word, ...]()
        if begins_longer_name(parts[position]):
            for length in range(min(3, len(parts) - position), 1, -1):
                several = _of_several(" ".join(parts[position : position + length]))
                if len(several) > 0:
                    break
        if parts[position] in known.behind_towns and len(result) > 0 and result[-1].kind == "town":
            length, several = 1, ()  # Ho Chi Minh City
        elif len(several) == 0:
            length, several = 1, _word(parts[position])
        result += several
        position += length
    return result


@lru_cache(maxsize=1 << 16)
def _of_several(text: str) -> tuple[Word, ...]:
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
        return (Word("country", code, frozenset(), text),)
    if any(concepts) or any(fold(word) in lexicon().drop for word in text.split(" ")):
        return ()
    return _town(text, text)


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> tuple[Word, ...]:
    """Return what one word says; several where it is a compound or short for several."""
    known = lexicon()
    bare = text.rstrip(".")
    folded = fold(bare)
    if bare in known.gaps:
        return (Word("gap", "", frozenset(), text),)
    if folded in known.drop or folded == "" or (len(folded) > _LONG_TYPE and _says_nothing(folded)):
        return ()
    if _INITIAL.fullmatch(text) is not None:
        return (Word("initial", folded, frozenset(), text),)
    if bare in known.short:
        return tuple(words_of(known.short[bare]))
    found = _concept(folded)
    if found is not None:
        return (Word(found[0], found[1], frozenset(), text),)
    code = country_of(bare) if bare[0].isupper() or is_cyrillic(bare) else None
    return _name(bare) if code is None else (Word("country", code, frozenset(), text),)


def _name(bare: str) -> tuple[Word, ...]:
    """Return what a word says that is none of the lexicon: an acronym, a compound, a town, a name."""
    if len(_region(bare)) > 0:
        return _region(bare)
    acronym = acronym_of(bare)
    if acronym is not None and len(_town(bare, bare)) == 0:
        return (Word("acronym", acronym, frozenset((acronym,)), bare),)
    return _compound(bare) or _adjective_of_town(bare) or _town(bare, bare) or _proper(bare)


def _says_nothing(folded: str) -> bool:
    return any(base in lexicon().drop for base in bases(folded))


def _concept(folded: str) -> tuple[str, str] | None:
    known = lexicon()
    for base in bases(folded):
        for kind, table in (("type", known.types), ("status", known.status), ("word", known.words)):
            if base in table:
                return kind, table[base]
    return None


@lru_cache(maxsize=1 << 16)
def _region(text: str) -> tuple[Word, ...]:
    """Return the region that a text names, unless a country's name is a part of it ("East Kazakhstan")."""
    found = region(text) if text[0].isupper() else None
    words = TOKEN.findall(text)
    if found is None or (len(words) > 1 and any(country_of(word) is not None for word in words)):
        return ()
    return (Word("town", str(found.code), sounds_of(text), text, (found.country,)),)


def _town(name: str, text: str) -> tuple[Word, ...]:
    found = city(name) if len(name) > 2 and name[0].isupper() else None
    if found is None or found.population < TOWN:
        return ()
    towns = (found, *cities(found.name)) if found.population >= _SEAT else ()
    seats = tuple(dict.fromkeys(town.country for town in towns if town.population >= TOWN))
    return (Word("town", f"#{found.geonames}", sounds_of(text.replace(" ", "")), text, seats),)


def _proper(text: str) -> tuple[Word, ...]:
    root = fold(text)
    ending = next((e for e in lexicon().cognates if root.endswith(e) and len(root) - len(e) >= _ROOT), "")
    sounds = frozenset(skeletons(root[: len(root) - len(ending)] if ending != "" else text))
    return (Word("proper", fold(text), sounds | _variants().get(min(sounds), frozenset()), text),)


def sounds_of(text: str) -> Sounds:
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


def _compound(text: str) -> tuple[Word, ...]:
    """Take a German compound apart: Forschungsinstitut, Ostkasachstan, Kulturministerium."""
    folded = fold(text)
    if is_cyrillic(text) or len(_town(text, text)) > 0:  # Weingarten
        return ()
    for direction, name in lexicon().directions.items():
        rest = text[len(direction) :]
        if folded.startswith(direction) and len(rest) > 3 and country_of(rest) is not None:
            return (Word("word", name, frozenset(), direction), *_word(rest.capitalize()))
    for length in range(len(folded) - 3, _LONG_TYPE, -1):
        if folded[-length:] in lexicon().types:
            first = folded[:-length]
            first = first if _concept(first) is not None else first.removesuffix("s")
            return (*_word(first.capitalize()), *_word(folded[-length:]))
    for length in range(len(folded) - _ROOT, _ROOT - 1, -1):  # Wassersicherheit
        rest, last = folded[:-length], folded[-length:]
        if not _is_word(last):
            continue
        known = next((part for part in (rest, rest.removesuffix("s")) if _is_word(part)), None)
        if known is not None:
            return (*_word(known.capitalize()), *_word(last.capitalize()))
    return ()


def _is_word(folded: str) -> bool:
    """Return whether a part of a compound is a word of the lexicon, long enough to be one."""
    found = _concept(folded)
    return found is not None and found[0] == "word" and len(folded) >= _ROOT


def _people(name: str) -> int:
    """Return how many people the town of a name has, 0 where there is none."""
    found = city(name)
    return 0 if found is None else found.population


def _adjective_of_town(text: str) -> tuple[Word, ...]:
    """Return the town of an adjective (Карагандинский, Berliner); a name where it is none's (Букетовский)."""
    if not is_cyrillic(text):
        return _town(text[:-2], text) if text.endswith("er") and not _town(text, text) else ()
    for base in bases(fold(text)):
        forms = names_behind(base)
        if len(forms) == 0:
            continue
        regions = [found for form in forms if len(found := _region(form)) > 0]
        towns = [
            town for form in sorted(forms, key=_people, reverse=True) if len(town := _town(form, text)) > 0
        ]
        stem = base[: -len("ский")].capitalize()
        name = () if base.endswith("ический") or len(forms) == 1 else _proper(stem)
        return next(iter([*regions, *towns]), name)
    return ()
