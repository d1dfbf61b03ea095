"""Names listed in a sentence: "funded by A, B and the C", "led by P, Rector of Q"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Date, Mention, MentionType, Reading
from kelisim.extract.roles import is_finite, parts
from kelisim.extract.syntax import subject_range

_OPEN: Final = frozenset({"DET", "CCONJ", "PUNCT", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_POST: Final = 10  # words between an office and the body that it is of, where they are one phrase
_ASIDE: Final = 10  # words in brackets behind a name
_FAR: Final = 6  # words that may stand between a cue and its first name, or between two names


def names_after(
    reading: Reading, index: int, last: int, types: frozenset[MentionType]
) -> tuple[Mention, ...]:
    """Return the names listed from token `index` on, before `last`: until a verb, a preposition or a stop.

    Posts, titles and appositions between names are read over ("Rector of Q" after P).
    """
    found: list[Mention] = []
    posts = _post_spans(reading)
    tokens = reading.analysis.tokens
    far, begin = 0, index
    while index < last and far <= _FAR:
        mention = _longest_at(reading, index, last)
        if mention is not None:
            inside_post = any(first <= mention.first < end for first, end in posts)
            if mention.type in types and not inside_post:
                found.append(mention)
            elif mention.type not in types and len(found) == 0 and not inside_post:
                break
            index, far = mention.last, 0
            continue
        post = next((end for first, end in posts if first <= index < end), None)
        if post is not None:
            index, far = post, 0
            continue
        token = tokens[index]
        if token.text == "(" and len(found) > 0 and found[-1].last == index:
            closing = next(
                (i for i in range(index, min(index + _ASIDE, last)) if tokens[i].text == ")"), None
            )
            aside = closing is not None and _longest_at(reading, index + 1, last) is None
            if closing is not None and aside:  # "P (faculty of medicine) and Q"
                index, far = closing + 1, 0
                continue
        if token.pos == "ADP" and len(found) > 0:
            seat = _seat(reading, index, last, found[-1])
            again = tokens[index - 1].pos == "CCONJ" and token.lower == tokens[begin - 1].lower
            if seat is not None or again:  # "the Institute in Almaty and …", "by P and by Q"
                index, far = (index + 1, far + 1) if seat is None else (seat, 0)
                continue
        if token.pos not in _OPEN or token.text in ";.:!?" or (token.text in "–—" and len(found) > 0):
            break
        index, far = index + 1, far + 1
    if len(found) > 1 and index < last and found[-1].last == index and _is_subject(reading, found[-1]):
        found.pop()
    return tuple(found)


def _seat(reading: Reading, preposition: int, last: int, mention: Mention) -> int | None:
    """Return the token after "in <place>" right behind an organisation, where the list goes on after it."""
    markers = reading.lexicon.terms("circumstances", "place_markers")
    tokens = reading.analysis.tokens
    if mention.last != preposition or tokens[preposition].lower not in markers:
        return None
    place = next((m for m in reading.mentions_in(preposition + 1, last) if m.first == preposition + 1), None)
    if place is None or place.type != "place" or place.last >= last:
        return None
    return place.last if tokens[place.last].text == "," or tokens[place.last].pos == "CCONJ" else None


def _is_subject(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name after a comma begins a clause of its own: "by the fund, the university said"."""
    tokens = reading.analysis.tokens
    before = next((i for i in range(mention.first - 1, 0, -1) if tokens[i].pos not in {"DET", "ADJ"}), 0)
    return tokens[before].text == "," and is_finite(reading.analysis, mention.last)


def names_before(
    reading: Reading, first: int, index: int, types: frozenset[MentionType]
) -> tuple[Mention, ...]:
    """Return the names of these types between `first` and token `index`, outermost only."""
    kept: list[Mention] = []
    posts = _post_spans(reading)
    for mention in reading.mentions_in(first, index):
        if any(m.first <= mention.first and mention.last <= m.last and m != mention for m in kept):
            continue
        if mention.type in types and not any(a <= mention.first < b for a, b in posts):
            kept.append(mention)
    return tuple(kept)


def subjects_of(
    reading: Reading, verb: int, first: int, types: frozenset[MentionType]
) -> tuple[Mention, ...]:
    """Return the names that are the subject of an active verb; those before it, where no parser tells.

    Arguments:
        first: the token from which names before the verb may count.
    """
    analysis = reading.analysis
    if analysis.tokens[verb].relation == "acl:relcl":
        return _listed_before(reading, verb, types)
    if (near := _right_before(reading, verb, first, types)) is not None:
        return (near,)
    told = subject_range(analysis, verb)
    start, end = told if told is not None else (first, verb)
    if end - start == 1 and (above := _reported_by(analysis, verb, start)) is not None:
        return subjects_of(reading, above, first, types)
    heads = [i for i in range(start, end) if analysis.tokens[i].relation == "nsubj"]
    named = [m for m in reading.mentions_in(start, end) if any(m.first <= i < m.last for i in heads[:1])]
    if len(heads) > 0 and len(named) == 0 and analysis.tokens[heads[0]].pos == "NOUN":
        return ()
    found = [p for p in parts(reading, start, end) if p.mention.type in types and not p.nested]
    return tuple(p.mention for p in found if p.role in {"subject", "between"})


def _reported_by(analysis: Analysis, verb: int, subject: int) -> int | None:
    """Return the verb whose subject a pronoun takes up: "A announced that it will open a branch"."""
    token = analysis.tokens[verb]
    pronoun = analysis.tokens[subject]
    meant = pronoun.pos == "PRON" and "Person=3" in pronoun.features
    return (
        token.head
        if meant and token.relation == "ccomp" and analysis.tokens[token.head].pos == "VERB"
        else None
    )


def _right_before(reading: Reading, verb: int, first: int, types: frozenset[MentionType]) -> Mention | None:
    """Return the name between a comma and the auxiliary of a further clause that the parse gives no subject:
    "A will open a branch in P, B will set up a campus".
    """
    analysis = reading.analysis
    tokens = analysis.tokens
    children = analysis.children[verb]
    helpers = [c for c in children if tokens[c].relation == "aux" and c < verb]
    if tokens[verb].relation != "conj" or len(helpers) == 0:
        return None
    if any(tokens[c].relation.startswith("nsubj") for c in children):
        return None
    for mention in reading.mentions_in(first, helpers[0]):
        start = mention.first - (tokens[mention.first - 1].pos == "DET")
        if mention.last == helpers[0] and mention.type in types and tokens[start - 1].text == ",":
            return mention
    return None


def _listed_before(reading: Reading, verb: int, types: frozenset[MentionType]) -> tuple[Mention, ...]:
    """Return the names that a relative clause follows: "A, B and C, all of which have opened"."""
    tokens = reading.analysis.tokens
    found: list[Mention] = []
    edge = verb
    for mention in reversed(names_before(reading, max(0, verb - 60), verb, types)):
        between = tokens[mention.last : edge]
        if len(found) == 0:
            joined = len(between) <= _FAR and all(t.pos not in {"NOUN", "PROPN"} for t in between)
        else:
            joined = all(t.pos in {"PUNCT", "CCONJ", "DET"} and t.text != "." for t in between)
        if not joined:
            break
        found.append(mention)
        edge = mention.first
    return tuple(reversed(found))


def is_ahead(date: Date, reference: str | None) -> bool:
    """Tell whether a date lies after the day on which the text was published, at the date's precision."""
    return date.value is not None and reference is not None and date.value > reference[: len(date.value)]


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Tell whether a verb is in the passive, or a participle that follows what it is done to."""
    token = analysis.tokens[verb]
    relations = {analysis.tokens[child].relation for child in analysis.children[verb]}
    if len(relations & {"aux:pass", "nsubj:pass"}) > 0:
        return True
    finite = len(relations & {"aux", "nsubj"}) > 0
    past = "VerbForm=Part" in token.features and "Aspect=Prog" not in token.features
    return past and not finite and token.relation.split(":")[0] in {"acl", "amod"}


def cues_in(reading: Reading, topic: str, name: str, first: int, last: int) -> Iterator[Hit]:
    """Yield the terms of a table of the lexicon that stand in the tokens `first` to `last`."""
    return reading.lexicon.cues(topic, name).find(reading.analysis.tokens, first, last)


def _longest_at(reading: Reading, index: int, last: int) -> Mention | None:
    here = [m for m in reading.mentions_in(index, last) if m.first == index]
    return max(here, key=lambda m: m.last, default=None)


def _post_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the ranges of offices with the organisations that follow them."""
    spans = []
    for post in reading.posts:
        first, end = post.office_tokens
        body = post.organisation_tokens
        if body is not None and first <= body[0] <= end + _POST:  # else told elsewhere: "the Rector … of Q"
            end = max(end, body[1])
        spans.append((first, end))
    return spans
