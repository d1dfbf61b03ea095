"""How fast files are read, a format at a time, against the bare library on the same pages.

    python -m benchmarks.reading [--files 1000]

The files are those of examples/, each copy with a number in it. PDF files are made with reportlab, Word files
with python-docx. Times are wall-clock, one process; the first file of a format, which loads its libraries, is
shown apart.
"""

import argparse
import io
import time
from pathlib import Path

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kelisim.read import read_bytes

EXAMPLES = Path(__file__).parent.parent / "examples"


def samples(ending: str, count: int) -> list[bytes]:
    """Return so many different files of the examples that have this ending."""
    originals = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob(f"*{ending}"))]
    mark = "<!-- {} -->" if ending == ".html" else "\n\nNo. {}\n"
    return [(originals[n % len(originals)] + mark.format(n)).encode() for n in range(count)]


def pdf(text: str) -> bytes:
    """Return the text as a PDF."""
    out = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out).build([Paragraph(paragraph, style) for paragraph in text.split("\n\n")])
    return out.getvalue()


def word(text: str) -> bytes:
    """Return the text as a Word file."""
    out, document = io.BytesIO(), docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def timed(name: str, contents: list[bytes]) -> None:
    """Read the files and print how long it took."""
    begun = time.perf_counter()
    read_bytes(contents[0], name=f"0{name}")
    first = time.perf_counter()
    for number, content in enumerate(contents[1:], 1):
        read_bytes(content, name=f"{number}{name}")
    each = (time.perf_counter() - first) / max(len(contents) - 1, 1)
    spent = f"first {1000 * (first - begun):7.1f} ms  each {1000 * each:7.2f} ms"
    print(f"{name:10} {len(contents):6} files  {spent}")


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    count = parser.parse_args().files
    texts = [content.decode() for content in samples(".txt", max(count // 10, 2))]
    pages = samples(".html", count)
    timed(".txt", samples(".txt", count))
    timed(".md", samples(".md", count))
    timed(".html", pages)
    timed(".docx", [word(text) for text in texts])
    timed(".pdf", [pdf(text) for text in texts])
    bare(pages)


def bare(pages: list[bytes]) -> None:
    """Print how long the bare library takes over the same pages, with the metadata that it finds."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - not before the first page above

    begun = time.perf_counter()
    for content in pages:
        bare_extraction(content, with_metadata=True)
    each = (time.perf_counter() - begun) / len(pages)
    print(f"{'bare trafilatura, .html':41} each {1000 * each:7.2f} ms")


if __name__ == "__main__":
    main()
