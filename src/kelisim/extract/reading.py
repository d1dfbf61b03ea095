"""What a document looks like once names and values are found: what the kinds of statement read."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Concatenate, Final, Literal, ParamSpec, TypeVar

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon
from kelisim.model import Document, Referent

_DAY: Final = len("2026-02-26")

Given = ParamSpec("Given")
Found = TypeVar("Found")

MentionType = Literal["organisation", "person", "place", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names someone or something, by its token range (`last` exclusive).

    `referents` are the ids of those meant: one for a name, an acronym or "the University"; two or more for
    "both universities", "the sides" (type "group"). `named` is false for such descriptions. A country is a
    place; where it acts ("Kazakhstan and Germany signed") it may fill the slot of an organisation.
    """

    first: int
    last: int
    type: MentionType
    referents: tuple[str, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """A person holds a post: token ranges of the mentions of the person, the office, the organisation.

    `person` and `organisation` are referent ids; `organisation` is None where the text leaves it open. A
    minister, ambassador or head of state serves the state: `organisation` is then the state's referent.
    `name` is the office in its base form, where it inflects.
    """

    person: str
    person_tokens: tuple[int, int]
    office_tokens: tuple[int, int]
    organisation: str | None = None
    organisation_tokens: tuple[int, int] | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text: token range and ISO 8601 value at the precision that the text gives.

    `value` is None where it cannot be resolved. `relative` is true for "today", "on Thursday", "this year".
    """

    first: int
    last: int
    value: str | None
    relative: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is as precise as a day."""
        return len(self.value or "") == _DAY


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text: token range, value with its magnitude, bound, and the currency of money."""

    first: int
    last: int
    value: int | float
    bound: Literal["at_least", "at_most", "about"] | None = None
    currency: str | None = None  # ISO 4217


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that was found in it below the level of statements. Tuples are in text order."""

    document: Document
    analysis: Analysis
    lexicon: Lexicon
    reference_date: str | None
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    posts: tuple[Post, ...] = ()
    dates: tuple[Date, ...] = ()
    amounts: tuple[Amount, ...] = ()
    known: dict[object, tuple[Any, ...]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def once(
        self,
        find: Callable[Concatenate["Reading", Given], Iterable[Found]],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> tuple[Found, ...]:
        """Return what a function finds in this document, worked out once however many kinds ask for it."""
        key = (find, args, tuple(kwargs.items()))
        if key not in self.known:
            self.known[key] = tuple(find(self, *args, **kwargs))
        return self.known[key]

    def referent(self, id: str) -> Referent:
        """Return the referent with this id; KeyError where the document has none."""
        for referent in self.referents:
            if referent.id == id:
                return referent
        raise KeyError(id)

    def in_heading(self, number: int) -> bool:
        """Return whether a sentence, by its number, stands in a heading."""
        return self.analysis.is_heading(self.analysis.sentences[number])

    def mentions_in(self, first: int, last: int) -> tuple[Mention, ...]:
        """Return the mentions that lie within the tokens `first` to `last`."""
        return _within(self.mentions, first, last)

    def dates_in(self, first: int, last: int) -> tuple[Date, ...]:
        """Return the dates that lie within the tokens `first` to `last`."""
        return _within(self.dates, first, last)

    def amounts_in(self, first: int, last: int) -> tuple[Amount, ...]:
        """Return the amounts that lie within the tokens `first` to `last`."""
        return _within(self.amounts, first, last)


T = TypeVar("T", Mention, Date, Amount)


def _within(found: tuple[T, ...], first: int, last: int) -> tuple[T, ...]:
    begin = bisect_left(found, first, key=lambda item: item.first)
    end = bisect_left(found, last, lo=begin, key=lambda item: item.first)
    return tuple(item for item in found[begin:end] if item.last <= last)
