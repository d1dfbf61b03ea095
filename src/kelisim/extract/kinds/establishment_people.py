"""Whose a body is that is founded, and who takes part in it. Ranges are token indices."""

from typing import Final

from kelisim.extract.kinds.anaphora import meant_by, principals, several
from kelisim.extract.kinds.establishment_bodies import Body
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.syntax import noun_phrase

_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_OWNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group", "place"})
_FAR: Final = 16  # tokens of a long name


def stands_at(reading: Reading, body: Body) -> list[Mention]:
    """Return the organisation at which somebody's branch stands: "open a branch at X"."""
    assert body.owner is not None
    start = max(body.name[1], body.seat, body.owner.last if body.owner.first >= body.hit.last else 0)
    hits = cues_in(reading, "establishments", "roles.hosts", start, start + 2)
    found = [m for h in hits if h.first == start for m in reading.mentions_in(h.last, h.last + _FAR)]
    found = [m for m in found if m.first <= start + 2]
    return [m for m in found if m.type == "organisation" and m.referents != body.owner.referents][:1]


def people_of(reading: Reading, body: Body) -> tuple[list[Mention], list[Mention]]:
    """Return those that the body belongs to or stands at, and those that take part in it."""
    analysis = reading.analysis
    sentence = analysis.sentences[body.number]
    hosts, partners = _told(reading, body.name[1], sentence.last)
    own = frozenset(body.proper.referents) if body.proper is not None else frozenset()
    if body.proper is None:
        inside = reading.mentions_in(body.hit.last, body.name[1])
        hosts = [*[m for m in inside if m.type == "organisation"][:1], *hosts]
    acting: list[Mention] = []
    if body.owner is None and body.act.code == "verb" and analysis.tokens[body.act.first].pos == "VERB":
        unparsed = analysis.tokens[body.act.first].relation == ""
        if unparsed or (not is_passive(analysis, body.act.first) and body.name[0] > body.act.first):
            acting = list(subjects_of(reading, body.act.first, sentence.first, _OWNERS))
            acting = acting or _openers(reading, body.act.first)
        elif not is_passive(analysis, body.act.first):
            acting = _openers(reading, body.act.first)
        else:
            found = [
                h
                for h in cues_in(reading, "roles", "markers", body.act.last, sentence.last)
                if h.code == "agent"
            ]
            acting = [m for h in found[:1] for m in names_after(reading, h.last, sentence.last, _OWNERS)]
    for number in body.later:
        if goes_on(reading, body, number):
            following = analysis.sentences[number]
            more = _told(reading, following.first, following.last)
            hosts, partners = hosts + more[0], partners + more[1]
    pays = body.act.term in reading.lexicon.terms("establishments", "pays")
    acting = [m for m in acting if not (pays or own & set(m.referents))]
    if len(hosts) == 0 and len(acting) == 1 and len(acting[0].referents) == 1:
        hosts, acting = acting, []
    hosts = [m for m in hosts if not own & set(m.referents)]
    others = [m for m in [*acting, *partners] if not own & set(m.referents)]
    if body.owner is None and (both := _in_name(reading, body)):
        known = {id for m in [*hosts, *others] for id in m.referents}
        both = [m for m in both if known.isdisjoint(m.referents)]
        hosts, others = (hosts or both[:1], [*others, *both]) if len(both) > 0 else (hosts, others)
    if len(hosts) == 0 and body.owner is None:
        hosts = _local(
            reading, body, [m for m in others if m.type == "organisation"] or _meant(reading, body)
        )
        others = [*others, *(m for m in hosts[1:] if m not in others)]
        if _is_shared(reading, body):  # a committee of two sides is at home with neither
            hosts, others = [], [*others, *(m for m in _meant(reading, body) if m not in others)]
    return hosts[:1], others


def _openers(reading: Reading, verb: int) -> list[Mention]:
    """Return who founds by the verb's own subject: "which the university opened", "we will build"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    clause = tokens[verb].head if tokens[verb].relation in {"xcomp", "ccomp"} else verb
    for child in analysis.children[clause]:
        if tokens[child].relation != "nsubj":
            continue
        span = noun_phrase(analysis, child)
        named = [m for m in reading.mentions_in(*span) if m.type in _BODIES and m.first <= child < m.last]
        return named or [m for m in meant_by(reading, *span) if m.type in _BODIES]
    return []


def _in_name(reading: Reading, body: Body) -> list[Mention]:
    """Return the bodies that a name is made of: "the SIT-Vestland Centre" is that of SIT and Vestland."""
    words = [t.text for t in reading.analysis.tokens[slice(*body.name)]]
    if len(words) < 3 or body.proper is None:
        return []
    found: dict[str, tuple[int, Mention]] = {}
    for mention in reading.mentions:
        if mention.type != "organisation" or mention.referents == body.proper.referents or not mention.named:
            continue
        own = [t.text for t in reading.analysis.tokens[mention.first : mention.last]]
        at = next((i for i in range(len(words) - len(own)) if words[i : i + len(own)] == own), None)
        if at is not None and not any(m.first <= mention.first < m.last for _, m in found.values()):
            found.setdefault(mention.referents[0], (at, mention))
    return [mention for _, mention in sorted(found.values(), key=lambda each: each[0])]


def _meant(reading: Reading, body: Body) -> list[Mention]:
    """Return those who found something joint that no name stands beside: who acts together in the text."""
    joint = reading.lexicon.terms("establishments", "together")
    start = reading.analysis.sentences[body.number].first
    around = reading.analysis.tokens[start : body.name[1]]
    if not _is_shared(reading, body) and not any(token.lower in joint for token in around):
        return []
    acting = several(reading, body.name[0]) or principals(reading, body.name[0])
    own = frozenset() if body.proper is None else frozenset(body.proper.referents)
    return [m for m in acting if own.isdisjoint(m.referents)]


def _is_shared(reading: Reading, body: Body) -> bool:
    """Tell a council or group that sides of an agreement have together."""
    shared = reading.lexicon.terms("establishments", "shared_kinds")
    return body.act.code == "works" or (body.hit.code == "council" and body.hit.term in shared)


def _local(reading: Reading, body: Body, joint: list[Mention]) -> list[Mention]:
    """Return the founders, first the one in whose country the body stands, else as they are told."""
    countries = [reading.referent(m.referents[0]).country for m in joint if len(m.referents) == 1]
    if len(joint) < 2 or len(countries) < len(joint):
        return []
    sentence = reading.analysis.sentences[body.number]
    places = [m for m in reading.mentions_in(body.name[0], sentence.last) if m.type == "place"]
    where = {reading.referent(m.referents[0]).country for m in places if len(m.referents) == 1} - {None}
    at = next((i for i, country in enumerate(countries) if country in where), 0)
    return [joint[at], *joint[:at], *joint[at + 1 :]]


def _told(reading: Reading, first: int, last: int) -> tuple[list[Mention], list[Mention]]:
    hosts: list[Mention] = []
    partners: list[Mention] = []
    for hit in cues_in(reading, "establishments", "roles.hosts", first, last):
        found = names_after(reading, hit.last, last, frozenset({"organisation"}))
        hosts.extend(m for m in found[:1] if m.first - hit.last <= 2)
    paying = reading.lexicon.terms("establishments", "paying")
    for hit in cues_in(reading, "establishments", "roles.partners", first, last):
        if hit.first > first and reading.analysis.tokens[hit.first - 1].lemma in paying:
            continue  # "was financed by the bank"
        partners.extend(m for m in names_after(reading, hit.last, last, _BODIES) if m not in hosts)
    return hosts, partners


def goes_on(reading: Reading, body: Body, number: int) -> bool:
    """Tell whether a later sentence is about the body: "the centre …", "it …" at its start."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[number]
    back = reading.lexicon.cues("establishments", "back").at(tokens, sentence.first, sentence.last)
    if back is not None:
        return True
    definite = reading.lexicon.terms("establishments", "definite")
    for hit in cues_in(
        reading, "establishments", "kind", sentence.first, min(sentence.last, sentence.first + 6)
    ):
        same = hit.code == body.hit.code and (hit.code != "other" or hit.term == body.hit.term)
        if same and any(t.lower in definite for t in tokens[sentence.first : hit.first]):
            return True
    return False
