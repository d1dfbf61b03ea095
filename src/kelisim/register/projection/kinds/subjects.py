"""What a paper is called by: "student exchange agreement", "memorandum on research", "договор поставки"."""

import re
from typing import Final

from kelisim.register.projection.items import Item
from kelisim.register.projection.words import NOTHING, Phrase, is_about, is_stop, phrase

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE: Final = 3  # words of a name before the noun: "double degree programme agreement"
_BEHIND: Final = 7  # words behind "on" or "for" that say what it is about
_ENDS: Final = re.compile(r"[.,;:–—]|\d|[«»„“”\"]")
_ASIDE: Final = re.compile(r"\s*\([^)]*\)")  # the acronym of the noun


def subject_of(item: Item) -> Phrase:
    """Return what the words beside the noun say that the paper is about, which may be nothing."""
    noun, sentence = item.statement.first("kind"), item.statement.quote
    if noun is None or not sentence.start <= noun.quote.start < noun.quote.end <= sentence.end:
        return NOTHING
    text = _without_names(item)
    before = text[: noun.quote.start - sentence.start]
    behind = _ASIDE.sub("", text[noun.quote.end - sentence.start :], count=1)
    language = item.document.language
    beside = [*_before(before, language), *_WORD.findall(noun.quote.text)]
    named = [word for word in beside if len(ideas(phrase(word, language).strong)) > 0]
    return phrase(" ".join([*named, *_behind(behind, language)]), language)


def ideas(words: frozenset[str]) -> frozenset[str]:
    """Return the words that mean the same in all languages."""
    return frozenset(word for word in words if word[0] in "=~")


def _without_names(item: Item) -> str:
    """Return the sentence with the fillers of other slots than commitments struck out."""
    sentence = item.statement.quote
    text = sentence.text
    for value in item.statement.values:
        start, end = value.quote.start - sentence.start, value.quote.end - sentence.start
        if value.slot not in {"kind", "commitments"} and 0 <= start < end <= len(text):
            text = f"{text[:start]}{';' * (end - start)}{text[end:]}"
    return text


def _before(text: str, language: str | None) -> list[str]:
    last = max((match.end() for match in _ENDS.finditer(text)), default=0)
    found: list[str] = []
    for word in reversed(_WORD.findall(text[last:])):
        if is_about(word, language):
            continue
        if is_stop(word, language) or len(found) == _BEFORE:
            break
        found.append(word)
    return found


def _behind(text: str, language: str | None) -> list[str]:
    end = _ENDS.search(text)
    words = _WORD.findall(text[: end.start()] if end is not None else text)
    return words[1 : 1 + _BEHIND] if len(words) > 0 and is_about(words[0], language) else []
