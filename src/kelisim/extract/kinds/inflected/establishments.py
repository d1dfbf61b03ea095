"""Establishments where word order is free: the founding, the body's noun phrase, and who stands behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names, names_as, normalised, statement
from kelisim.extract.kinds.inflected.agreed import Agreed, agreed_in, parties_of
from kelisim.extract.kinds.inflected.clauses import names_in, noun_phrase_at, subjects
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead
from kelisim.extract.reading import Date, Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_BODIES: Final[frozenset[MentionType]] = frozenset({"organisation"})
_REACH: Final = 11  # tokens between a founding and the body's noun
_LATER: Final = 3  # sentences after it that may go on about the body
_EARLIER: Final = 2  # sentences before it in which an agreement may be told that founds it
_OPENING: Final = 3  # tokens of a sentence before which the ceremony is told that it is about
_YEAR: Final = 4  # characters of a date that tells the year alone


@dataclass(frozen=True, slots=True)
class _Body:
    """A body with the word that tells its founding: "verb", "noun" or "begins"."""

    hit: Hit
    name: Range
    act: Hit
    manner: str
    number: int


def establishments(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each body that the text says is founded, opened or planned."""
    told: list[frozenset[str]] = []
    agreed = agreed_in(reading, extractor)
    for body in _founded(reading):
        words = reading.analysis.content_words(*body.name)
        if any(words <= other or other <= words for other in told):
            continue
        told.append(words)
        yield statement(
            reading,
            "establishment",
            _values(reading, body, agreed),
            [body.number],
            probability=0.6,
            extractor=extractor,
        )


# ------------------------------------------------------------------ which bodies


def _founded(reading: Reading) -> Iterator[_Body]:
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence):
            continue
        span = (sentence.first, sentence.last)
        bodies = list(cues_in(reading, "establishments", "kind", *span))
        acts = [(act, act.code) for act in cues_in(reading, "establishments", "found", *span)]
        acts += [(act, "begins") for act in cues_in(reading, "establishments", "begins", *span)]
        for act, manner in sorted(acts, key=lambda pair: pair[0].first):
            nominal = any(t.pos == "NOUN" for t in analysis.tokens[act.first : act.last])
            if (manner == "noun") != nominal or _is_wished(reading, sentence.first, act):
                continue
            if manner == "noun" and _opens_title(reading, act):
                continue
            found = _nearest(reading, act, manner, bodies)
            if found is not None:
                yield _Body(found[0], found[1], act, manner, number)


def _is_wished(reading: Reading, first: int, act: Hit) -> bool:
    """Tell whether the founding is only proposed, discussed or denied."""
    if any(True for _ in cues_in(reading, "establishments", "wished", first, act.first)):
        return True
    frames = cues_in(reading, "intentions", "frames", first, act.first)
    return any(hit.code in {"wish", "noun", "clause"} for hit in frames)


def _opens_title(reading: Reading, act: Hit) -> bool:
    """Tell whether a founding is the title of something else: "проект «Создание парка»"."""
    tokens = reading.analysis.tokens
    titled = reading.lexicon.terms("establishments", "titled")
    return (
        act.first > 1 and tokens[act.first - 1].text in {"«", '"'} and tokens[act.first - 2].lemma in titled
    )


def _nearest(reading: Reading, act: Hit, manner: str, bodies: Sequence[Hit]) -> tuple[Hit, Range] | None:
    """Return the body nearest a founding that its case allows to be what is founded."""
    tokens = reading.analysis.tokens
    over = _verb_over(reading, act)
    endings = tuple(reading.lexicon.terms("establishments", "passive_endings"))
    passive = "Voice=Pass" in tokens[act.first].features or (
        over != act.first and tokens[over].lower.endswith(endings)  # "планируется открыть"
    )
    near = []
    for hit in bodies:
        before = hit.first < act.first
        gap = act.first - hit.last if before else hit.first - act.last
        if gap < 0 or gap > _REACH or (manner == "noun" and before):
            continue
        shown = tokens[hit.last - 1].case
        fits = shown in {"Gen", "Loc"} if manner == "noun" else shown in {"Acc", "Nom", ""}
        if manner == "verb" and before and shown == "Nom" and not passive and _agrees(reading, hit, act):
            fits = False  # "университет открыл": it founds
        participle = before and "VerbForm=Part" in tokens[act.first].features
        if not (fits or participle) or _is_parted(reading, hit, act, participle=participle):
            continue
        name = _name(reading, hit)
        if name is not None:
            near.append((gap, hit, name))
    best = min(near, key=lambda item: item[0], default=None)
    return None if best is None else (best[1], best[2])


def _agrees(reading: Reading, hit: Hit, act: Hit) -> bool:
    """Tell whether a noun may be the subject of a verb: singular with singular, "A и B" with plural."""
    tokens = reading.analysis.tokens
    plural = "Number=Plur" in tokens[act.first].features
    start = hit.first
    while start > 0 and tokens[start - 1].pos == "ADJ":
        start -= 1
    joined = tokens[hit.last].pos == "CCONJ" or (start > 0 and tokens[start - 1].pos == "CCONJ")
    return plural == (joined or "Number=Plur" in tokens[hit.last - 1].features)


def _is_parted(reading: Reading, hit: Hit, act: Hit, *, participle: bool) -> bool:
    tokens = reading.analysis.tokens
    between = range(min(hit.last, act.last), max(hit.first, act.first))
    commas = sum(tokens[i].text == "," for i in between)
    over = _verb_over(reading, act)
    other = any(
        tokens[i].text in {";", ":", "("} or (is_finite(reading.analysis, i) and i != over) for i in between
    )
    return other or commas > int(participle)


def _name(reading: Reading, hit: Hit) -> Range | None:
    """Return the body's noun phrase, where it says more than "центр" by itself."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[hit.first]]
    whole = [
        m
        for m in reading.mentions_in(sentence.first, sentence.last)
        if m.type == "organisation" and m.named and m.first <= hit.first < m.last and m.last - m.first > 1
    ]
    if len(whole) > 0:
        widest = max(whole, key=lambda m: m.last - m.first)
        heads = [i for i in range(widest.first, widest.last) if tokens[i].pos == "NOUN"]
        return (widest.first, widest.last) if len(heads) > 0 and heads[0] >= hit.first else None
    empty = reading.lexicon.terms("establishments", "empty")
    start = hit.first
    while start > sentence.first and tokens[start - 1].pos == "ADJ" and tokens[start - 1].lemma not in empty:
        if tokens[start - 1].case != tokens[hit.first].case:
            break
        start -= 1
    if "Number=Plur" in tokens[hit.last - 1].features:
        return None  # several of a sort are no body: "научные лаборатории"
    end = max(hit.last, (noun_phrase_at(reading, hit.first, sentence.last) or (0, 0))[1])
    if end + 1 < sentence.last and tokens[end].lower in reading.lexicon.terms("establishments", "goes_on"):
        aim = noun_phrase_at(reading, end + 1, sentence.last)
        end = end if aim is None else aim[1]
    if end - start == 1 and hit.code == "campus":  # "филиал в Шымкенте"
        end = next((m.last for m in reading.mentions_in(end, end + 3) if m.type == "place"), end)
    return (start, end) if end - start > 1 else None


# ------------------------------------------------------------------ what is told of it


def _values(reading: Reading, body: _Body, agreed: Sequence[Agreed]) -> list[Value]:
    numbers = [body.number, *_later(reading, body)]
    values: list[Value] = [
        base_phrase(reading, "name", *body.name),
        normalised(reading, "kind", body.hit.code, (body.hit.first, body.hit.last)),
    ]
    date = _date(reading, numbers)
    values.append(_status(reading, body, date))
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last), probability=0.6))
    site = _site(reading, body, numbers)
    if site is not None:
        values.extend(names_as(reading, "place", site))
    hosts, partners = _behind(reading, body, site, agreed)
    for slot, mentions in (("hosts", hosts), ("partners", partners)):
        for mention in mentions:
            values.extend(names(reading, slot, mention, probability=0.65))
    return values


def _later(reading: Reading, body: _Body) -> Iterator[int]:
    """Yield the sentences behind that begin with the body's noun or a pronoun for it."""
    analysis = reading.analysis
    back = reading.lexicon.terms("establishments", "back")
    lemma = analysis.tokens[body.hit.last - 1].lemma
    for number in range(body.number + 1, min(body.number + 1 + _LATER, len(analysis.sentences))):
        opening_at = analysis.sentences[number].first
        span = (opening_at, analysis.sentences[number].last)
        opening = analysis.tokens[opening_at : opening_at + _OPENING]
        ceremony = any(
            hit.first - opening_at < _OPENING for hit in cues_in(reading, "establishments", "ceremony", *span)
        )
        if ceremony or any(token.lemma == lemma or token.lower in back for token in opening):
            yield number


def _told(reading: Reading, number: int) -> Range:
    """Return a sentence without who reports it, when and where: "…, сообщили в пятницу в министерстве"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    reported = reading.lexicon.terms("establishments", "reported")
    for index in range(sentence.first + 1, sentence.last):
        if analysis.tokens[index].lemma in reported and analysis.tokens[index - 1].text in {
            ",",
            "–",
            "—",
            "-",
        }:
            return sentence.first, index
    return sentence.first, sentence.last


def _date(reading: Reading, numbers: Sequence[int]) -> Date | None:
    """Return the date of the founding: one to come before one that is past, the nearest sentence first."""
    barred = reading.lexicon.terms("establishments", "not_dated")
    for number in numbers:
        found = [d for d in reading.dates_in(*_told(reading, number)) if d.value is not None]
        found = [
            d
            for d in found
            if reading.analysis.tokens[max(0, d.first - 1)].lower not in barred or len(d.value or "") == _YEAR
        ]
        if len(found) > 0:
            return next((d for d in found if is_ahead(d, reading.reference_date)), found[0])
    return None


def _status(reading: Reading, body: _Body, date: Date | None) -> Value:
    """Return "open" for a founding told in the past or as going on, "planned" for any other."""
    tokens = reading.analysis.tokens
    act = tokens[body.act.first]
    where = (body.act.first, body.act.last)
    if date is not None and is_ahead(date, reading.reference_date):
        return normalised(reading, "status", "planned", (date.first, date.last), probability=0.7)
    sentence = reading.analysis.sentences[body.number]
    if body.manner == "noun":
        before = {t.lower for t in tokens[max(sentence.first, body.act.first - 4) : body.act.first]}
        held = cues_in(reading, "events", "held", sentence.first, sentence.last)
        agreed = not before.isdisjoint({"о", "об", "на"})
        opened = any(True for _ in held) and not agreed
        return normalised(reading, "status", "open" if opened else "planned", where, probability=0.6)
    past = "Tense=Past" in act.features or (body.manner == "begins" and "Tense=Pres" in act.features)
    helped = any(
        t.lemma == "быть" and "Tense=Fut" in t.features for t in tokens[sentence.first : sentence.last]
    )
    return normalised(reading, "status", "open" if past and not helped else "planned", where, probability=0.7)


def _site(reading: Reading, body: _Body, numbers: Sequence[int]) -> Mention | None:
    """Return the place behind "в", "на", "под" in the sentences that tell of the body."""
    markers = reading.lexicon.terms("circumstances", "place_markers")
    for number in numbers:
        here = [m for m in reading.mentions_in(*_told(reading, number)) if m.type == "place"]
        sites = [m for m in here if reading.analysis.tokens[max(0, m.first - 1)].lower in markers]
        sites = [m for m in sites if "Case=Gen" not in reading.analysis.tokens[m.first].features]
        if len(sites) > 0:
            return min(sites, key=lambda m: abs(m.first - body.name[0]))
    return None


def _behind(
    reading: Reading, body: _Body, site: Mention | None, agreed: Sequence[Agreed]
) -> tuple[list[Mention], list[Mention]]:
    """Return at whom the body stands, and who else founds it.

    Told are "на базе X", "при X", "в X"; else it is the party that is at home where the body stands.
    """
    analysis = reading.analysis
    sentence = analysis.sentences[body.number]
    inside = {
        id
        for m in reading.mentions_in(*body.name)
        if m.first == body.name[0] or _is_its_own(reading, body, m)
        for id in m.referents
    }
    around = names_in(reading, *_told(reading, body.number), _BODIES)
    around = [m for m in around if inside.isdisjoint(m.referents)]
    owner = [
        m
        for m in reading.mentions_in(body.hit.last, body.name[1])
        if m.type == "organisation" and not _is_its_own(reading, body, m)
    ]
    hosts = (owner or _owners_elsewhere(reading, body))[:1] or [
        m for m in around if analysis.tokens[max(0, m.first - 1)].lower in {"при", "базе", "в", "на", "во"}
    ]
    beside = [
        m
        for m in around
        if analysis.tokens[max(0, m.first - 1)].lower in reading.lexicon.terms("roles", "with")
    ]
    acting = subjects(reading, _verb_over(reading, body.act), sentence.first, sentence.last, _BODIES)
    acting = [m for m in acting if inside.isdisjoint(m.referents)] if body.manner == "verb" else []
    opening = analysis.sentences[max(0, body.number - _EARLIER)].first
    near = [a for a in agreed if a.end > analysis.tokens[opening].start]
    others = _distinct([*acting, *beside, *parties_of(reading, body.number, near)], hosts)
    if len(hosts) == 0 and site is not None:
        home = _country(reading, site)
        at_home = [m for m in others if home is not None and _country(reading, m) == home]
        hosts = at_home[:1] if len(at_home) == 1 else []
        others = _distinct(others, hosts)
    return hosts[:1], others


def _is_its_own(reading: Reading, body: _Body, mention: Mention) -> bool:
    """Tell whether an acronym in Latin letters behind a noun is the body's own: "научный центр IRIS"."""
    word = reading.analysis.tokens[mention.first].text
    latin = word.isascii() and word.isupper() and mention.last - mention.first == 1
    return latin and mention.first == body.hit.last and body.hit.code not in {"campus", "office"}


def _owners_elsewhere(reading: Reading, body: _Body) -> list[Mention]:
    """Return the organisations with whose name the body's closes, as the text names them elsewhere."""
    tokens = reading.analysis.tokens
    closing = [t.lemma for t in tokens[body.hit.last : body.name[1]]]
    found = []
    for mention in reading.mentions:
        outside = mention.last <= body.name[0] or mention.first >= body.name[1]
        if mention.type != "organisation" or not outside:
            continue
        words = [t.lemma for t in tokens[mention.first : mention.last]]
        if closing[-len(words) :] == words:
            found.append(mention)
    return found


def _verb_over(reading: Reading, act: Hit) -> int:
    """Return the finite verb whose subject founds: that before an infinitive, "планируют создать"."""
    analysis = reading.analysis
    if "VerbForm=Inf" not in analysis.tokens[act.first].features:
        return act.first
    first = analysis.sentences[analysis.sentence_of[act.first]].first
    return next((i for i in range(act.first, first, -1) if is_finite(analysis, i)), act.first)


def _country(reading: Reading, mention: Mention) -> str | None:
    return reading.referent(mention.referents[0]).country


def _distinct(mentions: Sequence[Mention], without: Sequence[Mention]) -> list[Mention]:
    seen = {id for m in without for id in m.referents}
    kept = []
    for mention in mentions:
        if seen.isdisjoint(mention.referents):
            seen.update(mention.referents)
            kept.append(mention)
    return kept
