"""Which page of a list, and how many there are."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from starlette.exceptions import HTTPException

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class Paging:
    """A page of a list: its number, how many pages and rows there are, and the rows of one page."""

    number: int
    pages: int
    total: int
    rows: int

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from 1; 0 for an empty list."""
        return 0 if self.total == 0 else (self.number - 1) * self.rows + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.number * self.rows, self.total)


def paged(number: int, total: int, rows: int) -> Paging:
    """Return the paging of a list. Raises HTTPException (404) for a page beyond its end."""
    pages = max(1, -(-total // rows))
    if number > pages:
        raise HTTPException(404, f"there is no page {number}: the list ends with page {pages}")
    return Paging(number, pages, total, rows)
