"""Kinds of statement in German and Kazakh, read without a parser."""

import pytest

from tests.extract.languages.texts import of_kind, only, read, values

DAY = "2025-04-02"


def texts(extraction, kind, slot):
    return [values(statement, slot) for statement in of_kind(extraction, kind)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "date", "place"),
    [
        (
            "Die 7. Tagung „Wasser und Wüste“ findet vom 3. bis 5. Juni 2025 in Taschkent statt.",
            "7. Tagung „Wasser und Wüste“",
            "conference",
            "2025-06-03",
            "Taschkent",
        ),
        (
            "Die Universität Bremen lädt zur Winterschule „Küstenrecht“ ein. Sie findet am 9. Januar 2026 in "
            "Bremen statt.",
            "Winterschule „Küstenrecht“",
            "workshop",
            "2026-01-09",
            "Bremen",
        ),
    ],
)
def test_german_events_have_their_title_date_and_place(text, name, kind, date, place):
    event = only(read(text, "de", DAY), "event")
    assert values(event, "name") == [name]
    assert values(event, "kind") == [kind]
    assert values(event, "date") == [date]
    assert values(event, "place") == [place]


def test_german_projects_have_hosts_leaders_funders_and_partners():
    text = (
        "Die Universität Rostock und die Universität Samarkand starten das Projekt „SalzAtlas“. "
        "Geleitet wird es von Dr. Karin Vogt und von Prof. Timur Aliev. Das Bundesministerium für Bildung "
        "und Forschung stellt dafür 1,2 Mio. Euro bereit. Partner sind die Universität Kiel sowie die "
        "Universität Oslo."
    )
    project = only(read(text, "de", DAY), "project")
    assert values(project, "title") == ["SalzAtlas"]
    assert values(project, "hosts") == ["Universität Rostock", "Universität Samarkand"]
    assert values(project, "leaders") == ["Karin Vogt", "Timur Aliev"]
    assert values(project, "funders") == ["Bundesministerium für Bildung und Forschung"]
    assert values(project, "partners") == ["Universität Kiel", "Universität Oslo"]


def test_german_bodies_before_the_verb_that_founds_them():
    text = (
        "Die Universität Trier und die Universität Osch verabreden darin, ein gemeinsames Zentrum für "
        "Gletscherkunde zu gründen."
    )
    body = only(read(text, "de", DAY), "establishment")
    assert values(body, "name") == ["gemeinsames Zentrum für Gletscherkunde"]
    assert values(body, "status") == ["planned"]
    assert values(body, "partners") == ["Universität Trier", "Universität Osch"]


def test_german_wishes_name_who_has_them():
    extraction = read(
        "Künftig möchte Dekan Jens Holm gemeinsame Promotionen mit der Universität Osch anbieten.", "de", DAY
    )
    wish = only(extraction, "intention")
    assert values(wish, "actors") == ["Jens Holm"]
    wanted = "gemeinsame Promotionen mit der Universität Osch anbieten"
    assert values(wish, "what") == [wanted]


def test_german_months_ahead_are_those_to_come():
    extraction = read("Das Zentrum für Wüstenforschung soll im Februar in Nukus eröffnet werden.", "de", DAY)
    assert values(only(extraction, "establishment"), "date") == ["2026-02"]


def test_kazakh_agreements_part_by_whom_they_are_with():
    text = (
        "Алатау ұлттық университеті (АлҰУ) Осака университетімен студент алмасу туралы меморандумға, ал "
        "Берген университетімен ниет хатына қол қойды."
    )
    found = of_kind(read(text, "kk", DAY), "agreement")
    assert [values(each, "kind") for each in found] == [["memorandum"], ["letter_of_intent"]]
    home = "Алатау ұлттық университеті"
    assert [set(values(each, "parties")) for each in found] == [
        {home, "Осака университеті"},
        {home, "Берген университеті"},
    ]
    assert values(found[0], "commitments") == ["студент алмасу"]


def test_kazakh_undertakings_stand_before_the_verb():
    text = (
        "Алатау ұлттық университеті мен Осака университеті келісімге қол қойды. Келісімге сәйкес тараптар "
        "бірлескен зертхана ашуға, оқытушылар алмасуға және ортақ мақала жазуға міндеттенді."
    )
    agreement = only(read(text, "kk", DAY), "agreement")
    assert values(agreement, "commitments") == [
        "бірлескен зертхана ашуға",
        "оқытушылар алмасуға",
        "ортақ мақала жазуға",
    ]


def test_kazakh_signatories_are_told_beside_their_posts():
    text = (
        "Алатау ұлттық университеті мен Осака университеті келісімге қол қойды. Құжатқа Алатау ұлттық "
        "университетінің ректоры Асқар Сейітов пен Осака университетінің президенті Кендзи Мори қол қойды."
    )
    agreement = only(read(text, "kk", DAY), "agreement")
    assert values(agreement, "signatories") == ["Асқар Сейітов", "Кендзи Мори"]


def test_kazakh_events_end_with_their_noun():
    text = "«Дала экологиясы» атты халықаралық конференция 2025 жылғы 14 мамырда Атырауда өтеді."
    event = only(read(text, "kk", DAY), "event")
    assert values(event, "name") == ["«Дала экологиясы» атты халықаралық конференция"]
    assert values(event, "date") == ["2025-05-14"]
    assert values(event, "place") == ["Атырау"]


def test_kazakh_wishes_close_their_clause():
    text = "Кендзи Мори бұл қалада жапон тілі орталығын ашуды ұсынды."
    wish = only(read(f"Осака университетінің ректоры Кендзи Мори келді. {text}", "kk", DAY), "intention")
    assert values(wish, "actors") == ["Кендзи Мори"]
    assert "жапон тілі орталығын ашу" in values(wish, "what")[0]
