"""People told in the order of their organisations: "X and Y agreed … Rector A and President B signed"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention, Post

_BACK: Final = 3  # sentences before that of the people in which their organisations are told
_FAR: Final = 8  # tokens between two people of one list, or two organisations


def paired(words: Words, posts: Sequence[Post], told: Sequence[Mention]) -> Mapping[Range, Range]:
    """Return the organisation of each person whose place in a list tells it: person tokens → its tokens.

    Two or more people stand in one list, none with an organisation of their own, and the nearest list of as
    many organisations in the same or the sentences before gives the order.

    Arguments:
        told: mentions of organisations in text order.
    """
    found: dict[Range, Range] = {}
    for people in _lists_of_people(words, posts):
        bodies = _nearest_list(words, told, people)
        if len(bodies) == len(people):
            for post, body in zip(people, bodies, strict=True):
                found[post.person_tokens] = (body.first, body.last)
    return found


def _lists_of_people(words: Words, posts: Sequence[Post]) -> Iterator[list[Post]]:
    ordered = sorted({post.person_tokens: post for post in posts}.values(), key=lambda p: p.person_tokens)
    run: list[Post] = []
    for post in ordered:
        if len(run) > 0 and not _joined(words, run[-1].person_tokens[1], _begin(post)):
            if _is_list(run):
                yield run
            run = []
        run.append(post)
    if _is_list(run):
        yield run


def _is_list(run: Sequence[Post]) -> bool:
    return len(run) > 1 and all(post.organisation is None for post in run)


def _begin(post: Post) -> int:
    return min(post.person_tokens[0], post.office_tokens[0])


def _joined(words: Words, first: int, last: int) -> bool:
    """Return whether two members of a list are parted by a coordinator and small words alone."""
    if last - first > _FAR or last < first:
        return False
    if not any(words.has(i, "and") for i in range(first, last)):
        return False
    return all(
        words.has(i, "and", "article", "title", "modifier", "connector")
        or words.lower[i] in {",", "-", "–"}
        or words.tokens[i].pos in {"DET", "ADJ", "ADP"}
        for i in range(first, last)
    )


def _nearest_list(words: Words, told: Sequence[Mention], people: Sequence[Post]) -> list[Mention]:
    """Return the list of organisations nearest before people, or none where it is of another length."""
    start = min(_begin(post) for post in people)
    sentence = words.analysis.sentence_of[start]
    for number in range(sentence, max(-1, sentence - _BACK - 1), -1):
        span = words.analysis.sentences[number]
        here = [m for m in told if m.named and span.first <= m.first and m.last <= min(span.last, start)]
        lists = [found for found in _lists_of_bodies(words, here) if len(found) > 1]
        if len(lists) > 0:
            return lists[-1]
    return []


def _lists_of_bodies(words: Words, told: Sequence[Mention]) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for mention in sorted(told, key=lambda m: (m.first, -m.last)):
        if len(run) > 0 and mention.referents == run[-1].referents:
            continue
        if len(run) > 0 and (mention.first < run[-1].last or not _listed(words, run[-1].last, mention.first)):
            if mention.first < run[-1].last:
                continue
            yield run
            run = []
        run.append(mention)
    if len(run) > 0:
        yield run


def _listed(words: Words, first: int, last: int) -> bool:
    """Return whether only commas, coordinators, articles, brackets and a seat part two organisations."""
    if last - first > _FAR:
        return False
    return all(
        words.has(i, "and", "article")
        or words.lower[i] in {",", "(", ")", "in", "im", "–", "-"}
        or words.place[i] is not None
        or words.acronym[i]
        or words.tokens[i].pos in {"DET", "ADJ"}
        for i in range(first, last)
    ) and any(words.has(i, "and") or words.lower[i] == "," for i in range(first, last))
