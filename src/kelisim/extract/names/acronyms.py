"""Acronyms: what stands in brackets beside a name, and which names a lone acronym may stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.runs import barrier
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import HYPHENS, Words, is_acronym

_LONGEST_BRACKET = 12
_CLIPPED = re.compile(r"^(гос|мед|пед|тех)(?=универс|инстит|акад)")
_HALF = 4  # letters of the shorter half of a compound
_SHORT_WORD = 2  # letters of the shortest word in brackets that is a name
_BRACKETS = {"(": ")", "[": "]"}
_SMALL = frozenset(
    {"of", "for", "and", "the", "in", "on", "at", "to", "de", "la", "del", "des", "für", "und", "и", "&"}
)


@dataclass(frozen=True, slots=True)
class Alias:
    """Forms in brackets after a name: token range of the name, and of each form."""

    first: int
    last: int
    forms: tuple[tuple[int, int], ...]
    headed: bool  # whether the name is that of an organisation by its head noun


def find_aliases(words: Words, named: Spots, brands: Iterable[tuple[int, int]] = ()) -> tuple[Alias, ...]:
    """Return the names that are followed by their acronym or another form in brackets, and the reverse.

    Arguments:
        brands: where names without a head noun stand ("Pacific Community").
    """
    found: list[Alias] = []
    begun = {last: first for first, last in brands}
    for sentence in words.analysis.sentences:
        for opening in range(sentence.first + 1, sentence.last - 2):
            if words.lower[opening] in _BRACKETS:
                alias = _alias(words, named, opening, sentence.first, sentence.last)
                if alias is None and opening in begun:
                    alias = _of_brand(words, begun[opening], opening, sentence.last)
                if alias is not None:
                    found.append(alias)
    found += _of_brands(words, begun)
    for last, ending in named.ending.items():  # "Nordic e-Infrastructure Collaboration NeIC"
        for organisation in ending:
            if _closes(words, organisation):
                found.append(Alias(organisation.first, last, ((last - 1, last),), headed=True))
        if last < len(words.lower) and words.acronym[last]:
            for organisation in ending:
                if spells(words.tokens[last].text, parts_of(words, organisation.first, organisation.last)):
                    found.append(
                        Alias(organisation.first, organisation.last, ((last, last + 1),), headed=True)
                    )
    return tuple(found)


def _of_brands(words: Words, begun: Mapping[int, int]) -> Iterator[Alias]:
    """Yield the acronyms right behind names without a head: "Deutsches Elektronen-Synchrotron DESY"."""
    for last, first in begun.items():
        if last - first > 1 and last < len(words.lower) and words.acronym[last]:
            spelt = set(words.lower[last]) <= set("".join(words.lower[first:last]))
            if spelt and words.place[last] is None:
                yield Alias(first, last, ((last, last + 1),), headed=False)


def without_things(
    words: Words, brands: Sequence[tuple[int, int]], aliases: Iterable[Alias]
) -> tuple[tuple[int, int], ...]:
    """Return the brands that are no short form of a post, a document or another thing: "PI", "NEP"."""
    things = {
        words.folded(*form)
        for alias in aliases
        if not alias.headed and _is_thing(words, alias.first, alias.last)
        for form in alias.forms
    }
    return tuple(span for span in brands if words.folded(*span) not in things)


def _is_thing(words: Words, first: int, last: int) -> bool:
    """Return whether the noun of a phrase, its last word or that before "of", names no body."""
    of = next((i for i in range(first + 1, last) if words.has(i, "of", "for", "on")), last)
    return words.has(of - 1, "other", "document", "office", "follower", "bodies") and not words.has(
        of - 1, "head"
    )


def _closes(words: Words, organisation: Organisation) -> bool:
    """Tell whether a name closes with its own short form: "Helmholtz-Zentrum für Geoforschung GFZ".

    Its letters are letters of the name; what closes a name in an inflected language is its owner ("АН").
    """
    last = organisation.last - 1
    parts = [words.tokens[i].text for i in range(organisation.first, last)]
    spelt = set(words.tokens[last].text.casefold()) <= set("".join(parts).casefold())
    return (
        spelt
        and not words.lexicon.inflected
        and words.tokens[last - 1].pos != "ADP"
        and sum(len(part) > 3 for part in parts) > 1
        and words.acronym[last]
        and words.place[last] is None
        and not any(part.isupper() for part in parts)
    )


def _alias(words: Words, named: Spots, opening: int, lowest: int, highest: int) -> Alias | None:
    close = _closed(words, opening, highest)
    forms = tuple(_forms(words, opening + 1, close))
    end = opening - 1 if words.has(opening - 1, "possessive") else opening
    if len(forms) == 0:
        return _reversed(words, named, opening, end)
    first, last = forms[0]
    foreign = named.starting.get(first)
    ending = named.ending.get(end, ())
    if words.lexicon.inflected and foreign is not None and foreign.last <= close and len(ending) > 0:
        # "Вроцлавский университет (Wrocław University)"
        return Alias(ending[0].first, ending[0].last, ((first, foreign.last),), headed=True)
    spelt = words.lexicon.inflected and all(words.acronym[first:last])  # "(ИМБТ СО РАН)"
    if len(ending) > 0 and last == close and _is_short(words, first, last, ending[0]):
        return Alias(ending[0].first, ending[0].last, forms, headed=True)
    if not words.acronym[first] or (last - first > 2 and not spelt):
        return None
    return _acronym(words, ending, forms, end, lowest)


def _closed(words: Words, opening: int, highest: int) -> int:
    """Return where the brackets close that open at a token, the next one where they do not."""
    within = range(opening + 2, min(highest, opening + _LONGEST_BRACKET))
    return next((i for i in within if words.lower[i] == _BRACKETS[words.lower[opening]]), opening + 1)


def _of_brand(words: Words, first: int, opening: int, highest: int) -> Alias | None:
    """Return the acronym of a name of two words or more that has no head: "the Pacific Community (SPC)"."""
    close = _closed(words, opening, highest)
    short = close - opening == 2 and words.acronym[opening + 1] and not words.has(opening + 1, "abbreviation")
    if opening - first < 2 or not short or words.place[opening + 1] is not None:
        return None
    return Alias(first, opening, ((opening + 1, close),), headed=False)


def _is_short(words: Words, first: int, last: int, whole: Organisation) -> bool:
    """Tell a short form that is no plain acronym: "Sida", "E-JUST", "Uni-CV", "Tekes".

    It is one word, with hyphens perhaps, that is neither a place, a person nor a word of the language.
    """
    text = "".join(token.text for token in words.tokens[first:last])
    whole_text = words.analysis.text[words.tokens[first].start : words.tokens[last - 1].end]
    if text != whole_text or words.lexicon.inflected or any(c.isdigit() or c == "." for c in text):
        return False
    if any(words.place[i] is not None for i in range(first, last)):
        return False
    if last - first > 1:
        return is_acronym(text)
    if len(words.classes[first]) > 0:
        return False
    pos, label = words.tokens[first].pos, words.label[first]
    named = pos in {"PROPN", "X"} and label not in {"PER", "LOC"} and len(text) > _SHORT_WORD
    return not words.acronym[first] and (named or spells(text, parts_of(words, whole.first, whole.last)))


def _acronym(
    words: Words, ending: Sequence[Organisation], forms: tuple[tuple[int, int], ...], end: int, lowest: int
) -> Alias | None:
    """Return the name before the brackets that the acronym in them stands for."""
    first = forms[0][0]
    short = words.tokens[first].text
    for organisation in ending:
        if spells(short, parts_of(words, organisation.first, organisation.last)):
            return Alias(organisation.first, organisation.last, forms, headed=True)
    begin = _spelt_from(words, short, end, lowest)
    if begin is not None:  # "Al-Farabi Kazakh National University (KazNU)": the whole name, not what is spelt
        begin = min([begin, *(o.first for o in ending if o.first < begin)])
        return Alias(begin, end, forms, headed=any(o.first == begin for o in ending))
    if len(ending) == 0 or words.has(first, "abbreviation") or words.place[first] is not None:
        return None
    return Alias(ending[0].first, ending[0].last, forms, headed=True)


def _forms(words: Words, first: int, close: int) -> Iterator[tuple[int, int]]:
    """Yield the forms within brackets, parted by commas: "ETAIS, Eesti Teadusarvutuste Infrastruktuur"."""
    start = first
    for index in range(first, close + 1):
        if index < close and words.lower[index] not in {",", ";"}:
            continue
        begin, end = start, index
        while begin < end and not words.tokens[begin].text[0].isalnum():
            begin += 1
        while end > begin and not words.tokens[end - 1].text[0].isalnum():
            end -= 1
        if (
            begin < end
            and all(
                words.capital[i] or words.lower[i] in HYPHENS or words.has(i, "connector", "of")
                for i in range(begin, end)
            )
            and (begin == first or len(words.lower[begin]) > 1)
            and words.place[begin] is None
        ):
            yield begin, end
        start = index + 1


def _reversed(words: Words, named: Spots, opening: int, end: int) -> Alias | None:
    """Bind "EKTU (East Kazakhstan Technical University)"."""
    organisation = named.starting.get(opening + 1) or named.starting.get(opening + 2)
    if organisation is None or not words.acronym[end - 1]:
        return None
    if not spells(words.tokens[end - 1].text, parts_of(words, organisation.first, organisation.last)):
        return None
    return Alias(organisation.first, organisation.last, ((end - 1, end),), headed=True)


def _spelt_from(words: Words, short: str, end: int, lowest: int) -> int | None:
    """Return where the capitalised words before `end` begin whose initials spell the acronym."""
    first = end
    while first > lowest and end - first < 2 * len(short) + 4:
        first -= 1
        small = (
            words.lower[first] in _SMALL | {","}
            or words.lower[first] in HYPHENS
            or words.has(first, "possessive", "of")
        )
        if not words.capital[first] and not small and not words.joined[first]:
            return None
        if words.capital[first] and barrier(words, first) and not words.titled[first]:
            return None
        starts = words.tokens[first].text[0].casefold() == short[0].casefold()
        if starts and not small and end - first > 1 and spells(short, parts_of(words, first, end)):
            return first
    return None


def parts_of(words: Words, first: int, last: int) -> list[str]:
    """Return the words of a name, without its marks."""
    return [token.text for token in words.tokens[first:last] if token.text[0].isalnum()]


def _second_halves(text: str) -> list[int]:
    """Return where the second half of a Russian compound may begin: "дальне|восточный", "гос|университет"."""
    if not "а" <= text[0] <= "я":
        return []
    clipped = [match.end() for match in _CLIPPED.finditer(text)]
    return clipped + [i for i in range(_HALF, len(text) - _HALF) if text[i - 1] in "оеё"]


def spells(short: str, parts: Sequence[str]) -> bool:
    """Return whether an acronym is made of the beginnings of the words, small words optional.

    Every word with a capital gives at least its first letter: "KazNU" from "Kazakh National University".
    """
    letters = [c.casefold() for c in short if c.isalnum()]
    if len(letters) > 1 and short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    memory: dict[tuple[int, int], bool] = {}

    def fits(at: int, word: int) -> bool:
        if word == len(parts):
            return at == len(letters)
        key = (at, word)
        if key not in memory:
            text = parts[word].casefold()
            result = text in _SMALL and fits(at, word + 1)
            taken = 0
            while (
                not result
                and at + taken < len(letters)
                and taken < len(text)
                and letters[at + taken] == text[taken]
            ):
                taken += 1
                result = fits(at + taken, word + 1)
            if not result and taken > 0:
                inner = _second_halves(text)
                result = any(letters[at + 1 : at + 2] == [text[i]] and fits(at + 2, word + 1) for i in inner)
            memory[key] = result
        return memory[key]

    return 1 < len(parts) <= 24 and len(letters) > 1 and fits(0, 0)
