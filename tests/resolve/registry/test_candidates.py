"""Which of the names that may stand in a string are weighed."""

import pytest
from tests.resolve.registry.conftest import write_dump
from tests.ror_records import PLACES, record

from kelisim.resolve.registry import Registry, install, load, match_many
from kelisim.resolve.registry.candidates import CONSIDERED, Match, find

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


@pytest.fixture(scope="module")
def addressed(tmp_path_factory) -> Registry:
    """Return a registry whose names hold words of addresses; a university has its school's name."""
    records = [
        record(
            "00heather",
            "Heatherby University",
            "Boston",
            aliases=("Heatherby University in Boston",),
        ),
        record("00bracken", "University of Brackendale, Boston", "Boston", aliases=("Brackendale",)),
        record("00systems", "Fernhill University System", "Boston", relations=[("child", "00fernhil")]),
        record(
            "00fernhil",
            "Fernhill University",
            "Boston",
            aliases=("Fernhill University School of Medicine",),
            relations=[("parent", "00systems")],
        ),
        record("00gorsean", "Gorse Analytics", "Boston", types=["company"]),
    ]
    folder = tmp_path_factory.mktemp("addressed")
    install(write_dump(folder / "dump.jsonl", records), folder)
    return load(folder)


def best(registry: Registry, text: str, id: str) -> tuple[Match, str]:
    """Return the match of a record and the words that it meets."""
    read = registry.reader.read(text)
    ((matches, _),) = find(registry.index, [read])
    match = next(match for match in matches if registry.index.id(match.record).endswith(id))
    return match, read.text[read.starts[match.start] : read.ends[match.end - 1]]


def test_a_whole_name_leaves_the_address_to_say_where_it_is(addressed):
    match, words = best(addressed, "Heatherby University, Boston, MA, USA", "00heather")
    assert words == "Heatherby University"
    assert match.places[0] == 1
    assert best(addressed, "Heatherby University in Boston", "00heather")[1].endswith("Boston")


def test_a_name_with_a_comma_is_met_across_it(addressed):
    match, words = best(addressed, "University of Brackendale, Boston, USA", "00bracken")
    assert (match.cover, words) == (1, "University of Brackendale, Boston")


def test_a_university_with_its_schools_name_as_an_alias_is_no_school(addressed):
    text = "Fernhill University School of Medicine, Boston, MA, USA"
    assert not best(addressed, text, "00fernhil")[0].school
    assert [found.id[-9:] for found in match_many(addressed, [text])[0]] == ["00fernhil"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gorse Analytics, Boston, USA", 1.0),
        ("Gorse Analytics, Boston, United Kingdom", -1.0),
        ("Gorse Analytics, Boston, MA and Dust Works, Oslo, Norway", 1.0),
    ],
)
def test_a_town_of_the_same_name_does_not_outweigh_the_country_told(addressed, text, country):
    assert best(addressed, text, "00gorsean")[0].places[0] == country


def test_a_possessive_is_read_as_the_word_that_it_is_of(addressed):
    assert best(addressed, "Heatherby University’s School of Dust, Boston, USA", "00heather")[0].cover == 1
