"""The report on one year: what was agreed in it, what was due, what appeared."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy.engine import Connection

from kelisim.measure import Scope, Tables
from kelisim.measure.fulfilment import Fulfilment, fulfilments
from kelisim.measure.scope import works_in
from kelisim.publish.reports.document import Block, Paragraph, Report, Section, Table, Tile
from kelisim.publish.reports.language import Language, LanguageCode
from kelisim.publish.reports.language import language as language_of
from kelisim.publish.reports.records import (
    agreements_section,
    others_section,
    others_within,
    value,
    views_of,
)
from kelisim.publish.reports.shared import (
    brief_tiles,
    commitments,
    last_document,
    method,
    no_works,
    numbered,
    report_of,
    sources,
)
from kelisim.publish.reports.wording import STATES, worded
from kelisim.register import Filter, InvalidError, list_records


def year_report(
    connection: Connection,
    year: str,
    *,
    today: date,
    tables: Tables | None = None,
    language: LanguageCode = "en",
) -> Report:
    """Return the report on a year ("2025"). Raises InvalidError for what is no year."""
    if re.fullmatch(r"[12]\d{3}", year) is None:
        raise InvalidError(f"{year!r} is no year; give it with four digits, such as 2025")
    tongue, within = language_of(language), Filter(since=year, until=year)
    page = list_records(connection, "agreement", within, sort="date")
    agreements = views_of(connection, [record.id for record in page.records])
    others = others_within(connection, within)
    everything = fulfilments(connection, today=today, tables=tables)
    ids = {each.record.id for each in agreements}
    found = [one for one in everything if one.agreement in ids]
    due = [one for one in everything if one.due is not None and one.due[:4] == year]
    numbers = numbered((*agreements, *others))
    parts = [
        _brief(tongue, year, page.total, found, due),
        agreements_section(tongue, agreements, found, numbers, total=page.total, by_year=False),
        commitments(tongue, found, names={}, numbers=numbers, titled=True),
        _due(tongue, connection, year, due),
        others_section(tongue, others, numbers),
        _works(tongue, year, tables),
        sources(tongue, (*agreements, *others), numbers),
        method(
            tongue,
            tables=tables,
            today=today,
            documents_until=last_document(connection),
        ),
    ]
    title = tongue.say("International cooperation in {year}", year=year)
    return report_of(tongue, (tongue.say("Report on a year"), title, ""), parts, today=today)


def _brief(
    language: Language, year: str, agreements: int, found: Sequence[Fulfilment], due: Sequence[Fulfilment]
) -> Section:
    lead = language.count(
        "The register knows {n} agreement of {year}.",
        "The register knows {n} agreements of {year}.",
        agreements,
        year=year,
    )
    fallen_due = Tile(
        language.number(len(due)),
        language.count("commitment due in the year", "commitments due in the year", len(due)),
    )
    tiles = brief_tiles(language, agreements, found, fallen_due)
    return Section(language.say("In brief"), (Paragraph(lead, "lead"), tiles))


def _due(language: Language, connection: Connection, year: str, due: Sequence[Fulfilment]) -> Section | None:
    """Return the commitments due in the year, and the agreements that end in it."""
    blocks: list[Block] = []
    if len(due) > 0:
        rows = tuple((one.text, one.title, worded(language, STATES, one.state)) for one in due)
        head = (language.say("Due in the year"), language.say("Agreement"), language.say("State"))
        blocks.append(Table(head, rows))
    ending = [
        (record.title, language.date(value(record, "expires")))
        for record in list_records(connection, "agreement").records
        if (value(record, "expires") or "")[:4] == year
    ]
    if len(ending) > 0:
        blocks.append(
            Table((language.say("Agreements that end in the year"), language.say("Ends")), tuple(ending))
        )
    return Section(language.say("Due and ending"), tuple(blocks)) if len(blocks) > 0 else None


def _works(language: Language, year: str, tables: Tables | None) -> Section:
    title = language.say("Publications")
    if tables is None or int(tables.works.count().to_pyarrow().as_py()) == 0:
        return Section(title, (no_works(language),))
    works = works_in(tables, Scope(years=(int(year), int(year))))
    row = (
        works.aggregate(works=works.count(), joint=(works.countries > 1).sum(), known=works.countries.count())
        .to_pyarrow()
        .to_pylist()[0]
    )
    if row["works"] == 0:
        return Section(title, (Paragraph(language.say("No works of {year} are in the tables.", year=year)),))
    joint, known = int(row["joint"] or 0), int(row["known"] or 0)
    text = language.count(
        "{n} work of {year} is in the tables",
        "{n} works of {year} are in the tables",
        row["works"],
        year=year,
    )
    share = (
        language.say(
            "; {joint} of {known} with known countries are by authors of more than one country ({share}).",
            joint=language.number(joint),
            known=language.number(known),
            share=language.percent(joint / known),
        )
        if known > 0
        else "."
    )
    return Section(title, (Paragraph(f"{text}{share}"),))
