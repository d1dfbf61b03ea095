"""Works of OpenAlex → Arrow columns of the keys that are read, many at once and no object for each.

The columns are those of `OpenAlexWork`, of its types. What does not fit them, or is broken, is not told here:
the answer is none, and the records are read one by one, which names what is wrong.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, Final

import msgspec
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

from kelisim.works.formats.openalex import OpenAlexWork

_Column = Callable[[Sequence[Any]], pa.Array]


def _column(given: Type) -> _Column:
    """Return the function that makes a column of values of a type."""
    match given:
        case UnionType(types=types):
            return next(_column(each) for each in types if not isinstance(each, NoneType))
        case ListType(item_type=items):
            return partial(_lists, _column(items))
        case StructType(cls=kind, fields=fields):
            parts = [(each.name, attrgetter(each.name), _column(each.type)) for each in fields]
            nothing = None if any(each.required for each in fields) else kind()
            return partial(_structs, parts, nothing)
        case IntType(ge=least):
            return partial(pa.array, type=pa.int64() if least is None else pa.int32())
    return partial(pa.array, type=_PLAIN[type(given)])


_PLAIN: Final = {StrType: pa.string(), BoolType: pa.bool_(), FloatType: pa.float64()}


def _lists(items: _Column, values: Sequence[Sequence[Any] | None]) -> pa.Array:
    lists = [each or () for each in values]
    offsets = pa.array(list(accumulate(map(len, lists), initial=0)), pa.int32())
    return pa.ListArray.from_arrays(offsets, items(list(chain.from_iterable(lists))))


def _structs(
    parts: Iterable[tuple[str, Callable[[Any], Any], _Column]], nothing: object, values: Sequence[Any]
) -> pa.Array:
    gaps = [each is None for each in values]
    filled = [nothing if each is None else each for each in values] if True in gaps else values
    columns = [column(list(map(get, filled))) for _, get, column in parts]
    mask = pa.array(gaps, pa.bool_()) if filled is not values else None
    return pa.StructArray.from_arrays(columns, [name for name, _, _ in parts], mask=mask)


_works: Final = _column(type_info(OpenAlexWork))
_decode: Final = msgspec.json.Decoder(OpenAlexWork).decode_lines

SCHEMA: Final = pa.schema(list(_works([]).type))
"""The keys of a work that are read, as columns."""


def decode_lines(block: bytes) -> list[OpenAlexWork] | None:
    """Return the works of lines of JSON; None where a line is not a work of the form documented."""
    try:
        works = _decode(block)
    except (msgspec.MsgspecError, ValueError):
        return None
    # Lines without a work and works of several lines are for those to read who count lines.
    return works if len(works) == block.count(b"\n") + (not block.endswith(b"\n")) else None


def columns_of(works: Sequence[OpenAlexWork]) -> pa.RecordBatch | None:
    """Return works as columns; None where a number is greater than any column holds."""
    try:
        return pa.RecordBatch.from_struct_array(_works(works))
    except (OverflowError, ValueError):
        return None


_KINDS: Final = (pa.types.is_string, pa.types.is_boolean, pa.types.is_floating, pa.types.is_integer)


def fit(given: pa.RecordBatch) -> pa.RecordBatch | None:
    """Return the works of a batch of other columns; None where one is not of the type documented."""
    try:
        columns = [
            _fitted(given.column(field.name), field.type)
            if field.name in given.schema.names
            else pa.nulls(given.num_rows, field.type)
            for field in SCHEMA
        ]
    except ValueError:
        return None
    batch = pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
    gaps = batch.column("id").null_count > 0 or any(_has_gaps(column) for column in batch.columns)
    return None if gaps else batch


def _fitted(given: pa.Array, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_null(given.type):
        return pa.nulls(len(given), wanted)
    if pa.types.is_struct(wanted) and pa.types.is_struct(given.type):
        names = {field.name for field in given.type}
        fields = [
            _fitted(given.field(field.name), field.type)
            if field.name in names
            else pa.nulls(len(given), field.type)
            for field in wanted
        ]
        return pa.StructArray.from_arrays(fields, fields=list(wanted), mask=given.is_null())
    if pa.types.is_list(wanted) and pa.types.is_list(given.type):
        ends = pc.cumulative_sum(pc.list_value_length(given).fill_null(0))
        offsets = pa.concat_arrays([pa.array([0], ends.type), ends])
        return pa.ListArray.from_arrays(
            offsets, _fitted(given.flatten(), wanted.value_type), mask=given.is_null()
        )
    if any(kind(wanted) and kind(given.type) for kind in _KINDS):
        return given.cast(wanted)
    raise ValueError(f"{given.type} is not {wanted}")


def _has_gaps(column: pa.Array) -> bool:
    """Tell whether a list holds nothing in place of a value."""
    if pa.types.is_list(column.type):
        items = column.flatten()
        return items.null_count > 0 or _has_gaps(items)
    if pa.types.is_struct(column.type):
        return any(_has_gaps(child) for child in column.flatten())
    return False
