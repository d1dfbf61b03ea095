"""The tables of the bibliographic record: what each column holds.

Each table is a folder of Parquet files below `tables/` of a workspace, cut by year of publication
(`works/year=2024/….parquet`; `year=0` where a source gives none), so that a question about some years reads
those years only. `work` is the key of a work throughout.

`works` has one row a work, whatever the number of files and sources it came from; the rows of a work in the
other tables come from one source, the best that has any. `citations.cited` is the id that the source gives:
"doi:…" or "openalex:W…"; the latter stands in `works.ids` of the work that it is, if we have it.

An organisation goes by its ROR id without the address ("05a28rw58"), else by the id that its source has for
it ("openalex:I123"), else by none: then `raw` is all there is. Countries are ISO 3166 alpha-2, whatever the
source writes.
"""

from typing import Final

import pyarrow as pa

_TEXT: Final = pa.string()
_TEXTS: Final = pa.list_(pa.string())


def _table(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, type) for name, type in columns])


WORKS: Final = _table(
    (
        "work",
        _TEXT,
    ),  # "doi:10.…" (lower case), else "openalex:W…", else another source's id, else a hash
    ("doi", _TEXT),  # lower case, without the resolver's address
    ("title", _TEXT),
    ("type", _TEXT),  # OpenAlex's word: article, book-chapter, preprint, dissertation …
    ("date", pa.date32()),
    ("language", _TEXT),  # ISO 639-1
    ("venue", _TEXT),
    ("cited_by", pa.int32()),
    ("fwci", pa.float64()),
    ("percentile", pa.float64()),  # normalised citation percentile, 0 to 1
    ("topic", _TEXT),  # the primary topic's id ("T10001"); subfield, field and domain by their ids
    ("subfield", _TEXT),
    ("field", _TEXT),
    ("domain", _TEXT),
    ("authors", pa.int32()),  # how many the source gives
    ("organisations", pa.int32()),  # how many different ones have an id
    ("countries", pa.int32()),  # how many different ones, of authors and organisations together
    ("retracted", pa.bool_()),
    (
        "sources",
        _TEXTS,
    ),  # "openalex", "scopus" …, every source that has the work; the first one's values lead
    ("ids", _TEXTS),  # what the sources call it: "openalex:W…", "scopus:2-s2.0-…", "wos:…", "pubmed:…"
    ("updated", pa.date32()),  # when the leading source last changed its record, where it says so
    ("file", _TEXT),  # where it was read, and the number of the record in it
    ("record", pa.int64()),
    ("year", pa.int16()),
)

AUTHORSHIPS: Final = _table(
    ("work", _TEXT),
    ("position", pa.int32()),  # 1 is the first author
    ("author", _TEXT),  # the source's id for the person, if it has one
    ("orcid", _TEXT),
    ("name", _TEXT),
    ("corresponding", pa.bool_()),
    ("countries", _TEXTS),
    ("year", pa.int16()),
)

# One row for each organisation of each affiliation of each author; a raw string without one is a row too.
AFFILIATIONS: Final = _table(
    ("work", _TEXT),
    ("position", pa.int32()),  # of the author; 0 where the source does not say whose affiliation it is
    ("raw", _TEXT),
    ("organisation", _TEXT),
    ("name", _TEXT),  # as the source, or the registry, calls the organisation
    ("country", _TEXT),
    ("by", _TEXT),  # "source", "matcher", or none where there is no id
    ("probability", pa.float64()),  # of the matcher
    ("year", pa.int16()),
)

TOPICS: Final = _table(
    ("work", _TEXT),
    ("topic", _TEXT),
    ("name", _TEXT),
    ("subfield", _TEXT),
    ("field", _TEXT),
    ("domain", _TEXT),
    ("score", pa.float64()),
    ("year", pa.int16()),
)

CITATIONS: Final = _table(
    ("work", _TEXT),
    ("cited", _TEXT),  # see above
    ("year", pa.int16()),  # of the citing work
)

PROJECTS: Final = _table(
    ("project", _TEXT),  # "cordis:778360"
    ("acronym", _TEXT),
    ("title", _TEXT),
    ("programme", _TEXT),
    ("start", pa.date32()),
    ("end", pa.date32()),
    ("cost", pa.float64()),
    ("contribution", pa.float64()),
    ("currency", _TEXT),
    ("status", _TEXT),
    ("file", _TEXT),
    ("record", pa.int64()),
    ("year", pa.int16()),  # of the start
)

PARTICIPATIONS: Final = _table(
    ("project", _TEXT),
    ("raw", _TEXT),  # the organisation's name and city as given
    ("organisation", _TEXT),
    ("name", _TEXT),
    ("city", _TEXT),
    ("country", _TEXT),
    ("role", _TEXT),  # coordinator, participant, partner, third party
    ("contribution", pa.float64()),
    ("by", _TEXT),
    ("probability", pa.float64()),
    ("year", pa.int16()),
)

TABLES: Final[dict[str, pa.Schema]] = {
    "works": WORKS,
    "authorships": AUTHORSHIPS,
    "affiliations": AFFILIATIONS,
    "topics": TOPICS,
    "citations": CITATIONS,
    "projects": PROJECTS,
    "participations": PARTICIPATIONS,
}
