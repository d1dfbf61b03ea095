"""With whom next: suggestions of partners as a part of a report."""

from kelisim.measure import MeasureError, Tables
from kelisim.measure.counting import Level
from kelisim.measure.partners import Partners, Suggestion, Wanted, partners
from kelisim.publish.reports.document import Block, Card, Cards, Paragraph, Section
from kelisim.publish.reports.language import Language

_SUGGESTED = 6


def next_section(
    language: Language, tables: Tables | None, unit: str | None, *, level: Level, home: str | None
) -> Section | None:
    """Return suggestions for an organisation or a country; None where the tables know too little."""
    if tables is None or unit is None:
        return None
    try:
        found = partners(tables, unit, level=level, wanted=Wanted(abroad_of=home), limit=_SUGGESTED)
    except MeasureError:
        return None
    if len(found.suggestions) == 0:
        return None
    cards = tuple(_card(language, one, found, level) for one in found.suggestions)
    blocks: list[Block] = [Cards(cards), Paragraph(_method(language, found), "small")]
    return Section(language.say("With whom next?"), tuple(blocks))


def _card(language: Language, one: Suggestion, found: Partners, level: Level) -> Card:
    name = language.country(one.unit) if level == "countries" else one.name
    where = language.country(one.country) if level == "organisations" and one.country is not None else ""
    label = language.say("{rank}. Fit {fit}", rank=one.rank, fit=language.percent(one.fit))
    return Card(f"{name}, {where}" if where else name, label, "open", tuple(_reasons(language, one, found)))


def _reasons(language: Language, one: Suggestion, found: Partners) -> list[str]:
    lines = []
    if len(one.common) > 0 and one.similarity >= 0.05:
        lines.append(
            language.say(
                "Topics alike by {share}: {topics}.",
                share=language.percent(one.similarity),
                topics=language.listed(one.common),
            )
        )
    if len(one.brings) > 0 and one.complement >= 0.05:
        lines.append(
            language.say(
                "Brings what is hardly worked on here: {topics}.", topics=language.listed(one.brings)
            )
        )
    if one.shared > 0:
        lines.append(
            language.count(
                "{n} partner in common, among them {names}.",
                "{n} partners in common, among them {names}.",
                one.shared,
                names=language.listed(one.through),
            )
        )
    lines.append(
        language.count(
            "{n} joint work in {first}–{last}; by sizes and distance about {expected} would be expected.",
            "{n} joint works in {first}–{last}; by sizes and distance about {expected} would be expected.",
            one.joint,
            first=found.years[0],
            last=found.years[1],
            expected=language.number(round(one.expected, 1)),
        )
    )
    return lines


def _method(language: Language, found: Partners) -> str:
    text = language.say(
        "Partners without joint works, or with fewer than half of those that a gravity model (sizes, "
        "distance, same country) lets expect. Ordered by a model of new links: likeness of topics, new "
        "topics in common fields, partners in common, expectation."
    )
    learned = (
        language.count(
            "Its weights are learned from {n} new link of the last two years.",
            "Its weights are learned from {n} new links of the last two years.",
            found.learned_from,
        )
        if found.learned_from > 0
        else language.say("Its weights are given ones: the tables hold too few new links to learn from.")
    )
    return f"{text} {learned}"
