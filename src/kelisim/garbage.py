"""Letting the garbage collector rest while many values are made: of files, matches, the register.

Public: `no_collector()`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the garbage collector still: many values are made, none in a cycle, and it would walk them all."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
