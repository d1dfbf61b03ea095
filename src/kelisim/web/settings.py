"""The settings of the pages: `web.toml` beside `kelisim.toml`, all of it optional."""

import tomllib
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kelisim.register import SettingsError

FILE_NAME: Final = "web.toml"


class OpenIdSettings(BaseModel):
    """Where people log in who have an account elsewhere (OpenID Connect, authorisation code with PKCE).

    `issuer` is the address of the provider; the secret stands in a file beside the settings, or in the
    environment as KELISIM_OPENID_SECRET. Who comes for the first time gets `role`, if the domain of the
    verified e-mail address is one of `domains` (none: anybody whom the provider lets in).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    issuer: str = Field(pattern="^https?://")
    client: str = Field(min_length=1)
    secret_file: str | None = None
    label: str = Field(default="OpenID", min_length=1, max_length=40)
    role: Literal["reader", "editor"] = "reader"
    domains: list[str] = []


class AccountSettings(BaseModel):
    """Who may see the register. Without any account, only the person at this machine.

    `published` lets everybody read; `proxies` are the addresses of reverse proxies whose X-Forwarded-For
    and X-Forwarded-Proto are believed; a session ends `idle_hours` after its last use, and after `days`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    published: bool = False
    proxies: list[str] = []
    idle_hours: float = Field(default=12.0, gt=0)
    days: float = Field(default=14.0, gt=0)
    openid: OpenIdSettings | None = None


class WebSettings(BaseModel):
    """How the register is shown.

    `title` stands in the header; `hosts` are the names under which the pages may be asked for beside those
    of this machine; `language` is used where a reader's browser names none that we have; `rows` is the
    number of rows a page of a list has; `megabytes` is the largest request taken; `accounts` says who may
    see what.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str = Field(default="Kelisim", min_length=1, max_length=60)
    hosts: list[str] = []
    language: Literal["en", "ru", "kk"] = "en"
    rows: int = Field(default=50, ge=10, le=500)
    megabytes: float = Field(default=60.0, gt=0)
    accounts: AccountSettings = AccountSettings()


def load_web_settings(folder: Path) -> WebSettings:
    """Return the settings in a workspace's folder, the defaults where it has none.

    Raises SettingsError, naming file, place and remedy.
    """
    path = folder / FILE_NAME
    try:
        return WebSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return WebSettings()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{path}: {place}: {first['msg']}; known settings: {', '.join(WebSettings.model_fields)}"
        ) from error
