"""Indicators of units and of pairs, as Ibis expressions.

Comes in: open tables, a level, a counting rule, a scope. Goes out: tables of figures, and results that carry
the definition, the date, the filters and the works left out. Never does: mix counting rules in one column.
"""

from kelisim.measure.indicators.catalogue import INDICATORS, Indicator, indicators_about
from kelisim.measure.indicators.of_pairs import pair_indicators
from kelisim.measure.indicators.of_units import cells, counted_works, unit_indicators
from kelisim.measure.indicators.results import (
    Result,
    about,
    measure_pairs,
    measure_units,
    rows_with_intervals,
)
from kelisim.measure.indicators.stability import Interval, stability_interval

__all__ = [
    "INDICATORS",
    "Indicator",
    "Interval",
    "Result",
    "about",
    "cells",
    "counted_works",
    "indicators_about",
    "measure_pairs",
    "measure_units",
    "pair_indicators",
    "rows_with_intervals",
    "stability_interval",
    "unit_indicators",
]
