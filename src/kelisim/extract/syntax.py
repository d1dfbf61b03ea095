"""What the kinds of statement ask of a sentence's structure. Ranges are token indices, `last` exclusive."""

from collections.abc import Iterator

from kelisim.extract.analysis import Analysis

_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis"})


def subtree(analysis: Analysis, index: int, *, without: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Return the range that the token and all that depends on it cover, left in one piece.

    Arguments:
        without: relations whose dependents (right of the token) end the range before them.
    """
    sentence = analysis.sentences[analysis.sentence_of[index]]
    first, last = index, index + 1
    waiting = [index]
    cut = sentence.last
    while waiting:
        current = waiting.pop()
        for child in analysis.children[current]:
            if child > index and analysis.tokens[child].relation in without:
                cut = min(cut, _leftmost(analysis, child))
                continue
            first, last = min(first, child), max(last, child + 1)
            waiting.append(child)
    return first, min(last, cut)


def _leftmost(analysis: Analysis, index: int) -> int:
    first = index
    waiting = [index]
    while waiting:
        current = waiting.pop()
        first = min(first, current)
        waiting.extend(analysis.children[current])
    return first


def noun_phrase(analysis: Analysis, index: int) -> tuple[int, int]:
    """Return the noun phrase headed by the token, without what is coordinated to it and without clauses."""
    first, last = subtree(analysis, index, without=_CLAUSES | {"conj", "cc", "appos"})
    return strip_marks(analysis, first, last)


def head_of(analysis: Analysis, first: int, last: int) -> int:
    """Return the token that the others of a phrase hang on: "memorandum" of understanding."""
    outside = (i for i in range(first, last) if not first <= analysis.tokens[i].head < last)
    return next(outside, last - 1)


def strip_marks(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the range without punctuation and coordinators at its ends."""
    tokens = analysis.tokens
    while first < last and (tokens[first].pos in {"PUNCT", "CCONJ"}):
        first += 1
    while last > first and tokens[last - 1].pos in {"PUNCT", "CCONJ"} and tokens[last - 1].text not in '")»”':
        last -= 1
    return first, last


def conjuncts(analysis: Analysis, index: int) -> tuple[int, ...]:
    """Return the token and those coordinated to it, in text order."""
    found = [index]
    waiting = [index]
    while waiting:
        for child in analysis.children[waiting.pop()]:
            if analysis.tokens[child].relation == "conj":
                found.append(child)
                waiting.append(child)
    return tuple(sorted(found))


def dependents(analysis: Analysis, index: int, *relations: str) -> tuple[int, ...]:
    """Return the dependents of a token with one of the relations; "obl" also finds "obl:agent"."""
    return tuple(
        child
        for child in analysis.children[index]
        if analysis.tokens[child].relation in relations
        or analysis.tokens[child].relation.split(":")[0] in relations
    )


def ancestors(analysis: Analysis, index: int) -> Iterator[int]:
    """Yield the heads of a token up to the root of its sentence."""
    seen = {index}
    while analysis.tokens[index].head not in seen:
        index = analysis.tokens[index].head
        seen.add(index)
        yield index


def subject_range(analysis: Analysis, act: int) -> tuple[int, int] | None:
    """Return the tokens of the subject of a verb, found through the verbs that it is joined to or under."""
    current = act
    for _ in range(5):
        found = dependents(analysis, current, "nsubj")
        found = tuple(c for c in found if analysis.tokens[c].relation == "nsubj")
        if len(found) > 0:
            if analysis.tokens[found[0]].pos != "PRON":
                return _with_conjuncts(analysis, found[0], current)
            if analysis.tokens[current].relation == "acl:relcl":
                head = analysis.tokens[current].head
                return subtree(analysis, head, without=_CLAUSES)
            return (found[0], found[0] + 1)
        relation, head = analysis.tokens[current].relation, analysis.tokens[current].head
        if relation == "obj" and analysis.tokens[act].relation == "acl":  # "led a delegation to visit"
            current = head
            continue
        if head == current or relation.split(":")[0] not in {"conj", "xcomp", "advcl", "acl", "dep"}:
            return None
        infinitive = "VerbForm=Inf" in analysis.tokens[current].features
        if relation == "acl:relcl" and not (infinitive and analysis.tokens[head].relation == "xcomp"):
            return subtree(analysis, head, without=_CLAUSES)
        current = head  # "X is the first country to sign": what is said to be one does it
    return None


def _with_conjuncts(analysis: Analysis, subject: int, verb: int) -> tuple[int, int]:
    """Return the subject with all that stands between it and its verb: lists with posts are often cut."""
    first, last = subtree(analysis, subject, without=_CLAUSES)
    return first, max(last, verb) if subject < verb else last
