"""Which encoding bytes without any declaration are in, where they are not UTF-8."""

import re
from typing import Final

from kelisim.read import language

_SAMPLE: Final = 65_536
_CYRILLIC: Final = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")  # at a tie, the first
_OTHERS: Final = [
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1258"),
]
_LATIN_BY_LANGUAGE: Final = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("et", "lv", "lt"), "cp1257"),
}
_ASCII_LETTERS: Final = re.compile(rb"[A-Za-z]")
_LATIN_SHARE: Final = 0.85  # of ASCII among the letters: even Czech and Turkish texts have more
_CYRILLIC_SCORE: Final = 0.6  # of the bytes beyond ASCII
_KAZAKH_SCORE: Final = 0.8  # endings make function words rare in Kazakh: its letters must convince alone

_SMALL: Final = "а-яёәғқңөұүһіїєґў"
_WELL: Final = re.compile(f"(?<=[{_SMALL}{_SMALL.upper()}])[{_SMALL}]|\\b[{_SMALL}{_SMALL.upper()}]")
_BADLY: Final = re.compile(f"(?<=[{_SMALL}])[{_SMALL.upper()}]|[\u2500-\u259f]|[^\\w\\s](?=[{_SMALL}])\\B")


def guess(content: bytes) -> str | None:
    """Return the encoding that a text looks to be in, None where it looks like none that is known.

    Kazakh and Russian are told by how letters follow each other; of the Latin code pages, which differ in
    few letters, the one that the language is written in is taken; the rest is left to charset-normalizer.
    """
    # A text is in one encoding, and the first bytes beyond ASCII may come late.
    first = next((place for place, byte in enumerate(content) if byte > 127), 0)
    sample = content[max(0, first - 1000) : first + _SAMPLE]
    beyond = sum(byte > 127 for byte in sample)
    ascii_letters = len(_ASCII_LETTERS.findall(sample))
    if ascii_letters >= _LATIN_SHARE * (ascii_letters + beyond):
        told = language.tell(sample.decode("cp1252", "replace"))
        return _LATIN_BY_LANGUAGE.get(told or "", "cp1252")
    kazakh_page = kazakh(sample)
    if kazakh_page is not None:
        return kazakh_page
    scores = {encoding: _cyrillic(sample.decode(encoding, "replace")) for encoding in _CYRILLIC}
    best = max(scores, key=lambda encoding: scores[encoding])  # the first of equals
    if scores[best] >= _CYRILLIC_SCORE * beyond and _speaks(sample.decode(best, "replace")):
        return best
    return _by_statistics(sample)


def kazakh(content: bytes) -> str | None:
    """Return the Kazakh code page of a text, None if it is not Kazakh: "windows-1251" often is one.

    KZ-1048 and PT154 put the nine Kazakh letters where windows-1251 has Ukrainian and Serbian ones.
    """
    texts = {encoding: content[:_SAMPLE].decode(encoding, "replace") for encoding in ("kz1048", "ptcp154")}
    scores = {encoding: _cyrillic(text) for encoding, text in texts.items()}
    best = max(scores, key=lambda encoding: scores[encoding])
    written = sum(byte > 127 for byte in content[:_SAMPLE])
    return best if scores[best] >= _KAZAKH_SCORE * written and language.kazakh(texts[best]) else None


def _cyrillic(text: str) -> int:
    """Return how many letters stand as in Cyrillic words, less three for each that does not."""
    return len(_WELL.findall(text)) - 3 * len(_BADLY.findall(text))


def _speaks(text: str) -> bool:
    """Return whether function words occur, or the text is too short for them: headlines have none."""
    return language.familiar(text) >= 0.02 or len(text.split()) < 8


def _by_statistics(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    return None if best is None else best.encoding
