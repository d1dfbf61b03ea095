"""Whether a text names an organisation, be it in another language: by words that stand side by side there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kelisim.resolve.across import PLACES, agreed_across, may_say, ways
from kelisim.resolve.compared import Compared, compared, compared_words, same_word
from kelisim.resolve.organisations import known_body
from kelisim.resolve.words import Word, words_of
from kelisim.spelling import fold

_PART: Final = re.compile(r"[;:!?()\[\]|«»„“”\"\n]+|,\s|(?<=[^\W\d_]{3})\.\s|\s[–—-]\s")
_MORE: Final = 3  # words, beside those of the name, that stand among them at most
_BRAND: Final = 5  # letters of a company's own word that tells it alone: "Linde"
_RUN: Final = 2  # words of a name that is found to the letter: more than these
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDS: Final = frozenset({"gap", "initial"})


def tells_of(text: str, name: str, *, by_brand: bool = True) -> bool:
    """Return whether a text names an organisation that goes by this name, in whatever language.

    `by_brand`: a company's own word is enough, without what else its name says.
    """
    body = known_body(name)
    if body is not None and known_body(text.strip()) == body:
        return True
    wanted = compared(name)
    if len(wanted.telling) + len(wanted.types) * len(wanted.countries) == 0:
        return False
    return any(_named_in(part, name, by_brand) for part in _PART.split(text) if part.strip() != "")


def share_name(ours: str, theirs: str, without: Sequence[str]) -> bool:
    """Return whether two texts hold one name of several words to the letter that is none of those known."""
    known = {fold(name) for name in without}
    other = f" {' '.join(_TOKEN.findall(theirs))} "
    return any(
        f" {name} " in other and not any(fold(name) in each or each in fold(name) for each in known)
        for name in _capitalised(ours)
    )


def _capitalised(text: str) -> Iterator[str]:
    """Give the runs of words with a capital, function words among them, that may be names of bodies."""
    for part in _PART.split(text):
        words = _TOKEN.findall(part)
        number = 0
        while number < len(words):
            end = number
            while end < len(words) and (
                words[end][0].isupper() or (end > number and words[end] in ways().links)
            ):
                end += 1
            run = words[number:end]
            while len(run) > 0 and run[-1] in ways().links:
                run.pop()
            while len(run) > 0 and run[0].lower() in ways().links:
                run.pop(0)
            kinds = {word.kind for word in words_of(" ".join(run))} if len(run) > _RUN else set()
            if "type" in kinds and len(kinds - {"type", "gap"}) > 0:
                yield " ".join(run)
            number = end + 1


def is_piece(name: str, whole: str, *, nameless: bool = False) -> bool:
    """Return whether a name says nothing but what a longer one says too; `nameless`: nothing of its own."""
    short, full = compared(name), compared(whole)
    if len(short.telling) + len(short.types) + len(short.countries) == 0:
        return False
    if nameless and any(word.kind in PLACES for word in short.telling):
        return False
    inner = short.types <= full.types and short.countries <= full.countries
    return inner and all(any(may_say(word, other) for other in full.telling) for word in short.telling)


def is_part(name: str, whole: str) -> bool:
    """Return whether a name holds that of a whole beside a part's: "School of Law at the University"."""
    rest = name.replace(whole, " ")
    return rest != name and len(compared(rest).types) > 0


@lru_cache(maxsize=1 << 14)
def _named_in(part: str, name: str, by_brand: bool) -> bool:
    wanted, words = compared(name), _words(part)
    if _is_brand(wanted) and (by_brand or len(wanted.telling) == 1):
        brand = wanted.telling[0]
        return any(agreed_across(_alone(brand), _alone(word)) for word in words if word.kind == brand.kind)
    own = [word for word in wanted.telling if word.kind in PLACES]
    if len(own) > 0 and not any(same_word(one, word) for one in own for word in words):
        return False
    return any(agreed_across(wanted, window) for window in _windows(words, _length(wanted)))


@lru_cache(maxsize=1 << 12)
def _words(part: str) -> tuple[Word, ...]:
    return tuple(words_of(part))


def _is_brand(name: Compared) -> bool:
    """Return whether a name is a word of its own before all else, and no sort of body: "Linde Group"."""
    if len(name.types) > 0 or len(name.telling) == 0:
        return False
    first = name.telling[0]
    return first.kind == "proper" and len(first.text) >= _BRAND


def _alone(word: Word) -> Compared:
    return Compared(frozenset(), frozenset(), (word,), ())


def _length(name: Compared) -> int:
    return len(name.types) + len(name.telling) + len(name.countries) + _MORE


def _windows(words: Sequence[Word], longest: int) -> Iterator[Compared]:
    """Give what up to so many words side by side say, where they may be a name."""
    for start, first in enumerate(words):
        if first.kind in _ENDS:
            continue
        if start > 0 and _tells_field(words[start - 1]):  # "Technical University"
            continue
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            if words[end - 1].kind not in _ENDS and not _goes_on(words[end : end + 3]):
                yield compared_words(words[start:end])


def _goes_on(behind: Sequence[Word]) -> bool:
    """Return whether the words behind a name are a part of it: "of Technology"; not those of the next."""
    if len(behind) > 0 and behind[0].kind == "gap":
        if fold(behind[0].text) in ways().joins:
            return False
        behind = behind[1:]
    if len(behind) == 0 or not _tells_field(behind[0]):
        return False
    return len(behind) == 1 or behind[1].kind != "type"


def _tells_field(word: Word) -> bool:
    """Return whether a word beside a name tells that it is longer, and not what the body does."""
    return word.kind == "word" and word.form not in ways().deeds
