"""Which clauses tell of an event, where the verb closes them: what is held, where, with whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.endings import bears_plural
from kelisim.extract.kinds.event_names import barred
from kelisim.extract.kinds.event_report import Evidence
from kelisim.extract.languages import base_form
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_final import Argument, Clause, clauses, noun_phrase_before
from kelisim.places import place_of

_QUOTES: Final = frozenset('«“„"')
_CLOSERS: Final = frozenset('»”"')
_POST: Final = 16  # tokens of a post before its holder
_OWNED: Final = 4  # tokens between an owner and the noun: "Б-ның алғашқы сапары"
_ACTORS: Final = frozenset({"organisation", "person"})


@dataclass(frozen=True, slots=True)
class Report:
    """One clause that speaks of an event; `name` is empty where it only takes up one told before."""

    number: int
    clause: Clause
    kind: str | None
    name: str
    where: Range  # the tokens of the name
    evidence: Evidence
    zone: Range  # where its date and place stand
    people: tuple[Mention, ...] = ()
    place: Range | None = None


def reports(reading: Reading) -> Iterator[Report]:
    analysis, words = reading.analysis, reading.lexicon
    for number, sentence in enumerate(analysis.sentences):
        heading = analysis.is_heading(sentence)
        for clause in clauses(reading, number):
            no_events = barred(reading, clause.first, clause.last)
            kinds: set[str | None] = set()
            for table in ("kinds", "back"):
                for hit in words.cues("events", table).find(analysis.tokens, clause.first, clause.last):
                    if hit.first in no_events or (clause.verb is not None and hit.first == clause.verb):
                        continue
                    report = _noun(reading, number, clause, hit, table, heading=heading)
                    if report is not None:
                        kinds.add(report.kind)
                        yield report
            report = _verb(reading, number, clause, heading=heading)
            if report is not None and report.kind not in kinds:
                yield report
            elif len(kinds) == 0 and (titled := _titled(reading, number, clause)) is not None:
                yield titled


def _titled(reading: Reading, number: int, clause: Clause) -> Report | None:
    """Return what a title alone names that is held: "Алматыда «Кітап түні» өтті"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    at = clause.verb
    if at is None or at - 2 < clause.first or tokens[at].lemma not in words.terms("events", "takes_place"):
        return None
    if tokens[at - 1].text not in _CLOSERS:
        return None
    start = next((i for i in range(at - 2, clause.first - 1, -1) if tokens[i].text in _QUOTES), None)
    if start is None:
        return None
    zone, place = _zone(reading, clause, start)
    name = " ".join(reading.analysis.words(start, at).split())
    return Report(number, clause, "other", name, (start, at), "named", zone, _people(reading, clause), place)


def _noun(
    reading: Reading, number: int, clause: Clause, hit: Hit, table: str, *, heading: bool
) -> Report | None:
    """Return what a noun of an event tells: its name, whether it takes place, when, where and with whom."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    noun = tokens[hit.last - 1]
    if noun.pos in {"VERB", "ADP", "CCONJ"} or bears_plural(words, noun):
        return None
    if hit.last < clause.last and tokens[hit.last].lemma in words.terms("events", "not_before"):
        return None
    start = _name_start(reading, hit.first, clause)
    start = _with_post(reading, clause, start, hit.first)
    if hit.code == "visit":
        start = _whither(reading, clause, start)
    elif hit.code == "meeting":
        start = _with_whom(reading, clause, start)
    name = " ".join(base_form(reading.analysis, start, hit.last, "phrase").split())
    titled = any(t.text in _QUOTES for t in tokens[start : hit.first])
    zone, place = _zone(reading, clause, start)
    evidence = _evidence(reading, clause, hit, start, titled=titled, table=table)
    if heading:
        evidence = "heading"
    if evidence == "told" and hit.last - start == 1 and _takes_up(reading, clause, hit):
        evidence = "back"
    people = _people(reading, clause)
    people += tuple(m for m in _owners(reading, clause, hit) if m not in people)
    return Report(
        number,
        clause,
        None if table == "back" else hit.code,
        name,
        (start, hit.last),
        evidence,
        zone,
        people,
        place,
    )


def _whither(reading: Reading, clause: Clause, start: int) -> int:
    """Return where a visit's name begins with the places right before it: "Ұлыбританияға жұмыс сапары"."""
    places = [a.mention for a in clause.of("Dat", "Loc") if a.mention.last <= start]
    sites = reading.lexicon.terms("grammar", "sites")
    for mention in reversed(places):
        between = reading.analysis.tokens[mention.last : start]
        if not all(t.lemma in sites or t.pos == "CCONJ" for t in between):
            break
        start = mention.first
    before = reading.analysis.tokens[start - 1] if start > clause.first else None
    if before is not None and "Case=Dat" in before.features and before.lemma in sites:
        return noun_phrase_before(reading, start - 1, clause.first)
    return start


def _with_post(reading: Reading, clause: Clause, start: int, head: int) -> int:
    """Return where a name begins with the whole post of the person whose visit or meeting it is."""
    begins = [
        min(post.office_tokens[0], (post.organisation_tokens or post.office_tokens)[0])
        for post in reading.posts
        if post.office_tokens[0] < start <= post.person_tokens[0] < head
    ]
    return min([start, *(b for b in begins if clause.first <= b and start - b <= _POST)])


def _owners(reading: Reading, clause: Clause, hit: Hit) -> list[Mention]:
    """Return the people whose meeting or visit a noun tells, right before it: "А мен Б-ның кездесуі"."""
    if hit.code not in {"meeting", "visit"}:
        return []
    found: list[Mention] = []
    reach, end = _OWNED, hit.first
    for argument in reversed(clause.of("Gen")):
        mention = argument.mention
        between = reading.analysis.tokens[mention.last : end]
        if mention.last > end or mention.type != "person":
            continue
        if len(between) > reach or any(token.pos == "VERB" for token in between):
            break
        found.insert(0, mention)
        reach, end = _POST, mention.first
    return found


def _with_whom(reading: Reading, clause: Clause, start: int) -> int:
    """Return where a meeting's name begins with whom it is right before it: "X өкілдерімен кездесу"."""
    named = [a.mention for a in clause.of("Ins") if a.mention.last == start and a.mention.type != "place"]
    if len(named) > 0:
        return named[-1].first
    before = reading.analysis.tokens[start - 1] if start > clause.first else None
    if before is None or before.features != "Case=Ins" or before.pos not in {"NOUN", "X"}:
        return start
    return noun_phrase_before(reading, start - 1, clause.first)


def _name_start(reading: Reading, head: int, clause: Clause) -> int:
    """Return where an event's name begins: with its adjectives and owners, or a title before "атты"."""
    tokens = reading.analysis.tokens
    start = noun_phrase_before(reading, head, clause.first)
    titles, called = reading.lexicon.terms("events", "titled"), reading.lexicon.terms("events", "called")
    for _ in range(2):
        if start - 1 > clause.first and tokens[start - 1].lower in titles | called:
            begin = start - 2 if tokens[start - 1].lower in titles else start - 3
            if tokens[begin].text in {"»", "”", '"'}:
                opening = (i for i in range(begin - 1, clause.first - 1, -1) if tokens[i].text in _QUOTES)
                start = next(opening, start)
    empty, another = reading.lexicon.terms("events", "empty"), reading.lexicon.terms("events", "another")
    while start < head and tokens[start].lower not in another:
        if tokens[start].lower not in empty and tokens[start].pos not in {"ADV", "DET", "CCONJ"}:
            break
        start += 1
    return start


def _zone(reading: Reading, clause: Clause, start: int) -> tuple[Range, Range | None]:
    """Return where the date of an event stands, and its place: before "өтетін" if that precedes its name."""
    tokens = reading.analysis.tokens
    held = reading.lexicon.terms("events", "held")
    before = tokens[start - 1] if start > clause.first else None
    if before is not None and "VerbForm=Part" in before.features and before.lemma in held:
        zone = (clause.first, start - 1)
        return zone, _located(reading, clause, zone, near=True)
    zone = (clause.first, clause.last)
    return zone, _located(reading, clause, zone, near=False)


def _located(reading: Reading, clause: Clause, zone: Range, *, near: bool) -> Range | None:
    """Return the name in the locative within a zone: a place rather than a body, the last one if `near`."""
    tokens = reading.analysis.tokens
    found = [a.mention for a in clause.of("Loc") if zone[0] <= a.mention.first < zone[1]]
    found = [m for m in found if m.type in {"place", "organisation"}]
    sites = reading.lexicon.terms("grammar", "sites")
    for argument in clause.arguments:
        end = argument.mention.last
        inside = argument.mention.type == "place" and zone[0] <= argument.mention.first < zone[1]
        if inside and end < zone[1] and tokens[end].lemma in sites and "Case=Loc" in tokens[end].features:
            found.append(argument.mention)
    if len(found) == 0:
        return None
    if near:
        return found[-1].first, found[-1].last
    best = sorted(found, key=lambda m: (m.type != "place", _is_country(reading, m), m.first))[0]
    return best.first, best.last


def _is_country(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention is a country: a town of it says more of where something is."""
    if mention.type != "place" or len(mention.referents) != 1:
        return False
    place = place_of(reading.referent(mention.referents[0]).name)
    return place is not None and place.type == "country"


def _evidence(
    reading: Reading, clause: Clause, hit: Hit, start: int, *, titled: bool, table: str
) -> Evidence:
    """Return what a clause says of an event: that it is held, or is an occasion, or only its name."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    weak = hit.term in words.terms("events", "weak")
    held = words.terms("events", "held")
    shown = tokens[hit.last - 1].features
    wished = verb_of(reading, clause) in words.terms("events", "proposed")
    if table == "back" or (wished and len(reading.dates_in(clause.first, clause.last)) == 0):
        return "back"
    if titled and "Case=Gen" not in shown:
        return "named"
    verb = None if clause.verb is None else tokens[clause.verb]
    participle = start > clause.first and tokens[start - 1].lemma in held
    if participle:
        return "told"
    done = verb is not None and (verb.lemma in held or verb.lower in held)
    if done and "Case=Gen" not in shown and "Case=Abl" not in shown:
        bare = weak and hit.last - start == 1 and shown not in {"", "Case=Ins"}
        return "back" if bare else "told"
    after = hit.last < clause.last and words.cues("events", "occasion").at(tokens, hit.last, clause.last)
    if (after or "Case=Loc" in shown) and hit.last - start > 1:
        return "mentioned"
    return "back"


def verb_of(reading: Reading, clause: Clause) -> str:
    """Return the infinitive of a clause's verb; "" where it has none."""
    return "" if clause.verb is None else reading.analysis.tokens[clause.verb].lemma


def _takes_up(reading: Reading, clause: Clause, hit: Hit) -> bool:
    """Tell whether a bare noun opens its clause in a case: "Кездесуге … қатысты" tells of one told before."""
    opens = hit.first - clause.first <= 1
    return opens and not reading.dates_in(clause.first, clause.last)


def _verb(reading: Reading, number: int, clause: Clause, *, heading: bool) -> Report | None:
    """Return the meeting or visit that the clause's verb tells: its name is what the verb is done to."""
    if clause.verb is None:
        return None
    tokens, words = reading.analysis.tokens, reading.lexicon
    verb = tokens[clause.verb]
    for code, table in words.topics["events"].get("verb_frames", {}).items():
        for lemma, case in table.items():
            *before, last = lemma.split()
            if verb.lemma != last or (before and tokens[clause.verb - 1].lower != before[-1]):
                continue
            objects = [a for a in clause.of(case) if a not in clause.subjects]
            phrase = _object(reading, clause, case, objects) or _each_other(reading, clause, code, case)
            if phrase is None or _is_gathering(reading, phrase):
                continue
            if lemma in words.terms("events", "only_names") and not _at_a_name(reading, clause, objects):
                continue
            if (
                code == "meeting"
                and case == "Acc"
                and len(objects) == 0
                and not _holds_delegates(reading, phrase)
            ):
                continue
            if lemma in words.terms("events", "only_delegates") and not _sends(reading, clause):
                continue
            if case == "Acc" and len(objects) == 0:
                phrase = _sent_from(reading, clause, phrase)
            noun = words.table("events", "verb_nouns").get(lemma, (lemma,))[0]
            name = " ".join(f"{reading.analysis.words(*phrase)} {noun}".split())
            zone = (clause.first, clause.last)
            place = phrase if code == "visit" else _located(reading, clause, zone, near=False)
            evidence: Evidence = "heading" if heading else "told"
            people = _people(reading, clause)
            return Report(
                number, clause, code, name, (phrase[0], clause.verb + 1), evidence, zone, people, place
            )
    return None


def _each_other(reading: Reading, clause: Clause, code: str, case: str) -> Range | None:
    """Return the second of two who meet each other: "А пен Б кездесті"."""
    people = [a for a in clause.subjects if a.mention.type == "person"]
    if code != "meeting" or case != "Ins" or len(people) < 2:
        return None
    return _object(reading, clause, case, people[-1:])


def _object(reading: Reading, clause: Clause, case: str, objects: Sequence[Argument]) -> Range | None:
    """Return the phrase in a case before the verb: a name with the post before it, else a noun's phrase."""
    tokens = reading.analysis.tokens
    assert clause.verb is not None
    if len(objects) > 0:
        mention = objects[-1].mention
        begin = min(
            (
                min(post.office_tokens[0], (post.organisation_tokens or post.office_tokens)[0])
                for post in reading.posts
                if post.person_tokens == (mention.first, mention.last)
                and 0 < mention.first - post.office_tokens[0] <= _POST
            ),
            default=mention.first,
        )
        begin = begin if mention.first - begin <= 2 * _POST and begin >= clause.first else mention.first
        return begin, mention.last
    for index in range(clause.verb - 1, clause.first - 1, -1):
        if f"Case={case}" in tokens[index].features and tokens[index].pos in {"NOUN", "X"}:
            return noun_phrase_before(reading, index, clause.first), index + 1
        if tokens[index].pos in {"PUNCT", "VERB"}:
            return None
    return None


def _sent_from(reading: Reading, clause: Clause, phrase: Range) -> Range:
    """Return the words for a delegation with the body that sent it: "Y университетінен келген делегация"."""
    came = phrase[0] - 1
    if came < clause.first or reading.analysis.tokens[came].lower not in reading.lexicon.terms(
        "events", "came"
    ):
        return phrase
    bodies = [m for m in reading.mentions_in(clause.first, came) if m.last == came]
    return (min([came, *(m.first for m in bodies)]), phrase[1])


def _is_gathering(reading: Reading, phrase: Range) -> bool:
    """Tell whether somebody comes to an event told as such, no place: "жиынға 180 ғалым келді"."""
    hits = reading.lexicon.cues("events", "kinds").find(reading.analysis.tokens, *phrase)
    return any(hit.last == phrase[1] for hit in hits)


def _at_a_name(reading: Reading, clause: Clause, objects: Sequence[Argument]) -> bool:
    """Tell whether somebody was at a place or body that is named, told right before the verb or the guest."""
    if len(objects) == 0 or objects[-1].mention.type == "person":
        return False
    named = objects[-1].mention
    between = [m for m in reading.mentions_in(named.last, clause.last) if m.type == "person"]
    return clause.verb is not None and (named.last == clause.verb or len(between) > 0)


def _holds_delegates(reading: Reading, phrase: Range) -> bool:
    cues = reading.lexicon.cues("events", "delegation").find(reading.analysis.tokens, *phrase)
    return any(True for _ in cues)


def _sends(reading: Reading, clause: Clause) -> bool:
    """Tell whether people or a delegation are the subject of a clause."""
    people = any(a.mention.type == "person" for a in clause.subjects)
    return people or _holds_delegates(reading, (clause.first, clause.last))


def _people(reading: Reading, clause: Clause) -> tuple[Mention, ...]:
    """Return who takes part: the subjects of the clause, whom it is with, whose delegates are told."""
    delegates = reading.lexicon.cues("events", "delegation")
    tokens = reading.analysis.tokens
    verb = None if clause.verb is None else tokens[clause.verb]
    with_them = verb is not None and verb.lemma in reading.lexicon.terms("events", "attended_with")
    found: list[Mention] = []
    for argument in clause.arguments:
        mention = argument.mention
        if mention.type not in _ACTORS:
            continue
        sent = mention.last < clause.last and delegates.at(tokens, mention.last, clause.last) is not None
        acts = attends(reading, clause) and argument.case == "Nom" and argument.postposition == ""
        acts = acts and not argument.modifies and (mention.type == "person" or argument in clause.subjects)
        met = argument.case == "Ins" or (argument.case == "Acc" and with_them)
        if (sent and mention.type == "organisation") or acts or (met and argument.postposition == ""):
            found.append(mention)
    return tuple(found)


def attends(reading: Reading, clause: Clause) -> bool:
    verb = None if clause.verb is None else reading.analysis.tokens[clause.verb]
    attends = reading.lexicon.terms("events", "attends")
    return verb is not None and (verb.lemma in attends or verb.lower in attends)
