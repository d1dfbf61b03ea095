"""What speaks for a pair: topics, complement, shared neighbours, expectation."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import scipy.sparse as sp

from kelisim.measure.partners.gravity import Gravity, expected_row, fit_gravity
from kelisim.measure.partners.landscape import Floats, Landscape

FEATURES: Final = ("similarity", "complement", "neighbours", "expected")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is computed once for a landscape, so that each unit's row is quick."""

    landscape: Landscape
    gravity: Gravity
    weighted: Any  # (n, t) tf-idf of topics, rows of length 1
    linked: Any  # (n, n) 1 where there are joint works
    passed: Any  # (n, n) linked, each column over the logarithm of its degree


def grounds(landscape: Landscape) -> Grounds:
    """Return what features of pairs are computed from."""
    profiles = landscape.profiles
    with_topic = np.bincount(profiles.indices, minlength=profiles.shape[1])
    rarity = np.log((1 + landscape.size) / (1 + with_topic))
    weighted = (profiles @ sp.diags_array(rarity)).tocsr()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    linked = landscape.links.copy()
    linked.data = np.ones_like(linked.data)
    degree = np.diff(linked.indptr)
    # Adamic & Adar, Social Networks 25, 2003: who shares a partner of few says more.
    worth = np.divide(1.0, np.log(np.maximum(degree, 2)), out=np.zeros(len(degree)), where=degree > 1)
    return Grounds(
        landscape,
        fit_gravity(landscape),
        (sp.diags_array(scale) @ weighted).tocsr(),
        linked,
        (linked @ sp.diags_array(worth)).tocsr(),
    )


def feature_rows(ready: Grounds, home: int) -> Floats:
    """Return the features of unit `home` with every unit: (n, 4), in the order of `FEATURES`.

    `similarity` is the cosine of topics by tf-idf (0 to 1). `complement` is the share of the other's works in
    topics of our fields that we hardly work on (0 to 1). `neighbours` is log(1 + Adamic–Adar). `expected` is
    the logarithm of the joint works that gravity lets expect.
    """
    landscape = ready.landscape
    similarity = (ready.weighted @ ready.weighted[[home]].T).toarray().ravel()
    shared = (ready.passed @ ready.linked[[home]].T).toarray().ravel()
    expected = np.log(np.maximum(expected_row(landscape, ready.gravity, home), 1e-12))
    return np.column_stack([similarity, complement(landscape, home), np.log1p(shared), expected])


def complement(landscape: Landscape, home: int) -> Floats:
    """Return how much every unit would bring: (n,), 0 to 1.

    The share of its works that lie in topics on which it works more than `home` does, each by how much of
    `home`'s own work lies in that topic's field: new topics in common fields.
    """
    own, kinds = landscape.profiles[[home]].toarray().ravel(), landscape.fields
    active = np.bincount(kinds, weights=own, minlength=int(kinds.max()) + 1)
    active = active / active.max() if active.max() > 0 else active
    profiles = landscape.profiles
    more = np.maximum(profiles.data - own[profiles.indices], 0.0) * active[kinds[profiles.indices]]
    gained = sp.csr_array((more, profiles.indices, profiles.indptr), shape=profiles.shape)
    total: Floats = np.asarray(gained.sum(axis=1)).ravel()
    return total
