"""Programmes where cases tell who offers them: the noun with its title, field or people, and who runs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range, Sentence
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.agreement_reports import reports
from kelisim.extract.kinds.agreement_threads import Thread, threads
from kelisim.extract.kinds.inflected.agreed import Agreed, agreed_in, parties_of
from kelisim.extract.kinds.inflected.clauses import names_in, noun_phrase_at, subjects
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_ahead
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_PARTNERS: Final[frozenset[MentionType]] = frozenset({"organisation"})
_NEAR: Final = 16  # tokens around a programme's noun in which a verb or an agreement bears on it
_DIPLOMAS: Final = 2  # sentences after a degree in which "два диплома" makes it a double one
_OPENING: Final = frozenset({"«", "“", "„"})
_CLOSING: Final = frozenset({"»", "”"})


@dataclass(frozen=True, slots=True)
class _Programme:
    """A programme as one sentence names it; `agreed` is the agreement that the sentence tells of, if any."""

    hit: Hit
    title: Range
    sentence: int
    quoted: bool
    agreed: Thread | None


def programmes(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each programme that somebody runs, opens or agrees on."""
    told: list[frozenset[str]] = []
    agreed = agreed_in(reading, extractor)
    for found in _found(reading, threads(reading, reading.once(reports))):
        words = reading.analysis.content_words(*found.title)
        if any(words <= other or other <= words for other in told):
            continue
        told.append(words)
        values: list[Value] = [
            base_phrase(reading, "title", *found.title),
            normalised(reading, "kind", _kind(reading, found), (found.hit.first, found.hit.last)),
            _status(reading, found),
        ]
        for mention in _partners(reading, found, agreed):
            values.extend(names(reading, "partners", mention, probability=0.7))
        yield statement(reading, "programme", values, [found.sentence], probability=0.6, extractor=extractor)


# ------------------------------------------------------------------ which programmes


def _found(reading: Reading, agreed: Sequence[Thread]) -> Iterator[_Programme]:
    analysis = reading.analysis
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence):
            continue
        end = sentence.first
        thread = _told_here(agreed, number)
        for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
            inside = any(
                m.first <= hit.first and hit.last <= m.last and m.type == "organisation"
                for m in reading.mentions_in(sentence.first, sentence.last)
            )
            if hit.first < end or inside:
                continue
            for title, quoted in _titles(reading, hit, sentence.first, sentence.last):
                found = _Programme(hit, title, number, quoted, thread)
                if _is_told(reading, found):
                    end = max(title[1], hit.last)
                    yield found


def _told_here(agreed: Sequence[Thread], number: int) -> Thread | None:
    return next((t for t in agreed if any(r.sentence == number for r in t.reports)), None)


def _titles(reading: Reading, hit: Hit, first: int, last: int) -> list[tuple[Range, bool]]:
    """Return the titles in quotes behind a programme's noun, several joined by "и"; else its noun phrase."""
    tokens = reading.analysis.tokens
    after = noun_phrase_at(reading, hit.first, last) or (hit.first, hit.last)
    named = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    spots = range(hit.last, min(last, hit.last + 8))
    opening = next((i for i in spots if tokens[i].text in _OPENING and i not in named), None)
    latin = hit.last
    while latin < last and tokens[latin].text[0].isascii() and tokens[latin].text[0].isupper():
        latin += 1
    if latin > hit.last:
        return [((hit.last, latin), True)]
    plain = range(hit.last, opening or hit.last)
    leads = all(tokens[i].pos in {"NOUN", "ADJ", "ADP"} or tokens[i].text == "–" for i in plain)
    titles: list[tuple[Range, bool]] = []
    while opening is not None and leads and tokens[opening].text in _OPENING:
        close = next((i for i in range(opening + 1, last) if tokens[i].text in _CLOSING), None)
        if close is None or close == opening + 1:
            break
        titles.append(((opening + 1, close), True))
        index = close + 1
        while index < last and (tokens[index].text == "," or tokens[index].pos == "CCONJ"):
            index += 1
        if index == close + 1 or index >= last:
            break
        opening = index
    if len(titles) > 0:
        return titles
    start = hit.first
    empty = reading.lexicon.terms("programmes", "empty")
    while start > first and tokens[start - 1].pos == "ADJ" and tokens[start - 1].lemma not in empty:
        if tokens[start - 1].case != tokens[hit.first].case:
            break
        start -= 1
    end = max(hit.last, after[1])
    return [((start, _with_field(reading, end, last)), False)]


def _with_field(reading: Reading, end: int, last: int) -> int:
    """Return the end of "по кардиологии", "в Дебрецене", "имени …" behind a programme's noun phrase."""
    tokens = reading.analysis.tokens
    if end + 1 < last and tokens[end].lower in {"по", "в", "на", "для", "имени"}:
        dated = any(d.first <= end + 1 < d.last for d in reading.dates_in(end, last))
        names_here = [m for m in reading.mentions_in(end + 1, last) if m.first == end + 1]
        if tokens[end].lower in {"в", "на"} and not any(m.type == "place" for m in names_here):
            return end
        field = None if dated else noun_phrase_at(reading, end + 1, last)
        return end if field is None else field[1]
    return end


def _is_told(reading: Reading, found: _Programme) -> bool:
    """Tell a programme that is run, opened or agreed on from programmes in general and from mere wishes."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    sentence = reading.analysis.sentences[found.sentence]
    first, last = found.title
    low, high = max(sentence.first, first - _NEAR), min(sentence.last, last + _NEAR)
    if _is_wished(reading, low, found.hit.first):
        return False
    near = tokens[max(sentence.first, first - 2) : found.hit.first + 1]
    before = {form for token in near for form in (token.lower, token.lemma)}
    general = len(before & lexicon.terms("programmes", "general")) > 0
    general = general or _is_year_of_study(reading, found.hit, sentence.first)
    general = general or _tells_of_people(reading, found, sentence.first)
    of = next((t.lemma for t in tokens[found.hit.last : last] if t.pos == "NOUN"), "")
    general = general or of in lexicon.terms("programmes", "not_of")
    barred = last < sentence.last and tokens[last].lower in lexicon.terms("programmes", "not_after")
    if found.quoted and not barred:
        return found.hit.code != "other" or _is_going(reading, low, high)
    if barred or general:
        return False
    counted = len(reading.amounts_in(max(sentence.first, first - 1), min(sentence.last, last + 4))) > 0
    if found.hit.term in lexicon.terms("programmes", "counted"):
        return counted and (found.agreed is not None or _is_going(reading, low, high))
    head = next((t for t in tokens[found.hit.first : found.hit.last] if t.pos == "NOUN"), tokens[first])
    described = last - first > found.hit.last - found.hit.first
    bare = "Number=Plur" in head.features or found.hit.term in lexicon.terms("programmes", "bare")
    if bare and not described:
        return False
    return (
        _is_honoured(reading, first, last)
        or (found.agreed is not None and described)
        or _is_going(reading, low, high)
    )


def _is_year_of_study(reading: Reading, hit: Hit, first: int) -> bool:
    """Tell whether a number makes it a year of study: "на 2–3 курсах", "студенты 4 курса"."""
    tokens = reading.analysis.tokens
    numbered = hit.first > first and tokens[hit.first - 1].text[-1].isdigit()
    return numbered and tokens[hit.first].lemma in reading.lexicon.terms("programmes", "year_of_study")


def _tells_of_people(reading: Reading, found: _Programme, first: int) -> bool:
    """Tell whether it only says who somebody is, or how people learn: "слушатели подготовительных курсов",
    "обучение по программам", "учились в аспирантуре".
    """
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    begin = found.title[0]
    learners = begin > first and tokens[begin - 1].lemma in lexicon.terms("programmes", "learners")
    rest = tokens[found.hit.last : found.title[1]]
    learning = found.hit.term in lexicon.terms("programmes", "learning")
    if learners or (learning and any(t.lemma in lexicon.terms("programmes", "several") for t in rest)):
        return True
    studied = (
        begin > first
        and tokens[begin - 1].lower in lexicon.terms("programmes", "studied_in")
        and not found.quoted
    )
    return studied and any(t.lemma in lexicon.terms("programmes", "studied") for t in tokens[first:begin])


def _is_honoured(reading: Reading, first: int, last: int) -> bool:
    """Tell whether somebody's name is given to it: "стипендия имени"."""
    honours = reading.lexicon.cues("organisations", "named")
    return any(honours.at(reading.analysis.tokens, i, last) is not None for i in range(first, last))


def _is_wished(reading: Reading, low: int, high: int) -> bool:
    """Tell whether somebody only talks of it, proposes it or asks for it."""
    if any(True for _ in cues_in(reading, "programmes", "not_told", low, high)):
        return True
    frames = cues_in(reading, "intentions", "frames", low, high)
    return any(hit.code in {"wish", "ask", "noun"} for hit in frames)


def _is_going(reading: Reading, low: int, high: int) -> bool:
    """Tell whether a verb near says that somebody sets it up, runs it or takes part in it."""
    specific = reading.lexicon.cues("programmes", "specific").find(reading.analysis.tokens, low, high)
    return any(reading.analysis.tokens[hit.first].pos in {"VERB", "AUX", "ADJ"} for hit in specific)


# ------------------------------------------------------------------ kind, status, who offers it


def _kind(reading: Reading, found: _Programme) -> str:
    """Return the kind: a degree for which two diplomas are given is a double one."""
    code = found.hit.code
    if code not in {"degree", "joint_degree", "other"}:
        return code
    analysis = reading.analysis
    diplomas = reading.lexicon.cues("programmes", "two_diplomas")
    last = analysis.sentences[min(found.sentence + _DIPLOMAS, len(analysis.sentences) - 1)].last
    told = diplomas.find(analysis.tokens, analysis.sentences[found.sentence].first, last)
    return "dual_degree" if any(True for _ in told) else code


def _status(reading: Reading, found: _Programme) -> Value:
    """Return "running" where a verb of its course says so; "planned" else, as programmes announced are."""
    sentence = reading.analysis.sentences[found.sentence]
    tokens = reading.analysis.tokens
    runs = reading.lexicon.terms("programmes", "runs")
    ahead = any(is_ahead(date, reading.reference_date) for date in reading.dates_in(*_span(sentence)))
    for index in range(*_span(sentence)):
        future = "Tense=Fut" in tokens[index].features and is_finite(reading.analysis, index)
        if future or ahead:
            return normalised(reading, "status", "planned", (index, index + 1), probability=0.7)
    for index in range(*_span(sentence)):
        past = "Tense=Past" in tokens[index].features and is_finite(reading.analysis, index)
        opened = past and tokens[index].lemma in reading.lexicon.terms("programmes", "opened")
        if opened or (tokens[index].lemma in runs and tokens[index].pos in {"VERB", "ADJ"}):
            return normalised(reading, "status", "running", (index, index + 1), probability=0.7)
    return normalised(reading, "status", "planned", (found.hit.first, found.hit.last), probability=0.6)


def _span(sentence: Sentence) -> Range:
    return sentence.first, sentence.last


def _partners(reading: Reading, found: _Programme, agreed: Sequence[Agreed]) -> tuple[Mention, ...]:
    """Return who offers it: subject and partner in its sentence, else the parties of the agreement."""
    analysis = reading.analysis
    sentence = analysis.sentences[found.sentence]
    here: list[Mention] = []
    for mention in names_in(reading, sentence.first, sentence.last, _PARTNERS):
        before = analysis.tokens[mention.first - 1].lower if mention.first > sentence.first else ""
        if before in reading.lexicon.terms("roles", "with"):
            here.append(mention)
    verbs = [i for i in range(sentence.first, sentence.last) if is_finite(analysis, i)]
    for verb in verbs[:1]:
        here = [*subjects(reading, verb, sentence.first, sentence.last, _PARTNERS), *here]
    if found.hit.code == "scholarship":
        return tuple(dict.fromkeys(here))
    parties = parties_of(reading, found.sentence, agreed)
    alike = {id for m in here for id in m.referents} & {id for m in parties for id in m.referents}
    if len(here) < 2 and (len(here) == 0 or len(alike) > 0):
        here = [*here, *parties]
    unique = {m.referents: m for m in here if m.type == "organisation"}
    return tuple(sorted(unique.values(), key=lambda m: m.first))
