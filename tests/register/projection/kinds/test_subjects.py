"""What a paper is called by, and what that decides."""

import pytest
from tests.register.projection.scenes import ENTITIES

from kelisim.model import Document, Extraction, Quote, Statement, Value, document_id, statement_id
from kelisim.register.projection.items import directory, items
from kelisim.register.projection.kinds.agreements import compare, facts
from kelisim.register.projection.kinds.subjects import subject_of

EKTU = ENTITIES["organisation"]["EKTU"][1]


class Nobody:
    """Nobody is resolved."""

    entities = ()
    doubts = ()


def told(text, noun, *, kind="agreement", language="en", promise=None, signed=()):
    """Return an agreement that a sentence tells, signed on one day by the same two."""
    id = document_id(text.encode())

    def value(slot, filler, words):
        start = text.index(words)
        return Value(slot, filler, Quote(start, start + len(words), words))

    first = text.split(" and ")[0] if " and " in text else text.split(" и ")[0]
    values = (
        value("kind", kind, noun),
        value("status", "signed", noun),
        value("parties", EKTU, first),
        value("parties", "University of Leeds", "Leeds" if "Leeds" in text else "Лидский"),
        value("date", "2024-06-03", "3 "),
        *((value("commitments", promise, promise),) if promise is not None else ()),
        *(value("signatories", name, name) for name in signed),
    )
    quote = Quote(0, len(text), text)
    statement = Statement(
        statement_id(id, "agreement", values, quote), id, "agreement", values, quote, 0.9, "x"
    )
    document = Document(id, text, language, None, None, None, "2024-06-04", "x.txt")
    (item,) = items([document], [Extraction(id, "x", (), (statement,))], directory(Nobody()))
    return item


EXCHANGE = "EKTU and Leeds signed a student exchange agreement on 3 June."
RESEARCH = "EKTU and Leeds signed a memorandum of understanding (MoU) on research in geology on 3 June."
SUPERVISION = "EKTU and Leeds signed on 3 June an agreement on joint supervision."
PLAIN = "EKTU and Leeds signed a cooperation agreement on 3 June."
OBMEN = "ВКТУ и Лидский университет 3 июня подписали договор об обмене студентами."


@pytest.mark.parametrize(
    ("text", "noun", "language", "about"),
    [
        (EXCHANGE, "agreement", "en", {"=student", "=exchange"}),
        (EXCHANGE, "exchange agreement", "en", {"=student", "=exchange"}),
        (RESEARCH, "memorandum of understanding", "en", {"=research", "~geology"}),
        (PLAIN, "cooperation agreement", "en", set()),
        (OBMEN, "договор", "ru", {"=student", "=exchange"}),
    ],
)
def test_a_paper_is_about_what_stands_beside_its_noun(text, noun, language, about):
    assert subject_of(told(text, noun, language=language)).strong == about


def _likeness(ours, theirs):
    return compare(facts(ours), facts(theirs))


def test_an_agreement_with_a_subject_of_its_own_is_not_the_memorandum_of_that_day():
    memorandum = told(RESEARCH, "memorandum of understanding", kind="memorandum")
    exchange = _likeness(memorandum, told(EXCHANGE, "agreement"))
    assert (exchange.tier, exchange.doubt, exchange.apart) == (0, True, True)
    bare = told("EKTU and Leeds signed a memorandum on 3 June.", "memorandum", kind="memorandum")
    asked = _likeness(bare, told(EXCHANGE, "agreement"))
    assert (asked.tier, asked.doubt, asked.apart) == (0, True, False)
    assert _likeness(memorandum, told(PLAIN, "cooperation agreement")).tier > 0


def test_a_subject_that_the_other_promises_is_no_other_paper():
    promise = "exchange of students"
    text = f"EKTU and Leeds signed a memorandum on 3 June and agreed on an {promise}."
    memorandum = told(text, "memorandum", kind="memorandum", promise=promise)
    assert _likeness(memorandum, told(EXCHANGE, "agreement")).tier > 0


def test_two_agreements_on_other_things_are_asked_about_and_meet_in_another_language():
    exchange = told(EXCHANGE, "agreement")
    assert _likeness(exchange, told(SUPERVISION, "agreement")).tier == 0
    assert facts(exchange).subject.strong == facts(told(OBMEN, "договор", language="ru")).subject.strong
