"""What the readers of the formats take and give."""

from dataclasses import dataclass, field

from kelisim.read.options import Limits


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file or answer, and what came along with them.

    `name` is what messages call it (a path in full, an address), `called` what its documents are called
    (the file's name; default: `name`). `url` is where it was fetched, `media_type` and `charset` what the
    server said of it. `limits` bound what it may unpack to.
    """

    content: bytes
    name: str
    called: str | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what its source says about it, before language and id are told.

    `language` is the tag that the source declares, as it stands there. `content` are the bytes that the
    id is made from, where they are not those of the whole source (an entry of a feed).
    """

    text: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    language_sure: bool = False  # the author said so, not a template of the site
    content: bytes | None = None
