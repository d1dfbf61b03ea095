"""The languages of reports: messages from catalogues, dates, numbers and countries as each writes them.

Catalogues are the .po files of `kelisim/publish/locale`, read when a language is first asked for: nothing
compiled lies in the repository, none can be out of step.
"""

import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from kelisim.places import country_name

LanguageCode = Literal["en", "ru", "kk"]
LANGUAGES: Final[tuple[LanguageCode, ...]] = get_args(LanguageCode)
_LOCALES: Final = {"en": "en_GB", "ru": "ru", "kk": "kk"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a report is told in: its ISO 639-1 code and its messages."""

    code: LanguageCode
    messages: gettext.NullTranslations

    def say(self, message: str, **values: object) -> str:
        """Return a message with values in its places. The values are text, never messages or formats."""
        return _once(self.messages.gettext(message).format(**values))

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the form of a message that fits a number; `{n}` stands for the number."""
        return _once(self.messages.ngettext(one, many, n).format(n=self.number(n), **values))

    def date(self, iso: str | None) -> str:
        """Return an ISO date at its own precision ("2026-02" is February 2026); "–" where there is none."""
        if iso is None or not iso[:4].isdigit():
            return iso or "–"
        parts = iso[:10].split("-")
        locale = _LOCALES[self.code]
        try:
            if len(parts) == 1:
                return str(int(parts[0]))
            if len(parts) == 2:
                return str(format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=locale))
            return str(format_date(date.fromisoformat("-".join(parts)), format="long", locale=locale))
        except ValueError:
            return iso

    def number(self, value: float) -> str:
        """Return a number with this language's separators: whole, or with one digit after the point."""
        pattern = "#,##0" if float(value).is_integer() else "#,##0.0"
        return str(format_decimal(value, format=pattern, locale=_LOCALES[self.code]))

    def money(self, value: float, currency: str | None) -> str:
        """Return an amount with its currency; without a known one, the number alone."""
        if currency is None:
            return self.number(value)
        locale = _LOCALES[self.code]
        return str(format_currency(value, currency, "#,##0.## ¤¤", locale=locale, currency_digits=False))

    def percent(self, share: float) -> str:
        """Return a share of 1 in per cent."""
        return str(format_percent(share, format="#,##0%", locale=_LOCALES[self.code]))

    def country(self, code: str | None) -> str:
        """Return the name of a country by its ISO 3166 code; the code where it has none, "–" without one."""
        if code is None:
            return "–"
        try:
            return country_name(code, self.code)
        except KeyError:
            return code

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a list in a sentence: "a, b and c"."""
        return str(format_list(list(items), locale=_LOCALES[self.code])) if len(items) > 0 else "–"


def _once(text: str) -> str:
    """Return a text in which a full stop that ends a date ("2026 г.") also ends the sentence."""
    return text.replace("г..", "г.").replace("г. .", "г.")


@cache
def language(code: LanguageCode) -> Language:
    """Return a language by its code. Messages that a catalogue lacks stay English."""
    if code == "en":
        return Language(code, gettext.NullTranslations())
    source = files("kelisim.publish") / "locale" / code / "LC_MESSAGES" / "kelisim.po"
    with source.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))
