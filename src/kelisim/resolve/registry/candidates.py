"""From a string's words to the names of the registry that may stand in it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kelisim.resolve.registry.aligning import Aligned, Stand, align, stand, voted
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.names import INITIALS, KINDS
from kelisim.resolve.registry.spots import Agreement, Spot, agreement, place_score, spots_beside
from kelisim.resolve.registry.text import AFTER_AND, UNIT, Text
from kelisim.resolve.registry.windows import Group, windows

_LARGEST_GROUP: Final = 12  # records of one name that are looked at; those in the string's places first
_HOPELESS: Final = (
    0.33  # of the best quality in a string: names found by some words that are worth less are let go
)
_LEAST_SCORE: Final = 0.3  # of the best score; what is less is not weighed
_OWN_SCORE: Final = 6.0  # from which a whole name in words of its own is, however much more another scores
_OF_SAME_WORDS: Final = 4  # records of one name that are weighed, so that they leave room for the next name
_BEST_PLACE: Final = 3.5  # what a place can add to a score
WHOLE: Final = 0.999  # share of a name's weight from which all of it is met
_LIGHTEST: Final = 2.5  # weight of a name that can be told in a longer string: "University" cannot
_VOTED: Final = 6  # names of a string that are looked for word by word
_SPARE: Final = 10  # names more than are weighed whose places are looked at
_PARENTED: Final = 3  # best matches whose parents are looked for
_PARTS: Final = 200  # of an organisation, that are looked at
_LIKELIEST_PARTS: Final = 2
_MOST_KIN: Final = 6
_NAMES_OF_PARENT: Final = 6
_HEAVY: Final = 5.0  # weight of a word that names an organisation
_DEPARTMENTAL: Final = 4  # words of a general name up to which it may be a department's
_COMMON: Final = 3  # records of one name; one that more have is told by its place alone
_KIND_LOSS: Final = (0.0, 0.0, 0.3, 1.5, 0.3, 1.5)  # by kind of name; see `names.KINDS`
_ALIAS: Final = KINDS.index("alias")
CONSIDERED: Final = 6  # candidates of a string that are weighed
EXHAUSTIVE: Final = 20  # and when all candidates are asked for


@dataclass(slots=True, eq=False)
class Match:
    """A name of a record that meets words of the string.

    `at` are the positions of the words met, from `start` to before `end`; `mass` is their weight, `cover` its
    share of the name's. `whole` means that all words of the name stand together, in any order; `namesakes`
    counts the records of this name; `words` are the name's, `order` says how well they keep its order (see
    `_order`), `spelling` how alike the written name and the registry's are. `school` says that it is a
    university's medical school or the like, `departmental` that many a department is called so and no place
    agrees. `via` is the withdrawn record that has the name, where `record` is its successor; `through` the
    record by which it is found where the string hardly has its own name. `crossed` counts the segments that
    the words cross. `settled` means that a parent or part named beside tells it from its namesakes. `others`
    are further names of the record that the string meets.
    """

    name: int
    record: int
    at: Sequence[int]
    start: int
    end: int
    mass: float
    cover: float
    whole: bool
    namesakes: int = 1
    words: tuple[int, ...] = ()
    order: float = 0.0
    quality: float = 0.0
    score: float = 0.0
    place: float = 0.0
    places: Agreement = (0.0, 0.0, 0.0)
    spelling: float = 0.0
    via: int | None = None
    school: bool = False
    departmental: bool = False
    through: int | None = None
    crossed: int = 0
    settled: bool = False
    others: tuple["Match", ...] = ()


Found = tuple[list[Match], list[Spot]]
"""The names that may stand in a string, the best of each record, and the places named there."""


def find(
    index: Index, texts: Sequence[Text], around: Sequence[Spot] = (), limit: int = CONSIDERED
) -> list[Found]:
    """Return for each string the names that may stand in it, and the places named there.

    `around` are places that the document tells: they count where the string itself names no country.
    """
    voters = voted(index, texts, EXHAUSTIVE if limit >= EXHAUSTIVE else _VOTED)
    return [
        _found(index, text, groups, [*spots, *around] if _is_nowhere(spots) else spots, votes, limit)
        for text, (groups, spots), votes in zip(texts, windows(index, texts), voters, strict=True)
    ]


def _is_nowhere(spots: Sequence[Spot]) -> bool:
    return not any(spot.countries for spot in spots)


def _found(
    index: Index,
    text: Text,
    groups: list[Group],
    spots: list[Spot],
    votes: list[tuple[int, float]],
    limit: int,
) -> Found:
    found: dict[int, Match] = {}
    placed = {p for spot in spots for p in range(spot.start, spot.end)}
    for group in groups if limit >= EXHAUSTIVE else _telling(index, text, groups, spots):
        _meet(found, index, text, group, spots, placed)
    best = max([match.quality for match in found.values()], default=0.0)
    whole = {match.name for match in found.values()}
    where = stand(text)
    for name, worth in votes:
        if name not in whole and (worth > _HOPELESS * best or limit >= EXHAUSTIVE):
            aligned = align(index, where, name)
            if aligned is not None:
                _keep(index, found, _aligned(index, text, name, aligned, placed), placed)
    _add_parents(found, index, where, placed)
    ranked = sorted(found.values(), key=lambda m: (-m.quality, m.record))[: limit + _SPARE]
    if limit < EXHAUSTIVE and len(ranked) > 0:
        least = min(_LEAST_SCORE * ranked[0].quality, _OWN_SCORE) - _BEST_PLACE
        ranked = [match for match in ranked if match.quality >= least]
    kept = [match for match in _by_place(index, ranked, spots) if not _is_unplaced(index, match)]
    if limit < EXHAUSTIVE:
        kept = _worth_weighing(index, text, kept)[:limit]
    else:
        kin = _kin(index, text, kept)
        kept = [*kept[: limit - len(kin)], *_by_place(index, kin, spots)]
    _settle(index, kept)
    for match in kept:
        if match.cover <= WHOLE:
            match.order = _order(index, match, text)
        match.school = _is_school(index, match)
        match.departmental = match.place <= 0 and _is_departmental(index, text, match)
    return kept, spots


def _meet(
    found: dict[int, Match], index: Index, text: Text, group: Group, spots: list[Spot], placed: set[int]
) -> None:
    """Keep the names of a group, all of whose words stand together."""
    names, start, end = group
    columns, withdrawn = index.columns, index.withdrawn
    record_of, kind_of = columns["name_record"], columns["name_kind"]
    namesakes = 1
    if len(names) > 1:
        namesakes = len({withdrawn.get(record_of[n], record_of[n]) for n in names})
        if len(names) > _LARGEST_GROUP:
            names = _nearest(index, names, spots, start, end)
    crossed, beside = _crossing(text, start, end)
    written, at = tuple(text.ids[start:end]), range(start, end)
    for name in names:
        mass = columns["name_mass"][name]
        match = Match(name, record_of[name], at, start, end, mass, 1.0, True, namesakes)
        heir = withdrawn.get(match.record)
        if heir is not None:
            match.via, match.record = match.record, heir
        match.words = words = written if end == start + 1 else index.name_words(name)
        match.order = 1.0 if words == written else _order(index, match, text)
        # "Southampton University, Southampton": what stands together is its name, in whatever order.
        loss = 0.6 * min(crossed, 1) if match.order == 1 else 0.5 + 4.0 * min(crossed, 1)
        match.quality = mass - (
            loss + (2.0 if heir is not None else 0.0) + beside + _KIND_LOSS[kind_of[name]]
        )
        match.crossed = crossed
        _keep(index, found, match, placed)


def _crossing(text: Text, start: int, end: int) -> tuple[int, float]:
    """Return how many segments the words cross, and what it counts against them that others stand in theirs.

    "Peking University First Hospital, Peking University": the name in a segment of its own is meant.
    """
    segments = text.segments
    first, last = segments[start], segments[end - 1]
    shared = (start > 0 and segments[start - 1] == first) or (end < len(segments) and segments[end] == last)
    return last - first, 0.2 if shared else 0.0


def _settle(index: Index, kept: list[Match]) -> None:
    """Mark the namesakes that a parent or part, named beside in other words, tells from the others.

    "National Cancer Institute, National Institutes of Health": several countries have either, one has both as
    part and whole. Where a place speaks for a namesake, it counts instead.
    """
    whole = [match for match in kept if match.whole and match.order == 1 and match.through is None]
    if not any(match.namesakes > 1 for match in whole):
        return
    pairs = [
        (part, other)
        for part in whole
        for other in whole
        if other.record in index.parents(part.record) and set(part.at).isdisjoint(other.at)
    ]
    windows_of = Counter((part.start, part.end, other.start, other.end) for part, other in pairs)
    for part, other in pairs:
        if windows_of[part.start, part.end, other.start, other.end] == 1:
            for match in (part, other):
                match.settled = not any(
                    (rival.start, rival.end) == (match.start, match.end) and rival.place > match.place
                    for rival in whole
                )
                match.namesakes = 1 if match.settled else match.namesakes


def _by_place(index: Index, matches: list[Match], spots: list[Spot]) -> list[Match]:
    """Return the matches by their scores, after the places that the string names are looked at."""
    beside: dict[tuple[int, int], tuple[list[Spot], list[Spot]]] = {}
    for match in matches:
        window = match.start, match.end
        if window not in beside:
            beside[window] = spots_beside(spots, *window)
        match.places = agreement(index, match.record, *beside[window])
        match.place = place_score(match.places)
        match.score = match.quality + match.place
    return sorted(matches, key=lambda m: (-m.score, m.record))


def _is_unplaced(index: Index, match: Match) -> bool:
    """Return whether an acronym that was made of a record's name stands without a place of the record."""
    return index.columns["name_kind"][match.name] == INITIALS and match.place <= 0 and len(match.others) == 0


def _kin(index: Index, text: Text, ranked: list[Match]) -> list[Match]:
    """Return parents and parts of the best matches whose names the string does not have, or hardly.

    A person who looks through the candidates may mean them: the society of a Max Planck institute, the
    institute of mathematics of an academy that is called after somebody.
    """
    there = {match.record for match in ranked}
    found: dict[int, Match] = {}
    for match in ranked[:_MOST_KIN]:
        for parent in index.parents(match.record):
            name = index.columns["name_first"][parent]
            found[parent] = Match(name, parent, match.at, match.start, match.end, 0.0, 0.0, False)
            found[parent].through = match.record
        parts = [_part(index, text, match, child) for child in index.children(match.record)[:_PARTS]]
        likely = sorted((p for p in parts if p is not None), key=lambda part: (-part.mass, part.record))
        found.update((part.record, part) for part in likely[:_LIKELIEST_PARTS])
    new = (each for each in found.values() if each.record not in there and each.record not in index.withdrawn)
    return list(islice(new, _MOST_KIN))


def _part(index: Index, text: Text, whole: Match, child: int) -> Match | None:
    """Return the child by the name of which most stands in the string, beside the words of the whole."""
    best: Match | None = None
    for name in islice(index.own_names(child), _NAMES_OF_PARENT):
        held = set(index.name_words(name)) - set(whole.words)
        at = [p for p, word in enumerate(text.ids) if word in held and p not in whole.at]
        mass = sum(index.weight[text.ids[p]] for p in at)
        if mass >= _LIGHTEST and (best is None or mass > best.mass):
            cover = min(0.99, mass / (index.columns["name_mass"][name] + 1e-9))
            best = Match(name, child, at, at[0], at[-1] + 1, mass, cover, False)
            best.through = whole.record
    return best


def _add_parents(found: dict[int, Match], index: Index, where: Stand, placed: set[int]) -> None:
    """Add the parents of the best matches, where a word of weight of their names stands in the string."""
    best = sorted(found.values(), key=lambda m: (-m.quality, m.record))[:_PARENTED]
    if not any(index.parents(match.record) for match in best):
        return
    heavy = {word for word in where.at if word > 0 and index.weight[word] >= _HEAVY}
    for match in best:
        for parent in index.parents(match.record):
            if parent not in found:
                for name in islice(index.own_names(parent), _NAMES_OF_PARENT):
                    if not heavy.isdisjoint(index.name_words(name)):
                        aligned = align(index, where, name)
                        if aligned is not None:
                            _keep(index, found, _aligned(index, where.text, name, aligned, placed), placed)


def _telling(index: Index, text: Text, groups: Sequence[Group], spots: Sequence[Spot]) -> Iterator[Group]:
    """Yield the groups without those that are no answer beside others.

    These are names that weigh next to nothing, common ones within a weightier name, and those of countries
    and states where the string names its place.
    """
    if len(text.ids) <= 2:
        yield from groups
        return
    mass_of = index.columns["name_mass"]
    masses = [mass_of[names[0]] for names, _, _ in groups]
    areas = {(s.start, s.end) for s in spots if s.clean and (s.countries or s.regions)}
    for group, mass in zip(groups, masses, strict=True):
        names, start, end = group
        if mass < _LIGHTEST or (start, end) in areas:
            continue
        if len(names) > _COMMON and any(
            a <= start and end <= b and mass < 0.7 * other
            for (_, a, b), other in zip(groups, masses, strict=True)
        ):
            continue
        yield group


def _worth_weighing(index: Index, text: Text, ranked: list[Match]) -> list[Match]:
    """Return the matches without those that say less of the same words than a better one of another
    family.
    """
    kept: list[Match] = []
    alike: Counter[tuple[int, int]] = Counter()
    for match in ranked:
        own = set(match.at)
        if len(kept) > 0 and match.score < _LEAST_SCORE * kept[0].score:
            apart = match.whole and match.order > 0 and match.score >= _OWN_SCORE
            if not apart or any(not own.isdisjoint(o.at) for o in kept):
                continue
        if match.whole:
            alike[match.start, match.end] += 1
            if alike[match.start, match.end] > _OF_SAME_WORDS:
                continue
        torn = match.whole and match.order == 0 and text.flags[match.start] & AFTER_AND
        if torn and any(o.order > 0 and not own.isdisjoint(o.at) for o in ranked if o.whole):
            continue  # "… and Technology, Tianjin University" is not Tianjin University of Technology
        if match.cover < WHOLE:
            over = [o for o in kept if o.cover > match.cover - 0.001 and own.issubset(o.at)]
            if len(over) > 0 and not any(_is_family(index, match.record, o.record) for o in over):
                continue
        kept.append(match)
    return kept


def _is_family(index: Index, first: int, second: int) -> bool:
    return second in index.parents(first) or first in index.parents(second)


def _nearest(index: Index, names: Sequence[int], spots: list[Spot], start: int, end: int) -> Sequence[int]:
    """Return of a large group the names whose records fit the string's places best."""
    record_of, status = index.columns["name_record"], index.columns["status"]
    near, within = spots_beside(spots, start, end)

    def rank(name: int) -> tuple[float, int, int]:
        record = record_of[name]
        return -place_score(agreement(index, record, near, within)), status[record], name

    return sorted(names, key=rank)[:_LARGEST_GROUP]


def _aligned(index: Index, text: Text, name: int, found: Aligned, placed: set[int]) -> Match:
    """Return the match of a name whose words stand apart, or only in part."""
    at, mass, cover = found
    start, end = min(at), max(at) + 1
    whole = cover > WHOLE and end - start == len(at)
    match = Match(name, index.columns["name_record"][name], at, start, end, mass, cover, whole)
    heir = index.withdrawn.get(match.record)
    if heir is not None:
        match.via, match.record = match.record, heir
    if cover > WHOLE:
        match.order = _order(index, match, text)
    match.quality = _quality(index, text, match, placed)
    return match


def _quality(index: Index, text: Text, match: Match, placed: set[int]) -> float:
    """Return how good a match is before its place is looked at, in units of weight."""
    start, end = match.start, match.end
    crossed, beside = _crossing(text, start, end)
    match.crossed = crossed
    if match.whole:
        loss = 0.6 * min(crossed, 1) if match.order == 1 else 0.5 + 4.0 * min(crossed, 1)
    elif match.cover > WHOLE and match.order == 1 and is_completed(match, placed):
        loss = 1.0 + 0.3 * crossed  # "University of California, 445 Campbell Hall, Berkeley"
    else:
        loss = 1.0 + 0.6 * (end - start - len(match.at)) + crossed + 0.1 * match.mass
    loss += 2.0 if match.via is not None else 0.0
    loss += beside
    loss += _KIND_LOSS[index.columns["name_kind"][match.name]]
    return match.mass * match.cover - loss


def is_completed(match: Match, placed: Collection[int]) -> bool:
    """Return whether the words met apart from the longest run of them stand for places."""
    at = sorted(match.at)
    runs = [[at[0]]]
    for p in at[1:]:
        if p == runs[-1][-1] + 1:
            runs[-1].append(p)
        else:
            runs.append([p])
    longest = max(runs, key=len)
    return all(p in placed for run in runs if run is not longest for p in run)


def _order(index: Index, match: Match, text: Text) -> float:
    """Return 1 where the words stand in the name's order; type words ("university") aside 0.8, the words that
    go with them ("national") aside 0.6; else, or where the first word goes with the word before it, 0."""
    if match.whole and len(match.at) == 1:
        match.words = (text.ids[match.start],)
        return 1.0
    match.words = words = index.name_words(match.name)
    if match.whole and tuple(text.ids[match.start : match.end]) == words:
        return 1.0
    met = [text.ids[p] for p in sorted(match.at) if text.ids[p] in words]
    held = [w for w in words if w in met]
    if held == met:
        return 1.0
    if text.flags[match.start] & AFTER_AND:
        return 0.0
    for worth, aside in ((0.8, index.sets.types), (0.6, index.sets.movable)):
        if [w for w in held if w not in aside] == [w for w in met if w not in aside]:
            return worth
    return 0.0


def _is_school(index: Index, match: Match) -> bool:
    """Return whether the name, and the record's, is that of a university's medical school or the like."""
    return (
        _names_school(index, match.words)
        and len(index.parents(match.record)) > 0
        and _is_called_school(index, match.record)
    )


def _is_called_school(index: Index, record: int) -> bool:
    """Return whether the shown name is a school's: a university may have its school's name as an alias."""
    known: bool | None = index.held["school"].get(record)
    if known is not None:
        return known
    kinds = index.columns["name_kind"]
    shown = (name for name in index.own_names(record) if kinds[name] == 0)
    called = any(_names_school(index, index.name_words(name)) for name in shown)
    return index.remembered("school", record, called)


def _names_school(index: Index, words: Collection[int]) -> bool:
    """Return whether these words name a school, and what it is for: College of Medicine."""
    sets = index.sets
    return not sets.school_words.isdisjoint(words) and not sets.school_fields.isdisjoint(words)


def _is_departmental(index: Index, text: Text, match: Match) -> bool:
    """Return whether the name is a general one of a part: Graduate School of Engineering."""
    if not text.flags[match.start] & UNIT or len(match.at) > _DEPARTMENTAL:
        return False
    general, types = index.sets.general, index.sets.types
    return all(
        text.ids[p] in general and (text.flags[p] & UNIT or text.ids[p] not in types) for p in match.at
    )


def _keep(index: Index, found: dict[int, Match], match: Match, placed: set[int]) -> None:
    """Keep the better match of its record; the other remains as a further reason."""
    held = found.get(match.record)
    if held is None:
        found[match.record] = match
        return
    better = match.quality > held.quality
    if match.crossed == 0 < held.crossed:
        better = better or _is_enough(index, match, held, placed)
    elif held.crossed == 0 < match.crossed:
        better = better and not _is_enough(index, held, match, placed)
    if better:
        match.others = (*held.others, held)
        held.others = ()
        found[match.record] = match
    else:
        held.others = (*held.others, match)


def _is_enough(index: Index, near: Match, wide: Match, placed: set[int]) -> bool:
    """Return whether a whole name in one segment says what another does by words of the address.

    "Columbia University, New York" does not name Columbia University in the City of New York, but
    "University of Maryland, College Park" is written so.
    """
    if near.cover < WHOLE or near.order < 1 or near.via is not None:
        return False
    if index.columns["name_kind"][near.name] > _ALIAS or near.mass < _LIGHTEST:
        return False
    if not all(p in placed for p in wide.at if p < near.start or p >= near.end):
        return False
    commas = sum(map(index.name_text(wide.name).count, ",(/:"))
    return not wide.whole or wide.order < 1 or wide.crossed > commas
