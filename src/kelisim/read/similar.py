"""Near-duplicates: the same story in several outlets, found by signatures (MinHash over runs of words).

A. Z. Broder, On the resemblance and containment of documents, 1997: the share of equal minima estimates the
share of runs of words that two texts have in common (Jaccard). Bands: J. Leskovec, A. Rajaraman, J. D.
Ullman, Mining of Massive Datasets, chapter 3.
"""

import hashlib
import re
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

ALIKE: Final = 0.25
"""From this likeness on two texts count as one story; measured by `python -m benchmarks.similar`."""

_MINIMA: Final = 128
_ROWS: Final = 2  # per band: see `bands`
_RUN: Final = 3  # words
_SEED: Final = b"kelisim near-duplicates 1"  # signatures are stored: never change it
_CHUNK: Final = 4_096  # runs at a time: memory stays small for long texts
_WORD: Final = re.compile(r"\w+")

_Numbers = NDArray[np.uint64]


def signature(text: str) -> bytes:
    """Return the signature of a text: 128 numbers of 32 bits. Equal words give equal signatures.

    Case, punctuation and white space do not count. A text without words gives b"".
    """
    words = _WORD.findall(text.casefold())
    if len(words) == 0:
        return b""
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    runs = np.unique(_runs(hashes))
    factors, shifts = _permutations()
    minima = np.full(_MINIMA, np.iinfo(np.uint32).max, dtype=np.uint64)
    for begin in range(0, len(runs), _CHUNK):
        # Multiply and shift (Dietzfelbinger et al., 1997): the upper half is a fair 32-bit hash.
        mixed = (runs[begin : begin + _CHUNK, None] * factors + shifts) >> np.uint64(32)
        minima = np.minimum(minima, mixed.min(axis=0))
    return minima.astype("<u4").tobytes()


def alike(one: bytes, other: bytes) -> float:
    """Return which share of their runs of three words two texts have in common, estimated, from 0 to 1.

    The standard error is at most 0.044 (half the root of 1/128).
    """
    if len(one) == 0 or len(other) == 0:
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


def bands(signed: bytes) -> tuple[str, ...]:
    """Return the keys of a signature: texts that share none of them need not be compared.

    64 bands of two numbers each: texts with 0.25 of their runs in common share a key with probability 0.98,
    unrelated ones (0.02) with 0.025.
    """
    width = 4 * _ROWS
    return tuple(
        f"{begin // width:02x}{signed[begin : begin + width].hex()}" for begin in range(0, len(signed), width)
    )


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _runs(words: _Numbers) -> _Numbers:
    """Return a hash for each run of words; a text shorter than a run is one run."""
    size = min(_RUN, len(words))
    runs = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for place in range(size):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : len(words) - size + 1 + place]
    return runs ^ (runs >> np.uint64(29))


@cache
def _permutations() -> tuple[_Numbers, _Numbers]:
    """Return the odd factors and the shifts that make 128 hashes of one."""
    stream = hashlib.shake_256(_SEED).digest(16 * _MINIMA)
    numbers = np.frombuffer(stream, dtype="<u8").astype(np.uint64)
    return numbers[:_MINIMA] | np.uint64(1), numbers[_MINIMA:]
