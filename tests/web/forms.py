"""Sending forms of the pages as a browser does."""

import re
from html import unescape

from starlette.testclient import TestClient

PASSWORD = "a long and quiet sentence"


def hidden(html: str) -> dict[str, str]:
    """Return the hidden fields of the first form of a page that has a word of ours."""
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*?name=\"csrf\".*?</form>", html, re.DOTALL)
    assert form is not None, "the page has no form"
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in fields}


def word(client: TestClient, path: str) -> str:
    """Return the word that forms of a page send back."""
    return hidden(client.get(path).text)["csrf"]


def logged_in(app: object, name: str, base: str = "http://127.0.0.1", **options: object) -> TestClient:
    """Return a client that has logged in by a name."""
    headers = {"accept-language": "en"}
    client = TestClient(app, base, headers=headers, follow_redirects=False, **options)  # type: ignore[arg-type]
    data = {"name": name, "password": PASSWORD, "csrf": word(client, "/login")}
    answer = client.post("/login", data=data)
    assert answer.status_code == 303, answer.text
    return client
