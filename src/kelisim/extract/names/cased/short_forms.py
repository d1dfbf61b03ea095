"""Short forms by the stems of their words: "Букетовский университет" of "… университет имени Е.А.
Букетова".
"""

from collections.abc import Sequence

from kelisim.extract.names.known import Known, content

_STEM = 5  # letters that two words must share at their beginning
_LONGEST = 3  # words of a short form


def join_short_forms(bodies: Sequence[Known]) -> list[Known]:
    """Return the organisations, those joined to the one longer name of their sort that has all their
    words.
    """
    gone: set[int] = set()
    for known in bodies:
        short = content(known.full())
        if known.code == "" or not 2 <= len(short) <= _LONGEST or len(known.names) != 1:
            continue
        wholes = [
            other
            for other in bodies
            if other is not known
            and id(other) not in gone
            and other.code == known.code
            and any(_holds(content(name), short) for name in other.names.values())
        ]
        if len(wholes) == 1:
            wholes[0].take(known)
            gone.add(id(known))
    return [known for known in bodies if id(known) not in gone]


def _holds(whole: Sequence[str], short: Sequence[str]) -> bool:
    """Return whether each word of a short form has one in the whole, and the whole is no mere variant of
    it.
    """
    if len(whole) < len(short) or tuple(whole) == tuple(short):
        return False
    return all(any(_akin(word, other) for other in whole) for word in short)


def _akin(one: str, other: str) -> bool:
    if one == other:
        return True
    return len(one) > _STEM and len(other) >= _STEM and one[:_STEM] == other[:_STEM]
