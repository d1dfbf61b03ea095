"""Dates, numbers and money in a text, with their normalised values.

Comes in: an analysis and the date that relative dates count from. Goes out: `Date`, `Amount`. Never does:
say what a number counts or what a date is the date of.
"""

from kelisim.extract.values.amounts import find_amounts
from kelisim.extract.values.dates import find_dates, reference_date

__all__ = ["find_amounts", "find_dates", "reference_date"]
