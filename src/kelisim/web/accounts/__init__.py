"""People and rights: who works with the register, and as what.

Comes in: requests, settings of accounts, the store. Goes out: the gate before all pages, the pages of
accounts, what handlers ask for (a role, a form of our own). Without any account it serves the person at the
machine and nobody else. Never does: keep a password or token that could be read, tell which half of a login
was wrong.
"""

from kelisim.web.accounts.gate import ANONYMOUS
from kelisim.web.accounts.keeping import later, now, writing
from kelisim.web.accounts.keys import note
from kelisim.web.accounts.rights import (
    ADMINISTRATORS,
    EDITORS,
    Administrator,
    Editor,
    FromOurForm,
    Member,
    safe_way,
)
from kelisim.web.accounts.room import ROOM

__all__ = [
    "ADMINISTRATORS",
    "ANONYMOUS",
    "EDITORS",
    "ROOM",
    "Administrator",
    "Editor",
    "FromOurForm",
    "Member",
    "later",
    "note",
    "now",
    "safe_way",
    "writing",
]
