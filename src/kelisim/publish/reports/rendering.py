"""A report as a PDF (by Typst) and as one HTML file that needs nothing else."""

import base64
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Literal

import jinja2
import msgspec
import typst

from kelisim.publish.reports.document import Report

_HOME: Final = files("kelisim.publish") / "reports"


def to_pdf(report: Report) -> bytes:
    """Return a report as PDF. The same report gives the same bytes.

    XX
    """
    data = msgspec.json.encode(report).decode()
    with as_file(_HOME / "report.typ") as template:
        try:
            return _typeset(template, data, "ua-1")
        except typst.TypstError:
            # PDF/UA, for those who hear a document, refuses letters that no typeface here has.
            return _typeset(template, data, "1.7")


def _typeset(template: Path, data: str, standard: Literal["ua-1", "1.7"]) -> bytes:
    inputs = {"report": data}
    return typst.compile(template, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=standard)


def to_html(report: Report) -> str:
    """Return a report as one HTML page: no script, no address of elsewhere but the sources' own links."""
    return _template().render(report=report)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["picture"] = _picture
    environment.tests["web_address"] = _is_web_address
    return environment.from_string((_HOME / "report.html").read_text("utf-8"))


def _picture(svg: str) -> str:
    """Return a drawing as an address that carries it: shown as an image, nothing in it can run."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _is_web_address(url: Any) -> bool:
    return isinstance(url, str) and url.startswith(("https://", "http://"))
