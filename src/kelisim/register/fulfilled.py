"""Decisions on the state of a commitment, completed by what the register knows as they are made.

Public: `about_state(connection, decision)`.
"""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Decision, from_json
from kelisim.register import schema
from kelisim.register.errors import InvalidError
from kelisim.register.projection import Commitment
from kelisim.register.projection.judgements import STATES

_RECORDS = frozenset(kind.prefix for kind in KINDS.values())


def about_state(connection: Connection, decision: Decision) -> Decision:
    """Return a decision on a commitment with what it is about: the state of now, the evidence of now.

    accept keeps the state that is accepted; reject the records that are refused as evidence; correct gives
    the state, its `others` the records that bear it out. Raises InvalidError where it makes no sense.
    """
    query = sa.select(schema.commitment.c.body).where(schema.commitment.c.id == decision.target)
    held = from_json(connection.execute(query).scalar_one(), Commitment)
    if decision.action == "accept":
        return replace(decision, slot="state", value=held.state, others=())
    if decision.action == "reject":
        return _refusing(decision, held)
    if decision.slot != "state":
        raise InvalidError(f"correct {decision.target}: of a commitment, the state can be corrected, no more")
    if decision.value not in STATES:
        raise InvalidError(
            f"correct {decision.target}, state: {decision.value!r} is none of {', '.join(STATES)}"
        )
    strange = [id for id in decision.others if id.partition(":")[0] not in _RECORDS]
    if len(strange) > 0:
        raise InvalidError(
            f"correct {decision.target}: {strange[0]} is no record, and only records can be evidence; "
            "tell the rest with --why"
        )
    return decision


def _refusing(decision: Decision, held: Commitment) -> Decision:
    found = tuple(evidence.record for evidence in held.evidence if evidence.grade != "decision")
    wanted = decision.others or found
    if len(found) == 0:
        raise InvalidError(
            f"reject {decision.target}: nothing was found for it that could be refused; say what it is with: "
            f"kelisim correct {decision.target} state wish_only"
        )
    strange = [id for id in wanted if id not in found]
    if len(strange) > 0:
        raise InvalidError(f"reject {decision.target}: {strange[0]} is no evidence for it")
    return replace(decision, slot="state", value=held.state, others=wanted)
