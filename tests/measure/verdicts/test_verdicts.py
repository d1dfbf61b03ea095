"""Verdicts on agreements whose works are made to fit."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kelisim.measure import MeasureError, Scope, open_tables
from kelisim.measure.simulator import panel_of
from kelisim.measure.verdicts import STATES, Agreement, Party, read_agreements
from kelisim.measure.verdicts.assessing import assess
from kelisim.measure.verdicts.evidence import Evidence, gather
from kelisim.measure.verdicts.judging import judge, judge_all
from tests.measure.effects.worlds import world
from tests.measure.small_tables import Paper, Place, write_tables

TODAY = date(2022, 6, 1)


def party(id, country="KZ"):
    return Party(f"o:{id}", f"University {id}", id, country, 10)


def agreement(start="2014-05-20", parties=None, id="a:1", start_is="signed"):
    both = (party("simulated-home-1"), party("simulated-partner-1", "DE"))
    return Agreement(id, "An agreement", both if parties is None else parties, start, start_is)


def evidence_of(before=(2, 2, 2, 2), after=(2, 2, 2), *, start=2014, effect=1.0):
    """Return a made world in which one pair has these joint works around a start."""
    panel = panel_of(world(effect))
    pair = 0
    joint, started = panel.joint.copy(), panel.start.copy()
    joint[pair] = 0
    for offset, count in (*zip(range(-5, -1), before, strict=True), *zip(range(3, 6), after, strict=True)):
        joint[pair, start + offset - panel.years[0]] = count
    started[pair] = start
    panel = replace(panel, joint=joint, start=started)
    works = dict.fromkeys((*panel.homes, *panel.partners), 100)
    return Evidence(panel, joint / 2, {"a:1": (pair,)}, works, ("3 works of a kind",), "2022-05-01")


@pytest.mark.parametrize(
    ("start", "told_from"),
    [
        ("2026-01-22", date(2029, 1, 22)),
        ("2024-02-29", date(2027, 2, 28)),
        ("2024-05", date(2027, 5, 31)),
        ("2018", date(2021, 12, 31)),
    ],
)
def test_told_from_three_years_after_the_last_day_it_may_mean(start, told_from):
    assert agreement(start).told_from == told_from


def test_much_more_than_expected_is_evidence():
    verdict = judge(agreement(), evidence_of(after=(15, 18, 20)), TODAY)
    assert verdict.state == "evidence"
    assert verdict.after == 53 > verdict.expected.high
    assert verdict.probability < 0.05
    assert verdict.rate_ratio.low > 1
    assert "53 joint works in 2017–2019" in verdict.sentence


def test_as_many_as_expected_is_none_yet_where_a_doubling_would_have_been_seen():
    verdict = judge(agreement(), evidence_of((25, 25, 25, 25), (30, 30, 30)), TODAY)
    assert verdict.state == "none yet"
    assert verdict.power >= 0.5
    assert verdict.expected.low <= verdict.after <= verdict.expected.high


def test_few_works_cannot_be_told_and_the_power_is_said():
    verdict = judge(agreement(), evidence_of((0, 1, 0, 0), (1, 0, 0)), TODAY)
    assert verdict.state == "cannot be told"
    assert f"probability of {verdict.power:.2f} only" in verdict.sentence


def test_before_three_years_it_is_too_early_with_the_date_and_the_works_before():
    verdict = judge(agreement("2020-01-22"), evidence_of(), TODAY)
    assert verdict.state == "too early"
    assert verdict.told_from == "2023-01-22"
    assert "January 2023" in verdict.sentence
    assert "joint works stood before the start" in verdict.sentence


def test_party_without_id_cannot_be_told_with_the_remedy():
    parties = (party("simulated-home-1"), Party("o:2", "Nameless Institute", None, None, 0))
    verdict = judge(agreement(parties=parties), evidence_of(), TODAY)
    assert verdict.state == "cannot be told"
    assert "Nameless Institute" in verdict.sentence
    assert "kelisim registry install" in verdict.sentence


def test_party_without_works_cannot_be_told_with_the_remedy():
    held = evidence_of()
    held = replace(held, works={**held.works, "simulated-partner-1": 0})
    verdict = judge(agreement(), held, TODAY)
    assert verdict.state == "cannot be told"
    assert "kelisim works fetch" in verdict.sentence


def test_no_date_cannot_be_told():
    assert judge(agreement(None, start_is=None), evidence_of(), TODAY).state == "cannot be told"


def test_tables_that_end_early_or_begin_late_cannot_tell():
    late = judge(agreement("2020-01-22"), evidence_of(), date(2026, 1, 1))
    assert "the tables end in 2021" in late.sentence
    early = judge(agreement("2003-01-22"), evidence_of(), TODAY)
    assert "the tables begin in 2000" in early.sentence
    assert late.state == early.state == "cannot be told"


def test_years_say_what_they_count_for():
    phases = {year.year: year.phase for year in judge(agreement(), evidence_of(), TODAY).years}
    assert [phases[year] for year in (2008, 2009, 2012, 2013, 2014, 2016, 2017, 2019, 2020)] == [
        "earlier",
        "reference",
        "reference",
        "left out",
        "build-up",
        "build-up",
        "assessed",
        "assessed",
        "later",
    ]


def test_every_verdict_names_data_rule_and_what_was_left_out_and_claims_no_cause():
    for after in ((15, 18, 20), (2, 2, 2), (0, 0, 0)):
        verdict = judge(agreement(), evidence_of(after=after), TODAY)
        assert verdict.data_date == "2022-05-01"
        assert verdict.left_out == ("3 works of a kind",)
        assert "full counting" in verdict.definition
        assert verdict.state in STATES
        assert [each.group for each in verdict.comparisons] == ["matched", "same home", "same partner"]
        for text in (verdict.sentence, *verdict.reasons):
            assert "cause" not in text
            assert "thanks to" not in text


def test_announcement_and_an_earlier_agreement_are_flagged():
    held = evidence_of()
    start = held.panel.start.copy()
    start[0] = 2010
    held = replace(held, panel=replace(held.panel, start=start))
    reasons = " ".join(judge(agreement(start_is="announced"), held, TODAY).reasons)
    assert "announcement" in reasons
    assert "signed before, in 2010" in reasons


def test_partner_whose_own_works_the_tables_lack_is_named_as_a_reason():
    held = evidence_of()
    blind = np.full_like(held.panel.partner_works, np.nan)
    told = (
        judge(agreement(), held, TODAY),
        judge(agreement(), replace(held, panel=replace(held.panel, partner_works=blind)), TODAY),
    )
    lacking = ["the tables lack the partner's other works" in " ".join(each.reasons) for each in told]
    assert lacking == [False, True]


def agreements_of_world(effect):
    panel = panel_of(world(effect))
    works = dict.fromkeys((*panel.homes, *panel.partners), 100)
    listed, pairs = [], {}
    for pair in panel.signed.tolist():
        ours, theirs = panel.homes[panel.home[pair]], panel.partners[panel.partner[pair]]
        id = f"a:{pair}"
        pairs[id] = (pair,)
        listed.append(agreement(f"{panel.start[pair]}-03-01", (party(ours), party(theirs, "DE")), id))
    return listed, Evidence(panel, panel.joint / 3, pairs, works, (), "2022-05-01")


def test_among_many_evidence_must_hold_after_correction():
    listed, held = agreements_of_world(2.0)
    verdicts = judge_all(listed, held, TODAY)
    assert len(verdicts) == len(listed)
    for verdict in verdicts:
        if verdict.adjusted is not None:
            assert verdict.adjusted >= verdict.probability
            assert verdict.shrunk.low < verdict.shrunk.value < verdict.shrunk.high
            assert verdict.state != "evidence" or verdict.adjusted <= 0.05


def test_portfolio_finds_the_truth_and_shows_every_check():
    listed, held = agreements_of_world(2.0)
    found = assess(listed, held, TODAY)
    assert found.rate_ratio.low < 2.0 < found.rate_ratio.high
    assert found.rate_ratio.low > 1
    assert found.fractional.value == pytest.approx(found.rate_ratio.value, rel=0.1)
    assert [each.group for each in found.comparisons] == [
        "matched",
        "same home",
        "same partner",
        "not yet signed",
    ]
    assert [check.name for check in found.checks] == ["pre-trend", "placebo dates", "placebo partners"]
    assert found.without[0] <= found.rate_ratio.value <= found.without[1]
    assert [event.offset for event in found.events] == list(range(-5, 6))
    assert sum(found.states.values()) == found.agreements == len(listed)
    assert "% more joint works" in found.sentence
    assert assess(listed, held, TODAY) == found


def test_portfolio_without_partners_own_works_is_doubted():
    listed, held = agreements_of_world(2.0)
    blind = np.full_like(held.panel.partner_works, np.nan)
    found = assess(listed, replace(held, panel=replace(held.panel, partner_works=blind)), TODAY)
    assert found.sentence.endswith("hardly any works of theirs without the home organisations.")
    assert "growth of the partners" not in assess(listed, held, TODAY).sentence
    assert any("kelisim works fetch" in reason for reason in found.reasons)


def test_portfolio_of_too_few_is_not_told():
    listed, held = agreements_of_world(2.0)
    found = assess(listed[:3], held, TODAY)
    assert found.rate_ratio is None
    assert found.sentence.startswith("Cannot be told")


def test_portfolio_counts_what_it_leaves_out():
    listed, held = agreements_of_world(2.0)
    young = [replace(listed[0], start="2021-01-01"), replace(listed[1], start=None), *listed[2:]]
    said = " ".join(assess(young, held, TODAY).left_out)
    assert "1 agreements for which it is too early" in said
    assert "1 agreements without a date" in said


def test_list_of_agreements_is_read(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(
        "id,title,signed,parties\nx,Of two,2016-03,https://ror.org/03q0vrn42; 024mrxd33\n,,,\n",
        encoding="utf-8",
    )
    one, bare = read_agreements(file)
    assert [each.organisation for each in one.parties] == ["03q0vrn42", "024mrxd33"]
    assert (one.start, one.start_is, one.year) == ("2016-03", "signed", 2016)
    assert (bare.start, bare.start_is, bare.parties) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,title,signed\nx,y,2016\n", "parties"),
        ("id,title,signed,parties\nx,y,20.5.2016,a;b\n", "line 2"),
        ("id,title,signed,parties\nx,y,2016-13-01,a;b\n", "line 2"),
        ("", "columns"),
    ],
)
def test_wrong_list_is_refused_with_place_and_remedy(tmp_path, text, said):
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MeasureError, match=said) as caught:
        read_agreements(file)
    assert str(file) in str(caught.value)


def test_sum_of_phases_is_that_of_the_panel():
    held = evidence_of()
    verdict = judge(agreement(), held, TODAY)
    assert sum(year.joint for year in verdict.years) == int(np.sum(held.panel.joint[0]))
    assert (verdict.before, verdict.after) == (8, 6)


def test_works_without_an_organisation_that_is_identified_are_told_with_the_remedy(tmp_path):
    write_tables(tmp_path, [Paper("1", 2020, ((Place(None, "KZ"),), (Place(None, "DE"),)))])
    with pytest.raises(MeasureError, match=r"organisation with an identifier.*kelisim registry install"):
        gather(open_tables(tmp_path), [agreement()], Scope())
