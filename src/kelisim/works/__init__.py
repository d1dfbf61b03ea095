"""Bibliographic files → tables of works.

Comes in: exports, API pages and snapshots of OpenAlex, Crossref, Scopus, Web of Science, Dimensions, PubMed
and CORDIS; RIS and BibTeX of anyone. Goes out: Parquet tables of one shape (`kelisim.works.schema`), every
row with the file and place it came from. Never does: drop a record silently, guess an organisation, measure.
"""

from kelisim.works.adding import Added, add_works
from kelisim.works.counting import WorksStats, works_stats
from kelisim.works.fetch import Fetched, Service, fetch_works
from kelisim.works.formats import FORMATS
from kelisim.works.record import WorksError
from kelisim.works.schema import TABLES
from kelisim.works.tables import table_files

__all__ = [
    "FORMATS",
    "TABLES",
    "Added",
    "Fetched",
    "Service",
    "WorksError",
    "WorksStats",
    "add_works",
    "fetch_works",
    "table_files",
    "works_stats",
]
