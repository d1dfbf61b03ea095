import pytest

from tests.extract.names.texts import posts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was signed by Saule Rakhmetullina, Rector of EKTU, and"
            " Kevin MacDonald, Director of the Institute"
            " of Archaeology at University College London.",
            {
                ("Saule Rakhmetullina", "Rector", "EKTU"),
                ("Kevin MacDonald", "Director", "Institute of Archaeology at University College London"),
            },
        ),
        (
            "Looking on were the Netherlands Ambassador to Kenya, H.E."
            " Margriet Dijkstra, Kenya’s Principal Secretary"
            " for Agriculture, Samuel Lekuta, and others.",
            {
                ("Margriet Dijkstra", "Ambassador", "Netherlands"),
                ("Samuel Lekuta", "Principal Secretary for Agriculture", "Kenya"),
            },
        ),
        (
            "Ines Duarte, Minister of Research of Portugal, and the ambassador of Norway,"
            " Dr. Kari Nordmann, opened the centre.",
            {
                ("Ines Duarte", "Minister of Research", "Portugal"),
                ("Kari Nordmann", "ambassador", "Norway"),
            },
        ),
        (
            "Anna Meyer (ORCID 0000-0002-1825-0097), Rector of the University of Graz, spoke first.",
            {("Anna Meyer", "Rector", "University of Graz")},
        ),
        (
            "Minister of Foreign Affairs of the Republic of Kazakhstan Yermek Kosherbayev spoke first.",
            {("Yermek Kosherbayev", "Minister of Foreign Affairs", "Republic of Kazakhstan")},
        ),
        (
            "Derek McCormack, AUT’s Vice-Chancellor, welcomed the guests.",
            {("Derek McCormack", "Vice-Chancellor", "AUT")},
        ),
        (
            "Nancy Rothwell is President and Vice-Chancellor of the University of Manchester.",
            {
                ("Nancy Rothwell", "President", "University of Manchester"),
                ("Nancy Rothwell", "Vice-Chancellor", "University of Manchester"),
            },
        ),
        (
            "The document was signed by Chairman of the Board – Rector Yerlan Sydykov.",
            {("Yerlan Sydykov", "Chairman of the Board – Rector", None)},
        ),
        (
            (
                "Askhat Aimagambetov, member of the Mazhilis, and Rector of"
                " Satbayev University Meiram Begentayev came."
            ),
            {
                ("Askhat Aimagambetov", "member", "Mazhilis"),
                ("Meiram Begentayev", "Rector", "Satbayev University"),
            },
        ),
        (
            "The University of Lagos has appointed Professor Amina Bello as Dean of the Faculty of Law.",
            {("Amina Bello", "Dean of the Faculty of Law", "University of Lagos")},
        ),
        ("Professor Simon Milne gave a talk.", set()),
        ("The Deans of both schools will meet.", set()),
    ],
)
def test_posts_are_bound_to_person_and_organisation(
    text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert posts(text) == expected


def test_a_post_told_twice_is_one_post() -> None:
    text = (
        "Lincoln University Vice-Chancellor Professor Robin Pollard was there. "
        "Vice-Chancellor Professor Robin Pollard signed a memorandum."
    )
    assert posts(text) == {("Robin Pollard", "Vice-Chancellor", "Lincoln University")}


def test_people_of_a_list_serve_the_organisation_above_it() -> None:
    text = (
        "A delegation came to Sapporo on Monday.\n\n[Hokkaido University]\nProf. Toshio Kitagawa, President\n"
    )
    assert posts(text) == {("Toshio Kitagawa", "President", "Hokkaido University")}


def test_an_organisation_behind_a_comma_is_that_of_the_post() -> None:
    text = "“We are glad,” said Ana Lindqvist, Executive Director, UNESCO, on Monday in Oslo."
    assert ("Ana Lindqvist", "Executive Director", "UNESCO") in posts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the name follows the organisation with no comma between
            "The guests met the Vice Rector of Khujand State University Parviz Olimzoda.",
            ("Parviz Olimzoda", "Vice Rector", "Khujand State University"),
        ),
        (
            "They were welcomed by the director of the Confucius Institute Zhang Meiling.",
            ("Zhang Meiling", "director", "Confucius Institute"),
        ),
        (  # an organisation named after its town
            "The Rector of Heidelberg University, Anna Berg, spoke first.",
            ("Anna Berg", "Rector", "Heidelberg University"),
        ),
        (  # the short form of the post in brackets
            "The Vice-Chancellor (VC) of the University of Jos (UNIJOS), Professor Amina Bako, was present.",
            ("Amina Bako", "Vice-Chancellor", "University of Jos"),
        ),
        (  # a unit, then the body that it is part of
            "They met Guo Ming, Deputy Dean of the School of Education in Nanjing Normal University.",
            ("Guo Ming", "Deputy Dean of the School of Education", "Nanjing Normal University"),
        ),
        (  # where an ambassador serves, before the name
            "The exhibition was opened by the Consul General of Norway in Recife, Ingunn Solheim.",
            ("Ingunn Solheim", "Consul General", "Norway"),
        ),
        (
            "The Ambassador of Chile to the Kingdom Matías Larraín attended the meeting.",
            ("Matías Larraín", "Ambassador", "Chile"),
        ),
        (  # an acronym between commas
            "Talks were held between the Secretary, DOST, Dr. Liza Manalo, and her guests.",
            ("Liza Manalo", "Secretary", "DOST"),
        ),
        (  # a state that owns the ministry
            "The Chief Executive Officer of Tonga's Ministry of Education, Sela Fotuali, spoke.",
            ("Sela Fotuali", "Chief Executive Officer", "Ministry of Education"),
        ),
        (
            "A representative of the Chamber of Commerce and Industry of Slovenia, Tjaša Kobal, said so.",
            ("Tjaša Kobal", "representative", "Chamber of Commerce and Industry of Slovenia"),
        ),
        (  # titles and initials of many countries
            "Vice-Chancellor Lt Gen Dr Rohit Chauhan of Aligarh University welcomed them.",
            ("Rohit Chauhan", "Vice-Chancellor", "Aligarh University"),
        ),
        (
            "DIU Registrar Md Shafiul Alam and DIU Vice-Chancellor Prof AKM Nurul Hoque signed it.",
            ("AKM Nurul Hoque", "Vice-Chancellor", "DIU"),
        ),
        (
            "DIU Registrar Md Shafiul Alam and DIU Vice-Chancellor Prof AKM Nurul Hoque signed it.",
            ("Md Shafiul Alam", "Registrar", "DIU"),
        ),
        (
            "Malaysian Minister of Higher Education Dato' Seri Hazlina Osman spoke.",
            ("Hazlina Osman", "Minister of Higher Education", "Malaysia"),
        ),
    ],
)
def test_posts_as_they_are_told_around_the_world(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in posts(text)


def test_each_of_a_list_has_the_post_before_the_name() -> None:
    text = (
        "The ribbon was cut by the Rector of Gyumri State University, Armen Petrosyan, the Ambassador of"
        " Slovakia to Armenia, Radovan Hrušovský, and the Director of Yerevan Physics Institute, Ani Saha."
    )
    found = posts(text)
    assert ("Armen Petrosyan", "Rector", "Gyumri State University") in found
    assert ("Radovan Hrušovský", "Ambassador", "Slovakia") in found
    assert not any(person == "Armen Petrosyan" and office == "Ambassador" for person, office, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. Salma Iqbal, Chairman Pakistan Science Foundation (PSF), attended the meeting.",
            ("Salma Iqbal", "Chairman", "Pakistan Science Foundation"),
        ),
        (
            "Li Na, Ambassador Extraordinary & Plenipotentiary of China to Nepal, came.",
            ("Li Na", "Ambassador Extraordinary & Plenipotentiary", "China"),
        ),
        (  # what the post is for, between commas
            "He met the Deputy Vice-Chancellor, Administration, Professor Bola Adeyemi of Lagos University.",
            ("Bola Adeyemi", "Deputy Vice-Chancellor, Administration", "Lagos University"),
        ),
        (
            "Rosa Lima — Head of the Unit for Student Recruitment — came from Oslo University.",
            ("Rosa Lima", "Head of the Unit for Student Recruitment", None),
        ),
        (
            "Ana Ruiz, head of the delegation, thanked Oslo University. Oslo University was pleased.",
            ("Ana Ruiz", "head of the delegation", None),
        ),
    ],
)
def test_posts_told_shortly(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in posts(text)


def test_several_experts_hold_no_post() -> None:
    assert posts("Two German experts, Ms. Jana Vogt from Dresden and Ms. Katja Brandt, came.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Adviser to the Prime Minister Karim Saidov opened it.",
            {("Karim Saidov", "Adviser to the Prime Minister", None)},
        ),
        (
            "Deputy Assistant to the President Anna Lee came.",
            {("Anna Lee", "Deputy Assistant to the President", None)},
        ),
        (
            "He met the President of the Republic of Zambia Grace Mulenga.",
            {("Grace Mulenga", "President", "Republic of Zambia")},
        ),
        (
            "Minister for Trade, Senator the Hon Jane Orwell, agreed.",
            {("Jane Orwell", "Minister for Trade", None), ("Jane Orwell", "Senator", None)},
        ),
        (
            "Minister for Education the Hon Peter Hale MP agreed.",
            {("Peter Hale", "Minister for Education", None)},
        ),
        (
            "Kenyan Minister of Energy Juma Otieno met US Embassy Minister Counselor for Trade Paul Reed.",
            {
                ("Juma Otieno", "Minister of Energy", "Kenya"),
                ("Paul Reed", "Minister Counselor for Trade", "US Embassy"),
            },
        ),
        (
            "At a talk with media representatives, the Minister of Labour Ivan Petrov spoke.",
            {("Ivan Petrov", "Minister of Labour", None)},
        ),
        (
            "The project officers, Corinne Berger and Lucie Troja, spoke.",
            {("Corinne Berger", "project officers", None), ("Lucie Troja", "project officers", None)},
        ),
    ],
)
def test_posts_in_service_of_posts_and_in_groups(
    text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert posts(text) == expected


def test_an_acronym_before_a_minister_is_the_field() -> None:
    found = posts("HRD Minister Smriti Rao welcomed the team from India. HRD matters.")
    assert ("Smriti Rao", "HRD Minister", "India") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "From left: senior adviser international relations Angela Drake and Dr Paul Reed.",
            {("Angela Drake", "senior adviser international relations", None)},
        ),
        (
            "Deputy Vice-Chancellor (Research and Enterprise) Richard Hale of Otago University spoke.",
            {("Richard Hale", "Deputy Vice-Chancellor (Research and Enterprise)", "Otago University")},
        ),
        (
            "Dr. Juan Perez (Rector) and Dr. Ana Ruiz (Dean), both from the University of Cuenca, came.",
            {("Juan Perez", "Rector", "University of Cuenca"), ("Ana Ruiz", "Dean", "University of Cuenca")},
        ),
    ],
)
def test_posts_of_captions_brackets_and_lists(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert posts(text) == expected


def test_a_post_before_a_dash_a_title_or_a_rank_is_that_of_the_name_behind() -> None:
    assert posts("The paper was signed by the Director General of NordForsk - Prof. Arne Lund.") == {
        ("Arne Lund", "Director General", "NordForsk")
    }
    assert posts("The Ambassador of Norway to Ghana, Her Excellency, Dr Ingrid Dahl paid a call.") == {
        ("Ingrid Dahl", "Ambassador", "Norway")
    }


def test_a_post_within_a_ministry_serves_it() -> None:
    text = (
        "Marko Petrovic, Assistant Minister for Cooperation within the Ministry of Science of Serbia, spoke."
    )
    assert posts(text) == {
        ("Marko Petrovic", "Assistant Minister for Cooperation", "Ministry of Science of Serbia")
    }


def test_a_name_with_an_initial_behind_a_body_is_the_holder() -> None:
    text = "The rector of the National University of Fiji K. Torabera noted progress."
    assert posts(text) == {("K. Torabera", "rector", "National University of Fiji")}


def test_a_people_and_the_noun_for_a_state_are_the_state() -> None:
    text = "President of the Hellenic Republic Anna Kosta met President of the Italian Republic Ugo Ferri."
    assert posts(text) == {
        ("Anna Kosta", "President", "Hellenic Republic"),
        ("Ugo Ferri", "President", "Italian Republic"),
    }


def test_who_chairs_a_meeting_holds_no_post_by_the_verb() -> None:
    text = "The conference was opened by Maria Silva, President of Evora University, chaired by Rui Lopes."
    assert posts(text) == {("Maria Silva", "President", "Evora University")}


def test_a_chair_in_a_field_is_a_rank() -> None:
    assert posts("Professor Jane Doe, Chair in Marine Biology at Evora University, spoke.") == set()


def test_who_leads_a_faculty_told_by_its_acronym_serves_the_university() -> None:
    text = (
        "The Faculty of Forest Sciences (FFS) at Evora University signed. The guests were welcomed by"
        " Rui Lopes (Dean of FFS)."
    )
    assert {organisation for _, _, organisation in posts(text)} == {"Evora University"}


def test_a_president_told_with_a_state_and_no_body_is_the_states() -> None:
    text = "Ghana and Chile discussed trade. Ghana will build roads under President Kofi Mensah."
    assert posts(text) == {("Kofi Mensah", "President", "Ghana")}


def test_a_minister_serves_the_state_of_the_text_rather_than_its_guest() -> None:
    text = (
        "Ghana opens a port. Ghana is to work with Chile on roads, the Minister of Transport, Kofi Mensah,"
        " said. Ghana pays."
    )
    assert posts(text) == {("Kofi Mensah", "Minister of Transport", "Ghana")}
