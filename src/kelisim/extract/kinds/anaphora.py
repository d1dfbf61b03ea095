"""Whom a text means without naming them: "he", "the Minister", "both sides". Ranges are token indices."""

from collections import Counter
from typing import Final

from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost, parts
from kelisim.places import country_of

ACTING: Final = frozenset({"subject", "partner", "between", "agent"})
"""Roles of those who act together: who may be meant by "both sides"."""
_ASIDE: Final = frozenset({"other", "place", "witness", "occasion"})
_BACK: Final = 6  # sentences back in which those are named whom "the parties" takes up


def meant_by(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return whom the words of a subject without a name mean; empty where the text does not tell."""
    tokens = reading.analysis.tokens
    pronouns = [i for i in range(first, last) if tokens[i].pos == "PRON"]
    if len(pronouns) > 0 and pronouns[0] == last - 1:
        return by_pronoun(reading, pronouns[0])
    hit = next(reading.lexicon.cues("roles", "groups").find(tokens, first, last), None)
    if hit is not None:
        of_states = tokens[hit.last - 1].lemma in reading.lexicon.terms("roles", "state_groups")
        return (states(reading, first) if of_states else ()) or several(reading, first)
    return holder(reading, first, last)


def by_pronoun(reading: Reading, pronoun: int) -> tuple[Mention, ...]:
    """Return whom a pronoun means: "he", "she" a person, "they" those who act together, "it" a body."""
    analysis = reading.analysis
    features = analysis.tokens[pronoun].features
    if "Person=1" in features:
        return speaker(reading, analysis.sentence_of[pronoun])
    if "Person=3" not in features:
        return ()
    if "Number=Plur" in features:
        return several(reading, pronoun)
    if "Gender=Masc" in features or "Gender=Fem" in features:
        return _last_named(reading, pronoun, "person")
    return _last_named(reading, pronoun, "organisation")


def _last_named(reading: Reading, index: int, type: str) -> tuple[Mention, ...]:
    """Return the subject of this type of the sentences before a token, else the one named last."""
    analysis = reading.analysis
    number = analysis.sentence_of[index]
    own = analysis.sentences[number].first
    before = [m for m in reading.mentions_in(own, index) if m.type == type]
    if len(before) > 0:
        return (before[-1],)
    for near in range(number - 1, max(-1, number - _BACK), -1):
        sentence = analysis.sentences[near]
        named = [p for p in parts(reading, sentence.first, sentence.last) if p.mention.type == type]
        leading = [p for p in named if p.role == "subject" and not p.nested]
        if len(named) > 0:
            return ((leading or named[-1:])[0].mention,)
    return ()


def body_told(reading: Reading, first: int, last: int) -> Mention | None:
    """Return the body that a common noun takes up: "the academy" is the last one told with it in its name."""
    tokens = reading.analysis.tokens
    while last > first and tokens[last - 1].pos in {"AUX", "ADV"}:
        last -= 1
    if first >= last or tokens[last - 1].pos not in {"NOUN", "PROPN"}:
        return None
    if tokens[first].pos not in {"DET", "PRON"}:
        return None
    word = tokens[last - 1].lemma.lower()
    for mention in reversed(reading.mentions_in(0, first)):
        if mention.type == "organisation" and len(mention.referents) == 1:
            name = reading.referent(mention.referents[0]).name.lower()
            if word in name.split():
                return mention
    return None


def several(reading: Reading, index: int) -> tuple[Mention, ...]:
    """Return those whom "both sides" takes up before a token: the last ones told to act together."""
    analysis = reading.analysis
    number = analysis.sentence_of[index]
    for near in range(number, max(-1, number - _BACK), -1):
        sentence = analysis.sentences[near]
        last = index if near == number else sentence.last
        named = [p for p in parts(reading, sentence.first, last) if p.mention.type == "organisation"]
        acting = [p.mention for p in named if p.role in ACTING and not p.nested]
        if len({id for m in acting for id in m.referents}) > 1:
            return tuple(acting)
        outer = [p for p in named if not p.nested]
        both = {p.mention.referents: p.mention for p in outer}
        if len(both) == 2 and any(p.role not in _ASIDE for p in outer):  # "a delegation of X visited Y"
            return tuple(both.values())
    return states(reading, index) if len(principals(reading, index)) < 2 else ()


def states(reading: Reading, index: int) -> tuple[Mention, ...]:
    """Return the two states that "the two sides" of a communiqué takes up: the last two told together, else
    those that the text names most.
    """
    analysis = reading.analysis
    number = analysis.sentence_of[index]
    for near in range(number, max(-1, number - _BACK), -1):
        sentence = analysis.sentences[near]
        told = states_in(reading, sentence.first, min(index, sentence.last))
        here = {m.referents: m for m in told}
        if len(here) == 2:
            return tuple(here.values())
    named = states_in(reading, 0, index)
    counts = Counter(m.referents for m in named)
    most = [referents for referents, times in counts.most_common(2) if times > 1]
    first = {m.referents: m for m in reversed(named)}
    return tuple(first[referents] for referents in most) if len(most) == 2 else ()


def states_in(reading: Reading, first: int, last: int) -> list[Mention]:
    """Return the countries named in the tokens, not inside longer names."""
    return [
        mention
        for mention in outermost(reading.mentions_in(first, last)).values()
        if mention.type == "place"
        and all(country_of(reading.referent(id).name) is not None for id in mention.referents)
    ]


def holder(reading: Reading, first: int, last: int) -> tuple[Mention, ...]:
    """Return the person whom the words of a post mean ("the Deputy Minister"): who was told to hold it."""
    tokens = reading.analysis.tokens
    said = [t.lemma for t in tokens[first:last] if t.pos in {"NOUN", "PROPN"}]
    if len(said) == 0:
        return ()
    fitting = []
    for post in reading.posts:
        words = [t.lemma for t in tokens[slice(*post.office_tokens)]]
        if post.person_tokens[0] < first and said[-1] in words:
            before = set(words[: words.index(said[-1])]) - set(said)  # "Vice" of another than the Rector
            fitting.append((len(before), -post.person_tokens[0], post))
    if len(fitting) == 0:
        return ()
    nearest = min(fitting, key=lambda f: f[:2])[2]
    return (Mention(*nearest.person_tokens, "person", (nearest.person,)),)


def speaker(reading: Reading, number: int) -> tuple[Mention, ...]:
    """Return the person who says a sentence: by a verb of saying in it or beside it, in its paragraph."""
    analysis = reading.analysis
    says = reading.lexicon.cues("events", "attend")
    block = analysis.sentences[number].block
    for near in (number, number + 1, number - 1):
        if not 0 <= near < len(analysis.sentences) or analysis.sentences[near].block != block:
            continue
        sentence = analysis.sentences[near]
        people = [m for m in reading.mentions_in(sentence.first, sentence.last) if m.type == "person"]
        for hit in says.find(analysis.tokens, sentence.first, sentence.last):
            if hit.code != "say" or analysis.tokens[hit.first].pos != "VERB":
                continue
            if len(people) > 0:
                return (min(people, key=lambda m: abs(m.first - hit.first)),)
            told = _said_by_pronoun(reading, hit.first)
            if len(told) > 0:
                return told
    return ()


def _said_by_pronoun(reading: Reading, verb: int) -> tuple[Mention, ...]:
    """Return whom "he said" means."""
    tokens = reading.analysis.tokens
    for child in reading.analysis.children[verb]:
        if tokens[child].relation == "nsubj" and tokens[child].pos == "PRON":
            gendered = "Gender=Masc" in tokens[child].features or "Gender=Fem" in tokens[child].features
            return _last_named(reading, child, "person") if gendered else ()
    return ()


def principals(reading: Reading, index: int) -> tuple[Mention, ...]:
    """Return the organisations that a text is about: those named most often, at least twice, two of them.

    Arguments:
        index: the token from which on a first mention counts no more.
    """
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for mention in outermost(reading.mentions).values():
        if mention.type == "organisation" and len(mention.referents) == 1:
            id = mention.referents[0]
            counts[id] = counts.get(id, 0) + 1
            first.setdefault(id, mention)
    ranked = sorted((id for id in counts if counts[id] > 1), key=lambda key: (-counts[key], first[key].first))
    return tuple(first[id] for id in ranked[:2] if first[id].first < index)
