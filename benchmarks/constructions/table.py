"""Constructions met against constructions handled: `python -m benchmarks.constructions.table`.

The tables beside this file hold, a language each, how people word things: a text of our own and, in the shape
of the evaluation corpus, some of what it says. A construction is read where all of that is found, and nothing
else of the kinds that `only` names. `--write docs/constructions.md` writes the list that the docs show.
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kelisim.extract import corpus_format, extract_many
from kelisim.model import KINDS, Document, document_id

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = {"en": "English", "ru": "Russian", "kk": "Kazakh", "de": "German"}
PLURALS: Final = (*(kind.plural for kind in KINDS.values()), "organisations", "people")
ALIKE: Final = 0.5  # F1 of words above which two phrases say the same, as the corpus's scorer takes it
STEM: Final = 6  # letters of a word that are compared

INTRODUCTION: Final = """\
# Constructions met, constructions handled

How people word announcements, in our own sentences, and whether they are read today. This page is written by
`python -m benchmarks.constructions.table --write docs/constructions.md` from the tables in
`benchmarks/constructions/`; a test holds it against what the extraction finds. “In part” says how many of the
things looked for are as they should be: entries that the text tells, and kinds of which it must tell no more.
"""


@dataclass(frozen=True, slots=True)
class Construction:
    """How something is worded; `expected`: entries by kind; `only`: kinds of which nothing else is said."""

    language: str
    name: str
    text: str
    published: str | None
    expected: tuple[tuple[str, Mapping[str, Any]], ...]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many of the things that a text says were read, and which were not."""

    construction: Construction
    wanted: int
    missed: tuple[str, ...]

    @property
    def read(self) -> str:
        got = self.wanted - len(self.missed)
        return "yes" if got == self.wanted else f"in part ({got} of {self.wanted})" if got > 0 else "no"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the list there")
    args = parser.parse_args()
    found = outcomes()
    for language in LANGUAGES:
        own = [outcome for outcome in found if outcome.construction.language == language]
        whole = sum(outcome.read == "yes" for outcome in own)
        print(f"{LANGUAGES[language]}: {whole} of {len(own)} read")
        for outcome in own:
            for line in outcome.missed:
                print(f"  {outcome.construction.name}: {line}")
    if args.write is not None:
        args.write.write_text(page(found), "utf-8")
    return 0


def constructions(language: str) -> tuple[Construction, ...]:
    """Return the constructions of a language, as their table has them."""
    rows = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))["construction"]
    return tuple(
        Construction(
            language,
            row["name"],
            row["text"],
            row.get("published"),
            tuple((kind, entry) for kind in PLURALS for entry in row.get(kind, ())),
            tuple(row.get("only", ())),
        )
        for row in rows
    )


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return what is read of each construction, language by language."""
    found: list[Outcome] = []
    for language in LANGUAGES:
        rows = constructions(language)
        documents = [
            Document(document_id(row.text.encode()), row.text, language, published=row.published)
            for row in rows
        ]
        for row, document, said in zip(rows, documents, extract_many(documents), strict=True):
            found.append(_outcome(row, corpus_format(document, said)))
    return tuple(found)


def page(found: Sequence[Outcome]) -> str:
    """Return the list as Markdown."""
    lines = [INTRODUCTION]
    for language, name in LANGUAGES.items():
        own = [outcome for outcome in found if outcome.construction.language == language]
        whole = sum(outcome.read == "yes" for outcome in own)
        lines += [f"## {name}: {whole} of {len(own)} read", "", "| construction | for example | read |"]
        lines += ["|---|---|---|"]
        for outcome in own:
            told = outcome.construction
            text = " / ".join(part for part in told.text.split("\n") if part)
            lines.append(f"| {told.name} | {text.replace('|', '&#124;')} | {outcome.read} |")
        lines.append("")
    return "\n".join(lines)


def _outcome(row: Construction, said: Mapping[str, Any]) -> Outcome:
    missed = [
        f"{kind}: {dict(entry)}"
        for kind, entry in row.expected
        if not any(_says(each, entry) for each in said[kind])
    ]
    for kind in row.only:
        wanted = sum(each == kind for each, _ in row.expected)
        if len(said[kind]) > wanted:
            missed.append(f"{kind}: {len(said[kind])} instead of {wanted}")
    return Outcome(row, len(row.expected) + len(row.only), tuple(missed))


def _says(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether an entry has all that is wanted of it; a list may hold more, parties may not."""
    for slot, value in wanted.items():
        have = found[slot]
        if not isinstance(value, list):
            held = _same(have, value)
        else:
            held = all(any(_same(each, want) for each in have) for want in value)
            held = held and (slot != "parties" or len(have) == len(value))
        if not held:
            return False
    return True


def _same(found: Any, wanted: Any) -> bool:
    if not isinstance(found, str) or not isinstance(wanted, str):
        return bool(found == wanted)
    one, other = set(_words(found)), set(_words(wanted))
    return 2 * len(one & other) > ALIKE * (len(one) + len(other))


def _words(text: str) -> Iterator[str]:
    """Yield the words of a name or phrase, without the endings of cases."""
    for word in text.lower().replace("-", " ").split():
        yield word.strip(".,;:«»“”()’'")[:STEM]


if __name__ == "__main__":
    raise SystemExit(main())
