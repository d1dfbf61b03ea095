"""What needs attention: every reason with its records, and pairs that may be the same."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query

from kelisim.register import DoubtPage, Needs, attention, list_doubts
from kelisim.web.keeping import Remember, remembering
from kelisim.web.pages import page as page_at
from kelisim.web.site import Link, Room
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("needs", router, Path(__file__).parent, links=(Link("/attention", "Attention"),))


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """What a person should look at today.

    - on: the day, as ISO date
    - needs: for every reason, how much there is and the most pressing of it
    - doubts: records and entities that may be the same
    """

    on: str
    needs: tuple[Needs, ...]
    doubts: DoubtPage


@dataclass(frozen=True, slots=True)
class _Pressing:
    """What presses on a day, by its reasons: counted once for an edition, whatever the language."""

    needs: tuple[Needs, ...]


@page_at(router, "/attention", "attention.html")
def needs(visit: Asks, limit: Annotated[int, Query(ge=1, le=1000)] = 50) -> AttentionPage:
    """What a person should look at today."""
    on, store = visit.site.today(), visit.site.store

    def counted() -> _Pressing:
        with store.reading() as connection:
            return _Pressing(attention(connection, on, limit=limit))

    remember: Remember[_Pressing] = remembering(visit.site.kept, store)
    found = remember(f"attention {on} {limit}", _Pressing, counted)
    with store.reading() as connection:
        return AttentionPage(on.isoformat(), found.needs, list_doubts(connection, limit=limit))
