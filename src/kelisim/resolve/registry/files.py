"""Whole files of strings: CSV, Parquet or JSON lines in, the same with ROR ids out."""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

from kelisim.resolve.registry.match import Candidate, Registry, match_many
from kelisim.resolve.registry.records import RegistryError

Mode = Literal["many", "one"]
Row = dict[str, Any]
_BATCH: Final = 2000
_FORMATS: Final = (".csv", ".parquet", ".jsonl")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows a file had, how many got at least one id, and how many ids were given."""

    rows: int
    matched: int
    ids: int


def resolve_file(
    registry: Registry,
    source: Path,
    target: Path,
    *,
    mode: Mode = "many",
    column: str = "affiliation",
    explain: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Resolve the strings of a column of a file, row by row; rows in are rows out, in their order.

    The formats are told by the names: .csv, .parquet, .jsonl. The result has all columns of the source and
    `ror_ids`, with `explain` also `explanations`; JSON lines in have only "id" with them, if the row has one.
    The target appears when it is whole. `progress` is called with the number of rows done.

    Raises RegistryError where a format is unknown, the column is missing or a row cannot be read.
    """
    for path in (source, target):
        if path.suffix.lower() not in _FORMATS:
            raise RegistryError(f"{path}: is of no known format; name it {', '.join(_FORMATS)}")
    if not source.exists():
        raise RegistryError(f"{source}: is not there")
    partial = target.with_name(f".{target.name}.part")
    counts = [0, 0, 0]

    def resolved() -> Iterator[list[Row]]:
        for rows in _batches(_read(source, column)):
            found = match_many(registry, [_text(row, column) for row in rows])
            if mode == "one":
                found = [tuple(sorted(each, key=lambda c: -c.probability)[:1]) for each in found]
            yield [_answer(row, each, target, column, explain) for row, each in zip(rows, found, strict=True)]
            counts[0] += len(rows)
            counts[1] += sum(len(each) > 0 for each in found)
            counts[2] += sum(map(len, found))
            if progress is not None:
                progress(counts[0])

    try:
        _write(partial, target.suffix.lower(), resolved())
        os.replace(partial, target)
    except OSError as error:
        raise RegistryError(
            f"{target}: cannot be written ({error.strerror}); make room or name another"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return Summary(*counts)


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _answer(row: Row, found: tuple[Candidate, ...], target: Path, column: str, explain: bool) -> Row:
    ids = [candidate.id for candidate in found]
    why = [explanation(candidate) for candidate in found]
    if target.suffix.lower() == ".csv":
        added: Row = {"ror_ids": ";".join(ids)}
        if explain:
            added["explanations"] = json.dumps(why, ensure_ascii=False)
        return {**row, **added}
    if target.suffix.lower() == ".parquet":
        added = {"ror_ids": ids}
        if explain:
            added["explanations"] = [json.dumps(each, ensure_ascii=False) for each in why]
        return {**row, **added}
    base = {"id": row["id"]} if "id" in row else {column: row.get(column)}
    return {**base, "ror_ids": ids, **({"explanations": why} if explain else {})}


def explanation(candidate: Candidate) -> Row:
    """Return a candidate as plain data: who, how likely, and why."""
    data = asdict(candidate)
    data["reasons"] = [{k: v for k, v in reason.items() if v} for reason in data["reasons"]]
    data["words"] = data.pop("written")[data.pop("start") : data.pop("end")]
    return {key: value for key, value in data.items() if value is not None}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _read(path: Path, column: str) -> Iterator[Row]:
    reader = {".csv": _read_csv, ".parquet": _read_parquet, ".jsonl": _read_jsonl}[path.suffix.lower()]
    return reader(path, column)


def _missing(path: Path, column: str, there: Iterable[str]) -> RegistryError:
    return RegistryError(f"{path}: has no column {column!r}; name one with --column: {', '.join(there)}")


def _read_csv(path: Path, column: str) -> Iterator[Row]:
    csv.field_size_limit(1 << 27)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if column not in (reader.fieldnames or ()):
                raise _missing(path, column, reader.fieldnames or ())
            for row in reader:
                if None in row:
                    raise RegistryError(f"{path}, line {reader.line_num}: has more fields than the header")
                yield row
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"{path}: is no CSV in UTF-8 ({error}); save it as such") from error


def _read_jsonl(path: Path, column: str) -> Iterator[Row]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip() == b"":
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise RegistryError(f"{path}, line {number}: is no JSON ({error})") from error
            if not isinstance(row, dict) or column not in row:
                raise _missing(path, column, row if isinstance(row, dict) else ())
            yield row


def _read_parquet(path: Path, column: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        if column not in file.schema_arrow.names:
            raise _missing(path, column, file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_BATCH):
            yield from batch.to_pylist()
    except pa.ArrowInvalid as error:
        raise RegistryError(f"{path}: is no Parquet file ({error})") from error


def _write(path: Path, suffix: str, batches: Iterator[list[Row]]) -> None:
    if suffix == ".parquet":
        _write_parquet(path, batches)
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer: csv.DictWriter[str] | None = None
        for rows in batches:
            if suffix == ".jsonl":
                stream.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
                continue
            if writer is None:
                writer = csv.DictWriter(stream, list(rows[0]))
                writer.writeheader()
            writer.writerows(rows)


def _write_parquet(path: Path, batches: Iterator[list[Row]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    ids = pa.field("ror_ids", pa.list_(pa.string()))
    try:
        for rows in batches:
            if writer is None:
                guessed = pa.Table.from_pylist(rows).schema
                fields = [
                    ids
                    if f.name == "ror_ids"
                    else pa.field(f.name, pa.list_(pa.string()))
                    if f.name == "explanations"
                    else f
                    for f in guessed
                ]
                schema = pa.schema(fields)
                writer = pq.ParquetWriter(path, schema)
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        if writer is None:
            pq.write_table(pa.table({"ror_ids": pa.array([], ids.type)}), path)
    finally:
        if writer is not None:
            writer.close()
