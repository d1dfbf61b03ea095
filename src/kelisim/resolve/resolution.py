"""From the referents of all documents to entities."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kelisim.model import Decision, Doubt, Entity, Identifier, Referent, Statement
from kelisim.places import Place, country_of
from kelisim.resolve.alike import namesakes
from kelisim.resolve.clusters import Bond, Cluster, Member, Suspicion, Traits, clustered
from kelisim.resolve.decisions import Constraints, constraints
from kelisim.resolve.entities import (
    Identification,
    Knowledge,
    corrected,
    doubts,
    entity,
    entity_id,
)
from kelisim.resolve.locations import PlaceTraits, located, place_bonds, place_key
from kelisim.resolve.organisation_names import read_name
from kelisim.resolve.organisations import (
    OFFICIAL,
    Surroundings,
    namings,
    organisation_bonds,
    placed,
    surroundings,
    traits,
)
from kelisim.resolve.people import Person, PersonTraits, office_key, person_bonds, persons

LANGUAGES = ("en", "ru", "kk", "de")
"""The order of languages in which an entity's name to show is looked for."""

_REGISTRY = 1  # rank of the bond of one identifier


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of one document, with what the document tells around it.

    `country` is the one that the document is about, if it is one; `others` are the other organisations there.
    """

    referent: Referent
    country: str | None
    others: tuple[str, ...]


Identify = Callable[[Sequence[Organisation]], Sequence[Identification | None]]
"""Asks a registry: an identification, or None, for each organisation of a batch, in its order."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant in all documents, and what a person has to decide."""

    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """The referents in founding order, and what their documents and the decisions say."""

    referents: Sequence[Referent]
    around: Mapping[str, Surroundings]
    asked: Constraints
    identified: Mapping[str, Identification]

    def of(self, type: str) -> list[Referent]:
        return [referent for referent in self.referents if referent.type == type]


@dataclass(frozen=True, slots=True)
class _Found:
    clusters: list[Cluster]
    suspicions: list[Suspicion]


def resolve(
    referents: Iterable[Referent],
    *,
    offices: Iterable[Statement] = (),
    published: Mapping[str, str | None] | None = None,
    decisions: Iterable[Decision] = (),
    identify: Identify | None = None,
    orcids: Mapping[str, str] | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> Resolution:
    """Return the entities that the referents of all documents stand for, each with its reasons.

    The order of the arguments' items does not matter.

    Arguments:
        referents: of all documents; no two with one id.
        offices: the statements of kind "office": who holds a post where tells people of one name apart.
        published: the date of each document (ISO 8601), for who founds an entity: the first named.
        decisions: what people decided; those on records and statements are passed over.
        identify: asks a registry of organisations.
        orcids: what the documents say of people's ORCIDs, by referent (see `orcids`).
        languages: in what order names to show are looked for.
    """
    ordered = sorted(referents, key=_founding(published or {}))
    by_document: defaultdict[str, list[Referent]] = defaultdict(list)
    for referent in ordered:
        by_document[referent.document].append(referent)
    founders = {entity_id(referent): referent.id for referent in ordered}
    founders |= {referent.id: referent.id for referent in ordered}
    around = {document: surroundings(group) for document, group in by_document.items()}
    identified = _identified(ordered, around, by_document, identify)
    identified |= {
        referent: Identification((Identifier("orcid", orcid),), "ORCID given in the text")
        for referent, orcid in (orcids or {}).items()
        if referent in founders
    }
    scene = _Scene(ordered, around, constraints(decisions, founders), identified)
    organisations = _organisations(scene)
    people = _people(scene, list(offices), organisations.clusters)
    places, gazetteer = _places(scene)
    known = Knowledge(
        {referent.id: referent for referent in ordered},
        {referent.id: number for number, referent in enumerate(ordered)},
        scene.identified,
        gazetteer,
        tuple(languages),
    )
    found = [organisations, people, places]
    entities = [entity(cluster, known) for part in found for cluster in part.clusters]
    owners = {referent: each.id for each in entities for referent in each.referents}
    suspicions = [suspicion for part in found for suspicion in part.suspicions]
    suspicions += namesakes(ordered, organisations.clusters, people.clusters)
    return Resolution(
        tuple(sorted((_corrected(each, scene.asked, owners) for each in entities), key=lambda each: each.id)),
        doubts(suspicions, entities, scene.asked.apart),
    )


def _founding(published: Mapping[str, str | None]) -> Callable[[Referent], tuple[str, str, int, str]]:
    def key(referent: Referent) -> tuple[str, str, int, str]:
        start = referent.mentions[0].start if len(referent.mentions) > 0 else 0
        return (published.get(referent.document) or "9999", referent.document, start, referent.id)

    return key


def _identified(
    ordered: Sequence[Referent],
    around: Mapping[str, Surroundings],
    by_document: Mapping[str, Sequence[Referent]],
    identify: Identify | None,
) -> dict[str, Identification]:
    """Return what the registry says of the organisations."""
    asked = [
        Organisation(
            placed(referent),
            around[referent.document].country,
            tuple(
                other.name
                for other in by_document[referent.document]
                if other.type == "organisation" and other.id != referent.id
            ),
        )
        for referent in ordered
        if referent.type == "organisation"
    ]
    if identify is None or len(asked) == 0:
        return {}
    answers = identify(asked)
    return {
        organisation.referent.id: answer
        for organisation, answer in zip(asked, answers, strict=True)
        if answer is not None and _may_be(organisation, answer)
    }


def _may_be(organisation: Organisation, answer: Identification) -> bool:
    """Return whether a country is told and agrees, for ministries and the like: every country has its own."""
    name = read_name(organisation.referent.name)
    told = {organisation.referent.country, organisation.country, *name.countries, name.home}
    return name.types.isdisjoint(OFFICIAL) or answer.country in told


def _organisations(scene: _Scene) -> _Found:
    there = [placed(referent) for referent in scene.of("organisation")]
    read = {referent.id: namings(referent, scene.around[referent.document]) for referent in there}
    known: dict[str, Traits] = {}
    for referent in there:
        answer = scene.identified.get(referent.id)
        ids = [] if answer is None else [f"{each.scheme}:{each.value}" for each in answer.identifiers]
        known[referent.id] = traits(referent, read[referent.id], ids)
    bonds, suspicions = organisation_bonds([naming for names in read.values() for naming in names])
    bonds += _identifier_bonds(scene, "organisation")
    return _clustered(scene, known, bonds, suspicions)


def _identifier_bonds(scene: _Scene, type: str) -> list[Bond]:
    by_identifier: defaultdict[str, list[Member]] = defaultdict(list)
    for referent in scene.of(type):
        answer = scene.identified.get(referent.id)
        for each in () if answer is None else answer.identifiers:
            by_identifier[f"{each.scheme}:{each.value}"].append(Member(referent.id, referent.name))
    return [
        Bond(_REGISTRY, identifier, f"the same identifier, {identifier}", tuple(members))
        for identifier, members in by_identifier.items()
        if len(members) > 1
    ]


def _people(scene: _Scene, offices: Iterable[Statement], organisations: Sequence[Cluster]) -> _Found:
    contexts = _contexts(scene, offices, organisations)
    people = persons(scene.of("person"), contexts)
    bonds, suspicions = person_bonds(people)
    bonds += _identifier_bonds(scene, "person")
    known: dict[str, Traits] = {each.referent: _with_identifiers(scene, each) for each in people}
    return _clustered(scene, known, bonds, suspicions)


def _with_identifiers(scene: _Scene, person: Person) -> PersonTraits:
    answer = scene.identified.get(person.referent)
    if answer is None:
        return person.traits
    return replace(person.traits, identifiers=frozenset(each.value for each in answer.identifiers))


def _contexts(
    scene: _Scene, offices: Iterable[Statement], organisations: Sequence[Cluster]
) -> dict[str, set[str]]:
    """Return by what each person is known: the organisations of their posts, and the posts in a country.

    To serve the same state is nothing in common: there the post counts, with its field.
    """
    referents = {referent.id: referent for referent in scene.referents}
    leads = {member: cluster.members[0] for cluster in organisations for member in cluster.members}
    result: defaultdict[str, set[str]] = defaultdict(set)
    for statement in offices:
        holder = statement.first("person")
        if holder is None or holder.referent is None:
            continue
        office, where = statement.first("office"), statement.first("organisation")
        body = referents.get(where.referent) if where is not None and where.referent is not None else None
        name = body.name if body is not None else str(where.value) if where is not None else ""
        state = country_of(name) if name != "" else None
        if body is not None and body.type == "organisation" and state is None:
            result[holder.referent].add(f"organisation {leads[body.id]}")
        around = scene.around.get(statement.document)
        country = (
            state or (body.country if body is not None else None) or (around.country if around else None)
        )
        field = read_name(name).words if state is None else frozenset()
        post = office_key(str(office.value), field) if office is not None else ""
        if post != "" and country is not None and (state is not None or not post.endswith(":")):
            result[holder.referent].add(f"post {post} {country}")
    return result


def _places(scene: _Scene) -> tuple[_Found, dict[str, Place | None]]:
    places = {
        referent.id: located(referent, scene.around[referent.document].country)
        for referent in scene.of("place")
    }
    known: dict[str, Traits] = {
        id: PlaceTraits(frozenset() if place is None else frozenset((place_key(place),)))
        for id, place in places.items()
    }
    return _clustered(scene, known, place_bonds(scene.of("place"), places), []), places


def _clustered(
    scene: _Scene, known: Mapping[str, Traits], bonds: Sequence[Bond], suspicions: Sequence[Suspicion]
) -> _Found:
    names = {referent.id: referent.name for referent in scene.referents}
    clusters, more = clustered(known, bonds, together=scene.asked.bonds(names), apart=scene.asked.apart)
    return _Found(clusters, [*suspicions, *more])


def _corrected(found: Entity, asked: Constraints, owners: Mapping[str, str]) -> Entity:
    ours = [decision for referent, decision in asked.corrections if owners.get(referent) == found.id]
    return corrected(found, ours) if len(ours) > 0 else found
