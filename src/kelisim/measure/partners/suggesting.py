"""With whom next? Ranked partners for one organisation or country, each with its reasons."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kelisim.measure.partners.features import Grounds, complement, feature_rows
from kelisim.measure.partners.gravity import expected_row
from kelisim.measure.partners.learning import Weights

WEAK: Final = 0.5  # a link is weak below this share of the joint works to be expected
_NAMED: Final = 3  # topics and partners named in a reason
_TELLING: Final = 0.05  # of similarity and complement: less is no reason
_HARDLY: Final = 0.25  # of their share of a topic: we hardly work on it


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners are wanted.

    `country` and `abroad_of` are ISO 3166 codes: from there, or from anywhere else; `field` is the id of a
    field, or words of topics; `least` a number of works; `new` leaves weak links out.
    """

    country: str | None = None
    field: str | None = None
    least: int = 0
    abroad_of: str | None = None
    new: bool = False


ANYONE: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A partner with whom too little is done yet, and why.

    `joint` are the joint works of the years looked at, `expected` those that sizes and distance let expect.
    `similarity` and `complement` are between 0 and 1 (see `kelisim.measure.partners.feature_rows`);
    `common` names the topics that both work on most, `brings` those of our fields that they work on and we
    hardly do; `shared` counts partners in common, `through` names the ones that tell most. `fit` is what the
    order rests on: the model's probability of a first joint work within two years, where there is none yet.
    """

    rank: int
    unit: str
    name: str
    country: str | None
    works: int
    joint: int
    expected: float
    similarity: float
    common: tuple[str, ...]
    complement: float
    brings: tuple[str, ...]
    shared: int
    through: tuple[str, ...]
    fit: float
    sentence: str


def suggest(
    ready: Grounds, weights: Weights, home: str, *, wanted: Wanted = ANYONE, limit: int = 10
) -> tuple[Suggestion, ...]:
    """Return the partners that fit `home` best among those with whom it has no joint works or too few.

    Too few are fewer than half of those to be expected. Raises MeasureError where `home` has no works.
    """
    landscape = ready.landscape
    own = landscape.place(home)
    joint = landscape.links[[own]].toarray().ravel()
    expected = expected_row(landscape, ready.gravity, own)
    fits = weights.probability(feature_rows(ready, own))
    open_ = joint < np.where(joint > 0, WEAK * expected, 1)
    open_[own] = False
    open_ &= _asked_for(ready, wanted)
    if wanted.new:
        open_ &= joint == 0
    # Ties are broken by id, so that the same tables give the same order.
    order = [int(n) for n in np.lexsort((np.arange(landscape.size), -fits)) if open_[n]]
    gained = complement(landscape, own)
    return tuple(
        _suggestion(ready, own, other, rank, (int(joint[other]), expected[other], gained[other], fits[other]))
        for rank, other in enumerate(order[:limit], start=1)
    )


def _asked_for(ready: Grounds, wanted: Wanted) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    landscape = ready.landscape
    countries = np.array([code or "" for code in landscape.countries])
    fits = landscape.works >= wanted.least
    if wanted.country is not None:
        fits &= countries == wanted.country
    if wanted.abroad_of is not None:
        fits &= countries != wanted.abroad_of
    if wanted.field is not None:
        chosen = _topics_in(ready, wanted.field)
        in_field = np.asarray(landscape.profiles[:, chosen].sum(axis=1)).ravel()
        fits &= in_field * landscape.works >= 1
    return fits


def _topics_in(ready: Grounds, field: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the topics of a field by its id, or those whose names hold all words of it."""
    landscape = ready.landscape
    words = field.casefold().split()
    return np.array(
        [
            number
            for number, topic in enumerate(landscape.topics)
            if landscape.field_names[landscape.fields[number]].rsplit("/", 1)[-1].casefold()
            == field.casefold()
            or all(word in topic.casefold() for word in words)
        ],
        dtype=np.int64,
    )


def _suggestion(
    ready: Grounds, own: int, other: int, rank: int, figures: tuple[int, float, float, float]
) -> Suggestion:
    landscape = ready.landscape
    joint, expected, gained, fit = figures
    mine, theirs = (ready.weighted[[row]].toarray().ravel() for row in (own, other))
    plain, shares = (landscape.profiles[[row]].toarray().ravel() for row in (own, other))
    active = np.bincount(landscape.fields, weights=plain, minlength=len(landscape.field_names) or 1)
    brought = np.maximum(shares - plain, 0) * active[landscape.fields]
    brought[(plain > _HARDLY * shares) | (mine * theirs > 0.1 * (mine @ theirs))] = 0
    both = ready.linked[[own]].multiply(ready.linked[[other]]).tocsr()
    tie = np.minimum(*(landscape.links[[row]].toarray().ravel() for row in (own, other)))
    through = sorted(both.indices, key=lambda n: (-tie[n], landscape.units[n]))
    one = Suggestion(
        rank=rank,
        unit=landscape.units[other],
        name=landscape.names[other],
        country=landscape.countries[other],
        works=int(landscape.works[other]),
        joint=joint,
        expected=round(float(expected), 2),
        similarity=round(float(mine @ theirs), 3),
        common=_top(ready, mine * theirs),
        complement=round(float(gained), 3),
        brings=_top(ready, brought),
        shared=len(both.indices),
        through=tuple(landscape.names[n] for n in through[:_NAMED]),
        fit=round(float(fit), 4),
        sentence="",
    )
    return replace(one, sentence=sentence(one, landscape.years))


def _top(ready: Grounds, weights: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> tuple[str, ...]:
    topics = ready.landscape.topics
    if len(topics) == 0:
        return ()
    best = np.lexsort((np.arange(len(weights)), -weights))[:_NAMED]
    return tuple(topics[n] for n in best if weights[n] > 0)


def sentence(one: Suggestion, years: tuple[int, int]) -> str:
    """Return why a partner is suggested, in one English sentence with its figures."""
    reasons = []
    if len(one.common) > 0 and one.similarity >= _TELLING:
        reasons.append(f"topics alike by {one.similarity:.0%} (both work on {_and(one.common)})")
    if len(one.brings) > 0 and one.complement >= _TELLING:
        reasons.append(f"brings {_and(one.brings)}, on which you hardly work")
    if one.shared > 0:
        through = f" ({_and(one.through)})" if len(one.through) > 0 else ""
        reasons.append(f"{one.shared} partner{'s' if one.shared != 1 else ''} in common{through}")
    none = "no joint works" if one.joint == 0 else f"{one.joint} joint work{'s' if one.joint != 1 else ''}"
    usual = f"about {one.expected:.1f}" if one.expected >= 0.1 else "hardly any"
    reasons.append(f"{none} in {years[0]}–{years[1]}, where sizes and distance would let {usual} be expected")
    return f"{one.name}: {'; '.join(reasons)}."


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
