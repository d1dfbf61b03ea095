"""Later records that speak for a commitment being kept: parties, content and time must all fit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kelisim.model import Record, Support
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.items import BODIES, Item, Who
from kelisim.register.projection.lives import latest
from kelisim.register.projection.values import Evidence, EvidenceGrade, Life
from kelisim.register.projection.words import Phrase, phrase, split

# What records can show that something promised exists, and the ideas that name their sorts.
_IDEAS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "programme": {
        "dual_degree": frozenset({"=dual"}),
        "joint_degree": frozenset({"=degree"}),
        "exchange": frozenset({"=exchange", "=mobility"}),
        "scholarship": frozenset({"=scholarship"}),
        "training": frozenset({"=training", "=course", "=qualification"}),
    },
    "establishment": {
        "campus": frozenset({"=campus", "=branch"}),
        "institute": frozenset({"=institute"}),
        "centre": frozenset({"=centre"}),
        "laboratory": frozenset({"=laboratory"}),
        "council": frozenset({"=council"}),
        "network": frozenset({"=network"}),
        "office": frozenset({"=office"}),
    },
    "event": {
        "conference": frozenset({"=conference", "=forum"}),
        "workshop": frozenset({"=workshop", "=seminar", "=school"}),
        "exhibition": frozenset({"=exhibition"}),
    },
    "project": {"": frozenset({"=project", "=research"})},
}
_TITLES: Final = {"programme": "title", "establishment": "name", "event": "name", "project": "title"}
# Statuses that say: it is there. A project that runs is under way, a programme or campus that runs exists.
_DONE: Final = {"programme": "running", "establishment": "open", "project": "finished"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be evidence for something: its title, bodies, stage and who tells of it.

    `words` are all folded words of the title, among which names of bodies may stand.
    """

    record: str
    kind: str
    ideas: frozenset[str]
    title: Phrase
    words: frozenset[str]
    language: str | None
    bodies: frozenset[Who]
    status: str | None
    date: str | None
    told: str | None
    publishers: frozenset[str | None]
    support: tuple[Support, ...]


def candidate(record: Record, life: Life, members: Sequence[Item]) -> Candidate | None:
    """Return a record as it may be evidence; None where its kind shows nothing that is promised."""
    if record.kind not in _IDEAS:
        return None
    title = record.slot(_TITLES[record.kind])
    sort = record.slot("kind")
    stage = latest(life)
    when = record.slot("date")
    telling = _telling(members, str(stage.value) if stage is not None else None)
    date = str(when.fillers[0].value) if record.kind == "event" and when is not None else None
    language = members[0].document.language
    bodies = frozenset(
        who
        for item in members
        for who in (*item.beside, *(each for slot in BODIES[record.kind] for each in item.names(slot)))
    )
    words = str(title.fillers[0].value) if title is not None else ""
    return Candidate(
        record=record.id,
        kind=record.kind,
        ideas=_IDEAS[record.kind].get(str(sort.fillers[0].value) if sort is not None else "", frozenset()),
        title=_without_names(phrase(words, language), bodies, language),
        words=frozenset(split(words)),
        language=language,
        bodies=bodies,
        status=str(stage.value) if stage is not None else None,
        date=stage.date if stage is not None else date,
        told=min((i.document.published for i in telling if i.document.published is not None), default=None),
        publishers=frozenset(item.document.publisher for item in telling),
        support=tuple(_support(item) for item in telling),
    )


def _without_names(title: Phrase, bodies: frozenset[Who], language: str | None) -> Phrase:
    """Return a title without the names of its bodies that stand in it: "Joint Laboratory of A and B"."""
    for form in (form for body in sorted(bodies, key=lambda who: who.key) for form in body.words):
        name = phrase(" ".join(sorted(form)), language)
        if len(name.strong) > 0 and name.strong < title.strong:
            title = replace(title, strong=title.strong - name.strong)
    return title


def _telling(members: Sequence[Item], status: str | None) -> Sequence[Item]:
    """Return the statements that tell of the stage that the record is in; of an event, when it was over."""
    if status is None:
        own = [item for item in members if _is_over(item)]
    else:
        own = [item for item in members if item.text("status") == status]
    return own if len(own) > 0 else members


def _is_over(item: Item) -> bool:
    """Return whether a statement tells the day of something that is not ahead of its document."""
    date, told = item.date("date"), item.told
    return date is not None and told is not None and date.first <= told.last


def _support(item: Item) -> Support:
    quote = item.statement.quote
    return Support(item.statement.id, item.document.id, quote.start, quote.end)


def by_body(candidates: Iterable[Candidate]) -> Mapping[str, Sequence[Candidate]]:
    """Return candidates by the key of each of their bodies, in the order of their records' ids."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda c: c.record):
        for body in one.bodies:
            found[body.key].append(one)
    return found


def evidence_for(
    wording: Phrase, parties: frozenset[Who], since: Span, near: Sequence[Candidate]
) -> tuple[Evidence, ...]:
    """Return the evidence that records give for a commitment.

    `parties` are those of the agreement, `since` the days on which it was signed (else first told), `near`
    records that name a party. A record counts where it names two of the parties, or one of them and is
    named in the commitment; where the content agrees; and where it came later than the agreement.
    """
    found = []
    for one in near:
        in_title = frozenset(who for who in parties if any(form < one.words for form in who.words if form))
        shared = parties & one.bodies | in_title
        words = _content(wording, replace(one, title=_without_names(one.title, in_title, one.language)))
        if len(words) == 0 or not (len(shared) >= 2 or (len(shared) == 1 and _named(wording, one))):
            continue
        if not _later(one, since):
            continue
        done = _done(one)
        grade = _grade(one, parties)
        keys = tuple(sorted(who.key for who in shared))
        found.append(
            Evidence(one.record, grade, done, one.date or one.told, tuple(sorted(words)), keys, one.support)
        )
    return tuple(found)


def _content(wording: Phrase, one: Candidate) -> frozenset[str]:
    """Return the words by which a record matches a commitment; none where it does not.

    Its own words stand in the commitment, with the sort of thing or without; or the commitment names no
    more than the sort ("a dual degree programme", "a joint laboratory").
    """
    own, promised = _specific(one.title), _specific(wording)
    sort = one.ideas & wording.words
    shared = own & promised
    if len(shared) > 0 and len(shared) >= 0.6 * len(own) and (len(sort) > 0 or len(shared) >= 2):
        return shared | sort
    return sort if len(promised) == 0 else frozenset()


def _specific(words: Phrase) -> frozenset[str]:
    """Return the words that tell one thing of a sort from another: its name, its field."""
    return frozenset(word for word in words.strong if not word.startswith("="))


def _named(wording: Phrase, one: Candidate) -> bool:
    """Return whether the commitment names the record by two words of its own and more, and its sort."""
    own = _specific(one.title)
    return len(own) >= 2 and own <= wording.strong and len(one.ideas & wording.words) > 0


def _later(one: Candidate, since: Span) -> bool:
    """Return whether the record came after the agreement; what is only planned may be told with it."""
    when = span(one.date) or span(one.told)
    told = span(one.told)
    if when is None:
        return False
    if _planned(one):
        return told is None or told.last >= since.first
    return when.first > since.last


def _planned(one: Candidate) -> bool:
    if one.kind == "event":
        date, told = span(one.date), span(one.told)
        return date is None or told is None or date.last > told.last
    return one.status == "planned"


def _done(one: Candidate) -> bool:
    return not _planned(one) if one.kind == "event" else one.status == _DONE[one.kind]


def _grade(one: Candidate, parties: frozenset[Who]) -> EvidenceGrade:
    """Return who tells: independent only where a publisher is known and is none of the parties."""
    if _planned(one):
        return "plan"
    return "independent" if any(_independent(p, parties) for p in one.publishers) else "party"


def _independent(publisher: str | None, parties: frozenset[Who]) -> bool:
    words = frozenset(split(publisher or ""))
    if len(words) == 0:
        return False
    return not any(
        form <= words or words <= form for party in parties for form in party.words if len(form) > 0
    )
