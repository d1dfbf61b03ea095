"""What can go wrong with a store, each as one line; and several processes at once."""

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlalchemy as sa
from register_samples import many, sample

from kelisim.register import (
    BusyError,
    DiskFullError,
    StoreError,
    add,
    create_workspace,
    examine,
    export_json,
    find_workspace,
    list_records,
    open_store,
    put,
    refresh,
)
from kelisim.register.settings import FILE_NAME


def set_store(folder: Path, **settings: object) -> None:
    lines = [f"{name} = {value!r}".replace("'", '"') for name, value in settings.items()]
    (folder / FILE_NAME).write_text("\n".join(["[store]", *lines]))


def documents_in(store) -> int:
    with store.reading() as connection:
        return connection.execute(sa.text("select count(*) from document")).scalar()


def test_store_is_made_for_readers_and_writers_at_once(sqlite_workspace):
    with open_store(sqlite_workspace) as store, store.reading() as connection:
        assert connection.execute(sa.text("pragma journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("pragma foreign_keys")).scalar() == 1


def test_reader_sees_one_register_while_another_writes(workspace):
    with open_store(workspace) as store, open_store(workspace) as other:
        add(store, many(2))
        with store.reading() as connection:
            before = b"".join(export_json(connection))
            add(other, [sample("Oslo Academy", "Turin Academy", day="2026-10-10")])
            assert b"".join(export_json(connection)) == before
        with store.reading() as connection:
            assert b"Turin Academy" in b"".join(export_json(connection))


def test_file_that_is_no_store_is_named(sqlite_workspace):
    (sqlite_workspace.folder / "register.sqlite").write_text("a letter to a friend, not a database" * 100)
    with pytest.raises(StoreError, match=r"register.sqlite: not a SQLite database; mend store.url"):
        open_store(sqlite_workspace)


def test_missing_folder_of_the_store_is_named(sqlite_workspace):
    set_store(sqlite_workspace.folder, url="sqlite:///nowhere/register.sqlite")
    with pytest.raises(StoreError, match=r"its folder does not exist"):
        open_store(find_workspace(sqlite_workspace.folder))


def test_server_that_does_not_answer_is_named_without_its_password(sqlite_workspace):
    set_store(sqlite_workspace.folder, url="postgresql+psycopg://me:secret@127.0.0.1:1/x")
    with pytest.raises(StoreError, match=r"cannot be reached; check store\.url") as caught:
        open_store(find_workspace(sqlite_workspace.folder))
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_waiting_for_another_writer_ends(workspace):
    text = (workspace.folder / FILE_NAME).read_text()
    text = text.replace("wait_seconds = 300.0", "")
    (workspace.folder / FILE_NAME).write_text(text.replace("[store]", "[store]\nwait_seconds = 0.2", 1))
    impatient = find_workspace(workspace.folder)
    with (
        open_store(workspace) as store,
        open_store(impatient) as other,
        store.writing(),
        pytest.raises(BusyError, match="another process has been writing"),
    ):
        put(other, *sample())


# --- a full disk ---------------------------------------------------------------------------------------


def test_full_store_keeps_what_it_had(sqlite_workspace):
    samples = list(many(40))
    with open_store(sqlite_workspace) as store:
        add(store, samples[:5])

        def limit(connection: object, _record: object) -> None:
            pages = connection.execute("pragma page_count").fetchone()[0]
            connection.execute(f"pragma max_page_count = {pages + 6}")

        sa.event.listen(store.engine, "connect", limit)
        store.engine.dispose()
        with pytest.raises(DiskFullError, match=r"register.sqlite: the disk is full; make room") as caught:
            add(store, samples)
        assert "\n" not in str(caught.value)
        sa.event.remove(store.engine, "connect", limit)
        store.engine.dispose()
        assert list(examine(store)) == []
        kept = documents_in(store)
        assert 5 <= kept < 40
        add(store, samples)
        assert documents_in(store) == 40
        assert list(examine(store)) == []


def test_full_disk_under_the_documents_leaves_nothing(store, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DiskFullError, match="the disk is full"):
            put(store, *sample())
    assert documents_in(store) == 0
    assert [file for file in store.documents.rglob("*") if file.is_file()] == []
    assert put(store, *sample()) == "new"


# --- several processes ---------------------------------------------------------------------------------


def run_adding(workspace: Path, *, first: int, count: int) -> subprocess.Popen[bytes]:
    """Start a process that adds `count` of the samples, from number `first` on, refreshing now and then."""
    program = """
        import itertools, sys
        from pathlib import Path
        from register_samples import many
        from kelisim.register import add, find_workspace, open_store
        folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
        samples = itertools.islice(many(60), first, first + count)
        with open_store(find_workspace(folder)) as store:
            print("ready", flush=True)
            while chunk := list(itertools.islice(samples, 5)):
                add(store, chunk)
    """
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-c", textwrap.dedent(program), str(workspace), str(first), str(count)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_two_processes_add_at_once(workspace, tmp_path):
    ways = [run_adding(workspace.folder, first=0, count=35), run_adding(workspace.folder, first=25, count=35)]
    for process in ways:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    alone = create_workspace(tmp_path / "alone")
    with open_store(workspace) as store, open_store(alone) as single:
        assert documents_in(store) == 60
        assert list(examine(store)) == []
        add(single, many(60))
        with store.reading() as ours, single.reading() as theirs:
            assert b"".join(export_json(ours)) == b"".join(export_json(theirs))


def test_two_processes_make_a_store_at_once(tmp_path):
    workspace = create_workspace(tmp_path / "register")
    ways = [run_adding(workspace.folder, first=0, count=3) for _ in range(3)]
    for process in ways:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    with open_store(workspace) as store:
        assert documents_in(store) == 3
        refresh(store)
        with store.reading() as connection:
            assert list_records(connection, "agreement").total > 0
