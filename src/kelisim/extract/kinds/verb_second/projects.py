"""Projects in clauses with a verb bracket: a title in quotes beside their noun, and who does what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_second import Clause, agents, arguments, clauses, subjects
from kelisim.model import Statement, Value

_QUOTES: Final = {"„": "“", "«": "»", "“": "”", '"': '"'}
_TITLE: Final = 8  # tokens of a title
_NEAR: Final = 9  # tokens between a project's noun and its title
_REACH: Final = 6  # sentences behind a title that still tell of its project
_SLOTS: Final = ("leaders", "hosts", "funders", "partners")
_BODIES: Final = frozenset({"organisation", "group"})


@dataclass(slots=True)
class _Project:
    """A project with those who lead, carry out, fund and join it."""

    title: Range
    sentence: int
    people: dict[str, list[Mention]] = field(default_factory=lambda: {slot: [] for slot in _SLOTS})

    def add(self, slot: str, mention: Mention) -> None:
        """Add somebody in a role, nobody twice."""
        known = {id for mentions in self.people.values() for m in mentions for id in m.referents}
        if known.isdisjoint(mention.referents):
            self.people[slot].append(mention)


def projects(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each project that the text gives a title."""
    found: list[_Project] = []
    known: set[str] = set()
    for number in range(len(reading.analysis.sentences)):
        for title in _titles(reading, number):
            words = reading.analysis.words(*title).casefold()
            if words not in known:
                known.add(words)
                found.append(_Project(title, number))
    for position, project in enumerate(found):
        until = found[position + 1].sentence if position + 1 < len(found) else len(reading.analysis.sentences)
        last = max(project.sentence + 1, min(until, project.sentence + _REACH))
        first = project.sentence - 1 if position == 0 and project.sentence > 0 else project.sentence
        for number in (project.sentence, *range(first, project.sentence), *range(project.sentence + 1, last)):
            _read(reading, project, number)
        if len(project.people["hosts"]) == 0:
            _carried(reading, project)
        yield _statement(reading, project, extractor)


def _titles(reading: Reading, number: int) -> Iterator[Range]:
    """Yield the titles in quotes that stand near a project's noun."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[number]
    nouns = reading.lexicon.cues("projects", "headed")
    titled = reading.lexicon.cues("projects", "titled")
    other = reading.lexicon.cues("programmes", "kind")
    for index in range(sentence.first, sentence.last - 2):
        closing = _QUOTES.get(tokens[index].text)
        close = next(
            (i for i in range(index + 1, min(sentence.last, index + _TITLE)) if tokens[i].text == closing),
            None,
        )
        if closing is None or close is None or close == index + 1 or not tokens[index + 1].text[0].isupper():
            continue
        if any(t.pos == "AUX" or "VerbForm=Fin" in t.features for t in tokens[index:close]):
            continue
        if tokens[index - 1].lower in reading.lexicon.terms("projects", "not_titled"):
            continue  # "lobte das Projekt als „…“"
        if any(titled.at(tokens, i, index) is not None for i in range(max(sentence.first, index - 4), index)):
            yield index + 1, close
            continue
        low, high = max(sentence.first, index - _NEAR), min(sentence.last, close + _NEAR)
        near = [hit for i in range(low, high) if (hit := nouns.at(tokens, i, high)) is not None]
        nearer = [
            hit for i in range(max(low, index - 3), index) if (hit := other.at(tokens, i, index)) is not None
        ]
        if len(near) > 0 and len(nearer) == 0:
            yield index + 1, close


def _read(reading: Reading, project: _Project, number: int) -> None:
    tokens, words = reading.analysis.tokens, reading.lexicon
    owners = _owners(reading, project) if number == project.sentence else []
    for mention in owners:
        project.add("hosts", mention)
    for clause in clauses(reading, number):
        for slot in _SLOTS:
            lemmas = {tokens[i].lemma for i in clause.tokens if tokens[i].pos == "VERB"}
            by_verb = not lemmas.isdisjoint(words.terms("projects", f"{slot}_by"))
            cues = words.cues("projects", f"{slot}_with").find(tokens, clause.first, clause.last)
            by_word = any(hit.first in clause.tokens for hit in cues)
            if not by_verb and not by_word:
                continue
            own = number == project.sentence and project.title[0] in range(clause.first, clause.last)
            if slot == "hosts" and not own:
                continue
            for mention in _acting(reading, clause, slot, by_word=by_word):
                project.add(slot, mention)
            break


def _owners(reading: Reading, project: _Project) -> list[Mention]:
    """Return whose project it is by the genitive behind its title: "„WaterWise“ der TU Wien und der Y"."""
    tokens = reading.analysis.tokens
    index = project.title[1] + 1
    if index >= len(tokens) or tokens[index].lower not in {"der", "des"}:
        return []
    found: list[Mention] = []
    for mention in reading.mentions_in(index, min(index + 24, len(tokens))):
        between = tokens[found[-1].last : mention.first] if len(found) > 0 else tokens[index : mention.first]
        if any(t.pos not in {"DET", "CCONJ", "PUNCT"} for t in between):
            break
        if mention.type == "organisation":
            found.append(mention)
    return found


def _carried(reading: Reading, project: _Project) -> None:
    """Take the bodies that act in a project's sentence, or in one of the two before it, as its hosts."""
    for number in range(project.sentence, max(-1, project.sentence - 3), -1):
        for clause in clauses(reading, number):
            if clause.kind == "main" and not clause.passive:
                for mention in subjects(reading, clause):
                    if mention.type == "organisation":
                        project.add("hosts", mention)
        if len(project.people["hosts"]) > 0:
            return


def _acting(reading: Reading, clause: Clause, slot: str, *, by_word: bool) -> Sequence[Mention]:
    """Return those to whom a clause gives a role: in the passive its agents, else its subject or names."""
    told = arguments(reading, clause)
    kinds = frozenset({"person"}) if slot == "leaders" else _BODIES
    if clause.passive:
        free = [a.mention for a in told if a.preposition == "" and not a.modifies]
        found = free if slot == "partners" else agents(reading, clause)
    elif by_word:
        found = [a.mention for a in told if not a.modifies and a.preposition in {"", "von", "bei", "vom"}]
    else:
        found = list(subjects(reading, clause))
        if slot == "hosts":
            found += [a.mention for a in told if a.preposition == "mit" and not a.modifies]
    return [m for m in found if m.type in kinds]


def _statement(reading: Reading, project: _Project, extractor: str) -> Statement:
    values: list[Value] = [phrase(reading, "title", *project.title), *_status(reading, project)]
    for slot in _SLOTS:
        for mention in project.people[slot]:
            values += names(reading, slot, mention, probability=0.75)
    return statement(reading, "project", values, [project.sentence], probability=0.8, extractor=extractor)


def _status(reading: Reading, project: _Project) -> Iterator[Value]:
    """Yield the status where a word or a date ahead tells it."""
    sentence = reading.analysis.sentences[project.sentence]
    tokens = reading.analysis.tokens
    for cue in reading.lexicon.cues("projects", "status").find(tokens, sentence.first, sentence.last):
        yield normalised(reading, "status", cue.code, (cue.first, cue.last), probability=0.7)
        return
    ahead = [
        d for d in reading.dates_in(sentence.first, sentence.last) if is_ahead(d, reading.reference_date)
    ]
    if len(ahead) > 0:
        yield normalised(reading, "status", "planned", project.title, probability=0.7)
