"""Logging in elsewhere: OpenID Connect, the authorisation code with PKCE.

Public: `way_to`, `person_from`, `Pending`, `Person`, `OpenIdError`.
"""

import os
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec
from authlib.common.errors import AuthlibBaseError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kelisim.web.settings import OpenIdSettings

with warnings.catch_warnings():
    # That Authlib will move to another make of httpx is no news for our users. It sets a filter of its own,
    # which ours must come after.
    import authlib.deprecate  # noqa: F401

    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import OAuth2Client

_SECONDS: Final = 10.0
_SCOPE: Final = "openid profile email"
_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]  # none that a public key could forge
_LEEWAY: Final = 60  # seconds that clocks may differ by


class OpenIdError(Exception):
    """The provider cannot be reached, or what it says cannot be believed; the message is for people."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A login under way: what the browser keeps in a cookie until the provider sends it back."""

    state: str
    nonce: str
    verifier: str
    way: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider knows: `subject` for ever, the rest as it is now; `email` only if verified."""

    issuer: str
    subject: str
    name: str
    email: str | None


class _Provider(msgspec.Struct):
    """What a provider publishes about itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def way_to(settings: OpenIdSettings, back: str, way: str) -> tuple[str, Pending]:
    """Return the address at the provider to send a browser to, and what is to be kept until it comes back.

    `back` is our address that the provider sends it to, `way` where the person wanted to go. Raises
    OpenIdError where the provider cannot be asked.
    """
    provider = _provider(settings)
    pending = Pending(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), way)
    with _client(settings, back) as client:
        address, _ = client.create_authorization_url(
            provider.authorization_endpoint,
            state=pending.state,
            nonce=pending.nonce,
            code_verifier=pending.verifier,
        )
    return str(address), pending


def person_from(settings: OpenIdSettings, back: str, pending: Pending, answer: str) -> Person:
    """Return who has logged in at the provider. `answer` is the whole address that it sent the browser to.

    Raises OpenIdError where the provider refuses, or what it says is not signed by it, not for us, not for
    this login, or out of date.
    """
    provider = _provider(settings)
    try:
        with _client(settings, back) as client:
            token = client.fetch_token(
                provider.token_endpoint,
                authorization_response=answer,
                state=pending.state,
                code_verifier=pending.verifier,
            )
            keys = httpx.get(provider.jwks_uri, timeout=_SECONDS).raise_for_status().json()
        read = jwt.decode(str(token["id_token"]), KeySet.import_key_set(keys), algorithms=_ALGORITHMS)
        registry = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": settings.client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": pending.nonce},
        )
        registry.validate(read.claims)
    except (AuthlibBaseError, JoseError, httpx.HTTPError, KeyError, ValueError) as error:
        raise OpenIdError(f"{settings.label}: the login did not succeed; try again") from error
    return _person(provider.issuer, read.claims)


def admitted(settings: OpenIdSettings, person: Person) -> bool:
    """Return whether somebody who comes for the first time gets an account."""
    if len(settings.domains) == 0:
        return True
    domain = "" if person.email is None else person.email.rpartition("@")[2].casefold()
    return domain in {each.casefold() for each in settings.domains}


def _person(issuer: str, claims: dict[str, Any]) -> Person:
    email = str(claims["email"]) if claims.get("email_verified") is True and "email" in claims else None
    named = claims.get("name") or claims.get("preferred_username") or email or claims["sub"]
    return Person(issuer, str(claims["sub"]), str(named), email)


def _provider(settings: OpenIdSettings) -> _Provider:
    """Return what the provider publishes. Raises OpenIdError where that fails or it is another one."""
    issuer = settings.issuer.rstrip("/")
    try:
        answer = httpx.get(
            f"{issuer}/.well-known/openid-configuration", timeout=_SECONDS, follow_redirects=False
        )
        found = msgspec.json.decode(answer.raise_for_status().content, type=_Provider)
    except (httpx.HTTPError, msgspec.DecodeError) as error:
        raise OpenIdError(f"{settings.label} cannot be reached at present") from error
    if found.issuer.rstrip("/") != issuer:
        raise OpenIdError(f"{settings.label} calls itself {found.issuer}: mend accounts.openid.issuer")
    return found


def _client(settings: OpenIdSettings, back: str) -> OAuth2Client:
    return OAuth2Client(
        client_id=settings.client,
        client_secret=_secret(settings),
        scope=_SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _secret(settings: OpenIdSettings) -> str | None:
    """Return the secret that the provider knows us by; a public client has none."""
    if settings.secret_file is None:
        return os.environ.get("KELISIM_OPENID_SECRET")
    try:
        return Path(settings.secret_file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise OpenIdError(f"{settings.secret_file}: the secret cannot be read") from error
