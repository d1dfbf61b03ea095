"""What money is for, as the sentence of the sum tells it."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.money import Sum
from kelisim.extract.kinds.programme_names import named_in
from kelisim.extract.kinds.project_titles import Project, titled, topic
from kelisim.extract.lists import cues_in
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import noun_phrase, strip_marks

TAKERS: Final[frozenset[MentionType]] = frozenset({"organisation", "person", "group", "place"})
_LONGEST_PURPOSE: Final = 16
_BACK: Final = 4  # sentences before a sum in which the thing that it is for is introduced
_COMPLEMENT: Final = 5  # tokens of what follows the thing's noun
_ARTICLE: Final = 4  # tokens before a sum: "a five-year, $1.9 million grant"
_FAR: Final = 2  # sentences over which a purpose told for one sum holds for the next


def purposes(reading: Reading, found: Sequence[Sum]) -> list[Range | None]:
    """Return what each sum is for: as its sentence tells, else the text's one project, else the sum before.

    A text that titles one project means it by "the project" and where no purpose is told at all.
    """
    titles = titled(reading)
    about = topic(reading, titles)
    title = None if about is None else about.title
    nouns = reading.lexicon.terms("projects", "nouns")
    found_for: list[Range | None] = []
    for number, money in enumerate(found):
        own = _scheme_behind(reading, money) or purpose(reading, money)
        if own is not None and title is not None:
            generic = reading.analysis.tokens[own[1] - 1].lemma in nouns
            own = title if generic else own
        if own is None and title is None:
            own = _titled_beside(titles, money)
        if own is None and number > 0 and money.sentence - found[number - 1].sentence <= _FAR:
            carried, before = found_for[number - 1], found[number - 1].sentence
            own = (
                carried
                if before == money.sentence or (title is None and _goes_on(reading, before, money))
                else None
            )
        found_for.append(own or title or _thing_told(reading, money))
    return found_for


def _scheme_behind(reading: Reading, money: Sum) -> Range | None:
    """Return the named programme behind a sum that is its size: "the €25 million Tide Fellowships"."""
    schemes = (title for _, title in named_in(reading, money.sentence))
    return next((title for title in schemes if title[0] == money.amount.last), None)


def _titled_beside(titles: Sequence[Project], money: Sum) -> Range | None:
    """Return the one project that the sentence of a sum names."""
    here = [p for p in titles if any(money.first <= first < money.last for first, _ in p.named)]
    return here[0].title if len(here) == 1 else None


def _goes_on(reading: Reading, before: int, money: Sum) -> bool:
    """Tell whether a sum goes on with what another sentence told: in its paragraph, and no new grant."""
    analysis = reading.analysis
    sentences = analysis.sentences
    if sentences[before].block != sentences[money.sentence].block:
        return False
    begin = max(money.first, money.amount.first - _ARTICLE)
    between = {token.lower for token in analysis.tokens[begin : money.amount.first]}
    if _is_given_anew(reading, money):
        return False
    return between.isdisjoint(reading.lexicon.terms("funding", "indefinite"))


def _is_given_anew(reading: Reading, money: Sum) -> bool:
    """Tell whether a sentence names who gives or gets its sum: the purpose told before is then another's."""
    tokens = reading.analysis.tokens
    first = reading.analysis.sentences[money.sentence].first
    if any(True for _ in cues_in(reading, "funding", "parts", first, money.last)):
        return False  # "will give 30 million of it"
    for table in ("gives", "gets"):
        for hit in cues_in(reading, "funding", table, first, money.amount.first):
            if table == "gives" and hit.term not in reading.lexicon.terms("funding", "anew"):
                continue  # "the bank adds one million": to what was told
            subjects = [
                c for c in reading.analysis.children[hit.last - 1] if tokens[c].relation.startswith("nsubj")
            ]
            named = (m for m in reading.mentions_in(first, hit.first) if m.named and m.type in TAKERS)
            if any(m.first <= c < m.last for m in named for c in subjects):
                return True
    return False


def _thing_told(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that the text last introduced before the sum: "to set up a battery laboratory"."""
    sentences = reading.analysis.sentences
    lowest = sentences[max(0, money.sentence - _BACK)].first
    for index in range(money.amount.first - 1, lowest, -1):
        found = introduced(reading, index)
        if found is not None:
            return found
    return None


def introduced(reading: Reading, noun: int) -> Range | None:
    """Return the noun phrase that first names a thing money may go to: "a joint fund for marine science"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    if tokens[noun].lemma not in reading.lexicon.terms("funding", "things") or tokens[noun].pos != "NOUN":
        return None
    first = noun
    while first > 0 and tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN", "NUM"}:
        first -= 1
    article = tokens[first - 1].lower if first > 0 else ""
    if first == noun or article not in reading.lexicon.terms("funding", "indefinite"):
        return None
    end = noun + 1
    sentence = analysis.sentences[analysis.sentence_of[noun]]
    if end < sentence.last and tokens[end].lower in reading.lexicon.terms("funding", "complements"):
        end = max(end, min(phrase_end(reading, end, sentence.last), end + _COMPLEMENT))
        while end > noun + 1 and tokens[end - 1].pos not in {"NOUN", "PROPN"}:
            end -= 1
    return first, end


def purpose(reading: Reading, money: Sum) -> Range | None:
    """Return what the sum's own sentence says that the money is for."""
    for found in (
        _thing_priced(reading, money),
        _after_sum(reading, money),
        _given_to(reading, money),
        _beside_comma(reading, money),
        _subject_priced(reading, money),
        _object_funded(reading, money),
    ):
        if found is not None and not _is_empty(reading, found):
            return found
    return None


def _is_empty(reading: Reading, found: Range) -> bool:
    """Tell a phrase that names no purpose: "this purpose", "a total", "Canadian dollars"."""
    tokens = reading.analysis.tokens[slice(*found)]
    hollow = reading.lexicon.terms("funding", "hollow")
    if len(tokens) == 1 and tokens[0].lemma in reading.lexicon.terms("funding", "money"):
        return True  # "in funding"
    return all(token.lemma in hollow or token.lower in hollow or token.pos == "ADJ" for token in tokens)


def _beside_comma(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that a sum between commas prices: "the ship time, some €1.4 million, is paid by"."""
    tokens = reading.analysis.tokens
    bounds = reading.lexicon.terms("funding", "bounds")
    comma = money.amount.first - 1
    while comma > money.first and tokens[comma].lower in bounds:
        comma -= 1
    after = tokens[money.amount.last].text if money.amount.last < money.last else "."
    if comma <= money.first + 1 or tokens[comma].text != "," or after not in {",", ".", "a", "per"}:
        return None
    first = comma
    while first > money.first and tokens[first - 1].pos in {
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "ADP",
        "NUM",
        "PRON",
    }:
        first -= 1
    while first < comma and tokens[first].pos == "ADP":
        first += 1
    for hit in reading.lexicon.cues("funding", "prices").find(tokens, first, comma):
        first = hit.last
    if first >= comma or any(m.last >= comma for m in reading.mentions_in(first, comma)):
        return None
    if tokens[comma - 1].lemma in reading.lexicon.terms("funding", "money"):
        return None
    return without_articles(reading, first, comma)


def _thing_priced(reading: Reading, money: Sum) -> Range | None:
    """Return the noun that the sum describes: "a $90 million research station"."""
    tokens = reading.analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    first = last = money.amount.last
    while last < money.last and tokens[last].pos in {"ADJ", "NOUN", "PROPN", "ADV"} | (
        {"PUNCT", "ADP", "DET"} if tokens[last].text == "-" or tokens[last - 1].text == "-" else set()
    ):
        last += 1
    if last == first or tokens[last - 1].pos not in {"NOUN", "PROPN"} or tokens[last - 1].lemma in unmeant:
        return None
    if any(token.lemma in unmeant for token in tokens[first:last]):
        return None
    if last + 1 < money.last and tokens[last].pos == "PART" and tokens[last + 1].pos == "VERB":
        return last + 1, min(phrase_end(reading, last + 1, money.last), last + _LONGEST_PURPOSE)
    return strip_marks(reading.analysis, first, last)


def _after_sum(reading: Reading, money: Sum) -> Range | None:
    """Return what "for", "towards", "to support" lead to, or "to" before a verb."""
    analysis = reading.analysis
    tokens = analysis.tokens
    index = money.amount.last
    beside = (
        reading.lexicon.cues("funding", "beside").at(tokens, index, money.last)
        if index < money.last
        else None
    )
    if beside is not None and beside.last == money.last:
        beside = None  # the text is cut off behind "in"
    money_told = beside is not None and tokens[beside.last].lemma in reading.lexicon.terms("funding", "money")
    if beside is not None and not money_told and len(reading.dates_in(beside.last, beside.last + 2)) == 0:
        return trimmed(reading, beside.last, money.last)
    if index + 1 < money.last and tokens[index + 1].lemma in reading.lexicon.terms("funding", "money"):
        index += 2 if tokens[index].lower == "in" else 0  # "in funding for …"
    purposes = reading.lexicon.cues("funding", "purposes")
    comma = False
    while index < money.last and not (comma and is_finite(analysis, index)):
        comma = comma or tokens[index].text == ","
        hit = purposes.at(tokens, index, money.last)
        inside = any(m.first < index < m.last for m in reading.mentions_in(money.first, money.last))
        if hit is not None and not inside and hit.last < money.last:
            enabled = next(
                (m for m in reading.mentions_in(hit.last, money.last) if m.first - hit.last <= 1), None
            )
            if (
                enabled is not None
                and enabled.type == "organisation"
                and enabled.last < money.last
                and tokens[enabled.last].pos == "PART"
            ):
                index = enabled.last  # "for X to create a partnership"
                continue
            dated = len(reading.dates_in(hit.last, hit.last + 3)) > 0 or _is_span(reading, hit.last)
            if not dated and tokens[hit.last].pos not in {"PRON", "VERB"}:
                return trimmed(reading, hit.last, money.last)
        if tokens[index].pos == "PART" and index + 1 < money.last and tokens[index + 1].pos == "VERB":
            return trimmed(reading, index + 1, money.last)
        index = hit.last if hit is not None else index + 1
    return None


def _given_to(reading: Reading, money: Sum) -> Range | None:
    """Return the things that the sum goes to, which have no name: "to 12 joint projects with Norland"."""
    tokens = reading.analysis.tokens
    at = money.amount.last
    if at + 2 < money.last and tokens[at + 1].lemma in reading.lexicon.terms("funding", "money"):
        at += 2  # "in funding to three projects"
    if at + 1 >= money.last or tokens[at].lower not in reading.lexicon.terms("funding", "into"):
        return None
    head = at + 1
    while head + 1 < money.last and (
        tokens[head].pos in {"NUM", "ADJ", "DET", "VERB", "PROPN"} or tokens[head].text == "-"
    ):
        head += 1
    while head + 1 < money.last and tokens[head + 1].pos == "NOUN":
        head += 1
    things = reading.lexicon.terms("funding", "things") | reading.lexicon.terms("projects", "nouns")
    named = any(m.named and m.first <= head < m.last for m in reading.mentions_in(at, money.last))
    if named or tokens[head].pos != "NOUN" or tokens[head].lemma not in things:
        return None
    return trimmed(reading, at + 1, money.last)


def _is_span(reading: Reading, index: int) -> bool:
    """Tell a span of time ("for three years") from a purpose."""
    tokens = reading.analysis.tokens
    units = reading.lexicon.cues("figures", "units")
    near = range(index, min(index + 4, len(tokens)))
    counted = any(amount.first <= index + 2 for amount in reading.amounts_in(index, index + 4))
    return counted and any(
        units.at(tokens, i, len(tokens)) is not None and tokens[i + 1].pos not in {"NOUN", "PROPN"}
        for i in near
        if i + 1 < len(tokens)
    )


def _subject_priced(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that costs or receives the sum: "the laboratory will cost", "a ship worth"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[money.sentence]
    for hit in cues_in(reading, "funding", "costs", money.first, money.amount.first):
        verbs = [i for i in range(hit.first, hit.last) if tokens[i].pos in {"VERB", "AUX"}]
        if len(verbs) == 0:
            before = _phrase_before(reading, sentence.first, hit.first - 1)
            if before is not None:
                return before
            continue
        verb = verbs[-1]
        head = next(
            (c for c in analysis.children[verb] if tokens[c].relation in {"nsubj", "nsubj:pass"}), None
        )
        if head is None or tokens[head].pos not in {"NOUN", "PROPN"}:
            continue
        if tokens[head].lemma in reading.lexicon.terms("funding", "takers"):
            continue
        here = reading.mentions_in(sentence.first, verb)
        if any(m.first <= head < m.last and m.type in TAKERS for m in here):
            continue
        return without_articles(reading, *noun_phrase(analysis, head))
    return None


def _phrase_before(reading: Reading, first: int, noun: int) -> Range | None:
    tokens = reading.analysis.tokens
    within = any(m.first <= noun < m.last for m in reading.mentions_in(first, noun + 8))
    if within or noun < first or tokens[noun].pos != "NOUN":
        return None
    start = noun
    while start > first and tokens[start - 1].pos in {"ADJ", "NOUN", "PROPN"}:
        start -= 1
    return start, noun + 1


def _object_funded(reading: Reading, money: Sum) -> Range | None:
    """Return what is funded with the sum: the object of the giving ("funds the project with €2 million")."""
    analysis = reading.analysis
    tokens = analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    for hit in cues_in(reading, "funding", "gives", money.first, money.amount.first):
        for child in analysis.children[hit.first]:
            if tokens[child].relation != "obj" or money.amount.first <= child < money.amount.last:
                continue
            if tokens[child].pos not in {"NOUN", "PROPN"}:
                continue
            first, last = without_articles(reading, *noun_phrase(analysis, child)) or (child, child + 1)
            last = min(last, money.amount.first)
            if tokens[child].lemma in unmeant and not any(t.pos == "NOUN" for t in tokens[child + 1 : last]):
                last = child + 1  # "the sum of", "grants of up to"
            if tokens[child].lemma not in unmeant or last - first > 1:
                return (first, last) if first < last else None
    return None


def trimmed(reading: Reading, first: int, last: int) -> Range | None:
    """Return the phrase from `first` on: to a mark, a side clause, another preposition of source."""
    end = min(phrase_end(reading, first, last), first + _LONGEST_PURPOSE)
    tokens = reading.analysis.tokens
    over = reading.lexicon.cues("funding", "sources")
    for index in range(first + 1, end):
        inside = any(m.first < index < m.last for m in reading.mentions_in(first, last))
        spanned = tokens[index].pos == "ADP" and _is_span(reading, index + 1)
        if (
            spanned
            or "PronType=Rel" in tokens[index].features
            or tokens[index].text == ","
            or (over.at(tokens, index, end) is not None and not inside)
        ):
            end = index
            break
    return without_articles(reading, first, end)


def without_articles(reading: Reading, first: int, last: int) -> Range | None:
    tokens = reading.analysis.tokens
    empty = reading.lexicon.terms("funding", "empty")
    first, last = strip_marks(reading.analysis, first, last)
    while first < last and tokens[first].lower in empty:
        first += 1
    return (first, last) if first < last else None
