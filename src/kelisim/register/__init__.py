"""The register: documents, statements and decisions kept for ever, and the records computed from them.

Comes in: documents with their bytes and extractions, decisions of people, questions. Goes out: records with
every source, lists, search, figures, exports; a workspace checked by `examine`. SQLite by default, PostgreSQL
by one setting. Never does: change or lose a statement or a decision, show half a register, ask what day it is.
"""

from kelisim.register.adding import Added, add
from kelisim.register.doctor import Finding, examine
from kelisim.register.errors import (
    BusyError,
    DiskFullError,
    InvalidError,
    NewerStoreError,
    RegisterError,
    SettingsError,
    StoreError,
    UnknownIdError,
    WorkspaceError,
)
from kelisim.register.export import export_csv, export_folder, export_json, export_jsonl
from kelisim.register.ids import find_id
from kelisim.register.listing import Filter, list_documents, list_entities, list_records
from kelisim.register.log import Logged, decide, decisions
from kelisim.register.refreshing import Refreshed, rebuild, refresh
from kelisim.register.search import Hit, Hits, Snippet, search
from kelisim.register.stats import Stats, stats
from kelisim.register.store import Store, open_store
from kelisim.register.truth import known, load_document, put
from kelisim.register.views import show
from kelisim.register.workspace import Workspace, create_workspace, find_workspace

__all__ = [
    "Added",
    "BusyError",
    "DiskFullError",
    "Filter",
    "Finding",
    "Hit",
    "Hits",
    "InvalidError",
    "Logged",
    "NewerStoreError",
    "Refreshed",
    "RegisterError",
    "SettingsError",
    "Snippet",
    "Stats",
    "Store",
    "StoreError",
    "UnknownIdError",
    "Workspace",
    "WorkspaceError",
    "add",
    "create_workspace",
    "decide",
    "decisions",
    "examine",
    "export_csv",
    "export_folder",
    "export_json",
    "export_jsonl",
    "find_id",
    "find_workspace",
    "known",
    "list_documents",
    "list_entities",
    "list_records",
    "load_document",
    "open_store",
    "put",
    "rebuild",
    "refresh",
    "search",
    "show",
    "stats",
]
