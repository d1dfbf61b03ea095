"""Events told by a verb: "met with", "visited", "received", and by whom."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.event_assemblies import assembly, is_assembly
from kelisim.extract.kinds.event_company import with_verb
from kelisim.extract.kinds.event_journeys import goes, is_journey
from kelisim.extract.kinds.event_names import described
from kelisim.extract.kinds.event_report import EventReport, Evidence, is_definite
from kelisim.extract.kinds.inflected.visits import subject_follows, visited_before
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import subject_range, subtree

_GOALS: Final = frozenset({"place", "organisation"})
_GUESTS: Final = 18  # tokens after "received" within which the guests are named
_NAMED: Final = frozenset({"ADJ", "DET", "NUM", "PROPN", "NOUN"})
_WHOLE: Final = 24  # tokens of who is met, posts included


def by_verb(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    """Return the meeting or visit that a verb reports or announces; None where it tells of none."""
    if is_assembly(reading, hit):
        return assembly(reading, number, hit)
    analysis, words = reading.analysis, reading.lexicon
    receiving = hit.term in words.terms("events", "receiving")
    if hit.term in words.terms("events", "assembling") and not receiving:
        return None  # "convening a workshop" tells of the workshop
    start = _object(reading, number, hit) if _is_told(reading, number, hit.first) else None
    if start is None:
        return None
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    end = described(reading, start, sentence.last)
    goal = _goal_before(reading, hit, start) or _goal_by_case(reading, hit, start)
    if not words.inflected:
        end = _to_place(reading, start, end, sentence.last) if hit.code == "visit" else end
        end = _with_posts(reading, start, end, sentence.last) if hit.code == "meeting" else end
    definite = False
    if start > hit.last or receiving:
        unnamed = len(reading.mentions_in(start, end)) == 0
        definite = unnamed and is_definite(reading, start + 1, sentence.first)
    people = with_verb(reading, hit, sentence.first, end)
    nobody = start >= end and goal is None  # "paid a visit to", where a text breaks off
    if nobody or not _says_whom(reading, hit, (start, end), people, goal):
        return None
    prefix = _prefix(reading, hit)
    inside = reading.mentions_in(start, end)
    nameless = hit.code == "visit" and goal is None and not any(m.type in _GOALS for m in inside)
    sent = None if heading or goal is not None else _sent(reading, hit, start, end)
    if sent is not None:
        prefix = words.table("events", "visits_by")["visit"][0]
        (start, end), goal = sent
    elif goal is not None:
        senders = words.table("events", "visits_of").get(analysis.tokens[start].lower, ())
        of = len(senders) > 0 and start + 1 < end
        start, end, prefix = (start + 1, end, senders[0]) if of else (*goal, prefix)
    return EventReport(
        number,
        heading,
        hit.code,
        hit.first,
        (start, end),
        prefix,
        _evidence(reading, prefix, heading=heading, definite=definite, nameless=nameless),
        definite,
        False,
        False,
        people,
        (sentence.first, sentence.last),
        goal,
    )


def _evidence(reading: Reading, prefix: str, *, heading: bool, definite: bool, nameless: bool) -> Evidence:
    """Return how much a verb tells: a tour is often only a part of the visit that is told beside it, and so
    is a visit to what has no name.
    """
    if heading:
        return "heading"
    tour = prefix.partition(" ")[0] in reading.lexicon.terms("events", "tours")
    return "back" if definite else "mentioned" if tour or nameless else "told"


def _is_told(reading: Reading, number: int, verb: int) -> bool:
    """Tell whether a verb reports or announces: in the past, with "will", in a heading."""
    token = reading.analysis.tokens[verb]
    past = "Tense=Past" in token.features or "Aspect" in token.features or token.features == ""
    past = past or token.relation == ""  # without a parser the list of verbs holds those of the past alone
    told = past or reading.in_heading(number) or _is_announced(reading, verb)
    return token.pos == "VERB" and told and not _is_felt(reading, verb)


def _object(reading: Reading, number: int, hit: Hit) -> int | None:
    """Return where those begin who are met or visited; None where nobody is received."""
    if hit.term not in reading.lexicon.terms("events", "receiving"):
        return hit.last
    if is_passive(reading.analysis, hit.first) or (hit.code == "meeting" and _visits(reading, number)):
        return None
    return _guests(reading, hit.last, reading.analysis.sentences[number].last)


def _says_whom(
    reading: Reading, hit: Hit, thing: Range, people: tuple[Mention, ...], goal: Range | None
) -> bool:
    """Tell whether the words say who meets whom, or who goes where."""
    words = reading.lexicon
    if is_journey(reading, hit):
        return goes(reading, hit, thing, people)
    first = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]].first
    inside = reading.mentions_in(*thing)
    groups = words.cues("events", "delegation").find(reading.analysis.tokens, first, thing[1])
    common = any(True for _ in groups)
    acts = not words.inflected and subject_range(reading.analysis, hit.first) is not None
    touring = hit.term in words.terms("events", "verb_nouns") or (acts and hit.code == "visit")
    if len(inside) == 0 and not words.inflected and not touring and not _has_guests(reading, *thing):
        return False
    if len(inside) == 0 and goal is None and not (common or acts):
        return False
    if len(people) == 0 and not common and not acts:
        return False
    return hit.code != "visit" or goal is not None or touring or any(m.type in _GOALS for m in inside)


def _prefix(reading: Reading, hit: Hit) -> str:
    """Return how the name of what a verb tells begins: "visit to", "tour of"; "talks with" by its noun."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    own = next((k for k, v in words.table("events", "verb_nouns").items() if hit.term in v), "")
    general = next(iter(words.table("events", "verb_names").get(hit.code, ())), "")
    nouns = [i for i in range(hit.first + 1, hit.last) if tokens[i].pos in {"NOUN", "PROPN", "ADJ"}]
    if own != "" or words.inflected or len(nouns) == 0 or tokens[hit.last - 1].pos != "ADP":
        return own or general
    return " ".join(t.text for t in tokens[nouns[0] : hit.last])


def _is_felt(reading: Reading, verb: int) -> bool:
    """Tell a verb that only says what somebody feels about: "expressed his pleasure at visiting"."""
    tokens = reading.analysis.tokens
    before = tokens[verb - 1] if verb > 0 else tokens[verb]
    return before.lower in reading.lexicon.terms("events", "felt") and before.pos == "ADP"


def _has_guests(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the words hold a group that is met or visited, or a name that nobody knows."""
    groups = reading.lexicon.cues("events", "met").find(reading.analysis.tokens, first, last)
    if any(True for _ in groups):
        return True
    tokens = reading.analysis.tokens
    return any(t.text[0].isupper() and t.pos == "PROPN" for t in tokens[first + 1 : last])


def _to_place(reading: Reading, start: int, end: int, last: int) -> int:
    """Return where it ends what is visited, with the place behind it where it has no name of its own."""
    tokens = reading.analysis.tokens
    if len(reading.mentions_in(start, end)) > 0 or end + 1 >= last or end == start:
        return end
    if tokens[end].lower not in reading.lexicon.terms("circumstances", "place_markers"):
        return end
    site = next((m for m in reading.mentions_in(end + 1, last) if m.first == end + 1), None)
    return end if site is None or site.type != "place" else described(reading, end + 1, last)


def _with_posts(reading: Reading, start: int, end: int, last: int) -> int:
    """Return where it ends who is met: with the posts of those named, and those named behind their posts."""
    tokens = reading.analysis.tokens
    groups = reading.lexicon.terms("events", "delegation")
    grown = -1
    while grown != end and end - start < _WHOLE:
        grown = end
        for post in reading.posts:
            (office, behind), (person, named) = post.office_tokens, post.person_tokens
            body = post.organisation_tokens
            close = behind if body is None or body[0] < office else max(behind, body[1])
            if start <= person < end and named <= office <= named + 1:
                end = max(end, close)
            elif start <= office < end <= person <= end + 1:
                end = named
        joined = end + 1 < last and tokens[end].pos == "CCONJ" and tokens[end - 1].text != ","
        if joined and any(t.lower in groups for t in tokens[end + 1 : min(end + 4, last)]):
            end = described(reading, end + 1, last)
    return end


def _sent(reading: Reading, hit: Hit, start: int, end: int) -> tuple[Range, Range] | None:
    """Return the delegation that pays a visit and where it goes, where it is told as new: "a delegation of X
    visited Y"; None for a person, and for "the delegation".
    """
    analysis, words = reading.analysis, reading.lexicon
    span = subject_range(analysis, hit.first)
    if hit.code != "visit" or span is None or len(words.table("events", "visits_by")) == 0:
        return None
    first, last = span[0], min(span[1], hit.first)
    groups = list(words.cues("events", "delegation").find(analysis.tokens, first, last))
    if len(groups) == 0 or is_definite(reading, first + 1, first) or analysis.tokens[first].pos == "PRON":
        return None
    head = groups[0].last - 1
    last = described(reading, groups[0].last + 1, last) if groups[0].last < last else last
    inside = reading.mentions_in(first, last)
    if analysis.tokens[head].relation != "nsubj" or not any(m.first > head for m in inside):
        return None
    place = next((m for m in reading.mentions_in(start, end) if m.type in {"place", "organisation"}), None)
    return None if place is None else ((first, last), (start, place.last))


def _goal_before(reading: Reading, hit: Hit, start: int) -> tuple[int, int] | None:
    """Return the name before a verb of visiting whose subject follows it: "Университет посетила делегация".

    None where the object follows, as cases tell, or names nobody ("Их посетил ректор").
    """
    analysis = reading.analysis
    if hit.code != "visit" or not reading.lexicon.cased:
        return None
    sides = analysis.children[hit.first]
    behind = [c for c in sides if analysis.tokens[c].relation == "nsubj" and c >= start]
    if not any(subtree(analysis, c)[0] <= start for c in behind):
        return None
    objects = [c for c in sides if analysis.tokens[c].relation == "obj" and c < hit.first]
    first = analysis.sentences[analysis.sentence_of[hit.first]].first
    before = [m for m in reading.mentions_in(first, hit.first) if m.type in {"organisation", "place"}]
    named = [(m.first, m.last) for m in before if any(m.first <= c < m.last for c in objects)]
    return min(named, default=None)


def hosts(reading: Reading, hit: Hit) -> bool:
    """Tell whether a verb says who was met at the visit of others: "гостей принял ректор"."""
    hosting = reading.lexicon.terms("events", "hosting")
    return hit.term in hosting and subject_follows(reading, hit.first, hit.last)


def _goal_by_case(reading: Reading, hit: Hit, start: int) -> Range | None:
    if hit.code != "visit" or not reading.lexicon.inflected or not subject_follows(reading, hit.first, start):
        return None
    return visited_before(reading, hit.first)


def _is_announced(reading: Reading, verb: int) -> bool:
    """Tell whether a verb in the infinitive stands in the future: "a delegation will visit Almaty"."""
    analysis = reading.analysis
    future = reading.lexicon.terms("events", "future")
    if any(analysis.tokens[child].lower in future for child in analysis.children[verb]):
        return True
    head = analysis.tokens[analysis.tokens[verb].head]
    to = any(analysis.tokens[child].pos == "PART" for child in analysis.children[verb])
    return to and head.lemma in reading.lexicon.terms("events", "ahead")


def _visits(reading: Reading, number: int) -> bool:
    """Tell whether a sentence tells of a visit, in whose course people are met."""
    sentence = reading.analysis.sentences[number]
    hits = reading.lexicon.cues("events", "verbs").find(
        reading.analysis.tokens, sentence.first, sentence.last
    )
    tokens = reading.analysis.tokens
    hosting = reading.lexicon.terms("events", "receiving")
    return any(
        hit.code == "visit" and hit.term not in hosting and tokens[hit.first].pos == "VERB" for hit in hits
    )


def _guests(reading: Reading, first: int, last: int) -> int | None:
    """Return where the person or delegation begins that is received, dates and places read over.

    None where something else is received: a grant, thanks, a degree.
    """
    tokens = reading.analysis.tokens
    groups = reading.lexicon.cues("events", "guests")
    titles = reading.lexicon.terms("people", "single")
    dates = {i for date in reading.dates_in(first, last) for i in range(date.first, date.last)}
    offices = {post.office_tokens[0] for post in reading.posts}
    people = {m.first for m in reading.mentions_in(first, last) if m.type == "person"}
    aside = False
    for index in range(first, min(last, first + _GUESTS)):
        if groups.at(tokens, index, last) is not None or index in people or index in offices:
            begin = index
            while begin > first and tokens[begin - 1].pos in _NAMED and begin - 1 not in dates:
                begin -= 1
            return begin
        if index in dates or tokens[index].pos in {"ADP", "ADV", "PUNCT"}:
            aside = aside or tokens[index].pos == "ADP" or index in dates
            continue
        if tokens[index].pos == "NOUN" and not aside and tokens[index].lower not in titles:
            return None
    return None
