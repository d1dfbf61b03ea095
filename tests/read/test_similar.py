"""Near-duplicates: what is one story, what is not, and that candidates are found by equality."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.read.similar import ALIKE, alike, bands, signature

ENDINGS = ("bel", "dar", "fim", "gol", "hun", "jas", "kor", "lum", "mir", "nos")
WORDS = [f"{first}{ending}" for first in ("ba", "do", "gu", "ki", "le", "mo", "nu") for ending in ENDINGS]


def story(seed: int, length: int = 300) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(length)]


def rewritten(words: list[str], share: float, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return [f"new{word}" if chosen.random() < share else word for word in words]


def likeness(one: list[str], other: list[str]) -> float:
    return alike(signature(" ".join(one)), signature(" ".join(other)))


def test_case_punctuation_and_white_space_do_not_count() -> None:
    assert signature("The rectors SIGNED — “today”!") == signature("the rectors\nsigned, today")


@pytest.mark.parametrize("seed", range(20))
def test_edited_story_is_found(seed: int) -> None:
    words = story(seed)
    for edited in (rewritten(words, 0.15, seed), words[: len(words) // 2], [*story(seed + 99, 100), *words]):
        assert likeness(words, edited) >= ALIKE
        keys = bands(signature(" ".join(words)))
        assert set(keys) & set(bands(signature(" ".join(edited))))


@pytest.mark.parametrize("seed", range(20))
def test_other_story_is_not(seed: int) -> None:
    assert likeness(story(seed), story(seed + 1)) < ALIKE / 2


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2])
def test_likeness_estimates_the_share_of_common_runs(share: float) -> None:
    words, edited = story(1, 3_000), rewritten(story(1, 3_000), share, 2)

    def runs(of: list[str]) -> set[tuple[str, ...]]:
        return set(zip(of, of[1:], of[2:], strict=False))

    true = len(runs(words) & runs(edited)) / len(runs(words) | runs(edited))
    assert abs(likeness(words, edited) - true) < 4 * 0.044  # four standard errors


@given(st.text())
def test_signature_is_a_pure_function_of_the_words(text: str) -> None:
    signed = signature(text)
    assert signed == signature(text)
    assert len(signed) in (0, 512)
    assert alike(signed, signed) == (1.0 if len(signed) > 0 else 0.0)
    assert len(bands(signed)) == (64 if len(signed) > 0 else 0)
    assert len(set(bands(signed))) == len(bands(signed))


@given(st.text(), st.text())
def test_likeness_is_symmetrical(one: str, other: str) -> None:
    assert alike(signature(one), signature(other)) == alike(signature(other), signature(one))


def test_signatures_that_are_stored_stay_valid() -> None:
    # A change of this value makes every stored signature worthless: it must never happen unseen.
    assert signature("the rectors signed a memorandum today")[:12].hex() == "8472ee2453b3de02d24ab31d"


def test_long_texts_are_signed() -> None:
    assert likeness(story(3, 200_000), story(3, 200_000)) == 1.0
