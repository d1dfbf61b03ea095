"""Phrases of clauses that close with their verb, by order and endings.

The subject stands first and bare ("A мен B …"), whom it is with bears the comitative ("X университетімен"),
an owner the genitive, and what is done stands right before the verb. Ranges are token indices.
"""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.endings import after_stem
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import outermost

_CLOSING: Final = frozenset('«»“”„"')
_OPENING: Final = 8  # words that may stand before the subject of a clause: "Кездесу барысында …"


def ending(reading: Reading, mention: Mention) -> str:
    """Return what a mention bears after its base form, in lower case: "нің", "мен"; "" where it is bare."""
    token = reading.analysis.tokens[mention.last - 1]
    word = token.lower
    if not mention.named and mention.type != "group":  # "министрліктің"
        return word[len(token.lemma) :] if "Case=" in token.features else ""
    bases = _bases(reading, mention)
    if word in bases:
        return ""
    fitting = [base for base in bases if word.startswith(base)]
    if len(fitting) == 0 and mention.type == "place" and "Case=" in token.features:
        return after_stem(token) or ""  # "Қазақстан Республикасының", whose usual name is shorter
    return word[len(max(fitting, key=len)) :] if len(fitting) > 0 else ""


def _bases(reading: Reading, mention: Mention) -> set[str]:
    """Return the last words of the base forms of the one whom a mention means, in lower case."""
    if mention.type == "group" or len(mention.referents) != 1:
        return {reading.analysis.tokens[mention.last - 1].lower}
    referent = reading.referent(mention.referents[0])
    return {form.split()[-1].casefold() for form in (referent.name, *referent.forms)}


def is_with(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention bears the comitative: somebody does it with them."""
    return ending(reading, mention).endswith(tuple(reading.lexicon.terms("grammar", "comitative")))


def subject(reading: Reading, first: int, last: int) -> tuple[tuple[Mention, ...], int]:
    """Return the bare names that open the tokens `first` to `last`, and where they end.

    A pronoun or a word for all sides ("тараптар") in their place names nobody but ends the subject, too;
    where there is neither, the end is `first`.
    """
    tokens = reading.analysis.tokens
    found: list[Mention] = []
    owners = {
        post.organisation_tokens
        for post in reading.posts
        if post.organisation_tokens is not None and first <= post.organisation_tokens[0] < last
    }
    for mention in outermost(reading.mentions_in(first, last)).values():
        if (mention.first, mention.last) in owners:
            continue
        joined = len(found) > 0 and _joins(reading, found[-1].last, mention.first)
        if len(found) > 0 and not joined:
            break
        bare = ending(reading, mention) == "" and not _is_followed(reading, mention.last, last)
        if joined or (bare and mention.type != "place"):
            found.append(mention)
    if len(found) > 0:
        return tuple(found), found[-1].last
    groups = reading.lexicon.cues("roles", "groups")
    for index in range(first, min(last, first + _OPENING)):
        hit = groups.at(tokens, index, last)
        if hit is not None:
            return (), hit.last
        if tokens[index].lower in reading.lexicon.terms("grammar", "subjects"):
            return (), index + 1
    return (), first


def _joins(reading: Reading, first: int, last: int) -> bool:
    """Tell whether only a coordinator, a comma and the words of a post stand between two names."""
    between = reading.analysis.tokens[first:last]
    posts = {i for post in reading.posts for i in range(*post.office_tokens)}
    owners = {
        i for post in reading.posts if post.organisation_tokens for i in range(*post.organisation_tokens)
    }
    rest = [t for i, t in zip(range(first, last), between, strict=True) if i not in posts | owners]
    return any(t.pos == "CCONJ" for t in rest) and all(t.pos in {"CCONJ", "PUNCT"} for t in rest)


def _is_followed(reading: Reading, index: int, last: int) -> bool:
    """Tell whether a postposition follows: "X арасында", "X туралы"."""
    return index < last and reading.analysis.tokens[index].pos == "ADP"


def noun_phrase_before(reading: Reading, head: int, first: int) -> int:
    """Return where the noun phrase begins that a head closes: its adjectives, owners and title in quotes."""
    tokens = reading.analysis.tokens
    dates = {i for date in reading.dates_in(first, head) for i in range(date.first, date.last)}
    bare = {m.last: m for m in reading.mentions_in(first, head) if ending(reading, m) == ""}
    start = head
    while start > first and start - 1 not in dates:
        token = tokens[start - 1]
        if token.text in _CLOSING:
            opening = next((i for i in range(start - 2, first - 1, -1) if tokens[i].text in _CLOSING), None)
            if opening is None:
                break
            start = opening
            continue
        mention = bare.get(start)
        if mention is not None and (mention.type == "person" or start < head):
            break
        case = token.case
        if token.pos not in {"X", "ADJ", "NUM", "NOUN", "PROPN"} or case not in {"", "Gen"}:
            break
        start -= 1
    while (
        start < head and tokens[start].pos in {"PUNCT", "ADV", "DET"} and tokens[start].text not in _CLOSING
    ):
        start += 1
    return start


def done(reading: Reading, act: int, first: int) -> Range | None:
    """Return what is done: the words between the subject of a clause and its verb, dates left out."""
    tokens = reading.analysis.tokens
    _, start = subject(reading, first, act)
    dates = {i for date in reading.dates_in(start, act) for i in range(date.first, date.last)}
    while start < act and (start in dates or tokens[start].pos in {"ADV", "PUNCT", "CCONJ"}):
        start += 1
    return (start, act) if start < act else None


def located(reading: Reading, first: int, last: int) -> Iterator[Mention]:
    """Yield the places and organisations where something is: in the locative, or before "қаласында"."""
    tokens = reading.analysis.tokens
    sites = reading.lexicon.terms("grammar", "sites")
    for mention in outermost(reading.mentions_in(first, last)).values():
        if mention.type not in {"place", "organisation"}:
            continue
        after = tokens[mention.last] if mention.last < last else None
        sited = after is not None and after.lemma in sites and "Case=Loc" in after.features
        own = tokens[mention.last - 1]
        if sited or ("Case=Loc" in own.features and own.lower not in _bases(reading, mention)):
            yield mention
