"""The compiled index of towns: a file of sorted keys.

Sections, little-endian, in this order: keys (u64, sorted: the first 8 bytes of the folded name's BLAKE2b),
what each key leads to (u32), postings (u32: a count, then as many towns, the likeliest first, flagged where
the name is the one on maps), towns (three columns of u32, two of f32), the towns' names (UTF-8, one a line).
"""

import hashlib
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import accumulate
from typing import Final, Literal

from kelisim.places.place import Place

_MAGIC: Final = b"kelisim-towns-1\n"
_LONGER: Final = 1 << 31  # flag of a key: a longer name begins with this one
_OWN: Final = 1 << 31  # flag of a town in a posting: the name is its name on maps


@dataclass(frozen=True, slots=True)
class Index:
    """The sections of the file."""

    keys: Sequence[int]
    leads: Sequence[int]
    postings: Sequence[int]
    ids: Sequence[int]
    populations: Sequence[int]
    countries: Sequence[int]
    latitudes: Sequence[float]
    longitudes: Sequence[float]
    names: tuple[str, ...]


def key_of(folded: str) -> int:
    """Return the key of a folded name."""
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "little")


def country_number(code: str) -> int:
    """Return the number that stands for an ISO 3166-1 code of two letters; 0 for what is none."""
    return ord(code[0]) << 8 | ord(code[1]) if len(code) == 2 else 0


@cache
def towns_index() -> Index:
    """Return the index that is shipped with the package."""
    return parse(files("kelisim.places").joinpath("data/towns.bin").read_bytes())


def look_up(index: Index, folded: str) -> tuple[Sequence[int], bool]:
    """Return the towns of a folded name, the likeliest first, and whether a longer name begins with it.

    The towns are numbers for `town`.
    """
    key = key_of(folded)
    position = bisect_left(index.keys, key)
    if position == len(index.keys) or index.keys[position] != key:
        return (), False
    lead = index.leads[position]
    start = lead & ~_LONGER
    towns = index.postings[start + 1 : start + 1 + index.postings[start]]
    return towns, lead & _LONGER != 0


def is_own_name(number: int) -> bool:
    """Return whether the name that led to a town is its name on maps."""
    return number & _OWN != 0


def town(index: Index, number: int) -> Place:
    """Return a town of the index."""
    number &= ~_OWN
    code = index.countries[number]
    return Place(
        type="city",
        name=index.names[number],
        country=chr(code >> 8) + chr(code & 255),
        latitude=round(index.latitudes[number], 5),
        longitude=round(index.longitudes[number], 5),
        geonames=index.ids[number],
        population=index.populations[number],
    )


def compiled(towns: Sequence[Place], names: Iterable[tuple[str, Sequence[tuple[int, bool]]]]) -> bytes:
    """Return the file for these towns and, for each folded name, its towns in order.

    A town is given by its number in `towns` and whether the name is its own.
    """
    leads: dict[str, int] = {}
    postings = array("I", [0])
    seen: dict[tuple[int, ...], int] = {}
    for name, numbers in names:
        posting = tuple(number | _OWN if own else number for number, own in numbers)
        if posting not in seen:
            seen[posting] = len(postings)
            postings.extend([len(posting), *posting])
        leads[name] = seen[posting]
    for name in list(leads):
        words = name.split(" ")
        for beginning in accumulate(words[:-1], lambda left, right: f"{left} {right}"):
            leads[beginning] = leads.get(beginning, 0) | _LONGER
    rows = sorted((key_of(name), lead) for name, lead in leads.items())
    sections = (
        array("Q", [key for key, _ in rows]),
        array("I", [lead for _, lead in rows]),
        postings,
        array("I", [place.geonames or 0 for place in towns]),
        array("I", [place.population for place in towns]),
        array("I", [country_number(place.country) for place in towns]),
        array("f", [place.latitude or 0.0 for place in towns]),
        array("f", [place.longitude or 0.0 for place in towns]),
    )
    head = array("I", [len(rows), len(postings), len(towns), 0])
    blocks = b"".join(_little_endian(block).tobytes() for block in (head, *sections))
    return _MAGIC + blocks + "\n".join(place.name for place in towns).encode()


def _little_endian(block: "array[int] | array[float]") -> "array[int] | array[float]":
    if sys.byteorder == "big":
        block.byteswap()
    return block


def parse(data: bytes) -> Index:
    """Return the index that `compiled` wrote.

    Raises ValueError where the data are something else.
    """
    if not data.startswith(_MAGIC):
        raise ValueError("the index of towns is damaged: install kelisim again")
    stream = BytesIO(data[len(_MAGIC) :])

    def integers(kind: Literal["I", "Q"], count: int) -> "array[int]":
        block = array(kind)
        block.frombytes(stream.read(count * block.itemsize))
        _little_endian(block)
        return block

    def floats(count: int) -> "array[float]":
        block = array("f")
        block.frombytes(stream.read(count * block.itemsize))
        _little_endian(block)
        return block

    rows, postings, towns, _ = integers("I", 4)
    return Index(
        integers("Q", rows),
        integers("I", rows),
        integers("I", postings),
        integers("I", towns),
        integers("I", towns),
        integers("I", towns),
        floats(towns),
        floats(towns),
        tuple(stream.read().decode().split("\n")),
    )
