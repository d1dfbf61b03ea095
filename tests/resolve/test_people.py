"""Which people are one, and what it takes."""

import pytest

from kelisim.resolve import resolve


def joined(*referents, offices=()):
    people = [r for r in referents if r.type == "person"]
    found = resolve(referents, offices=offices)
    return len([entity for entity in found.entities if entity.type == "person"]) < len(people)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ermek Kosherbaev", "Yermek Kosherbayev"),
        ("Ермек Кошербаев", "Yermek Kosherbayev"),
        ("Rakhmetullina Saule", "Рахметуллина Сауле Жадыгеровна"),
        ("Қасым-Жомарт Кемелұлы Тоқаев", "Токаев Касым-Жомарт Кемелевич"),
        ("Kassym-Schomart Tokajew", "Qasym-Jomart Toqaev"),
        ("Dr. Jürgen Kretschmann", "Juergen Kretschmann"),
        ("John A. Thornborough", "John Thornborough"),
    ],
)
def test_full_names_meet_across_scripts_orders_and_spellings(person, ours, theirs):
    assert joined(person("d:1", ours), person("d:2", theirs))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Tokayev", "Kassym-Jomart Tokayev"),
        ("Tokayev", "Tokayev"),
        ("S. Rakhmetullina", "Saule Rakhmetullina"),
        ("Saule Rakhmetullina", "Salima Rakhmetullina"),
        ("Dana Akhmetova", "Diana Akhmetova"),
        ("Ivan Petrov", "Petr Ivanov"),
        ("Нурлан Болатович Абдиров", "Нурлан Маратович Абдиров"),
        ("John A. Thornborough", "John B. Thornborough"),
        ("Gulnara Serikbayeva", "Gulnar Serikbayev"),
    ],
)
def test_less_than_the_full_name_or_a_difference_is_not_enough(person, ours, theirs):
    assert not joined(person("d:1", ours), person("d:2", theirs))


def test_initials_need_a_post_in_common(person, organisation, post):
    ektu, same = (
        organisation(f"d:{n}", "East Kazakhstan Technical University", at=5, country="KZ") for n in (1, 2)
    )
    other = organisation("d:2", "Karaganda Technical University", at=5, country="KZ")
    ours, theirs = person("d:1", "Saule Rakhmetullina"), person("d:2", "С. Рахметуллина")
    at_ektu = post(ours, "Rector", ektu)
    assert joined(ours, theirs, ektu, same, offices=[at_ektu, post(theirs, "ректор", same)])
    assert not joined(ours, theirs, ektu, other, offices=[at_ektu, post(theirs, "ректор", other)])


def test_a_common_name_needs_a_reason_beyond_it(person, organisation, post):
    ours, theirs = person("d:1", "Aleksandr Petrov"), person("d:2", "Александр Петров")
    alone = resolve([ours, theirs])
    assert len(alone.entities) == 2
    assert [doubt.reason for doubt in alone.doubts] == ["the same name, which many have"]
    bodies = (
        organisation("d:1", "Tomsk Polytechnic University", at=5),
        organisation("d:2", "Томский политех", at=5),
    )
    tomsk = organisation("d:2", "Томский политехнический университет", at=5)
    offices = [post(ours, "Dean", bodies[0]), post(theirs, "декан", tomsk)]
    assert joined(ours, theirs, bodies[0], tomsk, offices=offices)


def test_other_people_in_both_documents_are_such_a_reason(person):
    ours, theirs = person("d:1", "Zhou Wei"), person("d:2", "Wei Zhou")
    other = person("d:1", "Miljana Radivojević", at=5)
    assert not joined(ours, theirs)
    found = resolve(
        [ours, theirs, person("d:1", "Saule Rakhmetullina", at=5), person("d:2", "С. Рахметуллина", at=5)]
    )
    assert len(found.entities) == 4
    found = resolve([ours, theirs, other, person("d:2", "Radivojevic, Miljana", at=5)])
    assert len(found.entities) == 2


def test_a_minister_is_one_whether_of_the_state_or_of_the_ministry(person, organisation, post):
    ours, theirs = person("d:1", "Askar Akhmetov"), person("d:2", "Аскар Ахметов")
    ministry = organisation("d:2", "Министерство науки и высшего образования РК", at=5, country="KZ")
    offices = [
        post(ours, "Minister of Science and Higher Education", named="Kazakhstan"),
        post(theirs, "министр", ministry),
    ]
    assert joined(ours, theirs, ministry, offices=offices)
    assert not joined(
        ours, theirs, ministry, offices=[post(ours, "Minister of Health", named="Kazakhstan"), offices[1]]
    )


def test_rare_full_names_stay_one_over_time(person, post):
    then, now = person("d:1", "Daniyal Kenzhetayev"), person("d:2", "Данияль Кенжетаев")
    offices = [post(then, "Governor", named="East Kazakhstan"), post(now, "министр", named="Казахстан")]
    assert joined(then, now, offices=offices)


def test_two_patronymics_leave_who_has_none_in_doubt(person):
    found = [
        person("d:1", "Нурлан Болатович Абдиров"),
        person("d:2", "Нурлан Маратович Абдиров"),
        person("d:3", "Нурлан Абдиров"),
    ]
    resolution = resolve(found)
    assert len(resolution.entities) == 3
    assert len(resolution.doubts) > 0
