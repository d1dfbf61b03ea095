"""Names in English or a Romance language within a text of another: "Satbayev University"."""

from typing import Final

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.words import Words

NO_NAME: Final = ("office", "title", "month", "document", "other", "stop")
"""Classes of words that are no part of a name."""

_ENGLISH_LINKS: Final = frozenset({"of", "for", "and"})


def latin(words: Words, head: int, code: str, free: int) -> Organisation | None:
    """Return the name around an English head: "Satbayev University", "Centre for Security and Trust".

    Arguments:
        free: the first token that belongs to no name before.
    """
    sentence = words.sentence(head)
    if not words.capital[head] or heads_on(words, head):
        return None
    first = head
    while first > max(sentence.first, free) and words.capital[first - 1]:
        token = words.tokens[first - 1]
        if token.pos != "NOUN" or not token.text.isascii() or words.has(first - 1, *NO_NAME):
            break
        first -= 1
    last = _linked(words, head + 1, sentence.last)
    if last == head + 1 and last < sentence.last and _closing_town(words, last):
        last += 1
    if first == head and last == head + 1:
        return None
    return Organisation(first, last, head, code, last)


def heads_on(words: Words, head: int) -> bool:
    """Return whether another English head follows, which is meant: "Berlin University Alliance"."""
    last = head + 1 == words.sentence(head).last
    return (
        not last
        and words.capital[head + 1]
        and words.lower[head + 1] in words.lexicon.terms("organisations", "english")
    )


def _closing_town(words: Words, index: int) -> bool:
    """Return whether a town closes a name: "National Laboratory Astana"."""
    place = words.place[index]
    return place is not None and place.kind == "city" and place.last == index + 1


def _linked(words: Words, last: int, highest: int) -> int:
    """Return where the complement of an English head ends: "of Science, Technology and Trust"."""
    if last + 1 >= highest or words.lower[last] not in {"of", "for"}:
        return last
    while last + 1 < highest and words.capital[last + 1]:
        listed = words.lower[last] == "," and _list_closes(words, last + 2, highest)
        if words.lower[last] not in _ENGLISH_LINKS and not listed:
            break
        last += 2
        while last < highest and words.capital[last] and words.tokens[last].text.isascii():
            last += 1
    return last


def _list_closes(words: Words, index: int, highest: int) -> bool:
    """Return whether an "and" comes before anything but capitals and commas."""
    while index < highest and (words.capital[index] or words.lower[index] == ","):
        index += 1
    return index < highest and words.lower[index] == "and"


def romance(words: Words, head: int, free: int) -> Organisation | None:
    """Return the name that a Spanish, Portuguese, French, Italian, Latin or Malay head opens.

    "Universidade Federal de Santa Catarina", "École supérieure polytechnique", "Instituto do Mar".
    """
    table = words.lexicon.table("organisations", "foreign")
    code = next((c for c, terms in table.items() if words.lower[head] in terms), None)
    if code is None or not words.capital[head]:
        return None
    links = words.lexicon.table("organisations", "foreign_words")
    sentence = words.sentence(head)
    first = head
    while first > max(sentence.first, free) and words.lower[first - 1] in links["before"]:
        first -= 1
    last = head + 1
    while last < sentence.last:
        end = last
        while end < sentence.last and words.lower[end] in links["links"]:
            end += 1
        joins = end < sentence.last and words.lower[end] in {"'", "’"} and words.joined[end]
        end += joins
        if end >= sentence.last or end - last > 3:
            break
        small = words.lower[end] in links["adjectives"]
        if not small and (not words.capital[end] or words.has(end, "office", "title", "month")):
            break
        if not words.tokens[end].text[0].isalpha():
            break
        last = end + 1
    last -= words.acronym[last - 1] and last - 1 > head and words.lower[last - 2] not in links["links"]
    return Organisation(first, last, head, code, last) if last > head + 1 else None


def is_romance(words: Words, head: int) -> bool:
    """Return whether a head of the text's language opens a foreign name: "Fonds National de"."""
    table = words.lexicon.table("organisations", "foreign")
    following = words.lower[head + 1 : head + 2]
    sure = words.lexicon.table("organisations", "foreign_words").get("sure", ())
    return any(words.lower[head] in terms for terms in table.values()) and any(w in sure for w in following)
