"""Which organisation a common noun in a post means, where names inflect and no article tells."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention
from kelisim.places import country_of_adjective

_STEM: Final = 5  # letters that an adjective shares with a word of the name: "ташкентского", "Ташкентский"
_HIGHER: Final = frozenset({"university", "institute", "academy", "college", "school"})
_BROAD: Final = frozenset({"вуз", "университет"})
_FAR: Final = 40  # names looked back over


def described(words: Words, span: tuple[int, int], before: Sequence[Mention]) -> Mention | None:
    """Return the organisation that "университета", "японского вуза" means: the last one told that fits.

    Arguments:
        span: the tokens of the description: a head noun, an adjective of a place before it.
        before: the mentions of organisations before it, in text order.
    """
    noun = span[1] - 1
    if not words.lexicon.inflected or words.capital[noun] or not words.has(noun, "head", "described"):
        return None
    wanted = _codes(words, noun, noun + 1)
    lemma = words.tokens[noun].lemma
    near = [m for m in before[-_FAR:] if m.named and len(m.referents) == 1]
    fitting = [m for m in near if _fits(wanted, _codes(words, m.first, m.last), lemma)]
    if span[1] - span[0] > 1:
        fitting = [m for m in fitting if _is_of(words, span[0], m)]
    return fitting[-1] if len(fitting) > 0 else None


def _codes(words: Words, first: int, last: int) -> frozenset[str]:
    """Return the codes of the head nouns among the tokens; that of the first one alone, where it is one."""
    for index in range(first, last):
        found = {c[5:] for c in words.classes[index] if c.startswith("head.")}
        if len(found) > 0:
            return frozenset(found)
    return frozenset()


def _fits(wanted: frozenset[str], theirs: frozenset[str], lemma: str) -> bool:
    if not wanted.isdisjoint(theirs):
        return True
    return lemma in _BROAD and not _HIGHER.isdisjoint(theirs)


def _is_of(words: Words, adjective: int, mention: Mention) -> bool:
    """Return whether an adjective tells the place of an organisation: its town, region or country."""
    word = words.lower[adjective]
    stem = word[:_STEM]
    near = range(mention.first, min(mention.last + 4, words.sentence(mention.first).last))
    if any(words.lower[i].startswith(stem) for i in near):
        return True
    place = words.place[adjective]
    country = place.country if place is not None else country_of_adjective(word.capitalize())
    if country is None:
        return False
    return any((p := words.place[i]) is not None and p.country == country for i in near) or any(
        country_of_adjective(words.tokens[i].text) == country for i in near
    )
