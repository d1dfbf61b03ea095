"""Parts that several reports have: sources, commitments, joint works, what was counted and how."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.measure import Scope, Tables
from kelisim.measure.fulfilment import Finding, Fulfilment, Search
from kelisim.measure.scope import left_out
from kelisim.model import Entity
from kelisim.publish.pictures import StateCount, by_state, to_svg
from kelisim.publish.reports.document import (
    Block,
    Card,
    Cards,
    Drawing,
    Notice,
    Paragraph,
    Report,
    Section,
    Source,
    Sources,
    Tile,
    Tiles,
)
from kelisim.publish.reports.language import Language
from kelisim.publish.reports.wording import GRADES, STATES, TONES, reason, worded
from kelisim.register import DocumentLine, RecordView, list_documents

_SAID: Final = {"nothing_found", "due_passed", "term_over"}  # the state's name says as much
_MOST_QUOTES: Final = 4  # of one document
_MOST_CARDS: Final = 30
_LONGEST_QUOTE: Final = 600  # characters


def numbered(views: Iterable[RecordView]) -> dict[str, int]:
    """Return the number of each document that records rest on, in the order of the records' sources."""
    numbers: dict[str, int] = {}
    for view in views:
        for source in view.sources:
            numbers.setdefault(source.document.id, len(numbers) + 1)
    return numbers


def cited(documents: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Return the numbers of documents in brackets, with a blank before them; "" without any."""
    found = sorted({numbers[id] for id in documents if id in numbers})
    return f" [{', '.join(str(number) for number in found)}]" if len(found) > 0 else ""


def sources(language: Language, views: Sequence[RecordView], numbers: Mapping[str, int]) -> Section:
    """Return the documents with the sentences that records rest on."""
    lines: dict[str, DocumentLine] = {}
    quotes: dict[str, list[str]] = {}
    for view in views:
        for source in view.sources:
            lines[source.document.id] = source.document
            said = " ".join(source.statement.quote.text.split())
            kept = quotes.setdefault(source.document.id, [])
            if said not in kept:
                kept.append(said)
    listed = []
    for id in sorted(lines, key=numbers.__getitem__):
        line, shown = lines[id], quotes[id][:_MOST_QUOTES]
        more = len(quotes[id]) - len(shown)
        texts = [f"“{_cut(text)}”" for text in shown]
        if more > 0:
            texts.append(language.count("… and {n} more sentence", "… and {n} more sentences", more))
        about = [
            part
            for part in (line.publisher, language.date(line.published) if line.published else None)
            if part
        ]
        listed.append(
            Source(
                numbers[id],
                line.title or line.name or id,
                ", ".join(about),
                line.url,
                line.language,
                tuple(texts),
            )
        )
    if len(listed) == 0:
        return Section(language.say("Sources"), (Paragraph(language.say("No document speaks of this.")),))
    return Section(language.say("Sources"), (Sources(tuple(listed)),))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


# --- commitments ---------------------------------------------------------------------------------------


def commitments(
    language: Language,
    found: Sequence[Fulfilment],
    *,
    names: Mapping[str, str],
    numbers: Mapping[str, int],
    titled: bool = False,
) -> Section:
    """Return commitments with state, evidence and search; `titled` names the agreement of each.

    `names` are those of entities by id, `numbers` those of the sources.
    """
    title = language.say("Commitments")
    if len(found) == 0:
        text = language.say("The documents name no commitments.")
        return Section(title, (Paragraph(text),))
    blocks: list[Block] = []
    if len({one.state for one in found}) > 1:
        blocks.append(_states(language, found))
    blocks.append(Cards(tuple(_card(language, one, numbers, titled) for one in found[:_MOST_CARDS])))
    if len(found) > _MOST_CARDS:
        rest = len(found) - _MOST_CARDS
        blocks.append(
            Paragraph(
                language.count("{n} more is left out here.", "{n} more are left out here.", rest), "small"
            )
        )
    searched = _searched(language, found[0].searched, names) if not titled else ()
    if len(searched) > 0:
        blocks.append(Paragraph(language.say("Where it was looked for evidence:"), "small"))
        blocks += [Paragraph(text, "small") for text in searched]
    blocks.append(
        Paragraph(
            language.say(
                "Last look: {day}. “No evidence found” never means “not done”: open records miss much, and a "
                "party's own claim is graded weaker than an independent record.",
                day=language.date(found[0].last_look.isoformat()),
            ),
            "small",
        )
    )
    return Section(title, tuple(blocks))


def _states(language: Language, found: Sequence[Fulfilment]) -> Drawing:
    counts = Counter(str(one.state) for one in found)
    rows = [
        StateCount(worded(language, STATES, state), counts[state], TONES[state])
        for state in STATES
        if counts[state] > 0
    ]
    spoken = "; ".join(f"{row.label}: {row.count}" for row in rows)
    title = language.count("{n} commitment by state", "{n} commitments by state", len(found))
    return Drawing(to_svg(by_state(rows)), title, spoken)


def _card(language: Language, one: Fulfilment, numbers: Mapping[str, int], titled: bool) -> Card:
    lines = [] if one.reason in _SAID else [reason(language, one)]
    if one.due is not None:
        lines.append(language.say("To be done by {day}.", day=language.date(one.due)))
    lines += [f"{_finding(language, finding)}{cited(finding.documents, numbers)}" for finding in one.findings]
    if one.more > 0:
        lines.append(language.count("{n} more work fits.", "{n} more works fit.", one.more))
    if titled:
        lines.append(one.title)
    return Card(
        f"{one.text}{cited(one.documents, numbers)}",
        worded(language, STATES, one.state),
        TONES[one.state],
        tuple(lines),
    )


def _finding(language: Language, one: Finding) -> str:
    grade = worded(language, GRADES, one.grade)
    when = f", {language.date(one.date)}" if one.date else ""
    words = [word.lstrip("=~") for word in one.words]
    shared = language.say("; both name: {words}", words=", ".join(words)) if len(words) > 0 else ""
    return f"→ {one.title}{when} ({grade}{shared})"


def _searched(language: Language, searched: Sequence[Search], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"• {_search(language, one, names)}" for one in searched)


def _search(language: Language, one: Search, names: Mapping[str, str]) -> str:
    until = (
        language.say(" (data until {day})", day=language.date(one.until.isoformat()))
        if one.until is not None
        else ""
    )
    if one.place == "documents":
        text = language.count(
            "Documents: {n} later document names a party",
            "Documents: {n} later documents name a party",
            one.looked_at or 0,
        )
        return f"{text}{until}."
    works = one.place == "works"
    if one.looked_at is not None:
        if works:
            before = language.number(one.before or 0)
            text = language.count(
                "Works: {n} joint work after the agreement, {before} in as many years before",
                "Works: {n} joint works after the agreement, {before} in as many years before",
                one.looked_at,
                before=before,
            )
        else:
            text = language.count(
                "Projects: {n} joint project after the agreement",
                "Projects: {n} joint projects after the agreement",
                one.looked_at,
            )
        return f"{text}{until}."
    if one.until is None:
        return (
            language.say("Works: none are in the workspace.")
            if works
            else language.say("Projects: none are in the workspace.")
        )
    missing = language.listed([names.get(id, id) for id in one.missing])
    if works:
        return language.say("Works: not searched, as no identifier (ROR) is known of {names}.", names=missing)
    return language.say("Projects: not searched, as no identifier (ROR) is known of {names}.", names=missing)


# --- what is missing, what was counted -----------------------------------------------------------------


def no_works(language: Language) -> Notice:
    """Return the notice that no publications are in the workspace, with how to add them."""
    return Notice(
        language.say("No publications are in this workspace yet"),
        language.say(
            "What came of agreements is seen in joint publications. Add files of OpenAlex, Crossref, "
            "Scopus, Web of Science, Dimensions or PubMed, or RIS and BibTeX; then make this report "
            "again."
        ),
        ("kelisim works add PATH",),
    )


def no_identifiers(language: Language, entities: Sequence[Entity]) -> Notice:
    """Return the notice that works of organisations cannot be found, with how to mend it."""
    return Notice(
        language.say("Some organisations cannot be found among the publications"),
        language.say(
            "No identifier (ROR) is known of {names}. Install the registry of organisations, or give the "
            "identifiers by hand; then make this report again.",
            names=language.listed([entity.name for entity in entities]),
        ),
        tuple(f"kelisim correct {entity.id} ror https://ror.org/…" for entity in entities[:4]),
    )


def method(
    language: Language,
    *,
    tables: Tables | None,
    today: date,
    documents_until: str | None,
    extra: Sequence[str] = (),
) -> Section:
    """Return definitions, rules of counting, what was left out, and the dates of the data."""
    texts = [
        language.say(
            "Statements about agreements are read from documents; each rests on a sentence that is quoted "
            "under “Sources”. Numbers in brackets name the document. Where sources disagree, all that "
            "they say is shown."
        ),
        language.say(
            "Joint work: a publication with authors of at least two of the organisations. Each counts 1 "
            "(full counting). Fractional counting gives each pair of organisations of a work an equal "
            "share of 1."
        ),
        *extra,
    ]
    if tables is not None:
        row = left_out(tables, Scope()).to_pyarrow().to_pylist()[0]
        texts.append(
            language.say(
                "Of {works} works in the tables, left out of joint works: {retracted} retracted, {many} "
                "with more than 100 authors or 30 countries, which say little about a tie of two; "
                "{undated} without a year stand in no year.",
                works=language.number(row["works"]),
                retracted=language.number(row["retracted"]),
                many=language.number(row["hyperauthored"]),
                undated=language.number(row["undated"]),
            )
        )
        if tables.read_on is not None:
            day = language.date(tables.read_on.isoformat())
            texts.append(language.say("Publications were read into the tables on {day}.", day=day))
    if documents_until is not None:
        day = language.date(documents_until)
        texts.append(language.say("The newest document of the register was published on {day}.", day=day))
    texts.append(
        language.say("Overdue, lapsed and expired are as of {day}.", day=language.date(today.isoformat()))
    )
    return Section(language.say("How this was counted"), tuple(Paragraph(text, "small") for text in texts))


def made(language: Language, today: date) -> str:
    """Return the line at the foot of every page."""
    return language.say("Made with Kelisim, {day}", day=language.date(today.isoformat()))


def brief_tiles(language: Language, agreements: int, found: Sequence[Fulfilment], last: Tile) -> Tiles:
    """Return the figures that a report opens with; the last is its own."""
    shown = sum(one.state in {"evidence_found", "partly"} for one in found)
    return Tiles(
        (
            Tile(
                language.number(agreements),
                language.count("agreement in the register", "agreements in the register", agreements),
            ),
            Tile(language.number(len(found)), language.count("commitment", "commitments", len(found))),
            Tile(
                language.number(shown),
                language.count(
                    "commitment with independent evidence", "commitments with independent evidence", shown
                ),
            ),
            last,
        )
    )


def last_document(connection: Connection) -> str | None:
    """Return the day of the document published last; None where the register knows none."""
    newest = list_documents(connection, limit=1).documents
    return newest[0].published if len(newest) > 0 else None


def report_of(
    language: Language, heading: tuple[str, str, str], sections: Iterable[Section | None], *, today: date
) -> Report:
    """Return the report of these sections; `heading` is its kind, its title, and what stands below that."""
    kicker, title, subtitle = heading
    return Report(
        language=language.code,
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        made=made(language, today),
        page=language.say("page"),
        contents=language.say("Contents"),
        sections=tuple(section for section in sections if section is not None),
    )
