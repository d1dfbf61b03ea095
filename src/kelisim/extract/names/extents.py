"""How far a name of an organisation reaches: to the left of its head noun, and over its complements."""

from kelisim.extract.names.runs import barrier, complement, person_begins
from kelisim.extract.names.words import HYPHENS, Words

"""What leads to where a mission is: "the Embassy of Armenia in Argentina"."""
_ALONE = ("head.university", "head.college")  # heads that a hyphen joins to no other name
_NAMES = frozenset({"given", "connector", "title"})
_CAMPUS = 5  # words of the longest name that a town completes
_HOLDER = 5  # words that no name of a person has
_LINKS = 6  # "Committee of the Ministry of Science and Education of the Republic of X" has three


def extend_left(words: Words, first: int, lowest: int) -> int:
    """Return where the name begins whose head stands at `first`; `lowest` is where the sentence begins."""
    begin, fields = first, False
    while begin > lowest:
        step = _step_left(words, begin, lowest)
        if step == 0 and begin - 1 > lowest:
            if words.has(begin - 1, "and") and _binds(words, begin - 1, first):
                step, fields = 2, True
            elif fields and words.lower[begin - 1] == "," and _capital_field(words, begin - 2):
                step = 2  # "Research, Development and Innovation Office"
        if step == 0:
            break
        begin -= step
    while begin < first and (words.tokens[begin].text == "." or not _opens(words, begin)):
        begin += 1
    return begin


def _step_left(words: Words, begin: int, lowest: int) -> int:
    """Return how many tokens before a name's beginning belong to it: a capital, a compound, "King's"."""
    before = begin - 1
    if words.lower[before] in HYPHENS:
        linked = before > lowest and words.joined[before] and words.joined[before - 1]
        linked = linked and not words.has(before - 1, *_ALONE)
        linked = linked or (before > lowest and _two_states(words, before))
        return 2 if linked and not barrier(words, before - 1) else 0
    if before > lowest + 1 and _compound(words, before):
        return 3  # "Sub-region", "e-Infrastructure"
    if words.lower[before] == "." and before > lowest and words.has(before - 1, "saints"):
        return 2  # "Ss. Cyril and Methodius"
    if words.capital[before]:
        head = words.has(before, "head") and not _leads_in(words, before)
        return 0 if head or barrier(words, before) else 1
    if before == lowest:
        return 0
    owned = words.has(before, "possessive") and words.joined[before - 1] and words.has(before - 1, "owner")
    small = words.has(before, "connector") and words.capital[before - 1] and not barrier(words, before - 1)
    return 2 if owned or small else 0


def _two_states(words: Words, dash: int) -> bool:
    """Return whether countries stand on both sides of a dash: "Thailand – China Joint Laboratory"."""
    one, other = words.place[dash - 1], words.place[dash + 1] if dash + 1 < len(words.place) else None
    states = one is not None and other is not None and "city" not in {one.kind, other.kind}
    return states and one is not None and one.last - one.first == 1


def _compound(words: Words, last: int) -> bool:
    """Return whether a compound of a capital and a small part ends at a token."""
    if words.lower[last - 1] not in HYPHENS or not (words.joined[last - 1] and words.joined[last - 2]):
        return False
    first = last - 2
    if words.has(first, *_ALONE):  # "X University-Y University Symposium"
        return False
    if words.capital[first]:
        return words.tokens[last].text.isalpha() and not barrier(words, first)
    return words.capital[last] and len(words.lower[first]) == 1


def _capital_field(words: Words, index: int) -> bool:
    return words.capital[index] and words.has(index, "field")


def _opens(words: Words, index: int) -> bool:
    """Return whether a name may begin with a token: a capital, or the "e" of "e-Infrastructure"."""
    if words.capital[index]:
        return True
    return words.joined[index] and words.lower[index + 1] in HYPHENS and words.capital[index + 2]


def _leads_in(words: Words, index: int) -> bool:
    """Return whether a head may stand before another one within a name: not in "X and University Y"."""
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
    if (right + 1 < first and "given" in a and "given" in b) or _of_saints(words, left):
        return True
    one, other = words.place[left], words.place[right]
    countries = one is not None and other is not None and one.kind == other.kind == "country"
    return countries and one != other and words.has(first, "school", "unit")


def _of_saints(words: Words, index: int) -> bool:
    """Return whether a name stands behind a word for several saints: "Ss. Cyril"."""
    before = index - 2 if words.lower[index - 1] == "." else index - 1
    return before >= words.sentence(index).first and words.has(before, "saints")


def extend_right(words: Words, first: int, last: int, highest: int) -> tuple[int, int]:
    """Return where the name ends before its last complement, and where it ends."""
    bare = end = _directly_after(words, first, last, highest)
    for _ in range(_LINKS):
        reached = _linked(words, last - 1, end, highest)
        if reached == end:
            break
        at_place = words.has(end, "at") and _campus(words, end) == end
        if at_place:
            return end, reached
        bare, end = reached, reached
    if end + 1 < highest and any(words.has(index, "head.embassy") for index in range(first, last)):
        end = mission_until(words, end, highest)
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
    if (
        words.label[index] != "ORG"
        or words.titled[index]
        or _holder_begins(words, first, index)
        or words.has(index, "other", "follower", "plural_office")
    ):
        return False
    return words.guess[first] == words.guess[index]


def _holder_begins(words: Words, head: int, index: int) -> bool:
    """Return whether who holds a post follows the body: "Rector of Samarkand State University X Y"."""
    lowest = words.sentence(head).first
    if head == lowest or not words.capital[head - 1]:
        return False
    if person_begins(words, index):
        return True
    last = index
    while last < words.sentence(index).last and words.capital[last]:
        if words.place[last] is not None or words.acronym[last] or not words.classes[last] <= _NAMES:
            return False
        last += 1
    return 1 < last - index < _HOLDER and _is_of_post(words, head, lowest)


def _is_of_post(words: Words, head: int, lowest: int) -> bool:
    """Return whether an office and "of" stand before the name that leads to a head."""
    start = head
    while start > lowest and (words.capital[start - 1] or words.has(start - 1, "of", "and", "article")):
        start -= 1
        if words.has(start, "office"):
            return words.has(start + 1, "of")
    return start > lowest and words.has(start - 1, "office") and words.has(start, "of")


def _linked(words: Words, head: int, start: int, highest: int) -> int:
    """Return the end of the complement that begins at `start`, or `start` where there is none."""
    if start + 1 >= highest:
        return start
    named = words.lexicon.cues("organisations", "named").at(words.tokens, start, highest)
    if named is not None:
        return _named_after(words, named.last) or start
    if words.lower[start] == "," or words.has(start, "at"):
        seat = _campus(words, start)
        if seat > start or words.lower[start] == ",":
            return seat
    target = start + 1
    article = words.has(target, "article") and not words.capital[target]
    target += article
    lower = not words.capital[start] or words.has(start, "stop", "of", "for")
    priced = target < highest and words.tokens[target].text[-1].isdigit()  # "for RM180,000"
    if not lower or priced or target >= highest or not words.capital[target]:
        return start
    end = start
    if words.has(start, "under"):
        end = _superior(words, start, target, highest)
    elif words.has(start, "of", "for") or _on_topic(words, head, start, target):
        end = complement(words, target, highest, after_article=article)
        end = _with_region(words, end, highest) if end > target else start
    elif words.has(start, "at") and words.has(head, "unit"):
        end = _seat(words, target, highest) or start
    return end


def _with_region(words: Words, end: int, highest: int) -> int:
    """Return the end of a complement with the noun for a part of a state, where the state follows."""
    follows = end + 1 < highest and words.has(end, "part_of_state") and words.has(end + 1, "of")
    return end + 1 if follows else end


def _superior(words: Words, link: int, target: int, highest: int) -> int:
    """Return the end of "under the Government of X", "attached to the President of Y"; the link else."""
    if not words.has(
        target, "head.government", "head.ministry", "head.parliament", "office.state", "office.body"
    ):
        return link
    while target < highest and words.capital[target] and words.has(target, "office", "modifier", "head"):
        target += 1
    if not words.has(target, "of") or target + 1 >= highest:
        return link
    start = target + 2 if words.has(target + 1, "article") else target + 1
    end = complement(words, start, highest)
    return end if end > start else link


def mission_until(words: Words, link: int, highest: int) -> int:
    """Return the end of the place at which a mission is accredited, `link` where none is told: "in Japan"."""
    start = link + 2 if words.has(link + 1, "article") else link + 1
    host = words.place[start] if start < highest and words.has(link, "accredited") else None
    return host.last if host is not None and host.kind != "adjective" and host.first == start else link


def _on_topic(words: Words, head: int, start: int, target: int) -> bool:
    """Return whether "on" or "in" leads to what a committee is for: "on Science", not "in Oslo"."""
    if not words.has(start, "on") or not words.has(head, "topical") or target > start + 1:
        return False
    return words.place[target] is None or words.has(target, "field")


def _seat(words: Words, target: int, highest: int) -> int:
    """Return the end of the larger body that a unit stands at; 0 where none is named there."""
    end = complement(words, target, highest)
    if end == target + 1 and words.acronym[target] and not words.has(target, "abbreviation"):
        return end  # "Institute of Archaeology at UCL"
    heads = [index for index in range(target, end) if words.has(index, "head")]
    reached = [extend_right(words, index, index + 1, highest)[1] for index in heads]
    return max(end, *reached) if len(reached) > 0 else 0


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
        elif words.lower[end] not in HYPHENS and not words.has(
            end, "connector", "article", "title", "office"
        ):
            break
        end += 1
    while end > start and not words.capital[end - 1]:
        end -= 1
    return end if capitals > 0 else 0


def _campus(words: Words, link: int) -> int:
    """Return the end of "University of California, Berkeley", "at Berkeley": the name with its town."""
    campuses = words.lexicon.cues("organisations", "campuses")
    place = words.place[link + 1]
    town = place is None and words.has(link, "at") and words.capital[link + 1]
    end = link + 2 if town and words.label[link + 1] != "PER" and not barrier(words, link + 1) else 0
    if place is not None and place.kind == "city":
        end = place.last
    if end == 0:
        return link
    for start in range(max(0, link - _CAMPUS), link):
        hit = campuses.at(words.tokens, start, link)
        if hit is not None and hit.last == link:
            return end
    return link
