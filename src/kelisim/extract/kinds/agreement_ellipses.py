"""Words that stand for an agreement whose noun was told before. Ranges are token indices."""

from collections.abc import Iterator

from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading


def elliptic(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """Yield the words that stand for an agreement told right before: "the original", "a similar one with X".

    Each bears the code and the term of the noun that it takes up.
    """
    tokens = reading.analysis.tokens
    words = reading.lexicon.table("agreements", "elliptic")
    alone, open_words = frozenset(words.get("alone", ())), frozenset(words.get("open", ()))
    goes_on = frozenset(words.get("goes_on", ()))
    counted = _counted(reading, first, last)
    if counted is not None:
        yield counted
    for index in range(first + 1, last - 1) if len(words) > 0 else ():
        token, after = tokens[index], tokens[index + 1]
        stands = token.lower in alone and token.pos == "NOUN" and after.pos not in {"NOUN", "PROPN", "ADP"}
        points = token.lower in open_words and after.lower in goes_on
        if not (stands or points) or tokens[index - 1].pos not in {"DET", "ADJ"}:
            continue
        noun = _told_last(reading, index)
        if noun is not None:
            yield Hit(index, index + 1, noun.code, noun.term)


def _counted(reading: Reading, first: int, last: int) -> Hit | None:
    """Return the word that opens a sentence for one of the papers told before: "One, with X, is on …"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    opening = words.table("agreements", "elliptic").get("counted", ())
    index = first + (tokens[first].pos == "DET")
    if len(opening) == 0 or index + 1 >= last or tokens[index].lower not in opening:
        return None
    after = index + 1
    behind = words.cues("agreements", "counted_of").at(tokens, after, last)
    after = after if behind is None else behind.last
    after += after < last and tokens[after].text == ","
    linking = words.terms("agreements", "linking")
    sided = words.table("agreements", "elliptic").get("sides", ())
    sides = after < last and (tokens[after].lower in sided or tokens[after].lemma in linking)
    noun = _told_last(reading, index) if sides else None
    return None if noun is None else Hit(index, index + 1, noun.code, noun.term)


def _told_last(reading: Reading, index: int) -> Hit | None:
    """Return the noun of an agreement told last before a token, in its sentence or the one before."""
    analysis = reading.analysis
    number = analysis.sentence_of[index]
    first = analysis.sentences[max(0, number - 1)].first
    hits = list(reading.lexicon.cues("agreements", "kinds").find(analysis.tokens, first, index))
    if len(hits) == 0 and number > 1:
        before = analysis.sentences[number - 2]
        hits = list(reading.lexicon.cues("agreements", "kinds").find(analysis.tokens, before.first, first))
    return hits[-1] if len(hits) > 0 else None
