"""The register: documents, statements and decisions kept for ever, and the records computed from them.

Comes in: documents with their bytes and extractions, decisions of people, questions. Goes out: records with
every source, lists, search, figures, exports, findings about a workspace. SQLite by default, PostgreSQL by
one setting. Never does: change or lose a statement or a decision, show half a register, ask what day it is.
"""

from kelisim.register.adding import Added, add
from kelisim.register.doctor import Finding, examine
from kelisim.register.errors import (
    BusyError,
    DiskFullError,
    InvalidError,
    NewerStoreError,
    RegisterError,
    RegistryGoneError,
    SettingsError,
    StoreError,
    UnknownIdError,
    WorkspaceError,
)
from kelisim.register.export import export_csv, export_folder, export_json, export_jsonl, write_whole
from kelisim.register.facets import Facet, Facets, facets
from kelisim.register.ids import find_id
from kelisim.register.listing import (
    DocumentLine,
    Filter,
    kind_named,
    list_documents,
    list_entities,
    list_records,
)
from kelisim.register.log import Logged, decide, decisions
from kelisim.register.pending import DoubtLine, DoubtPage, Need, Needs, attention, list_doubts
from kelisim.register.refreshing import Refreshed, rebuild, refresh
from kelisim.register.search import Hit, Hits, Snippet, search
from kelisim.register.stats import Stats, stats
from kelisim.register.store import Store, open_store
from kelisim.register.truth import known, load_document, put
from kelisim.register.views import DocumentView, EntityView, RecordView, StatementView, View, show
from kelisim.register.workspace import Workspace, create_workspace, find_workspace

__all__ = [
    "Added",
    "BusyError",
    "DiskFullError",
    "DocumentLine",
    "DocumentView",
    "DoubtLine",
    "DoubtPage",
    "EntityView",
    "Facet",
    "Facets",
    "Filter",
    "Finding",
    "Hit",
    "Hits",
    "InvalidError",
    "Logged",
    "Need",
    "Needs",
    "NewerStoreError",
    "RecordView",
    "Refreshed",
    "RegisterError",
    "RegistryGoneError",
    "SettingsError",
    "Snippet",
    "StatementView",
    "Stats",
    "Store",
    "StoreError",
    "UnknownIdError",
    "View",
    "Workspace",
    "WorkspaceError",
    "add",
    "attention",
    "create_workspace",
    "decide",
    "decisions",
    "examine",
    "export_csv",
    "export_folder",
    "export_json",
    "export_jsonl",
    "facets",
    "find_id",
    "find_workspace",
    "kind_named",
    "known",
    "list_documents",
    "list_doubts",
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
    "write_whole",
]
