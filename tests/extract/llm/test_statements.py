"""Entries become statements whose every value stands in the text; what does not is dropped and counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.llm.answer import parse
from kelisim.extract.llm.referents import is_base_of
from kelisim.extract.llm.statements import statements
from kelisim.extract.llm.windows import sentences
from kelisim.extract.stated import IN_PART, WHOLE
from kelisim.register.checks import problems
from kelisim.register.settings import ReviewSettings
from tests.extract.llm.server import announcement, report

TEXT = (
    "On 5 May 2026 the University of Leeds and Satbayev University (SU) signed a memorandum of understanding "
    "in Almaty. It was signed by Professor Simon Hartley, Vice-Chancellor of Leeds, and Rector Meruert "
    "Begentayeva.\n\nThe two universities will open a joint laboratory by 2027. The Ministry of Science of "
    "Kazakhstan gives 3.6 billion tenge for it. More than 50 students take part.\n\nIn 2013 SU and "
    "Kazakhstan signed a contract."
)
LEEDS = {"name": "University of Leeds", "mentions": ["University of Leeds", "Leeds"]}
SATBAYEV = {"name": "Satbayev University", "mentions": ["Satbayev University", "SU"]}


def checked(*reports, text=TEXT, language="en"):
    document = announcement(text, language)
    found = statements(document, sentences(text), [parse(each) for each in reports], extractor="llm x 1")
    assert list(problems(document.id, document.text, found.extraction)) == []
    return found


def slots(statement):
    return {
        name: [value.value for value in statement.all(name)]
        for name in dict.fromkeys(value.slot for value in statement.values)
    }


def memorandum(**slots):
    code = {"value": "memorandum", "quote": "memorandum of understanding"}
    parties = ["University of Leeds", "Satbayev University"]
    return {"sentences": [0], "kind": code, "parties": parties, **slots}


def test_values_get_their_quotes():
    found = checked(
        report(
            organisations=[LEEDS, SATBAYEV],
            agreements=[memorandum(sentences=[0, 1], signatories=["Simon Hartley"], place="Almaty")],
        )
    )
    (statement,) = found.extraction.statements
    assert slots(statement) == {
        "kind": ["memorandum"],
        "place": ["Almaty"],
        "parties": ["University of Leeds", "Satbayev University"],
        "signatories": ["Simon Hartley"],
    }
    assert statement.quote.text.startswith("On 5 May 2026")
    assert statement.quote.text.endswith("Begentayeva.")
    assert statement.extractor == found.extraction.extractor == "llm x 1"
    assert found.values == 5
    assert found.dropped == {}


def test_what_does_not_stand_in_the_text_is_dropped_and_makes_the_rest_less_sure():
    whole = checked(report(agreements=[memorandum()])).extraction.statements[0]
    found = checked(
        report(
            organisations=[LEEDS, {"name": "University of Oxford", "mentions": ["Oxford"]}],
            agreements=[
                memorandum(
                    parties=["University of Leeds", "University of Oxford"],
                    commitments=["exchange of a thousand students", "open a joint laboratory"],
                    date={"value": "2026-05-07", "quote": "5 May 2026"},
                    expires={"value": "2031-01-01", "quote": "until 2031"},
                )
            ],
        )
    )
    (statement,) = found.extraction.statements
    assert slots(statement) == {
        "kind": ["memorandum"],
        "parties": ["University of Leeds"],
        "commitments": ["open a joint laboratory"],
    }
    assert found.dropped == {"not in the text": 5, "not what its quote says": 1}
    assert (whole.probability, statement.probability) == (WHOLE, IN_PART)
    assert IN_PART < WHOLE
    assert [r.name for r in found.extraction.referents if r.type == "organisation"] == ["University of Leeds"]


def test_what_a_model_tells_waits_for_review_as_the_settings_come():
    assert ReviewSettings().below > WHOLE


def test_a_value_is_no_surer_than_its_statement_and_less_where_its_words_are_only_near():
    places = ["Almaty", "Almatty"]
    commitments = ["a memorandum of understanding in Almaty", "a memorandumm of understanding in Almaty"]
    for place, commitment, near in zip(places, commitments, (False, True), strict=True):
        told = memorandum(commitments=[commitment], place=place)
        (statement,) = checked(report(agreements=[told])).extraction.statements
        of = {value.slot: value.probability for value in statement.values}
        assert all(0.0 < value <= statement.probability for value in of.values()), place
        assert of["parties"] == statement.probability
        assert (of["commitments"] < statement.probability) == near


def test_an_entry_without_what_it_is_told_by_is_no_statement():
    found = checked(
        report(
            figures=[
                {"sentences": [4], "value": {"value": 500, "quote": "50"}, "what": "students"},
                {"sentences": [4], "value": {"value": 50, "quote": "50"}, "what": "students"},
            ],
            agreements=[{"sentences": [0], "status": {"value": "signed", "quote": "signed"}}],
            offices=[{"sentences": [1], "person": "Simon Hartley", "office": "Emperor"}],
        )
    )
    assert [(s.kind, slots(s)) for s in found.extraction.statements] == [
        ("figure", {"value": [50], "what": ["students"]})
    ]
    assert found.dropped["of entries without what they are told by"] == 3


def test_sums_with_their_currency():
    found = checked(
        report(
            funding=[
                {
                    "sentences": [3],
                    "amount": {"value": 3.6e9, "quote": "3.6 billion tenge"},
                    "currency": {"value": "KZT", "quote": "tenge"},
                    "funders": ["Ministry of Science of Kazakhstan"],
                }
            ]
        )
    )
    (statement,) = found.extraction.statements
    assert slots(statement) == {
        "amount": [3_600_000_000],
        "currency": ["KZT"],
        "funders": ["Ministry of Science of Kazakhstan"],
    }
    (ministry,) = [r for r in found.extraction.referents if r.type == "organisation"]
    assert ministry.country == "KZ"


def test_referents_have_all_their_mentions_and_the_longer_name_wins():
    text = "Leeds met Bath. The University of Leeds and Leeds Beckett University were there."
    found = checked(
        report(
            organisations=[
                {"name": "University of Leeds", "mentions": ["University of Leeds", "Leeds"]},
                {"name": "Leeds Beckett University", "mentions": ["Leeds Beckett University"]},
            ]
        ),
        text=text,
    )
    leeds, beckett = [r for r in found.extraction.referents if r.type == "organisation"]
    assert [mention.text for mention in leeds.mentions] == ["Leeds", "University of Leeds"]
    assert (leeds.name, leeds.forms) == ("University of Leeds", ("Leeds",))
    assert [mention.start for mention in beckett.mentions] == [text.index("Leeds Beckett")]


def test_a_short_form_in_a_slot_means_its_referent_and_is_quoted_where_the_sentence_has_it():
    contract = {
        "sentences": [5],
        "kind": {"value": "contract", "quote": "contract"},
        "parties": ["Satbayev University", "Kazakhstan"],
        "date": {"value": "2013", "quote": "2013"},
    }
    found = checked(report(organisations=[SATBAYEV], agreements=[contract]))
    (statement,) = found.extraction.statements
    party, state = statement.all("parties")
    assert (party.value, party.quote.text) == ("Satbayev University", "SU")
    assert statement.quote.start <= party.quote.start < statement.quote.end
    country = next(r for r in found.extraction.referents if r.id == state.referent)
    assert (country.type, country.country) == ("place", "KZ")


def test_base_forms_differ_in_endings_alone():
    text = "Меморандум подписан с Казахским национальным университетом и Павлом Ивановым."
    found = checked(
        report(
            organisations=[
                {
                    "name": "Казахский национальный университет",
                    "mentions": ["Казахским национальным университетом"],
                }
            ],
            people=[{"name": "Иван Павлов", "mentions": ["Павлом Ивановым"]}],
            agreements=[
                {
                    "sentences": [0],
                    "kind": {"value": "memorandum", "quote": "Меморандум"},
                    "parties": ["Казахский национальный университет"],
                    "signatories": ["Павлом Ивановым"],
                }
            ],
        ),
        text=text,
        language="ru",
    )
    (statement,) = found.extraction.statements
    party, signatory = statement.all("parties")[0], statement.all("signatories")[0]
    assert party.value == "Казахский национальный университет"
    assert party.quote.text == "Казахским национальным университетом"
    assert signatory.value == "Павлом Ивановым"  # the other name is not made of its words


@pytest.mark.parametrize(
    ("base", "form", "same"),
    [
        ("Назарбаев Университеті", "Назарбаев Университетімен", True),
        ("Universität Leipzig", "Universität Leipzigs", True),
        ("Leipzig University", "Universität Leipzig", False),
        ("Павел Синицын", "Павлом Синицыным", True),
        ("University of Oxford", "University of Oslo", False),
        ("Bank of A", "Bank of B", False),
        ("", "", False),
    ],
)
def test_which_names_are_base_forms(base, form, same):
    assert is_base_of(base, form) is same


def test_overlapping_windows_tell_a_thing_once():
    one = report(organisations=[LEEDS, SATBAYEV], agreements=[memorandum()])
    other = report(
        organisations=[SATBAYEV],
        agreements=[memorandum(parties=["SU", "Leeds"]), memorandum(sentences=[5], parties=["SU"])],
    )
    found = checked(one, other)
    assert [statement.quote.start for statement in found.extraction.statements] == [0, TEXT.index("In 2013")]
    assert [r.name for r in found.extraction.referents if r.type == "organisation"] == [
        "University of Leeds",
        "Satbayev University",
    ]


def test_numbers_of_sentences_that_are_none_do_no_harm():
    found = checked(report(agreements=[memorandum(sentences=[99, -1, 10**9])]))
    (statement,) = found.extraction.statements
    assert statement.quote.text.startswith("On 5 May 2026")


WORDS = st.lists(
    st.sampled_from([*TEXT.split(), "Oxford", "2031", "evil", "signed it", "…", "\n", ""]), max_size=5
).map(" ".join)


@given(WORDS, WORDS, WORDS, st.lists(st.integers(-2, 9), max_size=3), st.integers(-5, 10**10))
@settings(max_examples=40, deadline=None)
def test_whatever_is_reported_every_value_stands_in_the_text(name, phrase, quote, cited, number):
    entry = {"sentences": cited}
    found = checked(
        report(
            organisations=[{"name": name, "mentions": [phrase, quote]}],
            agreements=[
                entry
                | {
                    "parties": [name, quote],
                    "commitments": [phrase],
                    "date": {"value": "2026-05-05", "quote": quote},
                }
            ],
            figures=[entry | {"what": phrase, "value": {"value": number, "quote": quote}}],
        )
    )
    for statement in found.extraction.statements:
        for value in statement.values:
            assert value.quote.stands_in(TEXT)
            if value.slot == "commitments":
                assert value.value == " ".join(value.quote.text.split())
            if value.slot == "parties":
                assert is_base_of(str(value.value), str(value.value))
                assert all(word in TEXT for word in str(value.value).split())
