"""What an agreement is on, as its noun tells: "a memorandum on …". Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Token
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.commitment_objects import after_means
from kelisim.extract.kinds.commitment_parts import split
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import subtree

_PREPOSITION: Final = 4  # letters of what may be more than a mere preposition
_ANOTHER: Final = 6  # words between "and" and the noun of another agreement: "and a further agreement"


def topics_of(reading: Reading, report: Report) -> Iterator[tuple[int, int]]:
    """Yield the phrases that say what an agreement is on, right after its noun or its parties."""
    if report.noun is None or report.heading:
        return
    tokens = reading.analysis.tokens
    told = report.announcer is not None or (report.status == "exists" and len(report.parties) > 1)
    if report.act is None and not told:
        return
    index = report.noun[1]
    while index < report.zone[1] and tokens[index].text in {"(", ")"}:
        index += 1
    hit = reading.lexicon.cues("agreements", "topics").at(tokens, index, report.zone[1])
    if hit is None:
        parties = frozenset(mention.last for mention in report.parties)
        hit = _after_names(reading, index, report.zone[1], parties)
    if hit is None or hit.last >= report.zone[1] or _is_aside(reading, hit):
        return
    if tokens[hit.last].lemma in reading.lexicon.terms("agreements", "sole"):
        return  # "the agreement on signing three protocols"
    if tokens[hit.last].pos == "AUX" or _is_role(reading, hit, report.zone[1]) or _is_site(reading, hit):
        return
    if any(t.pos == "NUM" for t in tokens[hit.last : hit.last + (3 if hit.term == "for" else 1)]):
        return
    end = phrase_end(reading, hit.last, reading.analysis.sentences[report.sentence].last)
    end = min(end, _before_act(reading, report, hit.last), _before_predicate(reading, hit.last, end))
    if report.act is not None and hit.last < report.act[0] < end:  # "cooperation in science signed in May"
        end = report.act[0]
    end = next((d.first for d in reading.dates_in(hit.last, end) if d.last >= end), end)  # that of the act
    end = _before_parties(reading, report, hit.last, end)
    yield from split(reading, after_means(reading, hit.last, end), end)


def _is_aside(reading: Reading, hit: Hit) -> bool:
    """Tell whether a marker leads to a day, or to the field of a post: "подписал проректор по науке"."""
    posts = (post.office_tokens for post in reading.posts)
    held = any(first < hit.first < last for first, last in posts)
    return held or len(reading.dates_in(hit.first, hit.last + 3)) > 0


def sort_of(reading: Reading, report: Report) -> Iterator[tuple[int, int]]:
    """Yield the words before a report's noun that tell its matter: "a student exchange agreement"."""
    tokens = reading.analysis.tokens
    plain = reading.lexicon.terms("agreements", "plain_sorts")
    if report.noun is None or len(plain) == 0:
        return
    noun = tokens[slice(*report.noun)]
    head = report.noun[0] if any(t.pos == "ADP" for t in noun) else report.noun[1] - 1
    first = head
    while first > report.zone[0] and _tells_sort(tokens[first - 1]):
        first -= 1
    while first < head and tokens[first].lower in plain:
        first += 1
    words = tokens[first:head]
    named = len(reading.mentions_in(first, head)) > 0 or len(reading.dates_in(first, head)) > 0
    nouns = any(t.pos in {"NOUN", "PROPN"} and t.lower not in plain for t in words)
    if len(words) > 1 and nouns and not named and all(t.lower not in plain for t in words[-1:]):
        yield first, head


def _tells_sort(token: Token) -> bool:
    return token.pos in {"NOUN", "ADJ", "PROPN"} and token.text.isalpha()


def _before_parties(reading: Reading, report: Report, first: int, last: int) -> int:
    """Return where a topic ends: before those who sign ("… with X", ", between X and Y") or another paper."""
    tokens = reading.analysis.tokens
    named = {mention.first for mention in report.parties}
    for hit in reading.lexicon.cues("roles", "markers").find(tokens, first + 1, last):
        near = range(hit.last, min(hit.last + 3, last))
        if hit.code in {"partner", "between"} and any(i in named for i in near):
            return hit.first
    for noun in reading.lexicon.cues("agreements", "kinds").find(tokens, first + 1, last):
        joint = next((i for i in range(noun.first, first, -1) if tokens[i].pos == "CCONJ"), None)
        if joint is not None and noun.first - joint < _ANOTHER:
            return joint
    return last


def _is_site(reading: Reading, hit: Hit) -> bool:
    """Tell whether a marker only says where a paper was signed: "соглашения на форуме", in the locative."""
    if not reading.lexicon.inflected or hit.term not in {"на", "в"}:
        return False
    after = reading.analysis.tokens[hit.last : hit.last + 4]
    noun = next((t for t in after if t.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and "Case=Loc" in noun.features


def _before_predicate(reading: Reading, first: int, last: int) -> int:
    """Return where the predicate of the clause begins that a topic stands in: "… вуза запланировано на …"."""
    analysis = reading.analysis
    if not reading.lexicon.inflected:
        return last
    return next(
        (
            index
            for index in range(first + 1, last)
            if analysis.tokens[index].head < first
            and analysis.tokens[index].relation != ""
            and (is_finite(analysis, index) or analysis.tokens[index].relation == "root")
        ),
        last,
    )


def _before_act(reading: Reading, report: Report, first: int) -> int:
    """Return where a topic before the act ends: with the phrase of its first noun, by the parse."""
    analysis = reading.analysis
    last = analysis.sentences[report.sentence].last
    if report.act is None or report.act[0] <= first:
        return last
    for index in range(first, report.act[0]):
        token = analysis.tokens[index]
        if token.relation == "":
            break
        if token.pos in {"NOUN", "PROPN", "VERB"} and token.head < first:
            end = max(subtree(analysis, index)[1], index + 1)
            signing = (m.first for m in report.parties if reading.lexicon.cased and index < m.first < end)
            return min(signing, default=end)
    return report.act[0]


def _is_role(reading: Reading, hit: Hit, last: int) -> bool:
    """Tell whether the marker is part of a longer one that names a role ("on behalf of")."""
    longer = reading.lexicon.cues("roles", "markers").at(reading.analysis.tokens, hit.first, last)
    return longer is not None and longer.last > hit.last


def _parted(reading: Reading, first: int, last: int, names: frozenset[int]) -> bool:
    """Tell whether another clause begins between: a comma that stands in no list of names."""
    tokens = reading.analysis.tokens
    return any(
        tokens[i].text in {",", ";", ":"} and i + 1 not in names and i not in names
        for i in range(first, last)
    )


def _is_purpose(reading: Reading, verb: int, first: int) -> bool:
    """Tell whether an infinitive says what the paper is for, not another phrase between: "was there to sign
    a memorandum as well as meeting with staff to discuss budgets".
    """
    tokens = reading.analysis.tokens
    above = tokens[verb].head
    other = first <= above < verb and tokens[above].pos == "VERB" and not is_finite(reading.analysis, above)
    return "VerbForm=Inf" in tokens[verb].features and not other


def _after_names(reading: Reading, first: int, last: int, parties: frozenset[int]) -> Hit | None:
    """Return the topic marker that follows the parties: "a memorandum with X and Y on …"."""
    hits = reading.lexicon.cues("agreements", "topics").find(reading.analysis.tokens, first, last)
    names = frozenset(i for m in reading.mentions_in(first, last) for i in range(m.first, m.last))
    dates = {date.last for date in reading.dates_in(first, last)}
    inflected = reading.lexicon.cased
    for hit in hits:
        if inflected and hit.last - hit.first == 1 and len(hit.term) < _PREPOSITION:
            if hit.first not in names and not _parted(reading, first, hit.first, names):
                return hit
            continue
        if hit.first not in names and hit.term not in {"on", "for", "to"}:
            return hit
        behind = hit.first in parties or hit.first in dates
        if hit.term in {"on", "for"} and hit.first not in names and behind:
            return hit
        if hit.term == "to" and hit.last < last and _is_purpose(reading, hit.last, first):
            return hit
    return None
