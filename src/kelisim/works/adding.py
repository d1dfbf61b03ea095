"""Files → tables of a workspace: read, resolved, merged, committed; nothing is read twice."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from kelisim.works.merge import merge
from kelisim.works.record import WorksError
from kelisim.works.source import Source, digest, expand
from kelisim.works.staging import FileReport, Progress, stage, staged
from kelisim.works.tables import WORK, Change, added_files, commit, opened_tables

MANY: Final = 4_000_000
"""Works after which what has been read is taken into the tables before more is read: a bound for memory."""

_WORTH_PROCESSES: Final = 32 << 20  # bytes of files; fewer are read sooner than processes start


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: files taken in, files known already, files and records that could not be read.

    `repeats` are records of works that another record had told of; `resolved` are the affiliation strings to
    which the matcher gave an organisation, of the `asked` that have none.
    """

    files: tuple[FileReport, ...]
    known: tuple[str, ...]
    failures: tuple[str, ...]
    repeats: int
    asked: int
    resolved: int


def add_works(
    workspace: Path,
    paths: Sequence[Path],
    *,
    format: str | None = None,
    jobs: int = 1,
    registry: Path | None = None,
    memory: str = "1GB",
    progress: Progress | None = None,
) -> Added:
    """Take bibliographic files into the tables of a workspace.

    Args: folders stand for what is in them; `registry` is the folder of an installed registry of
    organisations, which affiliations without id are resolved with; `memory` bounds what merging may use.

    A file whose bytes were added before changes nothing. What a killed run has read is not read again. Raises
    WorksError where another process is adding.
    """
    say = progress if progress is not None else _silent
    sources, failures = expand(paths)
    taken: list[FileReport] = []
    repeats = asked = resolved = 0
    with opened_tables(workspace) as tables:
        before = added_files(tables)
        fresh, known = _fresh(sources, before, tables, say)
        read = _stage_all(fresh, format=format, jobs=jobs, say=say)
        for group in _groups(read, failures):
            folders = [_folder(tables, each.number, each.sha256) for each in group]
            if registry is not None:
                from kelisim.works.resolving import resolve_staged  # noqa: PLC0415 - loads the matcher

                counts = resolve_staged(tables, folders, registry, progress=say)
                asked, resolved = asked + counts.asked, resolved + counts.resolved
            say("merge", 0, None)
            merged = merge(
                tables, folders, name=f"{group[0].number:06d}", memory=memory, threads=max(2, jobs)
            )
            taken += group
            repeats += merged.repeats
            commit(tables, Change(merged.come, merged.go, (*before, *taken)))
    return Added(tuple(taken), tuple(known), tuple(failures), repeats, asked, resolved)


def _silent(_what: str, _done: int, _total: int | None) -> None:
    pass


def _folder(tables: Path, number: int, sha256: str) -> Path:
    return tables / WORK / f"{number:06d}-{sha256[:16]}"


_Task = tuple[Source, Path, str, int]


def _fresh(
    sources: Sequence[Source], before: Sequence[FileReport], tables: Path, say: Progress
) -> tuple[list[_Task], list[str]]:
    """Return the files not added before, each with its folder and number; and the names of those known."""
    seen = {each.sha256 for each in before}
    begun = {
        each.name.partition("-")[2]: int(each.name[:6])
        for each in (tables / WORK).iterdir()
        if each.is_dir() and each.name[:6].isdigit()
    }
    number = max([0, *(each.number for each in before), *begun.values()])
    tasks: list[_Task] = []
    known: list[str] = []
    for done, source in enumerate(sources):
        say("look", done, len(sources))
        sha256 = digest(source)
        if sha256 in seen:
            known.append(source.name)
            continue
        seen.add(sha256)
        if sha256[:16] in begun:
            own = begun[sha256[:16]]
        else:
            number += 1
            own = number
        tasks.append((source, _folder(tables, own, sha256), sha256, own))
    return tasks, known


def _stage_all(
    tasks: Sequence[_Task], *, format: str | None, jobs: int, say: Progress
) -> Iterator[FileReport | str]:
    """Read files, in several processes where it pays; yield what came of each, or why nothing did."""
    work = [partial(_stage_one, task, format) for task in tasks]
    if jobs == 1 or sum(task[0].path.stat().st_size for task in tasks) < _WORTH_PROCESSES:
        results: Iterable[FileReport | str] = (each() for each in work)
        yield from _told(results, len(tasks), say)
        return
    with ProcessPoolExecutor(jobs) as pool:
        futures = [pool.submit(each) for each in work]
        yield from _told((future.result() for future in as_completed(futures)), len(tasks), say)


def _told(results: Iterable[FileReport | str], total: int, say: Progress) -> Iterator[FileReport | str]:
    say("read", 0, total)
    for done, result in enumerate(results, 1):
        say("read", done, total)
        yield result


def _stage_one(task: _Task, format: str | None) -> FileReport | str:
    source, folder, sha256, number = task
    there = staged(folder)
    if there is not None:
        return there
    try:
        return stage(source, folder, sha256=sha256, number=number, format=format)
    except WorksError as error:
        return str(error)
    except OSError as error:
        return f"{source.name}: {error.strerror or error}"


def _groups(results: Iterable[FileReport | str], failures: list[str]) -> Iterator[list[FileReport]]:
    """Yield what was read in groups of some millions of works; why files failed goes to `failures`."""
    group: list[FileReport] = []
    for result in results:
        if isinstance(result, str):
            failures.append(result)
            continue
        group.append(result)
        if sum(each.read for each in group) >= MANY:
            yield sorted(group, key=lambda each: each.number)
            group = []
    if group:
        yield sorted(group, key=lambda each: each.number)


def processes() -> int:
    """Return how many processes this machine can well run."""
    count: Callable[[], int | None] = os.cpu_count
    return min(count() or 1, 8)
