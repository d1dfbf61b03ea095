"""An extraction in the shape of the evaluation corpus: one JSON object a document."""

from collections.abc import Mapping
from typing import Any

from kelisim.model import KINDS, Document, Entity, Extraction, Referent

_OUTSIDE_THE_GUIDE = frozenset({("agreement", "expires"), ("figure", "bound")})


def corpus_format(
    document: Document, extraction: Extraction, *, meant: Mapping[str, Entity] | None = None
) -> dict[str, Any]:
    """Return what was extracted as the corpus writes it: a list a kind, names in full, quotes left out.

    Slots that the corpus does not know (`expires`, `bound`) are left out too.

    Arguments:
        meant: who an organisation is, by the id of its referent: its country and ROR id, where the text alone
            does not tell them.
    """
    result: dict[str, Any] = {
        "id": document.name.rsplit(".", 1)[0] or document.id,
        "lang": document.language,
        "published": document.published,
    }
    for kind in KINDS.values():
        entries = []
        for statement in extraction.statements:
            if statement.kind != kind.name:
                continue
            entry: dict[str, Any] = {}
            for slot in kind.slots:
                if (kind.name, slot.name) in _OUTSIDE_THE_GUIDE:
                    continue
                found = [value.value for value in statement.all(slot.name)]
                entry[slot.name] = found if slot.many else next(iter(found), None)
            entries.append(entry)
        result[kind.plural] = entries
    result["organisations"] = [
        _organisation(r, (meant or {}).get(r.id)) for r in extraction.referents if r.type == "organisation"
    ]
    result["people"] = [
        {"name": r.name, "mentions": list(r.forms)} for r in extraction.referents if r.type == "person"
    ]
    return result


def _organisation(referent: Referent, meant: Entity | None) -> dict[str, Any]:
    ids = () if meant is None else meant.identifiers
    ror = next((id.value for id in ids if id.scheme == "ror"), None)
    country = (
        referent.country if meant is None or (ror is None and referent.country is not None) else meant.country
    )
    return {"name": referent.name, "mentions": list(referent.forms), "country": country, "ror": ror}
