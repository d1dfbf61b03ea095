"""Values to JSON and back, exactly."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """Return the value as UTF-8 JSON with sorted keys: equal values give equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def from_json(data: bytes | str, type: type[T]) -> T:
    """Return the value of `type` that `data` holds.

    Raises ValueError, with the path inside the JSON, where the data do not fit the type.
    """
    try:
        return msgspec.json.decode(data, type=type)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not a {type.__name__}: {error}") from error
