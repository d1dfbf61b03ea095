"""Documents of the register as gold: what they say, as people corrected it, in the shape of a corpus.

Public: `annotate(connection, documents)` and what it gives: `Annotation`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import (
    KINDS,
    Document,
    Entity,
    Extraction,
    Filler,
    Kind,
    Record,
    Slot,
    Statement,
    from_json,
)
from kelisim.places import country_of
from kelisim.register import schema
from kelisim.register.log import decisions
from kelisim.register.projection.items import potential_id
from kelisim.register.truth import load_document, load_extraction
from kelisim.spelling import fold

_PEOPLE: Final = frozenset({"signatories", "leaders", "person"})
_STEM: Final = 3  # letters that a word shares with the one of the text that it is a form of
_ENDING: Final = 4  # letters by which the two may differ at their ends
Atom = str | int | float


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document as gold. `decided` tells whether people decided anything about it.

    `gold` is its annotation (the shape is that of `data/announcements`), `left_out` a line for each value
    that a person gave and the text does not say: an annotation holds what the text says and nothing else.
    """

    name: str
    document: Document
    gold: dict[str, Any]
    decided: bool
    left_out: tuple[str, ...]


def annotate(connection: Connection, documents: Iterable[str]) -> Iterator[Annotation]:
    """Yield each of the documents (ids) with the records that rest on it, every decision applied.

    What was rejected is left out, what was corrected stands corrected, and what is one record or one entity
    is one entry. A document that waits for the register to be computed has nothing in it.
    """
    ids = [id for each in decisions(connection) for id in (each.decision.target, *each.decision.others)]
    decided = frozenset(ids)
    taken: set[str] = set()
    for id in documents:
        document = load_document(connection, id)
        if document is None:
            continue
        name = _free_name(document, taken)
        taken.add(name)
        yield _annotation(connection, document, name, decided)


def _free_name(document: Document, taken: set[str]) -> str:
    """Return the stem of the document's name, with a number where another has it already."""
    stem = re.sub(r"[^\w.-]+", "-", document.name.rpartition("/")[2].rsplit(".", 1)[0]).strip("-.")
    stem = stem or document.id.replace(":", "-")
    name, tried = stem, 1
    while name in taken:
        tried += 1
        name = f"{stem}-{tried}"
    return name


def _annotation(connection: Connection, document: Document, name: str, decided: frozenset[str]) -> Annotation:
    extraction = load_extraction(connection, document.id) or Extraction(document.id, "")
    records = _records(connection, document.id)
    text = _Text(document, extraction, _entities(connection, document.id))
    by_record: dict[str, list[Statement]] = {}
    for statement in sorted(extraction.statements, key=lambda each: (each.quote, each.id)):
        record = records.get(statement.id)
        if record is not None:
            by_record.setdefault(record.id, []).append(statement)
    known = {record.id: record for record in records.values()}
    entries: dict[str, list[dict[str, Any]]] = {kind.plural: [] for kind in KINDS.values()}
    for id, statements in by_record.items():
        kind = KINDS[known[id].kind]
        entries[kind.plural].append(text.entry(kind, known[id], statements))
    about = {document.id, *known, *(former for record in known.values() for former in record.former_ids)}
    about |= {id for each in extraction.statements for id in (each.id, potential_id(each))}
    about |= {id for each in text.entities.values() for id in (each.id, *each.former_ids)}
    gold = {
        "id": name,
        "lang": document.language,
        "published": None if document.published is None else document.published[:10],
        **{plural: _each_once(found) for plural, found in entries.items()},
        "organisations": text.organisations(),
        "people": text.people(),
    }
    dropped = any(each.id not in records for each in extraction.statements)
    touched = dropped or not decided.isdisjoint(about)
    return Annotation(name, document, gold, touched, tuple(text.left_out))


def _each_once(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for place, entry in enumerate(entries) if entry not in entries[:place]]


def _records(connection: Connection, document: str) -> dict[str, Record]:
    """Return the record that each statement of a document went into; rejected ones went into none."""
    statement, record = schema.statement, schema.record
    query = (
        sa.select(statement.c.id, record.c.body)
        .join(record, record.c.id == statement.c.record)
        .where(statement.c.document == document)
    )
    return {id: from_json(body, Record) for id, body in connection.execute(query)}


def _entities(connection: Connection, document: str) -> dict[str, Entity]:
    """Return the entity that each referent of a document stands for."""
    referent, entity = schema.referent, schema.entity
    query = (
        sa.select(referent.c.id, entity.c.body)
        .join(entity, entity.c.id == referent.c.entity)
        .where(referent.c.document == document)
    )
    return {id: from_json(body, Entity) for id, body in connection.execute(query)}


# ------------------------------------------------------------------ one text


@dataclass(slots=True)
class _Text:
    """One document with what its names stand for; `left_out` grows while entries are made."""

    document: Document
    extraction: Extraction
    entities: Mapping[str, Entity]
    left_out: list[str] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)

    def name(self, referent: str | None, otherwise: Atom) -> Atom:
        """Return the fullest name that the text has for whom a referent stands for."""
        entity = self.entities.get(referent or "")
        return otherwise if entity is None else self.name_of(entity.id) or otherwise

    def name_of(self, entity: str | None) -> str | None:
        """Return the fullest name that the text has for an entity, None where it does not name it."""
        same = [
            each.name
            for each in self.extraction.referents
            if each.id in self.entities and self.entities[each.id].id == entity
        ]
        return max(same, key=lambda name: (len(name.split()), len(name)), default=None)

    def entry(self, kind: Kind, record: Record, statements: Sequence[Statement]) -> dict[str, Any]:
        """Return the gold of one record as this text tells it."""
        entry: dict[str, Any] = {}
        for slot in kind.slots:
            filled = record.slot(slot.name)
            fillers = () if filled is None else filled.fillers
            values = list(dict.fromkeys(self._values(record, slot, fillers, statements)))
            entry[slot.name] = values if slot.many else next(iter(values), None)
        return entry

    def _values(
        self, record: Record, slot: Slot, fillers: Sequence[Filler], statements: Sequence[Statement]
    ) -> Iterator[Atom]:
        """Yield the values of a slot: those that a person gave first, where the slot holds one."""
        decided = [each for each in fillers if each.decision is not None]
        if not slot.many:
            for filler in decided:
                yield from self._decided(record, slot, filler)
        for statement in statements:
            for value in statement.all(slot.name):
                places = [
                    each
                    for each in fillers
                    for at in each.support
                    if (at.statement, at.start, at.end) == (statement.id, value.quote.start, value.quote.end)
                ]
                entity = self.entities.get(value.referent or "")
                own = next(
                    (f for f in places if f.value == value.value or (entity and f.entity == entity.id)),
                    places[0] if len(places) == 1 else None,
                )
                if own is not None and own.decision is not None:
                    yield from self._decided(record, slot, own) if slot.many else ()
                elif own is not None or slot.name == "bound":
                    yield self.name(value.referent, value.value)
        if slot.many:
            for filler in decided:
                if all(at.document != self.document.id for at in filler.support):
                    yield from self._decided(record, slot, filler)

    def _decided(self, record: Record, slot: Slot, filler: Filler) -> Iterator[Atom]:
        """Yield what a person decided, as the text says it; what it does not say is left out, and told."""
        value = filler.value
        if slot.type == "name":
            own = self.name_of(filler.entity)
            if own is None and self.says(slot, value):
                self._add(slot, str(value))
            value = own or value
        if self.says(slot, value):
            yield value
        else:
            line = f"{record.id}, {slot.name}: the text does not say {value!r}"
            self.left_out += [line] if line not in self.left_out else []

    def says(self, slot: Slot, value: Atom) -> bool:
        """Tell whether the text says a value: names whole, phrases by half of their words."""
        if slot.type == "code":
            return True
        if slot.type == "date":
            near = [int(self.document.published[:4])] if self.document.published is not None else []
            year = str(value)[:4]
            dated = year in self.document.text or any(abs(int(year) - each) <= 1 for each in near)
            return dated or slot.name == "expires"
        rest = set(re.findall(r"\w+", fold(self.document.text)))
        if slot.type == "number":
            digits = re.sub(r"\D", "", f"{value:g}" if isinstance(value, float) else str(value)).rstrip("0")
            return digits in re.sub(r"[\s.,]", "", self.document.text)
        wanted = re.findall(r"\w+", fold(str(value)))
        found = [word for word in wanted if any(_is_form(word, other) for other in rest)]
        return len(found) >= len(wanted) * (1.0 if slot.type == "name" else 0.5) and len(found) > 0

    def _add(self, slot: Slot, name: str) -> None:
        """Keep a name that a person gave and no reading found, to be listed with the others."""
        if slot.name in _PEOPLE:
            self.added.setdefault("person", []).append(name)
        elif country_of(name) is None:
            self.added.setdefault("organisation", []).append(name)

    def organisations(self) -> list[dict[str, Any]]:
        """Return the organisations that the text names, each once, with country and ROR id where known."""
        return [
            {
                "name": name,
                "mentions": mentions,
                "country": None if entity is None else entity.country,
                "ror": None
                if entity is None
                else next((each.value for each in entity.identifiers if each.scheme == "ror"), None),
            }
            for name, mentions, entity in self._named("organisation")
        ]

    def people(self) -> list[dict[str, Any]]:
        """Return the people that the text names, each once."""
        return [{"name": name, "mentions": mentions} for name, mentions, _ in self._named("person")]

    def _named(self, type: str) -> Iterator[tuple[str, list[str], Entity | None]]:
        """Yield name, other forms and entity of all of a type; no form is given to two of them."""
        groups: dict[str, list[str]] = {}
        for referent in self.extraction.referents:
            if referent.type == type:
                entity = self.entities.get(referent.id)
                forms = groups.setdefault(referent.id if entity is None else entity.id, [])
                forms += [referent.name, *referent.forms]
        known = {entity.id: entity for entity in self.entities.values()}
        names = {id: self.name_of(id) or forms[0] for id, forms in groups.items()}
        taken = set(names.values())
        for id, forms in groups.items():
            mentions = [form for form in dict.fromkeys(forms) if form not in taken]
            taken.update(mentions)
            yield names[id], mentions, known.get(id)
        for name in dict.fromkeys(self.added.get(type, ())):
            if name not in taken:
                taken.add(name)
                yield name, [], None


def _is_form(word: str, other: str) -> bool:
    """Tell whether two words are equal but for an inflected ending."""
    if word == other:
        return True
    if word[:_STEM] != other[:_STEM]:
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        len(min(word, other, key=len)),
    )
    return shared >= _STEM and max(len(word), len(other)) - shared <= _ENDING
