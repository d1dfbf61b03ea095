"""All names of a document."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon
from kelisim.extract.names import cased, identity, shallow
from kelisim.extract.names.acronyms import find_aliases, without_things
from kelisim.extract.names.apposed import find_apposed
from kelisim.extract.names.belonging import in_full, wholes
from kelisim.extract.names.brands import find_brands
from kelisim.extract.names.countries import countries_of
from kelisim.extract.names.holders import Holding, bind
from kelisim.extract.names.known import Known, one_a_beginning
from kelisim.extract.names.offices import Office, find_offices
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.organisations import apart, find_organisations
from kelisim.extract.names.people import Person, find_people
from kelisim.extract.names.posts import posts
from kelisim.extract.names.short_forms import descriptions, groups, short_forms
from kelisim.extract.names.spots import spots
from kelisim.extract.names.states import home, places, state_meant
from kelisim.extract.names.words import Words, words
from kelisim.extract.reading import Mention, Post
from kelisim.model import Document, Referent, ReferentType, quote, referent_id

_FINDERS: Final = {
    False: (find_organisations, find_offices, find_people),
    True: (cased.find_organisations, cased.find_offices, cased.find_people),
}
"""Whether the language's names inflect → who finds organisations, offices, people."""
_UNITS: Final = frozenset({"faculty", "school"})
"""Codes of the heads whose bearer's posts are those of the university that it is part of."""
_SHALLOW: Final = (shallow.find_organisations, shallow.find_offices, shallow.find_people)
"""The same for packs without a parser."""


@dataclass(frozen=True, slots=True)
class Named:
    """Referents, mentions and posts of a document, each in text order."""

    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    posts: tuple[Post, ...]


def find_names(document: Document, analysis: Analysis, lexicon: Lexicon) -> Named:
    """Return everyone and everything that the document names."""
    seen = words(analysis, lexicon)
    bodies_of, offices_of, people_of = _FINDERS[lexicon.inflected] if lexicon.parsed else _SHALLOW
    headed = bodies_of(seen)
    named = spots(seen, headed)
    offices = offices_of(seen, named)
    taken = _covered(seen, headed, offices)
    people = people_of(seen, taken, offices)
    persons = identity.people(seen, people, _covered(seen, headed, ()))
    people = _everywhere(people, persons)
    taken = _with_people(taken, people)
    employers = [o.organisation for o in offices if o.organisation is not None]
    brands = find_brands(
        seen, taken, frozenset(named.ending), employers, frozenset(person.last for person in people)
    )
    brands = _without_people(seen, brands, persons)
    if lexicon.cased:
        brands = tuple((first, cased.honoured(seen, last)) for first, last in brands)
    headed = apart(
        seen, [o for o in headed if (o.first, o.last) in employers or not _within_office(o, offices)]
    )
    headed = tuple(o for o in headed if not _is_part_alone(seen, o))
    aliases = (*find_aliases(seen, named, brands), *find_apposed(seen, named))
    bodies = identity.organisations(seen, headed, without_things(seen, brands, aliases), aliases)
    if lexicon.inflected:
        bodies = cased.join_short_forms(bodies)
    short_forms(seen, bodies, taken)
    in_full(seen, bodies)
    if lexicon.verb_final:
        shallow.cores(seen, bodies)
    return _named(document, seen, bodies, persons, bind(seen, offices, people))


def _without_people(
    seen: Words, brands: Sequence[tuple[int, int]], persons: Sequence[Known]
) -> tuple[tuple[int, int], ...]:
    """Return the names without those that are a person's, or the last name of one."""
    full = {name.lower() for known in persons for name in known.names.values()}
    last = {name.split()[-1].split("-")[-1] for name in full} | {name.split()[-1] for name in full} | full
    return tuple(span for span in brands if seen.folded(*span).replace(" - ", "-") not in last)


def _everywhere(people: Sequence[Person], persons: Iterable[Known]) -> tuple[Person, ...]:
    """Return the people with their later mentions by one name alone, in text order."""
    found = {(person.first, person.last): person for person in people}
    for known in persons:
        for span in known.spans:
            found.setdefault(span, Person(*span, span[0], 1.0, single=True))
    return tuple(found[span] for span in sorted(found))


def _within_office(organisation: Organisation, offices: Sequence[Office]) -> bool:
    """Return whether a unit is part of a post: "Head of the Research Department of the Ministry"."""
    at = bisect_right(offices, organisation.first, key=lambda office: office.first) - 1
    return at >= 0 and organisation.first < offices[at].last


def _is_part_alone(seen: Words, organisation: Organisation) -> bool:
    """Tell "the School of Law" without its university, where it neither acts nor has its acronym told.

    That of a state stands with it: "Libya's Department of Antiquities", "Department of X, Government".
    """
    parts = seen.lexicon.terms("organisations", "parts_alone")
    first, last = organisation.first, organisation.last
    if seen.lower[organisation.head] not in parts or organisation.bare < last:
        return False
    if organisation.head != first and not (organisation.head == last - 1 and _is_owned(seen, first, last)):
        return False
    acts = any(t.relation in {"nsubj", "obl:agent"} for t in seen.tokens[first:last])
    if acts or (last < len(seen.lower) and seen.lower[last] == "("):
        return False
    return organisation.code != "department" or not _is_of_a_state(seen, first, last)


def _is_owned(seen: Words, first: int, last: int) -> bool:
    """Tell the part of a body that owns it, all of whose words are fields: "Otago's History Department"."""
    fields = all(seen.has(i, "field", "common", "and") for i in range(first, last - 1))
    owner = seen.place[first - 2] if first > 1 else None
    return fields and first > 1 and seen.has(first - 1, "possessive") and owner is None


def _is_of_a_state(seen: Words, first: int, last: int) -> bool:
    """Tell what a state has: a country's, between two bodies, or followed by its government."""
    behind = last + 2 if seen.has(last + 1, "article") else last + 1
    before = first - 2 if seen.has(first - 1, "article", "possessive") else first - 1
    owner = seen.place[before] if before >= 0 else None
    between = seen.has(last, "and") and "between" in seen.lower[max(0, first - 5) : first]
    listed = between or seen.has(before, "and") or (before >= 0 and seen.lower[before] in {"between", "with"})
    return (
        listed
        or (owner is not None and owner.kind != "city")
        or any(place is not None for place in seen.place[first:last])
        or seen.has(behind, "head.government", "head.ministry")
    )


def _covered(seen: Words, headed: Iterable[Organisation], offices: Iterable[Office]) -> list[bool]:
    taken = [False] * len(seen.lower)
    named = {(organisation.first, organisation.last) for organisation in headed}
    for organisation in headed:
        taken[organisation.first : organisation.last] = [True] * (organisation.last - organisation.first)
    for office in offices:
        taken[office.first : office.last] = [True] * (office.last - office.first)
        inner = office.organisation
        if office.name != "" and inner is not None and office.first < inner[0] and inner not in named:
            taken[slice(*inner)] = [False] * (inner[1] - inner[0])  # "проректор КазНУ по науке"
    return taken


def _with_people(taken: Sequence[bool], people: Iterable[Person]) -> list[bool]:
    both = list(taken)
    for person in people:
        both[person.begin : person.last] = [True] * (person.last - person.begin)
    return both


def _named(
    document: Document,
    seen: Words,
    bodies: Sequence[Known],
    persons: Sequence[Known],
    holdings: Sequence[Holding],
) -> Named:
    analysis = seen.analysis
    referents: list[Referent] = []
    mentions: list[Mention] = []
    by_span: dict[tuple[int, int], str] = {}
    with_ids: list[tuple[str, Known]] = []

    def refer(type: ReferentType, known: Known, country: str | None) -> str:
        quotes = tuple(sorted(quote(document.text, *analysis.span(*span)) for span in known.spans))
        id = referent_id(document.id, type, quotes[0])
        referents.append(Referent(id, document.id, type, known.full(), known.forms(), quotes, country))
        for span in known.spans:
            mentions.append(Mention(*span, type, (id,)))
            by_span.setdefault(span, id)
        return id

    bodies = one_a_beginning(bodies)
    whole_of = wholes(seen, bodies)
    countries = countries_of(seen, bodies, whole_of)
    if seen.lexicon.verb_final:
        countries = shallow.countries(seen, bodies, countries)
    if len(seen.lexicon.table("organisations", "regions")) > 0:
        countries = shallow.regional(seen, bodies, countries)
    for known, country in zip(bodies, countries, strict=True):
        with_ids.append((refer("organisation", known, country), known))
    for known in persons:
        refer("person", known, None)
    covered = [False] * len(seen.lower)
    for mention in mentions:
        covered[mention.first : mention.last] = [True] * (mention.last - mention.first)
    state = partial(state_meant, seen, home=home(seen, bodies, countries))
    served = [state(holding.office.first) for holding in holdings if holding.office.code == "state"]
    for known, country in places(seen, covered, holdings, [place for place in served if place is not None]):
        refer("place", known, country)
    by_id = {referent.id: referent.country for referent in referents}
    mentions += descriptions(seen, [(id, known, by_id[id]) for id, known in with_ids])
    mentions += groups(seen, with_ids)
    mentions += shallow.heads_alone(seen, with_ids) if seen.lexicon.verb_final else ()
    mentions.sort(key=lambda m: (m.first, -m.last))
    found = _at_wholes(posts(seen, holdings, by_span, mentions, state), with_ids, whole_of)
    order = {referent.id: referent.mentions[0].start for referent in referents}
    referents.sort(key=lambda r: order[r.id])
    return Named(tuple(referents), tuple(mentions), tuple(found))


def _at_wholes(
    found: Sequence[Post], with_ids: Sequence[tuple[str, Known]], whole_of: Mapping[int, int]
) -> tuple[Post, ...]:
    """Return the posts with those at a faculty or a school held at its university: "Dean of FL (UT)"."""
    bodies = [known for _, known in with_ids]
    numbers = {id: number for number, (id, _) in enumerate(with_ids)}
    kept = []
    for post in found:
        number = numbers.get(post.organisation or "")
        whole = whole_of.get(number) if number is not None else None
        if number is None or whole is None or not _is_unit(bodies[number], bodies[whole]):
            whole = None
        if whole is not None:
            spans = bodies[whole].spans
            near = max((span for span in spans if span[0] <= post.office_tokens[0]), default=spans[0])
            told = _with_unit(post)
            kept.append(replace(told, organisation=with_ids[whole][0], organisation_tokens=near))
        else:
            kept.append(post)
    return tuple(kept)


def _with_unit(post: Post) -> Post:
    """Return a post with the part that it is held at in its office: "Dean of the Faculty of Law"."""
    unit, last = post.organisation_tokens, post.office_tokens[1]
    if unit is None or not last < unit[0] <= last + 2 or post.name != "":
        return post
    return replace(post, office_tokens=(post.office_tokens[0], unit[1]))


def _is_unit(part: Known, whole: Known) -> bool:
    """Tell a faculty and a school, and a department that is a university's."""
    return part.code in _UNITS or (part.code == "department" and whole.code == "university")
