"""Projects: a titled undertaking with leaders, hosts, funders and partners."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lists import cues_in, is_passive, names_after, names_before, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.model import Statement, Value

_TYPES: Final[Mapping[str, frozenset[MentionType]]] = {
    "leaders": frozenset({"person"}),
    "hosts": frozenset({"organisation", "group"}),
    "funders": frozenset({"organisation", "group", "place"}),
    "partners": frozenset({"organisation", "group"}),
}
_REACH: Final = 4  # sentences after the title in which "the project" still means it
_LONGEST: Final = 14  # tokens of a title
_FAR: Final = 14  # tokens between a verb and the project that is its object
_OPENING: Final = frozenset('“"«„‘')
_CLOSING: Final = frozenset('”"»“’')

Range = tuple[int, int]


@dataclass(slots=True)
class _Project:
    """One project: its title, where it is named, and the sentences that go on about it."""

    title: Range
    named: list[Range] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)


def projects(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each project that the text gives a title, else for the one it describes."""
    found = _titled(reading)
    if len(found) == 0:
        found = _described(reading)
    _spread(reading, found)
    for project in found:
        values: list[Value] = [phrase(reading, "title", *project.title)]
        values.append(_status(reading, project))
        taken: set[str | None] = _own(reading, project)
        for slot in ("leaders", "hosts", "funders", "partners"):
            for mention in _people(reading, project, found, slot):
                if any(mention.first <= first < mention.last for p in found for first, _ in p.named):
                    continue
                new = [v for v in names(reading, slot, mention, probability=0.8) if v.referent not in taken]
                values.extend(new)
                if slot != "leaders":
                    taken.update(value.referent for value in new)
        values.extend(_frameworks(reading, project, found))
        number = reading.analysis.sentence_of[project.title[0]]
        yield statement(reading, "project", values, [number], probability=0.8, extractor=extractor)


def _own(reading: Reading, project: _Project) -> set[str | None]:
    """Return the referents that the project itself was taken for: it is no partner of its own."""
    around = [m for first, last in project.named for m in reading.mentions_in(first, last)]
    return {m.referents[0] for m in around if len(m.referents) == 1 and m.type == "organisation"}


# ------------------------------------------------------------------ titles


def _titled(reading: Reading) -> list[_Project]:
    """Return the projects with their mentions, in text order; headings alone give no title."""
    found: dict[str, _Project] = {}
    candidates = sorted(_titles(reading), key=lambda title: (_in_heading(reading, title[0]), title))
    for first, last in candidates:
        key = _key(reading.analysis.words(first, last))
        if _in_heading(reading, first) and key not in found:
            continue
        same = next((k for k in found if key == k or _contains(k, key) or _contains(key, k)), key)
        found.setdefault(same, _Project((first, last))).named.append((first, last))
    for project in found.values():
        project.named = _mentions_of(reading, project)
    return list(found.values())


def _in_heading(reading: Reading, token: int) -> bool:
    analysis = reading.analysis
    return analysis.blocks[analysis.sentences[analysis.sentence_of[token]].block].kind == "heading"


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _contains(longer: str, shorter: str) -> bool:
    return f" {shorter} " in f" {longer} "


def _mentions_of(reading: Reading, project: _Project) -> list[Range]:
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
    """Yield the titles: before the noun ("the DREAM project"), after it, or its bearer ("X, a project")."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("projects", "nouns")
    barred = reading.lexicon.terms("projects", "not_noun")
    for sentence in reading.analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if tokens[index].lemma not in nouns:
                continue
            before = _before(reading, sentence.first, index)
            if before is not None:
                if "Number=Plur" not in tokens[index].features or tokens[index].lower in nouns:
                    yield before
                continue
            plural = "Number=Plur" in tokens[index].features
            if plural or (index + 1 < sentence.last and tokens[index + 1].lemma in barred):
                continue
            title = _after(reading, index, sentence.last) or _bearer(reading, index, sentence.first)
            if title is not None:
                yield title


def _before(reading: Reading, start: int, noun: int) -> Range | None:
    """Return the proper name right before the noun, an acronym in brackets after it left out."""
    tokens = reading.analysis.tokens
    last = noun
    generic = reading.lexicon.terms("projects", "generic")
    while last - 2 > start and (tokens[last - 1].lower in generic or tokens[last - 1].lemma in generic):
        last -= 1
    if tokens[last - 1].text not in _CLOSING:
        last = noun
    if last - 2 > start and tokens[last - 1].text in _CLOSING:
        return _quoted_before(reading, start, last)
    if last > start and tokens[last - 1].text == ")":
        opening = next((i for i in range(last - 1, start, -1) if tokens[i].text == "("), None)
        if opening is None:
            return None
        last = opening
    first = last
    while first > start and last - first < _LONGEST and _in_name(reading, first - 1, last):
        first -= 1
    return _proper(reading, first, last)


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
    if any(m.type in {"place", "person"} for m in whole) or not _is_name(tokens[first].text):
        return None
    if any(m.type == "organisation" and m.last == last and _is_body(reading, m) for m in whole):
        return None
    return first, last


def _is_name(word: str) -> bool:
    return any(c.isupper() for c in word)


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
    opening = next((i for i in range(end - 2, start - 1, -1) if tokens[i].text in _OPENING), None)
    return (opening + 1, end - 1) if opening is not None and opening + 1 < end - 1 else None


def _after(reading: Reading, noun: int, end: int) -> Range | None:
    """Return a title after the noun: quoted, after "called", between commas, or a name right behind it."""
    tokens = reading.analysis.tokens
    titled = reading.lexicon.terms("projects", "titled")
    index = noun + 1
    named = False
    while index < end and (
        tokens[index].text in ",:(" or tokens[index].lemma in titled or tokens[index].lower in titled
    ):
        named = named or tokens[index].text not in ",:("
        index += 1
    if index >= end:
        return None
    if tokens[index].text in _OPENING:
        closing = next((i for i in range(index + 1, end) if tokens[i].text in _CLOSING), None)
        return (index + 1, closing) if closing is not None and index + 1 < closing <= index + 24 else None
    last = index
    while (
        last < end
        and last - index < _LONGEST
        and (_is_name(tokens[last].text) or (last > index and _joins(reading, last, end)))
    ):
        last += 1
    while last > index and not _is_name(tokens[last - 1].text):
        last -= 1
    if last == index or tokens[index].pos == "DET":
        return None
    apposed = tokens[noun + 1].text == "," and last < end and tokens[last].text in {",", "."}
    direct = index == noun + 1 and tokens[index].pos == "PROPN"
    proper = _proper(reading, index, last)
    return proper if (named or apposed or direct) and proper is not None and proper[0] == index else None


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
    if last is None:
        return None
    first = last
    while first > start and last - first < 6 and _in_name(reading, first - 1, last):
        first -= 1
    return _proper(reading, first, last)


def _described(reading: Reading) -> list[_Project]:
    """Return the one untitled project that the text tells as such: "a new research effort on …"."""
    tokens = reading.analysis.tokens
    nouns, one = reading.lexicon.terms("projects", "nouns"), reading.lexicon.terms("projects", "one")
    about = reading.lexicon.terms("projects", "about")
    for sentence in reading.analysis.sentences:
        if reading.analysis.blocks[sentence.block].kind in {"heading", "item"}:
            continue
        for index in range(sentence.first + 1, sentence.last - 1):
            if tokens[index].lemma not in nouns or "Number=Plur" in tokens[index].features:
                continue
            first = index
            while first > sentence.first and tokens[first - 1].pos in {
                "ADJ",
                "NOUN",
                "PROPN",
                "NUM",
                "PUNCT",
            }:
                first -= 1
            if first == index or tokens[first - 1].lower not in one or tokens[index + 1].lemma not in about:
                continue
            if any(True for _ in _roles_told(reading, (sentence.first, sentence.last))):
                return [_Project((first, index + 1), [(first, index + 1)])]
    return []


def _roles_told(reading: Reading, within: Range) -> Iterator[str]:
    for slot in ("leaders", "hosts", "funders"):
        for hit in cues_in(reading, "projects", f"roles.{slot}", *within):
            if len(names_after(reading, hit.last, within[1], _TYPES[slot])) > 0:
                yield slot


# ------------------------------------------------------------------ who does what


def _spread(reading: Reading, found: list[_Project]) -> None:
    """Give each project the sentences that speak of it: those that name it, and "the project" after them."""
    analysis = reading.analysis
    carried = reading.lexicon.cues("projects", "carried")
    naming: dict[int, _Project] = {}
    for project in found:
        for first, _ in project.named:
            naming.setdefault(analysis.sentence_of[first], project)
        project.sentences = sorted({analysis.sentence_of[first] for first, _ in project.named})
    current: _Project | None = found[0] if len(found) == 1 else None
    distance = 0
    for number, sentence in enumerate(analysis.sentences):
        if number in naming:
            current, distance = naming[number], 0
            continue
        distance += 1
        goes_on = next(
            carried.find(analysis.tokens, sentence.first, min(sentence.last, sentence.first + 24)), None
        )
        opens = goes_on is not None and (
            goes_on.last - goes_on.first > 1 or goes_on.first <= sentence.first + 1
        )
        if current is not None and opens and (distance <= _REACH or len(found) == 1):
            current.sentences.append(number)
            distance = 0 if len(found) == 1 else distance


def _people(reading: Reading, project: _Project, found: list[_Project], slot: str) -> Iterator[Mention]:
    analysis = reading.analysis
    for number in project.sentences:
        sentence = analysis.sentences[number]
        first, last = _zone(reading, project, found, number)
        for hit in cues_in(reading, "projects", f"roles.{slot}", first, last):
            yield from names_after(reading, hit.last, last, _TYPES[slot])
        paid = any(a.currency is not None for a in reading.amounts_in(first, last))
        if slot == "funders" and paid:
            for hit in cues_in(reading, "projects", "paid", first, last):
                yield from names_after(reading, hit.last, last, _TYPES[slot])
        if slot == "hosts":
            yield from _possessors(reading, project, number)
        for hit in cues_in(reading, "projects", f"acts.{slot}", sentence.first, last):
            if analysis.tokens[hit.first].pos != "VERB" or is_passive(analysis, hit.first):
                continue
            if (slot == "funders" and paid) or _is_object(reading, project, hit.last, number):
                yield from subjects_of(reading, hit.first, sentence.first, _TYPES[slot])
        if slot in {"partners", "hosts"}:
            yield from _listed(reading, number, slot)


def _frameworks(reading: Reading, project: _Project, found: list[_Project]) -> Iterator[Value]:
    """Yield the framework that funds it where that is named: "the Erasmus+ programme of the EU"."""
    tokens = reading.analysis.tokens
    begins = reading.lexicon.cues("projects", "framework_names")
    ends = reading.lexicon.terms("projects", "framework_nouns")
    for number in project.sentences:
        first, last = _zone(reading, project, found, number)
        for hit in cues_in(reading, "projects", "roles.funders", first, last):
            start = hit.last + (hit.last < last and tokens[hit.last].pos == "DET")
            if start >= last or begins.at(tokens, start, last) is None:
                continue
            end = next((i + 1 for i in range(start, min(start + 6, last)) if tokens[i].lemma in ends), None)
            if end is None or any(m.first == start for m in reading.mentions_in(start, last)):
                continue
            owner = [m for m in reading.mentions_in(end, last) if m.type == "organisation"]
            if len(owner) > 0 and owner[0].first - end <= 2 and tokens[end].pos == "ADP":
                end = owner[0].last
            yield phrase(reading, "funders", start, end, probability=0.7)


def _zone(reading: Reading, project: _Project, found: list[_Project], number: int) -> Range:
    """Return the part of a sentence that speaks of the project: all, or from its name to the next one's."""
    sentence = reading.analysis.sentences[number]
    others = [n for p in found if p is not project for n in p.named if sentence.first <= n[0] < sentence.last]
    own = [n for n in project.named if sentence.first <= n[0] < sentence.last]
    if len(others) == 0 or len(own) == 0:
        return sentence.first, sentence.last
    last = min((n[0] for n in others if n[0] > own[0][0]), default=sentence.last)
    return own[0][1], last


def _is_object(reading: Reading, project: _Project, verb: int, number: int) -> bool:
    """Tell whether the project, or "the project", stands after a verb as what it acts on."""
    sentence = reading.analysis.sentences[number]
    if any(verb <= first <= verb + _FAR and first < sentence.last for first, _ in project.named):
        return True
    nouns = reading.lexicon.terms("projects", "nouns")
    tokens = reading.analysis.tokens
    return any(tokens[i].lemma in nouns for i in range(verb, min(verb + 6, sentence.last)))


def _possessors(reading: Reading, project: _Project, number: int) -> Iterator[Mention]:
    """Yield whose project it is: "the lab's STRATUS project"."""
    tokens = reading.analysis.tokens
    possessive = reading.lexicon.terms("projects", "possessive")
    for first, _ in project.named:
        if reading.analysis.sentence_of[first] != number or first == 0:
            continue
        if tokens[first - 1].text in possessive:
            before = names_before(reading, max(0, first - 12), first - 1, _TYPES["hosts"])
            yield from (m for m in before[-1:] if m.last == first - 1)


def _listed(reading: Reading, number: int, slot: str) -> Iterator[Mention]:
    """Yield the partners of a list under "The consortium:", or its coordinator."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.tokens[sentence.last - 1].text != ":":
        return
    coordinates = reading.lexicon.cues("projects", "roles.hosts")
    for following in analysis.sentences[number + 1 :]:
        if analysis.blocks[following.block].kind != "item":
            break
        leads = next(coordinates.find(analysis.tokens, following.first, following.last), None) is not None
        mentions = reading.mentions_in(following.first, following.last)
        organisations = [m for m in mentions if m.type == "organisation"]
        if len(organisations) > 0 and leads == (slot == "hosts"):
            yield max(organisations[:2], key=lambda m: (-m.first, m.last))


def _status(reading: Reading, project: _Project) -> Value:
    analysis = reading.analysis
    for number in project.sentences:
        sentence = analysis.sentences[number]
        for hit in cues_in(reading, "projects", "status", sentence.first, sentence.last):
            before = analysis.tokens[max(sentence.first, hit.first - 2) : hit.first]
            if hit.code == "finished" and any(t.pos in {"PART", "AUX"} and t.lemma != "have" for t in before):
                continue
            return normalised(reading, "status", hit.code, (hit.first, hit.last))
    return normalised(reading, "status", "running", project.title, probability=0.7)
