"""Acronyms that no record has and that its names make: EKTU, ВКТУ, KazNU."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kelisim.resolve.registry import words
from kelisim.resolve.registry.names import ACRONYM, INITIALS, Names, Vocabulary
from kelisim.resolve.registry.records import RorRecord
from kelisim.resolve.registry.text import NAMED_AFTER, NAMED_FOR, WORD, read

_SHORTEST, _LONGEST = 3, 6  # letters
_AFTER_SYLLABLE: Final = (3, 4)  # letters of an acronym, the first of which a syllable may stand for
_WRITTEN: Final = re.compile("[A-Za-zÀ-ſ]|[Ѐ-ӿ]")  # scripts that make acronyms by first letters
_SYLLABLES: Final = (3, 4)  # letters that a country or a town gives: Kaz, Бел, Таш


class _Part(NamedTuple):
    """A word of a name: as written; does it tell whose the body is (State), where, or whom it honours?"""

    written: str
    status: bool
    place: bool
    honours: bool


class Initials:
    """Makes acronyms of the names of universities, and adds those that are one record's alone.

    The first letters of a name's words, with and without whom it honours, with and without "State" or
    "National", which universities lay down and take on; a country or a town may stand with a syllable. An
    acronym that another record of the country makes as well, or that any record has as its own, tells nobody.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        found = words.lexicon()
        self._general = {vocabulary.number(key) for key in sorted(found.general)}
        self._status = {vocabulary.number(key) for key in sorted(found.status)}
        self._made: dict[str, dict[str, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, record: RorRecord, number: int, names: Names) -> None:
        """Look at the names that were added last, those of this record."""
        if record.status != "active" or "education" not in record.types or len(record.locations) == 0:
            return
        details = record.locations[0].geonames_details
        home: set[int] = set()
        for place in (details.country_name, details.country_subdivision_name, details.name):
            home.update(read(place or "", self._vocabulary.lookup).ids)
        for name in range(len(names.record) - 1, -1, -1):
            if names.record[name] != number:
                break
            if names.kind[name] != ACRONYM:
                for text in names.texts[name].split("\t"):
                    for made in _acronyms(list(self._parts(text, home))):
                        self._made[words.fold(made)][details.country_code].setdefault(number, None)

    def finish(self, names: Names) -> None:
        """Add those that tell one record."""
        own = {words.fold(names.texts[n]) for n in range(len(names.record)) if names.kind[n] == ACRONYM}
        for made, lands in self._made.items():
            if made in own or words.meaning(made) is not None or self._is_place(made):
                continue
            for owners in lands.values():
                if len(owners) == 1:
                    (number,) = owners
                    names.add(number, INITIALS, made.upper(), list(self._vocabulary.lookup(made)[0]))

    def _is_place(self, made: str) -> bool:
        return any(key in self._vocabulary.places for key in (words.key(made), *words.place_keys(made)))

    def _parts(self, text: str, home: set[int]) -> Iterator[_Part]:
        """Yield the words of a name that an acronym has letters of."""
        written = [match[0] for match in WORD.finditer(text)]
        folded = [word.lower() for word in written]
        first = next((n + 1 for n, word in enumerate(folded) if word in NAMED_FOR), 0)
        last = next((n for n, word in enumerate(folded) if word in NAMED_AFTER), len(written))
        for raw in written[first:last]:
            ids = self._vocabulary.lookup(raw)[0]
            if len(ids) > 0 and len(raw) > 1 and _WRITTEN.match(raw):
                known = set(ids)
                place = not known.isdisjoint(home)
                honours = not place and known.isdisjoint(self._general)
                yield _Part(raw, known <= self._status, place, honours)


def _acronyms(parts: Sequence[_Part]) -> Iterator[str]:
    """Yield the acronyms that people make of the words of a name."""
    for kept in (list(parts), [part for part in parts if not part.honours]):
        for used in (kept, [part for part in kept if not part.status]):
            letters = "".join(part.written[0] for part in used)
            if _SHORTEST <= len(letters) <= _LONGEST:
                yield letters
            if len(letters) in _AFTER_SYLLABLE and used[0].place:
                yield from (used[0].written[:length] + letters[1:] for length in _SYLLABLES)
