"""Who holds which office: people and offices of a text bound to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kelisim.extract.names.cased.agreement import case
from kelisim.extract.names.offices import Office, chained
from kelisim.extract.names.people import Person
from kelisim.extract.names.words import Words

_REMARK = 10  # tokens of the longest bracket behind a person of several: "Prof. X (Research) and"
_BODY = 12  # tokens of the longest body behind a person of several: "Prof. X of Y University and"
_RANK = 14  # tokens of the longest title or rank between commas


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in the text holds an office of the text."""

    person: Person
    office: Office


def bind(words: Words, offices: tuple[Office, ...], people: Sequence[Person]) -> tuple[Holding, ...]:
    """Return who holds which office, in text order.

    An office right before a name is that person's. Else, in the order of the text, it belongs to the person
    to whom it stands in apposition, unless another apposition has taken that person; else to the person
    after it and a comma; else to the one who is said to hold it.
    """
    begins = {person.begin: person for person in people}
    ends = {person.last: person for person in people}
    chains = [part for chain in chained(words, offices) for part in _parted(words, chain, begins, ends)]
    direct = [_right_after(words, chain[-1], begins) for chain in chains]
    titled = {person.first for person in direct if person is not None}
    apposed: set[int] = set()
    found: list[Holding] = []
    for chain, right_after in zip(chains, direct, strict=True):
        person = right_after
        if person is None:
            before = _before(words, chain[0], ends)
            if before is not None and _are_others(words, chain[0], before):
                before = None
            after = _after_comma(words, chain[-1], begins)
            if before is not None and before.first not in apposed:
                person = before
            elif after is not None and after.first not in titled:
                person = after
            else:
                person = before
            if person is not None:
                apposed.add(person.first)
        if person is None:
            person = _said_to_be(words, chain[0], people, ends) or _is_person(words, chain[-1], begins)
        if person is None:
            continue
        several = _people_of_plural(words, chain, person, people)
        shared = _shared(chain)
        shared += [replace(o, organisation=o.second) for o in shared if o.second is not None]
        whole = [_of_person(words, office, person) for office in shared]
        each = shared if _are_told_each(words, several) else whole
        found += [Holding(one, _of_person(words, office, one)) for one in several for office in each]
    return tuple(found)


def _parted(
    words: Words, chain: list[Office], begins: dict[int, Person], ends: dict[int, Person]
) -> list[list[Office]]:
    """Cut a chain between "X, member of A" and "Rector of B Y": the first is X's, the last Y's.

    So it is before a name and a comma, where the last has an article of its own: "and the rector of B, Y".
    """
    if len(chain) < 2 or _before(words, chain[0], ends) is None:
        return [chain]
    articled = words.has(chain[-1].begin - 1, "article") or words.has(chain[-1].begin, "article")
    later = _right_after(words, chain[-1], begins) or (articled and _after_comma(words, chain[-1], begins))
    return [chain[:-1], chain[-1:]] if later else [chain]


def _are_others(words: Words, office: Office, person: Person) -> bool:
    """Tell whether a plural behind one name goes on with others: "Rector X, lecturers and students".

    After a list of names it is their post: "X and Y, lecturers".
    """
    listed = person.begin > 0 and (words.has(person.begin - 1, "and") or words.lower[person.begin - 1] == ",")
    return office.plural and office.organisation is None and not listed


def _right_after(words: Words, office: Office, begins: dict[int, Person]) -> Person | None:
    for end in (office.end, office.last):
        person = begins.get(end)
        if person is not None and _same_sentence(words, person.first, office.first):
            return person
    return None


def _same_sentence(words: Words, one: int, other: int) -> bool:
    return words.analysis.sentence_of[one] == words.analysis.sentence_of[other]


def _of_person(words: Words, office: Office, person: Person) -> Office:
    """Take the organisation from after the name: "Ambassador X for Canada", "Dean Y of the Z School"."""
    at = person.last
    if office.organisation is not None or person.first < office.first or at + 1 >= len(words.lower):
        return office
    if words.lower[at] == "(":
        return _in_brackets(words, office, at)
    if not words.has(at, "of") and words.lower[at] not in {"for", "from"}:
        return office
    target = at + 2 if words.has(at + 1, "article") else at + 1
    if target >= len(words.lower):  # a text that breaks off: "Minister X of the"
        return office
    place = words.place[target]
    alone = place is not None and not words.capital[min(place.last, len(words.lower) - 1)]
    if place is not None and place.first == target and place.kind == "country" and alone:
        return replace(office, organisation=(place.first, place.last))
    last = target + 1
    while place is not None and last < len(words.lower) and words.capital[last]:
        last += 1  # "of Nepal Open University"
    return replace(office, organisation=(target, last)) if words.lower[at] != "for" else office


def _in_brackets(words: Words, office: Office, opening: int) -> Office:
    """Take the organisation from brackets after the name: "Vizepräsident Y (TU Berlin)"."""
    highest = min(words.sentence(opening).last, opening + 6)
    close = next((i for i in range(opening + 2, highest) if words.lower[i] == ")"), opening)
    if "grammar" not in words.lexicon.topics or close == opening or not words.capital[opening + 1]:
        return office
    return replace(office, organisation=(opening + 1, close))


def _is_person(words: Words, office: Office, begins: dict[int, Person]) -> Person | None:
    """Return the person after a copula: "Its director will be Professor X"."""
    copula = words.lexicon.cues("posts", "copula")
    highest = words.sentence(office.first).last
    for index in range(office.end, min(office.end + 3, highest)):
        hit = copula.at(words.tokens, index, highest)
        if hit is not None:
            return begins.get(hit.last)
        if words.tokens[index].pos not in {"AUX", "ADV"}:
            return None
    return None


def _shared(chain: list[Office]) -> list[Office]:
    """Give the organisation of the last office of a chain to those before it that have none of their own."""
    last = chain[-1]
    if last.organisation is None or len(chain) == 1:
        return list(chain)
    return [
        replace(office, organisation=last.organisation)
        if office.organisation is None and office.code != "state" and office.end == office.last
        else office
        for office in chain
    ]


def _before(words: Words, office: Office, ends: dict[int, Person]) -> Person | None:
    """Return the person to whom the office stands in apposition: "X, Rector of Y", "X (Rector of Y)"."""
    at = _before_bracket(words, office.begin)
    if at < office.begin and at in ends:
        return ends[at]
    lowest = max(words.sentence(office.first).first, at - 5)
    while at > lowest and (
        words.has(at - 1, "article", "outside", "after_name")
        or words.lower[at - 1] in {",", "(", "–", "—", "-", "."}
        or (words.has(at - 1, "title") and words.lower[at - 2] in {",", "("})
    ):
        at -= 1
        person = ends.get(at)
        if person is not None:
            return person if _same_case(words, person, office) else None
    return None


def _before_bracket(words: Words, at: int) -> int:
    """Return where a bracket opens that closes before a token and a comma: "X (ORCID 0000-…), Rector"."""
    lowest = max(words.sentence(at).first, at - _RANK) if at > 0 else 0
    if at - lowest < 3 or words.lower[at - 1] != "," or words.lower[at - 2] != ")":
        return at
    return next((i for i in range(at - 3, lowest, -1) if words.lower[i] == "("), at)


def _same_case(words: Words, person: Person, office: Office) -> bool:
    """Return whether a name and an office may stand in apposition: not "Ли, директором – Ибраева"."""
    if not words.lexicon.inflected:
        return True
    cases = {case(words, person.first), case(words, person.last - 1)}
    held = {case(words, i) for i in range(office.first, office.last)}
    return not ("Ins" in held and "Ins" not in cases)


def _after_comma(words: Words, office: Office, begins: dict[int, Person]) -> Person | None:
    for end in (office.end, office.last):
        if end < len(words.lower) and (words.lower[end] in {",", ":", "–", "—"} or _is_dash(words, end)):
            person = begins.get(end + 1) or begins.get(_past_ranks(words, end))
            if person is not None and _same_sentence(words, person.first, office.first):
                return person
        if office.plural and end + 1 < len(words.lower) and words.lower[end + 1] == ":":
            person = begins.get(end + 2)  # "the registrars attended: A and B"
            if person is not None and words.tokens[end].pos == "VERB":
                return person
    return None


def _is_dash(words: Words, index: int) -> bool:
    """Return whether a hyphen stands for a dash: "Director General - Prof. X"."""
    return words.lower[index] == "-" and not words.joined[index - 1] and not words.joined[index]


def _past_ranks(words: Words, comma: int) -> int:
    """Return where a name may begin behind titles and ranks: ", Her Excellency, X", ", Professor of Y, X"."""
    highest = words.sentence(comma).last
    while comma + 1 < highest and words.has(comma + 1, "title", "rank", "own"):
        further = next((i for i in range(comma + 1, min(comma + _RANK, highest)) if words.lower[i] == ","), 0)
        if further == 0:
            break
        comma = further
    return comma + 1


def _said_to_be(
    words: Words, office: Office, people: Sequence[Person], ends: dict[int, Person]
) -> Person | None:
    """Return the person whom a verb ties to the office: "X is the director of Y", "appointed X as Rector"."""
    if office.doubtful:
        return None
    copula = words.lexicon.cues("posts", "copula")
    at = office.begin
    sentence = words.sentence(office.first)
    lowest = max(sentence.first, at - 9)
    while at > lowest and (words.has(at - 1, "article", "outside") or words.tokens[at - 1].pos == "ADV"):
        at -= 1
    if at > lowest and words.tokens[at - 1].pos in {"ADP", "SCONJ"} and at - 1 in ends:
        return ends[at - 1]  # "appointed X as Rector"
    if at > lowest and words.tokens[at - 1].pos in {"ADP", "SCONJ"} and words.capital[office.first]:
        found = _subject(words, office, people)
        if found is not None:
            return found  # "X signed for Y as Director of Z"
    start = None
    for index in range(max(lowest, at - 4), at):
        hit = copula.at(words.tokens, index, at)
        if hit is not None and hit.last == at:
            start = index
            break
    if start is None:
        return None
    while start > lowest and words.tokens[start - 1].pos in {"AUX", "ADV"}:
        start -= 1
    pronouns = words.lexicon.table("names", "pronouns").get("person", ())
    if start > sentence.first and words.lower[start - 1] in pronouns:
        before = [person for person in people if person.first < start]
        return before[-1] if len(before) > 0 else None
    while start > lowest and (words.lower[start - 1] == "," or words.tokens[start - 1].pos == "PRON"):
        start -= 1
    return ends.get(start)


def _subject(words: Words, office: Office, people: Sequence[Person]) -> Person | None:
    """Return the person who is the subject of the verb that the office depends on."""
    tokens = words.tokens
    for index in range(office.first, office.last):
        head = tokens[index].head
        if (
            not office.first <= head < office.last
            and tokens[head].pos == "VERB"
            and "as" in {tokens[c].lemma for c in words.analysis.children[index]}
        ):
            for child in words.analysis.children[head]:
                if tokens[child].relation.startswith("nsubj"):
                    return next((p for p in people if p.first <= child < p.last), None)
    return None


def _people_of_plural(
    words: Words, chain: list[Office], person: Person, people: Sequence[Person]
) -> list[Person]:
    """Return all those listed after a plural office, or before it: "Vice-Rectors A, B of X and C"."""
    if not chain[-1].plural:
        return [person]
    if person.first < chain[-1].first:
        return _listed_before(words, person, people)
    found = [person]
    for other in people:
        if other.first > found[-1].last and _is_next(words, found[-1].last, other.begin):
            found.append(other)
    return found


def _is_next(words: Words, last: int, begin: int) -> bool:
    """Return whether a person is told right behind another, a bracket or "of X University" aside."""
    end = words.behind_bracket(last, _REMARK)
    if words.has(end, "of", "from"):
        highest = min(begin, end + _BODY)
        while end < highest and words.lower[end] != "," and not _is_last_link(words, end, begin):
            if words.tokens[end].pos in {"VERB", "AUX"} or words.lower[end] in {".", ";"}:
                return False
            end += 1
    if begin <= end or begin > end + 2:
        return False
    return all(words.lower[i] == "," or words.has(i, "and") for i in range(end, begin))


def _is_last_link(words: Words, index: int, begin: int) -> bool:
    return words.has(index, "and") and index + 1 == begin


def _listed_before(words: Words, person: Person, people: Sequence[Person]) -> list[Person]:
    """Return the people who share a post told behind them: "A, B and C, Deputy Ministers"."""
    found = [person]
    if person.last >= len(words.lower) or words.lower[person.last] != ",":
        return found
    for other in reversed(people):
        between = range(other.last, found[-1].begin)
        if 0 < len(between) <= 2 and all(words.lower[i] == "," or words.has(i, "and") for i in between):
            found.append(other)
    return found[::-1]


def _are_told_each(words: Words, people: Sequence[Person]) -> bool:
    """Return whether a body is told behind each of several: "Rectors A of X and B of Y"."""
    return len(people) > 1 and all(words.has(p.last, "of", "from") for p in people)
