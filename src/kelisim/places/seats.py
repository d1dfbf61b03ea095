"""Bodies that are known everywhere and whose names tell no place: CERN, Fudan University, the World Bank."""

import tomllib
from functools import cache
from importlib.resources import files

from kelisim.spelling import fold


def seat(name: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) where a well-known body has its seat, None for any other.

    The name counts as a whole, in any of the forms that the lexicon has, or by the words that names of its
    kind begin with ("Max Planck Institute for …"); case, accents and a leading article do not count.
    """
    key = _key(name)
    beginnings = _tables()["beginnings"]
    words = key.split()
    begun = (beginnings.get(" ".join(words[:length])) for length in range(len(words) - 1, 0, -1))
    return _tables()["bodies"].get(key) or next(filter(None, begun), None)


def is_renowned(name: str) -> bool:
    """Return whether a name as a whole is that of a body known everywhere."""
    return _key(name) in _tables()["bodies"]


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files("kelisim.places").joinpath("data/seats.toml").read_text("utf-8")
    found: dict[str, dict[str, str]] = {"bodies": {}, "beginnings": {}}
    for sort, countries in tomllib.loads(text).items():
        table = found["beginnings" if sort == "beginnings" else "bodies"]
        for country, names in countries.items():
            table |= {_key(name): country for name in names.split(" | ")}
    return found


def _key(name: str) -> str:
    return fold(name).removeprefix("the ").strip()
