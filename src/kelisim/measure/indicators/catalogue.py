"""Every indicator by name: its formula, its unit and where it comes from.

c joint works of i and j · P works of a unit · K collaboration links of a unit (its joint works with all
others, added up) · T all links · w the weight of a work under the counting rule.
"""

from dataclasses import dataclass
from typing import Final, Literal

_LEIDEN: Final = "CWTS Leiden Ranking Open Edition"
_ECK: Final = "van Eck & Waltman 2009, How to normalize cooccurrence data?"
_WALTMAN: Final = "Waltman et al. 2011, Towards a new crown indicator"
_TIES: Final = "Waltman & Schreiber 2013, On the calculation of percentile-based bibliometric indicators"
_FUCHS: Final = "Fuchs, Sivertsen & Rousseau 2021, Measuring the relative intensity of collaboration"
_SCIVAL: Final = "Elsevier, Research Metrics Guidebook: collaboration"
_OPENALEX: Final = "OpenAlex"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured value: what it is called, how it is computed, in what unit, after whom.

    `about` says whether it describes a unit (organisation, country, person, group) or a pair. `resampled`
    says that a stability interval is given for it.
    """

    name: str
    title: str
    formula: str
    unit: str
    source: str
    about: Literal["unit", "pair"] = "unit"
    resampled: bool = False


_CATALOGUE: Final = (
    Indicator("works", "works", "Σ w", "works", "counting rule"),
    Indicator("works_full", "works, full counting", "number of works of the unit", "works", "counting rule"),
    Indicator(
        "pp_collab",
        "PP(collab)",
        "Σ w [organisations > 1 or countries > 1] / Σ w",
        "share",
        _LEIDEN,
        resampled=True,
    ),
    Indicator(
        "pp_int_collab",
        "PP(int collab), international collaboration",
        "Σ w [countries > 1] / Σ w; countries of authors and organisations together, HK and MO as CN",
        "share",
        _LEIDEN,
        resampled=True,
    ),
    Indicator(
        "share_international",
        "international collaboration (type)",
        "Σ w [countries > 1] / Σ w of works whose type can be told",
        "share",
        _SCIVAL,
        resampled=True,
    ),
    Indicator(
        "share_national",
        "national collaboration (type)",
        "Σ w [not international, organisations > 1] / Σ w of works whose type can be told",
        "share",
        _SCIVAL,
        resampled=True,
    ),
    Indicator(
        "share_institutional",
        "institutional collaboration (type)",
        "Σ w [one organisation or country, authors > 1] / Σ w of works whose type can be told",
        "share",
        _SCIVAL,
        resampled=True,
    ),
    Indicator(
        "share_single",
        "single authorship (type)",
        "Σ w [one author, not international or national] / Σ w of works whose type can be told",
        "share",
        _SCIVAL,
        resampled=True,
    ),
    Indicator("citations", "citations", "Σ w · citations to the date of the data", "citations", _OPENALEX),
    Indicator("mcs", "mean citation score", "Σ w · citations / Σ w", "citations", _LEIDEN, resampled=True),
    Indicator(
        "fwci",
        "field-weighted citation impact",
        "mean of citations / expected for the same type, year and field, to the third year after publication",
        "ratio, world = 1",
        _OPENALEX,
        resampled=True,
    ),
    Indicator(
        "percentile",
        "normalised citation percentile",
        "mean rank of the work among those of the same type, year and field",
        "0 to 1",
        _OPENALEX,
        resampled=True,
    ),
    Indicator(
        "mncs",
        "mean normalised citation score",
        "mean of citations / mean citations of the works of the same field and year in these tables",
        "ratio, tables = 1",
        _WALTMAN,
        resampled=True,
    ),
    Indicator(
        "pp_top_10",
        "PP(top 10 %)",
        "share in the most cited tenth of field and year in these tables; ties at the edge are in by a part",
        "share",
        _TIES,
        resampled=True,
    ),
    Indicator("joint_works", "joint works", "c = Σ 1 over joint works", "works", "full counting", "pair"),
    Indicator(
        "joint_works_fractional",
        "joint works, fractional",
        "Σ 2/(n(n−1)), n units of the work; adds up to the works with two units or more",
        "works",
        "fractional counting",
        "pair",
    ),
    Indicator("salton", "Salton's cosine", "c / √(P_i P_j)", "0 to 1", "Salton & McGill 1983", "pair"),
    Indicator("jaccard", "Jaccard index", "c / (P_i + P_j − c)", "0 to 1", "Jaccard 1901", "pair"),
    Indicator("inclusion", "inclusion index", "c / min(P_i, P_j)", "0 to 1", _ECK, "pair"),
    Indicator(
        "association",
        "association strength",
        "2 T c / (K_i K_j); 1 is what chance would give",
        "ratio",
        f"{_ECK}; VOSviewer",
        "pair",
    ),
    Indicator(
        "ric",
        "relative intensity of collaboration",
        "(c / K_i) / ((K_j − c) / (T − K_i)), of i towards j; years pooled after Mantel and Haenszel",
        "ratio",
        f"{_FUCHS}; interval: Fuchs, Smolinsky & Rousseau 2022, Greenland & Robins 1985",
        "pair",
    ),
)

INDICATORS: Final[dict[str, Indicator]] = {indicator.name: indicator for indicator in _CATALOGUE}


def indicators_about(about: Literal["unit", "pair"]) -> tuple[Indicator, ...]:
    """Return the indicators of units or of pairs, in the order of the catalogue."""
    return tuple(indicator for indicator in _CATALOGUE if indicator.about == about)
