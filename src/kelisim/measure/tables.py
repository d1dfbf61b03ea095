"""The tables of works, open for questions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from kelisim.measure.engines import engine_of
from kelisim.measure.errors import MeasureError
from kelisim.works.schema import TABLES


@dataclass(frozen=True, slots=True)
class Tables:
    """One Ibis table for each of `kelisim.works.schema.TABLES`, on one engine; the date of the data."""

    works: ir.Table
    authorships: ir.Table
    affiliations: ir.Table
    topics: ir.Table
    citations: ir.Table
    projects: ir.Table
    participations: ir.Table
    backend: BaseBackend
    engine: str
    read_on: date | None


def open_tables(folder: Path, engine: str = "duckdb") -> Tables:
    """Open the tables in a folder (`tables/` of a workspace) on an engine; an absent table is an empty one.

    `engine` is "duckdb", "spark", or "spark=ADDRESS" of a cluster. The date of the data is the day on which
    the newest file was written. Raises MeasureError where there is no such folder or engine.
    """
    if not folder.is_dir():
        raise MeasureError(f"{folder}: there are no tables of works here; make them with `kelisim works add`")
    module, address = engine_of(engine)
    backend = module.connect(address)
    opened: dict[str, ir.Table] = {}
    newest = 0.0
    for name, schema in TABLES.items():
        files = _files(folder / name)
        newest = max([newest, *(file.stat().st_mtime for file in files)])
        if len(files) == 0:
            opened[name] = ibis.memtable(schema.empty_table())
        else:
            opened[name] = module.table(backend, folder / name, files, schema)
    read_on = datetime.fromtimestamp(newest, UTC).date() if newest else None
    return Tables(**opened, backend=backend, engine=engine, read_on=read_on)


def _files(folder: Path) -> list[Path]:
    """Return the Parquet files of a table; names that begin with "." or "_" are still being written."""
    return sorted(file for file in folder.glob("year=*/*.parquet") if file.name[0] not in "._")
