"""Which names of a document stand for the same organisation or person, and what it is called in full."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kelisim.extract.names.acronyms import Alias, spells
from kelisim.extract.names.known import SHORTENED, SMALL, Known, content, fold
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.people import Person
from kelisim.extract.names.signatures import unified
from kelisim.extract.names.variants import is_variant
from kelisim.extract.names.words import Words, is_acronym

_HONOURED = 4  # words before those that an acronym spells: "L. N. Gumilyov"


def organisations(
    words: Words,
    headed: Sequence[Organisation],
    brands: Iterable[tuple[int, int]],
    aliases: Iterable[Alias],
) -> list[Known]:
    """Return the organisations of a document, each with all its names, in order of the first mention."""
    found: dict[tuple[str, ...], Known] = {}
    for organisation in headed:
        name = organisation.name or _text(words, organisation.first, organisation.last)
        key = tuple(sorted(content(_spelt_out(words, name))))
        known = found.setdefault(_state_key(words, organisation) or key, Known())
        known.code, known.head = organisation.code, organisation.head
        known.add(" ".join(name.split()), (organisation.first, organisation.last))
    named = words.lexicon.terms("organisations", "named")
    for first, last in brands:
        honoured = last - first > 1 and words.lower[first + 1] in named
        name = core = _text(words, first, last)
        if honoured:  # "КазНПУ имени Абая", then "КазНПУ"
            core, rest = _text(words, first, first + 1), words.analysis.span(first + 1, last)
            name = f"{core} {words.analysis.text[slice(*rest)]}"
        known = found.setdefault(tuple(sorted(content(core))), Known())
        known.add(name, (first, last))
        if (honoured or last - first == 1) and words.acronym[first]:
            known.acronyms.add(core)
    _bind_aliases(words, found, aliases)
    union = words.lexicon.terms("names", "whole_state")
    merged = _merge(list(dict.fromkeys(map(id, found.values()))), {id(k): k for k in found.values()}, union)
    merged = _bind_variants(_bind_acronyms(merged, named), words.lexicon.terms("organisations", "left_out"))
    merged = unified(words, merged)
    for known in merged:
        known.spans.sort()
    return sorted(merged, key=lambda k: k.spans[0])


def _state_key(words: Words, organisation: Organisation) -> tuple[str, ...] | None:
    """Return what "Government of Tonga" and "Tongan Government" share: the head and the country."""
    countries = set()
    for index in range(organisation.first, organisation.last):
        place = words.place[index]
        if place is not None and place.kind != "city":
            countries.add(place.country)
        elif not (words.has(index, "article") or words.lower[index] in SMALL or index == organisation.head):
            return None
    return (organisation.code, *countries) if len(countries) == 1 else None


def _spelt_out(words: Words, name: str) -> str:
    """Return a name with its head in full, where it stands short: "TU Dresden"."""
    head, _, rest = name.partition(" ")
    whole = words.lexicon.table("organisations", "spelt_out").get(head.casefold(), ())
    return f"{whole[0]} {rest}" if len(whole) > 0 else name


def _text(words: Words, first: int, last: int) -> str:
    return words.base(first, last, "organisation")


def _bind_aliases(words: Words, found: dict[tuple[str, ...], Known], aliases: Iterable[Alias]) -> None:
    standing = {span: known for known in found.values() for span in known.spans}
    for alias in aliases:
        name = _text(words, alias.first, alias.last)
        key = tuple(sorted(content(name)))
        forms = [(_text(words, *span), span) for span in alias.forms]
        known = found.get(key) or standing.get((alias.first, alias.last))
        if known is None:
            known = next(
                (found[k] for k in (tuple(sorted(content(f))) for f, _ in forms) if k in found), None
            )
            inside = next(
                (k for k in found.values() if any(s == alias.first and e < alias.last for s, e in k.spans)),
                None,
            )
            if inside is not None and len(inside.spans) == 1:  # the bracket shows that the name goes on
                inside.names.clear()
                inside.spans.clear()
                inside.seen.clear()
                known = inside
            if known is None:
                continue
            known.add(name, (alias.first, alias.last))
            found[key] = known
        for form, span in forms:
            other = found.get(tuple(sorted(content(form))))
            if other is not None and other is not known:
                for one in other.spans:
                    known.add(_text(words, *one), one)
                for k, v in list(found.items()):
                    if v is other:
                        found[k] = known
            known.add(form, span)
            found[tuple(sorted(content(form)))] = known
            if words.acronym[span[0]] and span[1] - span[0] == 1:
                known.acronyms.add(form)


def _merge(order: list[int], by_id: dict[int, Known], union: frozenset[str]) -> list[Known]:
    """Merge a name into the one longer name that completes it: "Ministry of X" into "Ministry of X of Y".

    Arguments:
        union: what tells a ministry of the whole state: "Union Ministry of Education".
    """
    all_known = [by_id[i] for i in order]
    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = defaultdict(list)
    for known in all_known:
        for name in known.names.values():
            parts = content(name)
            for part in set(parts[:1] + parts[-1:]):
                by_first[part].append((parts, known))
    gone: set[int] = set()
    for known in sorted(all_known, key=lambda k: len(content(k.full()))):
        if known.code == "":
            continue
        short = content(known.full())
        longer: dict[int, Known] = {}
        for part in {short[0], short[-1]} if len(short) > 1 else set():
            for parts, other in by_first[part]:
                if (
                    other is known
                    or id(other) in gone
                    or other.code != known.code
                    or len(parts) <= len(short)
                ):
                    continue
                if (parts[: len(short)] == short and _completes(other, known, parts, short)) or (
                    parts[-len(short) :] == short
                    and len(parts) - len(short) <= 2
                    and (len(short) > 2 or (known.code == "ministry" and parts[0] in union))
                ):
                    longer[id(other)] = other
        if len(longer) == 1:
            whole = next(iter(longer.values()))
            known.spans = [
                span for span in known.spans if not any(s <= span[0] and span[1] <= e for s, e in whole.spans)
            ]
            whole.take(known)
            gone.add(id(known))
    return [known for known in all_known if id(known) not in gone]


def _completes(whole: Known, part: Known, longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Return whether a longer name goes on with a link: "Ministry of Education of X", not "… and Science"."""
    beginning = next((n for n in part.names if content(n) == shorter), None)
    name = next((n for n in whole.names if content(n) == longer), None)
    if beginning is None or name is None or not name.startswith(beginning):
        return False
    rest = name[len(beginning) :].split()
    return len(rest) > 0 and rest[0] not in {"and", "&", ","}


def _bind_acronyms(all_known: list[Known], honours: frozenset[str]) -> list[Known]:
    """Merge what stands alone into the one name that it shortens: "NTUA", "AUT" beside "AUT University".

    Arguments:
        honours: the words that set a person honoured behind a name: "имени".
    """
    full = [k for k in all_known if k.code != "" and len(k.acronyms) == 0]
    by_initial: dict[str, list[Known]] = defaultdict(list)
    for known in full:
        for initial in {w[0] for name in known.names.values() for w in content(name)[:_HONOURED]}:
            by_initial[initial].append(known)
    by_word: dict[str, list[Known]] = defaultdict(list)
    for known in all_known:
        if known.code in SHORTENED:
            for word in {w for n in known.names.values() for w in content(n)}:
                by_word[word].append(known)
    gone: set[int] = set()
    for known in all_known:
        if known.code not in {"", "university"} or len(known.names) != 1:
            continue
        name = next(iter(known.names.values()))
        wholes: list[Known] = []
        if known.code == "" and len(known.acronyms) == 1:
            wholes = [k for k in by_initial[name[0].casefold()] if _spelt(k, name, honours)]
        if len(wholes) != 1:
            near = {id(k): k for word in content(name) for k in by_word[word] if k is not known}.values()
            wholes = [k for k in near if _shortened(k, known, name, honours)]
        if len(wholes) == 1 and id(wholes[0]) not in gone:
            wholes[0].take(known)
            gone.add(id(known))
    return [known for known in all_known if id(known) not in gone]


def _bind_variants(all_known: list[Known], left_out: frozenset[str]) -> list[Known]:
    """Merge a name into the one longer name that it is a variant of: "IIT Madras", "Corvane University"."""
    if len(left_out) == 0:
        return all_known
    gone: set[int] = set()
    own = {
        id(known): {word for name in known.names.values() for word in content(name)} for known in all_known
    }
    for known in all_known:
        names = [name for name in known.names.values() if len(name.split()) > 1]
        wholes = [
            other
            for other in all_known
            if other is not known
            and id(other) not in gone
            and known.code in {"", other.code}
            and not own[id(known)].isdisjoint(own[id(other)])
            and any(is_variant(full, name, left_out) for full in other.names.values() for name in names)
        ]
        if len(wholes) == 1:
            wholes[0].take(known)
            gone.add(id(known))
    return [known for known in all_known if id(known) not in gone]


def _spelt(whole: Known, short: str, honours: frozenset[str]) -> bool:
    """Return whether an acronym is made of a name, or of it without the person honoured: "ENU"."""
    for name in whole.names.values():
        parts = re.findall(r"\w+", name)
        named = next((i for i, part in enumerate(parts) if part.lower() in honours), len(parts))
        if spells(short, parts[:named]):
            return True
        if any(spells(short, parts[start:]) for start in range(min(_HONOURED, len(parts)))):
            return True
    return False


def _shortened(whole: Known, part: Known, short: str, honours: frozenset[str]) -> bool:
    return any(
        (part.code == "" and _distinctive(name, short)) or _clipped(name, short) or _honours(name, short)
        for name in whole.names.values()
    ) or (part.code == "" and _abridged(whole, short, honours))


def _abridged(whole: Known, short: str, honours: frozenset[str]) -> bool:
    """Return whether a short form is words of a name with its acronym: "L.N. Gumilyov ENU"."""
    *rest, last = short.split()
    if len(rest) == 0 or not is_acronym(last) or not (last in whole.acronyms or _spelt(whole, last, honours)):
        return False
    own = {word for name in whole.names.values() for word in content(name)}
    return all(word in own for part in rest for word in content(part) if len(word) > 1)


def _distinctive(full: str, short: str) -> bool:
    """Return whether a short form is what is left of a full name without its head: "AUT"."""
    parts, part = content(full), content(short)
    return (
        len(part) > 0
        and len(parts) > len(part)
        and (parts[: len(part)] == part or parts[-len(part) :] == part)
    )


def _honours(full: str, short: str) -> bool:
    """Return whether a short form has the name that a full one ends in: "Yessenov University"."""
    parts, part = content(full), content(short)
    return (
        len(part) == 2 and len(parts) > 4 and part[0] == parts[-1] and part[1] in parts and "named" in parts
    )


def _clipped(full: str, short: str) -> bool:
    """Return whether a short form clips the words of a full name: "Montana Tech"."""
    parts, part = content(full), content(short)
    if not 1 < len(part) < len(parts) or parts[0] != part[0]:
        return False
    return all(len(p) > 2 and w.startswith(p) for p, w in zip(part, parts, strict=False))


def people(words: Words, found: Sequence[Person], taken: Sequence[bool]) -> list[Known]:
    """Return the people of a document, each with all names, in order of the first mention."""
    full = [person for person in found if not person.single]
    knowns: list[Known] = []
    by_key: dict[tuple[str, ...], Known] = {}
    by_last: dict[str, list[Known]] = defaultdict(list)
    for person in sorted(full, key=lambda p: -_size(words, p)):
        name = words.base(person.first, person.last, "person")
        key = content(name) or (fold(name),)
        known = by_key.get(key) or next((k for k in by_last[key[-1]] if _same_person(name, k)), None)
        if known is None:
            known = Known(code="person")
            knowns.append(known)
            for part in {key[0], key[-1]}:
                by_last[part].append(known)
        by_key[key] = known
        known.add(name, (person.first, person.last))
    by_part: dict[str, list[Known]] = defaultdict(list)
    for known in knowns:
        for part in set(content(known.full())):
            by_part[part].append(known)
    for person in found:
        if person.single:
            name = words.base(person.first, person.last, "person")
            same = by_part.get(fold(name), [])
            if len(same) == 0:
                known = Known(code="person")
                knowns.append(known)
                by_part[fold(name)].append(known)
                same = [known]
            same[0].add(name, (person.first, person.last))
    _later_mentions(words, found, by_part, taken)
    for known in knowns:
        known.spans.sort()
    return sorted(knowns, key=lambda k: k.spans[0])


def _size(words: Words, person: Person) -> int:
    """Return how many words a person's name has, initials and their stops not counted."""
    return sum(len(token.text) > 1 for token in words.tokens[person.first : person.last])


def _same_person(name: str, known: Known) -> bool:
    """Return whether a name is a known one with initials, without a middle name, or part of it."""
    parts, whole = content(name), content(known.full())
    if len(parts) > len(whole) or len(parts) < 2:
        return False
    if parts[-1] != whole[-1] and parts[0] != whole[-1]:
        return False
    rest = list(whole)
    for part in parts:
        match = next((w for w in rest if w == part or (len(part) == 1 and w.startswith(part))), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _later_mentions(
    words: Words, found: Sequence[Person], by_part: dict[str, list[Known]], taken: Sequence[bool]
) -> None:
    """Add names alone ("Harari") that are the surname or first name of one person named in full."""
    covered = {index for person in found for index in range(person.first, person.last)}
    inflected = words.lexicon.inflected
    for index, word in enumerate(words.lower):
        if not words.capital[index] or index in covered or taken[index]:
            continue
        name = words.base(index, index + 1, "person") if inflected else words.tokens[index].text
        same = by_part.get(fold(name), [])
        if len(same) != 1 or len(word) < 3 or words.has(index, "month", "stop", "field", "common", "head"):
            continue
        if index + 1 < len(words.lower) and words.capital[index + 1] and words.label[index + 1] != "":
            continue
        if words.place[index] is not None and words.label[index] != "PER":
            continue
        same[0].add(name, (index, index + 1))
