"""Projects: a titled undertaking with leaders, hosts, funders and partners."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.kinds.project_roles import TYPES, choosers, frameworks, hosts_of, people, spread
from kelisim.extract.kinds.project_titles import Project, titled, topic
from kelisim.extract.kinds.project_told import is_ahead, students_of, studied_together
from kelisim.extract.kinds.verb_second import projects as verb_second
from kelisim.extract.lists import cues_in
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_TOLD: Final = 14  # tokens of what an untitled project is on
_LOOSE: Final = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "SCONJ", "PART"})


def projects(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each project that the text gives a title, else for the one it describes."""
    if reading.lexicon.verb_second:
        yield from verb_second.projects(reading, extractor)
        return
    found = titled(reading)
    if len(found) == 0:
        found = list(_described(reading))
    named = [span for project in found for span in project.named]
    found += [p for p in studied_together(reading) if not _overlaps(p.title, named)]
    spread(reading, found)
    for project in found:
        values: list[Value] = [phrase(reading, "title", *project.title)]
        values.append(_status(reading, project, several=len(found) > 1))
        taken: set[str | None] = _own(reading, project)
        by_slot = {slot: list(people(reading, project, found, slot)) for slot in TYPES}
        if project.verb is not None:
            by_slot["hosts"] = list(students_of(reading, project.verb))
        barred = {id for slot in ("funders", "partners") for m in by_slot[slot] for id in m.referents}
        if len(by_slot["hosts"]) == 0:
            carrying = hosts_of(reading, project, by_slot["leaders"], only=topic(reading, found) is not None)
            by_slot["hosts"] = [m for m in carrying if barred.isdisjoint(m.referents)]
        for slot, mentions in by_slot.items():
            for mention in mentions:
                if any(mention.first <= first < mention.last for p in found for first, _ in p.named):
                    continue
                new = [v for v in names(reading, slot, mention, probability=0.8) if v.referent not in taken]
                values.extend(new)
                if slot != "leaders":
                    taken.update(value.referent for value in new)
        values.extend(frameworks(reading, project, found))
        number = reading.analysis.sentence_of[project.title[0]]
        yield statement(reading, "project", values, [number], probability=0.8, extractor=extractor)


def _overlaps(span: Range, others: list[Range]) -> bool:
    return any(span[0] < last and first < span[1] for first, last in others)


def _own(reading: Reading, project: Project) -> set[str | None]:
    """Return the referents that the project itself was taken for: it is no partner of its own."""
    around = [m for first, last in project.named for m in reading.mentions_in(first, last)]
    return {m.referents[0] for m in around if len(m.referents) == 1 and m.type == "organisation"}


def _described(reading: Reading) -> Iterator[Project]:
    """Yield the untitled projects that the text tells as such: "a new research effort on …"."""
    tokens = reading.analysis.tokens
    nouns, one = reading.lexicon.terms("projects", "nouns"), reading.lexicon.terms("projects", "one")
    about = reading.lexicon.terms("projects", "about")
    plain = reading.lexicon.terms("projects", "plain_nouns")
    whose = reading.lexicon.terms("establishments", "of")
    for sentence in reading.analysis.sentences:
        if reading.analysis.blocks[sentence.block].kind == "heading":
            continue
        for index in range(sentence.first + 1, sentence.last - 1):
            if "Number=Plur" in tokens[index].features:
                continue
            if tokens[index].lemma not in nouns and not _is_research(reading, index):
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
            bare = first == index and tokens[index].lemma not in plain
            if bare or tokens[first - 1].lower not in one or tokens[index + 1].lemma not in about:
                continue
            if tokens[index].lemma in nouns and tokens[index + 1].lower in whose:
                continue  # "a project of the union" tells whose it is
            last = _complement(reading, index + 1, sentence.last)
            if last > index + 1 or first < index:
                yield Project((first, last), [(first, last)])


def _is_research(reading: Reading, noun: int) -> bool:
    """Tell a trial or study that somebody carries out: "have commenced a three-year trial of …"."""
    tokens = reading.analysis.tokens
    if tokens[noun].lemma not in reading.lexicon.terms("projects", "researched"):
        return False
    if tokens[noun].text[:1].isupper() and tokens[noun - 1].text[:1].isupper():
        return True  # "a Coastal Erosion Study on …"
    verb = tokens[noun].head
    acts = reading.lexicon.cues("projects", "carrying").at(tokens, verb, min(len(tokens), verb + 3))
    return tokens[noun].relation == "obj" and tokens[verb].pos == "VERB" and acts is not None


def _complement(reading: Reading, first: int, last: int) -> int:
    """Return where the words end that tell what an untitled project is on: "to improve maize storage"."""
    tokens = reading.analysis.tokens
    end = min(phrase_end(reading, first + 1, last), first + _TOLD)
    end = next((i for i in range(first, end) if tokens[i].text == ","), end)
    relative = reading.lexicon.terms("projects", "relative")
    end = next((i for i in range(first, end) if tokens[i].lemma in relative), end)
    if tokens[first].pos == "ADP":  # "a project on maize is to follow"
        end = next((i for i in range(first, end) if is_finite(reading.analysis, i)), end)
    while end > first and tokens[end - 1].pos in _LOOSE:
        end -= 1
    return max(end, first)


def _status(reading: Reading, project: Project, *, several: bool) -> Value:
    analysis = reading.analysis
    if project.verb is not None and is_ahead(reading, project.verb):
        return normalised(reading, "status", "planned", (project.verb, project.verb + 1), probability=0.7)
    for number in project.sentences:
        sentence = analysis.sentences[number]
        for hit in cues_in(reading, "projects", "status", sentence.first, sentence.last):
            before = analysis.tokens[max(sentence.first, hit.first - 2) : hit.first]
            if hit.code == "finished" and any(t.pos in {"PART", "AUX"} and t.lemma != "have" for t in before):
                continue
            return normalised(reading, "status", hit.code, (hit.first, hit.last))
    chosen = several and next(choosers(reading), None) is not None  # the projects of a list yet begin
    status = "planned" if chosen else "running"
    return normalised(reading, "status", status, project.title, probability=0.7)
