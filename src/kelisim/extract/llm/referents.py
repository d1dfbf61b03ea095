"""Who is named in a text: what the model gives as names, each with all places where it stands.

The name of a referent is a form that stands in the text, or differs from one in the endings of its words
alone, as a base form does. What stands nowhere names nobody.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.llm.alignment import Span, find, inflected, places, same_word
from kelisim.extract.llm.answer import Entry, Named
from kelisim.extract.llm.windows import Sentences
from kelisim.model import Document, Quote, Referent, ReferentType, quote, referent_id
from kelisim.places import country_of, find_countries, find_places
from kelisim.spelling import fold

NOT_IN_THE_TEXT: Final = "not in the text"
_PEOPLE: Final = frozenset({"signatories", "leaders", "person"})
_WORD: Final = re.compile(r"\w+")


@dataclass(slots=True)
class _Known:
    """A referent in the making: what it is called, as folded key → as it stands, and where."""

    type: ReferentType
    country: str | None = None
    base: str = ""
    forms: dict[str, str] = field(default_factory=dict)
    spans: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Names:
    """The referents of a text, and which of them every folded form means."""

    referents: tuple[Referent, ...]
    meant: dict[str, Referent]

    def of(self, name: str) -> Referent | None:
        """Return who is meant by a name in a slot."""
        return self.meant.get(fold(name))


def names(
    document: Document,
    sentences: Sentences,
    named: Iterable[Named],
    entries: Sequence[Entry],
    dropped: Counter[str],
) -> Names:
    """Return who is named, by the lists of names and by the slots of all entries.

    Names that stand nowhere are counted in `dropped`.
    """
    known = _from_lists(document.text, named, dropped)
    known += _from_slots(document.text, sentences, entries, known)
    known += _from_gazetteer(document.text, known)
    return _apart(document, _joined(known))


def is_base_of(base: str, form: str) -> bool:
    """Return whether two names differ in the endings of their words alone, and in no mark between them."""
    ours, theirs = _WORD.findall(base.casefold()), _WORD.findall(form.casefold())
    same_marks = _WORD.split(base) == _WORD.split(form)
    return same_marks and len(ours) == len(theirs) > 0 and all(map(same_word, ours, theirs))


def _from_lists(text: str, named: Iterable[Named], dropped: Counter[str]) -> list[_Known]:
    found: list[_Known] = []
    located: dict[str, list[Span]] = {}  # windows of one text name the same again and again
    for each in named:
        known = _Known(each.type)
        for form in dict.fromkeys((*each.mentions, each.name)):
            if form not in located:
                located[form] = [*places(text, form), *inflected(text, form)]
            spans = located[form]
            if len(spans) == 0 and form != each.name:
                near = find(text, form, (0, len(text)), 0)
                spans = located[form] = [] if near is None else [near]
            if len(spans) > 0:
                _note(known, text, spans)
            elif form != each.name:
                dropped[NOT_IN_THE_TEXT] += 1
        if len(known.spans) == 0:
            dropped[NOT_IN_THE_TEXT] += 1
            continue
        if any(is_base_of(each.name, form) for form in known.forms.values()):
            known.base = each.name
            known.forms.setdefault(fold(each.name), each.name)
        found.append(known)
    return found


def _from_slots(
    text: str, sentences: Sentences, entries: Sequence[Entry], known: Sequence[_Known]
) -> Iterator[_Known]:
    """Yield those that only a slot names. What they are is told by the slot, or by the gazetteer."""
    told = {key for each in known for key in each.forms}
    for entry in entries:
        near = next((sentences[n][0] for n in entry.sentences if 0 <= n < len(sentences)), 0)
        for filler in entry.fillers:
            name = str(filler.value)
            if filler.slot.type != "name" or fold(name) in told:
                continue
            span = find(text, name, (0, len(text)), near)
            if span is None:
                continue  # counted where the statement is made
            told.add(fold(name))
            stands = " ".join(text[span.start : span.end].split())
            type, country = _told_by_slot(filler.slot.name, stands)
            found = _Known(type, country)
            _note(found, text, list(places(text, stands)) or [span])
            found.forms.setdefault(fold(name), stands)
            yield found


def _from_gazetteer(text: str, known: Sequence[_Known]) -> Iterator[_Known]:
    """Yield the countries and towns that the text names by themselves."""
    taken = bytearray(len(text))
    for span in (span for each in known for span in each.spans):
        _take(taken, *span)
    named: dict[tuple[str, str], _Known] = {}
    spans = [(s.start, s.end, s.code, "") for s in find_countries(text) if not s.adjective]
    spans += [(s.start, s.end, s.place.country, s.place.name) for s in find_places(text) if s.sure]
    for start, end, country, town in sorted(spans):
        if any(taken[start:end]):
            continue
        each = named.setdefault((country, town), _Known("place", country))
        _note(each, text, [Span(start, end)])
    yield from named.values()


def _take(taken: bytearray, start: int, end: int) -> None:
    """Mark the characters of a text that a name has."""
    taken[start:end] = b"\1" * (end - start)


def _told_by_slot(slot: str, name: str) -> tuple[ReferentType, str | None]:
    """Return what a name in a slot names, and the country where it is one."""
    if slot in _PEOPLE:
        return "person", None
    country = country_of(name)
    is_state = country is not None and any(not span.adjective for span in find_countries(name))
    return ("place", country) if is_state else ("organisation", None)


def _country_within(name: str) -> str | None:
    """Return the one country that a name speaks of, itself or by a town; None where it is none or several."""
    codes = {span.code for span in find_countries(name)}
    codes = codes or {span.place.country for span in find_places(name) if span.sure}
    return codes.pop() if len(codes) == 1 else None


def _note(known: _Known, text: str, spans: Sequence[Span]) -> None:
    for span in spans:
        stands = " ".join(text[span.start : span.end].split())
        if fold(stands) != "":
            known.forms.setdefault(fold(stands), stands)
            known.spans.add((span.start, span.end))


_Key = tuple[ReferentType, str | tuple[int, int]]


def _joined(known: Sequence[_Known]) -> list[_Known]:
    """Return those of one type that share a form, or a place in the text, as one."""
    groups: dict[int, _Known] = {}
    group_of: dict[_Key, int] = {}
    for number, each in enumerate(known):
        same = sorted({group_of[key] for key in _keys(each) if key in group_of})
        merged = _Known(each.type)
        for one in (*(groups.pop(group) for group in same), each):
            merged.country = merged.country or one.country
            merged.base = max(merged.base, one.base, key=len)
            merged.forms |= {key: form for key, form in one.forms.items() if key not in merged.forms}
            merged.spans |= one.spans
        groups[number] = merged
        group_of |= dict.fromkeys(_keys(merged), number)
    return list(groups.values())


def _keys(known: _Known) -> Iterator[_Key]:
    """Yield what no two referents of one type share: their forms, and their places in the text."""
    yield from ((known.type, form) for form in known.forms)
    yield from ((known.type, span) for span in known.spans)


def _apart(document: Document, known: Sequence[_Known]) -> Names:
    """Return the referents; where one name stands within another, the longer one is meant there."""
    taken = bytearray(len(document.text))
    mentions: dict[int, list[tuple[int, int]]] = {number: [] for number in range(len(known))}
    every = sorted(
        (start - end, start, end, number) for number, each in enumerate(known) for start, end in each.spans
    )
    for _, start, end, number in every:
        if not any(taken[start:end]):
            _take(taken, start, end)
            mentions[number].append((start, end))
    referents: dict[str, Referent] = {}
    meant: dict[str, Referent] = {}
    for number, each in enumerate(known):
        spans = mentions[number] or sorted(each.spans)[:1]
        quotes = tuple(sorted(quote(document.text, *span) for span in spans))
        referent = _referent(document, each, quotes)
        if referent.id not in referents:
            referents[referent.id] = referent
            meant |= {key: referent for key in each.forms if key not in meant}
    ordered = sorted(referents.values(), key=lambda r: (r.mentions[0].start, r.mentions[0].end, r.type))
    return Names(tuple(ordered), meant)


def _referent(document: Document, known: _Known, quotes: tuple[Quote, ...]) -> Referent:
    stands = max(known.forms.values(), key=lambda form: (len(form.split()), len(form)))
    name = known.base if len(known.base.split()) >= len(stands.split()) else stands
    forms = tuple(
        form for key, form in sorted(known.forms.items()) if key != fold(name) and not is_base_of(name, form)
    )
    country = known.country if known.type == "place" else None
    if known.type == "organisation":
        country = _country_within(name)
    id = referent_id(document.id, known.type, quotes[0])
    return Referent(id, document.id, known.type, name, forms, quotes, country)
