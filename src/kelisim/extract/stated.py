"""How probable the statements of a language model are: by a stated rule, not learned as the grammar's are.

Public: `BY_MODEL`, `WHOLE`, `IN_PART`, `rule_of(statement)`.
"""

from typing import Final

from kelisim.model import Statement

BY_MODEL: Final = "llm "
"""What the name of every extractor that asks a language model begins with."""
WHOLE: Final = 0.6
"""Probability of a statement all of whose values stand in the text.

It is a rule, not a measurement: how often a model is right depends on the model, and nobody has measured
the one that is set. It lies below the threshold of review as that comes: a person sees what a model tells.
"""
IN_PART: Final = 0.5
"""Probability of a statement of which something had to be dropped: the model was not careful there."""
_BECAUSE: Final = {
    WHOLE: "all that the model gave stands in the text",
    IN_PART: "something that the model gave does not stand in the text and was dropped",
}


def rule_of(statement: Statement) -> str | None:
    """Return in words the rule by which a model's statement is as probable as it is.

    None where no model made it: then its probability was not given by a rule.
    """
    if not statement.extractor.startswith(BY_MODEL):
        return None
    given = statement.probability
    because = _BECAUSE.get(given, "so an earlier version had it")
    return f"probability {given:.2f} is a rule, not a measurement: {because}"
