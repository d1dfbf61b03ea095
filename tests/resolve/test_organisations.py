"""Which organisations are one, and by which reason."""

import pytest

from kelisim.model import Identifier
from kelisim.resolve import Identification, resolve


def joined(*referents):
    return len(resolve(referents).entities) == 1


def reason(*referents):
    (entity,) = resolve(referents).entities
    return entity.links[0].reason


EKTU = [
    "D. Serikbayev East Kazakhstan Technical University",
    "East Kazakhstan Technical University named after D. Serikbaev",
    "Восточно-Казахстанский технический университет им. Д. Серикбаева",
    "Восточно-Казахстанского технического университета имени Даулета Серикбаева",
    "Д. Серікбаев атындағы Шығыс Қазақстан техникалық университеті",
    "D. Serıkbaev atyndağy Şyğys Qazaqstan tehnikalyq universiteti",
    "Ostkasachische Technische Universität",
    "Serikbayev University",
]


@pytest.mark.parametrize("name", EKTU[1:])
def test_one_university_in_four_languages_and_six_spellings(organisation, name):
    assert joined(organisation("d:1", EKTU[0], country="KZ"), organisation("d:2", name, country="KZ"))


def test_all_spellings_together_are_one(organisation):
    assert joined(*(organisation(f"d:{n}", name, country="KZ") for n, name in enumerate(EKTU)))


def test_two_universities_of_one_town_honour_different_people(organisation):
    ours = organisation("d:1", "Sh. Ualikhanov Kokshetau University", country="KZ")
    theirs = organisation("d:2", "Кокшетауский университет имени Абая Мырзахметова", country="KZ")
    nobody = organisation("d:3", "Kokshetau University", country="KZ")
    assert not joined(ours, theirs)
    resolution = resolve([ours, theirs, nobody])
    assert len(resolution.entities) == 3
    assert len(resolution.doubts) == 2


def test_an_acronym_needs_the_country(organisation):
    full = organisation("d:1", "East Kazakhstan Technical University", "EKTU", country="KZ")
    assert joined(full, organisation("d:2", "EKTU", country="KZ"))
    assert (
        reason(full, organisation("d:2", "EKTU", country="KZ"))
        == "an acronym of the full name, in the same country"
    )
    assert not joined(full, organisation("d:2", "EKTU", country="DE"))
    untold = resolve([full, organisation("d:2", "EKTU")])
    assert [doubt.reason for doubt in untold.doubts] == ["the same acronym, and no country is told"]


def test_the_country_of_the_document_speaks_for_an_acronym(organisation):
    full = organisation("d:1", "East Kazakhstan Technical University", "EKTU", country="KZ")
    around = organisation("d:2", "Ministry of Science and Higher Education of Kazakhstan", country="KZ", at=9)
    assert len(resolve([full, organisation("d:2", "EKTU"), around]).entities) == 2


def test_an_acronym_in_a_name_is_read_as_its_document_says(organisation):
    whole = organisation("d:1", "University College London", "UCL", country="GB", at=5)
    child = organisation("d:1", "UCL Institute of Archaeology", country="GB")
    told = organisation("d:2", "Institute of Archaeology at University College London", country="GB")
    resolution = resolve([whole, child, told])
    assert {len(entity.referents) for entity in resolution.entities} == {1, 2}


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("Institute of Archaeology at University College London", "University College London"),
        ("Faculty of Chemistry of Karaganda Buketov University", "Karaganda Buketov University"),
        (
            "Комитет науки Министерства науки и высшего образования",
            "Министерство науки и высшего образования",
        ),
        ("University of Nottingham Ningbo Campus", "University of Nottingham"),
        ("Siberian Branch of the Russian Academy of Sciences", "Russian Academy of Sciences"),
    ],
)
def test_a_child_is_never_its_parent(organisation, child, parent):
    assert not joined(organisation("d:1", child), organisation("d:2", parent))


@pytest.mark.parametrize(
    "name",
    [
        "Technical University",
        "Faculty of Chemistry",
        "Institute of Physics",
        "Ministry",
        "National University",
    ],
)
def test_a_general_name_never_links_by_itself(organisation, name):
    assert not joined(organisation("d:1", name), organisation("d:2", name))


def test_a_ministry_is_its_countrys(organisation):
    name = "Ministry of Science and Higher Education"
    ours = organisation("d:1", name, country="KZ")
    assert joined(ours, organisation("d:2", "МНВО РК"))
    assert joined(ours, organisation("d:2", "Қазақстан Республикасы Ғылым және жоғары білім министрлігі"))
    assert not joined(ours, organisation("d:2", f"{name} of the Russian Federation"))


def test_countries_keep_namesakes_apart(organisation):
    assert not joined(
        organisation("d:1", "Institute of Nuclear Physics", country="KZ"),
        organisation("d:2", "Institute of Nuclear Physics", country="UZ"),
    )


def test_who_tells_no_country_does_not_tie_two_countries_together(organisation):
    ours = organisation("d:1", "University of Newcastle", country="AU")
    theirs = organisation("d:2", "Newcastle University", country="GB")
    untold = organisation("d:3", "Newcastle University")
    resolution = resolve([ours, theirs, untold])
    assert len(resolution.entities) == 3
    assert len(resolution.doubts) == 2


def test_the_country_of_the_document_says_nothing_of_a_name_of_its_own(organisation):
    host = organisation("d:1", "Ministry of Science and Higher Education of Kazakhstan", country="KZ", at=9)
    guest, same = (
        organisation("d:1", "University of Twente"),
        organisation("d:2", "University of Twente", country="NL"),
    )
    assert len(resolve([host, guest, same]).entities) == 2


def test_words_of_status_come_and_go_but_not_in_america(organisation):
    ours = organisation("d:1", "Карагандинский государственный университет", country="KZ")
    assert joined(ours, organisation("d:2", "Карагандинский университет", country="KZ"))
    assert not joined(
        organisation("d:1", "Ohio University", country="US"),
        organisation("d:2", "Ohio State University", country="US"),
    )


def test_a_link_names_the_two_names_that_met(organisation):
    ours = organisation("d:1", EKTU[0], country="KZ")
    theirs = organisation("d:2", "ВКТУ", EKTU[2], country="KZ")
    (link,) = resolve([ours, theirs]).entities[0].links
    assert (link.referent, link.ours, link.theirs) == (theirs.id, EKTU[2], EKTU[0])


def test_states_are_one_under_all_their_names(organisation):
    names = ["Kazakhstan", "Республика Казахстан", "Қазақстан Республикасы", "РК"]
    assert joined(*(organisation(f"d:{n}", name) for n, name in enumerate(names)))
    assert not joined(organisation("d:1", "Kazakhstan"), organisation("d:2", "Government of Kazakhstan"))


def test_known_bodies_need_no_country(organisation):
    assert joined(organisation("d:1", "UNESCO"), organisation("d:2", "ЮНЕСКО"))


def test_a_town_in_the_name_overrules_a_country_of_the_context(organisation):
    told = organisation("d:1", "University of Tokyo", country="VN")
    assert len(resolve([told, organisation("d:2", "University of Tokyo", country="JP")]).entities) == 1
    assert resolve([told, organisation("d:2", "Токийский университет")]).entities[0].country == "VN"


def test_a_namesake_town_in_the_country_told_keeps_two_apart(organisation):
    found = [organisation("d:1", "Birmingham University", country=code) for code in ("GB",)]
    found.append(organisation("d:2", "Birmingham University", country="US"))
    assert len(resolve(found).entities) == 2


def test_a_university_of_a_country_is_one_and_any_university_there_is_none(organisation):
    found = [organisation("d:1", "University of Jordan"), organisation("d:2", "Universität Jordanien")]
    assert len(resolve(found).entities) == 1
    found = [organisation("d:1", "a Kazakh university"), organisation("d:2", "Kazakh University")]
    assert len(resolve(found).entities) == 2


def test_a_university_of_georgia_is_told_by_its_country(organisation):
    found = [organisation("d:1", "University of Georgia", country=code) for code in ("US",)]
    found.append(organisation("d:2", "University of Georgia", country="GE"))
    assert len(resolve(found).entities) == 2


def test_a_proper_name_told_of_two_countries_is_a_doubt(organisation):
    made = resolve(
        [
            organisation("d:1", "Heriot-Watt University", country="GB"),
            organisation("d:2", "Heriot-Watt University", country="AZ"),
        ]
    )
    assert len(made.entities) == 2
    assert [doubt.reason for doubt in made.doubts] == ["the same name, told of two countries"]


def test_what_a_registry_tells_apart_is_no_doubt(organisation):
    found = [
        organisation("d:1", "Heriot-Watt University", country="GB"),
        organisation("d:2", "Heriot-Watt University", country="AZ"),
    ]

    def identify(batch):
        return [
            Identification((Identifier("ror", f"https://ror.org/{each.referent.country}"),), "name")
            for each in batch
        ]

    assert resolve(found, identify=identify).doubts == ()


def test_german_words_of_status_and_adjectives_of_towns_are_read(organisation):
    found = [
        organisation("d:1", "Staatliche Universität Tiflis", country="GE"),
        organisation("d:2", "Tbilisi State University", country="GE"),
    ]
    assert len(resolve(found).entities) == 1
    found = [
        organisation("d:1", "Бакинская высшая школа нефти"),
        organisation("d:2", "Baku Higher Oil School", country="AZ"),
    ]
    assert len(resolve(found).entities) == 1


def test_a_town_behind_the_person_honoured_is_the_universitys_though_a_word_of_status_follows(organisation):
    full = organisation("d:1", "Vakhtang Beridze Kutaisi State University", country="GE")
    named = organisation("d:2", "Кутаисский государственный университет имени Вахтанга Беридзе", country="GE")
    other = organisation("d:3", "Vakhtang Beridze Batumi State University", country="GE")

    assert joined(full, named)
    assert not joined(full, other)
