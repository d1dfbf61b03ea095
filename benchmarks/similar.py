"""How well near-duplicates are told: edited copies against other stories, at several thresholds.

    python -m benchmarks.similar [--texts FOLDER] [--copies 10]

Every text (default: those of examples/) is edited in the ways that outlets edit, so many times each, by a
fixed seed. Recall: the share of copies at or above the threshold. "candidate": the share that has a key of
`bands` in common with the original. What is taken for one story and is not is counted over all pairs of
different stories, and over pairs that were given the same frame (a quarter of the text, as press offices and
agencies have), which are the hard ones.
"""

import argparse
import itertools
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from kelisim.read import ReadError, find, read_path
from kelisim.read.similar import ALIKE, alike, bands, signature

EXAMPLES = Path(__file__).parent.parent / "examples"
THRESHOLDS = (0.15, 0.2, ALIKE, 0.3, 0.4, 0.5)
Edit = Callable[[str, random.Random, list[str]], str]  # text, chance, all texts


def reworded(share: float) -> Edit:
    """Return the edit that puts another word for that share of the words."""

    def edit(text: str, chance: random.Random, texts: list[str]) -> str:
        words = chance.choice(texts).split()
        return " ".join(chance.choice(words) if chance.random() < share else word for word in text.split())

    return edit


def shortened(share: float) -> Edit:
    """Return the edit that leaves out that share of the sentences."""

    def edit(text: str, chance: random.Random, _texts: list[str]) -> str:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        return " ".join([part for part in sentences if chance.random() >= share] or sentences[:1])

    return edit


def cut(share: float) -> Edit:
    """Return the edit that keeps the beginning only."""
    return lambda text, _chance, _texts: text[: int(len(text) * share)]


def framed(text: str, chance: random.Random, texts: list[str]) -> str:
    """Put the beginning and the end of other texts around a text."""
    size = len(text) // 4
    return f"{chance.choice(texts)[:size]}\n{text}\n{chance.choice(texts)[-size:]}"


def moved(text: str, chance: random.Random, _texts: list[str]) -> str:
    """Put the paragraphs in another order."""
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def all_of_it(text: str, chance: random.Random, texts: list[str]) -> str:
    """Reword, shorten and frame a text."""
    return framed(shortened(0.2)(reworded(0.1)(text, chance, texts), chance, texts), chance, texts)


EDITS: dict[str, Edit] = {
    "5 % of words replaced": reworded(0.05),
    "10 % of words replaced": reworded(0.1),
    "20 % of words replaced": reworded(0.2),
    "30 % of words replaced": reworded(0.3),
    "20 % of sentences left out": shortened(0.2),
    "40 % of sentences left out": shortened(0.4),
    "first half only": cut(0.5),
    "first third only": cut(0.34),
    "other text around it (half)": framed,
    "paragraphs in another order": moved,
    "10 % + 20 % + frame": all_of_it,
}


def main() -> None:
    """Print recall by edit, and how many pairs of different stories are taken for one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, default=EXAMPLES)
    parser.add_argument("--copies", type=int, default=10)
    args = parser.parse_args()
    texts = []
    for path in find([args.texts]):
        try:
            texts.extend(document.text for document in read_path(path))
        except ReadError:
            continue
    begun = time.perf_counter()
    signed = [signature(text) for text in texts]
    each = 1000 * (time.perf_counter() - begun) / len(texts)
    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts)} characters, {each:.2f} ms a signature")
    print(f"{'recall':28}" + "".join(f"{threshold:8.2f}" for threshold in THRESHOLDS) + "  candidate")
    for name, edit in EDITS.items():
        found = [
            (alike(original, copy), len(set(bands(original)) & set(bands(copy))) > 0)
            for number, (text, original) in enumerate(zip(texts, signed, strict=True))
            for turn in range(args.copies)
            for copy in (signature(edit(text, random.Random(f"{name} {number} {turn}"), texts)),)
        ]
        shares = [
            sum(likeness >= threshold for likeness, _ in found) / len(found) for threshold in THRESHOLDS
        ]
        candidates = sum(candidate for _, candidate in found) / len(found)
        print(f"{name:28}" + "".join(f"{share:8.3f}" for share in shares) + f"{candidates:11.3f}")
    _print_false(" different stories", signed)
    frame = texts[0]
    in_frame = [f"{frame[: len(text) // 8]}\n{text}\n{frame[-(len(text) // 8) :]}" for text in texts[1:]]
    _print_false(" the same, in one frame", [signature(text) for text in in_frame])


def _print_false(name: str, signed: list[bytes]) -> None:
    pairs = list(itertools.combinations(signed, 2))
    taken = [sum(alike(*pair) >= threshold for pair in pairs) / len(pairs) for threshold in THRESHOLDS]
    candidates = sum(len(set(bands(one)) & set(bands(other))) > 0 for one, other in pairs) / len(pairs)
    label = f"taken for one:{name}"
    print(
        f"{label:28}"
        + "".join(f"{share:8.4f}" for share in taken)
        + f"{candidates:11.4f}  ({len(pairs)} pairs)"
    )


if __name__ == "__main__":
    main()
