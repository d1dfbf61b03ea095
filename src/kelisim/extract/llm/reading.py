"""Documents → extractions by a language model: an `Extractor`, made anew for each run.

Public: `model_extractor(endpoint, path, offline=False)`.
"""

import secrets
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from kelisim.extract.extractor import Extractor, NotExtracted
from kelisim.extract.llm import ledger
from kelisim.extract.llm.answer import Report
from kelisim.extract.llm.asking import Desk, ask
from kelisim.extract.llm.endpoint import Endpoint
from kelisim.extract.llm.errors import ModelError
from kelisim.extract.llm.prompt import prompt
from kelisim.extract.llm.protocol import Form, client
from kelisim.extract.llm.statements import statements
from kelisim.extract.llm.windows import Sentences, sentences, windows
from kelisim.extract.spent import Spent
from kelisim.extract.stated import BY_MODEL
from kelisim.model import Document, Extraction, from_json

VERSION: Final = "1.0"
"""Of what is made of the answers. A new one makes documents be extracted anew, from the answers kept."""

_WAITING: Final = 2  # documents that wait for each request under way: bounds what is held
_LONGEST_NAME: Final = 80
_DROPPED: Final = "dropped: "

Waiting = tuple[Document, Sentences, list[Future[list[Report]]]]


def model_extractor(endpoint: Endpoint, path: Path, *, offline: bool = False) -> Extractor:
    """Return the extractor that asks a language model, for one run.

    Arguments:
        path: of the file in which answers are kept, so that none is asked for twice.
        offline: whether only what is kept there is used.
    """
    run = secrets.token_hex(8)
    return Extractor(
        partial(_name, endpoint.model),
        partial(_read, endpoint, path, run, offline),
        partial(_spent, endpoint, path, run),
    )


def _name(model: str, _: str | None) -> str:
    """Return name and version: of the model, of ours, and of the prompt."""
    called = "".join(letter for letter in model if letter.isprintable())
    if len(called) > _LONGEST_NAME:
        called = f"{called[: _LONGEST_NAME - 9]}-{sha256(model.encode()).hexdigest()[:8]}"
    return f"{BY_MODEL}{called} {VERSION}-{prompt().version}"


def _read(
    endpoint: Endpoint, path: Path, run: str, offline: bool, documents: Iterable[Document]
) -> Iterator[Extraction | NotExtracted]:
    """Yield what each document says; windows of several documents are asked for at a time."""
    with ExitStack() as stack:
        connection = None
        if not offline:
            try:
                connection = stack.enter_context(client(endpoint))
            except ModelError as error:
                yield from (NotExtracted(document.id, str(error)) for document in documents)
                return
        pool = ThreadPoolExecutor(endpoint.at_once, thread_name_prefix="model")
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        desk = Desk(endpoint, path, run, connection)
        waiting: deque[Waiting] = deque()
        for document in documents:
            cut = sentences(document.text)
            parts = windows(cut, endpoint.window)
            futures = [pool.submit(ask, desk, document, cut, *part) for part in parts]
            waiting.append((document, cut, futures))
            if len(waiting) > endpoint.at_once * _WAITING:
                yield _result(desk, waiting.popleft())
        while len(waiting) > 0:
            yield _result(desk, waiting.popleft())


def _result(desk: Desk, waiting: Waiting) -> Extraction | NotExtracted:
    """Return what a document says, once all its windows are answered."""
    document, cut, futures = waiting
    reports: list[Report] = []
    problem: ModelError | None = None
    for future in futures:  # all of them: what is answered is kept, and not asked for again
        try:
            reports += future.result()
        except ModelError as error:
            problem = problem or error
    if problem is not None:
        return NotExtracted(document.id, str(problem))
    checked = statements(document, cut, reports, extractor=_name(desk.endpoint.model, None))
    numbers = {f"{_DROPPED}{reason}": count for reason, count in checked.dropped.items()}
    try:
        ledger.count(desk.path, desk.run, numbers | {"values": checked.values})
    except ModelError as error:
        return NotExtracted(document.id, str(error))
    return checked.extraction


def _spent(endpoint: Endpoint, path: Path, run: str) -> Spent:
    """Return the account of a run."""
    try:
        counted = ledger.counts(path, run)
        form = ledger.said(path, run, "form")
    except ModelError as error:
        return Spent(notes=(str(error),))
    tokens = (counted.get("input", 0), counted.get("output", 0))
    has_prices = endpoint.input_price > 0 or endpoint.output_price > 0
    cost = (tokens[0] * endpoint.input_price + tokens[1] * endpoint.output_price) / 1_000_000
    return Spent(
        counted.get("requests", 0),
        counted.get("kept", 0),
        *tokens,
        untold=counted.get("untold", 0),
        cost=cost if has_prices else None,
        currency=endpoint.currency if has_prices else "",
        values=counted.get("values", 0),
        dropped={
            what.removeprefix(_DROPPED): number
            for what, number in sorted(counted.items())
            if what.startswith(_DROPPED)
        },
        notes=() if form is None else (_note(from_json(form, Form)),),
    )


def _note(form: Form) -> str:
    asked = {
        "json_schema": "a JSON schema",
        "json_object": "JSON (it knows no JSON schema; the prompt holds it)",
        "plain": "plain text (it knows no response_format; the prompt holds the schema)",
    }
    without = "" if form.temperature else ", without temperature"
    return f"the endpoint was asked for {asked[form.shape]}, with {form.limit}{without}"
