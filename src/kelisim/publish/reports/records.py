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
from kelisim.publish.reports.wording import ATTENTION, KINDS, SORTS, STATUSES, worded
from kelisim.register import Filter, RecordView, list_records, show

MOST: Final = 60  # records listed in one report; the rest is counted
OTHERS: Final = ("project", "programme", "establishment", "event", "funding")
_NAMED: Final = 4  # parties of one agreement named in a table


def views_of(connection: Connection, ids: Sequence[str]) -> tuple[RecordView, ...]:
    """Return records with their sources, in the order of the ids; at most `MOST`."""
    shown = [show(connection, id) for id in ids[:MOST]]
    return tuple(each for each in shown if isinstance(each, RecordView))


def others_within(connection: Connection, within: Filter) -> tuple[RecordView, ...]:
    """Return the records of the other kinds that pass a filter, so many of each as a report shows."""
    return views_of(
        connection,
        [
            record.id
            for kind in OTHERS
            for record in list_records(connection, kind, within, limit=MOST).records
        ],
    )


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
                f"{_parties(language, record)}{_waits(language, record)}{cited(record.documents, numbers)}",
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
        shares=(2.1, 4.6, 2.7, 2.3),
        note=language.say(
            "Commitments shown: those for which an independent record was found, of all named."
        ),
    )


def others_section(
    language: Language, records: Sequence[RecordView], numbers: Mapping[str, int]
) -> Section | None:
    """Return projects, programmes, campuses, events and funding as tables; None where there are none."""
    rows = []
    for kind in KINDS:
        for each in records:
            if each.record.kind == kind:
                status = value(each.record, "status")
                name = f"{each.record.title}{_waits(language, each.record)}"
                rows.append(
                    (
                        worded(language, KINDS, kind),
                        f"{name}{cited(each.record.documents, numbers)}",
                        worded(language, STATUSES, status) if status else "–",
                        language.date(value(each.record, "date")),
                    )
                )
    tables: list[Block] = []
    head: tuple[str, ...] = (
        language.say("What"),
        language.say("Name"),
        language.say("Status"),
        language.say("Date"),
    )
    if len(rows) > 0:
        tables.append(Table(head, tuple(rows), shares=(2.5, 4.6, 2.2, 2.2)))
    sums = [_sum(language, each, numbers) for each in records if each.record.kind == "funding"]
    if len(sums) > 0:
        head = (language.say("Money"), language.say("By whom"), language.say("For what"))
        tables.append(Table(head, tuple(sums), numeric=(0,), shares=(1.7, 3, 4)))
    if len(tables) == 0:
        return None
    return Section(language.say("Projects, programmes, centres, events, money"), tuple(tables))


def _sum(language: Language, each: RecordView, numbers: Mapping[str, int]) -> tuple[str, str, str]:
    """Return the amount, the funders and the purpose of a sum of money."""
    amount = each.record.slot("amount")
    number = amount.fillers[0].value if amount is not None else None
    told = language.money(float(number), value(each.record, "currency")) if number is not None else "–"
    funders = each.record.slot("funders")
    by = language.listed([str(filler.value) for filler in funders.fillers]) if funders is not None else "–"
    purpose = value(each.record, "purpose") or "–"
    waits = _waits(language, each.record)
    return told, by, f"{purpose}{waits}{cited(each.record.documents, numbers)}"


def _waits(language: Language, record: Record) -> str:
    """Return the mark of a record that nobody has looked at and that may have been read wrongly."""
    return f" ({worded(language, ATTENTION, 'review')})" if record.review else ""


def _parties(language: Language, record: Record) -> str:
    """Return the parties of an agreement, the first few of many by name."""
    slot = record.slot("parties")
    if slot is None or len(slot.fillers) <= _NAMED:
        return record.title
    named = " – ".join(str(filler.value) for filler in slot.fillers[:_NAMED])
    more = len(slot.fillers) - _NAMED
    return " ".join([named, language.say("and {n} more", n=language.number(more))])
