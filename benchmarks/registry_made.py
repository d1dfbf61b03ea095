"""Make training rows from the registry itself: its own names as papers and the press would write them.

`python -m benchmarks.registry_made DUMP --out ROWS.jsonl [--records 4000]`

Every row is one name of one record, in brief or with its town and country, now and then abbreviated or
inflected. A part of the rows tells that the record is to be thought away (`without`): then nothing that is
found in its place is right. What is chosen hangs on hashes of ids, so the same dump makes the same rows.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from kelisim.resolve.registry.records import RorRecord, read_records

UNITS = ("Department of Chemistry", "Faculty of Law", "Division of Cardiology", "School of Engineering")
FORMS = (
    *("{name}", "{name}", "{name}, {town}", "{name}, {country}", "{name}, {town}, {country}"),
    *("{unit}, {name}, {town}, {country}", "{unit}, {name}, {country}", "{unit}, {name}"),
)
THOUGHT_AWAY = 4  # of so many rows one
SHORTENED = {"University": "Univ.", "Institute": "Inst.", "Technology": "Technol.", "National": "Natl."}
INFLECTED = (
    (r"(?<=[скцн])ий\b", "ого"),
    (r"(?<=[нвтдр])ый\b", "ого"),
    (r"ая\b", "ой"),
    (r"\b(университет|институт|центр)\b", r"\1а"),
    (r"\bакадемия\b", "академии"),
    (r"университеті\b", "университетінің"),
    (r"институты\b", "институтының"),
    (r"ische (?=Universität|Hochschule)", "ischen "),
)


def chance(*parts: object) -> int:
    """Return a number that hangs on nothing but the parts."""
    return int(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:12], 16)


def made(record: RorRecord) -> Iterator[dict]:
    """Yield a row of a record; two of one with names in several scripts."""
    names = [n.value for n in record.names if n.types != ("acronym",) and len(n.value) > 6]
    own = [n for n in names if n.isascii()], [n for n in names if re.search("[а-яәғқңөұүһі]|ische ", n)]
    place = record.locations[0].geonames_details
    for kind, pool in enumerate(own):
        if len(pool) == 0:
            continue
        draw = chance(record.id, kind)
        name = re.sub(r"\s*\([^()]*\)$", "", pool[draw % len(pool)])
        if kind == 1 and draw % 3 > 0:
            for pattern, new in INFLECTED:
                name = re.sub(pattern, new, name, flags=re.IGNORECASE)
        elif draw % 7 == 0:
            for word, short in SHORTENED.items():
                name = name.replace(word, short)
        form = FORMS[draw // 7 % (len(FORMS) if kind == 0 else 3)]
        text = form.format(name=name, town=place.name or "", country=place.country_name, unit=UNITS[draw % 4])
        away = draw // 1000 % THOUGHT_AWAY == 0
        row = {
            "id": f"made-{kind}-{record.id[-9:]}",
            "affiliation": text,
            "ror_ids": [] if away else [record.id],
        }
        yield {**row, "without": [record.id]} if away else row


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--records", type=int, default=4000)
    args = parser.parse_args()
    found = [r for r in read_records(args.dump) if r.status == "active" and len(r.locations) > 0]
    found.sort(key=lambda record: chance(record.id))
    in_scripts = [r for r in found[args.records :] if any(re.search("[а-яәғқ]", n.value) for n in r.names)]
    with args.out.open("w", encoding="utf-8") as out:
        for record in (*found[: args.records], *in_scripts[: args.records // 8]):
            for row in made(record):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
