"""The invariants that a document and its extraction must hold before the store takes them."""

import re
from collections.abc import Iterator
from typing import Final

from kelisim.model import (
    KINDS,
    Document,
    Extraction,
    Quote,
    Referent,
    Slot,
    Statement,
    Value,
    document_id,
    referent_id,
    statement_id,
)
from kelisim.register.errors import InvalidError

_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes no NUL, UTF-8 has no lone surrogate


def check_document(document: Document, content: bytes) -> None:
    """Raise InvalidError where the document cannot be stored, as when its id is not the hash of its bytes."""
    if document_id(content) != document.id:
        raise InvalidError(f"{_called(document)}: its id {document.id} is not the hash of its bytes")
    for field in ("text", "title", "publisher", "url", "name"):
        found = _UNSTORABLE.search(getattr(document, field) or "")
        if found is not None:
            raise InvalidError(
                f"{_called(document)}: its {field} holds U+{ord(found[0]):04X} at {found.start()}, "
                "which is no character; read it again with another encoding"
            )
    if document.published is not None and _DATE.fullmatch(document.published[:10]) is None:
        raise InvalidError(f"{_called(document)}: published {document.published!r} is not an ISO 8601 date")


def check_extraction(document: Document, extraction: Extraction) -> None:
    """Raise InvalidError where the extraction breaks an invariant: nothing of it may then be stored."""
    for problem in problems(document.id, document.text, extraction):
        raise InvalidError(f"{_called(document)}: {problem}; its statements are not stored")


def problems(document: str, text: str, extraction: Extraction) -> Iterator[str]:
    """Give one line for each invariant that the extraction of a document with this text breaks."""
    if extraction.document != document:
        yield f"its extraction belongs to {extraction.document}"
    yield from _twice([referent.id for referent in extraction.referents])
    yield from _twice([statement.id for statement in extraction.statements])
    known = {referent.id for referent in extraction.referents}
    for referent in extraction.referents:
        yield from _referent_problems(document, text, referent)
    for statement in extraction.statements:
        yield from _statement_problems(document, text, statement, known)


def _called(document: Document) -> str:
    return document.name or document.url or document.id


def _twice(ids: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            yield f"{id} stands twice in its extraction"
        seen.add(id)


def _quote_problem(quote: Quote, text: str) -> str | None:
    if quote.stands_in(text):
        return None
    return f"quote {_short(quote.text)} is not what the text has at {quote.start}:{quote.end}"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


def _referent_problems(document: str, text: str, referent: Referent) -> Iterator[str]:
    if referent.document != document:
        yield f"{referent.id} belongs to {referent.document}"
    if len(referent.mentions) == 0:
        yield f"{referent.id} {_short(referent.name)} has no mention"
        return
    for mention in referent.mentions:
        problem = _quote_problem(mention, text)
        if problem is not None:
            yield f"{referent.id} {_short(referent.name)}: {problem}"
    if referent.id != referent_id(document, referent.type, min(referent.mentions)):
        yield f"{referent.id} {_short(referent.name)} is not the hash of its first mention"


def _statement_problems(document: str, text: str, statement: Statement, known: set[str]) -> Iterator[str]:
    who = f"{statement.id} ({statement.kind})"
    if statement.document != document:
        yield f"{who} belongs to {statement.document}"
    problem = _quote_problem(statement.quote, text)
    if problem is not None:
        yield f"{who}: {problem}"
    if not 0.0 <= statement.probability <= 1.0:
        yield f"{who}: probability {statement.probability} is not between 0 and 1"
    if statement.id != statement_id(document, statement.kind, statement.values, statement.quote):
        yield f"{who} is not the hash of its kind and spans"
    kind = KINDS.get(statement.kind)
    if kind is None:
        yield f"{who}: no such kind; known: {', '.join(KINDS)}"
        return
    slots = {slot.name: slot for slot in kind.slots}
    for value in statement.values:
        for problem in _value_problems(value, text, slots.get(value.slot), known):
            yield f"{who}, {value.slot}: {problem}"


def _value_problems(value: Value, text: str, slot: Slot | None, known: set[str]) -> Iterator[str]:
    if slot is None:
        yield "the kind has no such slot"
        return
    problem = _quote_problem(value.quote, text)
    if problem is not None:
        yield problem
    if not 0.0 <= value.probability <= 1.0:
        yield f"probability {value.probability} is not between 0 and 1"
    if value.referent is not None and value.referent not in known:
        yield f"referent {value.referent} is not in the extraction"
    problem = value_problem(slot, value.value)
    if problem is not None:
        yield problem


def value_problem(slot: Slot, value: str | int | float) -> str | None:
    """Return what is wrong with a value for this slot, or None."""
    if slot.type == "number":
        return None if isinstance(value, int | float) else f"{value!r} is not a number"
    if not isinstance(value, str) or len(value) == 0:
        return f"{value!r} is not a text"
    if _UNSTORABLE.search(value) is not None:
        return f"{value!r} holds what is no character"
    if slot.type == "date":
        fits, wanted = _DATE.fullmatch(value) is not None, "an ISO 8601 date (2026, 2026-02 or 2026-02-26)"
    elif len(slot.codes) > 0:
        fits, wanted = value in slot.codes, f"one of {', '.join(slot.codes)}"
    elif slot.type == "code":
        fits, wanted = _CURRENCY.fullmatch(value) is not None, "an ISO 4217 code"
    else:
        return None
    return None if fits else f"{value!r} is not {wanted}"
