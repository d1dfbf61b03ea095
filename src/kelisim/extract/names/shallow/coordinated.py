"""Bodies that share one head in the plural: "Лидс және Уорик университеттері", "Universitäten A und B"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.foreign import NO_NAME
from kelisim.extract.names.words import Words

_LONGEST: Final = 3  # words of one name of the list


def coordinated(words: Words) -> Iterator[Organisation]:
    """Yield each body of a list that a possessed head in the plural closes; countries own theirs instead."""
    owned = words.lexicon.terms("grammar", "possessed")
    endings = tuple(plural + one for plural in words.lexicon.terms("grammar", "plural") for one in owned)
    alone = words.lexicon.table("names", "descriptions_alone")
    nouns = {noun: code for code, terms in alone.items() for noun in terms}
    for index, word in enumerate(words.lower):
        noun = next((n for n in nouns if word.startswith(n) and word[len(n) :].startswith(endings)), None)
        if noun is None:
            continue
        heads = words.lexicon.table("organisations", "heads").get(nouns[noun], ())
        singular = next((head for head in heads if head.startswith(noun)), None)
        items, field = _items(words, index, words.sentence(index).first)
        if singular is None or len(items) < 2:
            continue
        for first, last in items:
            name = " ".join(f"{words.analysis.words(first, last)} {field} {singular}".split())
            yield Organisation(first, last, index, nouns[noun], last, name)


def headed(words: Words) -> Iterator[Organisation]:
    """Yield each body of a list that follows its head in the plural."""
    plural = words.lexicon.table("organisations", "plural")
    singular = {term: name for name, terms in plural.items() for term in terms}
    for index, word in enumerate(words.lower):
        items = _items_behind(words, index + 1, words.sentence(index).last) if word in singular else []
        for first, last in items if len(items) > 1 else ():
            name = f"{singular[word]} {words.analysis.words(first, last)}"
            yield Organisation(first, last, index, "university", last, name)


def _items_behind(words: Words, start: int, highest: int) -> list[tuple[int, int]]:
    """Return the names of a list; nothing where it holds a word that is no name."""
    items: list[tuple[int, int]] = []
    while start < highest:
        last = start
        while last < min(start + _LONGEST, highest) and _is_capital_name(words, last):
            last += 1
        if last == start:
            return []
        items.append((start, last))
        if last == highest or not (words.lower[last] == "," or words.has(last, "and")):
            return items
        start = last + 1
    return items


def _is_capital_name(words: Words, index: int) -> bool:
    place = words.place[index]
    country = place is not None and place.kind != "city"
    plain = not words.has(index, *NO_NAME, "common", "field", "head")
    return words.capital[index] and plain and not country


def _items(words: Words, head: int, lowest: int) -> tuple[list[tuple[int, int]], str]:
    """Return the names before a head, and the adjectives that all of them share."""
    end = head
    while end > lowest and not words.capital[end - 1] and words.tokens[end - 1].pos == "ADJ":
        end -= 1
    field = words.analysis.words(end, head) if end < head else ""
    items: list[tuple[int, int]] = []
    while True:
        first = end
        while first > lowest and end - first < _LONGEST and _may_name(words, first - 1):
            first -= 1
        if first == end:
            return items, field
        items.insert(0, (first, end))
        if first == lowest or not (words.lower[first - 1] == "," or words.tokens[first - 1].pos == "CCONJ"):
            return items, field
        end = first - 1


def _may_name(words: Words, index: int) -> bool:
    token, place = words.tokens[index], words.place[index]
    country = place is not None and place.kind != "city"
    plain = token.pos in {"NOUN", "PROPN"} and token.features == "" and not words.has(index, *NO_NAME)
    return words.capital[index] and plain and not country
