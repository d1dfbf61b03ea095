"""Which of the names that may stand in a string are weighed."""

import pytest
from tests.resolve.registry.conftest import write_dump
from tests.ror_records import PLACES, record

from kelisim.resolve.registry import Registry, install, load
from kelisim.resolve.registry.candidates import CONSIDERED, find

LONG = (
    "Laboratory of Lichens Permafrost Meltwater Cyanobacteria Moraines Drumlins Eskers Pingos Kames Varves"
    " Nunataks"
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory) -> Registry:
    """Return a registry in which many share one name, and one has a very long name."""
    records = [record(f"00museum{n}", "Museum of Rock Art", town) for n, town in enumerate(PLACES)]
    records += [record("00sagebru", "Sagebrush University", "Boston"), record("00lichens", LONG, "Boston")]
    folder = tmp_path_factory.mktemp("crowded")
    install(write_dump(folder / "dump.jsonl", records), folder)
    return load(folder)


def weighed(registry: Registry, text: str) -> list[str]:
    """Return the names of the candidates that are weighed."""
    ((matches, _),) = find(registry.index, [registry.reader.read(text)])
    return [registry.index.name(match.record) for match in matches]


def test_namesakes_leave_room_for_the_next_name(crowded):
    names = weighed(crowded, "Museum of Rock Art, Sagebrush University")
    assert "Sagebrush University" in names
    assert 2 <= names.count("Museum of Rock Art") < CONSIDERED


def test_the_namesake_of_the_place_named_is_among_those_that_are_weighed(crowded):
    text = "Museum of Rock Art, Oslo, Norway"
    ((matches, _),) = find(crowded.index, [crowded.reader.read(text)])
    assert crowded.index.id(matches[0].record).endswith("00museum6")


def test_a_name_of_its_own_words_is_weighed_beside_a_much_longer_one(crowded):
    assert weighed(crowded, f"{LONG}, Sagebrush University, Boston, USA") == [LONG, "Sagebrush University"]
