"""How probable it is that a statement, and each of its values, is right.

Comes in: a `Reading` and the statements that the kinds found in it, with the first estimates of their
patterns. Goes out: the same statements with calibrated probabilities and, for who asks, what counted for
and against each. Never does: drop or add a statement; learn: the weights are learned beforehand, from
annotated announcements, by `benchmarks/calibration.py`.
"""

from kelisim.extract.confidence.calibration import calibrated, examine
from kelisim.extract.confidence.evidence import Evidence, ValueEvidence
from kelisim.extract.confidence.weights import Weights, load_weights

__all__ = ["Evidence", "ValueEvidence", "Weights", "calibrated", "examine", "load_weights"]
