import pytest

from kelisim.extract.names.organisations import find_organisations
from tests.extract.names.texts import named, read, seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rector of D. Serikbayev East Kazakhstan Technical University received the guests.",
            {"D. Serikbayev East Kazakhstan Technical University"},
        ),
        (
            "Guests came to East Kazakhstan Technical University named after D. Serikbayev on Monday.",
            {"East Kazakhstan Technical University named after D. Serikbayev"},
        ),
        (
            "They toured the Institute of Archaeology at University College London.",
            {"Institute of Archaeology at University College London", "University College London"},
        ),
        (
            "A grant came from the Science Committee of the Ministry of Science and Higher Education of the"
            " Republic of Kazakhstan.",
            {
                (
                    "Science Committee of the Ministry of Science and Higher"
                    " Education of the Republic of Kazakhstan"
                ),
                "Ministry of Science and Higher Education of the Republic of Kazakhstan",
            },
        ),
        (
            "Kyushu University of Fukuoka sent a team. The Technical University of Munich thanked"
            " Kyushu University.",
            {"Kyushu University", "Technical University of Munich"},
        ),
        (
            "Cardiff, Coventry and De Montfort universities opened branches.",
            {"Cardiff University", "Coventry University", "De Montfort University"},
        ),
        (
            "A contract binds Nazarbayev University and Cardiff University.",
            {"Nazarbayev University", "Cardiff University"},
        ),
        (
            "He studied at the Hong Kong University of Science and Technology.",
            {"Hong Kong University of Science and Technology"},
        ),
        ("Money comes from the Bill & Melinda Gates Foundation.", {"Bill & Melinda Gates Foundation"}),
        (
            "The Ministry of Education, Skills and Sport and the University of Otago agreed.",
            {"Ministry of Education, Skills and Sport", "University of Otago"},
        ),
        ("Wuhan Dingjiu Technology Co., Ltd. will build it.", {"Wuhan Dingjiu Technology Co., Ltd."}),
        ("It is run by Universiti Putra Malaysia.", {"Universiti Putra Malaysia"}),
        ("The University of California, Berkeley joined in June.", {"University of California, Berkeley"}),
        ("They met at King’s College London in May.", {"King’s College London"}),
        ("Experts of the Dutch government came.", {"Dutch government"}),
    ],
)
def test_names_with_a_head_noun_are_found_in_full(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The University Council met on Tuesday.",
        "A Greek university and its students were invited to the Astana Forum.",
        "The Memorandum of Understanding was signed at the Independence Palace.",
        "Students of the two universities met in the Russian Federation.",
        "EU-FUNDED INITIATIVE TO TRANSFORM SMALL LOCAL UNIVERSITIES IN UKRAINE",
    ],
)
def test_what_is_no_organisation_is_left_out(text: str) -> None:
    assert named(text) == set()


def test_a_country_before_a_possessive_owns_and_is_no_part_of_the_name() -> None:
    assert named("Kazakhstan’s Ministry of Agriculture replied.") == {"Ministry of Agriculture"}


def test_an_organisation_inside_another_stands_apart_only_where_it_is_named_for_itself() -> None:
    one = "The Zoology Museum of the University of Turku shows the collection."
    assert named(one) == {"Zoology Museum of the University of Turku"}
    both = one + " The University of Turku pays for it."
    assert named(both) == {"Zoology Museum of the University of Turku", "University of Turku"}


def test_names_never_cross() -> None:
    words = seen(
        "National Institute of Physics and Information Technology Foundation for Education of Estonia."
    )
    found = find_organisations(words)
    for one in found:
        for other in found:
            apart = one.last <= other.first or other.last <= one.first
            nested = one.first <= other.first and other.last <= one.last
            assert apart or nested or (other.first <= one.first and one.last <= other.last)


@pytest.mark.parametrize(
    "text",
    [
        "Each team will receive QAR 1.3 million over two years.",
        "The database was built with B$400,000 from partners.",
        "They published with the School of Chemistry in May.",
        "The cruise, baptised RESPIRO, will begin in May.",
    ],
)
def test_money_parts_and_things_are_no_organisations(text: str) -> None:
    _, _, found = read(text)
    assert [r.name for r in found.referents if r.type == "organisation"] == []


def test_a_body_of_a_state_is_of_the_country_told_first() -> None:
    text = "Kenya and Norway will map the coast. The National Research Council of fishers joins them."
    _, _, found = read(text)
    assert [r.country for r in found.referents if r.type == "organisation"] == ["KE"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rector of Can Tho University met the dean.", "Can Tho University"),
        ("Can Tho University signed a memorandum with Leiden University.", "Can Tho University"),
        ("He studied at Ss. Cyril and Methodius University in Skopje.", "Ss. Cyril and Methodius University"),
        (
            "The Foreign, Commonwealth and Development Office pays for it.",
            "Foreign, Commonwealth and Development Office",
        ),
        ("The project is funded by Irish Aid and by the university.", "Irish Aid"),
    ],
)
def test_a_name_stands_whole(text: str, name: str) -> None:
    assert name in named(text)


def test_a_minister_tells_the_state_of_the_ministry() -> None:
    text = (
        "The Ambassador of Ukraine in Egypt met the Minister of Health of Egypt. "
        "Work of the Ministry of Health with the Ukrainian Embassy goes on."
    )
    countries = {r.name: r.country for r in read(text)[2].referents if r.type == "organisation"}
    assert countries["Ministry of Health"] == "EG"


def test_and_the_goes_on_with_a_field() -> None:
    text = "It was done with the Hessian Ministry of Science and the Arts and the University of Kassel."
    assert named(text) == {"Hessian Ministry of Science and the Arts", "University of Kassel"}


def test_a_hyphen_joins_no_two_universities() -> None:
    text = "Professor Bola Adeyemi, mni, FAS, opened the Uppsala University-Kyoto University Symposium."
    assert named(text) == {"Uppsala University", "Kyoto University"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Ministry of Health, Research and the Arts pays.",
            "Ministry of Health, Research and the Arts",
        ),
        ("She studied at the Universidad Carlos III de Madrid.", "Universidad Carlos III de Madrid"),
        (
            "Anna Berg of the State University of New York at Albany spoke.",
            "State University of New York at Albany",
        ),
    ],
)
def test_names_go_on_over_articles_numerals_and_their_town(text: str, name: str) -> None:
    assert name in named(text)


def test_a_name_ends_before_a_post_of_several_words() -> None:
    text = (
        "University of Otago Deputy Vice-Chancellor Helen Brand met Ministry of Education Deputy Secretary"
        " Ruth Low."
    )
    assert named(text) == {"University of Otago", "Ministry of Education"}


def test_a_university_within_a_longer_name_is_none_of_its_own() -> None:
    text = "Harbin University City College [HUCC] grows. Guests came to Harbin University City College."
    assert named(text) == {"Harbin University City College"}
    assert read(text)[2].referents[0].forms == ("HUCC",)


def test_a_university_of_a_country_behind_an_article_is_any() -> None:
    assert named("They met a leading Chinese University in May.") == set()


def test_a_body_under_a_government_or_a_president_is_told_with_it() -> None:
    text = (
        "The Agency for Youth Affairs under the President of Uzbekistan and the Committee on Tourism under"
        " the Government of Tajikistan signed a memorandum."
    )
    assert named(text) == {
        "Agency for Youth Affairs under the President of Uzbekistan",
        "Committee on Tourism under the Government of Tajikistan",
    }


def test_a_part_of_a_state_stands_within_a_name() -> None:
    text = "The Administration of Osh region of the Kyrgyz Republic and the University of Oslo signed."
    assert "Administration of Osh region of the Kyrgyz Republic" in named(text)


def test_league_tables_and_what_is_funded_by_a_state_are_no_bodies() -> None:
    assert named("It rose to the 90th place in the Global Green University Rankings.") == set()
    assert named("The report is called Models for New Government-Funded Research.") == set()


def test_science_parks_and_clusters_are_bodies() -> None:
    text = "The Dutch Photonics Cluster and the Daejin Science Park signed an agreement."
    assert named(text) == {"Dutch Photonics Cluster", "Daejin Science Park"}


def test_a_mission_goes_by_where_it_is_too() -> None:
    assert "Embassy of Armenia in Argentina" in named("The Embassy of Armenia in Argentina opened on Monday.")
    assert "Chinese Embassy in Tajikistan" in named("They visited the Chinese Embassy in Tajikistan.")
    assert "Consulate General of Japan in London" in named("It met the Consulate General of Japan in London.")


def test_missions_are_told_in_small_letters_too() -> None:
    text = "The embassy of Estonia in Japan invited the consulate general of the Republic of Korea."
    assert named(text) == {"embassy of Estonia in Japan", "consulate general of the Republic of Korea"}


def test_a_part_and_its_university_are_two_bodies() -> None:
    text = "The Department of Slavic Studies of the University of Turku hosted the seminar."
    assert named(text) == {"Department of Slavic Studies", "University of Turku"}


def test_quoted_names_belong_to_the_head_beside_them() -> None:
    assert named('The "Stefan Luchian" University of Iași opened a branch.') == {
        '"Stefan Luchian" University of Iași'
    }
    text = 'They visited National Maritime University "Varna Shipping Institute" on Monday.'
    assert named(text) == {'National Maritime University "Varna Shipping Institute"'}


def test_bodies_of_towns_are_told_in_small_letters() -> None:
    text = "The Tampere municipality pays for it; the city council of Bergen and the port agreed."
    assert {"Tampere municipality", "city council of Bergen"} <= named(text)


def test_a_town_with_the_word_for_a_body_in_its_name_is_none() -> None:
    assert named("The server stands at a laboratory in Port of Spain, Trinidad.") == set()


def test_the_last_name_of_a_person_is_no_body() -> None:
    text = "Professor Haruto Fujisawa led the talks. FUJISAWA and Fujisawa's team were thanked."
    assert named(text) == set()


def test_acronyms_known_everywhere_are_bodies_without_their_full_names() -> None:
    assert named("The study is funded by OeAD and by UNESP.") == {"OeAD", "UNESP"}
