"""Spellings: one name in several scripts, romanisations, cases and languages.

Comes in: words and names as strings. Goes out: transliterations by named standards, keys under which
spellings of a name meet, the base forms that an inflected form may come from.
Never does: know a text, an organisation or a place.
"""

from kelisim.spelling.folding import PLAIN_LETTERS, fold, similarity, skeleton, skeletons
from kelisim.spelling.inflection import bases
from kelisim.spelling.transliteration import (
    STANDARDS,
    Standard,
    cyrillic_forms,
    cyrillise,
    is_cyrillic,
    is_kazakh,
    romanisations,
    romanise,
)

__all__ = [
    "PLAIN_LETTERS",
    "STANDARDS",
    "Standard",
    "bases",
    "cyrillic_forms",
    "cyrillise",
    "fold",
    "is_cyrillic",
    "is_kazakh",
    "romanisations",
    "romanise",
    "similarity",
    "skeleton",
    "skeletons",
]
