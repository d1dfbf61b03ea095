"""The doors: verdicts on agreements of a register, or of a list, by the tables of works."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.measure.scope import Scope
from kelisim.measure.tables import Tables
from kelisim.measure.verdicts.agreements import Agreement, agreements_of
from kelisim.measure.verdicts.assessing import assess
from kelisim.measure.verdicts.evidence import gather
from kelisim.measure.verdicts.judging import judge, judge_all
from kelisim.measure.verdicts.results import Portfolio, Verdict
from kelisim.register import Filter

_ALL: Final = Filter()
_EVERYTHING: Final = Scope()


def verdicts(
    connection: Connection,
    tables: Tables,
    *,
    today: date,
    chosen: Sequence[str] = (),
    filter: Filter = _ALL,
    scope: Scope = _EVERYTHING,
    home: str | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts on the chosen agreements of a register, or on all that pass a filter.

    The others of the register take part in it all the same: who has signed is no control. `scope` leaves
    works out (fields, types), `home` is the country at home (ISO code); without it, the one most parties
    are from. Raises UnknownIdError for ids that nothing has, MeasureError where the tables hold no works.
    """
    everything = agreements_of(connection, _ALL)
    picked = everything if not chosen and filter == _ALL else agreements_of(connection, filter, chosen)
    return verdicts_on(picked, everything, tables, today=today, scope=scope, home=home)


def verdicts_on(
    picked: Sequence[Agreement],
    everything: Sequence[Agreement],
    tables: Tables,
    *,
    today: date,
    scope: Scope = _EVERYTHING,
    home: str | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts on some of a list of agreements."""
    evidence, known = gather(tables, everything, scope, home)
    wanted = {each.id for each in picked}
    those = [each for each in known if each.id in wanted]
    return (judge(those[0], evidence, today),) if len(those) == 1 else judge_all(those, evidence, today)


def portfolio(
    connection: Connection,
    tables: Tables,
    *,
    today: date,
    filter: Filter = _ALL,
    scope: Scope = _EVERYTHING,
    home: str | None = None,
    seed: int = 1,
) -> Portfolio:
    """Return what the agreements that pass a filter show together. Arguments as for `verdicts`."""
    everything = agreements_of(connection, _ALL)
    picked = everything if filter == _ALL else agreements_of(connection, filter)
    evidence, known = gather(tables, everything, scope, home)
    wanted = {each.id for each in picked}
    those = [each for each in known if each.id in wanted]
    return assess(those, evidence, today, filter=said(filter), seed=seed)


def portfolio_on(
    agreements: Sequence[Agreement],
    tables: Tables,
    *,
    today: date,
    scope: Scope = _EVERYTHING,
    home: str | None = None,
    seed: int = 1,
) -> Portfolio:
    """Return what a list of agreements shows together."""
    evidence, known = gather(tables, agreements, scope, home)
    return assess(known, evidence, today, seed=seed)


def said(filter: Filter) -> str:
    """Return a filter as it is written: "country=DE, since=2016"; "all" for none."""
    parts = [
        f"{name}={value}"
        for name in Filter.__dataclass_fields__
        if (value := getattr(filter, name)) is not None
    ]
    return ", ".join(parts) or "all"
