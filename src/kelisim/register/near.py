"""Documents that tell nearly the same: one story in several outlets. Kept apart, and linked.

Public: `link(connection, documents)`, `unlink_all(connection)`, `pairs(signatures)`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.read.similar import ALIKE, alike, bands, signature
from kelisim.register import schema
from kelisim.register.sync import insert


def link(connection: Connection, documents: Mapping[str, str]) -> None:
    """Link new documents, given by id and text, with those before them and with one another."""
    signed = {id: signature(text) for id, text in documents.items()}
    insert(connection, schema.signature, ("document", "value"), signed.items())
    keys = [(id, key) for id, value in signed.items() for key in bands(value)]
    insert(connection, schema.band, ("document", "band"), keys)
    ours, theirs = schema.band.alias(), schema.band.alias()
    query = (
        sa.select(ours.c.document, theirs.c.document.label("other"), schema.signature.c.value)
        .join(theirs, sa.and_(theirs.c.band == ours.c.band, theirs.c.document != ours.c.document))
        .join(schema.signature, schema.signature.c.document == theirs.c.document)
        .where(ours.c.document.in_(list(documents)))
        .distinct()
    )
    found: dict[tuple[str, str], float] = {}
    for row in connection.execute(query):
        pair = (min(row.document, row.other), max(row.document, row.other))
        if pair not in found:
            found[pair] = alike(signed[row.document], row.value)
    near = [(*pair, likeness) for pair, likeness in found.items() if likeness >= ALIKE]
    insert(connection, schema.near, ("first", "second", "likeness"), near)


def unlink_all(connection: Connection) -> None:
    """Forget every link, to compute them anew."""
    for table in (schema.near, schema.band, schema.signature):
        connection.execute(sa.delete(table))


def pairs(signatures: Mapping[str, bytes]) -> Iterable[tuple[str, str, float]]:
    """Give the pairs of documents that tell nearly the same, with their likeness."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id in sorted(signatures):
        for key in bands(signatures[id]):
            holders[key].append(id)
    candidates = {
        (first, second)
        for held in holders.values()
        for place, first in enumerate(held)
        for second in held[place + 1 :]
    }
    for first, second in sorted(candidates):
        likeness = alike(signatures[first], signatures[second])
        if likeness >= ALIKE:
            yield first, second, likeness
