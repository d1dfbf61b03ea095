"""Would roles learned from annotated announcements fill slots better than the grammar does alone?

    python -m benchmarks.learned_roles CORPUS [--lang en]

CORPUS is the folder of the found announcements (`texts`, `gold` and the scorer `score.py`); those of the
project itself, in `data/announcements`, are added. For each slot that holds names, a logistic regression
learns from the part that is looked at which of the names around a statement fill it; learned are all slots
of statements that the annotation has too, also those that the grammar filled. The other part is then
answered by the grammar, and by the grammar with every name added whose probability reaches a threshold.

Features: the slot, alone and joined with how far the name stands from the statement, its role in its
sentence (`kelisim.extract.roles`), the words beside it and above it in the parse, whether it is listed beside
a name that fills the slot, and what else the text says of it. Nothing is drawn at random.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.corpus import load_scorer, part_of
from benchmarks.corpus_readings import answer_of, matched, readings_of
from benchmarks.registry_train import logistic
from kelisim.extract.confidence import calibrated
from kelisim.extract.draft import quote_tokens
from kelisim.extract.pipeline import found_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.model import KINDS, Quote, Statement, Value

ANNOUNCEMENTS = Path(__file__).parent.parent / "data" / "announcements"
PEOPLE = {"agreement.signatories", "project.leaders"}
BOTH = {"event.participants", "intention.actors", "intention.with"}
SLOTS = tuple(
    f"{kind.name}.{slot.name}"
    for kind in KINDS.values()
    for slot in kind.slots
    if slot.type == "name" and slot.many and kind.name not in {"organisation", "person"}
)
LEAST = 5  # rows that must show a feature before it gets a weight
RIDGE = 10.0
FAR = 3  # sentences from a statement beyond which its names are not sought
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Read:
    """A document of a corpus as the grammar reads it, and its annotation."""

    corpus: str
    reading: Reading
    statements: tuple[Statement, ...]
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may fill a slot of the statement of this number; `filled`: the grammar says so."""

    statement: int
    slot: str
    referent: str
    mention: Mention
    features: Mapping[str, float]
    filled: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lang", default="en")
    args = parser.parse_args()
    scorer = load_scorer(args.corpus / "score.py")
    every = [*_read("found", args.corpus, args.lang), *_read("own", ANNOUNCEMENTS, args.lang)]
    weights = _learn(scorer, [read for read in every if part_of(read.gold["id"]) == "look-at"])
    print(f"{len(weights)} weights")
    for corpus in ("found", "own"):
        rest = [read for read in every if read.corpus == corpus and part_of(read.gold["id"]) == "only-score"]
        alone = _f1(scorer, rest, [read.statements for read in rest])
        print(f"{corpus}, only scored: grammar alone {alone:.4f}")
        found = [list(_with_odds(read, weights)) for read in rest]
        for threshold in THRESHOLDS:
            answers = [_filled(read, names, threshold) for read, names in zip(rest, found, strict=True)]
            added = sum(odds >= threshold for names in found for _, odds in names)
            print(f"  names of {threshold} and more: {_f1(scorer, rest, answers):.4f}, {added} added")
    return 0


def _read(name: str, corpus: Path, language: str) -> Iterator[Read]:
    for reading, gold in readings_of(corpus, language):
        yield Read(name, reading, calibrated(reading, found_in(reading)), gold)


# ------------------------------------------------------------------ candidates


def _candidates(read: Read) -> Iterator[Candidate]:
    """Yield the names that stand near enough to fill a slot of a statement, each at its nearest mention."""
    reading, at = read.reading, _token_of(read.reading)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        for id in mention.referents:
            mentions[id].append(mention)
    types = {referent.id: referent.type for referent in reading.referents}
    roles = _roles(reading)
    for number, statement in enumerate(read.statements):
        begin = _begin(statement)
        slots = [slot for slot in SLOTS if slot.partition(".")[0] == statement.kind]
        for slot in slots:
            for id, places in mentions.items():
                if not _may_fill(slot, types.get(id)):
                    continue
                nearest = min(places, key=lambda mention: abs(mention.first - at[begin.start]))
                apart = _sentences_apart(reading, statement, nearest)
                if abs(apart) > FAR:
                    continue
                features = {
                    **_of_name(reading, statement, id, slot, types[id]),
                    **_of_place(reading, nearest, apart, roles.get((nearest.first, nearest.last), "none")),
                    **_of_list(reading, statement, slot, nearest, at),
                }
                joined = {f"{slot} {name}": value for name, value in features.items()}
                filled = id in _ids(statement, slot)
                yield Candidate(number, slot, id, nearest, {**features, **joined}, filled)


def _token_of(reading: Reading) -> dict[int, int]:
    """Return the token that begins at each offset where one begins."""
    return {token.start: index for index, token in enumerate(reading.analysis.tokens)}


def _begin(statement: Statement) -> Quote:
    """Return the words that tell what a statement is about, where it has such, else its sentence."""
    told = (statement.first(slot) for slot in ("title", "name", "kind", "what"))
    return next((value.quote for value in told if isinstance(value, Value)), statement.quote)


def _may_fill(slot: str, type: str | None) -> bool:
    if slot in BOTH:
        return type in {"organisation", "person"}
    return type == ("person" if slot in PEOPLE else "organisation")


def _ids(statement: Statement, slot: str) -> set[str]:
    return {v.referent for v in statement.all(slot.partition(".")[2]) if v.referent is not None}


def _roles(reading: Reading) -> dict[tuple[int, int], str]:
    """Return the role of each mention in its sentence, "nested" added where it stands within a phrase."""
    return {
        (part.mention.first, part.mention.last): part.role + (" nested" if part.nested else "")
        for sentence in reading.analysis.sentences
        for part in parts(reading, sentence.first, sentence.last)
    }


def _sentences_apart(reading: Reading, statement: Statement, mention: Mention) -> int:
    analysis = reading.analysis
    first, last = (analysis.sentence_at(at) for at in (statement.quote.start, statement.quote.end - 1))
    number = analysis.sentence_of[mention.first]
    return number - first if number < first else max(0, number - last)


def _of_name(reading: Reading, statement: Statement, id: str, slot: str, type: str) -> dict[str, float]:
    """Return what is told of a name apart from the place where it stands."""
    own = {v.referent for v in statement.values if v.referent is not None}
    posts = [post for post in reading.posts if id in (post.person, post.organisation)]
    beside = {post.organisation if post.person == id else post.person for post in posts}
    filled = {f"fills {value.slot}": 1.0 for value in statement.values if value.referent == id}
    filled.pop(f"fills {slot.partition('.')[2]}", None)
    fillers = len(_ids(statement, slot) - {id})
    return {
        f"type {type}": 1.0,
        "mentions": math.log(len(reading.referent(id).mentions) or 1),
        f"others {min(3, fillers)}": 1.0,
        **filled,
        **({"has a post": 1.0} if len(posts) > 0 else {}),
        **({"its people or bodies fill": 1.0} if len(beside & own) > 0 else {}),
    }


def _of_place(reading: Reading, mention: Mention, apart: int, role: str) -> dict[str, float]:
    """Return what is told by the place of a mention: its sentence, its role there, the words about it."""
    analysis = reading.analysis
    tokens, number = analysis.tokens, analysis.sentence_of[mention.first]
    inside = range(mention.first, mention.last)
    head = next((index for index in reversed(inside) if tokens[index].head not in inside), inside[-1])
    above = tokens[tokens[head].head]
    before = tokens[mention.first - 1].lower if mention.first > 0 else ""
    after = tokens[mention.last].lower if mention.last < len(tokens) else ""
    return {
        f"apart {apart}": 1.0,
        f"role {role}": 1.0,
        f"apart {max(-2, min(2, apart))} role {role}": 1.0,
        f"before {before}": 1.0,
        f"after {after}": 1.0,
        f"relation {tokens[head].relation}": 1.0,
        f"above {above.lemma.lower()}": 1.0,
        f"over that {tokens[above.head].lemma.lower()}": 1.0,
        **({} if mention.named else {"described": 1.0}),
        **({"heading": 1.0} if reading.in_heading(number) else {}),
        **({"first sentence": 1.0} if number == 0 else {}),
    }


def _of_list(
    reading: Reading, statement: Statement, slot: str, mention: Mention, at: Mapping[int, int]
) -> dict[str, float]:
    """Tell whether only commas and a conjunction part the name from one that fills the slot."""
    tokens = reading.analysis.tokens
    for value in statement.all(slot.partition(".")[2]):
        first = at.get(value.quote.start, mention.first)
        last = first + len(value.quote.text.split())
        between = range(min(last, mention.last), max(first, mention.first))
        if 0 < len(between) <= 3 and all(tokens[i].pos in {"PUNCT", "CCONJ", "DET"} for i in between):
            return {"listed": 1.0}
    return {}


# ------------------------------------------------------------------ learning and filling


def _learn(scorer: ModuleType, reads: Sequence[Read]) -> dict[str, float]:
    """Return the weights; learned of statements that the annotation has, whatever the grammar filled."""
    rows: list[tuple[Mapping[str, float], bool]] = []
    for read in reads:
        pair, told = matched(scorer, read.gold, read.reading, read.statements)
        for candidate in _candidates(read):
            if candidate.statement in told:
                want = told[candidate.statement].get(candidate.slot.partition(".")[2]) or []
                name = read.reading.referent(candidate.referent).name
                rows.append((candidate.features, any(pair.same_name(each, name) for each in want)))
    counts = Counter(name for features, _ in rows for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    x = np.zeros((len(rows), len(names)))
    column = {name: number for number, name in enumerate(names)}
    for number, (features, _) in enumerate(rows):
        for name in features.keys() & column.keys():
            x[number, column[name]] = features[name]
    y = np.array([right for _, right in rows], float)
    beta = logistic(x, y, np.ones(len(rows)), np.full(len(names) + 1, RIDGE))
    return {"": float(beta[0]), **{name: float(w) for name, w in zip(names, beta[1:], strict=True)}}


def _with_odds(read: Read, weights: Mapping[str, float]) -> Iterator[tuple[Candidate, float]]:
    """Yield the names that the grammar left out, each with the probability that it fills the slot."""
    for candidate in _candidates(read):
        if not candidate.filled:
            odds = weights[""] + sum(weights.get(name, 0.0) * x for name, x in candidate.features.items())
            yield candidate, 1 / (1 + math.exp(-odds))


def _filled(read: Read, found: Sequence[tuple[Candidate, float]], threshold: float) -> tuple[Statement, ...]:
    """Return the grammar's statements with every name added that reaches the threshold."""
    added: dict[int, list[Value]] = defaultdict(list)
    for candidate, odds in found:
        if odds >= threshold:
            quote = quote_tokens(read.reading, candidate.mention.first, candidate.mention.last)
            name = read.reading.referent(candidate.referent).name
            slot = candidate.slot.partition(".")[2]
            added[candidate.statement].append(Value(slot, name, quote, candidate.referent, odds))
    return tuple(
        replace(statement, values=(*statement.values, *added.get(number, ())))
        for number, statement in enumerate(read.statements)
    )


def _f1(scorer: ModuleType, reads: Sequence[Read], answers: Sequence[Sequence[Statement]]) -> float:
    """Return the scorer's overall F1 of answers."""
    counts: Counter[str] = Counter()
    for read, statements in zip(reads, answers, strict=True):
        counts.update(scorer.score_document(read.gold, answer_of(read.reading, statements))["overall"])
    return float(scorer.rates(counts)["f1"])


if __name__ == "__main__":
    raise SystemExit(main())
