"""A string as the matcher reads it: words as numbers of the index's vocabulary, segments, flags."""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

LONGEST: Final = 3000  # characters read of one string: no affiliation is longer, and time stays bounded
_SENTENCE: Final = 6  # letters of a word from which a full stop after it ends a sentence, not a short form
CAPITALS, DOT, NUMBER, AFTER_WORD, AFTER_AND, UNIT, TITLE, FUZZY, HONOUR = 1, 2, 4, 8, 16, 32, 64, 128, 256

_SINGLE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff"
_TOKEN: Final = re.compile(
    rf"(?P<dotted>(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?![^\W_]))"
    rf"|(?P<note>\d+(?=[^\W\d_]{{4}}))"
    rf"|(?P<single>[{_SINGLE}])"
    rf"|(?P<word>[^\W_{_SINGLE}](?:[^\W_{_SINGLE}]|[{_MARKS}])*"
    rf"(?:['’ʼʻ‘`´][^\W\d_{_SINGLE}][^\W_{_SINGLE}]*)*)"
    r"|(?P<hard>[;|\n\r\u2028•·]|#TAB#)"
    r"|(?P<soft>[,:()\[\]{}/\"«»“”„?!、，；。：（）]|\s[-–—]\s|[–—]|[ \xa0]{2,})"
    r"|(?P<stop>\.(?=\s|$))"
    r"|(?P<and>&)"
)
WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’ʼʻ‘`´][^\W\d_]+)*")
"""A word by itself, as near as makes no difference to what `read` takes for one."""
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w.-]+\.\w+|(?:https?://|www\.)\S+", re.ASCII)
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_ELISION: Final = re.compile(r"^(?:d|l|dell|nell|all|sull|dall|un|qu)['’`´]+(?=\w)", re.IGNORECASE)
_TEXAS: Final = re.compile(r"\b([A-Z])\s?&\s?([A-Z])\b")
_SPACED: Final = re.compile(r"(?<![^\W_])([^\W\d_])\. (?=[^\W\d_]\.)")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEPT: Final = frozenset(("us", "usa", "uk", "ussr", "uae", "pr", "prc", "eu", "un", "ny", "dc", "ir", "roc"))
_ANDS: Final = frozenset(("and", "und", "et", "y", "и", "және", "e", "en", "og", "och", "мен", "та", "és"))
NAMED_AFTER: Final = frozenset(
    ("имени", "им", "имен", "імені", "ім", "imeni", "named")
)  # who is honoured follows
NAMED_FOR: Final = frozenset(("атындағы", "атынд"))  # or stands before

Numbered = tuple[tuple[int, ...], int]
"""The numbers of a word's keys, and its flags."""

_NONE: Final[Mapping[str, Numbered]] = MappingProxyType({})

Lookup = Callable[[str], Numbered]
"""A raw word to the numbers of its keys (none: an empty word; -1: not in the registry) and its flags."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string read: per word its number, offsets in `text`, segment, block and flags.

    `hosts` are those of its addresses, `mailed` those of e-mail addresses alone.
    """

    text: str
    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    hosts: tuple[str, ...] = ()
    mailed: tuple[str, ...] = ()


def clean(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the string without HTML and addresses, the hosts of its e-mail and web addresses, and of the
    e-mail addresses alone.
    """
    text = text[:LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))[:LONGEST]
        text = _TEXAS.sub(r"\1\2", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if ". " in text:
        text = _SPACED.sub(r"\1.", text)  # M. D. Anderson, U. S. Geological Survey
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,80}>", " ", text)
    if "@" not in text and "www." not in text and "://" not in text:
        return text, (), ()
    hosts, mailed = [], []
    for address in _ADDRESS.findall(text):
        host = _HOST.search(address.rsplit("@", 1)[-1].lower().removeprefix("www."))
        if host is not None:
            hosts.append(host[0].removeprefix("www."))
            if "@" in address and "/" not in address:
                mailed.append(host[0])
    return _ADDRESS.sub(" ; ", text), tuple(hosts), tuple(mailed)


def read(text: str, lookup: Lookup, seen: Mapping[str, Numbered] = _NONE) -> Text:
    """Return the string's words as `lookup` numbers them; those of `seen` need not be asked for."""
    text, hosts, mailed = clean(text)
    result = Text(text, hosts=hosts, mailed=mailed)
    segment, block, pending, honoured = 1, 0, 0, 0
    last = ""  # the word right before, for a full stop after it
    fresh = False  # a comma stands right before
    ids_of, starts, ends = result.ids, result.starts, result.ends
    segments, blocks, flags_of = result.segments, result.blocks, result.flags
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match[0]
        if kind in {"soft", "hard"}:
            segment, block, pending, last = segment + 1, block + (kind == "hard"), 0, ""
            fresh = raw == "," or (fresh and kind == "hard")
            continue
        if kind == "stop":
            if len(last) >= _SENTENCE and last.islower() and not (flags_of and flags_of[-1] & DOT):
                segment, pending = segment + 1, 0
            continue
        if kind == "and":
            pending = AFTER_WORD | AFTER_AND
            continue
        start, end = match.span()
        if kind != "word" or end - start == 1 or not raw.isalnum():
            raw, start = _word(text, match, lookup)
            if raw == "":
                continue
        known = seen.get(raw)
        ids, flags = lookup(raw) if known is None else known
        last = raw if kind == "word" else ""
        if len(ids) == 0 and len(raw) == 2 and raw.isupper() and fresh:
            ids, flags = lookup("=" + raw)  # IL, CO, LA: a state's code, not an article
        fresh = False
        if len(ids) == 0:
            pending |= AFTER_WORD | (AFTER_AND if raw.lower() in _ANDS else 0)
            honoured = segment if raw.lower() in NAMED_AFTER else honoured
            _honour(result, segment, raw)
            continue
        if text[end : end + 1] == ".":
            flags |= DOT
        if honoured == segment:
            flags |= HONOUR
        for number in ids:
            ids_of.append(number)
            starts.append(start)
            ends.append(end)
            segments.append(segment)
            blocks.append(block)
            flags_of.append(flags | pending)
            pending = 0
    return result


def _word(text: str, match: re.Match[str], lookup: Lookup) -> tuple[str, int]:
    """Return a token as it is looked up, "" for a mark or a person's initials, and where it begins."""
    raw, start, end = match[0], match.start(), match.end()
    if match.lastgroup == "note":
        return "", start
    if match.lastgroup == "dotted":
        raw = raw.replace(".", "")
        if raw.lower() not in _KEPT and _is_initials(text, end):
            following = WORD.search(text, end, end + 40)
            if following is None or len(lookup(f"+{raw}{following[0]}")[0]) == 0:
                return "", start  # but M.D. Anderson is known as MD Anderson
    elif match.lastgroup == "word":
        if len(raw) == 1 and text[end : end + 1] == "." and raw.isalpha():
            return "", start
        elided = None if raw.isalnum() else _ELISION.match(raw)
        if elided is not None:
            return raw[elided.end() :], start + elided.end()
    return raw, start


def _honour(text: Text, segment: int, raw: str) -> None:
    """Mark the words of the segment where what comes says that they are who is honoured."""
    if raw.lower() not in NAMED_FOR:
        return
    for at in range(len(text.ids) - 1, -1, -1):
        if text.segments[at] != segment:
            break
        text.flags[at] |= HONOUR


def split_camel(raw: str) -> list[str]:
    """Return the parts of words run together: UniversityUSA → University, USA."""
    return _CAMEL.split(raw)


def _is_initials(text: str, end: int) -> bool:
    following = text[end : end + 2].lstrip()
    return following[:1].isupper()
