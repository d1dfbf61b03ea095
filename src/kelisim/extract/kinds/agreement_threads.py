"""Which reports of a text speak of the same agreement: headline, body and "the memorandum" are one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from kelisim.extract.kinds.agreement_meetings import met
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.anaphora import principals
from kelisim.extract.reading import Mention, Reading

_ADJECTIVES: Final = 5  # tokens of "our first bilateral" before a noun
_GENERIC: Final = frozenset({None, "agreement", "other", "document"})
_TOLD: Final = frozenset({"signed", "planned", "proposed", "renewed", "exists"})


@dataclass(slots=True)
class Thread:
    """All reports of one agreement; `parties` are the referents told so far.

    `parent` is the agreement that this one renews or precedes: its parties are those of this one too, where
    the text names none.
    """

    reports: list[Report] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    parent: "Thread | None" = None

    def add(self, report: Report) -> None:
        """Add a report and those that it names."""
        self.reports.append(report)
        self.parties.update(_referents(report.parties))

    @property
    def kinds(self) -> set[str | None]:
        """The kinds that its reports name, as far as they say more than "agreement"."""
        return {report.kind for report in self.reports} - _GENERIC


def threads(reading: Reading, found: Iterable[Report]) -> tuple[Thread, ...]:
    """Return the agreements of a text, each with its reports, in text order."""
    result: list[Thread] = []
    whole = [part for report in found for part in _apart(report)]
    for report in [r for r in whole if not r.heading] + [r for r in whole if r.heading]:
        thread = _home(reading, result, report)
        if thread is None:
            if report.status not in _TOLD or (_points_nowhere(reading, report) and len(result) == 0):
                continue
            thread = Thread(parent=_parent(reading, result, report))
            result.append(thread)
        strange = len(thread.parties) > 1 and _is_near(thread, report) and not _overlap(thread, report)
        for sibling in _siblings(result, thread, report):
            sibling.add(replace(report, lists=()) if strange else report)
    told = [t for t in result if any(not r.heading for r in t.reports)]
    if len(told) > 0:  # a headline that fits none of them sums them up
        result = told
    return tuple(sorted(result, key=lambda t: min(r.zone[0] for r in t.reports)))


def _siblings(known: list[Thread], thread: Thread, report: Report) -> list[Thread]:
    """Return the threads that "the agreements" means: all that one sentence told, or the one."""
    if not (report.definite and report.plural) or len(report.parties) > 0:
        return [thread]
    sentences = {r.sentence for r in thread.reports if r.plural and not r.heading}
    return [t for t in known if t is thread or any(r.sentence in sentences for r in t.reports)]


def _apart(report: Report) -> tuple[Report, ...]:
    """Return one report an agreement: a sentence may tell of several."""
    if len(report.lists) < 2:
        return (report,)
    return tuple(replace(report, lists=(list_,), further=True) for list_ in report.lists)


def _home(reading: Reading, known: list[Thread], report: Report) -> Thread | None:
    """Return the thread that a report continues, or None where it begins one or means none."""
    fitting = [thread for thread in known if _fits(reading, thread, report)]
    if len(fitting) == 0:
        return None
    told = set(_referents(report.parties))
    return max(fitting, key=lambda t: (len(told & t.parties), _alike(t, report), t.reports[-1].zone[0]))


def _parent(reading: Reading, known: list[Thread], report: Report) -> Thread | None:
    """Return the agreement whose other signing a report tells: "the original", "first concluded in 2009"."""
    if len(report.parties) > 1 or len(known) == 0:
        return None
    told = set(_referents(report.parties))
    fitting = [t for t in known if told <= t.parties and (report.noun is None or _kinds_agree(t, report))]
    fitting = [t for t in fitting if not _at_another_meeting(reading, t, report)]
    return fitting[-1] if len(fitting) > 0 else None


def _points_nowhere(reading: Reading, report: Report) -> bool:
    """Tell whether "the memorandum" means one that the text never introduces: nothing can be said of it."""
    told = len(report.parties) + len(report.signatories) + report.group
    if report.act is not None and report.noun is not None and report.status == "signed":
        told += len(principals(reading, report.anchor)) > 1  # "The memorandum, signed in Lagos, marks …"
    return report.definite and told == 0 and not report.heading and len(_years(reading, report)) == 0


def _alike(thread: Thread, report: Report) -> int:
    return int(any(report.kind == other.kind for other in thread.reports))


def _fits(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether a report may tell of the thread's agreement once more."""
    if not _kinds_agree(thread, report) or _dates_differ(reading, thread, report):
        return False
    if report.further and not report.definite and report.status in _TOLD:
        return False
    if _another_stage(reading, thread, report) or _is_new(reading, thread, report):
        return False
    if _is_of_another(reading, thread, report):
        return False
    if reading.lexicon.inflected and _applies(thread, report):
        return True
    return _is_near(thread, report) or (
        _parties_agree(thread, report) and _continues(reading, thread, report)
    )


def _is_of_another(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether a report tells of another one: earlier, told beside it, or of another meeting."""
    recalls = _is_earlier(reading, report) and not _is_earlier(reading, thread.reports[0])
    recalls = recalls or _with_another(reading, thread, report)
    recalls = recalls or _on_another_day(reading, thread, report)
    return recalls or _told_beside(thread, report) or _at_another_meeting(reading, thread, report)


def _is_earlier(reading: Reading, report: Report) -> bool:
    """Tell whether a report recalls one of another year: "our first agreement, signed in 1988"."""
    today = (reading.reference_date or "")[:4]
    years = _years(reading, report)
    if report.noun is None or report.heading or today == "" or len(years) == 0 or max(years) >= today:
        return False
    near = reading.analysis.tokens[max(report.zone[0], report.noun[0] - _ADJECTIVES) : report.noun[0]]
    return any(t.lower in reading.lexicon.terms("agreements", "earlier") for t in near)


def _with_another(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether a report names both sides beside its noun, and one of them is none of the thread's:
    "The agreement between X and Z" after that of X and Y.
    """
    if report.noun is None or report.heading or len(thread.parties) != 2 or len(report.parties) != 2:
        return False
    tokens, first = reading.analysis.tokens, report.noun[1]
    markers = reading.lexicon.cues("roles", "markers").find(tokens, first, report.parties[0].first)
    told = set(_referents(report.parties))
    pair = any(hit.code == "between" for hit in markers) and all(
        tokens[i].pos != "VERB" for i in range(first, report.parties[0].first)
    )
    return pair and len(told) == 2 and len(told & thread.parties) == 1


def _told_beside(thread: Thread, report: Report) -> bool:
    """Tell whether the thread is another one of the agreements that the report's own words tell together."""
    beside = any(o.sentence == report.sentence and o.noun == report.noun for o in thread.reports)
    return beside and report.noun is not None and not _overlap(thread, report)


def _at_another_meeting(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether a paper of nobody named is signed at a meeting of others than the thread's."""
    if report.definite or report.act is None or report.noun is None or len(report.parties) > 0:
        return False
    acts = [r for r in thread.reports if r.act is not None and not r.heading and len(r.parties) == 0]
    if len(acts) == 0:
        return False
    ours = {id for m in met(reading, report.anchor) for id in m.referents}
    told = ({id for m in met(reading, r.anchor) for id in m.referents} for r in acts)
    theirs = [sides for sides in told if len(sides) > 0]
    return len(ours) > 0 and len(theirs) > 0 and not any(ours <= s or s <= ours for s in theirs)


def _applies(thread: Thread, report: Report) -> bool:
    """Tell whether a sentence says what follows from "the agreement" for one of those who made it."""
    return report.definite and report.act is None and not report.heading and _overlap(thread, report)


def _parties_agree(thread: Thread, report: Report) -> bool:
    """Tell whether the parties of a report are none that the thread's agreement cannot have."""
    told = set(_referents(report.parties))
    shared = told & thread.parties
    if len(thread.parties) == 0 or len(told) == 0:
        return True
    if report.status == "exists" and len(told - thread.parties) > 0:
        return False
    if len(thread.parties) == 1:
        return not report.bond or len(shared) > 0
    if report.heading:
        return len(shared) > 0 or len(told) == 1
    return len(shared) >= min(2, len(told))


def _continues(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether the report points back to, repeats or sums up the thread's agreement."""
    told = set(_referents(report.parties))
    if report.heading or report.definite or report.noun is None:
        return True
    if told <= thread.parties and all(r.bond for r in thread.reports):
        return True  # "announced a partnership with Y. … signed an agreement with Y"
    stands = reading.lexicon.cased and report.status == "exists"  # "Меморандум с X действует до …"
    if report.status not in _TOLD or stands:
        return len(told) > 0 and told <= thread.parties
    return _restates(thread, report, told & thread.parties)


def _is_near(thread: Thread, report: Report) -> bool:
    """Tell whether "the agreement" is signed right after it was told: then it is this one, whoever signs."""
    stands = report.noun is not None or len(report.signatories) > 0
    acts = report.act is not None or _is_title(report)
    if not report.definite or not stands or not acts or report.further:
        return False
    return any(0 < report.sentence - other.sentence < 4 and not other.heading for other in thread.reports)


def _is_title(report: Report) -> bool:
    """Tell whether a paper without an act is only called by countries: "the Peru–Kenya pact includes"."""
    return report.act is None and len(report.parties) == 2 and all(m.type == "place" for m in report.parties)


def _overlap(thread: Thread, report: Report) -> bool:
    return len(thread.parties & set(_referents(report.parties))) > 0


def _restates(thread: Thread, report: Report, shared: set[str]) -> bool:
    """Tell whether an indefinite noun ("a memorandum") tells the thread's agreement once more."""
    if len(shared) > 1:
        return True
    bare = len(report.parties) == 0 and len(report.signatories) == 0 and not report.group
    thread_bare = len(thread.parties) == 0 and not any(r.signatories or r.group for r in thread.reports)
    return bare or thread_bare or (len(shared) == 1 and len(thread.parties) == 1)


def _kinds_agree(thread: Thread, report: Report) -> bool:
    if report.kind in _GENERIC or len(thread.kinds) == 0:
        return True
    return report.kind in thread.kinds


def _dates_differ(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether the report's own years contradict those of the thread."""
    ours = _years(reading, report)
    theirs = {year for other in thread.reports for year in _years(reading, other)}
    return len(ours) > 0 and len(theirs) > 0 and len(ours & theirs) == 0


def _on_another_day(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether others sign on another day: "P and Q signed the memorandum on 3 May; on 5 May P and R"."""
    if report.act is None or report.heading or report.status != "signed" or len(report.signatories) == 0:
        return False
    told = [r for r in thread.reports if r.act is not None and not r.heading and len(r.signatories) > 0]
    ours = _days(reading, report)
    theirs = {day for other in told for day in _days(reading, other)}
    people = {frozenset(_referents(r.signatories)) for r in told}
    new = frozenset(_referents(report.signatories)) not in people
    return new and len(ours) == 1 and len(theirs) > 0 and ours.isdisjoint(theirs)


def _days(reading: Reading, report: Report) -> set[str]:
    values = (date.value for date in reading.dates_in(*report.zone))
    return {value for value in values if value is not None and len(value) == 10}


def _another_stage(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether one is renewed and the other signed, each at its own time: two entries."""
    if report.heading or report.act is None or len(_years(reading, report)) == 0:
        return False
    dated = {r.status for r in thread.reports if r.act is not None and not r.heading}
    return {report.status} | dated >= {"renewed", "signed"} and report.status not in dated


def _is_new(reading: Reading, thread: Thread, report: Report) -> bool:
    """Tell whether "a memorandum" that is still to be signed follows one that was signed in its year, or "the
    agreement" a signed paper of another kind.
    """
    if report.heading or report.noun is None or report.status != "planned":
        return False
    if report.definite:
        signed = any(r.status == "signed" and r.act is not None and not r.heading for r in thread.reports)
        return report.kind == "agreement" and signed and len(thread.kinds) > 0
    dated = [r for r in thread.reports if not r.heading and len(_years(reading, r)) > 0]
    return len(dated) > 0 and all(r.status == "signed" for r in dated)


def _years(reading: Reading, report: Report) -> set[str]:
    if report.act is None and report.status != "exists" and report.announcer is None:
        return set()
    if report.announcer is not None:
        return _years(reading, report.announcer)
    low = min(report.anchor, report.zone[0] if report.noun is None else report.noun[0])
    dates = reading.dates_in(max(report.zone[0], low - 8), report.zone[1])
    return {date.value[:4] for date in dates if date.value is not None}


def _referents(mentions: Iterable[Mention]) -> list[str]:
    return [id for mention in mentions for id in mention.referents]
