"""Files → Parquet tables not yet merged, a folder for each file: what was read is not read again."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.garbage import no_collector
from kelisim.works.bulk import bulk_batch
from kelisim.works.columns import participations_batch, projects_batch, works_batch
from kelisim.works.formats import Format, format_named, recognise
from kelisim.works.record import Participation, Project, Record, Rejected, Work, WorksError
from kelisim.works.source import Source, cut_short

BATCH: Final = 5_000  # records at a time: more are slower, they outgrow the processor's cache
_PROBLEMS: Final = 100  # told of one file; all are counted
_DONE: Final = "file.json"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file: `present` records are those read and those rejected.

    `problems` tell the first rejected ones by record and line; `whole` is false where the file ends early.
    `number` counts the files ever added; `sha256` is that of the bytes on the disk.
    """

    name: str
    format: str
    sha256: str
    number: int
    present: int = 0
    read: int = 0
    rejected: int = 0
    works: int = 0
    projects: int = 0
    participations: int = 0
    whole: bool = True
    problems: tuple[str, ...] = ()


def stage(source: Source, folder: Path, *, sha256: str, number: int, format: str | None) -> FileReport:
    """Read a file into tables below `folder`; return what came of it.

    Raises WorksError where the file is of no known format, or lacks what its format must have; then nothing
    of it is kept.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        reader = format_named(format) if format is not None else recognise(source)
        with no_collector():
            report = _read(source, reader, folder, FileReport(source.name, reader.name, sha256, number))
        write_json(folder / _DONE, asdict(report))
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if cut_short(error):
            raise WorksError(f"{source.name}: is cut short or damaged ({error}); fetch it anew") from error
        raise
    return report


def staged(folder: Path) -> FileReport | None:
    """Return what came of the file that was read into `folder`, None where it was not read to its end."""
    try:
        data = json.loads((folder / _DONE).read_bytes())
    except (OSError, ValueError):
        return None
    return FileReport(**{**data, "problems": tuple(data["problems"])})


def write_json(path: Path, value: object) -> None:
    """Write a file of JSON whole, or leave what was there."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(partial, path)


def _read(source: Source, reader: Format, folder: Path, report: FileReport) -> FileReport:
    problems: list[str] = []
    ended: list[str] = []
    writers: dict[str, pq.ParquetWriter] = {}
    counts = {"works": 0, "projects": 0, "participations": 0, "rejected": 0}
    present = 0
    try:
        for batch in _batches(source, reader, ended):
            first = present + 1
            present += len(batch)
            bad = (
                []
                if isinstance(batch, pa.RecordBatch)
                else [each for each in batch if isinstance(each, Rejected)]
            )
            counts["rejected"] += len(bad)
            problems += [_told(source, each) for each in bad[: _PROBLEMS - len(problems)]]
            for name, table in _tables(batch, source.name, first, report.number).items():
                if name not in writers:
                    writers[name] = _writer(folder / f"{name}.parquet", table.schema)
                writers[name].write_table(table.cast(writers[name].schema))
                if name in counts:
                    counts[name] += table.num_rows
    finally:
        for writer in writers.values():
            writer.close()
    read = counts["works"] + counts["projects"] + counts["participations"]
    if read + counts["rejected"] != present:  # not an assertion: it holds in optimised Python too
        raise WorksError(
            f"{source.name}: {present} records, {read} read; this is an error of Kelisim: report it"
        )
    problems = [f"{source.name}: {why.format(present)}" for why in ended] + problems
    if source.expected is not None and source.expected != present:
        problems.insert(
            0, f"{source.name}: has {present} records, its manifest says {source.expected}; fetch it anew"
        )
    return replace(
        report,
        present=present,
        read=read,
        rejected=counts["rejected"],
        works=counts["works"],
        projects=counts["projects"],
        participations=counts["participations"],
        whole=len(ended) == 0,
        problems=tuple(problems),
    )


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Open a file for what is read once and soon: dictionaries only where they are there already."""
    dictionaries = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(
        path,
        schema,
        compression="lz4",
        use_dictionary=dictionaries,
        write_statistics=False,
        store_schema=False,
    )


_T = TypeVar("_T")


def _batches(source: Source, reader: Format, ended: list[str]) -> Iterator[pa.RecordBatch | Sequence[Record]]:
    """Yield the records of a file, many at once."""
    if reader.bulk is not None:
        yield from _to_the_end(reader.bulk(source), ended)
        return
    records = enumerate(_to_the_end(reader.read(source), ended), 1)
    while batch := [_sound(number, each) for number, each in islice(records, BATCH)]:
        yield batch


def _to_the_end(records: Iterator[_T], ended: list[str]) -> Iterator[_T]:
    """Yield what can be read of a file that is cut short; `ended` then says so."""
    try:
        yield from records
    except Exception as error:
        if not cut_short(error):
            raise
        ended.append(f"is cut short or damaged after record {{}} ({error}); fetch it anew and add it again")


def _sound(number: int, record: Record) -> Record:
    """Return a record, or, for a work that nothing tells from another, why it cannot be kept."""
    if isinstance(record, Work) and not (record.title or record.doi or record.id):
        return Rejected(number, "has neither title, DOI nor id")
    return record


def _told(source: Source, rejected: Rejected) -> str:
    line = "" if rejected.line is None else f", line {rejected.line}"
    return f"{source.name}{line}, record {rejected.record}: {rejected.why}"


def _tables(
    batch: pa.RecordBatch | Sequence[Record], file: str, first: int, number: int
) -> dict[str, pa.Table]:
    """Return the rows of records of which `first` is the number of the first, in the file of a number."""
    row = (number << 36) + first
    if isinstance(batch, pa.RecordBatch):
        return bulk_batch(batch, file=file, first_record=first, first_row=row)
    works = [(at, each) for at, each in enumerate(batch, first) if isinstance(each, Work)]
    projects = [(at, each) for at, each in enumerate(batch, first) if isinstance(each, Project)]
    parts = [each for each in batch if isinstance(each, Participation)]
    tables: dict[str, pa.Table] = {}
    if works:
        tables |= works_batch(works, file=file, first_row=row)
    if projects:
        tables["projects"] = projects_batch(projects, file=file, first_row=row)
    if parts:
        tables["participations"] = participations_batch(parts, first_row=row)
    return tables


Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done, and of how much, where that is known."""
