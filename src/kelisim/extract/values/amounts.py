"""Numbers and money, with magnitude, bound and currency."""

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon
from kelisim.extract.reading import Amount


def find_amounts(analysis: Analysis, lexicon: Lexicon) -> tuple[Amount, ...]:
    """Return the numbers of a text in order."""
    return ()
