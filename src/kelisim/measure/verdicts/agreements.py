"""Agreements as far as a verdict needs them: who, and since when; out of the register or a list."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from sqlalchemy.engine import Connection

from kelisim.measure.errors import MeasureError
from kelisim.measure.verdicts.results import Party
from kelisim.model import Entity, Record
from kelisim.register import EntityView, Filter, RecordView, list_records, show

_COLUMNS: Final = ("id", "title", "signed", "parties")
_ROR: Final = "https://ror.org/"
YEARS_TO_TELL: Final = 3  # median lag from grant to paper


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement: its parties, and the ISO date (at any precision) of its start.

    `start_is`: "signed", or "announced" where no source gives the date of signature.
    """

    id: str
    title: str
    parties: tuple[Party, ...]
    start: str | None
    start_is: Literal["signed", "announced"] | None

    @property
    def year(self) -> int | None:
        """The year of the start."""
        return None if self.start is None else int(self.start[:4])

    @property
    def told_from(self) -> date | None:
        """The day from which it can be told: three years after the last day that the start may mean."""
        if self.start is None:
            return None
        parts = [int(part) for part in self.start.split("-")[:3]]
        year, month = parts[0] + YEARS_TO_TELL, parts[1] if len(parts) > 1 else 12
        if len(parts) == 3:
            return date(year, month, min(parts[2], 28) if month == 2 else parts[2])
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(first_of_next.toordinal() - 1)


def agreements_of(
    connection: Connection, filter: Filter, chosen: Sequence[str] = ()
) -> tuple[Agreement, ...]:
    """Return the agreements of a register that pass a filter, or just those with the chosen ids.

    Raises UnknownIdError where an id is none of an agreement.
    """
    ids = chosen or [
        record.id for record in list_records(connection, "agreement", filter, sort="date").records
    ]
    known: dict[str, Party] = {}
    found: list[Agreement] = []
    for id in ids:
        view = show(connection, id)
        if not isinstance(view, RecordView) or view.record.kind != "agreement":
            raise MeasureError(f"{id} is no agreement; see: kelisim list agreements")
        start, start_is = _start(view)
        parties = tuple(_parties(connection, view.record, known))
        found.append(Agreement(view.record.id, view.record.title, parties, start, start_is))
    return tuple(found)


def read_agreements(path: Path) -> tuple[Agreement, ...]:
    """Return the agreements of a CSV file with the columns id, title, signed, parties.

    `signed` is an ISO date, `parties` are ROR ids (with or without the address), separated by ";". Raises
    MeasureError naming file, line and remedy.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MeasureError(f"{path}: cannot be read as a CSV file in UTF-8: {error}") from error
    lacking = [name for name in _COLUMNS if len(rows) > 0 and name not in rows[0]]
    if len(rows) == 0 or len(lacking) > 0:
        raise MeasureError(
            f"{path}: there is no column {', '.join(lacking or _COLUMNS)}; "
            f"the columns are {', '.join(_COLUMNS)}"
        )
    return tuple(_of_row(path, number, row) for number, row in enumerate(rows, start=2))


def _of_row(path: Path, line: int, row: Mapping[str, str | None]) -> Agreement:
    signed = (row["signed"] or "").strip()
    try:
        parts = [int(part) for part in signed.split("-")] if signed else []
        date(*[*parts, 1, 1][:3])
        if signed and not (len(signed) in {4, 7, 10} and len(parts) <= 3):
            raise ValueError
    except (ValueError, TypeError):
        if signed:
            raise MeasureError(f"{path}, line {line}: {signed!r} is no ISO date; write 2024-05-20") from None
    ids = [part.strip().removeprefix(_ROR) for part in (row["parties"] or "").split(";")]
    parties = tuple(Party(None, id, id, None, 0) for id in ids if id)
    id, title = (row["id"] or f"line {line}"), (row["title"] or "")
    return Agreement(id, title or id, parties, signed or None, "signed" if signed else None)


def _start(view: RecordView) -> tuple[str | None, Literal["signed", "announced"] | None]:
    signed = [stage for stage in view.life.stages if stage.value in {"signed", "renewed"}]
    dates = sorted(stage.date for stage in signed if stage.date is not None)
    if len(dates) > 0:
        return dates[0], "signed"
    told = sorted(stage.told for stage in signed if stage.told is not None)
    first = told[0] if len(told) > 0 else view.life.first_told
    return first, ("announced" if first is not None else None)


def _parties(connection: Connection, record: Record, known: dict[str, Party]) -> list[Party]:
    slot = record.slot("parties")
    parties: list[Party] = []
    for filler in slot.fillers if slot is not None else ():
        if filler.entity is None:
            parties.append(Party(None, str(filler.value), None, None, 0))
            continue
        if filler.entity not in known:
            shown = show(connection, filler.entity)
            if not isinstance(shown, EntityView):
                continue
            known[filler.entity] = _party(shown.entity)
        parties.append(known[filler.entity])
    return list(dict.fromkeys(parties))


def _party(entity: Entity) -> Party:
    ids = sorted(each.value for each in entity.identifiers if each.scheme == "ror")
    organisation = ids[0].rsplit("/", 1)[-1] if len(ids) > 0 else None
    return Party(entity.id, entity.name, organisation, entity.country, 0)
