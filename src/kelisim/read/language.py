"""Which language a text is in: by letters and function words first, by a statistical model after that."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

_SLICE: Final = 20_000  # of a long text, that much from its start, middle and end is looked at
_PART: Final = 60  # letters: shorter paragraphs are told together with the next one
_FEWEST: Final = 10  # letters: fewer tell nothing
_MODEL_SURE: Final = 0.2  # probability; names and numbers alone stay below it
_KAZAKH_LATIN: Final = "kk_latin"

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_LATIN: Final = re.compile(r"[a-z\u00df-\u024f]")
_LATIN_I: Final = re.compile(r"(?<=[\u0400-\u052f])i|i(?=[\u0400-\u052f])")  # often typed for і
_LONE_Q: Final = re.compile(r"q(?!u)")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, frozenset[str]]
    letters: dict[str, str]
    tags: dict[str, str]


def tell(text: str, declared: str | None = None, *, sure: bool = False) -> str | None:
    """Return the ISO 639-1 code of the language that most of the text is in, None where nothing tells it.

    `declared` is a tag that the source gives itself. Pages often carry the tag of their template: it only
    counts where the text itself tells nothing, unless it is `sure` (its author wrote it for this text).
    """
    code = of_tag(declared)
    if sure and code is not None:
        return code
    votes: Counter[str] = Counter()
    undecided: list[tuple[str, int]] = []
    for part in _parts(_sample(text)):
        weight = sum(map(str.isalpha, part))
        by_rule = _by_rule(part.lower())
        if by_rule is not None:
            votes[by_rule] += weight
        elif weight >= _FEWEST:
            undecided.append((part, weight))
    ranking = [*(weight for _, weight in votes.most_common(2)), 0, 0]
    if sum(weight for _, weight in undecided) >= ranking[0] - ranking[1]:  # they may change who wins
        for part, weight in undecided:
            by_model = _by_model(part)
            if by_model is not None:
                votes[by_model] += weight
    if len(votes) == 0:
        return code
    # At equal weight the alphabet decides, so that the order of paragraphs does not.
    return min(votes, key=lambda language: (-votes[language], language))


def of_tag(tag: str | None) -> str | None:
    """Return the ISO 639-1 code that a language tag means ("kk-KZ", "kaz", "kz", "en_GB"), None for none."""
    if tag is None:
        return None
    primary = re.split(r"[-_.,;\s]", tag.strip().lower(), maxsplit=1)[0]
    known = _lexicon().tags.get(primary)
    if known is not None:
        return known
    return primary if re.fullmatch(r"[a-z]{2}", primary) else None


def kazakh(text: str) -> bool:
    """Return whether the letters and words of a text say that most of it is Kazakh in Cyrillic."""
    parts = [part.lower() for part in _parts(_sample(text))]
    ours = sum(len(part) for part in parts if _by_rule(part) == "kk")
    return ours * 2 > sum(map(len, parts))


def familiar(text: str) -> float:
    """Return the share of the words that are function words of Russian, Ukrainian or Kazakh."""
    shares = _shares(_sample(text).lower())
    return max(shares["ru"], shares["uk"], shares["kk"])


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = (len(text) - _SLICE) // 2
    return "\n".join((text[:_SLICE], text[middle : middle + _SLICE], text[-_SLICE:]))


def _parts(text: str) -> Iterator[str]:
    """Yield the paragraphs, short ones together with the next."""
    held: list[str] = []
    letters = 0
    for line in text.split("\n"):
        held.append(line)
        letters += sum(map(str.isalpha, line))
        if letters >= _PART:
            yield "\n".join(held)
            held, letters = [], 0
    if letters > 0:
        yield "\n".join(held)


def _by_rule(part: str) -> str | None:
    """Return "en", "ru", "kk" or "de" where letters and function words make it sure, else None."""
    cyrillic = len(_CYRILLIC.findall(part))
    latin = len(_LATIN.findall(part))
    if cyrillic + latin < 3 * _FEWEST:
        return None
    return _by_cyrillic(part, cyrillic) if cyrillic > latin else _by_latin(part)


def _by_cyrillic(part: str, size: int) -> str | None:
    letters = _lexicon().letters
    part = _LATIN_I.sub("і", part)

    def share(name: str) -> float:
        return sum(map(part.count, letters[name])) / size

    words = _shares(part)
    neighbours = share("neighbours")
    if share("kk") >= 0.05 and share("kk_own") >= 0.007 and share("kk_shared") > 0 and neighbours < 0.003:
        return "kk"
    if share("kk") + neighbours < 0.01:
        if share("ru_own") >= 0.006 and words["ru"] >= 0.08 and words["ru"] >= 3 * words["kk"]:
            return "ru"
        # Typed on a Russian keyboard: no letter is Kazakh, the words are.
        if words["kk"] >= 0.05 and words["kk"] >= 2 * words["ru"]:
            return "kk"
    return None


def _by_latin(part: str) -> str | None:
    words = _shares(part)
    if words["en"] >= 0.2 and words["en"] >= 3 * words["de"]:
        return "en"
    if words["de"] >= 0.2 and words["de"] >= 3 * words["en"]:
        return "de"
    lone_q = len(_LONE_Q.findall(part)) / len(part)
    if words[_KAZAKH_LATIN] >= 0.1 or (words[_KAZAKH_LATIN] >= 0.03 and lone_q >= 0.008):
        return "kk"
    return None


def _shares(part: str) -> dict[str, float]:
    """Return, for each language of the lexicon, which part of the words are its function words."""
    words = _WORD.findall(part)
    return {
        name: sum(word in known for word in words) / max(len(words), 1)
        for name, known in _lexicon().words.items()
    }


def _by_model(part: str) -> str | None:
    code, probability = _model().classify(part)
    return of_tag(code) if probability >= _MODEL_SURE else None


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads(resources.files("kelisim.read").joinpath("languages.toml").read_text("utf-8"))
    return _Lexicon(
        words={name: frozenset(words) for name, words in data["words"].items()},
        letters=data["letters"],
        tags=data["tags"],
    )


@cache
def _model() -> Any:
    """Return py3langid's model, held to languages that have a code of two letters."""
    from py3langid import langid

    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in model.labels if len(code) == 2])
    return model
