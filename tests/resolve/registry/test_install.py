import http.server
import shutil
import threading
from dataclasses import replace
from typing import ClassVar

import pytest
from tests.resolve.registry.conftest import RECORDS, record, write_dump

from kelisim.resolve.registry import RegistryError, info, install, load, match_one
from kelisim.resolve.registry.build import FORMAT


def test_install_reports_what_the_registry_holds(cache):
    report = info(cache)
    assert (report.records, report.active, report.inactive, report.withdrawn) == (len(RECORDS), 17, 1, 1)
    assert report.countries == 5
    assert report.source == "dump.jsonl"


def test_install_reports_what_changed(cache, tmp_path):
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    later = [dict(each) for each in RECORDS if each["id"] != "https://ror.org/00general"]
    later[0] = {**later[0], "status": "inactive"}
    later[1] = {
        **later[1],
        "names": later[1]["names"] + [{"value": "ISB", "types": ["acronym"], "lang": None}],
    }
    later = [{**each, "admin": {}} for each in later] + [record("00addedx1", "Added University", "Oslo")]
    report = install(write_dump(tmp_path / "two.jsonl", later), tmp_path)
    assert (report.added, report.removed, report.changed, report.closed) == (1, 1, 2, 1)
    assert report.fields_new == ("admin",)
    assert match_one(load(tmp_path), ["Added University, Oslo, Norway"])[0].id == "https://ror.org/00addedx1"


def test_a_broken_dump_leaves_the_installed_registry(cache, tmp_path):
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    before = info(cache)
    (tmp_path / "two.jsonl").write_text("{broken")
    with pytest.raises(RegistryError):
        install(tmp_path / "two.jsonl", tmp_path)
    assert replace(info(tmp_path), seconds=0) == replace(before, seconds=0)
    assert not list((tmp_path / "registry").glob("building-*"))


def test_a_record_that_stands_twice_is_an_error(tmp_path):
    with pytest.raises(RegistryError, match="stands there twice"):
        install(write_dump(tmp_path / "dump.jsonl", [RECORDS[0], RECORDS[0]]), tmp_path)


def test_an_empty_dump_is_an_error(tmp_path):
    with pytest.raises(RegistryError, match="holds no records"):
        install(write_dump(tmp_path / "dump.jsonl", []), tmp_path)


def test_load_says_how_to_install_and_what_is_damaged(cache, tmp_path):
    with pytest.raises(RegistryError, match="kelisim registry install"):
        load(tmp_path)
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    next((tmp_path / "registry").glob("*/bags_keys.Q")).unlink()
    with pytest.raises(RegistryError, match="install the registry anew"):
        load(tmp_path)


def test_an_index_of_another_format_is_refused_with_what_to_do(cache, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(cache, old)
    (report,) = old.glob("registry/*/report.json")
    report.write_text(
        report.read_text("utf-8").replace(f'"format":{FORMAT}', f'"format":{FORMAT - 1}'), "utf-8"
    )
    for asked in (load, info):
        with pytest.raises(
            RegistryError, match="another version of Kelisim; run again: kelisim registry install"
        ):
            asked(old)


class _Server(http.server.BaseHTTPRequestHandler):
    content = b""
    cut_after = None
    ranges: ClassVar[list[str]] = []

    def do_GET(self):
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self.ranges.append(asked or "")
        self.send_response(206 if asked else 200)
        rest = self.content[start:]
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest if asked or self.cut_after is None else rest[: self.cut_after])

    def log_message(self, *args):
        pass


def test_install_from_a_url_goes_on_where_it_broke_off(tmp_path):
    _Server.content = write_dump(tmp_path / "dump.jsonl").read_bytes()
    _Server.cut_after = 1000
    server = http.server.HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/dump.jsonl"
        with pytest.raises(RegistryError, match="run the command again"):
            install(url, tmp_path)
        assert install(url, tmp_path).records == len(RECORDS)
        assert _Server.ranges == ["", "bytes=1000-"]
    finally:
        server.shutdown()
        server.server_close()
