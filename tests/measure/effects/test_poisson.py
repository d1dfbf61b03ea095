"""The regression against pyfixest, and its influence function against differences."""

import numpy as np
import pandas as pd
import pytest

from kelisim.measure.effects.poisson import Cells, fit, sensitivities

SIZES = (12, 24, 24)


def cells(seed: int = 5, priors: tuple[float, ...] = (0.0, 0.0, 0.0)) -> Cells:
    """Return 12 pairs of 3 homes and 4 partners over 6 years, after their own effects."""
    random = np.random.default_rng(seed)
    pair, year = (grid.ravel() for grid in np.meshgrid(np.arange(12), np.arange(6), indexing="ij"))
    home, partner = pair // 4, pair % 4
    exposure = random.uniform(0.5, 2.0, len(pair))
    counts = random.poisson(exposure * random.gamma(2, 2, 12)[pair]).astype(float)
    return Cells(counts, exposure, (pair, home * 6 + year, partner * 6 + year), priors)


def test_means_are_those_of_pyfixest():
    fepois = pytest.importorskip("pyfixest").fepois
    given = cells()
    frame = pd.DataFrame(
        {
            "y": given.counts,
            "x": np.random.default_rng(1).normal(size=len(given.counts)),
            "log_exposure": np.log(given.exposure),
            "pair": given.levels[0],
            "home": given.levels[1],
            "partner": given.levels[2],
        }
    )
    # pyfixest wants a covariate: its effect is set to what it finds by way of the exposure.
    theirs = fepois("y ~ x | pair + home + partner", data=frame, offset="log_exposure", iwls_tol=1e-10)
    told = given.exposure * np.exp(theirs.coef().iloc[0] * frame["x"].to_numpy())
    ours = fit(Cells(given.counts, told, given.levels, given.priors), SIZES)
    assert ours.means == pytest.approx(theirs.predict(type="response"), rel=1e-3)


def test_each_effect_fits_its_own_sum():
    given = cells()
    fitted = fit(given, SIZES)
    for level, size in zip(given.levels, SIZES, strict=True):
        found = np.bincount(level, fitted.means, size)
        assert found == pytest.approx(np.bincount(level, given.counts, size), abs=1e-3)


def test_prior_draws_effects_to_one():
    spread = [np.nanstd(np.log(fit(cells(priors=(0.0, 0.0, p)), SIZES).effects[2])) for p in (0, 5, 5000)]
    assert spread[0] > spread[1] > spread[2]
    assert spread[2] < 0.01


@pytest.mark.parametrize("prior", [0.0, 8.0])
def test_sensitivities_are_what_more_weight_of_a_pair_does(prior):
    given = cells(priors=(0.0, 0.0, prior))
    levels = (np.array([7, 9]), np.array([7, 9]))  # one home, one partner, two years
    shares = np.array([1.0, -1.0])

    def sought(cells: Cells) -> float:
        effects = fit(cells, SIZES).effects
        return float(shares @ np.log(effects[1][levels[0]] * effects[2][levels[1]]))

    told = sensitivities(fit(given, SIZES), shares, levels)
    for pair in (1, 5):
        step = 1e-3
        weight = np.where(given.levels[0] == pair, 1 + step, 1.0)
        heavier = Cells(given.counts * weight, given.exposure * weight, given.levels, given.priors)
        difference = (sought(heavier) - sought(given)) / step
        assert told[given.levels[0] == pair].sum() == pytest.approx(difference, rel=0.03, abs=2e-3)


def test_effect_that_no_cell_tells_is_unknown():
    given = cells()
    kept = given.levels[1] != 4
    some = Cells(
        given.counts[kept], given.exposure[kept], tuple(level[kept] for level in given.levels), given.priors
    )
    assert np.isnan(fit(some, SIZES).effects[1][4])
