"""Extraction on Spark gives what one process gives, as files that `add` takes in."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kelisim import api
from kelisim.extractions import SCHEMA, is_extractions_file, read_extractions, to_batch
from kelisim.intake import Failed, intake
from kelisim.measure import MeasureError
from kelisim.model import to_json
from kelisim.register import list_records
from tests.conftest import ROOT

LETTER = (
    "Almaty, 3 March 2025. The University of Leeds and Al-Farabi Kazakh National University signed a "
    "memorandum of understanding on student exchange.\n"
)


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "news items {2025} 100%20"
    folder.mkdir()
    (folder / "one.txt").write_text(LETTER)
    (folder / "two.txt").write_text(LETTER.replace("Leeds", "Bath").replace("3 March", "4 March"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


def written(path, results):
    pq.write_table(pa.Table.from_batches([to_batch(results)]), path)
    return path


def test_extractions_come_back_from_their_file(sources, tmp_path):
    results = list(intake(api.expand([sources])))
    path = written(tmp_path / "part-0.parquet", results)
    assert is_extractions_file(path)
    assert list(read_extractions(path)) == [(each,) for result in results for each in result]
    assert isinstance(results[0][0], Failed)


def test_a_row_whose_document_is_not_that_of_its_bytes_is_refused(sources, tmp_path):
    ((taken,),) = list(intake([sources / "one.txt"]))
    path = written(tmp_path / "part-0.parquet", [(replace(taken, content=b"other bytes"),)])
    ((found,),) = read_extractions(path)
    assert isinstance(found, Failed)
    assert "part-0.parquet, row 1: the document is not that of its bytes" in found.message


def test_what_an_older_version_extracted_is_extracted_anew(sources, tmp_path):
    ((taken,),) = list(intake([sources / "one.txt"]))
    old = replace(taken, extraction=replace(taken.extraction, extractor="en-grammar 0.1", statements=()))
    path = written(tmp_path / "part-0.parquet", [(old,)])
    assert list(read_extractions(path)) == [(taken,)]


def test_parquet_of_something_else_is_no_extraction(tmp_path):
    pq.write_table(pa.table({"source": ["a"]}), tmp_path / "other.parquet")
    assert not is_extractions_file(tmp_path / "other.parquet")
    (tmp_path / "half.parquet").write_bytes(b"PAR1")
    assert not is_extractions_file(tmp_path / "half.parquet")
    assert not is_extractions_file(ROOT / "README.md")
    assert len(SCHEMA) == 5


@pytest.mark.xdist_group("spark")
def test_a_cluster_extracts_what_one_process_extracts(spark, sources, tmp_path):
    from kelisim.clusters import extract_on_cluster

    done = extract_on_cluster([sources], tmp_path / "extracted", address=spark.partition("=")[2])
    assert done.documents == 2
    assert [failure.split(": ")[0] for failure in done.failures] == [str(sources / "broken.pdf")]
    with pytest.raises(MeasureError, match="name a new folder"):
        extract_on_cluster([sources], tmp_path / "extracted")
    with api.create_register(tmp_path / "here") as here, api.create_register(tmp_path / "there") as there:
        api.add(here, [sources])
        summary = api.add(there, [tmp_path / "extracted"])
        assert (len(summary.new), len(summary.failures)) == (2, 1)
        assert len(api.add(there, [tmp_path / "extracted"]).known) == 2
        with here.reading() as one, there.reading() as other:
            assert _statements(one) == _statements(other)


def _statements(connection):
    return [to_json(record) for record in list_records(connection, "agreements").records]


@pytest.mark.xdist_group("spark")
def test_a_source_that_is_not_there_is_told(spark, tmp_path):
    from kelisim.clusters import extract_on_cluster

    with pytest.raises(MeasureError, match="Spark cannot read the sources"):
        extract_on_cluster([tmp_path / "nowhere"], tmp_path / "extracted")
    with pytest.raises(MeasureError, match="fetch it first"):
        extract_on_cluster(["https://example.org/a"], tmp_path / "extracted")
