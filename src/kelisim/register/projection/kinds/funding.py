"""When two statements tell of one sum or one support."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import Names, alike, keys_of, told_within
from kelisim.register.projection.words import NOTHING, Phrase, same_content


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about funding."""

    document: str
    told: Span | None
    amount: float | None
    currency: str | None
    funders: Names
    recipients: Names
    purpose: Phrase


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    amount = item.statement.first("amount")
    return Facts(
        document=item.document.id,
        told=item.told,
        amount=None if amount is None or isinstance(amount.value, str) else float(amount.value),
        currency=item.text("currency"),
        funders=item.names("funders"),
        recipients=item.names("recipients"),
        purpose=item.phrase("purpose") or NOTHING,
    )


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: its sum; where none is given, funder with recipient or purpose."""
    if one.amount is not None:
        yield f"amount|{one.amount}"
        return
    purpose = " ".join(sorted(one.purpose.content))
    for funder in keys_of(one.funders)[:12]:
        yield f"purpose|{funder}|{purpose}"
        for recipient in keys_of(one.recipients)[:12]:
            yield f"funds|{funder}|{recipient}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one sum or support."""
    currencies = {ours.currency, theirs.currency} - {None}
    if ours.amount != theirs.amount or len(currencies) > 1:
        return APART
    if _differ(ours.funders, theirs.funders) or _differ(ours.recipients, theirs.recipients):
        return APART
    return _same_support(ours, theirs) if ours.amount is None else _same_sum(ours, theirs)


def _same_support(ours: Facts, theirs: Facts) -> Likeness:
    """Judge two supports of which no sum is told."""
    use = not ours.recipients.isdisjoint(theirs.recipients) or _same_purpose(ours, theirs)
    same = ours.funders == theirs.funders and use
    return Likeness(tier=60, reason="same funders, same use") if same else UNRELATED


def _same_sum(ours: Facts, theirs: Facts) -> Likeness:
    shared = len(ours.funders & theirs.funders) + len(ours.recipients & theirs.recipients)
    purposes = len(ours.purpose.content) > 0 and len(theirs.purpose.content) > 0
    likeness = 1.0 if _same_purpose(ours, theirs) else alike(ours.purpose, theirs.purpose)
    if purposes and likeness < 0.3:
        return Likeness(doubt=shared >= 1, reason="same sum, other purpose")
    if likeness >= 0.5 or shared >= 1:
        return Likeness(tier=85, reason="same sum, same use")
    if ours.document == theirs.document:
        return Likeness(tier=70, reason="same sum in one document")
    return Likeness(doubt=told_within(ours.told, theirs.told, 60), reason="same sum")


def _same_purpose(ours: Facts, theirs: Facts) -> bool:
    return len(ours.purpose.content) > 0 and same_content(ours.purpose, theirs.purpose)


def _differ(ours: Names, theirs: Names) -> bool:
    return len(ours) > 0 and len(theirs) > 0 and ours.isdisjoint(theirs)


RULES: Final[Rules[Facts]] = Rules(keys, compare)
