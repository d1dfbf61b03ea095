"""Secrets: tokens that are shown once and kept as a hash, passwords that are kept by argon2.

Public: `new_token`, `hashed`, `password_hash`, `password_fits`, `password_problem`, `form_word`.
"""

import hashlib
import hmac
import secrets
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_SHORTEST: Final = 12
_LONGEST: Final = 200  # argon2 reads all of it: a longer one is an attack on our time


def new_token(prefix: str = "") -> str:
    """Return 256 bits of chance as text, after a prefix that says what they are for."""
    return prefix + secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return what is kept of a token. It is chance itself: a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def form_word(cookie: str) -> str:
    """Return what forms send back for a visitor who has no session but this cookie."""
    return hmac.new(cookie.encode("utf-8", "surrogatepass"), b"form", hashlib.sha256).hexdigest()


def password_problem(password: str, name: str) -> str | None:
    """Return what is wrong with a password, as a message of the catalogues; None where nothing is."""
    if len(password) < _SHORTEST:
        return "A password has twelve characters or more."
    if len(password) > _LONGEST:
        return "A password has two hundred characters at most."
    if name.casefold() in password.casefold() or len(set(password)) < 5:
        return "This password is too easy to guess."
    return None


def password_hash(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher().hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Return whether this is the password. It takes as long where nobody has one."""
    try:
        return (
            _hasher().verify(_nobodys() if kept is None else kept, password[:_LONGEST]) and kept is not None
        )
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))
