"""Settings: the defaults that are written, and errors that name file, place and remedy."""

from pathlib import Path

import pytest

from kelisim.register import SettingsError
from kelisim.register.settings import DEFAULT_TOML, Settings, load_settings


def test_written_defaults_are_the_defaults(tmp_path):
    file = tmp_path / "kelisim.toml"
    file.write_text(DEFAULT_TOML)
    assert load_settings(file) == Settings()


def test_every_setting_is_written_with_a_comment():
    lines = DEFAULT_TOML.splitlines()
    for section, model in Settings.model_fields.items():
        assert f"[{section}]" in lines
        for name in model.annotation.model_fields:
            place = next(number for number, line in enumerate(lines) if line.startswith(f"{name} = "))
            assert lines[place - 1].startswith("# ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[store]\nurI = "x"', r"unknown setting 'store.urI'; known there: documents, url, wait_seconds"),
        ("colour = 1", r"unknown setting 'colour'; known there: extract, llm, read, registry, review, store"),
        ('[read]\nmax_megabytes = "many"', r"read.max_megabytes: .*number, not 'many'"),
        ("[read]\nmax_megabytes = -1", r"read.max_megabytes: .*greater than 0, not -1"),
        ("[review]\nbelow = 2", r"review.below: .*less than or equal to 1, not 2"),
        ('[store]\nurl = "mysql://x"', r"store.url: must begin with sqlite:/// or postgresql\+psycopg://"),
        ('[store]\nurl = "sqlite:///"', r"store.url: names no file"),
        ('[extract]\nextractor = "magic"', r"extract.extractor: .*'grammar' or 'llm', not 'magic'"),
        ('[llm]\naddress = "ftp://x"', r"llm.address: must begin with https:// or http://, not 'ftp://x'"),
        ('[llm]\nkey_variable = "sk-12 3"', r"llm.key_variable: .*pattern"),
        ("[read]\nobey_robots_txt = 1", r"read.obey_robots_txt: .*boolean, not 1"),
        ("[read", r"not valid TOML: Expected"),
    ],
)
def test_wrong_setting_is_explained(tmp_path, text, message):
    file = tmp_path / "kelisim.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        load_settings(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "kelisim.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        load_settings(file)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "nowhere.toml")


def test_every_setting_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "workspace.md").read_text()
    for section, model in Settings.model_fields.items():
        assert f"| `{section}` |" in page
        for name, field in model.annotation.model_fields.items():
            row = next(line for line in page.splitlines() if f"| `{name}` |" in line)
            shown = row.split("|")[3].strip().strip("`")
            value = field.default
            assert shown == (
                str(value).lower()
                if isinstance(value, bool)
                else f"{value:g}"
                if isinstance(value, float)
                else str(value)
            )
