"""Acts of founding, opening and planning, and the bodies that they reach. Ranges are token indices."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.kinds.establishment_bodies import Body, is_body, is_history
from kelisim.extract.kinds.establishment_lists import owners_before, seats_of
from kelisim.extract.kinds.establishment_names import LONGEST, name_behind, name_of_body, named_around
from kelisim.extract.kinds.establishment_told import told_in
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite, outermost
from kelisim.extract.syntax import noun_phrase

_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_MARKS: Final = frozenset({",", "(", "–", "—"})
_REACH: Final = 14  # tokens between the founding and the body founded
_NEXT: Final = 8  # tokens between two bodies of a list, the place of the first included
_BEFORE: Final = 12  # tokens before a founding in which "interest in" still bears on it


def founded_bodies(reading: Reading) -> Iterator[Body]:
    """Yield the bodies that the text says are founded, sentence by sentence, with what each rests on."""
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        found: list[Body] = []
        for act in cues_in(reading, "establishments", "found", sentence.first, sentence.last):
            if act.code == "verb" and analysis.tokens[act.first].pos not in {"VERB", "AUX"}:
                continue
            found.extend(_founded(reading, act, number))
        if len(found) == 0:
            found.extend(_beginning(reading, number))
        if len(found) == 0:
            for act, hit in told_in(reading, number):
                found.extend(_accepted(reading, act, [hit], number))
        for body in found:
            if not _is_wish(reading, body.act, sentence.first) and not is_history(reading, body):
                yield from _one_each(reading, body, sentence.first)


def _founded(reading: Reading, act: Hit, number: int) -> Iterator[Body]:
    """Yield the objects of a founding, or what is founded in the passive."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    verb = act.first
    if act.code == "verb" and is_passive(analysis, verb):
        span = _undergoer(reading, verb)
        if span is not None:
            yield from _accepted(reading, act, _terms_at(reading, *span), number)
        return
    last: int | None = None
    before = _participle_of(reading, act, sentence.first) or _object_before(reading, act, sentence.first)
    if before is not None:
        yield from _accepted(reading, act, [before], number)
        return
    limit = min(sentence.last, act.last + _REACH)
    branch: Hit | None = None
    for hit in cues_in(reading, "establishments", "kind", act.last, sentence.last):
        if last is not None and hit.first < last:
            continue  # a noun of the name of whose branch it is
        body = _body(reading, act, hit, number)
        start = act.last if last is None else last
        if body.name[0] >= limit or not _is_reached(reading, start, body.name[0], listed=last is not None):
            break
        if _is_modifier(reading, body):
            break
        if branch is not None and body.proper is not None and hit.code != "campus":
            if body.name[1] >= sentence.last or analysis.tokens[body.name[1]].pos != "ADP":
                break  # a clause of its own: its verb tells
            yield Body(branch, (branch.first, branch.last), act, None, number, body.proper, seat=body.name[1])
        else:
            yield from _accepted(reading, act, [hit], number)
            branch = hit if hit.code == "campus" else None
        last, limit = body.name[1], min(sentence.last, body.name[1] + _NEXT)


def _undergoer(reading: Reading, verb: int) -> Range | None:
    """Return what is founded in the passive: the subject, or the noun that the participle follows."""
    analysis = reading.analysis
    for child in analysis.children[verb]:
        if analysis.tokens[child].relation == "nsubj:pass" and analysis.tokens[child].pos != "PRON":
            return noun_phrase(analysis, child)
    head = analysis.tokens[verb].head
    if analysis.tokens[verb].relation == "xcomp" and not reading.lexicon.inflected:  # "is to be built"
        above = [c for c in analysis.children[head] if analysis.tokens[c].relation.startswith("nsubj")]
        if len(above) > 0 and analysis.tokens[above[0]].pos in {"NOUN", "PROPN"}:
            return noun_phrase(analysis, above[0])
    if analysis.tokens[verb].relation.startswith("acl"):
        span = noun_phrase(analysis, head)
        return span[0], min(span[1], verb) if span[0] < verb else span[1]
    if analysis.tokens[verb].relation == "amod":  # "the newly established institute"
        return verb + 1, max(noun_phrase(analysis, head)[1], head + 1)
    return None


def _terms_at(reading: Reading, first: int, last: int) -> list[Hit]:
    """Return the term that heads a noun phrase: the last before its first preposition."""
    tokens = reading.analysis.tokens
    end = next((i for i in range(first + 1, last) if tokens[i].pos == "ADP"), last)
    return list(cues_in(reading, "establishments", "kind", first, end))[-1:]


def _participle_of(reading: Reading, act: Hit, first: int) -> Hit | None:
    """Return the term right before a past participle that no parse ties to it: "the Council, founded at"."""
    tokens = reading.analysis.tokens
    past = "VerbForm=Part" in tokens[act.first].features and "Aspect=Prog" not in tokens[act.first].features
    index = act.first - 1
    while index > first and _leads(reading, tokens[index]):
        index -= 1
    if act.code != "verb" or not past or index == act.first - 1 or tokens[index + 1].text not in _MARKS:
        return None
    start = max(first, index - LONGEST)
    hits = list(cues_in(reading, "establishments", "kind", start, index + 1))
    return next(
        (h for h in hits if _body(reading, act, h, reading.analysis.sentence_of[index]).name[1] == index + 1),
        None,
    )


def _leads(reading: Reading, token: Token) -> bool:
    """Tell a word between a name and the participle that follows it: ", which was", "– to be"."""
    copulas = reading.lexicon.terms("phrases", "copulas")
    to_be = token.lemma in copulas if token.pos == "AUX" else token.pos == "PART"
    return token.text in _MARKS or token.pos in {"ADV", "PRON"} or to_be


def _object_before(reading: Reading, act: Hit, first: int) -> Hit | None:
    """Return the term before a verb that closes its clause, where no parser tells: "ein Labor zu gründen"."""
    tokens = reading.analysis.tokens
    if act.code != "verb" or tokens[act.first].relation != "":
        return None
    closes = act.last >= len(tokens) or tokens[act.last].pos in {"PUNCT", "CCONJ", "AUX"}
    start = act.first
    while closes and start > first and tokens[start - 1].text not in {",", ";", ":"}:
        start -= 1
    hits = list(cues_in(reading, "establishments", "kind", start, act.first)) if closes else []
    return hits[-1] if len(hits) > 0 else None


def _is_reached(reading: Reading, first: int, last: int, *, listed: bool) -> bool:
    """Tell whether only words of the same phrase stand between a founding and a body's name."""
    tokens = reading.analysis.tokens
    places = {m.first - 1: m for m in reading.mentions_in(first, last) if m.type == "place"}
    skipped = {
        i for before, m in places.items() for i in range(before, m.last) if tokens[before].pos == "ADP"
    }
    if listed:  # "the branch of X in Almaty, the branch of Y in Atyrau"
        skipped |= _seated(reading, first, last)
    for index in range(first, last):
        token = tokens[index]
        if index in skipped:  # "открыть в Астане центр"
            continue
        if token.text in {":", ";", "."} or token.pos in {"ADP", "SCONJ", "AUX"}:
            return False
        if token.pos == "VERB" and is_finite(reading.analysis, index):
            return False
        if not listed and token.pos in {"NOUN"} and not _in_mention(reading, index):
            return False
    return not listed or any(tokens[i].pos == "CCONJ" or tokens[i].text == "," for i in range(first, last))


def _seated(reading: Reading, first: int, last: int) -> set[int]:
    """Return the tokens of "of <whose>" and "in <place>" right behind the body that a list goes on after."""
    tokens = reading.analysis.tokens
    taken: set[int] = set()
    for mention in outermost(reading.mentions_in(first, last)).values():
        start = mention.first - 1
        while start >= first and tokens[start].pos == "DET":
            start -= 1
        joined = reading.lexicon.cues("establishments", "roles.partners").at(tokens, start, last) is not None
        if joined or start < first:
            continue
        if tokens[start].pos == "ADP" and (start == first or start - 1 in taken):
            taken.update(range(start, mention.last))
    return taken


def _in_mention(reading: Reading, index: int) -> bool:
    near = reading.mentions_in(max(0, index - LONGEST), index + LONGEST)
    return any(m.first <= index < m.last for m in near)


def _is_modifier(reading: Reading, body: Body) -> bool:
    """Tell whether the noun only describes another: "laboratory equipment", "centre directors"."""
    tokens = reading.analysis.tokens
    after = body.hit.last
    if body.proper is not None and body.proper.last > after:
        return False
    above = tokens[after - 1].head
    if tokens[after - 1].relation == "compound" and after <= above < after + 3:
        return True  # "the X Graduate School Programme"
    if after < len(tokens) and "Case=" in tokens[after].features:
        return False  # a genitive tells what the body is for
    return after < len(tokens) and tokens[after].pos == "NOUN" and tokens[after - 1].pos == "NOUN"


def _beginning(reading: Reading, number: int) -> Iterator[Body]:
    """Yield a body that is the subject of beginning: "the branch campus will open in September"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    for act in cues_in(reading, "establishments", "begins", sentence.first, sentence.last):
        verb = next((i for i in range(act.first, act.last) if analysis.tokens[i].pos == "VERB"), act.first)
        objects = [c for c in analysis.children[verb] if analysis.tokens[c].relation == "obj"]
        if any(child >= act.last or analysis.tokens[child].pos == "PRON" for child in objects):
            continue
        heads = [c for c in analysis.children[verb] if analysis.tokens[c].relation.startswith("nsubj")]
        if analysis.tokens[verb].relation.startswith("acl"):
            heads.append(analysis.tokens[verb].head)
        for head in heads:
            if analysis.tokens[head].pos in {"NOUN", "PROPN"}:
                yield from _accepted(reading, act, _terms_at(reading, *noun_phrase(analysis, head)), number)
    for act in cues_in(reading, "establishments", "works", sentence.first, sentence.last):
        yield from _at_work(reading, act, number)


def _at_work(reading: Reading, act: Hit, number: int) -> Iterator[Body]:
    """Yield a council told as new by what it is to do: "a joint committee will meet twice a year"."""
    analysis = reading.analysis
    if analysis.tokens[act.first].pos != "VERB":
        return
    articles = reading.lexicon.terms("establishments", "articles")
    councils = reading.lexicon.terms("establishments", "at_work")
    for head in analysis.children[act.first]:
        token = analysis.tokens[head]
        if token.relation not in {"nsubj", "nsubj:pass"} or token.pos not in {"NOUN", "PROPN"}:
            continue
        span = noun_phrase(analysis, head)
        if analysis.tokens[span[0]].lower in articles:
            terms = [hit for hit in _terms_at(reading, *span) if hit.code in councils]
            yield from _accepted(reading, act, terms, number)


def _accepted(reading: Reading, act: Hit, hits: list[Hit], number: int) -> Iterator[Body]:
    for hit in hits:
        body = _body(reading, act, hit, number)
        seats = seats_of(reading, hit, body.name, number) if body.proper is None else ()
        for place in seats:
            yield Body(hit, body.name, act, None, number, place=place)
        if len(seats) == 0 and is_body(reading, body):
            yield _called(reading, body)


def _called(reading: Reading, body: Body) -> Body:
    """Return a body by the name that is told behind its description."""
    last = reading.analysis.sentences[body.number].last
    called = name_behind(reading, body.hit, body.name[1], last) if body.proper is None else None
    if called is None:
        return body
    return replace(body, name=(called.first, called.last), proper=called, seat=body.name[1])


def _body(reading: Reading, act: Hit, hit: Hit, number: int) -> Body:
    sentence = reading.analysis.sentences[number]
    within = (sentence.first, sentence.last)
    proper = named_around(reading, hit, within)
    name = name_of_body(reading, hit, proper, within)
    return Body(hit, name, act, proper, number)


def _is_wish(reading: Reading, act: Hit, first: int) -> bool:
    whole = reading.analysis.tokens[act.first].relation == ""  # no parser: the verb stands far from its modal
    start = first if whole else max(first, act.first - _BEFORE)
    return any(True for _ in cues_in(reading, "establishments", "wished", start, act.first))


def _one_each(reading: Reading, body: Body, first: int) -> Iterator[Body]:
    """Yield the body once for each owner of branches: "A, B and C have opened campuses"."""
    if body.hit.code != "campus" or body.owner is not None:
        yield body
        return
    owners = owners_before(reading, body.act.first, first) or _branch_owners(reading, body, first)
    if "Number=Plur" in reading.analysis.tokens[body.hit.last - 1].features and len(owners) == 0:
        return
    if len(owners) == 0:
        yield body
    name = body.name if len(owners) < 2 else (body.name[0], body.hit.last)
    for owner in owners:
        yield Body(body.hit, name, body.act, body.proper, body.number, owner, place=body.place)


def _branch_owners(reading: Reading, body: Body, first: int) -> list[Mention]:
    tokens = reading.analysis.tokens
    of = reading.lexicon.terms("establishments", "of")
    last = body.hit.last
    if last < len(tokens) and tokens[last].lower in of:
        sentence = reading.analysis.sentences[body.number]
        return list(names_after(reading, last + 1, sentence.last, _BODIES))
    near = [
        m
        for m in reading.mentions_in(first, body.hit.first + 1)
        if m.type in _BODIES and m.last <= body.hit.first
    ]
    own = [
        m for m in near if body.hit.first - m.last <= 3 and not _verb_between(reading, m.last, body.hit.first)
    ]
    if len(own) > 0:
        return [min(own, key=lambda m: m.first)]
    if body.act.code == "verb" and not is_passive(reading.analysis, body.act.first):
        return [m for m in subjects_of(reading, body.act.first, first, _BODIES) if len(m.referents) > 0]
    return []


def _verb_between(reading: Reading, first: int, last: int) -> bool:
    return any(reading.analysis.tokens[i].pos in {"VERB", "AUX", "ADP"} for i in range(first, last))
