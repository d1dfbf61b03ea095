"""Rules and features in plain words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def rule_in_words(rule: str) -> str:
    """Return what a rule looks for: "somebody signed it; only the headline tells it"."""
    words, notes = _words()["rules"], _words()["notes"]
    if rule in words:
        return words[rule]
    name, *rest = rule.split("_")
    return "; ".join([words.get(name, name), *(notes.get(note, note) for note in rest)])


def has_words(rule: str) -> bool:
    """Tell whether a rule has words of its own: one that is only the name of a slot has none."""
    return rule_in_words(rule) != rule


def feature_in_words(feature: str) -> str:
    """Return what a feature says: "the length of the sentence"."""
    words = _words()["features"]
    name, _, what = feature.partition(" ")
    if name not in words:
        return feature
    return words[name].format(rule_in_words(what) if name == "rule" else what)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        files("kelisim.extract.confidence").joinpath("words.toml").read_text("utf-8")
    )
    return found
