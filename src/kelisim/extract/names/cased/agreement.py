"""What case, number and head say of two words of a text."""

from kelisim.extract.names.words import Words

CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}
"""Opening quotation mark → its closing one."""

_LONGEST_TITLE = 16  # tokens between quotation marks
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})


def feature(words: Words, index: int, name: str) -> str:
    """Return the value of a feature of a token ("Gen" of "Case"); empty where it has none."""
    for part in words.tokens[index].features.split("|"):
        key, _, value = part.partition("=")
        if key == name:
            return value
    return ""


def case(words: Words, index: int) -> str:
    """Return the case of a token; empty where it shows none."""
    return feature(words, index, "Case")


def agrees(words: Words, modifier: int, noun: int) -> bool:
    """Return whether an adjective or participle can modify a noun: same case, same number."""
    token = words.tokens[modifier]
    if token.pos == "ADJ" and case(words, modifier) == "":  # the tagger could not tell
        return token.lower.endswith(_ADJECTIVES)
    if token.pos not in {"ADJ", "DET", "VERB", "PROPN"} or case(words, modifier) == "":
        return False
    if token.pos == "PROPN" and not token.lower.endswith(_ADJECTIVES):
        return False
    same = case(words, modifier) == case(words, noun) or token.head == noun
    one, other = feature(words, modifier, "Number"), feature(words, noun, "Number")
    return same and (one == other or "" in {one, other})


_ADJECTIVES = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "им", "ым", "ом", "ую")


def depends_within(words: Words, index: int, first: int, last: int) -> bool:
    """Return whether a token hangs on one of the tokens `first` to `last`, at most three steps away."""
    for _ in range(4):
        head = words.tokens[index].head
        if first <= head < last:
            return True
        if head == index:
            return False
        index = head
    return False


def quoted(words: Words, index: int, highest: int) -> int:
    """Return the token after the closing mark of the quotation that opens at `index`; `index` for none."""
    closing = CLOSING.get(words.tokens[index].text) if index < highest else None
    if closing is None:
        return index
    for end in range(index + 1, min(highest, index + _LONGEST_TITLE)):
        if words.tokens[end].text == closing:
            return end + 1
    return index
