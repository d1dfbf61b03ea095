"""The languages of the interface: messages, dates, numbers, names of countries.

Public: `Language`, `load_languages(folders)`, `chosen_language(request, …)`. Catalogues are read from .po
files when the application starts: nothing compiled lies in the repository, none can be out of step.
"""

import gettext
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from fastapi import Request

COOKIE: Final = "language"
_LOCALES: Final = {"kk": "kk", "ru": "ru", "en": "en_GB"}
_OWN_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its ISO 639-1 code, what it calls itself, its messages."""

    code: str
    name: str
    messages: gettext.NullTranslations

    def gettext(self, message: str) -> str:
        """Return a message in this language."""
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that fits a number."""
        return self.messages.ngettext(one, many, count)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message that means different things in different places."""
        return self.messages.pgettext(context, message)

    def date(self, text: str | None, *, short: bool = False) -> str:
        """Return an ISO date at its own precision: "2026-02" is February 2026. No date gives ""."""
        return "" if text is None else _date(_LOCALES[self.code], text, short)

    def number(self, value: float | int) -> str:
        """Return a number with this language's separators."""
        return _number(_LOCALES[self.code], value)

    def money(self, value: float | int, currency: str | None) -> str:
        """Return an amount; without a known currency, the number alone."""
        if currency is None:
            return self.number(value)
        pattern = "¤¤ #,##0.##" if self.code == "en" else "#,##0.## ¤¤"
        return str(
            format_currency(value, currency, pattern, locale=_LOCALES[self.code], currency_digits=False)
        )

    def country(self, code: str | None) -> str:
        """Return the name of an ISO 3166-1 country; the code itself where it has none."""
        return "" if code is None else _countries(_LOCALES[self.code]).get(code.upper(), code)

    def language(self, code: str | None) -> str:
        """Return the name of an ISO 639-1 language; the code itself where it has none."""
        return "" if code is None else str(Locale.parse(_LOCALES[self.code]).languages.get(code, code))


def load_languages(folders: Iterable[Path]) -> dict[str, Language]:
    """Return the languages by code; their messages come from <code>.po in each of the folders."""
    folders = tuple(folders)
    return {code: Language(code, name, _messages(code, folders)) for code, name in _OWN_NAMES.items()}


def chosen_language(request: Request, languages: Mapping[str, Language], default: str) -> Language:
    """Return the language that the address asks for, else the cookie, else the browser, else the default."""
    asked = request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")
    accepted = _accepted(request.headers.get("accept-language", ""))
    return languages[next((code for code in (*asked, *accepted) if code in languages), default)]


def _accepted(header: str) -> list[str]:
    """Return the codes of an Accept-Language header, the most wanted first."""
    weighed = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighed.append((-weight, place, tag.partition("-")[0].lower()))
    return [code for _, _, code in sorted(weighed)]


@lru_cache(maxsize=16)
def _messages(code: str, folders: tuple[Path, ...]) -> gettext.NullTranslations:
    """Return the messages of all catalogues of a language, those of the first folder going first."""
    if code == "en":
        return gettext.NullTranslations()
    found: gettext.NullTranslations | None = None
    for folder in folders:
        path = folder / f"{code}.po"
        if path.is_file():
            compiled = io.BytesIO()
            with path.open("rb") as file:
                write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
            compiled.seek(0)
            part = gettext.GNUTranslations(compiled)
            if found is None:
                found = part
            else:
                found.add_fallback(part)
    return gettext.NullTranslations() if found is None else found


@lru_cache(maxsize=4096)
def _date(locale: str, text: str, short: bool) -> str:
    parts = text[:10].split("-")
    try:
        day = date(int(parts[0]), *(int(part) for part in (*parts[1:], "1", "1")[:2]))
    except ValueError:
        return text
    if len(parts) == 1:
        return parts[0]
    if len(parts) > 2 and not short:
        shown = format_date(day, "long", locale=locale)
    else:
        skeleton = ("yMMM" if short else "yMMMM") + ("d" if len(parts) > 2 else "")
        shown = format_skeleton(skeleton, day, locale=locale)
    return _YEAR.sub("", shown)  # a year is known for one without it


_YEAR: Final = re.compile(r"\sг\.$")


@lru_cache(maxsize=4096)
def _number(locale: str, value: float | int) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=8)
def _countries(locale: str) -> Mapping[str, str]:
    return dict(Locale.parse(locale).territories)
