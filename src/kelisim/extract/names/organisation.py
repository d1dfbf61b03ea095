"""A name of an organisation as it stands in a text."""

from dataclasses import dataclass
from typing import Final

SEVERAL_FIELDS: Final = frozenset(
    {"ministry", "committee", "department", "agency", "institute", "faculty", "authority"}
)
"""Heads whose names may list what they are for: "Ministry of Education, Science and Innovation"."""


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
