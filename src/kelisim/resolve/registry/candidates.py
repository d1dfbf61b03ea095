"""From a string's words to the names of the registry that may stand in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from kelisim.resolve.registry.build import country_number
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.text import CAPITALS, DOT, NUMBER, TITLE, Text

_WINDOW: Final = 14  # words of the longest name that is looked up whole
_LARGEST_GROUP: Final = 24  # records of one name that are looked at; those in the string's places first
_VOTED: Final = 24  # names found by some of their words that are aligned
_LEAST_COVER: Final = 0.45  # of a name's weight; less than that is another name
_FAR: Final = 4.0  # weight of a word that may stand in another segment than the rest of its name
_ALIKE_CODES: Final = {
    **dict.fromkeys(("HK", "MO", "TW"), "CN"),
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP"), "US"),
    **dict.fromkeys(("GP", "RE", "MQ", "GF", "NC", "PF", "YT", "MC"), "FR"),
    **dict.fromkeys(("GG", "JE", "IM", "GI", "BM"), "GB"),
    **dict.fromkeys(("AX",), "FI"),
    **dict.fromkeys(("GL", "FO"), "DK"),
    **dict.fromkeys(("CW", "AW", "SX", "BQ"), "NL"),
}
_ALIKE: Final = {country_number(code): country_number(home) for code, home in _ALIKE_CODES.items()}


@dataclass(slots=True)
class Spot:
    """A place named in a string: words `start` to `end`, and what it may mean. `clean`: a segment of its own."""

    start: int
    end: int
    block: int
    countries: frozenset[int]
    regions: frozenset[int]
    cities: frozenset[int]
    lands: frozenset[int]
    clean: bool = False


@dataclass(slots=True)
class Match:
    """A name of a record that meets words of the string.

    `at` are the positions of the words met, `mass` their weight, `cover` its share of the name's weight;
    `whole` means that all words of the name stand together, in any order. `via` is the withdrawn record that has
    the name, where `record` is its successor.
    """

    name: int
    record: int
    at: list[int]
    mass: float
    cover: float
    whole: bool
    namesakes: int = 1
    score: float = 0.0
    place: float = 0.0
    via: int | None = None
    others: list["Match"] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first word met."""
        return min(self.at)

    @property
    def end(self) -> int:
        """The place after the last word met."""
        return max(self.at) + 1


def find(index: Index, text: Text, around: Sequence[Spot] = ()) -> tuple[list[Match], list[Spot]]:
    """Return the names that may stand in the string, the best of each record, and the places named there."""
    groups, spots = _windows(index, text)
    if len(around) > 0 and not any(spot.countries for spot in spots):
        spots = [*spots, *around]
    found: dict[int, Match] = {}
    seen: set[tuple[int, int, int]] = set()
    record_of = index.columns["name_record"]
    for names, start, end in groups:
        namesakes = len({index.withdrawn.get(record_of[n], record_of[n]) for n in names})
        for name in _nearest(index, names, spots, start, end):
            if (name, start, end) not in seen:
                seen.add((name, start, end))
                mass = index.columns["name_mass"][name]
                match = Match(name, record_of[name], list(range(start, end)), mass, 1.0, True, namesakes)
                _keep(found, match, index, text, spots)
    whole = {match.name for match in found.values()}
    for name in _voted(index, text):
        if name not in whole:
            match = _align(index, text, name)
            if match is not None:
                _keep(found, match, index, text, spots)
    return sorted(found.values(), key=lambda m: (-m.score, m.record)), spots


def _windows(index: Index, text: Text) -> tuple[list[tuple[list[int], int, int]], list[Spot]]:
    """Return the names and the places whose words stand together: windows over the words, hashed as bags."""
    groups: list[tuple[list[int], int, int]] = []
    spots: list[Spot] = []
    keys, codes, areas = index.bags.keys, index.bags.values, index.bag_areas
    last, hash_of, ids, count, local = len(keys) - 1, index.hash_of, text.ids, len(text.ids), index.local.bags
    covered = -1
    for start in range(count):
        total, best = 0, None
        for end in range(start, min(count, start + _WINDOW)):
            number = ids[end]
            if number < 0:
                break
            total += hash_of[number]
            slot = total & last
            while (held := keys[slot]) != 0:  # the table's `get`, without the call
                if held == total:
                    if codes[slot] != 0 and (end > start or _may_stand_alone(text, start)):
                        groups.append((index.named(codes[slot]), start, end + 1))
                    if areas[slot] != 0 and end - start < 6 and text.segments[start] == text.segments[end]:
                        best = (end + 1, areas[slot])
                    break
                slot = (slot + 1) & last
            if local and total in local:
                groups.append((local[total], start, end + 1))
        if best is not None and best[0] > covered:
            covered = best[0]
            spot = _spot(text, start, best[0], index.area(best[1]))
            if spot is not None:
                spots.append(spot)
    return groups, _cleaned(text, spots)


def _may_stand_alone(text: Text, at: int) -> bool:
    # One word in small letters, or a number, is no name of an organisation by itself, unless it is all there is.
    return (
        len(text.ids) <= 2
        or bool(text.flags[at] & (CAPITALS | TITLE))
        and not (text.flags[at] & NUMBER and text.ends[at] - text.starts[at] <= 2)
    )


def _spot(text: Text, start: int, end: int, meant: tuple[list[int], ...]) -> Spot | None:
    countries, regions, cities, lands = (frozenset(m) for m in meant)
    if end - start == 1:
        length = text.ends[start] - text.starts[start]
        if length <= 3 and not text.flags[start] & CAPITALS:
            return None
        if (
            length == 2
            and text.segments[start - 1 : start] == [text.segments[start]]
            and start + 1 < len(text.ids)
            and text.segments[start + 1] == text.segments[start]
            and not text.flags[start + 1] & NUMBER
        ):
            return None  # "IN", "OR" in the middle of a heading
    return Spot(start, end, text.blocks[start], countries, regions, cities, lands)


def _cleaned(text: Text, spots: list[Spot]) -> list[Spot]:
    """Mark the places whose segment holds nothing but places, numbers and codes."""
    loose: set[int] = set()
    covered = {at for spot in spots for at in range(spot.start, spot.end)}
    for at, segment in enumerate(text.segments):
        if (
            at not in covered
            and not text.flags[at] & NUMBER
            and not (text.flags[at] & CAPITALS and text.ends[at] - text.starts[at] <= 3)
        ):
            loose.add(segment)
    for spot in spots:
        spot.clean = text.segments[spot.start] not in loose
    return spots


def _nearest(index: Index, names: list[int], spots: list[Spot], start: int, end: int) -> list[int]:
    if len(names) <= _LARGEST_GROUP:
        return names
    record_of, status = index.columns["name_record"], index.columns["status"]
    ranked = sorted(
        names,
        key=lambda n: (-place_score(index, record_of[n], spots, start, end), status[record_of[n]], n),
    )
    return ranked[:_LARGEST_GROUP]


def place_score(index: Index, record: int, spots: list[Spot], start: int, end: int) -> float:
    """Return how well the string's places, outside the words start … end, agree with where the record is."""
    country, region, city = place_agreement(index, record, spots, start, end)
    return 2.0 * country + 1.0 * region + 1.5 * city


def place_agreement(
    index: Index, record: int, spots: list[Spot], start: int, end: int
) -> tuple[float, float, float]:
    """Return agreement in country, region and town: 1 the same, -1 another one is named, 0 none is named.

    The places in the same block (between semicolons) count; if it has none, all of the string's.
    """
    if len(spots) == 0:
        return 0.0, 0.0, 0.0
    outside = [s for s in spots if s.end <= start or s.start >= end]
    block = next((s.block for s in spots if s.start >= start), None)
    near = [s for s in outside if s.block in (block, -1)] or outside
    country = region = city = 0.0
    for land, area, town in index.locations(record):
        home = _ALIKE.get(land, land)
        for spot in near:
            if spot.countries:
                same = land in spot.countries or home in spot.countries
                country = 1.0 if same else country or -1.0
            if spot.regions:
                if area in spot.regions:
                    region = country = 1.0
                elif not spot.countries and not spot.cities and spot.clean:
                    same = any(index.regions[r][:2] == country_code(land) for r in spot.regions)
                    region = region or -1.0
                    country = 1.0 if same else country or -1.0
            if spot.cities:
                if town in spot.cities:
                    city = 1.0
                    country = max(country, 0.5)
                elif land in spot.lands and _is_near(index, town, spot.cities):
                    city = max(city, 0.6)
                    country = max(country, 0.5)
                elif spot.clean and not spot.countries and not spot.regions:
                    city = city or (-1.0 if land in spot.lands or country <= 0 else -0.5)
                    if land in spot.lands:
                        country = max(country, 0.3)
    if city < 0 and any(
        town in s.cities for s in spots if s not in outside for _, _, town in index.locations(record)
    ):
        city = 0.0  # its own town stands in its name
    return country, region, city


def _is_near(index: Index, town: int, cities: frozenset[int]) -> bool:
    """Return whether one of the towns is within some 40 km: a campus at the edge of the city."""
    here = index.coordinates(town)
    if here is None or len(cities) > 12:
        return False
    latitude, longitude = here
    for other in cities:
        there = index.coordinates(other)
        if there is not None and abs(there[0] - latitude) < 0.36:
            east = (there[1] - longitude) * math.cos(math.radians(latitude))
            if (there[0] - latitude) ** 2 + east * east < 0.36**2:
                return True
    return False


def country_code(number: int) -> str:
    """Return the ISO 3166-1 code that a number stands for."""
    return chr(number >> 8) + chr(number & 255) if number > 0 else ""


def _voted(index: Index, text: Text) -> list[int]:
    """Return the names that share most weight with the string, by their rarest words."""
    at, postings, weight = index.columns["postings_at"], index.arrays["postings"], index.weight
    chunks, weights = [], []
    for number in set(text.ids):
        if number >= 0:
            start, end = at[number], at[number + 1]
            if end > start:
                chunks.append(postings[start:end])
                weights.append(np.full(end - start, weight[number], dtype=np.float32))
    if len(chunks) == 0:
        return []
    names = np.concatenate(chunks)
    order = np.argsort(names, kind="stable")
    names, votes = names[order], np.concatenate(weights)[order]
    first = np.flatnonzero(np.diff(names, prepend=-1))
    names, votes = names[first], np.add.reduceat(votes, first)
    score = votes * votes / (index.arrays["name_mass"][names] + 1.0)
    if len(names) > _VOTED:
        best = np.argpartition(-score, _VOTED)[:_VOTED]
        names = names[best]
    found: list[int] = names.tolist()
    return found


def _align(index: Index, text: Text, name: int) -> Match | None:
    """Return where the name's words stand in the string, near to its rarest word, if enough of them do."""
    ids, weight = text.ids, index.weight
    words = index.name_words(name)
    held = [w for w in words if w in ids]
    if len(held) == 0:
        return None
    total = index.columns["name_mass"][name] + 1e-9
    anchor_word = max(held, key=lambda w: weight[w])
    best: Match | None = None
    anchor = -1
    for _ in range(3):
        try:
            anchor = ids.index(anchor_word, anchor + 1)
        except ValueError:
            break
        at, mass = _gather(text, words, anchor, weight, len(words) + 8)
        mass += _abbreviated(index, text, words, at)
        if best is None or mass > best.mass:
            cover = min(1.0, mass / total)
            together = cover > 0.999 and max(at) - min(at) + 1 == len(at)
            best = Match(name, index.columns["name_record"][name], at, mass, cover, together)
    return best if best is not None and best.cover >= _LEAST_COVER else None


def _gather(
    text: Text, words: list[int], anchor: int, weight: list[float], reach: int
) -> tuple[list[int], float]:
    low, high = max(0, anchor - reach), min(len(text.ids), anchor + reach + 1)
    block = text.blocks[anchor]
    where: dict[int, list[int]] = {}
    for at in range(low, high):
        if text.blocks[at] == block:
            where.setdefault(text.ids[at], []).append(at)
    taken: list[int] = []
    mass = 0.0
    segment = text.segments[anchor]
    for word in words:
        places = [
            p
            for p in where.get(word, ())
            if p not in taken
            and (weight[word] >= _FAR or text.segments[p] == segment or p - 1 in taken or p + 1 in taken)
        ]
        if len(places) > 0:
            taken.append(min(places, key=lambda p: abs(p - anchor)))
            mass += weight[word]
    return taken, mass


def _abbreviated(index: Index, text: Text, words: list[int], at: list[int]) -> float:
    """Meet words of the name with abbreviations between or beside the words met; return the weight won."""
    low, high = min(at), max(at)
    short = [
        p
        for p in range(max(0, low - 2), min(len(text.ids), high + 3))
        if p not in at
        and text.flags[p] & DOT
        and text.segments[p] == text.segments[low]
        and text.ends[p] - text.starts[p] >= 2
    ]
    if len(short) == 0:
        return 0.0
    met = {text.ids[p] for p in at}
    won = 0.0
    for word in words:
        if word not in met:
            key = index.key_of(word)
            for place in short:
                raw = text.text[text.starts[place] : text.ends[place]].lower()
                if place not in at and key.startswith(raw[:4]) and len(raw) < len(key) + 3:
                    at.append(place)
                    won += 0.8 * index.weight[word]
                    break
    return won


def _quality(index: Index, text: Text, match: Match) -> float:
    """Return how good a match is before its place is looked at, in units of weight."""
    start, end = match.start, match.end
    crossed = text.segments[end - 1] - text.segments[start]
    if match.whole:
        ordered = text.ids[start:end] == index.name_words(match.name)
        loss = 0.0 if ordered else 0.5 + 4.0 * min(crossed, 1)
    else:
        loss = 1.0 + 0.6 * (end - start - len(match.at)) + crossed + 0.1 * match.mass
    kind = index.columns["name_kind"][match.name]
    loss += 2.0 if match.via is not None else 0.0
    return match.mass * match.cover - loss - (1.5 if kind == 3 else 0.3 if kind in (2, 4) else 0.0)


def _keep(found: dict[int, Match], match: Match, index: Index, text: Text, spots: list[Spot]) -> None:
    """Keep the better match of its record, or of the successor; the other remains as a further reason."""
    heir = index.withdrawn.get(match.record)
    if heir is not None:
        match.via, match.record = match.record, heir
    match.place = place_score(index, match.record, spots, match.start, match.end)
    match.score = match.place + _quality(index, text, match)
    held = found.get(match.record)
    if held is None:
        found[match.record] = match
    elif match.score > held.score:
        match.others = [*held.others, held]
        held.others = []
        found[match.record] = match
    else:
        held.others.append(match)
