"""Figures in clauses that close with their verb: "Малайзияда 700-ден астам студент оқиды"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names_as, normalised, statement
from kelisim.extract.endings import is_possessed, unpossessed
from kelisim.extract.kinds.verb_final.things import meant_thing
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.roles import outermost
from kelisim.extract.values.amounts import Bound
from kelisim.extract.verb_final import Clause, clause_at, noun_phrase_before
from kelisim.model import Statement, Value
from kelisim.places import place_of

_FEW: Final = 2  # up to this value a number mostly means the sides, or things already named
_WORDS: Final = 5  # tokens of the noun phrase after a number
_FAR: Final = 8  # tokens between those counted and the verb of what they do
_LAST_YEAR: Final = 2100
_FIRST_YEAR: Final = 1900
_HYPHENS: Final = frozenset({"-", "–"})
_NOUNS: Final = frozenset({"NOUN", "X", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Figure:
    value: int | float
    tokens: Range
    what: str
    where: Range  # the tokens of `what`
    clause: Clause
    bound: Bound | None
    head: str


def figures(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each number that counts something of the field; each is told once."""
    told: set[tuple[int | float, str]] = set()
    for amount in reading.amounts:
        if amount.currency is not None or _is_other(reading, amount):
            continue
        found = _lasting(reading, amount) or _counted(reading, amount) or _tally(reading, amount)
        if found is None or (found.value, found.head) in told:
            continue
        told.add((found.value, found.head))
        yield _statement(reading, found, extractor)


def _statement(reading: Reading, figure: _Figure, extractor: str) -> Statement:
    values: list[Value] = [
        normalised(reading, "value", figure.value, figure.tokens),
        normalised(reading, "what", figure.what, figure.where),
        *_scope(reading, figure),
    ]
    if figure.bound is not None:
        values.append(
            normalised(
                reading, "bound", figure.bound, (figure.tokens[0], max(figure.tokens[1], figure.where[1]))
            )
        )
    sentence = reading.analysis.sentence_of[figure.tokens[0]]
    return statement(reading, "figure", values, [sentence], probability=0.7, extractor=extractor)


def _is_other(reading: Reading, amount: Amount) -> bool:
    """Tell whether a number is a share, an hour, a part of a name or of another number."""
    tokens = reading.analysis.tokens
    if amount.last < len(tokens) and tokens[amount.last].text in {"%", "/", "°"}:
        return True
    before = tokens[amount.first - 1] if amount.first > 0 else None
    if before is not None and (
        before.lower in reading.lexicon.terms("figures", "numbered") or before.text in {"/", "№"}
    ):
        return True
    around = reading.mentions_in(max(0, amount.first - 12), amount.last + 12)
    return any(m.named and m.first < amount.first and amount.last <= m.last for m in around)


# ------------------------------------------------------------------ "700-ден астам студент"


def _counted(reading: Reading, amount: Amount) -> _Figure | None:
    """Return the figure of a number that stands before what it counts."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    clause = clause_at(reading, amount.first)
    start, bound = _after_bound(reading, amount, clause.last)
    head = _head(reading, start, clause.last)
    if head is None or not _worth_telling(reading, amount, start, head):
        return None
    end = head + 1
    while (
        end + 1 < clause.last
        and tokens[end].pos == "CCONJ"
        and tokens[end + 1].lemma in lexicon.terms("figures", "counted")
    ):
        head, end = end + 1, end + 2  # "студент пен оқытушы"
    what = _base(reading, start, head)
    where = (start, end)
    yearly = _yearly(reading, clause)
    if yearly is not None:
        what = f"{what} {reading.analysis.words(*yearly)}"
        where = (min(start, yearly[0]), max(end, yearly[1]))
    elif (before := _described_before(reading, amount, clause.first)) is not None and head == start:
        what, where = f"{reading.analysis.words(*before)} {what}", (before[0], end)
    elif (verb := _done(reading, clause, start, end)) is not None:
        first = verb - (
            verb - 1 >= end and tokens[verb - 1].pos == "NOUN" and tokens[verb - 1].text.islower()
        )
        what, where = f"{what} {reading.analysis.words(first, verb + 1)}", (start, verb + 1)
    value = (amount.first, amount.last)
    return _Figure(amount.value, value, what, where, clause, bound or amount.bound, tokens[head].lemma)


def _described_before(reading: Reading, amount: Amount, first: int) -> Range | None:
    """Return the words right before a number that describe those counted: "Кениядан келген 40 студент"."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    at = amount.first - 1
    if at < first or tokens[at].text.isdigit():
        return None
    if tokens[at].lower in lexicon.terms("figures", "describing"):
        return at, at + 1
    participle = tokens[at].lower.endswith(tuple(lexicon.terms("figures", "participle_endings")))
    if not participle and tokens[at].lower not in lexicon.terms("figures", "described_by"):
        return None
    nouns = at > first and tokens[at - 1].pos not in {"PUNCT", "CCONJ", "NUM", "VERB"}
    return (at - 1, at + 1) if nouns else None


def _done(reading: Reading, clause: Clause, start: int, end: int) -> int | None:
    """Return the verb that tells what those counted do, where a bare noun alone tells little of them."""
    tokens = reading.analysis.tokens
    verb = clause.verb
    if verb is None or verb < end or tokens[verb].pos != "VERB":
        return None
    if tokens[verb].lower in reading.lexicon.terms("figures", "plain"):
        return None
    bare = end - start == 1 and verb - end <= _FAR and tokens[end].text != ","
    apart = any(a.first > end for a in reading.amounts_in(end, verb))
    return verb if verb == end or (bare and not apart) else None


def _yearly(reading: Reading, clause: Clause) -> Range | None:
    """Return the words that say that a count is one of every year."""
    terms = reading.lexicon.terms("figures", "yearly")
    for index in range(clause.first, clause.last):
        for length in (2, 1):
            if index + length <= clause.last:
                words = reading.analysis.words(index, index + length).lower()
                if words in terms:
                    return index, index + length
    return None


def _after_bound(reading: Reading, amount: Amount, last: int) -> tuple[int, Bound | None]:
    """Return where what is counted begins, behind the number's ending and "astam", "жуық", and its bound."""
    tokens = reading.analysis.tokens
    index, bound = amount.last, None
    if index + 1 < last and tokens[index].text in _HYPHENS and tokens[index + 1].text.islower():
        index += 2
    bounds = reading.lexicon.table("figures", "bounds_after")
    while index < last:
        code = next((c for c, terms in bounds.items() if tokens[index].lower in terms), None)
        if code is None:
            break
        bound = code if code != "none" else bound
        index += 1
    return index, bound  # type: ignore[return-value]


def _head(reading: Reading, start: int, last: int) -> int | None:
    """Return the noun that a number counts: one of a known sort, or a word for people by their origin."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    found: int | None = None
    people: int | None = None
    if start < last and tokens[start].lemma in lexicon.terms("figures", "idle"):
        return None
    for index in range(start, min(last, start + _WORDS)):
        token = tokens[index]
        if people is None and _tells_origin(reading, token.lower):
            people = index
        if _is_counted(reading, index):
            following = tokens[index + 1] if index + 1 < last else None
            owned = following is not None and following.pos in {"X", "NOUN", "ADJ"}
            owned = owned and _is_counted(reading, index + 1) and _leans(reading, index + 1)
            if not owned:  # "ғылым кандидаты", "университет филиалы": the last noun is meant
                return index
            found = index
            continue
        if token.pos not in _NOUNS or any(m.first == index for m in reading.mentions_in(index, last)):
            break
        if token.features not in {"", "Case=Gen", "VerbForm=Vnoun"}:
            break
    return people if found is None else found  # "қазақстандық"


def _leans(reading: Reading, index: int) -> bool:
    """Tell a noun owned by the one before it from one of the next phrase: "34 түлек тағылымдамадан өтті"."""
    token = reading.analysis.tokens[index]
    oblique = any(case in token.features for case in ("Case=Abl", "Case=Loc", "Case=Dat"))
    return not oblique or is_possessed(reading.lexicon, token.lemma)


def _is_counted(reading: Reading, index: int) -> bool:
    """Tell whether a token is a noun of a known sort, possessed or not, or closes one: "оқу орны"."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    token = tokens[index]
    counted = lexicon.terms("figures", "counted")
    pair = f"{tokens[index - 1].lemma} {token.lemma}" if index > 0 else ""
    if pair in lexicon.terms("figures", "counted_pairs"):
        return True
    return token.lower in counted or not counted.isdisjoint(unpossessed(lexicon, token.lemma))


def _tells_origin(reading: Reading, word: str) -> bool:
    """Tell whether a word names people by the place that they are from: "қазақстандық"."""
    endings = reading.lexicon.terms("figures", "people_of")
    return any(word.endswith(e) and place_of(word.removesuffix(e).capitalize()) is not None for e in endings)


def _worth_telling(reading: Reading, amount: Amount, start: int, head: int) -> bool:
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    if tokens[head].lemma in lexicon.terms("figures", "idle"):
        return False
    ranked = any(
        t.lower in lexicon.terms("figures", "ranked") for t in tokens[amount.first - 1 : amount.first]
    )
    if ranked and tokens[head].features in {"Case=Gen", "Case=Abl"}:
        return False  # "үздік 300 университетінің қатарында"
    year = _FIRST_YEAR <= amount.value <= _LAST_YEAR and tokens[amount.first].text.isdigit()
    if year and start == amount.last:
        return False
    if amount.value > _FEW:
        before = tokens[amount.first - 1].lower if amount.first > 0 else ""
        sides = tokens[head].lemma in lexicon.terms("figures", "common_pairs")
        return not (sides and (before in lexicon.terms("figures", "definite") or head == start))
    plain = tokens[amount.first].text.isdigit()
    return plain and amount.value > 1 and "Case=Gen" not in tokens[head].features


def _base(reading: Reading, start: int, head: int) -> str:
    """Return a noun phrase in the nominative."""
    tokens = reading.analysis.tokens
    noun = tokens[head]
    own = noun.lower
    if noun.lower.startswith(noun.lemma):
        rest = noun.lower[len(noun.lemma) :]
        derived = rest.startswith(tuple(reading.lexicon.terms("figures", "people_of")))  # "оқулық" of "оқу"
        own = noun.lemma + (rest[:1] if rest in {"ы", "і"} else rest[:3] if derived else "")
    before = reading.analysis.words(start, head) + " " if head > start else ""
    return " ".join(f"{before}{own}".split())


def _tally(reading: Reading, amount: Amount) -> _Figure | None:
    """Return what is counted before its number: "студенттер саны 400-ден асады"."""
    tokens = reading.analysis.tokens
    clause = clause_at(reading, amount.first)
    tallies = reading.lexicon.terms("figures", "tallies")
    for index in range(amount.first - 1, max(clause.first, amount.first - 2 * _WORDS), -1):
        if tokens[index].lower in tallies and _stands_alone(reading, amount, clause.last):
            start = noun_phrase_before(reading, index, clause.first)
            if start == index:
                return None
            what = _base(reading, start, index - 1)
            return _Figure(
                amount.value,
                (amount.first, amount.last),
                what,
                (start, index),
                clause,
                _after_bound(reading, amount, clause.last)[1] or amount.bound,
                tokens[index - 1].lemma,
            )
        if tokens[index].pos == "NUM":
            return None
    return None


def _stands_alone(reading: Reading, amount: Amount, last: int) -> bool:
    """Tell whether no unit follows a number: "он жыл бұрын" is no tally."""
    tokens = reading.analysis.tokens
    units = tuple(reading.lexicon.terms("figures", "units"))
    return amount.last >= last or not tokens[amount.last].lower.startswith(units)


# ------------------------------------------------------------------ "бес жылға жасалған келісім"


def _lasting(reading: Reading, amount: Amount) -> _Figure | None:
    """Return a span of time with what lasts for it: "үш жылға арналған жоба", "мерзімі – 5 жыл"."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    clause = clause_at(reading, amount.first)
    unit = amount.last
    if (
        amount.value == 1
        or unit >= clause.last
        or not tokens[unit].lower.startswith(tuple(lexicon.terms("figures", "units")))
    ):
        return None
    word = tokens[unit]
    closing = unit + 1 >= clause.last or tokens[unit + 1].pos == "PUNCT"
    spans = lexicon.terms("figures", "span_endings")
    if not (word.lower in spans or (closing and _has_term(reading, clause))):
        return None
    lasting = lexicon.terms("figures", "lasting")
    order = [
        *range(unit + 1, min(clause.last, unit + 2 * _WORDS)),
        *range(amount.first - 1, clause.first - 1, -1),
    ]
    thing = next((i for i in order if tokens[i].lemma in lasting or tokens[i].lower in lasting), None)
    if thing is None:
        return None
    verb = next((i for i in (unit + 1, unit + 2) if i < clause.last and tokens[i].pos == "VERB"), None)
    how = "" if verb is None else f"{tokens[verb].lower} "  # "үш жылға жасалған шарт"
    first, *_, last = sorted((unit, thing, unit if verb is None else verb))
    what = f"{word.lower} {how}{_base(reading, thing, thing)}"
    where = (first, last + 1)
    return _Figure(
        amount.value,
        (amount.first, amount.last),
        what,
        where,
        clause,
        amount.bound,
        f"{word.lemma} {tokens[thing].lemma}",
    )


def _has_term(reading: Reading, clause: Clause) -> bool:
    terms = reading.lexicon.terms("figures", "terms")
    return any(t.lemma in terms for t in reading.analysis.tokens[clause.first : clause.last])


# ------------------------------------------------------------------ where it holds


def _scope(reading: Reading, figure: _Figure) -> Iterator[Value]:
    """Yield where a count holds: what stands in the locative before it, or whither those counted go."""
    tokens = reading.analysis.tokens
    clause, number = figure.clause, figure.tokens[0]
    dates = {i for d in reading.dates_in(clause.first, clause.last) for i in range(d.first, d.last)}
    taken_up = reading.lexicon.terms("figures", "scope_meant")
    pronoun = next((i for i in range(clause.first, number) if tokens[i].lower in taken_up), None)
    thing = (
        None if pronoun is None else meant_thing(reading, pronoun, reading.lexicon.terms("figures", "scopes"))
    )
    if thing is not None and len(reading.amounts_in(*thing)) == 0:
        yield base_phrase(reading, "scope", *thing, type="phrase")
        return
    mentions = outermost(reading.mentions_in(clause.first, clause.last))
    ends = {m.last: m for m in mentions.values()}
    for index in range(number - 1, clause.first - 1, -1):
        if index in dates or "Case=Loc" not in tokens[index].features:
            continue
        mention = ends.get(index + 1)
        if mention is not None and mention.type in {"place", "organisation"}:
            yield from names_as(reading, "scope", mention)
            return
        if tokens[index].lower in reading.lexicon.terms("figures", "home"):
            return
        start = noun_phrase_before(reading, index, clause.first)
        inside = [m for m in reading.mentions_in(start, index) if m.type in {"place", "organisation"}]
        if tokens[index].lemma in reading.lexicon.terms("figures", "no_scope"):
            continue
        if len(inside) > 0 or tokens[index].lemma in reading.lexicon.terms("figures", "scopes"):
            yield base_phrase(reading, "scope", start, index + 1, type="phrase")
            return
    for argument in clause.of("Dat"):
        if argument.mention.type == "place":
            yield from names_as(reading, "scope", argument.mention)
            return
    behind: list[Mention] = [a.mention for a in clause.of("Loc") if a.mention.first > number]
    for mention in behind[:1]:
        yield from names_as(reading, "scope", mention)
