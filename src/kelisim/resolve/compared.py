"""Names of organisations as they are compared by likeness: what the body is, where, what is its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.resolve.organisation_names import read_name
from kelisim.resolve.words import Sounds, Word, lexicon, sounds_of, words_of
from kelisim.spelling import fold, is_cyrillic

LIKE: Final = 0.75  # similarity of two spellings of one proper name: Закария, Zakariya
LONG: Final = 5  # letters by sound of names that are compared by similarity: shorter ones must be the same
_POLISH: Final = (("wicz", "vich"), ("sz", "sh"), ("cz", "ch"), ("ckie", "tske"), ("rz", "zh"))
_SILENT: Final = frozenset({"gap", "initial", "status"})


@dataclass(frozen=True, slots=True)
class Compared:
    """A name as words: what the organisation is, where, what tells it from others, whom it honours."""

    types: frozenset[str]
    countries: frozenset[str]
    telling: tuple[Word, ...]
    honoured: tuple[Sounds, ...]


@lru_cache(maxsize=1 << 14)
def compared(name: str) -> Compared:
    """Return a name as it is compared."""
    known = lexicon()
    words = words_of(known.named_after.sub(" ", known.named_before.sub(" ", name)))
    read = compared_words(words)
    whole = read_name(name)
    countries = read.countries & {*whole.countries, whole.home}  # "имени Ивана Франко" tells no country
    return Compared(read.types, countries, read.telling, whole.honoured)


def compared_words(words: Sequence[Word]) -> Compared:
    """Return what words say side by side, as it is compared; of nobody is known that they honour him."""
    types = frozenset(word.form for word in words if word.kind == "type")
    silent = {*_SILENT, "type", "country"}
    if types == {"university"}:  # a federal university is another one than that of the town
        words = [replace(word, kind="word") if word.form == "federal" else word for word in words]
    telling = [word for word in words if word.kind not in silent]
    if len(types) > 1 and "academy" in types:  # an institute, with the academy of sciences that it belongs to
        types -= {"academy"}
        telling = [word for word in telling if word.form != "science"]
    countries = frozenset(word.form for word in words if word.kind == "country")
    return Compared(types, countries, tuple(telling), ())


def same_word(ours: Word, theirs: Word) -> bool:
    """Return whether two telling words may be one: by meaning, or by sound."""
    if ours.kind == theirs.kind == "word" or ours.kind == theirs.kind == "acronym":
        return ours.form == theirs.form
    if ours.kind == theirs.kind == "town" and ours.form != theirs.form:
        return not named_sounds(ours.text).isdisjoint(named_sounds(theirs.text))
    if ours.form == theirs.form:
        return True
    return sound_alike(named_sounds(ours.text), named_sounds(theirs.text))


@lru_cache(maxsize=1 << 14)
def named_sounds(text: str) -> Sounds:
    """Return the keys of a name by sound: of a Cyrillic one those of the noun behind an adjective too, of a
    Latin one those without accents ("Çukurova") and as Polish is said ("Mickiewicz", "Мицкевич").
    """
    sounds, folded = sounds_of(text), fold(text)
    if not is_cyrillic(text):
        polish = folded
        for written, said in _POLISH:
            polish = polish.replace(written, said)
        sounds |= sounds_of(folded)
        return sounds if polish == folded else sounds | sounds_of(polish)
    stems = (folded.removesuffix(end) for end in lexicon().possessives if folded.endswith(end))
    return sounds.union(*(sounds_of(stem) for stem in stems if len(stem) >= LONG))


def sound_alike(ours: Sounds, theirs: Sounds) -> bool:
    """Return whether two words sound the same, or hardly differ where they are long."""
    if not ours.isdisjoint(theirs):
        return True
    return any(
        OSA.normalized_similarity(a, b) >= LIKE
        for a in ours
        for b in theirs
        if min(len(a), len(b)) >= LONG and a[0] == b[0]
    )
