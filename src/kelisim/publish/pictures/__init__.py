"""Pictures of reports and pages as Vega-Lite charts, drawn to SVG without a browser or a network.

Comes in: plain values and the words of a language. Goes out: Altair charts, and SVG of them. Never does: read
the register or the tables, fetch a font, a map or a script.
"""

from kelisim.publish.pictures.drawing import to_svg
from kelisim.publish.pictures.lifeline import Moment, lifeline
from kelisim.publish.pictures.states import StateCount, by_state
from kelisim.publish.pictures.years import YearCount, YearOfWorks, records_by_year, works_by_year

__all__ = [
    "Moment",
    "StateCount",
    "YearCount",
    "YearOfWorks",
    "by_state",
    "lifeline",
    "records_by_year",
    "to_svg",
    "works_by_year",
]
