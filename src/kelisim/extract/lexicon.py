"""The words of a language pack, as data: tables of terms, and the matcher that finds them in tokens.

A lexicon is a folder of TOML files, one a topic. Within a file, a table maps codes to lists of terms:

    [status]
    signed = ["sign", "put * signature to"]

A term is a sequence of lemmas or word forms in lower case, parted by blanks. A `*` alone stands for any
one word; a word that ends in `*` stands for every word that begins so ("vereinbar*"), one that begins with
`*` for every longer word that ends so ("*vertrag").
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kelisim.extract.analysis import Token


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: token range (`last` exclusive), the code that it stands for, and the term itself."""

    first: int
    last: int
    code: str
    term: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Terms with their codes, indexed by their first word."""

    by_word: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    by_prefix: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    by_suffix: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    def at(self, tokens: Sequence[Token], index: int, last: int) -> Hit | None:
        """Return the longest term that begins at token `index` and ends before `last`, if any.

        Nothing begins behind the last token.
        """
        last = min(last, len(tokens))
        if index >= last:
            return None
        token = tokens[index]
        best: Hit | None = None
        candidates = self.by_word.get(token.lemma, ())
        if token.lower != token.lemma:
            candidates += self.by_word.get(token.lower, ())
        for length in range(3, len(token.lower) + 1) if self.by_prefix else ():
            candidates += self.by_prefix.get(token.lower[:length], ())
        for start in range(1, len(token.lower) - 2) if self.by_suffix else ():
            candidates += self.by_suffix.get(token.lower[start:], ())
            if token.lower != token.lemma:
                candidates += self.by_suffix.get(token.lemma[start:], ())
        for words, code in candidates:
            end = index + len(words)
            if end > last or (best is not None and end <= best.last):
                continue
            if all(map(_word_fits, words, tokens[index:end])):
                best = Hit(index, end, code, " ".join(words))
        return best

    def find(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Hit]:
        """Yield the terms found in the tokens `first` to `last`, longest first where they overlap."""
        whole = len(self.by_prefix) + len(self.by_suffix) == 0
        index, last = first, min(last, len(tokens))
        while index < last:
            begins = tokens[index].lemma in self.by_word or tokens[index].lower in self.by_word
            hit = self.at(tokens, index, last) if begins or not whole else None
            if hit is None:
                index += 1
            else:
                yield hit
                index = hit.last


def cues(table: Mapping[str, Sequence[str]]) -> Cues:
    """Return the matcher for a table of codes and their terms."""
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    by_prefix: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    by_suffix: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, terms in table.items():
        for term in terms:
            words = tuple(term.lower().split())
            if words[0].endswith("*") and len(words[0]) > 3:
                by_prefix.setdefault(words[0][:-1], []).append((words, code))
            elif words[0].startswith("*") and len(words[0]) > 3:
                by_suffix.setdefault(words[0][1:], []).append((words, code))
            else:
                by_word.setdefault(words[0], []).append((words, code))
    return Cues(
        {word: tuple(found) for word, found in by_word.items()},
        {word: tuple(found) for word, found in by_prefix.items()},
        {word: tuple(found) for word, found in by_suffix.items()},
    )


def _word_fits(word: str, token: Token) -> bool:
    if word == "*" or word in (token.lemma, token.lower):
        return True
    if len(word) < 2:
        return False
    if word.startswith("*"):
        longer = len(token.lower) >= len(word)
        return longer and (token.lower.endswith(word[1:]) or token.lemma.endswith(word[1:]))
    return word.endswith("*") and token.lower.startswith(word[:-1])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of one language pack: topic → table → code → terms."""

    language: str
    topics: Mapping[str, Mapping[str, Any]]

    @property
    def inflected(self) -> bool:
        """Whether names stand in cases and only the first word of an organisation's takes a capital."""
        return bool(self.topics.get("names", {}).get("inflected", False))

    @property
    def cased(self) -> bool:
        """Whether a parser tells the cases in which names stand."""
        return self.inflected and not self.verb_final

    @property
    def verb_final(self) -> bool:
        """Whether clauses close with their verb and endings tell roles, with no parser to do so."""
        return bool(self.topics.get("grammar", {}).get("verb_final", False))

    @property
    def verb_second(self) -> bool:
        """Whether the finite verb stands second and other verbs close the clause, with no parser to tell."""
        return bool(self.topics.get("grammar", {}).get("verb_second", False))

    @property
    def parsed(self) -> bool:
        """Whether a parser tells which words belong together."""
        return not (self.verb_final or self.verb_second)

    def table(self, topic: str, name: str) -> Mapping[str, Sequence[str]]:
        """Return a table of codes and terms; empty where this language has none."""
        found: Mapping[str, Sequence[str]] = self.topics.get(topic, {}).get(name, {})
        return found

    def terms(self, topic: str, name: str) -> frozenset[str]:
        """Return the terms of a plain list of a topic, or those of all codes of a table."""
        return _terms(self.language, topic, name)

    def cues(self, topic: str, name: str) -> Cues:
        """Return the matcher of a table, or of a list (its code is then the list's name).

        "roles.funders" names the list `funders` within the table `roles`.
        """
        return _cues(self.language, topic, name)

    def patterns(self, topic: str, name: str) -> tuple[re.Pattern[str], ...]:
        """Return a plain list as regular expressions that ignore case."""
        return _patterns(self.language, topic, name)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language pack, read from its TOML files.

    Raises ValueError, naming the file, where one is not TOML.
    """
    topics: dict[str, Mapping[str, Any]] = {}
    folder = files("kelisim.extract.languages") / language / "lexicon"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            try:
                topics[file.name.removesuffix(".toml")] = tomllib.loads(file.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise ValueError(f"{language}/lexicon/{file.name}: {error}") from error
    return Lexicon(language, topics)


@cache
def _terms(language: str, topic: str, name: str) -> frozenset[str]:
    found = lexicon(language).topics.get(topic, {}).get(name, ())
    if isinstance(found, Mapping):
        return frozenset(term for terms in found.values() for term in terms)
    return frozenset(found)


@cache
def _cues(language: str, topic: str, name: str) -> Cues:
    found: Any = lexicon(language).topics.get(topic, {})
    for part in name.split("."):
        found = found.get(part, {})
    return cues(found if isinstance(found, Mapping) else {part: found})


@cache
def _patterns(language: str, topic: str, name: str) -> tuple[re.Pattern[str], ...]:
    found = lexicon(language).topics.get(topic, {}).get(name, ())
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in found)
