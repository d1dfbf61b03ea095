"""What can go wrong with a workspace or its register; every message is one line for the user.

RegisterError
├── WorkspaceError          no workspace here, or one is here already
│   └── SettingsError       kelisim.toml: unknown key, wrong type, not TOML
├── StoreError              the store cannot be opened, read or written
│   ├── DiskFullError       no room left; nothing of the last write is kept
│   ├── BusyError           another process has been writing for too long
│   └── NewerStoreError     made by a later version of Kelisim
├── RegistryGoneError       the registry that the register is computed with is gone, or damaged
├── InvalidError            a document, extraction or decision breaks an invariant and is refused whole
└── UnknownIdError          no such id or kind, or an id's beginning that fits several
"""


class RegisterError(Exception):
    """Any error of this package."""


class WorkspaceError(RegisterError):
    """There is no workspace, or there is one already."""


class SettingsError(WorkspaceError):
    """The settings file holds something that it should not."""


class StoreError(RegisterError):
    """The store cannot be opened, read or written."""


class DiskFullError(StoreError):
    """No room is left where the store or the documents lie."""


class BusyError(StoreError):
    """Another process has been writing to the store for longer than we wait."""


class NewerStoreError(StoreError):
    """The store was made by a later version of Kelisim."""


class RegistryGoneError(RegisterError):
    """The registry of organisations that the register was computed with is gone, or cannot be read."""


class InvalidError(RegisterError):
    """A document, extraction or decision breaks an invariant of the store."""


class UnknownIdError(RegisterError):
    """Nothing goes by this id or name, or more than one thing does."""
