"""From findings to a state."""

from datetime import date

import pytest

from kelisim.measure.fulfilment.judging import judge
from kelisim.measure.fulfilment.values import Finding
from kelisim.model import Filler, Record, RecordSlot
from kelisim.register.projection import Commitment

TODAY = date(2026, 6, 1)


def commitment(state="promised", due=None):
    return Commitment("c:1", "a:1", "open two laboratories", (), (), state, due=due)


def finding(grade, *, done=True, day="2025-01-01"):
    return Finding("documents", "es:1", "Laboratory", day, grade, done, ("=laboratory",), ("o:1", "o:2"))


def judged(one, *findings, promised=1, shown_by=("documents",), disputed=False, expires=None):
    slots = (RecordSlot("expires", (Filler(expires),)),) if expires is not None else ()
    term = Record("a:1", "agreement", "A – B", slots, (), (), 1.0)
    shown = sum(each.done and each.grade == "independent" for each in findings)
    return judge(
        one,
        findings,
        shown=shown,
        promised=promised,
        shown_by=shown_by,
        disputed=disputed,
        term=term,
        today=TODAY,
    )


def test_an_independent_record_weighs_more_than_a_partys_own_claim():
    assert judged(commitment(), finding("independent"))[0] == "evidence_found"
    assert judged(commitment(), finding("party"))[0] == "under_way"
    assert judged(commitment(), finding("independent", done=False))[0] == "under_way"


def test_fewer_than_promised_is_partly():
    assert judged(commitment(), finding("independent"), promised=2) == ("partly", "fewer_than_promised")
    both = finding("independent"), finding("independent")
    assert judged(commitment(), *both, promised=2)[0] == "evidence_found"


def test_a_plan_carries_no_state_and_one_for_after_the_day_contradicts():
    assert judged(commitment(), finding("plan", done=False)) == ("promised", "plans_only")
    late = judged(commitment(due="2025"), finding("plan", done=False, day="2027"))
    assert late == ("contradicted", "planned_after_due")


def test_sources_that_disagree_contradict():
    assert judged(commitment(), finding("independent"), disputed=True)[0] == "contradicted"


@pytest.mark.parametrize(
    ("due", "expires", "state"),
    [
        ("2025", None, "overdue"),
        ("2027", None, "promised"),
        (None, "2026-05-31", "lapsed"),
        (None, "2026-06-01", "promised"),
    ],
)
def test_time_makes_overdue_and_lapsed(due, expires, state):
    assert judged(commitment(due=due), expires=expires)[0] == state


def test_what_no_record_shows_cannot_be_checked_and_is_never_overdue():
    assert judged(commitment(due="2025"), shown_by=(), expires="2020")[0] == "cannot_be_checked"


def test_evidence_comes_before_time_and_before_a_later_agreement():
    assert judged(commitment(due="2025"), finding("independent"))[0] == "evidence_found"
    assert judged(commitment("superseded"))[0] == "superseded"
    assert judged(commitment("wish_only"))[0] == "wish_only"
