"""Pairs of statements from a table, projected, and counted: `python -m benchmarks.pairs.table`.

Precision: of the pairs put in one record, how many belong there. Recall: of the pairs that belong in one
record, how many are. Doubts: of the pairs missed, how many a person is asked about.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kelisim.model import (
    KINDS,
    Document,
    Doubt,
    Entity,
    Extraction,
    Identifier,
    Name,
    Quote,
    Referent,
    Statement,
    Value,
    content_id,
    document_id,
    referent_id,
    statement_id,
)
from kelisim.register.projection import Projection, project

TABLE = Path(__file__).parent / "agreements.toml"


@dataclass(frozen=True, slots=True)
class Who:
    """The entities, as the projection takes them."""

    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the projection made of one pair."""

    difficulty: str
    same: bool
    joined: bool
    doubted: bool


def documents_of(
    statements: Sequence[tuple[str, Mapping[str, Any]]], entities: Mapping[str, Mapping[str, Sequence[str]]]
) -> tuple[list[Document], list[Extraction], Who]:
    """Return documents that say what the statements say, their extractions, and who is meant.

    A statement is (name of its document, slots beside `published`, `language`, `kind_of_statement`).
    """
    texts: dict[str, list[str]] = defaultdict(list)
    spans: dict[str, list[tuple[str, list[tuple[str, Any, int, int]], int, int]]] = defaultdict(list)
    about: dict[str, Mapping[str, Any]] = {}
    length: dict[str, int] = defaultdict(int)
    for name, told in statements:
        about.setdefault(name, told)
        kind, start, values = told.get("kind_of_statement", "agreement"), length[name], []
        for slot in KINDS[kind].slots:
            filled = told.get(slot.name, [])
            for value in filled if isinstance(filled, list) else [filled]:
                texts[name].append(f"{value} ")
                values.append((slot.name, value, length[name], length[name] + len(str(value))))
                length[name] += len(str(value)) + 1
        texts[name].append(".\n")
        length[name] += 2
        spans[name].append((kind, values, start, length[name] - 1))
    return _finish(texts, spans, about, entities)


def _finish(
    texts: Any, spans: Any, about: Any, entities: Any
) -> tuple[list[Document], list[Extraction], Who]:
    bearer = {
        form: (type, key)
        for type, group in entities.items()
        for key, (_, *forms) in group.items()
        for form in forms
    }
    referents: dict[tuple[str, str], list[str]] = defaultdict(list)
    documents, extractions = [], []
    for name, parts in texts.items():
        text = f"{''.join(parts)}({name})"
        id = document_id(text.encode())
        told = about[name]
        documents.append(
            Document(
                id,
                text,
                told.get("language", "en"),
                name,
                told.get("publisher"),
                None,
                told.get("published"),
                name,
            )
        )
        made, own = [], {}
        for kind, values, start, end in spans[name]:
            filled = []
            for slot, value, a, b in values:
                quote = Quote(a, b, text[a:b])
                who = bearer.get(value) if KINDS[kind].slot(slot).type == "name" else None
                if who is not None and who not in own:
                    own[who] = Referent(referent_id(id, who[0], quote), id, who[0], text[a:b], (), (quote,))
                    referents[who].append(own[who].id)
                filled.append(Value(slot, value, quote, own[who].id if who is not None else None, 0.9))
            sentence = Quote(start, end, text[start:end])
            values_ = tuple(filled)
            made.append(
                Statement(
                    statement_id(id, kind, values_, sentence),
                    id,
                    kind,
                    values_,
                    sentence,
                    told.get("probability", 0.9),
                    "hand 1",
                )
            )
        extractions.append(Extraction(id, "hand 1", tuple(own.values()), tuple(made)))
    return documents, extractions, Who(tuple(_entities(entities, referents)))


def _entities(entities: Any, referents: Mapping[tuple[str, str], list[str]]) -> list[Entity]:
    return [
        Entity(
            id=content_id(type[0], key),
            type=type,
            name=forms[0],
            names=tuple(Name(form) for form in forms),
            country=country or None,
            identifiers=(Identifier("iso3166", key),) if type == "place" and key == country else (),
            referents=tuple(sorted(referents.get((type, key), ()))),
        )
        for type, group in entities.items()
        for key, (country, *forms) in group.items()
    ]


def judge(pair: Mapping[str, Any], entities: Mapping[str, Mapping[str, Sequence[str]]]) -> Outcome:
    """Return what the projection makes of a pair."""
    one = pair.get("one_document", False)
    told = [("first", pair["first"]), ("first" if one else "second", pair["second"])]
    told += [("first" if one else f"other {n}", other) for n, other in enumerate(pair.get("others", []))]
    documents, extractions, who = documents_of(told, entities)
    statements = {e.document: e.statements for e in extractions}
    first = statements[documents[0].id][0].id
    second = statements[documents[0].id][1].id if one else statements[documents[1].id][0].id
    return _outcome(pair, project(documents, extractions, who), first, second)


def _outcome(pair: Mapping[str, Any], made: Projection, first: str, second: str) -> Outcome:
    home = {statement: record.id for record in made.records for statement in record.statements}
    doubts = {frozenset((doubt.first, doubt.second)) for doubt in made.doubts}
    joined = home[first] == home[second]
    return Outcome(pair["difficulty"], pair["same"], joined, frozenset((home[first], home[second])) in doubts)


def outcomes(table: Path = TABLE) -> list[Outcome]:
    """Return what the projection makes of all pairs of a table."""
    read = tomllib.loads(table.read_text("utf-8"))
    return [judge(pair, read["entities"]) for pair in read["pair"]]


def main() -> None:
    """Print precision, recall and doubts of both tables, overall and by difficulty or kind."""
    for table in (TABLE, TABLE.with_name("others.toml")):
        _print(table.name, outcomes(table))


def _print(title: str, every: Sequence[Outcome]) -> None:
    print(f"\n{title}")
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in every:
        groups[outcome.difficulty].append(outcome)
    print(f"{'difficulty':40} pairs  right  wrong: joined  missed  doubted")
    for name, group in [*groups.items(), ("all", every)]:
        right = sum(o.same == o.joined for o in group)
        joined = sum(o.joined and not o.same for o in group)
        missed = [o for o in group if o.same and not o.joined]
        doubted = sum(o.doubted for o in missed)
        print(f"{name:40} {len(group):5} {right:6} {joined:14} {len(missed):7} {doubted:8}")
    together = [o for o in every if o.joined]
    same = [o for o in every if o.same]
    print(f"precision {sum(o.same for o in together) / len(together):.3f} of {len(together)} joined")
    print(f"recall    {sum(o.joined for o in same) / len(same):.3f} of {len(same)} that are the same")


if __name__ == "__main__":
    main()
