"""Resolution on the names of a registry: `python -m benchmarks.names.registry ROR.jsonl.gz KZ,KG,UZ,RU`.

Every label and alias of every active record of the countries stands as if a document of its own named it,
with its country and nothing else. Pairs that become one are right where both names are of one record.
Some records share a name, and no reading of names can know most aliases: look at precision, not at recall.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from kelisim.model import Quote, Referent, referent_id
from kelisim.resolve import resolve


def names(path: Path, countries: set[str]) -> dict[str, tuple[Referent, str]]:
    """Return a referent a name, and the record that it is of, by the referent's id."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            country = record["locations"][0]["geonames_details"]["country_code"]
            if country not in countries or record["status"] != "active":
                continue
            for number, name in enumerate(record["names"]):
                if "acronym" in name["types"]:
                    continue
                mention = Quote(0, 1, "x")
                document = f"{record['id']}-{number}"
                id = referent_id(document, "organisation", mention)
                referent = Referent(id, document, "organisation", name["value"], (), (mention,), country)
                found[id] = referent, record["id"]
    return found


def pairs(count: int) -> int:
    return count * (count - 1) // 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("registry", type=Path)
    parser.add_argument("countries", help="ISO 3166-1 codes, parted by commas")
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="show N entities of several records"
    )
    options = parser.parse_args()
    found = names(options.registry, set(options.countries.split(",")))
    entities = resolve(referent for referent, _ in found.values()).entities
    right = joined = 0
    by_reason: dict[str, Counter[bool]] = defaultdict(Counter)
    mixed = []
    for entity in entities:
        records = Counter(found[id][1] for id in entity.referents)
        right += sum(map(pairs, records.values()))
        joined += pairs(len(entity.referents))
        owners = defaultdict(set)
        for id in entity.referents:
            owners[found[id][0].name].add(found[id][1])
        for link in entity.links:
            by_reason[link.reason][not owners[link.ours].isdisjoint(owners[link.theirs])] += 1
        if len(records) > 1:
            mixed.append(entity)
    records_found = len({record for _, record in found.values()})
    print(f"{len(found)} names of {records_found} records, {len(entities)} entities")
    print(f"precision of pairs {right / max(joined, 1):.3f} ({joined} pairs)")
    for reason, counts in sorted(by_reason.items(), key=lambda item: -sum(item[1].values())):
        print(f"{counts[True]:7} right {counts[False]:5} wrong  {reason}")
    for entity in mixed[: options.wrong]:
        print(entity.name)
        for link in entity.links:
            print(f"    {link.ours}  ~  {link.theirs}: {link.reason}")


if __name__ == "__main__":
    main()
