"""Where a text speaks of an event by its noun: its name, and those who stand with it."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import place_of
from kelisim.extract.kinds.event_company import with_noun
from kelisim.extract.kinds.event_names import barred, name_of_noun
from kelisim.extract.kinds.event_openings import opened_by, opening
from kelisim.extract.kinds.event_report import EventReport, Evidence, is_definite
from kelisim.extract.kinds.event_verbs import by_verb, hosts
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import is_passive
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import ancestors

_NEAR: Final = 16  # tokens between an event's noun and its day, where no verb joins them
_TOLD: Final = 2  # tokens of a plural that says no more than what it is: "joint workshops"
_ABOVE: Final = 3  # heads above an event's noun among which a wish is looked for


def event_reports(reading: Reading) -> Iterator[EventReport]:
    """Yield the reports of a text in order."""
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        span = (sentence.first, sentence.last)
        no_events = barred(reading, *span) - _held_bodies(reading, *span)
        hits = words.cues("events", "verbs").find(analysis.tokens, *span)
        verbs = [h for h in hits if h.first not in no_events and analysis.tokens[h.first].pos == "VERB"]
        verbs = [h for h in verbs if not hosts(reading, h)]
        taken = {i for hit in verbs for i in range(hit.first, hit.last)}
        found: list[tuple[Hit, str]] = [(hit, "verbs") for hit in verbs]
        for table in ("kinds", "back", "openings", "proper"):
            hits = words.cues("events", table).find(analysis.tokens, *span)
            free = [h for h in hits if (h.first if words.inflected else h.last - 1) not in no_events]
            found += [(h, table) for h in free if h.first not in taken]
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
        if verb is not None and analysis.tokens[head].relation == "obj":
            done = words.cues("events", "done_to").at(analysis.tokens, verb, last)
            if done is not None:  # "will host the first Ice Congress"
                found.update(range(mention.first, mention.last))
            continue
        if verb is None or analysis.tokens[head].relation not in {"nsubj", "nsubj:pass"}:
            continue
        hit = happens.at(analysis.tokens, verb, last)
        if hit is not None and (hit.code == "takes_place" or is_passive(analysis, verb)):
            found.update(range(mention.first, mention.last))
    return found


def _report(reading: Reading, number: int, hit: Hit, table: str) -> EventReport | None:
    if table == "verbs":
        return by_verb(reading, number, hit)
    if table == "openings":
        return opening(reading, number, hit)
    return _noun(reading, number, hit, table)


# ------------------------------------------------------------------ nouns


def _head(reading: Reading, hit: Hit) -> int:
    """Return the noun of a term: "exchange" of "exchange of documents", else its last word."""
    tokens = reading.analysis.tokens
    genitive = reading.lexicon.terms("events", "of_tours")
    inner = (i for i in range(hit.first + 1, hit.last - 1) if tokens[i].lower in genitive)
    return next(inner, hit.last) - 1


def _noun(reading: Reading, number: int, hit: Hit, table: str) -> EventReport | None:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    at = _head(reading, hit)
    head = analysis.tokens[at]
    compound = hit.last - hit.first > 1 and head.relation in {"amod", "compound"}  # "education fair"
    if head.pos not in {"NOUN", "PROPN"} and not heading and not compound:
        return None
    name, named = name_of_noun(reading, hit, sentence.first, sentence.last, heading=heading)
    evidence = _evidence(reading, hit, name, sentence.first, sentence.last)
    people = with_noun(reading, hit.last - 1, sentence.first, sentence.last, told=evidence == "told")
    weak = hit.term in words.terms("events", "weak")
    if not words.inflected and (_is_medium(reading, name[0]) or _is_barred(reading, name[0])):
        return None
    wished = not words.inflected and _is_wished(reading, at)
    plural = "Number=Plur" in head.features and not (named and (heading or head.text[0].isupper()))
    plural = plural and hit.term not in words.terms("events", "plural_only")
    inside = reading.mentions_in(*name)
    dated = evidence == "told" and _is_set(reading, hit, sentence.first, sentence.last)
    told = evidence == "told" and not words.inflected
    if plural and not ((weak and len(inside) > 0) or (told and (dated or name[1] - name[0] > _TOLD))):
        return None
    if (
        not words.inflected
        and at > sentence.first
        and analysis.tokens[at - 1].text == "-"
        and (head.relation in {"compound", "nummod", "amod", "nmod"} and head.head > at)
    ):
        return None  # "a one-week tour"
    if table == "proper" and not (named and analysis.tokens[name[0]].pos in {"PROPN", "NUM", "ADJ"}):
        return None
    before = {t.lower for t in analysis.tokens[max(sentence.first, name[0] - 1) : hit.first]}
    definite = is_definite(reading, name[0], sentence.first)
    kind: str | None = hit.code
    if table == "back":
        titles = words.table("events", "by_title").items()
        kind = next((code for code, nouns in titles if named and hit.term in nouns), None)
        evidence, back = ("back" if kind is None else "heading" if heading else "named"), evidence
        if (
            kind is None
            and not heading
            and not plural
            and not words.inflected
            and _is_new(reading, hit, name)
        ):
            kind, evidence = _kind_by_acts(reading, sentence.first, sentence.last), back
    elif heading:
        evidence = "heading"
    elif named:
        evidence = "named"
    elif (
        evidence != "back"
        and weak
        and len(inside) + len(people) == 0
        and not ((dated and hit.term not in words.terms("events", "lasting")) or _is_described(reading, name))
    ):
        evidence = "back"
    if wished:
        evidence = "back"
    elif evidence == "back" and kind is not None and not words.inflected:
        evidence = _in_passing(reading, (at, weak, len(people) > 0), name, sentence.first, sentence.last)
    prefix, name = opened_by(reading, hit.code, name, sentence.last)
    return EventReport(
        number,
        heading,
        kind,
        hit.last - 1,
        name,
        prefix,
        evidence,
        definite,
        len(before & words.terms("events", "another")) > 0,
        hit.term in words.terms("events", "parts"),
        people,
        (sentence.first, sentence.last),
    )


def _is_new(reading: Reading, hit: Hit, name: Range) -> bool:
    """Tell an event that its article makes a new one: "at an online event"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if not any(hit.term in nouns for nouns in words.table("events", "by_title").values()):
        return False
    article = tokens[name[0] - 1] if name[0] > 0 else tokens[name[0]]
    return article.lower in words.terms("events", "indefinite")


def _kind_by_acts(reading: Reading, first: int, last: int) -> str:
    """Return what "an event" is by what is done at it: a ceremony, where something is signed or opened."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    for table in (words.cues("agreements", "sole"), words.cues("events", "openings")):
        if any(tokens[hit.first].pos == "VERB" for hit in table.find(tokens, first, last)):
            return "ceremony"
    return next(iter(words.table("events", "by_title")))


def _in_passing(
    reading: Reading, noun: tuple[int, bool, bool], name: Range, first: int, last: int
) -> Evidence:
    """Tell whether a noun that no verb of holding governs still speaks of an event of its own.

    It does where it is described, or is the subject or the occasion of a clause, and its day or place, or
    those who meet, are told: "the programme included a seminar on soils in Oslo".

    Arguments:
        noun: its token, whether it often is no event, whether people stand with it.
    """
    analysis = reading.analysis
    at, weak, company = noun
    several = "Number=Plur" in analysis.tokens[at].features
    several = several and analysis.tokens[at].lower not in reading.lexicon.terms("events", "plural_only")
    if several or _is_negated(reading, name[0], first):
        return "back"
    site = _site(reading, name[1], last)
    place = place_of(reading, at, first, last) or site
    days = [date for date in reading.dates_in(first, last) if date.is_day]
    near = any(abs(date.first - at) < _NEAR for date in days)
    inside = reading.mentions_in(at + 1, name[1])
    described = name[1] - name[0] > 1
    subject = analysis.tokens[at].relation in {"nsubj", "nsubj:pass"}
    if weak and site is not None:
        return "mentioned"
    if analysis.tokens[at].relation == "nsubj" and analysis.tokens[analysis.tokens[at].head].pos == "VERB":
        return "back"  # "the joint commission agreed"
    if weak:
        return "mentioned" if described and (place is not None or near) else "back"
    if described and (near or place is not None or len(inside) > 0 or company):
        return "mentioned"
    return "mentioned" if subject and (near or place is not None) else "back"


def _site(reading: Reading, start: int, last: int) -> Range | None:
    """Return the place named right behind an event: "an education fair in Oslo"."""
    tokens = reading.analysis.tokens
    markers = reading.lexicon.terms("circumstances", "place_markers")
    if start + 1 >= last or tokens[start].lower not in markers:
        return None
    first = start + 1 + (tokens[start + 1].pos == "DET")
    site = next((m for m in reading.mentions_in(first, last) if m.first == first), None)
    return None if site is None or site.type == "person" else (site.first, site.last)


def _is_negated(reading: Reading, start: int, first: int) -> bool:
    """Tell what does not take place, or takes place again and again: "no meeting", "each meeting"."""
    never = reading.lexicon.terms("events", "never")
    return any(t.lower in never for t in reading.analysis.tokens[max(first, start - 2) : start + 1])


def _is_barred(reading: Reading, start: int) -> bool:
    """Tell words that only look like an event: "after graduation", "a job opening"."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("events", "no_event")
    return any(cues.at(tokens, index, len(tokens)) is not None for index in (max(0, start - 1), start))


def _is_medium(reading: Reading, start: int) -> bool:
    """Tell the way in which something is done, not an event: "signed by videoconference"."""
    tokens = reading.analysis.tokens
    return start > 0 and tokens[start - 1].lower in reading.lexicon.terms("events", "by_means")


def _is_wished(reading: Reading, noun: int) -> bool:
    """Tell whether an event is only proposed or hoped for: "would like to hold", "the next should be in"."""
    analysis = reading.analysis
    wishes = reading.lexicon.cues("events", "wished")
    maybe = reading.lexicon.terms("events", "maybe")
    above = [i for i in ancestors(analysis, noun) if analysis.tokens[i].pos in {"VERB", "ADJ", "NOUN", "AUX"}]
    for index in above[:_ABOVE]:
        if wishes.at(analysis.tokens, index, index + 3) is not None and index < noun:
            return True
        if analysis.tokens[index].relation in {"acl", "acl:relcl", "advcl"}:
            break
    held = next((i for i in above if analysis.tokens[i].pos == "VERB"), None)
    if held is None:
        return False
    modals = [analysis.tokens[c] for c in analysis.children[held] if analysis.tokens[c].pos == "AUX"]
    return any(token.lower in maybe for token in modals)


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
    ) or (
        (_is_stated(reading, hit) or _by_dash(reading, hit, first)) and len(reading.dates_in(first, last)) > 0
    )


def _is_stated(reading: Reading, hit: Hit) -> bool:
    """Tell "It was the first meeting of the partners", "The first meeting is in Cairns on 20 February"."""
    analysis = reading.analysis
    noun = analysis.tokens[hit.last - 1]
    return noun.relation in {"xcomp", "nsubj"} and analysis.tokens[noun.head].lemma in reading.lexicon.terms(
        "phrases", "copulas"
    )


def _by_dash(reading: Reading, hit: Hit, first: int) -> bool:
    """Tell an announcement without a verb: "14 мая, 15:00 – встреча с …", where nouns show their case."""
    tokens = reading.analysis.tokens
    start = hit.first
    while start > first and tokens[start - 1].pos in {"ADJ", "NUM"}:
        start -= 1
    dashed = start > first and tokens[start - 1].text in {"–", "—"}
    return dashed and reading.lexicon.cased and tokens[hit.last - 1].case == "Nom"


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
