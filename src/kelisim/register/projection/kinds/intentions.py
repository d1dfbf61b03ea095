"""When two statements tell of one wish, plan or proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import Names, alike, title_keys, told_within
from kelisim.register.projection.words import NOTHING, Phrase, same_content

_LASTS: Final = 400  # days for which a wish told again is the same wish
_NEWS: Final = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an intention."""

    document: str
    told: Span | None
    names: Names
    what: Phrase


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    return Facts(
        item.document.id, item.told, item.names("actors") | item.names("with"), item.phrase("what") or NOTHING
    )


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: words of what is wanted."""
    yield from title_keys("what", one.what)


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one intention."""
    shared = len(ours.names & theirs.names)
    in_one = ours.document == theirs.document
    lasting = in_one or told_within(ours.told, theirs.told, _LASTS)
    if same_content(ours.what, theirs.what):
        if shared >= 1 and lasting:
            return Likeness(tier=80 if shared >= 2 else 60, reason="same wish, names in common")
        return Likeness(doubt=shared >= 1, reason="same wish")
    likeness = alike(ours.what, theirs.what)
    if likeness >= 0.75 and shared >= 2 and (in_one or told_within(ours.told, theirs.told, _NEWS)):
        return Likeness(tier=50, reason="nearly the same wish, names in common")
    return (
        Likeness(doubt=likeness >= 0.6 and shared >= 2, reason="wishes alike") if shared >= 2 else UNRELATED
    )


RULES: Final[Rules[Facts]] = Rules(keys, compare)
