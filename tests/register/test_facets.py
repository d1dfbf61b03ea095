"""How records spread over values: each number against the list behind it."""

from dataclasses import replace

import pytest
from register_samples import many, sample

from kelisim.register import Filter, add, facets, list_records
from kelisim.register.store import Store


@pytest.fixture
def held(store: Store) -> Store:
    add(store, many(40))
    return store


@pytest.mark.parametrize(
    "filter",
    [Filter(), Filter(country="KZ"), Filter(since="2020", status="signed"), Filter(party="technical")],
)
def test_each_facet_counts_what_a_list_filtered_by_it_holds(held, filter):
    with held.reading() as connection:

        def total(**chosen: str) -> int:
            return list_records(connection, "agreements", replace(filter, **chosen), limit=1).total

        found = facets(connection, filter, "agreements", limit=1000)
        assert found.total == total() > 0
        assert len(found.countries) > 0
        assert all(facet.count == total(country=facet.value) for facet in found.countries)
        assert all(facet.count == total(party=facet.value) for facet in found.organisations)
        assert all(facet.count == total(since=facet.value, until=facet.value) for facet in found.years)
        assert all(facet.count == total(status=facet.value) for facet in found.statuses)
        assert all(facet.count == total(publisher=facet.value) for facet in found.publishers)
        kinds = {facet.value: facet.count for facet in found.kinds}
        assert kinds["agreement"] == found.total
        assert kinds.get("office", 0) == list_records(connection, "offices", filter).total


def test_facets_come_by_frequency_years_from_the_latest(held):
    with held.reading() as connection:
        found = facets(connection, limit=3)
    counts = [facet.count for facet in found.organisations]
    assert len(counts) == 3
    assert counts == sorted(counts, reverse=True)
    years = [facet.value for facet in found.years]
    assert years == sorted(years, reverse=True)


def test_a_facet_is_not_narrowed_by_its_own_choice(held):
    with held.reading() as connection:
        everywhere = facets(connection, Filter(), "agreements")
        here = facets(connection, Filter(country="GB"), "agreements")
    assert here.countries == everywhere.countries


def test_records_without_publisher_or_year_are_counted(store):
    document, content, extraction = sample()
    add(store, [(replace(document, publisher=None), content, extraction)])
    with store.reading() as connection:
        found = facets(connection)
    assert [(facet.value, facet.label, facet.count) for facet in found.publishers] == [(None, "", 2)]


def test_facets_of_an_empty_register_are_empty(store):
    with store.reading() as connection:
        found = facets(connection)
    assert (found.total, found.countries, found.years, found.kinds) == (0, (), (), ())
