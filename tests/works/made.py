"""Records of our own making, as the services would write them."""

import json


def openalex(number, **changes):
    """A work of OpenAlex with two authors: one in Almaty, one in Leeds without a ROR id."""
    work = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.5555/Made.{number}",
        "title": f"On the making of glass, part {number}",
        "publication_year": 2021,
        "publication_date": "2021-03-04",
        "language": "en",
        "type": "article",
        "cited_by_count": 7,
        "fwci": 1.5,
        "is_retracted": False,
        "citation_normalized_percentile": {"value": 0.75},
        "primary_location": {"source": {"display_name": "Journal of Glass"}},
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{number}"},
        "authorships": [
            {
                "author": {
                    "id": "https://openalex.org/A1",
                    "display_name": "Aigerim Bekova",
                    "orcid": "https://orcid.org/0000-0001-2345-6789",
                },
                "institutions": [
                    {
                        "id": "https://openalex.org/I1",
                        "display_name": "Glass University",
                        "ror": "https://ror.org/01abcde23",
                        "country_code": "KZ",
                    }
                ],
                "countries": ["KZ"],
                "is_corresponding": True,
                "raw_affiliation_strings": ["Glass University, Almaty", "Laboratory of Sand"],
                "affiliations": [
                    {
                        "raw_affiliation_string": "Glass University, Almaty",
                        "institution_ids": ["https://openalex.org/I1"],
                    },
                    {"raw_affiliation_string": "Laboratory of Sand", "institution_ids": []},
                ],
            },
            {
                "author": {"id": "https://openalex.org/A2", "display_name": "Bo Stone", "orcid": None},
                "institutions": [
                    {
                        "id": "https://openalex.org/I2",
                        "display_name": "Leeds Glass",
                        "ror": None,
                        "country_code": "GB",
                    }
                ],
                "countries": ["GB"],
                "is_corresponding": False,
                "raw_affiliation_strings": ["Leeds Glass, Leeds, UK"],
            },
        ],
        "primary_topic": {
            "id": "https://openalex.org/T10",
            "display_name": "Glass",
            "score": 0.9,
            "subfield": {"id": "https://openalex.org/subfields/2505"},
            "field": {"id": "https://openalex.org/fields/25"},
            "domain": {"id": "https://openalex.org/domains/3"},
        },
        "topics": [{"id": "https://openalex.org/T10", "display_name": "Glass", "score": 0.9}],
        "referenced_works": ["https://openalex.org/W1", "https://openalex.org/W2"],
        "updated_date": "2026-01-05T10:00:00.000000",
    }
    return work | changes


def lines(*works):
    return "".join(json.dumps(work) + "\n" for work in works)


def crossref(number, **changes):
    item = {
        "DOI": f"10.5555/made.{number}",
        "title": [f"On the making of glass, part {number}"],
        "type": "journal-article",
        "author": [
            {
                "given": "Aigerim",
                "family": "Bekova",
                "affiliation": [{"name": "Glass University, Kazakhstan"}],
            }
        ],
        "container-title": ["Journal of Glass"],
        "published": {"date-parts": [[2021, 3]]},
        "is-referenced-by-count": 5,
        "reference": [{"DOI": "10.5555/OLD.1", "key": "a"}, {"key": "b"}],
    }
    return item | changes


WOS = """\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Bekova, A
   Stone, B
AF Bekova, Aigerim
   Stone, Bo
TI On the making of glass,
   part 1
SO JOURNAL OF GLASS
LA English
DT Article; Early Access
C1 [Bekova, Aigerim; Stone, Bo] Glass Univ, Almaty 050000, Kazakhstan.
   [Stone, Bo] Leeds Glass, Leeds LS2 9JT, W Yorkshire, England.
OI Bekova, Aigerim/0000-0001-2345-6789
CR Old A, 1999, GLASS, V1, P2, DOI 10.5555/old.1
   Older B, 1950, SAND
Z9 7
PD MAR 4
PY 2021
DI 10.5555/made.1
UT WOS:000000000000001
PM 1
ER

PT J
AU Stone, B
TI Another work
PY 2020
UT WOS:000000000000002
ER

EF
"""

RIS = """TY  - JOUR
AU  - Bekova, Aigerim
AU  - Stone, Bo
TI  - On the making of glass, part 1
T2  - Journal of Glass
PY  - 2021/03/04
DO  - https://doi.org/10.5555/MADE.1
AD  - Glass University, Almaty, Kazakhstan
LA  - eng
ER  -

TY  - CHAP
A1  - Stone, Bo
T1  - A chapter without a DOI
Y1  - 2019//
ER  -
"""

PUBMED = """PMID- 1
TI  - On the making of glass,
      part 1.
LID - 10.5555/made.1 [doi]
FAU - Bekova, Aigerim
AU  - Bekova A
AUID- ORCID: 0000-0001-2345-6789
AD  - Glass University, Almaty, Kazakhstan. Electronic address: a@glass.example.
FAU - Stone, Bo
AU  - Stone B
AD  - Leeds Glass, Leeds, United Kingdom.
AD  - Laboratory of Sand, Seattle, WA 98195, USA.
LA  - eng
PT  - Journal Article
PT  - Review
JT  - Journal of glass
DP  - 2021 Mar 4
LR  - 20220808

PMID- 2
TI  - Another work.
DP  - 2020
"""

BIBTEX = r"""@string{glass = "Journal of Glass"}
@comment{ nothing }
@article{bekova2021,
  author = {Bekova, Aigerim and M{\"u}ller, Bo},
  title = {On the {M}aking of glass, part 1},
  journal = glass,
  year = 2021, month = mar,
  doi = {10.5555/made.1},
}
@inproceedings{broken,
  title = {Braces that {do not close},
  year = {2020}

@book{book2019, title = "A book", author = "Stone, Bo", year = "2019"}
"""

SCOPUS = (
    "Authors,Author full names,Author(s) ID,Title,Year,Source title,Cited by,DOI,Link,Affiliations,"
    "Authors with affiliations,PubMed ID,Language of Original Document,Document Type,EID\n"
    '"Bekova A.; Stone B.","Bekova, Aigerim (11); Stone, Bo (22)","11; 22",'
    '"On the making of glass, part 1",2021,'
    "Journal of Glass,7,10.5555/made.1,https://www.scopus.com/x?eid=2-s2.0-1&y=1,"
    '"Glass University, Almaty, Kazakhstan; Leeds Glass, Leeds, United Kingdom",'
    '"Bekova A., Glass University, Almaty, Kazakhstan; '
    'Stone B., Leeds Glass, Leeds, United Kingdom, Glass University, Almaty, Kazakhstan",'
    "1.0,English,Article,2-s2.0-1\n"
)

DIMENSIONS = (
    '"About the data: exported on a Sunday"\r\n'
    "Rank,Publication ID,DOI,PMID,Title,Source title,Publication date,PubYear,Publication Type,Authors,"
    "Authors (Raw Affiliation),Corresponding Authors,Times cited\r\n"
    '1,pub.1,10.5555/made.1,1,"On the making of glass,\npart 1",Journal of Glass,2021-03-04,2021,Article,'
    '"Bekova, Aigerim; Stone, Bo","Bekova, Aigerim (Glass University (GU), Almaty, Kazakhstan); '
    'Stone, Bo (Leeds Glass, Leeds, UK; Laboratory of Sand, Almaty, Kazakhstan)",'
    '"Bekova, Aigerim (Glass University)",7\r\n'
)
