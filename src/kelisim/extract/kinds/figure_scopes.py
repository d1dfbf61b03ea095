"""Where a count holds: the place or body told behind it, at its verb, or as its owner."""

from typing import Final

from kelisim.extract.kinds.anaphora import body_told, by_pronoun
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import noun_phrase

_ACT: Final = 8  # tokens of a verb with what is said of it before a place
_HELD: Final = 6  # tokens of a verb in the passive before a place
_JOINED: Final = 5  # verbs over which a subject is looked for


def where_they_act(reading: Reading, verb: int, last: int) -> Mention | None:
    """Return the place told at the verb of those counted: "34 branches operate in Kazakhstan", "61 students
    were enrolled at Thai universities", "87 pupils have graduated from the college".
    """
    tokens = reading.analysis.tokens
    if verb >= last or tokens[verb].pos not in {"AUX", "VERB", "ADV"}:
        return None
    where = reading.lexicon.terms("figures", "where")
    origin = reading.lexicon.terms("figures", "origin")
    leaves = reading.lexicon.terms("figures", "leaves")
    acts = False
    for index in range(verb, min(last, verb + _ACT)):
        token = tokens[index]
        acts = acts or token.pos in {"AUX", "VERB"}
        if token.pos in {"PUNCT", "CCONJ", "SCONJ", "NUM"} and token.text not in "-–":
            return None
        if token.pos == "ADP" and token.relation != "compound:prt" and acts:
            left = token.lower in origin and tokens[index - 1].lemma in leaves
            scope = scope_at(reading, index + 1, last) if token.lower in where or left else None
            if scope is not None:
                return scope
    return None


def scope_at(reading: Reading, index: int, last: int) -> Mention | None:
    """Return the one place or organisation that begins here, an article before it left out."""
    if index >= last:
        return None
    if reading.lexicon.cues("figures", "country").at(reading.analysis.tokens, index, last) is not None:
        return _country(reading, index)
    for start in (index, index + 1):
        here = [m for m in reading.mentions_in(start, last) if m.first == start]
        best = max(here, key=lambda m: m.last, default=None)
        if best is not None and best.type in {"place", "organisation"} and len(best.referents) == 1:
            return best
    return None


def owner_of(reading: Reading, amount: Amount, end: int) -> Mention | None:
    """Return whose things are counted: the subject of "has 8,000 students", the owner before the number."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    own = reading.lexicon.cues("figures", "owns")
    first = _first_counted(reading, amount, sentence.first)
    for index in range(first - 1, max(sentence.first, first - 5) - 1, -1):
        hit = own.at(tokens, index, amount.first)
        if hit is not None and hit.code == "owner":
            owner = next((m for m in _bearers(reading, sentence.first, index) if m.last == index), None)
            return owner or body_told(reading, max(sentence.first, index - 2), index)
        if hit is not None:
            verb = _verb_of(reading, index, hit.last) if hit.code == "verb" else None
            verb = _root(reading, sentence.first, sentence.last) if verb is None else verb
            return _subject(reading, verb)
        if is_finite(analysis, index) or tokens[index].pos == "PUNCT":
            break
    if end + 1 < sentence.last and tokens[end].pos == "AUX" and tokens[end + 1].pos in {"AUX", "VERB"}:
        return _held_at(reading, end, sentence.last)
    return None


def _first_counted(reading: Reading, amount: Amount, first: int) -> int:
    """Return where the list of counts begins that an amount goes on: "has ten faculties, six labs and"."""
    tokens = reading.analysis.tokens
    start = amount.first
    for other in reversed(reading.amounts_in(first, amount.first)):
        joint = tokens[start - 1].text == "," or tokens[start - 1].pos == "CCONJ"
        if not joint or any(is_finite(reading.analysis, i) for i in range(other.last, start)):
            break
        start = other.first
    return start


def _verb_of(reading: Reading, first: int, last: int) -> int:
    """Return the verb of a phrase of having: "made" of "is made up of"."""
    tokens = reading.analysis.tokens
    return next((i for i in range(first, last) if tokens[i].pos == "VERB"), first)


def _subject(reading: Reading, verb: int) -> Mention | None:
    """Return the one body or place that is the subject of a verb, or that is taken up there."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    head = _subject_head(reading, verb)
    if head is None:
        return None
    if (
        tokens[head].pos == "PRON" and "Person=" not in tokens[head].features
    ):  # "the structure of the University, which has"
        end = head - (head > 0 and tokens[head - 1].text == ",")
        return next((m for m in _bearers(reading, max(0, end - 12), end) if m.last == end), None)
    if tokens[head].pos == "PRON":
        meant = [m for m in by_pronoun(reading, head) if m.type == "organisation"]
        return meant[0] if len(meant) == 1 and len(meant[0].referents) == 1 else None
    first, last = noun_phrase(analysis, head)
    here = _bearers(reading, first, max(last, head + 1))
    at_head = [m for m in here if m.first <= head < m.last]
    if len(at_head) > 0:
        return at_head[0]
    start = head
    while start > 0 and tokens[start - 1].pos in {"ADJ", "NOUN"}:
        start -= 1
    told = body_told(reading, start - 1, head + 1) if start > 0 else None
    if told is not None:
        return told
    return here[0] if len({m.referents for m in here}) == 1 else None


def _subject_head(reading: Reading, verb: int) -> int | None:
    """Return the head of a verb's subject, looked for at the verbs that it is joined to, too."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    current = verb
    for _ in range(_JOINED):
        own = [c for c in analysis.children[current] if tokens[c].relation.startswith("nsubj")]
        if len(own) > 0:
            return own[0]
        relation, head = tokens[current].relation, tokens[current].head
        if relation.startswith("acl"):
            return head
        if head == current or relation not in {"conj", "xcomp", "advcl", "dep"}:
            return None
        current = head
    return None


def _bearers(reading: Reading, first: int, last: int) -> list[Mention]:
    """Return the organisations and places in a stretch that lie in no longer one."""
    found = [m for m in reading.mentions_in(first, last) if m.type in {"organisation", "place"}]
    outer = [m for m in found if not any(o != m and o.first <= m.first and m.last <= o.last for o in found)]
    return [m for m in outer if len(m.referents) == 1]


def _root(reading: Reading, first: int, last: int) -> int:
    return next((i for i in range(first, last) if reading.analysis.tokens[i].head == i), first)


def _held_at(reading: Reading, first: int, last: int) -> Mention | None:
    """Return where a count holds, told behind the verb: "50 projects have been carried out in Kazakhstan"."""
    tokens = reading.analysis.tokens
    where = reading.lexicon.terms("figures", "where")
    for index in range(first, min(last, first + _HELD)):
        if tokens[index].pos in {"PUNCT", "DET", "NOUN", "PROPN"}:
            return None
        if tokens[index].pos == "ADP" and tokens[index].relation != "compound:prt":
            return scope_at(reading, index + 1, last) if tokens[index].lower in where else None
    return None


def _country(reading: Reading, index: int) -> Mention | None:
    """Return the only country named before "the country"."""
    before = [m for m in reading.mentions_in(0, index) if m.type == "place" and len(m.referents) == 1]
    states = [m for m in before if reading.referent(m.referents[0]).country is not None]
    return states[-1] if len({reading.referent(m.referents[0]).country for m in states}) == 1 else None
