"""The clause in which an agreement's noun and act stand, and whether the noun is new, given or plural."""

from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.kinds.agreement_acts import Act, Pair, is_passive, order
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite

_ITEM: Final = 8  # tokens between a given noun and its verb
_SHORT: Final = 6  # the same, with participles: "the newly signed cooperation"
_PHRASE: Final = 9  # tokens between an article and its noun: "the New Zealand – France Academic Links"
_TITLE: Final = 12  # tokens of a name in quotation marks
_OPENERS: Final = {"“": "„", "”": "“", "»": "«"}
_DASHES: Final = frozenset({"—", "–", "--", "|"})
_DATELINE: Final = 16  # tokens of "MEXICO CITY, February 16, 2024 (Agency) –"


def zone_of(
    reading: Reading,
    number: int,
    noun: Hit | None,
    act: Act | None,
    pairs: list[Pair],
) -> tuple[int, int]:
    """Return the range around noun and act that other clauses and other agreements do not cut off."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    marks = [
        *([] if noun is None else [noun.first]),
        *([] if act is None else [act.tokens[0], act.tokens[1] - 1]),
    ]
    low, high = min(marks), max(marks)
    end = sentence.last
    names = {i for m in reading.mentions_in(high + 1, end) if m.named for i in range(m.first, m.last)}
    for index in range(high + 1, sentence.last):
        if index in names:  # "Can Tho University" holds no verb
            continue
        later = any(
            order(pair) == index and pair != (noun, act) and (pair[0] is None or pair[0].first > high)
            for pair in pairs
        )
        token = analysis.tokens[index]
        finite = is_finite(analysis, index) and not heading and not _takes_place(reading, act, index)
        if act is None and token.pos == "AUX":
            finite = True
        parted = token.text == ";" and not _lists_on(analysis, index, sentence.last, noun)
        if later or parted or finite or token.lower in {"which", "who", "where", "whose"}:
            end = index
            break
    return _clause_start(analysis, sentence.first, low), end


def _takes_place(reading: Reading, act: Act | None, index: int) -> bool:
    """Tell whether a verb only says that a signing was: "The signing took place in Ghent on 20 February"."""
    tokens = reading.analysis.tokens
    if act is None or not act.nominal:
        return False
    verb = tokens[index].head if tokens[index].pos == "AUX" else index
    happens = reading.lexicon.cues("agreements", "takes_place")
    return tokens[act.tokens[0]].head == verb and happens.at(tokens, verb, verb + 2) is not None


def _lists_on(analysis: Analysis, mark: int, last: int, noun: Hit | None) -> bool:
    """Tell whether a list of pairs goes on behind a semicolon: "memoranda between A and B; C and D"."""
    if noun is None or not is_plural(analysis, noun):
        return False
    return not any(analysis.tokens[i].pos in {"VERB", "AUX"} for i in range(mark + 1, last))


def _clause_start(analysis: Analysis, first: int, low: int) -> int:
    """Return where the clause of an act or noun begins: after a semicolon, a colon or an opening quote."""
    index = low
    while index > first:
        index -= 1
        text = analysis.tokens[index].text
        opening = _title_opened(analysis, index, first)
        if opening is not None:
            index = opening
            continue
        dateline = (
            text in _DASHES and index - first < _DATELINE and not _is_aside(analysis, first, index, low)
        )
        if text in {";", ":", "“", "”", '"'} or dateline:
            return index + 1
    return first


def _is_aside(analysis: Analysis, first: int, dash: int, low: int) -> bool:
    """Tell whether a dash is one of the two around an aside: "X and two academies – A and B – signed"."""
    dashes = [i for i in range(first, low) if analysis.tokens[i].text in _DASHES]
    return len(dashes) == 2 and dash in dashes and analysis.tokens[first].text not in _DASHES


def _title_opened(analysis: Analysis, closing: int, first: int) -> int | None:
    """Return where a short quotation without a verb opens that ends at a token: "Hochschule „Karl Marx“"."""
    opener = _OPENERS.get(analysis.tokens[closing].text)
    if opener is None:
        return None
    for index in range(closing - 1, max(first, closing - _TITLE) - 1, -1):
        if is_finite(analysis, index):
            return None
        if analysis.tokens[index].text == opener:
            return index
    return None


def is_plural(analysis: Analysis, noun: Hit) -> bool:
    """Tell whether a noun means several by its head: "memoranda of …", "cooperation agreements"."""
    for index in range(noun.first, noun.last):
        token = analysis.tokens[index]
        compound = token.relation == "compound" and index + 1 < noun.last
        if token.pos in {"NOUN", "PROPN"} and not compound:
            return "Number=Plur" in token.features or token.lower in {"memoranda", "mous", "moas", "lois"}
    return False


def is_given(reading: Reading, noun: Hit, act: Act | None) -> bool:
    """Tell whether an object set before its verb takes up what was told, where no article could say so:
    "соглашение подписал ректор".
    """
    if not reading.lexicon.cased or act is None or act.nominal:
        return False
    if not 0 <= act.tokens[0] - noun.last < _ITEM or is_passive(reading.analysis, act):
        return False
    tokens = reading.analysis.tokens
    return tokens[noun.last].pos != "ADP" and (noun.first == 0 or tokens[noun.first - 1].pos != "ADJ")


def is_led_to(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether a clause goes on from a paper told before: "кроме того, в рамках соглашения между …"."""
    refers = reading.lexicon.cues("agreements", "refers").find(reading.analysis.tokens, first, noun.first)
    return any(hit.last == noun.first for hit in refers)


def is_definite(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether the noun points back: a definite determiner before it, at most a few words away."""
    analysis = reading.analysis
    words = reading.lexicon.terms("agreements", "definite")
    if noun.first == first and "" in words:  # languages without articles open with what was told before
        return True
    bare = noun.last < len(analysis.tokens) and analysis.tokens[noun.last].pos == "PUNCT"
    refers = reading.lexicon.cues("agreements", "refers").find(analysis.tokens, first, noun.first)
    taken_up = bare and any(hit.last == noun.first for hit in refers)  # "in accordance with the agreement, …"
    if taken_up or _is_of_definite_act(reading, noun, first) or _seals(reading, noun, first):
        return True
    if _explains(analysis, noun, words):
        return False
    for index in range(noun.first - 1, max(first, noun.first - _PHRASE) - 1, -1):
        token = analysis.tokens[index]
        far = noun.first - index > _SHORT
        if token.lower in words:
            return not far or all(t.pos != "VERB" for t in analysis.tokens[index : noun.first])
        if token.pos not in {"ADJ", "NOUN", "PROPN", "NUM", "VERB", "PUNCT"} or token.text in {",", ".", ";"}:
            return False
    return False


def _seals(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether what was told before makes what is an agreement here: "Damit besiegelten sie ihre …"."""
    thereby = reading.lexicon.terms("agreements", "thereby")
    sealed = noun.term in reading.lexicon.terms("agreements", "signed_only")
    return sealed and reading.analysis.tokens[first].lower in thereby


def _explains(analysis: Analysis, noun: Hit, definite: frozenset[str]) -> bool:
    """Tell whether it only says what a new thing is: "another document was signed, the pact on …"."""
    heads = (t.head for t in analysis.tokens[noun.first : noun.last] if t.relation == "appos")
    determiners = (
        i for head in heads for i in analysis.children[head] if analysis.tokens[i].relation == "det"
    )
    return any(analysis.tokens[i].lower not in definite for i in determiners)


def _is_of_definite_act(reading: Reading, noun: Hit, first: int) -> bool:
    """Tell whether a bare noun belongs to an act that points back: "the signing of MoU between the two"."""
    tokens = reading.analysis.tokens
    acts = reading.lexicon.terms("agreements", "act_nouns")
    if (
        noun.first - first < 3
        or tokens[noun.first - 1].pos != "ADP"
        or tokens[noun.first - 2].lower not in acts
    ):
        return False
    return tokens[noun.first - 3].lower in reading.lexicon.terms("agreements", "definite")
