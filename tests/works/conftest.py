"""Tables of works made in a test, and looking into them."""

import duckdb
import pytest

from kelisim.works import TABLES, add_works, table_files


class Tables:
    """A workspace's tables that a test adds files to and asks in SQL."""

    def __init__(self, folder):
        self.folder = folder

    def add(self, *paths, **options):
        return add_works(self.folder, list(paths), **options)

    def rows(self, query):
        with duckdb.connect() as connection:
            for name, files in table_files(self.folder / "tables").items():
                if files:
                    paths = [str(file) for file in files]
                    connection.read_parquet(paths, hive_partitioning=True).create_view(name)
                else:
                    connection.from_arrow(TABLES[name].empty_table()).create(name)
            return connection.sql(query).fetchall()

    def everything(self):
        """All rows of all tables, in an order that does not depend on files; without where they were read."""
        found = {}
        for name, schema in TABLES.items():
            columns = ", ".join(f'"{each}"' for each in schema.names if each not in {"file", "record"})
            found[name] = sorted(self.rows(f"SELECT {columns} FROM {name}"), key=repr)
        return found


@pytest.fixture
def tables(tmp_path):
    return Tables(tmp_path / "workspace")


@pytest.fixture
def written(tmp_path):
    """Give a function that writes a file with a text or bytes and returns its path."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
