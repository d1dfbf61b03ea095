"""The report on one country: what was agreed with its organisations, and with whom it works."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.engine import Connection

from kelisim.measure import Scope, Tables
from kelisim.measure.fulfilment import Fulfilment, fulfilments
from kelisim.measure.pairs import joint_works
from kelisim.publish.pictures import YearOfWorks, to_svg, works_by_year
from kelisim.publish.reports.document import Block, Drawing, Paragraph, Report, Section, Table, Tile
from kelisim.publish.reports.language import Language, LanguageCode
from kelisim.publish.reports.language import language as language_of
from kelisim.publish.reports.next_partners import next_section
from kelisim.publish.reports.records import (
    agreements_section,
    others_section,
    others_within,
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
from kelisim.register import Filter, RecordView, UnknownIdError, list_entities, list_records

_PARTNERS = 12
_YEARS = 20


def country_report(
    connection: Connection,
    code: str,
    *,
    today: date,
    tables: Tables | None = None,
    language: LanguageCode = "en",
) -> Report:
    """Return the report on a country by its ISO 3166 code ("GB").

    Raises UnknownIdError for what is no code.
    """
    tongue, code = language_of(language), code.upper()
    if re.fullmatch(r"[A-Z]{2}", code) is None or tongue.country(code) in {code, tongue.country("ZZ")}:
        raise UnknownIdError(f"{code!r} is no country; give its ISO code, such as KZ or GB")
    within = Filter(country=code)
    page = list_records(connection, "agreement", within)
    agreements = views_of(connection, [record.id for record in page.records])
    others = others_within(connection, within)
    found = fulfilments(connection, today=today, tables=tables, agreements=[a.record.id for a in agreements])
    numbers = numbered((*agreements, *others))
    parts = [
        _brief(tongue, code, page.total, found, len(numbers)),
        agreements_section(tongue, agreements, found, numbers, total=page.total),
        _organisations(tongue, connection, code, agreements),
        commitments(tongue, found, names={}, numbers=numbers, titled=True),
        others_section(tongue, others, numbers),
        _works(tongue, code, tables),
        next_section(tongue, tables, code, level="countries", home=None),
        sources(tongue, (*agreements, *others), numbers),
        method(
            tongue,
            tables=tables,
            today=today,
            documents_until=last_document(connection),
            extra=(
                tongue.say(
                    "A record belongs to a country if a body from there, or a place there, is named in it."
                ),
            ),
        ),
    ]
    return report_of(
        tongue, (tongue.say("Report on a country"), tongue.country(code), ""), parts, today=today
    )


def _brief(
    language: Language, code: str, agreements: int, found: Sequence[Fulfilment], documents: int
) -> Section:
    lead = language.count(
        "The register knows {n} agreement in which {country} has a part.",
        "The register knows {n} agreements in which {country} has a part.",
        agreements,
        country=language.country(code),
    )
    told = Tile(language.number(documents), language.count("source document", "source documents", documents))
    tiles = brief_tiles(language, agreements, found, told)
    return Section(language.say("In brief"), (Paragraph(lead, "lead"), tiles))


def _organisations(
    language: Language, connection: Connection, code: str, agreements: Sequence[RecordView]
) -> Section | None:
    """Return the country's organisations that are parties, with the number of their agreements."""
    own = {entity.id: entity for entity in list_entities(connection, "organisation", country=code).entities}
    counts: Counter[str] = Counter()
    for each in agreements:
        slot = each.record.slot("parties")
        named = {filler.entity for filler in slot.fillers} if slot is not None else set()
        counts.update(id for id in named if id in own)
    if len(counts) == 0:
        return None
    rows = [
        (own[id].name, language.number(n))
        for id, n in sorted(counts.items(), key=lambda p: (-p[1], own[p[0]].name))
    ]
    table = Table((language.say("Organisation"), language.say("Agreements")), tuple(rows), numeric=(1,))
    return Section(language.say("Organisations of the country"), (table,))


def _works(language: Language, code: str, tables: Tables | None) -> Section:
    """Return the country's joint works with other countries by year, and with which most."""
    title = language.say("Joint works with other countries")
    if tables is None or int(tables.works.count().to_pyarrow().as_py()) == 0:
        return Section(title, (no_works(language),))
    joint = joint_works(tables, level="countries", scope=Scope(), of=[code])
    rows = joint.to_pyarrow().to_pylist()
    if len(rows) == 0:
        return Section(title, (Paragraph(language.say("No joint works of this country are in the tables.")),))
    partners: Counter[str] = Counter()
    shares: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for row in rows:
        other = row["second"] if row["first"] == code else row["first"]
        partners[other] += row["works"]
        shares[other] += row["fractional"]
        years[int(row["year"])] += row["works"]
    blocks: list[Block] = []
    dated = [YearOfWorks(year, years[year]) for year in sorted(years) if year > 0][-_YEARS:]
    if len(dated) > 1:
        chart = works_by_year(
            dated, start=None, start_label="", works_label=language.say("pairs"), expected_label=""
        )
        spoken = "; ".join(f"{each.year}: {each.joint}" for each in dated)
        note = language.say("Full counting: a work with three other countries counts for three pairs.")
        blocks.append(Drawing(to_svg(chart), language.say("Pairs of countries by year"), spoken, note))
    top = sorted(partners, key=lambda other: (-partners[other], other))[:_PARTNERS]
    head = (
        language.say("Most joint works with"),
        language.say("Joint works, full"),
        language.say("fractional"),
    )
    listed = tuple(
        (language.country(other), language.number(partners[other]), language.number(round(shares[other], 2)))
        for other in top
    )
    blocks.append(
        Table(
            head,
            listed,
            numeric=(1, 2),
            note=language.say("All years; hyperauthored and retracted works are left out."),
        )
    )
    return Section(title, tuple(blocks))
