"""Russian: what only looks like a programme or a body that is founded."""

import pytest

from tests.extract.languages.texts import of_kind, read


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Выпускники Ошского университета учились в аспирантуре Томского университета.", "programme"),
        ("Вузы определили перспективные направления сотрудничества и запустили обмен.", "programme"),
        ("Пять вузов приняли решение построить собственные кампусы в Алматы.", "establishment"),
        ("Выделены средства для создания 24-х научных лабораторий.", "establishment"),
    ],
)
def test_studies_directions_and_many_bodies_are_none(told: str, kind: str) -> None:
    titles = [v.value for s in of_kind(read(told, "ru", None), kind) for v in s.values]
    assert not any("направлени" in str(t) or "аспирантур" in str(t) or "лаборатор" in str(t) for t in titles)
    assert kind != "establishment" or titles == []
