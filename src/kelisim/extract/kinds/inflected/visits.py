"""Who visits and who receives, where the subject stands behind its verb, as its case tells."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.inflected.clauses import governed
from kelisim.extract.reading import Reading

_MODIFIERS: Final = frozenset({"ADJ", "DET", "NUM", "CCONJ"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})


def subject_follows(reading: Reading, verb: int, start: int) -> bool:
    """Tell whether people behind a verb are its subject: "гостей принял ректор", "вуз посетила делегация".

    Of people and of feminine nouns the nominative looks like no other case; of other things nothing is told.
    """
    tokens = reading.analysis.tokens
    last = reading.analysis.sentences[reading.analysis.sentence_of[verb]].last
    index = start
    while index < last and tokens[index].pos in _MODIFIERS:
        index += 1
    if index >= last or tokens[index].pos not in _NOUNS or tokens[index].case != "Nom":
        return False
    features = tokens[index].features
    clear = "Animacy=Anim" in features or ("Gender=Fem" in features and "Number=Sing" in features)
    held = any(post.office_tokens[0] <= index < post.office_tokens[1] for post in reading.posts)
    return clear or held


def visited_before(reading: Reading, verb: int) -> Range | None:
    """Return the name before a verb that those behind it visit; None where none stands alone there."""
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[verb]]
    before = [
        m
        for m in reading.mentions_in(sentence.first, verb)
        if m.type in {"organisation", "place"} and not governed(reading, m)
    ]
    outer = [
        m for m in before if not any(o is not m and o.first <= m.first < m.last <= o.last for o in before)
    ]
    return (outer[0].first, outer[0].last) if len(outer) == 1 else None
