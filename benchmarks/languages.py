"""How often language and encoding are told rightly.

    python -m benchmarks.languages CORPUS_DIR [--ner NER_DIR]

CORPUS_DIR holds texts named by their language (`texts/ru-06.txt`; `seed-…` is English): the language of each,
and each text again in the encodings of its language, whole and its first 600 and 150 characters. NER_DIR
holds KazNERD (`kaznerd/*.txt.gz`, three sentences at a time) and NEREL (`nerel/*.tar.gz`, a document at a
time): language, and encoding of the first 300 characters.
"""

import argparse
import gzip
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kelisim.read import ReadError
from kelisim.read.decode import decode
from kelisim.read.language import tell

ENCODINGS = {
    "ru": [
        "cp1251",
        "koi8_r",
        "cp866",
        "iso8859_5",
        "mac_cyrillic",
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-be",
    ],
    "kk": ["kz1048", "ptcp154", "utf-8", "utf-16-le"],
    "de": ["latin_1", "cp1252", "cp1250", "utf-8", "utf-16-le"],
    "en": ["cp1252", "utf-8", "utf-16-le"],
}
LENGTHS = (150, 600, 10**9)


def corpus(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each document."""
    for path in sorted((folder / "texts").glob("*.txt")):
        yield "en" if path.name.startswith("seed") else path.name[:2], path.read_text("utf-8")


def kaznerd(folder: Path) -> Iterator[str]:
    """Yield three sentences at a time."""
    for path in sorted((folder / "kaznerd").glob("*.txt.gz")):
        blocks = gzip.decompress(path.read_bytes()).decode().split("\n\n")
        sentences = [
            " ".join(line.split()[0] for line in block.split("\n") if line.strip()) for block in blocks
        ]
        sentences = [sentence for sentence in sentences if sentence != ""]
        for begin in range(0, len(sentences), 3):
            yield "\n".join(sentences[begin : begin + 3])


def nerel(folder: Path) -> Iterator[str]:
    """Yield a document at a time."""
    for path in sorted((folder / "nerel").glob("*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                content = archive.extractfile(member) if member.name.endswith(".txt") else None
                if content is not None:
                    yield content.read().decode()


def decoded(text: str, encoding: str) -> bool:
    """Return whether a text comes out of its bytes as it went in, or as much of it as the encoding holds."""
    content = text.encode(encoding, "ignore")
    try:
        return decode(content, "benchmark") == content.decode(encoding)
    except ReadError:
        return False


def main() -> None:
    """Print what was told rightly, and what was not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--ner", type=Path)
    args = parser.parse_args()
    texts = list(corpus(args.corpus))
    print(f"language: {sum(tell(text) == language for language, text in texts)} of {len(texts)}")
    tried = [
        (encoding, decoded(text[:length], encoding))
        for language, text in texts
        for encoding in ENCODINGS[language]
        for length in LENGTHS
    ]
    wrong = Counter(encoding for encoding, right in tried if not right)
    print(f"encoding: {sum(right for _, right in tried)} of {len(tried)}", dict(wrong) or "")
    if args.ner is not None:
        for name, language, parts in (("KazNERD", "kk", kaznerd(args.ner)), ("NEREL", "ru", nerel(args.ner))):
            _print_apart(name, language, list(parts))


def _print_apart(name: str, language: str, parts: list[str]) -> None:
    right = sum(tell(part) == language for part in parts)
    print(f"language, {name}: {right} of {len(parts)}")
    for encoding in ENCODINGS[language]:
        right = sum(decoded(part[:300], encoding) for part in parts)
        print(f"encoding {encoding}, {name}: {right} of {len(parts)}")


if __name__ == "__main__":
    main()
