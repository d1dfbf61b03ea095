"""Events in clauses with a verb bracket: by their nouns, and by verbs of meeting, visiting and receiving."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.analysis import Range, Token
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.event_names import barred
from kelisim.extract.kinds.evidence import EVENT, PARTICIPANT
from kelisim.extract.kinds.verb_second.scenes import date_of, guests, participants_of, place_in
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.verb_second import Clause, arguments, clauses, noun_phrase_from, subjects
from kelisim.model import Statement, Value

_AFTER: Final = 4  # sentences behind an event in which those who take part are still told
_TIED: Final = frozenset({"mit", "von", "zwischen", "bei", "nach"})
_SEATS: Final = frozenset({"in", "an", "beim"})
_POSTED: Final = 8  # tokens of a post between a preposition and the person who holds it
_GENITIVES: Final = frozenset({"des", "eines", "dieses", "ihres", "seines"})


@dataclass(slots=True)
class _Event:
    """An event with all that is told of it; `named` is how well its own words name it."""

    kind: str
    name: Range
    prefix: str
    sentence: int
    head: str
    evidence: str
    another: bool
    date: Date | None = None
    place: Range | None = None
    people: list[Mention] = field(default_factory=list)


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    found: list[_Event] = []
    for number in range(len(reading.analysis.sentences)):
        if len(found) > 0:
            _go_on(reading, found[-1], number)
        for event in _told_in(reading, number):
            same = next((e for e in found if _is_same(e, event)), None)
            if same is None and event.evidence != "back":
                found.append(event)
            elif same is not None:
                _join(same, event)
    for position, event in enumerate(found):
        until = next((e.sentence for e in found[position + 1 :] if e.sentence > event.sentence), 1 << 30)
        for number in range(
            event.sentence, min(until, event.sentence + _AFTER, len(reading.analysis.sentences))
        ):
            event.people += guests(reading, number)
        yield _statement(reading, event, extractor)


def _go_on(reading: Reading, event: _Event, number: int) -> None:
    """Fill in what a sentence says of the event told before: "Sie findet am 9. Januar in Kiel statt"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    sentence = reading.analysis.sentences[number]
    noun = {t.lower for t in tokens[sentence.first : sentence.first + 2]}
    if noun.isdisjoint(words.terms("events", "pronouns") | words.terms("events", "back")):
        return
    for clause in clauses(reading, number)[:1]:
        if clause.verb in words.terms("events", "goes_on_by"):
            event.date = event.date or date_of(reading, clause, clause.first)
            event.place = event.place or place_in(reading, clause, (clause.first, clause.first + 1))


def _is_same(event: _Event, other: _Event) -> bool:
    if event.another != other.another or event.kind != other.kind:
        return False
    alike = event.head == other.head or event.head.endswith(other.head) or other.head.endswith(event.head)
    return alike and (event.date is None or other.date is None or event.date.value == other.date.value)


def _join(event: _Event, other: _Event) -> None:
    event.date = event.date or other.date
    event.place = event.place or other.place
    event.people += other.people
    if other.name[1] - other.name[0] > event.name[1] - event.name[0] and event.prefix == "":
        event.name, event.sentence = other.name, min(event.sentence, other.sentence)
    event.evidence = event.evidence if event.evidence != "mentioned" else other.evidence


def _statement(reading: Reading, event: _Event, extractor: str) -> Statement:
    first, last = event.name
    values: list[Value] = [normalised(reading, "kind", event.kind, event.name)]
    if event.prefix == "":
        values.append(base_phrase(reading, "name", first, last))
    else:
        words = " ".join(reading.analysis.words(first, last).split())
        values.append(normalised(reading, "name", f"{event.prefix} {words}", (first, last)))
    if event.date is not None and event.date.value is not None:
        values.append(normalised(reading, "date", event.date.value, (event.date.first, event.date.last)))
    if event.place is not None:
        values.append(base_phrase(reading, "place", *event.place, probability=0.7))
    for mention in event.people:
        if mention.type in {"person", "organisation", "group"}:
            values += names(reading, "participants", mention, probability=PARTICIPANT)
    probability = EVENT.get(event.evidence, EVENT["mentioned"])
    return statement(reading, "event", values, [event.sentence], probability=probability, extractor=extractor)


# ------------------------------------------------------------------ where a sentence speaks of one


def _told_in(reading: Reading, number: int) -> Iterator[_Event]:
    analysis, words = reading.analysis, reading.lexicon
    sentence = analysis.sentences[number]
    heading = analysis.is_heading(sentence)
    no_events = barred(reading, sentence.first, sentence.last)
    for clause in clauses(reading, number):
        asked = clause.kind == "infinitive"  # what somebody asks for is no event yet
        verbal = None if heading else _by_verb(reading, clause, number)
        if verbal is not None:
            yield verbal
        for hit in words.cues("events", "kinds").find(analysis.tokens, clause.first, clause.last):
            noun = hit.last - 1
            inside = hit.first in clause.tokens and hit.first not in no_events
            if inside and analysis.tokens[noun].pos in {"NOUN", "PROPN"}:
                event = _by_noun(reading, clause, hit, number)
                told = not (heading or asked)
                if event is not None and (told or _has_proper_name(reading, event, hit)):
                    yield event


def _has_proper_name(reading: Reading, event: _Event, hit: Hit) -> bool:
    """Tell an event that its words name fully, by a title or a number: "9. Tagung „Wasser“"."""
    tokens = reading.analysis.tokens
    numbered = any(tokens[i].text[0].isdigit() for i in range(max(0, event.name[0] - 2), hit.first))
    longer = event.name[1] > hit.last
    return longer and (event.evidence == "named" or numbered)


def _by_noun(reading: Reading, clause: Clause, hit: Hit, number: int) -> _Event | None:
    tokens, words = reading.analysis.tokens, reading.lexicon
    start = hit.first
    while start > clause.first and (_adjective(tokens[start - 1]) or _ordinal(tokens[start - 2 : start])):
        start -= 1
    before = tokens[start - 1].lower if start > clause.first else ""
    modifiers = {t.lower for t in tokens[max(clause.first, start - 1) : hit.first]}
    if len(modifiers & words.terms("events", "general")) > 0:
        return None
    another = len(modifiers & words.terms("events", "another")) > 0
    if tokens[hit.last - 1].lower.endswith("s") and hit.term.endswith("s") and before not in _GENITIVES:
        return None  # "Workshops"
    name = (start, _name_end(reading, clause, hit))
    quoted = name[1] > hit.last and tokens[hit.last].text in {"„", "«", "“"}
    date = date_of(reading, clause, hit.first)
    held = clause.verb in words.terms("events", "held_by") or _set(reading, clause)
    occasion = words.cues("events", "occasion")
    low = max(clause.first, start - 5)
    occasioned = any(h.last >= start - 1 for h in occasion.find(tokens, low, start))
    weak = hit.term in words.terms("events", "weak")
    articled = words.table("organisations", "properties").get("articled", ())
    definite = before in words.terms("agreements", "definite") or before in articled
    capital = name[0] < hit.first and tokens[name[0]].text[0].isupper()
    single = before in words.terms("events", "single")
    if quoted or (held and (not weak or capital or single)) or (held and date is not None):
        evidence = "named" if quoted else "told"
    elif date is not None and (not weak or not definite):
        evidence = "told"
    elif occasioned and (not weak or name[1] > hit.last):
        evidence = "mentioned"
    else:
        evidence = "back"
    genitive = before in {"des", "der"} and tokens[max(0, start - 2)].pos == "NOUN"
    if weak and genitive and name[1] == hit.last:
        evidence = "back"
    prefix = ""
    if name == (hit.last - 1, hit.last) and (owner := _owner(reading, clause, hit.last - 1)) is not None:
        prefix, name = tokens[hit.last - 1].text, owner
    event = _Event(hit.code, name, prefix, number, tokens[hit.last - 1].lemma, evidence, another, date)
    event.place = place_in(reading, clause, name)
    event.people = participants_of(reading, clause, name, held=held or occasioned)
    return event


def _owner(reading: Reading, clause: Clause, noun: int) -> Range | None:
    """Return whose event a bare noun tells: the subject of "auf seiner Sitzung", the body before "dessen"."""
    before = reading.analysis.tokens[noun - 1].lower if noun > clause.first else ""
    if before in reading.lexicon.terms("events", "whose"):
        edge = clause.first - 1
        near = [m for m in reading.mentions_in(max(0, edge - 12), edge) if m.last == edge]
        best = max((m for m in near if m.type != "person"), key=lambda m: m.last - m.first, default=None)
        return None if best is None else (best.first, best.last)
    if before not in reading.lexicon.terms("events", "own") or clause.kind != "main":
        return None
    found = noun_phrase_from(reading, clause, clause.first)
    whole = found is not None and clause.finite == found[1] + 3 * (clause.finite != found[1])
    return found if whole else None


def _adjective(token: Token) -> bool:
    """Tell whether a word is an adjective, one with a capital too: "Deutsch-Omanischen"."""
    capital = token.pos == "NOUN" and token.lower.endswith(
        ("ische", "ischen", "ischer", "isches", "ale", "alen")
    )
    return token.pos == "ADJ" or capital


def _ordinal(tokens: Sequence[object]) -> bool:
    """Tell whether two tokens are an ordinal in figures: "9." before "Tagung"."""
    texts = [getattr(token, "text", "") for token in tokens]
    return len(texts) == 2 and (
        (texts[0].isdigit() and texts[1] == ".") or (texts[1].isdigit() and len(texts[1]) < 3)
    )


def _set(reading: Reading, clause: Clause) -> bool:
    """Tell whether an event is set: "geplant", "vorgesehen", "auf dem Programm"."""
    cues = reading.lexicon.cues("events", "set")
    return any(True for _ in cues.find(reading.analysis.tokens, clause.first, clause.last))


def _name_end(reading: Reading, clause: Clause, hit: Hit) -> int:
    """Return where an event's name ends: behind a title, a name, a genitive, "mit" or "bei" with a name."""
    tokens = reading.analysis.tokens
    end = hit.last
    dates = reading.dates_in(end, clause.last)
    if end not in clause.tokens or any(date.first <= end + 1 < date.last for date in dates):
        return end
    token = tokens[end]
    here = next((m for m in reading.mentions_in(end, clause.last) if m.first == end), None)
    if token.pos == "NOUN" and (here is None or here.type == "organisation"):  # "die Messe AgroWorld"
        return end + 1 if here is None else here.last
    if token.text in {"„", "«", "“"} or token.lower in {"der", "des"}:
        found = noun_phrase_from(reading, clause, end, attributes=False)
        return end if found is None else found[1]
    seated = hit.code in {"visit", "meeting"} and token.lower in _SEATS
    return _tied_end(reading, clause, end, seated=seated) if seated or token.lower in _TIED else end


def _tied_end(reading: Reading, clause: Clause, end: int, *, seated: bool) -> int:
    """Return where the name behind a preposition ends that belongs to an event's name."""
    near = [
        m
        for m in reading.mentions_in(end + 1, min(clause.last, end + 12))
        if m.first - end < 3 or (m.type == "person" and m.first - end < _POSTED)
    ]
    if len(near) == 0 and reading.analysis.tokens[end].lower == "mit":
        found = noun_phrase_from(reading, clause, end + 1, attributes=False)
        return end if found is None else found[1]
    if len(near) == 0 or (seated and near[0].type == "person"):
        return end
    return max(m.last for m in near if m.first == near[0].first)


# ------------------------------------------------------------------ verbs


def _by_verb(reading: Reading, clause: Clause, number: int) -> _Event | None:
    """Return the event that a verb tells: "traf in Kigali Minister X", "empfing eine Delegation der Y"."""
    words = reading.lexicon
    if clause.full is None or clause.kind == "infinitive":
        return None
    tokens = reading.analysis.tokens
    verbs = [i for i in clause.tokens if tokens[i].pos == "VERB"]
    acts = words.cues("events", "acts")
    hit = next((h for i in verbs if (h := acts.at(tokens, i, clause.last)) is not None), None)
    hit = hit or next(words.cues("events", "acts_with").find(tokens, clause.first, clause.last), None)
    if hit is None:
        return None
    acting = list(subjects(reading, clause))
    ours = {id for m in acting for id in m.referents}
    others = [a for a in arguments(reading, clause) if ours.isdisjoint(a.mention.referents)]
    prefix = words.table("events", "act_names")[hit.code][0]
    kind = hit.code.split("-")[0]
    ways = frozenset(words.table("events", "act_prepositions").get(hit.code, ()))
    met = [
        a.mention for a in others if a.preposition in ways and not a.modifies and _may_be(a.mention, hit.code)
    ]
    sent = [a.mention for a in others if a.preposition == "" and _is_sent(reading, a.mention)]
    if hit.code.endswith("guest") and len(sent) == 0:  # "war zu Gast an der Universität X"
        prefix = words.table("events", "act_names")["visit"][0]
    elif hit.code.endswith("guest"):
        met, acting = sent, []
    elif hit.code.endswith("host") and len(sent) > 0:
        met, kind = sent, "visit"
    if len(met) == 0 or (len(acting) == 0 and len(sent) == 0):
        return None
    date = date_of(reading, clause, clause.full)
    name = (_with_post(reading, met[0]), met[0].last)
    event = _Event(kind, name, prefix, number, f"{prefix} {met[0].referents}".lower(), "told", False, date)
    hosts = acting if hit.code.endswith("host") else met
    place = next((m for m in hosts if m.type in {"place", "organisation"} and kind == "visit"), None)
    told_place = place is not None and (len(sent) == 0 or "guest" not in hit.code)
    event.place = (place.first, place.last) if place is not None and told_place else None
    event.place = event.place or place_in(reading, clause, name)
    event.people = [m for m in (*acting, *met) if m.type in {"person", "organisation"}]
    return event


def _is_sent(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name stands behind "eine Delegation der", "14 Studierende der"."""
    cues = reading.lexicon.cues("events", "delegation")
    hits = cues.find(reading.analysis.tokens, max(0, mention.first - 4), mention.first)
    return mention.type == "organisation" and any(True for _ in hits)


def _may_be(mention: Mention, code: str) -> bool:
    if code == "visit-place":
        return mention.type == "place"
    if code in {"visit", "visit-guest"}:
        return mention.type in {"organisation", "place"}
    return mention.type in {"person", "organisation"}


def _with_post(reading: Reading, mention: Mention) -> int:
    posts = [p.office_tokens[0] for p in reading.posts if p.person_tokens == (mention.first, mention.last)]
    return min([mention.first, *(at for at in posts if 0 < mention.first - at < 6)])
