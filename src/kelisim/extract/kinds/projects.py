"""Projects: a titled undertaking with leaders, hosts, funders and partners."""

from collections.abc import Iterator, Mapping
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.kinds.project_titles import Project, Range, titled
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
_FAR: Final = 14  # tokens between a verb and the project that is its object


def projects(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each project that the text gives a title, else for the one it describes."""
    found = titled(reading)
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


def _own(reading: Reading, project: Project) -> set[str | None]:
    """Return the referents that the project itself was taken for: it is no partner of its own."""
    around = [m for first, last in project.named for m in reading.mentions_in(first, last)]
    return {m.referents[0] for m in around if len(m.referents) == 1 and m.type == "organisation"}


def _described(reading: Reading) -> list[Project]:
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
                return [Project((first, index + 1), [(first, index + 1)])]
    return []


def _roles_told(reading: Reading, within: Range) -> Iterator[str]:
    for slot in ("leaders", "hosts", "funders"):
        for hit in cues_in(reading, "projects", f"roles.{slot}", *within):
            if len(names_after(reading, hit.last, within[1], _TYPES[slot])) > 0:
                yield slot


# ------------------------------------------------------------------ who does what


def _spread(reading: Reading, found: list[Project]) -> None:
    """Give each project the sentences that speak of it: those that name it, and "the project" after them."""
    analysis = reading.analysis
    carried = reading.lexicon.cues("projects", "carried")
    naming: dict[int, Project] = {}
    for project in found:
        for first, _ in project.named:
            naming.setdefault(analysis.sentence_of[first], project)
        project.sentences = sorted({analysis.sentence_of[first] for first, _ in project.named})
    current: Project | None = found[0] if len(found) == 1 else None
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


def _people(reading: Reading, project: Project, found: list[Project], slot: str) -> Iterator[Mention]:
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


def _frameworks(reading: Reading, project: Project, found: list[Project]) -> Iterator[Value]:
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


def _zone(reading: Reading, project: Project, found: list[Project], number: int) -> Range:
    """Return the part of a sentence that speaks of the project: all, or from its name to the next one's."""
    sentence = reading.analysis.sentences[number]
    others = [n for p in found if p is not project for n in p.named if sentence.first <= n[0] < sentence.last]
    own = [n for n in project.named if sentence.first <= n[0] < sentence.last]
    if len(others) == 0 or len(own) == 0:
        return sentence.first, sentence.last
    last = min((n[0] for n in others if n[0] > own[0][0]), default=sentence.last)
    return own[0][1], last


def _is_object(reading: Reading, project: Project, verb: int, number: int) -> bool:
    """Tell whether the project, or "the project", stands after a verb as what it acts on."""
    sentence = reading.analysis.sentences[number]
    if any(verb <= first <= verb + _FAR and first < sentence.last for first, _ in project.named):
        return True
    nouns = reading.lexicon.terms("projects", "nouns")
    tokens = reading.analysis.tokens
    return any(tokens[i].lemma in nouns for i in range(verb, min(verb + 6, sentence.last)))


def _possessors(reading: Reading, project: Project, number: int) -> Iterator[Mention]:
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


def _status(reading: Reading, project: Project) -> Value:
    analysis = reading.analysis
    for number in project.sentences:
        sentence = analysis.sentences[number]
        for hit in cues_in(reading, "projects", "status", sentence.first, sentence.last):
            before = analysis.tokens[max(sentence.first, hit.first - 2) : hit.first]
            if hit.code == "finished" and any(t.pos in {"PART", "AUX"} and t.lemma != "have" for t in before):
                continue
            return normalised(reading, "status", hit.code, (hit.first, hit.last))
    return normalised(reading, "status", "running", project.title, probability=0.7)
