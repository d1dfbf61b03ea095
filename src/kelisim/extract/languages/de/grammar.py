"""German without a parser: adjectives and heads of names in the nominative by gender and ending."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kelisim.extract.analysis import Analysis, Token
from kelisim.extract.languages.de.verbs import read_verbs
from kelisim.extract.languages.shallow import Shallow
from kelisim.extract.lexicon import lexicon
from kelisim.places import country_of

_SHORTEST: Final = 4  # letters of a country whose genitive is told: "Laos" is none
_GENITIVES: Final = ("s", "es")
_INFLECTED: Final = ("en", "em", "er", "es", "e")
_ENDINGS: Final = {"f": "e", "n": "es", "m": "er"}


def load() -> Shallow:
    """Return the German pack."""
    return Shallow("de", _lemma, _base_form, _split, _cases)


@lru_cache(maxsize=1 << 14)
def _lemma(word: str, pos: str) -> str:
    """Return a word without the genitive of heads and posts ("instituts", "direktors"); else as it stands."""
    if pos not in {"NOUN", "PROPN"}:
        return word
    known = _known()
    for ending in _GENITIVES:
        stem = word[: -len(ending)]
        if word.endswith(ending) and any(stem.endswith(term) for term in known if len(stem) >= len(term)):
            return stem
    if word.endswith("n") and word[:-1] in known:
        return word[:-1]
    return word


def _cases(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with the cases of nouns: oblique after a preposition, else genitive or nominative."""
    found: list[Token] = []
    shown = "Nom"
    for token in read_verbs(tokens):
        if token.pos == "ADP":
            shown = "Dat"
        elif token.pos in {"VERB", "AUX", "PUNCT"}:
            shown = "Nom"
        elif token.pos == "DET" and shown != "Dat":
            genitive = token.lower == "des" or (
                token.lower == "der" and found[-1:] != [] and found[-1].pos == "NOUN"
            )
            shown = "Gen" if genitive else "Nom"
        found.append(replace(token, features=f"Case={shown}") if token.pos == "NOUN" else token)
    return found


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    words = lexicon("de")
    terms = words.terms("organisations", "heads") | words.terms("organisations", "suffixes")
    return tuple(sorted(terms | words.terms("posts", "heads") | words.terms("posts", "suffixes")))


@lru_cache(maxsize=1 << 12)
def _split(word: str) -> int:
    """Return where "DKU-Präsident" parts: an acronym before a post."""
    before, mark, after = word.rpartition("-")
    if mark == "" or sum(c.isupper() for c in before) < 2 or not after[:1].isupper():
        return 0
    return len(before) if after.lower() in lexicon("de").terms("posts", "heads") else 0


def _base_form(analysis: Analysis, first: int, last: int, type: str) -> str:
    """Return a name with the adjectives before its head, and the head, in the nominative."""
    text = analysis.words(first, last)
    if type == "office":
        return _office(analysis, first, last)
    if type == "place" and last - first == 1:
        return _country(text)
    if type != "organisation":
        return text
    tokens = analysis.tokens[first:last]
    head = next((i for i, token in enumerate(tokens) if _gender(token.lemma) is not None), None)
    if head is None:
        return text
    gender = _gender(tokens[head].lemma) or "n"
    result, end = "", tokens[0].start
    for index, token in enumerate(tokens):
        word = token.text
        if index < head and (token.text[0].isupper() or token.pos == "ADJ"):
            word = _adjective(word, gender)
        elif index == head and token.lemma != token.lower:
            word = word[: len(token.lemma)]
        result += analysis.text[end : token.start] + word
        end = token.end
    return result


def _country(text: str) -> str:
    """Return a country without its genitive: "Österreichs"."""
    stem = text.removesuffix("s")
    return stem if len(stem) > _SHORTEST and stem != text and country_of(stem) is not None else text


def _office(analysis: Analysis, first: int, last: int) -> str:
    """Return a post in the nominative: "stellvertretender Leiter", "Vorsitzender", "Rektor" of "Rektoren"."""
    bases = lexicon("de").table("posts", "base")
    tokens = analysis.tokens[first:last]
    adjectives = next((i for i, token in enumerate(tokens) if not token.text[0].islower()), 0)
    head = tokens[adjectives]
    base = next((b for b, forms in bases.items() if head.lower in forms), head.lower)
    if base == head.lower and head.lemma != head.lower:
        base = head.lemma
    word = head.text[0] + base[1:] if base != head.lower else head.text
    gender = "f" if base.endswith(("in", "frau")) else "m"
    before = [_adjective(token.text, gender) for token in tokens[:adjectives]]
    rest = analysis.text[head.end : tokens[-1].end]
    return " ".join([*before, word + rest])


def _gender(lemma: str) -> str | None:
    genders = lexicon("de").table("organisations", "genders")
    found = ((len(term), code) for code, terms in genders.items() for term in terms if lemma.endswith(term))
    return max(found, default=(0, None))[1]


def _adjective(word: str, gender: str) -> str:
    ending = next((e for e in _INFLECTED if word.endswith(e)), "")
    stem = word[: len(word) - len(ending)]
    town = ending == "er" and stem[-2:] != "sch" and not stem.endswith(("ig", "lich", "al", "iv", "at"))
    if ending == "" or len(stem) < 3 or (town and gender != "m"):  # "Leipziger Universität"
        return word
    return stem + _ENDINGS[gender]
