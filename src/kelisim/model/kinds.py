"""The kinds of statement and their slots: the schema that every stage shares."""

from dataclasses import dataclass
from typing import Final, Literal

SlotType = Literal["name", "phrase", "date", "number", "code"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a kind. `codes` lists the values that a slot of type "code" may take."""

    name: str
    type: SlotType
    many: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement.

    `plural` names it in lists, files and urls, `prefix` its records' ids; `key` is the slot it is told by.
    """

    name: str
    plural: str
    prefix: str
    key: str
    slots: tuple[Slot, ...]

    def slot(self, name: str) -> Slot:
        """Return the slot of this name; KeyError where the kind has none."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"{self.name} has no slot {name!r}")


def _code(name: str, *codes: str) -> Slot:
    return Slot(name, "code", codes=codes)


def _names(name: str) -> Slot:
    return Slot(name, "name", many=True)


_KINDS: Final = (
    Kind(
        "agreement",
        "agreements",
        "a",
        "parties",
        (
            _code(
                "kind",
                "memorandum",
                "agreement",
                "letter_of_intent",
                "contract",
                "roadmap",
                "protocol",
                "declaration",
                "other",
            ),
            _code("status", "signed", "planned", "proposed", "renewed"),
            Slot("date", "date"),
            Slot("place", "phrase"),
            Slot("occasion", "phrase"),
            _names("parties"),
            _names("signatories"),
            Slot("commitments", "phrase", many=True),
            Slot("expires", "date"),
        ),
    ),
    Kind(
        "project",
        "projects",
        "pr",
        "title",
        (
            Slot("title", "phrase"),
            _code("status", "running", "planned", "finished"),
            _names("leaders"),
            _names("hosts"),
            _names("funders"),
            _names("partners"),
        ),
    ),
    Kind(
        "programme",
        "programmes",
        "pg",
        "title",
        (
            Slot("title", "phrase"),
            _code(
                "kind",
                "dual_degree",
                "joint_degree",
                "degree",
                "exchange",
                "scholarship",
                "training",
                "other",
            ),
            _code("status", "running", "planned"),
            _names("partners"),
        ),
    ),
    Kind(
        "establishment",
        "establishments",
        "es",
        "name",
        (
            Slot("name", "phrase"),
            _code(
                "kind",
                "campus",
                "institute",
                "centre",
                "laboratory",
                "council",
                "network",
                "office",
                "other",
            ),
            _code("status", "open", "planned"),
            Slot("date", "date"),
            Slot("place", "phrase"),
            _names("hosts"),
            _names("partners"),
        ),
    ),
    Kind(
        "event",
        "events",
        "ev",
        "name",
        (
            Slot("name", "phrase"),
            _code("kind", "meeting", "conference", "visit", "ceremony", "exhibition", "workshop", "other"),
            Slot("date", "date"),
            Slot("place", "phrase"),
            _names("participants"),
        ),
    ),
    Kind(
        "office",
        "offices",
        "of",
        "person",
        (Slot("person", "name"), Slot("office", "phrase"), Slot("organisation", "name")),
    ),
    Kind(
        "figure",
        "figures",
        "fi",
        "what",
        (
            Slot("value", "number"),
            Slot("what", "phrase"),
            Slot("scope", "phrase"),
            _code("bound", "at_least", "at_most", "about"),
        ),
    ),
    Kind(
        "funding",
        "funding",
        "fu",
        "amount",
        (
            Slot("amount", "number"),
            Slot("currency", "code"),  # ISO 4217: too many to list, checked by form
            _names("funders"),
            _names("recipients"),
            Slot("purpose", "phrase"),
        ),
    ),
    Kind(
        "intention",
        "intentions",
        "in",
        "what",
        (_names("actors"), _names("with"), Slot("what", "phrase")),
    ),
)

KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in _KINDS}
"""Kind by name, in the order in which they are shown."""
