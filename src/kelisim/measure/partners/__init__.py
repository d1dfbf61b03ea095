"""With whom next? Partners with whom too little is done yet.

Comes in: the tables of works. Goes out: ranked suggestions for one organisation or country, each with its
reasons in figures and in a sentence; and how well such suggestions found links that were hidden from them.
Never does: know an agreement, rank by fame alone, hide what a suggestion rests on.
"""

from kelisim.measure.partners.evaluating import Evaluation, evaluate
from kelisim.measure.partners.features import Grounds, grounds
from kelisim.measure.partners.landscape import Landscape, landscape
from kelisim.measure.partners.learning import Weights, learn
from kelisim.measure.partners.partnering import Partners, hide_and_seek, partners
from kelisim.measure.partners.suggesting import Suggestion, Wanted, suggest

__all__ = [
    "Evaluation",
    "Grounds",
    "Landscape",
    "Partners",
    "Suggestion",
    "Wanted",
    "Weights",
    "evaluate",
    "grounds",
    "hide_and_seek",
    "landscape",
    "learn",
    "partners",
    "suggest",
]
