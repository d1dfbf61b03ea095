"""When two statements tell of one wish, plan or proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item, related
from kelisim.register.projection.kinds.common import Names, alike, keys_of, title_keys, told_within
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
    """Return the blocks of a statement: words of what is wanted, with each name."""
    for name in keys_of(one.names)[:6]:
        yield from title_keys(f"what|{name}", one.what)


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one intention."""
    shared = 0 if _others(ours.names, theirs.names) else len(ours.names & theirs.names)
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


def _others(ours: Names, theirs: Names) -> bool:
    """Return whether each side names somebody whom the other does not: the same wish, but with others.

    People do not count: one outlet names the minister, another the country.
    """
    a = {who for who in ours - theirs if who.type != "person"}
    b = {who for who in theirs - ours if who.type != "person"}
    return len(a) > 0 and len(b) > 0 and not any(related(x, y) for x in a for y in b)


RULES: Final[Rules[Facts]] = Rules(keys, compare)
