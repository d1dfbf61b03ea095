"""Intentions where cases tell who wants what of whom: frames of verbs and nouns, in any order of words."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase, statement
from kelisim.extract.kinds.agreement_meetings import met
from kelisim.extract.kinds.agreements import agreements
from kelisim.extract.kinds.anaphora import speaker
from kelisim.extract.kinds.evidence import INTENTION
from kelisim.extract.kinds.inflected.agreed import Agreed, agreed_in, parties_of
from kelisim.extract.kinds.inflected.clauses import (
    case_of,
    clause,
    in_case,
    names_in,
    noun_phrase_at,
    subjects,
)
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import phrase_end, pieces
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_ANYONE: Final[frozenset[MentionType]] = frozenset({"person", "organisation", "place", "group"})
_OTHERS: Final[frozenset[MentionType]] = frozenset({"organisation", "person", "place", "group"})
_REACH: Final = 12  # tokens between a verb and its infinitive
_LONGEST: Final = 24  # tokens of what is wanted


def intentions(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each thing that somebody wants, proposes, plans or asks for."""
    analysis = reading.analysis
    triggers = reading.lexicon.cues("intentions", "frames")
    agreed = agreed_in(reading, extractor)
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence):
            continue
        end = sentence.first
        for hit in triggers.find(analysis.tokens, sentence.first, sentence.last):
            if hit.first < end or not _is_said(reading, hit):
                continue
            what = _wanted(reading, hit, sentence.last)
            if what is None or not _is_meant(reading, hit, what) or _is_undertaken(reading, what, extractor):
                continue
            actors = _actors(reading, number, hit, what, agreed)
            if len(actors) == 0 and hit.code in {"plan", "join"}:
                continue
            end = what[1]
            for part in _parts(reading, hit, what):
                yield _statement(reading, number, hit, actors, part, extractor)


def _is_said(reading: Reading, hit: Hit) -> bool:
    """Tell a wish that is told from one that is denied, or a word that is none here."""
    tokens = reading.analysis.tokens
    head = tokens[hit.first]
    if head.pos in {"VERB", "AUX"} and ("VerbForm=Inf" in head.features or "VerbForm=Conv" in head.features):
        governor = tokens[head.head]
        if governor.lemma not in reading.lexicon.terms("intentions", "carriers"):
            return False
    if _is_given(reading, hit):
        return False
    before = tokens[hit.first - 1].lower if hit.first > 0 else ""
    return before not in {"не", "ни", "без"}


def _is_given(reading: Reading, hit: Hit) -> bool:
    """Tell whether somebody has what would else be wanted: "студенты получают возможность учиться"."""
    tokens = reading.analysis.tokens
    given = reading.lexicon.terms("intentions", "given")
    noun = tokens[hit.first]
    return noun.pos == "NOUN" and tokens[noun.head].lemma in given


# ------------------------------------------------------------------ what is wanted


def _wanted(reading: Reading, hit: Hit, last: int) -> Range | None:
    """Return what follows the words of a wish: an infinitive, a clause, a noun phrase."""
    last = min(last, hit.last + _LONGEST + _REACH)
    if hit.code == "ask":
        return _asked(reading, hit, last)
    if hit.code == "join":
        return hit.first, _end(reading, hit.last, last)
    if hit.code == "clause":
        return (hit.last, _end(reading, hit.last, last)) if hit.last < last else None
    infinitive = _infinitive(reading, hit, last)
    clause_at = _that_clause(reading, hit, last)
    if infinitive is not None and (clause_at is None or infinitive < clause_at):
        start = _with_adverbs(reading, infinitive, hit.last)
        return start, _end(reading, infinitive + 1, last)
    if clause_at is not None:
        return clause_at, _end(reading, clause_at + 1, last)
    return _nominal(reading, hit, last)


def _end(reading: Reading, first: int, last: int) -> int:
    """Return where a phrase ends: before another clause of the same level."""
    tokens = reading.analysis.tokens
    stop = min(phrase_end(reading, first, last), first + _LONGEST) if first < last else first
    while stop + 1 < last and tokens[stop].lower in reading.lexicon.terms("roles", "with"):
        beside = noun_phrase_at(reading, stop + 1, last)
        if beside is None:
            break
        stop = max(beside[1], min(phrase_end(reading, beside[1] - 1, last), first + _LONGEST))
    for index in range(first, stop):
        if (
            tokens[index].text == ","
            and index + 1 < last
            and tokens[index + 1].lower in reading.lexicon.terms("intentions", "adversatives")
        ):
            return index
    return _before_quote(reading, first, stop)


def _before_quote(reading: Reading, first: int, last: int) -> int:
    """Return where a phrase ends that the end of somebody's words cuts off."""
    depth = 0
    for index in range(first, last):
        text = reading.analysis.tokens[index].text
        depth += (text in {"«", "„"}) - (text == "»")
        if depth < 0:
            return index
    return last


def _infinitive(reading: Reading, hit: Hit, last: int) -> int | None:
    tokens = reading.analysis.tokens
    for index in range(hit.last, min(last, hit.last + _REACH)):
        token = tokens[index]
        if token.pos in {"VERB", "AUX"} and "VerbForm=Inf" in token.features:
            return index
        if is_finite(reading.analysis, index) or token.text in {";", ":", "(", "–"}:
            return None
    return None


def _with_adverbs(reading: Reading, infinitive: int, lowest: int) -> int:
    tokens = reading.analysis.tokens
    start = infinitive
    while start > lowest and tokens[start - 1].pos in {"ADV", "PART"} and tokens[start - 1].lower != "не":
        start -= 1
    return start


def _that_clause(reading: Reading, hit: Hit, last: int) -> int | None:
    """Return where "чтобы …", "что …" begins behind the words of a wish."""
    tokens = reading.analysis.tokens
    for index in range(hit.last, min(last, hit.last + 3)):
        if tokens[index].lower in {"чтобы", "что"}:
            return index + 1 if index + 1 < last else None
        if tokens[index].text != ",":
            return None
    return None


def _nominal(reading: Reading, hit: Hit, last: int) -> Range | None:
    """Return the noun phrase that is wanted: in the accusative, or behind the preposition of the words."""
    tokens = reading.analysis.tokens
    start = hit.last
    people = [
        m for m in reading.mentions_in(start, last) if m.first == start and case_of(reading, m) == "Dat"
    ]
    start = people[0].last if len(people) > 0 else start
    shown = next((i for i in range(start, last) if tokens[i].pos != "ADV"), last)
    if shown >= last or tokens[shown].pos not in {"NOUN", "ADJ", "PROPN", "NUM", "DET"}:
        return None
    if tokens[shown].case not in _cases(reading, hit):
        return None
    if noun_phrase_at(reading, start, last) is None:
        return None
    return start, _end(reading, start + 1, last)


def _cases(reading: Reading, hit: Hit) -> frozenset[str]:
    closing = reading.analysis.tokens[hit.last - 1].pos
    if closing == "ADP":
        return frozenset({"Loc", "Acc", "Dat", "Ins", "Gen", "Nom"})
    if closing == "PUNCT":  # "в планах –"
        return frozenset({"Nom", "Acc"})
    return frozenset({"Acc", "Gen"}) if hit.code == "noun" else frozenset({"Acc"})


def _asked(reading: Reading, hit: Hit, last: int) -> Range | None:
    """Return "пригласил коллег на форум": with its verb, which says what is asked."""
    tokens = reading.analysis.tokens
    end = _end(reading, hit.last, last)
    aims = [i for i in range(hit.last, end) if tokens[i].lower in {"на", "в", "к", "принять"}]
    return (hit.first, end) if len(aims) > 0 else None


def _parts(reading: Reading, hit: Hit, what: Range) -> Iterator[Range]:
    """Yield what is wanted one by one: infinitives joined by "и" are two wishes."""
    if hit.code in {"ask", "join", "clause"}:
        yield what
        return
    first = reading.analysis.tokens[what[0]]
    if first.pos in {"NOUN", "ADJ"} and reading.analysis.tokens[hit.last - 1].pos != "PUNCT":
        yield what
        return
    bracket = (i for i in range(*what) if reading.analysis.tokens[i].text == "(")
    yield from pieces(reading, what[0], next(bracket, what[1]))


def _is_meant(reading: Reading, hit: Hit, what: Range) -> bool:
    """Tell a plan of cooperation from a signing, which is an agreement, and from mere talk."""
    tokens = reading.analysis.tokens[slice(*what)]
    if len(tokens) < 2 and hit.code != "clause":
        return False
    idle = reading.lexicon.terms("intentions", "idle")
    signing = reading.lexicon.terms("intentions", "signing")
    opening = tokens[:2]
    if any(t.lemma in idle for t in opening) or _is_hollow(reading, hit, what):
        return False
    return not any(t.lemma in signing for t in tokens[:3])


def _is_undertaken(reading: Reading, what: Range, extractor: str) -> bool:
    """Tell what the parties of an agreement undertake by it, which is more than a wish."""
    start, end = reading.analysis.span(*what)
    told = (v.quote for s in reading.once(agreements, extractor) for v in s.all("commitments"))
    return any(quote.start < end and start < quote.end for quote in told)


def _is_hollow(reading: Reading, hit: Hit, what: Range) -> bool:
    """Tell mere goodwill ("готовность к дальнейшему сотрудничеству") and what a school offers students."""
    terms = reading.lexicon.terms
    tokens = reading.analysis.tokens
    words = [t for t in tokens[slice(*what)] if t.pos not in {"PUNCT", "CCONJ", "ADP"}]
    if all(t.lemma in terms("intentions", "goodwill") for t in words):
        return True
    head = next((t for t in words if t.pos == "NOUN"), None)
    offers = tokens[hit.first].lemma in terms("intentions", "offering") and words[0].pos != "VERB"
    return offers and head is not None and head.lemma in terms("intentions", "offered")


# ------------------------------------------------------------------ who wants it, with whom


def _actors(
    reading: Reading, number: int, hit: Hit, what: Range, agreed: Sequence[Agreed]
) -> tuple[Mention, ...]:
    """Return who wants it: the subject of the verb, whom its pronoun or post means, who speaks."""
    analysis = reading.analysis
    tokens = analysis.tokens
    verb = next((i for i in range(hit.first, hit.last) if tokens[i].pos in {"VERB", "AUX"}), hit.first)
    first, last = clause(reading, verb)
    if hit.code == "join":
        return tuple(m for m in subjects(reading, verb, first, last, _ANYONE) if m.type != "person")
    for low, high in ((first, verb + 1), (verb, what[0])):
        found = subjects(reading, verb, low, high, _ANYONE)
        if len(found) > 0:
            return tuple(found)
    sides = _sides(reading, number, (first, what[0]), agreed)
    if len(sides) > 0:
        return sides
    posted = _posted(reading, first, what[0]) or _described(reading, first, what[0])
    if posted is not None:
        return (posted,)
    return _by_pronoun(reading, number, verb, first) or _carried(reading, verb, first)


def _sides(reading: Reading, number: int, span: Range, agreed: Sequence[Agreed]) -> tuple[Mention, ...]:
    """Return whom "стороны", "партнёры" mean: the parties of the agreement told last, else those who met."""
    words = reading.lexicon.terms("intentions", "sides")
    tokens = reading.analysis.tokens
    for index in range(*span):
        token = tokens[index]
        if token.lemma in words and token.case == "Nom" and "Number=Plur" in token.features:
            return parties_of(reading, number, agreed) or met(reading, index)
    return ()


def _by_pronoun(reading: Reading, number: int, verb: int, first: int) -> tuple[Mention, ...]:
    """Return whom "он", "мы" before a verb mean, or who speaks where the verb itself says "мы"."""
    tokens = reading.analysis.tokens
    for index in range(verb - 1, first - 1, -1):
        token = tokens[index]
        if token.pos == "PRON" and token.case == "Nom":
            if "Person=1" in token.features:
                return speaker(reading, number)
            people = [m for m in reading.mentions if m.type == "person" and m.last <= index]
            return (people[-1],) if len(people) > 0 and "Number=Plur" not in token.features else ()
        if is_finite(reading.analysis, index) and not _shares_subject(reading, index, verb):
            break
    return speaker(reading, number) if "Person=1" in tokens[verb].features else ()


def _shares_subject(reading: Reading, verb: int, other: int) -> bool:
    """Tell whether "и" joins two predicates of one subject: "мы помним об этом и намерены …"."""
    tokens = reading.analysis.tokens
    between = [t for t in tokens[verb + 1 : other] if t.pos in {"CCONJ", "PUNCT"} and t.text not in '«»"']
    return len(between) > 0 and between[-1].pos == "CCONJ" and tokens[other - 1].pos == "CCONJ"


def _carried(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
    """Return the subject of the verb before it in the sentence, to which this one is joined."""
    if "VerbForm=Fin" not in reading.analysis.tokens[verb].features:
        return ()
    for index in range(verb - 1, first, -1):
        if is_finite(reading.analysis, index):
            return tuple(subjects(reading, index, first, index + 1, _ANYONE))
    return ()


def _described(reading: Reading, first: int, last: int) -> Mention | None:
    """Return the organisation told last that a common noun means: "университет готов"."""
    tokens = reading.analysis.tokens
    kinds = reading.lexicon.table("intentions", "described")
    for index in range(first, last):
        wanted = frozenset(kinds.get(tokens[index].lemma, ()))
        if len(wanted) == 0 or tokens[index].case != "Nom" or tokens[index].text[0].isupper():
            continue
        before = [m for m in reading.mentions if m.type == "organisation" and m.named and m.last <= index]
        fitting = [m for m in before if any(t.lemma in wanted for t in tokens[m.first : m.last])]
        if len(fitting) > 0:
            return fitting[-1]
    return None


def _posted(reading: Reading, first: int, last: int) -> Mention | None:
    """Return the person whom a post alone means: "посол предложила"."""
    tokens = reading.analysis.tokens
    holders: dict[str, str] = {}
    for post in reading.posts:
        head = next((t for t in tokens[slice(*post.office_tokens)] if t.pos in {"NOUN", "PROPN"}), None)
        if head is not None and post.person_tokens[0] < last:
            holders[head.lemma] = post.person
    for index in range(first, last):
        token = tokens[index]
        if token.pos in {"NOUN", "PROPN"} and token.case == "Nom" and token.lemma in holders:
            spots = [m for m in reading.mentions if holders[token.lemma] in m.referents and m.first < index]
            if len(spots) > 0:
                return spots[-1]
    return None


def _statement(
    reading: Reading,
    number: int,
    hit: Hit,
    actors: tuple[Mention, ...],
    what: Range,
    extractor: str,
) -> Statement:
    values: list[Value] = [phrase(reading, "what", *what)]
    acting = {id for mention in actors for id in mention.referents}
    for mention in actors:
        values += names(reading, "actors", mention, probability=0.8)
    for mention in _with(reading, hit, what, acting):
        values += names(reading, "with", mention, probability=0.7)
    kind = {"plan": "plan", "join": "talk", "noun": "talk"}.get(hit.code, "wish")
    return statement(reading, "intention", values, [number], probability=INTENTION[kind], extractor=extractor)


def _with(reading: Reading, hit: Hit, what: Range, acting: set[str]) -> list[Mention]:
    """Return with whom: whom a proposal is made to (dative), who is asked (accusative), "с" and a name."""
    tokens = reading.analysis.tokens
    found = in_case(reading, hit.last, what[1], "Dat", _OTHERS)[:1]
    head = tokens[what[0]].lemma
    if hit.code == "ask" or head in reading.lexicon.terms("intentions", "asks"):
        found += in_case(reading, hit.first, what[1], "Acc", _OTHERS)
    for mention in names_in(reading, hit.last, what[1], _OTHERS):
        before = tokens[mention.first - 1]
        if before.lower in {"с", "со"} or (before.lower in {"у"} and mention.first < what[0]):
            found.append(mention)
    return [m for m in found if acting.isdisjoint(m.referents)]
