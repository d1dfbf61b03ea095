import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.places import country_name, country_of, find_countries


def found(text):
    return [(text[span.start : span.end], span.code) for span in find_countries(text)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("Республика Казахстан", "KZ"),
        ("Республики Казахстан", "KZ"),
        ("Қазақстан Республикасы", "KZ"),
        ("Qazaqstan", "KZ"),
        ("Kasachstans", "KZ"),
        ("РК", "KZ"),
        ("казахстанский", "KZ"),
        ("қазақстандық", "KZ"),
        ("kasachisch", "KZ"),
        ("UK", "GB"),
        ("United Kingdom", "GB"),
        ("Соединённого Королевства", "GB"),
        ("Ұлыбритания", "GB"),
        ("British", "GB"),
        ("the Netherlands", "NL"),
        ("ФРГ", "DE"),
        ("Bundesrepublik Deutschland", "DE"),
        ("U.S.A.", "US"),
        ("АҚШ", "US"),
        ("ОАЭ", "AE"),
        ("UAE", "AE"),
        ("Korea, Republic of", "KR"),
        ("People's Republic of China", "CN"),
        ("Islamic Republic of Iran", "IR"),
        ("Kingdom of Saudi Arabia", "SA"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Georgia", "GE"),
        ("Côte d'Ivoire", "CI"),
    ],
)
def test_country_of_knows_names_in_all_languages(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(
    "text", ["", "London", "rk", "us", "University", "Latin America", "казахстанско-германский", "?"]
)
def test_country_of_answers_none_where_no_single_country_is_named(text):
    assert country_of(text) is None


def test_inflected_names_are_found_in_russian():
    text = "делегации из Турции, Китая, Южной Кореи и Соединённых Штатов, вместе с Польшей; в Великобритании"
    assert [code for _, code in found(text)] == ["TR", "CN", "KR", "US", "PL", "GB"]


def test_inflected_names_are_found_in_kazakh():
    text = "Ұлыбританиядан, АҚШ-тан, Қытайға, Германияның, қазақстандық ғалымдар, Qazaqstannyñ, Germaniiada"
    assert [code for _, code in found(text)] == ["GB", "US", "CN", "DE", "KZ", "KZ", "DE"]


def test_inflected_names_are_found_in_german():
    text = "die kasachische Regierung, Kasachstans, in den Vereinigten Staaten, mit französischen Partnern"
    assert [code for _, code in found(text)] == ["KZ", "KZ", "US", "FR"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("казахстанско-германский университет", ["KZ", "DE"]),
        ("франко-казахстанский центр", ["FR", "KZ"]),
        ("қазақ-неміс университеті", ["KZ", "DE"]),
        ("deutsch-kasachische Zusammenarbeit", ["DE", "KZ"]),
        ("the Sino-German centre", ["CN", "DE"]),
    ],
)
def test_compounds_give_every_country(text, codes):
    assert [code for _, code in found(text)] == codes


def test_official_names_are_one_span():
    text = "in the Federal Republic of Germany and Қазақстан Республикасының үкіметі"
    assert found(text) == [("Federal Republic of Germany", "DE"), ("Қазақстан Республикасының", "KZ")]


def test_people_with_names_of_countries_are_no_countries():
    assert found("Michael Jordan met Chad Smith, J. Jordan and Georgia Brown") == []
    assert found("They met in Amman, Jordan, and in Chad") == [("Jordan", "JO"), ("Chad", "TD")]


def test_the_state_of_georgia_is_told_from_the_country():
    assert found("University of Georgia")[0][1] == "US"
    assert found("Atlanta, Georgia")[0][1] == "US"
    assert found("Georgia Tech")[0][1] == "US"
    assert found("Tbilisi, Georgia") == [("Georgia", "GE")]


def test_names_with_another_name_inside_mean_something_else():
    assert found(
        "New Mexico, Latin America, Inner Mongolia, Northern Ireland, South Sudan, Papua New Guinea"
    ) == [
        ("New Mexico", "US"),
        ("Inner Mongolia", "CN"),
        ("Northern Ireland", "GB"),
        ("South Sudan", "SS"),
        ("Papua New Guinea", "PG"),
    ]


def test_languages_are_no_countries():
    assert found("the Kazakh language, taught in German. немецкий язык, қазақ тілі") == []
    assert found("in German universities") == [("German", "DE")]


def test_lower_case_words_are_no_countries():
    assert found("tell us about turkey and china, polish the pan") == []


def test_adjectives_are_marked():
    assert [span.adjective for span in find_countries("Kazakh scientists from Kazakhstan")] == [True, False]


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_in_order(text):
    end = 0
    for span in find_countries(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


def test_country_names_come_in_every_language():
    assert [country_name("DE", language) for language in ("en", "ru", "kk", "de")] == [
        "Germany",
        "Германия",
        "Германия",
        "Deutschland",
    ]
    assert country_name("QQ") == "QQ"
