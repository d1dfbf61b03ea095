"""What each sum of a text is for: told in its own sentence or beside it."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.funding_purpose import (
    TAKERS,
    introduced,
    is_empty,
    noun_start,
    purpose,
    trimmed,
    without_articles,
)
from kelisim.extract.kinds.money import Sum
from kelisim.extract.kinds.programme_names import named_in
from kelisim.extract.kinds.project_titles import Project, titled, topic
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import noun_phrase

_AFTER: Final = 3  # sentences behind a sum in which the money is taken up
_BEFORE: Final = 6  # sentences before a sum in which it is told what is funded
_FULLER: Final = 8  # sentences before "the trials" in which they are told in full
_AROUND: Final = 6  # tokens of what follows the noun there
_BACK: Final = 4  # sentences before a sum in which the thing that it is for is introduced
_ARTICLE: Final = 4  # tokens before a sum: "a five-year, $1.9 million grant"
_FAR: Final = 2  # sentences over which a purpose told for one sum holds for the next
_OPENS: Final = 5  # tokens of a sentence in which its subject is told


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
        own = _scheme_behind(reading, money) or purpose(reading, money) or _put_first(reading, money)
        if own is None or reading.analysis.tokens[own[1] - 1].lemma in nouns:
            own = _used_for(reading, money) or own
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
        if own is not None:
            own = _fuller(reading, own)
        found_for.append(own or title or _told_to_be_funded(reading, money) or _thing_told(reading, money))
    return found_for


def _fuller(reading: Reading, told: Range) -> Range:
    """Return the fuller words that "the trials" takes up, told before: "joint field trials in Barka"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    first, last = told
    definite = reading.lexicon.terms("agreements", "definite")
    if last - first > 1 or first == 0 or tokens[first - 1].lower not in definite:
        return told
    if tokens[first].pos != "NOUN":
        return told
    lowest = analysis.sentences[max(0, analysis.sentence_of[first] - _FULLER)].first
    for index in range(first - 1, lowest - 1, -1):
        if tokens[index].lower == tokens[first].lower and tokens[index].pos == "NOUN":
            _, end = noun_phrase(analysis, index)
            start = noun_start(reading, index)
            found = trimmed(reading, start, min(end, index + _AROUND))
            if found is not None and found[0] <= index < found[1] and found[1] - found[0] > 1:
                return found
    return told


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


def _put_first(reading: Reading, money: Sum) -> Range | None:
    """Return what the sentence of a sum begins with: "For a second phase $2 million are set aside"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    first = analysis.sentences[money.sentence].first
    while first < money.amount.first and tokens[first].pos in {"PUNCT", "SYM"}:
        first += 1
    if tokens[first].lower not in reading.lexicon.terms("funding", "opens_for"):
        return None
    head = tokens[first].head
    if not first < head < money.amount.first or tokens[head].pos not in {"NOUN", "PROPN"}:
        return None
    start, end = noun_phrase(analysis, head)
    named = [m.first for m in reading.mentions_in(head + 1, money.amount.first) if m.first < end]
    found = without_articles(reading, max(start, first + 1), min([end, *named]))
    in_time = len(reading.dates_in(first, end)) > 0
    return None if in_time or found is None or is_empty(reading, found) else found


def _used_for(reading: Reading, money: Sum) -> Range | None:
    """Return what a sentence behind a sum says that the money is for: "The grant will be used to build …"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    nouns = reading.lexicon.terms("funding", "money")
    definite = reading.lexicon.terms("agreements", "definite")
    uses = reading.lexicon.cues("funding", "used_for")
    block = analysis.sentences[money.sentence].block
    last = min(len(analysis.sentences), money.sentence + 1 + _AFTER)
    for number in range(money.sentence + 1, last):
        sentence = analysis.sentences[number]
        opening = range(sentence.first, min(sentence.last, sentence.first + _OPENS))
        subject = next((i for i in opening if tokens[i].lemma in nouns and tokens[i].pos == "NOUN"), None)
        if subject is None or len(reading.amounts_in(sentence.first, sentence.last)) > 0:
            continue
        taken_up = any(tokens[i].lower in definite for i in range(sentence.first, subject))
        verb = tokens[subject].head if tokens[subject].relation.startswith("nsubj") else subject
        if not (taken_up and subject < verb) and sentence.block == block:
            continue
        for index in range(subject + 1, sentence.last):
            hit = uses.at(tokens, index, sentence.last)
            if hit is not None and hit.last < sentence.last:
                return trimmed(reading, hit.last, sentence.last)
            if tokens[index].pos in {"NOUN", "PROPN"} and index > verb:
                break
    return None


def _told_to_be_funded(reading: Reading, money: Sum) -> Range | None:
    """Return what the sentences before a sum say to be funded: "will finance up to eight projects"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    for number in range(money.sentence, max(-1, money.sentence - _BEFORE - 1), -1):
        sentence = analysis.sentences[number]
        last = money.amount.first if number == money.sentence else sentence.last
        for hit in reversed(list(cues_in(reading, "funding", "funds", sentence.first, last))):
            for child in analysis.children[hit.last - 1]:
                if tokens[child].relation != "obj" or tokens[child].pos != "NOUN":
                    continue
                found = without_articles(reading, *noun_phrase(analysis, child))
                if tokens[child].lemma not in unmeant and found is not None and not is_empty(reading, found):
                    return found
    return None
