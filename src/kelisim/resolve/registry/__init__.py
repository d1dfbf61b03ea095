"""The registry of organisations: names as people write them to ROR ids.

Comes in: a dump of ROR, then strings. Goes out: ranked candidates, each with a calibrated probability and the
reasons for it; no match is an answer. Never does: ask a network while matching, or know a document's
statements. What people know better stands in a file of overrides beside the installed registry.
"""

from kelisim.resolve.registry.files import Summary, resolve_file
from kelisim.resolve.registry.identify import identify
from kelisim.resolve.registry.install import (
    OVERRIDES,
    Report,
    default_cache,
    info,
    install,
    is_installed,
    load,
)
from kelisim.resolve.registry.match import (
    Candidate,
    Context,
    Reason,
    Registry,
    candidates,
    match_many,
    match_one,
)
from kelisim.resolve.registry.overrides import Added, Named, Refused, write_override
from kelisim.resolve.registry.records import RegistryError

__all__ = [
    "OVERRIDES",
    "Added",
    "Candidate",
    "Context",
    "Named",
    "Reason",
    "Refused",
    "Registry",
    "RegistryError",
    "Report",
    "Summary",
    "candidates",
    "default_cache",
    "identify",
    "info",
    "install",
    "is_installed",
    "load",
    "match_many",
    "match_one",
    "resolve_file",
    "write_override",
]
