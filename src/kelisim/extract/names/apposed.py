"""Two names told side by side for one body: "Inserm, the French National Institute …", "X, formerly Y"."""

from collections.abc import Iterator

from kelisim.extract.names.acronyms import Alias, parts_of, spells
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import Words

_RUN = 3  # words of a name that another one explains
_PAUSES = frozenset({",", "(", "–", "—", "-"})
_CLOSING = frozenset({",", ".", ";", "(", ")", "–", "—", ":"})
_NO_NAME = ("month", "title", "office", "document", "abbreviation", "verb", "stop", "other", "given", "head")


def find_apposed(words: Words, named: Spots) -> Iterator[Alias]:
    """Yield the bodies that the text tells by two names, one right behind the other."""
    if words.lexicon.inflected:
        return
    for organisation in named.starting.values():
        yield from _explained(words, named, organisation)
        yield from _formerly(words, named, organisation)
        yield from _behind(words, organisation)
        yield from _foreign(words, named, organisation)


def _explained(words: Words, named: Spots, whole: Organisation) -> Iterator[Alias]:
    """Yield "Inserm, the French National Institute of Health": a name without a head, explained."""
    comma = whole.first - 2
    if comma < 1 or words.lower[comma] != "," or not words.has(whole.first - 1, "article"):
        return
    closes = whole.last >= len(words.lower) or words.lower[whole.last] in _CLOSING
    if not closes and words.tokens[whole.last].pos not in {"VERB", "AUX"}:
        return
    first, lowest = comma, words.sentence(whole.first).first
    while first > lowest and words.capital[first - 1] and comma - first < _RUN:
        first -= 1
    listed = first > lowest and words.lower[first - 1] == ","
    if first == comma or listed or comma in named.ending or (first > lowest and words.capital[first - 1]):
        return
    spots = range(first, comma)
    if any(words.place[i] is not None or words.has(i, *_NO_NAME) for i in spots):
        return
    if all(words.acronym[i] or words.label[i] != "PER" for i in spots) and not _goes_on(words, whole.last):
        yield Alias(whole.first, whole.last, ((first, comma),), headed=True)


def _goes_on(words: Words, last: int) -> bool:
    """Return whether a list goes on behind a name: "X, the Y Institute, and the Z Academy"."""
    after = last + 1 if last < len(words.lower) and words.lower[last] == "," else last
    return words.has(after, "and")


def _formerly(words: Words, named: Spots, whole: Organisation) -> Iterator[Alias]:
    """Yield "the NSTC – formerly the Ministry of Science": a body and its former name."""
    index = whole.first - 1
    if words.has(index, "article"):
        index -= 1
    while words.has(index, "called"):
        index -= 1
    if not words.has(index, "former"):
        return
    pause = index - 1
    while pause > 0 and words.lower[pause] in _PAUSES:
        pause -= 1
    if pause < 0:
        return
    last = pause + 1
    before = named.ending.get(last, ())
    if len(before) > 0:
        yield Alias(before[0].first, last, ((whole.first, whole.last),), headed=True)
    elif words.acronym[pause]:
        for other in named.starting.values():
            if spells(words.tokens[pause].text, parts_of(words, other.first, other.last)):
                yield Alias(other.first, other.last, ((pause, last), (whole.first, whole.last)), headed=True)
                break


def _behind(words: Words, whole: Organisation) -> Iterator[Alias]:
    """Yield "Bandung Institute of Technology/ITB" and "Norwegian School of Economics, NHH,"."""
    start = whole.last + 1
    if start >= len(words.lower) or not words.acronym[start] or words.place[start] is not None:
        return
    if words.has(start, "abbreviation", "after_name"):
        return
    mark = words.lower[whole.last]
    closes = start + 1 >= len(words.lower) or words.lower[start + 1] in _CLOSING
    slashed = mark == "/" and (closes or not words.joined[start])
    if slashed or (
        mark == "," and closes and spells(words.tokens[start].text, parts_of(words, whole.first, whole.last))
    ):
        yield Alias(whole.first, whole.last, ((start, start + 1),), headed=True)


def _foreign(words: Words, named: Spots, whole: Organisation) -> Iterator[Alias]:
    """Yield "German Aerospace Center (Deutsches Zentrum für …; DLR)": the name in another language."""
    if whole.last + 1 >= len(words.lower) or words.lower[whole.last] not in {"(", "["}:
        return
    inner = named.starting.get(whole.last + 1)
    if inner is None or inner.code != whole.code or inner.last >= len(words.lower):
        return
    after = inner.last
    if words.lower[after] in {",", ";"} and after + 2 < len(words.lower) and words.acronym[after + 1]:
        if words.lower[after + 2] in {")", "]"}:
            forms = ((inner.first, inner.last), (after + 1, after + 2))
            yield Alias(whole.first, whole.last, forms, headed=True)
    elif words.lower[after] in {")", "]"}:
        yield Alias(whole.first, whole.last, ((inner.first, inner.last),), headed=True)
