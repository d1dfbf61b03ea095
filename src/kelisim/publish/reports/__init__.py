"""Reports on one agreement, one partner, one country, one year, as PDF and as HTML.

Comes in: the register, the tables of works where there are any, a day, a language. Goes out: a `Report` of
plain values, PDF and HTML of it. Never does: show a figure without its rule, or a claim without its source;
hide what is missing; take text of a document for markup.
"""

from kelisim.publish.reports.agreement import agreement_report
from kelisim.publish.reports.country import country_report
from kelisim.publish.reports.document import Report
from kelisim.publish.reports.language import LANGUAGES, LanguageCode
from kelisim.publish.reports.partner import partner_report
from kelisim.publish.reports.rendering import to_html, to_pdf
from kelisim.publish.reports.verdicts import portfolio_in, verdict_in
from kelisim.publish.reports.year import year_report

__all__ = [
    "LANGUAGES",
    "LanguageCode",
    "Report",
    "agreement_report",
    "country_report",
    "partner_report",
    "portfolio_in",
    "to_html",
    "to_pdf",
    "verdict_in",
    "year_report",
]
