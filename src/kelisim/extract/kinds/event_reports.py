"""Where a text speaks of an event: its noun or verb, its name, and those who stand with it."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import place_of
from kelisim.extract.kinds.event_company import with_noun, with_verb
from kelisim.extract.kinds.event_names import barred, described, name_of_noun
from kelisim.extract.kinds.event_openings import opening
from kelisim.extract.kinds.event_report import EventReport, Evidence
from kelisim.extract.kinds.inflected.visits import subject_follows, visited_before
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import ancestors, subject_range, subtree

_GOALS: Final = frozenset({"place", "organisation"})
_GUESTS: Final = 18  # tokens after "received" within which the guests are named


def event_reports(reading: Reading) -> Iterator[EventReport]:
    """Yield the reports of a text in order."""
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        span = (sentence.first, sentence.last)
        no_events = barred(reading, *span) - _held_bodies(reading, *span)
        hits = words.cues("events", "verbs").find(analysis.tokens, *span)
        verbs = [h for h in hits if h.first not in no_events and analysis.tokens[h.first].pos == "VERB"]
        verbs = [h for h in verbs if not _hosts(reading, h)]
        taken = {i for hit in verbs for i in range(hit.first, hit.last)}
        found: list[tuple[Hit, str]] = [(hit, "verbs") for hit in verbs]
        for table in ("kinds", "back", "openings"):
            hits = words.cues("events", table).find(analysis.tokens, *span)
            found += [(h, table) for h in hits if h.first not in no_events and h.first not in taken]
        for hit, table in sorted(found, key=lambda pair: pair[0].first):
            report = _report(reading, number, hit, table)
            if report is not None:
                yield report
        if len(found) == 0 and _goes_on(reading, *span):
            yield _pronoun(reading, number)


def _held_bodies(reading: Reading, first: int, last: int) -> set[int]:
    """Return the tokens of names read as bodies that are said to be held: "the Ice Congress will be held"."""
    analysis, words = reading.analysis, reading.lexicon
    if words.inflected:
        return set()
    happens, kinds = words.cues("events", "happens"), words.cues("events", "kinds")
    found: set[int] = set()
    for mention in reading.mentions_in(first, last):
        head = mention.last - 1 - (analysis.tokens[mention.last - 1].pos == "NUM")
        hits = kinds.find(analysis.tokens, mention.first + 1, head + 1)
        if mention.type != "organisation" or not any(hit.last == head + 1 for hit in hits):
            continue
        verb = next((i for i in ancestors(analysis, head) if analysis.tokens[i].pos == "VERB"), None)
        if verb is None or analysis.tokens[head].relation not in {"nsubj", "nsubj:pass"}:
            continue
        hit = happens.at(analysis.tokens, verb, last)
        if hit is not None and (hit.code == "takes_place" or is_passive(analysis, verb)):
            found.update(range(mention.first, mention.last))
    return found


def _report(reading: Reading, number: int, hit: Hit, table: str) -> EventReport | None:
    if table == "verbs":
        return _verb(reading, number, hit)
    if table == "openings":
        return opening(reading, number, hit)
    return _noun(reading, number, hit, table)


# ------------------------------------------------------------------ nouns


def _noun(reading: Reading, number: int, hit: Hit, table: str) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    head = analysis.tokens[hit.last - 1]
    if head.pos not in {"NOUN", "PROPN"} and not heading:
        return None
    name, named = name_of_noun(reading, hit, sentence.first, sentence.last, heading=heading)
    evidence = _evidence(reading, hit, name, sentence.first, sentence.last)
    people = with_noun(reading, hit.last - 1, sentence.first, sentence.last, told=evidence == "told")
    weak = hit.term in words.terms("events", "weak")
    plural = "Number=Plur" in head.features and not named
    inside = reading.mentions_in(*name)
    dated = (
        not words.inflected and evidence == "told" and _is_set(reading, hit, sentence.first, sentence.last)
    )
    if plural and not ((weak and len(inside) > 0) or dated):
        return None
    before = {t.lower for t in analysis.tokens[max(sentence.first, name[0] - 1) : hit.first]}
    definite = _definite(reading, name[0], sentence.first)
    kind: str | None = hit.code
    if table == "back":
        titles = words.table("events", "by_title").items()
        kind = next((code for code, nouns in titles if named and hit.term in nouns), None)
        evidence = "back" if kind is None else "heading" if heading else "named"
    elif heading:
        evidence = "heading"
    elif named:
        evidence = "named"
    elif (
        evidence != "back"
        and weak
        and len(inside) + len(people) == 0
        and not (dated or _is_described(reading, name))
    ):
        evidence = "back"
    return EventReport(
        number,
        heading,
        kind,
        hit.last - 1,
        name,
        "",
        evidence,
        definite,
        len(before & words.terms("events", "another")) > 0,
        hit.term in words.terms("events", "parts"),
        people,
        (sentence.first, sentence.last),
    )


def _is_set(reading: Reading, hit: Hit, first: int, last: int) -> bool:
    """Tell whether a sentence gives the day of the event, or names its place."""
    days = [date for date in reading.dates_in(first, last) if date.is_day]
    return len(days) > 0 or place_of(reading, hit.last - 1, first, last) is not None


def _is_described(reading: Reading, name: tuple[int, int]) -> bool:
    """Tell whether genitives after a weak noun tell of what it is: "открытие телемедицинского узла"."""
    return reading.lexicon.inflected and name[1] - name[0] > 2


def _evidence(reading: Reading, hit: Hit, name: tuple[int, int], first: int, last: int) -> Evidence:
    if _held(reading, hit, first, last):
        return "told"
    if any(date.first - name[1] in {0, 1} for date in reading.dates_in(name[1], min(last, name[1] + 8))):
        return "told"
    cues = reading.lexicon.cues("events", "occasion")
    before = cues.find(reading.analysis.tokens, max(first, name[0] - 5), name[0])
    return "mentioned" if any(found.last >= name[0] - 1 for found in before) else "back"


def _definite(reading: Reading, start: int, first: int) -> bool:
    if start == first:
        return False
    before = reading.analysis.tokens[start - 1]
    return before.lower in reading.lexicon.terms("agreements", "definite") or before.pos == "PRON"


def _held(reading: Reading, hit: Hit, first: int, last: int) -> bool:
    """Tell whether a verb says that the event takes place: its subject or object, by parse or nearness."""
    analysis = reading.analysis
    held = reading.lexicon.cues("events", "held")
    if analysis.tokens[hit.first].relation == "":
        low, high = max(first, hit.first - 6), min(last, hit.last + 6)
        return any(True for _ in held.find(analysis.tokens, low, high))
    above = list(ancestors(analysis, hit.last - 1))[:2]
    below = [child for child in analysis.children[hit.last - 1] if analysis.tokens[child].pos == "VERB"]
    return any(
        analysis.tokens[index].pos in {"VERB", "AUX"} and held.at(analysis.tokens, index, last) is not None
        for index in [*above, *below]
    ) or (_is_stated(reading, hit) and len(reading.dates_in(first, last)) > 0)


def _is_stated(reading: Reading, hit: Hit) -> bool:
    """Tell "It was the first meeting of the partners", "The first meeting is in Cairns on 20 February"."""
    analysis = reading.analysis
    noun = analysis.tokens[hit.last - 1]
    return noun.relation in {"xcomp", "nsubj"} and analysis.tokens[noun.head].lemma in reading.lexicon.terms(
        "events", "copulas"
    )


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a sentence says of the event told before when or where: "It will take place on …"."""
    analysis, words = reading.analysis, reading.lexicon
    if analysis.tokens[first].lower not in words.terms("events", "pronouns"):
        return False
    held = words.cues("events", "held").find(analysis.tokens, first + 1, min(last, first + 6))
    return any(analysis.tokens[hit.first].pos in {"VERB", "AUX"} for hit in held)


def _pronoun(reading: Reading, number: int) -> EventReport:
    sentence = reading.analysis.sentences[number]
    at, whole = (sentence.first, sentence.first + 1), (sentence.first, sentence.last)
    return EventReport(number, False, None, sentence.first, at, "", "back", True, False, False, (), whole)


# ------------------------------------------------------------------ verbs


def _verb(reading: Reading, number: int, hit: Hit) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    token = analysis.tokens[hit.first]
    heading = analysis.is_heading(sentence)
    past = "Tense=Past" in token.features or "Aspect" in token.features or token.features == ""
    past = past or token.relation == ""  # without a parser the list of verbs holds those of the past alone
    if token.pos != "VERB" or not (past or heading or _is_announced(reading, hit.first)):
        return None
    start, definite = hit.last, False
    if hit.term in words.terms("events", "receiving"):
        guests = None if is_passive(analysis, hit.first) else _guests(reading, hit.last, sentence.last)
        if guests is None or _visits(reading, number):
            return None
        start = guests
    end = described(reading, start, sentence.last)
    goal = _goal_before(reading, hit, start) or _goal_by_case(reading, hit, start)
    inside = reading.mentions_in(start, end)
    if start > hit.last or hit.term in words.terms("events", "receiving"):
        definite = len(inside) == 0 and _definite(reading, start + 1, sentence.first)
    people = with_verb(reading, hit, sentence.first, end)
    groups = words.cues("events", "delegation").find(analysis.tokens, sentence.first, end)
    common = any(True for _ in groups)
    if len(inside) == 0 and not common and goal is None:
        return None
    if len(people) == 0 and not common:
        return None
    if hit.code == "visit" and goal is None and not any(m.type in _GOALS for m in inside):
        return None
    prefix = next(iter(words.table("events", "verb_names").get(hit.code, ())), "")
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
        "heading" if heading else "back" if definite else "told",
        definite,
        False,
        False,
        people,
        (sentence.first, sentence.last),
        goal,
    )


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
    if len(groups) == 0 or _definite(reading, first + 1, first) or analysis.tokens[first].pos == "PRON":
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


def _hosts(reading: Reading, hit: Hit) -> bool:
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
    return any(hit.code == "visit" for hit in hits)


def _guests(reading: Reading, first: int, last: int) -> int | None:
    """Return where the person or delegation begins that is received, dates and places read over.

    None where something else is received: a grant, thanks, a degree.
    """
    tokens = reading.analysis.tokens
    groups = reading.lexicon.cues("events", "guests")
    dates = {i for date in reading.dates_in(first, last) for i in range(date.first, date.last)}
    offices = {post.office_tokens[0] for post in reading.posts}
    people = {m.first for m in reading.mentions_in(first, last) if m.type == "person"}
    aside = False
    for index in range(first, min(last, first + _GUESTS)):
        if groups.at(tokens, index, last) is not None or index in people or index in offices:
            begin = index
            while begin > first and tokens[begin - 1].pos in {"ADJ", "DET", "NUM", "PROPN", "NOUN"}:
                begin -= 1
            return begin
        if index in dates or tokens[index].pos in {"ADP", "ADV", "PUNCT"}:
            aside = aside or tokens[index].pos == "ADP" or index in dates
            continue
        if tokens[index].pos == "NOUN" and not aside and tokens[index].lower != "h.e.":
            return None
    return None
