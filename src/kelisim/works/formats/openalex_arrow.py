"""Works of OpenAlex → Arrow columns of the keys that are read, many at once and no object for each.

The columns are those of `OpenAlexWork`, of its types. What does not fit them, or is broken, is not told here:
the answer is none, and the records are read one by one, which names what is wrong.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Final, cast

import duckdb
import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.inspect import (
    BoolType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)
from numpy.typing import NDArray

from kelisim.works.formats.openalex import OpenAlexWork, decode
from kelisim.works.source import count_lines, lines_of


def _arrow_type(given: Type) -> pa.DataType:
    match given:
        case UnionType(types=types):
            return next(_arrow_type(each) for each in types if not isinstance(each, NoneType))
        case ListType(item_type=items):
            return pa.list_(_arrow_type(items))
        case StructType(fields=fields):
            return pa.struct([(each.encode_name, _arrow_type(each.type)) for each in fields])
        case IntType(ge=least):
            return pa.int64() if least is None else pa.int32()
    return _PLAIN[type(given)]


_PLAIN: Final = {StrType: pa.string(), BoolType: pa.bool_(), FloatType: pa.float64()}
SCHEMA: Final = pa.schema(list(_arrow_type(type_info(OpenAlexWork))))
"""The keys of a work that are read, as columns."""

_KINDS: Final = (pa.types.is_string, pa.types.is_boolean, pa.types.is_floating, pa.types.is_integer)
_ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,  # files are read in several processes
    "enable_external_file_cache": False,  # the file is another each time
}
Parse = Callable[[memoryview], pa.RecordBatch | None]


@contextmanager
def line_parser() -> Iterator[Parse]:
    """Give a function that returns the works of lines of JSON as columns.

    It returns None where a line is not a work of the form documented. DuckDB parses: it lets pass a comma
    behind the last key of an object, and NaN in keys that are not read.
    """
    with (
        duckdb.connect(config=_ALONE) as connection,
        NamedTemporaryFile(prefix="kelisim-", suffix=".json", buffering=0) as file,
    ):
        yield partial(_parse, connection, cast("BinaryIO", file))


def _parse(connection: duckdb.DuckDBPyConnection, file: BinaryIO, block: memoryview) -> pa.RecordBatch | None:
    file.seek(0)
    file.write(block)
    file.truncate()  # what is there is written over: quicker than to begin with an empty file
    count = count_lines(block)
    try:
        [given] = connection.sql(_READ.replace("?", _quoted(file.name))).to_arrow_reader(count + 1)
        batch = _fit(given, _parsed)
        if len(batch) != count or _has_gaps(batch):
            return None
        doubtful = _doubtful(batch)
        lines = lines_of(block) if len(doubtful) > 0 else []
        for row in np.unique(doubtful):
            decode(lines[row] or b"")
    except (duckdb.Error, msgspec.MsgspecError, ValueError):  # Arrow's errors are ValueErrors, too
        return None
    return batch


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _declared(type: pa.DataType) -> str:
    """Return DuckDB's name of a type, but JSON for what is no text: it would take "5" for a number."""
    if pa.types.is_list(type):
        return f"{_declared(type.value_type)}[]"
    if pa.types.is_struct(type):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_declared(field.type)}' for field in type) + ")"
    return "VARCHAR" if pa.types.is_string(type) else "JSON"


_COLUMNS: Final = ", ".join(f"{field.name}: '{_declared(field.type)}'" for field in SCHEMA)
_READ: Final = f"""
    FROM read_json(?, columns = {{{_COLUMNS}}}, format = 'newline_delimited', compression = 'uncompressed')
"""


def _parsed(given: pa.Array, wanted: pa.DataType) -> pa.Array:
    """Return texts as they are, numbers and truth values from their JSON."""
    if pa.types.is_string(wanted):
        return given
    found = given.cast(wanted)
    if pa.types.is_boolean(wanted) and pc.any(pc.less(pc.binary_length(given), len("true"))).as_py():
        raise ValueError("a number is no truth value")
    if pa.types.is_floating(wanted) and pc.all(pc.is_finite(found)).as_py() is False:
        raise ValueError("JSON has finite numbers only")
    return found


_NO_TEXT: Final = r"^(?s:-?\d+(\.\d+)?([eE][-+]?\d+)?|true|false|-?NaN|-?Infinity|\[.*\]|\{.*\})$"
_BEGINS: Final = np.isin(np.arange(256), np.frombuffer(b"-0123456789tfNI[{", np.uint8))


def _doubtful(given: pa.Array | pa.RecordBatch) -> NDArray[np.int64]:
    """Return the numbers of the values with texts that JSON may have had as something else, as 5 or [].

    To DuckDB everything is a text that is asked for as one.
    """
    if isinstance(given, pa.RecordBatch) or pa.types.is_struct(given.type):
        children = given.columns if isinstance(given, pa.RecordBatch) else given.flatten()
        return np.concatenate([_doubtful(child) for child in children])
    if pa.types.is_list(given.type):
        inside = _doubtful(given.flatten())
        if len(inside) == 0:
            return inside
        ends = np.cumsum(np.asarray(pc.list_value_length(given).fill_null(0)))
        return np.searchsorted(ends, inside, side="right")
    _, offsets, data = given.buffers() if pa.types.is_string(given.type) else (None, None, None)
    if offsets is None or data is None or data.size == 0:
        return np.zeros(0, np.int64)
    starts = np.frombuffer(offsets, np.int32)[given.offset : given.offset + len(given)]
    letters = np.frombuffer(data, np.uint8)
    some = np.flatnonzero(_BEGINS[letters[np.minimum(starts, len(letters) - 1)]])  # empty ones begin behind
    found = pc.match_substring_regex(given.take(pa.array(some)), _NO_TEXT).fill_null(False)
    chosen: NDArray[np.int64] = some[np.asarray(found)]
    return chosen


def fit(given: pa.RecordBatch) -> pa.RecordBatch | None:
    """Return the works of a batch of other columns; None where one is not of the type documented."""
    try:
        batch = _fit(given, _alike)
    except ValueError:
        return None
    return None if _has_gaps(batch) else batch


_Leaf = Callable[[pa.Array, pa.DataType], pa.Array]


def _fit(given: pa.RecordBatch, leaf: _Leaf) -> pa.RecordBatch:
    columns = [
        _fitted(given.column(field.name), field.type, leaf)
        if field.name in given.schema.names
        else pa.nulls(given.num_rows, field.type)
        for field in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _fitted(given: pa.Array, wanted: pa.DataType, leaf: _Leaf) -> pa.Array:
    """Return a column in the type wanted, with what a leaf of it is made of by `leaf`."""
    if pa.types.is_null(given.type):
        return pa.nulls(len(given), wanted)
    if pa.types.is_struct(wanted) and pa.types.is_struct(given.type):
        names = {field.name for field in given.type}
        fields = [
            _fitted(given.field(field.name), field.type, leaf)
            if field.name in names
            else pa.nulls(len(given), field.type)
            for field in wanted
        ]
        return pa.StructArray.from_arrays(fields, fields=list(wanted), mask=given.is_null())
    if pa.types.is_list(wanted) and pa.types.is_list(given.type):
        ends = pc.cumulative_sum(pc.list_value_length(given).fill_null(0))
        offsets = pa.concat_arrays([pa.array([0], ends.type), ends])
        return pa.ListArray.from_arrays(
            offsets, _fitted(given.flatten(), wanted.value_type, leaf), mask=given.is_null()
        )
    return leaf(given, wanted)


def _alike(given: pa.Array, wanted: pa.DataType) -> pa.Array:
    """Return a column cast to another type of the same kind."""
    if any(kind(wanted) and kind(given.type) for kind in _KINDS):
        return given.cast(wanted)
    raise ValueError(f"{given.type} is not {wanted}")


def _has_gaps(batch: pa.RecordBatch) -> bool:
    """Tell whether a work has no id, or a list nothing in place of a value."""
    return batch.column("id").null_count > 0 or any(_lacks(column) for column in batch.columns)


def _lacks(column: pa.Array) -> bool:
    if pa.types.is_list(column.type):
        items = column.flatten()
        return items.null_count > 0 or _lacks(items)
    if pa.types.is_struct(column.type):
        return any(_lacks(child) for child in column.flatten())
    return False
