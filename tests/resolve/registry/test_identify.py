from kelisim.model import Identifier, Quote, Referent
from kelisim.resolve.registry import identify
from kelisim.resolve.resolution import Organisation


def organisation(name, *forms, country=None, about=None, others=()):
    referent = Referent("r:1", "d:1", "organisation", name, forms, (Quote(0, 1, name[:1]),), country)
    return Organisation(referent, about, others)


def ror(found):
    return None if found is None else found.identifiers


def test_identify_ties_names_of_documents_to_records(registry):
    found = identify(
        registry,
        [
            organisation("Zharkyn National Steppe University", "ZNSU", country="KZ"),
            organisation("Жаркынский национальный степной университет", about="KZ"),
            organisation("Institute of Physics"),
            organisation("Ministry of Nothing"),
            organisation("Vestmark Timber College", country="NO"),
        ],
    )
    steppe = (Identifier("ror", "https://ror.org/00steppe1"),)
    assert [ror(each) for each in found[:4]] == [steppe, steppe, None, None]
    assert ror(found[4]) == (Identifier("ror", "https://ror.org/00newone1"),)


def test_identify_gives_names_country_and_place(registry):
    found = identify(registry, [organisation("Quartzville University", country="US")])[0]
    assert found.country == "US"
    assert {name.value for name in found.names} >= {"Quartzville University", "QU"}
    assert abs(found.latitude - 42.36) < 0.01
    assert "Quartzville University" in found.reason


def test_identify_does_not_take_an_organisation_for_its_parent(registry):
    assert identify(
        registry, [organisation("Laboratory of Dust of the Zharkyn National Steppe University")]
    ) == [None]
