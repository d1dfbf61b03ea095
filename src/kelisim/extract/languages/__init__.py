"""Language packs: one folder a language, with its words as data and its grammar as code.

Comes in: blocks of text. Goes out: their analysis in Universal Dependencies, and the pack's lexicon. A pack
never decides what a sentence means: that is for the kinds of statement.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Final, Protocol

from kelisim.extract.analysis import Analysis, Block

EXTRACTORS: Final = {
    "de": "de-grammar 1.6",
    "en": "en-grammar 1.6",
    "kk": "kk-grammar 1.6",
    "ru": "ru-grammar 1.6",
}
"""Language → name and version of its extractor. A new version makes documents be extracted anew."""

NO_EXTRACTOR: Final = "none"
LANGUAGES: Final = tuple(EXTRACTORS)


def extractor_of(language: str | None) -> str:
    """Return the name of the extractor for a language; "none" where there is no pack for it."""
    return EXTRACTORS.get(language or "", NO_EXTRACTOR)


class Pack(Protocol):
    """What every language pack gives."""

    language: str

    def analyse(self, texts: Sequence[tuple[str, tuple[Block, ...]]]) -> list[Analysis]:
        """Return the analysis of each text, given with its blocks; noise blocks have no sentences."""
        ...


def base_form(analysis: Analysis, first: int, last: int, type: str) -> str:
    """Return the tokens `first` to `last` in base form; the text itself, where a pack does not inflect.

    Arguments:
        type: what they name: "organisation", "person", "place" or "office"; "phrase" for common words.
    """
    found: Callable[[Analysis, int, int, str], str] | None = getattr(
        pack(analysis.language), "base_form", None
    )
    return analysis.words(first, last) if found is None else found(analysis, first, last, type)


@cache
def pack(language: str) -> Pack:
    """Return the pack of a language, loading its models once a process; KeyError where there is none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    found: Pack = import_module(f"kelisim.extract.languages.{language}.grammar").load()
    return found


__all__ = ["EXTRACTORS", "LANGUAGES", "NO_EXTRACTOR", "Pack", "base_form", "extractor_of", "pack"]
