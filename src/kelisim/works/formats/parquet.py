"""OpenAlex's snapshot in Parquet: the same nested keys as its JSON."""

from collections.abc import Iterator
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.works.formats.json_files import explain
from kelisim.works.formats.openalex import OpenAlexWork, work_of
from kelisim.works.record import Rejected, Work, WorksError
from kelisim.works.source import Source, on_disk

_BATCH: Final = 1000


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a file; raises WorksError where it has no column `id` or cannot be read."""
    for each in decode(source):
        yield each if isinstance(each, Rejected) else work_of(each)


def decode(source: Source) -> Iterator[OpenAlexWork | Rejected]:
    """Yield the works of a file as they stand there; raises WorksError as `read` does."""
    names = {field.name for field in msgspec.structs.fields(OpenAlexWork)}
    with on_disk(source) as path:
        try:
            file = pq.ParquetFile(path)
            columns = [name for name in file.schema_arrow.names if name in names]
            if "id" not in columns or len(columns) < 2:
                raise WorksError(
                    f"{source.name}: has no columns of OpenAlex's works; give files of the works"
                )
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield _work(row, number)
        except (pa.ArrowInvalid, OSError) as error:
            raise WorksError(f"{source.name}: cannot be read as Parquet ({error}); fetch it anew") from error


def _work(row: dict[str, object], number: int) -> OpenAlexWork | Rejected:
    try:
        return msgspec.convert(row, OpenAlexWork, strict=False, str_keys=True)
    except (ValueError, msgspec.ValidationError) as error:
        return Rejected(number, explain(error))
