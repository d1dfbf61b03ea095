"""Bibliographic files → tables of works.

Comes in: exports, API pages and snapshots of OpenAlex, Crossref, Scopus, Web of Science, Dimensions, PubMed
and CORDIS; RIS and BibTeX of anyone. Goes out: Parquet tables of one shape (`kelisim.works.schema`), every
row with the file and place it came from. Never does: drop a record silently, guess an organisation, count.
"""
