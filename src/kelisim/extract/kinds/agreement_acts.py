"""Nouns of agreements and acts of signing: whether they happened, and which belong together."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import ancestors, dependents, subtree

Status = Literal["signed", "planned", "proposed", "renewed", "wish", "exists", "told"]

_REACH: Final = 22  # tokens between noun and act that may still belong together
_NEAR: Final = 8  # the same for verbs that have other objects too ("conclude", "renew")
_OF: Final = frozenset({"of"})  # where nouns have cases, nothing stands there
_WINDOW: Final = 9  # tokens before an act in which its modality stands


@dataclass(frozen=True, slots=True)
class Act:
    """An act of signing or renewing: its tokens, whether it happened, and what sort of word tells it.

    `nominal` is true for "the signing", `sole` for a word that speaks of agreements by itself ("sign").
    """

    tokens: tuple[int, int]
    status: Status
    nominal: bool
    sole: bool


Pair = tuple[Hit | None, Act | None]
"""A noun with its act; one of them may be missing."""


def agreement_nouns(reading: Reading, first: int, last: int) -> list[Hit]:
    """Return the agreement nouns of a sentence; an acronym in brackets after its full form is no second."""
    analysis, words = reading.analysis, reading.lexicon
    tokens = analysis.tokens
    barred: set[int] = set()
    for hit in words.cues("agreements", "not_meant").find(tokens, first, last):
        barred.update(range(hit.first, hit.last))
    for mention in reading.mentions_in(first, last):
        if mention.type != "group" and mention.last - mention.first > 1 and mention.named:
            barred.update(range(mention.first, mention.last))
    found: list[Hit] = []
    for hit in words.cues("agreements", "kinds").find(tokens, first, last):
        if hit.first in barred:
            continue
        if len(found) > 0 and all(t.text in "()[]/" for t in tokens[found[-1].last : hit.first]):
            found[-1] = replace(found[-1], last=hit.last)
            continue
        found.append(hit)
    return found


def signed_only(reading: Reading, acts: list[Act], last: int) -> list[Hit]:
    """Return the noun beside a verb of signing that is an agreement only there: "signed a partnership"."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("agreements", "signed_only")
    for act in acts:
        joins = any(tokens[i].pos == "ADP" for i in range(*act.tokens))
        if (act.sole or joins) and not act.nominal:
            hits = cues.find(tokens, act.tokens[1], min(last, act.tokens[1] + 6))
            found = next(iter(hits), None)
            if found is None and is_passive(reading.analysis, act):
                start = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]].first
                hits = cues.find(tokens, max(start, act.tokens[0] - 6), act.tokens[0])
                found = next(iter(hits), None)
            if found is not None:
                return [found]
    return []


def acts_of_signing(reading: Reading, first: int, last: int, *, heading: bool) -> list[Act]:
    """Return the acts of signing or renewing in a sentence, with what is said of their truth."""
    analysis, words = reading.analysis, reading.lexicon
    sole = words.terms("agreements", "sole")
    names = {i for m in reading.mentions_in(first, last) if m.named for i in range(m.first, m.last)}
    found = []
    verbs = words.cues("agreements", "acts").find(analysis.tokens, first, last)
    nouns = words.cues("agreements", "act_nouns").find(analysis.tokens, first, last)
    nominal = {hit.first: hit for hit in nouns if not _has_object(analysis, hit.first)}
    active = [hit for hit in verbs if hit.first not in nominal]
    covered = {i for hit in active for i in range(hit.first, hit.last)}  # "appended their signatures"
    hits = [(hit, False) for hit in active] + [(h, True) for h in nominal.values() if h.first not in covered]
    for hit, is_noun in sorted(hits, key=lambda pair: pair[0].first):
        token = analysis.tokens[hit.first]
        is_sole = token.lemma in sole or token.lower in sole or hit.term in sole
        may_be_verb = token.pos in {"VERB", "AUX", "ADJ"} or (heading and is_sole)
        if hit.first in names or not (is_noun or may_be_verb):
            continue
        status = _status(reading, hit, hit.code, first)  # type: ignore[arg-type]
        found.append(Act((hit.first, hit.last), status, is_noun, is_sole))
    taken = {index for act in found for index in range(*act.tokens)}
    for verb in signatures_put(reading, first, last):
        if taken.isdisjoint(range(verb, verb + 1)):
            put = Hit(verb, verb + 1, "signed", analysis.tokens[verb].lemma)
            found.append(Act((verb, verb + 1), _status(reading, put, "signed", first), False, True))
    return sorted(found, key=lambda act: act.tokens)


def puts_signature(reading: Reading, act: Act) -> bool:
    """Tell whether an act is told by a signature that somebody puts."""
    return reading.analysis.tokens[act.tokens[0]].lemma in reading.lexicon.terms("agreements", "puts")


def signatures_put(reading: Reading, first: int, last: int) -> list[int]:
    """Return the verbs by which somebody puts a signature, whatever stands between the two words:
    "подписи под документом во вторник поставили".
    """
    analysis, words = reading.analysis, reading.lexicon
    puts, marks = words.terms("agreements", "puts"), words.terms("agreements", "signatures")
    found = []
    for index in range(first, last) if len(puts) > 0 else ():
        token = analysis.tokens[index]
        if token.pos != "VERB" or token.lemma not in puts:
            continue
        near = range(max(first, index - _REACH // 2), min(last, index + _REACH // 2))
        for other in near:
            between = range(min(index, other) + 1, max(index, other))
            if analysis.tokens[other].lemma in marks and not any(
                is_finite(analysis, i) or analysis.tokens[i].text == ";" for i in between
            ):
                found.append(index)
                break
    return found


def _has_object(analysis: Analysis, index: int) -> bool:
    """Tell whether a word in -ing is a verb here ("by signing an agreement"), not the noun of an act."""
    return analysis.tokens[index].pos == "VERB" and len(dependents(analysis, index, "obj")) > 0


def _status(reading: Reading, hit: Hit, code: Status, first: int) -> Status:
    """Return what modality makes of an act: done, planned, proposed, wished, or (negated) only told."""
    analysis = reading.analysis
    token = analysis.tokens[hit.first]
    if code == "renewed" and _is_habit(analysis, hit.first):
        return "told"
    finite_past = "Tense=Past" in token.features and "VerbForm=Fin" in token.features
    done = finite_past or _is_reduced(analysis, hit.first) or _is_short(analysis, hit.first)
    cue = _denied(reading, hit.first, first) if done else _modality(reading, hit.first, first)
    if cue == "negated":
        return "planned" if _not_yet(reading, hit) else "told"
    if code in {"signed", "renewed"} and "Tense=Fut" in token.features:  # "подпишут"
        return "planned"
    if code in {"planned", "proposed"} or cue is None:
        return _by_form(reading, hit, code, first)
    return cue  # type: ignore[return-value]


def _is_short(analysis: Analysis, act: int) -> bool:
    """Tell whether a short participle says by itself that it is done: "подписаны", not "будут подписаны"."""
    token = analysis.tokens[act]
    helped = any(analysis.tokens[c].relation.startswith("aux") for c in analysis.children[act])
    before = analysis.tokens[max(0, act - 3) : act]
    return (
        "Variant=Short" in token.features
        and "Voice=Pass" in token.features
        and not helped
        and all(t.pos != "AUX" for t in before)
    )


def _is_reduced(analysis: Analysis, act: int) -> bool:
    """Tell whether a participle follows its noun: in "will install … under the contract signed in May" the
    signing is done, whatever the clause is about.
    """
    token = analysis.tokens[act]
    helped = any(analysis.tokens[c].relation.startswith("aux") for c in analysis.children[act])
    participle = "VerbForm=Part" in token.features and "Tense=Past" in token.features
    return participle and token.relation == "acl" and token.head < act and not helped


def _denied(reading: Reading, act: int, first: int) -> str | None:
    """Return "negated" where a verb in the past has its negation right before it: "не подписали"."""
    if act == first:
        return None
    hit = reading.lexicon.cues("agreements", "modality").at(reading.analysis.tokens, act - 1, act)
    return "negated" if hit is not None and hit.code == "negated" else None


def _by_form(reading: Reading, hit: Hit, code: Status, first: int) -> Status:
    """Return what the form of the verb makes of an act: "to sign" is planned, "gathered to sign" is done."""
    analysis = reading.analysis
    token = analysis.tokens[hit.first]
    marked = hit.first > first and analysis.tokens[hit.first - 1].pos == "PART"
    if marked and "VerbForm=Inf" in token.features and code not in {"planned", "proposed"}:
        governor = analysis.tokens[token.head]
        gathered = governor.lemma in reading.lexicon.terms("agreements", "assembled")
        return code if gathered and "Tense=Past" in governor.features else "planned"
    return code


def _not_yet(reading: Reading, hit: Hit) -> bool:
    """Tell whether what has not happened is still to come: "not yet signed", "won't be signed until"."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[hit.first]]
    low, high = max(sentence.first, hit.first - 6), min(sentence.last, hit.last + 6)
    return any(True for _ in reading.lexicon.cues("agreements", "not_yet").find(analysis.tokens, low, high))


def _is_habit(analysis: Analysis, act: int) -> bool:
    """Tell whether the verb is in the present ("is extended by five-year periods"): a rule, not news."""
    token = analysis.tokens[act]
    passive = dependents(analysis, act, "aux:pass")
    has_been = [c for c in analysis.children[act] if analysis.tokens[c].relation == "aux"]
    present = any("Tense=Pres" in analysis.tokens[aux].features for aux in passive)
    return (present and len(has_been) == 0) or "Person=3|Tense=Pres" in token.features


def _modality(reading: Reading, act: int, first: int) -> str | None:
    """Return the code of the modality before an act: the nearest one, or that of a verb it depends on."""
    analysis = reading.analysis
    cues = reading.lexicon.cues("agreements", "modality")
    begin = max(first, act - _WINDOW)
    for index in range(act - 1, begin - 1, -1):
        token = analysis.tokens[index]
        if token.text in ';:“”"' or (is_finite(analysis, index) and token.pos == "VERB"):
            begin = index if token.pos == "VERB" else index + 1
            break
    hits = list(cues.find(analysis.tokens, begin, act + 1))
    months = {i for date in reading.dates_in(begin, act) for i in range(date.first, date.last)}
    hits = [hit for hit in hits if hit.first < act and hit.first not in months]  # "May" is no modal there
    if (
        len(hits) > 1
        and hits[-2].code == "wish"
        and hits[-1].term in reading.lexicon.terms("agreements", "preparing")
    ):
        return "wish"  # "discussed preparing and signing a memorandum"
    if len(hits) > 0:
        return hits[-1].code
    if (
        analysis.tokens[act].relation == ""
    ):  # no parser: the modal may close the clause, "unterzeichnet werden soll"
        last = analysis.sentences[analysis.sentence_of[act]].last
        end = act + 1
        while end < min(last, act + 4) and analysis.tokens[end].pos in {"VERB", "AUX"}:
            end += 1
        return next((hit.code for hit in cues.find(analysis.tokens, act + 1, end)), None)
    return None


def pairs_of(reading: Reading, nouns: list[Hit], acts: list[Act]) -> list[Pair]:
    """Return nouns with their acts; those left over stand alone."""
    pairs: list[Pair] = []
    used: set[tuple[int, int]] = set()
    for noun in nouns:
        near = [
            (
                rank + (rank == 0 and _is_recalled(reading.analysis, noun, act)),
                abs(act.tokens[0] - noun.first),
                act,
            )
            for act in acts
            if (rank := _connected(reading.analysis, noun, act)) is not None
        ]
        best = min(near, key=lambda item: item[:2], default=None)
        act = None if best is None else best[2]
        if act is not None:
            used.add(act.tokens)
        pairs.append((noun, act))
    for act in acts:
        if act.tokens in used:
            continue
        head = reading.analysis.tokens[act.tokens[0]].head
        of_noun = any(
            noun.first <= head < noun.last
            or _follows(reading.analysis, noun, act)
            or (noun.first < act.tokens[0] and _connected(reading.analysis, noun, act) == 0)
            for noun in nouns
        )
        if act.sole or of_noun or _joined(reading.analysis, act, used):
            pairs.append((None, act))
    return sorted(pairs, key=order)


def _is_recalled(analysis: Analysis, noun: Hit, act: Act) -> bool:
    """Tell whether a participle behind the noun only recalls: "renewed the agreement signed in 1994"."""
    return act.tokens[0] > noun.first and analysis.tokens[act.tokens[0]].relation == "acl"


def _follows(analysis: Analysis, noun: Hit, act: Act) -> bool:
    """Tell whether a participle stands right behind its noun: "the agreement, first concluded in 2014"."""
    between = analysis.tokens[noun.last : act.tokens[0]]
    return act.tokens[0] >= noun.last and len(between) < 4 and all(t.pos in {"PUNCT", "ADV"} for t in between)


def _joined(analysis: Analysis, act: Act, used: set[tuple[int, int]]) -> bool:
    """Tell whether an act is coordinated to one that has its noun: "signed in 2006 and renewed in 2021"."""
    token = analysis.tokens[act.tokens[0]]
    if token.relation == "conj" and any(token.head == first for first, _ in used):
        return True
    for _, last in used:
        between = analysis.tokens[last : act.tokens[0]] if last < act.tokens[0] <= last + 6 else ()
        if any(t.pos == "CCONJ" for t in between) and not any(t.pos in {"VERB", "AUX"} for t in between):
            return True
    return False


def order(pair: tuple[Hit | None, Act | None]) -> int:
    noun, act = pair
    return noun.first if noun is not None else 0 if act is None else act.tokens[0]


def _connected(analysis: Analysis, noun: Hit, act: Act) -> int | None:
    """Return how closely noun and act belong together (0: by the parse), or None where they do not."""
    token = analysis.tokens[act.tokens[0]]
    if not act.sole and _has_other_object(analysis, noun, act):
        return None  # "in order to exchange visions"
    if _joined_by_parse(analysis, noun, act):
        return 0
    if act.status in {"planned", "proposed"} and not act.sole:
        return None
    low, high = sorted((act.tokens[0], noun.first))
    between = range(low + 1, high)
    bracket = (
        token.relation == "" and act.tokens[0] > noun.first
    )  # no parser: a clause may close with its verb
    if len(between) > (_REACH * (3 if bracket else 1) if act.sole else _NEAR):
        return None
    if act.tokens[0] < noun.first:
        blocked = any(is_finite(analysis, i) or analysis.tokens[i].text in ";" for i in between)
        return None if blocked else 1
    blocked = any(
        (is_finite(analysis, i) and analysis.tokens[i].pos == "VERB") or analysis.tokens[i].text == ";"
        for i in between
    )
    return None if blocked or (token.relation in {"root"} and not is_passive(analysis, act)) else 2


def _joined_by_parse(analysis: Analysis, noun: Hit, act: Act) -> bool:
    """Tell whether the noun stands below the act, or the act is a participle of the noun."""
    chain = [noun.first]
    for index in ancestors(analysis, noun.first):
        chain.append(index)
        if is_finite(analysis, index) or len(chain) > 4:  # another clause begins above a finite verb
            break
    if act.tokens[0] in chain:
        return True
    token = analysis.tokens[act.tokens[0]]
    if token.relation.startswith("acl") and _is_said_to_be(analysis, token.head, noun):
        return True
    above = [act.tokens[0], *ancestors(analysis, act.tokens[0])][:3]
    return token.relation.startswith(("acl", "amod")) and any(noun.first <= i < noun.last for i in above)


def _has_other_object(analysis: Analysis, noun: Hit, act: Act) -> bool:
    """Tell whether a verb that is said of other things too has an object, and the noun is not in it."""
    first, last = act.tokens
    objects = [i for i in dependents(analysis, first, "obj") if i >= last]  # not "put their names to"
    return len(objects) > 0 and not any(_holds(analysis, index, noun) for index in objects)


def _holds(analysis: Analysis, index: int, noun: Hit) -> bool:
    """Tell whether an object is the noun, or is of it: "the term of the agreement", not "praise for" it."""
    first, last = subtree(analysis, index)
    between = analysis.tokens[index + 1 : noun.first]
    return first <= noun.first < last and all(t.pos != "ADP" or t.lower in _OF for t in between)


def _is_said_to_be(analysis: Analysis, subject: int, noun: Hit) -> bool:
    """Tell whether a clause says what a thing is: "the first document signed was a protocol"."""
    token = analysis.tokens[subject]
    predicates = (i for i in range(noun.first, noun.last) if analysis.tokens[i].relation == "xcomp")
    said = any(analysis.tokens[i].head == token.head for i in predicates)
    return token.relation.startswith("nsubj") and analysis.tokens[token.head].pos == "AUX" and said


def is_passive(analysis: Analysis, act: Act) -> bool:
    index = act.tokens[0]
    token = analysis.tokens[index]
    if act.nominal or len(dependents(analysis, index, "aux:pass", "nsubj:pass")) > 0:
        return True
    has_subject = any(analysis.tokens[c].relation == "nsubj" and c < index for c in analysis.children[index])
    if "Variant=Short" in token.features and "Voice=Pass" in token.features:
        return True  # "подписан ректором"
    return (
        "VerbForm=Part" in token.features and not has_subject and token.relation.startswith(("acl", "amod"))
    )
