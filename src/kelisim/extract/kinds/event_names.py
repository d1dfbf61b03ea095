"""What an event is called: its proper name, or the words that describe it. Ranges are token indices."""

from typing import Final

from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import subtree

_LONGEST: Final = 16  # tokens of a description
_TITLE: Final = 30  # tokens of a title in quotes
_QUOTES: Final = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’"}
_FAR: Final = 14  # tokens between an event's noun and the words that lead to its title
_SMALL: Final = frozenset({"ADP", "DET", "CCONJ", "PART", "NUM"})
_JOINING: Final = frozenset({":", "-", "–", "’", "&"})
_STOPS: Final = frozenset({";", ".", ":"})
_ENDINGS: Final = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "PART"})
BESIDE: Final = frozenset({"acl", "acl:relcl", "appos", "advcl", "conj", "cc", "parataxis"})
"""Relations of what is said beside a noun and describes it no further."""


def name_of_noun(
    reading: Reading, hit: Hit, first: int, last: int, *, heading: bool
) -> tuple[tuple[int, int], bool]:
    """Return the range of an event's name around its noun, and whether it is a proper name."""
    tokens = reading.analysis.tokens
    dates = _date_tokens(reading, first, last)
    start = hit.first
    inflected = reading.lexicon.inflected
    while start > first and _in_name(reading, start - 1) and _joins(reading, start - 1, dates):
        if inflected and tokens[start - 1].pos not in {"ADJ", "NUM"}:
            break  # a noun before it governs it: "на полях форума"
        start -= 1
    while start < hit.first and tokens[start].pos in {"PUNCT", "DET", "PRON", "PART"}:
        start += 1
    start = start if inflected else _joined(reading, start, hit.first, first)
    own, owner = start, None if inflected else _owner(reading, start)
    start = start if owner is None or heading else owner
    if start - 1 > first and tokens[start - 1].lower == "of" and _is_document(reading, start - 2):
        start -= 2  # "Memorandum of Understanding Signing Ceremony"
        own = start
    title = _title(reading, hit.last, last)
    if title is not None:
        return title, True
    closing = _closing(reading, hit.last, last)
    if closing is not None:  # "the winter school “Data Ethics”"
        return (start, closing + 1), not heading
    before = [t for t in tokens[own : hit.first] if t.text[0].isupper() or t.pos == "NUM"]
    noun_capital = tokens[hit.last - 1].text[0].isupper()
    proper = noun_capital and len(before) > 0 and hit.first - own >= 1 and before[0].text[0].isupper()
    all_proper = len(before) > 1 and all(t.pos in {"PROPN", "NUM"} for t in before)
    named = not heading and (proper or (all_proper and before[0].text[0].isupper()))
    end = described_noun(reading, hit.last, last, dates)
    visitors = reading.lexicon.terms("events", "by_visitors")
    if hit.code == "visit" and end + 1 < last and tokens[end].lower in visitors and end + 1 not in dates:
        end = described(reading, end + 1, last)
    if inflected and end == hit.last:
        end = _genitives(reading, hit.last, last)
    while (
        not inflected
        and named
        and end > hit.last
        and not any(t.text[0].isupper() for t in tokens[hit.last : end])
    ):
        end = hit.last
    return (start, end), named


def _joined(reading: Reading, start: int, noun: int, first: int) -> int:
    """Return where the first of several words before a noun begins: "Education and Culture Session"."""
    analysis = reading.analysis
    if start - 2 < first or start == noun or analysis.tokens[start - 1].pos != "CCONJ":
        return start
    head = analysis.tokens[start].head
    led = head < start and analysis.tokens[head].relation in {"compound", "amod", "nmod"}
    if analysis.tokens[start].relation != "conj" or not led or head < first:
        return start
    return min(start, *(subtree(analysis, head, without=frozenset())))


def _owner(reading: Reading, start: int) -> int | None:
    """Return where the owner of an event begins that a possessive tells: "the Senate's meeting"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    if start < 2 or tokens[start - 1].lower not in {"'s", "’s"}:
        return None
    near = reading.mentions_in(start - _LONGEST, start)
    bodies = (m.first for m in near if m.last == start - 1 and m.type == "organisation")
    body = next(bodies, None)
    owner = tokens[start - 2]
    if body is not None or owner.relation != "nmod:poss" or owner.pos not in {"NOUN", "PROPN"}:
        return body
    if owner.lower in reading.lexicon.terms("events", "no_owner") or _is_weekday(reading, start - 2):
        return None
    begin = subtree(analysis, start - 2)[0]
    while begin < start - 2 and tokens[begin].pos in {"DET", "PRON", "PUNCT"}:
        begin += 1
    return begin


def _joins(reading: Reading, index: int, dates: set[int]) -> bool:
    """Tell whether a token before the noun may be of its name: a year may ("ConnectED 2024 conference")."""
    return index not in dates or reading.analysis.tokens[index].pos == "NUM"


def _in_name(reading: Reading, index: int) -> bool:
    token = reading.analysis.tokens[index]
    before = reading.analysis.tokens[index - 1].text if index > 0 else ""
    ordinal = token.text == "." and before.isdigit()
    if token.text in {"'", "’"} and before[:1].isupper() and before.endswith("s"):
        return True  # "Rectors’ Conference"
    after = reading.analysis.tokens[index + 1].text if index + 1 < len(reading.analysis.tokens) else ""
    linked = before == after == "-"  # "face-to-face meeting"
    if is_headline_verb(reading, index):
        return False
    if token.pos == "VERB" and token.relation in {"amod", "compound"} and "Aspect=Prog" in token.features:
        return True  # "conferring ceremonies"
    return token.pos in {"ADJ", "NOUN", "PROPN", "NUM"} or token.text in {"-", "&", "+"} or ordinal or linked


def _is_document(reading: Reading, index: int) -> bool:
    """Tell the capitalised noun of a document that a longer name begins with: "Memorandum", "Letter"."""
    token = reading.analysis.tokens[index]
    return token.text[0].isupper() and token.lower in reading.lexicon.terms("names", "documents")


def _title(reading: Reading, start: int, last: int) -> tuple[int, int] | None:
    """Return the title that follows an event's noun, without its quotes: in them, or in capitals."""
    tokens = reading.analysis.tokens
    led = reading.lexicon.cues("events", "titled").at(tokens, start, last)
    far = _far_title(reading, start, last)
    index = far if far is not None else start if led is None else led.last
    if index == start:
        return None
    if index < last and tokens[index].text == ":":
        index += 1
    end = _closing(reading, index, last)
    if end is None:
        return None if far is None else _in_capitals(reading, index, last)
    first, stop = index + 1, end
    while stop > first and tokens[stop - 1].pos == "PUNCT":
        stop -= 1
    return (first, stop) if first < stop else None


def _far_title(reading: Reading, start: int, last: int) -> int | None:
    """Return where a title begins that other words part from its noun: "organised by X under the title"."""
    tokens = reading.analysis.tokens
    for index in range(start, min(last, start + _FAR)):
        hit = reading.lexicon.cues("events", "titled_far").at(tokens, index, last)
        if hit is not None:
            return hit.last
        if is_finite(reading.analysis, index) or tokens[index].text in _STOPS:
            return None
    return None


def _in_capitals(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return a title without quotes: words with capitals, and small ones between them."""
    tokens = reading.analysis.tokens
    end = first
    for index in range(first, min(last, first + _LONGEST)):
        capital = tokens[index].text[0].isupper() or (tokens[index].pos == "NUM" and index == end)
        place = any(m.first == index + 1 and m.type == "place" for m in reading.mentions_in(index, last))
        if not (capital or tokens[index].pos in _SMALL or tokens[index].text in _JOINING) or place:
            break
        end = index + 1 if capital else end
    return (first, end) if end - first > 1 and tokens[first].text[0].isupper() else None


def _closing(reading: Reading, index: int, last: int) -> int | None:
    """Return the closing quotation mark of the title that opens at a token; None where none does."""
    tokens = reading.analysis.tokens
    closing = _QUOTES.get(tokens[index].text) if index < last else None
    ends = range(index + 2, min(last, index + _TITLE))
    return next((end for end in ends if tokens[end].text == closing), None)


def described_noun(reading: Reading, start: int, last: int, dates: set[int]) -> int:
    """Return where the description after an event's noun ends: "with a delegation of …", "on …"."""
    tokens = reading.analysis.tokens
    if start >= last:
        return start
    formats = reading.lexicon.terms("events", "format")
    if tokens[start].pos == "ADP" and any(t.lower in formats for t in tokens[start : min(start + 9, last)]):
        return next(i for i in range(start, last) if tokens[i].lower in formats) + 1
    if tokens[start].lower not in reading.lexicon.terms("events", "goes_on") or start + 1 in dates:
        return start
    if start + 1 < last and _is_empty(reading, start):
        return start
    return described(reading, start + 1, last)


def _is_empty(reading: Reading, start: int) -> bool:
    """Tell words behind a noun that describe nothing: "a symposium of which", "forums of their own"."""
    tokens = reading.analysis.tokens
    if reading.lexicon.inflected or tokens[start + 1].pos != "PRON":
        return False
    own = tokens[start].lower in reading.lexicon.terms("events", "of_owner")
    return own or "Poss=Yes" not in tokens[start + 1].features


def _genitives(reading: Reading, start: int, last: int) -> int:
    """Return where the genitives after an event's noun end: "форум ректоров Центральной Азии"."""
    tokens = reading.analysis.tokens
    mentions = {m.first: m.last for m in reversed(reading.mentions_in(start, last))}
    index = start
    while index < min(last, start + _LONGEST):
        token = tokens[index]
        joined = token.pos == "CCONJ" and index > start and index + 1 < last
        if joined and "Case=Gen" in tokens[index + 1].features and index + 1 not in mentions:
            index += 1
        elif "Case=Gen" in token.features and token.pos in {"NOUN", "PROPN", "ADJ"}:
            index = mentions.get(index, index + 1)
        else:
            break
    return index


def described(reading: Reading, start: int, last: int) -> int:
    """Return where a description that begins at `start` ends: before a clause, a date or a place."""
    tokens = reading.analysis.tokens
    dates = _date_tokens(reading, start, last)
    ends = reading.lexicon.terms("events", "ends")
    visitors = reading.lexicon.terms("events", "by_visitors")
    groups = reading.lexicon.terms("events", "delegation")
    mentions = {m.first: m.last for m in reading.mentions_in(start, last)}
    index = start
    while index < min(last, start + _LONGEST) and index not in dates:
        if index > start and (_is_subject(reading, index) or "PronType=Rel" in tokens[index].features):
            break
        if index in mentions:
            index = mentions[index]
            continue
        token = tokens[index]
        sent = index > start and token.lower in visitors and tokens[index - 1].lower in groups
        if sent and index + 1 not in dates:  # "a delegation from X"
            index += 1
            continue
        if token.pos in {"SCONJ", "AUX"} or is_finite(reading.analysis, index) or token.lower in ends:
            break
        if index > start and (_is_aim(reading, index) or is_headline_verb(reading, index)):
            break
        if token.pos == "PUNCT" and not _glued(reading, index):
            break
        if (
            token.pos == "CCONJ"
            and index + 1 not in mentions
            and (
                any(is_finite(reading.analysis, i) for i in range(index, min(index + 3, last)))
                or any(t.pos == "VERB" for t in tokens[index + 1 : index + 2])  # "and signing a memorandum"
            )
        ):
            break
        if token.pos == "ADP" and (index + 1 in dates or _is_weekday(reading, index + 1)):
            break
        index += 1
    while index > start + 1 and tokens[index - 1].pos in _ENDINGS and index - 1 not in mentions:
        index -= 1
    return max(index, min(start + 1, last))


def _is_weekday(reading: Reading, index: int) -> bool:
    """Tell the name of a day: "an event on Thursday", where the text does not tell which."""
    tokens = reading.analysis.tokens
    return index < len(tokens) and tokens[index].lower in reading.lexicon.terms("values", "weekdays")


def _is_subject(reading: Reading, index: int) -> bool:
    """Tell whether the subject of the sentence begins: "на встрече с гостями ректор …", by its case."""
    token = reading.analysis.tokens[index]
    inflected = reading.lexicon.cased
    return inflected and token.relation.startswith("nsubj") and "Case=Nom" in token.features


def _is_aim(reading: Reading, index: int) -> bool:
    """Tell where the aim or the wish begins that something is for: "to enhance …", "on the invitation of"."""
    tokens = reading.analysis.tokens
    if index + 1 >= len(tokens):
        return False
    if tokens[index].pos == "PART" and tokens[index + 1].pos == "VERB":
        return True
    return (
        reading.lexicon.cues("events", "at_wish").at(tokens, index, min(len(tokens), index + 5)) is not None
    )


def is_headline_verb(reading: Reading, index: int) -> bool:
    """Tell a verb that a headline in title case hides: "Ceremony between X and Y Opens New Opportunities"."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[index]]
    if analysis.blocks[sentence.block].kind != "heading" or index + 1 >= sentence.last:
        return False
    text = analysis.tokens[index].text
    return (
        text[0].isupper() and text.endswith("s") and text.lower() in reading.lexicon.terms("names", "verbs")
    )


def _glued(reading: Reading, index: int) -> bool:
    """Tell whether a mark stands within a word: hyphens, points of abbreviations, apostrophes, quotes."""
    tokens = reading.analysis.tokens
    if tokens[index].text in {"“", "”", "’", "'", "-", "‑"}:
        return True
    if tokens[index].text in {"–", "—"} and 0 < index < len(tokens) - 1:  # "the Norland – Sudland Centre"
        return tokens[index - 1].pos == tokens[index + 1].pos == "PROPN"
    if index + 1 >= len(tokens) or tokens[index].text != ".":
        return False
    abbreviated = tokens[index + 1].pos == "PROPN" and tokens[index - 1].pos == "PROPN"  # "Hon. P"
    return abbreviated or tokens[index + 1].start == tokens[index].end


def _date_tokens(reading: Reading, first: int, last: int) -> set[int]:
    return {i for date in reading.dates_in(first, last) for i in range(date.first, date.last)}


def barred(reading: Reading, first: int, last: int) -> set[int]:
    """Return the tokens of names that are no events: organisations, people, set phrases."""
    hits = reading.lexicon.cues("events", "not_meant").find(reading.analysis.tokens, first, last)
    tokens = {index for hit in hits for index in range(hit.first, hit.last)}
    for mention in reading.mentions_in(first, last):
        if mention.type in {"organisation", "person"} and mention.named:
            tokens.update(range(mention.first, mention.last))
    return tokens
