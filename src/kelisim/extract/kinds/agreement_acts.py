"""Nouns of agreements and acts of signing: whether they happened, and which belong together."""

from dataclasses import dataclass, replace
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.kinds.agreement_ellipses import elliptic
from kelisim.extract.kinds.agreement_issues import issues
from kelisim.extract.kinds.agreement_status import Status, status_of
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import ancestors, dependents, head_of, subtree
from kelisim.extract.verb_second import clauses

_REACH: Final = 22  # tokens between noun and act that may still belong together
_NEAR: Final = 8  # the same for verbs that have other objects too ("conclude", "renew")
_SIGNED: Final = 6  # tokens between a verb of signing and what is an agreement only beside it
_OBJECT: Final = 3  # tokens between an object and the infinitive that closes its clause
_LAST: Final = 3  # behind all other ranks: "was agreed on and signed"
_CLAUSE: Final = 10  # tokens between a noun and the pronoun of its relative clause
_OF: Final = frozenset({"of"})  # where nouns have cases, nothing stands there


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
    tokens, words = reading.analysis.tokens, reading.lexicon
    barred: set[int] = set()
    names: list[tuple[int, int]] = []
    for hit in words.cues("agreements", "not_meant").find(tokens, first, last):
        if hit.last < last and tokens[hit.last].text.isdecimal():  # "Vertrag von 2019", not "von Lissabon"
            continue
        barred.update(range(hit.first, hit.last))
    for mention in reading.mentions_in(first, last):
        if mention.type != "group" and mention.last - mention.first > 1 and mention.named:
            names.append((mention.first, mention.last))
    found: list[Hit] = []
    for hit in words.cues("agreements", "kinds").find(tokens, first, last):
        within = any(start <= hit.first < end != hit.last for start, end in names)
        if hit.first in barred or within or _is_none(reading, hit, first):
            continue  # "the Lunar Accords" are one by their name
        if len(found) > 0 and all(t.text in "()[]/" for t in tokens[found[-1].last : hit.first]):
            found[-1] = replace(found[-1], last=hit.last)
            continue
        found.append(hit)
    unnamed = (hit for hit in elliptic(reading, first, last) if hit.first not in barred)
    return sorted([*found, *unnamed], key=lambda hit: hit.first)


def _is_none(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether there is none: "no new agreement is needed"."""
    tokens = reading.analysis.tokens
    index = noun.first - 1
    while index > first and tokens[index].pos in {"ADJ", "NOUN"}:
        index -= 1
    return index >= first and tokens[index].lower in reading.lexicon.terms("agreements", "none")


def signed_only(reading: Reading, acts: list[Act], last: int) -> list[Hit]:
    """Return the noun beside a verb of signing that is an agreement only there: "signed a partnership"."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("agreements", "signed_only")
    for act in acts:
        joins = any(tokens[i].pos == "ADP" for i in range(*act.tokens))
        of_it = (
            act.nominal and tokens[min(act.tokens[1], last - 1)].lower in _OF
        )  # "the signing of a partnership"
        renews = act.status == "renewed"
        if (act.sole or joins or renews) and (of_it or not act.nominal):
            reach = 3 * _SIGNED if reading.lexicon.verb_second else _SIGNED  # the subject may stand between
            hits = cues.find(tokens, act.tokens[1], min(last, act.tokens[1] + reach))
            found = next(iter(hits), None)
            if found is None and is_passive(reading.analysis, act):
                start = reading.analysis.sentences[reading.analysis.sentence_of[act.tokens[0]]].first
                hits = cues.find(tokens, max(start, act.tokens[0] - _REACH), act.tokens[0])
                near = (h for h in hits if _stands_before(reading.analysis, h, act.tokens[0]))
                found = next(near, None)
            if found is not None:
                return [found]
    return []


def _stands_before(analysis: Analysis, noun: Hit, act: int) -> bool:
    """Tell whether a noun is what is signed: right before a passive, or as its subject further off."""
    return act - noun.first <= _SIGNED or analysis.tokens[noun.last - 1].relation == "nsubj:pass"


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
        status = status_of(reading, hit, hit.code, first)  # type: ignore[arg-type]
        found.append(Act((hit.first, hit.last), status, is_noun, is_sole))
    taken = {index for act in found for index in range(*act.tokens)}
    for hit in issues(reading, first, last):
        if taken.isdisjoint(range(hit.first, hit.last)) and hit.first not in names:
            issued = Act((hit.first, hit.last), status_of(reading, hit, "signed", first), False, False)
            found.append(issued)
            taken.update(range(hit.first, hit.last))
    for verb in signatures_put(reading, first, last):
        if taken.isdisjoint(range(verb, verb + 1)):
            put = Hit(verb, verb + 1, "signed", analysis.tokens[verb].lemma)
            found.append(Act((verb, verb + 1), status_of(reading, put, "signed", first), False, True))
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


def pairs_of(reading: Reading, nouns: list[Hit], acts: list[Act]) -> list[Pair]:
    """Return nouns with their acts; those left over stand alone."""
    pairs: list[Pair] = []
    used: set[tuple[int, int]] = set()
    for noun in nouns:
        near = [
            (
                rank
                + (rank == 0 and _is_recalled(reading.analysis, noun, act, acts))
                + _LAST * _is_light(reading, act),
                abs(act.tokens[0] - noun.first),
                act,
            )
            for act in acts
            if (rank := _connected(reading, noun, act)) is not None
        ]
        best = min(near, key=lambda item: item[:2], default=None)
        act = None if best is None else best[2]
        if act is not None:
            used.add(act.tokens)
            act = next((later for later in acts if _is_to_follow(reading.analysis, act, later)), act)
            used.add(act.tokens)
        pairs.append((noun, act))
    for act in acts:
        other = _signs_another(reading.analysis, act, acts) or _extends_another_thing(reading, nouns, act)
        if act.tokens in used or _is_light(reading, act) or other:
            continue
        head = reading.analysis.tokens[act.tokens[0]].head
        of_noun = any(
            noun.first <= head < noun.last
            or _follows(reading.analysis, noun, act)
            or (noun.first < act.tokens[0] and _connected(reading, noun, act) == 0)
            for noun in nouns
        )
        if act.sole or of_noun or _joined(reading.analysis, act, used):
            pairs.append((None, act))
    return sorted(pairs, key=order)


def _signs_another(analysis: Analysis, act: Act, acts: list[Act]) -> bool:
    """Tell whether what is signed is an act itself: "the renewal of the memorandum was signed on 3 May"."""
    subjects = dependents(analysis, act.tokens[0], "nsubj:pass") if act.status == "signed" else ()
    return any(other.nominal and other.tokens[0] in subjects for other in acts)


def _is_to_follow(analysis: Analysis, act: Act, later: Act) -> bool:
    """Tell whether the signing is still to follow what was done: "is initialled and is to be signed"."""
    joined = [later.tokens[0], *ancestors(analysis, later.tokens[0])][:3]
    told = act.status == "signed" and not act.sole and later.sole and later.status == "planned"
    return told and any(
        analysis.tokens[i].relation == "conj" and analysis.tokens[i].head == act.tokens[0] for i in joined
    )


def _is_recalled(analysis: Analysis, noun: Hit, act: Act, acts: list[Act]) -> bool:
    """Tell whether a participle beside the noun only recalls: "renewed the agreement signed in 1994",
    "exchanged signed agreements".
    """
    token = analysis.tokens[act.tokens[0]]
    if act.tokens[1] == noun.first and token.relation == "amod":
        return any(other.tokens[0] == analysis.tokens[noun.last - 1].head for other in acts)
    return act.tokens[0] > noun.first and token.relation == "acl"


def _extends_another_thing(reading: Reading, nouns: list[Hit], act: Act) -> bool:
    """Tell whether a participle says what a paper does to a thing: "an agreement extending the range of"."""
    analysis, index = reading.analysis, act.tokens[0]
    if act.sole or analysis.tokens[index].relation not in {"acl", "advcl"}:
        return False
    bonds = reading.lexicon.terms("agreements", "signed_only")
    objects = (i for i in dependents(analysis, index, "obj") if i > index)
    things = [i for i in objects if analysis.tokens[i].lemma not in bonds]
    return any(all(not _holds(analysis, i, noun) for noun in nouns) for i in things)


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


def _connected(reading: Reading, noun: Hit, act: Act) -> int | None:
    """Return how closely noun and act belong together (0: by the parse), or None where they do not."""
    analysis = reading.analysis
    token = analysis.tokens[act.tokens[0]]
    other = not act.sole and _has_other_object(analysis, noun, act)  # "in order to exchange visions"
    if other or (_is_light(reading, act) and not _is_object(reading, noun, act)):
        return None
    if _joined_by_parse(analysis, noun, act) or relative_subject(reading, noun, act) is not None:
        return 0
    low, high = sorted((act.tokens[0], noun.first))
    between = range(low + 1, high)
    closes = token.relation == "" and 0 <= act.tokens[0] - noun.last < _OBJECT  # "einen Vertrag zu schließen"
    if act.status in {"planned", "proposed"} and not (act.sole or closes):
        return 2 if _in_one_clause(reading, noun, act) else None
    # no parser: a clause may close with its verb
    bracket = token.relation == "" and act.tokens[0] > noun.first
    reach = 3 * _REACH if act.sole and bracket else _REACH if act.sole or bracket else _NEAR
    if len(between) > reach or _is_parted(analysis, between):
        return None
    if act.tokens[0] < noun.first:
        blocked = any(is_finite(analysis, i) or analysis.tokens[i].text in ";" for i in between)
        return None if blocked else 1
    blocked = any(
        (is_finite(analysis, i) and analysis.tokens[i].pos == "VERB") or analysis.tokens[i].text == ";"
        for i in between
    )
    return None if blocked or (token.relation in {"root"} and not is_passive(analysis, act)) else 2


def _in_one_clause(reading: Reading, noun: Hit, act: Act) -> bool:
    """Tell whether a noun stands in the clause of a verb that brackets it: "strebt einen Vertrag an"."""
    if not reading.lexicon.verb_second:
        return False
    number = reading.analysis.sentence_of[noun.first]
    return any({noun.first, act.tokens[0]} <= set(clause.tokens) for clause in clauses(reading, number))


def _is_light(reading: Reading, act: Act) -> bool:
    """Tell whether a verb makes an agreement only of its own object: "made an agreement"."""
    words = {reading.analysis.tokens[act.tokens[0]].lemma, reading.analysis.words(*act.tokens).lower()}
    return not act.nominal and not words.isdisjoint(reading.lexicon.terms("agreements", "light"))


def _is_object(reading: Reading, noun: Hit, act: Act) -> bool:
    """Tell whether a noun that may be one of the verb's papers is its object or passive subject."""
    tokens, verb = reading.analysis.tokens, act.tokens[0]
    table = reading.lexicon.table("agreements", "light")
    if tokens[verb].lemma in table.get("plans", ()) and noun.code not in table.get("of_plans", ()):
        return False
    head = tokens[head_of(reading.analysis, noun.first, noun.last)]
    if tokens[verb].lemma in table.get("happens", ()):
        objects = dependents(reading.analysis, verb, "obj", "ccomp")
        return head.relation == "nsubj" and head.head == verb and len(objects) == 0
    direct = head.relation in {"obj", "nsubj:pass"} or (head.relation == "obl" and act.tokens[1] > verb + 1)
    return direct and head.head == verb


def relative_subject(reading: Reading, noun: Hit, act: Act) -> tuple[int, int] | None:
    """Return the tokens of those who do the act in a relative clause: "the agreement that P and Q signed".

    The parse loses such clauses where titles and names stand between pronoun and verb. None where another
    verb comes first, or where nobody is named there.
    """
    tokens, verb = reading.analysis.tokens, act.tokens[0]
    relatives = reading.lexicon.terms("agreements", "relatives")
    if act.nominal or tokens[verb].pos != "VERB" or not noun.last < verb - 1:
        return None
    named = [(m.first, m.last) for m in reading.mentions_in(noun.last, verb)]
    begin = next((i for i in range(noun.last, verb) if tokens[i].lower in relatives), None)
    if begin is None or begin - noun.last > _CLAUSE or len(named) == 0:
        return None
    for index in range(noun.last, verb):
        token, inside = tokens[index], any(first <= index < last for first, last in named)
        if token.text in ";:" or (token.pos in {"VERB", "AUX"} and not inside and index != begin + 1):
            return None
    return (begin + 1, verb) if any(first > begin for first, _ in named) else None


def _is_parted(analysis: Analysis, between: range) -> bool:
    """Tell whether a colon stands between noun and act, where no parser says what belongs together."""
    return any(analysis.tokens[i].text == ":" and analysis.tokens[i].relation == "" for i in between)


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
    reduced = "VerbForm=Part" in token.features and token.relation.startswith(("acl", "amod"))
    has_object = any(
        i > index for i in dependents(analysis, index, "obj")
    )  # "the president, X, signed a pact"
    return reduced and not has_subject and not has_object
