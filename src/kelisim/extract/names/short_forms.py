"""What stands for a name told before: "Columbia", "the University", "both institutions"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kelisim.extract.names.identity import Known, content
from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention

_SHORTENED = frozenset({"university", "college", "institute", "school", "academy", "company"})
_ACTING = frozenset({"at", "by", "with", "between", "of", "to", "for"})


def short_forms(words: Words, bodies: Sequence[Known], taken: Sequence[bool]) -> None:
    """Add to universities what is left of their names without the head: "Columbia", "Waikato"."""
    parts: dict[str, list[tuple[tuple[str, ...], Known]]] = defaultdict(list)
    for known in bodies:
        if known.code not in _SHORTENED:
            continue
        for name in known.names.values():
            left = _without_head(words, name, known)
            if len(left) > 0 and len(left[0]) > 2:
                parts[left[0]].append((left, known))
    spoken = [False] * len(words.lower)
    for known in bodies:
        for first, last in known.spans:
            spoken[first:last] = [True] * (last - first)
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
        if _acts(words, index, last):
            known.add(" ".join(words.analysis.words(index, last).split()), (index, last))


def _without_head(words: Words, name: str, known: Known) -> tuple[str, ...]:
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
    if place is not None and not subject and before not in {"at", "by"}:
        return owner and words.label[first] == "ORG"
    return (
        subject
        or owner
        or before in _ACTING
        or words.label[first] in {"ORG", "PER"}
        or words.has(first - 1, "and")
    )


def descriptions(words: Words, bodies: Sequence[tuple[str, Known]]) -> Iterator[Mention]:
    """Yield "the University", "our institute" where one organisation told before must be meant.

    Arguments:
        bodies: the organisations with their ids.
    """
    definite = frozenset(words.lexicon.table("names", "descriptions").get("definite", ()))
    heads = words.lexicon.table("organisations", "heads")
    codes = {term: code for code, terms in heads.items() for term in terms}
    by_code: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for id, known in bodies:
        for code in {known.code, codes.get(words.lower[known.head], known.code) if known.head >= 0 else ""}:
            by_code[code] += [(last, id) for _, last in known.spans]
    for found in by_code.values():
        found.sort()
    covered = _covered(words, bodies)
    for index in range(1, len(words.lower)):
        code = codes.get(words.lower[index])
        if code is None or covered[index] or words.lower[index - 1] not in definite:
            continue
        if index + 1 < len(words.lower) and words.tokens[index + 1].pos in {"NOUN", "PROPN"}:
            continue
        if words.tokens[index].relation == "compound" or words.has(index, "plural"):
            continue
        if index + 1 < len(words.lower) and words.has(index + 1, "of"):
            continue
        before = [id for last, id in by_code.get(code, ()) if last <= index]
        if len(before) > 0:
            yield Mention(index - 1, index + 1, "organisation", (before[-1],), named=False)


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
    main = [(known.spans[0], id, known) for id, known in bodies]
    for index in range(1, len(words.lower)):
        token = words.tokens[index]
        if (
            token.lemma not in nouns
            or token.lemma == words.lower[index]
            or (words.capital[index] and words.capital[index - 1])
        ):
            continue
        first, number = index, None
        while first > 0 and index - first < 3:
            before = words.lower[first - 1]
            if before in counts:
                number = counts[before]
            elif before not in {"the", "these", "of"} and words.tokens[first - 1].pos != "ADJ":
                break
            first -= 1
        if first == index or (number is None and token.lemma not in open_nouns):
            continue
        code = codes.get(token.lemma)
        told = [(span, id, k) for span, id, k in main if span[0] < index]
        if code is not None and token.lemma not in {
            "institution",
            "organisation",
            "organization",
            "partner",
            "state",
            "centre",
        }:
            told = [item for item in told if item[2].code == code]
        chosen = _pair(words, told, index, number or 2)
        if len(chosen) > 1:
            yield Mention(first, index + 1, "group", chosen, named=False)


def _pair(
    words: Words, told: Sequence[tuple[tuple[int, int], str, Known]], index: int, number: int
) -> tuple[str, ...]:
    """Return those who must be meant: all that were told, or those last named side by side."""
    if len(told) == number:
        return tuple(id for _, id, _ in told)
    spots = sorted((span, id) for _, id, known in told for span in known.spans if span[0] < index)
    for (one, first_id), (other, second_id) in zip(reversed(spots[:-1]), reversed(spots[1:]), strict=True):
        if first_id != second_id and number == 2 and 0 < other[0] - one[1] <= 3:
            between = range(one[1], other[0])
            if any(words.has(i, "and") or words.lower[i] == "with" for i in between):
                return (first_id, second_id)
    return ()
