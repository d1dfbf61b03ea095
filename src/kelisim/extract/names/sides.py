"""Whom those serve who stand in one list: "Rector A and President B" after "X University and Y College"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.names.words import HIGHER, Words
from kelisim.extract.reading import Mention, Post

_BACK: Final = 5  # sentences before that of the people in which their organisations are told
_FAR: Final = 9  # tokens between two people of one list


def sides(words: Words, posts: Sequence[Post], told: Sequence[Mention]) -> Mapping[Range, Range]:
    """Return the organisation of each person whose place in a list tells it: person tokens → its tokens.

    Two or more people stand in one list, one at least with no organisation of its own, and the nearest
    sentence before them that tells as many organisations gives the order. Who names another organisation
    leaves his side to the rest.

    Arguments:
        told: mentions of organisations and groups in text order.
    """
    found: dict[Range, Range] = {}
    for people in _lists(words, posts):
        bodies = _bodies(words, told, people)
        theirs = {post.organisation for post in people} - {None}
        left = [body for body in bodies if body.referents[0] not in theirs]
        alone = [post for post in people if post.organisation is None]
        if len(alone) == len(left) and len(bodies) - len(left) == len(theirs):
            found |= {
                post.person_tokens: (body.first, body.last) for post, body in zip(alone, left, strict=True)
            }
    return found


def _lists(words: Words, posts: Sequence[Post]) -> Iterator[list[Post]]:
    """Yield the runs of two people or more that stand in one list, one at least serving nobody told."""
    by_person: dict[Range, Post] = {}
    for post in posts:
        known = by_person.get(post.person_tokens)
        if known is None or known.organisation is None:
            by_person[post.person_tokens] = post
    run: list[Post] = []
    for post in sorted(by_person.values(), key=lambda post: post.person_tokens):
        if len(run) > 0 and not _joined(words, run[-1], post):
            if _is_open(run):
                yield run
            run = []
        run.append(post)
    if _is_open(run):
        yield run


def _is_open(run: Sequence[Post]) -> bool:
    return len(run) > 1 and any(post.organisation is None for post in run)


def _joined(words: Words, one: Post, other: Post) -> bool:
    """Return whether commas, a coordinator and small words alone part two members of a list."""
    last = other.person_tokens[0]
    if one.office_tokens != other.office_tokens:  # not "rectors A and B"
        last = min(last, other.office_tokens[0])
    first = one.person_tokens[1]
    if first <= one.office_tokens[0] < last:
        first = one.office_tokens[1]
    served = one.organisation_tokens
    if served is not None and first <= served[0] < last:
        first = served[1]
    between = range(first, last)
    return 0 < len(between) <= _FAR and all(
        words.has(i, "and", "article", "title", "modifier", "rank", "of", "own")
        or words.lower[i] in {",", "-", "–", "(", ")", "."}
        for i in between
    )


def _bodies(words: Words, told: Sequence[Mention], people: Sequence[Post]) -> list[Mention]:
    """Return the organisations, as many as people, of the nearest sentence that tells so many."""
    start = min(min(post.person_tokens[0], post.office_tokens[0]) for post in people)
    sentence = words.analysis.sentence_of[start]
    academic = any(words.has(i, "office.academic") for post in people for i in range(*post.office_tokens))
    for number in range(sentence, max(-1, sentence - _BACK - 1), -1):
        span = words.analysis.sentences[number]
        here = [m for m in told if span.first <= m.first and m.last <= span.last]
        if number == sentence:
            here = [m for m in here if m.last <= start]
        group = next((m for m in reversed(here) if len(m.referents) == len(people)), None)
        if group is not None:
            return [_last_named(told, id, start) for id in group.referents]
        bodies = _distinct(here)
        higher = [m for m in bodies if any(words.has(i, *HIGHER) for i in range(m.first, m.last))]
        for several in (higher,) if academic else (bodies, higher):
            if len(several) == len(people):
                return several
    return []


def _last_named(told: Sequence[Mention], id: str, start: int) -> Mention:
    """Return the last mention by name before a token of one of those meant by "both universities"."""
    named = [m for m in told if m.named and m.referents == (id,)]
    return next((m for m in reversed(named) if m.last <= start), named[0])


def _distinct(told: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of one organisation each that lie in no longer one, each organisation once."""
    kept: dict[str, Mention] = {}
    end = 0
    for mention in sorted(told, key=lambda m: (m.first, -m.last)):
        if mention.first < end or len(mention.referents) > 1:
            continue
        end = mention.last
        kept.setdefault(mention.referents[0], mention)
    return list(kept.values())
