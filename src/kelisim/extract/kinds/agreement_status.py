"""Whether a signing happened, is planned, proposed or only wished. Ranges are token indices."""

from typing import Final, Literal

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import dependents

Status = Literal["signed", "planned", "proposed", "renewed", "wish", "exists", "told"]

_WINDOW: Final = 9  # tokens before an act in which its modality stands


def status_of(reading: Reading, hit: Hit, code: Status, first: int) -> Status:
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
    if _is_being(analysis, hit.first):
        return "planned"
    if marked and "VerbForm=Inf" in token.features and code not in {"planned", "proposed"}:
        governor = analysis.tokens[token.head]
        if _is_one_in_a_row(reading, hit.first, first) or _is_glad(reading, hit.first, first):
            return code
        gathered = governor.lemma in reading.lexicon.terms("agreements", "assembled")
        if governor.pos == "NOUN" and governor.lemma in reading.lexicon.terms("circumstances", "occasions"):
            governor, gathered = analysis.tokens[governor.head], True  # "a ceremony to sign … was held"
        return code if gathered and "Tense=Past" in governor.features else "planned"
    return code


def _is_glad(reading: Reading, act: int, first: int) -> bool:
    """Tell whether somebody is glad to have done it: "We are proud to sign"."""
    glad = reading.lexicon.terms("agreements", "glad")
    before = reading.analysis.tokens[max(first, act - 3) : act - 1]
    return any(t.lower in glad for t in before)


def _is_being(analysis: Analysis, act: int) -> bool:
    """Tell whether a passive goes on still: "is being finalised"."""
    helpers = [i for i in analysis.children[act] if analysis.tokens[i].relation.startswith("aux")]
    return any("VerbForm=Ger" in analysis.tokens[i].features for i in helpers) and not any(
        "Tense=Past" in analysis.tokens[i].features for i in helpers
    )


def _is_one_in_a_row(reading: Reading, act: int, first: int) -> bool:
    """Tell whether somebody is told as the next to have done it: "became the 36th country to sign"."""
    tokens, noun = reading.analysis.tokens, act - 2
    if noun < first or tokens[noun].pos not in {"NOUN", "ADJ", "PROPN"}:
        return False
    ordinals = reading.lexicon.terms("agreements", "ordinals")
    near = tokens[max(first, noun - 4) : noun + 1]
    placed = any(t.lower in ordinals or (t.text[:1].isdigit() and t.text[-1:].isalpha()) for t in near)
    ahead = reading.lexicon.terms("agreements", "future")
    return placed and all(t.lower not in ahead for t in tokens[first:act])


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
    token = analysis.tokens[act]
    if token.relation == "conj" and "Tense=Past" in token.features:  # "was agreed on and signed"
        hits = [hit for hit in hits if not hit.first <= token.head < hit.last]
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
