import pytest

from kelisim.resolve.registry import atlas as atlases
from kelisim.resolve.registry.areas import Area

NAMES = [
    ("Germany", Area("country", "DE"), ""),
    ("Cologne", Area("city", "DE", "2886242"), ""),
    ("Cologne", Area("city", "US", "4834272"), ""),
    ("New York", Area("region", "US", "US.NY"), ""),
    ("Кёльн", Area("city", "DE", "2886242"), "Cologne"),
]


@pytest.fixture
def few_names(monkeypatch):
    """Let the gazetteer have few names, and count how often it is worked through."""
    asked = []

    def area_names():
        asked.append(True)
        yield from NAMES

    monkeypatch.setattr(atlases, "area_names", area_names)
    return asked


def test_atlas_is_worked_out_once_and_read_from_then_on(few_names, tmp_path):
    made, kept = atlases.atlas(tmp_path / "cache"), atlases.atlas(tmp_path / "cache")
    assert len(few_names) == 1
    assert kept == made
    assert len(kept.meanings) == 3


def test_atlas_of_another_version_goes_and_a_cut_one_is_made_anew(few_names, tmp_path):
    (tmp_path / "places-0123.marshal").write_bytes(b"")
    made = atlases.atlas(tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    assert atlases.atlas(tmp_path) == made
    assert len(few_names) == 2


def test_atlas_needs_no_folder_that_can_be_written(few_names, tmp_path):
    (tmp_path / "cache").write_text("a file, not a folder")
    assert len(atlases.atlas(tmp_path / "cache").meanings) == 3


def test_words_of_other_languages_lead_to_the_town(few_names, tmp_path):
    found = atlases.atlas(tmp_path)
    numbers = found.vocabulary.lookup("Кёльне")[0]
    assert numbers == found.vocabulary.lookup("Cologne")[0]
    assert found.meanings[numbers] == (Area("city", "DE", "2886242"), Area("city", "US", "4834272"))


def test_compacted_numbers_regions_that_no_record_has(few_names, tmp_path):
    regions = {"": 0, "KZ.10": 1}
    meanings = [meant for _, meant in atlases.compacted(atlases.atlas(tmp_path), regions)]
    assert regions == {"": 0, "KZ.10": 1, "US.NY": 2}
    assert ((), (2,), (), ()) in meanings
    lands = tuple(sorted(map(atlases.country_number, ("DE", "US"))))
    assert ((), (), (2886242, 4834272), lands) in meanings
