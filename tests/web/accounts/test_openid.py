"""Logging in at a provider of OpenID Connect: one that runs on this machine and speaks it."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from kelisim.web.settings import OpenIdSettings

KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2))


@dataclass
class Provider:
    """A provider: what it says in the token, which key signs it, what it was sent."""

    issuer: str
    claims: dict = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    asked: list = field(default_factory=list)
    nonce: str = ""

    def token(self):
        now = int(time.time())
        said = {"iss": self.issuer, "aud": "kelisim", "sub": "42", "iat": now, "exp": now + 60}
        said |= {
            "nonce": self.nonce,
            "name": "Zere <b>Zh</b>",
            "email": "zere@example.org",
            "email_verified": True,
        }
        return jwt.encode({"alg": "RS256", "kid": "one"}, said | self.claims, self.key)


@pytest.fixture
def provider():
    class Handler(BaseHTTPRequestHandler):
        def answer(self, data):
            content = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            if self.path == "/.well-known/openid-configuration":
                ends = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys"}
                self.answer(
                    {"issuer": known.issuer} | {name: known.issuer + path for name, path in ends.items()}
                )
            else:
                self.answer({"keys": [KEY.as_dict(private=False)]})

        def do_POST(self):
            sent = self.rfile.read(int(self.headers["content-length"])).decode()
            known.asked.append(parse_qs(sent))
            self.answer({"access_token": "a", "token_type": "Bearer", "id_token": known.token()})

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield known
    server.shutdown()


@pytest.fixture
def client(make, provider):
    settings = OpenIdSettings(
        issuer=provider.issuer, client="kelisim", label="Campus", domains=["example.org"]
    )
    return TestClient(make(openid=settings), "http://127.0.0.1", follow_redirects=False)


def sent_back(client, provider, **changed):
    """Go to the provider, and come back with its answer."""
    away = client.get("/login/openid?next=/agreements")
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    provider.nonce = asked["nonce"][0]
    query = {"code": "c", "state": asked["state"][0]} | changed
    return asked, client.get("/login/openid/back", params=query)


def test_person_logs_in_and_gets_an_account(client, provider):
    asked, answer = sent_back(client, provider)
    assert asked["code_challenge_method"] == ["S256"]
    assert provider.asked[0]["code_verifier"][0]
    assert (answer.status_code, answer.headers["location"]) == (303, "/agreements")
    page = client.get("/account").text
    assert "Zere &lt;b&gt;Zh&lt;/b&gt;" in page
    assert "New password" not in page
    assert client.get("/review").status_code == 403  # a reader
    assert sent_back(client, provider)[1].status_code == 303  # the same account again


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"exp": 1_000_000_000},
        {"sub": None},
        {"email": "zere@elsewhere.example"},
        {"email_verified": False},
    ],
)
def test_token_that_is_not_for_us_is_refused(client, provider, claims):
    provider.claims = claims
    assert sent_back(client, provider)[1].status_code == 403
    assert client.get("/agreements").status_code == 303


def test_token_that_another_signed_is_refused(client, provider):
    provider.key = OTHER_KEY
    assert sent_back(client, provider)[1].status_code == 403


def test_answer_to_another_login_is_refused(client, provider):
    assert sent_back(client, provider, state="another")[1].status_code == 403
    assert (
        client.get("/login/openid/back?code=c&state=x", headers={"cookie": "kelisim-openid=zz"}).status_code
        == 403
    )


def test_taken_name_is_not_taken_over(client, provider, store):
    from kelisim.web.accounts import writing
    from kelisim.web.accounts.people import accounts, add_account

    with writing(store) as connection:
        add_account(connection, "zere@example.org", role="administrator", password="a long quiet sentence")
    assert sent_back(client, provider)[1].status_code == 303
    assert client.get("/accounts").status_code == 403
    with store.reading() as connection:
        assert {each.name: each.role for each in accounts(connection)}["42@campus"] == "reader"


def test_provider_that_is_away_is_told(make):
    settings = OpenIdSettings(issuer="http://127.0.0.1:9", client="kelisim", label="Campus")
    client = TestClient(make(openid=settings), "http://127.0.0.1", follow_redirects=False)
    answer = client.get("/login/openid")
    assert answer.status_code == 502
    assert "Campus cannot be reached" in answer.text
