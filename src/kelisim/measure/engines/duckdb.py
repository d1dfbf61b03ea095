"""DuckDB: embedded, the default."""

import tempfile
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from kelisim.measure.errors import MeasureError


def connect(address: str | None) -> BaseBackend:
    """Return a database in memory that spills to the temporary folder when a query outgrows memory."""
    if address is not None:
        raise MeasureError("DuckDB runs in this process and has no address: give just duckdb")
    backend = ibis.duckdb.connect()
    spill = str(Path(tempfile.gettempdir()) / "kelisim-duckdb")
    backend.raw_sql(f"SET temp_directory = {_quoted(spill)}")
    backend.raw_sql("SET preserve_insertion_order = false")  # results are sorted where order matters
    backend.raw_sql("SET enable_progress_bar = false")  # it would stand between figures and a pipe
    return backend


def table(backend: BaseBackend, folder: Path, files: list[Path], schema: pa.Schema) -> ir.Table:
    """Return the rows of the files; the year is in the folder's name, and perhaps in the file."""
    listed = ", ".join(_quoted(str(file)) for file in files)
    columns = ", ".join(f'"{column}"' for column in schema.names)
    backend.raw_sql(
        f'CREATE VIEW "{folder.name}" AS SELECT {columns} FROM read_parquet([{listed}], '  # noqa: S608
        "hive_partitioning = true, hive_types = {'year': SMALLINT})"
    )
    return backend.table(folder.name)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
