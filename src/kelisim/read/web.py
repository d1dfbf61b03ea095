"""Addresses of the web to the bytes that stand there: checked at every step, within limits."""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import Final
from urllib.parse import urljoin

import httpcore
import httpx
from protego import Protego

from kelisim.read.errors import ReadError
from kelisim.read.network import CheckedBackend, Deadline, RefusedAddressError
from kelisim.read.options import Limits
from kelisim.read.source import Source

_AGENT: Final = "Kelisim"  # the name that robots.txt is asked about
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_UNCHANGED: Final = 304
_LARGEST_ROBOTS: Final = 512_000  # bytes: RFC 9309 asks for 500 KiB at least
_CHECK: Final = "check the address, and that it opens in a browser"
_LATER: Final = "try again later"
_SAVE: Final = "open it in a browser, save the page and add the file"
_STATUSES: Final = {
    401: ("the server asks for a login", _SAVE),
    403: ("the server refuses to give it", _SAVE),
    404: ("there is no such page", "check the address"),
    410: ("the page was taken away", "look for it in an archive of the web, and add that"),
    429: ("the server asks to be left alone for a while", _LATER),
    451: ("the page is blocked for legal reasons", _SAVE),
}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    url: str
    headers: httpx.Headers
    content: bytes


def source_at(url: str, limits: Limits, robots: MutableMapping[str, str]) -> Source:
    """Return what stands at an address.

    Redirects are followed one by one, each checked like the first. `robots` holds the robots.txt of sites
    asked before, and is added to.
    Raises ReadError where the address may not be fetched or does not answer in time, or not whole.
    """
    return _source(_followed(_address(url, url), url, limits, robots), url, limits)


def source_if_changed(
    url: str, limits: Limits, robots: MutableMapping[str, str], tag: str | None, modified: str | None
) -> tuple[Source, str | None, str | None] | None:
    """Return what stands at an address, with its ETag and Last-Modified; None where it is what it was.

    `tag` and `modified` are those of the last time. Redirects and errors as in `source_at`.
    """
    held = (("If-None-Match", tag), ("If-Modified-Since", modified))
    conditions = tuple((name, value) for name, value in held if value is not None)
    answer = _followed(_address(url, url), url, limits, robots, conditions)
    if answer.status == _UNCHANGED:
        return None
    source = _source(answer, url, limits)
    return source, answer.headers.get("etag"), answer.headers.get("last-modified")


def _source(answer: _Answer, url: str, limits: Limits) -> Source:
    media_type, charset = _content_type(answer.headers)
    return Source(
        answer.content,
        url,
        called=answer.url,
        url=answer.url,
        media_type=media_type,
        charset=charset,
        limits=limits,
    )


def _followed(
    address: httpx.URL,
    name: str,
    limits: Limits,
    robots: MutableMapping[str, str],
    conditions: tuple[tuple[str, str], ...] = (),
) -> _Answer:
    """Return the answer at the end of all redirects; `conditions` are headers of a conditional request."""
    deadline = Deadline.after(limits.total_seconds)
    with _connections(limits, deadline) as pool:
        for _ in range(limits.redirects + 1):
            if limits.obey_robots:
                _ask_robots(address, pool, name, limits, robots)
            answer = _get(address, pool, name, limits, conditions=conditions)
            if answer.status == _UNCHANGED and len(conditions) > 0:
                return answer
            if answer.status not in _REDIRECTS:
                return _good(answer, name)
            target = answer.headers.get("location")
            if target is None:
                raise ReadError("the server redirects to nowhere", name, _CHECK)
            address = _address(urljoin(answer.url, target), name)
    raise ReadError(f"it redirects more than {limits.redirects} times", name, _CHECK)


def _address(url: str, name: str) -> httpx.URL:
    """Return the address to ask for, without its fragment. Raises ReadError where it cannot be one."""
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ReadError("this is no address of the web", name, "write it as https://…") from error
    if address.scheme not in ("http", "https"):
        scheme = address.scheme or "no scheme"
        raise ReadError(f"only http and https are fetched, not {scheme}", name, "write it as https://…")
    if address.host == "":
        raise ReadError("the address names no host", name, "write it as https://…")
    if address.userinfo != b"":
        raise ReadError(
            "the address holds a user name or password, which would be stored with the document",
            name,
            "save the page in a browser and add the file",
        )
    return address.copy_with(fragment=None)


@contextmanager
def _connections(limits: Limits, deadline: Deadline) -> Iterator[httpcore.ConnectionPool]:
    backend = CheckedBackend(limits, deadline)
    with httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend) as pool:
        yield pool


def _ask_robots(
    address: httpx.URL,
    pool: httpcore.ConnectionPool,
    name: str,
    limits: Limits,
    robots: MutableMapping[str, str],
) -> None:
    """Raise ReadError where the site's robots.txt forbids the page (RFC 9309)."""
    site = str(address.copy_with(raw_path=b"/"))
    if site not in robots:
        robots[site] = _robots_of(address.copy_with(raw_path=b"/robots.txt"), pool, name, limits)
    if not Protego.parse(robots[site]).can_fetch(str(address), _AGENT):
        raise ReadError(
            f"the site asks programs not to fetch it (robots.txt of {address.host})",
            name,
            "open it in a browser, save the page and add the file",
        )


def _robots_of(address: httpx.URL, pool: httpcore.ConnectionPool, name: str, limits: Limits) -> str:
    """Return the rules of a site: none where it has no robots.txt, all forbidden where it is in trouble."""
    for _ in range(limits.redirects + 1):
        answer = _get(address, pool, name, limits, most=_LARGEST_ROBOTS, whole=False)
        target = answer.headers.get("location")
        if answer.status in _REDIRECTS and target is not None:
            address = _address(urljoin(answer.url, target), name)
            continue
        if answer.status >= 500:
            raise ReadError(
                f"the site is in trouble (its robots.txt answers with status {answer.status})", name, _LATER
            )
        return answer.content.decode("utf-8", "replace") if answer.status == 200 else ""
    return ""


def _get(
    address: httpx.URL,
    pool: httpcore.ConnectionPool,
    name: str,
    limits: Limits,
    *,
    most: int | None = None,
    whole: bool = True,
    conditions: tuple[tuple[str, str], ...] = (),
) -> _Answer:
    """Return what the server answers, unpacked, up to `most` bytes (default: the limit).

    A larger answer raises ReadError where it is wanted whole, and is cut off there else.
    """
    most = limits.max_bytes if most is None else most
    headers = [
        ("Host", address.netloc.decode("ascii")),
        ("User-Agent", _user_agent(limits)),
        ("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate"),
        *conditions,
    ]
    waits = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}
    try:
        request_url = httpcore.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        with pool.stream("GET", request_url, headers=headers, extensions={"timeout": waits}) as answer:
            response = httpx.Response(answer.status, headers=answer.headers, content=answer.iter_stream())
            if answer.status in _REDIRECTS:
                return _Answer(answer.status, str(address), response.headers, b"")
            length = response.headers.get("content-length", "")
            if whole and length.isdecimal() and int(length) > most:
                raise _too_large(name, most)
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > most:
                    if whole:
                        raise _too_large(name, most)
                    break
            return _Answer(answer.status, str(address), response.headers, bytes(content[:most]))
    except RefusedAddressError as error:
        raise ReadError(
            f"{address.host} is an address of this machine or of a local network, which is not fetched",
            name,
            "if you trust it, set allow_private_addresses in kelisim.toml",
        ) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise ReadError("the server did not answer in time", name, _LATER) from error
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        raise ReadError(f"{address.host} cannot be reached ({_reason(error)})", name, _CHECK) from error
    except httpx.DecodingError as error:
        raise ReadError("the answer is damaged: it cannot be unpacked", name, _LATER) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.StreamError) as error:
        raise ReadError(f"the answer broke off ({_reason(error)})", name, _LATER) from error
    except (httpcore.UnsupportedProtocol, ValueError, UnicodeError) as error:
        raise ReadError("this is no address of the web", name, "write it as https://…") from error


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__


def _good(answer: _Answer, name: str) -> _Answer:
    if answer.status == 200:
        return answer
    if answer.status in _STATUSES:
        what, remedy = _STATUSES[answer.status]
    elif answer.status >= 500:
        what, remedy = "the server is in trouble", _LATER
    else:
        what, remedy = "the server does not give it", _CHECK
    raise ReadError(f"{what} (status {answer.status})", name, remedy)


def _too_large(name: str, most: int) -> ReadError:
    return ReadError(
        f"the answer has more than {most:,} bytes, the limit",
        name,
        "raise max_megabytes in kelisim.toml if you want it",
    )


def _content_type(headers: httpx.Headers) -> tuple[str | None, str | None]:
    """Return the media type and the charset that a server says."""
    said = headers.get("content-type")
    if said is None:
        return None, None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", said, re.IGNORECASE)
    return said, charset.group(1) if charset is not None else None


def _user_agent(limits: Limits) -> str:
    contact = re.sub(r"[^\x20-\x7e]", "", limits.contact).strip()
    about = "register of cooperation in science; fetches single pages that a person names"
    return f"{_AGENT}/{metadata.version('kelisim')} ({about}{'; ' + contact if contact != '' else ''})"
