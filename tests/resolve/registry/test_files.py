import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kelisim.resolve.registry import RegistryError, resolve_file

TEXTS = [
    "Zharkyn National Steppe University, Almaty",
    "",
    "Institute of Saiga Biology, Zharkyn National Steppe University, Almaty, Kazakhstan",
    "nobody",
]
STEPPE, SAIGA = "https://ror.org/00steppe1", "https://ror.org/00steppe2"


def test_json_lines_give_id_and_ror_ids(registry, tmp_path):
    rows = [{"id": f"r{n}", "affiliation": text, "x": 1} for n, text in enumerate(TEXTS)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    summary = resolve_file(registry, tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert written[0] == {"id": "r0", "ror_ids": [STEPPE]}
    assert [row["ror_ids"] for row in written] == [[STEPPE], [], [SAIGA, STEPPE], []]
    assert (summary.rows, summary.matched, summary.ids) == (4, 2, 3)


def test_csv_keeps_its_columns_and_explains(registry, tmp_path):
    with (tmp_path / "in.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows([["name", "note"], *([text, 'a "quoted",\nnote'] for text in TEXTS)])
    resolve_file(registry, tmp_path / "in.csv", tmp_path / "out.csv", mode="one", column="name", explain=True)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        written = list(csv.DictReader(stream))
    assert [row["name"] for row in written] == TEXTS
    assert {row["note"] for row in written} == {'a "quoted",\nnote'}
    assert written[0]["ror_ids"] == STEPPE
    assert ";" not in written[2]["ror_ids"]
    why = json.loads(written[0]["explanations"])[0]
    assert why["words"] == "Zharkyn National Steppe University"
    assert why["reasons"][0]["kind"] == "name"


def test_parquet_keeps_its_columns(registry, tmp_path):
    pq.write_table(pa.table({"affiliation": [*TEXTS, None], "n": range(5)}), tmp_path / "in.parquet")
    resolve_file(registry, tmp_path / "in.parquet", tmp_path / "out.parquet", explain=True)
    written = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["n"] for row in written] == list(range(5))
    assert [row["ror_ids"] for row in written] == [[STEPPE], [], [SAIGA, STEPPE], [], []]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("in.csv", b"a,b\n1,2\n", "no column 'affiliation'"),
        ("in.csv", b"affiliation\n1,2\n", "more fields than the header"),
        ("in.csv", b"affiliation\n\xff\xfe\n", "no CSV in UTF-8"),
        ("in.jsonl", b'{"affiliation": \n', "line 1: is no JSON"),
        ("in.jsonl", b'{"x": 1}\n', "no column"),
        ("in.parquet", b"nope", "no Parquet"),
        ("in.xlsx", b"", "no known format"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_left(registry, tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    target = tmp_path / "out.jsonl"
    with pytest.raises(RegistryError, match=says):
        resolve_file(registry, tmp_path / name, target)
    assert not target.exists()
    assert not list(tmp_path.glob(".out*"))
