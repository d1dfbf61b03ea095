"""Names of organisations by grammar: a head noun, what stands before it, what it leads on to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kelisim.extract.names.extents import extend_left, extend_right
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.several import banded, companies, coordinated, missions, municipal, small
from kelisim.extract.names.words import HYPHENS, Words
from kelisim.places import is_renowned

_GENERAL = (
    "head.university",
    "head.college",
    "head.school",
    "head.institute",
    "head.company",
    "head.academy",
)
_WHOLE = ("head.university", "head.academy", "head.institute")
_QUOTES = frozenset({'"', "“", "”", "„", "«", "»"})
_QUOTED = 8  # words of the longest quoted name
_TOWN = 4  # words that a known name goes on with: "in Ho Chi Minh City"
_SERVED = frozenset({"ministry", "academy", "government"})


def find_organisations(words: Words) -> tuple[Organisation, ...]:
    """Return the names with a head noun, nested ones too, in text order, the longer before the shorter."""
    found: dict[tuple[int, int], Organisation] = {}
    for first, last, code in _heads(words):
        for organisation in _grown(words, first, last, code):
            found.setdefault((organisation.first, organisation.last), organisation)
    for company in companies(words):
        found[company.first, company.last] = company
    for body in (*small(words), *missions(words), *banded(words)):
        found.setdefault((body.first, body.last), body)
    for body in municipal(words):
        found.setdefault((body.first, body.last), body)
    found = {(o.first, o.last): o for o in (_whole(words, o) for o in found.values())}
    for several in coordinated(words):
        found.setdefault((several.first, several.last), several)
    found = _parted(words, found)
    unseated = _without_seats(words, list(found.values()))
    return _settled(sorted(unseated, key=lambda o: (o.first, -o.last)))


def _whole(words: Words, organisation: Organisation) -> Organisation:
    """Return a name with the quoted name that belongs to it, and with the town that is part of a known name.

    '"Ovidius" University of Constanța', 'National Aerospace University "Kharkiv Aviation Institute"', "Inha
    University in Tashkent".
    """
    first, last = _quoted_before(words, organisation.first), _quoted_after(words, organisation.last)
    for end in range(min(last + _TOWN, words.sentence(first).last), last, -1):
        text = words.analysis.text[slice(*words.analysis.span(first, end))]
        if words.capital[end - 1] and is_renowned(text):
            last = end
            break
    if (first, last) == (organisation.first, organisation.last):
        return organisation
    return replace(organisation, first=first, last=last, bare=max(organisation.bare, last))


def _quoted_before(words: Words, first: int) -> int:
    """Return where a quoted name begins that ends right before a head: '"Ovidius" University'."""
    if first < 3 or words.lower[first - 1] not in _QUOTES or not words.has(first, *_WHOLE):
        return first
    for opening in range(first - 3, max(first - 3 - _QUOTED, words.sentence(first).first - 1), -1):
        if words.lower[opening] in _QUOTES:
            inner = range(opening + 1, first - 1)
            return opening if all(words.capital[i] for i in inner) else first
    return first


def _quoted_after(words: Words, last: int) -> int:
    """Return the end of a quoted name that stands right behind another one of the same body."""
    highest = words.sentence(last - 1).last
    if last + 2 >= highest or words.lower[last] not in _QUOTES or not words.has(last - 1, *_WHOLE):
        return last
    for closing in range(last + 2, min(last + 2 + _QUOTED, highest)):
        if words.lower[closing] in _QUOTES:
            named = words.capital[last + 1] and any(words.has(i, "head") for i in range(last + 1, closing))
            return closing + 1 if named else last
    return last


def _parted(words: Words, found: dict[tuple[int, int], Organisation]) -> dict[tuple[int, int], Organisation]:
    """Cut a part from the whole behind it: "Department of Law of the University of Y" are two bodies."""
    kept = dict(found)
    wholes = [o for o in found.values() if words.has(o.head, *_WHOLE) and not words.has(o.head, "unit")]
    for organisation in found.values():
        if not words.has(organisation.head, "unit"):
            continue
        for whole in wholes:
            link = whole.first - 1
            if words.has(link, "article"):
                link -= 1
            inside = organisation.head < link and whole.last == organisation.last
            if inside and words.has(link, "of", "at") and link > organisation.head + 1:
                del kept[organisation.first, organisation.last]
                bare = min(organisation.bare, link)
                part = replace(organisation, last=link, bare=bare)
                kept.setdefault((part.first, part.last), part)
                break
    return kept


def _without_seats(words: Words, found: Sequence[Organisation]) -> list[Organisation]:
    """Leave the place out of a name that the text has without it: "Kyushu University of Fukuoka"."""
    alone = {words.folded(o.first, o.last) for o in found if o.last == o.head + 1}
    return [
        replace(o, name=words.base(o.first, o.head + 1, "organisation"))
        if _ends_with_seat(words, o) and words.folded(o.first, o.head + 1) in alone
        else o
        for o in found
    ]


def _ends_with_seat(words: Words, organisation: Organisation) -> bool:
    """Return whether a name that is one before its head goes on with "of" and a place, and ends there."""
    link = organisation.head + 1
    if not (
        organisation.first < organisation.head and organisation.last > link + 1 and words.has(link, "of")
    ):
        return False
    place = words.place[link + 1]
    return place is not None and place.kind != "adjective" and place.last == organisation.last


def apart(words: Words, organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Return the names without those that a longer one only contains: the "X" of "College of X University".

    Kept is who is named by itself, too, or followed by its acronym, and whose part the longer name is said to
    stand at ("at University College London") or to serve ("of the Ministry of Science").
    """
    counts = Counter(words.folded(o.first, o.last) for o in _outermost(organisations))
    kept: list[Organisation] = []
    outer: Organisation | None = None
    for organisation in organisations:
        inside = outer is not None and organisation.last <= outer.last
        if outer is None or not inside:
            outer = organisation
        elif not _stands_out(words, organisation, counts) or _names_it(outer, organisation):
            continue
        kept.append(organisation)
    return tuple(kept)


def _names_it(outer: Organisation, inner: Organisation) -> bool:
    """Tell the academy that a university is called after: "National University of Ostroh Academy"."""
    return outer.code == "university" and inner.code == "academy" and inner.last == outer.last


def _outermost(organisations: Sequence[Organisation]) -> Iterator[Organisation]:
    """Yield the names that lie in no longer one; they are in text order, the longer before the shorter."""
    end = 0
    for organisation in organisations:
        if organisation.last > end:
            yield organisation
            end = organisation.last


def _stands_out(words: Words, organisation: Organisation, counts: Mapping[str, int]) -> bool:
    before = organisation.first - 1
    if words.has(before, "article"):
        before -= 1
    if counts[words.folded(organisation.first, organisation.last)] > 0:
        return True
    if organisation.code in _SERVED:
        return not words.has(before, "under")
    bracketed = organisation.last + 1 < len(words.lower) and words.lower[organisation.last] == "("
    return words.has(before, "at") or (bracketed and words.acronym[organisation.last + 1])


def _heads(words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield runs of head nouns side by side ("University College"), with the code of the first."""
    cues = words.lexicon.cues("organisations", "heads")
    index, end = 0, len(words.lower)
    while index < end:
        if not words.capital[index] or (
            not words.has(index, "head") and words.lower[index] not in cues.by_word
        ):
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


def _grown(words: Words, first: int, last: int, code: str) -> Iterator[Organisation]:
    sentence = words.sentence(first)
    begin = extend_left(words, first, sentence.first)
    bare, end = extend_right(words, first, last, sentence.last)
    head = last - 1
    place = words.place[head]
    if _governing(words, begin, first, end) or (place is not None and place.kind == "country"):
        return  # "Russian Federation"
    if (
        begin == first
        and end == last == first + 1
        and code == "parliament"
        and words.has(first - 1, "article")
    ):
        yield Organisation(first, last, head, code, last)  # "the Senate"
        return
    weak = words.has(head, "weak")
    if begin == first - 2 and words.lower[first - 1] in HYPHENS and len(words.lower[begin]) == 1:
        return  # "E-Government"
    if end == last < sentence.last and _names_a_thing(words, begin, first, last):
        return
    town = words.place[begin]
    within_town = town is not None and town.kind == "city" and town.first == begin and town.last >= end
    if within_town or (end == last and not _tells(words, begin, first, last)):
        return  # "Port of Spain"
    if weak and not _strong_enough(words, begin, first, last, end):
        return
    if bare < end and words.has(bare, "at") and not words.has(head, "teaching"):
        end = bare  # "Laboratory of X at Y": a name by itself
    if (
        begin > sentence.first + 1
        and words.tokens[begin - 1].text in {"-", "–", "—"}
        and words.acronym[begin - 2]
    ):
        begin -= 2  # "CSC – IT Center for Science"
    yield Organisation(begin, end, head, code, bare)


def _is_of_a_university(words: Words, begin: int, first: int, end: int) -> bool:
    """Tell the senate of a university, where the text tells of one and of nobody who sits in a state's."""
    if words.lower[first] not in words.lexicon.terms("organisations", "of_both"):
        return False
    if any(place is not None and place.kind != "city" for place in words.place[begin:end]):
        return any(words.has(i, "head.university") for i in range(first, end))
    sitting = words.lexicon.terms("organisations", "sitting")
    return sitting.isdisjoint(words.lower) and any("head.university" in found for found in words.classes)


def _names_a_thing(words: Words, begin: int, first: int, last: int) -> bool:
    """Tell where the noun behind a head is what is named: "University Rankings", "a Bank-Funded Plan"."""
    if words.has(last - 1, "weak"):
        if words.has(last, "other", "follower") or words.titled[first]:
            return True
        if any(words.label[i] == "PER" for i in range(begin, first)):
            return True  # "Minister Jane Doe Union Minister"
    if words.capital[last] and words.has(last, "league_tables"):
        return True
    compound = words.lower[last] in HYPHENS and words.joined[last - 1] and words.joined[last]
    endings = tuple(words.lexicon.terms("organisations", "compounds"))
    return compound and last + 1 < len(words.lower) and words.lower[last + 1].endswith(endings)


def _governing(words: Words, begin: int, first: int, end: int) -> bool:
    """Return whether this is a body within an organisation: "University Council", "Board of Trustees"."""
    if _is_of_a_university(words, begin, first, end):
        return True
    properties = words.lexicon.table("organisations", "properties")
    name = words.folded(begin, end)
    if any(name == term or name.startswith(f"{term} of ") for term in properties.get("governing", ())):
        return True
    return any(name.endswith(f" {term}") for term in properties.get("governing_ends", ()))


def _tells(words: Words, begin: int, first: int, last: int) -> bool:
    """Return whether the words before a head make a name: not in "a Kazakh University"."""
    spots = [i for i in range(begin, first) if words.capital[i]]
    if len(spots) == 0:
        return last - first > 1 and words.capital[last - 1] and not words.has(first, "plural")
    if words.titled[first] and all(words.has(i, "common", "field") for i in spots):
        return False
    place = words.place[spots[0]]
    if place is None or place.last < first:
        return True
    if (place.kind == "adjective" or words.acronym[spots[0]]) and words.has(first, *_GENERAL):
        before = begin - 1
        while before > 0 and words.tokens[before].pos in {"ADJ", "VERB"} and not words.capital[before]:
            before -= 1  # "a leading Chinese University"
        return words.label[first] == "ORG" and begin > 0 and words.lower[before] not in {"a", "an"}
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
