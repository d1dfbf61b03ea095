"""When two statements give one count or measure: one thing counted in one whole, whatever the value."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import UNRELATED, Likeness, Rules
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import alike, title_keys
from kelisim.register.projection.words import NOTHING, Phrase

_SPECIFIC: Final = 2  # words from which a thing counted is told apart without its scope


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement with a figure. `document` counts only where no scope is named."""

    document: str | None
    what: Phrase
    scope: str | None
    value: float | None


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    scope, value = item.key("scope"), item.statement.first("value")
    number = None if value is None or isinstance(value.value, str) else float(value.value)
    return Facts(item.document.id if scope is None else None, item.phrase("what") or NOTHING, scope, number)


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: what with its scope, what with its value, long descriptions alone."""
    what = " ".join(sorted(one.what.content))
    if one.scope is not None:
        yield from title_keys(f"what|{one.scope}", one.what)
        yield f"what|{one.scope}|{what}"
    yield f"value|{one.value}|{what}"
    if len(one.what.content) > _SPECIFIC:
        yield f"what|{what}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements giving one figure."""
    scoped = ours.scope is not None and ours.scope == theirs.scope
    if ours.scope != theirs.scope and None not in {ours.scope, theirs.scope}:
        return UNRELATED
    if ours.what.content == theirs.what.content and ours.what.numbers == theirs.what.numbers:
        return (
            Likeness(tier=90, reason="same thing counted, same scope") if scoped else _no_scope(ours, theirs)
        )
    if scoped and alike(ours.what, theirs.what) >= 0.75:
        return Likeness(doubt=True, reason="nearly the same thing counted")
    return UNRELATED


def _no_scope(ours: Facts, theirs: Facts) -> Likeness:
    """Judge two counts of the same thing of which at least one does not say in which whole."""
    words = len(ours.what.content)
    if ours.value == theirs.value and ours.document is not None and ours.document == theirs.document:
        return Likeness(tier=80, reason="same figure in one document")
    if ours.value == theirs.value and words >= _SPECIFIC:
        return Likeness(tier=55, reason="same thing counted, same value")
    return Likeness(doubt=words > _SPECIFIC, reason="same thing counted, scope not named")


RULES: Final[Rules[Facts]] = Rules(keys, compare)
