"""Names by their core alone ("«Қазмырыш»" of "«Қазмырыш» ЖШС"), and heads that stand for a name."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.endings import after_stem, bears_plural
from kelisim.extract.names.known import Known
from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention

_OPENING: Final = frozenset('«“„"')
_CLOSING: Final = frozenset('»”"')
_LAST: Final = 4  # letters in which an ending stands where the lemma does not begin the word
_BARRED: Final = frozenset({"ADJ", "NUM", "DET"})


def cores(words: Words, bodies: Sequence[Known]) -> None:
    """Add what stands in quotes in a name, wherever it stands alone; of firms, the name without its head."""
    spoken = [False] * len(words.lower)
    for known in bodies:
        for first, last in known.spans:
            spoken[first:last] = [True] * (last - first)
    told: dict[str, list[Known]] = defaultdict(list)
    for known in bodies:
        for first, last in list(known.spans):
            core = _core(words, known, first, last)
            if core is None:
                continue
            if known.code == "company":
                known.add(" ".join(words.analysis.words(*core).split()), core)
            if known not in told[words.folded(*core)]:
                told[words.folded(*core)].append(known)
    for first, last in _quoted(words):
        owners = told.get(words.folded(first, last), [])
        if len(owners) == 1 and not any(spoken[first:last]):
            owners[0].add(" ".join(words.analysis.words(first, last).split()), (first, last))


def _core(words: Words, known: Known, first: int, last: int) -> tuple[int, int] | None:
    """Return what stands in quotes in a name, or the Latin words before the head of a firm."""
    quoted = next(((a, b) for a, b in _quoted(words, first, last) if a == first + 1), None)
    if quoted is not None:
        return quoted
    latin = known.code == "company" and last - first > 1
    latin = latin and all(words.tokens[i].text.isascii() for i in range(first, last - 1))
    return (first, last - 1) if latin else None


def _quoted(words: Words, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the tokens between quotation marks, up to six."""
    end = len(words.tokens) if last is None else last
    for index in range(first, end):
        if words.tokens[index].text in _OPENING:
            close = (i for i in range(index + 2, min(index + 8, end)) if words.tokens[i].text in _CLOSING)
            at = next(close, None)
            if at is not None:
                yield index + 1, at


def heads_alone(words: Words, bodies: Sequence[tuple[str, Known]]) -> Iterator[Mention]:
    """Yield heads without a name ("министрлік", "институттың") that mean the body of their sort told last.

    Languages without articles: a bare noun in the singular, with no adjective or number of its own.
    """
    table = words.lexicon.table("names", "descriptions_alone")
    sorts = {word: code for code, terms in table.items() for word in terms}
    told: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    covered = [False] * len(words.lower)
    for id, known in bodies:
        for first, last in known.spans:
            covered[first:last] = [True] * (last - first)
            told[known.code].append(((first, last), id))
    for found in told.values():
        found.sort()
    for index, token in enumerate(words.tokens):
        code = sorts.get(token.lemma)
        if code is None or covered[index] or not _is_bare(words, index):
            continue
        before = told[code][: bisect_left(told[code], ((index, index), ""))]
        if len(before) > 0:
            counts: dict[str, int] = defaultdict(int)
            for _, id in before:
                counts[id] += 1
            here = [id for (first, _), id in before if first >= _block_start(words, index)]
            meant = here[-1] if len(here) > 0 else max(counts, key=counts.__getitem__)
            yield Mention(index, index + 1, "organisation", (meant,), named=False)


def _block_start(words: Words, index: int) -> int:
    """Return the first token of the paragraph of a token."""
    sentences = words.analysis.sentences
    block = sentences[words.analysis.sentence_of[index]].block
    return next(s.first for s in sentences if s.block == block)


def _is_bare(words: Words, index: int) -> bool:
    """Tell whether a head stands in the singular, unpossessed, and has no word of its own before it."""
    token = words.tokens[index]
    rest = after_stem(token)
    owned = tuple(words.lexicon.terms("grammar", "possessed"))
    possessed = (token.lower[-_LAST:] if rest is None else rest).startswith(owned)
    if possessed or bears_plural(words.lexicon, token):
        return False
    if index == words.sentence(index).first:
        return True
    before = words.tokens[index - 1]
    if (
        before.text in _CLOSING
        or before.text == "-"
        or words.lower[index - 1] in words.lexicon.terms("names", "counters")
    ):
        return False
    own = (
        (words.capital[index - 1] and index - 1 > words.sentence(index).first)
        or before.pos in _BARRED
        or (before.pos in {"X", "NOUN"} and before.features == "")
    )
    return not own or before.lower in words.lexicon.terms("agreements", "definite")
