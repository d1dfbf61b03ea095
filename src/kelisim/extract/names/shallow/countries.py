"""Countries of organisations in languages that end a name with its head: owners, forms of firms, home."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.names.known import Known, content
from kelisim.extract.names.words import Words
from kelisim.places import place_of

_SHORTEST: Final = 4  # letters of a word whose ending tells


def countries(words: Words, bodies: Sequence[Known], found: Sequence[str | None]) -> list[str | None]:
    """Return the countries found, and for the rest those that the words before a name or in it tell.

    A place in the genitive or in the form of a seat right before a name is its country's: "Түркияның Эге
    университеті". A form of firms of the language's own country, a name after a person ("атындағы") and one
    of common words alone ("Сейсмология институты") are of that country.
    """
    homes = sorted(words.lexicon.terms("names", "home"))
    home = homes[0] if len(homes) == 1 else None
    return [
        country or _owner(words, known) or (home if _is_of_home(words, known) else None)
        for known, country in zip(bodies, found, strict=True)
    ]


def _owner(words: Words, known: Known) -> str | None:
    seated = tuple(words.lexicon.table("organisations", "properties").get("seated", ()))
    owners = tuple(words.lexicon.table("grammar", "cases").get("Gen", ()))
    for first, _ in known.spans:
        place = words.place[first - 1] if first > 0 else None
        if place is not None and place.last == first and words.lower[first - 1].endswith(owners + seated):
            return place.country
        before = words.tokens[first - 1].text if first > 0 else ""
        seat = place_of(before) if before[:1].isupper() and before.lower().endswith(seated) else None
        if seat is not None and place is None:
            return seat.country
    return None


def _is_of_home(words: Words, known: Known) -> bool:
    """Tell whether a name is made of the language's own words, or bears a form of firms of its country."""
    name = content(known.full())
    forms = words.lexicon.table("organisations", "properties").get("short", ())
    honours = words.lexicon.terms("organisations", "named")
    if any(word in forms or word in honours for word in name):
        return True
    fields = words.lexicon.terms("names", "fields")
    endings = tuple(words.lexicon.terms("names", "own_endings"))
    return len(name) > 1 and all(
        word in fields or (len(word) > _SHORTEST and word.endswith(endings)) or len(word) < _SHORTEST
        for word in name[:-1]
    )
