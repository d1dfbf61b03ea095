"""What stands for a name told before: "Columbia", "the University", "both institutions"."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kelisim.extract.names.acronyms import spells
from kelisim.extract.names.known import SHORTENED, Known, content
from kelisim.extract.names.words import Words, is_acronym
from kelisim.extract.reading import Mention

_SHORT = 2  # letters of the shortest acronym
_MANY = 60  # names looked at for who "both universities" are
_NOT_TO_A_TOWN = frozenset({"at", "by", "with"})
"""What stands before those who act, and before a town only where it stands for its university."""
_ACTING = frozenset({"at", "by", "with", "between", "of", "to", "for"})


def short_forms(words: Words, bodies: Sequence[Known], taken: Sequence[bool]) -> None:
    """Add the acronyms wherever they stand, and what is left of the names of universities: "Waikato"."""
    _acronyms(words, bodies, taken)
    parts: dict[str, list[tuple[tuple[str, ...], Known]]] = defaultdict(list)
    for known in bodies:
        if known.code not in SHORTENED:
            continue
        for name in known.names.values():
            left = _without_head(words, name)
            if len(left) > 0 and len(left[0]) > 2:
                parts[left[0]].append((left, known))
    spoken = [False] * len(words.lower)
    for known in bodies:
        for first, last in known.spans:
            spoken[first:last] = [True] * (last - first)
    beside = tuple(spoken)
    for index, word in enumerate(words.lower):
        if word not in parts or not words.capital[index] or spoken[index] or taken[index]:
            continue
        fitting = {
            id(known): (left, known)
            for left, known in parts[word]
            if words.lower[index : index + len(left)] == left
        }
        if len(fitting) != 1:
            continue
        left, known = next(iter(fitting.values()))
        last = index + len(left)
        if last < len(words.lower) and words.capital[last] and not words.has(last, "office", "title", "stop"):
            continue
        if (
            index > 0
            and words.capital[index - 1]
            and words.joined[index - 1] is False
            and not words.has(index - 1, "stop", "verb", "document")
        ):
            continue
        if _acts(words, index, last) or _is_listed(words, beside, index, last, known):
            known.add(" ".join(words.analysis.words(index, last).split()), (index, last))


def _acronyms(words: Words, bodies: Sequence[Known], taken: Sequence[bool]) -> None:
    """Add the places where the acronym that one organisation alone has told stands by itself."""
    told: dict[str, list[Known]] = defaultdict(list)
    spoken = list(taken)
    for known in bodies:
        for first, last in known.spans:
            spoken[first:last] = [True] * (last - first)
        for name in set(known.names.values()):
            if is_acronym(name) and (len(name) > 2 or _is_defined(words, known, name)):
                told[name].append(known)
    spelt: dict[str, list[Known]] = {}
    for index, token in enumerate(words.tokens):
        owners = told.get(token.text) or _spelt_by(words, bodies, index, spelt)
        shouted = len(token.text) == _SHORT and not words.capital[index]
        if len(owners) == 1 and not spoken[index] and words.place[index] is None and not shouted:
            owners[0].add(token.text, (index, index + 1))


def _spelt_by(
    words: Words, bodies: Sequence[Known], index: int, spelt: dict[str, list[Known]]
) -> list[Known]:
    """Return the bodies whose names an acronym that is told of none is made of: "USP"."""
    short = words.tokens[index].text
    if words.lexicon.inflected or not words.acronym[index]:
        return []
    if len(short) <= _SHORT and not _in_brackets(words, index) and words.lower.count(short.lower()) < _SHORT:
        return []
    if words.has(index, "abbreviation", "known", "document", "other") or words.place[index] is not None:
        return []
    if short not in spelt:
        spelt[short] = [
            known
            for known in bodies
            if known.code in SHORTENED
            and len(known.acronyms) == 0
            and any(spells(short, re.findall(r"\w+", name)) for name in known.names.values())
        ]
    return spelt[short]


def _in_brackets(words: Words, index: int) -> bool:
    """Tell what stands alone in brackets, as behind who serves it: "Ole Ottersen (KI)"."""
    return words.lower[index - 1] == "(" and words.lower[index + 1 : index + 2] == (")",)


def _is_defined(words: Words, known: Known, short: str) -> bool:
    """Return whether two letters stand in brackets beside the name: "the University of Tartu (UT)"."""
    return any(
        first + 1 == last and words.tokens[first].text == short and words.lower[first - 1] == "("
        for first, last in known.spans
        if first > 0 and not words.has(first, "abbreviation")
    )


def _without_head(words: Words, name: str) -> tuple[str, ...]:
    """Return the words of "Columbia University" or "University of Waikato" that are its own."""
    heads = words.lexicon.terms("organisations", "heads")
    fields = words.lexicon.terms("names", "fields")
    parts = content(name)
    left = tuple(part for part in parts if part not in heads)
    general = words.lexicon.terms("names", "common")
    if len(left) == 0 or len(left) > 2 or any(part in fields or part in general for part in left):
        first = parts[0]  # "Victoria" of "Victoria University of Wellington"
        if len(parts) > 2 and parts[1] in heads and first not in heads | fields | general:
            return (first,)
        return ()
    if len(left) == 2 and parts[1] in heads:
        return (left[0],)
    return left


def _acts(words: Words, first: int, last: int) -> bool:
    """Return whether a name that may be a place, too, stands for those who act there."""
    place = words.place[first]
    if place is not None and place.kind != "city":
        return False
    before = words.lower[first - 1] if first > 0 else ""
    relation = words.tokens[last - 1].relation
    if before in {"in", "from", "near"}:
        return False
    subject = relation.startswith("nsubj") or relation == "obl:agent"
    owner = last < len(words.lower) and words.has(last, "possessive")
    if place is not None and not subject and before not in _NOT_TO_A_TOWN:
        return owner and (words.label[first] == "ORG" or words.has(last + 1, "office"))
    return (
        subject
        or owner
        or before in _ACTING
        or words.label[first] in {"ORG", "PER"}
        or words.has(first - 1, "and")
    )


def _is_listed(words: Words, spoken: Sequence[bool], first: int, last: int, whole: Known) -> bool:
    """Tell a town that stands with an organisation: "SQU and Tsukuba to study", "UGM, Groningen boost".

    Behind its own university it is the address.
    """
    place = words.place[first]
    if (place is not None and place.kind != "city") or any(end == first - 1 for _, end in whole.spans):
        return False
    links = {index for index in (first - 1, last) if words.has(index, "and") or _is_comma(words, index)}
    return (first - 1 in links and first > 1 and spoken[first - 2] and not _is_comma(words, last)) or (
        last in links and words.has(last, "and") and last + 1 < len(spoken) and spoken[last + 1]
    )


def _is_comma(words: Words, index: int) -> bool:
    return 0 <= index < len(words.lower) and words.lower[index] == ","


def descriptions(words: Words, bodies: Sequence[tuple[str, Known, str | None]]) -> Iterator[Mention]:
    """Yield "the University", "the Chinese institution" where one organisation told before must be meant.

    Arguments:
        bodies: the organisations with their ids and countries.
    """
    table = words.lexicon.table("names", "descriptions")
    definite, nouns = frozenset(table.get("definite", ())), frozenset(table.get("groups", ()))
    heads = words.lexicon.table("organisations", "heads")
    codes = {term: code for code, terms in heads.items() for term in terms}
    told = _by_description(bodies, codes)
    covered = _covered(words, [(id, known) for id, known, _ in bodies])
    block_starts = {s.block: s.first for s in reversed(words.analysis.sentences)}
    for index in range(1, len(words.lower)):
        word = words.lower[index]
        if (word not in codes and word not in nouns) or covered[index] or not _stands_alone(words, index):
            continue
        first, keys = index - 1, [codes.get(word, "")]
        place = words.place[index - 1]
        if place is not None and place.kind == "adjective" and place.first > 0:
            first, keys = place.first - 1, [f"{codes.get(word, '')} {place.country}", f" {place.country}"]
        elif words.capital[index - 1] and not words.capital[index] and index > 1:  # "the Batumi academy"
            first, keys = index - 2, [f"{codes.get(word, '')} {words.lower[index - 1]}"]
        if words.lower[first] not in definite:
            continue
        block = words.analysis.sentences[words.analysis.sentence_of[first]].block
        opening = block_starts[block]
        meant = next(
            (id for key in keys if (id := _meant_one(told.get(key, ()), opening, index)) is not None), None
        )
        if meant is not None:
            yield Mention(first, index + 1, "organisation", (meant,), named=False)


def _stands_alone(words: Words, index: int) -> bool:
    """Return whether a noun is a description by itself: not in "university students", "University of X"."""
    if words.tokens[index].relation == "compound" or words.has(index, "plural"):
        return False
    if index + 1 == len(words.lower):
        return True
    return words.tokens[index + 1].pos not in {"NOUN", "PROPN"} and not words.has(index + 1, "of")


def _by_description(
    bodies: Sequence[tuple[str, Known, str | None]], codes: Mapping[str, str]
) -> dict[str, list[tuple[int, str]]]:
    """Return where organisations are told, by head, country and words of the name."""
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for id, known, country in bodies:
        own = {word for name in known.names.values() for word in content(name)}
        kinds = {known.code} | {codes[word] for word in own if word in codes} | {""}
        keys = {f"{code} {country}" for code in kinds} | {f"{known.code} {word}" for word in own}
        for key in keys | (kinds - {""}):
            told[key] += [(last, id) for _, last in known.spans]
    for found in told.values():
        found.sort()
    return told


def _meant_one(told: Sequence[tuple[int, str]], opening: int, index: int) -> str | None:
    """Return the one told last in the paragraph that begins at `opening`, else the one told most before."""
    at = bisect_right(told, (index, "\uffff"))
    if at == 0:
        return None
    if told[at - 1][0] > opening:
        return told[at - 1][1]
    counts = Counter(id for _, id in told[max(0, at - _MANY) : at])
    return max(counts, key=counts.__getitem__)


def _covered(words: Words, bodies: Sequence[tuple[str, Known]]) -> list[bool]:
    covered = [False] * len(words.lower)
    for _, known in bodies:
        for first, last in known.spans:
            covered[first:last] = [True] * (last - first)
    return covered


def groups(words: Words, bodies: Sequence[tuple[str, Known]]) -> Iterator[Mention]:
    """Yield "both universities", "the two sides", "the parties" where the document decides who they are."""
    table = words.lexicon.table("names", "descriptions")
    nouns, open_nouns = frozenset(table.get("groups", ())), frozenset(table.get("open", ()))
    counts = {word: n for n, name in ((2, "two"), (3, "three"), (4, "four")) for word in table.get(name, ())}
    heads = words.lexicon.table("organisations", "heads")
    codes = {term: code for code, terms in heads.items() for term in terms}
    spots = sorted((span, id, known.code) for id, known in bodies for span in known.spans)
    for index in range(1, len(words.lower)):
        token = words.tokens[index]
        if token.lemma not in nouns or token.lemma == words.lower[index] or words.capital[index]:
            continue
        first, number = _counted(words, index, counts)
        if first == index or (number is None and token.lemma not in open_nouns):
            continue
        code = None if token.lemma in table.get("any", ()) else codes.get(token.lemma)
        chosen = _meant(words, spots, index, number or 2, code)
        if len(chosen) > 1:
            yield Mention(first, index + 1, "group", chosen, named=False)


def _counted(words: Words, index: int, counts: Mapping[str, int]) -> tuple[int, int | None]:
    """Return where "the two partner universities" begins, and how many it counts."""
    first, number = index, None
    while first > 0 and index - first < 3:
        before = words.lower[first - 1]
        if before in counts:
            number = counts[before]
        elif not words.has(first - 1, "article") and words.tokens[first - 1].pos not in {"ADJ", "DET"}:
            break
        first -= 1
    return first, number


def _meant(
    words: Words,
    spots: Sequence[tuple[tuple[int, int], str, str]],
    index: int,
    number: int,
    code: str | None,
) -> tuple[str, ...]:
    """Return those who must be meant: all that were told, or the pair last named side by side."""
    last = bisect_left(spots, ((index, index), "", ""))
    told: dict[str, None] = {}
    for _, id, kind in spots[:last][:_MANY]:
        if code is None or kind == code:
            told.setdefault(id)
    if len(told) == number:
        return tuple(told)
    near = [s for s in spots[max(0, last - _MANY) : last] if code is None or s[2] == code]
    for one, other in zip(near[-2::-1], near[::-1], strict=False):
        between = range(one[0][1], other[0][0])
        beside = any(words.has(i, "and") or words.lower[i] == "with" for i in between[:3])
        if one[1] != other[1] and number == 2 and len(between) <= 3 and beside:
            return one[1], other[1]
    return ()
