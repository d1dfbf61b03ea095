"""The parts of a list of deeds: which of its commas and words like "and" part one deed from the next."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.phrases import pieces
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import strip_marks, subtree

_OWN: Final = 2  # words with a meaning in a deed of its own: "workshops" alone shares those before it
_LEADING: Final = frozenset({"ADP", "PART", "SCONJ"})
_MEANING: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})


def split(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the deeds of a list, each with words of its own; the whole where it does not part so."""
    parts = _serial(reading, first, last)
    if len(parts) == 1:
        parts = [p for start, end in pieces(reading, first, last) for p in _serial(reading, start, end)]
    parts = [(start, _before_aside(reading, start, end)) for start, end in parts]
    semicolons = any(reading.analysis.tokens[end].text == ";" for _, end in parts[:-1])
    if not semicolons and any(_words(reading, *part) < _OWN for part in parts[1:]):
        parts = [(parts[0][0], parts[-1][1])]
    manner = reading.lexicon.terms("agreements", "manner")
    for start, end in parts:
        stop = end
        while stop < last and reading.analysis.tokens[stop].lower in manner:
            stop += 1
        yield start, stop


def deeds(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the deeds of one item or clause: several where each has words of its own."""
    analysis = reading.analysis
    verbs = [i for i in range(first, last) if is_finite(analysis, i)]
    parts = list(pieces(reading, first, last))
    whole = len(verbs) > 0 and parts[0][1] <= verbs[0]  # "master's and doctoral students go on exchange"
    if whole or any(_words(reading, *part) < _OWN for part in parts):
        yield first, last
    else:
        yield from parts


def before_other_verb(reading: Reading, first: int, last: int) -> int:
    """Return where an object ends before a verb joined to the one of its word: "covers tides | and gives"."""
    analysis = reading.analysis
    for index in range(first + 1, last):
        token = analysis.tokens[index]
        if token.relation == "conj" and token.head < first and is_finite(analysis, index):
            return strip_marks(analysis, first, max(subtree(analysis, index)[0], first))[1]
    return last


def _serial(reading: Reading, first: int, last: int) -> list[Range]:
    """Return the items of a list that closes with ", and", where each begins a phrase of its own."""
    tokens = reading.analysis.tokens
    names = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    semicolons = [i for i in range(first + 1, last - 1) if tokens[i].text == ";"]
    if len(semicolons) > 1:
        starts = [first, *(i + 1 for i in semicolons)]
        ends = [*semicolons, last]
        return [strip_marks(reading.analysis, *part) for part in zip(starts, ends, strict=True)]
    marks = [i for i in range(first + 1, last - 1) if tokens[i].text in {",", ";"} and i not in names]
    if len(marks) == 0 or tokens[marks[-1] + 1].pos != "CCONJ":
        return [(first, last)]
    joined = any(tokens[i].pos == "CCONJ" for i in range(first, marks[-1]))
    if _is_nested(reading, first, marks[0]) or not (len(marks) > 1 or joined):
        return [(first, last)]
    starts = [first, *(i + 1 for i in marks)]
    found: list[Range] = []
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        begin, stop = strip_marks(reading.analysis, start, end)
        while begin < stop and tokens[begin].pos in _LEADING and not _is_aside(reading, begin, stop):
            begin += 1
        if _is_aside(reading, begin, stop):
            continue
        if len(found) > 0 and (begin in names or not _stands(reading, first, begin, stop)):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((begin, stop))
    return found


def _stands(reading: Reading, first: int, begin: int, stop: int) -> bool:
    """Tell whether an item has words of its own, and a verb where the list begins with one to do."""
    tokens = reading.analysis.tokens
    if begin < stop and tokens[begin].lower in reading.lexicon.terms("agreements", "others"):
        return False  # "maps, charts, and other papers"
    bare = tokens[first].pos == "VERB" and "Prog" not in tokens[first].features
    return _words(reading, begin, stop) >= _OWN and (tokens[begin].pos == "VERB" or not bare)


def _is_nested(reading: Reading, first: int, comma: int) -> bool:
    """Tell whether a list stands inside a phrase: "cooperation on tides, winds, and waves"."""
    transparent = reading.lexicon.terms("phrases", "transparent")
    return any(t.pos == "ADP" and t.lower not in transparent for t in reading.analysis.tokens[first:comma])


def _before_aside(reading: Reading, first: int, last: int) -> int:
    """Return where a deed ends before words that say more of it: "a chair, financed by the Ministry"."""
    tokens = reading.analysis.tokens
    marks = (i for i in range(first + 2, last - 2) if tokens[i].text == ",")
    return next((i for i in marks if _is_aside(reading, i + 1, last)), last)


def _is_aside(reading: Reading, first: int, last: int) -> bool:
    """Tell whether words after a comma say more of what is before it: "to be filled in", "financed by"."""
    if first + 1 >= last:
        return False
    head, following = reading.analysis.tokens[first : first + 2]
    done = "VerbForm=Part" in head.features and "Tense=Past" in head.features
    return (done and following.pos == "ADP") or (head.pos == "PART" and following.pos == "AUX")


def _words(reading: Reading, first: int, last: int) -> int:
    """Return how many words with a meaning the richest part between words like "and" has."""
    counts, tokens = [0], reading.analysis.tokens
    others = reading.lexicon.terms("agreements", "others")
    for index in range(first, last):
        if tokens[index].pos == "CCONJ":
            if index + 1 < last and tokens[index + 1].lower in others:
                break  # "charts and other papers"
            counts.append(0)
        counts[-1] += tokens[index].pos in _MEANING
    return max(counts)
