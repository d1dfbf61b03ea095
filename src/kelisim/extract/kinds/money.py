"""Sums of money that go into cooperation, and who gives them: read by funding and by projects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kelisim.extract.draft import normalised, statement
from kelisim.extract.kinds.anaphora import body_told, by_pronoun
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.reading import Amount, Mention, MentionType, Reading
from kelisim.extract.syntax import subject_range
from kelisim.model import Statement, Value

UNKNOWN_CURRENCY: Final = "XXX"
"""The code of ISO 4217 where no currency is told: "$" and "pesos" are the money of many countries."""
GIVERS: Final[frozenset[MentionType]] = frozenset({"organisation", "place", "group"})
_NEAR: Final = 14
_LARGE: Final = 10_000  # a sum that is none of a person's
_ADJACENT: Final = 4  # tokens between two sums that are one range or one conversion
_BETWEEN: Final = frozenset({"AUX", "ADV", "PART"})
_COORDINATED: Final = 2  # tokens between two sums of one giver: "and", "and also"
_SHARED: Final = frozenset({"funders", "recipients", "purpose"})


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money and the stretch that speaks of it: its sentence between the sums around it."""

    amount: Amount
    first: int
    last: int
    sentence: int


def sums(reading: Reading) -> Iterator[Sum]:
    """Yield the sums given or set aside for cooperation, in text order; conversions and ranges once."""
    analysis = reading.analysis
    money = [a for a in reading.amounts if a.currency is not None]
    kept = [a for i, a in enumerate(money) if not _is_repeated(reading, money, i)]
    for index, amount in enumerate(kept):
        if not _for_cooperation(reading, amount):
            continue
        number = analysis.sentence_of[amount.first]
        sentence = analysis.sentences[number]
        before = kept[index - 1].last if index > 0 else 0
        after = kept[index + 1].first if index + 1 < len(kept) else sentence.last
        yield Sum(amount, max(sentence.first, before), min(sentence.last, after), number)


def _is_repeated(reading: Reading, money: list[Amount], index: int) -> bool:
    """Tell a conversion ("US$106m (NZD$156m)") and the earlier end of a range ("from 10 to 60 million")."""
    tokens = reading.analysis.tokens
    amount = money[index]
    if index > 0 and amount.first - money[index - 1].last <= _ADJACENT:
        between = [t.text for t in tokens[money[index - 1].last : amount.first]]
        if "(" in between or "/" in between:
            return True
    if index + 1 < len(money) and money[index + 1].first - amount.last <= 1:
        following = tokens[amount.last].lower if amount.last < len(tokens) else ""
        return following in reading.lexicon.terms("funding", "range")
    return False


def _for_cooperation(reading: Reading, amount: Amount) -> bool:
    """Tell whether the sentence speaks of giving or of a budget, and not of trade, fees or turnover."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    if _opens_item(reading, amount):
        return True
    first, last = max(sentence.first, amount.first - _NEAR), min(sentence.last, amount.last + _NEAR)
    near = analysis.tokens[first:last]
    lemmas = {token.lemma for token in near} | {token.lower for token in near}
    given = len(lemmas & reading.lexicon.terms("funding", "strong")) > 0
    close = max(sentence.first, amount.first - _ADJACENT)
    given = given or any(True for _ in cues_in(reading, "funding", "gives", close, amount.first))
    if not given and len(lemmas & reading.lexicon.terms("funding", "others")) > 0:
        return False
    if amount.value >= _LARGE or len(lemmas & reading.lexicon.terms("funding", "about")) > 0:
        return True
    return any(
        next(cues_in(reading, "funding", table, sentence.first, sentence.last), None) is not None
        for table in ("gives", "gets", "costs")
    )


def _opens_item(reading: Reading, amount: Amount) -> bool:
    """Tell a sum that begins an item of a list, with what or whom it is for: "• €5 million for a trust"."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    opens = analysis.blocks[sentence.block].kind == "item" and amount.first - sentence.first <= 1
    after = analysis.tokens[amount.last].lower if amount.last < sentence.last else ""
    return opens and after in reading.lexicon.terms("funding", "opens_item")


def currency(reading: Reading, amount: Amount) -> str | None:
    """Return the currency; "pesos" are those of the country that the text names, a bare "$" stays open."""
    if amount.currency != UNKNOWN_CURRENCY:
        return amount.currency
    named = {referent.country for referent in reading.referents}
    word = reading.analysis.tokens[amount.last - 1].lower
    shared: dict[str, str] = reading.lexicon.topics.get("funding", {}).get("shared", {}).get(word, {})
    found = {code for country, code in shared.items() if country in named}
    return found.pop() if len(found) == 1 else None


# ------------------------------------------------------------------ who gives


def givers(reading: Reading, money: Sum, previous: Sum | None) -> list[Mention]:
    """Return the funders of a sum.

    The name that the sum follows in brackets, else the subject of the giving, else "from X" or "by X" after
    the sum, else who owns it; "through X" only where nobody else is told.
    """
    amount = money.amount
    bracketed = _bracketed(reading, amount)
    if bracketed is not None:
        return [bracketed]
    found = _by_verb(reading, money)
    if len(found) == 0:
        found = _after(reading, money, "sources")
    if len(found) == 0 and previous is not None:  # "FAPESP sets aside R$16 million and DFG €3.2 million"
        between = [m for m in reading.mentions_in(previous.amount.last, amount.first) if m.type in GIVERS]
        if len(between) > 0 and amount.first - between[-1].last <= 1:
            return [max(between, key=lambda m: (m.last, m.last - m.first))]
    return (
        found
        or _owners(reading, money)
        or _of_grant(reading, money)
        or _in_clause_behind(reading, money)
        or _taken_up(reading, money)
    )


def _in_clause_behind(reading: Reading, money: Sum) -> list[Mention]:
    """Return who gives in a clause behind the sum: "a grant of €3 million which the Bank will provide"."""
    tokens = reading.analysis.tokens
    last = reading.analysis.sentences[money.sentence].last
    for hit in cues_in(reading, "funding", "gives", money.amount.last, min(last, money.last)):
        verb = hit.first
        if not tokens[verb].relation.startswith("acl") or is_passive(reading.analysis, verb):
            continue
        subjects = [c for c in reading.analysis.children[verb] if tokens[c].relation == "nsubj"]
        for subject in subjects:
            here = [m for m in reading.mentions_in(money.amount.last, verb) if m.first <= subject < m.last]
            outer = max(here, key=lambda m: m.last - m.first, default=None)
            if outer is not None and outer.type in GIVERS:
                return [outer]
    return []


def _taken_up(reading: Reading, money: Sum) -> list[Mention]:
    """Return whom a pronoun takes up that gives, or whose money it is: "from its own funds"."""
    tokens = reading.analysis.tokens
    first = reading.analysis.sentences[money.sentence].first
    for hit in cues_in(reading, "funding", "gives", money.first, money.amount.first):
        for child in reading.analysis.children[hit.first]:
            if tokens[child].relation == "nsubj" and tokens[child].pos == "PRON":
                return [m for m in by_pronoun(reading, child) if m.type == "organisation"][:1]
    for hit in cues_in(reading, "funding", "own_funds", money.amount.last, money.last):
        pronoun = next((i for i in range(hit.first, hit.last) if "Poss=Yes" in tokens[i].features), None)
        if pronoun is not None:
            return [m for m in by_pronoun(reading, pronoun) if m.type == "organisation"][:1]
    opening = [m for m in reading.mentions_in(first, money.amount.first) if m.first - first <= 1]
    outer = max(opening, key=lambda m: m.last, default=None)
    if outer is None or outer.type != "organisation" or tokens[outer.last].text not in {",", "("}:
        return []
    gives = cues_in(reading, "funding", "gives", outer.last, money.amount.first)
    active = (hit.first for hit in gives if tokens[hit.first].pos == "VERB")
    return [outer] if any(not is_passive(reading.analysis, verb) for verb in active) else []


def _bracketed(reading: Reading, amount: Amount) -> Mention | None:
    """Return the name that a sum in brackets follows: "funded by the Tide Foundation (€310,000)"."""
    tokens = reading.analysis.tokens
    opening = next(
        (i for i in range(amount.first - 1, max(0, amount.first - 3), -1) if tokens[i].text == "("), 0
    )
    here = [m for m in reading.mentions_in(max(0, opening - 16), opening) if m.last == opening]
    outer = max(here, key=lambda m: m.last - m.first, default=None)
    return outer if outer is not None and outer.type == "organisation" else None


def _by_verb(reading: Reading, money: Sum) -> list[Mention]:
    """Return the subject of the verb of giving before the sum; in the passive, the names after "by"."""
    analysis, amount = reading.analysis, money.amount
    sentence = analysis.sentences[money.sentence]
    for hit in reversed(list(cues_in(reading, "funding", "gives", money.first, amount.first))):
        verb = next((i for i in range(hit.first, hit.last) if analysis.tokens[i].pos == "VERB"), None)
        if verb is None:
            close = right_before(reading, hit.first, sentence.first)
            if close is not None and hit.last - hit.first > 1:
                return [close]
            continue
        if is_passive(analysis, verb):
            return _after_by(reading, hit, amount.first)
        found = list(subjects_of(reading, verb, sentence.first, GIVERS))
        close = right_before(reading, hit.first, sentence.first)
        if len(found) == 0 and close is None:
            span = subject_range(analysis, verb)
            close = None if span is None else body_told(reading, *span)
        return found or ([close] if close is not None else [])
    return []


def right_before(reading: Reading, index: int, first: int) -> Mention | None:
    """Return the name that ends right before a verb, its auxiliaries, "which" and dates read over.

    It finds the subject where the parser has lost it.
    """
    tokens = reading.analysis.tokens
    dates = {i for date in reading.dates_in(first, index) for i in range(date.first, date.last)}
    relatives = reading.lexicon.terms("funding", "relatives")
    while index > first and (
        tokens[index - 1].pos in _BETWEEN
        or index - 1 in dates
        or tokens[index - 1].lower in relatives
        or (tokens[index - 1].text == "," and tokens[index].lower in relatives)
    ):
        index -= 1
    here = [m for m in reading.mentions_in(max(first, index - 16), index) if m.last == index]
    if index > first and tokens[index - 1].text == ")":  # "the Tide Foundation (TF) pays"
        opening = next((i for i in range(index - 1, first, -1) if tokens[i].text == "("), first)
        here = [m for m in reading.mentions_in(max(first, opening - 16), opening) if m.last == opening]
    outer = max(here, key=lambda m: m.last - m.first, default=None)
    if outer is None or outer.type not in GIVERS or _is_governed(reading, outer.first, first):
        return None
    return outer


def _is_governed(reading: Reading, index: int, first: int) -> bool:
    """Tell whether a name hangs on a preposition before it: it is then no subject."""
    tokens = reading.analysis.tokens
    while index > first and tokens[index - 1].pos in {"DET", "ADJ"}:
        index -= 1
    return index > first and tokens[index - 1].pos == "ADP" and tokens[index].lower not in {"which", "who"}


def _after(reading: Reading, money: Sum, table: str) -> list[Mention]:
    """Return the names after "from", "by" behind the sum; "through" counts where these name nobody."""
    tokens = reading.analysis.tokens
    gives = reading.lexicon.cues("funding", "gives")
    through = reading.lexicon.terms("funding", "channels")
    second: list[Mention] = []
    for hit in cues_in(reading, "funding", table, money.amount.last, money.last):
        before = tokens[hit.first - 1]
        if (
            before.pos == "VERB"
            and hit.first > money.amount.last
            and gives.at(tokens, hit.first - 1, hit.first) is None
        ):
            continue  # "a team led by P"
        found = list(names_after(reading, hit.last, money.last, GIVERS))
        if len(found) > 0 and hit.term.split()[0] not in through:
            return found
        second = second or found
    return second


def _after_by(reading: Reading, hit: Hit, last: int) -> list[Mention]:
    for cue in cues_in(reading, "funding", "sources", hit.first + 1, last):
        found = names_after(reading, cue.last, last, GIVERS)
        if len(found) > 0:
            return list(found)
    return []


def _of_grant(reading: Reading, money: Sum) -> list[Mention]:
    """Return who stands right before the noun of a sum: "a JICA grant of …", "a €2 million EPSRC grant"."""
    tokens, amount = reading.analysis.tokens, money.amount
    nouns = reading.lexicon.terms("funding", "money")
    for mention in reading.mentions_in(
        max(money.first, amount.first - _NEAR), min(money.last, amount.last + _NEAR)
    ):
        after = mention.last
        while (
            after < money.last and tokens[after].pos in {"NOUN", "ADJ"} and tokens[after].lemma not in nouns
        ):
            after += 1
        if (
            mention.type != "organisation"
            or not mention.named
            or after >= money.last
            or tokens[after].lemma not in nouns
        ):
            continue
        close = mention.first - amount.last if mention.first >= amount.last else amount.first - after - 1
        if 0 <= close <= _ADJACENT and after - mention.last <= 1:
            return [mention]
    return []


def _owners(reading: Reading, money: Sum) -> list[Mention]:
    """Return who owns the sum: "the foundation's €2 million grant"."""
    tokens = reading.analysis.tokens
    possessive = reading.lexicon.topics.get("organisations", {}).get("links", {}).get("possessive", ())
    before = [m for m in reading.mentions_in(money.first, money.amount.first) if m.type in GIVERS]
    return [
        m
        for m in before
        if tokens[m.last].text in possessive
        and all(token.pos != "ADP" for token in tokens[m.last : money.amount.first])
    ][-1:]


def sharers(reading: Reading, money: Sum) -> list[Mention]:
    """Return those who bear a share of a sum told before: "CSIRO bears three quarters of this"."""
    analysis = reading.analysis
    found: list[Mention] = []
    for number in range(money.sentence, min(money.sentence + 2, len(analysis.sentences))):
        sentence = analysis.sentences[number]
        start = max(sentence.first, money.amount.last)
        for hit in cues_in(reading, "funding", "shares", start, sentence.last):
            for verb in cues_in(reading, "funding", "gives", start, hit.first):
                close = right_before(reading, verb.first, start)
                if close is not None and hit.first - verb.last <= 2:
                    found.append(close)
            found += [
                m
                for cue in cues_in(reading, "funding", "sources", hit.last, min(hit.last + 8, sentence.last))
                for m in names_after(reading, cue.last, sentence.last, GIVERS)
            ]
    return found


def is_among(mention: Mention, others: Sequence[Mention]) -> bool:
    """Return whether somebody is meant by one of several mentions."""
    return any(set(mention.referents) & set(other.referents) for other in others)


def sum_values(reading: Reading, money: Sum) -> list[Value]:
    """Return the amount of a sum and, where it is told, its currency."""
    amount = money.amount
    values: list[Value] = [normalised(reading, "amount", amount.value, (amount.first, amount.last))]
    code = currency(reading, amount)
    if code is not None:
        values.append(normalised(reading, "currency", code, (amount.first, amount.last)))
    return values


def each_once(
    reading: Reading,
    extractor: str,
    priced: Iterable[tuple[Sum, list[Value]]],
    unpriced: Iterable[tuple[int, list[Value]]],
) -> Iterator[Statement]:
    """Yield the statements of funding, none that was told before: a text repeats its sums.

    Arguments:
        priced: sums with all that is told of them.
        unpriced: sentences, by their number, with all that is told of an expense without a sum.
    """
    told: set[tuple[object, ...]] = set()
    for money, values in _joined(reading, list(priced)):
        key: tuple[object, ...] = (money.amount.value, money.amount.currency)
        if key not in told:
            told.add(key)
            yield statement(
                reading, "funding", values, [money.sentence], probability=0.75, extractor=extractor
            )
    for number, values in unpriced:
        key = tuple(value.value for value in values)
        if len(values) > 0 and key not in told:
            told.add(key)
            yield statement(reading, "funding", values, [number], probability=0.6, extractor=extractor)


def _joined(reading: Reading, priced: Sequence[tuple[Sum, list[Value]]]) -> Sequence[tuple[Sum, list[Value]]]:
    """Return the sums; two that only "and" parts have one giver, one taker and one purpose."""
    tokens = reading.analysis.tokens
    for (one, told), (other, more) in pairwise(sorted(priced, key=lambda pair: pair[0].amount.first)):
        between = tokens[one.amount.last : other.amount.first]
        if not 0 < len(between) <= _COORDINATED or any(t.pos not in {"CCONJ", "DET", "ADV"} for t in between):
            continue
        known, beside = ({value.slot for value in values} for values in (told, more))
        shared = [value for value in told if value.slot in _SHARED - beside]
        told.extend([value for value in more if value.slot in _SHARED - known])
        more.extend(shared)
    return priced
