"""How values are put into words for a reader: dates, numbers, codes of the vocabulary.

Public: `filters(language)`, what templates may write after a bar.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from kelisim.model import KINDS, Filler, Identifier, Name, Record
from kelisim.register import Snippet
from kelisim.web import words
from kelisim.web.addresses import address_of, collection_of, type_of
from kelisim.web.languages import Language

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "agreement": ("date", "*", "kind", "status", "place"),
    "project": ("*", "status", "hosts", "funders", "leaders"),
    "programme": ("*", "kind", "status", "partners"),
    "establishment": ("*", "kind", "status", "date", "place", "hosts"),
    "event": ("date", "*", "kind", "place", "participants"),
    "office": ("person", "*", "organisation"),
    "figure": ("value", "*", "scope"),
    "funding": ("*", "funders", "recipients", "purpose"),
    "intention": ("*", "actors", "with"),
}
# The slot whose value stands for the title in a list, where the other half of the title is a column.
_TITLES: Final = {"office": "office", "figure": "what"}


def filters(language: Language) -> dict[str, Callable[..., Any]]:
    """Return the filters of the templates in a language."""
    return {
        "date": language.date,
        "number": language.number,
        "money": language.money,
        "country": language.country,
        "language": language.language,
        "href": address_of,
        "collection": collection_of,
        "kind_one": partial(words.kind_one, language),
        "kind_many": partial(words.kind_many, language),
        "slot_label": partial(words.slot_label, language),
        "code_label": lambda code, kind, slot: words.code_label(language, kind, slot, code),
        "state_label": partial(words.state_label, language),
        "verdict_label": partial(words.verdict_label, language),
        "grade_label": partial(words.grade_label, language),
        "reason_label": partial(words.reason_label, language),
        "alike_reason": partial(words.alike_reason, language),
        "reason_meaning": partial(words.reason_meaning, language),
        "codes_of": words.codes_of,
        "tone": words.tone,
        "columns": _columns,
        "titled": partial(_titled, language),
        "list_title": partial(_list_title, language),
        "fillers": _fillers,
        "value": _first,
        "shown": partial(_shown, language),
        "action_label": partial(words.action_label, language),
        "identifier_href": _identifier_href,
        "scheme_name": _scheme_name,
        "type_one": lambda given: words.kind_one(language, type_of(given)),
        "marks": _marks,
        "by_language": _by_language,
    }


def _columns(kind: str) -> tuple[str, ...]:
    """Return the slots that a list of a kind shows; "*" is the title."""
    return _COLUMNS[kind]


def _list_title(language: Language, record: Record) -> str:
    if record.kind == "funding":
        return _money(language, record)
    slot = _TITLES.get(record.kind)
    found = None if slot is None else _first(record, slot)
    return record.title if found is None else str(found)


_AMOUNT: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ([A-Z]{3}))?")


def _titled(language: Language, title: str, kind: str) -> str:
    """Return the title of a record; that of funding is an amount, which is put as the reader is used to."""
    found = _AMOUNT.fullmatch(title) if kind == "funding" else None
    if found is None:
        return title
    amount, currency = found.groups()
    return language.money(float(amount) if "." in amount else int(amount), currency)


def _money(language: Language, record: Record) -> str:
    amount, currency = _first(record, "amount"), _first(record, "currency")
    if not isinstance(amount, (int, float)):
        return record.title
    return language.money(amount, None if currency is None else str(currency))


def _fillers(record: Record, slot: str) -> tuple[Filler, ...]:
    found = record.slot(slot)
    return () if found is None else found.fillers


def _first(record: Record, slot: str) -> str | int | float | None:
    found = _fillers(record, slot)
    return found[0].value if len(found) > 0 else None


def _shown(language: Language, value: str | int | float, kind: str, slot: str) -> str:
    """Return the value of a slot as a reader sees it."""
    if not isinstance(value, str):
        return language.number(value)
    type = KINDS[kind].slot(slot).type
    if type == "date":
        return language.date(value)
    return words.code_label(language, kind, slot, value) if type == "code" else value


_SCHEMES: Final = {
    "ror": "https://ror.org/{}",
    "orcid": "https://orcid.org/{}",
    "geonames": "https://www.geonames.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "grid": "https://www.grid.ac/institutes/{}",
}


_SCHEME_NAMES: Final = {"geonames": "GeoNames", "iso3166": "ISO 3166", "wikidata": "Wikidata"}


def _scheme_name(scheme: str) -> str:
    """Return what a scheme of identifiers is called: ROR, ORCID, GeoNames."""
    return _SCHEME_NAMES.get(scheme, scheme.upper())


def _identifier_href(identifier: Identifier) -> str | None:
    """Return where an identifier leads, None for a scheme without addresses."""
    if identifier.value.startswith("https://"):
        return identifier.value
    form = _SCHEMES.get(identifier.scheme)
    return None if form is None else form.format(identifier.value)


def _by_language(names: Iterable[Name]) -> list[tuple[str, list[str]]]:
    """Return the different names by their language; those of an unknown one first, each once in all."""
    found: dict[str, list[str]] = {}
    known = {name.value for name in names if name.language is not None}
    for name in names:
        group = found.setdefault(name.language or "", [])
        if name.value not in group and (name.language is not None or name.value not in known):
            group.append(name.value)
    return sorted((code, values) for code, values in found.items() if len(values) > 0)


def _marks(snippet: Snippet) -> list[tuple[str, bool]]:
    """Return a snippet in pieces, each with whether it answers the query."""
    pieces = []
    last = 0
    for start, end in snippet.marks:
        pieces += [(snippet.text[last:start], False), (snippet.text[start:end], True)]
        last = end
    return [*pieces, (snippet.text[last:], False)]
