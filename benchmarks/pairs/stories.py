"""Pairs of texts, read all the way to records: `python -m benchmarks.pairs.stories`.

The tables in `benchmarks/pairs/stories/` hold what outlets might have written, and for pairs of these texts
whether they tell of one agreement, how hard that is to see, and why. Each pair is extracted, resolved and
projected, alone and in one register with all others. Stories are split by hash of their name: a third is only
scored. A text in which no agreement was read where the pair means one is counted apart: nothing can join it.
"""

import argparse
import hashlib
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from kelisim.extract import extract_many
from kelisim.model import Document, Extraction, Statement
from kelisim.read import Hints, read_bytes
from kelisim.register.computing import Computed, Truth, compute
from kelisim.register.projection import DocumentFacts
from kelisim.resolve import Identify
from kelisim.resolve.registry import identify as identified
from kelisim.resolve.registry import load

FOLDER: Final = Path(__file__).parent / "stories"
ROOT: Final = Path(__file__).parent.parent.parent
YEARS: Final = "other years"
"""The difficulty of two agreements of the same parties, some years apart: none may be joined."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: a text, and words by which its agreement is told from others there."""

    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of a story: whether both tell of one agreement, how hard it is to see, and why."""

    story: str
    first: Side
    second: Side
    same: bool
    difficulty: str
    why: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment, found by its words, and the state that all the texts named give it."""

    story: str
    texts: tuple[str, ...]
    words: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """Texts by their ids, pairs of them, and promises."""

    name: str
    texts: Mapping[str, Document]
    pairs: tuple[Pair, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a pair: `read` says whether both agreements were read at all."""

    pair: Pair
    read: bool
    joined: bool
    doubted: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a promise: the states that the commitments with its words have."""

    promise: Promise
    states: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it was read, and has its state and no other."""
        return self.states == (self.promise.state,)


def part_of(story: str) -> str:
    """Return the part of the split that a story belongs to."""
    return "test" if int(hashlib.sha256(story.encode()).hexdigest(), 16) % 3 == 0 else "train"


def stories(folder: Path = FOLDER) -> list[Story]:
    """Return the stories of all tables; pairs with texts of a corpus that is not there are left out."""
    found = [
        _story(told)
        for path in sorted(folder.glob("*.toml"))
        for told in tomllib.loads(path.read_text("utf-8"))["story"]
    ]
    doubled = [name for name, count in Counter(story.name for story in found).items() if count > 1]
    if len(doubled) > 0:
        raise ValueError(f"{folder}: two stories are called {doubled[0]!r}; give each a name of its own")
    return found


def _story(told: Mapping[str, Any]) -> Story:
    name = told["name"]
    texts = {
        id: text for id, each in told["told"].items() if (text := _text(f"{name}/{id}", each)) is not None
    }
    missing = told["told"].keys() - texts.keys()
    pairs = []
    for each in told["pairs"]:
        first, second = _side(each["first"]), _side(each["second"])
        if not {first.text, second.text} <= told["told"].keys():
            raise ValueError(
                f"story {name}: a pair names {first.text!r} and {second.text!r}; one is not told"
            )
        if missing.isdisjoint((first.text, second.text)):
            pairs.append(Pair(name, first, second, each["same"], each["difficulty"], each["why"]))
    promises = [
        Promise(name, tuple(each["texts"]), each["words"], each["state"], each["why"])
        for each in told.get("promises", ())
        if missing.isdisjoint(each["texts"])
    ]
    return Story(name, texts, tuple(pairs), tuple(promises))


def _side(told: str) -> Side:
    text, _, words = told.partition(":")
    return Side(text.strip(), words.strip())


def _text(name: str, told: Mapping[str, Any]) -> Document | None:
    """Return a text as a document; None where it is one of a corpus that is not there."""
    if "from" in told:
        path = ROOT / told["from"]
        if not path.is_file():
            return None
        content = path.read_bytes()
    else:
        content = told["text"].strip().encode()
    hints = Hints(
        published=told.get("published"), publisher=told.get("publisher"), language=told.get("language")
    )
    (document,) = read_bytes(content, name=f"{name}.txt", hints=hints)
    return document


@cache
def extracted(documents: tuple[Document, ...]) -> Mapping[str, Extraction]:
    """Return the extractions of documents by id; the languages are read one after another."""
    ordered = sorted(documents, key=lambda document: (document.language or "", document.id))
    return {found.document: found for found in extract_many(ordered)}


def register(
    documents: Iterable[Document], extractions: Mapping[str, Extraction], identify: Identify | None = None
) -> Computed:
    """Return the register that these documents make; `identify` asks a registry of organisations."""
    ordered = sorted(documents, key=lambda document: document.id)
    return compute(
        Truth(
            tuple(
                DocumentFacts(each.id, each.published, each.publisher, each.language, each.title)
                for each in ordered
            ),
            tuple(extractions[each.id] for each in ordered),
            (),
        ),
        review_below=0.6,
        identify=identify,
    )


Make = Callable[[Sequence[Document]], Computed]
"""Makes a register of documents."""


def judged(story: Story, extractions: Mapping[str, Extraction], make: Make) -> list[Judged]:
    """Return what becomes of the pairs of a story, each in the register that `make` gives."""
    found = []
    for pair in story.pairs:
        texts = [story.texts[side.text] for side in (pair.first, pair.second)]
        made = make(texts)
        home = {statement: record.id for record in made.records for statement in record.statements}
        doubts = {frozenset((doubt.first, doubt.second)) for doubt in made.doubts}
        ours, theirs = (
            {
                home[each.id]
                for each in agreements_at(text, extractions[text.id], side.words)
                if each.id in home
            }
            for text, side in zip(texts, (pair.first, pair.second), strict=True)
        )
        doubted = any(frozenset((a, b)) in doubts for a in ours for b in theirs)
        found.append(Judged(pair, len(ours) > 0 and len(theirs) > 0, not ours.isdisjoint(theirs), doubted))
    return found


def agreements_at(document: Document, extraction: Extraction, words: str) -> list[Statement]:
    """Return the agreements read where a side means one: those of which a value stands in its words."""
    every = [each for each in extraction.statements if each.kind == "agreement"]
    if words == "":
        return every
    places = _places(document.text, words)
    if len(places) == 0:
        raise ValueError(f"{document.name}: {words!r} does not stand in the text")
    return [each for each in every if any(_meet(value.quote, places) for value in each.values)]


def _places(text: str, words: str) -> list[tuple[int, int]]:
    starts = [n for n in range(len(text)) if text.startswith(words, n)]
    return [(start, start + len(words)) for start in starts]


def _meet(quote: Any, places: Collection[tuple[int, int]]) -> bool:
    return any(quote.start < end and start < quote.end for start, end in places)


def kept(story: Story, make: Make) -> list[Kept]:
    """Return what becomes of the promises of a story, each in a register of the texts that it names."""
    found = []
    for promise in story.promises:
        texts = [story.texts[id] for id in promise.texts]
        made = make(texts)
        states = {
            each.state
            for each in made.commitments
            if any(promise.words in wording for wording in (each.text, *each.wordings))
        }
        found.append(Kept(promise, tuple(sorted(states))))
    return found


def main() -> None:
    """Print precision, recall and F1 by part, and what each difficulty costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--part", choices=["train", "test", "all"], default="all")
    parser.add_argument(
        "--verbose", action="store_true", help="tell each wrong pair (of the train part only)"
    )
    parser.add_argument("--registry", type=Path, help="folder of an installed registry, to be asked too")
    args = parser.parse_args()
    every = stories()
    texts = tuple(document for story in every for document in story.texts.values())
    extractions = extracted(texts)
    identify = None if args.registry is None else partial(identified, load(args.registry))

    def make(some: Sequence[Document]) -> Computed:
        return register(some, extractions, identify)

    whole = make(texts)
    print(f"{len(every)} stories, {len(texts)} texts, {sum(len(story.pairs) for story in every)} pairs")
    for part in ("train", "test") if args.part == "all" else (args.part,):
        chosen = [story for story in every if part_of(story.name) == part]
        alone = [one for story in chosen for one in judged(story, extractions, make)]
        together = [one for story in chosen for one in judged(story, extractions, lambda _: whole)]
        promises = [one for story in chosen for one in kept(story, make)]
        _print_pairs(f"{part}, each pair alone", alone)
        _print_pairs(f"{part}, all texts in one register", together)
        _print_promises(f"{part}, states of commitments", promises)
        if args.verbose and part == "train":
            _tell([*alone], promises)


def _print_pairs(title: str, every: Sequence[Judged]) -> None:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in every:
        groups[one.pair.difficulty].append(one)
    print(f"\n{title}\n{'difficulty':36} pairs  unread  joined wrongly  missed  of these asked about")
    for name, group in [*sorted(groups.items()), ("all", list(every))]:
        wrong, missed = _wrong(group), _missed(group)
        unread = sum(not one.read for one in group)
        asked = sum(one.doubted for one in missed)
        print(f"{name:36} {len(group):5} {unread:7} {len(wrong):15} {len(missed):7} {asked:8}")
    joined = [one for one in every if one.read and one.joined]
    same = [one for one in every if one.read and one.pair.same]
    right = sum(one.pair.same for one in joined)
    precision, recall = right / max(len(joined), 1), right / max(len(same), 1)
    f1 = 2 * right / max(len(joined) + len(same), 1)
    years = sum(one.pair.difficulty == YEARS for one in _wrong(every))
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; wrongly joined over years: {years}")


def _wrong(every: Iterable[Judged]) -> list[Judged]:
    return [one for one in every if one.joined and not one.pair.same]


def _missed(every: Iterable[Judged]) -> list[Judged]:
    return [one for one in every if one.read and one.pair.same and not one.joined]


def _print_promises(title: str, every: Sequence[Kept]) -> None:
    read = [one for one in every if len(one.states) > 0]
    right = sum(one.right for one in read)
    print(
        f"\n{title}: {len(every)} promises, {len(every) - len(read)} not read, {right} of {len(read)} right"
    )


def _tell(pairs: Iterable[Judged], promises: Iterable[Kept]) -> None:
    for one in pairs:
        pair = one.pair
        if not one.read or one.joined != pair.same:
            what = "unread" if not one.read else "joined" if one.joined else "missed"
            doubt = ", asked about" if one.doubted else ""
            first, second = (f"{side.text}:{side.words}".rstrip(":") for side in (pair.first, pair.second))
            print(f"{what}{doubt}: {pair.story} {first} – {second} ({pair.difficulty}: {pair.why})")
    for each in promises:
        if not each.right:
            told = each.promise
            print(f"{told.story} {'+'.join(told.texts)} {told.words!r}: {each.states}, not {told.state}")


if __name__ == "__main__":
    main()
