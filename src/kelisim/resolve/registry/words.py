"""One written word to the keys that it is indexed under: folded, translated, transliterated."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kelisim.spelling import PLAIN_LETTERS

_LETTERS: Final = str.maketrans({**PLAIN_LETTERS, "ʿ": "", "ʾ": "", "′": ""})
# Cyrillic to Latin as the English-language press has it (BGN/PCGN without signs), Kazakh letters bare. What
# other standards write differently falls together again in `sound`.
_CYRILLIC: Final = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіґєїўҳҷӣӯ",
            [
                *["a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p"],
                *["r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"],
                *["a", "g", "k", "n", "o", "u", "u", "h", "i", "g", "ye", "yi", "u", "h", "j", "i", "u"],
            ],
            strict=True,
        )
    )
)
_SOUNDS: Final = (
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ch", "c"),
    ("tz", "ts"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
)
# Each after what a word must have for the rule to change it.
_RULES: Final = (
    (("c",), re.compile("c(?=[aourltk]|$)"), "k"),
    (("j",), re.compile("(?<=[aeou])j(?![aeou])"), "i"),
    (("y", "i", "j"), re.compile("(?<=[a-z])[yij](?=[aeou])"), ""),
    (("y", "ii"), re.compile("[yi]+"), "i"),
    (("ae", "oe", "ue"), re.compile("(?<=[a-z])([aou])e(?=[a-z])"), r"\1"),
)
_DOUBLED: Final = re.compile("([b-df-hj-np-tv-z])\\1")
_BRITISH: Final = (
    *(("palaeo", "paleo"), ("archaeo", "archeo"), ("haem", "hem"), ("paedi", "pedi"), ("paedo", "pedo")),
    *(
        ("gynaec", "gynec"),
        ("oesoph", "esoph"),
        ("anaesth", "anesth"),
        ("aetiol", "etiol"),
        ("oedem", "edem"),
    ),
)
_AMERICAN_ENDING: Final = {"our": "or", "ours": "ors", "isation": "ization", "re": "er"}
_BRITISH_ENDING: Final = re.compile("(?<=[a-z]{3})(?:ours?|isation)$|(?<=[a-z]{2}[bt])re$")
_SHORTEST_BY_SOUND: Final = 5
# Endings of Russian adjectives and nouns in their cases, and of Kazakh nouns.
_ENDINGS: Final = re.compile(
    "(?:[оые]го|[оеы]му|[ыи]ми|ая|яя|ое|ее|ые|ие|ий|ый|ой|ую|юю|ых|их|ами|ями|ах|ях|ом|ем|ым|им|ам|ям"
    "|[аоеуыияюйь])$"
)
_KAZAKH_ENDINGS: Final = re.compile(
    "(?:(?:[дт][аеә]ғы|[дт]егі|[нд]ағы|[ндт][ыі]ң|[дт][аe]н|[дт]ен|[ғқ]а|[гк]е|[дт][ае]|н[ыі]|[дт][ыі]|сы|сі|ы|і))$"
)
_KAZAKH: Final = re.compile("[әғқңөұүһі]")
_CHINESE: Final = re.compile("цз|чж")
_PALLADIUS: Final = (
    ("нь", "N"),
    ("н(?![аеиоуыэюя])", "ng"),
    ("N", "n"),
    ("цз(?=[июя])", "j"),
    ("цз", "z"),
    ("чж", "zh"),
    ("ц(?=[июя])", "q"),
    ("ц", "c"),
    ("с(?=[июя])", "x"),
    ("уng", "ong"),
    ("яо", "iao"),
    ("я", "ia"),
    ("ю", "iu"),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the field: the meaning of each form, by whole word and by beginning."""

    exact: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    romanised: dict[str, tuple[str, ...]]
    general: frozenset[str]
    types: frozenset[str]
    modifiers: frozenset[str]
    status: frozenset[str]
    units: frozenset[str]
    school_words: frozenset[str]
    school_fields: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of `words.toml`.

    Raises ValueError where one form stands on two lines.
    """
    data = tomllib.loads(files("kelisim.resolve.registry").joinpath("words.toml").read_text("utf-8"))
    exact: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    lines: list[tuple[str, tuple[str, ...]]] = [
        (form, (key,)) for key, forms in (data["words"] | data["places"]).items() for form in forms.split()
    ]
    lines += [(form, tuple(keys.split())) for form, keys in data["compounds"].items()]
    lines += [(form, ()) for forms in data["empty"].values() for form in forms.split()]
    for form, keys in lines:
        table = stems if form.endswith("*") else exact
        if table.setdefault(form.rstrip("*"), keys) != keys:
            raise ValueError(f"words.toml: {form!r} stands on two lines; leave it on one")
    return Lexicon(
        exact,
        stems,
        _romanised(exact, stems),
        frozenset(data["words"]),
        frozenset(data["types"]["words"].split()),
        frozenset(data["types"]["modifiers"].split()),
        frozenset(data["types"]["status"].split()),
        frozenset(data["units"]["words"].split()),
        frozenset(data["schools"]["words"].split()),
        frozenset(data["schools"]["fields"].split()),
    )


def _romanised(*tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the Kazakh forms in Latin letters, by their sound: ұлттық, ulttyq and ūlttyq."""
    return {
        sound(latin(form)): keys
        for table in tables
        for form, keys in table.items()
        if _KAZAKH.search(form) and len(latin(form)) >= _SHORTEST_BY_SOUND
    }


@cache
def lexicon_keys() -> frozenset[str]:
    """Return the words that stand for a meaning."""
    words = lexicon()
    return frozenset(k for keys in (*words.exact.values(), *words.stems.values()) for k in keys)


def fold(word: str) -> str:
    """Return the word in lower case without accents and apostrophes; the script stays."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    return unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS).translate(_BARE)


class _Bare(dict[int, str]):
    """Letters without their accents, by code point, each worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        if letter not in "йї" and unicodedata.category(letter) != "Lo":
            parts = unicodedata.normalize("NFD", letter)
            letter = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        return self.setdefault(point, letter)


_BARE: Final = _Bare()


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return the key of a folded Latin word under which its romanisations meet.

    Serikbayev, Serikbaev and Serikbajew are one. Words under five letters stay as they are: too short to
    be sure.
    """
    if len(word) < _SHORTEST_BY_SOUND or not word.isascii() or not word.isalpha():
        return word
    for old, new in _SOUNDS:
        if old in word:
            word = word.replace(old, new)
    for letters, pattern, new in _RULES:
        if any(letter in word for letter in letters):
            word = pattern.sub(new, word)
    return _DOUBLED.sub(r"\1", word).replace("z", "s")


def is_cyrillic(word: str) -> bool:
    """Return whether the folded word is in Cyrillic letters, by its first one."""
    return "\u0400" <= word[:1] <= "\u04ff"


def meaning(word: str) -> tuple[str, ...] | None:
    """Return the words of the field that a folded word stands for, () for an empty one, None for others."""
    words = lexicon()
    found = words.exact.get(word)
    if found is not None:
        return found
    if word.isascii():
        return words.romanised.get(sound(word)) if len(word) >= _SHORTEST_BY_SOUND else None
    for end in range(len(word), 2, -1):
        found = words.stems.get(word[:end])
        if found is not None:
            return found
    return None


def key(word: str) -> str:
    """Return the key of a folded word that is none of the field: its sound in Latin letters, uninflected."""
    if not is_cyrillic(word):
        return sound(_american(word))
    bare = _uninflected(word)
    if _CHINESE.search(bare):
        return sound(_from_palladius(bare))
    return sound(latin(bare))


def _american(word: str) -> str:
    """Return an English word as Americans spell it: palaeontology, haematology, behaviour, fibre."""
    for old, new in _BRITISH:
        if old in word:
            word = word.replace(old, new)
    return _BRITISH_ENDING.sub(lambda found: _AMERICAN_ENDING[found[0]], word)


def _from_palladius(word: str) -> str:
    """Return a Chinese name in Russian letters (system of Palladius) in pinyin: цзяотун is jiaotong."""
    word = word.removesuffix("ск")
    for old, new in _PALLADIUS:
        word = re.sub(old, new, word)
    return latin(word)


def place_keys(word: str) -> tuple[str, ...]:
    """Return the keys of the places that a folded Cyrillic word may be a form or an adjective of.

    Карагандинский, Караганде and Қарағандыдағы lead to the stem of Karaganda.
    """
    if not is_cyrillic(word) or len(word) < 4:
        return ()
    bare = _uninflected(word)
    found = [sound(latin(bare)), sound(latin(word))]
    if bare.endswith(("ск", "цк")):
        stem = bare[:-2]
        found.append(_stem(sound(latin(stem))))
        found += [
            _stem(sound(latin(stem[: -len(end)])))
            for end in ("ин", "ен", "ов", "ев", "ан", "иан", "ий", "ь", "н")
            if stem.endswith(end) and len(stem) - len(end) >= 4
        ]
    else:
        found.append(_stem(found[1]))
    return tuple(dict.fromkeys(k for k in found if len(k) >= 4))


def place_stem(word: str) -> str:
    """Return the stem of a place's key, without the vowels at its end, where enough is left."""
    return _stem(word)


def _stem(word: str) -> str:
    stem = word.rstrip("aeiou")
    return stem if len(stem) >= 4 else word


def latin(word: str) -> str:
    """Return a folded Cyrillic word in Latin letters."""
    return word.translate(_CYRILLIC)


def uninflected(text: str) -> str:
    """Return a Cyrillic text in lower case, each word without the ending of its case."""
    return " ".join(_uninflected(word) for word in text.split())


def _uninflected(word: str) -> str:
    pattern = _KAZAKH_ENDINGS if _KAZAKH.search(word) else _ENDINGS
    bare = pattern.sub("", word)
    return bare if len(bare) >= 4 else word
