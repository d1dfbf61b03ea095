"""How sure a statement is at first sight, by the pattern that it rests on.

First estimates from reading announcements, each with its reason; calibration on annotated documents
replaces them.
"""

from collections.abc import Mapping
from typing import Final

AGREEMENT: Final[Mapping[str, float]] = {
    "signed": 0.9,  # somebody signed it, two parties told in the sentence
    "renewed": 0.8,  # the verbs of renewal have other senses ("extended invitations")
    "planned": 0.85,  # "will sign": announced by the parties themselves
    "proposed": 0.65,  # "proposed to sign": near to a wish
    "exists": 0.6,  # only named ("under the agreement with"): may be one already told
}
FEW_PARTIES: Final = 0.7  # factor: fewer than two parties found, so something was read wrongly
GATHERED: Final = 0.85  # factor: parties taken from posts or other sentences
BOND: Final = 0.75  # factor: no paper is told, only that two are bound
ONLY_HEADLINE: Final = 0.8  # factor: the body never repeats it

PARTY: Final[Mapping[str, float]] = {
    "told": 0.92,  # between, with, by, subject of the signing
    "post": 0.8,  # the signatory's organisation
    "group": 0.7,  # "both universities"
    "near": 0.5,  # the organisation that the text is about
}
SIGNATORY: Final = 0.9
COMMITMENT: Final[Mapping[str, float]] = {
    "list": 0.8,  # items after a colon
    "told": 0.75,  # "the agreement provides for …"
    "topic": 0.65,  # "a memorandum on …"
    "clause": 0.6,  # "under which …", "under the agreement, …"
    "near": 0.55,  # what the partnership or the parties will do, told in a later sentence
}

EVENT: Final[Mapping[str, float]] = {
    "named": 0.8,  # a proper name with the noun of an event
    "told": 0.7,  # "held a meeting with", "visited"
    "mentioned": 0.5,  # only named in passing
}
PARTICIPANT: Final = 0.75
BESIDE_EVENT: Final = 0.5  # named where an event is told, whatever they do there

INTENTION: Final[Mapping[str, float]] = {
    "wish": 0.7,  # "expressed interest in"
    "plan": 0.6,  # "plans to", "intends to"
    "agreed": 0.6,  # "agreed to", "an agreement was reached on"
    "talk": 0.5,  # "discussed the possibility of"
    "maybe": 0.4,  # "discussed a joint …": may be a report of what is there
    "directive": 0.66,  # "invited X to take part in"
    "mandative": 0.64,  # "proposed that X open …"
    "ought": 0.45,  # "said that the next forum should …"
    "desire": 0.62,  # "would like X to join"
    "talks": 0.58,  # "talks with X about …"
    "subject": 0.48,  # "a second phase is envisaged"
}
