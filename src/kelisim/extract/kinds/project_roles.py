"""Who leads, hosts, funds a project or takes part in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import phrase
from kelisim.extract.kinds.money import givers, sums
from kelisim.extract.kinds.project_titles import Project, topic
from kelisim.extract.lists import cues_in, is_passive, names_after, names_before, subjects_of
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite, parts
from kelisim.extract.syntax import subject_range
from kelisim.model import Value

TYPES: Final[Mapping[str, frozenset[MentionType]]] = {
    "leaders": frozenset({"person"}),
    "hosts": frozenset({"organisation", "group"}),
    "funders": frozenset({"organisation", "group", "place"}),
    "partners": frozenset({"organisation", "group"}),
}
_REACH: Final = 4  # sentences after the title in which "the project" still means it
_CLOSE: Final = 3  # tokens between "principal investigator" and the name
_NEAR: Final = 10  # tokens after a title or a leader within which it is told whose they are
_OPENING: Final = 4  # sentences that open a text
_ACTIVE: Final = frozenset({"subject", "between", "partner", "agent", "object"})
_LINES: Final = 3  # lines under a title that name its people
_VERBS: Final = frozenset({"VERB", "AUX"})
_FAR: Final = 14  # tokens between a verb and the project that is its object


def spread(reading: Reading, found: list[Project]) -> None:
    """Give each project the sentences that speak of it: those that name it, and "the project" after them."""
    analysis = reading.analysis
    carried = reading.lexicon.cues("projects", "carried")
    naming: dict[int, Project] = {}
    for project in found:
        for first, _ in project.named:
            naming.setdefault(analysis.sentence_of[first], project)
        project.sentences = sorted({analysis.sentence_of[first] for first, _ in project.named})
    about = topic(reading, found)
    current = about
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
        if current is not None and opens and (distance <= _REACH or about is not None):
            current.sentences.append(number)
            distance = 0 if about is not None else distance


def people(reading: Reading, project: Project, found: list[Project], slot: str) -> Iterator[Mention]:
    """Yield who stands in a slot of the project: as its sentences tell, then as the text as a whole does."""
    for number in project.sentences:
        yield from _in_sentence(reading, project, number, slot, _zone(reading, project, found, number))
    yield from _under(reading, project, found, slot)
    if topic(reading, found) is not None:
        yield from _anywhere(reading, slot)
    elif slot == "funders" and len(found) > 1:
        chosen = list(choosers(reading))
        first = next(iter(sums(reading)), None) if len(chosen) == 0 else None
        yield from chosen if first is None else givers(reading, first, None)


def _in_sentence(
    reading: Reading, project: Project, number: int, slot: str, zone: Range
) -> Iterator[Mention]:
    first, last = zone
    for hit in cues_in(reading, "projects", f"roles.{slot}", first, last):
        named = names_after(reading, hit.last, last, TYPES[slot])
        yield from named
        if slot == "leaders" and len(named) > 0:
            yield from _beside(reading, named[-1].last, last)
    paid = slot == "funders" and any(a.currency is not None for a in reading.amounts_in(first, last))
    for hit in cues_in(reading, "projects", "paid", first, last) if paid else ():
        yield from names_after(reading, hit.last, last, TYPES[slot])
    if slot == "hosts":
        yield from _possessors(reading, project, number)
    yield from _doing(reading, project, number, slot, last)
    if slot in {"partners", "hosts"}:
        yield from _listed(reading, number, slot)


def _doing(reading: Reading, project: Project, number: int, slot: str, last: int) -> Iterator[Mention]:
    """Yield the subjects of the verbs whose object the project is; a sum given in the sentence is as good."""
    analysis = reading.analysis
    start = analysis.sentences[number].first
    paid = slot == "funders" and any(a.currency is not None for a in reading.amounts_in(start, last))
    for hit in cues_in(reading, "projects", f"acts.{slot}", start, last):
        begin = _of_relative_clause(reading, project, hit.first)  # also where it is taken for a noun
        if (begin is None and analysis.tokens[hit.first].pos != "VERB") or is_passive(analysis, hit.first):
            continue
        if begin is not None:
            yield from names_before(reading, begin, hit.first, TYPES[slot])
        elif paid or _is_object(reading, project, hit.last, number):
            named = subjects_of(reading, hit.first, start, TYPES[slot])
            yield from named or (_doers(reading, hit.first) if slot == "hosts" else ())
            if slot == "leaders":
                yield from _beside(reading, hit.last, last)


def _of_relative_clause(reading: Reading, project: Project, verb: int) -> int | None:
    """Return where a clause begins that tells who does a project: "the TIDE project, which X coordinates"."""
    tokens = reading.analysis.tokens
    above = tokens[verb].head
    near = any(first <= above <= last for first, last in project.named)
    return above + 1 if near and tokens[verb].relation == "acl:relcl" else None


def _doers(reading: Reading, verb: int) -> list[Mention]:
    """Return the body whose people do it: "researchers of X lead the project", "the X team runs it"."""
    span = subject_range(reading.analysis, verb)
    if span is None:
        return []
    doers = reading.lexicon.terms("projects", "doers")
    if not any(reading.analysis.tokens[i].lemma in doers for i in range(*span)):
        return []
    return [m for m in reading.mentions_in(*span) if m.type == "organisation"][:1]


def _beside(reading: Reading, index: int, last: int) -> Iterator[Mention]:
    """Yield who leads along with one named before: "together with P", "with Q of the department"."""
    for hit in cues_in(reading, "projects", "beside", index, last):
        named = names_after(reading, hit.last, last, TYPES["leaders"])
        if len(named) > 0:
            yield from named
            return


def _anywhere(reading: Reading, slot: str) -> Iterator[Mention]:
    """Yield whom any sentence of a text with one project names: its investigators, those who pay for it."""
    analysis = reading.analysis
    if slot == "leaders":
        for sentence in analysis.sentences:
            for hit in cues_in(reading, "projects", "investigators", sentence.first, sentence.last):
                named = names_after(reading, hit.last, sentence.last, TYPES[slot])
                yield from (m for m in named if named[0].first - hit.last <= _CLOSE)
    if slot == "funders":
        for money in sums(reading):
            yield from givers(reading, money, None)
    if slot == "partners":
        yield from _members(reading)
        for sentence in analysis.sentences:
            for hit in cues_in(reading, "projects", "joining", sentence.first, sentence.last):
                verb = next((i for i in range(hit.first, hit.last) if analysis.tokens[i].pos in _VERBS), None)
                if verb is not None:
                    yield from names_before(reading, sentence.first, verb, TYPES[slot])


def _members(reading: Reading) -> Iterator[Mention]:
    """Yield those listed as partners: "the partners from Europe are A, B", "the other partners (A, B)"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    nouns = reading.lexicon.terms("projects", "member_nouns")
    copulas = reading.lexicon.terms("phrases", "copulas")
    for sentence in analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if tokens[index].lower not in nouns:
                continue
            for begin in range(index + 1, min(index + _NEAR, sentence.last)):
                if tokens[begin].text in {"(", ":"} or tokens[begin].lemma in copulas:
                    closing = tokens[begin].text == "("
                    end = next(
                        (i for i in range(begin, sentence.last) if closing and tokens[i].text == ")"),
                        sentence.last,
                    )
                    named = names_after(reading, begin + 1, end, TYPES["partners"] | {"place"})
                    if len(named) > 1 and named[0].first - begin <= _CLOSE:
                        yield from (m for m in named if m.type != "place")
                    break


def _under(reading: Reading, project: Project, found: list[Project], slot: str) -> Iterator[Mention]:
    """Yield who is named in the lines under a title that opens one: its people, their seats, its partners."""
    analysis = reading.analysis
    title = analysis.sentence_of[project.title[0]]
    if slot == "funders" or project.title[0] - analysis.sentences[title].first > 2:
        return
    others = {analysis.sentence_of[p.title[0]] for p in found if p is not project}
    partner = reading.lexicon.cues("projects", "partner_lines")
    for number in range(title + 1, min(title + 1 + _LINES, len(analysis.sentences))):
        sentence = analysis.sentences[number]
        if number in others or analysis.is_heading(sentence):
            return
        mentions = [m for m in reading.mentions_in(sentence.first, sentence.last) if m.type in TYPES[slot]]
        partners = partner.at(analysis.tokens, sentence.first, sentence.last) is not None
        leads = next(cues_in(reading, "projects", "investigators", sentence.first, sentence.last), None)
        opening = min((m.first for m in reading.mentions_in(sentence.first, sentence.last)), default=0)
        people = (leads is not None and leads.first == sentence.first) or (
            opening - sentence.first <= 2
            and any(m.type == "person" and m.first == opening for m in reading.mentions)
        )
        speaks = leads is None and any(is_finite(analysis, i) for i in range(sentence.first, sentence.last))
        if speaks or not (partners or people):
            return
        if (slot == "partners") == partners:
            yield from mentions


def choosers(reading: Reading) -> Iterator[Mention]:
    """Yield who has chosen the projects of a list: "X and Y have selected seven projects"."""
    analysis = reading.analysis
    nouns = reading.lexicon.terms("projects", "nouns")
    for sentence in analysis.sentences:
        for hit in cues_in(reading, "projects", "choosing", sentence.first, sentence.last):
            near = analysis.tokens[hit.last : min(hit.last + 6, sentence.last)]
            if any(t.lemma in nouns and "Number=Plur" in t.features for t in near):
                found = subjects_of(reading, hit.first, sentence.first, frozenset({"organisation"}))
                if len(found) > 0:
                    yield from found
                    return


def hosts_of(
    reading: Reading, project: Project, leaders: Sequence[Mention], *, only: bool
) -> Iterator[Mention]:
    """Yield those who must carry a project out, where no words say who does.

    Whose project it is said to be, else where its leaders are, else who acts in the sentence that opens the
    text.

    Arguments:
        only: whether it is the one project of the text.
    """
    found = list(_told_beside(reading, project)) or list(_seats(reading, leaders))
    told_of = only and len(project.sentences) > 1  # the text goes on about it: it is no mere mention
    yield from found or (_acting(reading, project) if told_of else ())


def _told_beside(reading: Reading, project: Project) -> Iterator[Mention]:
    """Yield the names of "X, a project of A and B", "“X” (A, with B)"."""
    analysis = reading.analysis
    for first, last in project.named:
        sentence = analysis.sentences[analysis.sentence_of[first]]
        after = last + (last < sentence.last and not analysis.tokens[last].text[0].isalnum())
        if after < sentence.last and analysis.tokens[after].text == "(":
            after += 1
        bracket = analysis.tokens[min(after - 1, sentence.last - 1)].text == "("
        if bracket:
            closing = next((i for i in range(after, sentence.last) if analysis.tokens[i].text == ")"), after)
            inside = names_before(reading, after, closing, TYPES["hosts"])
            if len(inside) > 1:
                yield from inside
                return
        for hit in cues_in(reading, "projects", "belonging", last, min(last + _NEAR, sentence.last)):
            yield from names_after(reading, hit.last, sentence.last, TYPES["hosts"])
            return


def _seats(reading: Reading, leaders: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the organisations of leaders: those of their posts, or right behind the name."""
    tokens = reading.analysis.tokens
    for leader in leaders:
        own = {post.organisation for post in reading.posts if post.person in leader.referents}
        posted = next((m for m in reading.mentions if len(m.referents) == 1 and m.referents[0] in own), None)
        if posted is not None:
            yield posted
            continue
        end = min(leader.last + _NEAR, len(tokens))
        near = names_after(reading, leader.last, end, frozenset({"organisation"}))
        between = tokens[leader.last : near[0].first] if len(near) > 0 else ()
        if len(near) > 0 and len(between) <= 2:
            yield near[0]


def _acting(reading: Reading, project: Project) -> Iterator[Mention]:
    """Yield the organisations that act in the opening of the text, at least two of them."""
    analysis = reading.analysis
    opening = [s for s in analysis.sentences if analysis.blocks[s.block].kind in {"paragraph", "item"}][
        :_OPENING
    ]
    for sentence in opening:
        acting = [
            part.mention
            for part in parts(reading, sentence.first, sentence.last)
            if part.role in _ACTIVE
            and part.mention.type in TYPES["hosts"]
            and not any(a <= part.mention.first < b for a, b in project.named)
        ]
        if len({id for mention in acting for id in mention.referents}) > 1:
            yield from acting
            return


def frameworks(reading: Reading, project: Project, found: list[Project]) -> Iterator[Value]:
    """Yield the framework that funds it where that is named: "the Erasmus+ programme of the EU"."""
    tokens = reading.analysis.tokens
    begins = reading.lexicon.cues("projects", "framework_names")
    yield from _framework_before(reading, project)
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


def _framework_before(reading: Reading, project: Project) -> Iterator[Value]:
    """Yield the framework whose name stands before a project's: "the Erasmus+ TIDE project"."""
    tokens = reading.analysis.tokens
    names = reading.lexicon.cues("projects", "framework_names")
    ends = reading.lexicon.terms("projects", "framework_ends")
    for first, last in project.named:
        for index in range(max(0, first - 3), last + 1):
            hit = names.at(tokens, index, last + 1)
            if hit is not None and hit.last <= first:
                end = hit.last + (tokens[hit.last].lower in ends)
                yield phrase(reading, "funders", hit.first, end, probability=0.6)
                return


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
            before = names_before(reading, max(0, first - 12), first - 1, TYPES["hosts"])
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
