"""Statements with what matching needs: their document, whom their names mean, their place in the order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.model import KINDS, Document, Entity, Extraction, Statement, Value, content_id, to_json
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.values import DocumentFacts, Resolved
from kelisim.register.projection.words import Phrase, fold, is_government, phrase, split

_NAMES: Final = {kind.name: {s.name for s in kind.slots if s.type == "name"} for kind in KINDS.values()}
BODIES: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("parties",),
    "programme": ("partners",),
    "establishment": ("hosts", "partners"),
    "event": ("participants",),
    "project": ("hosts", "partners", "funders"),
}
"""The slots of those that a thing is of, for the kinds where two and more are usual."""

Order = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a name means: an entity, or a name that nobody resolved ("n:" and its folded words).

    `words` are the names' words, for telling a part from its whole; `maybe` the entities that it may be too,
    though nothing is sure enough to make them one; `names` the names as they stand. These do not count in
    equality.
    """

    key: str
    entity: str | None = field(default=None, compare=False)
    words: tuple[frozenset[str], ...] = field(default=(), compare=False)
    country: str | None = field(default=None, compare=False)
    type: str | None = field(default=None, compare=False)
    state: bool = field(default=False, compare=False)  # a country, known by its code
    maybe: frozenset[str] = field(default=frozenset(), compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One statement ready to be matched.

    `beside` are the organisations that its sentence names, where not both of its bodies were read as such;
    `near` are the organisations and people that its document names, and who published it, without `taken`,
    the bodies of other statements of its kind there.
    """

    statement: Statement
    document: DocumentFacts
    order: Order
    who: Mapping[int, Who]  # by the place of the value in the statement
    beside: frozenset[Who] = frozenset()
    near: frozenset[Who] = frozenset()
    taken: frozenset[Who] = frozenset()

    @property
    def told(self) -> Span | None:
        """The days on which the document may have been published."""
        return span(self.document.published)

    def names(self, slot: str) -> frozenset[Who]:
        """Return whom the fillers of a slot mean."""
        values = self.statement.values
        return frozenset(who for place, who in self.who.items() if values[place].slot == slot)

    def text(self, slot: str) -> str | None:
        """Return the first filler of a slot as text."""
        value = self.statement.first(slot)
        return None if value is None else str(value.value)

    def key(self, slot: str) -> str | None:
        """Return what a place or scope is compared by: the one entity of that name, else its words."""
        who = next(iter(self.names(slot)), None)
        if who is not None:
            return who.key
        words = self.phrase(slot)
        return None if words is None else f"w:{' '.join(sorted(words.content | words.numbers))}"

    def phrase(self, slot: str) -> Phrase | None:
        """Return the first filler of a slot as words."""
        text = self.text(slot)
        return None if text is None else phrase(text, self.document.language)

    def phrases(self, slot: str) -> tuple[Phrase, ...]:
        """Return all fillers of a slot as words."""
        return tuple(phrase(str(v.value), self.document.language) for v in self.statement.all(slot))

    def date(self, slot: str) -> Span | None:
        """Return the first filler of a slot as days."""
        return span(self.text(slot))


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who: entities by id (former ones too), by referent, and by name where only one bears it."""

    by_id: Mapping[str, Entity]
    by_referent: Mapping[str, Who]
    by_name: Mapping[str, Who]

    def name(self, entity: str | None) -> str | None:
        """Return the name that an entity is shown by."""
        return self.by_id[entity].name if entity is not None and entity in self.by_id else None


def directory(resolution: Resolved) -> Directory:
    """Return the lookups of who is who."""
    by_id: dict[str, Entity] = {}
    by_referent: dict[str, Who] = {}
    names: dict[str, set[Who]] = {}
    maybe: dict[str, set[str]] = {}
    for doubt in resolution.doubts:
        maybe.setdefault(doubt.first, set()).add(doubt.second)
        maybe.setdefault(doubt.second, set()).add(doubt.first)
    for entity in resolution.entities:
        forms = sorted({entity.name, *(name.value for name in entity.names)})
        words = tuple(sorted({frozenset(split(form)) for form in forms}, key=sorted))
        codes = (i.value for i in entity.identifiers if i.scheme == "iso3166")
        state = any(len(code) == 2 for code in codes)  # longer ones are of regions
        others = frozenset(maybe.get(entity.id, ()))
        who = Who(entity.id, entity.id, words, entity.country, entity.type, state, others, tuple(forms))
        for id in (entity.id, *entity.former_ids):
            by_id[id] = entity
        for referent in entity.referents:
            by_referent[referent] = who
        for form in forms:
            names.setdefault(fold(form), set()).add(who)
    alone = {name: next(iter(bearers)) for name, bearers in names.items() if len(bearers) == 1}
    return Directory(by_id, by_referent, alone)


def who_is(value: Value, known: Directory) -> Who:
    """Return whom the name in a value means."""
    if value.referent is not None and value.referent in known.by_referent:
        return known.by_referent[value.referent]
    return who_is_named(str(value.value), known)


def who_is_named(name: str, known: Directory) -> Who:
    """Return whom a name means by its letters alone: the one entity that bears it, else the name itself."""
    folded = fold(name)
    if folded in known.by_name:
        return known.by_name[folded]
    words = frozenset(split(name))
    return Who(f"n:{' '.join(split(name))}", None, (words,), names=(name,))


def may_be(ours: Who, theirs: Who) -> bool:
    """Return whether two names mean one, or may, as far as resolution can tell."""
    return ours.key == theirs.key or theirs.key in ours.maybe


def related(ours: Who, theirs: Who) -> bool:
    """Return whether one may stand for the other: a part and its whole, or a state and one who acts for it.

    "University College London" and "Institute of Archaeology at University College London"; "Kazakhstan" and
    the ministry that bears its name. A university that bears the name of its town or country does not count.
    """
    return ours.key == theirs.key or _holds(ours, theirs) or _holds(theirs, ours)


def _holds(whole: Who, part: Who) -> bool:
    if whole.type == "place":
        return False
    of_place = part.type == "place"
    for small in part.words:
        if not of_place and len(small) < 3:
            continue
        for large in whole.words:
            if small < large and (not of_place or is_government(large)):
                return True
    return False


def potential_id(statement: Statement) -> str:
    """Return the id that the record has where this statement is its founding one."""
    return content_id(KINDS[statement.kind].prefix, statement.id)


def _order(statement: Statement, document: DocumentFacts) -> Order:
    quote = statement.quote
    return (document.published or "9999", document.id, quote.start, quote.end, statement.id)


def _whos(statement: Statement, known: Directory) -> Iterable[tuple[int, Who]]:
    """Return whom the names of a statement mean, and which entities its places are."""
    for place, value in enumerate(statement.values):
        if value.slot in _NAMES[statement.kind]:
            yield place, who_is(value, known)
        elif value.slot in {"place", "scope"} and fold(str(value.value)) in known.by_name:
            yield place, known.by_name[fold(str(value.value))]


def _beside(statement: Statement, extraction: Extraction, known: Directory) -> frozenset[Who]:
    """Return whom the sentence of a statement names, where fewer than two were read as its bodies."""
    slots = BODIES.get(statement.kind, ())
    if len(slots) == 0 or sum(len(statement.all(slot)) for slot in slots) > 1:
        return frozenset()
    start, end = statement.quote.start, statement.quote.end
    return frozenset(
        known.by_referent[referent.id]
        for referent in extraction.referents
        if referent.type == "organisation" and referent.id in known.by_referent
        if any(start <= mention.start and mention.end <= end for mention in referent.mentions)
    )


def _named(extraction: Extraction, publisher: str | None, known: Directory) -> frozenset[Who]:
    """Return the organisations and people that a document names, and the one that published it."""
    named = {
        known.by_referent[referent.id]
        for referent in extraction.referents
        if referent.type != "place" and referent.id in known.by_referent
    }
    house = known.by_name.get(fold(publisher)) if publisher is not None else None
    return frozenset(named if house is None or house.type != "organisation" else named | {house})


def _of_others(statement: Statement, extraction: Extraction, known: Directory) -> frozenset[Who]:
    """Return the bodies of the other statements of a kind in a document that are not those of this one."""

    def bodies(one: Statement) -> frozenset[Who]:
        return frozenset(who_is(value, known) for slot in BODIES[one.kind] for value in one.all(slot))

    others = (one for one in extraction.statements if one.kind == statement.kind and one.id != statement.id)
    return frozenset(who for one in others for who in bodies(one)) - bodies(statement)


def _rank(statement: Statement) -> tuple[str, bytes]:
    return (statement.extractor, to_json(statement))


def facts_of(document: DocumentFacts | Document) -> DocumentFacts:
    """Return what the projection needs of a document."""
    return DocumentFacts(
        document.id, document.published, document.publisher, document.language, document.title
    )


def items(
    documents: Iterable[DocumentFacts | Document], extractions: Iterable[Extraction], known: Directory
) -> Sequence[Item]:
    """Return the statements of all extractions as items, in their order, each statement once.

    Where two extractors give one statement, the later name of extractor counts, whatever the order of input.
    """
    facts = {document.id: document for document in sorted(map(facts_of, documents), key=repr)}
    found: dict[str, Item] = {}
    for extraction in extractions:
        named: frozenset[Who] | None = None
        for statement in extraction.statements:
            if statement.kind not in KINDS:
                raise ValueError(
                    f"statement {statement.id} is of kind {statement.kind!r}, which is none of ours"
                )
            if statement.id in found and _rank(statement) <= _rank(found[statement.id].statement):
                continue
            document = facts.get(statement.document) or DocumentFacts(statement.document)
            who = dict(_whos(statement, known))
            beside = _beside(statement, extraction, known)
            near, taken = frozenset[Who](), frozenset[Who]()
            if statement.kind == "agreement":
                if named is None:
                    named = _named(extraction, document.publisher, known)
                taken = _of_others(statement, extraction, known)
                near = named - taken
            order = _order(statement, document)
            found[statement.id] = Item(statement, document, order, who, beside, near, taken)
    return sorted(found.values(), key=lambda item: item.order)
