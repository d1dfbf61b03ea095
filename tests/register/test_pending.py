"""What needs attention on a day, against the definition that the projection gives."""

from datetime import date

import pytest
from register_samples import Sample, many, quote_of, sample, statement_of

from kelisim.model import Decision, Extraction, Value
from kelisim.register import add, attention, decide, list_doubts, list_records
from kelisim.register.computing import compute
from kelisim.register.pending import REASONS, Needs
from kelisim.register.projection import Limits, Projection
from kelisim.register.projection import attention as defined
from kelisim.register.refreshing import load_truth
from kelisim.register.store import Store

TODAY = date(2026, 11, 22)


def ending(day: str, *, first: str = "Tien Shan University", probability: float = 0.9) -> Sample:
    """An agreement that ends on a day, so sure."""
    document, content, extraction = sample(
        first, extra=f" It is valid until {day}. They will open a museum by 2025.", day="2026-05-01"
    )
    agreement, office = extraction.statements
    values = (
        *agreement.values,
        Value("expires", day, quote_of(document.text, day)),
        Value("commitments", "open a museum by 2025", quote_of(document.text, "open a museum by 2025")),
    )
    changed = statement_of(document.id, "agreement", values, agreement.quote, probability)
    statements = (changed, office)
    return document, content, Extraction(document.id, extraction.extractor, extraction.referents, statements)


def asked(store: Store, limit: int | None = 50) -> dict[str, Needs]:
    with store.reading() as connection:
        return {needs.reason: needs for needs in attention(connection, TODAY, limit=limit)}


def test_a_store_tells_what_the_projection_defines(store):
    add(store, [*many(60), ending("2027-02-01"), ending("2027-09", first="Altai University")])
    with store.reading() as connection:
        truth = load_truth(connection)
    computed = compute(truth, review_below=0.6)
    projection = Projection(computed.records, computed.lives, computed.commitments)
    wanted = [
        (one.record, one.reason, one.slot, one.date, one.commitment)
        for one in defined(projection, TODAY, Limits(expiring=365))
    ]
    found = [
        (need.record.id, needs.reason.removesuffix("_later"), need.slot, need.date, need.commitment)
        for needs in asked(store, limit=None).values()
        for need in needs.needs
    ]
    assert len(found) > 0
    assert sorted(map(str, found)) == sorted(map(str, wanted))


def test_terms_are_told_by_half_years(store):
    add(
        store,
        [
            ending("2026-11-21", first="First University"),
            ending("2027-05-22", first="Second Institute"),
            ending("2027-05-23", first="Third Academy"),
            ending("2027-11-22", first="Fourth College"),
            ending("2027-11-23", first="Fifth School"),
        ],
    )
    found = asked(store)
    dates = {reason: [need.date for need in found[reason].needs] for reason in REASONS}
    assert dates["expired"] == ["2026-11-21"]
    assert dates["expiring"] == ["2027-05-22"]
    assert dates["expiring_later"] == ["2027-05-23", "2027-11-22"]
    assert {need.text for need in found["commitment_overdue"].needs} == {"open a museum by 2025"}


def test_all_reasons_are_told_and_counted_beyond_the_limit(store):
    add(store, [sample(f"{name} University", day="2010-01-01") for name in ("Ural", "Volga", "Lena")])
    found = asked(store, limit=2)
    assert tuple(found) == REASONS
    assert (found["silent"].total, len(found["silent"].needs)) == (3, 2)
    assert found["review"] == Needs("review", 0, ())


def test_what_waits_for_review_goes_once_it_is_accepted(store):
    add(store, [ending("2030-01-01", probability=0.3)])
    (need,) = asked(store)["review"].needs
    decide(store, Decision("", "accept", need.record.id, "A. Editor", "2026-11-22T10:00:00", "seen"))
    assert asked(store)["review"].total == 0


@pytest.mark.parametrize("limit", [None, 1])
def test_doubts_name_both_sides(store, limit):
    add(store, [sample(rector="Ermek Kosherbaev"), sample("Altai University", rector="E. Kosherbaev")])
    with store.reading() as connection:
        page = list_doubts(connection, limit=limit)
        assert list_records(connection, "agreements").total == 2
    assert page.total >= 1
    assert {page.doubts[0].first.name, page.doubts[0].second.name} == {"Ermek Kosherbaev", "E. Kosherbaev"}
