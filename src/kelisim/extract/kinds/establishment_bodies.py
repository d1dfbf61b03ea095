"""Bodies that a text says are founded: which words are one, whether it is new, and since when."""

from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import ancestors

_FAR: Final = 22  # tokens between a founding and its date
_OLD: Final = 8  # years after which a founding is history, not news


@dataclass(slots=True)
class Body:
    """A body with the founding that it rests on; `owner` is set where each of several has one of its own.

    `seat` is the token from which its place is told, where that is not right after its name; `place` is set
    where each of several stands in one of its own.
    """

    hit: Hit
    name: Range
    act: Hit
    proper: Mention | None
    number: int
    owner: Mention | None = None
    later: list[int] = field(default_factory=list)
    seat: int = 0
    place: Mention | None = None


def is_body(reading: Reading, body: Body) -> bool:
    """Tell a body of the cooperation from bodies in general and from those only named in passing."""
    tokens = reading.analysis.tokens
    hit, lexicon = body.hit, reading.lexicon
    abstract = lexicon.terms("establishments", "abstract")
    if any(token.text in abstract for token in tokens[body.name[0] : hit.first]):
        return False
    head = tokens[hit.last - 1]
    near = tokens[max(0, body.name[0] - 3) : hit.last]
    before = {token.lower for token in near}
    if lexicon.inflected:
        before |= {token.lemma for token in near}
    new = len(before & lexicon.terms("establishments", "new")) > 0
    if "Number=Plur" in head.features and head.text[:1].islower() and hit.code != "campus":
        return False
    if body.proper is None and any(
        body.name[0] - 2 <= a.first < hit.last and a.value > 1
        for a in reading.amounts_in(body.name[0] - 2, hit.last)
    ):
        return False
    weak = hit.code in lexicon.terms("establishments", "weak")
    if weak:
        new = len(before & lexicon.terms("establishments", "fresh")) > 0 or (new and _is_built(reading, body))
    if body.act.term in lexicon.terms("establishments", "found_new") or weak:
        told = body.act.term in lexicon.terms("establishments", "founding_of")
        named = body.proper is not None and (told or not is_known(reading, body.proper))
        return (new or named) and not _is_means(reading, body.name[0])
    bare = body.name[1] - body.name[0] == hit.last - hit.first
    article = tokens[max(0, body.name[0] - 1)].lower
    own_branch = hit.code == "campus" and article in lexicon.terms("establishments", "whose")
    definite = article in lexicon.terms("establishments", "definite") and not own_branch
    return not (
        bare
        and definite
        and body.act.code == "verb"
        and body.act.term not in lexicon.terms("establishments", "begins")
    )


def _is_built(reading: Reading, body: Body) -> bool:
    """Tell a body of a weak kind that is described and founded by a strong verb, or shared by its kind."""
    hit, lexicon = body.hit, reading.lexicon
    if body.act.code == "works" or hit.term in lexicon.terms("establishments", "shared_kinds"):
        return True
    if body.act.term not in lexicon.terms("establishments", "builds"):
        return False
    after = not lexicon.inflected and body.name[1] > hit.last
    return hit.first > body.name[0] or after


def _is_means(reading: Reading, first: int) -> bool:
    """Tell what a thing is done through, or comes from: "supported through the Tide Fund"."""
    tokens = reading.analysis.tokens
    if first == 0:
        return False
    before = first - 1
    while before > 0 and tokens[before].pos in {"DET", "PART", "PROPN", "ADJ"}:
        before -= 1
    return tokens[before].lower in reading.lexicon.terms("establishments", "means")


def is_known(reading: Reading, mention: Mention) -> bool:
    """Tell whether the text names the body before: then it exists and is not founded here."""
    referents = set(mention.referents)
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[mention.first]]
    return any(
        referents & set(m.referents)
        for m in reading.mentions_in(0, sentence.first)
        if m.named and not reading.in_heading(analysis.sentence_of[m.first])
    )


def is_history(reading: Reading, body: Body) -> bool:
    """Tell whether the founding lies years before the text: "founded in 1901"."""
    date = founding_date(reading, body, body.number)
    if date is None or date.value is None or reading.reference_date is None:
        return False
    return int(reading.reference_date[:4]) - int(date.value[:4]) > _OLD


def founding_date(reading: Reading, body: Body, number: int) -> Date | None:
    """Return the date of the founding: the nearest to it in the sentence that no other verb takes."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[number]
    barred = reading.lexicon.terms("establishments", "not_dated")
    own = number == body.number
    anchor = body.act.first if own else sentence.first
    best: Date | None = None
    for date in reading.dates_in(sentence.first, sentence.last):
        if date.value is None or (date.first > 0 and tokens[date.first - 1].lower in barred):
            continue
        between = range(min(anchor, date.first) + 1, max(anchor, date.first))
        crossed = sum(is_finite(reading.analysis, i) and tokens[i].pos == "VERB" for i in between)
        if own and (crossed > 0 or len(between) > _FAR or _is_of_report(reading, body, date)):
            continue
        if best is None or abs(date.first - anchor) < abs(best.first - anchor):
            best = date
    return best


def _is_of_report(reading: Reading, body: Body, date: Date) -> bool:
    """Tell the date of the verb that only reports the founding: "announced in May that it will open …"."""
    tokens = reading.analysis.tokens
    verb = tokens[date.last - 1].head
    while tokens[verb].pos not in {"VERB", "AUX"} and tokens[verb].head != verb:
        verb = tokens[verb].head
    act = body.act.first
    reported = any(
        tokens[i].relation == "ccomp" and tokens[i].head == verb
        for i in (act, *ancestors(reading.analysis, act))
    )
    return verb != act and tokens[verb].pos == "VERB" and reported
