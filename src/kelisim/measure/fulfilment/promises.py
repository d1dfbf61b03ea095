"""What a commitment promises, and which open records could show that it was kept."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kelisim.measure.fulfilment.values import Shown
from kelisim.register.projection.words import Phrase, phrase

_FEWEST, _MOST = 2, 10  # numbers that count what is promised; larger ones are years, sums, capacities


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as it can be looked for: its wordings, what would show it, how many are promised.

    `own` are the words of its subject in any of its wordings: stems, and fields ("~water") that are
    known in every language; none where it names no more than a sort ("joint research"). `works` is true
    where what is counted are publications.
    """

    wordings: tuple[Phrase, ...]
    shown_by: tuple[Shown, ...]
    own: frozenset[str]
    number: int
    works: bool


def promise_of(wordings: Sequence[tuple[str, str | None]], parties: Sequence[str] = ()) -> Promise:
    """Return what the wordings (text, language) of a commitment promise.

    The names of the `parties` are no subject. Nothing shows a promise that names only what parties do among
    themselves, or only how they want to work together ("develop cooperation").
    """
    named = frozenset(
        word
        for name in parties
        for language in {lang for _, lang in wordings}
        for word in phrase(name, language).words
    )
    phrases = tuple(phrase(text, language) for text, language in wordings)
    ideas = frozenset(word for each in phrases for word in each.words if word.startswith("="))
    own = frozenset(word for each in phrases for word in each.strong if not word.startswith("=")) - named
    numbers = [int(n) for each in phrases for n in each.numbers if n.isdigit() and _FEWEST <= int(n) <= _MOST]
    counted = 1 if "=year" in ideas else max(numbers, default=1)  # "for five years" counts no things
    return Promise(phrases, _shown_by(ideas, own), own, counted, "=publication" in ideas)


@cache
def _ideas() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("kelisim.measure.fulfilment") / "shown.toml").read_text("utf-8"))
    return {name: frozenset(f"={idea}" for idea in words.split()) for name, words in data.items()}


def _shown_by(ideas: frozenset[str], own: frozenset[str]) -> tuple[Shown, ...]:
    known = _ideas()
    unseen = len(ideas & known["unseen"]) > 0
    sorts = ideas & known["documents"] - (known["manner"] if unseen else frozenset())
    subject_alone = len(sorts) == 0 and len(own) > 0 and not unseen
    shown: list[Shown] = []
    if len(sorts) > 0 or subject_alone:
        shown.append("documents")
    if ideas & known["projects"]:
        shown.append("projects")
    if ideas & known["works"] or subject_alone:
        shown.append("works")
    return tuple(shown)


def fits(promise: Promise, title: Phrase) -> frozenset[str] | None:
    """Return the words of its subject that a title names; None where it does not fit the promise.

    A promise without a subject of its own fits every title. Else two of its words must stand there, or the
    only one that it has, or one that names a field in any language.
    """
    if len(promise.own) == 0:
        return frozenset()
    shared = promise.own & title.words
    enough = len(shared) >= 2 or (len(shared) == 1 and (len(promise.own) == 1 or _is_field(shared)))
    return shared if enough else None


def _is_field(words: frozenset[str]) -> bool:
    return all(word.startswith("~") for word in words)
