"""Spark: on this machine or a cluster; an extra of the package, and Java 17 or later.

A fraction in an expression (`2.0`) is a decimal to Spark, and what is made of decimals alone is cut to few
digits: expressions cast counts to float64 before they divide.
"""

import os
import shutil
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from kelisim.measure.errors import MeasureError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
}


def connect(address: str | None) -> BaseBackend:
    """Return a backend on the running session, else on a new one at the address (or `SPARK_MASTER`)."""
    return ibis.pyspark.connect(session(address))


def session(address: str | None = None) -> "SparkSession":
    """Return the Spark session of this process; without an address, all cores of this machine.

    Raises MeasureError where Spark or Java is absent, or the cluster cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MeasureError("Spark is not installed: pip install 'kelisim[spark]'") from error
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise MeasureError(
            "Spark needs Java 17 or later, and there is no java here: install it, or use duckdb"
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers on this machine have our packages
    master = address or os.environ.get("SPARK_MASTER") or "local[*]"
    builder: Any = SparkSession.builder.appName("kelisim").master(master)
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith("local["):
        # The default of 200 parts makes small questions slow; one machine needs a few.
        builder = builder.config("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    try:
        made: SparkSession = builder.getOrCreate()
    except Exception as error:  # whatever the Java side throws
        raise MeasureError(f"Spark does not start at {master}: {str(error).splitlines()[0]}") from error
    return made


def table(backend: BaseBackend, folder: Path, files: list[Path], schema: pa.Schema) -> ir.Table:
    """Return the rows of the files; the year is in the folder's name, and perhaps in the file."""
    from pyspark.sql.pandas.types import from_arrow_schema

    reader = session().read.schema(from_arrow_schema(schema)).option("basePath", str(folder))
    frame = reader.parquet(*(str(file) for file in files)).select(*schema.names)
    name = f"{folder.name}_{uuid.uuid4().hex}"
    frame.createOrReplaceTempView(name)
    return backend.table(name)
