"""What those told together will do, where nothing is signed: "the parties will strengthen …"."""

from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import subject_range


def shared_plans(reading: Reading, number: int) -> tuple[Hit, ...]:
    """Return empty hits right before the verbs of what "the parties" will do, in a text without a signing."""
    analysis, words = reading.analysis, reading.lexicon
    sentence, ahead = analysis.sentences[number], words.terms("intentions", "will")
    found: list[Hit] = []
    for index in range(sentence.first, sentence.last - 2):
        token = analysis.tokens[index]
        if token.lower not in ahead or token.relation != "aux":
            continue
        told = subject_range(analysis, token.head)
        groups = () if told is None else words.cues("roles", "groups").find(analysis.tokens, told[0], index)
        if any(True for _ in groups):
            found.append(Hit(token.head, token.head, "plan", token.lower))
    if len(found) == 0:
        return ()
    signed = words.cues("agreements", "sole").find(analysis.tokens, 0, len(analysis.tokens))
    return () if any(True for _ in signed) else tuple(found)
