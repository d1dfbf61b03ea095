"""OpenAlex's snapshot in Parquet: the same nested keys as its JSON."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.works.formats.json_files import explain
from kelisim.works.formats.openalex import OpenAlexWork, work_of
from kelisim.works.formats.openalex_arrow import SCHEMA, fit
from kelisim.works.record import Rejected, Work, WorksError
from kelisim.works.source import Source, on_disk

_BATCH: Final = 4000


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a file; raises WorksError where it has no column `id` or cannot be read."""
    for number, row in enumerate(chain.from_iterable(map(pa.RecordBatch.to_pylist, _batches(source))), 1):
        yield _work(row, number)


def read_batches(source: Source) -> Iterator[pa.RecordBatch | list[Work | Rejected]]:
    """Yield the works of a file as columns or, where one does not fit these, as records."""
    number = 1
    for batch in _batches(source):
        yield fit(batch) or [_work(row, at) for at, row in enumerate(batch.to_pylist(), number)]
        number += len(batch)


def _batches(source: Source) -> Iterator[pa.RecordBatch]:
    with on_disk(source) as path:
        try:
            file = pq.ParquetFile(path)
            columns = [name for name in file.schema_arrow.names if name in SCHEMA.names]
            if "id" not in columns or len(columns) < 2:
                raise WorksError(
                    f"{source.name}: has no columns of OpenAlex's works; give files of the works"
                )
            yield from file.iter_batches(batch_size=_BATCH, columns=columns)
        except (pa.ArrowInvalid, OSError) as error:
            raise WorksError(f"{source.name}: cannot be read as Parquet ({error}); fetch it anew") from error


def _work(row: dict[str, object], number: int) -> Work | Rejected:
    try:
        return work_of(msgspec.convert(row, OpenAlexWork, strict=False, str_keys=True))
    except (ValueError, msgspec.ValidationError) as error:
        return Rejected(number, explain(error))
