"""Suggestions of partners: the parts against known truth, the whole on made-up works."""

from datetime import date

import numpy as np
import pytest
import scipy.sparse as sp
from benchmarks.partners import generate

from kelisim.measure import MeasureError, open_tables
from kelisim.measure.partners import (
    Landscape,
    Wanted,
    evaluate,
    grounds,
    hide_and_seek,
    learn,
    partners,
    suggest,
)
from kelisim.measure.partners.features import FEATURES, complement, feature_rows
from kelisim.measure.partners.gravity import expected_row, fit_gravity
from kelisim.measure.partners.landscape import homes_of, last_years, points_of
from kelisim.measure.partners.learning import GIVEN, Weights


def made(works, links, profiles=None, fields=None, countries=None, topics=None):
    """Return a landscape from plain lists."""
    n = len(works)
    countries = tuple(countries or ["KZ"] * n)
    profiles = np.array(profiles if profiles is not None else [[1.0]] * n, dtype=float)
    t = profiles.shape[1]
    return Landscape(
        level="organisations",
        years=(2020, 2024),
        units=tuple(f"u{i}" for i in range(n)),
        names=tuple(f"Unit {i}" for i in range(n)),
        countries=countries,
        works=np.array(works, dtype=float),
        links=sp.csr_array(np.array(links, dtype=float)),
        profiles=sp.csr_array(profiles),
        topics=tuple(topics or (f"Topic {i}" for i in range(t))),
        fields=np.array(fields if fields is not None else [0] * t),
        field_names=("17", "23"),
        points=points_of(countries),
        homes=homes_of(countries),
    )


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """Tables in which links come about by topic, size and country."""
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, 250)
    return open_tables(folder)


def test_gravity_finds_the_exponents_that_the_counts_were_drawn_with():
    rng = np.random.default_rng(3)
    n = 220
    works = np.exp(rng.uniform(2, 6, n))
    countries = rng.choice(["KZ", "GB", "US", "CN", "DE", "BR"], n)
    land = made(works, np.zeros((n, n)), countries=list(countries))
    log = np.log(works)
    rate = np.exp(
        -7.5 + 0.8 * (log[:, None] + log[None, :]) + 1.2 * (countries[:, None] == countries[None, :])
    )
    drawn = np.triu(rng.poisson(rate), 1)
    found = fit_gravity(made(works, drawn + drawn.T, countries=list(countries)))
    assert found.size == pytest.approx(0.8, abs=0.03)
    same = found.home - found.distance * (np.log(found.usual_km) - np.log(50))
    assert same == pytest.approx(1.2, abs=0.25)
    row = expected_row(land, found, 0)
    assert row[0] == 0
    assert row[1:].sum() == pytest.approx(rate[0, 1:].sum(), rel=0.15)


def test_features_say_what_they_are_defined_to_say():
    links = [[0, 1, 0, 0], [1, 0, 1, 1], [0, 1, 0, 0], [0, 1, 0, 0]]
    profiles = [[1, 0, 0], [0.5, 0.5, 0], [1, 0, 0], [0, 0, 1]]
    land = made([10, 10, 10, 10], links, profiles, fields=[0, 0, 1])
    rows = dict(zip(FEATURES, feature_rows(grounds(land), 0).T, strict=True))
    assert rows["similarity"][2] == pytest.approx(1)
    assert rows["similarity"][3] == 0
    assert np.exp(rows["neighbours"][2]) - 1 == pytest.approx(1 / np.log(3))
    assert rows["neighbours"][1] == 0
    # Unit 1 brings half of its work in another topic of our field; unit 3 works in another field.
    assert complement(land, 0).tolist() == pytest.approx([0, 0.5, 0, 0])


def test_auc_and_recall_agree_with_counting_by_hand():
    links = np.zeros((5, 5))
    links[0, 1] = links[1, 0] = links[1, 2] = links[2, 1] = 1
    hidden = np.zeros((5, 5))
    hidden[0, 2] = hidden[2, 0] = 1
    ready = grounds(made([9, 9, 9, 9, 9], links))
    seen = evaluate(ready, sp.csr_array(hidden), GIVEN, ks=(1,))
    assert (seen.homes, seen.links) == (2, 2)
    by = {score.method: score for score in seen.scores}
    assert by["neighbours"].auc == 1  # the new partner is the only one with a partner in common
    assert by["neighbours"].recall[1] == 1
    assert by["similarity"].auc == 0.5  # all alike: ties count half
    assert by["similarity"].recall[1] == pytest.approx(1 / 3)


def test_too_few_new_links_leave_the_given_weights():
    ready = grounds(made([9, 9, 9], np.zeros((3, 3))))
    assert learn(ready, sp.csr_array((3, 3))) is GIVEN


def test_suggestions_are_unlinked_or_weakly_linked_and_say_why():
    links = np.zeros((6, 6))
    links[0, 1] = links[1, 0] = 40
    links[1, 2] = links[2, 1] = 12
    links[0, 3] = links[3, 0] = 1
    links[3, 4] = links[4, 3] = 30
    profiles = [[0.8, 0.2], [0.8, 0.2], [0.7, 0.3], [0.5, 0.5], [0, 1], [0, 1]]
    land = made([100, 100, 100, 100, 100, 5], links, profiles, topics=["Glaciers", "Towns"])
    found = suggest(grounds(land), Weights((0, 0, 0, 0), (1, 1, 1, 1), (1, 0, 1, 0), 0.0, 9), "u0")
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert "u1" not in {one.unit for one in found}  # well linked already
    assert found[0].unit in {"u2", "u3"}
    by = {one.unit: one for one in found}
    assert by["u3"].joint == 1
    assert by["u3"].joint < by["u3"].expected / 2
    assert by["u2"].joint == 0
    assert by["u2"].through == ("Unit 1",)
    assert "Glaciers" in by["u2"].sentence
    assert "1 partner in common (Unit 1)" in by["u2"].sentence
    assert "no joint works in 2020–2024" in by["u2"].sentence
    new = suggest(grounds(land), GIVEN, "u0", wanted=Wanted(new=True, least=50))
    assert {one.unit for one in new} == {"u2", "u4"}


def test_filters_choose_by_country_and_topic():
    links = np.zeros((4, 4))
    land = made(
        [10, 10, 10, 10],
        links,
        [[1, 0], [1, 0], [0, 1], [0, 1]],
        fields=[0, 1],
        countries=["KZ", "KZ", "GB", "US"],
        topics=["Rivers and lakes", "Metals"],
    )
    ready = grounds(land)
    chosen = [
        {one.unit for one in suggest(ready, GIVEN, "u0", wanted=wanted)}
        for wanted in (
            Wanted(country="GB"),
            Wanted(abroad_of="KZ"),
            Wanted(field="rivers"),
            Wanted(field="23"),
        )
    ]
    assert chosen == [{"u2"}, {"u2", "u3"}, {"u1"}, {"u2", "u3"}]


def test_hidden_links_are_found_better_than_by_size_or_topic_alone(generated):
    seen = hide_and_seek(generated, least=3)
    by = {score.method: score for score in seen.scores}
    assert seen.links > 200
    assert by["kelisim"].auc > by["degree product"].auc + 0.02
    assert by["kelisim"].auc > by["similarity"].auc + 0.02
    assert by["kelisim"].recall[10] > by["degree product"].recall[10]


def test_the_same_tables_give_the_same_suggestions(generated):
    once, again = (partners(generated, "org00001", least=3, limit=5) for _ in range(2))
    assert once == again
    assert len(once.suggestions) == 5
    assert once.learned_from > 30
    assert once.years == last_years(generated) == (2021, 2025)
    assert once.data_date == date.today().isoformat()


def test_an_organisation_without_works_is_told_what_to_do(generated):
    with pytest.raises(MeasureError, match="kelisim works add"):
        partners(generated, "0nowhere1")


def test_countries_are_suggested_to_a_country(generated):
    found = partners(generated, "KZ", level="countries")
    assert found.name == "Kazakhstan"
    assert all(one.unit != "KZ" for one in found.suggestions)
