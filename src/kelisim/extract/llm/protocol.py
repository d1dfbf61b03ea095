"""One request of the chat-completions protocol, and what every answer to it means.

Public: `Answer`, `Form`, `client(endpoint)`, `post(client, endpoint, messages, form)`, `simpler(form, said)`.
"""

import ipaddress
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Literal, NoReturn
from urllib.parse import urlsplit

import httpx

from kelisim.extract.llm.endpoint import Endpoint
from kelisim.extract.llm.errors import FormError, LaterError, ModelError, StoppedError, TooLongError
from kelisim.extract.llm.prompt import in_words, prompt

_CONNECT_SECONDS: Final = 10.0
_MOST_BYTES: Final = 8_000_000  # of an answer
_LATER: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_WRONG_FORM: Final = frozenset({400, 415, 422, 501})
_TOO_LONG: Final = (
    "context_length",
    "context length",
    "maximum context",
    "context window",
    "too many tokens",
)


@dataclass(frozen=True, slots=True)
class Form:
    """How the answer's shape is asked for, and which of the optional parameters the endpoint takes."""

    shape: Literal["json_schema", "json_object", "plain"] = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote. Tokens are None where the endpoint does not tell them."""

    text: str
    finish: str
    input_tokens: int | None = None
    output_tokens: int | None = None


def client(endpoint: Endpoint) -> httpx.Client:
    """Return the connection to an endpoint; it goes nowhere else, whatever it is answered.

    Proxies of the environment are used, but not to reach this machine.
    """
    headers = {"authorization": f"Bearer {endpoint.key}"} if endpoint.key != "" else {}
    try:
        urlsplit(endpoint.address)
    except ValueError as error:
        raise StoppedError(f"{endpoint.address}: is no address (llm.address): {error}") from error
    try:
        return httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(endpoint.answer_seconds, connect=_CONNECT_SECONDS),
            follow_redirects=False,
            verify=endpoint.address.startswith("https:"),  # reading the certificates takes a while
            trust_env=not _is_here(endpoint.address),
            limits=httpx.Limits(max_connections=endpoint.at_once),
        )
    except UnicodeEncodeError as error:
        raise StoppedError(
            f"the key in {endpoint.key_variable} holds what no key holds; set it anew"
        ) from error


def post(
    client: httpx.Client, endpoint: Endpoint, messages: Sequence[Mapping[str, str]], form: Form
) -> Answer:
    """Ask once. Raises a `ModelError` for everything but an answer."""
    where = f"{endpoint.address.rstrip('/')}/chat/completions"
    ends = time.monotonic() + endpoint.answer_seconds
    content = bytearray()
    try:
        with client.stream("POST", where, json=_body(endpoint, messages, form)) as response:
            for piece in response.iter_bytes():
                content += piece
                if len(content) > _MOST_BYTES:
                    raise ModelError(f"{endpoint.address}: answers with more than {_MOST_BYTES} bytes")
                if time.monotonic() > ends:
                    raise httpx.ReadTimeout("slow")
    except httpx.TimeoutException as error:
        raise LaterError(
            f"{endpoint.address}: no answer within {endpoint.answer_seconds:g} seconds (llm.answer_seconds)"
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise StoppedError(f"{endpoint.address}: is no address (llm.address): {error}") from error
    except httpx.HTTPError as error:
        raise LaterError(f"{endpoint.address}: cannot be reached: {error or type(error).__name__}") from error
    if response.status_code != 200:
        _explain(endpoint, response, bytes(content))
    return _answer(endpoint, bytes(content))


def simpler(form: Form, said: str) -> Form | None:
    """Return the form to try after an endpoint did not take one; None where there is nothing left to drop."""
    if "max_completion_tokens" in said and form.limit == "max_tokens":
        return replace(form, limit="max_completion_tokens")
    if "temperature" in said and form.temperature:
        return replace(form, temperature=False)
    if form.shape == "json_schema":
        return replace(form, shape="json_object")
    return replace(form, shape="plain") if form.shape == "json_object" else None


def _body(endpoint: Endpoint, messages: Sequence[Mapping[str, str]], form: Form) -> dict[str, Any]:
    schema = prompt().schema
    first, *others = messages
    told = first["content"] + ("" if form.shape == "json_schema" else in_words(schema))
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [{**first, "content": told}, *others],
        form.limit: endpoint.answer_tokens,
    }
    if form.temperature:
        body["temperature"] = 0
    if form.shape == "json_schema":
        named = {"name": "announcement", "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    elif form.shape == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def _explain(endpoint: Endpoint, response: httpx.Response, content: bytes) -> NoReturn:
    """Raise what an answer other than 200 means."""
    status, said = response.status_code, _said(content)
    at = endpoint.address
    if status in (401, 403):
        held = "rejects the key in" if endpoint.key != "" else "wants a key, and there is none in"
        raise StoppedError(f"{at}: {held} {endpoint.key_variable or 'llm.key_variable'} ({status})")
    if status == 404:
        raise StoppedError(f"{at}: has no model {endpoint.model!r}, or is no such endpoint (404): {said}")
    if status == 429 and "insufficient_quota" in said:
        raise StoppedError(f"{at}: the account has no quota left: {said}")
    if any(words in said.lower() for words in _TOO_LONG) or status == 413:
        raise TooLongError(f"{at}: the text is too long for the model: {said}")
    if status == 400 and "content_filter" in said:
        raise ModelError(f"{at}: refuses to read it: {said}")
    if status in _LATER:
        raise LaterError(f"{at}: answers {status}: {said}", _retry_after(response.headers))
    if status in _WRONG_FORM:
        raise FormError(f"{at}: does not take the request ({status}): {said}", said.lower())
    raise StoppedError(f"{at}: answers {status}, which is no answer to a question: {said}")


def _said(content: bytes) -> str:
    """Return what an endpoint says of an error, on one line and not too long."""
    text = content.decode("utf-8", "replace")
    try:
        found = json.loads(text)
        error = found.get("error", found)
        text = json.dumps(error, ensure_ascii=False) if isinstance(error, dict) else str(error)
        if isinstance(error, dict) and isinstance(error.get("message"), str):
            text = " ".join(str(error[part]) for part in ("message", "code", "param") if error.get(part))
    except (ValueError, AttributeError, RecursionError):
        pass
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:2000])
    return " ".join(shown.split())[:300] or "nothing more"


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds that an endpoint asks to wait, given as seconds or as a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _answer(endpoint: Endpoint, content: bytes) -> Answer:
    try:
        found = json.loads(content)
        choice = found["choices"][0]
        message = choice["message"]
        usage = found.get("usage") or {}
        text, refusal = message.get("content"), message.get("refusal")
        tokens = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise LaterError(f"{endpoint.address}: what it answers is no chat completion") from error
    finish = str(choice.get("finish_reason") or "stop")
    if isinstance(refusal, str) and refusal != "":
        text, finish = refusal, "refusal"
    counted = [value if type(value) is int and value >= 0 else None for value in tokens]
    return Answer(text if isinstance(text, str) else "", finish, *counted)


def _is_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
