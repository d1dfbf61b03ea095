"""Names of one organisation in two languages, and texts that name it."""

import pytest

from kelisim.resolve import is_part, is_piece, share_name, tells_of
from kelisim.resolve.across import tongue_of
from kelisim.resolve.alike import alike

ONE = [
    ("Hochschule für Musik Nürnberg", "Nuremberg University of Music"),
    ("Hochschule für Musik Nürnberg", "Нюрнбергская высшая школа музыки"),
    ("Hochschule für Musik und Theater München", "University of Music and Theatre Munich"),
    ("Technische Universität Dresden", "Dresden University of Technology"),
    ("Технический университет Лодзи", "Lodz University of Technology"),
    ("Лодзь техникалық университеті", "Lodz University of Technology"),
    ("Wirtschaftsuniversität Wien", "Vienna University of Economics and Business"),
    ("Medizinische Hochschule Hannover", "Hannover Medical School"),
    ("Pädagogische Hochschule Freiburg", "Фрайбургский педагогический институт"),
    ("Hochschule für Bildende Künste Dresden", "Dresden Academy of Fine Arts"),
    ("Tierärztliche Hochschule Hannover", "Ганноверский ветеринарный университет"),
    ("Warsaw University of Life Sciences", "Варшавский университет естественных наук"),
    ("Швеция ауыл шаруашылығы ғылымдары университеті", "Swedish University of Agricultural Sciences"),
    ("Hochschule Fulda", "Фульда қолданбалы ғылымдар университеті"),
    ("Academy of Public Administration of Kazakhstan", "Мемлекеттік басқару академиясы"),
    ("Seoul National University of Education", "Сеульский национальный педагогический университет"),
    ("Saint Petersburg Mining University", "Sankt Petersburger Bergbauuniversität"),
    ("Naturhistorisches Museum Wien", "Natural History Museum Vienna"),
    ("German Aerospace Center", "Deutsches Zentrum für Luft- und Raumfahrt"),
    ("DIW", "Deutsches Institut für Wirtschaftsforschung DIW"),
    ("Ho Chi Minh City University of Technology", "Технологический университет Хошимина"),
]
TWO = [
    ("Technische Universität Dresden", "Dresden University of Applied Sciences"),
    ("Freie Universität Berlin", "Берлинский университет имени Гумбольдта"),
    ("Венский технический университет", "Vienna University of Economics and Business"),
    ("Academy of Fine Arts in Warsaw", "Краковская академия изящных искусств"),
    ("Ministry of Education and Science of Georgia", "Министерство образования и науки Армении"),
    ("Seoul National University", "Сеульский национальный педагогический университет"),
    ("Университет Сан-Паулу", "Federal University of São Paulo"),
    ("Leipzig University", "Лейпцигская высшая школа музыки и театра"),
    ("Sofia University", "Технический университет Софии"),
    ("Estonian University of Life Sciences", "Эстонская академия художеств"),
    ("Hochschule Bremen", "Universität Bremen"),
    ("Max Planck Institute for Physics", "Институт химии Макса Планка"),
]


@pytest.mark.parametrize(("ours", "theirs"), ONE)
def test_each_language_builds_the_name_in_its_own_way(ours, theirs):
    assert alike(ours, theirs)
    assert alike(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), TWO)
def test_a_word_that_tells_another_body_keeps_names_of_two_languages_apart(ours, theirs):
    assert not alike(ours, theirs)
    assert not alike(theirs, ours)


@pytest.mark.parametrize(
    ("name", "tongue"),
    [
        ("Hochschule Wismar", "de"),
        ("Naturwissenschaftliche Sammlung", "de"),
        ("University of Lagos", "en"),
        ("Лагосский университет", "ru"),
        ("Лагос мемлекеттік университеті", "kk"),
        ("Universidad de Lagos", None),
    ],
)
def test_the_language_of_a_name_shows_in_its_letters_and_words(name, tongue):
    assert tongue_of(name) == tongue


TOLD = [
    ("Договор с Техническим университетом Лодзи подписал ректор.", "Lodz University of Technology"),
    ("The National Museums of Ghana and a school signed it.", "Nationalmuseen Ghanas"),
    ("Trumpf und die Hochschule Wismar haben einen Vertrag geschlossen.", "Trumpf Group"),
    ("Филиппинский университет в Маниле открыл кафедру.", "University of the Philippines Manila"),
    ("ОИЯИ", "Joint Institute for Nuclear Research"),
]
UNTOLD = [
    ("Договор с Техническим университетом Лодзи подписал ректор.", "University of Lodz"),
    ("Договор с Техническим университетом, Лодзь.", "Medical University of Lodz"),
    ("Botanists of Berlin met a gardener of Munich.", "Botanical Garden of Berlin"),
    ("Der Rektor kam aus Wismar.", "Hochschule Wismar"),
]


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_a_text_names_a_body_whose_name_another_language_builds_otherwise(text, name):
    assert tells_of(text, name)


@pytest.mark.parametrize(("text", "name"), UNTOLD)
def test_words_that_stand_apart_or_say_more_name_another_body(text, name):
    assert not tells_of(text, name)


def test_a_name_is_a_piece_of_a_longer_one():
    assert is_piece("Технический университет", "Lodz University of Technology")
    assert not is_piece("Медицинский университет", "Lodz University of Technology")
    assert is_part("School of Law at the University of Accra", "University of Accra")
    assert not is_part("Technische Universität Riga", "Universität Riga")


def test_two_texts_share_a_name_that_nobody_read():
    ours = "The Museum of Dry Rivers of Windhoek signed a paper with the University of Accra."
    theirs = "Last June the University of Accra and the Museum of Dry Rivers of Windhoek agreed."

    assert share_name(ours, theirs, ["University of Accra"])
    assert not share_name(ours, "The University of Accra agreed.", ["University of Accra"])
    assert not share_name(ours, theirs, ["University of Accra", "Museum of Dry Rivers of Windhoek"])
