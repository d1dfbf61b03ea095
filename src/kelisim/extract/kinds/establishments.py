"""Establishments: bodies that the cooperation founds, opens or plans."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, names_as, normalised, quote_tokens, statement
from kelisim.extract.kinds.anaphora import principals, several
from kelisim.extract.kinds.establishment_acts import founded_bodies
from kelisim.extract.kinds.establishment_bodies import Body, founding_date
from kelisim.extract.kinds.inflected import establishments as inflected
from kelisim.extract.kinds.verb_final import establishments as verb_final
from kelisim.extract.kinds.verb_second import establishments as verb_second
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead, is_passive, names_after, subjects_of
from kelisim.extract.reading import Date, Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_OWNERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group", "place"})
_BEFORE: Final = 12  # tokens before a founding in which "plans to" still bears on it
_AIM: Final = 6  # tokens of "22 million to establish" behind "announced"
_FAR: Final = 16  # tokens of a long name
_LATER: Final = 2  # sentences after it that may go on about the body


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that the text says is founded, opened or planned."""
    if reading.lexicon.verb_second:
        yield from verb_second.establishments(reading, extractor)
        return
    if reading.lexicon.verb_final:
        yield from verb_final.establishments(reading, extractor)
        return
    if reading.lexicon.cased:
        yield from inflected.establishments(reading, extractor)
        return
    bodies = _each_once(reading)
    numbers = {body.number for body in bodies}
    for body in bodies:
        end = min(body.number + 1 + _LATER, len(reading.analysis.sentences))
        body.later = [n for n in range(body.number + 1, end) if n not in numbers]
        values = _values(reading, body)
        yield statement(
            reading, "establishment", values, [body.number], probability=0.65, extractor=extractor
        )


def _each_once(reading: Reading) -> list[Body]:
    """Return the bodies as they are first told; a heading's only where the text below tells of none."""
    told: list[tuple[str, frozenset[str], Mention | None]] = []
    kept: list[Body] = []
    found = sorted(
        founded_bodies(reading), key=lambda b: (reading.in_heading(b.number), b.number, b.hit.first)
    )
    for body in found:
        words = reading.analysis.content_words(*body.name)
        if reading.in_heading(body.number) and len(told) > 0:
            continue
        if body.place is not None or not any(_is_same(body, words, other) for other in told):
            told.append((body.hit.code, words, body.owner))
            kept.append(body)
    kept = [body for body in kept if not any(_is_named_by(reading, body, other) for other in kept)]
    return [body for body in kept if not any(_is_meant(body, other) for other in kept)]


def _is_meant(body: Body, other: Body) -> bool:
    """Tell a bare "campus" where the text says of another whose it is."""
    bare = body.owner is None and body.proper is None and body.name == (body.hit.first, body.hit.last)
    return bare and body.hit.code == other.hit.code == "campus" and other.owner is not None


def _is_named_by(reading: Reading, body: Body, other: Body) -> bool:
    """Tell a description whose name follows in apposition: "a joint centre, the Sino-Nordic Water Centre"."""
    if body.proper is not None or other.proper is None or body.number != other.number:
        return False
    between = reading.analysis.tokens[body.name[1] : other.name[0]]
    return [t.text for t in between[:1]] == [","] and all(t.pos == "DET" for t in between[1:])


def _is_same(body: Body, words: frozenset[str], other: tuple[str, frozenset[str], Mention | None]) -> bool:
    kind, others, owner = other
    if (owner is None) != (body.owner is None) and kind == body.hit.code == "campus":
        return body.owner is None
    if owner is not None and body.owner is not None:
        return kind == body.hit.code and owner.referents == body.owner.referents
    return kind == body.hit.code and (words <= others or others <= words)


# ------------------------------------------------------------------ what is told of it


def _values(reading: Reading, body: Body) -> list[Value]:
    title = base_phrase(reading, "name", *body.name)
    values: list[Value] = []
    hosts = list(names(reading, "hosts", body.owner)) if body.owner is not None else []
    for owner in hosts[:1]:
        if str(owner.value).casefold() not in str(title.value).casefold() and not _holds_owner(body):
            title = Value("name", f"{owner.value} {title.value}", quote_tokens(reading, *body.name))
    values.append(title)
    values.append(normalised(reading, "kind", body.hit.code, (body.hit.first, body.hit.last)))
    date = _date(reading, body)
    values.append(_status(reading, body, date))
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last), probability=0.6))
    values.extend(_place(reading, body))
    at, others = _people_of(reading, body)
    if body.owner is not None:
        hosts += [
            value for mention in _stands_at(reading, body) for value in names(reading, "hosts", mention)
        ]
    hosts = hosts or [value for mention in at for value in names(reading, "hosts", mention, probability=0.7)]
    seen = {value.referent for value in hosts}
    values.extend(hosts)
    for mention in others:
        partners = names(reading, "partners", mention, probability=0.65)
        values.extend(value for value in partners if value.referent not in seen)
    return values


def _stands_at(reading: Reading, body: Body) -> list[Mention]:
    """Return the organisation at which somebody's branch stands: "open a branch at X"."""
    assert body.owner is not None
    start = max(body.name[1], body.seat, body.owner.last if body.owner.first >= body.hit.last else 0)
    hits = cues_in(reading, "establishments", "roles.hosts", start, start + 2)
    found = [m for h in hits if h.first == start for m in reading.mentions_in(h.last, h.last + _FAR)]
    found = [m for m in found if m.first <= start + 2]
    return [m for m in found if m.type == "organisation" and m.referents != body.owner.referents][:1]


def _holds_owner(body: Body) -> bool:
    owner = body.owner
    return owner is not None and body.name[0] <= owner.first and owner.last <= body.name[1]


def _people_of(reading: Reading, body: Body) -> tuple[list[Mention], list[Mention]]:
    """Return those that the body belongs to or stands at, and those that take part in it."""
    analysis = reading.analysis
    sentence = analysis.sentences[body.number]
    after = max(body.name[1], body.act.last)
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
        else:
            found = [
                h
                for h in cues_in(reading, "roles", "markers", body.act.last, sentence.last)
                if h.code == "agent"
            ]
            acting = [m for h in found[:1] for m in names_after(reading, h.last, sentence.last, _OWNERS)]
    for number in body.later:
        if _goes_on(reading, body, number):
            following = analysis.sentences[number]
            more = _told(reading, following.first, following.last)
            hosts, partners = hosts + more[0], partners + more[1]
    acting = [m for m in acting if not own & set(m.referents) and body.act.term not in {"fund"}]
    if len(hosts) == 0 and len(acting) == 1 and len(acting[0].referents) == 1 and after >= 0:
        hosts, acting = acting, []
    hosts = [m for m in hosts if not own & set(m.referents)]
    others = [m for m in [*acting, *partners] if not own & set(m.referents)]
    if len(hosts) == 0 and body.owner is None:
        hosts = _local(
            reading, body, [m for m in others if m.type == "organisation"] or _meant(reading, body)
        )
        others = [*others, *(m for m in hosts[1:] if m not in others)]
        if _is_shared(reading, body):  # a committee of two sides is at home with neither
            hosts, others = [], [*others, *(m for m in _meant(reading, body) if m not in others)]
    return hosts[:1], others


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


def _goes_on(reading: Reading, body: Body, number: int) -> bool:
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


def _status(reading: Reading, body: Body, date: Date | None) -> Value:
    act = body.act
    sentence = reading.analysis.sentences[body.number]
    reference = reading.reference_date
    if date is not None and is_ahead(date, reference):
        return normalised(reading, "status", "planned", (date.first, date.last))
    if act.code == "works":  # "a joint committee meets once a year" tells of an agreement just made
        return normalised(reading, "status", "planned", (act.first, act.last), probability=0.6)
    unparsed = reading.analysis.tokens[act.first].relation == ""
    start = sentence.first if unparsed else max(sentence.first, act.first - _BEFORE)
    for cue in cues_in(reading, "establishments", "planned", start, act.last):
        return normalised(reading, "status", "planned", (cue.first, act.last), probability=0.7)
    infinitive = reading.lexicon.terms("intentions", "infinitive")
    for cue in cues_in(reading, "establishments", "planned", act.last, min(act.last + _AIM, body.name[0])):
        if cue.term.split()[0] in infinitive:  # "announced 22 million to establish"
            return normalised(reading, "status", "planned", (cue.first, cue.last), probability=0.7)
    ahead = (
        _agreement_on(reading, act.first, sentence.first)
        or _only_announced(reading, act, body.number)
        or _is_under_way(reading, act, body.number)
    )
    if ahead is not None:
        return normalised(reading, "status", "planned", ahead, probability=0.6)
    return normalised(reading, "status", "open", (act.first, act.last), probability=0.7)


def _agreement_on(reading: Reading, act: int, first: int) -> Range | None:
    """Return the words of an agreement right before a founding: "a memorandum on the establishment of"."""
    tokens = reading.analysis.tokens
    if tokens[act].pos == "VERB":
        return None
    on = act - 1
    while on > first and tokens[on].pos in {"DET", "ADJ"}:
        on -= 1
    topics = reading.lexicon.terms("programmes", "topics")
    start = max(first, on - _BEFORE)
    if tokens[on].lower not in topics:
        return None
    for noun in cues_in(reading, "agreements", "kinds", start, on):
        if not any(is_finite(reading.analysis, i) or tokens[i].text == ";" for i in range(noun.last, on)):
            return noun.first, noun.last
    return None


def _only_announced(reading: Reading, act: Hit, number: int) -> Range | None:
    """Return what tells that a founding is still to come: "announced the formation of", "working to build",
    or letters of intent handed over for it.
    """
    tokens, sentences = reading.analysis.tokens, reading.analysis.sentences
    if tokens[act.first].pos == "VERB":
        aimed = tokens[act.first - 1].lower in reading.lexicon.terms("intentions", "infinitive")
        done = reading.lexicon.terms("establishments", "achieved")
        near = {t.lemma for t in tokens[max(0, act.first - 4) : act.first]}
        return (act.first - 1, act.last) if aimed and near.isdisjoint(done) else None
    first = sentences[number].first
    if act.term in reading.lexicon.terms("establishments", "founding_of"):
        for hit in cues_in(reading, "establishments", "announcing", max(first, act.first - 3), act.first):
            return hit.first, act.last
    for before in range(max(0, number - _LATER), number + 1):
        within = (sentences[before].first, sentences[before].last)
        for hit in cues_in(reading, "agreements", "kinds", *within):
            if hit.code == "letter_of_intent":
                return hit.first, hit.last
    return None


def _is_under_way(reading: Reading, act: Hit, number: int) -> Range | None:
    """Return the words of a founding that is not yet done: "we are establishing a lab", an item."""
    analysis = reading.analysis
    features = analysis.tokens[act.first].features
    going = "Aspect=Prog" in features and any(
        analysis.tokens[c].pos == "AUX" for c in analysis.children[act.first]
    )
    item = analysis.blocks[analysis.sentences[number].block].kind == "item"
    return (act.first, act.last) if going or (item and "VerbForm=Fin" not in features) else None


def _date(reading: Reading, body: Body) -> Date | None:
    found = founding_date(reading, body, body.number)
    for number in body.later:
        if found is None and _goes_on(reading, body, number):
            found = founding_date(reading, body, number)
    return found


def _place(reading: Reading, body: Body) -> tuple[Value, ...]:
    """Return where it stands: the first place after its name, known or only told by "in" and a capital."""
    if body.place is not None:
        return names_as(reading, "place", body.place)
    analysis = reading.analysis
    tokens = analysis.tokens
    markers = reading.lexicon.cues("establishments", "roles.place")
    months = reading.lexicon.terms("names", "months")
    for number in (body.number, *[n for n in body.later if _goes_on(reading, body, n)]):
        sentence = analysis.sentences[number]
        start = max(body.name[1], body.seat) if number == body.number else sentence.first
        for hit in markers.find(tokens, start, sentence.last):
            here = [m for m in reading.mentions_in(hit.last, sentence.last) if m.first - hit.last <= 1]
            best = max(here, key=lambda m: (-m.first, m.last), default=None)
            if best is not None and best.type == "place":
                several = body.owner is not None and _is_listed(reading, best, sentence.last)
                return () if several else names_as(reading, "place", best)
            end = hit.last
            while best is None and end < sentence.last and tokens[end].pos == "PROPN":
                end += 1
            if end == hit.last or tokens[hit.last].lower in months:
                continue
            if len(reading.dates_in(hit.last, end)) == 0:
                return (base_phrase(reading, "place", hit.last, end, probability=0.5),)
    return ()


def _is_listed(reading: Reading, place: Mention, last: int) -> bool:
    """Tell whether another place is coordinated: whose branch stands where is then not told."""
    joined = place.last < last and reading.analysis.tokens[place.last].pos == "CCONJ"
    return joined and any(
        m.type == "place" and m.first == place.last + 1 for m in reading.mentions_in(place.last, last)
    )
