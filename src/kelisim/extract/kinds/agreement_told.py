"""A place in a text that speaks of an agreement: its noun, its act, and those who stand with them."""

from dataclasses import dataclass

from kelisim.extract.kinds.agreement_status import Status
from kelisim.extract.reading import Mention


@dataclass(frozen=True, slots=True)
class Report:
    """One place that speaks of an agreement.

    `noun` and `act` are token ranges; `noun` is None where only the act is told ("signed on behalf of"),
    `act` where the agreement is only named. `announcer` is the report whose list it is an item of: its act
    and circumstances are this one's too. `lists` are the parties as the sentence groups them: one
    tuple an agreement. `zone` is the range that its circumstances are read from. `bond` is true where no
    paper is told: "announced a partnership with".
    """

    sentence: int
    heading: bool
    kind: str | None
    status: Status
    noun: tuple[int, int] | None
    act: tuple[int, int] | None
    definite: bool
    plural: bool
    further: bool
    lists: tuple[tuple[Mention, ...], ...]
    signatories: tuple[Mention, ...]
    group: bool
    zone: tuple[int, int]
    announcer: "Report | None" = None
    bond: bool = False

    @property
    def parties(self) -> tuple[Mention, ...]:
        """All parties of all its agreements."""
        return tuple(mention for list_ in self.lists for mention in list_)

    @property
    def anchor(self) -> int:
        """The token that everything else of the report hangs on."""
        if self.act is not None:
            return self.act[0]
        return self.zone[0] if self.noun is None else self.noun[0]
