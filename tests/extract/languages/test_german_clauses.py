"""German read by clauses: verbs with their prefixes, side clauses, and what the kinds take from them."""

import pytest

from kelisim.extract.languages import pack
from kelisim.extract.languages.de.verbs import form, infinitive
from kelisim.extract.layout import blocks
from kelisim.extract.lexicon import cues
from kelisim.extract.pipeline import read_batch
from kelisim.extract.verb_second import arguments, clauses, subjects
from kelisim.model import Document, document_id
from tests.extract.languages.texts import of_kind, only, read, values

DAY = "2025-04-02"


def reading_of(text):
    document = Document(document_id(text.encode()), text, "de", published=DAY)
    return next(iter(read_batch("de", [document])))


def names_of(reading, mentions):
    return [reading.analysis.words(m.first, m.last) for m in mentions]


# ------------------------------------------------------------------ verbs


@pytest.mark.parametrize(
    ("word", "verb", "shown"),
    [
        ("unterzeichnete", "unterzeichnen", "Fin"),
        ("unterschrieben", "unterschreiben", "Fin"),
        ("eröffnet", "eröffnen", "Both"),
        ("gegründet", "gründen", "Part"),
        ("einzurichten", "einrichten", "Inf"),
        ("teilnahmen", "teilnehmen", "Fin"),
        ("bereitgestellt", "bereitstellen", "Part"),
        ("leitet", "leiten", "Fin"),
        ("öffnete", "öffnen", "Fin"),
    ],
)
def test_forms_of_verbs_tell_their_infinitive(word, verb, shown):
    assert infinitive(word) == verb
    assert form(word) == shown


def test_words_that_are_no_verbs_have_no_infinitive():
    assert infinitive("gemeinsam") is None
    assert form("donnerstags") is None


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Die Hochschule lädt zwei Gäste zu einem Vortrag ein.", "einladen"),
        ("Sie schlug gestern ein neues Labor vor.", "vorschlagen"),
        ("Beide setzen den Austausch bis Mai fort, sagte sie.", "fortsetzen"),
        ("Die Stiftung fördert das Labor.", "fördern"),
    ],
)
def test_a_prefix_at_the_end_belongs_to_the_finite_verb(text, verb):
    analysis = pack("de").analyse([(text, blocks(text, ()))])[0]
    finite = next(token for token in analysis.tokens if "VerbForm=Fin" in token.features)
    assert finite.lemma == verb


def test_a_term_may_stand_for_the_end_of_a_compound():
    found = cues({"agreement": ["*vertrag"]})
    analysis = pack("de").analyse(
        [("Der Gründungsvertrag ist ein Vertrag.", blocks("Der Gründungsvertrag ist ein Vertrag.", ()))]
    )[0]
    hits = list(found.find(analysis.tokens, 0, len(analysis.tokens)))
    assert [analysis.tokens[hit.first].text for hit in hits] == ["Gründungsvertrag"]


# ------------------------------------------------------------------ clauses


def test_side_clauses_are_clauses_of_their_own():
    reading = reading_of(
        "Die Universität Rostock, die das Labor betreibt, bat die Stadt Kiel, ein Büro einzurichten."
    )
    found = clauses(reading, 0)
    assert [(clause.kind, clause.verb) for clause in found] == [
        ("main", "bitten"),
        ("relative", "betreiben"),
        ("infinitive", "einrichten"),
    ]
    assert names_of(reading, subjects(reading, found[0])) == ["Universität Rostock"]
    assert names_of(reading, subjects(reading, found[1])) == ["Universität Rostock"]


def test_the_subject_may_follow_its_verb():
    reading = reading_of(
        "Am Montag unterzeichneten Rektorin Anna Vogt und Präsident Timur Aliev in Bonn einen Vertrag."
    )
    clause = clauses(reading, 0)[0]
    assert names_of(reading, subjects(reading, clause)) == ["Anna Vogt", "Timur Aliev"]


def test_prepositions_hold_for_all_names_of_a_list():
    reading = reading_of("Finanziert wird das Labor von der Universität Trier und der Universität Osch.")
    clause = clauses(reading, 0)[0]
    told = [
        (reading.analysis.words(a.mention.first, a.mention.last), a.preposition)
        for a in arguments(reading, clause)
    ]
    assert clause.passive
    assert told == [("Universität Trier", "von"), ("Universität Osch", "von")]


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Universidad Nacional de Rosario nimmt Gäste auf.", "Universidad Nacional de Rosario"),
        ("Partner ist die École supérieure polytechnique in Dakar.", "École supérieure polytechnique"),
        ("Das Projekt fördert der Stromversorger Veltra mit Geräten.", "Veltra"),
        ("Die Kosten trägt das kasachische Bildungsministerium.", "kasachisches Bildungsministerium"),
        (
            "Geldgeber ist das Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung.",
            "Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung",
        ),
        ("Die Rede hielt die Deutsche Botschaft in Eriwan.", "Deutsche Botschaft in Eriwan"),
    ],
)
def test_bodies_by_foreign_heads_kinds_and_states(text, name):
    extraction = read(text, "de", DAY)
    assert name in [r.name for r in extraction.referents if r.type == "organisation"]


def test_people_stand_in_the_order_of_their_universities():
    text = (
        "Die Universität Basel und die Universität Osch verlängern ihren Vertrag. Rektorin Anna Vogt und "
        "Rektor Timur Aliev unterschrieben am Montag."
    )
    found = of_kind(read(text, "de", DAY), "office")
    told = {values(each, "person")[0]: values(each, "organisation")[0] for each in found}
    assert told == {"Anna Vogt": "Universität Basel", "Timur Aliev": "Universität Osch"}


def test_a_unit_stays_in_the_post_of_who_leads_it():
    text = "Die Leitung hat die Dekanin der Fakultät für Chemie der Universität Trier, Prof. Dr. Anna Vogt."
    post = only(read(text, "de", DAY), "office")
    assert values(post, "office") == ["Dekanin der Fakultät für Chemie"]
    assert values(post, "organisation") == ["Universität Trier"]


# ------------------------------------------------------------------ kinds of statement


@pytest.mark.parametrize(
    ("text", "what", "actor"),
    [
        (
            "Rektorin Anna Vogt schlug vor, ein gemeinsames Labor zu gründen.",
            "ein gemeinsames Labor zu gründen",
            "Anna Vogt",
        ),
        (
            "Rektor Timur Aliev bat darum, auch Lehrkräfte in das Programm aufzunehmen.",
            "auch Lehrkräfte in das Programm aufzunehmen",
            "Timur Aliev",
        ),
        (
            "Die Universität Trier möchte mit der Universität Osch einen Master in Hydrologie anbieten.",
            "mit der Universität Osch einen Master in Hydrologie anbieten",
            "Universität Trier",
        ),
        (
            "Rektorin Anna Vogt wünscht sich, dass der Austausch auch Schulen offensteht.",
            "dass der Austausch auch Schulen offensteht",
            "Anna Vogt",
        ),
    ],
)
def test_wishes_in_infinitives_and_side_clauses(text, what, actor):
    found = only(read(text, "de", DAY), "intention")
    assert values(found, "what") == [what]
    assert values(found, "actors") == [actor]


def test_what_somebody_says_in_quotes_is_no_plan():
    text = "„Wir wollen ein gemeinsames Labor gründen und Ingenieure ausbilden“, sagte Rektorin Anna Vogt."
    assert of_kind(read(text, "de", DAY), "intention") == []


@pytest.mark.parametrize(
    ("text", "funder", "purpose"),
    [
        ("Das Land Tirol fördert die Ausstellung mit 12.000 Euro.", "Land Tirol", "Ausstellung"),
        (
            "Die Stiftung Mercator stellt 90.000 Euro für neue Messgeräte bereit.",
            "Stiftung Mercator",
            "neue Messgeräte",
        ),
        (
            "Die Ausstellung wird von der Universität Kiel mit 8.000 Euro unterstützt.",
            "Universität Kiel",
            "Ausstellung",
        ),
    ],
)
def test_sums_have_their_funder_and_purpose(text, funder, purpose):
    found = only(read(text, "de", DAY), "funding")
    assert values(found, "funders") == [funder]
    assert values(found, "purpose") == [purpose]


def test_expenses_borne_without_a_sum_are_funding():
    found = only(read("Die Reisekosten übernimmt die Universität Kiel.", "de", DAY), "funding")
    assert values(found, "amount") == []
    assert values(found, "funders") == ["Universität Kiel"]
    assert values(found, "purpose") == ["Reisekosten"]


def test_taking_over_a_task_is_no_funding():
    assert of_kind(read("Die Leitung übernimmt die Universität Kiel.", "de", DAY), "funding") == []


def test_a_verb_of_meeting_tells_an_event():
    text = "Am 3. März 2025 traf Rektorin Anna Vogt in Almaty Minister Timur Aliev."
    event = only(read(text, "de", DAY), "event")
    assert values(event, "name") == ["Treffen mit Minister Timur Aliev"]
    assert values(event, "date") == ["2025-03-03"]
    assert values(event, "place") == ["Almaty"]
    assert set(values(event, "participants")) == {"Anna Vogt", "Timur Aliev"}


def test_events_in_general_are_none():
    assert of_kind(read("Jedes Seminar hat mehrere Workshops.", "de", DAY), "event") == []


def test_a_programme_has_its_title_kind_and_partners():
    text = (
        "Die Universität Trier und die Universität Osch starten im Oktober 2025 den gemeinsamen "
        "Masterstudiengang „Wasser und Klima“."
    )
    found = only(read(text, "de", DAY), "programme")
    assert values(found, "title") == ["Wasser und Klima"]
    assert values(found, "kind") == ["joint_degree"]
    assert values(found, "status") == ["planned"]
    assert set(values(found, "partners")) == {"Universität Trier", "Universität Osch"}


def test_a_body_that_two_open_has_date_place_and_partners():
    text = (
        "Am 3. März 2025 eröffneten die Universität Trier und die Hochschule Kiel in Osch ein Labor für Glas."
    )
    found = only(read(text, "de", DAY), "establishment")
    assert values(found, "name") == ["Labor für Glas"]
    assert values(found, "status") == ["open"]
    assert values(found, "date") == ["2025-03-03"]
    assert values(found, "place") == ["Osch"]
    assert set(values(found, "partners")) == {"Universität Trier", "Hochschule Kiel"}


def test_a_project_has_those_who_lead_fund_and_join_it():
    text = (
        "Das Projekt „SalzAtlas“ der Universität Rostock und der Universität Samarkand läuft seit Januar. Es "
        "wird von der Stiftung Mercator gefördert und von Dr. Karin Vogt geleitet. Beteiligt ist auch die "
        "Universität Kiel."
    )
    found = only(read(text, "de", DAY), "project")
    assert values(found, "title") == ["SalzAtlas"]
    assert values(found, "hosts") == ["Universität Rostock", "Universität Samarkand"]
    assert values(found, "partners") == ["Universität Kiel"]


def test_what_an_agreement_provides_for_is_undertaken():
    text = (
        "Die Universität Trier und die Universität Osch unterzeichneten am 3. März ein Abkommen. Es sieht "
        "den Austausch von Lehrenden, gemeinsame Seminare sowie eine Datenbank vor."
    )
    found = only(read(text, "de", DAY), "agreement")
    assert values(found, "commitments") == ["Austausch von Lehrenden", "gemeinsame Seminare", "Datenbank"]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Samarkander Staatliche Universität", "UZ"),
        ("Technische Universität Ilmenau", "DE"),
        ("Hessisches Ministerium für Wissenschaft", "DE"),
    ],
)
def test_towns_and_regions_in_a_name_tell_its_country(name, country):
    extraction = read(f"Zu Gast waren {name}, die Universität Oslo und die Universität Toulouse.", "de", DAY)
    assert {r.country for r in extraction.referents if r.name == name} == {country}


def test_a_town_in_brackets_tells_whom_somebody_serves():
    text = (
        "Die Universität Stuttgart und die Universität Rostock gründen ein Netzwerk. Unterschrieben haben "
        "den Vertrag Prorektorin Anna Vogt (Stuttgart) und Rektor Timur Aliev (Rostock)."
    )
    found = of_kind(read(text, "de", DAY), "office")
    told = {values(each, "person")[0]: values(each, "organisation")[0] for each in found}
    assert told == {"Anna Vogt": "Universität Stuttgart", "Timur Aliev": "Universität Rostock"}
