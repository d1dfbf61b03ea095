"""Who stands with an agreement's act: parties, signatories, and words for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.kinds.agreement_acts import Act, agreement_nouns, is_passive, relative_subject
from kelisim.extract.kinds.agreement_beside import linked, owning
from kelisim.extract.kinds.agreement_signers import signed_for
from kelisim.extract.kinds.gapping import Gap
from kelisim.extract.kinds.verb_second.sides import placed_in_clauses
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part, parts
from kelisim.extract.syntax import dependents, subject_range, subtree

_SIGNED_FOR: Final = frozenset({"organisation", "place"})
_NEAR: Final = 4  # tokens of "represented by its"
_LAPSED: Final = 14  # tokens between an agreement's noun and the verb of its end
_STANDING: Final = 16  # tokens of "its Minister of Education and Training, Prof. Q"


def placed_names(
    reading: Reading, number: int, noun: Hit | None, act: Act | None, zone: tuple[int, int]
) -> list[tuple[str, Part]]:
    """Return the names of a report's clause, each with the side it stands on: "subject", "noun", "after"."""
    analysis = reading.analysis
    placed: list[tuple[str, Part]] = []
    if reading.lexicon.verb_second:
        return placed_in_clauses(reading, number, noun, act)
    heading = analysis.is_heading(analysis.sentences[number])
    bound = list(linked(reading, noun, act, analysis.sentences[number].last))
    if len(bound) > 0:
        return bound
    if noun is not None:
        placed += owning(reading, noun, analysis.sentences[number].first)
    if act is None:
        assert noun is not None
        if is_had(reading, zone[0], noun.first):
            placed += [("subject", part) for part in parts(reading, zone[0], noun.first)]
        placed += [("noun", part) for part in parts(reading, noun.last, zone[1], role="object")]
        return placed
    index = act.tokens[0]
    noun_after = noun is not None and noun.first > index
    relative = None if noun is None or noun_after else relative_subject(reading, noun, act)
    if relative is not None:
        placed += [("subject", part) for part in parts(reading, *relative)]
    elif not is_passive(analysis, act) or heading:
        found = None if heading else _credited(reading, index) or subject_range(analysis, index)
        first, last = found if found is not None else (zone[0], index)
        if first < index:
            first = zone[0] if _cuts(reading, first) else max(first, zone[0])
        placed += [("subject", part) for part in parts(reading, first, last)]
    elif act.nominal and (verb := _performed(reading, zone[0], index)) is not None:
        first, last = subject_range(analysis, verb) or (zone[0], verb)
        placed += [("subject", part) for part in parts(reading, first, last)]
    elif act.nominal:
        placed += _holders(reading, zone, index)
    if noun is not None and not noun_after:
        placed += [
            ("noun", part) for part in _owning(reading, parts(reading, noun.last, index, role="object"))
        ]
    after = parts(reading, index if act.sole else act.tokens[1], zone[1], role="object")
    if noun is not None and noun_after:
        after = _without_others(reading, after, act, noun)
    placed += [("after", part) for part in after]
    return placed


def _without_others(reading: Reading, after: tuple[Part, ...], act: Act, noun: Hit) -> tuple[Part, ...]:
    """Return the names behind an act without the sides of a paper before this one, which has its own:
    "signed a memorandum with A and an agreement with B".
    """
    sides = {"partner", "between"}
    own = any(part.role in sides and part.mention.first >= noun.last for part in after)
    before = agreement_nouns(reading, act.tokens[1], noun.first) if own else []
    if len(before) == 0:
        return after
    theirs = range(before[0].last, noun.first)
    return tuple(part for part in after if part.role not in sides or part.mention.first not in theirs)


def _owning(reading: Reading, named: Sequence[Part]) -> list[Part]:
    """Return the names behind a noun, two owners in the genitive as its sides: "соглашение А и Б"."""
    bodies = [part for part in named if part.mention.type == "organisation"]
    if not reading.lexicon.cased or len(bodies) != len(named) or len(bodies) != 2:
        return list(named)
    return [replace(part, role="between", nested=False) for part in named]


def _credited(reading: Reading, act: int) -> tuple[int, int] | None:
    """Return the object of a verb that tells whose deed it was: "congratulated X and Y on signing"."""
    analysis = reading.analysis
    verb = analysis.tokens[act].head
    if analysis.tokens[act].relation != "advcl" or "Aspect=Prog" not in analysis.tokens[act].features:
        return None
    praised = analysis.tokens[verb].lemma in reading.lexicon.terms("agreements", "credited")
    objects = dependents(analysis, verb, "obj") if praised else ()
    return (subtree(analysis, objects[0])[0], act) if len(objects) > 0 and objects[0] < act else None


def placed_without_verb(reading: Reading, gap: Gap, noun: Hit, last: int) -> list[tuple[str, Part]]:
    """Return the names of a clause whose verb was told before: those before its dash, and after its noun."""
    placed = [("subject", part) for part in parts(reading, *gap)]
    return placed + [("noun", part) for part in parts(reading, noun.last, last, role="object")]


def subjects_placed(reading: Reading, act: Act, first: int) -> list[tuple[str, Part]]:
    """Return the names that are the subject of an act, for the clauses behind it that lack both."""
    begin, end = subject_range(reading.analysis, act.tokens[0]) or (first, act.tokens[0])
    return [("subject", part) for part in parts(reading, begin, min(end, act.tokens[0]))]


def _cuts(reading: Reading, index: int) -> bool:
    """Tell whether a subject begins within a name: then the parse lost its beginning."""
    return any(m.first < index < m.last for m in reading.mentions_in(max(0, index - _STANDING), index + 1))


def _performed(reading: Reading, first: int, act: int) -> int | None:
    """Return the verb of those who "took part in the signing": they are signatories, its guests are not."""
    cues = reading.lexicon.cues("agreements", "signing_by")
    hits = cues.find(reading.analysis.tokens, max(first, act - 5), act)
    return next((hit.first for hit in hits), None)


def _holders(reading: Reading, zone: tuple[int, int], act: int) -> list[tuple[str, Part]]:
    """Return the bodies that hold or announce a signing with another one that is named: they sign too."""
    held = list(
        reading.lexicon.cues("agreements", "signing_held").find(reading.analysis.tokens, zone[0], act)
    )
    bodies = {"organisation", "group"}
    after = [p for p in parts(reading, act, zone[1], role="object") if p.mention.type in bodies]
    if len(held) == 0 or not any(p.role == "partner" and not p.nested for p in after):
        return []
    first, last = subject_range(reading.analysis, held[-1].first) or (zone[0], held[-1].first)
    return [("subject", p) for p in parts(reading, first, last) if p.mention.type in bodies]


def is_had(reading: Reading, first: int, noun: int) -> bool:
    """Tell whether somebody has the agreement or rests on it: "has a memorandum", "through an agreement"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if any(True for _ in words.cues("agreements", "had").find(tokens, max(first, noun - 6), noun)):
        return True
    return any(True for _ in words.cues("agreements", "through").find(tokens, max(first, noun - 4), noun))


def is_lapsed(reading: Reading, noun: Hit, first: int, last: int) -> bool:
    """Tell whether an agreement is said to have run out or to run on: "Меморандум с X истёк в 2020 году"."""
    lapsed = reading.lexicon.cues("agreements", "lapsed").find(reading.analysis.tokens, first, last)
    return any(abs(hit.first - noun.first) <= _LAPSED for hit in lapsed)


def sort_out(
    reading: Reading, placed: list[tuple[str, Part]], zone: tuple[int, int], *, plural: bool
) -> tuple[tuple[tuple[Mention, ...], ...], tuple[Mention, ...], bool]:
    """Return who of those placed are parties (one list a "between"), who signs, and whether all do."""
    subject: list[Mention] = []
    partner: list[Mention] = []
    between: list[list[Mention]] = []
    people: list[Mention] = []
    delegates: list[Mention] = []
    last_between = -1
    for side, part in placed:
        mention, role = part.mention, part.role
        wanted = {
            "subject": {"subject", "between", "partner", "behalf", "agent", "delegate"},
            "noun": {"between", "partner", "agent", "behalf"},
            "after": {"between", "partner", "agent", "behalf", "delegate"},
            "host": {"between"},
        }[side]
        aside = mention.type != "person" and role == "delegate" and _represents(reading, mention)
        if role not in wanted or part.nested or aside:
            continue
        if mention.type == "person":
            acts = role in {"subject", "partner", "agent", "delegate", "same"} and side != "host"
            if acts or (role == "behalf" and side == "after" and _stands_behind(placed, part)):
                people.append(mention)
            if role == "delegate":
                delegates.append(mention)
            continue
        if role == "behalf" and mention.type == "place":
            subject += signed_for(reading, mention)
        elif role == "between":
            pair = between[-1] if len(between) > 0 else []
            if last_between < 0 or _new_between(reading, pair, mention, plural=plural):
                between.append([])
            between[-1].append(mention)
            last_between = mention.last
        elif role == "partner":
            partner.append(mention)
        else:
            subject.append(mention)
    before = [p.mention for side, p in placed if side == "subject" and p.mention in people]
    if len(before) > 1 and not reading.lexicon.inflected:  # "as told by P, Q signed": not P
        people = [m for m in people if m not in before or m in delegates or not _by_another(reading, m)]
    group = _has_group(reading, placed, zone)
    if len(subject) == 0 and len(partner) > 0 and len(between) == 0:
        subject += _for_whom(reading, [m for m in people if m.last <= partner[0].first])
    lists = _lists(subject, partner, between, plural=plural)
    apart = _with_each(reading, lists[0]) if plural and len(lists) == 1 else ()
    return apart or lists, tuple(people), group


def _for_whom(reading: Reading, people: list[Mention]) -> list[Mention]:
    """Return the bodies at which those who sign with others hold posts: "Rector P signed with Y"."""
    signing = {id for m in people for id in m.referents}
    held = (p for p in reading.posts if p.person in signing and p.organisation is not None)
    return distinct(
        Mention(*post.organisation_tokens, "organisation", (post.organisation,))
        for post in held
        if post.organisation_tokens is not None and post.organisation is not None
    )


def _represents(reading: Reading, mention: Mention) -> bool:
    """Tell whether a body only stands for the one told before: "X, represented by its Institute of Y"."""
    markers = reading.lexicon.cues("roles", "markers")
    near = markers.find(reading.analysis.tokens, max(0, mention.first - _NEAR), mention.first)
    return any(hit.code == "delegate" for hit in near)


def _stands_behind(placed: list[tuple[str, Part]], person: Part) -> bool:
    """Tell whether the person follows the body that he signs for: "on behalf of X, Rector P"."""
    before = [p for _, p in placed if p.mention.last <= person.mention.first]
    return len(before) > 0 and before[-1].role == "behalf" and before[-1].mention.type in _SIGNED_FOR


def _by_another(reading: Reading, mention: Mention) -> bool:
    """Tell whether "by" stands right before a name that comes before an active verb."""
    near = reading.lexicon.cues("roles", "markers").find(
        reading.analysis.tokens, max(0, mention.first - 2), mention.first
    )
    return any(hit.code == "agent" for hit in near)


def _lists(
    subject: list[Mention], partner: list[Mention], between: list[list[Mention]], *, plural: bool
) -> tuple[tuple[Mention, ...], ...]:
    """Return one list of parties an agreement.

    "Memoranda with A, B and C" are three, "between A and B and between C and D" two; one memorandum with A
    and B is one.
    """
    subject, partner = distinct(subject), distinct(partner)
    told = [tuple(list_) for list_ in between if len(list_) > 0]
    if len(told) > 0:
        if plural and len(told) > 1:
            return tuple(told)
        return (tuple(mention for list_ in told for mention in list_),)
    if plural and len(subject) < 2 and len(partner) > 1:
        return tuple((*subject, other) for other in partner)
    return ((*subject, *partner),) if len(subject) + len(partner) > 0 else ()


def _with_each(reading: Reading, list_: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], ...]:
    """Return one list for each of those counted before their names: "X and three academies: A, B and C".

    Empty where nobody counts them.
    """
    tokens = reading.analysis.tokens
    for place in range(1, len(list_) - 1):
        between = tokens[list_[place - 1].last : list_[place].first]
        number = next((n for n, token in enumerate(between) if token.pos == "NUM"), len(between))
        several = any("Number=Plur" in token.features for token in between[number + 1 :])
        if several and any(token.pos == "PUNCT" for token in between[number + 1 :]):
            return tuple((*list_[:place], other) for other in list_[place:])
    return ()


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without those that name the same again, as the acronym behind a full name does."""
    first: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        first.setdefault(mention.referents, mention)
    return list(first.values())


def _new_between(reading: Reading, pair: list[Mention], mention: Mention, *, plural: bool) -> bool:
    """Tell whether a name begins another pair: behind "between", a semicolon, or a comma after a pair."""
    tokens = reading.analysis.tokens
    marks = tokens[pair[-1].last : mention.first]
    if plural and any(t.text == ";" for t in marks):
        return True
    if plural and len(pair) == 2 and any(t.text == "," for t in marks) and _is_pair(reading, pair, mention):
        return True
    found = reading.lexicon.cues("roles", "markers").find(tokens, pair[-1].last, mention.first)
    return any(hit.code == "between" for hit in found)


def _is_pair(reading: Reading, pair: list[Mention], other: Mention) -> bool:
    """Tell whether two names are joined by "and" alone, and another one to a fourth in the same way."""
    tokens = reading.analysis.tokens
    behind = [m for m in reading.mentions_in(other.last, other.last + _STANDING) if m.type != "person"]
    joints = [tokens[pair[0].last : pair[1].first]]
    joints += [tokens[other.last : m.first] for m in behind[:1]]
    plain = [any(t.pos == "CCONJ" for t in j) and all(t.pos != "PUNCT" for t in j) for j in joints]
    return len(plain) == 2 and all(plain)


def _has_group(reading: Reading, placed: list[tuple[str, Part]], zone: tuple[int, int]) -> bool:
    if any(part.mention.type == "group" and not part.nested for _, part in placed):
        return True
    return any(True for _ in reading.lexicon.cues("roles", "groups").find(reading.analysis.tokens, *zone))


def standing_in(reading: Reading, first: int, last: int, known: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return who signs for the other side in the clause behind: "…, while Y was represented by Q"."""
    tokens = reading.analysis.tokens
    contrast = reading.lexicon.terms("agreements", "while")
    begin = max(first - _STANDING, 0)
    opens = next((i for i in range(first, begin, -1) if i < last and tokens[i].lower in contrast), None)
    if opens is None:
        return ()
    signed = {id for m in known for id in m.referents}
    hits = list(reading.lexicon.cues("roles", "markers").find(tokens, first, last))
    for hit in (hit for hit in hits if hit.code == "delegate"):
        people = _strangers(reading, hit.last, min(hit.last + _STANDING, last), signed)
        if len(people) > 0:
            return people[:1]
    stands = reading.lexicon.cues("agreements", "stands_in").at(tokens, first, last)
    return () if stands is None else _strangers(reading, opens, first, signed)[-1:]


def _strangers(reading: Reading, first: int, last: int, known: set[str]) -> tuple[Mention, ...]:
    """Return the people named in the tokens who are not among the known."""
    named = reading.mentions_in(first, last)
    return tuple(m for m in named if m.type == "person" and known.isdisjoint(m.referents))
