"""The settings of a workspace: read from kelisim.toml, checked, explained."""

import tomllib
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kelisim.register.errors import SettingsError

FILE_NAME: Final = "kelisim.toml"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StoreSettings(_Section):
    """Where the register is kept."""

    url: str = "sqlite:///register.sqlite"
    documents: str = Field(default="documents", min_length=1)
    wait_seconds: float = Field(default=300.0, gt=0)

    @field_validator("url")
    @classmethod
    def _known_scheme(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        if url == "sqlite:///":
            raise ValueError("names no file; write for instance sqlite:///register.sqlite")
        return url


class ReadSettings(_Section):
    """The limits of reading."""

    max_megabytes: float = Field(default=50.0, gt=0)
    timeout_seconds: float = Field(default=20.0, gt=0)
    allow_private_addresses: bool = False
    obey_robots_txt: bool = True


class ExtractSettings(_Section):
    """How statements are found."""

    extractor: Literal["grammar", "llm"] = "grammar"
    jobs: int = Field(default=1, ge=1, le=256)


class LlmSettings(_Section):
    """The language model that finds statements, where the extractor is "llm"."""

    address: str = "http://localhost:11434/v1"
    model: str = ""
    key_variable: str = Field(default="KELISIM_LLM_KEY", pattern="^[A-Za-z_]*[A-Za-z0-9_]*$")
    answer_seconds: float = Field(default=120.0, gt=0)
    answer_tokens: int = Field(default=8000, ge=200)
    window: int = Field(default=8000, ge=500)
    at_once: int = Field(default=4, ge=1, le=64)
    per_minute: int = Field(default=60, ge=0)
    retries: int = Field(default=5, ge=0, le=20)
    input_price: float = Field(default=0.0, ge=0)
    output_price: float = Field(default=0.0, ge=0)
    currency: str = "USD"

    @field_validator("address")
    @classmethod
    def _known_protocol(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("must begin with https:// or http://")
        return address


class RegistrySettings(_Section):
    """The registry of organisations that names are looked up in."""

    use: bool = True
    folder: str = ""


class ReviewSettings(_Section):
    """What a person should look at."""

    below: float = Field(default=0.7, ge=0.0, le=1.0)
    expiring_days: int = Field(default=180, ge=0)


class Settings(_Section):
    """All settings of a workspace, with their defaults."""

    store: StoreSettings = StoreSettings()
    read: ReadSettings = ReadSettings()
    extract: ExtractSettings = ExtractSettings()
    llm: LlmSettings = LlmSettings()
    registry: RegistrySettings = RegistrySettings()
    review: ReviewSettings = ReviewSettings()


DEFAULT_TOML: Final = """\
# Settings of a Kelisim workspace. Each line shows the default; change it, or leave it out.

[store]
# Where the register is kept. A SQLite file (a relative name lies in this folder), or a PostgreSQL database:
# url = "postgresql+psycopg://user:password@host/database"
url = "sqlite:///register.sqlite"
# The folder of the original files, as they were added (relative to this one).
documents = "documents"
# How long to wait while another process writes, in seconds.
wait_seconds = 300.0

[read]
# A larger file or page is refused, in megabytes.
max_megabytes = 50.0
# How long a web server may take, in seconds.
timeout_seconds = 20.0
# Whether pages at private and loopback addresses (10.0.0.0/8, localhost, …) may be fetched.
allow_private_addresses = false
# Whether a site's robots.txt is obeyed.
obey_robots_txt = true

[extract]
# How statements are found. "grammar": the language packs that come with Kelisim; works offline.
# "llm": the language model of the section [llm]; the texts of documents are sent to its address.
extractor = "grammar"
# How many processes extract at the same time.
jobs = 1

[llm]
# Where the model answers, up to the version: any endpoint with chat completions, local ones too.
address = "http://localhost:11434/v1"
# What the endpoint calls the model.
model = ""
# The environment variable that holds the key (never written here); local endpoints mostly want none.
key_variable = "KELISIM_LLM_KEY"
# How long one answer may take, in seconds.
answer_seconds = 120.0
# How long one answer may be, in tokens; what does not fit is asked for in halves.
answer_tokens = 8000
# How many characters of a text are read at a time; longer texts in parts that overlap.
window = 8000
# How many requests are under way at a time, in each process.
at_once = 4
# How many requests are begun in a minute, in all processes; 0: no limit.
per_minute = 60
# How often a request is made again that failed for a while.
retries = 5
# The price of a million tokens in; with prices, a run ends with what it cost.
input_price = 0.0
# The same, out.
output_price = 0.0
# The currency of the prices.
currency = "USD"

[registry]
# Whether organisations get identifiers from the registry that is installed (kelisim registry install).
use = true
# Where it was installed (--cache; relative to this folder); "": in this folder, else in the account's cache.
folder = ""

[review]
# Records less probable than this wait for a person to accept or reject them (0 to 1).
below = 0.7
# An agreement that ends within so many days is shown under "needs attention".
expiring_days = 180
"""


def load_settings(path: Path) -> Settings:
    """Return the settings that the file at `path` holds.

    Raises SettingsError, naming file, place and remedy, where the file cannot be read, is not TOML, has an
    unknown key, or a value of the wrong type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise SettingsError(f"{path}: {_explain(error)}") from error


def _explain(error: ValidationError) -> str:
    """Return one line a person can act on: the first problem, its place, and the remedy."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown setting {place!r}; known there: {', '.join(_known(first['loc'][:-1]))}"
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message[0].lower()}{message[1:]}, not {first['input']!r}"


def _known(section: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in section:
        annotation = model.model_fields[str(part)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return sorted(model.model_fields)
