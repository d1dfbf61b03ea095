"""An extraction in the shape of the evaluation corpus: one JSON object a document."""

from typing import Any

from kelisim.model import KINDS, Document, Extraction

_OUTSIDE_THE_GUIDE = frozenset({("agreement", "expires"), ("figure", "bound")})


def corpus_format(document: Document, extraction: Extraction) -> dict[str, Any]:
    """Return what was extracted as the corpus writes it: a list a kind, names in full, quotes left out.

    Slots that the corpus does not know (`expires`, `bound`) are left out too.
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
        {"name": r.name, "mentions": list(r.forms), "country": r.country, "ror": None}
        for r in extraction.referents
        if r.type == "organisation"
    ]
    result["people"] = [
        {"name": r.name, "mentions": list(r.forms)} for r in extraction.referents if r.type == "person"
    ]
    return result
