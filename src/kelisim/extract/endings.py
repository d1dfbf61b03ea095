"""Endings of words in languages that string them to their stems: plural, possession, case.

They stand in the topic `grammar` of a pack's lexicon: `plural`, `possessed`, and `name_cases` in the order in
which the cases are tried.
"""

from typing import Final

from kelisim.extract.analysis import Token
from kelisim.extract.lexicon import Lexicon

_STEM: Final = 4  # letters that a stem has where its lemma does not begin the word
HARD: Final = {"ғ": "қ", "г": "к", "б": "п"}  # what the last sound of a stem is without an ending
_OWNED: Final = 3  # letters of the shortest word in which a last vowel is no ending


def after_stem(token: Token) -> str | None:
    """Return what a word bears after its lemma; None where the lemma does not begin it."""
    return token.lower[len(token.lemma) :] if token.lower.startswith(token.lemma) else None


def bears_plural(lexicon: Lexicon, token: Token) -> bool:
    """Tell whether a word bears the ending of the plural after its lemma: "меморандумдарға"."""
    plural = tuple(lexicon.terms("grammar", "plural"))
    rest = after_stem(token)
    if rest is not None:
        return rest.startswith(plural)
    return any(ending in token.lower[_STEM:] for ending in plural)


def is_plural(lexicon: Lexicon, token: Token) -> bool:
    """Tell whether a noun stands in the plural, also where the lexicon has it so: "тараптар"."""
    plural = tuple(lexicon.terms("grammar", "plural"))
    return bears_plural(lexicon, token) or token.lemma[_STEM:].endswith(plural)


def is_possessed(lexicon: Lexicon, word: str) -> bool:
    """Tell whether a word in lower case ends as a possessed one does: "делегациясы"."""
    return word.endswith(tuple(lexicon.terms("grammar", "possessed"))) and len(word) > _OWNED


def unpossessed(lexicon: Lexicon, lemma: str) -> frozenset[str]:
    """Return the words of which a lemma may be the possessed form, itself too: "филиалы", "орталығы"."""
    found = {lemma}
    for ending in lexicon.terms("grammar", "possessed"):
        bare = lemma.removesuffix(ending)
        if bare != lemma and len(bare) > _OWNED:
            found |= {bare, bare.removesuffix("с"), bare[:-1] + HARD.get(bare[-1], bare[-1])}
    return frozenset(found)


def is_site(lexicon: Lexicon, token: Token) -> bool:
    """Tell whether a word says in what kind of place something is: "Анкона қаласындағы"."""
    return token.lemma in lexicon.terms("grammar", "sites") and case_shown(lexicon, token.lower) == "Adj"


def case_shown(lexicon: Lexicon, ending: str) -> str:
    """Return the case that what a name bears shows ("нің" → "Gen", "дағы" → "Adj"); "" for none."""
    if ending == "":
        return ""
    cases = lexicon.table("grammar", "name_cases")
    return next((name for name, endings in cases.items() if ending.endswith(tuple(endings))), "")
