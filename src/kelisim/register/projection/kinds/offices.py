"""When two statements tell of one person's one post."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.items import Item, Who, related
from kelisim.register.projection.kinds.common import alike
from kelisim.register.projection.words import NOTHING, Phrase, ranks


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an office: the same in every document that says the same."""

    person: Who | None
    office: Phrase
    ranks: frozenset[str]
    organisation: Who | None
    document: str | None  # only where nobody resolved the person: namesakes hold posts too


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    person = next(iter(item.names("person")), None)
    known = person is not None and person.entity is not None
    return Facts(
        person=person,
        office=item.phrase("office") or NOTHING,
        ranks=ranks(item.text("office") or "", item.document.language),
        organisation=next(iter(item.names("organisation")), None),
        document=None if known else item.document.id,
    )


def keys(one: Facts) -> Iterable[str]:
    """Return the block of a statement: the person."""
    if one.person is not None:
        yield f"person|{one.person.key}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one post."""
    if ours.person is None or theirs.person is None or ours.person.key != theirs.person.key:
        return APART
    if ours.ranks != theirs.ranks:
        return APART
    same_body = ours.organisation == theirs.organisation
    open_body = ours.organisation is None or theirs.organisation is None
    if not same_body and not open_body and not _stands_for(ours.organisation, theirs.organisation):
        return APART
    likeness = _office(ours.office, theirs.office)
    if likeness == 0 or (open_body and likeness < 2):
        return UNRELATED
    unresolved = ours.document is not None and ours.document != theirs.document
    if unresolved and open_body:
        return Likeness(doubt=True, reason="same name and office, organisation not named")
    return Likeness(tier=60 + 10 * likeness + (5 if same_body else 0), reason="same person and office")


def _stands_for(ours: Who | None, theirs: Who | None) -> bool:
    return ours is not None and theirs is not None and related(ours, theirs)


def _office(ours: Phrase, theirs: Phrase) -> int:
    """Return 3 for the same office, 2 where one says more, 1 where most words agree, else 0."""
    a, b = ours.content, theirs.content
    if a == b:
        return 3
    if len(a) == 0 or len(b) == 0:
        return 0
    if a < b or b < a:
        return 2
    return 1 if alike(ours, theirs) >= 0.6 else 0


RULES: Final[Rules[Facts]] = Rules(keys, compare)
