"""Which organisations of different documents are one, and why."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from kelisim.model import Referent
from kelisim.places import country_of
from kelisim.resolve.clusters import Bond, Member, Suspicion
from kelisim.resolve.organisation_names import OrganisationName, read_name, same_honour
from kelisim.resolve.words import Sounds, acronym_of
from kelisim.spelling import fold

OFFICIAL: Final = frozenset(
    {"ministry", "government", "parliament", "committee", "agency", "fund", "council", "akimat", "commission"}
)  # types of which a country has one of a kind: "Ministry of Education" is enough
_TAUGHT: Final = frozenset({"university", "academy", "institute", "hochschule"})
_RANKED: Final = frozenset({"university", "academy", "hochschule"})  # types whose words of status come and go
_ALONE: Final = frozenset({"government", "parliament"})  # a country has but one
_NAMESAKES: Final = {"GE": "US"}  # countries whose name a state of another bears: the University of Georgia
_LETTERS: Final = 4  # of an acronym that the first letters of a full name make, at least
# Countries whose universities become "national" or "research" and lose such words again. Elsewhere they tell
# universities apart (Ohio State University, Seoul National University).
_STATUS_CHANGES: Final = frozenset(
    ["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "MN", "RU", "TJ", "TM", "UA", "UZ"]
)
_HONOUR_UNTOLD: Final = frozenset({"DE", "AT"})  # Universität Jena is Friedrich-Schiller-Universität Jena

# Ranks of reasons, the strongest first
_STATE, _KNOWN, _SAME, _UNTOLD, _ACRONYM, _FULLER, _EXPANDED, _PART, _INITIALS = range(2, 11)


@dataclass(frozen=True, slots=True)
class OrganisationTraits:
    """What keeps organisations apart: countries, people honoured, identifiers, towns of addresses."""

    countries: frozenset[str] = frozenset()
    honoured: frozenset[tuple[Sounds, ...]] = frozenset()
    identifiers: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()

    def agrees_with(self, other: "OrganisationTraits") -> bool:
        """Return whether nothing known of both differs."""
        if _disjoint(self.countries, other.countries) or _disjoint(self.identifiers, other.identifiers):
            return False
        if _disjoint(self.sites, other.sites):
            return False
        if (
            len(self.honoured) == 0
            or len(other.honoured) == 0
            or not self.honoured.isdisjoint(other.honoured)
        ):
            return True
        return any(same_honour(ours, theirs) for ours in self.honoured for theirs in other.honoured)

    def joined_with(self, other: "OrganisationTraits") -> "OrganisationTraits":
        """Return what is known of both together."""
        if self == other:
            return self
        return OrganisationTraits(
            self.countries | other.countries,
            self.honoured | other.honoured,
            self.identifiers | other.identifiers,
            self.sites | other.sites,
        )


def _disjoint(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(ours) > 0 and len(theirs) > 0 and ours.isdisjoint(theirs)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document tells of the organisations in it: the one country it is about, its acronyms."""

    country: str | None = None
    acronyms: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of one referent, read in its surroundings. `where` are the countries that tell it apart."""

    referent: str
    text: str
    name: OrganisationName
    where: frozenset[str]

    @property
    def member(self) -> Member:
        """The referent as a member of a bond."""
        return Member(self.referent, self.text)


def placed(referent: Referent) -> Referent:
    """Return an organisation without the country that its document gives it, where its name contradicts that.

    Contexts mislead: a text that speaks of Vietnam does not move the University of Tokyo there. Names mislead
    too ("American University of Central Asia"), so that none is told where the two do not agree.
    """
    if referent.type != "organisation" or referent.country is None:
        return referent
    name, told = read_name(referent.name), referent.country
    lies = {*name.countries, *name.seats}
    namesakes = {_NAMESAKES.get(code) for code in name.countries}
    if len(lies) == 0 or told in {*lies, *namesakes, name.home}:
        return referent
    return replace(referent, country=None)


def surroundings(referents: Sequence[Referent]) -> Surroundings:
    """Return what the referents of one document tell of each other."""
    countries = {referent.country for referent in referents if referent.country is not None}
    acronyms: dict[str, str] = {}
    for referent in referents:
        if referent.type == "organisation" and acronym_of(referent.name) is None:
            for form in referent.forms:
                key = acronym_of(form)
                if key is not None:
                    acronyms.setdefault(key, referent.name)
    return Surroundings(next(iter(countries)) if len(countries) == 1 else None, acronyms)


def namings(referent: Referent, around: Surroundings) -> list[Naming]:
    """Return the names of a referent, read: without those that could be anybody's."""
    result = []
    for text in dict.fromkeys((referent.name, *referent.forms)):
        expansions = {k: v for k, v in (around.acronyms or {}).items() if v != referent.name}
        name = read_name(text, expansions)
        told = frozenset(code for code in (referent.country or name.home,) if code is not None)
        context = frozenset(code for code in (around.country,) if code is not None)
        where = name.countries or told or (frozenset() if name.is_distinct else context)
        telling = name.acronym is not None or _is_telling(name) or _is_of_country(text, name)
        if telling or _is_state(text, name) or known_body(text):
            result.append(Naming(referent.id, text, name, where))
    return result


def _is_state(text: str, name: OrganisationName) -> bool:
    """Return whether a name is a country's and nothing more."""
    bare = len(name.types) + len(name.words) + len(name.proper) + len(name.towns) == 0
    return bare and country_of(text) is not None


def _is_of_country(text: str, name: OrganisationName) -> bool:
    """Return whether a name is what it is, in a capital, and a country behind: "University of Jordan".

    The other way round it may tell of any: "a Kazakh university".
    """
    first, _, rest = text.partition(" ")
    plain = len(name.words) + len(name.status) == 0 and len(name.types) == len(name.countries) == 1
    return plain and first[:1].isupper() and rest != "" and read_name(first).types == name.types


def _is_telling(name: OrganisationName) -> bool:
    """Return whether a name, with its country, can mean one organisation: not "Technical University"."""
    if name.is_distinct or len(name.words) > 1 or (len(name.words) == 1 and name.site != ""):
        return True
    if len(name.words) == 1:
        of_nation = "national" in name.status or not name.types.isdisjoint(OFFICIAL)
        return len(name.countries) > 0 or of_nation
    if len(name.countries) == 0:
        return False
    return len(name.countries) > 1 or len(name.status) > 0 or not name.types.isdisjoint(_ALONE)


def traits(referent: Referent, names: Sequence[Naming], identifiers: Iterable[str]) -> OrganisationTraits:
    """Return what is known of a referent."""
    told = {naming.name.home for naming in names} | {
        next(iter(naming.name.countries)) for naming in names if len(naming.name.countries) == 1
    }
    countries = {referent.country} if referent.country is not None else told - {None}
    honoured = {
        naming.name.honoured
        for naming in names
        if len(naming.name.honoured) > 0 and known_body(naming.text) is None
    }
    return OrganisationTraits(
        frozenset(code for code in countries if code is not None) if len(countries) == 1 else frozenset(),
        frozenset(honoured),
        frozenset(identifiers),
        frozenset(naming.name.site for naming in names if naming.name.site != ""),
    )


def organisation_bonds(names: Sequence[Naming]) -> tuple[list[Bond], list[Suspicion]]:
    """Return the bonds between referents by their names, and what may be the same but needs a person."""
    bonds = [*_fixed(names), *_acronyms(names)]
    suspicions = [*_homeless_acronyms(names), *_parts_of_nowhere(names)]
    by_key: defaultdict[str, list[Naming]] = defaultdict(list)
    for naming in names:
        for key in naming.name.keys:
            by_key[key].append(naming)
    for key in sorted(by_key):
        if len(by_key[key]) > 1:
            more, doubtful = _same_key(key, by_key[key])
            bonds += more
            suspicions += doubtful
    bonds += _parts(names, by_key)
    return bonds, suspicions


def _fixed(names: Sequence[Naming]) -> Iterator[Bond]:
    """Give the bonds of states and of bodies known by several names."""
    states: defaultdict[str, list[Member]] = defaultdict(list)
    known: defaultdict[str, list[Member]] = defaultdict(list)
    for naming in names:
        if _is_state(naming.text, naming.name):
            states[str(country_of(naming.text))].append(naming.member)
        body = known_body(naming.text)
        if body is not None:
            known[body].append(naming.member)
    for code, members in states.items():
        yield Bond(_STATE, code, "the same country", tuple(members))
    for body, members in known.items():
        yield Bond(_KNOWN, body, "known under both names", tuple(members))


@cache
def _bodies() -> dict[str, str]:
    data = tomllib.loads(files("kelisim.resolve").joinpath("data/known.toml").read_text("utf-8"))
    shared = frozenset(fold(name) for name in data["shared"])
    return {fold(name): forms[0] for forms in data["bodies"] for name in forms if fold(name) not in shared}


def known_body(text: str) -> str | None:
    """Return the body that goes by this name, in any language, where everybody knows it by several."""
    return _bodies().get(fold(text))


def _same_key(key: str, names: Sequence[Naming]) -> tuple[list[Bond], list[Suspicion]]:
    """Return the bonds of names that say the same but for country, status and person honoured."""
    cells: defaultdict[_Cell, list[Naming]] = defaultdict(list)
    for naming in names:
        honour = (2 if naming.name.firm else 1) if len(naming.name.honoured) > 0 else 0
        named = len(naming.name.countries) > 0
        cells[_Cell(naming.where, naming.name.status, honour, named, naming.name.site)].append(naming)
    bonds: list[Bond] = []
    suspicions: list[Suspicion] = []
    for number, (cell, members) in enumerate(_sorted(cells)):
        if len(cell.where) > 0 or _has_proper(members[0]) or cell.honour > 0:
            bonds.append(_bond(_SAME, f"{key}/{number}", "the same name", members))
        else:
            suspicions += _told_of_no_country(members)
    told = sorted(cells.items(), key=lambda item: item[0].told, reverse=True)
    for number, (cell, members) in enumerate(told):
        anchors: list[Member] = []
        for other, candidates in told[:number]:
            reason = _difference(cell, other, members[0])
            if reason is None:
                continue
            is_doubt, words = reason
            if is_doubt:
                suspicions.append(Suspicion(candidates[0].referent, members[0].referent, words))
            else:
                anchors += [Member(each.referent, each.text, words) for each in candidates]
        if len(anchors) > 0:
            loose = tuple(naming.member for naming in members)
            bonds.append(Bond(_FULLER, f"{key}/{number:06}", "the same name", loose, tuple(anchors)))
    return bonds, suspicions


@dataclass(frozen=True, slots=True)
class _Cell:
    """Names of one key that agree in all else: country, words of status, and how a person is honoured.

    `honour` is 0 for nobody, 1 where only the order of words shows it, 2 where the name says so; `named`
    tells that the name itself has the country, `site` is the town of an address behind it.
    """

    where: frozenset[str]
    status: frozenset[str]
    honour: int
    named: bool
    site: str

    @property
    def label(self) -> str:
        where, status = " ".join(sorted(self.where)), " ".join(sorted(self.status))
        return f"{where};{status};{self.honour};{self.named};{self.site}"

    @property
    def told(self) -> tuple[bool, bool, int, int, bool, str]:
        """How much the names tell: who tells less looks for one who tells more."""
        return (
            len(self.where) > 0,
            self.honour > 0,
            len(self.status),
            self.honour,
            self.site != "",
            self.label,
        )


def _sorted(cells: Mapping[_Cell, list[Naming]]) -> list[tuple[_Cell, list[Naming]]]:
    return sorted(cells.items(), key=lambda item: item[0].label)


def _difference(ours: _Cell, theirs: _Cell, example: Naming) -> tuple[bool, str] | None:
    """Return by what two cells are the same and whether that is but a doubt, None where they are not."""
    proper = _has_proper(example)
    distinct = proper or (ours.honour > 0 and theirs.honour > 0)
    both_told = len(ours.where) > 0 and len(theirs.where) > 0
    if ours.where != theirs.where and both_told:
        return _in_two_countries(ours, theirs, example)
    if len({ours.site, theirs.site} - {""}) > 1 or (ours.where != theirs.where and not distinct):
        return None
    if ours.status != theirs.status and not _status_may_change(ours, theirs, example):
        return True, "the same name but for words of status"
    if ours.honour != theirs.honour:
        is_doubt = not _may_honour(ours, theirs, distinct=proper)
        return is_doubt, "the same name, one with the person honoured"
    return False, _same_but_for(ours, theirs)


def _same_but_for(ours: _Cell, theirs: _Cell) -> str:
    if ours.where != theirs.where:
        return "the same name, one without its country"
    if ours.status != theirs.status:
        return "the same name, one with more words of status"
    return "the same name" if ours.site == theirs.site else "the same name, one with its address"


def _in_two_countries(ours: _Cell, theirs: _Cell, example: Naming) -> tuple[bool, str] | None:
    """Return the doubt of a proper name that documents tell of two countries: one of them may be mistaken."""
    same = (ours.status, ours.honour, ours.site) == (theirs.status, theirs.honour, theirs.site)
    return (True, "the same name, told of two countries") if same and len(example.name.proper) > 0 else None


def _status_may_change(ours: _Cell, theirs: _Cell, example: Naming) -> bool:
    where = ours.where | theirs.where
    comparable = ours.status <= theirs.status or theirs.status <= ours.status
    return comparable and example.name.types <= _RANKED and (where <= _STATUS_CHANGES or len(where) == 0)


def _may_honour(ours: _Cell, theirs: _Cell, *, distinct: bool) -> bool:
    """Return whether names that differ by the person honoured are one, rather than but a doubt."""
    if 0 not in {ours.honour, theirs.honour}:
        return True
    if not (distinct or (ours.named and theirs.named)):
        return False  # "International University" is not the one named after somebody
    where = ours.where | theirs.where
    told = len(where) > 0 and where <= _HONOUR_UNTOLD
    return told or 1 not in {ours.honour, theirs.honour}


def _has_proper(naming: Naming) -> bool:
    """Return whether what is the same in both names belongs to few: a town or a proper name."""
    return naming.name.has_proper


def _told_of_no_country(names: Sequence[Naming]) -> list[Suspicion]:
    referents = list(dict.fromkeys(naming.referent for naming in names))
    return [
        Suspicion(referents[0], other, "the same general name, and no country is told")
        for other in referents[1:6]
    ]


def _bond(
    rank: int, key: str, reason: str, members: Iterable[Naming], anchors: Iterable[Naming] = ()
) -> Bond:
    return Bond(rank, key, reason, tuple(n.member for n in members), tuple(n.member for n in anchors))


def _parts(names: Sequence[Naming], by_key: Mapping[str, list[Naming]]) -> Iterator[Bond]:
    """Give the bonds of names that call an organisation by the person whom its full name honours."""
    honoured: defaultdict[str, list[Naming]] = defaultdict(list)
    brands: defaultdict[str, list[Naming]] = defaultdict(list)
    short: defaultdict[str, list[Naming]] = defaultdict(list)
    for naming in names:
        if naming.name.types.isdisjoint(_TAUGHT):
            continue
        if len(naming.name.honoured) > 0 and not naming.name.is_brand:
            for key in naming.name.honour_keys:
                honoured[key].append(naming)
            for key in naming.name.brand_keys:
                brands[key].append(naming)
        if naming.name.is_brand:
            for key in naming.name.brand_keys:
                short[key].append(naming)
    for key in sorted(honoured.keys() & by_key.keys()):
        yield from _where_countries_meet(f"{key}/part", by_key[key], honoured[key], _PART)
    for key in sorted(brands.keys() & short.keys()):
        yield from _where_countries_meet(f"{key}/brand", short[key], brands[key], _PART)
    for key in sorted(short):
        for where in {naming.where for naming in short[key]}:
            same = [naming for naming in short[key] if naming.where == where and len(where) > 0]
            if len(same) > 1:
                label = " ".join(sorted(where))
                yield _bond(_UNTOLD, f"{key}/{label}/brands", "named after the same person", same)


def _parts_of_nowhere(names: Sequence[Naming]) -> Iterator[Suspicion]:
    """Give the doubts of names that call an organisation by whom it honours where no country is told."""
    full: defaultdict[str, list[str]] = defaultdict(list)
    for naming in names:
        if not naming.name.types.isdisjoint(_TAUGHT) and not naming.name.is_brand:
            for key in naming.name.brand_keys if len(naming.name.honoured) > 0 else ():
                full[key].append(naming.referent)
    for naming in names:
        if naming.name.is_brand and len(naming.where) == 0:
            for other in sorted({found for key in naming.name.brand_keys for found in full.get(key, ())})[:1]:
                yield Suspicion(other, naming.referent, "called by the person whom the full name honours")


def _where_countries_meet(
    key: str, members: Sequence[Naming], anchors: Sequence[Naming], rank: int
) -> Iterator[Bond]:
    by_where: defaultdict[frozenset[str], list[Naming]] = defaultdict(list)
    for anchor in anchors:
        by_where[anchor.where].append(anchor)
    for where in sorted({naming.where for naming in members}, key=sorted):
        there = [naming for naming in members if naming.where == where]
        if len(where) > 0 and where in by_where:
            label = " ".join(sorted(where))
            reason = "called by the person whom the full name honours, in the same country"
            yield _bond(rank, f"{key}/{label}", reason, there, by_where[where])


def _acronyms(names: Sequence[Naming]) -> Iterator[Bond]:
    """Give the bonds of acronyms; each needs the country of the document or of the organisation."""
    full = {naming.referent for naming in names if naming.name.acronym is None}
    loose: defaultdict[tuple[str, str], list[Naming]] = defaultdict(list)
    firm: defaultdict[tuple[str, str], list[Naming]] = defaultdict(list)
    initials: defaultdict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in names:
        for country in naming.where if len(naming.where) == 1 else ():
            acronym = naming.name.acronym
            if acronym is None and len(naming.name.initials) >= _LETTERS:
                initials[naming.name.initials, country].append(naming)
            elif acronym is not None:
                (firm if naming.referent in full else loose)[acronym, country].append(naming)
    for key in sorted(loose):
        place, members = "/".join(key), loose[key]
        yield _bond(_ACRONYM, place, "the same acronym, in the same country", members)
        if key in firm:
            yield _bond(
                _EXPANDED, place, "an acronym of the full name, in the same country", members, firm[key]
            )
        if key in initials:
            reason = "the first letters of the full name, in the same country"
            yield _bond(_INITIALS, place, reason, members, initials[key])


def _homeless_acronyms(names: Sequence[Naming]) -> Iterator[Suspicion]:
    """Give the doubts of acronyms in documents that tell no country."""
    full = {naming.referent for naming in names if naming.name.acronym is None}
    firm: defaultdict[str, list[str]] = defaultdict(list)
    for naming in names:
        if naming.name.acronym is not None and naming.referent in full:
            firm[naming.name.acronym].append(naming.referent)
    for naming in names:
        if naming.name.acronym is not None and naming.referent not in full and len(naming.where) == 0:
            for other in firm.get(naming.name.acronym, ())[:1]:
                yield Suspicion(other, naming.referent, "the same acronym, and no country is told")


def country_by_majority(codes: Iterable[str | None]) -> str | None:
    """Return the country that most referents are said to be in; the first by code where several lead."""
    counts = Counter(code for code in codes if code is not None)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
