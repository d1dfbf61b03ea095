"""Where a language model answers, and how it is asked."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint that speaks the chat-completions protocol.

    Attributes:
        address: up to the version, as in "http://localhost:11434/v1".
        model: as the endpoint calls it.
        key_variable: the environment variable that holds the key; the key itself stands nowhere else.
        answer_seconds: how long one answer may take.
        answer_tokens: how long one answer may be.
        at_once: requests under way at a time, in each process.
        per_minute: requests begun in a minute, in all processes; 0 for no limit.
        retries: how often a request is made again that failed for a while.
        window: characters of a text that are read at a time.
        input_price, output_price: of a million tokens; both 0 where no cost is shown.
        currency: of the prices.
    """

    address: str
    model: str
    key_variable: str = "KELISIM_LLM_KEY"
    answer_seconds: float = 120.0
    answer_tokens: int = 8000
    at_once: int = 4
    per_minute: int = 60
    retries: int = 5
    window: int = 8000
    input_price: float = 0.0
    output_price: float = 0.0
    currency: str = "USD"

    @property
    def key(self) -> str:
        """The key that the environment holds; empty where it holds none, as local endpoints want none."""
        return os.environ.get(self.key_variable, "").strip() if self.key_variable != "" else ""
