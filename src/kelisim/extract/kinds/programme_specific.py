"""Which words name a programme, and not programmes in general or only the wish for one."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.programme_lists import QUOTES, TOGETHER
from kelisim.extract.kinds.programme_provisions import is_done, is_provided
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite

BEFORE: Final = 14  # tokens before a title in which "plans to", "possibility of" still bear on it
_TAKEN: Final = 5  # tokens between a degree and the verb that says that it is taken
_UNDERGONE: Final = 6  # tokens between a training and the verb that says who is trained
_TOPIC: Final = 14  # tokens between an agreement's noun and the programme that it is on


def is_specific(reading: Reading, hit: Hit, title: Range, number: int, partners: tuple[Mention, ...]) -> bool:
    """Tell a programme from programmes in general: one of them, named or with its partners, and set going."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    known = _is_known(reading, hit, title, number, partners)
    if known is not None:
        return known
    before = {token.lower for token in tokens[max(0, title[0] - 2) : title[0] + 1]}
    if len(before & lexicon.terms("programmes", "general")) > 0 and len(partners) < 2:
        return False
    titled = hit.code != "other" and title[0] > hit.last and tokens[title[0] - 1].text in QUOTES
    titled = titled or _is_proper(reading, hit, title, number)
    together = len(partners) > 1 and hit.code in TOGETHER
    indefinite = len(before & lexicon.terms("programmes", "indefinite")) > 0
    field = indefinite and any(t.pos == "ADP" for t in tokens[hit.last - 1 : title[1]])
    if not is_going(reading, title, number, told=titled or together or field):
        return False
    nouns = lexicon.terms("programmes", "nouns")
    head = hit.last - 1
    while head + 1 < title[1] and tokens[head + 1].lemma in nouns:
        head += 1
    plural = "Number=Plur" in tokens[head].features
    if plural and hit.code in TOGETHER - {"exchange"} and is_provided(reading, hit, title, number):
        return len(partners) > 0
    named = _is_named(reading, hit, title)
    counted = len(reading.amounts_in(max(0, title[0] - 2), title[0])) > 0
    described = title[1] - title[0] > hit.last - hit.first
    if plural:
        owned = hit.code == "scholarship" and described and len(partners) > 0
        return (named or owned or (counted and hit.code == "scholarship")) and len(partners) > 0
    one = len(before & lexicon.terms("programmes", "one")) > 0
    if hit.code in lexicon.terms("programmes", "alone"):
        several = len({id for mention in partners for id in mention.referents}) > 1
        told = (named or (one and described) or (one and several)) and len(partners) > 0
        told = told or titled
    else:
        told = one or named or described
        with_whom = len(partners) > 0 or indefinite
        told = told and (with_whom or hit.code not in lexicon.terms("programmes", "mutual"))
    return told


def _is_known(
    reading: Reading, hit: Hit, title: Range, number: int, partners: tuple[Mention, ...]
) -> bool | None:
    """Tell a programme, or what is none, by the words around it; None where its own must be looked at."""
    sentence = reading.analysis.sentences[number]
    block = reading.analysis.blocks[sentence.block]
    if _is_agreed(reading, hit, title, number):
        return True
    if hit.term in reading.lexicon.terms("programmes", "calls"):
        return len(partners) > 0 and is_going(reading, title, number)
    if is_done(reading, hit) and len(partners) > 0:
        return not _is_only_talked_of(reading, title, number)
    acts = [i for i in range(sentence.first, sentence.last) if is_finite(reading.analysis, i)]
    verbless = len(acts) == 0 and not is_provided(reading, hit, title, number)
    earned = hit.code == "degree" and _is_earned(reading, title, sentence.first)
    return False if earned or (block.kind == "item" and verbless) else None


def _is_earned(reading: Reading, title: Range, first: int) -> bool:
    """Tell whether somebody takes a degree, no programme: "students will be awarded a Bachelor's degree"."""
    tokens = reading.analysis.tokens
    earned = reading.lexicon.terms("programmes", "earned")
    verb = _verb_before(reading, title[0], max(first, title[0] - _TAKEN))
    return verb is not None and tokens[verb].lemma in earned


def _is_agreed(reading: Reading, hit: Hit, title: Range, number: int) -> bool:
    """Tell whether places are promised by number, or an agreement is on this programme.

    "grants five scholarships", "an exchange of two students a year", "a memorandum on a dual degree".
    """
    words = reading.lexicon
    sentence = reading.analysis.sentences[number]
    if _is_only_talked_of(reading, title, number):
        return False
    tokens = reading.analysis.tokens
    amounts = reading.amounts_in(max(sentence.first, title[0] - 2), title[1])
    numbered = any(all(t.text not in {")", "."} for t in tokens[a.last : a.last + 1]) for a in amounts)
    behind = title[1] if title[1] < sentence.last else title[0]
    if tokens[behind].lower in words.terms("programmes", "given_to"):  # "internships to 25 students"
        after = reading.amounts_in(behind + 1, min(sentence.last, behind + 4))
        numbered = numbered or any(a.currency is None for a in after if a.first <= behind + 2)
    if numbered and hit.code in words.terms("programmes", "counted") and is_going(reading, title, number):
        return True
    if _is_undergone(reading, hit, title, sentence.first):
        return True
    described = title[1] - title[0] > hit.last - hit.first
    head = next((i for i in range(hit.first, hit.last) if tokens[i].pos == "ADP"), title[1]) - 1
    plural = "Number=Plur" in tokens[head].features
    if (plural or not described) and hit.code not in TOGETHER:
        return False
    return agreement_on(reading, title, sentence.first) is not None


def _is_undergone(reading: Reading, hit: Hit, title: Range, first: int) -> bool:
    """Tell whether so many people are trained: "six specialists will receive training at X"."""
    tokens = reading.analysis.tokens
    undergo = reading.lexicon.terms("programmes", "undergo")
    verb = _verb_before(reading, title[0], max(first, title[0] - _UNDERGONE))
    if hit.code not in {"training", "scholarship"} or verb is None or tokens[verb].lemma not in undergo:
        return False
    return len(reading.amounts_in(first, verb)) > 0


def _verb_before(reading: Reading, index: int, first: int) -> int | None:
    """Return the nearest verb before a token and behind `first`."""
    tokens = reading.analysis.tokens
    return next((i for i in range(index - 1, first, -1) if tokens[i].pos == "VERB"), None)


def agreement_on(reading: Reading, title: Range, first: int) -> Hit | None:
    """Return the noun of an agreement on this programme: "a letter of intent on a dual degree"."""
    tokens = reading.analysis.tokens
    topics = reading.lexicon.cues("programmes", "topics")
    for noun in cues_in(reading, "agreements", "kinds", max(first, title[0] - _TOPIC), title[0]):
        between = tokens[noun.last : title[0]]
        parted = any(
            t.text in ";:" or (t.pos == "VERB" and is_finite(reading.analysis, i))
            for i, t in enumerate(between, noun.last)
        )
        if not parted and any(True for _ in topics.find(tokens, noun.last, title[0])):
            return noun
    return None


def _is_only_talked_of(reading: Reading, title: Range, number: int) -> bool:
    """Tell whether the words around a title describe something else or only a wish."""
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    barred = reading.lexicon.terms("programmes", "not_after")
    if title[1] < sentence.last and tokens[title[1]].lower in barred:
        return True
    start = max(sentence.first, title[0] - BEFORE)
    published = reading.lexicon.terms("programmes", "published")
    told = cues_in(reading, "programmes", "not_told", start, title[0])
    return any(cue.term not in published or tokens[cue.first].pos != "NOUN" for cue in told)


def _is_named(reading: Reading, hit: Hit, title: Range) -> bool:
    """Tell a title in quotes, or with a proper noun beside its term: "the Garnet exchange"."""
    tokens = reading.analysis.tokens
    if title[0] > hit.last and tokens[title[0] - 1].text in QUOTES:
        return True
    proper = [i for i in range(*title) if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()]
    return len(proper) > 0 and any(i < hit.first or i >= hit.last for i in proper)


def _is_proper(reading: Reading, hit: Hit, title: Range, number: int) -> bool:
    """Tell a scheme with a name of its own, in capitals to its last word: "the Garnet Scholars Program"."""
    tokens = reading.analysis.tokens
    words = [t for t in tokens[title[0] : max(title[1], hit.last)] if t.pos not in {"PUNCT", "PART", "ADP"}]
    capitals = len(words) > hit.last - hit.first and all(t.text[:1].isupper() for t in words)
    end = max(title[1], hit.last)
    around = reading.mentions_in(max(0, title[0] - BEFORE), min(end + BEFORE, len(tokens)))
    if any(m.type == "organisation" and m.first < end < m.last for m in around):
        return False  # "the Norland Scholarship Council"
    return (
        capitals
        and hit.code in reading.lexicon.terms("programmes", "schemes")
        and not reading.in_heading(number)
    )


def is_going(reading: Reading, title: Range, number: int, *, told: bool = False) -> bool:
    """Tell whether the sentence says that somebody sets it up or runs it, and does not only talk about it.

    Arguments:
        told: the sentence names those who run it, so it need not say that they do.
    """
    if _is_only_talked_of(reading, title, number):
        return False
    if told:
        return True
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    specific = reading.lexicon.cues("programmes", "specific")
    start = max(sentence.first, title[0] - BEFORE)
    if any(t.text in ":;" for t in tokens[sentence.first : title[0]]):  # "It foresees three things: …"
        start = sentence.first
    near = (start, min(sentence.last, title[1] + BEFORE))
    verbs = {"VERB", "AUX", "NOUN"} if reading.in_heading(number) else {"VERB", "AUX"}
    return any(tokens[hit.first].pos in verbs for hit in specific.find(tokens, *near))
