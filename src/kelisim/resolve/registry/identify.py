"""The register's door: organisations of documents to records of the registry."""

from collections.abc import Sequence

from kelisim.model import Identifier, Name
from kelisim.resolve.entities import Identification
from kelisim.resolve.registry.match import Candidate, Context, Registry, match_many
from kelisim.resolve.registry.spots import country_code
from kelisim.resolve.resolution import Organisation

SURE = 0.5
"""Probability from which an organisation of the register is tied to a record."""


def identify(registry: Registry, organisations: Sequence[Organisation]) -> list[Identification | None]:
    """Return for each organisation of a document the record that it is, or None.

    Its name and all its forms are looked up, with the countries and the other organisations of its document
    as context. A closed organisation leads to its successor. Where the forms lead to different records, the
    likeliest wins only if no other is nearly as likely.
    """
    return [_identified(registry, each) for each in organisations]


def _identified(registry: Registry, organisation: Organisation) -> Identification | None:
    referent = organisation.referent
    countries = tuple(dict.fromkeys(c for c in (referent.country, organisation.country) if c is not None))
    context = Context(countries=countries[:1], organisations=organisation.others)
    best: dict[str, tuple[float, Candidate]] = {}
    forms = tuple(dict.fromkeys((referent.name, *referent.forms)))
    spelt = "; ".join(forms)
    for form, found in zip(forms, match_many(registry, forms, context=context), strict=True):
        for candidate in found:
            if _fills(candidate, form):
                held = best.get(candidate.id)
                if held is None or candidate.probability > held[0]:
                    best[candidate.id] = (candidate.probability, candidate)
    if len(forms) > 1:  # an acronym beside its expansion
        for candidate in match_many(registry, [spelt], context=context)[0]:
            if candidate.id in best and candidate.probability > best[candidate.id][0]:
                best[candidate.id] = (candidate.probability, candidate)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))
    if len(ranked) == 0 or ranked[0][0] < SURE:
        return None
    if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - 0.1 and not _is_kin(ranked[0][1], ranked[1][1]):
        return None
    return _identification(registry, ranked[0][1])


def _fills(candidate: Candidate, form: str) -> bool:
    """Return whether the candidate is what the whole form says, not a part of it: its place or its parent."""
    return candidate.end - candidate.start >= 0.6 * len(form.strip())


def _is_kin(first: Candidate, second: Candidate) -> bool:
    return first.successor == second.id or second.successor == first.id


def _identification(registry: Registry, candidate: Candidate) -> Identification:
    index = registry.index
    id = candidate.successor or candidate.id
    record = index.record_of(id)
    reason = "; ".join(f"{r.kind}: {r.ours} = {r.theirs}" for r in candidate.reasons[:4])
    if record is None:
        return Identification((Identifier("ror", id),), reason)
    places = index.locations(record)
    here = index.coordinates(places[0][2]) if len(places) > 0 else None
    return Identification(
        identifiers=(Identifier("ror" if id.startswith("https://ror.org/") else "local", id),),
        reason=reason,
        names=tuple(Name(text, None, "ror") for text in index.names_of(record)),
        country=country_code(places[0][0]) if len(places) > 0 else None,
        latitude=here[0] if here is not None else None,
        longitude=here[1] if here is not None else None,
    )
