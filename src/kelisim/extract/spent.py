"""What extracting has cost, where it costs something: requests, tokens, money; and what was dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spent:
    """The account of one run with a language model.

    `requests` were sent, `kept_answers` came from those kept in the workspace. Tokens are as the endpoint
    tells them; `untold` answers came without. `cost` is None where the settings name no prices. `values` were
    found in the texts, `dropped` were not taken, by reason. `notes` are lines for people.
    """

    requests: int = 0
    kept_answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    untold: int = 0
    cost: float | None = None
    currency: str = ""
    values: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return the account for people, one line a matter."""
        cost = "" if self.cost is None else f", {self.cost:.4f} {self.currency}"
        untold = f" (not told for {self.untold} answers)" if self.untold > 0 else ""
        lost = sum(self.dropped.values())
        reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(self.dropped.items()))
        return (
            f"language model: {self.requests} requests, {self.kept_answers} answers kept from before, "
            f"{self.input_tokens} tokens in, {self.output_tokens} out{untold}{cost}",
            f"values: {self.values} found in the texts, {lost} dropped" + (f" ({reasons})" if lost else ""),
            *self.notes,
        )
