"""Where and on what occasion something happens: the phrases around an act. Ranges are token indices."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import ancestors, strip_marks
from kelisim.extract.verb_final import located, noun_phrase_before

_NO_PLACE: Final = frozenset({"occasion", "lead", "witness", "delegate", "partner"})
_LONGEST: Final = 16  # tokens of a place or an occasion: what is longer holds more than that
_NEAR: Final = 5  # tokens between an act and its place where no parser says what belongs together


def place_of(reading: Reading, act: int, first: int, last: int) -> Range | None:
    """Return the place of the act (token index), searched in the tokens `first` to `last`."""
    if reading.lexicon.verb_final:
        sites = sorted(located(reading, first, last), key=lambda m: (m.type != "place", m.first))
        return (sites[0].first, sites[0].last) if len(sites) > 0 else None
    for start in _marked(reading, "place_markers", first, last):
        found = _phrase(reading, start, last, "within_place")
        if found is None or not _is_place(reading, found) or _is_occasion(reading, found):
            continue
        if _belongs(reading, act, start, found, first):
            return found
    return None


def place_from(reading: Reading, starts: frozenset[int], last: int) -> Range | None:
    """Return the first place before `last` whose marker is one of the tokens in `starts`."""
    for start in _marked(reading, "place_markers", min(starts, default=last), last):
        if start - 1 not in starts:
            continue
        found = _phrase(reading, start, last, "within_place")
        if found is not None and _is_place(reading, found) and not _is_occasion(reading, found):
            return found
    return None


def occasion_of(reading: Reading, act: int, first: int, last: int) -> Range | None:
    """Return the event in whose course the act happened, as the text words it."""
    if reading.lexicon.verb_final:
        return _occasion_before(reading, first, last)
    for start in _marked(reading, "occasion_markers", first, last):
        found = _phrase(reading, start, last, "within_occasion")
        if found is not None and found[1] - found[0] < 2:  # "during the visit" says nothing by itself
            continue
        if found is not None and _is_occasion(reading, found) and _belongs(reading, act, start, found, first):
            return found
    return None


def _occasion_before(reading: Reading, first: int, last: int) -> Range | None:
    """Return the event before "in the course of" ("форум барысында"), or in the locative: "кездесуде"."""
    tokens = reading.analysis.tokens
    occasions = reading.lexicon.cues("circumstances", "occasions")
    after = reading.lexicon.cues("circumstances", "occasion_after")
    for index in range(first, last):
        noun = occasions.at(tokens, index, index + 1)
        if noun is None or tokens[index].pos in {"VERB", "ADV"}:
            continue
        within = "Case=Loc" in tokens[index].features
        if within or (index + 1 < last and after.at(tokens, index + 1, last) is not None):
            return noun_phrase_before(reading, index, first), index + 1
    return None


def _marked(reading: Reading, table: str, first: int, last: int) -> Iterator[int]:
    """Yield the first token after each marker of a table."""
    names = [(m.first, m.last) for m in reading.mentions_in(first, last)]
    for hit in reading.lexicon.cues("circumstances", table).find(reading.analysis.tokens, first, last):
        inside = any(start <= hit.first < end for start, end in names)
        if hit.last < last and not inside and not (_is_longer(reading, hit, last) or _is_aim(reading, hit)):
            yield hit.last


def _is_longer(reading: Reading, hit: Hit, last: int) -> bool:
    """Tell whether a marker of place only begins that of another role: "в рамках", "под руководством"."""
    longer = reading.lexicon.cues("roles", "markers").at(reading.analysis.tokens, hit.first, last)
    return hit.code == "place" and longer is not None and longer.last > hit.last and longer.code in _NO_PLACE


def _is_aim(reading: Reading, hit: Hit) -> bool:
    """Tell whether "на" leads on to what is aimed at, in the accusative: "со ссылкой на министерство"."""
    if hit.code != "place" or hit.term not in reading.lexicon.terms("circumstances", "sites_in_locative"):
        return False
    after = reading.analysis.tokens[hit.last : hit.last + 4]
    noun = next((t for t in after if t.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and "Case=Acc" in noun.features


def _phrase(reading: Reading, start: int, last: int, inside: str) -> Range | None:
    """Return the noun phrase that begins at `start`: up to a mark, a date, a verb or another marker.

    Arguments:
        inside: the list of the prepositions with which the phrase goes on.
    """
    tokens = reading.analysis.tokens
    mentions = {m.first: m for m in reading.mentions_in(start, last)}
    dates = {date.first for date in reading.dates_in(start, last)}
    stops = dates | {i for i in mentions if i > start and _begins_clause(tokens, i)}
    goes_on = reading.lexicon.terms("circumstances", inside)
    index, kept = start, 0
    while index < min(last, start + _LONGEST) and index not in stops:
        mention = mentions.get(index)
        if mention is not None:
            index = mention.last
            kept += 1
            if (
                index < last
                and "Case=" in tokens[index].features
                and "Case=Gen" not in tokens[index].features
            ):
                break  # "в Бишкеке меморандум": another phrase begins
            continue
        token = tokens[index]
        if token.text == "," and _names_place(mentions.get(index + 1)) and tokens[index - 1].pos == "PROPN":
            if not _closes(reading, index + 1, mentions, last):
                break
            index += 1
            continue
        joins = token.pos == "CCONJ" and inside == "within_occasion" and kept > 0
        # "in Potsdam unterschrieben", "at a ceremony here": a phrase may end so
        closing = token.pos == "VERB" if token.relation == "" else token.pos == "ADV" and kept > 0
        done = "Variant=Short" in token.features and token.pos == "VERB"  # "подписаны"
        if token.text in ",;:.()–—" or is_finite(reading.analysis, index) or closing or done:
            break
        if token.pos in {"CCONJ", "SCONJ", "PRON"} and not joins:
            break
        if token.pos == "ADP" and not (kept > 0 and token.lower in goes_on and index + 1 not in dates):
            break
        if token.pos == "ADP" and inside == "within_place" and not _place_follows(reading, index, last):
            break
        if token.pos == "DET" and kept > 0 and tokens[index - 1].pos != "ADP":
            break
        kept += token.pos in {"NOUN", "PROPN"}
        index += 1
    first, end = strip_marks(reading.analysis, start, index)
    while first < end and tokens[first].pos in {"DET", "ADP"}:
        first += 1
    while end > first and tokens[end - 1].pos in {"ADP", "DET", "ADV", "ADJ"} and end - 1 not in mentions:
        end -= 1
    return (_at_name(reading, first, end), end) if first < end else None


def _at_name(reading: Reading, first: int, last: int) -> int:
    """Return where the name of a town begins behind the word for one: "в городе Оше"."""
    named = next((m for m in reading.mentions_in(first + 1, last) if m.first == first + 1), None)
    town = reading.analysis.tokens[first].lemma in reading.lexicon.terms("circumstances", "town")
    return first + (town and named is not None and named.type == "place" and named.last == last)


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a name in the nominative begins a clause: "на полях форума Алтайский университет …"."""
    return "Case=Nom" in tokens[index].features and tokens[index - 1].pos not in {
        "ADP",
        "DET",
        "ADJ",
        "PUNCT",
    }


def _place_follows(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a preposition goes on with a name or noun of a place: "the centre in Tartu", "hall of"."""
    near = reading.mentions_in(index + 1, min(last, index + 12))
    if any(m.first <= index + 2 and m.type in {"place", "organisation"} for m in near):
        return True
    places = reading.lexicon.cues("circumstances", "places")
    return any(True for _ in places.find(reading.analysis.tokens, index + 1, min(last, index + 5)))


def _names_place(mention: Mention | None) -> bool:
    return mention is not None and mention.type == "place"


def _closes(reading: Reading, index: int, mentions: dict[int, Mention], last: int) -> bool:
    """Tell whether the place after a comma ends its phrase ("Arlanda, Stockholm"), not begins a clause."""
    after = mentions[index].last
    return (
        after >= last
        or reading.analysis.tokens[after].pos in {"PUNCT", "ADP"}
        or after in {date.first for date in reading.dates_in(after, last)}
    )


def _is_place(reading: Reading, found: Range) -> bool:
    if any(m.type in {"place", "organisation"} and m.last == found[1] for m in reading.mentions_in(*found)):
        return True
    return _holds(reading, "places", found)


def _is_occasion(reading: Reading, found: Range) -> bool:
    return _holds(reading, "occasions", found)


def _holds(reading: Reading, table: str, found: Range) -> bool:
    """Tell whether the head of the phrase (its last word before "of" or "in") is of a table."""
    tokens = reading.analysis.tokens
    if reading.lexicon.inflected:
        return _first_noun_of(reading, table, found)
    head = found[1]
    for index in range(found[0] + 1, found[1]):
        if tokens[index].pos == "ADP" or tokens[index].text == ",":
            head = index
            break
    span = range(max(found[0], head - 2), head)
    hits = reading.lexicon.cues("circumstances", table)
    found_in = [hit for index in span if (hit := hits.at(tokens, index, head)) is not None]
    return any(hit.last == head or tokens[hit.last].pos not in {"NOUN", "PROPN"} for hit in found_in)


def _first_noun_of(reading: Reading, table: str, found: Range) -> bool:
    """Tell whether the first noun, which genitives follow, is of a table: "бизнес-форум" too."""
    tokens = reading.analysis.tokens
    terms = reading.lexicon.terms("circumstances", table)
    hits = reading.lexicon.cues("circumstances", table)
    for index in range(*found):
        if hits.at(tokens, index, found[1]) is not None:
            return True
        if tokens[index].pos in {"NOUN", "PROPN"}:
            return tokens[index].lemma.rpartition("-")[2] in terms
    return False


def _belongs(reading: Reading, act: int, start: int, found: Range, first: int) -> bool:
    """Tell whether the phrase hangs on the act: by the parse, or by standing near it or before all else."""
    analysis = reading.analysis
    if start == first + 1 or start - 1 == analysis.sentences[analysis.sentence_of[act]].first:
        return True
    near = reading.dates_in(first, analysis.sentences[analysis.sentence_of[act]].last)
    dates = {i for date in near for i in range(date.first, date.last)}
    if all(i in dates or analysis.tokens[i].text == "," for i in range(first, start - 1)):
        return True  # "on 4 July in Astana …"
    if analysis.tokens[act].relation == "":
        return not _parted(reading, min(start, act) + 1, max(start, act))
    for index in range(found[1] - 1, found[0] - 1, -1):
        head = analysis.tokens[index].head
        if not found[0] <= head < found[1]:
            return head == act or _through(reading, head, act)
    return abs(start - act) <= _NEAR


def _parted(reading: Reading, first: int, last: int) -> bool:
    """Tell whether another clause lies between: a semicolon, a colon, or more than the clause's own verb."""
    between = range(first, last)
    if any(reading.analysis.tokens[i].text in {";", ":"} for i in between):
        return True
    return (
        sum(reading.analysis.tokens[i].pos == "VERB" and is_finite(reading.analysis, i) for i in between) > 1
    )


def _through(reading: Reading, head: int, act: int) -> bool:
    """Tell whether the head hangs on the act as a date or another circumstance does ("on 4 July at …")."""
    analysis = reading.analysis
    above = [act, analysis.tokens[act].head]
    if _holds(reading, "occasions", (head, head + 1)) and any(i in above for i in ancestors(analysis, head)):
        return True
    if analysis.tokens[head].relation == "obj" and analysis.tokens[head].head == act:
        return True
    within_date = any(date.first <= head < date.last for date in reading.dates_in(max(0, head - 6), head + 7))
    return within_date or (
        act in ancestors(analysis, head) and analysis.tokens[head].relation.startswith("obl")
    )
