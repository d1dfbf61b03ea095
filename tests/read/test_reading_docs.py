"""The page on reading names every message that reading gives."""

import ast
import re
from pathlib import Path

import kelisim.read

PACKAGE = Path(kelisim.read.__file__).parent
PAGE = " ".join((Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8").split())


def said() -> set[str]:
    """Return the fixed parts of what every ReadError in the package says is wrong."""
    parts: set[str] = set()
    for path in PACKAGE.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: statement.value.value
            for statement in tree.body
            if isinstance(statement, ast.AnnAssign)
            and isinstance(target := statement.target, ast.Name)
            and isinstance(statement.value, ast.Constant)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "ReadError":
                what = call.args[0]
                values = what.values if isinstance(what, ast.JoinedStr) else [what]
                parts |= {value.value for value in values if isinstance(value, ast.Constant)}
                parts |= {str(constants[name.id]) for name in values if isinstance(name, ast.Name)}
    return parts


def test_page_names_every_message() -> None:
    from kelisim.read.web import _STATUSES

    wanted = {*said(), *(what for what, _ in _STATUSES.values())}
    words = {re.sub(r"[\s(),:'…]+$|^[\s(),:'…]+", "", part) for part in wanted}
    missing = {part for part in words if len(part) > 3 and part not in PAGE}
    assert len(words) > 45
    assert missing == set()
