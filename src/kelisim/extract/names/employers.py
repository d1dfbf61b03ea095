"""Whom the holder of a post serves where the text does not say it beside the post."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kelisim.extract.names.gazetteer import Place
from kelisim.extract.names.offices import Office
from kelisim.extract.names.words import HIGHER, Words
from kelisim.extract.reading import Mention

_OFTEN = 3  # times that the organisation is named that a text is about
_NEAR = 8  # mentions looked at around an office
_FAR = 200  # mentions looked back over for the university of a text


@dataclass(frozen=True, slots=True)
class Told:
    """Mentions of organisations in text order, where they end, the named ones and counts by referent."""

    mentions: tuple[Mention, ...]
    ends: tuple[int, ...]
    named: Mapping[str, tuple[tuple[int, int], ...]]
    counts: Mapping[tuple[str, ...], int]

    def before(self, index: int) -> int:
        """Return how many mentions end at or before a token."""
        return bisect_right(self.ends, index)

    def spot(self, mention: Mention) -> tuple[int, int]:
        """Return where a mention, or the last one by name before it, names its organisation."""
        if mention.named:
            return mention.first, mention.last
        spots = self.named.get(mention.referents[0], ())
        at = bisect_right(spots, (mention.first, mention.first))
        return spots[at - 1] if at > 0 else (mention.first, mention.last)


def told_of(mentions: Sequence[Mention]) -> Told:
    bodies = sorted((m for m in mentions if m.type == "organisation"), key=lambda m: (m.last, m.first))
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in bodies:
        if mention.named:
            named[mention.referents[0]].append((mention.first, mention.last))
    by_referent = {id: tuple(sorted(spots)) for id, spots in named.items()}
    counts = Counter(mention.referents for mention in bodies)
    return Told(tuple(bodies), tuple(m.last for m in bodies), by_referent, counts)


def usual_employer(
    words: Words,
    office: Office,
    told: Told,
    state: Callable[[int], Place | None],
    others: Collection[str] = (),
) -> tuple[int, int] | None:
    """Return where the organisation is named that must be meant where the text leaves it open.

    Arguments:
        others: the organisations that other people of the sentence are said to serve.
    """
    if office.organisation is not None and not _leaves_open(words, office.organisation):
        return None
    if office.code == "state":
        ministry = _ministry(words, office, told)
        return _span(state(office.first)) if ministry is None else told.spot(ministry)
    if office.code == "academic":
        return _academic(words, office, told, others)
    if office.doubtful or any(words.has(i, "other") for i in range(office.first, office.last)):
        return None
    if not words.lexicon.terms("posts", "travelling").isdisjoint(words.lower[office.first : office.last]):
        return None  # the head of a delegation serves whoever sent it
    near = _near(words, office, told) or _most_told(told, office) or _house(words, office, told)
    return _span(state(office.first)) if near is None and _is_of_state(words, office) else near


def _leaves_open(words: Words, organisation: tuple[int, int]) -> bool:
    """Tell a common noun and a part of a university told alone: "Dean of the School of Engineering"."""
    parts = words.lexicon.terms("organisations", "parts_alone")
    part = words.lower[organisation[0]] in parts and not words.lexicon.inflected
    return part or words.has(organisation[1] - 1, "described")


def _ministry(words: Words, office: Office, told: Told) -> Mention | None:
    """Return the ministry told last before a minister of no field: "Deputy Minister X"."""
    bare = words.lexicon.terms("posts", "of_a_ministry")
    if words.folded(office.first, office.last) not in bare:
        return None
    before = told.mentions[: told.before(office.first)]
    return next((m for m in reversed(before) if m.named and words.has(m.first, "head.ministry")), None)


def _span(place: Place | None) -> tuple[int, int] | None:
    return None if place is None else (place.first, place.last)


def _is_of_state(words: Words, office: Office) -> bool:
    """Tell the president of a state by the title before the name: "President Jane Doe's visit"."""
    titles = words.lexicon.terms("posts", "heads_of_state")
    return words.folded(office.first, office.last) in titles and words.label[
        office.last : office.last + 1
    ] == ("PER",)


def _near(words: Words, office: Office, told: Told) -> tuple[int, int] | None:
    """Return the one organisation told right before an office: in its paragraph, else in its sentence."""
    sentence_of, sentences = words.analysis.sentence_of, words.analysis.sentences
    sentence = sentence_of[office.first]
    near = told.mentions[max(0, told.before(office.first) - _NEAR) : told.before(office.first)]
    near = tuple(
        mention
        for mention in near
        if sentence_of[mention.first] >= sentence - 1
        and sentences[sentence_of[mention.first]].block == sentences[sentence].block
    )
    if len({mention.referents for mention in near}) == 1:
        return told.spot(near[-1])
    here = [mention for mention in near if mention.first >= words.sentence(office.first).first]
    if len({mention.referents for mention in here}) == 1:
        return told.spot(here[-1])
    return None


def _most_told(told: Told, office: Office) -> tuple[int, int] | None:
    """Return the organisation that a text tells most of, clearly before all others."""
    before = told.mentions[: told.before(office.first)]
    ranked = Counter({m.referents: told.counts[m.referents] for m in before}).most_common(2)
    if len(ranked) == 0 or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return told.spot(next(m for m in reversed(before) if m.referents == ranked[0][0]))


def _house(words: Words, office: Office, told: Told) -> tuple[int, int] | None:
    """Return the university whose news it is for who heads a part of it: "Director of Student Mobility"."""
    parted = any(words.has(i, "of", "for") or words.lower[i] == "(" for i in range(office.first, office.last))
    if words.lexicon.inflected or not words.lexicon.parsed or not parted or office.plural:
        return None
    return _academic(words, office, told, {m.referents[0] for m in told.mentions})


def _academic(words: Words, office: Office, told: Told, others: Collection[str]) -> tuple[int, int] | None:
    """Return the university that a rector named without one serves.

    The last one told in the sentence that nobody else there serves, else the first one of those that the text
    tells much of: most announcements begin with who makes them.
    """
    before = told.mentions[: told.before(office.first)][-_FAR:]
    higher = [
        mention
        for mention in before
        if any(words.has(i, *HIGHER) for i in range(mention.first, mention.last))
    ]
    if len(higher) == 0:
        return None
    most = max(told.counts[mention.referents] for mention in higher)
    usual = next(m for m in higher if 2 * told.counts[m.referents] >= most)
    opening = words.sentence(office.first).first
    here = [m for m in higher if m.first >= opening]
    here = [m for m in here if m.referents == usual.referents or m.referents[0] not in others]
    return told.spot(here[-1] if len(here) > 0 else usual)
