"""Which works of different keys are one: by identifiers, or by title, year and first author, with care."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kelisim.spelling import fold


class Pair(NamedTuple):
    """Two keys that may be one work; `id` is what they share, none where it is title and year."""

    one: str
    other: str
    id: str | None


class Candidate(NamedTuple):
    """What is known of a key; `row` is the number of its last record, below 0 where it is in the tables."""

    work: str
    doi: str | None
    sources: Sequence[str]
    ids: Sequence[str]
    first_authors: Sequence[str]
    updated: str
    row: int


def same_works(pairs: Iterable[Pair], candidates: Iterable[Candidate]) -> dict[str, str]:
    """Return, for keys that are another's work, the key that the work goes by.

    Works of different DOIs stay two, unless they are two states of one record of one source: then the newer
    state's DOI holds. By title only works of different sources meet, and only where a work without DOI meets
    one other work: two different ones with that title leave it alone.
    """
    known = {each.work: each for each in candidates}
    groups = {work: {work} for work in known}
    by_id = [pair for pair in pairs if pair.id is not None]
    by_title = [pair for pair in pairs if pair.id is None]
    for pair in by_id:
        _unite(groups, known, known[pair.one], known[pair.other])
    met: dict[str, set[str]] = defaultdict(set)
    for pair in by_title:
        if _share_name(known[pair.one].first_authors, known[pair.other].first_authors):
            met[pair.one].add(pair.other)
    for work, others in sorted(met.items()):
        different = {frozenset(groups[other]) for other in others}
        if len(different) == 1:
            _unite(groups, known, known[work], known[min(others)])
    found: dict[str, str] = {}
    for group in {id(each): each for each in groups.values() if len(each) > 1}.values():
        final = _leader(known[work] for work in group)
        found |= {work: final for work in group if work != final}
    return found


def _unite(
    groups: dict[str, set[str]], known: dict[str, Candidate], one: Candidate, other: Candidate
) -> None:
    if groups[one.work] is groups[other.work]:
        return
    both = groups[one.work] | groups[other.work]
    dois = {known[work].doi for work in both} - {None}
    one_record = (
        len(both) == 2
        and len(set(one.sources)) == 1
        and set(one.sources) == set(other.sources)
        and len(one.ids) > 0
        and len(other.ids) > 0
        and one.ids[0] == other.ids[0]
    )
    if len(dois) <= 1 or one_record:
        for work in both:
            groups[work] = both


def _leader(group: Iterable[Candidate]) -> str:
    """A key with DOI goes first, then the one that is there already, then the first in the alphabet."""
    members = sorted(group, key=lambda each: each.work)
    with_doi = [each for each in members if each.doi is not None]
    if len(with_doi) > 1:  # two states of one record
        return max(with_doi, key=lambda each: (each.updated, each.row)).work
    return with_doi[0].work if with_doi else min(members, key=lambda each: each.row >= 0).work


def _share_name(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether first authors share a name of three letters or more, which no two initials do."""
    return not _names(one).isdisjoint(_names(other))


def _names(authors: Iterable[str]) -> set[str]:
    return {word for author in authors for word in fold(author).split() if len(word) >= 3}
