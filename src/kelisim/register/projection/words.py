"""Phrases as sets of words that can be compared: within a language, and across languages by ideas."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import snowballstemmer

_WORD: Final = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_KAZAKH: Final = re.compile(r"[әғқңөұүһі]")
_STEMMERS: Final = {"en": "english", "ru": "russian", "de": "german"}
# Endings of Kazakh nouns (plural, possessive, case), longest first; taken off one after the other.
_KAZAKH_ENDINGS: Final = re.compile(
    r"(?:лары|лері|дары|дері|тары|тері|лар|лер|дар|дер|тар|тер|ның|нің|дың|дің|тың|тің|нда|нде|нан|нен|"
    r"дан|ден|тан|тен|мен|бен|пен|ына|іне|сын|сін|сы|сі|ға|ге|қа|ке|на|не|да|де|та|те|ды|ді|ты|ті|ны|ні|ын|ін|ы|і)$"
)
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as words: `strong` carry the content, `weak` only how; `numbers` stand apart.

    Words are stems; "=idea" where the lexicon knows the idea in all languages, "~idea" where it is a field.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    numbers: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """The strong words; all words where none is strong."""
        return self.strong or self.weak

    @property
    def words(self) -> frozenset[str]:
        """All words and numbers."""
        return self.strong | self.weak | self.numbers


NOTHING: Final = Phrase(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """Words and beginnings of words, with what they stand for."""

    whole: dict[str, str]
    begin: dict[str, str]

    def find(self, word: str) -> str | None:
        if word in self.whole:
            return self.whole[word]
        for end in range(len(word), 1, -1):
            if word[:end] in self.begin:
                return self.begin[word[:end]]
        return None


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the text without case and diacritics, white space made one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Compatible forms first: "𝞁" has no lower case of its own before it is a plain letter.
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=200_000)
def split(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers of a text, in their order."""
    return tuple(_WORD.findall(fold(text)))


@cache
def _lexicon() -> dict[str, dict[str, object]]:
    path = files("kelisim.register.projection") / "words.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _beginnings(entries: dict[str, str]) -> _Beginnings:
    """Return the lookup of entries (space-separated words by what they stand for)."""
    whole: dict[str, str] = {}
    begin: dict[str, str] = {}
    for meaning, words in entries.items():
        for word in words.split():
            table = whole if word.endswith("$") else begin
            table.setdefault(fold(word.rstrip("$")), meaning)
    return _Beginnings(whole, begin)


@cache
def _table(section: str, language: str) -> _Beginnings:
    """Return the words of a section of the lexicon in one language."""
    part = _lexicon()[section]
    if section in {"concepts", "fields", "rank"}:
        ideas = {idea: words.get(language, "") for idea, words in part.items() if isinstance(words, dict)}
        return _beginnings(ideas)
    words = part.get(language, "")
    return _beginnings({section: words if isinstance(words, str) else ""})


@cache
def _stop(language: str) -> frozenset[str]:
    words = _lexicon()["stop"].get(language, "")
    return frozenset(fold(word) for word in str(words).split())


@lru_cache(maxsize=50_000)
def is_stop(word: str, language: str | None) -> bool:
    """Return whether a word carries no content."""
    return fold(word) in _stop(language_of(fold(word), language))


@lru_cache(maxsize=50_000)
def is_about(word: str, language: str | None) -> bool:
    """Return whether a word leads to what a paper is about: "on", "о", "über", "туралы"."""
    about = str(_lexicon()["about"].get(language_of(fold(word), language), "")).split()
    return fold(word) in {fold(each) for each in about}


@cache
def _numerals(language: str) -> dict[str, str]:
    pairs = (pair.split(":") for pair in str(_lexicon()["numbers"].get(language, "")).split())
    return {fold(word): number for word, number in pairs}


def language_of(word: str, told: str | None) -> str:
    """Return the language to read a folded word in: the document's, unless its letters say otherwise."""
    if _KAZAKH.search(word):
        return "kk"
    if _CYRILLIC.search(word):
        return told if told in {"ru", "kk"} else "ru"
    return told if told in {"en", "de"} else "en"


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache(maxsize=500_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word."""
    if language == "kk":
        shorter = _KAZAKH_ENDINGS.sub("", word)
        while shorter != word and len(shorter) >= _SHORTEST_STEM:
            word, shorter = shorter, _KAZAKH_ENDINGS.sub("", shorter)
        return word
    return str(_stemmer(language).stemWord(word))


@lru_cache(maxsize=200_000)
def phrase(text: str, language: str | None) -> Phrase:
    """Return a phrase of a document in `language` as words."""
    strong, weak, numbers = set[str](), set[str](), set[str]()
    for word in split(text):
        tongue = language_of(word, language)
        if word[0].isdigit():
            numbers.add(word)
        elif word in _numerals(tongue):
            numbers.add(_numerals(tongue)[word])
        elif len(word) > 1 and word not in _stop(tongue):
            meaning = _meaning(word, tongue)
            loose = meaning in _weak_ideas() or _table("weak", tongue).find(word) is not None
            (weak if loose else strong).add(meaning)
    return Phrase(frozenset(strong), frozenset(weak - strong), frozenset(numbers))


def _meaning(word: str, language: str) -> str:
    """Return what a folded word is compared by: an idea that all languages share, else its stem."""
    for mark, section in (("=", "concepts"), ("~", "fields")):
        idea = _table(section, language).find(word)
        if idea is not None:
            return mark + idea
    return stem(word, language)


@lru_cache(maxsize=50_000)
def is_idea(word: str) -> bool:
    """Return whether a folded word is one of the field in some language: "university", "институт"."""
    return any(_meaning(word, language)[0] in "=~" for language in ("en", "ru", "kk", "de"))


@cache
def _weak_ideas() -> frozenset[str]:
    return frozenset(f"={idea}" for idea in str(_lexicon()["weak"]["ideas"]).split())


def dice(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return 2·|both| / (|ours| + |theirs|), from 0 to 1; 0 where both are empty."""
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total > 0 else 0.0


def same_content(ours: Phrase, theirs: Phrase) -> bool:
    """Return whether two phrases mean the same thing: they differ in no word that matters.

    Strong words agree; or one phrase says a little more than a long other; numbers never differ.
    """
    if len(ours.numbers) > 0 and len(theirs.numbers) > 0 and ours.numbers != theirs.numbers:
        return False
    first, second = ours.content, theirs.content
    if len(first) == 0 or len(second) == 0:
        return ours.words == theirs.words
    if (len(ours.strong) == 0) != (len(theirs.strong) == 0):
        return False
    if first == second:
        return True
    likeness = dice(first, second)
    if first <= second or second <= first:
        return likeness >= 0.8
    return likeness >= 0.85


@lru_cache(maxsize=50_000)
def ranks(office: str, language: str | None) -> frozenset[str]:
    """Return what the words of an office make of it, in any language: "deputy", "acting", "former"."""
    found = (_table("rank", language_of(word, language)).find(word) for word in split(office))
    return frozenset(rank for rank in found if rank is not None)


@lru_cache(maxsize=50_000)
def is_government(words: frozenset[str]) -> bool:
    """Return whether the folded words of a name are those of a body that acts for its state."""
    return any(
        _table("government", language).find(word) is not None
        for word in words
        for language in ("en", "ru", "kk", "de")
    )


def is_proper(text: str) -> bool:
    """Return whether a phrase looks like a name: an acronym, quotation marks, or capitals inside."""
    if any(mark in text for mark in '«»“”„"‘’'):
        return True
    words = text.split()
    capitals = [word for word in words if word[:1].isupper()]
    acronym = any(sum(c.isupper() for c in word) >= 2 for word in words)
    return (
        acronym or len(capitals) >= max(2, (len(words) + 1) // 2) or (len(words) == 1 and len(capitals) == 1)
    )


def due_year(text: str) -> str | None:
    """Return the year by which a wording says that something is to be done, if it says so."""
    words = split(text)
    for place, word in enumerate(words):
        if len(word) != 4 or not word.isdigit() or not "1990" <= word <= "2100":
            continue
        around = set(words[max(place - 2, 0) : place])
        following = words[place + 1 : place + 3]
        if len(around & _due("before")) > 0 or any(w in _due("after") for w in following):
            return word
    return None


@cache
def _due(side: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(_lexicon()["due"][side]).split())
