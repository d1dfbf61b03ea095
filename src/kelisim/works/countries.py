"""Countries as bibliographic sources write them → ISO 3166 alpha-2."""

import re
from functools import lru_cache
from typing import Final

from kelisim.places import country_of, region

_EUROPEAN: Final = {"UK": "GB", "EL": "GR"}
"""Codes of the European Union that are not those of ISO 3166."""

_WRITTEN: Final = {
    "peoples r china": "CN",
    "p r china": "CN",
    "pr china": "CN",
    "u arab emirates": "AE",
    "bosnia & herceg": "BA",
    "papua n guinea": "PG",
    "trinidad tobago": "TT",
    "trinid & tobago": "TT",
    "trinidad & tobago": "TT",
    "rep congo": "CG",
    "dem rep congo": "CD",
    "dr congo": "CD",
    "cote ivoire": "CI",
    "cent afr republ": "CF",
    "dominican rep": "DO",
    "fr polynesia": "PF",
    "north ireland": "GB",
    "turkiye": "TR",
    "türkiye": "TR",
    "republic of korea": "KR",
    "korea": "KR",
    "virgin islands": "VI",
    "north macedonia": "MK",
    "st kitts & nevi": "KN",
    "st lucia": "LC",
    "st vincent": "VC",
    "sao tome & prin": "ST",
    "antigua & barbu": "AG",
    "turks & caicos": "TC",
    "brit virgin isl": "VG",
    "fed rep ger": "DE",
    "holland": "NL",
    "ussr": "SU",
}
"""Names as Scopus and Web of Science shorten them; the Soviet Union by its withdrawn code."""

_MAIL: Final = re.compile(r"(?:\s*(?:electronic address|e-?mail)\s*:)?\s*\S+@\S+\s*$", re.IGNORECASE)
_STATES: Final = frozenset(
    re.findall(
        "..",
        "ALAKAZARCACOCTDEDCFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWY",
    )
)
_CODED: Final = re.compile(r"(?:^|.*\s)([A-Z]{2}) \d{5}(?:-\d{4})?$")  # "Seattle WA 98195"


def iso_of(code: str | None) -> str | None:
    """Return a code of two letters as ISO 3166 has it (UK → GB, EL → GR), None where it is none."""
    code = (code or "").strip().upper()
    return _EUROPEAN.get(code, code) if re.fullmatch(r"[A-Z]{2}", code) else None


@lru_cache(maxsize=100_000)
def country_named(text: str) -> str | None:
    """Return the country that a name, as sources write it, means; None where it means none."""
    text = text.strip(" .;,\n")
    written = _WRITTEN.get(text.lower().replace(".", ""))
    if written is not None or len(text) < 2:
        return written
    if text in _EUROPEAN:
        return _EUROPEAN[text]
    return country_of(text)


@lru_cache(maxsize=100_000)
def country_in(affiliation: str | None) -> str | None:
    """Return the country that an affiliation string ends with, None where it ends with none."""
    text = _MAIL.sub("", affiliation or "").rstrip(" .;,")
    last = text.rpartition(",")[2].strip()
    if last == "" or len(last) > 80:
        return None
    coded = _CODED.match(last)
    if last.endswith(" USA") or (coded is not None and coded[1] in _STATES):
        return "US"
    found = country_named(last)
    if found is None and re.search(r"\d", last):  # "050000 Kazakhstan", "Oakland CA 94607"
        found = country_named(re.sub(r"\S*\d\S*", "", last))
    if found is None:
        place = region(last)
        found = None if place is None else place.country
    return found
