"""Collections of documents that outgrow one machine: read and extracted on Spark.

Comes in: paths or addresses that Spark reads (`s3a://…`, `hdfs://…`). Goes out: Parquet files of extractions
(`kelisim.extractions`) that `add` takes in. Never does: anything but map the functions of `kelisim.intake`
over batches; the same documents give the same statements as in one process.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kelisim.extractions import SCHEMA, to_batch
from kelisim.intake import Bytes, intake
from kelisim.measure import MeasureError
from kelisim.measure.engines.spark import session
from kelisim.read import Hints, Limits

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_DOCUMENTS_A_BATCH = 32  # bounds what a worker holds
_DOCUMENTS_A_TASK = 256  # a task costs some milliseconds, and is what is done anew when a worker is lost


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many documents were extracted, and a line for each source that could not be read."""

    documents: int
    failures: tuple[str, ...]


def extract_on_cluster(
    sources: Sequence[str | Path],
    to: str | Path,
    *,
    address: str | None = None,
    hints: Hints | None = None,
    limits: Limits | None = None,
) -> Extracted:
    """Read and extract documents on Spark, into Parquet files in a folder that is new or empty.

    Arguments:
        sources: files and folders that all workers reach, or addresses that Spark reads; folders recursively.
        to: where the Parquet files go: a folder, or an address that Spark writes.
        address: of the cluster; without it, `SPARK_MASTER`, else the cores of this machine.

    Raises MeasureError where Spark is absent, a source is not there, or `to` holds files.
    """
    web = [str(source) for source in sources if str(source).startswith(("http://", "https://"))]
    if len(web) > 0:
        raise MeasureError(
            f"{web[0]}: a cluster reads files, not pages; fetch it first, or leave out --engine"
        )
    spark = session(address)
    read = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        files = read.load([_for_spark(source) for source in sources]).select("path", "content")
        count = files.count()
    except Exception as error:  # Spark has no exception of its own for a path that is not there
        raise MeasureError(f"Spark cannot read the sources: {str(error).splitlines()[0]}") from error
    cores = spark.sparkContext.defaultParallelism
    tasks = max(1, min(count, max(cores, count // _DOCUMENTS_A_TASK)))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_DOCUMENTS_A_BATCH))
    mapped = files.repartition(tasks).mapInArrow(_mapper(hints or Hints(), limits or Limits()), _columns())
    return _write(mapped, str(to))


def _write(mapped: "DataFrame", to: str) -> Extracted:
    # Spark is an extra: its names are there when it has started.
    from pyspark.errors import AnalysisException  # noqa: PLC0415

    # The mark of success would be one more file that is no document.
    writer = mapped.write.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
    try:
        writer.mode("error").parquet(to)
    except AnalysisException as error:
        raise MeasureError(f"{to} is there already: name a new folder") from error
    written = mapped.sparkSession.read.parquet(to)
    failed = written.filter("failure is not null").select("failure").orderBy("failure").collect()
    return Extracted(written.count() - len(failed), tuple(row["failure"] for row in failed))


def _mapper(hints: Hints, limits: Limits) -> "Callable[[Iterable[pa.RecordBatch]], Iterable[pa.RecordBatch]]":
    """Return what each worker does with its batches of (path, content)."""

    def extract(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            given = zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
            sources = [Bytes(content, _path(place), Path(_path(place)).name) for place, content in given]
            yield to_batch(intake(sources, hints=hints, limits=limits))

    return extract


def _columns() -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    return from_arrow_schema(SCHEMA)


def _for_spark(source: str | Path) -> str:
    """Return a path as Spark takes it: whole, and with what it would take for a pattern escaped."""
    text = str(source)
    return (
        text if "://" in text else "file://" + re.sub(r"([\[\]{}*?\\])", r"\\\1", str(Path(text).absolute()))
    )


def _path(address: str) -> str:
    """Return a file of this file system by its path, others by their address; Spark escapes neither."""
    return "/" + address.removeprefix("file:").lstrip("/") if address.startswith("file:") else address
