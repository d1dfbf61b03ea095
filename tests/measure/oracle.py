"""The indicators once more, in plain Python over papers: slow, short, and written apart from the product."""

import math
from collections import Counter, defaultdict
from itertools import combinations

from tests.measure.small_tables import Paper


def units_of(paper: Paper, level: str) -> set[str]:
    """Return the organisations, countries or people of a paper."""
    if level == "everything":
        return {"all"}
    if level == "people":
        return set(paper.people[: len(paper.authors)])
    places = [place for author in paper.authors for place in author]
    if level == "organisations":
        return {place.id for place in places if place.id}
    named = {place.country for place in places if place.country}
    return named | {country for listed in paper.countries[: len(paper.authors)] for country in listed}


def shares(paper: Paper, level: str, counting: str) -> dict[str, float]:
    """Return what a paper counts for each of its units."""
    units = units_of(paper, level)
    if counting == "full":
        return dict.fromkeys(units, 1.0)
    if counting == "fractional":
        return {unit: 1 / len(units) for unit in units}
    found: dict[str, float] = defaultdict(float)
    for number, author in enumerate(paper.authors):
        own = 1 / len(paper.authors)
        if level == "organisations":
            parts = {place.id for place in author}  # fixtures write one raw string an organisation
        else:
            told = paper.countries[number] if number < len(paper.countries) else ()
            parts = {place.country for place in author if place.country} | set(told)
        for part in parts:
            if part is not None:
                found[part] += own / len(parts)
    return dict(found)


def counts_for_pairs(paper: Paper) -> bool:
    """Return whether a paper is neither retracted nor hyperauthored."""
    authors = paper.said_authors if paper.said_authors is not None else len(paper.authors)
    return not paper.retracted and authors <= 100 and len(units_of(paper, "countries")) <= 30


def kind_of(paper: Paper) -> str | None:
    """Return the type of collaboration of a paper."""
    authors = paper.said_authors if paper.said_authors is not None else len(paper.authors)
    countries = {"CN" if c in {"HK", "MO"} else c for c in units_of(paper, "countries")}
    organisations = units_of(paper, "organisations")
    if len(countries) > 1:
        return "international"
    if len(organisations) > 1:
        return "national"
    if authors > 1 and (countries or organisations):
        return "institutional"
    return "single" if authors == 1 else None


def scores(papers: list[Paper]) -> dict[str, tuple[float | None, float]]:
    """Return the normalised citation score and the part in the top tenth of each paper."""
    peers = defaultdict(list)
    for paper in papers:
        if not paper.retracted and paper.cited_by is not None and paper.field and paper.year:
            peers[paper.field, paper.year].append(paper)
    found = {}
    for group in peers.values():
        mean = sum(paper.cited_by for paper in group) / len(group)
        ranked = sorted((paper.cited_by for paper in group), reverse=True)
        room = len(group) / 10
        for paper in group:
            above = sum(c > paper.cited_by for c in ranked)
            ties = ranked.count(paper.cited_by)
            top = min(max((room - above) / ties, 0), 1)
            found[paper.id] = (paper.cited_by / mean if mean else None, top)
    return found


def unit_indicators(papers: list[Paper], level: str, counting: str, by: tuple[str, ...] = ()) -> dict:
    """Return {(unit, …by): {indicator: value}}."""
    scored = scores(papers)
    rows = defaultdict(list)
    for paper in papers:
        if paper.retracted:
            continue
        for unit, weight in shares(paper, level, counting).items():
            rows[unit, *(getattr(paper, name) for name in by)].append((weight, paper))
    return {key: _indicators(own, scored) for key, own in rows.items()}


def _indicators(own: list[tuple[float, Paper]], scored: dict) -> dict[str, float | None]:
    def mean(value):
        known = [(w, value(p)) for w, p in own if value(p) is not None]
        return sum(w * v for w, v in known) / sum(w for w, _ in known) if known else None

    cited = [w * p.cited_by for w, p in own if p.cited_by is not None]

    def kind(name):
        return mean(lambda p: None if kind_of(p) is None else float(kind_of(p) == name))

    return {
        "works": sum(w for w, _ in own),
        "works_full": len(own),
        "citations": sum(cited) if cited else None,
        "pp_collab": mean(lambda p: float(kind_of(p) in {"international", "national"})),
        "pp_int_collab": mean(lambda p: float(kind_of(p) == "international")),
        "share_international": kind("international"),
        "share_national": kind("national"),
        "share_institutional": kind("institutional"),
        "share_single": kind("single"),
        "mcs": mean(lambda p: p.cited_by),
        "fwci": mean(lambda p: p.fwci),
        "percentile": mean(lambda p: p.percentile),
        "mncs": mean(lambda p: scored.get(p.id, (None, None))[0]),
        "pp_top_10": mean(lambda p: scored.get(p.id, (None, None))[1]),
    }


def pair_indicators(papers: list[Paper], level: str, counting: str, *, by_year: bool) -> dict:
    """Return {(first, second[, year]): {indicator: value}}."""
    strata: dict = defaultdict(lambda: {"c": Counter(), "f": Counter(), "s": Counter(), "P": Counter()})
    for paper in papers:
        units = sorted(units_of(paper, level))
        if not counts_for_pairs(paper) or not units:
            continue
        stratum = strata[paper.year]
        stratum["P"].update(units)
        pairs = list(combinations(units, 2))
        for pair in pairs:
            stratum["c"][pair] += 1
            stratum["f"][pair] += 1 / len(pairs)
            stratum["s"][pair] += 1 if counting == "full" else 1 / len(pairs)
    years = [[year] for year in strata] if by_year else [list(strata)]
    found = {}
    for chosen in years:
        for pair in {pair for year in chosen for pair in strata[year]["c"]}:
            found[pair + (tuple(chosen) if by_year else ())] = _tie(pair, [strata[year] for year in chosen])
    return found


def _tie(pair: tuple[str, str], strata: list) -> dict[str, float | None]:
    i, j = pair
    c = sum(s["c"][pair] for s in strata)
    p_i, p_j = (sum(s["P"][u] for s in strata) for u in pair)
    k = {u: sum(v for s in strata for p, v in s["s"].items() if u in p) for u in pair}
    t = sum(v for s in strata for v in s["s"].values())
    strength = sum(s["s"][pair] for s in strata)
    return {
        "joint_works": c,
        "joint_works_fractional": sum(s["f"][pair] for s in strata),
        "salton": c / math.sqrt(p_i * p_j),
        "jaccard": c / (p_i + p_j - c),
        "inclusion": c / min(p_i, p_j),
        "association": 2 * t * strength / (k[i] * k[j]),
        **_ric("first", i, j, strata),
        **_ric("second", j, i, strata),
    }


def _ric(side: str, i: str, j: str, strata: list) -> dict[str, float | None]:
    above = below = spread = 0.0
    for s in strata:
        a = s["s"][tuple(sorted((i, j)))]
        n1 = sum(v for p, v in s["s"].items() if i in p)
        kj = sum(v for p, v in s["s"].items() if j in p)
        t = sum(s["s"].values())
        if t == 0:
            continue
        b, n0 = kj - a, t - n1
        above += a * n0 / t
        below += b * n1 / t
        spread += (n1 * n0 * (a + b) - a * b * t) / t**2
    if above < 1e-9 or below < 1e-9:  # no interval; the ratio is 0 or none
        return {}
    error = math.sqrt(max(spread, 0) / (above * below))
    ratio = above / below
    return {
        f"ric_{side}": ratio,
        f"ric_{side}_low": ratio * math.exp(-1.959963984540054 * error),
        f"ric_{side}_high": ratio * math.exp(1.959963984540054 * error),
    }
