"""The report on one partner: what was agreed with an organisation, and what came of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.engine import Connection

from kelisim.measure import Tables
from kelisim.measure.fulfilment import Fulfilment, fulfilments, organisation_ids
from kelisim.measure.pairs import joint_works, organisation_works
from kelisim.model import Entity
from kelisim.publish.pictures import YearOfWorks, to_svg, works_by_year
from kelisim.publish.reports.document import (
    Block,
    Drawing,
    Facts,
    Paragraph,
    Report,
    Section,
    Table,
    Tile,
)
from kelisim.publish.reports.language import Language, LanguageCode
from kelisim.publish.reports.language import language as language_of
from kelisim.publish.reports.next_partners import next_section
from kelisim.publish.reports.records import agreements_section, others_section, views_of
from kelisim.publish.reports.shared import (
    brief_tiles,
    commitments,
    last_document,
    method,
    no_identifiers,
    no_works,
    numbered,
    report_of,
    sources,
)
from kelisim.register import EntityView, UnknownIdError, list_entities, show

_PARTNERS = 10
_YEARS = 16


def partner_report(
    connection: Connection,
    given: str,
    *,
    today: date,
    tables: Tables | None = None,
    language: LanguageCode = "en",
) -> Report:
    """Return the report on an organisation, by its id or by words of a name that only it has.

    Raises UnknownIdError where no organisation, or more than one, goes by that.
    """
    view = organisation(connection, given)
    tongue, entity = language_of(language), view.entity
    of_agreements = [line.id for line in view.records if line.kind == "agreement"]
    agreements = views_of(connection, of_agreements)
    others = views_of(connection, [line.id for line in view.records if line.kind != "agreement"])
    found = fulfilments(connection, today=today, tables=tables, agreements=[a.record.id for a in agreements])
    numbers = numbered((*agreements, *others))
    ids = organisation_ids(entity)
    parts = [
        _brief(tongue, view, found, len(of_agreements)),
        agreements_section(tongue, agreements, found, numbers, total=len(of_agreements)),
        commitments(tongue, found, names={}, numbers=numbers, titled=True),
        others_section(tongue, others, numbers),
        _works(tongue, entity, tables),
        next_section(
            tongue, tables, ids[0] if len(ids) > 0 else None, level="organisations", home=entity.country
        ),
        sources(tongue, (*agreements, *others), numbers),
        method(
            tongue,
            tables=tables,
            today=today,
            documents_until=last_document(connection),
        ),
    ]
    country = tongue.country(entity.country) if entity.country is not None else ""
    return report_of(tongue, (tongue.say("Report on a partner"), entity.name, country), parts, today=today)


def organisation(connection: Connection, given: str) -> EntityView:
    """Return an organisation by its id, or by words of a name that only it has. Raises UnknownIdError."""
    try:
        view = show(connection, given)
    except UnknownIdError:
        page = list_entities(connection, "organisation", words=given, limit=6)
        if page.total == 0:
            raise UnknownIdError(
                f"no organisation goes by {given!r}; see: kelisim list organisations"
            ) from None
        exact = [
            each for each in page.entities if given.casefold() in {n.value.casefold() for n in each.names}
        ]
        chosen = exact if len(exact) == 1 else page.entities
        if len(chosen) > 1:
            names = "; ".join(f"{each.name} ({each.id})" for each in chosen)
            names += f"; and {page.total - len(chosen)} more" if page.total > len(chosen) else ""
            raise UnknownIdError(f"{given!r} may be: {names}; give the id of one") from None
        view = show(connection, chosen[0].id)
    if not isinstance(view, EntityView) or view.entity.type != "organisation":
        raise UnknownIdError(f"{given} is no organisation; see: kelisim list organisations")
    return view


def _brief(language: Language, view: EntityView, found: Sequence[Fulfilment], agreements: int) -> Section:
    named = len(view.documents)
    naming = Tile(language.number(named), language.count("document names it", "documents name it", named))
    tiles = brief_tiles(language, agreements, found, naming)
    entity = view.entity
    rows = [(language.say("Country"), language.country(entity.country))]
    other = [name for name in dict.fromkeys(n.value for n in entity.names) if name != entity.name][:6]
    if len(other) > 0:
        rows.append((language.say("Also called"), "; ".join(other)))
    if len(entity.identifiers) > 0:
        rows.append((language.say("Identifiers"), "; ".join(each.value for each in entity.identifiers)))
    return Section(language.say("In brief"), (tiles, Facts(tuple(rows))))


def _works(language: Language, entity: Entity, tables: Tables | None) -> Section:
    """Return the organisation's works by year, and with whom it has most joint works."""
    title = language.say("Publications")
    if tables is None or int(tables.works.count().to_pyarrow().as_py()) == 0:
        return Section(title, (no_works(language),))
    ids = list(organisation_ids(entity))
    if len(ids) == 0:
        return Section(title, (no_identifiers(language, (entity,)),))
    works = organisation_works(tables)
    own = works.filter(works.organisation.isin(ids))
    rows = own.group_by("year").aggregate(works=own.works.sum()).order_by("year").to_pyarrow().to_pylist()
    years = [YearOfWorks(int(row["year"]), int(row["works"])) for row in rows if row["year"] > 0]
    if len(years) == 0:
        text = language.say("No works of this organisation are in the tables.")
        return Section(title, (Paragraph(text),))
    chart = works_by_year(
        years[-_YEARS:], start=None, start_label="", works_label=language.say("works"), expected_label=""
    )
    spoken = "; ".join(f"{each.year}: {each.joint}" for each in years[-_YEARS:])
    note = language.say("Full counting: each work counts 1, whoever else it is by.")
    blocks: list[Block] = [Drawing(to_svg(chart), language.say("Works by year"), spoken, note)]
    table = _closest(language, tables, ids)
    if table is not None:
        blocks.append(table)
    return Section(title, tuple(blocks))


def _closest(language: Language, tables: Tables, ids: Sequence[str]) -> Table | None:
    """Return the organisations with most joint works over all years."""
    joint = joint_works(tables, of=ids)
    summed = joint.group_by("first", "second").aggregate(
        works=joint.works.sum(), shares=joint.fractional.sum()
    )
    rows = summed.to_pyarrow().to_pylist()
    rows.sort(key=lambda row: (-row["works"], row["first"], row["second"]))
    top = [
        (row["second"] if row["first"] in ids else row["first"], row["works"], row["shares"]) for row in rows
    ]
    if len(top) == 0:
        return None
    chosen = [id for id, _, _ in top[:_PARTNERS]]
    named = tables.affiliations.filter(tables.affiliations.organisation.isin(chosen))
    called = named.group_by("organisation").aggregate(name=named.name.mode(), country=named.country.mode())
    names = {row["organisation"]: row for row in called.to_pyarrow().to_pylist()}
    return Table(
        (
            language.say("Most joint works with"),
            language.say("Country"),
            language.say("Joint works, full"),
            language.say("fractional"),
        ),
        tuple(
            (
                str(names.get(id, {}).get("name") or id),
                language.country(names.get(id, {}).get("country")),
                language.number(works),
                language.number(round(shares, 2)),
            )
            for id, works, shares in top[:_PARTNERS]
        ),
        numeric=(2, 3),
        shares=(4.2, 2.6, 2.2, 1.6),
        note=language.say("All years; hyperauthored and retracted works are left out."),
    )
