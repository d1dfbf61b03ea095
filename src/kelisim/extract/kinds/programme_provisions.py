"""Programmes that an agreement or a body told before provides for: "it foresees a winter school on salt"."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.anaphora import by_pronoun, principals, several
from kelisim.extract.kinds.programme_lists import TOGETHER
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive
from kelisim.extract.reading import Mention, Reading

_BEHIND: Final = 5  # tokens behind a title within which it is said to be held
_MOST: Final = 4  # sides of one agreement


def is_provided(reading: Reading, hit: Hit, title: Range, number: int) -> bool:
    """Tell whether a verb sets a programme going: "provides for", "to launch", "… will be issued"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    for cue in cues_in(reading, "programmes", "provisions", sentence.first, min(hit.first, title[0])):
        if analysis.tokens[cue.first].pos in {"VERB", "AUX"}:
            return True
    last = min(sentence.last, title[1] + _BEHIND)
    done = cues_in(reading, "programmes", "provisions", title[1], last)
    return any(analysis.tokens[cue.first].pos == "VERB" and is_passive(analysis, cue.first) for cue in done)


def is_done(reading: Reading, hit: Hit) -> bool:
    """Tell a programme told by its verb: "they have exchanged nursing students since 2014"."""
    verb = reading.analysis.tokens[hit.first]
    return (
        hit.code in TOGETHER
        and verb.pos == "VERB"
        and hit.last - hit.first > 1
        and (verb.lemma in reading.lexicon.terms("programmes", "doing"))
    )


def those_meant(reading: Reading, hit: Hit, title: Range) -> tuple[Mention, ...]:
    """Return who offers a programme beside which nobody is named: its owner, the sides."""
    tokens = reading.analysis.tokens
    owner = title[0] - 1
    if owner >= 0 and "Poss=Yes" in tokens[owner].features:
        return tuple(m for m in by_pronoun(reading, owner) if m.type == "organisation")
    bare = title[1] - title[0] == 1
    noun = next((i for i in range(hit.first, hit.last) if tokens[i].pos == "ADP"), hit.last) - 1
    many = "Number=Plur" in tokens[noun].features and hit.code not in {*TOGETHER, "other"} - {"exchange"}
    if bare or many or hit.code == "scholarship":
        return ()
    sides = several(reading, title[0]) or principals(reading, title[0])
    told = tuple(m for m in sides if m.type == "organisation")
    return told if 0 < len(told) <= _MOST else ()
