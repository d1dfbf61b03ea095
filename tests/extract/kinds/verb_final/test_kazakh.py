"""What the kinds find in Kazakh: clauses that close with their verb, endings that tell roles."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, only, values


def read(text: str) -> Extraction:
    return texts.read(text, "kk", "2025-05-14")


# ------------------------------------------------------------------ agreements


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Алатау университеті Осака университетімен меморандумға қол қойды.", "signed"),
        ("Алатау университеті Осака университетімен меморандумға отырды.", "signed"),
        ("Алатау университеті мен Осака университеті меморандумға қыркүйекте қол қояды.", "planned"),
        ("Алатау университеті мен Осака университеті меморандумды тағы үш жылға ұзартты.", "renewed"),
        ("Алатау университеті мен Осака университеті арасында 2016 жылы жасалған меморандум бар.", "signed"),
    ],
)
def test_agreements_have_their_parties_and_status(sentence: str, status: str) -> None:
    agreement = only(read(sentence), "agreement")
    assert set(values(agreement, "parties")) == {"Алатау университеті", "Осака университеті"}
    assert values(agreement, "kind") == ["memorandum"]
    assert values(agreement, "status") == [status]


def test_what_is_planned_after_a_signing_is_another_agreement() -> None:
    text = (
        "Алатау университеті мен Осака университеті 2019 жылы меморандумға қол қойды. "
        "Тараптар келесі жылы құжатты ұзартуды көздеп отыр."
    )
    found = of_kind(read(text), "agreement")
    assert sorted(str(values(each, "status")[0]) for each in found) == ["planned", "signed"]


def test_items_of_what_is_undertaken_end_with_their_verbal_noun() -> None:
    text = (
        "Алатау университеті мен Осака университеті келісімге қол қойды. Онда тараптар көл суын бірге "
        "зерттеуге, магистранттар алмасуға және ортақ зертхана ашуға міндеттенді."
    )
    agreement = only(read(text), "agreement")
    assert values(agreement, "commitments") == [
        "көл суын бірге зерттеуге",
        "магистранттар алмасуға",
        "ортақ зертхана ашуға",
    ]


def test_the_occasion_stands_in_the_locative() -> None:
    text = "Рәсімде Алатау университеті Осака университетімен келісімге қол қойды."
    assert values(only(read(text), "agreement"), "occasion") == ["Рәсім"]


# ------------------------------------------------------------------ money and numbers


def test_a_sum_has_its_giver_and_what_it_is_for() -> None:
    text = "Жабдық сатып алуға Ғылым комитеті 420 млн теңге, ал Осака университеті 300 мың еуро бөледі."
    one, other = of_kind(read(text), "funding")
    assert (values(one, "amount"), values(one, "currency")) == ([420_000_000], ["KZT"])
    assert (values(one, "funders"), values(other, "funders")) == (["Ғылым комитеті"], ["Осака университеті"])
    assert values(other, "currency") == ["EUR"]
    assert values(one, "purpose") == ["Жабдық сатып алу"]


def test_who_bears_an_expense_funds_it() -> None:
    funding = only(read("Студенттердің жол шығынын Осака университеті көтереді."), "funding")
    assert values(funding, "funders") == ["Осака университеті"]
    assert values(funding, "purpose") == ["Студенттердің жол шығыны"]


@pytest.mark.parametrize(
    ("sentence", "value", "what", "scope"),
    [
        ("Малайзияда 700-ден астам студент бар.", 700, "студент", ["Малайзия"]),
        (
            "Осака университетінде 3 мыңға жуық магистрант оқиды.",
            3000,
            "магистрант оқиды",
            ["Осака университеті"],
        ),
        ("Қазір Жапонияда 40 қазақстандық оқиды.", 40, "қазақстандық оқиды", ["Жапония"]),
    ],
)
def test_counts_with_their_bounds_and_where_they_hold(
    sentence: str, value: int, what: str, scope: list[str]
) -> None:
    figure = only(read(sentence), "figure")
    assert (values(figure, "value"), values(figure, "what")) == ([value], [what])
    assert values(figure, "scope") == scope


def test_a_span_of_time_is_told_with_what_lasts() -> None:
    figure = only(read("Алатау университеті бес жылға арналған келісім жасады."), "figure")
    assert (values(figure, "value"), values(figure, "what")) == ([5], ["жылға арналған келісім"])


# ------------------------------------------------------------------ events and intentions


@pytest.mark.parametrize(
    ("sentence", "kind", "name", "place"),
    [
        ("Алматыда «Жасыл өлке» форумы өтті.", "conference", "«Жасыл өлке» форумы", ["Алматы"]),
        (
            "Ол мамырда Ташкентте өтетін археологтар конгресіне шақырды.",
            "conference",
            "археологтар конгресі",
            ["Ташкент"],
        ),
        (
            "Ректор Әсет Мұқанов Кенияға жұмыс сапарымен барды.",
            "visit",
            "Кенияға жұмыс сапары",
            [],
        ),
    ],
)
def test_events_have_their_name_and_place(sentence: str, kind: str, name: str, place: list[str]) -> None:
    event = only(read(sentence), "event")
    assert (values(event, "kind"), values(event, "name")) == ([kind], [name])
    assert values(event, "place") == place


def test_those_of_an_event_are_none_and_its_title_is_its_name() -> None:
    assert of_kind(read("Алматыда өткен семинар қатысушылары сертификат алды."), "event") == []
    event = only(read("Түркістанда «Алтын көпір» деп аталатын форум өтті."), "event")
    assert values(event, "name") == ["«Алтын көпір» деп аталатын форум"]


def test_those_who_meet_and_those_who_come_take_part() -> None:
    text = (
        "Ректор Әсет Мұқанов Осака университетінің ректоры Кэндзи Моримен кездесті. "
        "Кездесуге проректор Айгүл Смағұлова қатысты."
    )
    event = only(read(text), "event")
    assert values(event, "kind") == ["meeting"]
    assert set(values(event, "participants")) == {"Әсет Мұқанов", "Кэндзи Мори", "Айгүл Смағұлова"}


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Айгүл Смағұлова ортақ зертхана ашуды ұсынды.", "ортақ зертхана ашу"),
        ("Айгүл Смағұлова студент алмасуға дайын екенін айтты.", "студент алмасу"),
        ("Айгүл Смағұлова бірлескен курс ашқысы келеді.", "бірлескен курс ашу"),
        ("Айгүл Смағұлова жапон ғалымдарын форумға шақырды.", "жапон ғалымдарын форумға шақыру"),
    ],
)
def test_wishes_stand_before_the_words_that_tell_them(sentence: str, what: str) -> None:
    intention = only(read(sentence), "intention")
    assert values(intention, "what") == [what]
    assert values(intention, "actors") == ["Айгүл Смағұлова"]


def test_an_agreement_wished_for_is_no_event() -> None:
    assert of_kind(read("Айгүл Смағұлова жаңа семинарды ұйымдастыруды ұсынды."), "event") == []


# ------------------------------------------------------------------ programmes and names


def test_a_degree_has_the_title_of_its_field() -> None:
    text = "Осака университеті «Көл экологиясы» мамандығы бойынша қос дипломды магистратура ашады."
    programme = only(read(text), "programme")
    assert values(programme, "title") == ["Көл экологиясы"]
    assert (values(programme, "kind"), values(programme, "status")) == (["dual_degree"], ["planned"])
    assert values(programme, "partners") == ["Осака университеті"]


def test_a_head_alone_means_the_body_told_before() -> None:
    text = "Осака университеті жаңа корпус салды. Университеттің ректоры Кэндзи Мори сөз сөйледі."
    office = only(read(text), "office")
    assert values(office, "organisation") == ["Осака университеті"]


def test_a_unit_stays_in_the_post() -> None:
    text = "Жиынға Осака университетінің халықаралық байланыстар басқармасының басшысы Кэндзи Мори келді."
    office = only(read(text), "office")
    assert values(office, "office") == ["халықаралық байланыстар басқармасының басшысы"]
    assert values(office, "organisation") == ["Осака университеті"]


def test_a_firm_is_named_by_its_core_too() -> None:
    found = read("«Алтын дән» ЖШС келісімге қол қойды. Кейін «Алтын дән» жобаға қосылды.")
    (firm,) = [r for r in found.referents if r.type == "organisation"]
    assert (firm.name, firm.forms, firm.country) == ("«Алтын дән» ЖШС", ("Алтын дән",), "KZ")


# ------------------------------------------------------------------ who else is meant, who takes part


def test_two_universities_are_those_told_last_not_other_bodies() -> None:
    text = (
        "Алатау университеті мен Осака университеті жұмыс тобын құрды. Оған Ғылым комитеті қолдау көрсетті. "
        "Екі университет арасында 2019 жылы жасалған меморандум бар."
    )
    assert set(values(only(read(text), "agreement"), "parties")) == {
        "Алатау университеті",
        "Осака университеті",
    }


def test_whom_a_text_is_about_is_a_party_where_only_the_other_is_told() -> None:
    text = (
        "Алатау университеті биыл 60 жылдығын атап өтеді. Алатау университеті үш зертхана ашты. "
        "Мамырда Осака университетімен меморандум бекітілді."
    )
    assert set(values(only(read(text), "agreement"), "parties")) == {
        "Алатау университеті",
        "Осака университеті",
    }


def test_all_of_a_list_of_people_with_posts_take_part() -> None:
    text = (
        "Таразда «Мұз» халықаралық форумы өтті. Форумға Алатау университетінің ректоры Айгүл Сәрсенова, "
        "Түркияның Алматы қаласындағы бас консулы Мехмет Өзден, сондай-ақ «Қыран» қорының төрайымы "
        "Жанна Ермекова қатысты."
    )
    event = only(read(text), "event")
    assert values(event, "participants") == ["Айгүл Сәрсенова", "Мехмет Өзден", "Жанна Ермекова"]


def test_a_meeting_is_named_by_whom_it_is_with() -> None:
    event = only(read("Таразда 12 мамырда Осака университетінің өкілдерімен кездесу өтті."), "event")
    assert values(event, "name") == ["Осака университетінің өкілдерімен кездесу"]


@pytest.mark.parametrize(
    ("sentence", "value", "what"),
    [
        ("Қазақстанда 33 шетелдік жоғары оқу орны бар.", 33, "шетелдік жоғары оқу орны"),
        ("Шетелде университеттің 5 филиалы бар.", 5, "филиалы"),
        ("Елге 31 мың жарым шетелдік студент келді.", 31500, "шетелдік студент келді"),
    ],
)
def test_what_is_counted_may_be_possessed_or_of_two_words(sentence: str, value: int, what: str) -> None:
    figure = only(read(sentence), "figure")
    assert values(figure, "value") == [value]
    assert values(figure, "what") == [what]


def test_a_place_in_a_ranking_is_no_figure() -> None:
    assert of_kind(read("Алатау университеті әлемнің үздік 300 университетінің қатарында."), "figure") == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Айгүл Смағұлова мырза мұздықтар қауымдастығын құруды ұсынды.", "мұздықтар қауымдастығын құру"),
        ("Айгүл Смағұлова алма мен жүзімге көшкісі келеді.", "алма мен жүзімге көшу"),
        ("Айгүл Смағұлова қазақстандық серіктес іздеп жүр.", "қазақстандық серіктес іздеу"),
        ("Айгүл Смағұлова ортақ курс ашу керек деген пікірін айтты.", "ортақ курс ашу"),
        ("Айгүл Смағұлова ортақ курс ашуға ниет білдіріпті.", "ортақ курс ашу"),
    ],
)
def test_wishes_are_told_in_many_ways(sentence: str, what: str) -> None:
    text = f"Осака университетінің ректоры Айгүл Смағұлова келді. {sentence}"
    wish = only(read(text), "intention")
    assert values(wish, "what") == [what]
    assert values(wish, "actors") == ["Айгүл Смағұлова"]


def test_those_whose_meeting_it_is_take_part_in_it() -> None:
    text = (
        "Таразда Осака университетінің ректоры Хироси Танака мен Алатау университетінің проректоры Айгүл "
        "Сәрсенованың кездесуі өтті."
    )
    assert values(only(read(text), "event"), "participants") == ["Хироси Танака", "Айгүл Сәрсенова"]


def test_a_town_says_more_of_where_an_event_is_than_its_country() -> None:
    event = only(read("Тәжікстанда, Душанбе қаласында «Мұз» халықаралық форумы өтті."), "event")
    assert values(event, "place") == ["Душанбе"]


def test_countries_are_parties_where_their_bodies_stand_before_between() -> None:
    text = (
        "Қазақстан мен Тәжікстанның жоғары оқу орындары арасындағы әріптестік туралы келісімге қол қойылды."
    )
    assert values(only(read(text), "agreement"), "parties") == ["Қазақстан", "Тәжікстан"]


def test_a_double_degree_is_offered_by_the_two_universities_told_last() -> None:
    text = (
        "Алатау университеті мен Осака университеті келісімге қол қойды. «Мұздықтану» мамандығы бойынша қос "
        "дипломды бағдарлама ашылды."
    )
    programme = only(read(text), "programme")
    assert values(programme, "partners") == ["Алатау университеті", "Осака университеті"]


def test_a_part_of_a_gathering_is_no_event_and_its_speakers_take_part_in_the_whole() -> None:
    text = (
        "Таразда 12 мамырда «Мұз» халықаралық конференциясы өтті. Пленарлық отырысты Осака университетінің "
        "профессоры Хироси Танака ашты."
    )
    event = only(read(text), "event")
    assert values(event, "kind") == ["conference"]
    assert values(event, "participants") == ["Хироси Танака"]
