"""Organisations that are named without a head of their own: companies, "X and Y universities"."""

from collections.abc import Iterator

from kelisim.extract.names.extents import extend_left, extend_right, mission_until
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.runs import barrier
from kelisim.extract.names.words import Words

_BAND = 4  # words of the longest name before a small word for who band together
_ACRONYM = 4  # tokens of the longest bracket within the name of a town's body


def small(words: Words) -> Iterator[Organisation]:
    """Yield "Dutch government": an adjective of a country before a head in small letters."""
    for place in words.places:
        index = place.last
        if place.kind == "adjective" and index < len(words.lower) and not words.capital[index]:
            following = words.tokens[min(index + 1, len(words.lower) - 1)]
            if words.has(index, "small_head") and not words.titled[place.first] and following.pos != "NOUN":
                yield Organisation(place.first, index + 1, index, words.lower[index], index + 1)


def banded(words: Words) -> Iterator[Organisation]:
    """Yield "the HELIOS consortium", "the 4EU+ alliance": a name before a word for who band together."""
    nouns = words.lexicon.terms("organisations", "banded")
    for index, word in enumerate(words.lower):
        if word not in nouns or words.capital[index] or words.titled[index]:
            continue
        lowest = words.sentence(index).first
        first = index
        while first > lowest and index - first < _BAND and _is_of_name(words, first - 1):
            first -= 1
        following = words.tokens[min(index + 1, len(words.lower) - 1)]
        articled = first > lowest and words.has(first - 1, "article")
        if first < index and articled and following.pos not in {"NOUN", "PROPN"}:
            yield Organisation(first, index + 1, index, "consortium", index + 1)


def _is_of_name(words: Words, index: int) -> bool:
    """Tell a word of the name of those who band together: no place, post, field or word of the language."""
    text = words.tokens[index].text
    shaped = words.capital[index] or (text[0].isdigit() and any(c.isupper() for c in text)) or text == "+"
    plain = words.place[index] is None and not words.titled[index]
    common = words.has(index, "office", "title", "month", "head", "stop", "field")
    return shaped and plain and (words.acronym[index] or not common)


def municipal(words: Words) -> Iterator[Organisation]:
    """Yield "Białystok municipality", "city council of Nis": the body of a town told in small letters."""
    heads = words.lexicon.cues("organisations", "municipal")
    for sentence in words.analysis.sentences:
        for index in range(sentence.first, sentence.last):
            hit = heads.at(words.tokens, index, sentence.last)
            if hit is None or words.titled[index]:
                continue
            before = words.place[index - 1] if index > sentence.first else None
            if before is not None and before.kind == "city" and before.last == index:
                yield Organisation(before.first, hit.last, hit.last - 1, "authority", hit.last)
                continue
            start = words.behind_bracket(hit.last, _ACRONYM)
            town = words.place[start + 1] if start + 1 < sentence.last and words.has(start, "of") else None
            if town is not None and town.kind == "city" and town.first == start + 1:
                yield Organisation(index, town.last, hit.last - 1, "authority", town.last)


def missions(words: Words) -> Iterator[Organisation]:
    """Yield "embassy of Estonia", "consulate general of Japan in Osaka": missions told in small letters."""
    heads = words.lexicon.cues("organisations", "heads")
    for place in words.places:
        link = place.first - 2 if words.has(place.first - 1, "article") else place.first - 1
        if place.kind != "country" or link < 1 or not words.has(link, "of") or words.titled[place.first]:
            continue
        hits = ((first, heads.at(words.tokens, first, link)) for first in (link - 2, link - 1) if first >= 0)
        for first, hit in hits:
            if hit is not None and hit.code == "embassy" and hit.last == link and not words.capital[first]:
                highest = words.sentence(first).last
                last = max(extend_right(words, link - 1, link, highest)[1], place.last)
                yield Organisation(first, mission_until(words, last, highest), first, "embassy", place.last)
                break


def companies(words: Words) -> Iterator[Organisation]:
    forms = words.lexicon.cues("organisations", "companies")
    index, end = 0, len(words.lower)
    while index < end:
        hit = None
        if (words.lower[index] in forms.by_word and words.tokens[index].text[0].isupper()) or words.has(
            index, "company"
        ):
            hit = forms.at(words.tokens, index, words.sentence(index).last)
        if hit is None or hit.code != "forms":
            index += 1
            continue
        anchor = index
        if words.lower[anchor - 1] == "," and anchor - 1 > words.sentence(index).first:
            anchor -= 1
        begin = extend_left(words, anchor, words.sentence(index).first)
        if begin < anchor:
            last = hit.last
            while words.lower[last - 1] == "." and not words.joined[last - 2]:
                last -= 1
            yield Organisation(begin, last, hit.first, "company", last)
        index = hit.last


def coordinated(words: Words) -> Iterator[Organisation]:
    """Yield each of "Cardiff, Coventry and De Montfort universities" and "the universities of X and Y"."""
    plural = words.lexicon.table("organisations", "plural")
    singular = {term: name for name, terms in plural.items() for term in terms}
    for index, word in enumerate(words.lower):
        if word not in singular:
            continue
        sentence = words.sentence(index)
        place = words.place[index + 1] if index + 1 < sentence.last else None
        if words.capital[index] and place is not None and place.kind == "country" and not words.titled[index]:
            end = _second_name(words, place.last, sentence.last)
            yield Organisation(index, end, index, "association", end)  # "Universities New Zealand"
            continue
        items = _items_before(words, index, sentence.first)
        if len(items) > 1:
            for first, last in items:
                name = f"{words.analysis.words(first, last)} {singular[word]}"
                yield Organisation(first, last, index, singular[word].lower(), last, name)
            continue
        items = _items_after(words, index, sentence.last)
        for first, last in items if len(items) > 1 else ():
            name = f"{singular[word]} of {words.analysis.words(first, last)}"
            yield Organisation(first, last, index, singular[word].lower(), last, name)


def _second_name(words: Words, end: int, highest: int) -> int:
    """Return the end of a name with its other half after a dash: "… New Zealand – Te Pōkai Tara"."""
    if end + 1 >= highest or words.tokens[end].text not in {"-", "–", "—"} or not words.capital[end + 1]:
        return end
    last = end + 1
    while last < highest and words.capital[last] and not barrier(words, last):
        last += 1
    return last if last - end > 2 else end


def _items_before(words: Words, index: int, lowest: int) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    last = index
    while last > lowest and words.capital[last - 1]:
        first = extend_left(words, last, lowest)
        if first == last or any(words.has(i, "head", "common", "field") for i in range(first, last)):
            return []
        place = words.place[last - 1]
        if place is not None and place.kind != "city":
            return []
        items.append((first, last))
        before = first - 1
        while before > lowest and (words.lower[before] == "," or words.has(before, "and")):
            before -= 1
        if before == first - 1 or before < lowest:
            break
        last = before + 1
    return items[::-1]


def _items_after(words: Words, index: int, highest: int) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    start = index + 2
    if index + 1 >= highest or not words.has(index + 1, "of"):
        return []
    while start < highest and words.capital[start] and not barrier(words, start):
        last = start
        while last < highest and words.capital[last] and not barrier(words, last):
            last += 1
        place = words.place[start]
        if place is not None and place.kind == "country":
            return []
        items.append((start, last))
        start = last
        while start < highest and (words.lower[start] == "," or words.has(start, "and")):
            start += 1
        if start == last:
            break
    return items
