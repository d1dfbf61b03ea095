"""Clauses by the verbs that close them, and the names in each with their cases."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kelisim.extract.endings import case_shown, is_possessed, is_site
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite, outermost
from kelisim.extract.verb_final.phrases import ending

_LONGEST_BRACKET: Final = 7
_LONGEST_POST: Final = 16  # tokens of a post between two people of one list
_IN_POSTS: Final = frozenset({"NOUN", "X", "ADJ", "NUM", "PROPN"})
_BETWEEN: Final = frozenset(',–-«»“”„"')  # marks between two names of one list
_HYPHENS: Final = frozenset({"-", "‑"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A name in a clause: its case as in Universal Dependencies, "Adj" for "-дағы", and its postposition.

    `modifies` is true for a bare name before the possessed noun that it belongs to: "X делегациясы".
    """

    mention: Mention
    case: str
    postposition: str = ""
    modifies: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as a token range that its verb (with helping verbs) closes; `verb` is None where none does.

    `subjects` are those of the clause, else of the clause before it in the sentence.
    """

    first: int
    last: int
    verb: int | None
    arguments: tuple[Argument, ...]
    subjects: tuple[Argument, ...]

    def of(self, *cases: str) -> tuple[Argument, ...]:
        """Return the arguments in one of the cases that no postposition follows."""
        return tuple(a for a in self.arguments if a.case in cases and a.postposition == "")


def clauses(reading: Reading, number: int) -> tuple[Clause, ...]:
    """Return the clauses of a sentence (by its number) in order."""
    sentence = reading.analysis.sentences[number]
    found: list[Clause] = []
    subjects: tuple[Argument, ...] = ()
    ranges = _ranges(reading, sentence.first, sentence.last)
    for at, (first, last, verb) in enumerate(ranges):
        named = arguments(reading, first, last)
        own = _subjects(reading, named)
        if len(own) == 0 and verb is not None and _says(reading, verb) and at + 1 < len(ranges):
            own = _subjects(reading, arguments(reading, *ranges[at + 1][:2]))
        if len(own) > 0 or _has_pronoun(reading, first, last):
            subjects = own
        found.append(Clause(first, last, verb, named, subjects))
    return tuple(found)


def clause_at(reading: Reading, index: int) -> Clause:
    """Return the clause in which a token stands."""
    within = clauses(reading, reading.analysis.sentence_of[index])
    return next((c for c in within if c.first <= index < c.last), within[-1])


def _ranges(reading: Reading, first: int, last: int) -> list[tuple[int, int, int | None]]:
    """Return the clauses of a stretch with their verbs."""
    tokens = reading.analysis.tokens
    quotative = reading.lexicon.terms("grammar", "quotative")
    found: list[tuple[int, int, int | None]] = []
    start = index = first
    while index < last:
        if _closes(reading, index, last):
            end = index + 1
            while end < last and (tokens[end].pos in {"AUX", "PUNCT"} or tokens[end].text in quotative):
                end += 1
            found.append((start, end, index))
            start = index = end
            continue
        if tokens[index].text == ";":
            found.append((start, index, None))
            start = index + 1
        index += 1
    if start < last:
        if len(found) > 0 and all(t.pos in {"PUNCT", "CCONJ"} for t in tokens[start:last]):
            found[-1] = (found[-1][0], last, found[-1][2])
        else:
            found.append((start, last, None))
    return found


def _closes(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a clause closes with a token: a finite verb, or a converb before a comma."""
    token = reading.analysis.tokens[index]
    if token.pos == "VERB" and "VerbForm=Conv" in token.features:
        return index + 1 < last and reading.analysis.tokens[index + 1].text == ","
    if token.pos == "AUX":  # "сапармен болды"
        return index + 1 >= last or reading.analysis.tokens[index + 1].pos in {"PUNCT", "CCONJ"}
    return token.pos == "VERB" and is_finite(reading.analysis, index)


# ------------------------------------------------------------------ names with their cases


def arguments(reading: Reading, first: int, last: int) -> tuple[Argument, ...]:
    """Return the names of a stretch with their cases; of a list, its last one's case holds for all.

    An organisation or state that stands in somebody's post is none of them.
    """
    owners = {
        post.organisation_tokens
        for post in reading.posts
        if post.organisation_tokens is not None
        and abs(post.organisation_tokens[0] - post.person_tokens[0]) < 2 * _LONGEST_POST
    }
    named = [
        m
        for m in outermost(reading.mentions_in(first, last)).values()
        if (m.first, m.last) not in owners and not _in_brackets(reading, m)
    ]
    seats = {m.first for m, then in pairwise(named) if _is_seat(reading, m, then)}
    named = [m for m in named if m.first not in seats]
    found: list[Argument] = []
    for mention in reversed(named):
        own = _argument(reading, mention, last)
        following = found[-1] if len(found) > 0 else None
        if following is not None and own.case == "Nom" and own.postposition == "" and not own.modifies:
            joined = _joins(reading, after(reading, mention, last), following.mention.first)
            if joined and _are_alike(mention, following):
                own = replace(following, mention=mention)
        found.append(own)
    return tuple(reversed(found))


def _are_alike(mention: Mention, following: Argument) -> bool:
    """Tell whether two names may share a case: no place with others, no person with a body that owns."""
    types = {mention.type, following.mention.type}
    return len(types) == 1 or ("place" not in types and not ("person" in types and following.case == "Gen"))


def _is_seat(reading: Reading, mention: Mention, then: Mention) -> bool:
    """Tell whether a place only says where or whose the name behind it is: "Түркияның Эге университеті"."""
    beside = (
        mention.type != "person" and then.type in {"organisation", "person"} and mention.last == then.first
    )
    owns = mention.type == "place" and then.type == "organisation"  # "ҚР Ауыл шаруашылығы министрлігі"
    return beside and (owns or _case(reading, mention) in {"Gen", "Adj"})


def _argument(reading: Reading, mention: Mention, last: int) -> Argument:
    """Return a name with what it bears itself or what follows it: a title, a hyphen and an ending."""
    tokens = reading.analysis.tokens
    end = after(reading, mention, last)
    shown = _case(reading, mention)
    titles = reading.lexicon.table("people", "titles").get("after", ())
    if end < last and tokens[end].lemma in titles and mention.type == "person":
        shown = case_shown(reading.lexicon, tokens[end].lower[len(tokens[end].lemma) :]) or shown
        end += 1
    following = tokens[end] if end < last else None
    postposition = following.lemma if following is not None and following.pos == "ADP" else ""
    modifies = (
        shown == "Nom"
        and following is not None
        and following.pos in {"NOUN", "X"}
        and "VerbForm" not in following.features
        and following.text[0].islower()
        and is_possessed(reading.lexicon, following.lower)
    )
    return Argument(mention, shown, postposition, modifies)


def _case(reading: Reading, mention: Mention) -> str:
    tokens = reading.analysis.tokens
    index = mention.last
    if tokens[index - 1].text != ")" and index < len(tokens) and tokens[index].text == "(":
        index = _bracket_end(reading, index)
    for at in {mention.last, index}:
        if at + 1 < len(tokens) and tokens[at].text in _HYPHENS and tokens[at].start == tokens[at - 1].end:
            return case_shown(reading.lexicon, tokens[at + 1].lower) or "Nom"
    shown = case_shown(reading.lexicon, ending(reading, mention)) or "Nom"
    if shown == "Nom" and mention.type == "place":  # "Астанадағы", where the place is known with its ending
        whole = case_shown(reading.lexicon, tokens[mention.last - 1].lower)
        return whole if whole == "Adj" else shown
    return shown


def after(reading: Reading, mention: Mention, last: int) -> int:
    """Return the token after a name, its short form in brackets and its ending after a hyphen left behind."""
    tokens = reading.analysis.tokens
    index = mention.last
    for _ in range(2):
        if (
            index + 1 < last
            and tokens[index].text in _HYPHENS
            and tokens[index].start == tokens[index - 1].end
        ):
            index += 2
        if index < last and tokens[index].text == "(":
            index = min(_bracket_end(reading, index), last)
    return index


def _in_brackets(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name only repeats the one before it: "X университеті (ХУ)"."""
    tokens = reading.analysis.tokens
    opened = mention.first > 0 and tokens[mention.first - 1].text == "("
    return opened and mention.last < len(tokens) and tokens[mention.last].text == ")"


def _bracket_end(reading: Reading, index: int) -> int:
    tokens = reading.analysis.tokens
    ends = range(index + 1, min(len(tokens), index + _LONGEST_BRACKET))
    return next((i + 1 for i in ends if tokens[i].text == ")"), index)


def _joins(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a coordinator or comma stands between two names, and else only the words of a post."""
    tokens = reading.analysis.tokens
    if first >= last or last - first > _LONGEST_POST:
        return False
    if tokens[first].pos != "CCONJ" and tokens[first].text != ",":
        return False
    owned = {
        i
        for post in reading.posts
        if post.organisation_tokens is not None
        for i in range(*post.organisation_tokens)
    }
    return all(
        i in owned
        or token.text in _BETWEEN
        or token.pos == "CCONJ"
        or token.lower in reading.lexicon.terms("grammar", "joins")
        or (token.pos in _IN_POSTS and token.features in {"", "Case=Gen", "VerbForm=Vnoun"})
        or (token.lemma in reading.lexicon.table("posts", "links").get("field", ()))
        for i, token in enumerate(tokens[first:last], first)
    )


def _subjects(reading: Reading, named: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Return the first list of bare names: who does it."""
    found: list[Argument] = []
    for argument in named:
        if len(found) > 0 and (argument.case == "Gen" or _is_sited(reading, argument.mention)):
            continue  # within a post: "Түркияның Алматы қаласындағы консулы"
        if argument.case != "Nom" or argument.postposition != "" or argument.modifies:
            if len(found) > 0:
                break
            continue
        begin = argument.mention.first
        if len(found) > 0 and not (
            _joins(reading, found[-1].mention.last, begin)
            or _joins(reading, after(reading, found[-1].mention, begin), begin)
        ):
            break
        found.append(argument)
    return tuple(found)


def _is_sited(reading: Reading, mention: Mention) -> bool:
    """Tell whether a place only says where somebody is: "Алматыдағы", "Алматы қаласындағы"."""
    tokens = reading.analysis.tokens
    if mention.type != "place" or mention.last >= len(tokens):
        return False
    return is_site(reading.lexicon, tokens[mention.last]) or _case(reading, mention) == "Adj"


def _says(reading: Reading, verb: int) -> bool:
    """Tell whether who speaks may stand behind the verb: "«…», – деді X"."""
    token = reading.analysis.tokens[verb]
    return token.lemma in reading.lexicon.terms("people", "says") or token.lower in reading.lexicon.terms(
        "people", "says"
    )


def _has_pronoun(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a word for a subject told before opens the clause: "ол", "тараптар"."""
    tokens = reading.analysis.tokens
    pronouns = reading.lexicon.terms("grammar", "subjects")
    return any(t.lower in pronouns for t in tokens[first : min(last, first + 4)])
