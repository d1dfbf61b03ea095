"""What is said of those counted, which tells more than their noun: "350 students attended the lecture"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Reading

_AUX: Final = 4  # tokens between those counted and the verb of what they do
_PREDICATE: Final = 6  # tokens of what is said of them
_TOLD: Final = 3  # words of content said of those counted: what is longer is no name for them
_FULL: Final = 5  # words of content of a participle right behind its noun
_SAID: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "ADV", "PART", "PRON", "VERB"})
_FORMAL: Final = frozenset({"ADP", "DET", "PART", "AUX"})


def said_of(reading: Reading, noun: int) -> Range | None:
    """Return what is said of those counted: "350 students | attended the lecture", "will be | hired".

    Where that is long, only what was done to them is told. It begins right behind the noun, or at a verb
    farther off: "120 people, the Mayor among them, | attended the ceremony".
    """
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[noun]]
    last = sentence.last
    if noun + 1 >= last or tokens[noun + 1].relation == "" or analysis.is_heading(sentence):
        return None
    for verb in _verbs(reading, noun, last):
        found = _clause(reading, noun, verb, last)
        if found is not None:
            return found
    return None


def _verbs(reading: Reading, noun: int, last: int) -> Iterator[int]:
    """Yield the verb right behind a noun, auxiliaries read over, then those that the parse gives it."""
    tokens = reading.analysis.tokens
    index = noun + 1 + ("PronType=Rel" in tokens[noun + 1].features)  # "countries that signed the treaty"
    near = next((i for i in range(index, min(index + _AUX, last)) if tokens[i].pos == "VERB"), None)
    if near is not None and all(tokens[i].pos in {"AUX", "ADV"} for i in range(index, near)):
        yield near
    if reading.lexicon.cased or reading.lexicon.verb_second:
        return  # a verb farther off tells of others as often
    for child in reading.analysis.children[noun]:
        if child > noun and tokens[child].relation.startswith("acl") and tokens[child].pos == "VERB":
            yield child
    head = tokens[noun].head
    if tokens[noun].relation.startswith("nsubj") and noun < head < last and tokens[head].pos == "VERB":
        yield head


def _clause(reading: Reading, noun: int, verb: int, last: int) -> Range | None:
    """Return as much of a verb's clause as tells what those counted did; None where that is yet to come."""
    tokens = reading.analysis.tokens
    yet = reading.lexicon.terms("figures", "yet_to_be")
    copulas = reading.lexicon.terms("phrases", "copulas")
    auxiliaries = [c for c in reading.analysis.children[verb] if tokens[c].pos == "AUX" and c < verb]
    between = {*range(noun + 1, verb)} if verb - noun <= _AUX else {*auxiliaries}
    ahead = any(tokens[i].lower in yet for i in between)
    participle = "VerbForm=Part" in tokens[verb].features or "VerbForm=Ger" in tokens[verb].features
    suffered = participle and any(tokens[i].lemma in copulas for i in between)
    of_noun = tokens[verb].head == noun or (participle and verb == noun + 1)
    progress = "Aspect=Prog" in tokens[verb].features and not of_noun
    idle = tokens[verb].lemma in yet | reading.lexicon.terms("figures", "no_acts")
    if idle or progress or (ahead and not suffered):
        return None
    subject = tokens[noun].relation.startswith("nsubj") and tokens[noun].head in {verb, tokens[verb].head}
    if not (subject or of_noun):
        return None
    end = _clause_end(reading, noun, verb, last)
    adjacent = all(tokens[i].pos in {"AUX", "ADV", "PRON"} for i in range(noun + 1, verb))
    first = noun + 1 + (tokens[noun + 1].pos == "PRON") if adjacent else verb
    told = sum(tokens[i].pos not in _FORMAL for i in range(first, end))
    close = participle and verb == noun + 1 and told <= _FULL
    if ahead or (told > _TOLD and not close):
        past = participle and "Aspect=Prog" not in tokens[verb].features
        return (verb, verb + 1) if suffered or (past and tokens[verb].relation == "acl") else None
    if adjacent:
        return noun + 1, end
    something = any(tokens[c].relation == "obj" for c in reading.analysis.children[verb])
    return (verb, end) if something or any(t.pos == "NOUN" for t in tokens[verb:end]) else None


def _clause_end(reading: Reading, noun: int, verb: int, last: int) -> int:
    tokens = reading.analysis.tokens
    stops = {date.first for date in reading.dates_in(noun, last)}
    stops |= {amount.first for amount in reading.amounts_in(noun, last)}
    often = reading.lexicon.terms("figures", "often")
    end = index = verb + 1
    while index < min(last, verb + 1 + _PREDICATE) and index not in stops:
        hyphen = tokens[index].text == "-"  # within "Re-Inventing"
        if (tokens[index].pos not in _SAID and not hyphen) or tokens[index].lower in often:
            break
        index += 1
        if tokens[index - 1].pos in {"NOUN", "PROPN", "ADV"}:
            end = index
    return end
