"""What the parties undertake, in clauses with a verb bracket: topics, provisions, infinitives."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.reading import Reading
from kelisim.extract.verb_second import Clause, clauses, is_zu_infinitive, noun_phrase_from, object_of

_OPENING: Final = 12  # tokens of a clause in which its agreement is named
_ITEMS: Final = 8  # items of a list that a sentence announces


def undertaken(reading: Reading, thread: Thread, sentences: Sequence[int]) -> Iterator[tuple[Range, str]]:
    """Yield the phrases that tell what is undertaken in one agreement, each with how surely.

    Arguments:
        sentences: numbers of those that may tell of this agreement.
    """
    for report in thread.reports:
        if not report.heading and report.noun is not None:
            yield from ((piece, "topic") for piece in _topic(reading, report))
    own = {report.sentence for report in thread.reports if not report.heading}
    before = {min(own) - 1} if len(own) > 0 and min(own) > 0 else set()
    for number in sorted({*sentences, *before}):
        every = clauses(reading, number)
        for position, clause in enumerate(every):
            for told, tier in _told(reading, clause, every[position + 1 :], number in own):
                if number in sentences or tier == "told":
                    yield told, tier


def _topic(reading: Reading, report: Report) -> Iterator[Range]:
    """Yield what an agreement is on: "über den Austausch von …", "zur gemeinsamen Erforschung von …"."""
    assert report.noun is not None
    tokens = reading.analysis.tokens
    clause = next((c for c in clauses(reading, report.sentence) if report.noun[0] in c.tokens), None)
    if clause is None:
        return
    index = report.noun[1]
    names = {m.first: m.last for m in reading.mentions_in(index, clause.last)}
    while index < clause.last and (
        index in names or tokens[index].lower in {"mit", "der", "dem", "zwischen", "und"}
    ):
        index = names.get(index, index + 1)
    hit = reading.lexicon.cues("agreements", "topics").at(tokens, index, clause.last)
    dated = any(d.first <= index + 1 < d.last for d in reading.dates_in(index, clause.last))
    if (
        hit is None
        or dated
        or any(a.first <= hit.last < a.last for a in reading.amounts_in(index, clause.last))
    ):
        return
    found = noun_phrase_from(reading, clause, hit.last)
    if found is not None and not any(m.first == found[0] for m in reading.mentions_in(*found)):
        yield from _parted(reading, *found)


def _parted(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the members of a list, "Nutzung und Pflege von X" being one."""
    tokens = reading.analysis.tokens
    if any(tokens[i].text == "," for i in range(first, last)):
        yield from members(reading, first, last)
    else:
        yield first, last


def members(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the noun phrases of a list without their articles; lists within one of them stay whole."""
    tokens = reading.analysis.tokens
    start = first
    for index in range(first + 1, last):
        if not _parts(reading, index, last):
            continue
        yield from _bare(reading, start, index)
        start = index + 1
    yield from _bare(reading, start, last if last <= first or tokens[last - 1].pos != "PUNCT" else last - 1)


def _parts(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a comma or coordinator begins another member, not another noun of a member's own list."""
    tokens = reading.analysis.tokens
    if index + 1 >= last:
        return False
    if tokens[index].lower == "sowie":
        return True
    after = tokens[index + 1]
    follows = tokens[index + 2] if index + 2 < last else None
    long = after.pos in {"DET", "ADJ", "NUM"} or (follows is not None and follows.pos == "ADP")
    if tokens[index].text == ",":
        inner = tokens[index - 1].pos == "NOUN" and tokens[index - 2].pos == "ADP"
        own = index + 3 < last and tokens[index + 2].pos == "CCONJ" and tokens[index + 3].pos == "DET"
        return long or (after.pos == "NOUN" and (own or not inner))
    back = index - 1
    while back > 0 and tokens[back].pos in {"NOUN", "ADJ", "PUNCT"}:
        back -= 1
    governed = tokens[back].pos == "ADP" and after.pos != "DET"  # "zu Staub, Wasser und Klima in Asien"
    return tokens[index].lower == "und" and long and not governed


def _bare(reading: Reading, first: int, last: int) -> Iterator[Range]:
    tokens = reading.analysis.tokens
    while first < last and tokens[first].pos in {"DET", "PUNCT", "CCONJ", "ADV"}:
        first += 1
    while (
        last > first
        and tokens[last - 1].pos in {"PUNCT", "CCONJ", "ADV", "DET"}
        and tokens[last - 1].text not in "“”»"
    ):
        last -= 1
    if first < last and any(tokens[i].pos in {"NOUN", "PROPN"} for i in range(first, last)):
        yield first, last


def _told(reading: Reading, clause: Clause, rest: Sequence[Clause], own: bool) -> Iterator[tuple[Range, str]]:
    """Yield what a clause says to be provided for, foreseen, or what the parties commit themselves to."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if clause.full is None or clause.finite is None:
        return
    lemmas = {tokens[i].lemma for i in clause.tokens if tokens[i].pos == "VERB"}
    foreseen = words.cues("agreements", "foreseen").at(tokens, clause.first, clause.last)
    if foreseen is not None and clause.kind == "main":
        begin = max(foreseen.last, clause.finite + 1)
        yield from ((piece, "near") for piece in _list(reading, clause, begin))
        return
    provides = not lemmas.isdisjoint(words.terms("agreements", "provides"))
    if provides and _is_agreement(reading, clause):
        yield from _provided(reading, clause, rest)
        return
    if (
        provides
        and clause.passive
        and tokens[clause.first].lower in reading.lexicon.terms("agreements", "thereby")
    ):
        found = object_of(reading, clause)
        if found is not None:
            yield found, "told"
        return
    if not lemmas.isdisjoint(words.terms("agreements", "commits")):
        yield from _committed(reading, clause, rest, own=own)


def _committed(
    reading: Reading, clause: Clause, rest: Sequence[Clause], *, own: bool
) -> Iterator[tuple[Range, str]]:
    """Yield what parties commit themselves to: infinitives in clauses of their own, else in this one."""
    tokens = reading.analysis.tokens
    assert clause.finite is not None
    listed = False
    for after in rest:
        apart = after.first - clause.last > 2 and after.first not in range(clause.first, clause.last)
        if after.kind == "infinitive" and not apart:
            yield from ((piece, "told") for piece in _infinitives(reading, after))
            listed = True
    inner = [i for i in clause.tokens if is_zu_infinitive(tokens, i) and i > clause.finite]
    if listed or len(inner) == 0 or not own:
        return
    commas = [i for i in clause.tokens if clause.finite < i < inner[0] and tokens[i].text == ","]
    if len(commas) == 0:
        yield (clause.finite + 1, inner[-1] + 1), "near"
    else:  # "vereinbarten in einem Vertrag, Studierende auszutauschen"
        yield from ((piece, "told") for piece in _by_verbs(tokens, commas[-1] + 1, inner, clause.last))


def _is_agreement(reading: Reading, clause: Clause) -> bool:
    """Tell whether an agreement is the subject: of a relative clause behind it, as "Er", "Das Abkommen"."""
    tokens = reading.analysis.tokens
    kinds = reading.lexicon.cues("agreements", "kinds")
    if clause.kind == "relative":
        near = range(max(0, clause.first - 4), clause.first)
        return any(kinds.at(tokens, i, clause.first) is not None for i in near)
    if tokens[clause.tokens[0]].lower in reading.lexicon.terms("agreements", "takes_up"):
        return True
    return any(kinds.at(tokens, i, clause.last) is not None for i in clause.tokens[:_OPENING])


def _provided(reading: Reading, clause: Clause, rest: Sequence[Clause]) -> Iterator[tuple[Range, str]]:
    tokens = reading.analysis.tokens
    assert clause.finite is not None
    last = clause.tokens[-1]
    if tokens[last].text == ":" or (last + 1 < len(tokens) and tokens[last + 1].text == ":"):
        yield from ((item, "list") for item in _items(reading, reading.analysis.sentence_of[last]))
        return
    side = next((c for c in rest if c.kind == "side" and tokens[c.first].lower == "dass"), None)
    if side is not None:
        yield (side.first + 1, side.last), "told"
        return
    begin = clause.finite + 1 if clause.kind == "main" else clause.first + 1
    yield from ((piece, "told") for piece in _list(reading, clause, begin))


def _list(reading: Reading, clause: Clause, begin: int) -> Iterator[Range]:
    """Yield the members of a list that begins at a token: until a verb, a parted prefix or another clause."""
    tokens = reading.analysis.tokens
    skip = reading.lexicon.cues("agreements", "besides")
    hit = skip.at(tokens, begin, clause.last) if begin < clause.last else None
    begin = begin if hit is None else hit.last
    end = begin
    while end < clause.last and end in clause.tokens:
        if tokens[end].pos in {"VERB", "AUX", "PART"} or tokens[end].text in {";", ".", ":", "–"}:
            break
        end += 1
    if end > begin:
        yield from members(reading, begin, end)


def _infinitives(reading: Reading, clause: Clause) -> Iterator[Range]:
    """Yield what infinitives joined by "und" say: "Personal auszubilden und Daten abzulegen"."""
    tokens = reading.analysis.tokens
    verbs = [i for i in range(clause.first, clause.last) if is_zu_infinitive(tokens, i)]
    yield from _by_verbs(tokens, clause.first, verbs, clause.last)
    last = reading.analysis.sentences[reading.analysis.sentence_of[clause.first]].last
    if clause.last < last and tokens[clause.last].pos == "CCONJ":
        final = next((i for i in range(clause.last, last) if is_zu_infinitive(tokens, i)), None)
        if final is not None:
            yield clause.last + 1, final + 1


def _by_verbs(tokens: Sequence[Token], start: int, verbs: Sequence[int], last: int) -> Iterator[Range]:
    """Yield what ends with each of the verbs, from `start` on."""
    for index in verbs:
        yield start, index + 1
        start = index + 1
        while start < last and tokens[start].pos in {"CCONJ", "PUNCT"}:
            start += 1


def _items(reading: Reading, number: int) -> Iterator[Range]:
    """Yield the items of the list that a sentence announces with a colon."""
    analysis = reading.analysis
    for sentence in analysis.sentences[number + 1 : number + 1 + _ITEMS]:
        first, last = sentence.first, sentence.last
        marked = analysis.tokens[first].text in {"•", "–", "-", "*", "·"}
        if analysis.blocks[sentence.block].kind != "item" and not marked:
            return
        first += marked
        while last > first and analysis.tokens[last - 1].pos == "PUNCT":
            last -= 1
        while first < last and analysis.tokens[first].pos in {"DET", "PUNCT"}:
            first += 1
        if first < last:
            yield first, last
