"""From what was found to the state of a commitment on a day."""

from collections.abc import Sequence
from datetime import date

from kelisim.measure.fulfilment.values import Finding, Reason, Shown
from kelisim.model import Record
from kelisim.register.projection import Commitment
from kelisim.register.projection.dates import span
from kelisim.register.projection.values import CommitmentState

Judged = tuple[CommitmentState, Reason]


def judge(
    commitment: Commitment,
    findings: Sequence[Finding],
    *,
    shown: int,
    promised: int,
    shown_by: Sequence[Shown],
    disputed: bool,
    term: Record,
    today: date,
) -> Judged:
    """Return the state of a commitment and why.

    Arguments:
        findings: what speaks for it in documents, works and projects.
        shown: how many things independent records show, of those promised.
        promised: how many things are promised.
        shown_by: the open records that could show it.
        disputed: whether sources disagree on whether what was found is there.
        term: the agreement's record, for the end of its term.

    Evidence comes before time: what was shown is neither overdue nor lapsed. What no open record holds
    is neither, too: it cannot be checked.
    """
    if disputed:
        return "contradicted", "sources_disagree"
    if shown > 0:
        return ("partly", "fewer_than_promised") if shown < promised else ("evidence_found", "record_shows")
    if any(each.grade != "plan" for each in findings):
        return "under_way", "party_says"
    if commitment.state == "superseded":
        return "superseded", "taken_up_again"
    if commitment.state == "wish_only":
        return "wish_only", "not_signed"
    return _without_evidence(commitment, findings, shown_by, term, today)


def _without_evidence(
    commitment: Commitment, findings: Sequence[Finding], shown_by: Sequence[Shown], term: Record, today: date
) -> Judged:
    due = span(commitment.due)
    plans = [span(each.date) for each in findings if each.grade == "plan"]
    if due is not None and any(plan is not None and plan.first > due.last for plan in plans):
        return "contradicted", "planned_after_due"
    if len(plans) == 0 and len(shown_by) == 0:
        return "cannot_be_checked", "nothing_would_show"
    if due is not None and due.last < today.toordinal():
        return "overdue", "due_passed"
    expires = term.slot("expires")
    end = span(str(expires.fillers[0].value)) if expires is not None else None
    if end is not None and end.last < today.toordinal():
        return "lapsed", "term_over"
    return "promised", "plans_only" if len(plans) > 0 else "nothing_found"
