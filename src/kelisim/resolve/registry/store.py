"""Columns and hash tables in files, mapped into memory: nothing is read before it is asked for."""

import hashlib
import mmap
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

_FORM: Final = {"b": np.int8, "H": np.uint16, "i": np.int32, "q": np.int64, "Q": np.uint64, "f": np.float32}
Array = np.ndarray[Any, Any]
Column = Any
"""An array of numbers, or a view of one in a file: indexed, sliced, of one kind."""


@dataclass(frozen=True, slots=True)
class Table:
    """A hash table from 63-bit keys to numbers above zero; 0 stands for "not there"."""

    keys: Column
    values: Column

    def get(self, key: int) -> int:
        """Return the number of a key, 0 if it is not there."""
        keys = self.keys
        last = len(keys) - 1
        slot = key & last
        while (held := keys[slot]) != 0:
            if held == key:
                found: int = self.values[slot]
                return found
            slot = (slot + 1) & last
        return 0


def text_key(kind: str, text: str) -> int:
    """Return the key of a string in the table of this kind of strings."""
    digest = hashlib.blake2b(f"{kind}\x1f{text}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1 | 1


def write_table(folder: Path, name: str, entries: Sequence[tuple[int, Sequence[int]]]) -> None:
    """Write a hash table of keys above zero to one or more numbers each, in columns of their own."""
    width = len(entries[0][1]) if len(entries) > 0 else 1
    size = 8
    while size < 2 * len(entries):
        size *= 2
    keys = array("Q", bytes(8 * size))
    values = [array("i", bytes(4 * size)) for _ in range(width)]
    for key, numbers in entries:
        slot = key & (size - 1)
        while keys[slot] != 0:
            slot = (slot + 1) & (size - 1)
        keys[slot] = key
        for column, number in zip(values, numbers, strict=True):
            column[slot] = number
    write_columns(folder, **{f"{name}_keys": keys, **{f"{name}_{n}": v for n, v in enumerate(values)}})


def write_columns(folder: Path, **columns: Column) -> None:
    """Write columns to files named after them and their kind."""
    for name, column in columns.items():
        with (folder / f"{name}.{column.typecode}").open("wb") as stream:
            column.tofile(stream)


def write_lists(folder: Path, name: str, lists: Iterable[Sequence[int]]) -> None:
    """Write lists of numbers as one column and the places where they begin."""
    starts, flat = array("i", [0]), array("i")
    for each in lists:
        flat.extend(each)
        starts.append(len(flat))
    write_columns(folder, **{name: flat, f"{name}_at": starts})


def write_texts(folder: Path, name: str, texts: Iterable[str]) -> None:
    """Write strings as UTF-8 one after the other, each ended by a line break, and the places where they
    begin.
    """
    starts, flat = array("i", [0]), bytearray()
    for text in texts:
        flat += text.encode("utf-8", "replace") + b"\n"
        starts.append(len(flat))
    (folder / f"{name}.txt").write_bytes(flat)
    write_columns(folder, **{f"{name}_at": starts})


def map_columns(folder: Path) -> dict[str, Column]:
    """Return views of all columns and strings that a folder holds."""
    found: dict[str, Column] = {}
    for path in folder.iterdir():
        code = path.suffix[1:]
        if code == "txt":
            found[path.stem] = _map(path)
        elif code in _FORM:
            found[path.stem] = _map(path).cast(code)  # type: ignore[call-overload]
    return found


def copied(column: Column) -> "array[Any]":
    """Return a column as an array in memory that can grow."""
    result: array[Any] = array(column.typecode if isinstance(column, array) else column.format)
    result.frombytes(column.tobytes())
    return result


def as_array(column: Column) -> "np.ndarray[Any, Any]":
    """Return a column as an array of numpy, without copying."""
    code = column.typecode if isinstance(column, array) else column.format
    return np.frombuffer(column, dtype=_FORM[code])


def text_at(columns: dict[str, Column], name: str, number: int) -> str:
    """Return one of the strings of `write_texts`."""
    at = columns[f"{name}_at"]
    return bytes(columns[name][at[number] : at[number + 1] - 1]).decode()


def list_at(columns: dict[str, Column], name: str, number: int) -> tuple[int, ...]:
    """Return one of the lists of `write_lists`."""
    at = columns[f"{name}_at"]
    return tuple(columns[name][at[number] : at[number + 1]])


def hashes(start: int, end: int) -> "np.ndarray[Any, Any]":
    """Return 58-bit hashes of the numbers start … end-1 (splitmix64); sums of them stand for bags of
    words.
    """
    x = np.arange(start + 1, end + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (x ^ (x >> np.uint64(31))) >> np.uint64(6)


def _map(path: Path) -> memoryview:
    if path.stat().st_size == 0:
        return memoryview(b"")
    with path.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
