"""Intentions in clauses that close with their verb: "X орталық ашуды ұсынды", "Y курс ашқысы келеді"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.endings import unpossessed
from kelisim.extract.kinds.evidence import INTENTION
from kelisim.extract.kinds.verb_final.things import items
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_final import Clause, clauses
from kelisim.model import Statement, Value

_OPENING: Final = frozenset({"ADV", "PUNCT", "CCONJ", "AUX", "PRON"})
_OCCASION: Final = 4  # tokens of the occasion that opens a clause
_SHORTEST: Final = 2  # words of what is wanted


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wanted, by the code of what tells it: "want" for a verb of its own form ("ашқысы келеді")."""

    code: str
    what: Range
    suffix: str = ""  # what the verb adds: "… шақыру"


def intentions(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each thing that is wanted, planned or proposed."""
    analysis = reading.analysis
    last: tuple[Mention, ...] = ()
    for number, sentence in enumerate(analysis.sentences):
        if analysis.blocks[sentence.block].kind in {"heading", "item"}:
            continue
        for clause in clauses(reading, number):
            acting = tuple(a.mention for a in clause.subjects if a.mention.type != "place")
            wish = _wish(reading, clause)
            actors = acting or _meant(reading, clause, last) or _speaker(reading, number)
            people = tuple(m for m in acting if m.type == "person")
            last = people or last
            if wish is None or (wish.code in {"plan", "maybe", "want"} and len(actors) == 0):
                continue
            for first, end in items(reading, *wish.what):
                if wish.code == "want" or _is_cooperation(reading, first, end):
                    yield _statement(reading, number, clause, wish, actors, (first, end), extractor)


def _wish(reading: Reading, clause: Clause) -> _Wish | None:
    """Return what a clause wants: the verbal noun's phrase before the words that tell a wish."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    for index in range(clause.first, clause.last):
        if "VerbForm=Des" in tokens[index].features:
            what = _stretch(reading, clause, index)
            return None if what is None else _Wish("want", what, tokens[index].lemma)
    triggers = words.cues("intentions", "triggers")
    hits = [h for h in triggers.find(tokens, clause.first, clause.last) if h.first > clause.first + 1]
    for hit in hits:
        ahead = tokens[hit.first]
        asked = ahead.lemma in words.terms("intentions", "inviting") and "Tense=Fut" in ahead.features
        if (
            "Polarity=Neg" in ahead.features
            or ("Voice=Pass" in ahead.features and not asked)
            or ("VerbForm=Part" in ahead.features and "Case=" not in ahead.features)
        ):
            continue
        invites = ahead.lemma in words.terms("intentions", "inviting") and ahead.lemma in hit.term.split()
        if invites or ahead.lemma in words.terms("intentions", "inviting"):
            what = _stretch(reading, clause, hit.first)
            return None if what is None else _Wish(hit.code, what, ahead.lemma)
        end = _verbal_noun(reading, clause, hit.first)
        what = None if end is None else _stretch(reading, clause, end)
        if what is not None:
            return _Wish(hit.code, what)
    return None


def _verbal_noun(reading: Reading, clause: Clause, last: int) -> int | None:
    """Return where the verbal noun ends that stands last before `last`, but for "туралы", "мүмкіндігі"."""
    tokens = reading.analysis.tokens
    between = reading.lexicon.terms("intentions", "between")
    for index in range(last - 1, clause.first, -1):
        token = tokens[index]
        if "VerbForm=Vnoun" in token.features:
            return index + 1
        if (
            token.pos not in {"ADP", "AUX", "ADV"}
            and token.lemma not in between
            and token.lower not in between
        ):
            return None
    return None


def _stretch(reading: Reading, clause: Clause, last: int) -> Range | None:
    """Return what is wanted: from behind the subject, without adverbs at its head."""
    tokens = reading.analysis.tokens
    own = [a.mention for a in clause.subjects if clause.first <= a.mention.first < last]
    occasions = reading.lexicon.cues("events", "occasion").find(tokens, clause.first, last)
    told = [h.last for h in occasions if h.first - clause.first < _OCCASION]  # "Кездесу барысында …"
    start = max([clause.first, *(m.last for m in own), *told])
    titles = reading.lexicon.table("people", "titles").get("after", ())
    empty = reading.lexicon.terms("intentions", "opening") | set(titles)
    while start < last and (
        (tokens[start].pos in _OPENING and tokens[start].text not in "«“„") or tokens[start].lower in empty
    ):
        start += 1
    return (start, last) if last - start >= _SHORTEST else None


def _meant(reading: Reading, clause: Clause, last: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return whom "ол" or a post alone ("Елші") means: the person told last, or the one who holds it."""
    tokens = reading.analysis.tokens
    opening = range(clause.first, min(clause.last, clause.first + 4))
    pronouns = reading.lexicon.terms("grammar", "subjects")
    if any(tokens[i].lower in pronouns for i in opening):
        return tuple(last[-1:])
    groups = reading.lexicon.cues("roles", "groups")
    if len(last) > 1 and any(groups.at(tokens, i, clause.last) is not None for i in opening):
        return tuple(last)
    heads = reading.lexicon.terms("posts", "heads")
    for index in opening:
        if tokens[index].lemma in heads:
            lemma = tokens[index].lemma
            holders = [
                m
                for p in reading.posts
                if any(tokens[i].lemma == lemma for i in range(*p.office_tokens))
                for m in reading.mentions
                if (m.first, m.last) == p.person_tokens and m.first < clause.first
            ]
            return tuple(holders[-1:])
    return ()


def _speaker(reading: Reading, number: int) -> tuple[Mention, ...]:
    """Return the person who says a sentence: by a verb of saying in it or beside it, in its paragraph."""
    analysis = reading.analysis
    says = reading.lexicon.terms("people", "says")
    block = analysis.sentences[number].block
    for near in (number, number + 1, number - 1):
        if not 0 <= near < len(analysis.sentences) or analysis.sentences[near].block != block:
            continue
        sentence = analysis.sentences[near]
        if any(analysis.tokens[i].lemma in says for i in range(sentence.first, sentence.last)):
            people = [m for m in reading.mentions_in(sentence.first, sentence.last) if m.type == "person"]
            return tuple(people[-1:])
    return ()


def _is_cooperation(reading: Reading, first: int, last: int) -> bool:
    if last - first < _SHORTEST:
        return False
    if any(m.type != "person" for m in reading.mentions_in(first, last)):
        return True
    terms = reading.lexicon.terms("intentions", "cooperation")
    return any(
        token.lower in terms or not terms.isdisjoint(unpossessed(reading.lexicon, token.lemma))
        for token in reading.analysis.tokens[first:last]
    )


def _statement(
    reading: Reading,
    number: int,
    clause: Clause,
    wish: _Wish,
    actors: Sequence[Mention],
    what: Range,
    extractor: str,
) -> Statement:
    if wish.suffix == "":
        values: list[Value] = [base_phrase(reading, "what", *what, type="phrase")]
    else:
        words = " ".join(f"{reading.analysis.words(*what)} {wish.suffix}".split())
        values = [normalised(reading, "what", words, what)]
    acting = {id for mention in actors for id in mention.referents}
    for mention in actors:
        values += names(reading, "actors", mention, probability=0.8)
    for argument in clause.of("Dat", "Ins"):
        other = argument.mention.type == "organisation" and acting.isdisjoint(argument.mention.referents)
        if other and argument.mention.last <= what[1]:
            values += names(reading, "with", argument.mention, probability=0.6)
    probability = INTENTION["wish" if wish.code == "want" else wish.code]
    return statement(
        reading,
        "intention",
        values,
        [number],
        probability=probability,
        extractor=extractor,
    )
