"""The projects that a text gives a title: read by projects and by funding."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.programme_names import is_of_state
from kelisim.extract.kinds.project_lists import CLOSING, OPENING, is_name, labelled_titles, listed_titles
from kelisim.extract.reading import Mention, Reading

_SHORT: Final = 30  # sentences of a text that can be about one thing only
_SHARE: Final = 10  # of so many sentences of a longer text one must name its topic
_LONGEST: Final = 14  # tokens of a title


@dataclass(slots=True)
class Project:
    """One project: its title, where it is named, and the sentences that go on about it.

    `verb` is the token of the verb that tells it, where it has no title.
    """

    title: Range
    named: list[Range] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    verb: int | None = None


def titled(reading: Reading) -> list[Project]:
    """Return the projects with their mentions, in text order; headings alone give no title."""
    found: dict[str, Project] = {}
    candidates = sorted(_titles(reading), key=lambda title: (_in_heading(reading, title[0]), title))
    for first, last in candidates:
        quoted = first > 0 and reading.analysis.tokens[first - 1].text in OPENING
        if not quoted and any(m.type == "person" and m.named for m in reading.mentions_in(first, last)):
            continue  # "the Rector, Professor X, says the project"
        if _names_programme(reading, (first, last)):
            continue
        key = _key(reading.analysis.words(first, last))
        if _in_heading(reading, first) and key not in found:
            continue
        same = next((k for k in found if key == k or _contains(k, key) or _contains(key, k)), key)
        found.setdefault(same, Project((first, last))).named.append((first, last))
    for project in found.values():
        project.named = _mentions_of(reading, project)
    return _once(reading, list(found.values()))


def _once(reading: Reading, found: list[Project]) -> list[Project]:
    """Return the projects, those called by the acronym of another joined to it: "“Salt and Sand” (SASA)"."""
    tokens = reading.analysis.tokens
    short: dict[str, Project] = {}
    for project in found:
        for _, last in project.named:
            after = last + (last < len(tokens) and tokens[last].text in CLOSING | {"'"})
            if after + 2 < len(tokens) and tokens[after].text == "(" and tokens[after + 2].text == ")":
                short[_key(tokens[after + 1].text)] = project
    kept = []
    for project in found:
        full = short.get(_key(reading.analysis.words(*project.title)), project)
        if full is project:
            kept.append(project)
        else:
            full.named = sorted({*full.named, *project.named})
    return kept


def topic(reading: Reading, found: Sequence[Project]) -> Project | None:
    """Return the one project that a text is about; None where it has several, or names one in passing.

    A report of many sections means something else by "the project" each time.
    """
    if len(found) != 1:
        return None
    number = len(reading.analysis.sentences)
    naming = {reading.analysis.sentence_of[first] for first, _ in found[0].named}
    return found[0] if number <= _SHORT or len(naming) * _SHARE >= number else None


def _in_heading(reading: Reading, token: int) -> bool:
    analysis = reading.analysis
    return analysis.is_heading(analysis.sentences[analysis.sentence_of[token]])


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _contains(longer: str, shorter: str) -> bool:
    return f" {shorter} " in f" {longer} "


def _mentions_of(reading: Reading, project: Project) -> list[Range]:
    """Return every place in the text where the words of the title stand."""
    tokens = reading.analysis.tokens
    words = [token.text for token in tokens[slice(*project.title)]]
    found = set(project.named)
    for index in range(len(tokens) - len(words) + 1):
        if tokens[index].text != words[0] or any(a <= index < b for a, b in found):
            continue
        if [token.text for token in tokens[index : index + len(words)]] == words:
            found.add((index, index + len(words)))
    return sorted(found)


def _titles(reading: Reading) -> Iterator[Range]:
    """Yield the titles: before the noun ("the DREAM project"), after it, or its bearer ("X, a project").

    Other undertakings ("the cruise", "the research programme") bear a title where they are said to.
    """
    yield from listed_titles(reading)
    yield from labelled_titles(reading)
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("projects", "nouns")
    barred = reading.lexicon.terms("projects", "not_noun")
    others = reading.lexicon.terms("projects", "undertakings")
    for sentence in reading.analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if (
                tokens[index].lemma in others
                and not _is_of_study(reading, index)
                and _is_told(reading, index, sentence.last)
            ):
                told = _after(reading, index, sentence.last)
                if told is not None:
                    yield told
            if tokens[index].lemma not in nouns or _is_channel(reading, index, sentence.first):
                continue
            if is_of_state(reading, index) or _is_in_body(reading, index):
                continue
            before = _before(reading, sentence.first, index)
            if before is not None:
                if "Number=Plur" not in tokens[index].features or tokens[index].lower in nouns:
                    yield before
                continue
            plural = "Number=Plur" in tokens[index].features
            if plural or (index + 1 < sentence.last and tokens[index + 1].lemma in barred):
                continue
            title = (
                _after(reading, index, sentence.last)
                or _bearer(reading, index, sentence.first)
                or _apposed(reading, index, sentence.last)
            )
            if title is not None:
                yield title


def _is_in_body(reading: Reading, noun: int) -> bool:
    """Tell a noun within the name of a body: "the Tide Project Centre", "the A-B Consortium for Soils"."""
    tokens = reading.analysis.tokens
    if not tokens[noun].text[:1].isupper():
        return False
    around = reading.mentions_in(max(0, noun - _LONGEST), noun + _LONGEST)
    return any(m.type == "organisation" and m.first <= noun and noun + 1 < m.last for m in around)


def _is_of_study(reading: Reading, noun: int) -> bool:
    """Tell a programme of study, exchange or grants from one of research: "the summer programme “X”"."""
    tokens = reading.analysis.tokens
    if tokens[noun].lemma not in reading.lexicon.terms("programmes", "heads"):
        return False
    return noun == 0 or tokens[noun - 1].lower not in reading.lexicon.terms("programmes", "of_research")


def _names_programme(reading: Reading, title: Range) -> bool:
    """Tell whether a title is that of a programme: "the project «Harbour Scholarship Programme»"."""
    heads = reading.lexicon.terms("programmes", "heads") - reading.lexicon.terms("programmes", "also_done")
    return any(t.lower in heads for t in reading.analysis.tokens[slice(*title)])


def _is_told(reading: Reading, noun: int, end: int) -> bool:
    """Tell whether a name is given to an undertaking: "the cruise, baptised X", "the programme “X”"."""
    tokens = reading.analysis.tokens
    index = noun + 1
    while index < end and tokens[index].text in {",", ":"}:
        index += 1
    if index >= end:
        return False
    if tokens[index].text in OPENING:
        closing = next((i for i in range(index + 1, min(index + 12, end)) if tokens[i].text in CLOSING), None)
        spoken = closing is None or any(
            t.pos in {"VERB", "AUX"} and "VerbForm=Fin" in t.features for t in tokens[index:closing]
        )
        return not spoken and closing is not None and tokens[closing - 1].text not in {",", ".", "?", "!"}
    return reading.lexicon.cues("projects", "naming").at(tokens, index, end) is not None


def _is_channel(reading: Reading, noun: int, start: int) -> bool:
    """Tell a scheme through which money comes from a project: "€2 million under the HyGATE initiative"."""
    tokens = reading.analysis.tokens
    schemes = reading.lexicon.terms("projects", "schemes")
    if tokens[noun].lemma not in schemes:
        return False
    through = reading.lexicon.terms("funding", "channels")
    paid = any(a.currency is not None for a in reading.amounts_in(max(start, noun - 12), noun))
    return paid and any(token.lower in through for token in tokens[max(start, noun - 5) : noun])


def _before(reading: Reading, start: int, noun: int) -> Range | None:
    """Return the proper name right before the noun, an acronym in brackets after it left out."""
    tokens = reading.analysis.tokens
    last = noun
    generic = reading.lexicon.terms("projects", "generic")
    while last - 2 > start and (tokens[last - 1].lower in generic or tokens[last - 1].lemma in generic):
        last -= 1
    if tokens[last - 1].text not in CLOSING:
        last = noun
    if last - 2 > start and tokens[last - 1].text in CLOSING:
        return _quoted_before(reading, start, last)
    if last > start and tokens[last - 1].text == ")":
        opening = next((i for i in range(last - 1, start, -1) if tokens[i].text == "("), None)
        if opening is None:
            return None
        last = opening
    first = last
    while first > start and last - first < _LONGEST and _in_name(reading, first - 1, last):
        first -= 1
    proper = _proper(reading, first, last)
    one = reading.lexicon.terms("projects", "one")
    if proper is None or proper[0] == 0 or tokens[proper[0] - 1].lower not in one:
        return proper
    named = any(any(c.isupper() for c in t.text[1:]) for t in tokens[slice(*proper)])
    return proper if named or last - first == 1 else None  # "a Capacity Building project"


def _proper(reading: Reading, first: int, last: int) -> Range | None:
    """Return the part of a run of capitals that is a project's own name, if there is one."""
    tokens = reading.analysis.tokens
    generic = reading.lexicon.terms("projects", "generic")
    frameworks = reading.lexicon.terms("projects", "frameworks")
    while first < last and (
        tokens[first].lower in generic | frameworks
        or tokens[first].lemma in generic
        or tokens[first].pos in {"DET", "ADP", "CCONJ", "PUNCT"}
        or tokens[first].text == "-"
    ):
        first += 1
    if first >= last or all(
        t.lemma in generic or t.lower in generic | frameworks for t in tokens[first:last]
    ):
        return None
    whole = [
        m for m in reading.mentions_in(max(0, first - 6), last + 6) if m.first <= first and m.last >= last
    ]
    if any(m.type in {"place", "person"} for m in whole) or not is_name(tokens[first].text):
        return None
    if _pairs_bodies(reading, first, last):
        return None
    if any(m.type == "organisation" and m.last == last and _is_body(reading, m) for m in whole):
        return None
    return first, last


def _pairs_bodies(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the words only name two bodies: "the NASA-ESA initiative"."""
    tokens = reading.analysis.tokens
    marks = {"-", "–", "/", "&"}
    rest = {i for i in range(first, last) if tokens[i].text not in marks and tokens[i].pos != "CCONJ"}
    shared = reading.lexicon.terms("establishments", "fresh")
    if first > 0 and tokens[first - 1].lower in shared and first + 2 < last and len(rest) == last - first - 1:
        return all(tokens[i].text.isupper() for i in rest)  # "a joint NASA-ESA initiative"
    bodies = [m for m in reading.mentions_in(first, last) if m.type in {"organisation", "place"}]
    for mention in bodies:
        rest -= set(range(mention.first, mention.last))
    return len(rest) == 0 and len({m.referents for m in bodies}) > 1


def _is_body(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name is that of an organisation that owns projects: it has a head noun or is known."""
    heads = reading.lexicon.terms("organisations", "heads")
    known = reading.lexicon.topics.get("organisations", {}).get("names", {}).get("known", ())
    form = " ".join(t.lower for t in reading.analysis.tokens[mention.first : mention.last])
    name = reading.referent(mention.referents[0]).name.casefold()
    return form in known or any(word in heads for word in name.split())


def _in_name(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a token belongs to a title in capitals: "Sustainable Management of Research"."""
    tokens = reading.analysis.tokens
    token = tokens[index]
    if token.text in reading.lexicon.terms("projects", "possessive"):
        return False
    if (
        token.text[:1].isupper()
        or token.text in {"-", "–"}
        or (token.text[:1].isdigit() and index + 1 < last)
    ):
        return token.pos != "PRON" or token.text.isupper()
    follows = index + 1 < last and tokens[index + 1].text[:1].isupper()
    return follows and token.pos in {"ADP", "CCONJ", "DET"} and token.lower != "the"


def _quoted_before(reading: Reading, start: int, end: int) -> Range | None:
    tokens = reading.analysis.tokens
    opening = next((i for i in range(end - 2, start - 1, -1) if tokens[i].text in OPENING), None)
    return (opening + 1, end - 1) if opening is not None and opening + 1 < end - 1 else None


def _after(reading: Reading, noun: int, end: int) -> Range | None:
    """Return a title after the noun: quoted, after "called", between commas, or a name right behind it."""
    tokens = reading.analysis.tokens
    titled, naming = reading.lexicon.terms("projects", "titled"), reading.lexicon.cues("projects", "naming")
    index = noun + 1
    named = False
    while index < end:
        hit = naming.at(tokens, index, end)
        told = hit is not None or tokens[index].lemma in titled or tokens[index].lower in titled
        if not told and tokens[index].text not in ",:(":
            break
        named = named or told
        index = hit.last if hit is not None else index + 1
    if index >= end:
        return None
    if tokens[index].text in OPENING:
        closing = next((i for i in range(index + 1, end) if _closes(reading, index, i)), None)
        return (index + 1, closing) if closing is not None and index + 1 < closing <= index + 24 else None
    last = index
    while (
        last < end
        and last - index < _LONGEST
        and (is_name(tokens[last].text) or (last > index and _joins(reading, last, end)))
    ):
        last += 1
    while last > index and not is_name(tokens[last - 1].text):
        last -= 1
    if last == index or tokens[index].pos == "DET":
        return None
    apposed = tokens[noun + 1].text == "," and last < end and tokens[last].text in {",", "."}
    shouted = len(tokens[index].text) > 2 and tokens[index].text.isupper()
    direct = index == noun + 1 and (tokens[index].pos == "PROPN" or shouted)
    proper = _proper(reading, index, last)
    return proper if (named or apposed or direct) and proper is not None and proper[0] == index else None


def _closes(reading: Reading, opening: int, index: int) -> bool:
    """Tell whether a mark closes a title: a straight apostrophe may close what a single quote opened."""
    tokens = reading.analysis.tokens
    mark = tokens[index].text
    straight = mark == "'" and tokens[opening].text == "‘" and "Case=Gen" not in tokens[index].features
    return mark in CLOSING or straight


def _apposed(reading: Reading, noun: int, end: int) -> Range | None:
    """Return a title between commas after what the noun is with: "our project with A, DeltaSense, runs"."""
    tokens = reading.analysis.tokens
    if noun + 1 >= end or tokens[noun + 1].pos != "ADP":
        return None
    comma = next((i for i in range(noun + 2, min(noun + 9, end)) if tokens[i].text == ","), None)
    if comma is None or not any(m.last == comma for m in reading.mentions_in(noun + 2, comma)):
        return None
    last = comma + 1
    while last < end and last - comma < 6 and is_name(tokens[last].text):
        last += 1
    if last == comma + 1 or last >= end or tokens[last].text not in {",", "."}:
        return None
    if any(m.type != "organisation" for m in reading.mentions_in(comma + 1, last)):
        return None
    proper = _proper(reading, comma + 1, last)
    return proper if proper == (comma + 1, last) else None


def _joins(reading: Reading, index: int, end: int) -> bool:
    tokens = reading.analysis.tokens
    named = any(m.first == index + 1 and m.named for m in reading.mentions_in(index + 1, end))
    if tokens[index].pos == "ADP" and named:
        return False
    if tokens[index].text in {"-", "–", ":"} or tokens[index].pos in {"ADP", "CCONJ"}:
        return index + 1 < end and tokens[index + 1].text[:1].isupper()
    return False


def _bearer(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the name of which the noun is told: "LensGuard, a three-year project", "X is a project"."""
    tokens = reading.analysis.tokens
    articles = reading.lexicon.terms("projects", "articles")
    copulas = reading.lexicon.cues("projects", "copulas")
    index = noun - 1
    while index > start and noun - index < 9 and tokens[index].lower not in articles:
        if tokens[index].pos not in {"ADJ", "NOUN", "NUM", "PROPN", "PUNCT", "VERB", "ADV"}:
            return None
        index -= 1
    if tokens[index].lower not in articles or index <= start:
        return None
    last = next(
        (i for i in (index - 1, index - 2) if i > start and copulas.at(tokens, i, index) is not None), None
    )
    if last is None or (last < index - 1 and tokens[index - 1].pos == "VERB"):  # "X are leading a project"
        return None
    if tokens[last - 1].text == ")":  # "“Salt and Sand” (SASA), a project"
        last = next((i for i in range(last - 2, start, -1) if tokens[i].text == "("), last)
    if tokens[last - 1].text in CLOSING:
        return _quoted_before(reading, start, last)
    first = last
    while first > start and last - first < 6 and _in_name(reading, first - 1, last):
        first -= 1
    return _proper(reading, first, last)
