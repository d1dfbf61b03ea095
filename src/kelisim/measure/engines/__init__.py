"""Where expressions run: DuckDB in this process, or Spark.

Comes in: the name of an engine, and the Parquet files of a table. Goes out: an Ibis backend and the table on
it. Whatever the two engines do differently stands here and nowhere else.
"""

from pathlib import Path
from typing import Final, Protocol

import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from kelisim.measure.engines import duckdb, spark
from kelisim.measure.errors import MeasureError

ENGINES: Final = ("duckdb", "spark")


class Engine(Protocol):
    """What a module of an engine offers."""

    def connect(self, address: str | None) -> BaseBackend:
        """Return a backend; `address` says which cluster, where there are several."""

    def table(self, backend: BaseBackend, folder: Path, files: list[Path], schema: pa.Schema) -> ir.Table:
        """Return the rows of the Parquet files below a folder cut by year."""


def engine_of(name: str) -> tuple[Engine, str | None]:
    """Return the engine that a name asks for and the cluster's address: "duckdb", "spark", "spark=yarn".

    Raises MeasureError where there is no such engine.
    """
    kind, _, address = name.partition("=")
    if kind == "duckdb":
        return duckdb, address or None
    if kind == "spark":
        return spark, address or None
    raise MeasureError(f"there is no engine {name!r}: give duckdb, spark or spark=ADDRESS of a cluster")


__all__ = ["ENGINES", "Engine", "engine_of"]
