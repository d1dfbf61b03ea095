"""Names that are alike beyond what makes them one, and who stands beside them."""

import pytest

from kelisim.resolve import resolve
from kelisim.resolve.alike import alike

ALIKE = [
    ("Çankaya University", "Cankaya University of Türkiye"),
    ("Университет Гази", "Gazi University"),
    ("университет Алламы Икбала", "Allama Iqbal University"),
    ("Палацкий университет", "Palacký University"),
    ("Масариков университет", "Masaryk-Universität"),
    ("Heriot-Watt University", "Университет Хериот-Уотт"),
    ("National Meteorological Observatory of Peru", "Национальная метеорологическая обсерватория Перу"),
    ("Институт физики имени Н. Осмонова НАН Кыргызстана", "N. Osmonov Institute of Physics"),
    ("National Center for Genetics", "National Center for Genetics of Mongolia"),
    ("Yessenov University", "Каспийский университет технологий и инжиниринга имени Ш. Есенова"),
    ("КазНПУ имени Абая", "Abai Kazakh National Pedagogical University"),
    ("Гисенский университет имени Юстуса Либиха", "Justus-Liebig-Universität Gießen"),
    ("Университет имени Адама Мицкевича", "Adam-Mickiewicz-Universität Posen"),
    ("GEOMAR Helmholtz Centre for Ocean Research Kiel", "Helmholtz-Zentrum für Ozeanforschung Kiel"),
    ("Institut für Geographie und Wassersicherheit", "Институт географии и водной безопасности"),
]
OTHERS = [
    ("Tomsk State University", "Tomsk Polytechnic University"),
    ("University of Oxford", "Oxford Brookes University"),
    ("University of Hamburg", "University of Homburg"),
    ("University of Leeds", "University of Leicester"),
    ("University of Sussex", "University of Essex"),
    ("Tbilisi State Medical University", "Tbilisi State University"),
    ("Technische Universität Graz", "Universität Graz"),
    ("Abai Kazakh National Pedagogical University", "Al-Farabi Kazakh National University"),
    ("Institute of Physics of Georgia", "Institute of Physics of Armenia"),
    ("University of Jordan", "National University"),
    ("Ankara Hacı Bayram Veli University", "Ankara University"),
    ("Heidelberg University", "Heidelberg Medical University"),
    ("Abai Myrzakhmetov University", "Abai Kazakh National Pedagogical University"),
    ("ЗКМУ имени Марата Оспанова", "Марат Оспанов атындағы колледж"),
]


@pytest.mark.parametrize(("ours", "theirs"), ALIKE)
def test_names_that_are_spelled_declined_or_shortened_otherwise_are_alike(ours, theirs):
    assert alike(ours, theirs)
    assert alike(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), OTHERS)
def test_names_of_two_organisations_are_not_alike(ours, theirs):
    assert not alike(ours, theirs)
    assert not alike(theirs, ours)


def _asked(*referents):
    return {doubt.reason for doubt in resolve(referents).doubts}


def test_names_alike_beside_one_partner_are_a_doubt(organisation):
    ours = organisation("d:1", "Gazi University", country="TR")
    theirs = organisation("d:2", "Гази университеті", country="PS")
    partner = (
        organisation("d:1", "University of Leeds", at=20),
        organisation("d:2", "University of Leeds", at=20),
    )

    assert _asked(ours, theirs) == set()
    assert _asked(ours, theirs, *partner) == {"names alike, told beside the same others"}


def test_names_alike_beside_one_person_are_a_doubt(organisation, person):
    ours = organisation("d:1", "Gazi University", country="TR")
    theirs = organisation("d:2", "Гази университеті", country="PS")
    people = person("d:1", "Erdem Korkutoğlu", at=20), person("d:2", "Эрдем Коркутоглу", at=20)

    assert _asked(ours, theirs, *people) == {"names alike, told beside the same others"}


def test_two_pairs_of_names_alike_vouch_for_each_other(organisation):
    ours = organisation("d:1", "Gazi University", country="TR")
    theirs = organisation("d:2", "Гази университеті", country="PS")
    second = (
        organisation("d:1", "Masaryk University", at=20),
        organisation("d:2", "Масариков университет", at=20),
    )

    assert len(resolve([ours, theirs, *second]).doubts) == 2


def test_what_one_document_names_side_by_side_is_not_asked_about(organisation):
    both = organisation("d:1", "Masaryk University"), organisation("d:1", "Масариков университет", at=20)
    third = organisation("d:1", "University of Leeds", at=40)

    assert _asked(*both, third) == set()
