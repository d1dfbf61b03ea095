"""CORDIS: projects of the European Union and who takes part, as CSV or SQLite."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

from kelisim.works.countries import iso_of
from kelisim.works.formats.words import is_clean
from kelisim.works.record import Participation, Project, Record, Rejected, WorksError
from kelisim.works.source import Source, on_disk


def project_of_row(row: dict[str, str]) -> Project | str:
    """Return the project of a row, in the columns of CORDIS or of an older dump."""
    id = row.get("id") or row.get("project_id") or row.get("projectID") or ""
    if not id.isdigit():
        return f"has no number of a project but {id!r}"
    return Project(
        id=f"cordis:{id}",
        acronym=row.get("acronym") or None,
        title=row.get("title") or None,
        programme=row.get("frameworkProgramme") or row.get("programme") or None,
        start=_day(row.get("startDate") or row.get("start_date")),
        end=_day(row.get("endDate") or row.get("end_date")),
        cost=_money(row.get("totalCost") or row.get("total_cost")),
        contribution=_money(row.get("ecMaxContribution") or row.get("ec_contribution")),
        currency="EUR",
        status=(row.get("status") or "").lower() or None,
    )


def part_of_row(row: dict[str, str]) -> Participation | str:
    """Return the part of an organisation of a row."""
    project = row.get("projectID") or row.get("project_id") or ""
    name = row.get("name") or row.get("org_name") or ""
    if not project.isdigit() or name == "":
        return "has no number of a project, or no name of an organisation"
    return Participation(
        project=f"cordis:{project}",
        name=name,
        city=row.get("city") or None,
        country=iso_of(row.get("country")),
        role=row.get("role") or None,
        contribution=_money(row.get("ecContribution") or row.get("ec_contribution")),
    )


_TABLES: Final[tuple[tuple[str, Callable[[dict[str, str]], Record | str]], ...]] = (
    ("SELECT * FROM projects ORDER BY rowid", project_of_row),
    ("SELECT * FROM organizations ORDER BY rowid", part_of_row),
)


def read_sqlite(source: Source) -> Iterator[Record]:
    """Yield the projects and participations of a SQLite file (tables `projects` and `organizations`)."""
    with on_disk(source) as path:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            connection.row_factory = sqlite3.Row
            number = 0
            for query, make in _TABLES:
                for row in connection.execute(query):
                    number += 1
                    cells = {key: "" if cell is None else str(cell) for key, cell in dict(row).items()}
                    made = make(cells) if all(map(is_clean, cells.values())) else "holds what is no text"
                    yield Rejected(number, made) if isinstance(made, str) else made
        except sqlite3.DatabaseError as error:
            raise WorksError(f"{source.name}: is no database of CORDIS projects ({error})") from error
        finally:
            connection.close()


def _money(text: str | None) -> float | None:
    """Return a sum with a point or a comma before its cents."""
    plain = re.sub(r"\s", "", text or "").replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _day(text: str | None) -> str | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text or "")
    return None if found is None else found[0]
