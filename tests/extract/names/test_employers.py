"""Whom the holder of a post serves where the text does not say it beside the post."""

from tests.extract.names.texts import posts


def served(text: str) -> dict[str, str | None]:
    """Return the organisation that each person of a text serves."""
    return {person: organisation for person, _, organisation in posts(text)}


def test_people_in_one_list_serve_the_organisations_in_their_order() -> None:
    text = (
        "The University of Turku and Lusitano University agreed on a joint degree in forestry."
        " The agreement was signed by Rector Paavo Laine and President Rui Amaral."
    )
    assert served(text) == {"Paavo Laine": "University of Turku", "Rui Amaral": "Lusitano University"}


def test_rectors_told_together_serve_both_universities() -> None:
    text = (
        "The University of Turku and Lusitano University agreed on a degree. The two universities have worked"
        " together since 1998. The agreement is to be signed by rectors Paavo Laine and Rui Amaral."
    )
    assert served(text) == {"Paavo Laine": "University of Turku", "Rui Amaral": "Lusitano University"}


def test_who_names_his_university_leaves_the_other_to_the_next() -> None:
    text = (
        "An agreement between the University of Turku and Lusitano University was concluded on Monday."
        " It was signed by Rector Paavo Laine and Rui Amaral, President of Lusitano University."
    )
    assert served(text) == {"Paavo Laine": "University of Turku", "Rui Amaral": "Lusitano University"}


def test_a_registrar_serves_the_university_whose_news_it_is() -> None:
    text = (
        "The University of Turku welcomed a delegation of Lusitano University. The University of Turku has 20"
        " partners. The President of Lusitano University, Rui Amaral, thanked the hosts, while the Registrar,"
        " Paavo Laine, showed the campus."
    )
    assert served(text)["Paavo Laine"] == "University of Turku"


def test_a_minister_of_no_state_told_serves_the_country_whose_news_it_is() -> None:
    text = (
        "The Bangladesh Institute of Soils opened a laboratory on Monday. Education Minister Rahima Akter cut"
        " the ribbon together with the Ambassador of Japan, Kenji Mori."
    )
    assert served(text)["Rahima Akter"] == "Bangladesh"


def test_a_minister_of_no_field_serves_the_ministry_told_before() -> None:
    text = (
        "The Ministry of Education and Science of Ukraine welcomed the plan."
        " Deputy Minister Oksana Bondar said that talks with Japan had begun."
    )
    assert served(text)["Oksana Bondar"] == "Ministry of Education and Science of Ukraine"


def test_its_at_the_opening_means_whom_the_sentence_before_is_about() -> None:
    text = (
        "The University of Turku has been a partner of Lusitano University since 2005."
        " Its Vice-Chancellor, Paavo Laine, offered the team desks."
    )
    assert served(text) == {"Paavo Laine": "University of Turku"}


def test_fields_behind_a_colon_stay_with_the_office() -> None:
    text = "Thandi Nkosi, Deputy Vice-Chancellor: Research and Innovation at Rhodes University, spoke first."
    assert posts(text) == {
        ("Thandi Nkosi", "Deputy Vice-Chancellor: Research and Innovation", "Rhodes University")
    }


def test_a_described_department_stays_with_its_head() -> None:
    text = (
        "The Department of Slavic Studies of the University of Turku hosted a seminar."
        " The head of the Department, Paavo Laine, thanked the guests."
    )
    assert posts(text) == {("Paavo Laine", "head of the Department", "University of Turku")}
