"""Phrases that follow a word: where they end, and the pieces of a list. Ranges are token indices."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Analysis, Token
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import conjuncts, strip_marks, subtree

_STOPS: Final = frozenset({";", ":", ".", "–", "—", "“", "”", '"', "!", "?", "…"})
_LEADING: Final = frozenset({"ADP", "PUNCT", "CCONJ", "PART", "SCONJ"})
_LONGEST: Final = 60
_ITEM: Final = frozenset({"NOUN", "ADJ", "DET", "NUM", "VERB"})  # what an item of a list begins with
_OPENING: Final = frozenset({"“", '"'})
_CLOSING: Final = frozenset({"”", '"'})
_QUOTED: Final = 14  # tokens of a name in quotation marks
_TELLERS: Final = 16  # tokens of those who report what is told before the comma
_SHORT: Final = 3  # words and marks of an item that may be a field ("for science, art, and technology")


def phrase_end(reading: Reading, first: int, last: int) -> int:
    """Return where a phrase that begins at `first` ends: before a mark, a side clause or speech."""
    tokens = reading.analysis.tokens
    stops = reading.lexicon.cues("phrases", "stops")
    depth = name_ends = 0
    for index in range(first, min(last, first + _LONGEST)):
        token = tokens[index]
        if index < name_ends:
            continue
        name_ends = _quoted_name(reading, index, last) if depth == 0 else 0
        if name_ends > 0:
            continue
        depth += (token.text == "(") - (token.text == ")")
        listing = token.text == ";" and first > 0 and tokens[first - 1].text == ":"
        if depth == 0 and token.text in _STOPS and not listing:
            return index
        if index > first and (
            stops.at(tokens, index, last) is not None or _clause_follows(reading, index, last)
        ):
            return index
    return min(last, first + _LONGEST)


def _quoted_name(reading: Reading, index: int, last: int) -> int:
    """Return where a name in quotation marks inside a phrase ends ("opening the “Ice” centre"); else 0."""
    tokens = reading.analysis.tokens
    opens = tokens[index].text in _OPENING and index > 0 and tokens[index - 1].pos != "PUNCT"
    opens = opens and not is_finite(reading.analysis, index - 1)
    described = index > 0 and tokens[index - 1].pos in {"DET", "ADJ"}  # "a “reef observatory” in Oslo"
    if not opens or index + 1 >= last or not (described or tokens[index + 1].text[:1].isupper()):
        return 0
    near = range(index + 2, min(index + _QUOTED, last))
    closing = next((i for i in near if tokens[i].text in _CLOSING), 0)
    return (
        0
        if closing == 0 or any(is_finite(reading.analysis, i) for i in range(index, closing))
        else closing + 1
    )


def _clause_follows(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a comma ends the phrase and begins a clause of its own: ", the ministry announces"."""
    tokens = reading.analysis.tokens
    if tokens[index].text != ",":
        return False
    told = _agency_follows(reading, index, last) or _is_told_by(reading, index, last)
    if told or _goes_on_without(reading, index + 1, last):
        return True
    such = index + 1 < last and tokens[index + 1].lower in reading.lexicon.terms("phrases", "resumed")
    if index + 1 < last and not such and tokens[index + 1].pos not in {"DET", "PROPN", "PRON"}:
        return False
    for following in range(index + 1, min(index + 9, last)):
        if tokens[following].text in {",", ";"} or tokens[following].pos == "CCONJ":
            return False
        if is_finite(reading.analysis, following):
            return True
    return False


def _goes_on_without(reading: Reading, index: int, last: int) -> bool:
    """Tell whether the clause around goes on after a comma: "which covers glaciers, is to be signed"."""
    if index >= last or reading.analysis.tokens[index].relation == "":
        return False
    return reading.analysis.tokens[index].pos == "AUX" and is_finite(reading.analysis, index)


def _agency_follows(reading: Reading, comma: int, last: int) -> bool:
    """Tell whether the sentence closes by naming who reports it: ", the agency reports."."""
    tokens = reading.analysis.tokens
    reporting = reading.lexicon.terms("phrases", "reporting")
    end = reading.analysis.sentences[reading.analysis.sentence_of[comma]].last
    verb = end - 2 if tokens[end - 1].pos == "PUNCT" else end - 1
    return comma < verb <= min(comma + 6, last) and tokens[verb].lower in reporting


def _is_told_by(reading: Reading, comma: int, last: int) -> bool:
    """Tell whether a comma is followed by those who report it, however many: ", the ministry and the embassy
    said in separate statements"; they are the first thing behind it that has a verb.
    """
    tokens = reading.analysis.tokens
    reporting = reading.lexicon.terms("phrases", "reporting")
    for index in range(comma + 1, min(comma + _TELLERS, last)):
        if tokens[index].lower in reporting and is_finite(reading.analysis, index):
            return index > comma + 1
        if tokens[index].text in {",", ";"} or tokens[index].pos in {"VERB", "AUX", "PRON"}:
            return False
    return False


def pieces(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a list of phrases: those that are coordinated at its top, else the whole.

    Without a parse, or where it sees no list, commas before a final coordinator part the list.
    """
    analysis = reading.analysis
    if first > 0 and analysis.tokens[first - 1].text == ":":
        semicolons = [i + 1 for i in range(first, last - 1) if analysis.tokens[i].text == ";"]
    else:
        semicolons = []
    found = [*_by_parse(analysis, first, last), *_by_form(reading, first, last), *semicolons]
    starts = sorted({first, *_oxford(analysis, sorted(set(found)))})
    if len(starts) == 1 and (_is_serial(reading, first, last) or not _is_nested(reading, first, last)):
        starts = sorted({first, *_by_commas(analysis, first, last)})
    places = {m.first for m in reading.mentions_in(first, last) if m.type == "place"}
    starts = [s for s in starts if s == first or s not in places]
    starts = _without_scraps(analysis, starts, last)
    starts = [s for s in starts if s == first or not _is_shared(reading, starts, s)]
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        begin, stop = strip_marks(analysis, start, end)
        also = reading.lexicon.terms("phrases", "also")
        while begin < stop and (
            analysis.tokens[begin].pos in _LEADING or analysis.tokens[begin].lower in also
        ):
            begin += 1
        while stop > begin and analysis.tokens[stop - 1].pos in {"PUNCT", "CCONJ", "ADP", "SCONJ", "ADV"}:
            stop -= 1
        if begin < stop:
            yield begin, stop


def _without_scraps(analysis: Analysis, starts: list[int], last: int) -> list[int]:
    """Return the starts without that of a last single word after a long item ("for … and knowledge")."""
    if len(starts) > 1 and analysis.tokens[starts[-1] - 1].pos == "CCONJ":
        words = [t for t in analysis.tokens[starts[-1] : last] if t.pos != "PUNCT"]
        if len(words) == 1 and starts[-1] - starts[-2] > 5:
            return starts[:-1]
    return starts


def _is_shared(reading: Reading, starts: Sequence[int], start: int) -> bool:
    """Tell whether what follows a coordinator belongs to the one word before it too: "encourage and support
    the schools", "staff and student mobility".
    """
    tokens = reading.analysis.tokens
    before = max(s for s in starts if s < start)
    words = [t for t in tokens[before:start] if t.pos not in {"PUNCT", "DET", "PART", "CCONJ", "ADV"}]
    if len(words) != 1 or tokens[start - 1].pos != "CCONJ" or start + 1 >= len(tokens):
        return False
    if words[0].pos == "VERB":
        return tokens[start].pos == "VERB"
    moving = reading.lexicon.terms("phrases", "moving")
    both = words[0].lemma in moving and tokens[start].lemma in moving
    return both and tokens[start + 1].pos == "NOUN"


def _by_form(reading: Reading, first: int, last: int) -> Iterator[int]:
    """Yield the items that begin as the first one does: "the … of", a gerund, a bare verb."""
    tokens = reading.analysis.tokens
    transparent = reading.lexicon.terms("phrases", "transparent")
    names = {mention.first for mention in reading.mentions_in(first, last)}
    after = [
        i for i in range(first + 3, last - 1) if tokens[i - 1].text == "," or tokens[i - 1].pos == "CCONJ"
    ]
    serial = any(
        tokens[i - 1].pos == "CCONJ" and tokens[i - 2].text == "," and _is(tokens[i], "Ger") for i in after
    )
    for index in after:
        near = tokens[index + 1 : min(index + 4, last)]
        article = tokens[index].pos == "DET" and index + 1 not in names
        noun_item = article and (any(t.lower in transparent for t in near) or _is(near[0], "Ger"))
        joined = _is(tokens[first], "Ger") and tokens[index - 1].pos == "CCONJ"
        gerund = _is(tokens[index], "Ger") and (serial or joined)
        verb = _is(tokens[index], "Inf") and _is(tokens[first], "Inf") and tokens[index].pos == "VERB"
        if noun_item or gerund or verb or _same_case(tokens, first, index):
            yield index


def _same_case(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Tell whether an item stands in the case of the first one, what precedes it in another."""
    mine, before = _case(tokens[index]), _case(tokens[index - 2])
    return mine != "" and mine == _case(tokens[first]) and before not in {"", mine}


def _case(token: Token) -> str:
    """Return the case of a noun or adjective, the accusative as the nominative; empty where it shows none."""
    if token.pos not in {"NOUN", "ADJ"}:
        return ""
    shown = token.case
    return "Nom" if shown == "Acc" else shown


def _is(token: Token, form: str) -> bool:
    """Tell whether a token is a verb in a form of Universal Dependencies: "Ger", "Inf"."""
    return f"VerbForm={form}" in token.features or (form == "Ger" and "Aspect=Prog" in token.features)


def _oxford(analysis: Analysis, starts: list[int]) -> list[int]:
    """Return the starts that a serial comma leaves: after ", and" a plain "and" joins within an item."""
    tokens = analysis.tokens
    serial = [s for s in starts if tokens[s - 1].pos == "CCONJ" and tokens[s - 2].text == ","]
    if len(serial) == 0:
        return starts
    return [s for s in starts if tokens[s - 1].pos != "CCONJ" or s in serial]


def _is_serial(reading: Reading, first: int, last: int) -> bool:
    """Tell whether commas part three items or more, the last after ", and", and each begins no name."""
    tokens = reading.analysis.tokens
    commas = [i for i in range(first + 1, last - 2) if tokens[i].text == ","]
    if len(commas) < 2 or tokens[commas[-1] + 1].pos != "CCONJ" or tokens[first].relation == "":
        return False
    names = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    begin = [first, *(i + 1 for i in commas[:-1]), commas[-1] + 2]
    heads = [tokens[i] for i in begin]
    alone = [b - a for a, b in zip(begin, [*begin[1:], last], strict=True)]
    return names.isdisjoint(begin) and all(t.pos in _ITEM for t in heads) and min(alone) > _SHORT


def _is_nested(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the first comma stands inside a phrase ("for officials, servants and students")."""
    tokens = reading.analysis.tokens
    transparent = reading.lexicon.terms("phrases", "transparent")
    comma = next((i for i in range(first, last) if tokens[i].text == ","), last)
    return any(tokens[i].pos == "ADP" and tokens[i].lower not in transparent for i in range(first + 1, comma))


def _by_parse(analysis: Analysis, first: int, last: int) -> Iterator[int]:
    top = next((i for i in range(first, last) if not first <= analysis.tokens[i].head < last), None)
    if top is None:
        top = next((i for i in range(first, last) if analysis.tokens[i].head == i), None)
    if top is None or analysis.tokens[top].relation == "":
        return
    for conjunct in conjuncts(analysis, top):
        if conjunct != top and first < conjunct < last:
            start = max(subtree(analysis, conjunct)[0], top + 1)
            if (start < last and analysis.tokens[start - 1].pos in {"PUNCT", "CCONJ"}) or _after_as_well(
                analysis, start
            ):
                yield start


def _after_as_well(analysis: Analysis, start: int) -> bool:
    return analysis.tokens[start - 1].lower == "as" or analysis.tokens[start].lower == "as"


def _by_commas(analysis: Analysis, first: int, last: int) -> Iterator[int]:
    commas = [i for i in range(first + 1, last - 1) if analysis.tokens[i].text == ","]
    final = next((i for i in range(last - 2, first, -1) if analysis.tokens[i].pos == "CCONJ"), None)
    if len(commas) == 0 or final is None or final < commas[-1]:
        return
    yield from (comma + 1 for comma in commas)
    if final > commas[-1] + 1:
        yield final + 1
