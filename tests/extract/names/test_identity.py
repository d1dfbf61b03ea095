from kelisim.extract.names.acronyms import spells
from tests.extract.names.texts import described, forms, named, read


def test_an_acronym_in_brackets_is_a_form() -> None:
    text = "Auckland University of Technology (AUT) signed. AUT will send students."
    assert forms(text)["Auckland University of Technology"] == {"AUT"}


def test_a_lone_acronym_is_bound_by_its_initials() -> None:
    text = "The National Technical University of Athens signed. Students at NTUA will gain."
    assert forms(text)["National Technical University of Athens"] == {"NTUA"}


def test_what_is_left_without_the_head_is_a_form_where_it_acts() -> None:
    text = "Columbia University takes part. The program takes two semesters at Columbia."
    assert forms(text)["Columbia University"] == {"Columbia"}


def test_the_words_in_another_order_are_the_same_university() -> None:
    text = "The Mongolian Life Sciences University came. The Mongolian University of Life Sciences signed."
    assert len(named(text)) == 1


def test_a_ministry_with_and_without_its_country_is_one() -> None:
    text = (
        "The Ministry of Education and Science of Ukraine agreed. The Ministry of Education and Science pays."
    )
    assert forms(text)["Ministry of Education and Science of Ukraine"] == {
        "Ministry of Education and Science"
    }


def test_spells_takes_beginnings_of_words() -> None:
    assert spells("KazNU", ["Kazakh", "National", "University"])
    assert spells("NTUA", ["National", "Technical", "University", "of", "Athens"])
    assert spells("DFG", ["Deutsche", "Forschungs", "Gemeinschaft"])
    assert not spells("NTUA", ["Columbia", "University"])
    assert not spells("UA", ["University"])


def test_descriptions_stand_for_the_organisation_told_before() -> None:
    text = (
        "The University of Otago and the Ministry of Health signed."
        " The Ministry pays; the university teaches."
    )
    assert described(text) == {
        "The Ministry": {"Ministry of Health"},
        "the university": {"University of Otago"},
    }


def test_groups_stand_for_all_where_the_document_decides() -> None:
    text = "Kyoto University and the University of Turku met. Both universities agreed on exchanges."
    assert described(text) == {"Both universities": {"Kyoto University", "University of Turku"}}


def test_groups_stay_open_where_the_document_does_not_decide() -> None:
    text = "Kyoto University praised the reform. Both universities of the town were closed in spring."
    assert "Both universities" not in described(text)


def test_countries_come_from_names_adjectives_and_places_beside() -> None:
    text = (
        "The Indonesian Ministry of Agriculture wrote to Khon Kaen University, Thailand, "
        "to the University of Nairobi and to Hope College."
    )
    countries = {r.name: r.country for r in read(text)[2].referents if r.type == "organisation"}
    assert countries == {
        "Indonesian Ministry of Agriculture": "ID",
        "Khon Kaen University": "TH",
        "University of Nairobi": "KE",
        "Hope College": None,
    }


def test_states_are_places() -> None:
    assert named("Kazakhstan and Germany signed an agreement in Astana.", "place") == {
        "Kazakhstan",
        "Germany",
        "Astana",
    }


def test_acronyms_honours_and_official_names_of_states_make_no_second_organisation() -> None:
    text = (
        "East Kazakhstan Technical University named after D. Serikbayev (EKTU) signed. "
        "East Kazakhstan Technical University pays."
    )
    assert forms(text)["East Kazakhstan Technical University named after D. Serikbayev"] == {
        "EKTU",
        "East Kazakhstan Technical University",
    }
    assert len(named("AUT University signed. Auckland University of Technology (AUT) pays.")) == 1
    ministry = "The Ministry of Health of the Republic of Kazakhstan agreed. "
    ministry += "The Ministry of Health of Kazakhstan pays."
    assert named(ministry) == {"Ministry of Health of the Republic of Kazakhstan"}


def test_an_institute_at_an_acronym_is_the_one_of_the_full_name() -> None:
    text = "University College London (UCL) came. The UCL Institute of Archaeology signed. "
    text += "The Institute of Archaeology at UCL pays."
    assert len(named(text)) == 2


def test_two_letters_in_brackets_are_a_form_wherever_they_stand() -> None:
    text = "The University of Tartu (UT) grows. UT offers new degrees, and guests came to UT."
    found = [m for m in read(text)[2].mentions if m.type == "organisation"]
    assert len(found) == 4
    assert len({m.referents for m in found}) == 1


def test_brackets_hold_the_short_form_of_a_name_with_a_country_or_without_a_head() -> None:
    text = (
        "She leads the University of British Columbia (UBC).\n\n"
        "The third partner, the Pacific Community (SPC), will sign in May."
    )
    assert forms(text)["University of British Columbia"] == {"UBC"}
    assert forms(text)["Pacific Community"] == {"SPC"}


def test_a_short_form_in_brackets_need_not_be_all_capitals() -> None:
    text = (
        "The Swedish International Development Cooperation Agency (Sida), the Egypt-Japan University "
        "of Science and Technology (E-JUST) and the University of Tartu (Estonia) signed."
    )
    found = forms(text)
    assert found["Swedish International Development Cooperation Agency"] == {"Sida"}
    assert found["Egypt-Japan University of Science and Technology"] == {"E-JUST"}
    assert found["University of Tartu"] == set()


def test_a_college_is_told_again_without_its_head() -> None:
    text = "Imperial College London signed an agreement. Meanwhile, she said Imperial was keen to explore it."
    assert forms(text)["Imperial College London"] == {"Imperial"}


def test_a_town_beside_an_organisation_is_its_university() -> None:
    text = "The University of Tsukuba and Sultan Qaboos University (SQU) signed. SQU and Tsukuba study dates."
    assert forms(text)["University of Tsukuba"] == {"Tsukuba"}
    assert forms("The University of Bonn, Bonn, signed it with UCL.")["University of Bonn"] == set()


def test_a_town_of_several_words_is_part_of_a_name_whole() -> None:
    assert "University of Dar es Salaam" in forms("The University of Dar es Salaam signed an agreement.")


def test_an_acronym_told_nowhere_is_that_of_the_one_university_it_is_made_of() -> None:
    text = "The University of the South Pacific hosted the talks. USP students and staff of the bank came."
    assert "USP" in forms(text)["University of the South Pacific"]


def test_the_short_form_of_a_post_or_a_policy_is_no_body() -> None:
    text = (
        "The Principal Investigator (PI) explained the National Skills Policy (NSP) to Evora University."
        " The PI said that the NSP was new."
    )
    assert named(text) == {"Evora University"}
