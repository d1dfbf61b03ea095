"""A workspace: one folder a register, with its settings, documents and store.

Public: `Workspace`, `create_workspace(folder)`, `find_workspace(folder=None, start=None)`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from kelisim.register.errors import WorkspaceError
from kelisim.register.registry import RegistryPlace
from kelisim.register.settings import DEFAULT_TOML, FILE_NAME, Settings, load_settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that holds a register, and its settings."""

    folder: Path
    settings: Settings

    @property
    def documents(self) -> Path:
        """The folder of the original bytes of every document."""
        return self.folder / self.settings.store.documents

    @property
    def registry(self) -> RegistryPlace:
        """Where the registry of organisations is looked for."""
        settings = self.settings.registry
        named = self.folder / settings.folder if settings.folder != "" else None
        return RegistryPlace(self.folder, named, settings.use)

    @property
    def answers(self) -> Path:
        """The file in which the answers of a language model are kept, where one is used."""
        return self.folder / "answers.sqlite"

    @property
    def store_url(self) -> str:
        """The address of the store; the file of a SQLite store is absolute."""
        url = self.settings.store.url
        if url.startswith("sqlite:///"):
            return f"sqlite:///{self.folder / url.removeprefix('sqlite:///')}"
        return url


def create_workspace(folder: Path) -> Workspace:
    """Make `folder` a workspace: settings with comments, and an empty folder of documents.

    The store comes into being when it is first opened. Raises WorkspaceError where the folder is a workspace
    already or cannot be written.
    """
    folder = folder.absolute()
    settings_file = folder / FILE_NAME
    if settings_file.exists():
        raise WorkspaceError(f"{folder} is a workspace already; use it, or choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / Settings().store.documents).mkdir(exist_ok=True)
        # The settings make a folder a workspace: written last, and whole, so that `init` can be killed.
        partial = folder / f".{FILE_NAME}.part"
        partial.write_text(DEFAULT_TOML, encoding="utf-8")
        os.replace(partial, settings_file)
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: cannot be made a workspace: {error.strerror}; choose another folder"
        ) from error
    return Workspace(folder, load_settings(settings_file))


def find_workspace(folder: Path | None = None, *, start: Path | None = None) -> Workspace:
    """Return the workspace in `folder`; without one, the nearest at or above `start` (default: here).

    Raises WorkspaceError where there is none, SettingsError where its settings are wrong.
    """
    if folder is not None:
        folder = folder.absolute()
        if not (folder / FILE_NAME).is_file():
            raise WorkspaceError(f"{folder} is no workspace; make it one with: kelisim init {folder}")
        return Workspace(folder, load_settings(folder / FILE_NAME))
    start = (start or Path.cwd()).absolute()
    for candidate in (start, *start.parents):
        if (candidate / FILE_NAME).is_file():
            return Workspace(candidate, load_settings(candidate / FILE_NAME))
    raise WorkspaceError(
        f"no workspace at or above {start}; make one with: kelisim init DIR, or name one with --workspace DIR"
    )
