"""Numbers that stand alone for what was named before them, where no count of it was told.

"there are seven of them", "against 31 in 2018", "1,120 of about 1,300 had been linked",
"Eight were awarded a medal".
"""

from typing import Final

from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Reading
from kelisim.extract.roles import is_finite

_BEFORE: Final = 5  # tokens between a number and the words that make it stand alone
_NAMED: Final = frozenset({"ADJ", "NOUN"})
_SAID: Final = 4  # tokens of what is said of those counted


def ellipsis(reading: Reading, amount: Amount) -> Figure | None:
    """Return the figure of a number that stands alone, counting the nearest noun of the field before it."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    if amount.last >= sentence.last or not _stands_alone(reading, amount):
        return None
    counted = _antecedent(reading, amount)
    if counted is None:
        return None
    where = (amount.first, amount.last)
    index = amount.last
    partitive = reading.lexicon.cues("figures", "of_them").at(tokens, index, sentence.last)
    index = index if partitive is None else partitive.last
    while index < sentence.last and tokens[index].pos in {"AUX", "ADV"}:
        index += 1
    said = index > amount.last and index < sentence.last and tokens[index].pos in {"VERB", "ADJ"}
    if not said:
        return Figure(amount.value, where, counted, "", None, amount.bound)
    end = index + 1
    for at in range(end, min(sentence.last, index + _SAID)):
        if tokens[at].pos not in {"NOUN", "PROPN", "ADP", "DET", "ADJ"}:
            break
        end = at + 1 if tokens[at].pos in {"NOUN", "PROPN"} else end
    words = " ".join(reading.analysis.words(*counted).split())
    return Figure(amount.value, where, (index, end), words, None, amount.bound)


def _stands_alone(reading: Reading, amount: Amount) -> bool:
    """Tell whether no noun follows a number, and its sentence says that it counts."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    after = tokens[amount.last]
    partitive = reading.lexicon.cues("figures", "of_them").at(tokens, amount.last, sentence.last)
    if partitive is not None:
        return True
    near = max(sentence.first, amount.first - _BEFORE)
    if any(h.last >= amount.first - 1 for h in cues_in(reading, "figures", "compared", near, amount.first)):
        return after.pos in {"PUNCT", "ADP", "NUM", "ADV"}
    opens = all(tokens[i].pos in {"ADP", "ADV", "ADJ", "PUNCT"} for i in range(sentence.first, amount.first))
    if opens and (after.pos == "AUX" or (after.pos == "VERB" and is_finite(analysis, amount.last))):
        return True
    if any(h.last >= amount.first - 2 for h in cues_in(reading, "figures", "there_are", near, amount.first)):
        return after.pos in {"PUNCT", "ADP"}
    return _is_pair(reading, amount, sentence.last)


def _is_pair(reading: Reading, amount: Amount, last: int) -> bool:
    """Tell either number of "1,120 of about 1,300 had been linked"."""
    tokens = reading.analysis.tokens
    of = reading.lexicon.terms("figures", "size_of")
    behind = reading.amounts_in(amount.last, min(last, amount.last + 4))
    before = [a for a in reading.amounts_in(max(0, amount.first - 4), amount.first) if a.currency is None]
    if len(behind) > 0 and tokens[amount.last].lower in of and behind[0].last < last:
        return tokens[behind[0].last].pos in {"AUX", "VERB", "PUNCT"}
    joined = len(before) > 0 and tokens[before[-1].last].lower in of
    return joined and tokens[amount.last].pos in {"AUX", "VERB", "PUNCT"}


def _antecedent(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """Return the nearest plural noun of the field before a number, in its sentence or the one before."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    number = analysis.sentence_of[amount.first]
    first = analysis.sentences[number].first
    if number > 0 and analysis.sentences[number - 1].block == analysis.sentences[number].block:
        first = analysis.sentences[number - 1].first
    counted = reading.lexicon.terms("figures", "counted")
    for index in range(amount.first - 1, first - 1, -1):
        plural = "Number=Plur" in tokens[index].features
        if tokens[index].pos not in {"NOUN", "PROPN"} or not plural or tokens[index].lemma not in counted:
            continue
        begin = index
        while begin > first and tokens[begin - 1].pos in _NAMED:
            begin -= 1
        return begin, index + 1
    return None
