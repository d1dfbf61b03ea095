"""Which people of different documents are one, and why."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Final

from kelisim.model import Referent
from kelisim.resolve.clusters import Bond, Member, Suspicion
from kelisim.resolve.organisation_names import read_name
from kelisim.resolve.person_names import PersonName, agreement, read_person
from kelisim.resolve.words import Sounds
from kelisim.spelling import bases, fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_MANY: Final = 40  # people of one surname and initial who are compared one by one
_SEVERAL: Final = 5  # doubts that one name raises, at most

# Ranks of reasons, the strongest first
_FATHER, _AT_POST, _IN_COMPANY, _FULL, _FULLER, _SHORT, _INITIALS, _ALIKE = range(2, 10)


@dataclass(frozen=True, slots=True)
class PersonTraits:
    """What keeps people apart: names of fathers, middle initials, names that do not agree, identifiers."""

    names: frozenset[PersonName] = frozenset()
    identifiers: frozenset[str] = frozenset()

    def agrees_with(self, other: "PersonTraits") -> bool:
        """Return whether no name of one contradicts a name of the other, nor an identifier."""
        if len(self.identifiers) > 0 and len(other.identifiers) > 0:
            return not self.identifiers.isdisjoint(other.identifiers)
        return all(_compatible(ours, theirs) for ours in self.names for theirs in other.names)

    def joined_with(self, other: "PersonTraits") -> "PersonTraits":
        """Return what is known of both together."""
        if other.names <= self.names and other.identifiers <= self.identifiers:
            return self
        return PersonTraits(self.names | other.names, self.identifiers | other.identifiers)


@lru_cache(maxsize=1 << 16)
def _compatible(ours: PersonName, theirs: PersonName) -> bool:
    if not (ours.is_full and theirs.is_full):
        return True
    return agreement(ours, theirs) is not None


@dataclass(frozen=True, slots=True)
class Person:
    """A referent with its names, and what it is known by.

    `contexts` are its posts and the organisations where it holds one; `company` are the keys of the people of
    rare names whom its document names, too.
    """

    referent: str
    texts: tuple[str, ...]
    names: tuple[PersonName, ...]
    contexts: frozenset[str]
    company: frozenset[str] = frozenset()

    @property
    def is_full(self) -> bool:
        """Whether any name is one in full."""
        return any(name.is_full for name in self.names)

    @property
    def member(self) -> Member:
        """The referent as a member of a bond."""
        return Member(self.referent, self.texts[0])

    @property
    def traits(self) -> PersonTraits:
        """What keeps this person apart from others."""
        return PersonTraits(frozenset(name for name in self.names if name.is_full))


def persons(referents: Sequence[Referent], contexts: Mapping[str, Iterable[str]]) -> list[Person]:
    """Return the referents as people; `contexts` are their posts and organisations."""
    rare: defaultdict[str, set[str]] = defaultdict(set)
    for referent in referents:
        name = read_person(referent.name)
        if name.is_full and not name.is_common:
            rare[referent.document] |= set(name.keys)
    company = {document: frozenset(keys) for document, keys in rare.items()}
    result = []
    for referent in referents:
        texts = tuple(dict.fromkeys((referent.name, *referent.forms)))
        names = tuple(read_person(text) for text in texts)
        ours = frozenset(contexts.get(referent.id, ()))
        result.append(Person(referent.id, texts, names, ours, company.get(referent.document, frozenset())))
    return result


def person_bonds(people: Sequence[Person]) -> tuple[list[Bond], list[Suspicion]]:
    """Return the bonds between people, and who may be the same but for a reason beyond the name."""
    bonds: list[Bond] = []
    suspicions: list[Suspicion] = []
    by_key: defaultdict[str, list[Person]] = defaultdict(list)
    for each in people:
        for key in {key for name in each.names if name.is_full for key in name.keys}:
            by_key[key].append(each)
    for key in sorted(by_key):
        if len(by_key[key]) > 1:
            more, doubtful = _same_name(key, by_key[key])
            bonds += more
            suspicions += doubtful
    more, doubtful = _initials(people)
    return bonds + more, suspicions + doubtful


def _same_name(key: str, people: Sequence[Person]) -> tuple[list[Bond], list[Suspicion]]:
    """Return the bonds of people with the same full name."""
    told = [each for each in people if _told(each, key)]
    plain = [each for each in people if not _told(each, key)]
    fathers = {name.patronymics for each in told for name in each.names if len(name.patronymics) > 0}
    common = any(name.is_common for each in plain for name in each.names) or any(
        agreement(first, second) is None
        for first, second in combinations([_with(fathers_of) for fathers_of in sorted(fathers, key=str)], 2)
    )
    bonds = [_bond(_FATHER, f"{key}/told", "the same name, with the father's or a middle name", told)]
    reason = "the same name, at the same organisation or post"
    bonds += [
        _bond(_AT_POST, f"{key}/{context}", reason, there)
        for context, there in _by(people, lambda each: each.contexts)
    ]
    if common:
        bonds += [
            _bond(_IN_COMPANY, f"{key}/{other}", "the same name, beside the same other person", there)
            for other, there in _by(people, lambda each: each.company - {key})
        ]
        return bonds, _doubts(people, "the same name, which many have")
    bonds.append(_bond(_FULL, f"{key}/plain", "the same full name", plain))
    if len(told) > 0 and len(plain) > 0:
        bonds.append(_bond(_FULLER, f"{key}/fuller", "the same name, one with more of it", plain, told))
    return bonds, []


def _with(patronymics: tuple[Sounds, ...]) -> PersonName:
    return PersonName((), patronymics=patronymics)


def _told(each: Person, key: str) -> bool:
    """Return whether a name of this key says more: a patronymic or a middle initial."""
    return any(
        key in name.keys and len(name.patronymics) + len(name.initials) > 0
        for name in each.names
        if name.is_full
    )


def _by(people: Sequence[Person], what: Callable[[Person], Iterable[str]]) -> list[tuple[str, list[Person]]]:
    """Return the people who have something in common, by what that is."""
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for each in people:
        for thing in what(each):
            groups[thing].append(each)
    return [(thing, there) for thing, there in sorted(groups.items()) if len(there) > 1]


def _doubts(people: Sequence[Person], reason: str) -> list[Suspicion]:
    first, *others = people
    return [Suspicion(first.referent, other.referent, reason) for other in others[:_SEVERAL]]


def _bond(
    rank: int, key: str, reason: str, members: Sequence[Person], anchors: Sequence[Person] = ()
) -> Bond:
    return Bond(rank, key, reason, tuple(p.member for p in members), tuple(p.member for p in anchors))


def _initials(people: Sequence[Person]) -> tuple[list[Bond], list[Suspicion]]:
    """Return the bonds of initials, and of names spelled alike, with a post or organisation in common."""
    by_key: defaultdict[str, list[Person]] = defaultdict(list)
    for each in people:
        for key in {key for name in each.names for key in name.initial_keys}:
            by_key[key].append(each)
    bonds: list[Bond] = []
    suspicions: list[Suspicion] = []
    for key in sorted(by_key):
        if len(by_key[key]) == 1:
            continue
        for context, there in _by(by_key[key], lambda each: each.contexts):
            bonds += _at_one_place(f"{key}/{context}", there)
        short = [each for each in by_key[key] if not each.is_full]
        full = [each for each in by_key[key] if each.is_full]
        if len(short) > 0 and 0 < len(full) <= _MANY:
            suspicions += _may_be(short, full)
        if len(full) <= _MANY:
            suspicions += _look_alike(full)
    return bonds, suspicions


def _at_one_place(key: str, people: Sequence[Person]) -> Iterator[Bond]:
    short = [each for each in people if not each.is_full]
    full = [each for each in people if each.is_full]
    reason = "the same surname and initials, at the same organisation or post"
    if len(short) > 1:
        for number, group in enumerate(_of_same_initials(short)):
            yield _bond(_SHORT, f"{key}/short/{number}", reason, group)
    for number, each in enumerate(short[:_MANY]):
        fitting = [other for other in full if _agree(each, other) == "initials"]
        if len(fitting) > 0:
            yield _bond(_INITIALS, f"{key}/{number}", reason, [each], fitting)
    if len(full) <= _MANY:
        for number, (first, second) in enumerate(combinations(full, 2)):
            if _agree(first, second) == "alike":
                words = "names spelled alike, at the same organisation or post"
                yield _bond(_ALIKE, f"{key}/alike/{number}", words, [first, second])


def _of_same_initials(people: Sequence[Person]) -> list[list[Person]]:
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for each in people:
        for name in each.names:
            letters = " ".join(sorted(min(initial) for initial in name.initials))
            if len(name.parts) == 1 and len(letters) > 0:
                groups[letters].append(each)
    return [groups[letters] for letters in sorted(groups) if len(groups[letters]) > 1]


def _may_be(short: Sequence[Person], full: Sequence[Person]) -> Iterator[Suspicion]:
    """Give the doubts of initials that fit one full name alone, and a surname that few have."""
    for each in short[:_MANY]:
        fitting = [other for other in full if _agree(each, other) == "initials"]
        names = {key for other in fitting for name in other.names for key in name.keys[:1]}
        if len(names) == 1 and not any(name.is_common for name in each.names):
            yield Suspicion(
                fitting[0].referent, each.referent, "the same surname and initials, and no more is told"
            )


def _look_alike(people: Sequence[Person]) -> Iterator[Suspicion]:
    """Give the doubts of full names that few have and that are spelled alike."""
    for first, second in combinations(people, 2):
        common = any(name.is_common for each in (first, second) for name in each.names)
        if not common and _agree(first, second) == "alike":
            yield Suspicion(first.referent, second.referent, "names spelled alike")


def _agree(ours: Person, theirs: Person) -> str | None:
    found = {agreement(first, second) for first in ours.names for second in theirs.names}
    return next((kind for kind in ("full", "alike", "initials") if kind in found), None)


@cache
def _posts() -> Mapping[str, str]:
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/offices.toml").read_text("utf-8"))
    return {fold(form): post for post, forms in data["posts"].items() for form in forms}


@lru_cache(maxsize=1 << 14)
def office_key(office: str, field: frozenset[str] = frozenset()) -> str:
    """Return a post in words that are the same in every language, "" where none of its words is known.

    `field` are words of the organisation: a minister's is the ministry's.
    """
    posts, rest = set(), []
    for match in _WORD.finditer(office):
        post = next((_posts()[base] for base in bases(fold(match[0])) if base in _posts()), None)
        if post is None:
            rest.append(match[0])
        else:
            posts.add(post)
    words = field | (read_name(" ".join(rest)).words if len(rest) > 0 else frozenset())
    return f"{' '.join(sorted(posts))}: {' '.join(sorted(words))}".strip() if len(posts) > 0 else ""
