"""Asking until there is an answer, or a line that says why there is none: turns, retries, forms, cache."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from kelisim.extract.llm import ledger
from kelisim.extract.llm.answer import Report, parse
from kelisim.extract.llm.endpoint import Endpoint
from kelisim.extract.llm.errors import (
    FormError,
    LaterError,
    ModelError,
    StoppedError,
    TooLongError,
    UnreadableError,
)
from kelisim.extract.llm.prompt import messages, prompt, question
from kelisim.extract.llm.protocol import Answer, Form, post, simpler
from kelisim.extract.llm.windows import Sentences, halves
from kelisim.model import Document, content_id, from_json, to_json

_LONGEST_WAIT: Final = 600.0  # seconds: who asks for more is not waited for
_LONGEST_PAUSE: Final = 60.0
_UNREADABLE: Final = 3  # answers that are not what was asked for: then it is given up
_FAILED_IN_A_ROW: Final = 3  # questions without an answer after all retries: then the run asks no more


@dataclass(frozen=True, slots=True)
class Desk:
    """What asking needs: whom, where answers are kept, for which run; None as connection asks nobody."""

    endpoint: Endpoint
    path: Path
    run: str
    connection: httpx.Client | None
    sleep: Callable[[float], None] = time.sleep


def ask(desk: Desk, document: Document, sentences: Sentences, first: int, last: int) -> list[Report]:
    """Return what the model reports of some sentences of a document.

    A report that does not fit into one answer is asked for in halves. Raises a `ModelError` where there is
    none to be had.
    """
    try:
        return [_report(desk, document, question(document, sentences, first, last))]
    except TooLongError as error:
        parts = halves(first, last)
        if parts is None:
            raise ModelError(str(error)) from error
    return [report for part in parts for report in ask(desk, document, sentences, *part)]


def _report(desk: Desk, document: Document, text: str) -> Report:
    """Return the report on one question, from answers that are kept or new ones.

    New answers are kept once they led to a report, or are known to be cut off.
    """
    source = ledger.Source(document.id, desk.endpoint.model, prompt().version)
    fresh: list[tuple[str, Answer]] = []
    complaint = reason = ""
    for attempt in range(_UNREADABLE):
        key = content_id("m", source.model, source.prompt, source.document, text, complaint, attempt)
        cut_key = content_id("m", key, desk.endpoint.answer_tokens)  # more may fit into a longer answer
        answer = ledger.kept(desk.path, key) or ledger.kept(desk.path, cut_key)
        if answer is None:
            answer = _asked(desk, text, complaint)
            fresh.append((cut_key if answer.finish == "length" else key, answer))
        else:
            ledger.count(desk.path, desk.run, {"kept": 1})
        try:
            report = _read(desk.endpoint, answer)
        except UnreadableError as error:
            reason = str(error)
            complaint = f"Your answer could not be read ({reason}). Answer again with the JSON object alone."
        except TooLongError:
            ledger.keep(desk.path, source, fresh)
            raise
        else:
            ledger.keep(desk.path, source, fresh)
            return report
    raise ModelError(f"the language model's answers cannot be read: {reason}")


def _read(endpoint: Endpoint, answer: Answer) -> Report:
    if answer.finish == "length":
        raise TooLongError(
            f"the language model's answer on one sentence is longer than {endpoint.answer_tokens} tokens; "
            "raise llm.answer_tokens"
        )
    if answer.finish in ("refusal", "content_filter"):
        said = " ".join(answer.text.split())[:200]
        raise ModelError(f"the language model refuses to read it: {said or answer.finish}")
    return parse(answer.text)


def _asked(desk: Desk, text: str, complaint: str) -> Answer:
    """Ask the endpoint until it answers, in a form that it takes; count what that costs."""
    if desk.connection is None:
        raise ModelError("no answer of the language model is kept, and none is to be asked for")
    known = ledger.said(desk.path, desk.run, "form")
    form = Form() if known is None else from_json(known, Form)
    failures = 0
    while True:
        stopped = ledger.said(desk.path, desk.run, "stopped")
        if stopped is not None:
            raise StoppedError(stopped)
        desk.sleep(ledger.turn(desk.path, desk.endpoint.address, desk.endpoint.per_minute))
        ledger.count(desk.path, desk.run, {"requests": 1})
        try:
            answer = post(desk.connection, desk.endpoint, messages(text, complaint), form)
            break
        except FormError as error:
            form = _next_form(form, error)
        except LaterError as error:
            failures += 1
            _wait(desk, error, failures)
        except StoppedError as error:
            ledger.say(desk.path, desk.run, "stopped", str(error))
            raise
    if form != Form():
        ledger.say(desk.path, desk.run, "form", to_json(form).decode())
    ledger.reset(desk.path, desk.run, "failed")
    told = answer.input_tokens is not None and answer.output_tokens is not None
    numbers = {"input": answer.input_tokens or 0, "output": answer.output_tokens or 0}
    ledger.count(desk.path, desk.run, numbers | {"untold": 0 if told else 1})
    return answer


def _next_form(form: Form, error: FormError) -> Form:
    following = simpler(form, error.said)
    if following is None:
        raise ModelError(str(error)) from error
    return following


def _wait(desk: Desk, error: LaterError, failures: int) -> None:
    """Wait as long as the endpoint says, else twice as long each time; raise where that is no use."""
    if error.after is not None and error.after > _LONGEST_WAIT:
        line = f"{error}; it asks to wait {error.after / 60:.0f} minutes: add the documents again then"
        ledger.say(desk.path, desk.run, "stopped", line)
        raise StoppedError(line) from error
    if failures > desk.endpoint.retries:
        ledger.count(desk.path, desk.run, {"failed": 1})
        if ledger.counts(desk.path, desk.run).get("failed", 0) >= _FAILED_IN_A_ROW:
            ledger.say(desk.path, desk.run, "stopped", str(error))
        raise error
    if error.after is not None:
        ledger.hold(desk.path, desk.endpoint.address, error.after)
    else:
        desk.sleep(min(2.0 ** (failures - 1), _LONGEST_PAUSE))
