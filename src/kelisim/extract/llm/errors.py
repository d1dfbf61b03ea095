"""What can go wrong between us and a language model; each message is a line for people."""


class ModelError(Exception):
    """A document cannot be read by the model. Below it, what to do about that."""


class StoppedError(ModelError):
    """The endpoint will answer nobody in this run: it is not there, or rejects the key."""


class LaterError(ModelError):
    """It may answer later; `after` seconds, where it says so."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class FormError(ModelError):
    """It does not take the request in this form; `said` is what it says, in lower case."""

    def __init__(self, message: str, said: str) -> None:
        super().__init__(message)
        self.said = said


class TooLongError(ModelError):
    """The text, or the answer, is longer than the model can hold: ask for less at a time."""


class UnreadableError(ModelError):
    """The answer is not what was asked for; asking once more may help."""
