"""Which places of different documents are one: through the gazetteer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kelisim.model import Referent
from kelisim.places import Place, place_of
from kelisim.resolve.clusters import Bond, Member
from kelisim.spelling import fold


@dataclass(frozen=True, slots=True)
class PlaceTraits:
    """What keeps places apart: the place of the gazetteer."""

    places: frozenset[str] = frozenset()

    def agrees_with(self, other: "PlaceTraits") -> bool:
        """Return whether both may be one place."""
        return len(self.places) == 0 or len(other.places) == 0 or self.places == other.places

    def joined_with(self, other: "PlaceTraits") -> "PlaceTraits":
        """Return what is known of both together."""
        return PlaceTraits(self.places | other.places)


def located(referent: Referent, country: str | None) -> Place | None:
    """Return the place that a referent means; `country` is the one its document is about."""
    countries = [code for code in (referent.country, country) if code is not None]
    for name in (referent.name, *referent.forms):
        found = place_of(name, countries)
        if found is not None and (referent.country is None or found.country == referent.country):
            return found
    return None


def place_key(place: Place) -> str:
    """Return the key of a place of the gazetteer: its identifier."""
    return (
        f"geonames:{place.geonames}"
        if place.type == "city"
        else f"{place.type}:{place.code or place.country}"
    )


def place_bonds(referents: Sequence[Referent], places: Mapping[str, Place | None]) -> list[Bond]:
    """Return the bonds between places: the same in the gazetteer, or unknown there and of the same name."""
    groups: defaultdict[str, list[Member]] = defaultdict(list)
    for referent in referents:
        place = places[referent.id]
        key = f"{referent.country}/{fold(referent.name)}" if place is None else place_key(place)
        groups[key].append(Member(referent.id, referent.name))
    return [
        Bond(2, key, "the same name" if "/" in key else "the same place in the gazetteer", tuple(members))
        for key, members in sorted(groups.items())
        if len(members) > 1
    ]
