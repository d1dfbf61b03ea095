"""Someone or something that a document names, with all forms of the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

SMALL = frozenset({"of", "for", "and", "the", "in", "on", "at", "&", ",", "-", "‑", "'s", "’s", "(", ")"})
SHORTENED = frozenset({"university", "college", "institute", "school", "academy", "company"})
"""Codes of the heads that are left out where a name is told again: "Columbia", "Imperial"."""
_APOSTROPHES = re.compile(r"[’`ʼ]")


@dataclass(slots=True)
class Known:
    """Someone or something the document names: all forms with their token ranges."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # folded → as it stands
    acronyms: set[str] = field(default_factory=set)
    code: str = ""
    head: int = -1
    seen: set[tuple[int, int]] = field(default_factory=set)

    def add(self, name: str, span: tuple[int, int]) -> None:
        """Add a form and where it stands."""
        self.names.setdefault(fold(name), name)
        if span not in self.seen:
            self.seen.add(span)
            self.spans.append(span)

    def take(self, other: "Known") -> None:
        """Add all forms of another, which is the same."""
        for folded, name in other.names.items():
            self.names.setdefault(folded, name)
        self.acronyms |= other.acronyms
        for span in other.spans:
            if span not in self.seen:
                self.seen.add(span)
                self.spans.append(span)

    def full(self) -> str:
        """Return the fullest form: the one of most words, acronyms last."""
        return max(
            self.names.values(), key=lambda n: (n not in self.acronyms, len(content(n)), -_noise(n), len(n))
        )

    def forms(self) -> tuple[str, ...]:
        """Return the other forms, in order of the text."""
        full = fold(self.full())
        return tuple(name for folded, name in self.names.items() if folded != full)


def fold(name: str) -> str:
    """Return a name for comparison: lower case, one apostrophe, one blank."""
    return " ".join(_APOSTROPHES.sub("'", name).casefold().split())


@lru_cache(maxsize=1 << 14)
def content(name: str) -> tuple[str, ...]:
    """Return the words of a name that carry it, in lower case."""
    return tuple(w for w in re.findall(r"\w+(?:'t)?", fold(name)) if w not in SMALL and w != "s")


def _noise(name: str) -> int:
    return name.count("(") + name.count(",")


def one_a_beginning(found: Sequence[Known]) -> list[Known]:
    """Return them with those joined that are first named at one and the same place: they are one."""
    kept: dict[tuple[int, int], Known] = {}
    for known in found:
        first = min(known.spans)
        if first not in kept:
            kept[first] = known
            continue
        for folded, name in known.names.items():
            kept[first].names.setdefault(folded, name)
        kept[first].spans += [span for span in known.spans if span not in kept[first].spans]
        kept[first].acronyms |= known.acronyms
    return list(kept.values())
