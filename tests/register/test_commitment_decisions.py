"""What people decide about the state of commitments: kept, shown, undone, and overtaken by documents."""

from dataclasses import replace

import pytest
from register_samples import Sample, quote_of, sample, statement_of

from kelisim.model import Decision, Extraction, Value
from kelisim.register import (
    InvalidError,
    add,
    decide,
    decisions,
    examine,
    export_json,
    list_records,
    rebuild,
    show,
)
from kelisim.register.projection import Commitment
from kelisim.register.store import Store
from kelisim.register.views import RecordView


def opened(day: str = "2027-05-01", publisher: str = "City news") -> Sample:
    """A later document: the joint laboratory has opened."""
    document, content, extraction = sample(
        day=day,
        publisher=publisher,
        extra=" Tien Shan University and University of Cardiff opened a joint laboratory.",
    )
    sentence = quote_of(
        document.text, "Tien Shan University and University of Cardiff opened a joint laboratory."
    )
    host, partner = extraction.referents[:2]
    values = (
        Value("name", "joint laboratory", quote_of(document.text, "joint laboratory", sentence.start)),
        Value("kind", "laboratory", quote_of(document.text, "laboratory", sentence.start)),
        Value("status", "open", quote_of(document.text, "opened", sentence.start)),
        Value("hosts", host.name, quote_of(document.text, host.name, sentence.start), host.id),
        Value("partners", partner.name, quote_of(document.text, partner.name, sentence.start), partner.id),
    )
    told = statement_of(document.id, "establishment", values, sentence)
    return document, content, Extraction(document.id, extraction.extractor, extraction.referents, (told,))


def decision(action: str, target: str, *others: str, **more: str) -> Decision:
    return Decision("", action, target, "A. Editor", "2026-11-22T10:00:00", "looked", others, **more)


def promise(store: Store) -> Commitment:
    with store.reading() as connection:
        (record,) = list_records(connection, "agreements").records
        view = show(connection, record.id)
    assert isinstance(view, RecordView)
    (found,) = view.commitments
    return found


def test_an_accepted_state_is_marked_until_the_documents_say_another(store):
    add(store, [sample()])
    made = decide(store, decision("accept", promise(store).id))
    assert (promise(store).state, promise(store).decided) == ("promised", made.id)
    assert made.value == "promised"
    add(store, [opened()])
    assert promise(store).state == "evidence_found"
    assert promise(store).decided is None
    with store.reading() as connection:
        (logged,) = decisions(connection, promise(store).id)
    assert logged.unapplied == "accepted was promised; by now the documents say evidence found"
    assert list(examine(store)) == []


def test_refused_evidence_counts_no_more_and_later_evidence_does(store):
    add(store, [sample(), opened()])
    evidence = promise(store).evidence
    assert promise(store).state == "evidence_found"
    made = decide(store, decision("reject", promise(store).id))
    assert made.others == tuple(each.record for each in evidence)
    assert (promise(store).state, promise(store).evidence) == ("promised", ())
    decide(store, decision("undo", made.id))
    assert promise(store).evidence == evidence


def test_a_corrected_state_names_its_evidence_and_what_the_documents_say(store):
    add(store, [sample(), sample("Altai University", "University of Cardiff", day="2026-06-01")])
    with store.reading() as connection:
        pages = list_records(connection, "agreements", sort="date").records
    with store.reading() as connection:
        view = show(connection, pages[0].id)
    assert isinstance(view, RecordView)
    target = view.commitments[0].id
    wanted = decision("correct", target, pages[1].id, slot="state", value="partly")
    made = decide(store, wanted)
    with store.reading() as connection:
        after = show(connection, pages[0].id)
        exported = b"".join(export_json(connection))
    assert isinstance(after, RecordView)
    (one,) = after.commitments
    assert (one.state, one.decided, one.found) == ("partly", made.id, "promised")
    assert [(each.record, each.grade) for each in one.evidence] == [(pages[1].id, "decision")]
    assert [logged.decision.id for logged in after.decisions] == [made.id]
    assert f'"decided":"{made.id}"'.encode() in exported.replace(b'": "', b'":"')
    rebuild(store)
    with store.reading() as connection:
        assert b"".join(export_json(connection)) == exported
    decide(store, decision("undo", made.id))
    with store.reading() as connection:
        undone = show(connection, pages[0].id)
    assert isinstance(undone, RecordView)
    assert undone.commitments[0].state == "promised"


def test_a_decision_follows_its_commitment_through_another_extraction(store):
    document, content, extraction = sample()
    add(store, [(document, content, extraction)])
    made = decide(store, decision("correct", promise(store).id, slot="state", value="cannot_be_checked"))
    agreement, office = extraction.statements
    longer = quote_of(document.text, "will open a joint laboratory")
    values = (*agreement.values[:-1], replace(agreement.values[-1], quote=longer))
    anew = statement_of(document.id, "agreement", values, agreement.quote)
    add(
        store,
        [
            (
                document,
                content,
                Extraction(
                    document.id,
                    "sample 2.0",
                    extraction.referents,
                    (replace(anew, extractor="sample 2.0"), replace(office, extractor="sample 2.0")),
                ),
            )
        ],
    )
    assert promise(store).decided == made.id


@pytest.mark.parametrize(
    ("action", "others", "more", "said"),
    [
        ("reject", (), {}, "nothing was found"),
        ("correct", (), {"slot": "state", "value": "kept"}, "none of"),
        ("correct", (), {"slot": "text", "value": "x"}, "the state can be corrected"),
        ("merge", ("c:1234",), {}, "nothing in this register"),
    ],
)
def test_what_makes_no_sense_is_refused(store, action, others, more, said):
    add(store, [sample()])
    with pytest.raises(Exception, match=said) as raised:
        decide(store, decision(action, promise(store).id, *others, **more))
    assert raised.type.__name__ in (InvalidError.__name__, "UnknownIdError")
