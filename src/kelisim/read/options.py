"""What the user sets: limits, and what he knows of a document better than it says itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be read, and from where.

    - `max_bytes`: of one file or answer, and of what any part of it unpacks to;
    - `connect_seconds`, `read_seconds`: the longest silence of a server; `total_seconds`: of a whole fetch;
    - `redirects`: how many are followed;
    - `allow_private`: whether addresses of this machine and of local networks may be fetched;
    - `obey_robots`: whether robots.txt is asked first;
    - `contact`: an address or page for the owner of a site, sent along with the user agent.
    """

    max_bytes: int = 50_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    allow_private: bool = False
    obey_robots: bool = True
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of a document: it overrides what the document says itself.

    `published` is a date in ISO 8601 (2026, 2026-02 or 2026-02-26), `language` an ISO 639-1 code.
    """

    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    title: str | None = None
