"""Bodies that somebody founds, in clauses that close with their verb: "X университетінде орталық ашылды"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, names_as, normalised, statement
from kelisim.extract.endings import bears_plural, is_site
from kelisim.extract.kinds.establishment_bodies import is_known
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Date, Mention, MentionType, Reading
from kelisim.extract.verb_final import (
    Argument,
    Clause,
    after,
    arguments,
    clauses,
    located,
    noun_phrase_before,
)
from kelisim.model import Statement, Value

_FOUNDERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_AHEAD: Final = 10  # tokens between a participle and the body that it describes
_LATER: Final = 3  # sentences after the founding that may go on about the body
_OLD: Final = 8  # years after which a founding is history, not news
_QUOTES: Final = frozenset('«»“”„"')


@dataclass(frozen=True, slots=True)
class _Body:
    """A body with the clause that tells of its founding; `act` is the token of the founding.

    `owner` is set where the text only says "a branch" and whose: "X филиал ашты".
    """

    hit: Hit
    name: Range
    act: int
    status: str
    number: int
    clause: Clause
    proper: Mention | None
    owner: Mention | None = None


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that is founded or planned; a heading's where no other is told."""
    kept: list[_Body] = []
    for body in sorted(_founded(reading), key=lambda b: (reading.in_heading(b.number), b.number)):
        if reading.in_heading(body.number) and len(kept) > 0:
            continue
        if not any(_is_same(reading, body, other) for other in kept):
            kept.append(body)
    for body in kept:
        yield statement(
            reading,
            "establishment",
            _values(reading, body),
            [body.number],
            probability=0.65,
            extractor=extractor,
        )


def _is_same(reading: Reading, one: _Body, other: _Body) -> bool:
    """Tell whether one of two names of a kind says no more than the other, and no other place is told."""
    ours, theirs = _content(reading, one.name), _content(reading, other.name)
    here, there = _place(reading, one.clause), _place(reading, other.clause)
    apart = here is not None and there is not None and here.referents != there.referents
    return one.hit.code == other.hit.code and not apart and (ours <= theirs or theirs <= ours)


def _place(reading: Reading, clause: Clause) -> Mention | None:
    found = (m for m in located(reading, clause.first, clause.last) if m.type == "place")
    return next(found, None)


def _content(reading: Reading, name: Range) -> frozenset[str]:
    return frozenset(t.lemma for t in reading.analysis.tokens[slice(*name)] if t.pos != "PUNCT")


# ------------------------------------------------------------------ which bodies are founded


def _founded(reading: Reading) -> Iterator[_Body]:
    for number in range(len(reading.analysis.sentences)):
        every = clauses(reading, number)
        for position, clause in enumerate(every):
            for act in range(clause.first, clause.last):
                status = _status(reading, clause, act, every[position + 1 :])
                hit = None if status is None else _noun(reading, clause, act)
                if hit is None or status is None:
                    continue
                body = _body(reading, number, clause, act, hit, status)
                if body is not None and not _is_history(reading, body):
                    yield body


def _status(reading: Reading, clause: Clause, act: int, later: Sequence[Clause]) -> str | None:
    """Return whether a token tells a founding: one that is done ("open") or ahead ("planned"); else None."""
    tokens = reading.analysis.tokens
    features = tokens[act].features
    if not _founds(reading, clause, act) or "Polarity=Neg" in features:
        return None
    if "VerbForm=Vnoun" in features:
        return _status_of_noun(reading, clause, act)
    if "VerbForm=Conv" in features:
        closing = [c.verb for c in (clause, *later) if c.verb is not None and c.verb > act]
        past = any("Tense=Past" in tokens[verb].features for verb in closing[:1])
        return "open" if past or len(closing) == 0 else "planned"
    if "VerbForm=Part" in features and "Case=" not in features and "Tense=Past" in features:
        return None  # "2009 жылы құрылған университет" tells which one is meant
    return "open" if "Tense=Past" in features else "planned"


def _status_of_noun(reading: Reading, clause: Clause, act: int) -> str | None:
    """Return what a verbal noun tells: "орталық ашуды көздеп отыр", "ашылу рәсімі өтті"; a wish is none."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if clause.verb is None and reading.analysis.blocks[_block(reading, act)].kind != "item":
        return None  # "мақсаты – орталық құру"
    if any(True for _ in words.cues("establishments", "wished").find(tokens, act + 1, clause.last)):
        return None
    after = tokens[act + 1] if act + 1 < clause.last else None
    held = after is not None and after.lemma in words.terms("establishments", "openings")
    past = clause.verb is not None and "Tense=Past" in tokens[clause.verb].features
    return "open" if held and past else "planned"


def _block(reading: Reading, index: int) -> int:
    return reading.analysis.sentences[reading.analysis.sentence_of[index]].block


def _founds(reading: Reading, clause: Clause, act: int) -> bool:
    """Tell whether a token is a verb of founding; "іске қосу" and "жұмысын бастау" are two words."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    token = tokens[act]
    if "VerbForm=" not in token.features or token.pos == "AUX":
        return False
    before = {tokens[act - 1].lower, tokens[act - 1].lemma} if act > clause.first else set()
    pairs = words.table("establishments", "begin_verbs").get(token.lemma, ())
    return token.lemma in words.terms("establishments", "found_verbs") or not before.isdisjoint(pairs)


def _noun(reading: Reading, clause: Clause, act: int) -> Hit | None:
    """Return the noun of the body: the last before the founding, or the one that its participle describes."""
    tokens = reading.analysis.tokens
    kinds = reading.lexicon.cues("establishments", "kind")
    if "VerbForm=Part" in tokens[act].features and "Case=" not in tokens[act].features:
        hits = list(kinds.find(tokens, act + 1, min(clause.last, act + _AHEAD)))
        between = tokens[act + 1 : hits[0].first] if len(hits) > 0 else ()
        return None if any(t.pos in {"VERB", "ADP"} for t in between) or len(hits) == 0 else hits[-1]
    start = act
    while start > clause.first and tokens[start - 1].text not in {",", ":", "–", "—"}:
        start -= 1
    found = [h for h in kinds.find(tokens, start, act) if _may_be_founded(reading, h, act)]
    return found[-1] if len(found) > 0 else None


def _may_be_founded(reading: Reading, hit: Hit, act: int) -> bool:
    """Tell whether a noun is what is founded: not who founds it, nor where, at whose or with whom."""
    tokens = reading.analysis.tokens
    features, verb = tokens[hit.last - 1].features, tokens[act]
    if features == "Case=Acc" or hit.last == act:
        return True
    undergoes = "Voice=Pass" in verb.features or verb.lemma in reading.lexicon.terms(
        "establishments", "come_verbs"
    )
    return features == "" and undergoes and tokens[hit.last].pos != "ADP"


def _body(reading: Reading, number: int, clause: Clause, act: int, hit: Hit, status: str) -> _Body | None:
    """Return a body that is one of the cooperation: with a name or something said of it, not several."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    first = act + 1 if hit.first > act else clause.first
    around = reading.mentions_in(max(first, hit.first - _AHEAD), min(clause.last, hit.last + 1))
    proper = max(
        (m for m in around if m.type == "organisation" and m.named and m.first <= hit.first < m.last),
        key=lambda m: m.last - m.first,
        default=None,
    )
    name = (proper.first, proper.last) if proper is not None else (_start(reading, first, hit), hit.last)
    own = {t.lower for t in tokens[max(first, name[0] - 2) : hit.last]}
    fresh = not own.isdisjoint(words.terms("establishments", "fresh"))
    counted = any(a.first < hit.last and a.value > 1 for a in reading.amounts_in(name[0] - 2, hit.last))
    plain = hit.last - name[0] == 1 and not fresh
    owner = _owner(clause, hit) if plain and proper is None else None
    if (plain and owner is None) or (counted and proper is None) or bears_plural(words, tokens[hit.last - 1]):
        return None
    weak = hit.code in words.terms("establishments", "weak")
    named = proper is not None and not is_known(reading, proper)
    titled = any(t.text in _QUOTES for t in tokens[name[0] : hit.first])
    if weak and not (fresh or named or titled):
        return None
    return _Body(hit, name, act, status, number, clause, proper, owner)


def _owner(clause: Clause, hit: Hit) -> Mention | None:
    """Return the one organisation that opens a branch of its own."""
    acting = [a.mention for a in clause.subjects if a.mention.type == "organisation" and not a.modifies]
    return acting[0] if hit.code == "campus" and len(acting) == 1 else None


def _start(reading: Reading, first: int, hit: Hit) -> int:
    """Return where the name of a body begins: behind empty words and where it stands."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    start = noun_phrase_before(reading, hit.first, first)
    empty = words.terms("establishments", "empty") | words.terms("roles", "groups")
    standing = words.terms("establishments", "hosts_after")
    start = next((i + 1 for i in range(hit.first - 1, start - 1, -1) if tokens[i].lower in standing), start)
    seats = {m.last: m.first for m in reading.mentions_in(first, start) if m.type == "place"}
    before = seats.get(start, start) if is_site(words, tokens[start]) else start
    owner = next((a.mention for a in arguments(reading, first, before) if _owns(reading, a, before)), None)
    if owner is not None:
        return owner.first
    while start < hit.first and (
        tokens[start].lower in empty or tokens[start].pos in {"DET", "ADV"} or is_site(words, tokens[start])
    ):
        start += 1
    return start


def _owns(reading: Reading, argument: Argument, start: int) -> bool:
    """Tell whether a name in the genitive, with its short form in brackets, owns what begins behind it."""
    owns = argument.case == "Gen" and argument.mention.type == "organisation"
    return owns and after(reading, argument.mention, start) == start


def _is_history(reading: Reading, body: _Body) -> bool:
    date = _date_in(reading, body.clause, body.act)
    if date is None or date.value is None or reading.reference_date is None:
        return False
    return int(reading.reference_date[:4]) - int(date.value[:4]) > _OLD


# ------------------------------------------------------------------ what is told of it


def _values(reading: Reading, body: _Body) -> list[Value]:
    told = [body.clause, *_going_on(reading, body)]
    values: list[Value] = [
        _name(reading, body),
        normalised(reading, "kind", body.hit.code, (body.hit.first, body.hit.last)),
    ]
    date = _date_in(reading, body.clause, body.act)
    for clause in told[1:]:
        date = date or _date_in(reading, clause, clause.first)
    values.append(normalised(reading, "status", body.status, (body.act, body.act + 1), probability=0.7))
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last), probability=0.6))
    place = next((m for c in told if (m := _place(reading, c)) is not None), None)
    values += () if place is None else names_as(reading, "place", place)
    hosts, partners = _founders(reading, body, told)
    for mention in hosts:
        values += names(reading, "hosts", mention, probability=0.7)
    for mention in partners:
        values += names(reading, "partners", mention, probability=0.65)
    return values


def _name(reading: Reading, body: _Body) -> Value:
    if body.proper is not None:
        return normalised(reading, "name", reading.referent(body.proper.referents[0]).name, body.name)
    if body.owner is not None:
        noun = reading.analysis.tokens[body.hit.last - 1].lemma
        named = f"{reading.referent(body.owner.referents[0]).name} {noun}"
        return normalised(reading, "name", named, body.name)
    return base_phrase(reading, "name", *body.name, type="phrase")


def _going_on(reading: Reading, body: _Body) -> list[Clause]:
    """Return the clauses after the founding that are about the body: "Орталық 2026 жылы ашылады"."""
    analysis = reading.analysis
    pronouns = reading.lexicon.terms("establishments", "back")
    head = analysis.tokens[body.hit.last - 1].lemma
    found: list[Clause] = []
    for number in range(body.number + 1, min(body.number + 1 + _LATER, len(analysis.sentences))):
        sentence = analysis.sentences[number]
        if analysis.is_heading(sentence):
            break
        opening = analysis.tokens[sentence.first : sentence.first + 3]
        if any(t.lower in pronouns or _is_head(t.lemma, head) for t in opening):
            found += [c for c in clauses(reading, number) if _exists(reading, c)]
    return found


def _exists(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause says of something that it is founded, begins or stands somewhere."""
    tokens = reading.analysis.tokens[clause.first : clause.last]
    return any(t.lemma in reading.lexicon.terms("establishments", "exist_verbs") for t in tokens)


def _is_head(lemma: str, head: str) -> bool:
    """Tell whether two lemmas are one noun, of which one is possessed: "орталық", "орталығы"."""
    return lemma[:5] == head[:5] and abs(len(lemma) - len(head)) < 3


def _founders(reading: Reading, body: _Body, told: Sequence[Clause]) -> tuple[list[Mention], list[Mention]]:
    """Return at whose place the body stands or whose it is, and who else founds it.

    Where nothing tells at whose place it is, all who found it are its hosts.
    """
    own = frozenset() if body.proper is None else frozenset(body.proper.referents)
    inside = [
        m
        for m in reading.mentions_in(*body.name)
        if m.type == "organisation" and m.last < body.name[1] and own.isdisjoint(m.referents)
    ]
    hosts = inside[:1] if body.owner is None else [body.owner]
    for clause in told:
        hosts += [m for m in _at(reading, clause, body.clause is clause) if m not in hosts]
    beside = reading.lexicon.terms("grammar", "beside") | {""}
    with_them = [a for a in body.clause.arguments if a.case == "Ins" and a.postposition in beside]
    acting = [
        a.mention
        for a in (*body.clause.subjects, *with_them)
        if a.mention.type in _FOUNDERS and not a.modifies and own.isdisjoint(a.mention.referents)
    ]
    acting = [m for m in acting if not body.name[0] <= m.first < body.name[1]]
    taken = {id for m in hosts for id in m.referents}
    others = [m for m in acting if taken.isdisjoint(m.referents)]
    hosts = [m for m in hosts if own.isdisjoint(m.referents)]
    return (hosts, others) if len(hosts) > 0 else (others, [])


def _at(reading: Reading, clause: Clause, whole: bool) -> list[Mention]:
    """Return the organisations at which something stands: "X жанынан", "X университетінде"."""
    after = reading.lexicon.cues("establishments", "hosts_after")
    tokens = reading.analysis.tokens
    found = [
        a.mention
        for a in clause.arguments
        if a.mention.type in _FOUNDERS
        and a.mention.last < clause.last
        and after.at(tokens, a.mention.last, clause.last) is not None
    ]
    here = [m for m in located(reading, clause.first, clause.last) if m.type == "organisation"]
    return [*found, *(m for m in here if m not in found)] if whole or len(found) == 0 else found


def _date_in(reading: Reading, clause: Clause, anchor: int) -> Date | None:
    """Return the nearest date of a clause that is no bound of a time: not "2019 жылдан бері"."""
    tokens = reading.analysis.tokens
    barred = reading.lexicon.terms("establishments", "not_dated")
    found = [
        d
        for d in reading.dates_in(clause.first, clause.last)
        if d.value is not None and not (d.last < clause.last and tokens[d.last].lower in barred)
    ]
    return min(found, key=lambda d: abs(d.first - anchor), default=None)
