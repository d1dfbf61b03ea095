import gzip
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.registry.conftest import RECORDS

from kelisim.resolve.registry import RegistryError
from kelisim.resolve.registry import records as module
from kelisim.resolve.registry.records import read_records

LINES = "".join(json.dumps(each) + "\n" for each in RECORDS)
IDS = [each["id"] for each in RECORDS]


def ids(path):
    return [each.id for each in read_records(path)]


def test_read_records_reads_all_published_forms(tmp_path):
    plain, array = tmp_path / "dump.jsonl", tmp_path / "dump.json"
    packed, archive = tmp_path / "dump.jsonl.gz", tmp_path / "v2-ror-data.zip"
    plain.write_text(LINES)
    array.write_text(json.dumps(RECORDS, indent=1))
    packed.write_bytes(gzip.compress(LINES.encode()))
    with zipfile.ZipFile(archive, "w") as stream:
        stream.writestr("v2-ror-data.json", json.dumps([{"id": "x", "name": "of schema 1"}]))
        stream.writestr("v2-ror-data_schema_v2.json", json.dumps(RECORDS))
        stream.writestr("v2-ror-data_schema_v2.csv", "id\n")
    assert ids(plain) == ids(array) == ids(packed) == ids(archive) == IDS


def test_read_records_takes_a_folder_with_a_dump(tmp_path):
    (tmp_path / "README.md").write_text("x")
    (tmp_path / "ror.jsonl").write_text(LINES)
    assert ids(tmp_path) == IDS


@given(st.integers(min_value=1, max_value=600))
def test_read_records_does_not_depend_on_where_chunks_end(tmp_path_factory, size):
    path = tmp_path_factory.mktemp("dump") / "dump.json"
    path.write_text(json.dumps(RECORDS, ensure_ascii=False), "utf-8")
    chunk, module._CHUNK = module._CHUNK, size
    try:
        assert ids(path) == IDS
    finally:
        module._CHUNK = chunk


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"id": "https://ror.org/0123456789", "name": "old", "addresses": []}\n', "schema 1"),
        ('{"id": "https://ror.org/012345678"}\n', "does not fit ROR schema 2"),
        (LINES[: len(LINES) // 2], "no JSON after record"),
        ("<html>not found</html>", "no JSON after record 0"),
        (LINES.replace("https://ror.org/00steppe1", "https://example.org/1"), "has no ROR id"),
    ],
)
def test_read_records_says_what_is_wrong(tmp_path, content, says):
    path = tmp_path / "dump.jsonl"
    path.write_text(content)
    with pytest.raises(RegistryError, match=says):
        ids(path)


def test_read_records_says_that_a_packed_file_is_cut(tmp_path):
    path = tmp_path / "dump.jsonl.gz"
    path.write_bytes(gzip.compress(LINES.encode())[:-40])
    with pytest.raises(RegistryError, match=r"dump\.jsonl\.gz"):
        ids(path)
