"""Intentions: what somebody wants, plans or proposes to do with others where nothing is signed."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.draft import names, phrase, statement
from kelisim.extract.kinds.evidence import INTENTION
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import phrase_end, pieces
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import subject_range
from kelisim.extract.verb_final import clause_start, done, subject
from kelisim.model import Statement, Value

_POSTED: Final = 4  # words of a post between a verb and the name that is its subject


def intentions(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each thing that is wanted."""
    analysis, words = reading.analysis, reading.lexicon
    triggers = words.cues("intentions", "triggers")
    for number, sentence in enumerate(analysis.sentences):
        if analysis.blocks[sentence.block].kind in {"heading", "item"}:
            continue
        hits = triggers.find(analysis.tokens, sentence.first, sentence.last)
        hit = next((h for h in hits if _is_act(reading, h)), None)
        if hit is not None and words.verb_final:
            yield from _closed(reading, number, hit, extractor)
            continue
        if hit is None or hit.last >= sentence.last or analysis.tokens[hit.last].pos == "SCONJ":
            continue
        if hit.code == "plan" and _undertaken(reading, number, hit):
            continue
        actors = _actors(reading, hit, sentence.first)
        if actors is None or (len(actors) == 0 and hit.code == "plan"):
            continue
        behind = [m.last for m in actors if hit.last <= m.first < hit.last + _POSTED]
        begin = max([hit.last, *behind])  # "möchte Dekan Jens Holm auch"
        end = phrase_end(reading, begin, sentence.last)
        if hit.code == "maybe" and not _is_concrete(reading, begin, end):
            continue
        for first, last in pieces(reading, begin, end):
            if _is_cooperation(reading, first, last):
                yield _statement(reading, number, hit, actors, (first, last), extractor)


def _closed(reading: Reading, number: int, hit: Hit, extractor: str) -> Iterator[Statement]:
    """Yield what is wanted where the words that tell it close the clause."""
    start = clause_start(reading, hit.first)
    wanted = done(reading, hit.first, start)
    acting, _ = subject(reading, start, hit.first)
    actors = acting if len(acting) > 0 else _speaker(reading, number)
    if wanted is None or (hit.code in {"plan", "maybe"} and len(actors) == 0):
        return
    if hit.code == "maybe" and not _is_concrete(reading, max(wanted[0], wanted[1] - 4), wanted[1]):
        return
    for first, last in pieces(reading, *wanted):
        if _is_cooperation(reading, first, last):
            yield _statement(reading, number, hit, actors, (first, last), extractor)


def _statement(
    reading: Reading,
    number: int,
    hit: Hit,
    actors: tuple[Mention, ...],
    what: tuple[int, int],
    extractor: str,
) -> Statement:
    values: list[Value] = [phrase(reading, "what", *what)]
    acting = {id for mention in actors for id in mention.referents}
    for mention in actors:
        values += names(reading, "actors", mention, probability=0.8)
    for part in parts(reading, *what, role="object"):
        other = part.mention.type != "person" and acting.isdisjoint(part.mention.referents)
        if part.role == "partner" and not part.nested and other:
            values += names(reading, "with", part.mention, probability=0.75)
    return statement(
        reading, "intention", values, [number], probability=INTENTION[hit.code], extractor=extractor
    )


def _actors(reading: Reading, hit: Hit, first: int) -> tuple[Mention, ...] | None:
    """Return who wants it; None where the subject is one whose aims are no plan of cooperation."""
    analysis = reading.analysis
    number = analysis.sentence_of[hit.first]
    verb = next((i for i in range(hit.first, hit.last) if analysis.tokens[i].pos == "VERB"), hit.first)
    found = subject_range(analysis, verb)
    start, end = found if found is not None else (first, hit.first)
    end = min(end, hit.first)
    inside = parts(reading, start, end)
    barred = reading.lexicon.cues("intentions", "not_meant").find(analysis.tokens, start, end)
    if len(inside) == 0 and any(True for _ in barred):
        return None
    owners = _owners(reading, hit)
    kept = [p.mention for p in inside if p.role in {"subject", "between", "partner"} and not p.nested]
    if len(owners) > 0 or len(kept) > 0:
        return owners or tuple(kept)
    if analysis.tokens[verb].relation == "":
        return _without_parse(reading, hit, first)
    if found is not None and analysis.tokens[found[0]].pos == "PRON":
        return _meant(reading, found[0])
    speaks = found is None and "Person=1" in analysis.tokens[verb].features  # "рассчитываем"
    return _speaker(reading, number) if speaks or hit.code == "plan" else ()


def _without_parse(reading: Reading, hit: Hit, first: int) -> tuple[Mention, ...] | None:
    """Return who wants it where no parser tells: the name right after the verb, "we", who speaks."""
    tokens = reading.analysis.tokens
    holders = {p.person_tokens[0] for p in reading.posts if p.office_tokens[0] == hit.last}
    behind = [m for m in reading.mentions_in(hit.last, hit.last + 16) if m.first in {hit.last} | holders]
    if len(behind) > 0 and behind[0].type != "place":
        return (max(behind, key=lambda m: m.last),)
    said = tokens[first : min(hit.last + 2, len(tokens))]
    if hit.code == "plan" or any(t.pos == "PRON" for t in said):
        return _speaker(reading, reading.analysis.sentence_of[hit.first])
    return ()


def _meant(reading: Reading, pronoun: int) -> tuple[Mention, ...]:
    """Return whom a pronoun means: "he", "she" the person named last, "I" and "we" the one who speaks."""
    analysis = reading.analysis
    features = analysis.tokens[pronoun].features
    if "Person=1" in features:
        return _speaker(reading, analysis.sentence_of[pronoun])
    if "Gender=Masc" in features or "Gender=Fem" in features:
        before = [m for m in reading.mentions if m.type == "person" and m.last <= pronoun]
        return (before[-1],) if len(before) > 0 else ()
    return ()


def _speaker(reading: Reading, number: int) -> tuple[Mention, ...]:
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
            if hit.code == "say" and analysis.tokens[hit.first].pos == "VERB" and len(people) > 0:
                return (min(people, key=lambda m: abs(m.first - hit.first)),)
    return ()


def _is_act(reading: Reading, hit: Hit) -> bool:
    """Tell whether the words are a verb's, or a noun that tells a wish by itself ("interest in")."""
    token = reading.analysis.tokens[hit.first]
    return token.pos in {"VERB", "AUX"} or token.lemma in reading.lexicon.terms("intentions", "nominal")


def _undertaken(reading: Reading, number: int, hit: Hit) -> bool:
    """Tell whether "the parties plan to" follows a signing: then it is what they undertake in it."""
    analysis = reading.analysis
    first = analysis.sentences[number].first
    groups = reading.lexicon.cues("roles", "groups").find(analysis.tokens, first, hit.first)
    several = [m for m in reading.mentions_in(first, hit.first) if m.type == "organisation"]
    if len(several) < 2 and not any(True for _ in groups):
        return False
    signed = reading.lexicon.cues("agreements", "sole")
    return any(True for _ in signed.find(analysis.tokens, 0, first))


def _owners(reading: Reading, hit: Hit) -> tuple[Mention, ...]:
    """Return those whose interest it is: "reaffirmed Kazakhstan's strong interest in"."""
    tokens = reading.analysis.tokens
    return tuple(
        m
        for m in reading.mentions_in(max(0, hit.first - 6), hit.last)
        if any(t.text in {"'s", "’s", "’", "'"} for t in tokens[m.last - 1 : m.last + 1])
    )


def _is_cooperation(reading: Reading, first: int, last: int) -> bool:
    analysis = reading.analysis
    if last - first < 2 or analysis.tokens[first].lemma in reading.lexicon.terms("intentions", "idle"):
        return False
    hits = reading.lexicon.cues("intentions", "cooperation").find(analysis.tokens, first, last)
    return any(True for _ in hits)


def _is_concrete(reading: Reading, first: int, last: int) -> bool:
    """Tell whether talks are of a thing to be done ("a joint centre"), not of a field ("cooperation in")."""
    concrete = reading.lexicon.terms("intentions", "concrete")
    return any(
        t.lemma in concrete or t.lower in concrete
        for t in reading.analysis.tokens[first : min(last, first + 4)]
    )
