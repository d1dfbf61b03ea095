"""Who stands in which part of a sentence, read from left to right: the words before a name give its role.

This needs no parser. Where a pack has one, the callers choose the range by the parse and read the roles
within it; where verbs stand second, clauses tell them (`kelisim.extract.verb_second`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Cues
from kelisim.extract.reading import Mention, Reading

_ADJUNCTS: Final = frozenset({"place", "occasion", "within", "other", "lead", "delegate"})
_POST: Final = 12  # tokens between an office and the organisation that belongs to it in the same phrase


@dataclass(frozen=True, slots=True)
class Part:
    """A mention with the role that it has: "subject", "object", or a code of the lexicon's markers.

    `nested` is true for a name inside another phrase: the organisation of a post, "of" or "'s" before a noun.
    """

    mention: Mention
    role: str
    nested: bool = False


@dataclass(slots=True)
class _State:
    core: str
    current: str
    nested: bool = False
    after_verb: bool = False
    last_type: str = ""
    last_end: int = -1
    last_role: str = ""
    last_nested: bool = False  # by the words before it, not by what it owns
    owned: bool = False  # behind "'s": a person there acts, "the university's Rector P"
    speaking: bool = False  # behind "the rectors of": those who speak for the bodies named next


def parts(reading: Reading, first: int, last: int, *, role: str = "subject") -> tuple[Part, ...]:
    """Return the mentions in the tokens `first` to `last` with their roles, in order.

    Arguments:
        role: the role of a name that no marker precedes, until a finite verb makes it "object".
    """
    return tuple(_scan(reading, first, last, role))


def _scan(reading: Reading, first: int, last: int, role: str) -> Iterator[Part]:
    analysis = reading.analysis
    mentions = outermost(reading.mentions_in(first, last))
    dates = {date.first: date.last for date in reading.dates_in(first, last)}
    posts = _post_tokens(reading, first, last)
    offices = {post.office_tokens[0]: post.office_tokens[1] for post in reading.posts}
    markers = reading.lexicon.cues("roles", "markers")
    state = _State(role, role)
    speakers = reading.lexicon.cues("roles", "speakers")
    before_date = state.current
    index = first
    while index < last:
        mention = mentions.get(index)
        if mention is not None:
            held = state.nested and not (state.owned and mention.type == "person")
            nested = held or mention.first in posts or _owns(analysis, mention.last)
            nested = nested or (mention.type == "place" and _locates(analysis, mention.first, state))
            nested = nested or _turned_by_case(
                analysis, mention, state, verb_final=reading.lexicon.verb_final
            )
            if mention.type == "person" and state.current == "place":  # "the consul in Bern P"
                state.current = state.core
            located = reading.lexicon.verb_final and "Case=Loc" in analysis.tokens[mention.last - 1].features
            yield Part(mention, "place" if located else state.current, nested)
            state.last_role = state.current
            state.last_type, state.last_end, state.last_nested = mention.type, mention.last, state.nested
            state.nested = state.speaking = state.owned = False
            index = mention.last
            continue
        if (
            first < index < offices.get(index, 0) <= last
        ):  # "by the Vice-Rector for Research P": "for" is the post's
            index = offices[index]
            continue
        if index in dates:
            state.current, state.nested = before_date, False
            index = max(dates[index], index + 1)
            continue
        state.speaking = state.speaking or _speak(analysis, speakers, index, last)
        before_date, index = state.current, _step(analysis, markers, state, index, last, mentions)
        if index in dates or (index + 1 in dates and analysis.tokens[index].pos in {"DET", "ADP"}):
            state.current = before_date


def _speak(analysis: Analysis, speakers: Cues, index: int, last: int) -> bool:
    """Tell whether a noun means people who act for the bodies behind it: "the rectors of X and Y"."""
    hit = speakers.at(analysis.tokens, index, last)
    plural = hit is not None and "Number=Plur" in analysis.tokens[hit.last - 1].features
    return hit is not None and (plural or hit.code == "body")


def _turned_by_case(analysis: Analysis, mention: Mention, state: _State, *, verb_final: bool) -> bool:
    """Let the case of a name without a preposition tell its role; return whether it only belongs to a noun.

    The instrumental names who does it ("подписан ректором"), so does a nominative after the verb ("документ
    подписали ректоры"); a genitive right behind a noun is nested. Languages without cases change nothing.
    """
    shown, before = _case(analysis, mention), analysis.tokens[max(0, mention.first - 1)]
    if verb_final:  # the last word of a name bears the case of all of it
        shown = analysis.tokens[mention.last - 1].case
        return shown == "Gen"
    if before.pos == "ADP" or shown == "":
        return False
    if shown == "Nom" and state.current in {"object", "other", "place", "behalf", "occasion"}:
        state.core = state.current = "subject" if state.core == "subject" else "agent"
    if state.current not in {"subject", "object"}:
        return False
    if shown == "Ins":
        state.core = state.current = "agent"
    return shown == "Gen" and before.pos == "NOUN" and mention.type != "person"


def _case(analysis: Analysis, mention: Mention) -> str:
    """Return the case in which a name stands: that of its first noun."""
    for token in analysis.tokens[mention.first : mention.last]:
        if token.pos in {"NOUN", "PROPN", "ADJ"} and "Case=" in token.features:
            return token.case
    return ""


def _step(
    analysis: Analysis, markers: Cues, state: _State, index: int, last: int, mentions: dict[int, Mention]
) -> int:
    """Read one word or marker outside names; return the token after it."""
    token = analysis.tokens[index]
    hit = markers.at(analysis.tokens, index, last)
    if hit is not None:
        if hit.code == "same":
            state.current = state.core
        elif hit.code == "within":
            owner = state.last_end == index and token.text.endswith("s") and hit.last in mentions
            nested = state.last_nested or not owner  # in "China's Jiangxi Province" the province acts
            state.nested = nested and not state.speaking
            state.owned = hit.term == "'s"
        else:
            state.current = hit.code
            state.nested = False
            if hit.code not in _ADJUNCTS:
                state.core = hit.code
        return hit.last
    if is_finite(analysis, index):
        state.core = state.current = "object"
        state.nested, state.after_verb, state.speaking = False, True, False
    elif token.pos == "ADP":
        state.current, state.nested = "other", False
    elif token.text in ",;" or token.pos == "CCONJ":
        following = mentions.get(index + 1) or mentions.get(index + 2)
        same_type = following is not None and following.type == state.last_type
        if token.pos != "CCONJ" or not same_type:
            state.nested = False
            state.current = state.core
    return index + 1


def is_finite(analysis: Analysis, index: int) -> bool:
    """Tell whether the token is a verb that makes a clause (not a participle or gerund in a phrase)."""
    token = analysis.tokens[index]
    if token.pos not in {"VERB", "AUX"}:
        return False
    return "VerbForm=Fin" in token.features or token.features == ""


def _locates(analysis: Analysis, first: int, state: _State) -> bool:
    """Tell whether a place only says where the organisation before it is: "Makerere University, Uganda"."""
    behind = state.last_type == "organisation" or (state.last_type == "place" and state.last_role == "place")
    close = state.last_end >= 0 and first - state.last_end <= 2 and behind
    return close and analysis.tokens[first - 1].text in {",", "(", "–", "-"}


def _owns(analysis: Analysis, after: int) -> bool:
    """Tell whether the name that ends before `after` owns the noun that follows: "the university's dean"."""
    return any(token.text in {"'s", "’s", "'", "’"} for token in analysis.tokens[after - 1 : after + 1])


def outermost(mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """Return the mentions that lie in no longer one, by their first token."""
    kept: dict[int, Mention] = {}
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.first, -m.last)):
        if mention.first >= end:
            kept[mention.first] = mention
            end = mention.last
    return kept


def _post_tokens(reading: Reading, first: int, last: int) -> frozenset[int]:
    """Return the first tokens of the organisations in `first` to `last` that stand in somebody's post."""
    return frozenset(
        post.organisation_tokens[0]
        for post in reading.posts
        if post.organisation_tokens is not None
        and first <= post.organisation_tokens[0] < last
        and _in_one_phrase(reading.analysis, post.organisation_tokens, post.office_tokens)
    )


def _in_one_phrase(analysis: Analysis, organisation: tuple[int, int], office: tuple[int, int]) -> bool:
    """Tell whether an organisation stands beside an office, not in another clause or sentence whose post it
    explains: "X signed. Rector P …", "X, represented by Rector P".
    """
    first, second = sorted((organisation, office))
    if second[0] - first[0] > _POST or analysis.sentence_of[first[0]] != analysis.sentence_of[second[0]]:
        return False
    between = analysis.tokens[first[1] : second[0]]
    return all(t.pos not in {"VERB", "AUX"} or t.relation in {"amod", ""} for t in between)
