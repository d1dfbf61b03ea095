"""How many joint works sizes and distance let one expect: a gravity model of science."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import scipy.optimize

from kelisim.measure.partners.landscape import Floats, Landscape

Rows = npt.NDArray[np.signedinteger[Any]]
_EARTH_KM: Final = 6371.0
_NEAR_KM: Final = 50.0  # partners nearer than that are as good as in one place
_RIDGE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Gravity:
    """log E(c_ij) = constant + size·(log P_i + log P_j) + distance·log(km) + home·(same country).

    Fitted by Poisson regression (PPML: Santos Silva & Tenreyro, Review of Economics and Statistics 88, 2006),
    which takes pairs without joint works as they are. Where nothing is known of the place, the mean distance
    is taken.
    """

    constant: float
    size: float
    distance: float
    home: float
    usual_km: float


def fit_gravity(landscape: Landscape, *, most: int = 800) -> Gravity:
    """Return the gravity model of a landscape, from all pairs of at most `most` units.

    Where there are more, every k-th by size is taken, so that the same landscape gives the same model.
    """
    order = np.lexsort((np.arange(landscape.size), -landscape.works))
    step = max(1, -(-landscape.size // most))
    chosen = np.sort(order[::step])
    first, second = np.triu_indices(len(chosen), k=1)
    rows, columns = chosen[first], chosen[second]
    km = _km(landscape.points[rows], landscape.points[columns])
    usual = float(np.nanmean(km)) if np.any(~np.isnan(km)) else _NEAR_KM
    counts = np.asarray(landscape.links[chosen][:, chosen].todense())[first, second]
    if counts.sum() == 0:
        return Gravity(-30.0, 1.0, 0.0, 0.0, usual)
    x = _columns(landscape, rows, columns, np.where(np.isnan(km), usual, km))
    return Gravity(*_poisson(x, counts), usual)


def expected_row(landscape: Landscape, gravity: Gravity, home: int) -> Floats:
    """Return the joint works of unit `home` to be expected with every unit: (n,), 0 with itself."""
    rows = np.full(landscape.size, home)
    columns = np.arange(landscape.size)
    km = _km(landscape.points[rows], landscape.points[columns])
    x = _columns(landscape, rows, columns, np.where(np.isnan(km), gravity.usual_km, km))
    weights = np.array([gravity.constant, gravity.size, gravity.distance, gravity.home])
    expected: Floats = np.exp(np.clip(x @ weights, -50, 50))
    expected[home] = 0.0
    return expected


def _columns(landscape: Landscape, rows: Rows, columns: Rows, km: Floats) -> Floats:
    sizes = np.log(np.maximum(landscape.works, 1.0))
    same = (landscape.homes[rows] == landscape.homes[columns]).astype(np.float64)
    return np.column_stack(
        [np.ones(len(km)), sizes[rows] + sizes[columns], np.log(np.maximum(km, _NEAR_KM)), same]
    )


def _km(one: Floats, other: Floats) -> Floats:
    """Return great-circle distances in kilometres between rows of points in degrees (haversine)."""
    a, b = np.radians(one), np.radians(other)
    half = np.sin((b - a) / 2) ** 2
    inner = half[:, 0] + np.cos(a[:, 0]) * np.cos(b[:, 0]) * half[:, 1]
    km: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return km


def _poisson(x: Floats, y: Floats) -> tuple[float, float, float, float]:
    """Return the Poisson regression of counts on columns; a touch of ridge holds constant columns at 0."""
    centre, scale = x.mean(axis=0), x.std(axis=0)
    centre[0], scale[0] = 0.0, 1.0
    scale = np.where(scale < 1e-12, 1.0, scale)
    z = (x - centre) / scale
    start = np.zeros(x.shape[1])
    start[0] = np.log(y.mean())

    def loss(beta: Floats) -> tuple[float, Floats]:
        rate = np.exp(np.clip(z @ beta, -50, 30))
        value = float(np.mean(rate - y * (z @ beta)) + _RIDGE * beta @ beta)
        slope: Floats = z.T @ (rate - y) / len(y) + 2 * _RIDGE * beta
        return value, slope

    beta = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B").x / scale
    beta[0] -= float(beta[1:] @ centre[1:])
    constant, size, distance, home = (float(value) for value in beta)
    return constant, size, distance, home
