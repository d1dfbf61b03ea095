"""Folders to the files in them."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read under the paths, each once: folders recursively, sorted by name.

    Left out are hidden files and folders, the lock files of word processors ("~$…"), and what is neither
    a file nor a folder, unless a path names them. Links are followed, but never round in a circle. A path
    that does not exist, a broken link and a folder that cannot be opened are yielded as they are, so that
    `read_path` says of each what is wrong.
    """
    seen: set[tuple[int, int]] = set()
    waiting = list(paths)[::-1]
    while len(waiting) > 0:
        path = waiting.pop()
        try:
            status = path.stat()
            place = (status.st_dev, status.st_ino)
            if place in seen:
                continue
            seen.add(place)
            inner = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else None
        except (OSError, ValueError):
            inner = None
        if inner is None:
            yield path
        else:
            found = [path / name for name in inner if not name.startswith((".", "~$"))]
            waiting.extend(inner_path for inner_path in reversed(found) if not _is_device(inner_path))


def _is_device(path: Path) -> bool:
    """Return whether this is a device, a socket or a pipe; what cannot be looked at is named as it is."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
