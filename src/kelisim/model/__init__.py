"""The vocabulary as frozen dataclasses.

Comes in: nothing. Goes out: the values that every stage takes and gives, the schema of the kinds of
statement (`KINDS`), ids from hashes of content, and JSON of all of it and back. Never does: read a file,
ask a library of language, know a database. Imports nothing of ours.
"""

from kelisim.model.codec import from_json, to_json
from kelisim.model.decision import Action, Decision
from kelisim.model.document import Document, Quote, document_id, quote
from kelisim.model.entity import Doubt, Entity, Identifier, Link, Name
from kelisim.model.ids import content_id
from kelisim.model.kinds import KINDS, Kind, Slot, SlotType
from kelisim.model.record import Filler, Record, RecordSlot, Support
from kelisim.model.statement import (
    Extraction,
    Referent,
    ReferentType,
    Statement,
    Value,
    referent_id,
    statement_id,
)

__all__ = [
    "KINDS",
    "Action",
    "Decision",
    "Document",
    "Doubt",
    "Entity",
    "Extraction",
    "Filler",
    "Identifier",
    "Kind",
    "Link",
    "Name",
    "Quote",
    "Record",
    "RecordSlot",
    "Referent",
    "ReferentType",
    "Slot",
    "SlotType",
    "Statement",
    "Support",
    "Value",
    "content_id",
    "document_id",
    "from_json",
    "quote",
    "referent_id",
    "statement_id",
    "to_json",
]
