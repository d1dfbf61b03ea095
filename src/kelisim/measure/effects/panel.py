"""The panel: joint works of pairs of organisations by year, and when which pair started."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.measure.effects.poisson import Floats, Integers, Mask

NEVER: Final = 0  # the start of a pair that never signed

Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Windows:
    """Which years before and after the start count for what; offsets in years, both ends included.

    The last year before the start is left out: joint work rises just before a signature. The first years
    after it are too, since the median lag from grant to paper is about three years. Matching years lie
    before the reference years: a partner chosen for many joint works in a year has, by chance, fewer in the
    next (regression to the mean), which must not be taken for what was to be expected.
    """

    matching: Window = (-9, -6)
    reference: Window = (-5, -2)
    assessed: Window = (3, 5)


def within(offsets: Integers, window: Window) -> Mask:
    """Return which offsets lie between the ends of a window."""
    return (offsets >= window[0]) & (offsets <= window[1])


@dataclass(frozen=True, slots=True)
class Panel:
    """Pairs of a home organisation and a partner, year by year.

    `joint`: (pairs, years), joint works; `home` and `partner`: the number of the organisation, one a pair;
    `start`: the year in which the pair signed, 0 where it never did. `home_works`, `partner_works`:
    (organisations, years), all works of each. `nearness`: (pairs,) cosine of the field profiles, nan where
    unknown; `distance`: (pairs,) kilometres, nan where unknown. `homes`, `partners` name the organisations.
    """

    homes: tuple[str, ...]
    partners: tuple[str, ...]
    years: Integers
    home: Integers
    partner: Integers
    start: Integers
    joint: Floats
    home_works: Floats
    partner_works: Floats
    nearness: Floats
    distance: Floats

    @property
    def signed(self) -> Integers:
        """The numbers of the pairs that signed."""
        return np.flatnonzero(self.start != NEVER)
