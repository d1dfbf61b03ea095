"""Forms of Kazakh verbs and cases of nouns by their endings, in Cyrillic and two Latin alphabets."""

import pytest

from kelisim.extract.languages.kk.morphology import case, stem, verb


@pytest.mark.parametrize(
    ("word", "infinitive", "features"),
    [
        ("қойылды", "қою", "VerbForm=Fin|Tense=Past|Voice=Pass"),
        ("қояды", "қою", "VerbForm=Fin|Tense=Fut"),
        ("қоймақ", "қою", "VerbForm=Fin|Tense=Fut"),
        ("шықты", "шығу", "VerbForm=Fin|Tense=Past"),
        ("табылған", "табу", "VerbForm=Part|Tense=Past|Voice=Pass"),
        ("өтетін", "өту", "VerbForm=Part|Tense=Fut"),
        ("келетінін", "келу", "VerbForm=Part|Tense=Fut|Case=Acc"),
        ("ашуға", "ашу", "VerbForm=Vnoun|Case=Dat"),
        ("келіп", "келу", "VerbForm=Conv"),
        ("ашқысы", "ашу", "VerbForm=Des"),
        ("оқиды", "оқу", "VerbForm=Fin|Tense=Fut"),
        ("qoiylady", "қою", "VerbForm=Fin|Tense=Fut|Voice=Pass"),
        ("ötkızudı", "өткізу", "VerbForm=Vnoun|Case=Acc"),
        ("qoıyldy", "қою", "VerbForm=Fin|Tense=Past|Voice=Pass"),
        ("ashylady", "ашу", "VerbForm=Fin|Tense=Fut|Voice=Pass"),
        ("júrgizýdi", "жүргізу", "VerbForm=Vnoun|Case=Acc"),
        ("бермеді", "беру", "VerbForm=Fin|Tense=Past|Polarity=Neg"),
    ],
)
def test_forms_of_verbs_lead_to_their_infinitive(word: str, infinitive: str, features: str) -> None:
    assert verb(word) == (infinitive, features)


@pytest.mark.parametrize("word", ["алты", "көрме", "алматы", "жабдық", "бағдарламасын", "түсіністік", "апта"])
def test_nouns_that_look_like_verbs_are_none(word: str) -> None:
    assert verb(word) is None


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("меморандумға", "Dat"),
        ("kelısımge", "Dat"),
        ("kelisimge", "Dat"),
        ("ýnıversıtetiniń", "Gen"),
        ("жобасын", "Acc"),
        ("құжатты", "Acc"),
        ("құжаты", ""),
        ("университеті", ""),
        ("университетімен", "Ins"),
        ("қазақстан", ""),
        ("апта", ""),
        ("көрмеде", "Loc"),
    ],
)
def test_the_last_ending_of_a_noun_is_its_case(word: str, shown: str) -> None:
    assert case(word) == shown


def test_a_possessed_noun_has_the_lemma_of_the_noun() -> None:
    assert stem("келісімінің")[0] == stem("келісім")[0] == "келісім"


@pytest.mark.parametrize("word", ["университетіне", "universitetıne", "ýnıversıtetine"])
def test_a_word_has_one_lemma_in_all_alphabets(word: str) -> None:
    assert stem(word)[0] == "университеті"
