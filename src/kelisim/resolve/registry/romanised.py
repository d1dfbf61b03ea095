"""Russian in Latin letters back to Cyrillic: by BGN/PCGN, ISO 9, ALA-LC, and as papers mix them."""

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
_LETTERS: Final = (
    *(("͡", ""), ("ʹ", "'"), ("′", "'"), ("’", "'"), ("ʼ", "'"), ("`", "'"), ("ʺ", "ъ")),
    *(
        ("ĭ", "й"),
        ("i\u0306", "й"),
        ("â", "я"),
        ("û", "ю"),
        ("ŝ", "щ"),
        ("šč", "щ"),
        ("shch", "щ"),
        ("ё", "е"),
    ),
    *(("č", "ч"), ("š", "ш"), ("ž", "ж"), ("è", "э"), ("ė", "э"), ("ë", "е"), ("zh", "ж"), ("kh", "х")),
    *(("ch", "ч"), ("sh", "ш"), ("ts", "ц")),
    *(("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е")),
)
_IN_PLACE: Final = (
    (re.compile("i[yji]$"), "ий"),
    (re.compile("y[yji]$"), "ый"),
    (re.compile("(?<=[aiouye])ia"), "я"),
    (re.compile("(?<=[^aeiouy])ia$"), "я"),
    (re.compile("(?<=[aeiouy])[yij](?![aeiouy])"), "й"),
)
_PLAIN: Final = str.maketrans("abvgdezijklmnoprstufhcy'", "абвгдезийклмнопрстуфхцыь")
_SOFT: Final = re.compile("л(?=[нс])")  # papers leave the soft sign out: federalnyi, uralskii
_CYRILLIC: Final = re.compile("[а-я]+")


def is_russian(text: str) -> bool:
    """Return whether the string has Russian in Latin letters, by endings of adjectives and a few words."""
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return False
    first = _TELLING.search(text)
    if first is None:
        return False
    return _TELLING.search(text, first.end()) is not None or _SHARED.search(text) is not None


def in_cyrillic(word: str) -> tuple[str, ...]:
    """Return the Cyrillic forms that a Russian word in Latin letters may have, in small letters.

    None where it has letters that no standard has. ё is е; a first e is э by BGN/PCGN and ALA-LC, е by ISO 9.
    """
    found = word.lower()
    for old, new in _LETTERS:
        if old in found:
            found = found.replace(old, new)
    for pattern, new in _IN_PLACE:
        found = pattern.sub(new, found)
    found = _SOFT.sub("ль", found.translate(_PLAIN))
    if _CYRILLIC.fullmatch(found) is None:
        return ()
    forms = ("э" + found[1:], found) if found[0] == "е" and word[0] in "eE" else (found,)
    # Donetskiy has ц, Surgutskiy т and с.
    return (*forms, *(form.replace("цк", "тск") for form in forms if "цк" in form))
