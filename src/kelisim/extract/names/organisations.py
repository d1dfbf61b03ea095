"""Names of organisations by grammar: a head noun, what stands before it, what it leads on to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kelisim.extract.names.words import HYPHENS, Words

_GENERAL = ("head.university", "head.college", "head.school", "head.institute", "head.company", "head.academy")
_SERVED = frozenset({"ministry", "academy", "government"})
_LINKS = 6  # "Committee of the Ministry of Science and Education of the Republic of X" has three


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name in the text: token range, code of its head noun, acronym of its own.

    `bare` is the end of the name without its last complements ("Institute of Archaeology" of "Institute
    of Archaeology at University College London"). `acronym` are tokens that stand in brackets after it.
    """

    first: int
    last: int
    head: int
    code: str
    bare: int
    name: str = ""  # where the name is put together: "Cardiff University" of "Cardiff and … universities"


def find_organisations(words: Words) -> tuple[Organisation, ...]:
    """Return the names with a head noun, nested ones too, in text order, the longer before the shorter."""
    found: dict[tuple[int, int], Organisation] = {}
    for first, last, code in _heads(words):
        for organisation in _grown(words, first, last, code):
            found.setdefault((organisation.first, organisation.last), organisation)
    for company in _companies(words):
        found[company.first, company.last] = company
    for government in _small(words):
        found.setdefault((government.first, government.last), government)
    for several in _coordinated(words):
        found.setdefault((several.first, several.last), several)
    return _settled(sorted(found.values(), key=lambda o: (o.first, -o.last)))


def apart(words: Words, organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Return the names without those that a longer one only contains: "Tartu University" of "Narva College of …".

    Kept is who is named by itself, too, or followed by its acronym, and whose part the longer name is said to
    stand at ("at University College London") or to serve ("of the Ministry of Science").
    """
    counts = Counter(words.folded(o.first, o.last) for o in organisations)
    kept: list[Organisation] = []
    outer: Organisation | None = None
    for organisation in organisations:
        inside = outer is not None and organisation.last <= outer.last and organisation.first > outer.first
        if outer is None or not inside:
            outer = organisation
        elif not _stands_out(words, organisation, counts):
            continue
        kept.append(organisation)
    return tuple(kept)


def _stands_out(words: Words, organisation: Organisation, counts: Mapping[str, int]) -> bool:
    if counts[words.folded(organisation.first, organisation.last)] > 1 or organisation.code in _SERVED:
        return True
    before = organisation.first - 1
    if words.has(before, "article"):
        before -= 1
    bracketed = organisation.last + 1 < len(words.lower) and words.lower[organisation.last] == "("
    return words.has(before, "at") or (bracketed and words.acronym[organisation.last + 1])


def _heads(words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield runs of head nouns side by side ("University College"), with the code of the first."""
    cues = words.lexicon.cues("organisations", "heads")
    index, end = 0, len(words.lower)
    while index < end:
        if not words.capital[index] or not words.has(index, "head") and words.lower[index] not in cues.by_word:
            index += 1
            continue
        last = words.sentence(index).last
        hit = cues.at(words.tokens, index, last)
        if hit is None:
            index += 1
            continue
        first, code, stop = index, hit.code, hit.last
        while stop < last and words.capital[stop] and (more := cues.at(words.tokens, stop, last)) is not None:
            code, stop = (code if words.has(first, "unit") or first != index else more.code), more.last
        yield first, stop, code
        index = stop


def barrier(words: Words, index: int) -> bool:
    """Return whether a capitalised token cannot be part of an organisation's name."""
    found = words.classes[index]
    if len(found) == 0:
        return False
    if words.acronym[index] and "abbreviation" not in found:
        return False
    if "month" in found or "document" in found or ("stop" in found and not words.acronym[index]):
        return True
    if "office" in found and "doubtful_office" not in found and "plural_office" not in found:
        return True
    if "verb" in found and (words.titled[index] or index == words.sentence(index).first):
        return True
    if "abbreviation" in found and "field" not in found and words.place[index] is None:
        return True
    return "single_title" in found and "royal" not in found


def _grown(words: Words, first: int, last: int, code: str) -> Iterator[Organisation]:
    sentence = words.sentence(first)
    begin = extend_left(words, first, sentence.first)
    bare, end = _extend_right(words, first, last, sentence.last)
    head = last - 1
    place = words.place[head]
    if _governing(words, begin, end) or (place is not None and place.kind == "country"):
        return  # "Russian Federation"
    if begin == first and end == last == first + 1 and code == "parliament" and words.has(first - 1, "article"):
        yield Organisation(first, last, head, code, last)  # "the Senate"
        return
    weak = words.has(head, "weak")
    if begin == first - 2 and words.lower[first - 1] in HYPHENS and len(words.lower[begin]) == 1:
        return  # "E-Government"
    if end == last < sentence.last and weak and words.has(last, "other", "follower"):
        return
    if end == last and not _tells(words, begin, first, last):
        return
    if weak and not _strong_enough(words, begin, first, last, end):
        return
    if bare < end and words.has(bare, "at") and not words.has(head, "teaching"):
        end = bare  # "Laboratory of X at Y": a name by itself
    if begin > sentence.first + 1 and words.tokens[begin - 1].text in {"-", "–", "—"} and words.acronym[begin - 2]:
        begin -= 2  # "CSC – IT Center for Science"
    yield Organisation(begin, end, head, code, bare)


def _governing(words: Words, begin: int, end: int) -> bool:
    """Return whether this is a body within an organisation: "University Council", "Board of Trustees of X"."""
    governing = words.lexicon.table("organisations", "properties").get("governing", ())
    name = words.folded(begin, end)
    return any(name == term or name.startswith(f"{term} of ") for term in governing)


def _tells(words: Words, begin: int, first: int, last: int) -> bool:
    """Return whether the words before a head make a name: not in "Kazakh University", "Foreign Universities"."""
    spots = [i for i in range(begin, first) if words.capital[i]]
    if len(spots) == 0:
        return last - first > 1 and words.capital[last - 1] and not words.has(first, "plural")
    if words.titled[first] and all(words.has(i, "common", "field") for i in spots):
        return False
    place = words.place[spots[0]]
    if place is None or place.last < first:
        return True
    if (place.kind == "adjective" or words.acronym[spots[0]]) and words.has(first, *_GENERAL):
        return words.label[first] == "ORG" and begin > 0 and words.lower[begin - 1] not in {"a", "an"}
    return True


def _strong_enough(words: Words, begin: int, first: int, last: int, end: int) -> bool:
    if any(words.tokens[i].text.isdigit() for i in range(begin, first)):
        return False
    if end > last:
        return True
    before = sum(1 for i in range(begin, first) if words.capital[i] and not words.has(i, "field", "common"))
    if before == 0 and begin > 0 and begin < first and words.has(begin - 1, "article"):
        return words.label[first] == "ORG" and not words.titled[first]  # "the Crop Trust"
    return before >= 1 and (first - begin >= 2 or words.label[first] == "ORG")


def extend_left(words: Words, first: int, lowest: int) -> int:
    """Return where the name begins whose head stands at `first`; `lowest` is where the sentence begins."""
    begin, fields = first, False
    while begin > lowest:
        before = begin - 1
        if words.lower[before] in HYPHENS:
            if before > lowest and words.joined[before] and words.joined[before - 1] and not barrier(words, before - 1):
                begin = before - 1
                continue
            break
        if before > lowest + 1 and words.lower[before - 1] in HYPHENS and words.joined[before - 1]:
            if words.joined[before - 2] and words.capital[before - 2] and words.tokens[before].text.isalpha():
                begin = before - 2  # "Sub-region"
                continue
        if before > lowest + 1 and words.lower[before - 1] in HYPHENS and words.joined[before - 1]:
            if words.joined[before - 2] and words.capital[before] and len(words.lower[before - 2]) == 1:
                begin = before - 2  # "e-Infrastructure"
                continue
        if words.capital[before]:
            if barrier(words, before) or (words.has(before, "head") and not _leads_in(words, before)):
                break
            begin = before
            continue
        if before == lowest:
            break
        if words.has(before, "possessive") and words.joined[before - 1] and words.has(before - 1, "owner"):
            begin = before - 1
            continue
        if words.has(before, "connector") and words.capital[before - 1] and not barrier(words, before - 1):
            begin = before - 1
            continue
        if words.has(before, "and") and _binds(words, before, first):
            begin, fields = before - 1, True
            continue
        if fields and words.lower[before] == "," and words.capital[before - 1] and words.has(before - 1, "field"):
            begin = before - 1  # "Research, Development and Innovation Office"
            continue
        break
    while begin < first and (words.tokens[begin].text == "." or not _opens(words, begin)):
        begin += 1
    return begin


def _opens(words: Words, index: int) -> bool:
    """Return whether a name may begin with a token: a capital, or the "e" of "e-Infrastructure"."""
    if words.capital[index]:
        return True
    return words.joined[index] and words.lower[index + 1] in HYPHENS and words.capital[index + 2]


def _leads_in(words: Words, index: int) -> bool:
    """Return whether a head may stand before another one within a name: "Academy", "Bank", not "University"."""
    return not words.has(index, "plural") and words.lower[index + 1] not in {"and", "&"}


def _binds(words: Words, conjunction: int, first: int) -> bool:
    """Return whether "X and Y Head" is one name: both are fields, both given names, both countries."""
    left, right = conjunction - 1, conjunction + 1
    if not words.capital[left] or not words.capital[right] or barrier(words, left):
        return False
    if words.lower[conjunction] == "&":
        return not words.has(left, "head")
    a, b = words.classes[left], words.classes[right]
    if "head" in a:
        return False
    if "field" in a and "field" in b:
        return True
    if "given" in a and "given" in b and right + 1 < first:
        return True
    one, other = words.place[left], words.place[right]
    countries = one is not None and other is not None and one.kind == other.kind == "country"
    return countries and one != other and words.has(first, "school", "unit")


def _extend_right(words: Words, first: int, last: int, highest: int) -> tuple[int, int]:
    """Return where the name ends before its last complement, and where it ends."""
    bare = end = _directly_after(words, first, last, highest)
    for _ in range(_LINKS):
        reached = _linked(words, last - 1, end, highest)
        if reached == end:
            break
        at_place = words.has(end, "at")
        if at_place:
            return end, reached
        bare, end = reached, reached
    return bare, end


def _directly_after(words: Words, first: int, last: int, highest: int) -> int:
    """Return the end of the capitalised words right after a head: "University College London"."""
    end = last
    if words.has(last - 1, "leading") and last < highest and words.capital[last]:
        return complement(words, last, highest)
    while end < highest and words.capital[end] and not barrier(words, end) and not words.has(end, "modifier"):
        place = words.place[end]
        if place is not None and place.kind != "adjective" and place.first == end:
            end = place.last
        elif _guessed_whole(words, first, end):
            end += 1
        else:
            break
    return end


def _guessed_whole(words: Words, first: int, index: int) -> bool:
    """Return whether the recogniser, too, takes the head and the token for one organisation."""
    if words.label[index] != "ORG" or words.titled[index] or words.has(index, "other", "follower", "plural_office"):
        return False
    return words.guess[first] == words.guess[index]


def _linked(words: Words, head: int, start: int, highest: int) -> int:
    """Return the end of the complement that begins at `start`, or `start` where there is none."""
    if start + 1 >= highest:
        return start
    named = words.lexicon.cues("organisations", "named").at(words.tokens, start, highest)
    if named is not None:
        return _named_after(words, named.last) or start
    if words.lower[start] == ",":
        return _campus(words, head, start, highest)
    if not words.capital[start] or words.has(start, "stop"):
        of = words.has(start, "of")
        topical = words.has(start, "for") or (words.has(start, "on") and words.has(head, "topical"))
        at = words.has(start, "at") and words.has(head, "unit")
        if not (of or topical or at):
            return start
        target = start + 1
        article = words.has(target, "article") and not words.capital[target]
        if article:
            target += 1
        if target >= highest or not words.capital[target]:
            return start
        if words.has(start, "on"):
            place = words.place[target]
            if article or (place is not None and not words.has(target, "field")):
                return start
        end = complement(words, target, highest, after_article=article)
        if end == target or (at and not any(words.has(i, "head") for i in range(target, end))):
            return start
        if at:
            for i in range(target, end):
                if words.has(i, "head"):
                    inner = _extend_right(words, i, i + 1, highest)[1]
                    end = max(end, inner)
        return end
    return start


def _named_after(words: Words, start: int) -> int:
    """Return the end of the name that follows "named after", over the dots of initials; 0 where none does."""
    block = words.sentence(start - 1).block
    end, capitals = start, 0
    while end < len(words.lower) and words.sentence(end).block == block:
        if words.has(end, "month"):
            break
        if words.capital[end] and not (words.has(end, "stop") and not words.joined[end]):
            capitals += 1
        elif words.lower[end] == ".":
            if not (words.joined[end - 1] and len(words.lower[end - 1]) <= 3 and words.capital[end - 1]):
                break
        elif words.lower[end] not in HYPHENS and not words.has(end, "connector", "article", "title", "office"):
            break
        end += 1
    while end > start and not words.capital[end - 1]:
        end -= 1
    return end if capitals > 0 else 0


def _campus(words: Words, head: int, comma: int, highest: int) -> int:
    """Return the end of "University of California, Berkeley": a place that belongs to the name."""
    campuses = words.lexicon.cues("organisations", "campuses")
    begin = max(0, comma - 4)
    for start in range(begin, comma):
        hit = campuses.at(words.tokens, start, comma)
        if hit is not None and hit.last == comma and words.place[comma + 1] is not None:
            place = words.place[comma + 1]
            if place is not None and place.kind == "city":
                return place.last
    return comma


def complement(words: Words, start: int, highest: int, *, after_article: bool = False) -> int:
    """Return the end of the capitalised words that begin at `start`, with their "and", commas and hyphens.

    Ends before a person's name, an office, a month, and before "and" where another name begins.
    """
    end = start
    if after_article and words.has(start, "office"):  # "Office of the President"
        end = start + 1
    while end < highest:
        if words.capital[end]:
            if barrier(words, end) or (end > start and _person_begins(words, start, end)):
                break
            end += 1
        elif end == start:
            break
        elif words.lower[end] in HYPHENS and words.joined[end - 1] and words.joined[end]:
            end += 2 if end + 1 < highest else 1
        elif end + 1 >= highest or not words.capital[end + 1]:
            break
        elif words.has(end, "possessive") and words.has(end - 1, "owner"):
            end += 1
        elif (words.has(end, "and") and _joins(words, end, highest)) or (
            words.lower[end] == "," and _lists(words, end, highest)
        ):
            end += 1
        elif words.has(end, "connector") and not words.has(end, "and"):
            end += 1
        else:
            break
    return end


def _person_begins(words: Words, start: int, index: int) -> bool:
    if words.has(index, "field", "head") or words.capital[index - 1] is False:
        return False
    if words.place[index] is not None and words.place[index - 1] == words.place[index]:
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
        return not _head_follows(words, right, highest) or words.has(right, "field")
    place = words.place[right]
    if words.acronym[right] or barrier(words, right) or words.label[right] == "PER" or words.has(right, "title"):
        return False
    if place is not None or (words.place[left] is not None and not words.has(left, "field")):
        return False
    return not _head_follows(words, right, highest)


def _head_follows(words: Words, index: int, highest: int) -> bool:
    while index < highest and words.capital[index]:
        if words.has(index, "head"):
            return True
        index += 1
    return False


def _lists(words: Words, comma: int, highest: int) -> bool:
    """Return whether a comma goes on with a list of fields that ends in "and": "of Education, Skills and Sport"."""
    index = comma + 1
    for _ in range(40):
        if index >= highest or not words.capital[index] or not words.has(index, "field"):
            return False
        while index < highest and words.capital[index] and not words.has(index, "head"):
            index += 1
        if index >= highest:
            return False
        if words.lower[index] == "," and index + 1 < highest and words.has(index + 1, "and"):
            index += 1
        if words.has(index, "and"):
            return index + 1 < highest and words.capital[index + 1] and words.has(index + 1, "field")
        if words.lower[index] != ",":
            return False
        index += 1
    return False


def _small(words: Words) -> Iterator[Organisation]:
    """Yield "Dutch government": an adjective of a country before a head in small letters."""
    for place in words.places:
        index = place.last
        if place.kind == "adjective" and index < len(words.lower) and not words.capital[index]:
            following = words.tokens[min(index + 1, len(words.lower) - 1)]
            if words.has(index, "small_head") and not words.titled[place.first] and following.pos != "NOUN":
                yield Organisation(place.first, index + 1, index, words.lower[index], index + 1)


def _companies(words: Words) -> Iterator[Organisation]:
    forms = words.lexicon.cues("organisations", "companies")
    index, end = 0, len(words.lower)
    while index < end:
        hit = None
        if words.lower[index] in forms.by_word and words.tokens[index].text[0].isupper() or words.has(index, "company"):
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


def _coordinated(words: Words) -> Iterator[Organisation]:
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
    """Return the end of a name with its other half after a dash: "Universities New Zealand – Te Pōkai Tara"."""
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


def _settled(found: list[Organisation]) -> tuple[Organisation, ...]:
    """Return the names (sorted by their first token) without those that cross a longer one."""
    kept: list[Organisation] = []
    cluster: list[Organisation] = []
    reach = 0
    for organisation in found:
        if organisation.first >= reach:
            kept += _uncrossed(cluster)
            cluster = []
        cluster.append(organisation)
        reach = max(reach, organisation.last)
    kept += _uncrossed(cluster)
    return tuple(sorted(kept, key=lambda o: (o.first, -o.last)))


def _uncrossed(cluster: list[Organisation]) -> list[Organisation]:
    kept: list[Organisation] = []
    for organisation in sorted(cluster, key=lambda o: (o.first - o.last, o.first)):
        if not any(_cross(organisation, other) for other in kept):
            kept.append(organisation)
    return kept


def _cross(one: Organisation, other: Organisation) -> bool:
    if one.last <= other.first or other.last <= one.first:
        return False
    nested = other.first <= one.first and one.last <= other.last
    return not nested or (one.head == other.head and one.last == other.last and one.name == "")


def shifted(organisation: Organisation, first: int) -> Organisation:
    """Return the name beginning at another token."""
    return replace(organisation, first=first)
