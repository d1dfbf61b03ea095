"""How the records that pass a filter spread over countries, organisations, years, statuses, kinds, sources.

Public: `facets(connection, filter, kind=None)`.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.register.listing import Filter

EVERYTHING: Final = Filter()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that records may have, and how many of those asked for have it.

    `value` is what a filter takes: a country's code, an organisation's id, a year, a status, a kind, a
    publisher; None counts the records without a year, a status or a publisher. `label` is what people read.
    """

    value: str | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the records asked for fall under each value, the most frequent values first.

    Years run from the latest to the earliest. A record with parties from two countries counts in both.
    """

    total: int
    countries: tuple[Facet, ...]
    organisations: tuple[Facet, ...]
    years: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    publishers: tuple[Facet, ...]


def facets(
    connection: Connection, filter: Filter = EVERYTHING, kind: str | None = None, *, limit: int = 25
) -> Facets:
    """Return the spread of the records of a kind (default: of all) that pass the filter.

    Each facet is counted as if the filter did not choose by it: who filtered by Kazakhstan still sees how
    many Germany would give. Of countries, organisations and publishers the `limit` most frequent are given.
    Raises as `list_records` does.
    """

    # Arrays take a tenth of a second to import: who only lists records does not wait for them.
    from kelisim.register.columns import load_columns  # noqa: PLC0415
    from kelisim.register.counting import choose, count_facets  # noqa: PLC0415

    columns = load_columns(connection)
    return count_facets(columns, choose(connection, columns, filter, kind), limit)
