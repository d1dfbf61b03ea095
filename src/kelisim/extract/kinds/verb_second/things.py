"""What "das Vorhaben", "dafür", "es" take up: the thing with a title, or the body, told last before."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Reading

_BACK: Final = 4  # sentences before in which the thing is told
_QUOTES: Final = {"„": "“", "«": "»", "“": "”"}


def meant_thing(reading: Reading, index: int) -> Range | None:
    """Return the thing that the words at a token take up: a title in quotes rather than a noun."""
    analysis = reading.analysis
    tokens = analysis.tokens
    number = analysis.sentence_of[index]
    nouns = reading.lexicon.cues("funding", "things")
    plain: Range | None = None
    for near in range(number, max(-1, number - _BACK - 1), -1):
        sentence = analysis.sentences[near]
        last = min(sentence.last, index)
        for at in range(last - 1, sentence.first - 1, -1):
            closer = _QUOTES.get(tokens[at].text)
            close = next((i for i in range(at + 1, min(last, at + 9)) if tokens[i].text == closer), None)
            titled = closer is not None and close is not None and close - at < 8
            if titled and close is not None and not any(t.pos in {"AUX", "VERB"} for t in tokens[at:close]):
                return at + 1, close
            hit = nouns.at(tokens, at, last)
            if plain is None and hit is not None and near < number:
                plain = _phrase(reading, at, sentence.first, last)
        if plain is not None:
            return plain
    return None


def _phrase(reading: Reading, noun: int, first: int, last: int) -> Range:
    """Return a noun with the adjectives before it and "für", "von", "in" with their noun behind it."""
    tokens = reading.analysis.tokens
    start, end = noun, noun + 1
    while start > first and tokens[start - 1].pos == "ADJ":
        start -= 1
    if end + 1 < last and tokens[end].lower in {"für", "von", "zur", "zum", "in"}:
        end += 1
        while end < last and tokens[end].pos in {"ADJ", "NOUN", "DET"}:
            end += 1
    return start, end
