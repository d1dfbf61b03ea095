"""Bytes to characters, and characters to the text that offsets count in."""

import codecs
import re
import unicodedata
from typing import Final

from kelisim.read import charset
from kelisim.read.errors import ReadError

_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SYNONYMS: Final = {  # as browsers read these labels (https://encoding.spec.whatwg.org/#names-and-labels)
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16": "utf-16-le",
}
_NOT_TEXT: Final = {
    "utf-7",
    "idna",
    "punycode",
    "unicode-escape",
    "raw-unicode-escape",
    "undefined",
    "mbcs",
    "oem",
}
_SAMPLE: Final = 65_536
_CONTROL: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROL: Final = 0.02  # of the bytes; texts have none, compressed and compiled data about 0.1
_MOST_BROKEN: Final = 0.05  # of the characters beyond ASCII: more, and it is another encoding
_MOST_BROKEN_UTF8: Final = 0.25  # whole sequences of UTF-8 hardly come by chance: legacy texts are above 0.5

# U+00AD, U+200B, U+2060 and U+FEFF only say where a line may break: words would be torn apart by them.
_DROPPED: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\u2028\u2029\x85]")


def clean(text: str) -> str:
    """Return the text in the form in which it is stored; what is clean already stays as it is.

    Line ends become "\\n"; control characters and invisible marks of possible line breaks go; lone
    surrogates become U+FFFD; characters are composed (NFC).
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", text)


def decode(content: bytes, name: str, declared: str | None = None) -> str:
    """Return the characters of a text: by its byte order mark, as UTF-8, as declared, as it looks.

    `declared` is what the server or the page says. Bytes that do not fit, if they are few, become U+FFFD.
    Raises ReadError where the bytes are no text, or in no encoding that is known.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _mostly(content[len(mark) :].decode(encoding, "replace"), name)
    wide = _wide(content)
    if wide is not None:
        return content.decode(wide, "replace")
    if _binary(content):
        raise ReadError("this is binary data, not a text", name, "add the text as .txt, .html, .docx or .pdf")
    encoding_named = _known(declared)
    if content.isascii() and not (encoding_named or "").startswith(("iso2022", "hz")):
        return content.decode("ascii")
    utf8 = _utf8(content)
    if utf8 is not None:
        return utf8
    if encoding_named is not None and encoding_named != "utf-8":
        text = content.decode(encoding_named, "replace")
        if _broken(text) <= _MOST_BROKEN:
            kazakh = charset.kazakh(content) if encoding_named == "cp1251" else None
            return text if kazakh is None else content.decode(kazakh, "replace")
    guess = charset.guess(content)
    if guess is None:
        raise ReadError(
            "its encoding cannot be told: it is neither UTF-8 nor any encoding that is known",
            name,
            "save it as UTF-8 and add that",
        )
    return content.decode(guess, "replace")


def peek(content: bytes) -> str:
    """Return the beginning of a text, good enough to see its first tags."""
    head = content[: _SAMPLE // 4]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode(_wide(head) or "latin-1", "replace")


def declared_in_html(content: bytes) -> str | None:
    """Return the encoding that an HTML or XML text declares in its first 4096 bytes, if any."""
    match = _DECLARATION.search(content[:4096])
    return match.group(1).decode("ascii") if match else None


_DECLARATION: Final = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*|<\?xml[^>]{0,200}?encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)


def _known(label: str | None) -> str | None:
    """Return Python's name for the encoding of that label, None where it is unknown or no text encoding."""
    if label is None:
        return None
    try:
        encoding = codecs.lookup(label.strip().lower()).name
        " ".encode(encoding)  # raises LookupError for codecs that are no text encodings (zip, hex …)
    except (LookupError, ValueError):
        return None
    return None if encoding.replace("_", "-") in _NOT_TEXT else _SYNONYMS.get(encoding, encoding)


def _wide(content: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: one byte in two is 0 (Latin) or 4 (Cyrillic)."""
    sample = content[: _SAMPLE & ~1]
    if len(sample) < 4 or len(content) % 2 == 1:
        return None
    high = [sum(map(half.count, (b"\x00", b"\x04"))) / len(half) for half in (sample[0::2], sample[1::2])]
    if max(high) < 0.7 or min(high) > 0.3 or b"\x00\x00" in sample:
        return None
    encoding = "utf-16-be" if high[0] > high[1] else "utf-16-le"
    text = content.decode(encoding, "replace")
    return encoding if _broken(text) <= _MOST_BROKEN else None


def _binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > 2 and control / len(sample) > _MOST_CONTROL


def _utf8(content: bytes) -> str | None:
    """Return the text as UTF-8 if it is that, perhaps with a few broken bytes or cut inside a character."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(content) - 3 and error.reason == "unexpected end of data"
    text = content.decode("utf-8", "replace")
    return text if cut or _broken(text) <= _MOST_BROKEN_UTF8 else None


def _broken(text: str) -> float:
    """Return which part of the characters beyond ASCII are U+FFFD."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\N{REPLACEMENT CHARACTER}") / beyond if beyond > 0 else 0.0


def _mostly(text: str, name: str) -> str:
    if _broken(text) > 0.5:
        raise ReadError(
            "its bytes do not fit the encoding that its first bytes announce",
            name,
            "save it again as UTF-8 and add that",
        )
    return text
