"""The register of international cooperation in science and higher education.

From what was announced to what came of it: documents in, statements with quotes, entities, records, answers
out. The names below are all that is meant for use from outside; the vocabulary is in `kelisim.model`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kelisim.api import Summary as Summary
    from kelisim.api import add as add
    from kelisim.api import create_register as create_register
    from kelisim.api import load_registry as load_registry
    from kelisim.api import open_register as open_register
    from kelisim.api import resolve_names as resolve_names
    from kelisim.extract import corpus_format as corpus_format
    from kelisim.extract import extract_many as extract_many
    from kelisim.intake import Bytes as Bytes
    from kelisim.read import Hints as Hints
    from kelisim.read import Limits as Limits
    from kelisim.read import fetch as fetch
    from kelisim.read import read_bytes as read_bytes
    from kelisim.read import read_path as read_path
    from kelisim.register import Filter as Filter
    from kelisim.register import Store as Store
    from kelisim.register import decide as decide
    from kelisim.register import decisions as decisions
    from kelisim.register import examine as examine
    from kelisim.register import export_json as export_json
    from kelisim.register import list_documents as list_documents
    from kelisim.register import list_entities as list_entities
    from kelisim.register import list_records as list_records
    from kelisim.register import rebuild as rebuild
    from kelisim.register import search as search
    from kelisim.register import show as show
    from kelisim.register import stats as stats

__version__ = "0.1.0"

_HOMES: Final = {
    "kelisim.api": ("Summary", "add", "create_register", "load_registry", "open_register", "resolve_names"),
    "kelisim.extract": ("corpus_format", "extract_many"),
    "kelisim.intake": ("Bytes",),
    "kelisim.read": ("Hints", "Limits", "fetch", "read_bytes", "read_path"),
    "kelisim.register": (
        "Filter",
        "Store",
        "decide",
        "decisions",
        "examine",
        "export_json",
        "list_documents",
        "list_entities",
        "list_records",
        "rebuild",
        "search",
        "show",
        "stats",
    ),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [*sorted(_HOME_OF), "__version__"]  # noqa: PLE0604 - all of them are strings


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for: `kelisim --help` needs none of them."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kelisim' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
