"""Bodies that are known everywhere and whose names tell no place: CERN, Fudan University, the World Bank."""

import tomllib
from functools import cache
from importlib.resources import files

from kelisim.spelling import fold


def seat(name: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) where a well-known body has its seat, None for any other.

    The name counts as a whole, in any of the forms that the lexicon has; case, accents and a leading
    article do not.
    """
    return _seats().get(_key(name))


@cache
def _seats() -> dict[str, str]:
    text = files("kelisim.places").joinpath("data/seats.toml").read_text("utf-8")
    return {
        _key(name): country
        for table in tomllib.loads(text).values()
        for country, names in table.items()
        for name in names.split(" | ")
    }


def _key(name: str) -> str:
    return fold(name).removeprefix("the ").strip()
