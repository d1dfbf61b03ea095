"""Tables of works → indicators, networks, verdicts.

Comes in: the Parquet tables of `kelisim.works` and, for verdicts, records of the register. Goes out: figures
as Ibis expressions, the same on DuckDB and Spark, each with its definition, the date of its data, its filters
and the number of works left out. Never does: change a table or the register, call a growth of both sides a
success, show a figure without the rule by which it was counted.
"""

from kelisim.measure.errors import MeasureError
from kelisim.measure.scope import Scope
from kelisim.measure.tables import Tables, open_tables

__all__ = ["MeasureError", "Scope", "Tables", "open_tables"]
