import pytest

from kelisim.resolve.registry import match_many
from kelisim.resolve.registry.romanised import is_russian


@pytest.mark.parametrize(
    "text",
    [
        "Zharkynskiy natsional'nyy stepnoy universitet",  # BGN/PCGN
        "Žarkynskij nacionalʹnyj stepnoj universitet",  # ISO 9
        "Zharkynskii natsionalʹnyi stepnoi universitet",  # ALA-LC
        "Zharkynsky natsionalny stepnoy universitet",  # as papers write
        "kafedra fiziki Zharkynskogo natsional'nogo stepnogo universiteta",
    ],
)
def test_a_name_is_found_by_each_standard_for_latin_letters(registry, text):
    assert [found.id for found in match_many(registry, [text])[0]] == ["https://ror.org/00steppe1"]


def test_offsets_are_those_of_the_latin_letters(registry):
    ((found,),) = match_many(registry, ["Otdel, Zharkynskij nacional'nyj stepnoj universitet, Almaty"])
    assert found.written[found.start : found.end] == "Zharkynskij nacional'nyj stepnoj universitet"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tomskij politehničeskij universitet", True),
        ("Vysshaya shkola ekonomiki", True),
        ("Ministerstvo obrazovaniya Respubliki Kazakhstan", True),
        ("Polska Akademia Nauk, Instytut Fizyki, Warszawa", False),
        ("Stockholms universitet, Institut för fysik", False),
        ("Univerzita Karlova, Matematicko-fyzikální fakulta", False),
        ("Belozersky Institute of Biology, Moscow State University", False),
        ("University of Quartzville, Germany", False),
        ("Posts & Telecommunications, Institut, Hanoi", False),
        ("", False),
    ],
)
def test_is_russian_tells_it_from_other_tongues(text, told):
    assert is_russian(text) is told
