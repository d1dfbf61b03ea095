"""Works of OpenAlex → Arrow columns of the keys that are read, many at once and no object for each.

The columns are those of `OpenAlexWork`, of its types. What does not fit them, or is broken, is not told here:
the answer is none, and the records are read one by one, which names what is wrong.
"""

from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import UNSET, Raw, UnsetType
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
from pyarrow import json as arrow_json

from kelisim.works.formats.openalex import OpenAlexWork


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

_NESTED: Final = {field.name for field in SCHEMA if pa.types.is_list(field.type)}
_PICKED: Final = msgspec.defstruct(
    "Picked",
    [
        (each.name, each.type)
        if each.required
        else (each.name, (Raw if each.name in _NESTED else each.type) | UnsetType, UNSET)
        for each in msgspec.structs.fields(OpenAlexWork)
    ],
    gc=False,
)
_pick: Final = msgspec.json.Decoder(_PICKED).decode_lines
_lines: Final = msgspec.json.Encoder().encode_lines


_KINDS: Final = (pa.types.is_string, pa.types.is_boolean, pa.types.is_floating, pa.types.is_integer)


def parse_lines(block: bytes) -> pa.RecordBatch | None:
    """Return the works of lines of JSON; None where a line is not a work of the form documented.

    What is read of a work is picked out first: passing over the rest takes msgspec less time than Arrow.
    """
    try:
        picked = _pick(block)
        if len(picked) == 0 or len(picked) != block.count(b"\n") + (not block.endswith(b"\n")):
            return None
        text = _lines(picked)
        found = arrow_json.read_json(
            pa.BufferReader(text),
            read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(text) + 1),
            parse_options=arrow_json.ParseOptions(explicit_schema=SCHEMA, unexpected_field_behavior="ignore"),
        )
        found.validate(full=True)  # Arrow does not look at the encoding while it parses
        [batch] = found.to_batches()
    except (msgspec.MsgspecError, ValueError):  # Arrow's errors are ValueErrors, too
        return None
    return None if len(batch) != len(picked) or _has_gaps(batch) else batch


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
    return None if _has_gaps(batch) else batch


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
