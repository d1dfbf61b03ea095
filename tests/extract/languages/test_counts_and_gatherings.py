"""Figures, events, posts and agreements to come, in German and Kazakh."""

import pytest

from tests.extract.languages.texts import of_kind, only, read, values

DAY = "2025-04-02"


@pytest.mark.parametrize(
    ("text", "number", "what"),
    [
        (
            "Die Stiftung vergibt acht Stipendien für Studierende aus Peru.",
            8,
            "Stipendien für Studierende aus Peru",
        ),
        ("Für den Kurs haben sich bereits 140 Interessierte angemeldet.", 140, "Interessierte angemeldet"),
        ("Die Stadt richtet drei Stiftungsprofessuren ein.", 3, "Stiftungsprofessuren"),
        ("Das Abkommen gilt für sechs Jahre.", 6, "Jahre Abkommen"),
        ("Sie schlossen einen Vertrag mit einer Laufzeit von vier Jahren.", 4, "Jahre Laufzeit"),
        ("Das Institut blickt auf mehr als 30 Jahre Erfahrung zurück.", 30, "Jahre Erfahrung"),
        ("Davon zahlt das Land 45 Prozent der Baukosten.", 45, "Prozent der Baukosten"),
    ],
)
def test_german_figures_tell_what_is_counted_with_what_follows(text: str, number: int, what: str) -> None:
    figure = only(read(text, "de", DAY), "figure")
    assert values(figure, "value") == [number]
    assert values(figure, "what") == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Vor zehn Jahren war davon keine Rede.",
        "Nach zwölf Jahren geht die Kanzlerin in den Ruhestand.",
        "Der Abschluss wird in beiden Ländern anerkannt.",
    ],
)
def test_german_times_past_and_pairs_told_are_no_figures(text: str) -> None:
    assert of_kind(read(text, "de", DAY), "figure") == []


def test_german_shares_tell_who_makes_them_up() -> None:
    found = of_kind(
        read("An der Universität Hue lernen 900 Menschen, 52 Prozent davon sind Frauen.", "de", DAY), "figure"
    )
    assert [values(figure, "what") for figure in found] == [["Menschen"], ["Prozent Frauen"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Am Abend lud die Stadt Graz zu einem Empfang in das Rathaus ein.", "Empfang"),
        ("Der Tag klang mit einem Konzert aus.", "Konzert"),
        (
            "Beteiligt ist das Zentrum für Meereskunde, dessen Eröffnung für den 3. Mai 2025 vorgesehen ist.",
            "Eröffnung Zentrum für Meereskunde",
        ),
    ],
)
def test_german_events_told_for_the_first_time(text: str, name: str) -> None:
    event = only(read(text, "de", DAY), "event")
    assert values(event, "name") == [name]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mit der Universität Padua strebt die Universität Jena einen Vertrag an.", "planned"),
        ("Die Universität Jena plant mit der Universität Padua eine Vereinbarung.", "planned"),
        ("Die Universität Jena verhandelt mit der Universität Padua über ein Abkommen.", "proposed"),
    ],
)
def test_german_agreements_to_come(text: str, status: str) -> None:
    agreement = only(read(text, "de", DAY), "agreement")
    assert values(agreement, "status") == [status]
    assert sorted(values(agreement, "parties")) == ["Universität Jena", "Universität Padua"]


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        (
            "Zur Gruppe gehörte die Dekanin der Juristischen Fakultät, Prof. Dr. Sabine Vogt.",
            "Sabine Vogt",
            "Dekanin der Juristischen Fakultät",
        ),
        (
            "Eröffnet wurde die Tagung von der Ministerin für Hochschulbildung, I.E. Dr. Muna al-Hadi.",
            "Muna al-Hadi",
            "Ministerin für Hochschulbildung",
        ),
    ],
)
def test_german_posts_before_titles_and_with_units(text: str, person: str, office: str) -> None:
    found = only(read(text, "de", DAY), "office")
    assert values(found, "person") == [person]
    assert values(found, "office") == [office]


@pytest.mark.parametrize(
    ("text", "number", "what"),
    [
        ("Университетте Непалдан келген 25 студент оқиды.", 25, "Непалдан келген студент"),
        ("Үздік 12 оқушы Астанаға шақырылды.", 12, "Үздік оқушы"),
        ("Былтыр 34 түлек тағылымдамадан өтті.", 34, "түлек тағылымдамадан өтті"),
        ("Кафедра 9 оқулық шығарды.", 9, "оқулық шығарды"),
    ],
)
def test_kazakh_figures_tell_who_is_counted_and_what_they_did(text: str, number: int, what: str) -> None:
    figure = only(read(text, "kk", DAY), "figure")
    assert values(figure, "value") == [number]
    assert values(figure, "what") == [what]


def test_kazakh_titles_alone_name_what_was_held() -> None:
    event = only(read("Кеше Алматыда «Кітап күзі» өтті.", "kk", DAY), "event")
    assert values(event, "name") == ["«Кітап күзі»"]
    assert values(event, "place") == ["Алматы"]


def test_a_kazakh_ceremony_behind_a_signing_is_that_of_the_signing() -> None:
    text = (
        "Алатау университеті мен Торонто университеті меморандумға қол қойды. Рәсімге облыс әкімінің "
        "орынбасары Жұлдыз Нұрбаева қатысты."
    )
    event = only(read(text, "kk", DAY), "event")
    assert values(event, "name") == ["қол қою рәсім"]
    assert values(event, "participants") == ["Жұлдыз Нұрбаева"]


def test_a_kazakh_post_keeps_its_unit_where_no_owner_is_named() -> None:
    text = "Топта органикалық химия факультетінің деканы Айдос Сейіт болды."
    found = only(read(text, "kk", DAY), "office")
    assert values(found, "office") == ["органикалық химия факультетінің деканы"]
    assert values(found, "person") == ["Айдос Сейіт"]
