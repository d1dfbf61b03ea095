"""A server on this machine that speaks the chat-completions protocol and answers as a test tells it to."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kelisim.extract.llm.prompt import NAMED
from kelisim.model import KINDS, Document, document_id


@dataclass(frozen=True)
class Reply:
    """What is sent back. `content` is what the model writes; `body` replaces the whole answer."""

    content: str = ""
    status: int = 200
    finish: str = "stop"
    refusal: str | None = None
    usage: tuple[int, int] | None = (1000, 100)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    seconds: float = 0.0


@dataclass
class Server:
    """The server: what it was asked, and how it replies, by what was asked or one after the other."""

    address: str
    replies: list[Reply] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    model: Callable[[str], Reply] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reply_to(self, body: dict[str, Any]) -> Reply:
        with self.lock:
            self.asked.append(body)
            if len(self.replies) > 0:
                return self.replies.pop(0)
        assert self.model is not None, "asked more often than the test foresaw"
        return self.model(body["messages"][-1]["content"])


def report(**lists: list[dict[str, Any]]) -> str:
    """Return an answer in the shape that is asked for; lists that are not given are empty."""
    whole: dict[str, Any] = {name: [] for name in NAMED} | {kind.plural: [] for kind in KINDS.values()}
    for name, entries in lists.items():
        kind = next((kind for kind in KINDS.values() if kind.plural == name), None)
        slots = {} if kind is None else {slot.name: [] if slot.many else None for slot in kind.slots}
        whole[name] = [{**({"sentences": []} if kind else {}), **slots, **entry} for entry in entries]
    return json.dumps(whole, ensure_ascii=False)


def numbers_of(question: str, words: str) -> list[int]:
    """Return the numbers of the sentences of a question that hold these words."""
    found = re.finditer(r"^\[(\d+)\] (.*)$", question, re.MULTILINE)
    return [int(match[1]) for match in found if words in match[2]]


def announcement(text: str, language: str | None = "en", published: str | None = "2026-05-06") -> Document:
    """Return a text as a document."""
    return Document(document_id(text.encode()), text, language, published=published, name="news.txt")


@contextmanager
def serving() -> Iterator[Server]:
    """Serve, on a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.requests.append(("GET", self.path, {k.lower(): v for k, v in self.headers.items()}))
            page = known.pages.get(self.path)
            if page is None:
                self.send_error(404)
                return
            self.send_response(200)
            for name, value in (("Content-Type", "application/rss+xml"), ("ETag", '"1"')):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.requests.append(("POST", self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = known.reply_to(body)
            time.sleep(reply.seconds)
            content = reply.body if reply.body is not None else _completion(reply)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # who asked has gone

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Server(f"http://127.0.0.1:{server.server_port}/v1")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()


def _completion(reply: Reply) -> bytes:
    message = {"role": "assistant", "content": reply.content or None, "refusal": reply.refusal}
    whole: dict[str, Any] = {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
    }
    if reply.usage is not None:
        whole["usage"] = dict(zip(("prompt_tokens", "completion_tokens"), reply.usage, strict=True))
    return json.dumps(whole).encode()
