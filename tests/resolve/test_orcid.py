"""ORCIDs that texts give: whose they are, and what they say of who is one."""

import pytest

from kelisim.model import Identifier, Quote, Referent, referent_id
from kelisim.resolve import is_orcid, orcids, resolve

HERS, HIS = "0000-0002-1825-0097", "0000-0001-5109-3700"


def person(document: str, text: str, name: str) -> Referent:
    start = text.index(name)
    quote = Quote(start, start + len(name), name)
    return Referent(referent_id(document, "person", quote), document, "person", name, (), (quote,))


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (HERS, True),
        (HIS, True),
        ("0000-0002-1694-233X", True),
        ("0000-0002-1825-0098", False),
        ("0000", False),
    ],
)
def test_an_orcid_has_its_check_digit(text, valid):
    assert is_orcid(text) is valid


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (f"Anna Berg (ORCID {HERS}) and Igor Sato spoke.", {"Anna Berg": HERS}),
        (
            f"Anna Berg, https://orcid.org/{HERS}, met Igor Sato ({HIS}).",
            {"Anna Berg": HERS, "Igor Sato": HIS},
        ),
        (f"Anna Berg and Igor Sato ({HIS}) spoke.", {"Igor Sato": HIS}),
        ("Anna Berg (0000-0002-1825-0098) and Igor Sato spoke.", {}),
        (f"Anna Berg and Igor Sato spoke.\nORCID: {HERS}", {}),
        (f"Igor Sato wrote to Anna Berg ({HERS}, {HIS}).", {"Anna Berg": HERS}),
        (f"{HERS} Anna Berg, Igor Sato", {}),
    ],
)
def test_an_orcid_is_of_the_person_named_last_before_it(text, given):
    people = [person("d:1", text, name) for name in ("Anna Berg", "Igor Sato")]
    names = {each.id: each.name for each in people}
    assert {names[id]: orcid for id, orcid in orcids(text, people).items()} == given


def found(ours: str, theirs: str, first: str, second: str) -> int:
    """Return how many people two names with these ORCIDs are."""
    a, b = person("d:1", ours, ours), person("d:2", theirs, theirs)
    given = {referent.id: orcid for referent, orcid in ((a, first), (b, second)) if orcid != ""}
    return len(resolve([a, b], orcids=given).entities)


def test_one_orcid_is_one_person_two_are_two():
    assert found("Anna Berg", "A. Berg-Weber", HERS, HERS) == 1
    assert found("Nurlan Yessimkhanov", "Nurlan Yessimkhanov", HERS, HIS) == 2
    assert found("Nurlan Yessimkhanov", "Nurlan Yessimkhanov", HERS, "") == 1


def test_the_person_bears_the_identifier_and_the_reason():
    a = person("d:1", "Anna Berg", "Anna Berg")
    (entity,) = resolve([a], orcids={a.id: HERS}).entities
    assert entity.identifiers == (Identifier("orcid", HERS),)
    assert entity.links[0].reason == "ORCID given in the text"
