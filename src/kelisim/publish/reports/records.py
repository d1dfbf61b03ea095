"""Parts of reports on many records: tables of agreements and of other records, and their documents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.measure.fulfilment import Fulfilment
from kelisim.model import Record
from kelisim.publish.pictures import YearCount, records_by_year, to_svg
from kelisim.publish.reports.document import Block, Drawing, Paragraph, Section, Table
from kelisim.publish.reports.language import Language
from kelisim.publish.reports.shared import cited
from kelisim.publish.reports.wording import KINDS, SORTS, STATUSES, worded
from kelisim.register import RecordView, show

MOST: Final = 60  # records listed in one report; the rest is counted
_OTHERS: Final = ("project", "programme", "establishment", "event", "funding")


def views_of(connection: Connection, ids: Sequence[str]) -> tuple[RecordView, ...]:
    """Return records with their sources, in the order of the ids; at most `MOST`."""
    shown = [show(connection, id) for id in ids[:MOST]]
    return tuple(each for each in shown if isinstance(each, RecordView))


def value(record: Record, slot: str) -> str | None:
    """Return the value of a slot that is shown first."""
    filled = record.slot(slot)
    return str(filled.fillers[0].value) if filled is not None else None


def agreements_section(
    language: Language,
    agreements: Sequence[RecordView],
    found: Sequence[Fulfilment],
    numbers: Mapping[str, int],
    *,
    total: int,
    by_year: bool = True,
) -> Section:
    """Return agreements as a picture by year and a table, each with how its commitments stand."""
    title = language.say("Agreements")
    if len(agreements) == 0:
        return Section(title, (Paragraph(language.say("The register knows of none.")),))
    blocks: list[Block] = []
    years = Counter(int(day[:4]) for each in agreements if (day := value(each.record, "date")) is not None)
    if by_year and len(years) > 1:
        counts = [YearCount(year, years[year]) for year in sorted(years)]
        spoken = "; ".join(f"{each.year}: {each.count}" for each in counts)
        undated = len(agreements) - sum(years.values())
        note = (
            language.count(
                "{n} agreement without a date is not in the picture.",
                "{n} agreements without a date are not in the picture.",
                undated,
            )
            if undated > 0
            else ""
        )
        chart = records_by_year(counts, label=language.say("agreements"))
        blocks.append(Drawing(to_svg(chart), language.say("Agreements by year"), spoken, note))
    blocks.append(_table(language, agreements, found, numbers))
    if total > len(agreements):
        left = total - len(agreements)
        blocks.append(
            Paragraph(
                language.count("{n} more is left out here.", "{n} more are left out here.", left), "small"
            )
        )
    return Section(title, tuple(blocks))


def _table(
    language: Language,
    agreements: Sequence[RecordView],
    found: Sequence[Fulfilment],
    numbers: Mapping[str, int],
) -> Table:
    kept: dict[str, list[Fulfilment]] = {}
    for one in found:
        kept.setdefault(one.agreement, []).append(one)
    rows = []
    for each in agreements:
        record, own = each.record, kept.get(each.record.id, [])
        kind, status = value(record, "kind"), value(record, "status")
        words = [
            worded(language, SORTS, kind) if kind else "",
            worded(language, STATUSES, status) if status else "",
        ]
        shown = sum(one.state in {"evidence_found", "partly"} for one in own)
        promised = language.say("{shown} of {all}", shown=shown, all=len(own)) if len(own) > 0 else "–"
        rows.append(
            (
                language.date(value(record, "date")),
                f"{record.title}{cited(record.documents, numbers)}",
                ", ".join(word for word in words if word),
                promised,
            )
        )
    return Table(
        (
            language.say("Date"),
            language.say("Parties"),
            language.say("Kind"),
            language.say("Commitments shown"),
        ),
        tuple(rows),
        numeric=(3,),
        wide=1,
        note=language.say(
            "Commitments shown: those for which an independent record was found, of all named."
        ),
    )


def others_section(
    language: Language, records: Sequence[RecordView], numbers: Mapping[str, int]
) -> Section | None:
    """Return projects, programmes, campuses, events and funding as one table; None where there are none."""
    rows = []
    for kind in _OTHERS:
        for each in records:
            if each.record.kind == kind:
                status = value(each.record, "status")
                rows.append(
                    (
                        worded(language, KINDS, kind),
                        f"{each.record.title}{cited(each.record.documents, numbers)}",
                        worded(language, STATUSES, status) if status else "–",
                        language.date(value(each.record, "date")),
                    )
                )
    if len(rows) == 0:
        return None
    head = (language.say("What"), language.say("Name"), language.say("Status"), language.say("Date"))
    return Section(language.say("Projects, programmes, centres, events"), (Table(head, tuple(rows), wide=1),))
