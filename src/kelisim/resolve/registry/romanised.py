"""Whether a string is Russian in Latin letters: such words are looked up by their Cyrillic forms."""

import re
from typing import Final

# Russian in Latin letters is told by two words that have an adjective's ending or are of Russian alone, or by
# one of them beside a noun that other tongues share.
_TELLING: Final = re.compile(
    r"(?:sk|[ln]['ʹ′’ʼ]?n|n|ss?h|ŝ|š|st|ov|ev)(?:[iy](?:y|j|i|ĭ|i\u0306)|a(?:ya|ja|ia|â|i͡a))(?![^\W_])"
    r"|(?:sk|[ln]['ʹ′’ʼ]?n)(?:y|o(?:ye|je|e|y|j|i|go))(?![^\W_])"
    r"|(?<![^\W_])(?:imeni|respubliki|ministerstvo|(?:obrazovani|zdravook?hraneni)(?:ya|ja|ia|â|i͡a))(?![^\W_])",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"(?<![^\W_])(?:universitet|institut(?!e)|akademi(?:ya|ja|ia|iya|iia|â)?|nauk|filial|shkol|(?:ts|c|t͡s)entr)"
    r"(?:a|e|om|u|y|i)?(?![^\W_])",
    re.IGNORECASE,
)
# One of these is in nearly all that is told; most strings have none, and to look for them costs little.
_HINTS: Final = ("sk", "nn", "iy", "ij", "yy", "yj", "nyi", "aya", "aja", "imeni", "minister")


def is_russian(text: str) -> bool:
    """Return whether the string has Russian in Latin letters, by endings of adjectives and a few words."""
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return False
    first = _TELLING.search(text)
    if first is None:
        return False
    return _TELLING.search(text, first.end()) is not None or _SHARED.search(text) is not None
