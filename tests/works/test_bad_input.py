"""What cannot be read is named by file and place and counted; the rest is kept; a killed run is taken up."""

import gzip
import json
import shutil
from contextlib import suppress

import pytest

from kelisim.works import WorksError, source
from kelisim.works import tables as store
from kelisim.works.formats import recognise
from kelisim.works.source import Source, expand
from kelisim.works.staging import stage
from tests.works import made


def only(added):
    [file] = added.files
    assert file.read + file.rejected == file.present
    return file


def test_bad_lines_are_named_and_the_rest_is_kept(tables, written):
    lines = [
        json.dumps(made.openalex(1)),
        '{"id": "https://openalex.org/W2", "title": "cut',
        json.dumps(made.openalex(3, authorships={"not": "a list"})),
        "",
        json.dumps({"title": "no id"}),
        json.dumps(made.openalex(6)),
    ]
    file = only(tables.add(written("works.jsonl", "\n".join(lines))))
    assert (file.present, file.read, file.rejected) == (5, 2, 3)
    first, second, third = (problem.partition("works.jsonl")[2] for problem in file.problems)
    assert first.startswith(", line 2, record 2: is no JSON")
    assert second.startswith(", line 3, record 3: field authorships: expected")
    assert "the source has changed" in second
    assert third.startswith(", line 5, record 4: ")
    assert "`id`" in third
    assert tables.rows("SELECT work, record FROM works ORDER BY record") == [
        ("doi:10.5555/made.1", 1),
        ("doi:10.5555/made.6", 5),
    ]


def test_truncated_gzip_keeps_what_is_there_and_is_mended_by_the_whole(tables, written):
    whole = gzip.compress(
        made.lines(*[made.openalex(n, title=f"{n * 7919:x}" * 40) for n in range(2000)]).encode()
    )
    file = only(tables.add(written("part_000.gz", whole[: len(whole) // 2])))
    assert 0 < file.read < 2000
    assert not file.whole
    assert "is cut short or damaged" in file.problems[0]
    mended = tables.add(written("part_000.gz", whole))
    assert only(mended).read == 2000
    assert tables.rows("SELECT count(*) FROM works") == [(2000,)]


def test_truncated_document_is_refused(tables, written):
    packed = gzip.compress(json.dumps({"results": [made.openalex(n) for n in range(50)]}).encode())
    added = tables.add(written("page.json.gz", packed[:-100]))
    assert added.files == ()
    assert "is cut short or damaged" in added.failures[0]


def test_line_without_end_is_passed_over(tables, written, monkeypatch):
    monkeypatch.setattr(source, "LONGEST", 1 << 20)
    text = made.lines(made.openalex(1)) + '{"id": "' + "x" * (3 << 20) + '"}\n' + made.lines(made.openalex(2))
    file = only(tables.add(written("a", text)))
    assert (file.read, file.rejected) == (2, 1)
    assert "line 2, record 2: is longer than" in file.problems[0]


def test_document_beyond_bounds_is_refused(tables, written, monkeypatch):
    monkeypatch.setattr(source, "LONGEST", 1 << 16)
    added = tables.add(
        written("a", json.dumps({"results": [made.openalex(n) for n in range(200)]}, indent=1))
    )
    assert "is one piece of over" in added.failures[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.ris", made.RIS), ("a.txt", made.WOS[1:]), ("a.bib", made.BIBTEX), ("a.csv", made.SCOPUS)],
)
def test_record_in_another_encoding_is_named(tables, written, name, text):
    content = text.replace("Bekova", "Bekóva", 1).encode("latin-1")
    file = only(tables.add(written(name, content)))
    assert file.rejected >= 1
    assert any("is not in UTF-8; save the file in UTF-8" in problem for problem in file.problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_encoding_are_understood(tables, written, encoding):
    file = only(tables.add(written("a", made.RIS.encode(encoding))))
    assert (file.format, file.read) == ("ris", 2)


def test_missing_column_is_named_with_what_to_do(tables, written):
    added = tables.add(written("scopus.csv", made.SCOPUS.replace(",DOI,", ",Doi,")))
    [message] = added.failures
    assert "scopus.csv: has no column 'DOI'" in message
    assert "export it anew" in message


def test_row_of_wrong_length_is_named(tables, written):
    file = only(tables.add(written("a.csv", made.SCOPUS + "one,two\n")))
    assert (file.read, file.rejected) == (1, 1)
    assert "line 3, record 2: has 2 fields, the header 15" in file.problems[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is of no format that we know"),
        ("Dear colleague,\nplease find enclosed", "is of no format that we know"),
        (
            json.dumps({"results": [{"id": "https://openalex.org/I1", "ror": "x"}]}),
            "holds institutions of OpenAlex",
        ),
        ('{"meta": ', "is no JSON"),
        (b"PAR1 and no more", "cannot be read as Parquet"),
        (b"SQLite format 3\0 and no more", "is no database of CORDIS"),
    ],
)
def test_what_holds_no_works_is_refused_in_a_sentence(tables, written, content, words):
    added = tables.add(written("thing", content), written("good.ris", made.RIS))
    assert words in added.failures[0]
    assert "thing: " in added.failures[0]
    assert len(added.files) == 1  # the good one goes on


def test_cut_record_of_wos_is_named(tables, written):
    file = only(tables.add(written("a", made.WOS.replace("ER\n\nEF\n", ""))))
    assert (file.read, file.rejected) == (1, 1)
    assert "line 26, record 2: has no end (ER)" in file.problems[0]


def test_lines_of_mixed_sources_are_named(tables, written):
    text = made.lines(made.openalex(1), made.crossref(2), made.openalex(3))
    file = only(tables.add(written("a", text)))
    assert (file.format, file.read, file.rejected) == ("openalex-jsonl", 2, 1)


@pytest.mark.parametrize(
    ("name", "record", "field"),
    [
        ("openalex-jsonl", made.openalex, "cited_by_count"),
        ("crossref-jsonl", made.crossref, "is-referenced-by-count"),
    ],
)
def test_count_beyond_its_column_is_named_and_the_rest_is_kept(tables, written, name, record, field):
    file = only(tables.add(written("a", made.lines(record(1), record(2, **{field: 3 * 10**9}), record(3)))))
    assert (file.format, file.read, file.rejected) == (name, 2, 1)
    [problem] = file.problems
    assert f"line 2, record 2: field {field}: expected `int` <= 2147483647" in problem
    assert tables.rows("SELECT count(*) FROM works") == [(2,)]


def test_work_told_three_times_in_one_file_is_one_work_with_its_rows_once(tables, written):
    added = tables.add(written("a", made.lines(made.openalex(1), made.openalex(1), made.openalex(1))))
    assert (only(added).read, added.repeats) == (3, 2)
    assert tables.rows("SELECT count(*) FROM works") == [(1,)]
    assert tables.rows("SELECT count(*), max(position) FROM authorships") == [(2, 2)]


def test_record_that_nothing_tells_from_another_is_rejected(tables, written):
    file = only(tables.add(written("a.ris", "TY  - JOUR\nPY  - 2020\nER  - \n" + made.RIS)))
    assert (file.read, file.rejected) == (2, 1)


def test_manifest_is_held_against_the_files(tables, tmp_path, written):
    folder = tmp_path / "works"
    part = written(
        "works/updated_date=2026-01-01/part_0000.gz", gzip.compress(made.lines(made.openalex(1)).encode())
    )
    url = "s3://openalex/data/works/updated_date=2026-01-01/part_000{}.gz"
    entries = [{"url": url.format(n), "meta": {"record_count": 2}} for n in (0, 1)]
    written("works/manifest", json.dumps({"entries": entries, "meta": {}}))
    assert expand([folder])[0] == [Source(part, expected=2)]
    added = tables.add(folder)
    assert "part_0001.gz: is in the manifest and not in the folder" in added.failures[0]
    assert "has 1 records, its manifest says 2" in only(added).problems[0]


def test_manifest_of_all_entities_asks_for_those_that_were_fetched(tmp_path, written):
    part = written("jsonl/works/updated_date=2026-01-01/part_0000.gz", gzip.compress(b"{}"))
    url = "s3://openalex/data/jsonl/{}/updated_date=2026-01-01/part_000{}.gz"
    named = [("works", 0), ("works", 1), ("authors", 0)]
    entries = [{"url": url.format(*name), "meta": {"record_count": 1}} for name in named]
    written("jsonl/manifest.json", json.dumps({"entries": entries}))
    sources, [problem] = expand([tmp_path / "jsonl"])
    assert sources == [Source(part, expected=1)]
    assert "works/updated_date=2026-01-01/part_0001.gz: is in the manifest" in problem


def test_killed_while_reading_is_taken_up(tables, written, monkeypatch):
    files = [written(f"{n}.jsonl", made.lines(made.openalex(n))) for n in range(4)]
    read = []

    def reads(source, folder, **options):
        if len(read) == 2:
            raise KeyboardInterrupt
        read.append(source.name)
        return stage(source, folder, **options)

    monkeypatch.setattr("kelisim.works.adding.stage", reads)
    with pytest.raises(KeyboardInterrupt):
        tables.add(*files)
    assert tables.rows("SELECT count(*) FROM works") == [(0,)]
    monkeypatch.setattr(
        "kelisim.works.adding.stage", lambda *a, **o: read.append(a[0].name) or stage(*a, **o)
    )
    tables.add(*files)
    assert tables.rows("SELECT count(*) FROM works") == [(4,)]
    assert sorted(read) == sorted(str(file) for file in files)  # each was read once


@pytest.mark.parametrize("after", range(12))
def test_killed_while_committing_leaves_old_or_new(tables, written, monkeypatch, after):
    tables.add(written("a", made.lines(made.openalex(1))))
    before = tables.everything()
    moves = []
    replace, unlink = store.os.replace, store.Path.unlink

    def counted(call):
        def counting(*arguments, **options):
            moves.append(call)
            if len(moves) > after:
                raise KeyboardInterrupt
            return call(*arguments, **options)

        return counting

    monkeypatch.setattr(store.os, "replace", counted(replace))
    monkeypatch.setattr(store.Path, "unlink", counted(unlink))
    new = written(
        "b", made.lines(made.openalex(1, cited_by_count=9, updated_date="2026-06-01"), made.openalex(2))
    )
    with suppress(KeyboardInterrupt):
        tables.add(new)
    monkeypatch.undo()
    with store.opened_tables(tables.folder):  # whoever opens next finishes what was begun
        pass
    state = tables.everything()
    assert state == before or tables.rows("SELECT sum(cited_by) FROM works") == [(16,)]
    tables.add(new)
    assert tables.rows("SELECT sum(cited_by), count(*) FROM works") == [(16, 2)]
    assert len(tables.rows("SELECT * FROM authorships")) == 4


def test_second_process_is_told_to_wait(tables, written):
    with store.opened_tables(tables.folder), pytest.raises(WorksError, match="another process is writing"):
        tables.add(written("a", made.RIS))


def test_full_disk_leaves_the_old_state(tables, written, monkeypatch):
    tables.add(written("a", made.lines(made.openalex(1))))
    before = tables.everything()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kelisim.works.adding.commit", full)
    with pytest.raises(OSError, match="No space left"):
        tables.add(written("b", made.lines(made.openalex(2))))
    monkeypatch.undo()
    assert tables.everything() == before
    tables.add(written("b", made.lines(made.openalex(2))))
    assert tables.rows("SELECT count(*) FROM works") == [(2,)]


def test_folder_that_is_gone_is_said(tables, tmp_path):
    added = tables.add(tmp_path / "nowhere")
    assert "nowhere: is not there" in added.failures[0]


def test_tables_can_be_removed_and_made_again(tables, written):
    file = written("a", made.lines(made.openalex(1)))
    tables.add(file)
    before = tables.everything()
    shutil.rmtree(tables.folder / "tables")
    tables.add(file)
    assert tables.everything() == before


def test_content_decides_and_not_the_name(written):
    assert recognise(Source(written("works.bib", made.RIS))).name == "ris"
