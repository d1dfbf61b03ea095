"""Where a run of capitalised words in a name ends: before a person, a post, a month, another name."""

from kelisim.extract.names.words import HYPHENS, Words

_ENDING = frozenset({"month", "document", "stop"})
_NO_POST = frozenset({"doubtful_office", "plural_office"})


def barrier(words: Words, index: int) -> bool:
    """Return whether a capitalised token cannot be part of an organisation's name."""
    found = words.classes[index]
    if len(found) == 0 or (words.acronym[index] and "abbreviation" not in found):
        return False
    if not found.isdisjoint(_ENDING):
        return not _names_itself(words, index)
    if "office" in found and found.isdisjoint(_NO_POST):
        return True
    if "abbreviation" in found:
        numeral = "after_name" in found and words.capital[index - 1]  # "Universidad Carlos III"
        return "field" not in found and words.place[index] is None and not numeral
    opening = words.titled[index] or index == words.sentence(index).first
    return ("verb" in found and opening) or ("single_title" in found and "royal" not in found)


def _names_itself(words: Words, index: int) -> bool:
    """Return whether a small word is part of a name: a town's ("Can Tho"), or taken for one at its opening.

    "Can" before a name would be a verb with its subject behind it, which is no statement.
    """
    town = any(place.first == index and place.last > index + 1 for place in words.places)
    goes_on = index + 1 < len(words.guess) and words.guess[index] == words.guess[index + 1]
    named = goes_on and words.label[index] == "ORG"
    return town or (named and words.tokens[index].pos == "AUX" and not words.titled[index])


def complement(words: Words, start: int, highest: int, *, after_article: bool = False) -> int:
    """Return the end of the capitalised words that begin at `start`, with their "and", commas and hyphens.

    Ends before a person's name, an office, a month, and before "and" where another name begins.
    """
    end = start
    if after_article and words.has(start, "office"):  # "Office of the President"
        end = start + 1
    while end < highest:
        town = _town_until(words, end)
        if town > end + 1:
            end = min(town, highest)
        elif words.capital[end] and not (words.has(end, "and") and end > start):
            if barrier(words, end) or (end > start and _holder_or_post(words, end, highest)):
                break
            end += 1
        elif end == start:
            break
        elif words.lower[end] in HYPHENS and words.joined[end - 1] and words.joined[end]:
            end += 2 if end + 1 < highest else 1
        elif _joins_with_article(words, end, highest) or _closes_list(words, end, highest):
            end += 2
        elif end + 1 >= highest or not words.capital[end + 1]:
            break
        elif (
            (words.has(end, "possessive") and words.has(end - 1, "owner"))
            or (words.has(end, "and") and _joins(words, end, highest))
            or (words.lower[end] == "," and _lists(words, end, highest))
            or (words.has(end, "connector") and not words.has(end, "and"))
        ):
            end += 1
        else:
            break
    return end


def _holder_or_post(words: Words, index: int, highest: int) -> bool:
    """Return whether a person, a post or a title is right behind a body: "of Higher Education Dato' X"."""
    titled = words.has(index, "title") and not words.has(index, "doubtful_title", "royal", "field")
    return titled or person_begins(words, index) or _post_begins(words, index, highest)


def _town_until(words: Words, index: int) -> int:
    """Return the end of the town whose name, small words and all, begins at a token: "Dar es Salaam"."""
    place = words.place[index]
    return place.last if place is not None and place.kind == "city" and place.first == index else index


def _post_begins(words: Words, index: int, highest: int) -> bool:
    """Return whether a post stands right behind a body: "University of Otago Deputy Vice-Chancellor"."""

    def modifies(at: int) -> bool:
        return words.has(at, "modifier") and not words.has(at, "field")

    if not modifies(index) or modifies(index - 1):  # "Office of the Deputy Prime Minister"
        return False
    while index < highest and (words.lower[index] in HYPHENS or words.has(index, "modifier")):
        index += 1
    return index < highest and words.capital[index] and words.has(index, "office")


def _joins_with_article(words: Words, conjunction: int, highest: int) -> bool:
    """Return whether "and the" goes on with a field: "Ministry of Science and the Arts"."""
    target = conjunction + 2
    if target >= highest or not words.has(conjunction, "and") or words.lower[target - 1] != "the":
        return False
    fields = words.has(conjunction - 1, "field") and words.capital[target] and words.has(target, "field")
    return fields and not words.capital[target - 1] and not _head_follows(words, target, highest)


def person_begins(words: Words, index: int) -> bool:
    """Return whether a person's name begins right behind a body: "University of Otago Jane Doe"."""
    initial = len(words.tokens[index].text.rstrip(".")) == 1 and words.tokens[index].text.endswith(".")
    behind_name = words.label[index] != "ORG" or words.place[index - 1] is not None
    if initial and behind_name and words.capital[index + 1 : index + 2] == (True,):
        return True  # "National University of Fiji K. Tora"
    if words.has(index, "field", "head") or words.capital[index - 1] is False:
        return False
    if words.place[index] is not None and words.place[index - 1] == words.place[index]:
        return False
    if _town_until(words, index) > index + 1:  # "University of Economics Ho Chi Minh City"
        return False
    named = words.label[index] == "PER" and (words.label[index - 1] != "PER" or words.has(index - 1, "field"))
    if named or words.has(index, "given"):
        follows = index + 1 < len(words.lower) and words.capital[index + 1]
        return bool(follows) and not words.has(index + 1, "head", "field")
    return False


def _joins(words: Words, conjunction: int, highest: int) -> bool:
    """Return whether "and" goes on with the same name: not where another organisation or place begins."""
    left, right = conjunction - 1, conjunction + 1
    if words.has(left, "field") and words.has(right, "field"):
        return not _head_follows(words, right, highest)
    place = words.place[right]
    if words.acronym[left] or words.acronym[right] or barrier(words, right) or words.has(right, "title"):
        return False
    if place is not None or (words.place[left] is not None and not words.has(left, "field")):
        return False
    if words.label[right] == "PER" or len(words.tokens[right].text.rstrip(".")) == 1:  # "and D. Serikbayev"
        return False
    return not _head_follows(words, right, highest, weak=not words.has(right, "field", "common"))


def _head_follows(words: Words, index: int, highest: int, *, weak: bool = False) -> bool:
    """Return whether a head stands among the capitals: another name begins there.

    Arguments:
        weak: whether weak heads count, too: "… and Cormack Consultancy Group".
    """
    start = index
    while index < highest and words.capital[index]:
        if words.has(index, "head") and ((weak and index > start) or not words.has(index, "weak")):
            return True
        index += 1
    return False


def _closes_list(words: Words, comma: int, highest: int) -> bool:
    """Return whether a comma, "and" and a field end a list of fields: "Education, Science, and Youth"."""
    last = comma + 2
    if words.lower[comma] != "," or last >= highest or not words.has(comma + 1, "and"):
        return False
    fields = words.has(comma - 1, "field") and words.capital[last] and words.has(last, "field")
    return fields and words.lower[comma - 2] == "," and not _head_follows(words, last, highest)


def _listable(words: Words, index: int) -> bool:
    """Tell a field, and what the recogniser takes for part of the same name as the words before it."""
    if words.has(index, "field"):
        return True
    before = index - 1
    while words.lower[before] == "," or words.has(before, "and", "article"):
        before -= 1
    guessed = words.guess[index] == words.guess[before] and words.label[index] == "ORG"
    return (
        guessed and words.place[index] is None and not words.acronym[index] and not words.has(index, "head")
    )


def _lists(words: Words, comma: int, highest: int) -> bool:
    """Return whether a comma goes on with fields that end in "and": "of Education, Skills and Sport"."""
    index = comma + 1
    for _ in range(40):
        if index >= highest or not words.capital[index] or not _listable(words, index):
            return False
        while index < highest and words.capital[index] and not words.has(index, "head"):
            index += 1
        if index >= highest:
            return False
        if words.lower[index] == "," and index + 1 < highest and words.has(index + 1, "and"):
            index += 1
        if words.has(index, "and"):
            index += 1 + (words.lower[index + 1 : index + 2] == ("the",))  # "Research and the Arts"
            return index < highest and words.capital[index] and _listable(words, index)
        if words.lower[index] != ",":
            return False
        index += 1
    return False
