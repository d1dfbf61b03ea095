"""An answer of the model as entries: what is not of the schema is dropped and counted, value by value."""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kelisim.extract.llm.errors import UnreadableError
from kelisim.extract.llm.prompt import NAMED
from kelisim.model import KINDS, Kind, ReferentType, Slot

NOT_OF_THE_SCHEMA: Final = "not of the schema"
TOO_LONG: Final = "too long for a name or a phrase"
_LONGEST: Final[Mapping[str, int]] = {"name": 250}
_LONGEST_PHRASE: Final = 500
_MOST_ENTRIES: Final = 500  # of one kind, in one answer
_FENCE: Final = re.compile(r"^\s*```[a-z]*\s*|\s*```\s*$")
_THOUGHT: Final = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A filler as the model gives it; nothing of it is believed yet. `quote` is empty where it is `value`."""

    slot: Slot
    value: str | int | float
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the model gives it: the numbers of its sentences, and its fillers."""

    kind: Kind
    sentences: tuple[int, ...]
    fillers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named, as the model gives it."""

    type: ReferentType
    name: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one answer says, and how many values were dropped from it, by reason."""

    entries: tuple[Entry, ...]
    named: tuple[Named, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)


def parse(text: str) -> Report:
    """Return what an answer says.

    Raises UnreadableError where it is no JSON object, or one that has none of the lists.
    """
    found = _object(text)
    plurals = {kind.plural: kind for kind in KINDS.values()}
    if not any(name in found for name in (*plurals, *NAMED)):
        raise UnreadableError("it has none of the lists that were asked for")
    dropped: Counter[str] = Counter()
    entries: list[Entry] = []
    named: list[Named] = []
    for name, held in found.items():
        if name not in plurals and name not in NAMED:
            dropped[NOT_OF_THE_SCHEMA] += 1
            continue
        for each in _listed(held, dropped)[:_MOST_ENTRIES]:
            if not isinstance(each, dict):
                dropped[NOT_OF_THE_SCHEMA] += 1
            elif name in plurals:
                entries.append(_entry(plurals[name], each, dropped))
            else:
                named += _named("person" if NAMED[name] == "person" else "organisation", each, dropped)
    return Report(tuple(entries), tuple(named), dropped)


def _object(text: str) -> dict[str, Any]:
    """Return the JSON object in an answer, also where it stands in a fence or after the model's thoughts."""
    bare = _FENCE.sub("", _THOUGHT.sub("", text))
    if not bare.lstrip().startswith("{"):
        bare = bare[bare.find("{") : bare.rfind("}") + 1]
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is no JSON: {str(error)[:100]}") from error
    if not isinstance(found, dict):
        raise UnreadableError("it is no JSON object")
    return found


def _listed(held: object, dropped: Counter[str]) -> list[Any]:
    if isinstance(held, list):
        return held
    if held is not None:
        dropped[NOT_OF_THE_SCHEMA] += 1
    return []


def _entry(kind: Kind, each: Mapping[str, Any], dropped: Counter[str]) -> Entry:
    slots = {slot.name: slot for slot in kind.slots}
    fillers: list[Said] = []
    for name, held in each.items():
        if name == "sentences":
            continue
        slot = slots.get(name)
        if slot is None:
            dropped[NOT_OF_THE_SCHEMA] += 1
            continue
        for value in _listed(held, dropped) if slot.many and not isinstance(held, str) else [held]:
            if value is None or value == "":
                continue
            said = _said(slot, value)
            if isinstance(said, str):
                dropped[said] += 1
            else:
                fillers.append(said)
    numbers = (number for number in _listed(each.get("sentences"), dropped) if type(number) is int)
    return Entry(kind, tuple(dict.fromkeys(numbers)), tuple(fillers))


def _said(slot: Slot, given: object) -> Said | str:
    """Return a filler, or the reason why it is none."""
    value: object = given
    quote: object = ""
    if isinstance(given, dict):
        value, quote = given.get("value"), given.get("quote") or ""
    if slot.type in ("name", "phrase") and isinstance(quote, str) and quote != "":
        value, quote = quote, ""  # a copied value is its own quote
    wanted = (int, float) if slot.type == "number" else (str,)
    if not isinstance(value, wanted) or isinstance(value, bool) or not isinstance(quote, str):
        return NOT_OF_THE_SCHEMA
    if isinstance(value, float):
        if not math.isfinite(value):
            return NOT_OF_THE_SCHEMA
        value = int(value) if value.is_integer() else value
    if isinstance(value, str):
        value = " ".join(value.split())
        if len(slot.codes) > 0 and value not in slot.codes:
            return NOT_OF_THE_SCHEMA
    if len(str(value)) > _LONGEST.get(slot.type, _LONGEST_PHRASE) or len(quote) > _LONGEST_PHRASE:
        return TOO_LONG
    return Said(slot, value, quote) if value != "" else NOT_OF_THE_SCHEMA


def _named(type: ReferentType, each: Mapping[str, Any], dropped: Counter[str]) -> list[Named]:
    given = each.get("name")
    mentions = [one for one in _listed(each.get("mentions"), dropped) if isinstance(one, str)]
    forms = [" ".join(form.split()) for form in (given, *mentions) if isinstance(form, str)]
    if not isinstance(given, str) or any(len(form) > _LONGEST["name"] for form in forms):
        dropped[NOT_OF_THE_SCHEMA if not isinstance(given, str) else TOO_LONG] += 1
        return []
    return [Named(type, forms[0], tuple(dict.fromkeys(form for form in forms[1:] if form != "")))]
